#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/plant/arrival.hpp"
#include "rampcast/uncertainty/noise.hpp"

namespace rampcast {

/// A component the products take: what arrives of it. Unused stock is kept.
template <class T> struct ComponentOf {
    using scalar = T;
    std::string name{}; ///< the component's name, unique in the plant
    /// rates of arrival by date or milestone; none before the first
    std::vector<ArrivalOf<T>> arrivals{};
    T multiplier = T(1); ///< factor on all arrivals
    T opening_stock{};   ///< pieces in stock when the projection begins
    /// money a piece, without VAT, paid for what arrives whether it is used or not; it is part of
    /// the products' material. 0: pieces are paid for with the units they are used in
    T price{};
    T spare_share{};  ///< pieces lost to repair for each piece built in
    T return_share{}; ///< share of what arrives that is faulty and goes back
    /// persistent monthly shock on arrivals
    std::optional<NoiseOf<T>> noise{};

    static constexpr std::string_view type_name = "Component";
    static constexpr std::string_view meaning =
        "A component that limits output: what arrives of it, and when. Unused stock is kept.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &ComponentOf::name, "the component's name, unique in the plant").needed(),
            param("arrivals", &ComponentOf::arrivals, "pieces/year", bounds::any,
                  "rates of arrival by date or milestone; none before the first")
                .needed(),
            param("multiplier", &ComponentOf::multiplier, "1", bounds::non_negative,
                  "factor on all arrivals"),
            param("opening_stock", &ComponentOf::opening_stock, "pieces", bounds::non_negative,
                  "pieces in stock when the projection begins"),
            param("price", &ComponentOf::price, "currency/piece", bounds::non_negative,
                  "money a piece, without VAT, paid for what arrives whether it is used or not; it "
                  "is part of the products' material. 0: pieces are paid for with the units they "
                  "are used in"),
            param("spare_share", &ComponentOf::spare_share, "1", bounds::non_negative,
                  "pieces lost to repair for each piece built in"),
            param("return_share", &ComponentOf::return_share, "1",
                  Bounds{.lower = 0, .upper = 1, .upper_open = true},
                  "share of what arrives that is faulty and goes back"),
            param("noise", &ComponentOf::noise, "persistent monthly shock on arrivals")};
    }
    bool operator==(const ComponentOf&) const = default;
};

} // namespace rampcast
