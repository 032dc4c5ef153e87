#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

#include "rampcast/core/lane.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/line/decomposition.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/station_rate.hpp"
#include "rampcast/line/visits.hpp"

/// What a line with finite buffers makes. Each station becomes a machine through which material
/// flows, matched in its mean rate, the variance of its output in the long run and its loss
/// without any buffer. It stops in two ways: briefly, for the spread of single times, and for long,
/// since it fails.
namespace rampcast {

/// Two stations of a line and the buffer between them, all that lies beyond included.
template <class T> struct BufferedPair {
    T starved{}; ///< share of time in which the second waits for the first
    T blocked{}; ///< share of time in which the first waits for the second
    T filled{};  ///< mean share of the buffer that is taken
};

/// A line with finite buffers, per unit of time.
template <class T> struct BufferedLine {
    T rate{};           ///< good pieces, limits of crews and off-line stations included
    T flow{};           ///< good pieces that its stations and buffers alone would let go
    bool exact = false; ///< flow is exact
    std::vector<BufferedPair<T>> pairs{}; ///< around each buffer; empty where nothing varies
};

namespace detail {

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
    bool gamma = true; ///< times are of the gamma family: with scv 1 exponential
};

/// Stops of a machine whose rate, variance and ratio of down to up time are given: the variance a
/// unit of time is 2 rate² × ratio × `memory`.
template <class T>
Stops<T> matched_stops(const T& rate, const T& ratio, const T& memory, const T& idle) {
    return {ratio / (rate * (T(1) + ratio)), T(1) / (memory * (T(1) + ratio)), idle};
}

/// Ratio of down to up time of machines that stand for the spread of times: a compromise between
/// lines of two stations, which any ratio serves, and long ones.
inline constexpr double spread_ratio = 4;

/// @param time a piece, failures left out
template <class T> Stops<T> spread_stops(const FlowStation<T>& s, const T& time) {
    const T scv = max(s.scv * s.batch / s.arrivals, T(least_scv));
    return matched_stops(T(1) / time, T(spread_ratio), scv * time / T(2 * spread_ratio), T(0));
}

/// Of c places that fail one by one, down to up time is that which loses as much without a buffer.
template <class T> Stops<T> failure_stops(const FlowStation<T>& s) {
    if (s.reliable) return {T(0), s.rate, T(0)};
    const T places = max(s.places, T(1));
    const T inverse = T(1) / s.repair + T(2);
    const T ratio = T(1) / (sqrt(inverse * inverse + T(3.19) * (places - T(1)) / s.repair) - T(2));
    const T memory = s.repair_time * s.repair / (places * ratio);
    return matched_stops(s.rate, ratio, memory, s.by_the_clock);
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

/// Places for each kind of stops that a number of waiting places makes; the additions are fitted
/// to exact chains and long simulations.
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
    return max(waiting + batch * (T(0.5) + T(0.7) * crowd), T(0)) / b.arrivals;
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
    for (std::size_t i = k; i-- > 0;) {
        const StationOf<T>& station = line.stations[i];
        const Passes<T>& pass = visits.passes[i];
        const PlaceTime<T> time = place_time(line, station);
        const PlaceFailures<T> failures = place_failures(station);
        const T own = hours.empty() ? T(1) : hours[i];
        FlowStation<T>& s = flow[i];
        s.rate = good_rate_per_h(line, station, pass) * own * visits.good_later[i];
        // Passes are geometric in number: the spread of their sum.
        s.scv = time.scv / pass.visits + (T(1) - T(1) / pass.visits);
        s.places = places_at_work(line, station);
        s.batch = mean_batch(line, station);
        s.arrivals = visits.arrivals[i];
        s.reliable = failures.reliable;
        s.gamma =
            station.cycle_time_shape == CycleTimeShape::gamma && station.observed_times_s.empty();
        s.time = time.mean_s * pass.visits * T(1 / 3600.) / own;
        if (s.reliable) continue;
        s.time = s.time / availability(station);
        s.repair = T(1) / availability(station) - T(1);
        s.repair_time = failures.repair_h / own;
        s.by_the_clock = failures.by_the_clock;
    }
    return flow;
}

/// Batches meet buffers smaller than they are: a place is held until all of a batch has gone on,
/// as the next station takes the pieces, and stands while the rest of a batch is made before it.
template <class T>
void wait_for_batches(std::vector<FlowStation<T>>& flow, const std::vector<T>& buffers) {
    std::vector<T> extra(flow.size(), T(0));
    for (std::size_t i = 0; i < flow.size(); ++i) {
        const auto beside = [&](const FlowStation<T>& other, const T& buffer) {
            const T taken = other.places * other.batch;
            extra[i] += max(flow[i].batch - buffer - taken, T(0)) * other.time / taken;
        };
        if (i > 0) beside(flow[i - 1], buffers[i - 1]);
        if (i + 1 < flow.size()) beside(flow[i + 1], buffers[i]);
    }
    for (std::size_t i = 0; i < flow.size(); ++i) {
        flow[i].rate = flow[i].rate * (flow[i].time / (flow[i].time + extra[i]));
        flow[i].time += extra[i];
    }
}

/// Stations and the waiting places between them, as pieces blocked after service see them.
template <class T> struct FlowLine {
    std::vector<FlowStation<T>> stations{};
    std::vector<T> waiting{};
    std::vector<std::size_t> pair_of{}; ///< by buffer of the line, that of `waiting` to look at
};

/// Two stations blocked before service without a place between them never work at the same time:
/// they are one, slow as both. What varies at a station that is half of two such pairs holds up
/// both at once, and counts half in each.
template <class T>
FlowStation<T> alternating(const FlowStation<T>& a, const FlowStation<T>& b, double of_a,
                           double of_b) {
    FlowStation<T> both = b;
    both.time = a.time + b.time;
    both.rate = T(1) / (T(1) / a.rate + T(1) / b.rate);
    const T share_a = a.time / both.time, share_b = b.time / both.time;
    both.scv = T(of_a) * a.scv * share_a * share_a + T(of_b) * b.scv * share_b * share_b;
    both.reliable = a.reliable && b.reliable;
    both.repair = T(of_a) * a.repair * share_a + T(of_b) * b.repair * share_b;
    const T down_a = a.repair * share_a, down_b = b.repair * share_b;
    const T down = max(down_a + down_b, T(1e-20));
    both.repair_time = (a.repair_time * down_a + b.repair_time * down_b) / down;
    both.by_the_clock = (a.by_the_clock * down_a + b.by_the_clock * down_b) / down;
    return both;
}

/// A station that is a million times as fast as the slowest holds nothing up; a faster one counts
/// as that, so that nothing of the slowest is lost to rounding.
template <class T> void hold_back(std::vector<FlowStation<T>>& flow, const T& slowest) {
    for (FlowStation<T>& station : flow) {
        const T times = max(station.rate / (slowest * T(1e6)), T(1));
        station.rate = station.rate / times;
        station.time = station.time * times;
    }
}

template <class T>
FlowLine<T> flow_line(const LineOf<T>& line, const std::vector<FlowStation<T>>& flow) {
    FlowLine<T> result;
    const std::size_t k = flow.size();
    const auto alternate = [&](std::size_t i) { // with the next
        return line.blocking == Blocking::before && i + 1 < k && all_equal(line.buffers[i], 0) &&
               all_equal(flow[i].places, 1) && all_equal(flow[i].batch, 1) &&
               all_equal(flow[i + 1].places, 1) && all_equal(flow[i + 1].batch, 1);
    };
    for (std::size_t i = 0; i < k; ++i) {
        const bool behind = alternate(i);
        if (i > 0 && alternate(i - 1) && !behind) continue; // the second of a pair, and no more
        if (behind)
            result.stations.push_back(alternating(flow[i], flow[i + 1],
                                                  i > 0 && alternate(i - 1) ? .5 : 1.,
                                                  alternate(i + 1) ? .5 : 1.));
        else result.stations.push_back(flow[i]);
    }
    for (std::size_t i = 0; i + 1 < k; ++i) {
        // Between the pairs of a group there is no place; its last pair is followed by what the
        // station behind sees.
        if (alternate(i)) {
            if (alternate(i + 1)) result.waiting.push_back(T(0));
        } else {
            result.waiting.push_back(
                waiting_places(flow[i], flow[i + 1], line.buffers[i], line.blocking));
        }
        result.pair_of.push_back(result.waiting.empty() ? 0 : result.waiting.size() - 1);
    }
    return result;
}

/// The spread of times that reaches each station from those on one side of it: what comes through a
/// small buffer spreads, though the station that passes it on does not. The half of it that passes
/// is fitted to lines of fixed and spread times.
template <class T> std::vector<T> reached_scv(const FlowLine<T>& line, bool from_before) {
    const std::size_t k = line.stations.size();
    std::vector<T> scv(k);
    for (std::size_t n = 0; n < k; ++n) {
        const std::size_t i = from_before ? n : k - 1 - n;
        scv[i] = line.stations[i].scv;
        if (n == 0) continue;
        const T& places = line.waiting[from_before ? i - 1 : i];
        const T& beside = scv[from_before ? i - 1 : i + 1];
        scv[i] = max(scv[i], T(.5) * beside / (T(1) + max(places, T(0))));
    }
    return scv;
}

/// The stations as machines that stop since times spread, since they fail or both, decomposed.
template <bool spread, bool fail, class T>
void decompose(BufferedLine<T>& result, const FlowLine<T>& line, double tolerance) {
    constexpr std::size_t kinds = spread && fail ? 2 : 1;
    constexpr std::size_t last = kinds - 1;
    const std::vector<FlowStation<T>>& flow = line.stations;
    std::vector<StoppingMachine<T, kinds>> machines(flow.size());
    std::vector<std::array<T, kinds>> buffers(flow.size() - 1);
    const std::vector<T> before = reached_scv(line, true), behind = reached_scv(line, false);
    for (std::size_t i = 0; i < flow.size(); ++i) {
        StoppingMachine<T, kinds>& machine = machines[i];
        machine.time = T(1) / flow[i].rate;
        if constexpr (fail) machine.stops[last] = failure_stops(flow[i]);
        if constexpr (spread)
            machine.stops[0] = spread_stops(flow[i], fail ? machine.work(last) : machine.time);
        if (i + 1 == flow.size()) break;
        const FlowStation<T>& next = flow[i + 1];
        if constexpr (fail) buffers[i][last] = failures_places(flow[i], next, line.waiting[i]);
        if constexpr (spread) {
            FlowStation<T> one = flow[i], other = next;
            one.scv = before[i];
            other.scv = behind[i + 1];
            buffers[i][0] = spread_places(one, other, line.waiting[i]);
        }
    }
    const Decomposition<T, kinds> found =
        decomposed<T, kinds>(machines, buffers, RepairMean::times, tolerance);
    result.flow = min(result.flow, found.throughput);
    for (const std::size_t i : line.pair_of) {
        const StoppingBlock<T, kinds>& block = found.blocks[i];
        BufferedPair<T> pair;
        pair.starved = max(T(1) - found.down[i].time / block.time, T(0));
        pair.blocked = max(T(1) - found.up[i].time / block.time, T(0));
        // Brief and long stops fill the buffer each in their own way: weighted by what they cost.
        const auto filled = [&](std::size_t kind) {
            const T& room = buffers[i][kind];
            const T level = block.of[kind].mean_buffer / max(room, T(1e-30));
            return select(room > T(0), min(max(level, T(0)), T(1)), T(0.5));
        };
        pair.filled = filled(last);
        if constexpr (kinds == 2) {
            const T lost = max(block.time - max(found.up[i].time, found.down[i].time), T(1e-30));
            const T brief = min(max(block.delay_up, block.delay_down) / lost, T(1));
            pair.filled += brief * (filled(0) - pair.filled);
        }
        result.pairs.push_back(pair);
    }
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
    std::vector<FlowStation<T>> flow = detail::flow_stations<T>(line, visits, hours);
    if (!line.buffers.empty()) detail::wait_for_batches(flow, line.buffers);
    const std::size_t k = flow.size();
    BufferedLine<T> result;
    T slowest(1e30);
    bool spreads = false, breaks = false, exponential = k == 2;
    bool thins = false; // scrap leaves gaps, for which the next station waits
    for (std::size_t i = 1; i < k; ++i)
        thins = thins || detail::any_above(flow[i - 1].arrivals - flow[i].arrivals, 1e-12);
    for (const FlowStation<T>& s : flow) {
        slowest = min(slowest, s.rate);
        spreads = spreads || detail::any_above(s.scv, 0);
        breaks = breaks || !s.reliable;
        exponential = exponential && s.reliable && s.gamma && detail::all_equal(s.scv, 1) &&
                      detail::all_equal(s.places, 1) && detail::all_equal(s.batch, 1) &&
                      detail::all_equal(s.arrivals, 1);
    }
    detail::hold_back(flow, slowest);
    result.flow = slowest;
    result.exact = (!breaks && !thins) || line.buffers.empty();
    const bool finite = !line.buffers.empty();
    if (finite && line.blocking == Blocking::before)
        for (std::size_t i = 0; i + 1 < k; ++i) {
            const FlowStation<T>& a = flow[i];
            const FlowStation<T>& b = flow[i + 1];
            result.flow = min(result.flow, (line.buffers[i] + b.places * b.batch) /
                                               ((a.time + b.time) * b.arrivals));
        }
    const detail::FlowLine<T> machines =
        finite ? detail::flow_line(line, flow) : detail::FlowLine<T>{};
    if (machines.stations.size() > 1 && (spreads || breaks)) {
        const T limit = result.flow;
        if (spreads && breaks) detail::decompose<true, true>(result, machines, tolerance);
        else if (spreads) detail::decompose<true, false>(result, machines, tolerance);
        else detail::decompose<false, true>(result, machines, tolerance);
        if (exponential)
            result.flow =
                min(limit, detail::two_exponential(
                               flow[0].rate, flow[1].rate,
                               line.buffers[0] - T(line.blocking == Blocking::before ? 1. : 0.)));
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
