#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "rampcast/core/math.hpp"
#include "rampcast/line/mature_rate.hpp"
#include "rampcast/plant/noise_streams.hpp"
#include "rampcast/plant/plant.hpp"

/// Hours that a plant's lines lose to changeovers between their products.
namespace rampcast {

/// The share of a line's hours that changeovers take: hours of each × runs a mean month / hours of
/// such a month by its calendar, no more than all.
/// @param hours operating hours a calendar day
template <class T> T changeover_share(const LineOf<T>& line, const T& hours) {
    constexpr double days_per_month = days_per_year / 12;
    return min(line.changeover_h * line.runs_per_month / (hours * T(days_per_month)), T(1));
}

/// How many of the plant's products a line can make; one where none are stated.
inline std::size_t products_made(const Line& line, const Plant& plant) {
    const std::size_t own = line.products.empty() ? plant.products.size() : line.products.size();
    return std::max<std::size_t>(own, 1);
}

namespace detail {

inline bool is_changeover_key(std::string_view path) {
    return path == "changeover_h" || path == "runs_per_month";
}
/// Takes the changeovers out of a line.
inline void skip_changeovers(Line& line) {
    line.changeover_h = line.runs_per_month = 0;
    for (Change& change : line.changes)
        for (auto* settings : {&change.set, &change.add})
            std::erase_if(*settings,
                          [](const auto& entry) { return is_changeover_key(entry.first); });
}

} // namespace detail

/// True where a line loses hours to changeovers, or a change may make it.
inline bool has_changeovers(const Line& line) {
    if (is_used(line.changeover_h) && is_used(line.runs_per_month)) return true;
    for (const Change& change : line.changes)
        for (const auto* settings : {&change.set, &change.add})
            for (const auto& entry : *settings)
                if (detail::is_changeover_key(entry.first)) return true;
    return false;
}

/// Takes changeovers out of lines that make one product alone: they have none.
inline void settle_changeovers(Plant& plant) {
    for (Line& line : plant.lines)
        if (products_made(line, plant) < 2 && has_changeovers(line)) detail::skip_changeovers(line);
}

} // namespace rampcast
