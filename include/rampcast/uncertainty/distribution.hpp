#pragma once

#include <string>
#include <utility>
#include <variant>

#include "rampcast/uncertainty/beta.hpp"
#include "rampcast/uncertainty/discrete.hpp"
#include "rampcast/uncertainty/empirical.hpp"
#include "rampcast/uncertainty/gamma.hpp"
#include "rampcast/uncertainty/lognormal.hpp"
#include "rampcast/uncertainty/metalog.hpp"
#include "rampcast/uncertainty/normal.hpp"
#include "rampcast/uncertainty/pert.hpp"
#include "rampcast/uncertainty/triangular.hpp"
#include "rampcast/uncertainty/uniform.hpp"

namespace rampcast {

/// What is known of an uncertain number.
using Distribution = std::variant<Uniform, Normal, LogNormal, Triangular, Pert, Beta, Gamma,
                                  Discrete, Empirical, Metalog>;

/// Throws `Error` at `place` where a parameter is not allowed.
inline void validate(const Distribution& distribution, const std::string& place) {
    std::visit([&](const auto& d) { d.validate(place); }, distribution);
}

/// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
inline double quantile(const Distribution& distribution, double p) {
    return std::visit([&](const auto& d) { return d.quantile(p); }, distribution);
}

/// The value at the standard normal variable `z`, precise in both tails.
inline double quantile_z(const Distribution& distribution, double z) {
    return std::visit([&](const auto& d) { return d.quantile_z(z); }, distribution);
}

/// Mean and standard deviation; infinite where the tail is too heavy.
inline Moments moments(const Distribution& distribution) {
    return std::visit([](const auto& d) { return d.moments(); }, distribution);
}
inline double mean(const Distribution& distribution) { return moments(distribution).mean; }
inline double sd(const Distribution& distribution) { return moments(distribution).sd; }

/// Least and greatest value; infinite where there is none.
inline std::pair<double, double> support(const Distribution& distribution) {
    return std::visit([](const auto& d) { return d.support(); }, distribution);
}

/// The distribution of `factor` times the number. Throws `Error` unless factor > 0.
inline Distribution scaled(const Distribution& distribution, double factor) {
    return std::visit([&](const auto& d) -> Distribution { return d.scaled(factor); },
                      distribution);
}

/// The distribution of the number plus `offset`. Throws `Error` for kinds whose range always
/// starts at 0.
inline Distribution shifted(const Distribution& distribution, double offset) {
    return std::visit([&](const auto& d) -> Distribution { return d.shifted(offset); },
                      distribution);
}

} // namespace rampcast
