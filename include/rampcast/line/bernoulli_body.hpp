#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/line/argument.hpp"
#include "rampcast/line/bernoulli.hpp"
#include "rampcast/line/truncated_geometric.hpp"

/// What `bernoulli.hpp` declares.
namespace rampcast {

namespace detail {

/// The probabilities that a buffer holds nothing, and something.
struct EmptyOrNot {
    double empty, filled;
};

/// The log of a = x (1 - y) / (y (1 - x)), x and y inside (0, 1).
inline double bernoulli_log_ratio(double x, double y) {
    return log_ratio(x, y, x - y) + log_ratio(1 - y, 1 - x, x - y);
}

/// Q(x, y, N), the probability that the buffer between machines of x and y is empty, and its
/// complement. A machine of x = 0 never fills it, whatever the other does.
inline EmptyOrNot bernoulli_buffer(double x, double y, int buffer) {
    if (x <= 0 || buffer == 0) return {1, 0};
    if (x >= 1 || y <= 0) return {0, 1};
    if (y >= 1) return {1 - x, x};
    // Empty weighs 1 - y, the levels 1 ... N weigh a ... a^N.
    const double step = bernoulli_log_ratio(x, y);
    const double last = buffer - 1;
    const double empty = step <= 0 ? 1 - y : (1 - y) * std::exp(-step * buffer);
    const double filled =
        step <= 0 ? std::exp(step) * geometric_sum(step, last) : geometric_sum(-step, last);
    return {empty / (empty + filled), filled / (empty + filled)};
}

/// Mean pieces in that buffer.
inline double bernoulli_level(double x, double y, int buffer) {
    if (x <= 0 || buffer == 0) return 0;
    if (y >= 1) return x; // it never holds more than the piece that came last
    if (x >= 1 || y <= 0) return buffer;
    return bernoulli_buffer(x, y, buffer).filled *
           (1 + geometric_mean(bernoulli_log_ratio(x, y), buffer - 1));
}

inline void check_bernoulli(const char* function, const std::vector<double>& probabilities,
                            const std::vector<int>& buffers) {
    if (probabilities.size() < 2)
        throw Error(function, "probabilities has " + std::to_string(probabilities.size()) +
                                  " entries, must have at least 2");
    if (buffers.size() + 1 != probabilities.size())
        throw Error(function, "buffers has " + std::to_string(buffers.size()) +
                                  " entries, must have one between two machines, " +
                                  std::to_string(probabilities.size() - 1));
    for (std::size_t i = 0; i < probabilities.size(); ++i)
        check_argument(function, "probabilities[" + std::to_string(i) + "]", probabilities[i],
                       bounds::positive_share);
    for (std::size_t i = 0; i < buffers.size(); ++i)
        check_argument(function, "buffers[" + std::to_string(i) + "]", buffers[i],
                       bounds::non_negative);
}

} // namespace detail

RAMPCAST_INLINE BernoulliBlock two_machine_bernoulli(double p1, double p2, int buffer) {
    detail::check_argument("two_machine_bernoulli", "p1", p1, bounds::positive_share);
    detail::check_argument("two_machine_bernoulli", "p2", p2, bounds::positive_share);
    detail::check_argument("two_machine_bernoulli", "buffer", buffer, bounds::non_negative);
    const detail::EmptyOrNot pieces = detail::bernoulli_buffer(p1, p2, buffer);
    const detail::EmptyOrNot room = detail::bernoulli_buffer(p2, p1, buffer);
    return {p1 < p2 ? p1 * room.filled : p2 * pieces.filled, p1 * room.empty, p2 * pieces.empty,
            detail::bernoulli_level(p1, p2, buffer)};
}

RAMPCAST_INLINE BernoulliLine bernoulli_line(const std::vector<double>& probabilities,
                                             const std::vector<int>& buffers, int most_sweeps,
                                             const Watch& watch) {
    const detail::Attention attention(watch);
    detail::check_bernoulli("bernoulli_line", probabilities, buffers);
    detail::check_argument("bernoulli_line", "most_sweeps", most_sweeps, {.lower = 1});
    const std::size_t machines = probabilities.size();
    std::vector<double> forward = probabilities;  // machine i with all before it
    std::vector<double> backward = probabilities; // machine i with all after it
    BernoulliLine line;
    while (!line.converged && line.sweeps < most_sweeps) {
        attention.poll()(line.sweeps / static_cast<double>(most_sweeps));
        ++line.sweeps;
        double moved = 0;
        const auto set = [&moved](double& to, double value) {
            moved = std::max(moved, std::abs(value - to));
            to = value;
        };
        for (std::size_t i = machines - 1; i-- > 0;)
            set(backward[i],
                probabilities[i] *
                    detail::bernoulli_buffer(backward[i + 1], forward[i], buffers[i]).filled);
        for (std::size_t i = 1; i < machines; ++i)
            set(forward[i],
                probabilities[i] *
                    detail::bernoulli_buffer(forward[i - 1], backward[i], buffers[i - 1]).filled);
        const double apart = std::abs(forward.back() - backward.front());
        line.converged = std::max(apart, moved) <= 1e-13;
    }
    line.production_rate = forward.back();
    line.blocked.assign(machines, 0);
    line.starved.assign(machines, 0);
    for (std::size_t i = 0; i + 1 < machines; ++i) {
        const double before = forward[i], after = backward[i + 1];
        line.blocked[i] =
            probabilities[i] * detail::bernoulli_buffer(after, before, buffers[i]).empty;
        line.starved[i + 1] =
            probabilities[i + 1] * detail::bernoulli_buffer(before, after, buffers[i]).empty;
        line.buffer_levels.push_back(detail::bernoulli_level(before, after, buffers[i]));
    }
    return line;
}

} // namespace rampcast
