#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/flow/chain.hpp"
#include "rampcast/flow/exact_states.hpp"
#include "rampcast/flow/exact_stations.hpp"
#include "rampcast/flow/stationary.hpp"
#include "rampcast/line/check_line.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/performance.hpp"

namespace rampcast {

/// How a line's chain is solved.
struct ExactOptions {
    std::size_t most_states = 200'000; ///< chains with more are refused
    bool variance = false;             ///< whether the variance of the output is wanted
    bool operator==(const ExactOptions&) const = default;
};

/// What a line makes in the long run, by its Markov chain.
struct ExactLine : LinePerformance {
    std::size_t states{}; ///< of the chain
    /// Limit of Var N(t) / t an hour, N(t) the good pieces made in t hours; only if wanted.
    std::optional<double> variance_rate_per_h{};
    bool operator==(const ExactLine&) const = default;
};

namespace detail {

/// Rates alone and visits, which need no chain; the first of the slowest is the bottleneck.
inline void fill_alone(const LineOf<double>& line, const ExactModel& model,
                       LinePerformance& result) {
    result.stations.resize(model.stations.size());
    double entering_per_good = 1, slowest = 0;
    for (std::size_t i = model.stations.size(); i-- > 0;) {
        const ExactStation& station = model.stations[i];
        StationPerformance& out = result.stations[i];
        entering_per_good /= station.good;
        out.name = line.stations[i].name;
        out.visits_per_good = station.passes_of_piece * entering_per_good;
        out.rate_alone_per_h = station.places * station.availability() * station.phase_rate /
                               (station.phases * out.visits_per_good);
        if (result.bottleneck.empty() || out.rate_alone_per_h <= slowest) {
            slowest = out.rate_alone_per_h;
            result.bottleneck = out.name;
        }
    }
}

/// Shares, levels and pieces: means over the states.
inline void fill_means(const ExactModel& model, const ExactStates& states, const Chain& chain,
                       const std::vector<double>& share, LinePerformance& result) {
    const std::size_t stations = model.stations.size();
    result.buffer_levels.assign(stations - 1, 0.0);
    std::vector<std::uint32_t> state(states.greatest().size());
    for (std::size_t s = 0; s < share.size(); ++s) {
        if (!(share[s] > 0)) continue;
        chain.states.get(s, state);
        for (std::size_t i = 0; i < stations; ++i) {
            StationPerformance& out = result.stations[i];
            const std::uint32_t free = state[states.layout()[i].free];
            const std::uint32_t ready = i == 0 ? free : std::min(free, states.waiting(state, i));
            const double weight = share[s] / model.stations[i].places;
            out.busy += weight * states.working(state, i);
            out.down += weight * states.down(state, i);
            out.blocked += weight * (states.finished(state, i) + ready);
            out.starved += weight * (free - ready);
            if (i > 0) result.buffer_levels[i - 1] += share[s] * states.waiting(state, i);
            result.work_in_process += share[s] * states.pieces(state, i);
        }
    }
}

} // namespace detail

/// What a line makes in the long run, exactly: the stationary distribution of its Markov chain.
///
/// Times are exponential (`cycle_time_scv` 1) or Erlang of k phases (1/k), divided by
/// `performance`; times between failures and repairs are exponential, of each place by itself.
/// Operation-dependent failures strike only places at work; the work goes on where it stopped.
/// A place has one failure at a time, and meanwhile no other. Few repairers take places in the
/// order in which they fail. What fails its test takes its whole time again at its place
/// (`repair`, `restart`) or leaves the line (`scrap`).
///
/// `buffers` are waiting places without those on the stations: a station and the buffer before it
/// hold b + places pieces, also where a place is down.
/// - `Blocking::after`: a finished piece stays on its place, which is blocked and does not work,
///   until there is room; then it leaves, even if the place is down (of several pieces, one from a
///   place that is up first, then one under repair). Two stations of one rate, a place each, make
///   (b + 2) / (b + 3) of it. A model in which N counts the finished piece on the machine before
///   and the piece on the machine behind as well is this one with b = N - 2.
/// - `Blocking::before`: a piece is begun only if there is room for it and for those at work. The
///   models where a machine works if its input holds a piece and its output, of N pieces, has room
///   (the piece on the machine behind included) are this one with b = N - 1.
///
/// The first station always has pieces to begin, the last always room. Work in process counts the
/// pieces begun and not gone; lead time is theirs by Little's law, scrapped pieces included. Ramp,
/// noise and changes do not count: the line is mature, and works round the clock.
///
/// @throws Error for what a chain cannot hold (other times, handling, batches, crews, calendars,
///   off-line rework, sequences, buffers without limit or not whole), by name and place, and for
///   lines of more states than `most_states`
inline ExactLine exact(const LineOf<double>& line, const ExactOptions& options = {}) {
    const detail::ExactModel model = detail::exact_model(line);
    if (options.most_states < 1 || options.most_states > 100'000'000)
        throw Error("exact", "most_states is " + std::to_string(options.most_states) +
                                 ", must be at least 1 and at most 1e8");
    const std::optional<double> count = detail::ExactCount(model)();
    if (count && *count > static_cast<double>(options.most_states))
        throw Error(model.place, "the chain has " + detail::number_text(*count) +
                                     " states, at most " + std::to_string(options.most_states) +
                                     " are solved (most_states)");
    detail::ExactStates states(model);
    const Chain chain = reachable_chain(
        states.greatest(), states.start(),
        [&states](std::span<const std::uint32_t> state, const auto& emit) { states(state, emit); },
        options.most_states, model.place);
    const std::vector<double> share = stationary(chain, model.place);

    ExactLine result;
    result.states = chain.states.size();
    result.throughput_per_h = output_rate(chain, share);
    if (!(result.throughput_per_h > 0)) throw Error(model.place, "the line makes nothing");
    result.throughput_per_day = 24 * result.throughput_per_h;
    result.takt_s = 3600 / result.throughput_per_h;
    detail::fill_alone(line, model, result);
    detail::fill_means(model, states, chain, share, result);
    double entering_per_good = 1;
    for (const detail::ExactStation& station : model.stations) entering_per_good /= station.good;
    result.lead_time_h = result.work_in_process / (result.throughput_per_h * entering_per_good);
    result.method = "exact Markov chain of " + std::to_string(result.states) + " states";
    if (options.variance)
        result.variance_rate_per_h = output_variance_rate(chain, share, model.place);
    return result;
}

/// The same with every uncertain number at its median.
inline ExactLine exact(const LineOf<Uncertain>& line, const ExactOptions& options = {}) {
    return exact(at_medians(line), options);
}

} // namespace rampcast
