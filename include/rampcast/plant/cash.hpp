#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// Working capital and the terms of trade. All days may be uncertain.
template <class T> struct CashOf {
    using scalar = T;
    T opening{};              ///< cash when the projection begins
    T credit_line{};          ///< how far cash may fall below 0
    T credit_rate_per_year{}; ///< interest a year on what is drawn of it
    /// days from the receipt of material to its payment; negative: paid before
    T material_days{};
    /// days from the receipt of material to the unit made of it
    T material_stock_days{};
    T advance_share{};   ///< share of the price that customers pay in advance
    T advance_days{};    ///< days before acceptance that they pay it
    T collection_days{}; ///< days from acceptance until the rest is collected
    /// share of that rest taken in bills and discounted on acceptance
    T discounted_share{};
    /// discount on such bills, for the days they would have run
    T bill_rate_per_year{};
    T discount_rate_per_year{}; ///< effective rate of the net present value
    /// true: VAT on purchases beyond that on sales is carried forward; false: it is paid back with
    /// the next month's
    bool vat_carried_forward = false;
    /// true: units whose payments exceed cash and credit are not made; false: they are, and cash
    /// shows what is missing
    bool limits_output = true;
    std::string currency{}; ///< where stated, it must be the plant's currency

    static constexpr std::string_view type_name = "Cash";
    static constexpr std::string_view meaning =
        "Working capital: cash, credit, and when material is paid and sales are collected.";
    static constexpr auto params() {
        constexpr Bounds days{.lower = 0, .upper = 3650};
        return std::tuple{
            param("opening", &CashOf::opening, "currency", bounds::any,
                  "cash when the projection begins"),
            param("credit_line", &CashOf::credit_line, "currency", bounds::non_negative,
                  "how far cash may fall below 0"),
            param("credit_rate_per_year", &CashOf::credit_rate_per_year, "1/year",
                  Bounds{.lower = 0, .upper = 1}, "interest a year on what is drawn of it"),
            param("material_days", &CashOf::material_days, "days",
                  Bounds{.lower = -3650, .upper = 3650},
                  "days from the receipt of material to its payment; negative: paid before"),
            param("material_stock_days", &CashOf::material_stock_days, "days", days,
                  "days from the receipt of material to the unit made of it"),
            param("advance_share", &CashOf::advance_share, "1", bounds::share,
                  "share of the price that customers pay in advance"),
            param("advance_days", &CashOf::advance_days, "days", days,
                  "days before acceptance that they pay it"),
            param("collection_days", &CashOf::collection_days, "days", days,
                  "days from acceptance until the rest is collected"),
            param("discounted_share", &CashOf::discounted_share, "1", bounds::share,
                  "share of that rest taken in bills and discounted on acceptance"),
            param("bill_rate_per_year", &CashOf::bill_rate_per_year, "1/year",
                  Bounds{.lower = 0, .upper = 1},
                  "discount on such bills, for the days they would have run"),
            param("discount_rate_per_year", &CashOf::discount_rate_per_year, "1/year",
                  Bounds{.lower = 0, .upper = 10}, "effective rate of the net present value"),
            param("vat_carried_forward", &CashOf::vat_carried_forward,
                  "true: VAT on purchases beyond that on sales is carried forward; false: it is "
                  "paid back with the next month's"),
            param("limits_output", &CashOf::limits_output,
                  "true: units whose payments exceed cash and credit are not made; false: they "
                  "are, and cash shows what is missing"),
            param("currency", &CashOf::currency, "where stated, it must be the plant's currency")};
    }
    bool operator==(const CashOf&) const = default;
};

} // namespace rampcast
