#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// A single large order that may come: how much, when, and how likely.
template <class T> struct ContractOf {
    using scalar = T;
    std::string name{}; ///< the contract's name, unique among the orders
    T units{};          ///< units it is for
    /// the day the order is placed; a uniform distribution for a window
    T on{};
    T chance = T(1); ///< probability that it is placed at all
    /// name of the product it is for; empty: what the orders it stands with are for
    std::string product{};

    static constexpr std::string_view type_name = "Contract";
    static constexpr std::string_view meaning =
        "A single large order that may come: how much, when, and how likely.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &ContractOf::name, "the contract's name, unique among the orders")
                .needed(),
            param("units", &ContractOf::units, "units", bounds::non_negative, "units it is for")
                .needed(),
            param("on", &ContractOf::on, "date", bounds::any,
                  "the day the order is placed; a uniform distribution for a window")
                .needed(),
            param("chance", &ContractOf::chance, "1", bounds::share,
                  "probability that it is placed at all"),
            param("product", &ContractOf::product,
                  "name of the product it is for; empty: what the orders it stands with are for")};
    }
    bool operator==(const ContractOf&) const = default;
};

} // namespace rampcast
