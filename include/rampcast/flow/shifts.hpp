#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/time/calendar.hpp"
#include "rampcast/time/weekday.hpp"

namespace rampcast {

/// When a calendar is at work, hour by hour from the midnight of a date. Without stated times the
/// hours of a working day follow each other from its midnight on.
class ShiftPattern {
public:
    /// The calendar must be valid.
    ShiftPattern(Calendar calendar, Date origin) : calendar_(std::move(calendar)), origin_(origin) {
        for (const std::string& name : calendar_.workdays)
            weekly_[detail::weekday_number(name)] = true;
        for (std::size_t day = 0; day < 7; ++day)
            spells_[day] = spells(detail::hours_of_weekday(calendar_, day));
        for (const std::vector<Spell>& each : spells_)
            spills_ = spills_ || (!each.empty() && each.back().to > 24);
    }

    /// Whether the moment is within working hours: from their first instant to before their last.
    bool works(double hour) const {
        const double day = std::floor(hour / 24);
        return works_in_shift_of(day, hour) || (spills_ && works_in_shift_of(day - 1, hour));
    }
    /// The first hour after `hour` at which work begins or ends; infinite where that is not within
    /// some 300 years.
    double next_change(double hour) const {
        const bool now = works(hour);
        double day = std::floor(hour / 24) - (spills_ ? 1 : 0);
        double first = std::numeric_limits<double>::infinity();
        for (int i = 0; i < 110'000; ++i, ++day) {
            // A shift of this day or a later one changes nothing before the day.
            if (24 * day > first) return first;
            for (const Spell& each : spells_[weekday(day)])
                for (const double at : {24 * day + each.from, 24 * day + each.to})
                    if (at > hour && at < first && works(at) != now) first = at;
        }
        return first;
    }
    /// Mean working hours of a calendar day of the regular week.
    double mean_hours_per_day() const { return rampcast::mean_hours_per_day(calendar_); }

private:
    /// Hours of a shift from the midnight of its day.
    struct Spell {
        double from, to;
    };

    Calendar calendar_{};
    Date origin_{};
    std::array<bool, 8> weekly_{};
    std::array<std::vector<Spell>, 7> spells_{}; ///< by day of the week
    bool spills_ = false;                        ///< a shift ends on the day after it began

    /// The shifts of a day with so many hours: in their order, and the last goes on for what is
    /// left.
    std::vector<Spell> spells(double hours) const {
        if (hours > 24 * (1 - 1e-12)) return {{0, 24}};
        if (calendar_.starts.empty()) return {{0, hours}};
        std::vector<Spell> list;
        for (std::size_t i = 0; i < calendar_.starts.size(); ++i) {
            const double from = detail::hour_of_day(calendar_.starts[i]);
            const bool last = i + 1 == calendar_.starts.size();
            const double length = last ? hours : std::min(hours, calendar_.hours_per_shift);
            if (!(length > 1e-9)) break;
            if (!list.empty() && from < list.back().to + 1e-9) list.back().to = from + length;
            else list.push_back({from, from + length});
            hours -= length;
        }
        return list;
    }
    std::size_t weekday(double day) const {
        const Date date = origin_ + std::chrono::days{static_cast<int>(day)};
        return std::chrono::weekday{date}.iso_encoding() - 1;
    }
    bool works_in_shift_of(double day, double hour) const {
        const double since = hour - 24 * day;
        for (const Spell& each : spells_[weekday(day)])
            if (each.from <= since && since < each.to) return is_workday(day);
        return false;
    }
    bool is_workday(double day) const {
        const Date date = origin_ + std::chrono::days{static_cast<int>(day)};
        const auto is = [&](const Date each) { return each == date; };
        if (std::any_of(calendar_.extra_workdays.begin(), calendar_.extra_workdays.end(), is))
            return true;
        for (const Closure& closure : calendar_.closed)
            if (closure.from <= date && date <= closure.to) return false;
        return weekly_[weekday(day)];
    }
};

} // namespace rampcast
