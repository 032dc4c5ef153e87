#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "rampcast/core/math.hpp"

namespace rampcast::detail {

/// A grid of standard normal variables: 257 knots on [-8.25, 8.25], all exact in float.
struct KnotGrid {
    static constexpr int count = 257;
    static constexpr int centre = 128;
    static constexpr double step = 33.0 / 512;
    static constexpr double reach = 8.25;

    static constexpr double z(int knot) { return (knot - centre) * step; }
};

/// Value and slope of a function of z at a knot.
struct Knot {
    double value = 0;
    double slope = 0;
};
using Knots = std::array<Knot, static_cast<std::size_t>(KnotGrid::count)>;

/// A non-decreasing function of a standard normal variable, by cubic Hermite interpolation; beyond
/// the grid it stays at the value of the last knot. A function with a kink is two smooth pieces.
/// Kept in float for float lanes and in double for the rest.
class HermiteTable {
public:
    explicit HermiteTable(const Knots& knots) { append(knots); }
    /// `left` up to `split`, `right` above it.
    HermiteTable(const Knots& left, const Knots& right, double split) : split_(split) {
        append(left);
        append(right);
    }

    /// The values at N variables.
    template <int N, class S> void values(const S* z, S* result) const {
        evaluate<N, S, false>(z, result, nullptr);
    }
    /// The values and slopes at N variables.
    template <int N, class S> void values_and_slopes(const S* z, S* result, S* slopes) const {
        evaluate<N, S, true>(z, result, slopes);
    }

private:
    /// The value and the slope a step at one knot.
    template <class S> struct Node {
        S value;
        S rise;
    };
    std::vector<Node<double>> wide_{};
    std::vector<Node<float>> narrow_{};
    double split_ = std::numeric_limits<double>::infinity();

    /// Slopes are held to three times the chords beside them, which keeps the cubic monotone
    /// (Fritsch and Carlson 1980) where a tail is too steep for the grid.
    void append(const Knots& knots) {
        constexpr double most = 1e36; // float would overflow soon after
        for (std::size_t i = 0; i < knots.size(); ++i) {
            const double value = std::clamp(knots[i].value, -most, most);
            double rise = std::max(knots[i].slope * KnotGrid::step, 0.0);
            if (!(rise < most)) rise = most;
            if (i > 0) rise = std::min(rise, 3 * (value - wide_.back().value));
            if (i + 1 < knots.size())
                rise = std::min(rise, 3 * (std::clamp(knots[i + 1].value, -most, most) - value));
            wide_.push_back({value, rise});
            narrow_.push_back({static_cast<float>(value), static_cast<float>(rise)});
        }
    }
    template <class S> const Node<S>* nodes() const {
        if constexpr (sizeof(S) == sizeof(float)) return narrow_.data();
        else return wide_.data();
    }

    template <int N, class S, bool with_slopes>
    void evaluate(const S* z, S* result, S* slopes) const {
        constexpr S reach = static_cast<S>(KnotGrid::reach);
        constexpr S step = static_cast<S>(KnotGrid::step);
        constexpr S per_step = static_cast<S>(1 / KnotGrid::step);
        constexpr S last = static_cast<S>(KnotGrid::count - 2);
        const S split = static_cast<S>(split_);
        const Node<S>* const all = nodes<S>();
        int index[N];
        S t[N];
        Node<S> ends[2 * N];
        for (int i = 0; i < N; ++i) {
            S x = z[i] > -reach ? z[i] : -reach;
            x = x < reach ? x : reach;
            S place = (x + reach) * per_step;
            place = place < last ? place : last;
            const int knot = static_cast<int>(place);
            t[i] = (x - static_cast<S>(knot - KnotGrid::centre) * step) * per_step;
            index[i] = knot + (z[i] > split ? KnotGrid::count : 0);
        }
        for (int i = 0; i < N; ++i)
            __builtin_memcpy(ends + 2 * i, all + index[i], 2 * sizeof *ends);
        for (int i = 0; i < N; ++i) {
            const S value0 = ends[2 * i].value;
            const S rise0 = ends[2 * i].rise;
            const S value1 = ends[2 * i + 1].value;
            const S rise1 = ends[2 * i + 1].rise;
            const S chord = value1 - value0;
            const S c3 = rise0 + rise1 - 2 * chord;
            const S c2 = chord - rise0 - c3;
            const S y = value0 + t[i] * (rise0 + t[i] * (c2 + t[i] * c3));
            const S floored = y > value0 ? y : value0;
            result[i] = floored < value1 ? floored : value1;
            if constexpr (with_slopes)
                slopes[i] = (rise0 + t[i] * (2 * c2 + t[i] * (3 * c3))) * per_step;
        }
    }
};

} // namespace rampcast::detail
