#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <span>

#include "rampcast/calibrate/normal_mixture.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/uncertainty/level.hpp"

/// What `normal_mixture.hpp` declares.
namespace rampcast {

namespace detail {

/// The mean of |Z| for Z normal.
inline double mean_distance(double mean, double sd) {
    if (!(sd > 0)) return std::abs(mean);
    const double u = mean / sd;
    return 2 * sd * normal_density(u) + mean * std::erf(u / std::numbers::sqrt2);
}

/// The mean of a lognormal.
inline double lognormal_mean(const NormalPart& part) {
    return std::exp(part.mean + .5 * part.sd * part.sd);
}

} // namespace detail

RAMPCAST_INLINE double mixture_cdf(std::span<const NormalPart> mixture, double x) {
    double sum = 0;
    for (const NormalPart& part : mixture)
        sum += part.weight * detail::normal_below((x - part.mean) / part.sd);
    return sum;
}

RAMPCAST_INLINE double mixture_density(std::span<const NormalPart> mixture, double x) {
    double sum = 0;
    for (const NormalPart& part : mixture)
        sum += part.weight * detail::normal_density((x - part.mean) / part.sd) / part.sd;
    return sum;
}

RAMPCAST_INLINE double mixture_quantile(std::span<const NormalPart> mixture, double p,
                                        double start) {
    if (!(p > 0 && p < 1))
        throw Error("", "level is " + detail::number_text(p) + ", must be above 0 and below 1");
    if (mixture.empty()) throw Error("", "mixture has no parts, must have one");
    const double z = inverse_normal(p);
    double low = std::numeric_limits<double>::infinity(), high = -low, mean = 0, least_sd = low;
    for (const NormalPart& part : mixture) {
        if (!(part.weight > 0)) continue;
        low = std::min(low, part.mean + z * part.sd);
        high = std::max(high, part.mean + z * part.sd);
        mean += part.weight * part.mean;
        least_sd = std::min(least_sd, part.sd);
    }
    if (!(low < high)) return low;
    // The lesser tail keeps its digits.
    const bool upper = p > .5;
    const double tail = upper ? 1 - p : p;
    double x = start > low && start < high ? start : std::clamp(mean, low, high);
    for (int step = 0; step < 200; ++step) {
        double sum = 0, slope = 0, bend = 0;
        for (const NormalPart& part : mixture) {
            if (!(part.weight > 0)) continue;
            const double u = (x - part.mean) / part.sd;
            sum += part.weight * detail::normal_below(upper ? -u : u);
            const double density = part.weight * detail::normal_density(u) / part.sd;
            slope += density;
            bend -= density * u / part.sd;
        }
        const double error = upper ? tail - sum : sum - tail; // of the cdf
        (error > 0 ? high : low) = x;
        const double newton = error / slope;
        // Halley's correction, no more than halving or doubling the step.
        const double next = x - newton / std::clamp(1 - .5 * newton * bend / slope, .5, 2.);
        const double to = next > low && next < high ? next : .5 * (low + high);
        const double moved = std::abs(to - x);
        x = to;
        // The next step is of the order of the cube of this one, in sds.
        if (moved <= 1e-6 * least_sd) break;
    }
    return x;
}

RAMPCAST_INLINE double crps_normal_mixture(std::span<const NormalPart> mixture, double y) {
    double near = 0, apart = 0;
    for (std::size_t i = 0; i < mixture.size(); ++i) {
        const NormalPart& a = mixture[i];
        near += a.weight * detail::mean_distance(y - a.mean, a.sd);
        apart += a.weight * a.weight * 2 * a.sd * std::numbers::inv_sqrtpi;
        for (std::size_t k = 0; k < i; ++k) {
            const NormalPart& b = mixture[k];
            apart += 2 * a.weight * b.weight *
                     detail::mean_distance(a.mean - b.mean, std::hypot(a.sd, b.sd));
        }
    }
    return near - .5 * apart;
}

RAMPCAST_INLINE double crps_lognormal_mixture(std::span<const NormalPart> mixture, double y) {
    if (!(y > 0)) throw Error("", "y is " + detail::number_text(y) + ", must be greater than 0");
    double near = 0, apart = 0;
    for (std::size_t i = 0; i < mixture.size(); ++i) {
        const NormalPart& a = mixture[i];
        const double u = (std::log(y) - a.mean) / a.sd, mean = detail::lognormal_mean(a);
        near += a.weight * (y * std::erf(u / std::numbers::sqrt2) -
                            mean * std::erf((u - a.sd) / std::numbers::sqrt2));
        for (std::size_t k = 0; k <= i; ++k) {
            const NormalPart& b = mixture[k];
            const double root = std::hypot(a.sd, b.sd) * std::numbers::sqrt2;
            const double distance =
                mean * std::erf((a.mean - b.mean + a.sd * a.sd) / root) +
                detail::lognormal_mean(b) * std::erf((b.mean - a.mean + b.sd * b.sd) / root);
            apart += (k < i ? 2 : 1) * a.weight * b.weight * distance;
        }
    }
    return near - .5 * apart;
}

} // namespace rampcast
