#pragma once

#include <map>
#include <optional>
#include <string>

#include "rampcast/value/price.hpp"

namespace rampcast {

/// What the plant sells: its price path and the components a unit takes.
template <class T> struct ProductOf {
    using scalar = T;
    std::string name{};
    std::optional<PriceOf<T>> price{};
    std::map<std::string, T> components{};

    static constexpr std::string_view type_name = "Product";
    static constexpr std::string_view meaning =
        "What the plant makes: its price and the components a unit takes.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &ProductOf::name, "the product's name, unique in the plant").needed(),
            param("price", &ProductOf::price, "its price path; none: it counts as units only"),
            param("components", &ProductOf::components, "1", bounds::non_negative,
                  "pieces of each component a unit takes")};
    }
    bool operator==(const ProductOf&) const = default;
};

} // namespace rampcast
