#pragma once

#include <array>
#include <cmath>
#include <cstddef>

/// The minimum of a smooth function of a few variables: for bodies.
namespace rampcast::detail {

template <std::size_t N> struct Minimum {
    std::array<double, N> x{};
    double value{};
    int steps{};
    bool converged{};
};

/// Goes down by the method of Broyden, Fletcher, Goldfarb and Shanno: directions by an estimate of
/// the inverse Hessian, each step shortened until it gains enough.
/// @param function value and gradient at a point, (x, gradient to be filled) -> value
/// @param scale of each variable, about its distance to the minimum
/// @param tell called after each step with the number of steps
template <std::size_t N, class Function, class Tell>
Minimum<N> minimise(const Function& function, const std::array<double, N>& start,
                    const std::array<double, N>& scale, int most_steps, const Tell& tell) {
    using Vector = std::array<double, N>;
    const auto dot = [](const Vector& a, const Vector& b) {
        double sum = 0;
        for (std::size_t i = 0; i < N; ++i) sum += a[i] * b[i];
        return sum;
    };
    Minimum<N> at{.x = start};
    Vector gradient{};
    at.value = function(at.x, gradient);
    std::array<Vector, N> inverse{};
    const auto reset = [&] {
        for (std::size_t i = 0; i < N; ++i) {
            inverse[i].fill(0);
            inverse[i][i] = scale[i] * scale[i];
        }
    };
    reset();
    bool fresh = true;
    while (at.steps < most_steps) {
        Vector direction{};
        for (std::size_t i = 0; i < N; ++i) direction[i] = -dot(inverse[i], gradient);
        const double slope = dot(direction, gradient);
        // About twice what a whole step would gain.
        if (-slope < 1e-8) {
            at.converged = true;
            break;
        }
        double length = 1;
        for (std::size_t i = 0; i < N; ++i) // no more than its scale at once
            if (std::abs(direction[i]) * length > scale[i])
                length = scale[i] / std::abs(direction[i]);
        Vector x{}, next{};
        double value = 0;
        bool gained = false;
        for (int halving = 0; halving < 30 && !gained; ++halving, length *= gained ? 1 : .5) {
            for (std::size_t i = 0; i < N; ++i) x[i] = at.x[i] + length * direction[i];
            value = function(x, next);
            gained = std::isfinite(value) && value <= at.value + 1e-4 * length * slope;
        }
        if (!gained) {
            if (fresh) { // rounding is all that is left
                at.converged = -slope < 1e-4;
                break;
            }
            reset();
            fresh = true;
            continue;
        }
        Vector step{}, change{}, turned{};
        for (std::size_t i = 0; i < N; ++i) {
            step[i] = x[i] - at.x[i];
            change[i] = next[i] - gradient[i];
        }
        const double curvature = dot(step, change);
        if (curvature > 1e-14) {
            for (std::size_t i = 0; i < N; ++i) turned[i] = dot(inverse[i], change);
            const double along = (1 + dot(change, turned) / curvature) / curvature;
            for (std::size_t i = 0; i < N; ++i)
                for (std::size_t k = 0; k < N; ++k)
                    inverse[i][k] += along * step[i] * step[k] -
                                     (turned[i] * step[k] + step[i] * turned[k]) / curvature;
            fresh = false;
        }
        at.x = x;
        at.value = value;
        gradient = next;
        tell(++at.steps);
    }
    return at;
}

} // namespace rampcast::detail
