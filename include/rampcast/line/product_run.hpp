#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// A run of one product in the sequence that a line repeats.
template <class T> struct ProductRunOf {
    using scalar = T;
    std::string product{}; ///< name of the product
    T pieces = T(1);       ///< pieces made before the next product; a whole number

    static constexpr std::string_view type_name = "ProductRun";
    static constexpr std::string_view meaning =
        "A run of one product in the sequence that a line repeats.";
    static constexpr auto params() {
        return std::tuple{param("product", &ProductRunOf::product, "name of the product").needed(),
                          param("pieces", &ProductRunOf::pieces, "1", Bounds{.lower = 1},
                                "pieces made before the next product; a whole number")};
    }
    bool operator==(const ProductRunOf&) const = default;
};

} // namespace rampcast
