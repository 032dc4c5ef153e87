#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/core/nearest.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/visits.hpp"
#include "rampcast/time/calendar.hpp"
#include "rampcast/uncertainty/uncertain.hpp"

namespace rampcast {

/// What a line is checked for: a formula takes an expected number of places such as 1.5, a
/// simulation and an exact chain take whole ones.
enum class Places { any, whole };

namespace detail {

inline std::string line_place(const LineOf<double>& line) {
    return line.name.empty() ? std::string("line") : "line." + line.name;
}

[[noreturn]] inline void refuse_in_line(const std::string& container, std::string_view key,
                                        const std::string& rest) {
    throw Error(joined(container, key), spoken_place(container), std::string(key) + " " + rest);
}

inline void need_whole(double value, const std::string& container, std::string_view key) {
    if (value != std::floor(value))
        refuse_in_line(container, key, "is " + number_text(value) + ", must be a whole number");
}

inline void need_known(const std::string& name, const std::vector<std::string>& known,
                       const std::string& container, std::string_view key, std::string_view what) {
    if (std::find(known.begin(), known.end(), name) == known.end())
        refuse_in_line(container, key,
                       "is " + detail::quoted(name) + ", which is not " + std::string(what) +
                           (known.empty()
                                ? "; there are none"
                                : "; did you mean " + detail::quoted(nearest(name, known)) + "?"));
}

/// Names stated, and none twice, in a list and in those looked at before it.
template <class List>
void need_names(const List& list, const std::string& at, std::vector<std::string>& seen) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = joined(at, element_key(list[i], i));
        if (list[i].name.empty()) refuse_in_line(place, "name", "is empty, must be stated");
        if (std::find(seen.begin(), seen.end(), list[i].name) != seen.end())
            refuse_in_line(place, "name",
                           "is " + detail::quoted(list[i].name) +
                               ", which stands twice; names must be unique");
        seen.push_back(list[i].name);
    }
}

template <class List> std::vector<std::string> names_of(const List& list) {
    std::vector<std::string> names;
    names.reserve(list.size());
    for (const auto& each : list) names.push_back(each.name);
    return names;
}

inline void check_numbers_of_line(const LineOf<double>& line, const std::string& place) {
    walk(line, place, [](const std::string& path, const NumberInfo& info, double value) {
        if (info.name == "set" || info.name == "add" || info.bounds.allows(value)) return;
        const std::size_t dot = path.rfind('.');
        const std::string container = dot == std::string::npos ? "" : path.substr(0, dot);
        refuse_in_line(container, path.substr(dot == std::string::npos ? 0 : dot + 1),
                       "is " + number_text(value) + ", " + info.bounds.text());
    });
}

inline void check_station_of_line(const LineOf<double>& line, const StationOf<double>& station,
                                  const std::string& at, Places places) {
    if (station.mtbf_h.has_value() != station.mttr_h.has_value())
        throw Error(at, station.mtbf_h ? "mtbf_h is stated without mttr_h, needs it"
                                       : "mttr_h is stated without mtbf_h, needs it");
    std::vector<std::string> modes;
    need_names(station.failure_modes, at + ".failure_modes", modes);
    if (places == Places::whole) {
        need_whole(station.places, at, "places");
        need_whole(station.batch, at, "batch");
    }
    if (station.most_passes) {
        need_whole(*station.most_passes, at, "most_passes");
        if (station.on_failure == OnFailure::scrap)
            throw Error(at, "most_passes is stated, but on_failure is scrap; must be one of them");
    }
    if (!station.crew.empty()) {
        need_known(station.crew, names_of(line.crews), at, "crew", "a crew of the line");
        for (const CrewOf<double>& crew : line.crews)
            if (crew.name == station.crew && !(station.operators <= crew.people))
                refuse_in_line(at, "operators",
                               "is " + number_text(station.operators) + ", but crew " +
                                   detail::quoted(crew.name) + " has " + number_text(crew.people) +
                                   " people; must be at most that");
    }
    for (const auto& [product, time] : station.product_times_s) {
        std::vector<std::string> products;
        for (const ProductRunOf<double>& run : line.sequence) products.push_back(run.product);
        need_known(product, products, at, "product_times_s", "a product of the line's sequence");
    }
    if (!(passes(line, station).visits < 1e15))
        refuse_in_line(at, "first_pass_yield",
                       "is " + number_text(station.first_pass_yield) +
                           ", so that a piece comes again for ever; must be larger, or "
                           "most_passes stated");
}

inline void check_rework_of_line(const LineOf<double>& line, const std::string& place) {
    const std::vector<std::string> known = names_of(line.rework_stations);
    for (const StationOf<double>& station : line.stations) {
        const std::string at = place + ".stations." + station.name;
        if (station.rework_at.empty()) continue;
        need_known(station.rework_at, known, at, "rework_at", "a rework station of the line");
        if (station.on_failure == OnFailure::scrap)
            throw Error(at, "rework_at is stated, but on_failure is scrap; must be one of them");
        if (station.most_passes && *station.most_passes <= 1)
            refuse_in_line(at, "most_passes",
                           "is 1, so that no piece reaches rework_at; must be at least 2");
    }
    for (const StationOf<double>& station : line.rework_stations) {
        const std::string at = place + ".rework_stations." + station.name;
        if (!station.rework_at.empty())
            refuse_in_line(at, "rework_at",
                           "is " + detail::quoted(station.rework_at) +
                               "; a rework station sends pieces back, it must be empty");
        const auto sends = [&](const auto& each) { return each.rework_at == station.name; };
        if (std::none_of(line.stations.begin(), line.stations.end(), sends))
            throw Error(at, "no piece reaches it; a station must name it as its rework_at");
    }
}

/// A batch that waits until it is full must be able to become full, and one that is begun only
/// when there is room for it must find room.
inline void check_batches_of_line(const LineOf<double>& line, const std::string& place) {
    for (std::size_t i = 1; i < line.stations.size() && !line.buffers.empty(); ++i) {
        const StationOf<double>& before = line.stations[i - 1];
        const StationOf<double>& station = line.stations[i];
        const std::string at = place + ".stations." + station.name;
        const double waiting = line.buffers[i - 1];
        const auto refuse = [&](const StationOf<double>& which, double room) {
            refuse_in_line(place + ".stations." + which.name, "batch",
                           "is " + number_text(which.batch) + ", but only " + number_text(room) +
                               " pieces can ever be there; must be at most that");
        };
        if (line.blocking == Blocking::after) {
            const double most = waiting + before.places * before.batch;
            if (!station.batch_wait_h && station.batch > most) refuse(station, most);
            continue;
        }
        const double room = waiting + (station.batch > 1 ? 0 : station.places);
        if (!station.batch_wait_h && station.batch > std::max(room, 1.)) refuse(station, room);
        if (before.batch > room) refuse(before, room);
    }
}

} // namespace detail

/// Refuses a line that makes no sense by itself, as it stands in no plant: numbers out of their
/// range, no stations, names that stand twice or are not known, buffers that are not one less than
/// stations, rework that leads nowhere or never ends, batches that can never be full.
/// @param calendars names a calendar may go by, besides "round the clock"
/// @param places whether places and batches must be whole
/// @throws Error naming the place, such as `line.L1.stations.burn-in.places`
inline void check(const LineOf<double>& line, const std::vector<std::string>& calendars = {},
                  Places places = Places::any) {
    const std::string place = detail::line_place(line);
    detail::check_numbers_of_line(line, place);
    if (line.stations.empty())
        throw Error(place, line.nameplate ? "has a nameplate and no stations; must have stations"
                                          : "has no stations, must have at least one");
    if (line.nameplate)
        throw Error(place, "stations and nameplate are both stated, must be one of them");
    std::vector<std::string> names, crews;
    detail::need_names(line.stations, place + ".stations", names);
    detail::need_names(line.rework_stations, place + ".rework_stations", names);
    detail::need_names(line.crews, place + ".crews", crews);
    if (!line.buffers.empty() && line.buffers.size() + 1 != line.stations.size())
        detail::refuse_in_line(place, "buffers",
                               "has " + std::to_string(line.buffers.size()) +
                                   " numbers, must have one less than stations (" +
                                   std::to_string(line.stations.size() - 1) + ") or none");
    for (std::size_t i = 0; i < line.buffers.size(); ++i)
        detail::need_whole(line.buffers[i], place + ".buffers", std::to_string(i + 1));
    for (std::size_t i = 0; i < line.sequence.size(); ++i)
        detail::need_whole(line.sequence[i].pieces, place + ".sequence." + std::to_string(i + 1),
                           "pieces");
    if (places == Places::whole && line.repairers)
        detail::need_whole(*line.repairers, place, "repairers");

    std::vector<std::string> known = calendars;
    known.emplace_back(round_the_clock);
    if (!line.calendar.empty())
        detail::need_known(line.calendar, known, place, "calendar", "a calendar");
    detail::check_rework_of_line(line, place);
    const auto each = [&](const std::vector<StationOf<double>>& list, const std::string& key) {
        for (const StationOf<double>& station : list) {
            const std::string at = joined(joined(place, key), station.name);
            if (!station.calendar.empty())
                detail::need_known(station.calendar, known, at, "calendar", "a calendar");
            detail::check_station_of_line(line, station, at, places);
        }
    };
    each(line.rework_stations, "rework_stations");
    each(line.stations, "stations");
    detail::check_batches_of_line(line, place);
    const Visits<double> v = visits(line);
    for (std::size_t i = 0; i < line.stations.size(); ++i)
        if (!(v.stations[i] < 1e15))
            throw Error(place + ".stations." + line.stations[i].name,
                        "no good piece ever leaves it; yields after it must be larger");
}

/// The line with every number at its median.
inline LineOf<double> at_medians(const LineOf<Uncertain>& line) {
    return converted<LineOf<double>>(
        line, [](const NumberInfo&, const Uncertain& number) { return number.median(); });
}

} // namespace rampcast
