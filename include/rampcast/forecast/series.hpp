#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "rampcast/forecast/grid.hpp"
#include "rampcast/plant/metric.hpp"

namespace rampcast {

/// One metric, seen one way, over the calendar periods of one frequency.
struct SeriesBlock {
    Metric metric = Metric::units;
    View view = View::period;
    Frequency frequency = Frequency::month;
    By by = By::plant;
    std::size_t member = 0;       ///< the product or line, in the plant's order
    std::vector<Group> groups{};  ///< periods, as cells of the grid
    std::vector<Group> earlier{}; ///< the period a year before each, for `year_on_year`
    std::size_t first = 0;        ///< index of the first period's series
};

/// The series of a run: blocks back to back.
struct SeriesPlan {
    std::vector<SeriesBlock> blocks{};
    std::size_t size = 0;

    /// The block of a metric, view and frequency, if it is in the plan.
    /// @param member the product or line, in the plant's order
    const SeriesBlock* find(Metric metric, View view, Frequency frequency, By by = By::plant,
                            std::size_t member = 0) const {
        for (const SeriesBlock& block : blocks)
            if (block.metric == metric && block.view == view && block.frequency == frequency &&
                block.by == by && block.member == member)
                return &block;
        return nullptr;
    }

    /// Adds a block unless it is there. Groups lie in the shown part of the grid.
    void add(const Grid& grid, Metric metric, View view, Frequency frequency, By by = By::plant,
             std::size_t member = 0) {
        if (find(metric, view, frequency, by, member) != nullptr) return;
        std::vector<Period> shown;
        for (const Cell& cell : grid.cells)
            if (cell.shown) shown.push_back(cell.days);
        SeriesBlock block{.metric = metric,
                          .view = view,
                          .frequency = frequency,
                          .by = by,
                          .member = member,
                          .first = size};
        std::vector<Group> groups = group(shown, frequency, grid.years);
        for (Group& each : groups) {
            each.first += grid.first_shown;
            each.last += grid.first_shown;
        }
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (view == View::year_on_year) {
                const Group* before = same_in_year_before(grid.years, groups, groups[i], frequency);
                if (before == nullptr) continue;
                block.earlier.push_back(*before);
            }
            block.groups.push_back(groups[i]);
        }
        size += block.groups.size();
        blocks.push_back(std::move(block));
    }

private:
    /// The same period of the year before, both being whole.
    static const Group* same_in_year_before(const FiscalYear& years,
                                            const std::vector<Group>& groups, const Group& now,
                                            Frequency frequency) {
        const std::optional<Period> wanted = year_before(frequency, now.nominal, years);
        if (!wanted || now.clipped != now.nominal) return nullptr;
        const auto found = std::lower_bound(
            groups.begin(), groups.end(), *wanted,
            [](const Group& each, const Period& period) { return each.nominal < period; });
        return found != groups.end() && found->clipped == *wanted ? &*found : nullptr;
    }
};

} // namespace rampcast
