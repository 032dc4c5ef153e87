#pragma once

#include <cstddef>

#include "rampcast/core/math.hpp"
#include "rampcast/uncertainty/noise.hpp"

namespace rampcast {

/// A persistent monthly shock as a projection runs it.
template <class T> struct Shock {
    std::size_t stream = 0; ///< of the projection's noise
    const NoiseOf<T>* noise = nullptr;
    T level{};       ///< of the log, in standard deviations
    T factor = T(1); ///< on what it shocks
    bool begun = false;

    /// Moves on to a month. @param draws `noise(stream, month)` gives standard normal values
    template <class Draws> void advance(Draws& draws, int month) {
        const T& e = draws.noise(stream, month);
        if (begun)
            level = fused([](const auto& before, const auto& r,
                             const auto& now) { return r * before + sqrt(1.0 - r * r) * now; },
                          level, noise->month_correlation, e);
        else level = e;
        begun = true;
        factor = fused([](const auto& x, const auto& sd) { return exp(sd * x - 0.5 * sd * sd); },
                       level, noise->sd);
    }
};

} // namespace rampcast
