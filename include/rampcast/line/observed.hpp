#pragma once

#include <vector>

/// What times that were observed say of their distribution.
namespace rampcast::detail {

inline double mean_of(const std::vector<double>& times) {
    double sum = 0;
    for (const double time : times) sum += time;
    return sum / static_cast<double>(times.size());
}

/// Squared coefficient of variation.
inline double scv_of(const std::vector<double>& times) {
    const double mean = mean_of(times);
    double squares = 0;
    for (const double time : times) squares += (time - mean) * (time - mean);
    return squares / (static_cast<double>(times.size()) * mean * mean);
}

} // namespace rampcast::detail
