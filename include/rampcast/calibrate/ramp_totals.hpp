#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rampcast/calibrate/ramp_filter.hpp"
#include "rampcast/core/lanes.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/uncertainty/philox.hpp"
#include "rampcast/uncertainty/sobol.hpp"

/// Sums over periods, drawn: for bodies.
namespace rampcast::detail {

/// Normals by what they are for and by pair of paths, the same for every series, so that forecasts
/// of like series differ as the series do: scrambled Sobol' points, of which what matters most has
/// the first dimensions. Each row has variance 1 (and, with its mirror image, mean 0).
class NormalTable {
public:
    static constexpr int width = 16;

    NormalTable(std::size_t horizon, std::size_t pairs, std::uint64_t seed)
        : horizon_(horizon), stride_((pairs + 2 * width) / width * width) {
        const std::size_t rows = RampPoint<double>::states + 2 * horizon;
        values_.resize(rows * stride_);
        const Stream stream(seed, "ramp totals");
        const auto directions = sobol_directions(rows);
        for (std::size_t row = 0; row < rows; ++row) {
            const ScrambledSobol points(directions[row],
                                        stream.words(static_cast<std::uint32_t>(row), 0)[0]);
            float* const at = values_.data() + row * stride_;
            std::vector<double> drawn(pairs);
            double squares = 0;
            for (std::size_t i = 0; i < pairs; ++i) {
                std::uint32_t word[1];
                points.coordinates<1>(static_cast<std::uint32_t>(i), word);
                drawn[i] = inverse_normal((static_cast<double>(word[0]) + .5) * 0x1p-32);
                squares += drawn[i] * drawn[i];
            }
            const double scale = std::sqrt(static_cast<double>(pairs) / squares);
            for (std::size_t i = 0; i < pairs; ++i) at[i] = static_cast<float>(drawn[i] * scale);
        }
    }
    /// From a pair on, readable to a full block beyond the last: the normals of a state, and of what
    /// is new in the shock and the noise of a period ahead.
    const float* state(std::size_t k, std::size_t pair) const { return row(k) + pair; }
    const float* shock(std::size_t ahead, std::size_t pair) const {
        return row(RampPoint<double>::states + ahead) + pair;
    }
    const float* noise(std::size_t ahead, std::size_t pair) const {
        return row(RampPoint<double>::states + horizon_ + ahead) + pair;
    }

private:
    std::size_t horizon_, stride_;
    std::vector<float> values_;

    const float* row(std::size_t i) const { return values_.data() + i * stride_; }
};

/// A lower triangle whose product with its transpose is a covariance, which may be singular.
template <std::size_t N>
std::array<std::array<double, N>, N> square_root(const std::array<std::array<double, N>, N>& of) {
    std::array<std::array<double, N>, N> root{};
    for (std::size_t k = 0; k < N; ++k) {
        double pivot = of[k][k];
        for (std::size_t j = 0; j < k; ++j) pivot -= root[k][j] * root[k][j];
        if (!(pivot > 1e-12 * of[k][k])) continue;
        root[k][k] = std::sqrt(pivot);
        for (std::size_t i = k + 1; i < N; ++i) {
            double sum = of[i][k];
            for (std::size_t j = 0; j < k; ++j) sum -= root[i][j] * root[k][j];
            root[i][k] = sum / root[k][k];
        }
    }
    return root;
}

/// What one point's paths need of each period ahead.
struct PathStep {
    double scale; ///< units at the point's mean
    double left;  ///< of the deficit
    std::size_t place;
    bool counted;
};

/// Sums over the periods ahead of the pairs [first, last) of paths: the one and its mirror image.
/// In single precision, in units of `unit`, which no point's mean is far above.
inline void add_paths(const RampPoint<double>& point, std::span<const PathStep> steps, double unit,
                      double spread, const NormalTable& normals, std::size_t first,
                      std::size_t last, double* sums) {
    constexpr std::size_t states = RampPoint<double>::states;
    constexpr int width = NormalTable::width;
    using L = Lanes<float, width>;
    const auto lanes = [](double x) { return L(static_cast<float>(x)); };
    const auto root = square_root(point.covariance);
    const L shock_sd = lanes(spread * std::sqrt(point.shock_variance()));
    const L noise_sd = lanes(spread * std::sqrt(point.noise_variance()));
    const L memory = lanes(point.memory());
    for (std::size_t at = first; at < last; at += width) {
        std::array<L, states> state;
        for (std::size_t i = 0; i < states; ++i) {
            state[i] = L(0.f);
            for (std::size_t k = 0; k <= i; ++k)
                state[i] += lanes(spread * root[i][k]) * L::load(normals.state(k, at));
        }
        L up(0.f), down(0.f), shock = state[2];
        for (std::size_t h = 0; h < steps.size(); ++h) {
            shock = memory * shock + shock_sd * L::load(normals.shock(h, at));
            if (!steps[h].counted) continue;
            const L off = state[0] - lanes(steps[h].left) * state[1] + shock +
                          state[steps[h].place] + noise_sd * L::load(normals.noise(h, at));
            const L factor = exp(off), scale = lanes(steps[h].scale / unit);
            up += scale * factor;
            down += scale / factor;
        }
        const std::size_t live = std::min<std::size_t>(width, last - at);
        for (std::size_t i = 0; i < live; ++i) {
            sums[2 * (at + i)] = unit * static_cast<double>(up[static_cast<int>(i)]);
            sums[2 * (at + i) + 1] = unit * static_cast<double>(down[static_cast<int>(i)]);
        }
    }
}

/// The quantile of sorted draws, between neighbours in proportion.
inline double draw_quantile(std::span<const double> sorted, double p) {
    const double at = p * static_cast<double>(sorted.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(at), sorted.size() - 1);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], at - static_cast<double>(below));
}

/// The median of sorted draws, each weighted by its inverse.
inline double inverse_weighted_median(std::span<const double> sorted) {
    double whole = 0, sum = 0;
    for (const double each : sorted) whole += 1 / each;
    for (const double each : sorted) {
        sum += 1 / each;
        if (2 * sum >= whole) return each;
    }
    return sorted.empty() ? 0 : sorted.back();
}

} // namespace rampcast::detail
