#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/uncertainty/noise.hpp"

namespace rampcast {

/// The names of a projection's noise streams, in the order in which it asks for them.
struct Streams {
    std::vector<std::string> names{};

    /// Adds a stream. @returns its number
    std::size_t add(std::string name) {
        names.push_back(std::move(name));
        return names.size() - 1;
    }
};

/// A persistent monthly shock as a projection runs it.
template <class T> struct Shock {
    std::size_t stream = 0; ///< of the projection's noise
    const NoiseOf<T>* noise = nullptr;
    T level{};       ///< of the log, in standard deviations
    T innovation{};  ///< what a month adds to it, in the same
    T factor = T(1); ///< on what it shocks
    bool begun = false;

    /// Begins a path: reads its numbers.
    void start() {
        begun = false;
        innovation = sqrt(T(1) - noise->month_correlation * noise->month_correlation);
    }

    /// Moves on to a month. @param draws `noise(stream, month)` gives standard normal values
    template <class Draws> void advance(Draws& draws, int month) {
        const T& e = draws.noise(stream, month);
        if (begun)
            level = fused([](const auto& before, const auto& r, const auto& share,
                             const auto& now) { return r * before + share * now; },
                          level, noise->month_correlation, innovation, e);
        else level = e;
        begun = true;
        factor = fused([](const auto& x, const auto& sd) { return exp(sd * x - 0.5 * sd * sd); },
                       level, noise->sd);
    }
};

/// The shock of a noise, with a stream of its own; none where there is no noise.
template <class T>
std::optional<Shock<T>> shock_of(const std::optional<NoiseOf<T>>& noise, const std::string& name,
                                 Streams& streams) {
    if (!noise) return std::nullopt;
    return Shock<T>{.stream = streams.add(name + ".noise"), .noise = &*noise};
}

template <class T> void start(std::optional<Shock<T>>& shock) {
    if (shock) shock->start();
}
template <class T, class Draws>
void advance(std::optional<Shock<T>>& shock, Draws& draws, int month) {
    if (shock) shock->advance(draws, month);
}

} // namespace rampcast
