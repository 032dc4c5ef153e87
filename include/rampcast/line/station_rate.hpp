#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/place_failures.hpp"
#include "rampcast/line/visits.hpp"

namespace rampcast {

/// Mean and squared coefficient of variation of the time a place is taken by one piece (or batch):
/// cycle at actual speed, handling, and its part of the setups of the line's sequence.
template <class T> struct PlaceTime {
    T mean_s{};
    T scv{};
};

namespace detail {

/// Spread of the cycle time alone: as stated, or of the times observed.
template <class T> T cycle_scv(const StationOf<T>& station) {
    if (station.observed_times_s.empty()) return station.cycle_time_scv;
    return T(scv_of(station.observed_times_s));
}

} // namespace detail

/// Mean pieces that share a place: its batch, or less where runs of the line's sequence end before
/// one is full.
template <class T> T mean_batch(const LineOf<T>& line, const StationOf<T>& station) {
    if (line.sequence.empty()) return station.batch;
    T pieces(0), batches(0);
    for (const ProductRunOf<T>& run : line.sequence) {
        pieces += run.pieces;
        batches -= floor(-run.pieces / station.batch);
    }
    return pieces / batches;
}

template <class T> PlaceTime<T> place_time(const LineOf<T>& line, const StationOf<T>& station) {
    const T cycle_scv = detail::cycle_scv(station);
    const T speed = station.performance;
    if (line.sequence.empty()) {
        const T time = station.cycle_time_s + station.handling_time_s;
        const T share = station.cycle_time_s / time;
        return {time / speed, cycle_scv * share * share};
    }
    // One round of the sequence: each piece its product's time, and each place that takes part in
    // a run set up when the product is another than before.
    T pieces(0), time(0), squares(0), setups(0);
    const std::size_t runs = line.sequence.size();
    for (std::size_t i = 0; i < runs; ++i) {
        const ProductRunOf<T>& run = line.sequence[i];
        const auto own = station.product_times_s.find(run.product);
        const T cycle = own == station.product_times_s.end() ? station.cycle_time_s : own->second;
        const T each = cycle + station.handling_time_s;
        pieces += run.pieces;
        time += run.pieces * each;
        squares += run.pieces * (each * each + cycle_scv * cycle * cycle);
        if (run.product != line.sequence[(i + runs - 1) % runs].product)
            setups += max(min(station.places, -floor(-run.pieces / station.batch)), T(1));
    }
    // A setup comes before a share of the batches, as if drawn.
    const T share = min(setups * mean_batch(line, station) / pieces, T(1));
    const T setup = station.changeover_time_s;
    const T worked = time / pieces;
    const T mean = worked / speed + share * setup;
    const T variance = (squares / pieces - worked * worked) / (speed * speed) +
                       share * (T(1) - share) * setup * setup;
    return {mean, max(variance, T(0)) / (mean * mean)};
}

/// Places of a station that can work at the same time: no more than its crew has people for, and
/// where each takes several, no part of one.
template <class T> T places_at_work(const LineOf<T>& line, const StationOf<T>& station) {
    constexpr double rounding = 1e-6;
    for (const CrewOf<T>& crew : line.crews)
        if (!station.crew.empty() && crew.name == station.crew) {
            const T groups = crew.people / station.operators;
            return min(station.places,
                       select(station.operators > T(1), floor(groups * T(1 + rounding)), groups));
        }
    return station.places;
}

namespace detail {

/// True where nothing is stated that needs more than the station itself.
template <class T> bool stands_alone(const LineOf<T>& line, const StationOf<T>& station) {
    return line.sequence.empty() && station.crew.empty() && station.rework_at.empty() &&
           !station.most_passes;
}

} // namespace detail

/// Good pieces that a station alone lets go on an hour, in its place on the line: places at work ×
/// batch × availability × good pieces a pass / time.
template <class T>
T good_rate_per_h(const LineOf<T>& line, const StationOf<T>& station, const Passes<T>& passes) {
    if (detail::stands_alone(line, station)) return good_rate_per_h(station);
    return T(3600.0) * places_at_work(line, station) * mean_batch(line, station) *
           availability(station) * passes.good / (place_time(line, station).mean_s * passes.visits);
}

/// Good pieces of the line an hour of its own that one of its off-line stations can mend for.
template <class T>
T rework_rate_per_h(const LineOf<T>& line, const Visits<T>& visits, std::size_t i) {
    const StationOf<T>& station = line.rework_stations[i];
    return T(3600.0) * places_at_work(line, station) * mean_batch(line, station) *
           availability(station) /
           (place_time(line, station).mean_s * max(visits.rework_stations[i], T(1e-20)));
}

/// Good pieces of the line an hour that its crews, off-line stations and repairers allow, 1e30
/// where they do not limit it. A crew does the work of all stations that name it; nobody waits
/// for repairers as long as there are enough on average.
/// @param visits of the line's stations
/// @param hours of work an hour of the line's, by rework station; empty: as the line
template <class T>
T shared_rate_per_h(const LineOf<T>& line, const Visits<T>& visits,
                    const std::vector<T>& rework_hours = {}) {
    T least(1e30);
    const auto people_seconds = [&](const StationOf<T>& station, const T& visited) {
        return station.operators * visited * place_time(line, station).mean_s /
               mean_batch(line, station);
    };
    for (const CrewOf<T>& crew : line.crews) {
        T work(0);
        bool works = false;
        const auto add = [&](const StationOf<T>& station, const T& visited) {
            if (station.crew != crew.name) return;
            work += people_seconds(station, visited);
            works = true;
        };
        for (std::size_t i = 0; i < line.stations.size(); ++i)
            add(line.stations[i], visits.stations[i]);
        for (std::size_t i = 0; i < line.rework_stations.size(); ++i)
            add(line.rework_stations[i], visits.rework_stations[i]);
        if (works) least = min(least, T(3600.0) * crew.people / max(work, T(1e-20)));
    }
    for (std::size_t i = 0; i < line.rework_stations.size(); ++i) {
        T rate = rework_rate_per_h(line, visits, i);
        if (i < rework_hours.size()) rate = rate * rework_hours[i];
        least = min(least, rate);
    }
    if (line.repairers) {
        T people = *line.repairers, hours(0);
        for (std::size_t i = 0; i < line.stations.size(); ++i) {
            const StationOf<T>& station = line.stations[i];
            const PlaceFailures<T> failures = place_failures(station);
            people -= station.places * failures.repairers_by_clock;
            hours += failures.repairers_per_work * visits.stations[i] *
                     place_time(line, station).mean_s / (T(3600.0) * mean_batch(line, station));
        }
        // Those who fail by the clock do not keep all repairers for ever: a part is left.
        least = min(least, max(people, T(.1) * *line.repairers) / max(hours, T(1e-20)));
    }
    return least;
}

} // namespace rampcast
