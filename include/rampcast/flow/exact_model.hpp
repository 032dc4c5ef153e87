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
#include "rampcast/line/place_failures.hpp"
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

    double available = 1; ///< share of time a place works that always has a piece and room

    std::uint32_t work_kinds() const { return phases * passes; }
    std::uint32_t clock_modes() const {
        return static_cast<std::uint32_t>(std::count_if(
            modes.begin(), modes.end(), [](const ExactMode& mode) { return mode.by_clock; }));
    }
    /// What the modes that follow the clock make of a place: any of them may have it down.
    std::uint32_t clock_conditions() const { return 1U << clock_modes(); }
    /// The same with one failure that follows work, or none.
    std::uint32_t conditions() const {
        const auto work_modes = static_cast<std::uint32_t>(modes.size()) - clock_modes();
        return (1 + work_modes) * clock_conditions();
    }
    /// Repairs that can go on at one place at the same time.
    std::uint32_t most_repairs() const {
        return clock_modes() + (clock_modes() < modes.size() ? 1 : 0);
    }
};

/// A line as its chain sees it.
struct ExactModel {
    std::vector<ExactStation> stations{};
    bool blocking_after = true;
    std::uint32_t repairers = 0; ///< 0: as many as there are repairs
    std::string place{};         ///< of the line, as errors name it

    /// Whether repairs wait for repairers.
    bool repairs_wait() const {
        std::uint64_t most = 0;
        for (const ExactStation& station : stations)
            most += std::uint64_t(station.places) * station.most_repairs();
        return repairers > 0 && most > repairers;
    }
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
    constexpr double most = 2000;
    const double conditions = std::ldexp(1 + double(result.modes.size()) - result.clock_modes(),
                                         static_cast<int>(result.clock_modes()));
    if (conditions * result.work_kinds() > most)
        refuse_parameter(at, "failure_modes",
                         "make " + number_text(conditions * result.work_kinds()) +
                             " conditions of a place; the exact chain tells at most " +
                             number_text(most) + " apart");
    result.available = availability(station);
    return result;
}

/// The model of a line. Throws Error for what makes no sense and for what a chain cannot hold.
inline ExactModel exact_model(const LineOf<double>& line) {
    ExactModel model{.blocking_after = line.blocking == Blocking::after, .place = line_place(line)};
    const auto at = [&](const StationOf<double>& station) {
        return model.place + ".stations." + path_part(station.name);
    };
    check_exact_fields(line, model.place, exact_line_fields);
    for (const StationOf<double>& station : line.stations) {
        check_exact_fields(station, at(station), exact_station_fields);
        for (const FailureModeOf<double>& mode : station.failure_modes)
            check_exact_fields(mode, at(station) + ".failure_modes." + path_part(mode.name),
                               exact_mode_fields);
    }
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
    for (std::size_t i = 0; model.repairs_wait() && i < line.stations.size(); ++i)
        if (model.stations[i].most_repairs() > 1)
            refuse_parameter(at(line.stations[i]), "failure_modes",
                             "make several repairs at one place, while the line's repairers are "
                             "fewer than its repairs; the exact chain then needs modes that "
                             "follow work, or one that follows the clock");
    return model;
}

} // namespace rampcast::detail
