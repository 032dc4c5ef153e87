#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/line/continuous_line.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/station_rate.hpp"
#include "rampcast/line/visits.hpp"

/// What a line with finite buffers makes. Each station becomes a machine through which material
/// flows, matched in its mean rate, the variance of its output in the long run and its loss
/// without any buffer. Spread of single times passes quickly, failures pass slowly: each has a
/// line of such machines of its own, and the times they cost a piece are added.
namespace rampcast {

/// A line with finite buffers, per unit of time.
template <class T> struct BufferedLine {
    T rate{};                   ///< good pieces, limits of crews and off-line stations included
    T flow{};                   ///< good pieces that its stations and buffers alone would let go
    T slowest{};                ///< the least of its stations' rates
    T lost_to_spread{};         ///< time a piece beyond 1 / slowest, for the spread of single times
    T lost_to_failures{};       ///< and for failures
    bool exact = false;         ///< flow is exact
    ContinuousLine<T> spread{}; ///< blocks of the line without failures, if any time spreads
    ContinuousLine<T> failures{}; ///< blocks of the line whose times do not spread, if any fails
    std::vector<T> spread_places{}, failures_places{}; ///< their buffers, good pieces
};

namespace detail {

/// True where a number is (or in lanes: any is) above a limit.
template <class T> bool any_above(const T& x, double limit) {
    if constexpr (is_dual<T>) return any_above(x.value, limit);
    else if constexpr (is_lanes<T>) return count(x > T(limit)) > 0;
    else return x > limit;
}
template <class T> bool all_equal(const T& x, double value) {
    if constexpr (is_dual<T>) return all_equal(x.value, value);
    else if constexpr (is_lanes<T>) return count(x != T(value)) == 0;
    else return x == value;
}

/// A station as the calibrated match needs it.
template <class T> struct FlowStation {
    T rate{};         ///< good pieces of the line a unit of time
    T scv{};          ///< of the whole time a place is taken by a piece until it goes on
    T places{};       ///< that work at a time
    T batch{};        ///< pieces that share a place
    T arrivals{};     ///< pieces that come for each good piece of the line
    T time{};         ///< a place is taken by a piece (or batch), failures included
    T repair{};       ///< time under repair for each time of work
    T repair_time{};  ///< what is left of a repair when one looks
    T by_the_clock{}; ///< share of the down time whose failures follow the clock
    bool reliable = true;
};

/// Up and down times of a machine whose rate, variance and ratio of down to up time are given:
/// the variance a unit of time is 2 rate² × ratio × `memory`.
template <class T>
ContinuousMachine<T> matched_machine(const T& rate, const T& ratio, const T& memory,
                                     const T& idle) {
    const T repair = T(1) / (memory * (T(1) + ratio));
    return {rate * (T(1) + ratio), ratio * repair, repair, idle};
}

/// Ratio of down to up time of machines that stand for the spread of times: a compromise between
/// lines of two stations, which any ratio serves, and long ones.
inline constexpr double spread_ratio = 4;
/// Stations that do not vary, on a line where others do, vary by less than shows.
inline constexpr double least_scv = 1e-8;

template <class T> ContinuousMachine<T> spread_machine(const FlowStation<T>& s) {
    const T scv = max(s.scv * s.batch / s.arrivals, T(least_scv));
    return matched_machine(s.rate, T(spread_ratio), scv / (T(2 * spread_ratio) * s.rate), T(0));
}

/// Of c places that fail one by one, down to up time is that which loses as much without a buffer.
template <class T> ContinuousMachine<T> failing_machine(const FlowStation<T>& s) {
    if (s.reliable) return {s.rate, T(0), s.rate, T(0)};
    const T places = max(s.places, T(1));
    const T inverse = T(1) / s.repair + T(2);
    const T ratio = T(1) / (sqrt(inverse * inverse + T(3.19) * (places - T(1)) / s.repair) - T(2));
    const T memory = s.repair_time * s.repair / (places * ratio);
    return matched_machine(s.rate, ratio, memory, s.by_the_clock);
}

/// Waiting places between two stations as pieces blocked after service see them. Where stations
/// share their places by unequal batches, a batch has to gather first.
template <class T>
T waiting_places(const FlowStation<T>& a, const FlowStation<T>& b, const T& places,
                 Blocking blocking) {
    T waiting = places;
    if (blocking == Blocking::before) waiting = waiting - a.places * a.batch;
    const T gather = select(a.batch == b.batch, T(0), max(a.batch, b.batch) - T(1));
    return max(waiting - gather, T(blocking == Blocking::before ? -1. : 0.));
}

/// Buffers of the two continuous lines for a number of waiting places; the additions are fitted
/// to exact chains and long simulations of two stations.
template <class T>
T spread_places(const FlowStation<T>& a, const FlowStation<T>& b, const T& waiting) {
    const T scv = T(0.5) * (a.scv + b.scv);
    const T below = min(scv, T(1));
    const T range =
        T(1.65) * sqrt(max(below, T(least_scv))) + T(1.35) * below + T(2.2) * max(scv - T(1), T(0));
    const T crowd_a = sqrt(max(a.places, T(1))) - T(1);
    const T crowd_b = sqrt(max(b.places, T(1))) - T(1);
    const T crowd = T(1.2) * (crowd_a * (T(0.75) * a.scv + T(0.25) * b.scv) +
                              crowd_b * (T(0.75) * b.scv + T(0.25) * a.scv));
    const T batch = T(0.5) * (a.batch + b.batch);
    return max(waiting + batch * (range + crowd - T(2 + 1 / spread_ratio) * scv), T(0)) /
           b.arrivals;
}
template <class T>
T failures_places(const FlowStation<T>& a, const FlowStation<T>& b, const T& waiting) {
    const T crowd = sqrt(max(a.places, T(1))) + sqrt(max(b.places, T(1))) - T(2);
    const T batch = T(0.5) * (a.batch + b.batch);
    return max(waiting + batch * (T(0.5) + T(0.25) * min(a.scv + b.scv, T(2)) + T(0.7) * crowd),
               T(0)) /
           b.arrivals;
}

/// Two exponential stations, blocked after service with b waiting places (Hillier and Boling).
template <class T> T two_exponential(const T& rate1, const T& rate2, const T& waiting) {
    const T distance = abs(log(rate1 / rate2));
    const T more = waiting + T(2);
    const T far = max(distance, T(1e-6));
    const T share = expm1(-more * far) / expm1(-(more + T(1)) * far);
    // Near equality the share's slope in the distance is more / (more + 1) / 2.
    const T near = more / (more + T(1)) * (T(1) + T(0.5) * distance);
    return min(rate1, rate2) * select(distance < T(1e-6), near, share);
}

template <class T>
std::vector<FlowStation<T>> flow_stations(const LineOf<T>& line, const Visits<T>& visits,
                                          std::span<const T> hours) {
    const std::size_t k = line.stations.size();
    std::vector<FlowStation<T>> flow(k);
    T later(1);
    for (std::size_t i = k; i-- > 0;) {
        const StationOf<T>& station = line.stations[i];
        const Passes<T>& pass = visits.passes[i];
        const PlaceTime<T> time = place_time(line, station);
        const PlaceFailures<T> failures = place_failures(station);
        const T own = hours.empty() ? T(1) : hours[i];
        FlowStation<T>& s = flow[i];
        s.rate = good_rate_per_h(line, station, pass) * own * later;
        later = later * pass.good;
        // Passes are geometric in number: the spread of their sum.
        s.scv = time.scv / pass.visits + (T(1) - T(1) / pass.visits);
        s.places = places_at_work(line, station);
        s.batch = station.batch;
        s.arrivals = visits.arrivals[i];
        s.reliable = failures.reliable;
        s.time = time.mean_s * pass.visits * T(1 / 3600.) / own;
        if (s.reliable) continue;
        s.time = s.time / availability(station);
        s.repair = T(1) / availability(station) - T(1);
        s.repair_time = failures.repair_h / own;
        s.by_the_clock = failures.by_the_clock;
    }
    return flow;
}

} // namespace detail

/// What a line with finite buffers makes, on any scalar.
/// @param visits of its stations
/// @param hours units of time: how many hours of its own each station is at work in one; empty:
///   one each, so that rates are an hour's. Buffers are taken as if stations worked side by side.
/// @param shared good pieces a unit of time that crews and off-line stations allow
/// @param tolerance relative change of the throughput at which sweeps of the decomposition end, on
///   double
template <class T>
BufferedLine<T> buffered_line(const LineOf<T>& line, const Visits<T>& visits,
                              std::span<const std::type_identity_t<T>> hours,
                              const std::type_identity_t<T>& shared, double tolerance = 1e-5) {
    using detail::FlowStation;
    const std::vector<FlowStation<T>> flow = detail::flow_stations<T>(line, visits, hours);
    const std::size_t k = flow.size();
    BufferedLine<T> result;
    T slowest(1e30), fails(0), by_the_clock(0);
    bool spreads = false, breaks = false, exponential = k == 2;
    for (const FlowStation<T>& s : flow) {
        slowest = min(slowest, s.rate);
        fails += s.repair;
        by_the_clock += s.by_the_clock * s.repair;
        spreads = spreads || detail::any_above(s.scv, 0);
        breaks = breaks || !s.reliable;
        exponential = exponential && s.reliable && detail::all_equal(s.scv, 1) &&
                      detail::all_equal(s.places, 1) && detail::all_equal(s.batch, 1) &&
                      detail::all_equal(s.arrivals, 1);
    }
    result.slowest = slowest;
    result.flow = slowest;
    result.exact = true;
    const bool finite = !line.buffers.empty();
    if (finite && line.blocking == Blocking::before)
        for (std::size_t i = 0; i + 1 < k; ++i) {
            const FlowStation<T>& a = flow[i];
            const FlowStation<T>& b = flow[i + 1];
            result.flow = min(result.flow, (line.buffers[i] + b.places * b.batch) /
                                               ((a.time + b.time) * b.arrivals));
        }
    if (finite && (spreads || breaks)) {
        std::vector<ContinuousMachine<T>> machines(k);
        const auto solve = [&](auto machine, auto places, std::vector<T>& buffers) {
            for (std::size_t i = 0; i < k; ++i) machines[i] = machine(flow[i]);
            buffers.resize(k - 1);
            for (std::size_t i = 0; i + 1 < k; ++i)
                buffers[i] = places(
                    flow[i], flow[i + 1],
                    detail::waiting_places(flow[i], flow[i + 1], line.buffers[i], line.blocking));
            return detail::decomposed<T>(machines, buffers, RepairMean::times, tolerance);
        };
        const T ideal = T(1) / slowest;
        if (spreads) {
            result.spread =
                solve(detail::spread_machine<T>, detail::spread_places<T>, result.spread_places);
            if (exponential)
                result.spread.throughput = detail::two_exponential(
                    flow[0].rate, flow[1].rate,
                    line.buffers[0] - T(line.blocking == Blocking::before ? 1. : 0.));
            result.lost_to_spread = max(T(1) / result.spread.throughput - ideal, T(0));
        }
        if (breaks) {
            result.failures = solve(detail::failing_machine<T>, detail::failures_places<T>,
                                    result.failures_places);
            result.lost_to_failures = max(T(1) / result.failures.throughput - ideal, T(0));
        }
        T time = ideal + result.lost_to_spread + result.lost_to_failures;
        // Clocks of failures that run on multiply the losses; else they share a part of them.
        if (spreads && breaks)
            time += (T(1.5) * by_the_clock / fails - T(0.5)) * result.lost_to_spread *
                    result.lost_to_failures * slowest;
        result.flow = min(result.flow, T(1) / time);
        result.exact = exponential;
    }
    result.rate = min(result.flow, shared);
    return result;
}

/// Good pieces an hour of work of a line with finite buffers.
template <class T> T buffered_rate_per_h(const LineOf<T>& line) {
    const Visits<T> visited = visits(line);
    return buffered_line<T>(line, visited, {}, shared_rate_per_h(line, visited)).rate;
}

} // namespace rampcast
