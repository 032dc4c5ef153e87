#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/uncertainty/noise.hpp"

namespace rampcast {

/// A price path: a level on a date, its erosion with time or with cumulated output, a random walk
/// and a persistent shock.
template <class T> struct PriceOf {
    using scalar = T;
    T start{}; ///< price a unit at the start, in the plant's currency
    /// the date of that price; left out: the plant's as-of date
    std::optional<T> on{};
    /// share by which the price falls each year; negative where it rises
    T erosion_per_year{};
    /// factor on the price each time the product's cumulated units double
    std::optional<T> learning_rate{};
    /// cumulated units the starting price belongs to, for `learning_rate`
    T units_at_start = T(1);
    /// standard deviation of the log price's random walk after one year; mean kept
    T volatility_per_year{};
    /// persistent monthly shock on the price
    std::optional<NoiseOf<T>> noise{};
    /// true: the price is stated with VAT, which is taken out at the plant's rate
    bool includes_vat = false;
    std::string currency{}; ///< where stated, it must be the plant's currency

    static constexpr std::string_view type_name = "Price";
    static constexpr std::string_view meaning =
        "A price path: a starting level, erosion by time or by experience, and its noise.";
    static constexpr auto params() {
        return std::tuple{
            param("start", &PriceOf::start, "currency/unit", bounds::non_negative,
                  "price a unit at the start, in the plant's currency")
                .needed(),
            param("on", &PriceOf::on, "date", bounds::any,
                  "the date of that price; left out: the plant's as-of date"),
            param("erosion_per_year", &PriceOf::erosion_per_year, "1/year",
                  Bounds{.lower = -10, .upper = 1, .upper_open = true},
                  "share by which the price falls each year; negative where it rises"),
            param("learning_rate", &PriceOf::learning_rate, "1",
                  Bounds{.lower = 0, .upper = 1.5, .lower_open = true},
                  "factor on the price each time the product's cumulated units double"),
            param("units_at_start", &PriceOf::units_at_start, "units", bounds::positive,
                  "cumulated units the starting price belongs to, for `learning_rate`"),
            param("volatility_per_year", &PriceOf::volatility_per_year, "1/year^0.5",
                  Bounds{.lower = 0, .upper = 3},
                  "standard deviation of the log price's random walk after one year; mean kept"),
            param("noise", &PriceOf::noise, "persistent monthly shock on the price"),
            param("includes_vat", &PriceOf::includes_vat,
                  "true: the price is stated with VAT, which is taken out at the plant's rate"),
            param("currency", &PriceOf::currency, "where stated, it must be the plant's currency")};
    }
    bool operator==(const PriceOf&) const = default;
};

} // namespace rampcast
