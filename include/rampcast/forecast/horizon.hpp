#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "rampcast/forecast/lag.hpp"
#include "rampcast/plant/noise_streams.hpp"

namespace rampcast {

/// How far a projection runs on, unseen, so that what is seen does not depend on where the grid
/// ends.
struct Horizon {
    Grid made;            ///< the grid, and the cells whose units move money before its end
    Grid booked;          ///< the same, and the cells in which money of all those units moves
    double most_days = 0; ///< from a unit made to the last of its money
};

namespace detail {

/// Days from a unit made to the first and the last of its money.
struct CashReach {
    double least = 0, most = 0;
};
inline CashReach cash_reach(const Plant& plant) {
    // One draw in 300,000 lies beyond; what it moves later is missing from what is unseen.
    constexpr double reach = 4.5;
    const auto lag = [](const Uncertain& days) { return lag_of(days, 0.0, reach); };
    const Cash& cash = *plant.cash;
    Lag<double> acceptance{};
    if (plant.sales) acceptance = lag(plant.sales->stock_days) + lag(plant.sales->acceptance_days);
    const Lag<double> receipt = -lag(cash.material_stock_days);
    const Lag<double> payment = receipt + lag(cash.material_days);
    const Lag<double> advance = acceptance + -lag(cash.advance_days);
    const Lag<double> collection = acceptance + lag(cash.collection_days);
    const double tax = plant.vat_rate > 0 ? 46 : 0; // to the 15th of the month after
    CashReach days{.least = std::min({0.0, receipt.least, payment.least}),
                   .most = std::max({acceptance.most + tax, payment.most, collection.most})};
    if (is_used(cash.advance_share)) days.least = std::min(days.least, advance.least);
    return days;
}

/// The grid, longer by so many days, to the end of a month.
inline Grid lengthened(Grid grid, const Plant& plant, double days) {
    constexpr double longest = 4000;
    const Date from = grid.cells.back().days.end;
    const Date upto =
        from + std::chrono::days{static_cast<int>(std::ceil(std::min(days, longest)))};
    const Date end = std::min(month_start(month_index(upto - std::chrono::days{1}) + 1),
                              month_start(12 * (last_year + 1)));
    if (days > 0 && from < end)
        append_cells(grid, plant, {.start = from, .end = end, .step = grid.step}, false);
    return grid;
}

} // namespace detail

/// @param plant as written @param keeps_cash its cash is kept at all @param shows_cash it is seen
inline Horizon horizon(const Plant& plant, const Grid& grid, bool keeps_cash, bool shows_cash) {
    if (!keeps_cash) return {grid, grid};
    const detail::CashReach reach = detail::cash_reach(plant);
    Grid made = shows_cash ? detail::lengthened(grid, plant, -reach.least) : grid;
    Grid booked = detail::lengthened(made, plant, reach.most);
    return {std::move(made), std::move(booked), reach.most};
}

} // namespace rampcast
