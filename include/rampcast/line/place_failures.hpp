#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/line/station.hpp"

namespace rampcast {

/// How a place of a station fails, all its modes together.
template <class T> struct PlaceFailures {
    /// time it cannot work for failures that follow work, for each hour of work; what the clock
    /// has it down for meanwhile left out
    T repair_per_work{};
    T available = T(1);     ///< share of time not down by failures that follow the clock
    T repairers_per_work{}; ///< hours of repair, failures that follow work, for each hour of work
    T repairers_by_clock{}; ///< repairs that go on at any time, failures that follow the clock
    T repair_h{};     ///< how long a stop lasts on, as buffers feel it: 1 / (failure + repair rate)
    T by_the_clock{}; ///< share of the down time whose failures follow the clock
    bool reliable = true; ///< no failures are stated
};

namespace detail {

/// A place as the clock has it up and down: share of time up, and failures an hour of that.
template <class T> struct ClockMode {
    T up{}, fails_per_h{};
    /// Rate at which it forgets whether it was up.
    T forgets_per_h() const { return fails_per_h / (T(1) - up); }
};

/// Spread of repairs: as stated, or of the stops observed.
template <class T> T repair_scv(const FailureModeOf<T>& mode) {
    return mode.observed_stops_h.empty() ? mode.mttr_scv : T(scv_of(mode.observed_stops_h));
}

/// What the spreads of times up and of repairs make of the memory 1 / (failure + repair rate) that
/// is right where both are exponential. The variance of what is made in a long time goes with the
/// mean of the two; what finite buffers lose with less, as was fitted to simulated lines.
template <class T> T memory_of_spread(const FailureModeOf<T>& mode) {
    return pow(T(0.25) * (T(1) + mode.mtbf_scv) + T(0.5) * repair_scv(mode), T(0.7));
}

/// Share of a repair, begun where all modes are up, in which they are: the product of the modes'
/// up + (1 - up) e^(-forgets × t), term by term.
/// @param hours mean of what is left of it when one looks
template <class T>
T share_up_within(const std::vector<ClockMode<T>>& modes, const T& hours, const T& rate = T(0),
                  std::size_t from = 0) {
    if (from == modes.size()) return T(1) / (T(1) + rate * hours);
    const ClockMode<T>& mode = modes[from];
    return mode.up * share_up_within(modes, hours, rate, from + 1) +
           (T(1) - mode.up) * share_up_within(modes, hours, rate + mode.forgets_per_h(), from + 1);
}

} // namespace detail

/// The clocks of the modes go on whatever the others do; a place is down while any of them has it
/// down.
template <class T> PlaceFailures<T> place_failures(const StationOf<T>& station) {
    constexpr std::size_t most_told_apart = 6; // the others are taken as one
    PlaceFailures<T> result;
    T down(0), weighted(0), clock(0);
    std::vector<detail::ClockMode<T>> clocks;
    const auto own = own_failures(station);
    const auto each = [&](Failures follow, const auto& add) {
        if (own && own->failures == follow) add(*own);
        for (const FailureModeOf<T>& mode : station.failure_modes)
            if (mode.failures == follow) add(mode);
    };
    const auto weigh = [&](const FailureModeOf<T>& mode) {
        const T ratio = mode.mttr_h / mode.mtbf_h;
        down += ratio;
        weighted += ratio * mode.mtbf_h * mode.mttr_h / (mode.mtbf_h + mode.mttr_h) *
                    detail::memory_of_spread(mode);
        result.reliable = false;
        return ratio;
    };
    each(Failures::time, [&](const FailureModeOf<T>& mode) {
        const T ratio = weigh(mode);
        const detail::ClockMode<T> told{T(1) / (T(1) + ratio), T(1) / mode.mtbf_h};
        result.available = result.available / (T(1) + ratio);
        result.repairers_by_clock += ratio / (T(1) + ratio);
        clock += ratio;
        if (clocks.size() < most_told_apart) clocks.push_back(told);
        else
            clocks.back() = {clocks.back().up * told.up,
                             clocks.back().fails_per_h + told.fails_per_h};
    });
    each(Failures::operation, [&](const FailureModeOf<T>& mode) {
        const T ratio = weigh(mode);
        const T left_h = mode.mttr_h * T(0.5) * (T(1) + detail::repair_scv(mode));
        result.repairers_per_work += ratio;
        result.repair_per_work += ratio * detail::share_up_within(clocks, left_h);
    });
    if (result.reliable) return result;
    result.repair_h = weighted / down;
    result.by_the_clock = clock / down;
    return result;
}

/// The share of time a place is able to work: MTBF / (MTBF + MTTR), 1 where neither is given. Of
/// several modes, those that follow work are down one after another, the others at any time, also
/// during a repair.
template <class T> T availability(const StationOf<T>& station) {
    if (!station.failure_modes.empty()) {
        const PlaceFailures<T> failures = place_failures(station);
        return failures.available / (T(1) + failures.repair_per_work);
    }
    if (!station.mtbf_h || !station.mttr_h) return T(1);
    return *station.mtbf_h / (*station.mtbf_h + *station.mttr_h);
}

/// Good pieces an hour of operation, all pieces passing through once: places × batch ×
/// availability × performance × yield / time. A piece that fails takes its whole time again.
template <class T> T good_rate_per_h(const StationOf<T>& station) {
    return T(3600.0) * station.places * station.batch * availability(station) *
           station.performance * station.first_pass_yield /
           (station.cycle_time_s + station.handling_time_s);
}

} // namespace rampcast
