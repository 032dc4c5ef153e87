#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "rampcast/core/sum.hpp"
#include "rampcast/forecast/projection.hpp"
#include "rampcast/forecast/series.hpp"
#include "rampcast/plant/metric.hpp"

namespace rampcast::detail {

/// What a block of paths gives: every metric in any period.
template <class T> class PathFigures {
public:
    PathFigures(const Plant& plant, const Grid& grid, const Books& books)
        : projection(plant, grid, books),
          units(grid.cells.size()),
          value(units.size()),
          line_capacity(units.size()),
          first_shown_(grid.first_shown),
          years_(grid.years) {}

    Projection<T> projection;
    std::vector<T> units, value, line_capacity; ///< by cell, of the block run last

    const auto& accounts() const { return projection.accounts(); }
    const auto& ledger() const { return projection.ledger(); }

    /// A metric of the cells [first, last).
    T over(Metric metric, std::size_t first, std::size_t last) const {
        const std::vector<T>& of = amounts(metric);
        const Nature nature = info_of(metric).nature;
        if (nature == Nature::level) return of[last - 1];
        const T sum = total(of, first, last);
        return nature == Nature::ratio ? per_unit(sum, total(units, first, last)) : sum;
    }

    /// A block's series, one value a path, as `use(index within the block, T)`.
    template <class Use> void for_each_value(const SeriesBlock& block, Use&& use) const {
        const Nature nature = info_of(block.metric).nature;
        const std::vector<T>& of = amounts(block.metric);
        std::size_t from = first_shown_;
        int year = 0;
        Sum<T> running, running_units;
        for (std::size_t g = 0; g < block.groups.size(); ++g) {
            const Group& group = block.groups[g];
            if (block.view == View::year_on_year) {
                const Group& earlier = block.earlier[g];
                const T now = over(block.metric, group.first, group.last);
                const T then = over(block.metric, earlier.first, earlier.last);
                use(g, select(then > T(0), now / max(then, T(1e-9)) - T(1), undefined()));
                continue;
            }
            if (block.view == View::period || nature == Nature::level) {
                const bool one_cell = group.last - group.first == 1 && nature != Nature::ratio;
                if (one_cell || nature == Nature::level) use(g, of[group.last - 1]);
                else use(g, over(block.metric, group.first, group.last));
                continue;
            }
            const int group_year = year_number(block.frequency, group.nominal, years_);
            if (g == 0 || (block.view == View::year_to_date && group_year != year)) {
                from = g == 0 && block.view == View::cumulative ? first_shown_ : group.first;
                running = running_units = Sum<T>();
            }
            year = group_year;
            for (std::size_t k = from; k < group.last; ++k) {
                running += of[k];
                running_units += units[k];
            }
            from = group.last;
            use(g, nature == Nature::ratio ? per_unit(running.value(), running_units.value())
                                           : running.value());
        }
    }

private:
    template <class Row> static const std::vector<T>& read(const PathFigures& path) {
        return decltype(Row::read){}(path);
    }
    /// The metric's summand in each cell (a ratio's is its numerator), or its level there.
    const std::vector<T>& amounts(Metric metric) const {
        using Read = const std::vector<T>& (*)(const PathFigures&);
        static constexpr auto reads = of_metric_rows(
            []<class Row>(const Row&) -> Read { return &PathFigures::template read<Row>; });
        return reads[static_cast<std::size_t>(metric)](*this);
    }
    static T total(const std::vector<T>& of, std::size_t first, std::size_t last) {
        constexpr std::size_t few = 16; // plain sums of so many stay well within the tolerance
        if (last - first > few) {
            Sum<T> sum(of[first]);
            for (std::size_t k = first + 1; k < last; ++k) sum += of[k];
            return sum.value();
        }
        T sum = of[first];
        for (std::size_t k = first + 1; k < last; ++k) sum += of[k];
        return sum;
    }
    static T undefined() { return T(std::numeric_limits<double>::quiet_NaN()); }
    static T per_unit(const T& value, const T& made) {
        return select(made > T(0), value / max(made, T(1e-20)), undefined());
    }

    std::size_t first_shown_;
    FiscalYear years_;
};

} // namespace rampcast::detail
