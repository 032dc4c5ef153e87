#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "rampcast/uncertainty/distribution_checks.hpp"
#include "rampcast/uncertainty/level.hpp"
#include "rampcast/uncertainty/moments.hpp"

namespace rampcast {

/// A positive number, gamma distributed: mean shape × scale, sd sqrt(shape) × scale.
struct Gamma {
    double shape = 1; ///< shape; 1 is exponential
    double scale = 1; ///< scale: the mean divided by the shape

    static constexpr std::string_view type_name = "Gamma";
    static constexpr std::string_view tag = "gamma";
    static constexpr std::string_view meaning = "A positive number, gamma distributed";
    static constexpr auto params() {
        return std::tuple{
            param("shape", &Gamma::shape, "1", bounds::shape, "shape; 1 is exponential").needed(),
            param("scale", &Gamma::scale, "", bounds::positive_value,
                  "scale: the mean divided by the shape")
                .needed(),
        };
    }

    /// Throws `Error` unless shape is from 0.01 to 1e8 and scale > 0, both finite.
    void validate(const std::string& place) const { detail::check_ranges(*this, place); }
    Moments moments() const { return {shape * scale, std::sqrt(shape) * scale}; }
    /// Least and greatest value.
    std::pair<double, double> support() const {
        return {0, std::numeric_limits<double>::infinity()};
    }
    /// The distribution of `factor` times this number, factor > 0.
    Gamma scaled(double factor) const {
        detail::check_factor(factor);
        return {shape, scale * factor};
    }
    /// Throws `Error` unless `offset` is 0: the range always starts at 0.
    Gamma shifted(double offset) const {
        detail::check_no_offset(*this, offset);
        return *this;
    }
    /// The value at a probability level.
    RAMPCAST_INLINE double value_at(const detail::Level& level) const;

    /// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
    double quantile(double p) const { return value_at(detail::Level::of_p(p)); }
    /// The value at the standard normal variable `z`, precise in both tails.
    double quantile_z(double z) const { return value_at(detail::Level::of_z(z)); }

    bool operator==(const Gamma&) const = default;
};

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/uncertainty/gamma_body.hpp"
#endif
