#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/core/table.hpp"
#include "rampcast/forecast/grid.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/time/operating_time.hpp"

namespace rampcast {

/// A calendar as a projection sees it: its operating clock in mean calendar days since the
/// reference date, D(t) = H(t) / h, and its working days.
class Clock {
public:
    /// @param stops on which it loses hours
    Clock(const Calendar& calendar, const Grid& grid, std::span<const PlannedStop> stops = {})
        : hours_per_day_(mean_hours_per_day(calendar)),
          working_days_(calendar, first(grid), last(grid)),
          offset_(grid.day(first(grid))) {
        const OperatingHours hours(calendar, first(grid), last(grid));
        const double zero = hours.at(hours.day_of(grid.reference));
        std::vector<double> days;
        for (const double knot : hours.knots()) days.push_back((knot - zero) / hours_per_day_);
        if (!stops.empty()) stand_still(stops, first(grid), hours.day_of(grid.reference), days);
        elapsed_ = LinearTable(offset_, 1, std::move(days), 1);
        for (const Cell& cell : grid.cells) ends_.push_back(elapsed_(cell.end_day));
        start_ = elapsed_(grid.cells.front().start_day);
    }

    double hours_per_day() const { return hours_per_day_; }
    /// Operating clock at the end of cell `k - 1`, which is the start of cell `k`.
    double at_boundary(std::size_t k) const { return k == 0 ? start_ : ends_[k - 1]; }
    /// Operating clock at any moment, in days from the reference date.
    template <class T> T at(const T& day) const { return elapsed_(day); }

    /// The moment so many working days after another. Its slope is that within the day it falls on.
    template <class T> T after_working_days(const T& start, const T& days) const {
        if constexpr (is_dual<T>) {
            return {after_working_days(start.value, days.value),
                    start.slope * in_work(start.value) + days.slope};
        } else if constexpr (is_lanes<T>) {
            T result;
            for (int i = 0; i < T::size; ++i)
                result.set(i, static_cast<typename T::scalar>(
                                  after_working_days(double(start[i]), double(days[i]))));
            return result;
        } else {
            return offset_ + working_days_.after(start - offset_, days);
        }
    }

    /// The moment itself within a working day, else the beginning of the next one. On duals it has
    /// the slope of the moment within a working day, else none.
    template <class T> T next_working_moment(const T& moment) const {
        if constexpr (is_dual<T>) {
            return {next_working_moment(moment.value), moment.slope * in_work(moment.value)};
        } else if constexpr (is_lanes<T>) {
            T result;
            for (int i = 0; i < T::size; ++i)
                result.set(i,
                           static_cast<typename T::scalar>(next_working_moment(double(moment[i]))));
            return result;
        } else {
            return offset_ + working_days_.next_open(moment - offset_);
        }
    }

private:
    /// Takes what stops lose off the clock's readings by day; of several on a day no more than all.
    /// @param reference the day at which the clock shows 0, counted from the first
    static void stand_still(std::span<const PlannedStop> stops, Date first, double reference,
                            std::vector<double>& days) {
        const std::size_t count = days.size() - 1;
        std::vector<double> lost(count, 0.0);
        for (const PlannedStop& stop : stops) {
            const auto end = std::min<std::ptrdiff_t>((end_of(stop) - first).count(),
                                                      static_cast<std::ptrdiff_t>(count));
            for (auto day = std::max<std::ptrdiff_t>((stop.from - first).count(), 0); day < end;
                 ++day)
                lost[static_cast<std::size_t>(day)] += stop.lost;
        }
        // Where all is lost the clock shows the very same, and it never goes back.
        std::vector<double> left{days[0]};
        double off = 0;
        for (std::size_t i = 0; i < count; ++i) {
            off += (days[i + 1] - days[i]) * std::min(lost[i], 1.0);
            left.push_back(lost[i] < 1 ? std::max(days[i + 1] - off, left[i]) : left[i]);
        }
        // Past the last day nothing more is lost.
        const double zero = reference > static_cast<double>(count)
                                ? -off
                                : left[static_cast<std::size_t>(reference)];
        for (std::size_t i = 0; i <= count; ++i) days[i] = left[i] - zero;
    }
    static Date first(const Grid& grid) {
        return std::min(grid.reference, grid.cells.front().days.start) - std::chrono::days{5 * 366};
    }
    /// Whole calendar years, so that what comes after the grid counts as it is
    /// closed.
    static Date last(const Grid& grid) {
        return period_of(Frequency::year, grid.cells.back().days.start).end;
    }
    /// 1 where a moment lies in a working day, else 0.
    template <class T> T in_work(const T& moment) const {
        if constexpr (is_lanes<T>) {
            T result;
            for (int i = 0; i < T::size; ++i)
                result.set(i, static_cast<typename T::scalar>(in_work(double(moment[i]))));
            return result;
        } else {
            const double day = std::floor(moment - offset_);
            return working_days_.count(day + 1) - working_days_.count(day);
        }
    }
    double hours_per_day_;
    WorkingDays working_days_;
    double offset_;
    LinearTable elapsed_;
    std::vector<double> ends_;
    double start_ = 0;
};

/// The clocks of a plant's calendars; index 0 is round the clock.
class Clocks {
public:
    Clocks(const Plant& plant, const Grid& grid) {
        names_.add({});
        clocks_.emplace_back(Calendar{.name = "round the clock"}, grid);
        for (const Calendar& calendar : plant.calendars) {
            names_.add(calendar.name);
            clocks_.emplace_back(calendar, grid);
        }
        for (const Line& line : plant.lines) {
            if (line.stops.empty()) continue;
            std::map<std::string, std::size_t>& own = stopped_[line.name];
            const auto add = [&](const std::string& name) {
                if (own.emplace(name, clocks_.size()).second)
                    clocks_.emplace_back(calendar_of(plant, name), grid, line.stops);
            };
            add(line.calendar);
            for (const Change& change : line.changes)
                if (const auto found = change.set.find("calendar"); found != change.set.end())
                    add(std::get<std::string>(found->second));
        }
    }
    const Clock& operator[](std::size_t i) const { return clocks_[i]; }
    /// @throws Error where there is no such calendar
    std::size_t index(const std::string& name) const {
        if (const auto found = names_.find(name)) return *found;
        if (name == round_the_clock) return 0;
        throw Error("calendar", "there is no calendar " + detail::quoted(name));
    }
    /// The same of a line that works by it, whose clock stands still in its planned stops.
    std::size_t index(const std::string& name, const std::string& line) const {
        const auto stopped = stopped_.find(line);
        return stopped == stopped_.end() ? index(name) : stopped->second.at(name);
    }

private:
    static Calendar calendar_of(const Plant& plant, const std::string& name) {
        for (const Calendar& calendar : plant.calendars)
            if (calendar.name == name) return calendar;
        return {.name = "round the clock"};
    }

    Names names_;
    std::vector<Clock> clocks_;
    /// by line that has planned stops and calendar that it works by
    std::map<std::string, std::map<std::string, std::size_t>> stopped_{};
};

} // namespace rampcast
