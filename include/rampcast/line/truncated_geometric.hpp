#pragma once

#include <cmath>

/// The geometric distribution over 0, 1, ... n, weights e^(i × log_ratio): what buffers between two
/// machines hold. Everything stays accurate where the ratio is close or equal to 1.
namespace rampcast::detail {

/// log(above / below), given their difference to more digits than subtracting would leave.
inline double log_ratio(double above, double below, double difference) {
    return std::abs(difference) <= below / 2 ? std::log1p(difference / below)
                                             : std::log(above / below);
}

/// The sum of e^(i × log_ratio) over i = 0 ... n; `log_ratio` at most 0.
inline double geometric_sum(double log_ratio, double n) {
    if (log_ratio == 0) return n + 1;
    return std::expm1((n + 1) * log_ratio) / std::expm1(log_ratio);
}

/// The probability of 0.
inline double geometric_zero(double log_ratio, double n) {
    if (log_ratio <= 0) return 1 / geometric_sum(log_ratio, n);
    return std::exp(-n * log_ratio) / geometric_sum(-log_ratio, n);
}

/// The mean.
inline double geometric_mean(double log_ratio, double n) {
    // 1 / (e^z - 1) without its pole, -1/z, and -1/2; odd in z.
    const auto without_pole = [](double z) {
        if (std::abs(z) < 0.25) {
            const double s = z * z;
            return z / 12 *
                   (1 - s / 60 * (1 - s / 42 * (1 - s / 40 * (1 - s / 39.6 * (1 - s / 39.5)))));
        }
        return 0.5 / std::tanh(z / 2) - 1 / z;
    };
    return n / 2 + without_pole(-log_ratio) - (n + 1) * without_pole(-(n + 1) * log_ratio);
}

} // namespace rampcast::detail
