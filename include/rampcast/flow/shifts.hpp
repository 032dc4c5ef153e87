#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "rampcast/time/calendar.hpp"
#include "rampcast/time/weekday.hpp"

namespace rampcast {

/// When a calendar is at work, hour by hour from the midnight of a date. The hours of a working
/// day follow each other from its midnight on; only their number and the days are the calendar's.
class ShiftPattern {
public:
    /// The calendar must be valid.
    ShiftPattern(Calendar calendar, Date origin)
        : calendar_(std::move(calendar)),
          origin_(origin),
          hours_(detail::hours_per_workday(calendar_)) {
        for (const std::string& name : calendar_.workdays)
            weekly_[detail::weekday_number(name)] = true;
        if (hours_ > 24 * (1 - 1e-12)) hours_ = 24;
    }

    /// Whether the moment is within working hours: from their first instant to before their last.
    bool works(double hour) const {
        const double day = std::floor(hour / 24);
        return hour - 24 * day < hours_ && is_workday(day);
    }
    /// The first hour after `hour` at which work begins or ends; infinite where that is not within
    /// some 300 years.
    double next_change(double hour) const {
        const bool now = works(hour);
        double day = std::floor(hour / 24);
        for (int i = 0; i < 110'000; ++i, ++day)
            for (const double at : {24 * day, 24 * day + hours_})
                if (at > hour && works(at) != now) return at;
        return std::numeric_limits<double>::infinity();
    }
    /// Mean working hours of a calendar day of the regular week.
    double mean_hours_per_day() const { return rampcast::mean_hours_per_day(calendar_); }

private:
    Calendar calendar_{};
    Date origin_{};
    double hours_ = 24;
    std::array<bool, 8> weekly_{};

    bool is_workday(double day) const {
        const Date date = origin_ + std::chrono::days{static_cast<int>(day)};
        const auto is = [&](const Date each) { return each == date; };
        if (std::any_of(calendar_.extra_workdays.begin(), calendar_.extra_workdays.end(), is))
            return true;
        for (const Closure& closure : calendar_.closed)
            if (closure.from <= date && date <= closure.to) return false;
        return weekly_[std::chrono::weekday{date}.iso_encoding() - 1];
    }
};

} // namespace rampcast
