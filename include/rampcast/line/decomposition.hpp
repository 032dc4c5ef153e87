#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/line/continuous_block.hpp"

namespace rampcast {

/// How repair times of several causes are made one: as the mean rate (Dallery, David and Xie) or
/// as the mean time, each weighted by its share of the down time. The mean time keeps the
/// variability of the flow and is closer to the truth where repair times differ widely.
enum class RepairMean { rates, times };

namespace detail {

/// How a machine stops, of one kind: briefly because times of single pieces spread, or for long
/// because it fails.
template <class T> struct Stops {
    T down{};        ///< time a piece
    T repair = T(1); ///< rate at which a stop ends
    T idle{};        ///< rate of stops while it stands, as a share of that at work
};

/// A machine through which material flows, or what stands for all machines on one side of a
/// buffer. Its kinds of stops are nested: brief ones first, within the time outside longer ones.
template <class T, std::size_t kinds> struct StoppingMachine {
    T time{}; ///< a piece, stops of all kinds included
    std::array<Stops<T>, kinds> stops{};

    /// Time a piece outside the stops of one kind and of all longer ones.
    T work(std::size_t kind) const {
        T result = time;
        for (std::size_t longer = kind; longer < kinds; ++longer) result -= stops[longer].down;
        return max(result, T(1e-9) * time);
    }
    /// The machine with the stops of one kind only, when `delay` a piece comes on top.
    ContinuousMachine<T> only(std::size_t kind, const T& delay) const {
        const Stops<T>& own = stops[kind];
        const T worked = work(kind);
        T down = own.down;
        if (kind > 0) down += down * own.idle * delay / worked;
        const T speed = T(1) / (worked + delay);
        return {speed, down * own.repair * speed, own.repair, own.idle};
    }
};

/// Two such machines and the buffer between them, which has places of its own for each kind.
template <class T, std::size_t kinds> struct StoppingBlock {
    T time{};                   ///< from piece to piece
    T delay_up{}, delay_down{}; ///< each machine's for brief stops, while neither is in a long one
    std::array<ContinuousBlock<T>, kinds> of{}; ///< each kind of stops
};

/// What brief stops cost, as a delay of the machines between long ones: the slower is delayed to
/// the pace at which both go on. The faster is at most as late as two of its speed would be, which
/// 1.5 times the variance of their stops over twice the buffer stays above; both delayed times grow
/// with either machine's own.
template <class T, std::size_t kinds>
void set_delays(StoppingBlock<T, kinds>& block, const StoppingMachine<T, kinds>& up,
                const StoppingMachine<T, kinds>& down, const T& buffer, std::size_t kind) {
    const T work_up = up.work(kind + 1);
    const T work_down = down.work(kind + 1);
    const T slower = max(work_up, work_down);
    const T lost = max(block.time - slower, T(0));
    const auto variance = [&](const StoppingMachine<T, kinds>& machine, const T& work) {
        const Stops<T>& stops = machine.stops[kind];
        return T(2) * stops.down / (stops.repair * work * work);
    };
    const T spread = variance(up, work_up) + variance(down, work_down);
    const T bound = T(1.5) * spread / (T(2) * buffer + T(1.25) * spread);
    const auto delay = [&](const T& work) {
        return select(work >= slower, lost, min(lost + T(0.5) * (slower - work), work * bound));
    };
    block.delay_up = delay(work_up);
    block.delay_down = delay(work_down);
}

/// Kind by kind, each with the delays of those before it.
template <bool level, class T, std::size_t kinds>
StoppingBlock<T, kinds> stopping_block(const StoppingMachine<T, kinds>& up,
                                       const StoppingMachine<T, kinds>& down,
                                       const std::array<T, kinds>& buffer) {
    StoppingBlock<T, kinds> block;
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        block.of[kind] = continuous_block<level>(up.only(kind, block.delay_up),
                                                 down.only(kind, block.delay_down), buffer[kind]);
        block.time = T(1) / block.of[kind].throughput;
        if (kind + 1 < kinds) set_delays(block, up, down, buffer[kind], kind);
    }
    return block;
}

/// Stops of a machine that besides its own is stopped for `lost` a piece by what lies beyond. What
/// the machine fails while it stands comes on top.
template <class T>
Stops<T> joined_stops(const Stops<T>& own, const Stops<T>& beyond, const T& lost, RepairMean mean) {
    const T little(1e-30);
    const T own_stops = own.down * own.repair;
    const T other_stops = lost * beyond.repair;
    const T stops = own_stops + other_stops;
    Stops<T> result;
    result.down = own.down + lost;
    const T rate = mean == RepairMean::rates
                       ? stops / max(result.down, little)
                       : result.down / max(own.down / own.repair + lost / beyond.repair, little);
    const auto reliable = result.down <= little;
    result.repair = select(reliable, own.repair, rate);
    result.idle = select(reliable, own.idle,
                         (own.idle * own_stops + beyond.idle * other_stops) / max(stops, little));
    return result;
}

/// A machine held up by what lies beyond a buffer.
/// @param stands, slow, delay those members of the block around that buffer that say how long this
///   machine stands, how much slower than it could it works and how much it is delayed
template <class T, std::size_t kinds>
StoppingMachine<T, kinds>
held_up(const StoppingMachine<T, kinds>& own, const StoppingMachine<T, kinds>& beyond,
        const StoppingBlock<T, kinds>& block, T ContinuousBlock<T>::* stands,
        T ContinuousBlock<T>::* slow, T StoppingBlock<T, kinds>::* delay, RepairMean mean) {
    constexpr std::size_t last = kinds - 1;
    StoppingMachine<T, kinds> result;
    const T slower = block.of[last].*slow * block.time + block.*delay;
    const auto join = [&](std::size_t kind, const T& lost) {
        const Stops<T>& stops = own.stops[kind];
        result.stops[kind] =
            joined_stops(stops, beyond.stops[kind],
                         lost * (T(1) + stops.idle * stops.down / own.work(kind)), mean);
    };
    join(last, block.of[last].*stands * block.time);
    if constexpr (kinds == 2) {
        join(0, min(block.of[0].*stands / block.of[0].throughput, slower));
        result.stops[last].down +=
            block.*delay * own.stops[last].idle * own.stops[last].down / own.work(last);
    }
    result.time = own.time + (result.stops[last].down - own.stops[last].down) + slower;
    return result;
}

/// A line of machines and the pseudo-machines before and behind each buffer.
template <class T, std::size_t kinds> struct Decomposition {
    T throughput{}; ///< pieces a unit of time
    std::vector<StoppingMachine<T, kinds>> up{}, down{};
    std::vector<StoppingBlock<T, kinds>> blocks{};
};

/// Sweeps to and fro: on double until a sweep changes the throughput and the pseudo-machines by
/// less than `tolerance`, on other scalars a fixed number. The rest of the way, which shrinks by
/// the same share each sweep, is extrapolated (Aitken).
template <class T, std::size_t kinds>
Decomposition<T, kinds> decomposed(std::span<const StoppingMachine<T, kinds>> own,
                                   std::span<const std::array<T, kinds>> buffers, RepairMean mean,
                                   double tolerance = 1e-11) {
    using Block = ContinuousBlock<T>;
    using Joined = StoppingBlock<T, kinds>;
    const std::size_t k = own.size();
    Decomposition<T, kinds> line;
    line.up.resize(k - 1);
    line.down.resize(k - 1);
    line.blocks.resize(k - 1);
    // What lies behind a buffer starts as slow as the slowest there: starting from single machines,
    // long buffers would hold blocks apart for many sweeps.
    T slowest(0);
    for (std::size_t i = k - 1; i-- > 0;) {
        line.up[i] = own[i];
        line.down[i] = own[i + 1];
        slowest = max(slowest, own[i + 1].time);
        line.down[i].stops[kinds - 1].down += slowest - own[i + 1].time;
        line.down[i].time = slowest;
    }
    const auto evaluate = [&](std::size_t i) {
        line.blocks[i] = stopping_block<false>(line.up[i], line.down[i], buffers[i]);
    };
    evaluate(0);
    T last(0), before(0);
    const std::size_t most = k == 2 ? 0 : std::is_same_v<T, double> ? 1000 : 8 + 2 * k;
    for (std::size_t sweep = 0; sweep < most; ++sweep) {
        T moved(0); // the largest change of a pseudo-machine's time a piece
        const auto replace = [&](StoppingMachine<T, kinds>& old,
                                 const StoppingMachine<T, kinds>& now) {
            moved = max(moved, abs(now.time - old.time));
            old = now;
        };
        for (std::size_t i = 1; i + 1 < k; ++i) {
            replace(line.up[i], held_up(own[i], line.up[i - 1], line.blocks[i - 1], &Block::starved,
                                        &Block::starved_slow, &Joined::delay_down, mean));
            evaluate(i);
        }
        for (std::size_t i = k - 2; i-- > 0;) {
            replace(line.down[i],
                    held_up(own[i + 1], line.down[i + 1], line.blocks[i + 1], &Block::blocked,
                            &Block::blocked_slow, &Joined::delay_up, mean));
            evaluate(i);
        }
        before = last;
        last = line.throughput;
        // Blocks agree in the end but where failures follow the clock.
        T sum(0);
        for (const StoppingBlock<T, kinds>& block : line.blocks)
            sum += block.of[kinds - 1].throughput;
        line.throughput = sum / T(static_cast<double>(k - 1));
        if constexpr (std::is_same_v<T, double>)
            if (!(std::abs(line.throughput - last) > tolerance * last ||
                  moved * line.throughput > 10 * tolerance))
                break;
    }
    for (std::size_t i = 0; i + 1 < k; ++i)
        line.blocks[i] = stopping_block<true>(line.up[i], line.down[i], buffers[i]);
    if (k == 2) {
        line.throughput = T(1) / line.blocks[0].time;
        return line;
    }
    const T step = line.throughput - last;
    const T share = step / select(last == before, T(1), last - before);
    const auto steady = both(share > T(-0.9), share < T(0.9));
    line.throughput += select(steady, step * share / (T(1) - share), T(0));
    return line;
}

} // namespace detail
} // namespace rampcast
