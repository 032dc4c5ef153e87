#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/line/line.hpp"

namespace rampcast::detail {

/// A way in which a place fails, at rates an hour.
struct ExactMode {
    double fails{}, repaired{};
    bool by_clock{};
};

/// What the chain of a line needs to know of a station: places, room, and its work as phases.
struct ExactStation {
    std::uint32_t places = 1;
    std::uint32_t room = 0;   ///< pieces before and on the station; no matter for the first
    double phase_rate{};      ///< an hour
    std::uint32_t phases = 1; ///< of one pass
    std::uint32_t passes = 1; ///< passes told apart
    bool scraps_at_once = false;
    bool last_pass_scraps = false;
    double pass_yield = 1;
    double good = 1;            ///< share of the pieces that leave it good
    double passes_of_piece = 1; ///< mean number
    std::vector<ExactMode> modes{};

    std::uint32_t work_kinds() const { return phases * passes; }
    std::uint32_t clock_modes() const {
        return static_cast<std::uint32_t>(std::count_if(
            modes.begin(), modes.end(), [](const ExactMode& mode) { return mode.by_clock; }));
    }
    /// Share of time it works where it always has a piece and room.
    double availability() const {
        double down = 0;
        for (const ExactMode& mode : modes) down += mode.fails / mode.repaired;
        return 1 / (1 + down);
    }
};

/// A line as its chain sees it.
struct ExactModel {
    std::vector<ExactStation> stations{};
    bool blocking_after = true;
    std::uint32_t repairers = 0; ///< 0: as many as there are places
    std::string place{};         ///< of the line, as errors name it
};

[[noreturn]] inline void refuse_exact(const std::string& container, std::string_view key,
                                      const std::string& rest) {
    if (key.empty()) throw Error(container, rest);
    throw Error(joined(container, key), spoken_place(container), std::string(key) + " " + rest);
}

/// A whole number from 1 (or 0) on, small enough to count with.
inline std::uint32_t whole(double value, const std::string& container, std::string_view key,
                           std::uint32_t least) {
    constexpr double greatest = 1e9;
    if (!(value >= least && value <= greatest && std::floor(value) == value))
        refuse_exact(container, key,
                     "is " + number_text(value) + "; the exact chain needs a whole number from " +
                         std::to_string(least) + " on");
    return static_cast<std::uint32_t>(value);
}

inline void check_bounds(double value, const NumberInfo& info, const std::string& container) {
    if (!info.bounds.allows(value))
        refuse_exact(container, info.name, "is " + number_text(value) + ", " + info.bounds.text());
}
template <class S> void check_numbers(const S& object, const std::string& container) {
    walk(object, container, [](const std::string& path, const NumberInfo& info, double value) {
        check_bounds(value, info, path.substr(0, path.rfind('.')));
    });
}

/// The phases of an Erlang (gamma) time of squared coefficient of variation `scv`.
inline std::uint32_t erlang_phases(double scv, const std::string& at) {
    constexpr double most = 100;
    const double phases = scv > 0 ? std::round(1 / scv) : 0;
    if (!(phases >= 1 && phases <= most && std::abs(phases * scv - 1) < 1e-6))
        refuse_exact(at, "cycle_time_scv",
                     "is " + number_text(scv) +
                         "; the exact chain needs exponential times (1) or Erlang times (1/k, k "
                         "whole and at most 100)");
    return static_cast<std::uint32_t>(phases);
}

/// Refuses what a chain of exponential phases cannot hold.
inline void check_exact_station(const StationOf<double>& station, const std::string& at) {
    check_numbers(station, at);
    const auto refuse = [&at](std::string_view key, const std::string& rest) {
        refuse_exact(at, key, rest);
    };
    if (!station.observed_times_s.empty())
        refuse("observed_times_s", "is stated; the exact chain needs exponential or Erlang times");
    if (station.cycle_time_shape != CycleTimeShape::gamma)
        refuse("cycle_time_shape",
               "is lognormal; the exact chain needs exponential or Erlang times (gamma)");
    if (station.handling_time_s > 0)
        refuse("handling_time_s",
               "is " + number_text(station.handling_time_s) +
                   "; the exact chain needs exponential or Erlang times, without an addition");
    if (station.batch != 1)
        refuse("batch", "is " + number_text(station.batch) +
                            "; the exact chain is of pieces that are worked on by themselves (1)");
    if (!station.rework_at.empty())
        refuse("rework_at", "is " + detail::quoted(station.rework_at) +
                                "; the exact chain has no off-line stations");
    if (!station.crew.empty())
        refuse("crew", "is " + detail::quoted(station.crew) +
                           "; the exact chain has people always at hand");
    if (!station.calendar.empty())
        refuse("calendar", "is " + detail::quoted(station.calendar) +
                               "; the exact chain is of round-the-clock work");
    if (station.mtbf_h.has_value() != station.mttr_h.has_value())
        throw Error(at, station.mtbf_h ? "mtbf_h is stated without mttr_h, needs it"
                                       : "mttr_h is stated without mtbf_h, needs it");
}

inline ExactStation exact_station(const StationOf<double>& station, const std::string& at) {
    check_exact_station(station, at);
    ExactStation result;
    result.places = whole(station.places, at, "places", 1);
    result.phases = erlang_phases(station.cycle_time_scv, at);
    result.phase_rate = 3600 * station.performance * result.phases / station.cycle_time_s;
    const double yield = station.first_pass_yield;
    result.pass_yield = yield;
    if (station.on_failure == OnFailure::scrap) {
        result.scraps_at_once = yield < 1;
        result.good = yield;
    } else if (station.most_passes && yield < 1) {
        result.passes = whole(*station.most_passes, at, "most_passes", 1);
        if (std::uint64_t(result.passes) * result.phases > 100)
            refuse_exact(at, "most_passes",
                         "is " + number_text(*station.most_passes) +
                             "; the exact chain tells at most 100 passes (times the phases of an "
                             "Erlang time) apart");
        result.last_pass_scraps = true;
        result.good = -std::expm1(result.passes * std::log1p(-yield));
        result.passes_of_piece = result.good / yield;
    } else {
        result.passes_of_piece = 1 / yield;
    }
    const auto add = [&result](double mtbf_h, double mttr_h, Failures failures) {
        result.modes.push_back(
            {.fails = 1 / mtbf_h, .repaired = 1 / mttr_h, .by_clock = failures == Failures::time});
    };
    if (station.mtbf_h) add(*station.mtbf_h, *station.mttr_h, station.failures);
    for (const auto& mode : station.failure_modes) add(mode.mtbf_h, mode.mttr_h, mode.failures);
    if (result.modes.size() > 20)
        refuse_exact(at, "failure_modes", "are more than 20; the exact chain has at most 20");
    return result;
}

/// The model of a line. Throws Error for everything a chain cannot hold.
inline ExactModel exact_model(const LineOf<double>& line) {
    ExactModel model{.blocking_after = line.blocking == Blocking::after,
                     .place = joined("line", element_key(line, 0))};
    const auto refuse = [&model](std::string_view key, const std::string& rest) {
        refuse_exact(model.place, key, rest);
    };
    if (line.nameplate)
        refuse("nameplate", "is stated; the exact chain is of stations with times of their own");
    if (line.stations.empty()) refuse("stations", "are not stated, must be at least one");
    if (!line.calendar.empty())
        refuse("calendar", "is " + detail::quoted(line.calendar) +
                               "; the exact chain is of round-the-clock work");
    if (!line.rework_stations.empty())
        refuse("rework_stations", "are stated; the exact chain has no off-line stations");
    if (!line.sequence.empty()) refuse("sequence", "is stated; the exact chain is of one product");
    if (line.stations.size() > 1 && line.buffers.empty())
        refuse("buffers", "are not stated; the exact chain needs a number of waiting places "
                          "between each station and the next");
    if (!line.buffers.empty() && line.buffers.size() + 1 != line.stations.size())
        refuse("buffers", "are " + std::to_string(line.buffers.size()) + " for " +
                              std::to_string(line.stations.size()) + " stations, must be one less");
    for (std::size_t i = 0; i < line.stations.size(); ++i) {
        const StationOf<double>& station = line.stations[i];
        model.stations.push_back(exact_station(
            station, joined(joined(model.place, "stations"), element_key(station, i))));
        if (i == 0) continue;
        const std::string at = joined(joined(model.place, "buffers"), std::to_string(i));
        model.stations[i].room = whole(line.buffers[i - 1], at, "", 0) + model.stations[i].places;
    }
    if (line.repairers) model.repairers = whole(*line.repairers, model.place, "repairers", 1);
    return model;
}

} // namespace rampcast::detail
