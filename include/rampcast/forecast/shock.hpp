#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/core/names.hpp"
#include "rampcast/uncertainty/noise.hpp"

namespace rampcast {

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

    /// Moves on to a month. @param draw standard normal
    void advance(const T& draw) {
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            X x = part(draw);
            if (begun) x = part(noise->month_correlation) * part(level) + part(innovation) * x;
            const X sd = part(noise->sd);
            part.set(level, x);
            part.set(factor, exp(sd * x - X(0.5) * sd * sd));
        });
        begun = true;
    }
};

/// All luck of a projection but the walks of prices: its shocks, and single draws of a path.
template <class T> class Shocks {
public:
    explicit Shocks(std::vector<std::string> streams) : streams_(std::move(streams)) {}
    Shocks(const Shocks&) = delete;
    Shocks& operator=(const Shocks&) = delete;

    const std::vector<std::string>& streams() const { return streams_.list(); }
    /// @throws Error where there is no such stream
    std::size_t stream(const std::string& name) const {
        if (const auto found = streams_.find(name)) return *found;
        throw Error("forecast", "there is no noise stream " + detail::quoted(name));
    }

    /// The factor of the shock on what is at a path, kept up month by month; null where there is
    /// no noise on it. @param noise must outlive this object, as the factor does not
    const T* on(const std::optional<NoiseOf<T>>& noise, const std::string& path) {
        if (!noise) return nullptr;
        shocks_.push_back({.stream = stream(path + ".noise"), .noise = &*noise});
        return &shocks_.back().factor;
    }
    /// A standard normal number, drawn once a path.
    const T* once(const std::string& name) {
        once_.push_back({stream(name), T(0)});
        return &once_.back().second;
    }

    template <class Draws> void start(Draws& draws) {
        for (Shock<T>& each : shocks_) each.start();
        for (auto& [stream, z] : once_) z = draws.noise(stream, 0);
    }
    /// Correlates what months add to shocks. To be called once all are there.
    /// @param names of their streams @param factor lower Cholesky factor of their correlation, row
    ///   by row
    void correlate(const std::vector<std::string>& names, std::vector<double> factor) {
        factor_ = std::move(factor);
        for (const std::string& name : names)
            for (std::size_t i = 0; i < shocks_.size(); ++i)
                if (streams()[shocks_[i].stream] == name) correlated_.push_back(i);
        moved_.resize(correlated_.size());
    }
    template <class Draws> void next_month(Draws& draws, int month) {
        for (std::size_t i = 0; i < correlated_.size(); ++i) {
            moved_[i] = T(0);
            for (std::size_t j = 0; j <= i; ++j)
                moved_[i] += draws.noise(shocks_[correlated_[j]].stream, month) *
                             T(factor_[i * correlated_.size() + j]);
        }
        for (std::size_t i = 0; i < shocks_.size(); ++i) {
            const auto found = std::find(correlated_.begin(), correlated_.end(), i);
            if (found == correlated_.end())
                shocks_[i].advance(draws.noise(shocks_[i].stream, month));
            else shocks_[i].advance(moved_[static_cast<std::size_t>(found - correlated_.begin())]);
        }
    }

private:
    Names streams_;
    std::deque<Shock<T>> shocks_{}; // their factors stay where they are
    std::deque<std::pair<std::size_t, T>> once_{};
    std::vector<std::size_t> correlated_{}; ///< shocks
    std::vector<double> factor_{};          ///< of their correlation, row by row
    std::vector<T> moved_{};                ///< what a month adds to them, correlated
};

} // namespace rampcast
