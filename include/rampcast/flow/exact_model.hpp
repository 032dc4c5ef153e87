#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "rampcast/core/refuse.hpp"
#include "rampcast/flow/exact_fields.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/validate_line.hpp"

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

/// Refuses what an object states and a chain cannot hold.
template <class S>
void check_exact_fields(const S& object, const std::string& at, std::span<const FieldUse> fields) {
    if (const FieldUse* refused = refused_field(object, fields))
        refuse_parameter(at, refused->field,
                         "is stated; the exact chain " + std::string(refused->why));
}

/// The phases of an Erlang (gamma) time of squared coefficient of variation `scv`.
inline std::uint32_t erlang_phases(double scv, const std::string& at) {
    constexpr double most = 100;
    const double phases = scv > 0 ? std::round(1 / scv) : 0;
    if (!(phases >= 1 && phases <= most && std::abs(phases * scv - 1) < 1e-6))
        refuse_parameter(at, "cycle_time_scv",
                         "is " + number_text(scv) +
                             "; the exact chain needs exponential times (1) or Erlang times (1/k, "
                             "k whole and at most 100)");
    return static_cast<std::uint32_t>(phases);
}

inline ExactStation exact_station(const StationOf<double>& station, const std::string& at) {
    ExactStation result;
    result.places = static_cast<std::uint32_t>(station.places);
    result.phases = erlang_phases(station.cycle_time_scv, at);
    result.phase_rate = 3600 * station.performance * result.phases / station.cycle_time_s;
    const double yield = station.first_pass_yield;
    result.pass_yield = yield;
    if (station.on_failure == OnFailure::scrap) {
        result.scraps_at_once = yield < 1;
        result.good = yield;
    } else if (station.most_passes && yield < 1) {
        result.passes = static_cast<std::uint32_t>(*station.most_passes);
        if (std::uint64_t(result.passes) * result.phases > 100)
            refuse_parameter(at, "most_passes",
                             "is " + number_text(*station.most_passes) +
                                 "; the exact chain tells at most 100 passes (times the phases of "
                                 "an Erlang time) apart");
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
        refuse_parameter(at, "failure_modes", "are more than 20; the exact chain has at most 20");
    return result;
}

/// The model of a line. Throws Error for what makes no sense and for what a chain cannot hold.
inline ExactModel exact_model(const LineOf<double>& line) {
    ExactModel model{.blocking_after = line.blocking == Blocking::after, .place = line_place(line)};
    const auto at = [&](const StationOf<double>& station) {
        return model.place + ".stations." + path_part(station.name);
    };
    check_exact_fields(line, model.place, exact_line_fields);
    for (const StationOf<double>& station : line.stations)
        check_exact_fields(station, at(station), exact_station_fields);
    validate(line, {}, LineUse::pieces);
    if (line.stations.size() > 1 && line.buffers.empty())
        refuse_parameter(model.place, "buffers",
                         "are not stated; the exact chain needs a number of waiting places "
                         "between each station and the next");
    for (std::size_t i = 0; i < line.stations.size(); ++i) {
        const StationOf<double>& station = line.stations[i];
        ExactStation& made = model.stations.emplace_back(exact_station(station, at(station)));
        if (i > 0) made.room = static_cast<std::uint32_t>(line.buffers[i - 1]) + made.places;
    }
    if (line.repairers) model.repairers = static_cast<std::uint32_t>(*line.repairers);
    return model;
}

} // namespace rampcast::detail
