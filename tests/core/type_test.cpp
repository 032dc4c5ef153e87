#include "rampcast/core/type.hpp"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "rampcast/core/params.hpp"
#include "rampcast/core/walk.hpp"

namespace rampcast::test {

enum class Colour { red, green };
inline constexpr std::array<std::string_view, 2> colour_names{"red", "green"};
constexpr const auto& words_of(Colour) { return colour_names; }

template <class T> struct PartOf {
    using scalar = T;
    std::string name{};
    T size{};

    static constexpr std::string_view type_name = "Part";
    static constexpr std::string_view tag = "part";
    static constexpr std::string_view meaning = "A part.";
    static constexpr auto params() {
        return std::tuple{param("name", &PartOf::name, "its name").needed(),
                          param("size", &PartOf::size, "m", bounds::positive, "its length")};
    }
    void validate(const std::string& place) const {
        if (size > 100) throw Error(place, "is too long");
    }
    bool operator==(const PartOf&) const = default;
};

/// Holds a member of every shape.
template <class T> struct WholeOf {
    using scalar = T;
    std::string title = "none";
    bool open = true;
    std::chrono::sys_days day{};
    Colour colour = Colour::red;
    double plain = 1;
    T number{};
    std::optional<T> perhaps{};
    std::optional<PartOf<T>> spare{};
    std::vector<PartOf<T>> parts{};
    std::vector<double> observed{};
    std::map<std::string, T> shares{};
    std::variant<std::string, T> either{};
    std::variant<PartOf<T>, std::string> kind{};

    static constexpr std::string_view type_name = "Whole";
    static constexpr std::string_view meaning = "A whole.";
    static constexpr auto params() {
        return std::tuple{
            param("title", &WholeOf::title, "a text"),
            param("open", &WholeOf::open, "yes or no"),
            param("day", &WholeOf::day, "a day"),
            param("colour", &WholeOf::colour, "a word"),
            param("plain", &WholeOf::plain, "1", bounds::any, "a plain number"),
            param("number", &WholeOf::number, "kg", bounds::share, "a number"),
            param("perhaps", &WholeOf::perhaps, "s", bounds::any, "a number or nothing"),
            param("spare", &WholeOf::spare, "a part or nothing"),
            param("parts", &WholeOf::parts, "some parts").keyed("part"),
            param("observed", &WholeOf::observed, "h", bounds::any, "plain numbers"),
            param("shares", &WholeOf::shares, "1", bounds::share, "numbers by name"),
            param("either", &WholeOf::either, "1", bounds::any, "a name or a number"),
            param("kind", &WholeOf::kind, "a part or a name")};
    }
    bool operator==(const WholeOf&) const = default;
};

using Whole = WholeOf<float>;

Whole filled() {
    Whole whole;
    whole.title = "all";
    whole.open = false;
    whole.day = std::chrono::sys_days{std::chrono::days{7}};
    whole.colour = Colour::green;
    whole.plain = 2;
    whole.number = 3;
    whole.perhaps = 4.0F;
    whole.spare = PartOf<float>{"spare", 5};
    whole.parts = {{"first", 6}, {"", 7}};
    whole.observed = {8, 9};
    whole.shares = {{"a", 10.0F}, {"b", 11.0F}};
    whole.either = 12.0F;
    whole.kind = PartOf<float>{"kind", 13};
    return whole;
}

struct Seen {
    std::string path;
    double value;
    bool operator==(const Seen&) const = default;
};

std::vector<Seen> seen_in(Whole& whole) {
    std::vector<Seen> list;
    walk(whole, "w", [&](const std::string& path, const NumberInfo&, auto& number) {
        list.push_back({path, static_cast<double>(number)});
    });
    return list;
}

TEST(Type, SaysWhatParamsSay) {
    const Type& type = type_of<Whole>();
    ASSERT_EQ(type.shape, Shape::structure);
    EXPECT_EQ(&type, &type_of<Whole>());
    EXPECT_EQ(type.structure->name, "Whole");
    EXPECT_EQ(type.structure->tag, "");
    const auto fields = type.structure->fields;
    ASSERT_EQ(fields.size(), 13U);
    EXPECT_EQ(fields[5].info.name, "number");
    EXPECT_EQ(fields[5].info.unit, "kg");
    EXPECT_EQ(fields[5].info.bounds, bounds::share);
    EXPECT_EQ(fields[5].info.meaning, "a number");
    EXPECT_EQ(fields[8].key, "part");
    EXPECT_EQ(fields[8].type->element, &type_of<PartOf<float>>());
    EXPECT_TRUE(type_of<PartOf<float>>().structure->fields[0].required);
    EXPECT_FALSE(fields[0].type->has_numbers);
    EXPECT_TRUE(fields[8].type->has_numbers);
    EXPECT_EQ(fields[3].type->words[1], "green");
}

TEST(Type, EveryNumberIsWalkedInTheOrderOfTheDescriptions) {
    Whole whole = filled();
    const std::vector<Seen> expected{
        {"w.plain", 2},           {"w.number", 3},      {"w.perhaps", 4},    {"w.spare.size", 5},
        {"w.part.first.size", 6}, {"w.part.2.size", 7}, {"w.observed.1", 8}, {"w.observed.2", 9},
        {"w.shares.a", 10},       {"w.shares.b", 11},   {"w.either", 12},    {"w.kind.size", 13}};
    EXPECT_EQ(seen_in(whole), expected);

    const auto numbers = numbers_of<float>(whole);
    ASSERT_EQ(numbers.size(), expected.size());
    EXPECT_EQ(numbers[0], nullptr); // a plain double
    EXPECT_EQ(numbers[1], &whole.number);
    EXPECT_EQ(numbers[5], &whole.parts[1].size);
    EXPECT_EQ(numbers[11], &std::get<0>(whole.kind).size);
}

TEST(Type, AnEmptyObjectHasItsPlainNumbersAlone) {
    Whole whole;
    whole.either = "name";
    whole.kind = "name";
    EXPECT_EQ(seen_in(whole), (std::vector<Seen>{{"w.plain", 1}, {"w.number", 0}}));
}

TEST(Type, CopiesAndComparesAsTheStructItselfDoes) {
    const Whole whole = filled();
    const Type& type = type_of<Whole>();
    Whole copied;
    EXPECT_FALSE(equal(type, &whole, &copied));
    copy(type, &copied, &whole);
    EXPECT_EQ(copied, whole);
    EXPECT_TRUE(equal(type, &whole, &copied));

    // What differs in one member alone is not equal, whichever member it is.
    const Whole fresh;
    for (const Field& field : type.structure->fields) {
        Whole other = whole;
        copy(*field.type, field.member(&other), field.member(const_cast<Whole*>(&fresh)));
        EXPECT_FALSE(equal(type, &whole, &other)) << field.info.name;
        EXPECT_FALSE(whole == other) << field.info.name;
        copy(*field.type, field.member(&other), field.member(const_cast<Whole*>(&whole)));
        EXPECT_TRUE(whole == other) << field.info.name;
    }
}

TEST(Type, IsConvertedToAnotherScalar) {
    const Whole whole = filled();
    const auto doubled =
        converted<WholeOf<Dual<double>>>(whole, [](const NumberInfo& info, float x) {
            return Dual<double>(2.0 * static_cast<double>(x), info.unit == "m" ? 1.0 : 0.0);
        });
    EXPECT_EQ(doubled.title, "all");
    EXPECT_EQ(doubled.plain, 2);
    EXPECT_EQ(doubled.observed, whole.observed);
    EXPECT_EQ(doubled.number.value, 6);
    EXPECT_EQ(doubled.perhaps.value().value, 8);
    EXPECT_EQ(doubled.spare.value().size.slope, 1);
    EXPECT_EQ(doubled.parts[1].size.value, 14);
    EXPECT_EQ(doubled.shares.at("b").value, 22);
    EXPECT_EQ(std::get<1>(doubled.either).value, 24);
    EXPECT_EQ(std::get<0>(doubled.kind).name, "kind");
}

TEST(Type, AWayLeadsToTheSameNumberOnAnyScalar) {
    Whole whole = filled();
    auto other = converted<WholeOf<double>>(
        whole, [](const NumberInfo&, float x) { return static_cast<double>(x); });
    EXPECT_EQ(follow<float>(whole, {8, 1, 1}), &whole.parts[1].size);
    EXPECT_EQ(follow<double>(other, {8, 1, 1}), &other.parts[1].size);
    EXPECT_EQ(follow<float>(whole, {7, 1}), &whole.spare->size);
    EXPECT_EQ(follow<float>(whole, {6}), &*whole.perhaps);
    EXPECT_EQ(follow<double>(other, {10, 1}), &other.shares.at("b"));
    EXPECT_EQ(follow<double>(other, {12, 1}), &std::get<0>(other.kind).size);
}

TEST(Type, ChecksAndDefaultsAreThoseOfTheStruct) {
    const Structure& part = *type_of<PartOf<double>>().structure;
    ASSERT_NE(part.check, nullptr);
    const PartOf<double> fits{"p", 100}, too_long{"p", 101};
    EXPECT_NO_THROW(part.check(&fits, "here"));
    EXPECT_THROW(part.check(&too_long, "here"), Error);
    EXPECT_EQ(part.key(&fits), "p");
    EXPECT_EQ(static_cast<const Whole*>(type_of<Whole>().structure->defaults())->title, "none");
    EXPECT_EQ(type_of<WholeOf<Dual<double>>>().structure->defaults, nullptr);
}

} // namespace rampcast::test
