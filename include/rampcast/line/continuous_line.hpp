#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/line/continuous_block.hpp"

namespace rampcast {

/// How repair times of several causes are made one: as the mean rate (Dallery, David and Xie) or
/// as the mean time, each weighted by its share of the down time. The mean time keeps the
/// variability of the flow and is closer to the truth where repair times differ widely.
enum class RepairMean { rates, times };

/// A line of machines through which material flows, decomposed into blocks of two.
template <class T> struct ContinuousLine {
    T throughput{};                           ///< pieces a unit of time
    std::vector<ContinuousBlock<T>> blocks{}; ///< around each buffer, of its two pseudo-machines
};

namespace detail {

/// What stands for all machines on one side of a buffer.
template <class T> struct PseudoMachine {
    T work{};   ///< time a piece at full speed
    T down{};   ///< down time a piece
    T repair{}; ///< repair rate
    T idle{};   ///< failure rate while it stands, as a share of that at work

    ContinuousMachine<T> machine() const {
        return {T(1) / work, down * repair / work, repair, idle};
    }
};

/// A machine that besides failures of its own is stopped for `lost` a piece by what lies beyond,
/// `beyond`, and loses `slow` a piece by working slower than it could. What the machine fails
/// while it stands for want of pieces comes on top.
template <class T>
PseudoMachine<T> held_up(const PseudoMachine<T>& own, const PseudoMachine<T>& beyond, const T& lost,
                         const T& slow, RepairMean mean) {
    const T little(1e-30);
    const T stopped = lost * (T(1) + own.idle * own.down / own.work);
    const T own_stops = own.down * own.repair;
    const T other_stops = stopped * beyond.repair;
    const T down = own.down + stopped;
    const T stops = own_stops + other_stops;
    PseudoMachine<T> result;
    result.work = own.work + slow;
    result.down = down;
    const T rate = mean == RepairMean::rates
                       ? stops / max(down, little)
                       : down / max(own.down / own.repair + stopped / beyond.repair, little);
    const auto reliable = down <= little;
    result.repair = select(reliable, own.repair, rate);
    result.idle = select(reliable, own.idle,
                         (own.idle * own_stops + beyond.idle * other_stops) / max(stops, little));
    return result;
}

/// The throughputs of the blocks, which agree in the end but where failures follow the clock.
template <class T> T mean_throughput(const std::vector<ContinuousBlock<T>>& blocks) {
    T sum(0);
    for (const ContinuousBlock<T>& block : blocks) sum += block.throughput;
    return sum / T(static_cast<double>(blocks.size()));
}

/// Sweeps of the decomposition to and fro: on double until a sweep changes the throughput and
/// the pseudo-machines by less than `tolerance`, on other scalars a fixed number. The rest of the way, which shrinks by the
/// same share each sweep, is extrapolated (Aitken).
template <class T>
ContinuousLine<T> decomposed(std::span<const ContinuousMachine<T>> machines,
                             std::span<const T> buffers, RepairMean mean,
                             double tolerance = 1e-11) {
    const std::size_t k = machines.size();
    std::vector<PseudoMachine<T>> own(k), up(k - 1), down(k - 1);
    for (std::size_t i = 0; i < k; ++i) {
        const ContinuousMachine<T>& m = machines[i];
        own[i].work = T(1) / m.speed;
        own[i].down = m.failure_rate * own[i].work / m.repair_rate;
        own[i].repair = m.repair_rate;
        own[i].idle = m.idle_failures;
    }
    // What lies behind a buffer starts as slow as the slowest there: starting from single machines,
    // long buffers would hold blocks apart for many sweeps.
    T slowest(0);
    for (std::size_t i = k - 1; i-- > 0;) {
        up[i] = own[i];
        down[i] = own[i + 1];
        const T time = own[i + 1].work + own[i + 1].down;
        slowest = max(slowest, time);
        down[i].down += slowest - time;
    }
    ContinuousLine<T> line;
    std::vector<ContinuousBlock<T>>& blocks = line.blocks;
    blocks.resize(k - 1);
    const auto evaluate = [&](std::size_t i) {
        blocks[i] = continuous_block<false>(up[i].machine(), down[i].machine(), buffers[i]);
    };
    evaluate(0);
    T last(0), before(0);
    const std::size_t most = k == 2 ? 0 : std::is_same_v<T, double> ? 1000 : 8 + 2 * k;
    for (std::size_t sweep = 0; sweep < most; ++sweep) {
        T moved(0); // the largest change of a pseudo-machine's time a piece
        const auto replace = [&](PseudoMachine<T>& old, const PseudoMachine<T>& now) {
            moved = max(moved, abs(now.work + now.down - old.work - old.down));
            old = now;
        };
        for (std::size_t i = 1; i + 1 < k; ++i) {
            const T time = T(1) / blocks[i - 1].throughput;
            replace(up[i], held_up(own[i], up[i - 1], blocks[i - 1].starved * time,
                                   blocks[i - 1].starved_slow * time, mean));
            evaluate(i);
        }
        for (std::size_t i = k - 2; i-- > 0;) {
            const T time = T(1) / blocks[i + 1].throughput;
            replace(down[i], held_up(own[i + 1], down[i + 1], blocks[i + 1].blocked * time,
                                     blocks[i + 1].blocked_slow * time, mean));
            evaluate(i);
        }
        before = last;
        last = line.throughput;
        line.throughput = mean_throughput(blocks);
        if constexpr (std::is_same_v<T, double>)
            if (!(std::abs(line.throughput - last) > tolerance * last ||
                  moved * line.throughput > 10 * tolerance))
                break;
    }
    for (std::size_t i = 0; i + 1 < k; ++i)
        blocks[i] = continuous_block(up[i].machine(), down[i].machine(), buffers[i]);
    if (k == 2) {
        line.throughput = blocks[0].throughput;
        return line;
    }
    const T step = line.throughput - last;
    const T share = step / select(last == before, T(1), last - before);
    const auto steady = both(share > T(-0.9), share < T(0.9));
    line.throughput += select(steady, step * share / (T(1) - share), T(0));
    return line;
}

} // namespace detail

/// A line of machines with finite buffers between them, by decomposition into blocks of two whose
/// pseudo-machines stand for all that lies before and after (Dallery, David and Xie; where speeds
/// differ, the time lost by working slower is added to the pseudo-machine's own). Two machines
/// exactly. On other scalars than double nothing is checked and the number of sweeps is fixed.
/// @throws Error where a speed or repair rate is not above 0, anything else below 0, there are
///   fewer than two machines or not one buffer less than machines
template <class T>
ContinuousLine<T> continuous_line(std::span<const ContinuousMachine<T>> machines,
                                  std::span<const T> buffers, RepairMean mean = RepairMean::rates) {
    if constexpr (std::is_same_v<T, double>) {
        const char* function = "continuous_line";
        if (machines.size() < 2)
            throw Error(function, "there are " + std::to_string(machines.size()) +
                                      " machines, must be at least 2");
        if (buffers.size() + 1 != machines.size())
            throw Error(function, "there are " + std::to_string(buffers.size()) +
                                      " buffers, must be one less than machines (" +
                                      std::to_string(machines.size()) + ")");
        for (std::size_t i = 0; i < machines.size(); ++i)
            detail::check_machine(function, " " + std::to_string(i + 1), machines[i]);
        for (std::size_t i = 0; i < buffers.size(); ++i)
            detail::check_argument(function, "buffer " + std::to_string(i + 1), buffers[i],
                                   bounds::non_negative);
    }
    return detail::decomposed(machines, buffers, mean);
}

/// The same from lists of numbers; no speeds stated: all 1.
/// @throws Error also where the lists are not of one length
inline ContinuousLine<double> continuous_line(const std::vector<double>& failure_rates,
                                              const std::vector<double>& repair_rates,
                                              const std::vector<double>& buffers,
                                              const std::vector<double>& speeds = {}) {
    const std::size_t k = failure_rates.size();
    if (repair_rates.size() != k || (!speeds.empty() && speeds.size() != k))
        throw Error("continuous_line",
                    "failure_rates, repair_rates and speeds must have one number a machine");
    std::vector<ContinuousMachine<double>> machines;
    for (std::size_t i = 0; i < k; ++i)
        machines.push_back({speeds.empty() ? 1. : speeds[i], failure_rates[i], repair_rates[i], 0});
    return continuous_line<double>(machines, buffers);
}

} // namespace rampcast
