#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/plant/arrival.hpp"
#include "rampcast/plant/contract.hpp"
#include "rampcast/uncertainty/noise.hpp"

namespace rampcast {

/// What becomes of orders that a period does not fill.
enum class Unfilled { carried, lost };
inline constexpr std::array<std::string_view, 2> unfilled_names{"carried", "lost"};
constexpr const auto& words_of(Unfilled) { return unfilled_names; }

/// Orders for the plant's units: for one product, or for any.
template <class T> struct OrdersOf {
    using scalar = T;
    /// rates of arrival by date or milestone; none before the first
    std::vector<ArrivalOf<T>> arrivals{};
    T multiplier = T(1); ///< factor on all orders
    T opening_backlog{}; ///< unfilled orders when the projection begins
    /// single large orders on top of the rates
    std::vector<ContractOf<T>> contracts{};
    /// finished units that may be built ahead of orders and kept in stock, from which these are
    /// served first; 0: none
    T build_ahead_units{};
    /// what becomes of orders a period does not fill: carried or lost
    Unfilled unfilled = Unfilled::carried;
    /// rate at which carried orders are cancelled, as a share of them
    T cancelled_per_year{};
    /// persistent monthly shock on orders: how lumpy they are
    std::optional<NoiseOf<T>> noise{};
    /// name of the product they are for; empty: any, by the mix
    std::string product{};
    /// factor on what comes in each calendar month, from January on: twelve, 1 on average; none:
    /// all months are alike
    std::vector<T> season{};

    static constexpr std::string_view type_name = "Orders";
    static constexpr std::string_view meaning =
        "Orders for the plant's units: for one product, or for any.";
    static constexpr auto params() {
        return std::tuple{
            param("arrivals", &OrdersOf::arrivals, "units/year", bounds::any,
                  "rates of arrival by date or milestone; none before the first")
                .needed(),
            param("multiplier", &OrdersOf::multiplier, "1", bounds::non_negative,
                  "factor on all orders"),
            param("opening_backlog", &OrdersOf::opening_backlog, "units", bounds::non_negative,
                  "unfilled orders when the projection begins"),
            param("contracts", &OrdersOf::contracts, "single large orders on top of the rates"),
            param("build_ahead_units", &OrdersOf::build_ahead_units, "units", bounds::non_negative,
                  "finished units that may be built ahead of orders and kept in stock, from which "
                  "these are served first; 0: none"),
            param("unfilled", &OrdersOf::unfilled,
                  "what becomes of orders a period does not fill: carried or lost"),
            param("cancelled_per_year", &OrdersOf::cancelled_per_year, "1/year",
                  Bounds{.lower = 0, .upper = 100},
                  "rate at which carried orders are cancelled, as a share of them"),
            param("noise", &OrdersOf::noise,
                  "persistent monthly shock on orders: how lumpy they are"),
            param("product", &OrdersOf::product,
                  "name of the product they are for; empty: any, by the mix"),
            param("season", &OrdersOf::season, "1", bounds::non_negative,
                  "factor on what comes in each calendar month, from January on: twelve, 1 on "
                  "average; none: all months are alike")};
    }
    bool operator==(const OrdersOf&) const = default;
};
template <class T> std::string key_text(const OrdersOf<T>& orders) { return orders.product; }

} // namespace rampcast
