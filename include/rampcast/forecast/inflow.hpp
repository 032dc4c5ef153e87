#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "rampcast/forecast/grid.hpp"
#include "rampcast/plant/arrival.hpp"

namespace rampcast {

/// A rate by date, spread over the cells of a grid.
template <class T> class Inflow {
public:
    Inflow() = default;
    /// @param points the rates on the projection's scalar; they must outlive this object
    Inflow(const std::vector<ArrivalOf<T>>& points, const Grid& grid)
        : points_(&points), rates_(points.size()) {
        for (const Cell& cell : grid.cells) {
            auto& weights = weights_.emplace_back();
            const double length = cell.end_day - cell.start_day;
            for (std::size_t i = 0; i < points.size(); ++i) {
                const double from = std::max(cell.start_day, grid.day(points[i].from));
                const double to = i + 1 < points.size()
                                      ? std::min(cell.end_day, grid.day(points[i + 1].from))
                                      : cell.end_day;
                if (to > from) weights.emplace_back(i, cell.years * (to - from) / length);
            }
            begun_.push_back(!points.empty() && grid.day(points[0].from) <= cell.start_day);
        }
    }

    /// Reads the rates of a path, all times a factor.
    void start(const T& multiplier) {
        for (std::size_t i = 0; i < rates_.size(); ++i) {
            const ArrivalOf<T>& point = (*points_)[i];
            rates_[i] =
                point.per_year ? *point.per_year * multiplier : rates_[i - 1] * *point.growth;
        }
    }
    /// What comes in a cell.
    T amount(std::size_t k) const {
        T sum(0);
        for (const auto& [i, weight] : weights_[k]) sum += rates_[i] * T(weight);
        return sum;
    }
    /// Whether the first rate is in force all through a cell.
    bool begun(std::size_t k) const { return begun_[k]; }

private:
    const std::vector<ArrivalOf<T>>* points_ = nullptr;
    std::vector<std::vector<std::pair<std::size_t, double>>> weights_; ///< by cell
    std::vector<bool> begun_;
    std::vector<T> rates_;
};

} // namespace rampcast
