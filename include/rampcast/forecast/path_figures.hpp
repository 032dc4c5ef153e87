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
          components_used(books.components ? units.size() : 0),
          first_shown_(grid.first_shown),
          years_(grid.years) {}

    Projection<T> projection;
    std::vector<T> units, value, line_capacity; ///< by cell, of the block run last
    std::vector<T> components_used;             ///< likewise; empty where it is not wanted

    /// Notes what was made in a cell.
    void observe(std::size_t k, const CellOutput<T>& cell) {
        units[k] = cell.units;
        value[k] = cell.value;
        line_capacity[k] = cell.line_capacity;
        if (!components_used.empty()) components_used[k] = projection.components_used();
    }

    const auto& accounts() const { return projection.accounts(); }
    const auto& hours() const { return projection.hours(); }
    const auto& orders() const { return projection.orders(); }
    const auto& ledger() const { return projection.ledger(); }

    /// A metric of the cells [first, last), of the plant or of one product or line.
    T over(Metric metric, std::size_t first, std::size_t last, By by = By::plant,
           std::size_t member = 0) const {
        const std::vector<T>& of = amounts(metric, by, member);
        const Nature nature = info_of(metric).nature;
        if (nature == Nature::level) return of[last - 1];
        const T sum = total(of, first, last);
        return nature == Nature::ratio ? per_unit(sum, total(made(by, member), first, last)) : sum;
    }
    /// Units made in each cell.
    const std::vector<T>& made(By by, std::size_t member) const {
        return amounts(Metric::units, by, member);
    }
    /// The metric's summand in each cell (a ratio's is its numerator), or its level there.
    const std::vector<T>& amounts(Metric metric, By by = By::plant, std::size_t member = 0) const {
        if (by == By::plant) return amounts_of(*this, metric);
        return amounts_of(projection.segment(by, member), metric);
    }

    /// A block's series, one value a path, as `use(index within the block, T)`.
    template <class Use> void for_each_value(const SeriesBlock& block, Use&& use) const {
        const Nature nature = info_of(block.metric).nature;
        const std::vector<T>& of = amounts(block.metric, block.by, block.member);
        const std::vector<T>& of_units = made(block.by, block.member);
        std::size_t from = first_shown_;
        int year = 0;
        Sum<T> running, running_units;
        for (std::size_t g = 0; g < block.groups.size(); ++g) {
            const Group& group = block.groups[g];
            if (block.view == View::year_on_year) {
                const Group& earlier = block.earlier[g];
                const T now = over(block.metric, group.first, group.last, block.by, block.member);
                const T then =
                    over(block.metric, earlier.first, earlier.last, block.by, block.member);
                use(g, select(then > T(0), now / max(then, T(1e-9)) - T(1), undefined()));
                continue;
            }
            if (block.view == View::period || nature == Nature::level) {
                const bool one_cell = group.last - group.first == 1 && nature != Nature::ratio;
                if (one_cell || nature == Nature::level) use(g, of[group.last - 1]);
                else use(g, over(block.metric, group.first, group.last, block.by, block.member));
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
                running_units += of_units[k];
            }
            from = group.last;
            use(g, nature == Nature::ratio ? per_unit(running.value(), running_units.value())
                                           : running.value());
        }
    }

private:
    template <class Row, class Path> static const std::vector<T>& read(const Path& path) {
        return decltype(Row::read){}(path);
    }
    template <class Path> static const std::vector<T>& amounts_of(const Path& path, Metric metric) {
        using Read = const std::vector<T>& (*)(const Path&);
        static constexpr auto reads = of_metric_rows(
            []<class Row>(const Row&) -> Read { return &PathFigures::template read<Row, Path>; });
        return reads[static_cast<std::size_t>(metric)](path);
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
