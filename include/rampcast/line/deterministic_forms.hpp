#pragma once

#include <cmath>
#include <utility>

#include <Eigen/Core>
#include <Eigen/LU>

#include "rampcast/line/deterministic_block.hpp"
#include "rampcast/line/truncated_geometric.hpp"

/// The two ways in which a block of two machines of one cycle is found; for bodies.
namespace rampcast::detail {

/// The chain of the block as it is: states (n, a1, a2), solved as linear equations.
inline DeterministicBlock deterministic_chain(double r1, double p1, double r2, double p2,
                                              int buffer) {
    const int states = 4 * (buffer + 1);
    const auto index = [](int n, bool up1, bool up2) { return 4 * n + 2 * up1 + up2; };
    Eigen::MatrixXd balance = -Eigen::MatrixXd::Identity(states, states);
    for (int n = 0; n <= buffer; ++n)
        for (int from = 0; from < 4; ++from)
            for (int to = 0; to < 4; ++to) {
                const bool room = n < buffer, piece = n > 0;
                const auto chance = [](bool was, bool is, double fails, double mended) {
                    return was ? (is ? 1 - fails : fails) : (is ? mended : 1 - mended);
                };
                const bool up1 = (to & 2) != 0, up2 = (to & 1) != 0;
                const double p = chance((from & 2) != 0, up1, room ? p1 : 0, r1) *
                                 chance((from & 1) != 0, up2, piece ? p2 : 0, r2);
                const int next = n + (up1 && room) - (up2 && piece);
                balance(index(next, up1, up2), 4 * n + from) += p;
            }
    balance.row(0).setOnes(); // the equations add up to 0: one gives way to the sum of 1
    const Eigen::VectorXd share = balance.fullPivLu().solve(Eigen::VectorXd::Unit(states, 0));
    DeterministicBlock block;
    for (int n = 0; n <= buffer; ++n) {
        const double up1 = share(index(n, true, false)) + share(index(n, true, true));
        (n < buffer ? block.efficiency : block.blocked) += up1;
        if (n == 0) block.starved = share(index(n, false, true)) + share(index(n, true, true));
        block.mean_buffer +=
            n * (up1 + share(index(n, false, false)) + share(index(n, false, true)));
    }
    return block;
}

/// The closed form for N of at least 4, weights as products that stay finite for X of at most 1.
inline DeterministicBlock deterministic_closed(double r1, double p1, double r2, double p2,
                                               int buffer, bool turned = false) {
    // a - r1 p2, a - p1 r2, c - p1 r2 and c - r1 p2 of the book, as sums of positive terms.
    const double a1 = r1 * (1 - p2) + r2 * (1 - r1), a2 = r2 * (1 - p1) + r1 * (1 - r2);
    const double c1 = p1 * (1 - r2) + p2 * (1 - p1), c2 = p1 * (1 - p2) + p2 * (1 - r1);
    if (!turned && (a1 * c2 <= 0 || a2 * c1 > a1 * c2)) {
        DeterministicBlock block = deterministic_closed(r2, p2, r1, p1, buffer, true);
        std::swap(block.blocked, block.starved);
        block.mean_buffer = buffer - block.mean_buffer;
        return block;
    }
    const double x = a2 / a1 * (c1 / c2), y2 = a2 / c2;
    // All weights are over X; X Y1 = Y2.
    const double n = buffer, log_x = std::log(x);
    const auto x_to = [&](double power) { return power == 0 ? 1 : std::exp(power * log_x); };
    // n = 2 ... N - 2 weigh X^(n - 2) × inner.
    const double powers = geometric_sum(log_x, n - 4);
    const double inner = (1 + y2) * (x + y2) * powers;
    const double first_up = a1 / (p2 * c2), empty = a1 / (r1 * p2);
    const double last_down = x_to(n - 2), last_alone = x_to(n - 3) * y2;
    const double last_up = x_to(n - 3) * (a2 / c2) * (a2 / a1) / p1;
    const double full = x_to(n - 2) * a2 / (p1 * r2);
    const double first = 1 + y2 + first_up, last = last_down + last_alone + last_up;
    const double sum = empty + first + inner + last + full;
    return {(first_up + y2 * (1 + y2) * powers + last_alone + last_up) / sum,
            (first + inner * (2 + geometric_mean(log_x, n - 4)) + (n - 1) * last + n * full) / sum,
            full / sum, empty / sum};
}

} // namespace rampcast::detail
