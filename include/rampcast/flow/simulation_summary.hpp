#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/interval.hpp"
#include "rampcast/flow/lots.hpp"
#include "rampcast/flow/replication.hpp"
#include "rampcast/flow/simulation.hpp"
#include "rampcast/flow/statistics.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/piles_up.hpp"
#include "rampcast/line/stations_alone.hpp"
#include "rampcast/line/validate_line.hpp"
#include "rampcast/line/visits.hpp"

/// What the replications of a line come to.
namespace rampcast::detail {

/// A column of the replications.
inline std::vector<double> column(const std::vector<Replication>& all, double Replication::* what) {
    std::vector<double> values;
    values.reserve(all.size());
    for (const Replication& each : all) values.push_back(each.*what);
    return values;
}
inline double total(const std::vector<Replication>& all, double Replication::* what) {
    double sum = 0;
    for (const Replication& each : all) sum += each.*what;
    return sum;
}

/// A figure of the parts of one long run, its warm-up left out.
inline std::vector<double> series(const Replication& run, std::size_t first,
                                  double RunBlock::* what) {
    std::vector<double> values;
    for (std::size_t k = first; k < run.blocks.size(); ++k) values.push_back(run.blocks[k].*what);
    return values;
}

/// What the replications tell of ratios of their totals, with the interval over replications or,
/// for a single one, over its parts.
struct RunFigures {
    const std::vector<Replication>& all;
    double confidence;
    std::size_t first_block = 0; ///< of one long run: the first part that is measured
    double warm_up_pieces = 0;   ///< good ones that left before the window
    double together = 1;         ///< pieces that may leave at one moment

    Estimate ratio(double Replication::* top, double Replication::* bottom, double RunBlock::* part,
                   double RunBlock::* of) const {
        if (all.size() > 1)
            return ratio_estimate(column(all, top), column(all, bottom), confidence);
        Estimate result{all.front().*top / all.front().*bottom,
                        std::numeric_limits<double>::infinity()};
        const std::vector<double> parts = series(all.front(), first_block, part);
        if (parts.size() >= 8)
            result.half_width =
                batch_ratio(parts, series(all.front(), first_block, of), confidence).half_width;
        return result;
    }

    /// Good pieces an hour of all time.
    Estimate throughput() const {
        return cut(
            ratio(&Replication::good, &Replication::hours, &RunBlock::good, &RunBlock::hours));
    }
    Estimate work_in_process() const {
        return cut(ratio(&Replication::piece_hours, &Replication::hours, &RunBlock::piece_hours,
                         &RunBlock::hours));
    }
    Estimate lead_time() const {
        return cut(ratio(&Replication::lead_hours, &Replication::good, &RunBlock::lead_hours,
                         &RunBlock::good));
    }

    /// No interval is narrower than what the window's ends may cut off in every replication: the
    /// pieces that leave together.
    Estimate cut(Estimate result) const {
        const double pieces = total(all, &Replication::good) / static_cast<double>(all.size());
        const double least = std::abs(result.value) * together / std::max(pieces, 1.);
        result.half_width = std::max(result.half_width, least);
        return result;
    }
    /// Lim Var N(t) / t: of the pieces made beyond rate × hours, over the hours.
    double variance_rate() const {
        std::vector<double> pieces, hours;
        if (all.size() > 1) {
            pieces = column(all, &Replication::good);
            hours = column(all, &Replication::hours);
        } else {
            pieces = series(all.front(), first_block, &RunBlock::good);
            hours = series(all.front(), first_block, &RunBlock::hours);
        }
        if (hours.size() < 2) return std::numeric_limits<double>::quiet_NaN();
        double time = 0, squares = 0;
        for (const double each : hours) time += each;
        for (const double each : ratio_of(pieces, hours).deviations) squares += each * each;
        const double count = static_cast<double>(hours.size());
        return squares / (count - 1) * (time / count);
    }
};

/// Shares of time at each station, and mean buffer levels.
inline void fill_stations(Simulation& result, const LineOf<double>& line,
                          const StationsAlone& alone, const std::vector<Replication>& all) {
    result.stations.resize(all.front().stations.size());
    fill_alone(result, line, alone);
    for (std::size_t i = 0; i < result.stations.size(); ++i) {
        const bool in_series = i < line.stations.size();
        const double places = in_series ? line.stations[i].places
                                        : line.rework_stations[i - line.stations.size()].places;
        const double hours = result.hours * places;
        StationPerformance& shares = result.stations[i];
        for (const Replication& each : all) {
            const PlaceHours& spent = each.stations[i];
            shares.busy += spent.busy / hours;
            shares.down += spent.down / hours;
            shares.blocked += spent.blocked / hours;
            shares.starved += spent.starved / hours;
            shares.off_shift += spent.off_shift / hours;
        }
    }
    result.buffer_levels.assign(all.front().buffer_hours.size(), 0.0);
    for (const Replication& each : all)
        for (std::size_t i = 0; i < result.buffer_levels.size(); ++i)
            result.buffer_levels[i] += each.buffer_hours[i] / result.hours;
}

/// The share of time the line is at work: that of its first station on the line's own calendar;
/// where none is, what the calendar says.
inline double working_share(const Simulation& result, const LineOf<double>& line,
                            const LineHours& hours) {
    for (std::size_t i = 0; i < line.stations.size(); ++i) {
        const std::string& calendar = line.stations[i].calendar;
        if (calendar.empty() || calendar == line.calendar) return 1 - result.stations[i].off_shift;
    }
    return hours.line / 24;
}

/// @param hours of the line's calendars
inline Simulation summary(const LineOf<double>& line, const LineHours& hours, RunFigures figures) {
    figures.together = leave_together(line, figures.warm_up_pieces);
    const std::vector<Replication>& all = figures.all;
    const Visits<double> visited = visits(line);
    const StationsAlone alone = stations_alone(line, visited, hours);
    constexpr double moment_h = 1e-9; // below which events are not told apart
    if (!(total(all, &Replication::hours) > moment_h * static_cast<double>(all.size())))
        throw Error(line_place(line), "the pieces measured leave at one moment; more are needed");
    const Estimate rate = figures.throughput();
    Simulation result;
    result.confidence = figures.confidence;
    result.replications = static_cast<int>(all.size());
    result.by_replication = all;
    result.hours = total(all, &Replication::hours);
    result.started = total(all, &Replication::started);
    result.good = total(all, &Replication::good);
    result.scrapped = total(all, &Replication::scrapped);
    result.joined = total(all, &Replication::joined);
    result.in_process_before = total(all, &Replication::in_process_before);
    result.in_process_after = total(all, &Replication::in_process_after);
    result.pieces =
        static_cast<std::int64_t>(std::llround(result.good / static_cast<double>(all.size())));
    fill_stations(result, line, alone, all);
    const double at_work = working_share(result, line, hours);
    result.throughput_per_h = rate.value / at_work;
    result.throughput_per_day = result.throughput_per_h * hours.line;
    result.throughput_interval = not_negative(
        {(rate.value - rate.half_width) / at_work, (rate.value + rate.half_width) / at_work});
    result.takt_s = 3600 / result.throughput_per_h;
    result.variance_rate_per_h = figures.variance_rate();
    result.piles_up_before = piles_up_before(line, alone);
    if (result.piles_up_before.empty())
        result.piles_up_before =
            overloaded_rework(line, visited, hours, result.throughput_interval.low);
    if (!result.piles_up_before.empty()) {
        result.work_in_process = result.lead_time_h = std::numeric_limits<double>::infinity();
        return result;
    }
    const Estimate held = figures.work_in_process(), lead = figures.lead_time();
    result.work_in_process = held.value;
    result.lead_time_h = lead.value;
    result.work_in_process_interval = not_negative(held.interval());
    result.lead_time_interval = not_negative(lead.interval());
    return result;
}

} // namespace rampcast::detail
