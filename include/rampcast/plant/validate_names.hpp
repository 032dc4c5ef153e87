#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rampcast/core/refuse.hpp"
#include "rampcast/plant/certain_day.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/limits.hpp"
#include "rampcast/plant/plant.hpp"

/// Names and days: each stated once, and referring to what is there.
namespace rampcast::detail {

/// Holds the names of a list to the rules for names and to being unique.
template <class List> void check_names(const List& list, const std::string& at) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
        check_name(list[i].name, joined(at, element_key(list[i], i)));
        if (!seen.insert(list[i].name).second)
            refuse_value(joined(at, element_key(list[i], i)), "name", detail::quoted(list[i].name),
                         "which stands twice; names must be unique");
    }
}

/// Names a calendar may go by: those stated, and the one every plant has.
inline std::vector<std::string> calendar_names(const Plant& plant) {
    std::vector<std::string> names = names_of(plant.calendars);
    names.emplace_back(round_the_clock);
    return names;
}

/// Refuses the name of a calendar that does not exist; empty stands for the default.
inline void check_calendar(const std::string& name, const Plant& plant,
                           const std::string& container) {
    if (!closes(name)) return;
    for (const Calendar& each : plant.calendars)
        if (each.name == name) return;
    check_reference(name, calendar_names(plant), container, "calendar", "a calendar");
}

/// Refuses a date or milestone that is not stated or does not exist.
inline void check_when(const When& when, const CertainDays& days, const std::string& container,
                       std::string_view key) {
    const auto* name = std::get_if<std::string>(&when);
    if (!name) return;
    if (name->empty())
        refuse_parameter(container, key, "is not stated, must be a date or a milestone's name");
    check_reference(*name, days.milestones(), container, key, "a milestone");
}

inline void check_day(Date day, const std::string& container, std::string_view key) {
    const NumberInfo info{key, "date", {}, {}};
    check_plain(days_since_epoch(day), info, container, key);
}

/// What limits output goes by names that tell one limit from another.
inline void check_limit_names(const Plant& plant) {
    std::map<std::string, std::string> places{{"lines", "the lines"},
                                              {"not started", "what is not running yet"},
                                              {"closed", "what is shut"},
                                              {"reported", "what was reported"}};
    for_each_limit_kind([&](const auto& kind) {
        if (kind.single) places.emplace(kind.key, "the " + std::string(kind.key));
    });
    const auto check = [&](const std::string& name, const std::string& place,
                           const std::string& words) {
        const auto [at, fresh] = places.emplace(name, words);
        if (!fresh)
            throw Error(place, "the name " + detail::quoted(name) + " is that of " + at->second +
                                   " too; limits need names of their own");
    };
    std::set<std::string> stations; // of several lines may be named alike: they bind together
    for (const Line& line : plant.lines)
        for (const Station& station : line.stations) {
            const std::string place =
                "line." + path_part(line.name) + ".stations." + path_part(station.name);
            if (stations.insert(station.name).second)
                check(station.name, place, "a station of line." + line.name);
        }
    for_each_limit_kind([&](const auto& kind) {
        if (kind.single) return;
        for (const std::string& name : kind.names(plant)) {
            const std::string place = std::string(kind.key) + "." + path_part(name);
            check(name, place, place);
        }
    });
}

} // namespace rampcast::detail
