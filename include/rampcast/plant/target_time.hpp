#pragma once

#include <optional>

#include "rampcast/plant/target.hpp"
#include "rampcast/time/period.hpp"

namespace rampcast::detail {

/// The periods in which a target is to be met.
struct TargetTime {
    Frequency step = Frequency::year;
    std::optional<Period> only{}; ///< the only one
    std::optional<Date> from{};   ///< none that begins earlier
    std::optional<Date> by{};     ///< one of those that end by then suffices
};

/// Reads a target's period. @throws Error where it is none
inline TargetTime time_of(const Target& target) {
    TargetTime time{.from = target.from, .by = target.by};
    if (!target.at_least) return time;
    if (!target.period.empty() && target.period[0] >= '0' && target.period[0] <= '9') {
        const LabelledPeriod read = parse_period(target.period);
        time.step = read.step;
        time.only = read.period;
    } else time.step = parse_frequency(target.period);
    return time;
}

} // namespace rampcast::detail
