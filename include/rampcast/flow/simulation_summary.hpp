#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include "rampcast/flow/replication.hpp"
#include "rampcast/flow/simulation.hpp"
#include "rampcast/flow/statistics.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/stations_alone.hpp"

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

/// The hours each batch of one long run took, and its pieces.
struct LongRun {
    std::vector<double> batch_hours{};
    double batch_pieces{};
};

/// Good pieces an hour, with the interval over replications or, for a single one, over batches.
inline Estimate throughput(const std::vector<Replication>& all, const LongRun& batches,
                           double confidence) {
    if (all.size() > 1)
        return ratio_estimate(column(all, &Replication::good), column(all, &Replication::hours),
                              confidence);
    Estimate result{all.front().good / all.front().hours, std::numeric_limits<double>::infinity()};
    if (batches.batch_hours.size() < 8) return result;
    const Batches joined = batch_means(batches.batch_hours);
    const std::vector<double> pieces(joined.means.size(), batches.batch_pieces);
    result.half_width = ratio_estimate(pieces, joined.means, confidence).half_width;
    return result;
}

/// Lim Var N(t) / t from the variance of the hours that a number of pieces took.
inline double variance_rate(const std::vector<double>& hours, double pieces, double rate_per_h) {
    if (hours.size() < 2) return std::numeric_limits<double>::quiet_NaN();
    const double count = static_cast<double>(hours.size());
    double mean = 0, squares = 0;
    for (const double value : hours) mean += value / count;
    for (const double value : hours) squares += (value - mean) * (value - mean);
    return squares / (count - 1) * rate_per_h * rate_per_h * rate_per_h / pieces;
}

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

/// Whether pieces pile up without end before a station, as there is room for them.
inline bool piles_up(const LineOf<double>& line, const StationsAlone& alone) {
    if (!line.buffers.empty()) return false;
    double before = alone.rates_per_h.front();
    for (const double rate : alone.rates_per_h) {
        if (rate < before * (1 - 1e-9)) return true;
        before = std::min(before, rate);
    }
    return false;
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
/// @param rate good pieces an hour of all time, with its interval
inline Simulation summary(const LineOf<double>& line, const LineHours& hours,
                          const std::vector<Replication>& all, const LongRun& batches,
                          const Estimate& rate, double confidence) {
    const StationsAlone alone = stations_alone(line, visits(line), hours);
    Simulation result;
    result.confidence = confidence;
    result.replications = static_cast<int>(all.size());
    result.by_replication = all;
    result.hours = total(all, &Replication::hours);
    result.started = total(all, &Replication::started);
    result.good = total(all, &Replication::good);
    result.scrapped = total(all, &Replication::scrapped);
    result.in_process_before = total(all, &Replication::in_process_before);
    result.in_process_after = total(all, &Replication::in_process_after);
    fill_stations(result, line, alone, all);
    const double at_work = working_share(result, line, hours);
    result.throughput_per_h = rate.value / at_work;
    result.throughput_per_day = result.throughput_per_h * hours.line;
    result.throughput_interval = {(rate.value - rate.half_width) / at_work,
                                  (rate.value + rate.half_width) / at_work};
    result.takt_s = 3600 / result.throughput_per_h;
    result.variance_rate_per_h =
        all.size() > 1
            ? variance_rate(column(all, &Replication::hours), all.front().good, rate.value)
            : variance_rate(batches.batch_hours, batches.batch_pieces, rate.value);
    if (piles_up(line, alone)) {
        result.work_in_process = result.lead_time_h = std::numeric_limits<double>::infinity();
        return result;
    }
    const Estimate held = ratio_estimate(column(all, &Replication::piece_hours),
                                         column(all, &Replication::hours), confidence);
    const Estimate lead = ratio_estimate(column(all, &Replication::lead_hours),
                                         column(all, &Replication::good), confidence);
    result.work_in_process = held.value;
    result.lead_time_h = lead.value;
    if (all.size() > 1) {
        result.work_in_process_interval = held.interval();
        result.lead_time_interval = lead.interval();
    }
    return result;
}

} // namespace rampcast::detail
