#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "rampcast/core/nearest.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/line/at_medians.hpp"
#include "rampcast/line/validate_line.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/find.hpp"
#include "rampcast/plant/validate_names.hpp"
#include "rampcast/plant/validate_numbers.hpp"

/// Lines: what a line holds by itself, what it refers to, and what its changes may do.
namespace rampcast::detail {

/// A station's name must not be taken for a parameter of its line.
inline void check_station_name(const Station& station, const std::string& at) {
    for (const Field& field : type_of<Line>().structure->fields)
        if (station.name == field.info.name)
            refuse_value(at, "name", detail::quoted(station.name),
                         "which is also a parameter of a line; choose another");
}

/// One new value of a change: of a number or a calendar that exists and may change.
inline void check_changed(Line& line, const Plant& plant, const std::string& at,
                          const std::string& path,
                          const std::variant<std::string, Uncertain>& value,
                          CheckedNumbers& checked, bool added = false) {
    const std::string place = at + (added ? ".add" : ".set");
    Dead dead;
    std::string stored;
    const auto store = [&](const Type&, void*, const Spot& spot, const Way&) {
        stored = short_path(spot.path());
    };
    if (!find_member(type_of<Line>(), &line, "", path, Absent::lost, dead, store)) {
        if (!dead.missing.empty())
            refuse_parameter(place, path, "cannot change, it is not stated for the line itself");
        refuse_parameter(
            place, path,
            "is not a parameter of the line; the nearest is " +
                detail::quoted(short_path(joined(dead.container, nearest(dead.part, dead.known)))));
    }
    for (const std::string_view fixed :
         {"ramp", "starts", "noise", "name", "lag_days", "changes", "stops"})
        if (stored == fixed || stored.starts_with(std::string(fixed) + "."))
            refuse_parameter(place, path,
                             "cannot change while a line runs; add a second line instead");
    if (const auto found = find_parameter(line, path)) {
        const auto* number = std::get_if<Uncertain>(&value);
        if (!number)
            refuse_value(place, path, detail::quoted(std::get<std::string>(value)),
                         "must be a number");
        if (added && found->info.bounds.has_upper())
            refuse_parameter(place, path, "has an upper limit; give its new value with set");
        if (checked.is_new(joined(place, path), *number)) {
            const auto [inner, key] = split_last(path);
            NumberInfo info = found->info;
            if (added) info.bounds = bounds::non_negative;
            check_number(*number, info, joined(place, inner), key, found->factor);
        }
    } else if (find_calendar(line, path)) {
        const auto* name = std::get_if<std::string>(&value);
        if (added) refuse_parameter(place, path, "is a calendar; give its new name with set");
        if (!name) refuse_parameter(place, path, "is a number, must be the name of a calendar");
        check_reference(*name, calendar_names(plant), place, path, "a calendar");
    } else {
        refuse_parameter(place, path,
                         "cannot change: only numbers stated for the line and calendars can");
    }
}

/// A line by itself, whenever it starts: its names, and the rules of lines at the medians of its
/// numbers.
inline void check_line_alone(const Line& line, const Plant& plant) {
    const std::string at = "line." + path_part(line.name);
    check_names(line.stations, at + ".stations");
    for (const Station& station : line.stations)
        check_station_name(station, at + ".stations." + path_part(station.name));
    for (const Station& station : line.rework_stations)
        check_station_name(station, at + ".rework_stations." + path_part(station.name));
    validate(at_medians(line), names_of(plant.calendars), LineUse::forecast);
}

inline void check_line(const Line& line, const Plant& plant, const CertainDays& days,
                       CheckedNumbers& checked) {
    const std::string at = "line." + path_part(line.name);
    check_when(line.starts, days, at, "starts");
    check_line_alone(line, plant);

    if (line.changes.empty()) return;
    Line target = line;
    for (std::size_t i = 0; i < line.changes.size(); ++i) {
        const Change& change = line.changes[i];
        const std::string place = at + ".changes." + element_key(change, i);
        check_when(change.on, days, place, "on");
        if (change.set.empty() && change.add.empty())
            refuse_parameter(place, "set",
                             "is empty, must name new values (or add, what is added)");
        for (const auto& entry : change.set)
            check_changed(target, plant, place, entry.first, entry.second, checked);
        for (const auto& entry : change.add)
            check_changed(target, plant, place, entry.first, entry.second, checked, true);
    }
}

} // namespace rampcast::detail
