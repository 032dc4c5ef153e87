#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "read_value.hpp"

/// Reading numbers that may be distributions.
namespace rampcast::detail {

/// Keys of the table of an uncertain number that are not a distribution's tag.
inline const std::vector<std::string> quantile_keys{"p10", "p50", "p90", "lower", "upper"};
inline const std::vector<std::string> provenance_keys{"kind", "source", "known_on"};

inline std::vector<std::string> parameter_keys(const Type& distribution) {
    std::vector<std::string> keys;
    for (const Field& field : distribution.structure->fields) keys.emplace_back(field.key);
    if (&distribution == &type_of<LogNormal>()) keys.insert(keys.end(), {"p10", "p90"});
    return keys;
}

inline std::vector<std::string> distribution_tags() {
    std::vector<std::string> tags;
    for (const Type* each : distributions()) tags.emplace_back(each->structure->tag);
    return tags;
}

/// True where a value within a table of settings is an uncertain number and not a further part of
/// the path: `{ pert = [1, 2, 3] }`, but not `{ L1 = { lag_days = 3 } }`.
inline bool is_uncertain_table(const Node& node) {
    for (const Entry& entry : *node.as<Node::Table>()) {
        const bool is_leaf = !entry.value.as<Node::Table>();
        if (is_leaf && (entry.key == "value" || contains(quantile_keys, entry.key) ||
                        contains(provenance_keys, entry.key)))
            return true;
        for (const Type* each : distributions()) {
            if (entry.key != each->structure->tag) continue;
            if (entry.value.as<Node::List>()) return true;
            for (const std::string& key : parameter_keys(*each))
                if (entry.value.find(key)) return true;
        }
    }
    return false;
}

/// Reads numbers and distributions; what they rest on is left to the reader of structs.
class UncertainReader : public ValueReader {
public:
    using ValueReader::ValueReader;

protected:
    Uncertain uncertain(const Node& node, const FileSpot& spot) const {
        if (node.as<Node::Table>()) return uncertain_table(node, spot);
        if (spot.is_date()) return date_of(node, spot);
        return plain_number(node, spot, "a number or a distribution such as { pert = [1, 2, 4] }");
    }

private:
    Uncertain uncertain_table(const Node& node, const FileSpot& spot) const {
        const std::vector<std::string> tags = distribution_tags();
        std::vector<std::string> known{"value"};
        for (const auto& more : {tags, quantile_keys, provenance_keys})
            known.insert(known.end(), more.begin(), more.end());
        refuse_unknown(node, spot.shown(), known, {});

        const Entry* form = nullptr;
        for (const Entry& entry : *node.as<Node::Table>()) {
            if (contains(provenance_keys, entry.key)) continue;
            const bool same =
                form && contains(quantile_keys, form->key) && contains(quantile_keys, entry.key);
            if (form && !same)
                fail(entry.at, spot.shown(),
                     "has both " + detail::quoted(form->key) + " and " + detail::quoted(entry.key) +
                         ", must have one");
            form = &entry;
        }
        if (!form)
            fail(node.at, spot.shown(),
                 "is a table without a number; give value, p10 with p50 and p90, or one of " +
                     list_text(tags));

        Uncertain result;
        if (form->key == "value") {
            FileSpot inner = spot;
            inner.place = spot.shown();
            inner.key = form->key;
            if (spot.is_date()) result = inner_number(form->value, inner, true);
            else result = plain_number(form->value, inner, "a number");
        } else if (contains(quantile_keys, form->key)) {
            result = distribution(node, spot, type_of<Metalog>(), provenance_keys);
        } else {
            for (const Type* each : distributions())
                if (form->key == each->structure->tag)
                    result = distribution(form->value, spot, *each, {});
        }
        return result;
    }

    Uncertain distribution(const Node& node, const FileSpot& spot, const Type& kind,
                           const std::vector<std::string>& other_keys) const {
        FileSpot inner = spot;
        inner.place = spot.shown();
        inner.key = std::string(kind.structure->tag);
        Distribution result;
        const Type& choice = type_of<Distribution>();
        void* made = choice.emplace(&result, index_of(choice, kind));
        try {
            read_distribution(node, inner, kind, made, other_keys);
            kind.structure->check(made, "");
            return spot.factor == 1 ? Uncertain(result) : Uncertain(scaled(result, spot.factor));
        } catch (const Error& error) {
            if (!error.place().empty() || error.what() != error.message()) throw;
            fail(node.at, spot.shown(), error.message());
        }
    }

    void read_distribution(const Node& node, const FileSpot& spot, const Type& kind, void* result,
                           const std::vector<std::string>& other_keys) const {
        const bool listed = is_listed(*kind.structure);
        if (const auto* list = node.as<Node::List>(); list && listed) {
            from_list(node, *list, spot, kind, result);
            return;
        }
        if (!node.as<Node::Table>())
            refuse(node, spot,
                   listed ? "a list of numbers: " + list_text(parameter_keys(kind), "and")
                          : "a table with " + list_text(parameter_keys(kind)));
        std::vector<std::string> known = parameter_keys(kind);
        known.insert(known.end(), other_keys.begin(), other_keys.end());
        refuse_unknown(node, spot.place, known, {});
        if (&kind == &type_of<LogNormal>() && (node.find("p10") || node.find("p90"))) {
            const double p10 = lognormal_end(node, spot, "p10");
            const double p90 = lognormal_end(node, spot, "p90");
            *static_cast<LogNormal*>(result) = LogNormal::p10_p90(p10, p90);
            return;
        }
        from_table(node, spot, kind, result);
    }

    double lognormal_end(const Node& node, const FileSpot& spot, std::string_view key) const {
        const Node* found = node.find(key);
        if (!found || node.find("log_mean") || node.find("log_sd"))
            fail(node.at, spot.place, "lognormal: must have p10 and p90, or log_mean and log_sd");
        FileSpot inner = spot;
        inner.key = "lognormal." + std::string(key);
        return inner_number(*found, inner, true);
    }

    void from_list(const Node& node, const Node::List& list, const FileSpot& spot, const Type& kind,
                   void* result) const {
        const std::span<const Field> fields = kind.structure->fields;
        const std::string tag(kind.structure->tag);
        if (list.size() != fields.size())
            fail(node.at, spot.place,
                 tag + " has " + std::to_string(list.size()) + " numbers, must have " +
                     std::to_string(fields.size()) + ": " + list_text(parameter_keys(kind), "and"));
        for (std::size_t i = 0; i < fields.size(); ++i) {
            FileSpot inner = spot;
            inner.key = tag + ": " + std::string(fields[i].info.name);
            *static_cast<double*>(fields[i].member(result)) =
                inner_number(list[i], inner, is_location(fields[i].info));
        }
    }

    void from_table(const Node& node, const FileSpot& spot, const Type& kind, void* result) const {
        const std::string tag(kind.structure->tag);
        for (const Field& field : kind.structure->fields) {
            const Node* found = node.find(field.key);
            if (!found) {
                if (field.required)
                    fail(node.at, spot.place,
                         tag + ": needs " + std::string(field.key) + " (" +
                             std::string(field.info.meaning) + ")");
                continue;
            }
            FileSpot inner = spot;
            inner.key = tag + ": " + std::string(field.info.name);
            const bool location = is_location(field.info);
            void* member = field.member(result);
            if (field.type->shape == Shape::list) {
                const auto* list = found->as<Node::List>();
                if (!list) refuse(*found, inner, "a list of numbers");
                for (const Node& each : *list)
                    static_cast<std::vector<double>*>(member)->push_back(
                        inner_number(each, inner, location));
                continue;
            }
            if (field.type->shape == Shape::optional) member = field.type->emplace(member, 0);
            *static_cast<double*>(member) = inner_number(*found, inner, location);
        }
    }

    /// One value within a distribution, in the unit of the file. Where the quantity is a date and
    /// this a value of it, moments within a day may be written as days from 1970-01-01 with a
    /// fraction; whole numbers are refused, being slips.
    double inner_number(const Node& node, const FileSpot& spot, bool location) const {
        FileSpot free = spot;
        free.bounds = bounds::any;
        free.factor = 1;
        if (!spot.is_date() || !location) return plain_number(node, free, "a number");
        const auto number = number_in(node);
        if (number && std::floor(*number) != *number) return plain_number(node, free, "a date");
        return days_since_epoch(date_of(node, spot));
    }
};

} // namespace rampcast::detail
