#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/time/date.hpp"
#include "rampcast/uncertainty/uncertain.hpp"

namespace rampcast {

/// What was announced: so many units, so much value, or both, in every year of the timeline from a date;
/// or so much of any metric in other periods (`metric`, `at_least`, `period`).
struct Target {
    std::string name{}; ///< the target's name, unique in the plant
    /// it holds for years, or periods of the step, that begin on or after this date
    std::optional<Date> from{};
    std::optional<double> units_per_year{}; ///< units a year
    /// output value a year, without VAT
    std::optional<double> value_per_year{};
    std::string metric = "units";     ///< what `at_least` counts, by the name a forecast has for it
    std::optional<double> at_least{}; ///< so much in a period
    /// a period such as `2025-Q3` or `FY2025`, or a step such as `week` for each of its periods
    std::string period{};
    /// one period of the step that ends on this day or earlier suffices
    std::optional<Date> by{};
    std::string product{}; ///< name of the product it is for; empty: the whole plant
    Provenance stated{};   ///< where the target comes from

    static constexpr std::string_view type_name = "Target";
    static constexpr std::string_view meaning =
        "What was announced: units, value, or both, in every year from a date on; or so much of "
        "any "
        "metric in other periods (metric, at_least, period).";
    static constexpr auto params() {
        return std::tuple{
            param("name", &Target::name, "the target's name, unique in the plant").needed(),
            param("from", &Target::from,
                  "it holds for years, or periods of the step, that begin on or after "
                  "this date"),
            param("units_per_year", &Target::units_per_year, "units/year", bounds::positive,
                  "units a year"),
            param("value_per_year", &Target::value_per_year, "currency/year", bounds::positive,
                  "output value a year, without VAT"),
            param("metric", &Target::metric,
                  "what `at_least` counts, by the name a forecast has for it"),
            param("at_least", &Target::at_least, "units or currency", bounds::any,
                  "so much in a period"),
            param("period", &Target::period,
                  "a period such as `2025-Q3` or `FY2025`, or a step such as `week` for each of "
                  "its periods"),
            param("by", &Target::by,
                  "one period of the step that ends on this day or earlier suffices"),
            param("product", &Target::product,
                  "name of the product it is for; empty: the whole plant"),
            param("stated", &Target::stated, "where the target comes from")};
    }
    bool operator==(const Target&) const = default;
};

/// What was reported for a past period. Within a forecast it stands in for what is forecast there.
struct Actual {
    /// the period, such as `2023`, `2023-Q4`, `2023-12` or `FY2023`
    std::string period{};
    std::optional<double> units{}; ///< units made
    std::optional<double> value{}; ///< output value, without VAT
    Provenance stated{};           ///< where the figures come from

    static constexpr std::string_view type_name = "Actual";
    static constexpr std::string_view meaning =
        "What was reported for a past period. Within a forecast it stands in for what is forecast "
        "there.";
    static constexpr auto params() {
        return std::tuple{
            param("period", &Actual::period,
                  "the period, such as `2023`, `2023-Q4`, `2023-12` or `FY2023`")
                .needed(),
            param("units", &Actual::units, "units", bounds::non_negative, "units made"),
            param("value", &Actual::value, "currency", bounds::non_negative,
                  "output value, without VAT"),
            param("stated", &Actual::stated, "where the figures come from")};
    }
    bool operator==(const Actual&) const = default;
};
inline std::string key_text(const Actual& actual) { return actual.period; }

} // namespace rampcast
