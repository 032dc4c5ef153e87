#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/plant/setting.hpp"
#include "rampcast/uncertainty/uncertain.hpp"

namespace rampcast {

/// One option of a set of alternatives: its weight and the parameters it overrides.
struct Option {
    std::string name{}; ///< the option's name, unique in its set
    double weight{};    ///< probability of the option; a set's weights sum to 1
    /// new values by dotted path: `line.L1.ramp.midpoint_days`, `mix`, `orders.multiplier`
    SettingsOf<Uncertain> set{};

    static constexpr std::string_view type_name = "Option";
    static constexpr std::string_view meaning =
        "One option of a set of alternatives: its weight and the parameters it overrides.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &Option::name, "the option's name, unique in its set").needed(),
            param("weight", &Option::weight, "1", bounds::share,
                  "probability of the option; a set's weights sum to 1")
                .needed(),
            param("set", &Option::set, "", bounds::any,
                  "new values by dotted path: `line.L1.ramp.midpoint_days`, `mix`, "
                  "`orders.multiplier`")};
    }
    bool operator==(const Option&) const = default;
};

/// A question whose answer is one of several readings: weighted options, each overriding any
/// parameters. Every combination of the options of all sets is forecast.
struct Alternatives {
    std::string name{};            ///< the question, unique in the plant
    std::vector<Option> options{}; ///< the options; weights sum to 1

    static constexpr std::string_view type_name = "Alternatives";
    static constexpr std::string_view meaning =
        "A set of weighted options, each overriding parameters of the plant.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &Alternatives::name, "the question, unique in the plant").needed(),
            param("options", &Alternatives::options, "the options; weights sum to 1").needed()};
    }
    bool operator==(const Alternatives&) const = default;
};

} // namespace rampcast
