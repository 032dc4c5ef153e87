#pragma once

#include <string>
#include <vector>

#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"

namespace rampcast::detail {

/// Hours a day of a line's stations by their calendars.
struct LineHours {
    double line = 24;
    double days_share = 1; ///< of all days, those on which the line works
    std::vector<double> stations{}, rework_stations{};
    bool one_calendar = true;
};
inline LineHours line_hours(const LineOf<double>& line, const std::vector<Calendar>& calendars) {
    const auto hours = [&](const std::string& name) {
        for (const Calendar& calendar : calendars)
            if (calendar.name == name) return mean_hours_per_day(calendar);
        return 24.;
    };
    LineHours result;
    result.line = line.calendar.empty() ? 24 : hours(line.calendar);
    for (const Calendar& calendar : calendars)
        if (!line.calendar.empty() && calendar.name == line.calendar)
            result.days_share = mean_workdays_per_day(calendar);
    const auto of = [&](const StationOf<double>& station) {
        return station.calendar.empty() ? result.line : hours(station.calendar);
    };
    for (const auto& station : line.stations) {
        result.stations.push_back(of(station));
        result.one_calendar = result.one_calendar && result.stations.back() == result.line;
    }
    for (const auto& station : line.rework_stations) result.rework_stations.push_back(of(station));
    return result;
}

} // namespace rampcast::detail
