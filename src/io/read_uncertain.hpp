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

template <class D> std::vector<std::string> parameter_keys() {
    std::vector<std::string> keys;
    for_each_param<D>([&](const auto& p) { keys.emplace_back(p.key()); });
    if constexpr (std::same_as<D, LogNormal>) keys.insert(keys.end(), {"p10", "p90"});
    return keys;
}

inline std::vector<std::string> distribution_tags() {
    std::vector<std::string> tags;
    for_each_alternative<Distribution>(
        [&](auto, auto type) { tags.emplace_back(decltype(type)::type::tag); });
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
        bool found = false;
        for_each_alternative<Distribution>([&](auto, auto type) {
            using D = typename decltype(type)::type;
            if (entry.key != D::tag) return;
            if (entry.value.as<Node::List>()) found = true;
            for (const std::string& key : parameter_keys<D>())
                if (entry.value.find(key)) found = true;
        });
        if (found) return true;
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
            result = distribution<Metalog>(node, spot, provenance_keys);
        } else {
            for_each_alternative<Distribution>([&](auto, auto type) {
                using D = typename decltype(type)::type;
                if (form->key == D::tag) result = distribution<D>(form->value, spot, {});
            });
        }
        return result;
    }

    template <class D>
    Uncertain distribution(const Node& node, const FileSpot& spot,
                           const std::vector<std::string>& other_keys) const {
        FileSpot inner = spot;
        inner.place = spot.shown();
        inner.key = std::string(D::tag);
        D result{};
        try {
            if constexpr (is_listed<D>()) {
                if (const auto* list = node.as<Node::List>()) {
                    from_list(node, *list, inner, result);
                    return finished(result, spot.factor);
                }
            }
            if (!node.as<Node::Table>())
                refuse(node, inner,
                       is_listed<D>()
                           ? "a list of numbers: " + list_text(parameter_keys<D>(), "and")
                           : "a table with " + list_text(parameter_keys<D>()));
            std::vector<std::string> known = parameter_keys<D>();
            known.insert(known.end(), other_keys.begin(), other_keys.end());
            refuse_unknown(node, inner.place, known, {});
            if constexpr (std::same_as<D, LogNormal>)
                if (node.find("p10") || node.find("p90")) {
                    const double p10 = lognormal_end(node, inner, "p10");
                    const double p90 = lognormal_end(node, inner, "p90");
                    return finished(LogNormal::p10_p90(p10, p90), spot.factor);
                }
            from_table(node, inner, result);
            return finished(result, spot.factor);
        } catch (const Error& error) {
            if (!error.place().empty() || error.what() != error.message()) throw;
            fail(node.at, spot.shown(), error.message());
        }
    }

    template <class D> static Uncertain finished(const D& distribution, double factor) {
        distribution.validate("");
        return factor == 1 ? Uncertain(distribution) : Uncertain(distribution.scaled(factor));
    }

    double lognormal_end(const Node& node, const FileSpot& spot, std::string_view key) const {
        const Node* found = node.find(key);
        if (!found || node.find("log_mean") || node.find("log_sd"))
            fail(node.at, spot.place, "lognormal: must have p10 and p90, or log_mean and log_sd");
        FileSpot inner = spot;
        inner.key = "lognormal." + std::string(key);
        return inner_number(*found, inner, true);
    }

    template <class D>
    void from_list(const Node& node, const Node::List& list, const FileSpot& spot,
                   D& result) const {
        constexpr std::size_t count = std::tuple_size_v<decltype(D::params())>;
        if (list.size() != count)
            fail(node.at, spot.place,
                 std::string(D::tag) + " has " + std::to_string(list.size()) +
                     " numbers, must have " + std::to_string(count) + ": " +
                     list_text(parameter_keys<D>(), "and"));
        std::size_t i = 0;
        for_each_param<D>([&](const auto& p) {
            if constexpr (requires { result.*p.member = 0.0; }) {
                FileSpot inner = spot;
                inner.key = std::string(D::tag) + ": " + std::string(p.name);
                result.*p.member = inner_number(list[i++], inner, is_location(p));
            }
        });
    }

    template <class D> void from_table(const Node& node, const FileSpot& spot, D& result) const {
        for_each_param<D>([&](const auto& p) {
            using M = typename std::remove_cvref_t<decltype(p)>::member_type;
            const Node* found = node.find(p.key());
            if (!found) {
                if (p.required)
                    fail(node.at, spot.place,
                         std::string(D::tag) + ": needs " + std::string(p.key()) + " (" +
                             std::string(p.meaning) + ")");
                return;
            }
            FileSpot inner = spot;
            inner.key = std::string(D::tag) + ": " + std::string(p.name);
            if constexpr (is_list<M>) {
                const auto* list = found->template as<Node::List>();
                if (!list) refuse(*found, inner, "a list of numbers");
                for (const Node& each : *list)
                    (result.*p.member).push_back(inner_number(each, inner, is_location(p)));
            } else {
                result.*p.member = inner_number(*found, inner, is_location(p));
            }
        });
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
