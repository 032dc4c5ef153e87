#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>

#include "rampcast/ramp/ramp.hpp"
#include "rampcast/time/when.hpp"
#include "rampcast/value/price.hpp"

namespace rampcast {

/// Whose material a product is made of.
enum class Material {
    own,       ///< bought by the plant
    consigned, ///< the customer's, never on the plant's books: output value is the processing fee
    buy_sell   ///< bought from the customer and sold back: output value in full, revenue net
};
inline constexpr std::array<std::string_view, 3> material_names{"own", "consigned", "buy_sell"};
constexpr const auto& words_of(Material) { return material_names; }

/// What the plant sells: its price path, its material and the components a unit takes.
template <class T> struct ProductOf {
    using scalar = T;
    std::string name{}; ///< the product's name, unique in the plant
    /// its price path; none: it counts as units only
    std::optional<PriceOf<T>> price{};
    /// share of the price without VAT that material costs
    T material_share{};
    /// whose material it is: own, consigned (the customer's; only the processing fee counts) or
    /// buy_sell (bought from the customer and sold back; revenue counts it net)
    Material material = Material::own;
    /// share of the material that is consigned, or bought and sold back
    T customer_share = T(1);
    /// pieces of each component a unit takes
    std::map<std::string, T> components{};
    /// work of the lines a unit takes, as a multiple of that of the units their rates count
    T line_work = T(1);
    /// the date from which it can be made, or the milestone it starts at; left out: as long as lines
    /// run
    WhenOf<T> starts{};
    /// share of the lines' rate at which it is made, in calendar days since its start; none: all at
    /// once
    std::optional<CurveOf<T>> ramp{};

    static constexpr std::string_view type_name = "Product";
    static constexpr std::string_view meaning =
        "What the plant makes: its price, its material and the components a unit takes.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &ProductOf::name, "the product's name, unique in the plant").needed(),
            param("price", &ProductOf::price, "its price path; none: it counts as units only"),
            param("material_share", &ProductOf::material_share, "1", bounds::share,
                  "share of the price without VAT that material costs"),
            param("material", &ProductOf::material,
                  "whose material it is: own, consigned (the customer's; only the processing fee "
                  "counts) or buy_sell (bought from the customer and sold back; revenue counts it "
                  "net)"),
            param("customer_share", &ProductOf::customer_share, "1", bounds::share,
                  "share of the material that is consigned, or bought and sold back"),
            param("components", &ProductOf::components, "pieces/unit", bounds::non_negative,
                  "pieces of each component a unit takes"),
            param("line_work", &ProductOf::line_work, "1", bounds::positive,
                  "work of the lines a unit takes, as a multiple of that of the units their rates "
                  "count"),
            param("starts", &ProductOf::starts, "date", bounds::any,
                  "the date from which it can be made, or the milestone it starts at; left out: as "
                  "long as lines run"),
            param("ramp", &ProductOf::ramp,
                  "share of the lines' rate at which it is made, in calendar days since its start; "
                  "none: all at once")};
    }
    bool operator==(const ProductOf&) const = default;
};

/// True where a product's start is stated, before which it cannot be made.
template <class T> bool has_start(const ProductOf<T>& product) {
    const auto* name = std::get_if<std::string>(&product.starts);
    return !name || !name->empty();
}

} // namespace rampcast
