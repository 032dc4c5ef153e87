#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// From a unit made to revenue: what lies between the plant's output value and its parent's books.
template <class T> struct SalesOf {
    using scalar = T;
    T stock_days{}; ///< days a unit stands in stock before it is shipped
    /// days from shipping to the customer's acceptance, when revenue counts
    T acceptance_days{};
    T own_use_share{};  ///< share of the units that the group keeps for itself
    T ownership = T(1); ///< the parent's share in the plant

    static constexpr std::string_view type_name = "Sales";
    static constexpr std::string_view meaning =
        "From a unit made to revenue: stock, acceptance, own use, the parent's share.";
    static constexpr auto params() {
        return std::tuple{
            param("stock_days", &SalesOf::stock_days, "days", Bounds{.lower = 0, .upper = 3650},
                  "days a unit stands in stock before it is shipped"),
            param("acceptance_days", &SalesOf::acceptance_days, "days",
                  Bounds{.lower = 0, .upper = 3650},
                  "days from shipping to the customer's acceptance, when revenue counts"),
            param("own_use_share", &SalesOf::own_use_share, "1", bounds::share,
                  "share of the units that the group keeps for itself"),
            param("ownership", &SalesOf::ownership, "1", bounds::share,
                  "the parent's share in the plant")};
    }
    bool operator==(const SalesOf&) const = default;
};

} // namespace rampcast
