#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/flow/chain.hpp"
#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/exact_count.hpp"
#include "rampcast/flow/exact_model.hpp"
#include "rampcast/flow/exact_states.hpp"
#include "rampcast/flow/stationary.hpp"
#include "rampcast/line/argument.hpp"
#include "rampcast/line/stations_alone.hpp"

/// What `exact.hpp` declares.
namespace rampcast {

namespace detail {

/// The stations of a model by themselves, places with one failure at a time.
inline StationsAlone stations_alone(const ExactModel& model) {
    const std::size_t count = model.stations.size();
    StationsAlone alone{std::vector<double>(count), std::vector<double>(count)};
    double entering_per_good = 1;
    for (std::size_t i = count; i-- > 0;) {
        const ExactStation& station = model.stations[i];
        entering_per_good /= station.good;
        alone.visits[i] = station.passes_of_piece * entering_per_good;
        alone.rates_per_h[i] = station.places * station.available * station.phase_rate /
                               (station.phases * alone.visits[i]);
    }
    return alone;
}

/// Shares, levels and pieces: means over the states.
inline void fill_means(const ExactModel& model, const ExactStates& states, const Chain& chain,
                       const std::vector<double>& share, LinePerformance& result,
                       const Poll& poll) {
    const std::size_t stations = model.stations.size();
    result.buffer_levels.assign(stations - 1, 0.0);
    std::vector<std::uint32_t> state(states.greatest().size());
    for (std::size_t s = 0; s < share.size(); ++s) {
        if (s % 4096 == 0) poll(1);
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

RAMPCAST_INLINE ExactLine exact(const LineOf<double>& line, const ExactOptions& options,
                                const Watch& watch) {
    const detail::Attention attention(watch);
    const detail::PartOf found(attention.poll(), 0, .3), solved(attention.poll(), .3, .7);
    const detail::ExactModel model = detail::exact_model(line);
    detail::check_argument("exact", "most_states", options.most_states, {.lower = 1, .upper = 1e8});
    const std::optional<double> count = detail::ExactCount(model)();
    if (count && *count > static_cast<double>(options.most_states))
        throw Error(model.place, "the chain has " + detail::number_text(*count) +
                                     " states, at most " + std::to_string(options.most_states) +
                                     " are solved (most_states)");
    detail::ExactStates states(model);
    const Chain chain = reachable_chain(
        states.greatest(), states.start(),
        [&states](std::span<const std::uint32_t> state, const auto& emit) { states(state, emit); },
        options.most_states, model.place, found.poll());
    const std::vector<double> share = stationary(chain, model.place, solved.poll());

    ExactLine result;
    result.states = chain.states.size();
    result.throughput_per_h = output_rate(chain, share);
    if (!(result.throughput_per_h > 0)) throw Error(model.place, "the line makes nothing");
    result.throughput_per_day = 24 * result.throughput_per_h;
    result.takt_s = 3600 / result.throughput_per_h;
    result.stations.resize(model.stations.size());
    detail::fill_alone(result, line, detail::stations_alone(model));
    detail::fill_means(model, states, chain, share, result, solved.poll());
    double entering_per_good = 1;
    for (const detail::ExactStation& station : model.stations) entering_per_good /= station.good;
    result.lead_time_h = result.work_in_process / (result.throughput_per_h * entering_per_good);
    result.method = "exact Markov chain of " + std::to_string(result.states) + " states";
    if (options.variance)
        result.variance_rate_per_h = output_variance_rate(chain, share, model.place, solved.poll());
    return result;
}

} // namespace rampcast
