#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/forecast_data.hpp"

/// Parts of a run as one.
namespace rampcast {

namespace detail {

/// Copies the `count` scrambles from `first` of what is laid out scramble by scramble, `rows`
/// times.
template <class T>
void take_scrambles(std::vector<T>& into, const std::vector<T>& from, std::size_t rows, int first,
                    int count) {
    if (into.empty()) return;
    const std::size_t each = into.size() / rows / scrambles;
    for (std::size_t row = 0; row < rows; ++row) {
        const auto begin =
            static_cast<std::ptrdiff_t>((row * scrambles + static_cast<std::size_t>(first)) * each);
        const auto size = static_cast<std::ptrdiff_t>(each * static_cast<std::size_t>(count));
        std::copy(from.begin() + begin, from.begin() + begin + size, into.begin() + begin);
    }
}

/// Adds a series of a part with other scrambles.
inline void merge_series(SeriesTotals& into, const SeriesTotals& from, int first, int count) {
    for (int i = first; i < first + count; ++i) {
        const auto j = static_cast<std::size_t>(i);
        into.paths[j] = from.paths[j];
        into.sums[j] = from.sums[j];
        into.squares[j] = from.squares[j];
        into.by_scramble[j] = from.by_scramble[j];
        for (std::size_t m = 0; m < into.masses.size(); ++m)
            into.masses[m].paths[j] = from.masses[m].paths[j];
    }
    into.lowest = std::min(into.lowest, from.lowest);
    into.highest = std::max(into.highest, from.highest);
    into.counts.add(from.counts);
    take_scrambles(into.values, from.values, 1, first, count);
    take_scrambles(into.defined, from.defined, 1, first, count);
}

/// Adds what a part with other scrambles found of one combination. Whatever is no integer is of a
/// scramble, so that the sums are those of one run.
inline void merge_totals(CombinationTotals& into, const CombinationTotals& from, int first,
                         int count) {
    for (std::size_t s = 0; s < into.series.size(); ++s)
        merge_series(into.series[s], from.series[s], first, count);
    for (std::size_t k = 0; k < into.binding.size(); ++k)
        for (std::size_t c = 0; c < into.binding[k].size(); ++c) {
            into.binding[k][c].bound += from.binding[k][c].bound;
            into.binding[k][c].alone += from.binding[k][c].alone;
            for (int i = first; i < first + count; ++i)
                into.binding[k][c].units_lost[static_cast<std::size_t>(i)] =
                    from.binding[k][c].units_lost[static_cast<std::size_t>(i)];
        }
    for (std::size_t k = 0; k < into.line_binding.size(); ++k)
        for (std::size_t i = 0; i < into.line_binding[k].size(); ++i)
            into.line_binding[k][i] += from.line_binding[k][i];
    for (std::size_t t = 0; t < into.targets.size(); ++t) {
        for (std::size_t y = 0; y < into.targets[t].size(); ++y)
            for (int i = first; i < first + count; ++i)
                into.targets[t][y][static_cast<std::size_t>(i)] =
                    from.targets[t][y][static_cast<std::size_t>(i)];
        for (std::size_t k = 0; k < into.first_passage[t].size(); ++k)
            into.first_passage[t][k] += from.first_passage[t][k];
    }
}

} // namespace detail

RAMPCAST_INLINE bool Forecast::is_part() const {
    return data_->setup->schedule.scramble_count != scrambles;
}

RAMPCAST_INLINE void Forecast::check_whole() const {
    if (is_part())
        throw Error("forecast", "this is a part of a run, whose figures Forecast.merge gives");
}

RAMPCAST_INLINE Forecast Forecast::merge(const std::vector<Forecast>& parts) {
    if (parts.empty()) throw Error("merge", "there are no parts, must be at least one");
    std::vector<const Forecast*> order;
    for (const Forecast& each : parts) order.push_back(&each);
    const auto schedule = [](const Forecast& of) -> const detail::Schedule& {
        return of.data_->setup->schedule;
    };
    std::sort(order.begin(), order.end(), [&](const Forecast* a, const Forecast* b) {
        return schedule(*a).first_scramble < schedule(*b).first_scramble;
    });
    const Forecast& first = *order.front();
    int next = 0;
    for (const Forecast* each : order) {
        const detail::Schedule& own = schedule(*each);
        if (!(each->plant() == first.plant() && each->timeline() == first.timeline() &&
              each->options().same_run(first.options()) && !each->base_ && !first.base_ &&
              each->drivers() == first.drivers()))
            throw Error("merge", "parts differ in more than their paths; plant, timeline and "
                                 "options must be the same");
        const auto path = [&](int scramble) {
            return std::to_string(static_cast<std::uint64_t>(scramble) * own.paths_per_scramble);
        };
        if (own.first_scramble != next)
            throw Error("merge", "path " + path(std::min(own.first_scramble, next)) + " is in " +
                                     (own.first_scramble > next ? "no part" : "two parts") +
                                     ", must be in one");
        next = own.first_scramble + own.scramble_count;
    }
    if (next != scrambles)
        throw Error("merge", "path " +
                                 std::to_string(static_cast<std::uint64_t>(next) *
                                                schedule(first).paths_per_scramble) +
                                 " is in no part, must be in one");
    if (parts.size() == 1) return parts.front();
    auto setup = std::make_shared<detail::Setup>(*first.data_->setup);
    setup->schedule.first_scramble = 0;
    setup->schedule.scramble_count = scrambles;
    setup->options.first_path = setup->options.path_count = 0;
    std::vector<CombinationTotals> totals = first.data_->totals;
    const std::size_t shown = setup->grid.cells.size() - setup->grid.first_shown;
    for (std::size_t p = 1; p < order.size(); ++p) {
        const detail::Schedule& own = schedule(*order[p]);
        for (std::size_t c = 0; c < totals.size(); ++c) {
            const CombinationTotals& from = order[p]->data_->totals[c];
            detail::merge_totals(totals[c], from, own.first_scramble, own.scramble_count);
            for (auto member : {&CombinationTotals::units, &CombinationTotals::value})
                detail::take_scrambles(totals[c].*member, from.*member, shown, own.first_scramble,
                                       own.scramble_count);
        }
    }
    Forecast result = run(first.plant(), first.timeline(), std::move(setup), std::move(totals));
    result.weights_ = first.weights_;
    return result;
}

} // namespace rampcast
