#pragma once

#include <vector>

#include "rampcast/plant/arrival.hpp"
#include "rampcast/uncertainty/noise.hpp"

namespace rampcast {

/// Orders for the plant's units, all products together. Unfilled orders are kept.
template <class T> struct OrdersOf {
    using scalar = T;
    std::vector<ArrivalOf<T>> arrivals{};
    T multiplier = T(1);
    T opening_backlog{};
    std::optional<NoiseOf<T>> noise{};

    static constexpr std::string_view type_name = "Orders";
    static constexpr std::string_view meaning =
        "Orders for the plant's units, all products together. Unfilled orders are kept.";
    static constexpr auto params() {
        return std::tuple{param("arrivals", &OrdersOf::arrivals,
                                "rates of arrival by date; none before the first")
                              .needed(),
                          param("multiplier", &OrdersOf::multiplier, "1", bounds::non_negative,
                                "factor on all orders"),
                          param("opening_backlog", &OrdersOf::opening_backlog, "units",
                                bounds::non_negative, "unfilled orders when the projection begins"),
                          param("noise", &OrdersOf::noise,
                                "persistent monthly shock on orders: how lumpy they are")};
    }
    bool operator==(const OrdersOf&) const = default;
};

} // namespace rampcast
