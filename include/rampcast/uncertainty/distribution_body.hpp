#pragma once

#include <string>
#include <utility>
#include <variant>

#include "rampcast/uncertainty/distribution.hpp"

/// What `distribution.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE void validate(const Distribution& distribution, const std::string& place) {
    std::visit([&](const auto& d) { d.validate(place); }, distribution);
}

RAMPCAST_INLINE double quantile(const Distribution& distribution, double p) {
    return std::visit([&](const auto& d) { return d.quantile(p); }, distribution);
}

RAMPCAST_INLINE double quantile_z(const Distribution& distribution, double z) {
    return std::visit([&](const auto& d) { return d.quantile_z(z); }, distribution);
}

RAMPCAST_INLINE Moments moments(const Distribution& distribution) {
    return std::visit([](const auto& d) { return d.moments(); }, distribution);
}

RAMPCAST_INLINE std::pair<double, double> support(const Distribution& distribution) {
    return std::visit([](const auto& d) { return d.support(); }, distribution);
}

RAMPCAST_INLINE Distribution scaled(const Distribution& distribution, double factor) {
    return std::visit([&](const auto& d) -> Distribution { return d.scaled(factor); },
                      distribution);
}

RAMPCAST_INLINE Distribution shifted(const Distribution& distribution, double offset) {
    return std::visit([&](const auto& d) -> Distribution { return d.shifted(offset); },
                      distribution);
}

} // namespace rampcast
