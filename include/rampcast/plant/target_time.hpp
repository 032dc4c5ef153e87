#pragma once

#include <optional>
#include <string>

#include "rampcast/plant/target.hpp"
#include "rampcast/time/fiscal.hpp"

namespace rampcast::detail {

/// The periods in which a target is to be met.
struct TargetTime {
    Frequency step = Frequency::year;
    FiscalYear years{};           ///< that the step's periods are of
    std::optional<Period> only{}; ///< the only one
    std::optional<Date> from{};   ///< none that begins earlier
    std::optional<Date> by{};     ///< one of those that end by then suffices
};

/// Reads a target's period. @param years of the timeline @throws Error where it is none
inline TargetTime time_of(const Target& target, const FiscalYear& years) {
    TargetTime time{.years = years, .from = target.from, .by = target.by};
    if (!target.at_least) return time;
    const std::string& period = target.period;
    const bool fiscal = period.starts_with("FY");
    if (fiscal || (!period.empty() && period[0] >= '0' && period[0] <= '9')) {
        const LabelledPeriod read = parse_period(period, years);
        time.step = read.step;
        time.only = read.period;
        if (!fiscal) time.years = {};
    } else time.step = parse_frequency(target.period);
    return time;
}

} // namespace rampcast::detail
