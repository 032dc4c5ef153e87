#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/rate_days.hpp"
#include "rampcast/forecast/reading.hpp"
#include "rampcast/line/mature_rate.hpp"
#include "rampcast/ramp/ramp.hpp"

namespace rampcast {

/// A rate by date, spread over the cells of a grid.
///
/// Where dates are uncertain or rates ramp, the rate is the sum of its changes, each times the
/// integral over a cell of the share reached of it since its moment.
template <class T> class Inflow {
public:
    Inflow() = default;
    /// @param stated the rates as written @param points on the projection's scalar; they must
    ///   outlive this object
    Inflow(const std::vector<Arrival>& stated, const std::vector<ArrivalOf<T>>& points,
           const RateBasis<T>& basis)
        : points_(&points), rates_(points.size()) {
        const Grid& grid = basis.grid;
        const auto days = midnights_of(stated, basis.dates.certain, grid);
        if (!days) {
            cells_ = &grid.cells;
            dates_ = &basis.dates;
            amounts_.resize(grid.cells.size());
            return;
        }
        for (const Cell& cell : grid.cells) {
            auto& weights = weights_.emplace_back();
            const double length = cell.end_day - cell.start_day;
            for (std::size_t i = 0; i < points.size(); ++i) {
                const double from = std::max(cell.start_day, (*days)[i]);
                const double to =
                    i + 1 < points.size() ? std::min(cell.end_day, (*days)[i + 1]) : cell.end_day;
                if (to > from) weights.emplace_back(i, cell.years * (to - from) / length);
            }
            begun_.push_back(!points.empty() && days->front() <= cell.start_day);
        }
    }

    /// Reads the rates of a path, all times a factor, its dates known.
    void start(const T& multiplier) {
        for (std::size_t i = 0; i < rates_.size(); ++i) {
            const ArrivalOf<T>& point = (*points_)[i];
            rates_[i] =
                point.per_year ? *point.per_year * multiplier : rates_[i - 1] * *point.growth;
        }
        if (dates_) spread();
    }
    /// What comes in a cell.
    T amount(std::size_t k) const {
        if (dates_) return amounts_[k];
        T sum(0);
        for (const auto& [i, weight] : weights_[k]) sum += rates_[i] * T(weight);
        return sum;
    }
    /// Whether the first rate may be in force in a cell; where all dates are certain, whether it is
    /// all through the cell.
    bool begun(std::size_t k) const { return dates_ || begun_[k]; }
    /// Whether the first rate may begin within a cell.
    bool begins_inside() const { return dates_ != nullptr; }
    /// The share of a cell before the first rate begins.
    T before(std::size_t k) const {
        const Cell& cell = (*cells_)[k];
        const T share =
            (moments_.front() - T(cell.start_day)) * T(1 / (cell.end_day - cell.start_day));
        return min(max(share, T(0)), T(1));
    }

private:
    void spread() {
        find_moments(*points_, *dates_, moments_);
        std::fill(amounts_.begin(), amounts_.end(), T(0));
        for (std::size_t i = 0; i < rates_.size(); ++i) {
            const T change = i > 0 ? rates_[i] - rates_[i - 1] : rates_[i];
            const T& from = moments_[i];
            if (!(*points_)[i].ramp) {
                add(change, from, [](const T&, const T&, const T& elapsed) { return elapsed; });
                continue;
            }
            CurveOf<T> curve = *(*points_)[i].ramp;
            set_mature_units_per_day(curve, max(change * T(1 / days_per_year), T(1e-6)));
            std::visit(
                [&](const auto& c) {
                    add(change, from, [&](const T& since, const T& upto, const T& elapsed) {
                        const T grown = c.integral(since, upto);
                        if constexpr (!is_lanes<T>) return grown;
                        return detail::unless_rounding(grown, elapsed, T(abs(from) + upto));
                    });
                },
                curve);
        }
    }
    /// Adds a change of the rate to all cells.
    /// @param days of it in full, as days(days since its moment at a cell's start and end, those
    ///   within)
    template <class Days> void add(const T& change, const T& from, Days&& days) {
        for (std::size_t k = 0; k < amounts_.size(); ++k) {
            const Cell& cell = (*cells_)[k];
            const double length = cell.end_day - cell.start_day;
            const T upto = max(T(cell.end_day) - from, T(0));
            const T since = max(T(cell.start_day) - from, T(0));
            amounts_[k] +=
                change * days(since, upto, min(upto, T(length))) * T(cell.years / length);
        }
    }

    const std::vector<ArrivalOf<T>>* points_ = nullptr;
    std::vector<std::vector<std::pair<std::size_t, double>>> weights_; ///< by cell
    std::vector<bool> begun_;
    std::vector<T> rates_;
    // where dates are uncertain or rates ramp
    const PathDates<T>* dates_ = nullptr;
    const std::vector<Cell>* cells_ = nullptr;
    std::vector<T> moments_{}, amounts_{};
};

} // namespace rampcast
