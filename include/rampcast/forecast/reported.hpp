#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "rampcast/forecast/grid.hpp"
#include "rampcast/forecast/path_dates.hpp"
#include "rampcast/forecast/plant_at.hpp"
#include "rampcast/forecast/work_pace.hpp"
#include "rampcast/plant/check.hpp"

namespace rampcast {

/// What was reported for the cells of a grid, in place of what a projection
/// would make there.
///
/// A period's figure is spread over its cells from the first day on which a line may have started,
/// by the lines' working hours. Where periods lie in each other the shorter ones hold, and what a
/// longer one has more is spread over the rest of it.
class Reported {
public:
    struct Figures {
        std::optional<double> units{}, value{};
    };

    Reported(const Plant& plant, const Grid& grid, const Clocks& clocks, const WorkPace& pace) {
        const bool any = std::any_of(grid.cells.begin(), grid.cells.end(),
                                     [](const Cell& cell) { return cell.reported; });
        if (!any) return;
        cells_.resize(grid.cells.size());
        const std::vector<double> paces = pace.of("");
        std::vector<double> work;
        const double start = earliest_start(plant, grid, clocks);
        for (std::size_t k = 0; k < grid.cells.size(); ++k) {
            const Cell& cell = grid.cells[k];
            const bool running = cell.end_day > start;
            work.push_back(running ? paces[k] * (cell.end_day - cell.start_day) : 0);
        }
        std::vector<std::pair<Period, const Actual*>> order;
        for (const Actual& each : plant.actuals)
            order.emplace_back(parse_period(each.period, grid.years).period, &each);
        std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
            return a.first.end - a.first.start < b.first.end - b.first.start;
        });
        for (const auto& [period, each] : order) {
            spread(period, each->units, &Figures::units, grid, work);
            spread(period, each->value, &Figures::value, grid, work);
        }
    }

    bool any() const { return !cells_.empty(); }
    /// What was reported for cell k; null where nothing was.
    const Figures* at(std::size_t k) const {
        if (cells_.empty() || (!cells_[k].units && !cells_[k].value)) return nullptr;
        return &cells_[k];
    }

private:
    /// The day before which no path has a line that has started.
    static double earliest_start(const Plant& plant, const Grid& grid, const Clocks& clocks) {
        const auto early = plant_at<double>(plant, grid, [](const Uncertain& number) {
            return quantile_z(number.distribution(), -detail::reach_z);
        });
        PathDates<double> dates(plant, early.milestones, clocks);
        dates.start();
        double start = std::numeric_limits<double>::infinity();
        for (const LineOf<double>& line : early.lines)
            start = std::min(start, dates.at(line.starts, line.lag_days));
        return start;
    }
    /// Spreads a figure over those of its cells that have none; cells before a
    /// grid's start take their days of it.
    void spread(const Period& period, const std::optional<double>& figure,
                std::optional<double> Figures::* which, const Grid& grid,
                const std::vector<double>& work) {
        if (!figure) return;
        const auto days = [](Date from, Date to) {
            return static_cast<double>((to - from).count());
        };
        double inside = 0, taken = 0, free_work = 0, free_days = 0;
        std::vector<std::size_t> free;
        for (std::size_t k = grid.first_from(period.start);
             k < grid.cells.size() && grid.cells[k].days.end <= period.end; ++k) {
            const Period& cell = grid.cells[k].days;
            inside += days(cell.start, cell.end);
            if (const auto& known = cells_[k].*which) {
                taken += *known;
                continue;
            }
            free.push_back(k);
            free_work += work[k];
            free_days += days(cell.start, cell.end);
        }
        const double rest =
            std::max(*figure * inside / days(period.start, period.end) - taken, 0.0);
        for (const std::size_t k : free) {
            const Period& cell = grid.cells[k].days;
            cells_[k].*which = rest * (free_work > 0 ? work[k] / free_work
                                                     : days(cell.start, cell.end) / free_days);
        }
    }

    std::vector<Figures> cells_{};
};

} // namespace rampcast
