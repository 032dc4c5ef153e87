#pragma once

#include <chrono>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "rampcast/core/refuse.hpp"
#include "rampcast/core/utf8.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/time/calendar.hpp"
#include "rampcast/time/date.hpp"
#include "rampcast/uncertainty/uncertain.hpp"

namespace rampcast {

/// The distribution as it is used for a quantity with a range: a metalog without bounds of its own
/// takes those of the quantity, so that its quantiles never leave the range; others stay.
inline Distribution bounded(const Distribution& distribution, const Bounds& range) {
    const auto* stated = std::get_if<Metalog>(&distribution);
    if (!stated) return distribution;
    Metalog metalog = *stated;
    if (!metalog.lower && range.has_lower()) metalog.lower = range.lower;
    if (!metalog.upper && range.has_upper()) metalog.upper = range.upper;
    return metalog;
}

/// The number as it is used for a quantity with a range; a plain number stays.
inline Uncertain bounded(const Uncertain& number, const Bounds& range) {
    if (!number.is_uncertain()) return number;
    return Uncertain(bounded(number.distribution(), range)).stated(number.provenance());
}

/// `factor` times the number, with its provenance. Throws `Error` unless factor > 0.
inline Uncertain scaled(const Uncertain& number, double factor) {
    if (factor == 1) return number;
    const Uncertain product = number.is_uncertain()
                                  ? Uncertain(scaled(number.distribution(), factor))
                                  : Uncertain(number.number() * factor);
    return product.stated(number.provenance());
}

namespace detail {

/// Draws stay within this many standard deviations.
inline constexpr double reach_z = 8.25;
inline constexpr double largest_number = 1e15;
inline constexpr std::string_view unprintable_rule =
    "has a control character or a mark of direction, must have none";
inline constexpr double first_day = -25567;  // 1900-01-01
inline constexpr double last_day = 84370.75; // within 2200-12-31

inline bool is_date(std::string_view unit) { return unit == "date"; }

/// A number as it is spoken of: a date where it is one.
inline std::string number_words(double value, std::string_view unit) {
    if (is_date(unit) && value >= -700000 && value <= 2900000)
        return text(Date{std::chrono::days{static_cast<int>(std::floor(value))}});
    return short_text(value);
}

/// The bounds of a quantity in another unit, `factor` stored units each.
inline Bounds bounds_in(const Bounds& range, double factor) {
    Bounds result = range;
    result.lower /= factor;
    result.upper /= factor;
    return result;
}

/// Refuses a plain number outside its range, too large or too small for any quantity, or a date
/// outside the years 1900 to 2200. `factor`: stored units in one of the number's.
inline void check_plain(double value, const NumberInfo& info, const std::string& container,
                        std::string_view key, double factor = 1) {
    const Bounds range = bounds_in(info.bounds, factor);
    if (!range.allows(value))
        refuse_value(container, key, number_text(value), range.text_for(value));
    if (is_date(info.unit)) {
        if (!(value >= first_day && value <= last_day))
            refuse_value(container, key, number_words(value, info.unit),
                         "must be a date within the years 1900 to 2200");
    } else if (!(std::abs(value * factor) <= largest_number)) {
        refuse_value(container, key, number_text(value), "is larger than any quantity here (1e15)");
    } else if (info.bounds.hardly_allows(value * factor)) {
        refuse_value(container, key, number_text(value), "is " + std::string(Bounds::too_small));
    }
}

/// Refuses a distribution that makes no sense by itself, or reaches outside the range of the
/// quantity it stands for within the draws' reach.
inline void check_distribution(const Distribution& stated, const NumberInfo& info,
                               const std::string& container, std::string_view key,
                               double factor = 1) {
    const Bounds range = bounds_in(info.bounds, factor);
    const Distribution used = bounded(stated, range);
    validate(used, joined(container, key));
    const auto [least, greatest] = support(used);
    const double ends[2] = {quantile_z(used, -reach_z), quantile_z(used, reach_z)};
    const std::string tag(std::visit([](const auto& d) { return std::string_view(d.tag); }, used));
    const auto refuse = [&](double value, const std::string& rule) {
        refuse_parameter(container, key,
                         "(" + tag + ") can be " + number_words(value, info.unit) + ", " + rule);
    };
    if (const double middle = quantile_z(used, 0);
        info.bounds.hardly_allows(middle * factor) && middle > 0)
        refuse(middle, std::string(Bounds::too_small));
    constexpr double least_spread_days = 1e-6; // far below an hour, far above what dates round to
    if (is_date(info.unit) && ends[0] < ends[1] && ends[1] - ends[0] < least_spread_days)
        refuse_parameter(container, key,
                         "(" + tag + ") spreads over " + number_text(ends[1] - ends[0]) +
                             " days, must spread over at least 1e-6 of them or be one date");
    const bool metalog = std::holds_alternative<Metalog>(used);
    for (const double end : ends) {
        Bounds allowed = range;
        if (metalog && least >= range.lower) allowed.lower_open = false;
        if (metalog && greatest <= range.upper) allowed.upper_open = false;
        if (!allowed.allows(end))
            refuse(end, range.text() + "; state a pert, a lognormal or p10, p50 and p90 that stay "
                                       "within");
        if (is_date(info.unit) ? !(end >= first_day && end <= last_day)
                               : !(std::abs(end * factor) <= largest_number))
            refuse(end, is_date(info.unit)
                            ? "must be a date within the years 1900 to 2200"
                            : "larger than any quantity here (1e15); state a narrower range or "
                              "an upper bound");
    }
}

/// Refuses what a number or distribution must not be.
inline void check_number(const Uncertain& number, const NumberInfo& info,
                         const std::string& container, std::string_view key, double factor = 1) {
    if (number.is_uncertain())
        check_distribution(number.distribution(), info, container, key, factor);
    else check_plain(number.number(), info, container, key, factor);
}
inline void check_number(double number, const NumberInfo& info, const std::string& container,
                         std::string_view key, double factor = 1) {
    check_plain(number, info, container, key, factor);
}

/// A path without its last part, and that part.
inline std::pair<std::string, std::string> split_last(const std::string& path) {
    const bool quoted = path.ends_with('"') && path.size() > 1;
    const std::size_t from = quoted ? path.rfind('"', path.size() - 2) : std::string::npos;
    const std::size_t dot = path.rfind('.', from);
    if (dot == std::string::npos) return {"", path};
    return {path.substr(0, dot), path.substr(dot + 1)};
}

/// Refuses text that is not UTF-8, or has a character that must not be printed.
inline void check_text(const std::string& text, const std::string& container,
                       std::string_view key) {
    if (first_invalid_utf8(text) != text.size())
        refuse_parameter(container, key, "is not UTF-8 text");
    if (!is_printable(text)) refuse_parameter(container, key, std::string(unprintable_rule));
}

/// Refuses a name that is empty, longer than 200 bytes, not UTF-8, begins or ends with a space, or
/// has a quote or a control character.
inline void check_name(const std::string& name, const std::string& container,
                       std::string_view key = "name") {
    if (name.empty()) refuse_parameter(container, key, "is empty, must be given");
    check_text(name, container, key);
    if (name.size() > 200) refuse_parameter(container, key, "is longer than 200 bytes");
    if (name.find('"') != std::string::npos)
        refuse_value(container, key, "'" + name + "'", "must have no quote");
    if (name.front() == ' ' || name.back() == ' ')
        refuse_value(container, key, detail::quoted(name), "must not begin or end with a space");
}

} // namespace detail
} // namespace rampcast
