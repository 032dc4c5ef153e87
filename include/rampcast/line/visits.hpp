#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/links.hpp"

namespace rampcast {

/// What becomes of one piece that arrives at a station, on average, until it leaves for good.
template <class T> struct Passes {
    T visits = T(1);  ///< times it takes a place there
    T good = T(1);    ///< probability that it goes on good
    T scrapped{};     ///< probability that it is scrapped, at the station or where it is mended
    T sent_to_mend{}; ///< times it goes to the off-line rework station
};

/// Passes of a piece that comes again after each failure: visits v = (1 - q^K) / (1 - q) with q
/// the probability that a pass fails and the piece comes back.
/// @param yield share of passes that succeed
/// @param mended share of failed pieces that come back rather than being scrapped off line
/// @param most_passes passes K after which a failed piece is scrapped; null: no limit
template <class T>
Passes<T> passes_until_good(const T& yield, const T& mended, const T* most_passes = nullptr) {
    const T failed = T(1) - yield;
    const T back = failed * mended;
    Passes<T> result;
    if (most_passes) {
        const T last = pow(back, *most_passes - T(1));
        result.visits = (T(1) - back * last) / (T(1) - back);
        result.sent_to_mend = failed * (result.visits - last);
    } else {
        result.visits = T(1) / (T(1) - back);
        result.sent_to_mend = failed * result.visits;
    }
    result.good = yield * result.visits;
    result.scrapped = T(1) - result.good;
    return result;
}

/// The line's rework station of a name. @throws Error where there is none
template <class T> std::size_t rework_station(const LineOf<T>& line, const std::string& name) {
    for (std::size_t i = 0; i < line.rework_stations.size(); ++i)
        if (line.rework_stations[i].name == name) return i;
    throw Error("line." + path_part(line.name),
                "there is no rework station " + detail::quoted(name));
}

/// Passes of a piece at a station of a line by itself: scrap, mending here, or off line.
template <class T> Passes<T> passes(const LineOf<T>& line, const StationOf<T>& station) {
    if (station.on_failure == OnFailure::scrap)
        return {T(1), station.first_pass_yield, T(1) - station.first_pass_yield, T(0)};
    if (station.rework_at.empty() && !station.most_passes)
        return {T(1) / station.first_pass_yield, T(1), T(0), T(0)};
    const T* most = station.most_passes ? &*station.most_passes : nullptr;
    T mended(1);
    if (!station.rework_at.empty())
        mended = passes(line, line.rework_stations[rework_station(line, station.rework_at)]).good;
    return passes_until_good(station.first_pass_yield, mended, most);
}

/// How often a line's stations are visited for each good piece that leaves it.
template <class T> struct Visits {
    std::vector<Passes<T>> passes{};  ///< of a piece that arrives, by station
    std::vector<T> arrivals{};        ///< pieces that arrive at a station for the first time
    std::vector<T> stations{};        ///< places taken, by station
    std::vector<T> rework_stations{}; ///< places taken, by rework station
    T started = T(1);                 ///< pieces that enter the line
    std::vector<T> good_later{};      ///< good pieces for each that goes on from a station
};

/// The visit equations of a line: pieces go from station to station, or where its feeds take them;
/// what fails at one is mended there and comes again, is sent to an off-line station and comes
/// back, or is scrapped.
/// @throws Error where a station names a rework station, or a feed a station, the line has not
template <class T> Visits<T> visits(const LineOf<T>& line) {
    const std::size_t k = line.stations.size();
    Visits<T> result;
    result.passes.resize(k);
    result.arrivals.assign(k, T(1));
    result.stations.assign(k, T(1));
    result.rework_stations.assign(line.rework_stations.size(), T(0));
    result.good_later.assign(k, T(1));
    std::vector<T> good(k);
    for (std::size_t i = k; i-- > 0;) {
        result.passes[i] = passes(line, line.stations[i]);
        good[i] = result.passes[i].good;
    }
    if (line.feeds.empty()) {
        for (std::size_t i = k; i-- > 0;) {
            if (i + 1 < k) result.good_later[i] = result.good_later[i + 1] * good[i + 1];
            result.started = result.started / good[i];
            result.arrivals[i] = result.started;
        }
    } else {
        auto flow = detail::feed_flow(detail::links(line), good);
        result.started = flow.started;
        for (std::size_t i = 0; i < k; ++i)
            result.good_later[i] = T(1) / (flow.arrivals[i] * good[i]);
        result.arrivals = std::move(flow.arrivals);
    }
    for (std::size_t i = k; i-- > 0;) {
        result.stations[i] = result.arrivals[i] * result.passes[i].visits;
        if (line.stations[i].rework_at.empty()) continue;
        const std::size_t r = rework_station(line, line.stations[i].rework_at);
        result.rework_stations[r] += result.arrivals[i] * result.passes[i].sent_to_mend *
                                     passes(line, line.rework_stations[r]).visits;
    }
    return result;
}

/// Visits of pieces to stations, rework stations included, for each good piece that leaves a line.
template <class T> T visits_per_good(const Visits<T>& visits) {
    T sum(0);
    for (const T& each : visits.stations) sum += each;
    for (const T& each : visits.rework_stations) sum += each;
    return sum;
}

} // namespace rampcast
