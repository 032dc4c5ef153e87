#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// A persistent shock on a level, month by month: log-level x_m = r x_(m-1) + sqrt(1 - r^2) e_m,
/// stationary from the first month, and the factor exp(sd x_m - sd^2 / 2) with mean one.
template <class T> struct NoiseOf {
    using scalar = T;
    T sd{}; ///< standard deviation of the log of a month's factor
    /// correlation of the log level with the month before
    T month_correlation{};

    static constexpr std::string_view type_name = "Noise";
    static constexpr std::string_view meaning =
        "A persistent shock on a level: a lognormal factor of mean one whose log follows an AR(1) "
        "process on calendar months.";
    static constexpr auto params() {
        return std::tuple{param("sd", &NoiseOf::sd, "1", Bounds{.lower = 0, .upper = 3},
                                "standard deviation of the log of a month's factor"),
                          param("month_correlation", &NoiseOf::month_correlation, "1",
                                Bounds{.lower = 0, .upper = 1, .upper_open = true},
                                "correlation of the log level with the month before")};
    }
    bool operator==(const NoiseOf&) const = default;
};

} // namespace rampcast
