#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/flow/capacity.hpp"
#include "rampcast/flow/capacity_check.hpp"
#include "rampcast/line/argument.hpp"
#include "rampcast/line/capacity_gains.hpp"
#include "rampcast/line/daily_flow.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/station_oee.hpp"
#include "rampcast/line/validate_line.hpp"

/// What `capacity.hpp` declares.
namespace rampcast {

namespace detail {

/// What the simulation tells besides the throughput.
inline void take_rest(LineCapacity& result, const Simulation& found) {
    result.stations = found.stations;
    result.buffer_levels = found.buffer_levels;
    result.work_in_process = found.work_in_process;
    result.work_in_process_interval = found.work_in_process_interval;
    result.lead_time_h = found.lead_time_h;
    result.lead_time_interval = found.lead_time_interval;
    result.piles_up_before = found.piles_up_before;
    if (!result.piles_up_before.empty())
        result.method += "; no steady state: pieces pile up before " + result.piles_up_before;
}

/// What the simulation says in place of the formula.
inline void take_over(LineCapacity& result, const Simulation& found, bool exact) {
    const Interval& interval = found.throughput_interval;
    const bool agree =
        interval.low <= result.formula_per_h && result.formula_per_h <= interval.high;
    result.checked = true;
    if (!exact) {
        result.throughput_interval = interval;
        if (!agree) {
            result.throughput_per_day *= found.throughput_per_h / result.throughput_per_h;
            result.throughput_per_h = found.throughput_per_h;
            result.takt_s = 3600 / result.throughput_per_h;
        }
        result.method +=
            agree ? "; a short simulation agrees" : "; a short simulation says otherwise";
    }
    take_rest(result, found);
}

/// Simulates the gains of people, and the first few.
inline void simulate_gains(LineCapacity& result, const CapacityCheck& check,
                           std::vector<LineVariant> changes, const LineHours& hours, int first,
                           const Poll& poll) {
    const auto simulate_gain = [&](CapacityGain& gain) {
        if (gain.interval_per_h) return true;
        const auto change =
            std::find_if(changes.begin(), changes.end(),
                         [&](const LineVariant& each) { return each.what == gain.what; });
        if (!check.covers(change->line)) return false;
        try {
            const Estimate more = check.gain_per_h(change->line, poll);
            gain.per_h = more.value;
            gain.per_day = more.value * hours.line;
            gain.interval_per_h = more.interval();
            return true;
        } catch (const Error&) {
            return false; // the change makes a line that cannot be simulated
        }
    };
    for (CapacityGain& gain : result.gains)
        for (const LineVariant& each : changes)
            if (each.of_people && each.what == gain.what) simulate_gain(gain);
    sort_gains(result.gains);
    // A gain that turns out smaller makes room for the next.
    for (bool all = false; !all;) {
        all = true;
        for (std::size_t i = 0; i < std::min(static_cast<std::size_t>(first), result.gains.size());
             ++i)
            if (!result.gains[i].interval_per_h && simulate_gain(result.gains[i])) all = false;
        sort_gains(result.gains);
    }
}

/// A line whose stations feed each other: simulated, beside what its slowest station would let go.
inline LineCapacity simulated_capacity(const LineOf<double>& line,
                                       const std::vector<Calendar>& calendars,
                                       const CapacityOptions& options, const Poll& poll) {
    validate(line, valid_names(calendars), LineUse::pieces);
    const std::vector<Calendar> weekly = without_closures(calendars);
    const LineHours hours = line_hours(line, calendars);
    const CapacityCheck check(line, weekly, options.seed, usual_effort(line), poll);
    const Simulation& found = check.found();
    LineCapacity result;
    static_cast<LinePerformance&>(result) = found;
    result.formula_per_h = daily_flow(line, hours).flow.flow / hours.line;
    result.error_to_expect = std::numeric_limits<double>::quiet_NaN();
    result.throughput_interval = found.throughput_interval;
    result.checked = true;
    result.method = "simulation, as stations feed each other";
    if (!check.settled())
        result.method += "; the simulation is short beside how far back the line remembers";
    take_rest(result, found);
    add_oee(result, line, hours, visits(line));
    if (!options.gains || options.simulated_gains == 0) return result;
    const std::vector<LineVariant> changes = single_changes(line);
    for (const LineVariant& each : changes) result.gains.push_back({each.what, 0, 0, {}});
    simulate_gains(result, check, changes, hours, static_cast<int>(changes.size()), poll);
    std::erase_if(result.gains, [](const CapacityGain& each) { return !each.interval_per_h; });
    return result;
}

} // namespace detail

RAMPCAST_INLINE LineCapacity capacity(const LineOf<double>& line,
                                      const std::vector<Calendar>& calendars,
                                      const CapacityOptions& options, const Watch& watch) {
    detail::check_argument("capacity", "simulated_gains", options.simulated_gains,
                           bounds::non_negative);
    const detail::Attention attention(watch);
    if (!line.feeds.empty() && options.method == CapacityMethod::checked)
        return detail::simulated_capacity(line, calendars, options, attention.poll());
    const detail::PartOf first(attention.poll(), 0, .3), rest(attention.poll(), .3, .7);
    LineCapacity result = detail::capacity_by_formula(line, calendars, options.gains, first.poll());
    if (options.method == CapacityMethod::formula) return result;
    const std::vector<Calendar> weekly = without_closures(calendars);
    try {
        validate(line, detail::valid_names(calendars), LineUse::pieces);
        const detail::CapacityCheck check(line, weekly, options.seed, detail::usual_effort(line),
                                          rest.poll());
        const detail::LineHours hours = detail::line_hours(line, calendars);
        detail::take_over(result, check.found(), result.error_to_expect == 0);
        if (!check.settled())
            result.method += "; the simulation is short beside how far back the line remembers";
        detail::add_oee(result, line, hours, visits(line));
        if (options.gains)
            detail::simulate_gains(result, check, detail::single_changes(line), hours,
                                   options.simulated_gains, rest.poll());
    } catch (const Error& error) {
        result.method += std::string("; not checked by simulation: ") + error.what();
    }
    return result;
}

} // namespace rampcast
