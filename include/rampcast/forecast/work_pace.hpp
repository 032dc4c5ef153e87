#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/line_stretches.hpp"
#include "rampcast/forecast/path_dates.hpp"
#include "rampcast/forecast/plant_at.hpp"

namespace rampcast {

/// Days of a cell on which the same lines work, and a calendar besides or not.
struct DayClass {
    double of_calendar = 0;        ///< share of the calendar's hours in the cell
    std::vector<double> of_line{}; ///< share of what each line can make in it
};

/// How much of a calendar year's work falls in each cell, against its share of
/// the year's days.
///
/// Work goes by a calendar's operating hours; where none is stated, by those of
/// the lines, each weighted by what it makes when mature and changing calendars
/// on its way, all at medians.
class WorkPace {
public:
    /// @param plant as written; it must outlive this object, as the rest
    WorkPace(const Plant& plant, const Grid& grid, const Clocks& clocks)
        : plant_(plant), grid_(grid), clocks_(clocks) {}

    /// The pace in each cell, by a calendar or, without a name, by the lines'.
    /// Over each calendar year its mean is 1. A year without working hours counts
    /// as one that is all worked.
    const std::vector<double>& of(const std::string& calendar) const {
        const auto [at, fresh] = found_.try_emplace(calendar);
        if (fresh) at->second = pace_of(calendar);
        return at->second;
    }

    /// The days of each cell by who works on them.
    const std::vector<std::vector<DayClass>>& day_classes(const std::string& calendar) const {
        const auto [at, fresh] = classes_.try_emplace(calendar);
        if (fresh) at->second = find_day_classes(calendar);
        return at->second;
    }

private:
    std::vector<double> pace_of(const std::string& calendar) const {
        if (plant_.calendars.empty() &&
            std::all_of(plant_.lines.begin(), plant_.lines.end(),
                        [](const Line& line) { return line.stops.empty(); }))
            return std::vector<double>(grid_.cells.size(), 1.0);
        if (calendar.empty()) return by_lines();
        const Clock& clock = clocks_[clocks_.index(calendar)];
        return paces([&](double day) { return clock.at(day); });
    }
    std::vector<std::vector<DayClass>> find_day_classes(const std::string& calendar) const {
        std::vector<std::vector<DayClass>> all;
        const Clock& clock = clocks_[clocks_.index(calendar)];
        with_lines([&](const auto& lines) {
            for (const Cell& cell : grid_.cells) {
                std::map<std::vector<bool>, DayClass> found;
                DayClass whole{0, std::vector<double>(lines.size())};
                for (double day = cell.start_day; day < cell.end_day; ++day) {
                    DayClass now{clock.at(day + 1) - clock.at(day), {}};
                    std::vector<bool> who{now.of_calendar > 1e-9};
                    for (const LineStretches<double>& line : lines) {
                        now.of_line.push_back(line.clock.at(day + 1) - line.clock.at(day));
                        who.push_back(now.of_line.back() > 1e-9);
                    }
                    DayClass& same =
                        found.try_emplace(who, DayClass{0, std::vector<double>(lines.size())})
                            .first->second;
                    for (DayClass* sum : {&same, &whole}) {
                        sum->of_calendar += now.of_calendar;
                        for (std::size_t l = 0; l < lines.size(); ++l)
                            sum->of_line[l] += now.of_line[l];
                    }
                }
                std::vector<DayClass>& classes = all.emplace_back();
                for (auto& [who, each] : found) {
                    each.of_calendar /= std::max(whole.of_calendar, 1e-9);
                    for (std::size_t l = 0; l < lines.size(); ++l)
                        each.of_line[l] /= std::max(whole.of_line[l], 1e-9);
                    classes.push_back(std::move(each));
                }
            }
        });
        return all;
    }
    /// Of a month as far as nothing changes in it, in each of its cells.
    std::vector<double> by_lines() const {
        std::vector<double> by_month;
        with_lines([&](const auto& lines) {
            by_month = paces([&](double day) {
                double sum = 0;
                for (const LineStretches<double>& line : lines)
                    sum += (line.rates[0].units_per_day + 1e-12) * line.clock.at(day);
                return sum;
            });
        });
        std::vector<double> all(by_month.size());
        for (std::size_t k = 0; k < all.size();) {
            double sum = 0, years = 0;
            std::size_t end = k;
            do {
                sum += by_month[end] * grid_.cells[end].years;
                years += grid_.cells[end].years;
                ++end;
            } while (end < all.size() && !grid_.cells[end].opens);
            for (; k < end; ++k) all[k] = sum / years;
        }
        return all;
    }
    /// Calls use(lines) with the lines at medians.
    template <class Use> void with_lines(Use&& use) const {
        PlantOf<double> medians = plant_at_medians<double>(plant_, grid_);
        PathDates<double> dates(plant_, medians.milestones, clocks_);
        dates.start();
        std::deque<LineStretches<double>> lines;
        for (std::size_t l = 0; l < plant_.lines.size(); ++l) {
            std::vector<double> moments;
            for (const auto& change : medians.lines[l].changes)
                moments.push_back(dates.at(change.on, change.lag_days));
            lines.emplace_back(plant_.lines[l], medians.lines[l], clocks_).start(moments);
        }
        use(lines);
    }
    template <class Work> std::vector<double> paces(Work work) const {
        std::vector<double> paces;
        for (const Cell& cell : grid_.cells) {
            const Period days = period_of(Frequency::year, cell.days.start);
            const double year = work(grid_.day(days.end)) - work(grid_.day(days.start));
            const double now = work(cell.end_day) - work(cell.start_day);
            const double pace = year > 0 ? now / year / cell.years : 1.0;
            paces.push_back(std::abs(pace - 1) < 1e-9 ? 1.0 : pace);
        }
        return paces;
    }

    const Plant& plant_;
    const Grid& grid_;
    const Clocks& clocks_;
    // Found once for all limits that go by the same calendar.
    mutable std::map<std::string, std::vector<double>> found_{};
    mutable std::map<std::string, std::vector<std::vector<DayClass>>> classes_{};
};

} // namespace rampcast
