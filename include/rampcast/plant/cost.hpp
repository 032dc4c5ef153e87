#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/plant/arrival.hpp"

namespace rampcast {

/// A running cost: so much a year, a unit or a person, or several of these.
template <class T> struct CostOf {
    using scalar = T;
    std::string name{};                ///< the cost's name, unique among the plant's costs
    std::vector<ArrivalOf<T>> rates{}; ///< money a year by date or milestone, without VAT
    T per_unit{};                      ///< money for each unit made, without VAT
    /// money a year for each person there, without VAT
    T per_person_per_year{};
    /// the group of people that `per_person_per_year` counts; empty: all groups
    std::string people{};
    /// true: bought from others, so intermediate input, and with VAT on top; false: wages and the
    /// like
    bool bought_in = true;
    std::string currency{}; ///< where stated, it must be the plant's currency

    static constexpr std::string_view type_name = "Cost";
    static constexpr std::string_view meaning =
        "A running cost besides material: so much a year, a unit or a person.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &CostOf::name, "the cost's name, unique among the plant's costs")
                .needed(),
            param("rates", &CostOf::rates, "currency/year", bounds::any,
                  "money a year by date or milestone, without VAT"),
            param("per_unit", &CostOf::per_unit, "currency/unit", bounds::non_negative,
                  "money for each unit made, without VAT"),
            param("per_person_per_year", &CostOf::per_person_per_year, "currency/person/year",
                  bounds::non_negative, "money a year for each person there, without VAT"),
            param("people", &CostOf::people,
                  "the group of people that `per_person_per_year` counts; empty: all groups"),
            param("bought_in", &CostOf::bought_in,
                  "true: bought from others, so intermediate input, and with VAT on top; false: "
                  "wages and the like"),
            param("currency", &CostOf::currency, "where stated, it must be the plant's currency")};
    }
    bool operator==(const CostOf&) const = default;
};

} // namespace rampcast
