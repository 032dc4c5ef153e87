#include <gtest/gtest.h>

#include <boost/property_tree/json_parser.hpp>
#include <boost/property_tree/ptree.hpp>

#include <set>
#include <sstream>
#include <string>

#include "rampcast/io/io.hpp"

namespace {

using namespace rampcast;
using Tree = boost::property_tree::ptree;

const Tree& schema() {
    static const Tree tree = [] {
        Tree read;
        std::istringstream stream(io::json_schema());
        boost::property_tree::read_json(stream, read);
        return read;
    }();
    return tree;
}

/// The value below a path of keys, written with slashes.
std::string at(const std::string& path) {
    return schema().get<std::string>(Tree::path_type(path, '/'), "nothing");
}
bool has(const std::string& path) {
    return schema().get_child_optional(Tree::path_type(path, '/')).has_value();
}

template <class Visit> void for_each_node(const Tree& tree, Visit&& visit) {
    visit(tree);
    for (const auto& child : tree) for_each_node(child.second, visit);
}

TEST(Schema, IsOfTheDraftItNames) {
    EXPECT_EQ(at("$schema"), "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(at("type"), "object");
    EXPECT_TRUE(has("properties/plant/properties/id"));
    EXPECT_TRUE(has("properties/plant/properties/vat_rate"));
    EXPECT_FALSE(has("properties/id"));
}

TEST(Schema, EveryReferenceResolves) {
    std::set<std::string> names;
    for (const auto& definition : schema().get_child("$defs")) names.insert(definition.first);
    std::size_t references = 0;
    for_each_node(schema(), [&](const Tree& node) {
        if (const auto to = node.get_optional<std::string>(Tree::path_type("$ref", '/'))) {
            ++references;
            EXPECT_EQ(to->rfind("#/$defs/", 0), 0U);
            EXPECT_TRUE(names.count(to->substr(8))) << *to;
        }
    });
    EXPECT_GT(references, 100U);
}

TEST(Schema, EveryTableRefusesOtherKeys) {
    for_each_node(schema(), [](const Tree& node) {
        if (node.count("properties") && node.count("type")) {
            EXPECT_EQ(node.get<std::string>("additionalProperties", "nothing"), "false");
        }
    });
}

TEST(Schema, HoldsTheKeysAndMeaningsOfTheDescriptions) {
    for_each_param<Station>([](const auto& p) {
        const std::string key = "$defs/Station/properties/" + std::string(p.key());
        ASSERT_TRUE(has(key)) << key;
        EXPECT_EQ(at(key + "/description").rfind(p.meaning, 0), 0U) << key;
    });
    for_each_param<Plant>([](const auto& p) {
        const std::string key(p.key());
        EXPECT_NE(has("properties/" + key), has("properties/plant/properties/" + key)) << key;
    });
}

TEST(Schema, StatesBoundsInTheUnitOfTheKey) {
    const std::string hours = "$defs/Calendar/properties/hours_per_shift/";
    EXPECT_EQ(at(hours + "exclusiveMinimum"), "0");
    EXPECT_EQ(at(hours + "maximum"), "24");
    for (const std::string key :
         {"cycle_time_s", "cycle_time_min", "cycle_time_h", "cycle_time_days"})
        EXPECT_TRUE(has("$defs/Station/properties/" + key)) << key;
    EXPECT_NE(at("$defs/Station/properties/cycle_time_h/description").find("[h]"),
              std::string::npos);
}

TEST(Schema, ListsTheWordsOfChoices) {
    std::set<std::string> words;
    for (const auto& word :
         schema().get_child(Tree::path_type("$defs/Station/properties/on_failure/enum", '/')))
        words.insert(word.second.data());
    EXPECT_EQ(words, (std::set<std::string>{"repair", "restart", "scrap"}));
}

TEST(Schema, KnowsEveryCurveAndDistribution) {
    EXPECT_EQ(schema().get_child(Tree::path_type("$defs/Curve/oneOf", '/')).size(),
              std::variant_size_v<CurveOf<Uncertain>>);
    EXPECT_EQ(at("$defs/Logistic/properties/curve/const"), "logistic");
    // One form for a plain value and one for quantiles besides the named ones.
    EXPECT_EQ(schema().get_child(Tree::path_type("$defs/uncertain/oneOf", '/')).size(),
              std::variant_size_v<Distribution> + 2);
}

} // namespace
