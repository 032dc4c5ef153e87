#pragma once

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "rampcast/core/walk.hpp"
#include "rampcast/flow/events.hpp"
#include "rampcast/flow/path_engine.hpp"
#include "rampcast/flow/sample_path.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/line/capacity.hpp"

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/path_engine_body.hpp"
#endif

namespace rampcast {

namespace detail {

/// Refuses options outside their ranges.
inline void check_options(const SimulationOptions& options) {
    const auto refuse = [](const char* name, double value, const char* allowed) {
        throw Error("simulate", std::string(name) + " is " + number_text(value) + ", " + allowed);
    };
    const auto number = [](auto count) { return static_cast<double>(count); };
    if (options.pieces < 1) refuse("pieces", number(options.pieces), "must be at least 1");
    if (options.replications < 1)
        refuse("replications", number(options.replications), "must be at least 1");
    if (options.most_replications < 1)
        refuse("most_replications", number(options.most_replications), "must be at least 1");
    if (options.threads < 0) refuse("threads", number(options.threads), "must be at least 0");
    if (!(options.confidence > 0 && options.confidence < 1))
        refuse("confidence", options.confidence, "must be greater than 0 and less than 1");
    if (options.precision && !(*options.precision > 0 && std::isfinite(*options.precision)))
        refuse("precision", *options.precision, "must be greater than 0");
    if (options.warm_up_pieces && *options.warm_up_pieces < 0)
        refuse("warm_up_pieces", number(*options.warm_up_pieces), "must be at least 0");
}

/// Pieces that fit on a line; buffers without limit are left out.
inline std::int64_t pieces_held(const LineOf<double>& line) {
    double held = 0;
    for (const auto& station : line.stations) held += station.places * station.batch;
    for (const double buffer : line.buffers) held += buffer;
    return static_cast<std::int64_t>(held);
}

/// What is known of a line's stations beforehand: good pieces of the line an hour of its work that
/// each would make alone, in series order, and how often a place is taken for each good piece, the
/// rework stations after the others.
struct StationsAlone {
    std::vector<double> rates_per_h{}, visits{};
    double line_hours_per_day = 24; ///< by the line's calendar, closures left out
};
inline StationsAlone stations_alone(const LineOf<double>& line,
                                    const std::vector<Calendar>& calendars) {
    const LineHours hours = line_hours(line, calendars);
    const Visits<double> visited = visits(line);
    StationsAlone alone{{}, visited.stations, hours.line};
    alone.visits.insert(alone.visits.end(), visited.rework_stations.begin(),
                        visited.rework_stations.end());
    for (const auto& station : flow_stations<double>(line, visited, hours.stations))
        alone.rates_per_h.push_back(station.rate / hours.line);
    return alone;
}

/// Calls `work(i)` for i below `count` on up to `threads` threads (0: one a processor).
template <class Work> void on_threads(int count, int threads, const Work& work) {
    const int processors = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    const int used = std::min(count, threads > 0 ? threads : processors);
    std::atomic<int> next{0};
    std::exception_ptr failure;
    std::mutex guard;
    const auto take = [&] {
        try {
            for (int i = next++; i < count; i = next++) work(i);
        } catch (...) {
            const std::lock_guard lock(guard);
            if (!failure) failure = std::current_exception();
            next = count;
        }
    };
    {
        std::vector<std::jthread> others;
        for (int t = 1; t < used; ++t) others.emplace_back(take);
        take();
    }
    if (failure) std::rethrow_exception(failure);
}

/// Runs replications of one line by the engine that covers it.
class LineRunner {
public:
    LineRunner(const LineOf<double>& line, const SimulationOptions& options,
               const std::vector<Calendar>& calendars, Date start)
        : line_(line),
          options_(options),
          calendars_(calendars),
          start_(start),
          by_recursion_(sample_path_covers(line)) {}
    bool by_recursion() const { return by_recursion_; }

    /// The replications asked for, in parts on the threads; the parts do not depend on them.
    std::vector<Replication> run(const PathRun& asked) const {
        const int part = by_recursion_ ? 16 : 1;
        const int parts = (asked.replications + part - 1) / part;
        std::vector<std::vector<Replication>> results(static_cast<std::size_t>(parts));
        std::vector<std::vector<double>> departures(
            asked.departures_h ? static_cast<std::size_t>(parts) : 0);
        on_threads(parts, options_.threads, [&](int i) {
            PathRun own = asked;
            own.first_replication += i * part;
            own.replications = std::min(part, asked.replications - i * part);
            if (asked.departures_h) {
                auto& sums = departures[static_cast<std::size_t>(i)];
                sums.assign(asked.departures_h->size(), 0.0);
                own.departures_h = &sums;
            }
            results[static_cast<std::size_t>(i)] = run_part(own);
        });
        std::vector<Replication> all;
        for (auto& some : results)
            all.insert(all.end(), std::make_move_iterator(some.begin()),
                       std::make_move_iterator(some.end()));
        for (const auto& sums : departures)
            for (std::size_t k = 0; k < sums.size(); ++k) (*asked.departures_h)[k] += sums[k];
        return all;
    }

    /// Pieces to be left out at the start, by MSER-5 of a pilot with draws of its own, longer
    /// until it settles.
    std::int64_t warm_up() const {
        constexpr std::int64_t stride = 5;
        constexpr int replications = 16, most_runs = 5;
        const std::int64_t held = pieces_held(line_);
        std::int64_t pieces = std::max<std::int64_t>(2000, 20 * held);
        pieces += (stride - pieces % stride) % stride;
        for (int run_number = 1;; ++run_number, pieces *= 2) {
            std::vector<double> left(static_cast<std::size_t>(pieces / stride), 0.0);
            run({.seed = options_.seed,
                 .first_replication = 1 << 30,
                 .replications = replications,
                 .warm_up_pieces = 0,
                 .pieces = pieces,
                 .departures_h = &left,
                 .departures_every = stride});
            for (std::size_t k = left.size(); k-- > 1;) left[k] -= left[k - 1];
            const Truncation found = mser(left, 1);
            if (found.settled || run_number == most_runs)
                return std::max(held, stride * static_cast<std::int64_t>(found.observations));
        }
    }

private:
    const LineOf<double>& line_;
    const SimulationOptions& options_;
    const std::vector<Calendar>& calendars_;
    Date start_;
    bool by_recursion_;

    std::vector<Replication> run_part(const PathRun& run) const {
        if (!by_recursion_) return run_events(line_, run, calendars_, start_);
        return path_engine().run(line_, run);
    }
};

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
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < all.front().stations.size(); ++i) {
        const bool in_series = i < line.stations.size();
        const StationOf<double>& station =
            in_series ? line.stations[i] : line.rework_stations[i - line.stations.size()];
        const double hours = result.hours * station.places;
        StationPerformance shares{.name = station.name};
        for (const Replication& each : all) {
            const PlaceHours& spent = each.stations[i];
            shares.busy += spent.busy / hours;
            shares.down += spent.down / hours;
            shares.blocked += spent.blocked / hours;
            shares.starved += spent.starved / hours;
            shares.off_shift += spent.off_shift / hours;
        }
        shares.visits_per_good = alone.visits[i];
        if (in_series) {
            shares.rate_alone_per_h = alone.rates_per_h[i];
            if (alone.rates_per_h[i] < least) {
                least = alone.rates_per_h[i];
                result.bottleneck = station.name;
            }
        }
        result.stations.push_back(shares);
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

/// The share of time the line is at work: that of its first station on the line's own calendar.
inline double working_share(const Simulation& result, const LineOf<double>& line) {
    for (std::size_t i = 0; i < line.stations.size(); ++i)
        if (line.stations[i].calendar.empty()) return 1 - result.stations[i].off_shift;
    return 1;
}

inline Simulation summary(const LineOf<double>& line, const StationsAlone& alone,
                          const std::vector<Replication>& all, const LongRun& batches,
                          const Estimate& rate, double confidence) {
    Simulation result;
    result.confidence = confidence;
    result.replications = static_cast<int>(all.size());
    result.hours = total(all, &Replication::hours);
    result.started = total(all, &Replication::started);
    result.good = total(all, &Replication::good);
    result.scrapped = total(all, &Replication::scrapped);
    result.in_process_before = total(all, &Replication::in_process_before);
    result.in_process_after = total(all, &Replication::in_process_after);
    fill_stations(result, line, alone, all);
    const double at_work = working_share(result, line);
    result.throughput_per_h = rate.value / at_work;
    result.throughput_per_day = result.throughput_per_h * alone.line_hours_per_day;
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

/// One long run: its replication and the hours of 64 batches, the first that is not whole left
/// out.
inline LongRun run_long(const LineRunner& runner, PathRun asked, std::vector<Replication>& all) {
    LongRun result;
    const std::int64_t size = std::max<std::int64_t>(1, asked.pieces / 64);
    const std::int64_t end = asked.warm_up_pieces + asked.pieces;
    std::vector<double> left(static_cast<std::size_t>(end / size), 0.0);
    asked.departures_h = &left;
    asked.departures_every = size;
    all = runner.run(asked);
    result.batch_pieces = static_cast<double>(size);
    const auto first = static_cast<std::size_t>((asked.warm_up_pieces + size - 1) / size);
    for (std::size_t k = first; k < left.size(); ++k) {
        const double begin = k > 0 ? left[k - 1] : 0;
        if (k > 0 || asked.warm_up_pieces == 0) result.batch_hours.push_back(left[k] - begin);
    }
    return result;
}

} // namespace detail

RAMPCAST_INLINE Simulation simulate(const LineOf<double>& line, const SimulationOptions& options,
                                    const std::vector<Calendar>& calendars, Date start) {
    detail::check_options(options);
    std::vector<std::string> names;
    for (const Calendar& calendar : calendars) {
        validate(calendar, "calendar." + calendar.name);
        names.push_back(calendar.name);
    }
    check(line, names, Places::whole);
    const detail::LineRunner runner(line, options, calendars, start);
    PathRun run{.seed = options.seed, .pieces = options.pieces};
    run.warm_up_pieces = options.warm_up_pieces ? *options.warm_up_pieces : runner.warm_up();
    std::vector<Replication> all;
    detail::LongRun batches;
    Estimate rate;
    const auto reached = [&] {
        return !options.precision || rate.half_width <= *options.precision;
    };
    if (options.replications == 1) {
        const std::int64_t most = options.pieces * options.most_replications;
        for (;; run.pieces *= 2) {
            batches = detail::run_long(runner, run, all);
            rate = detail::throughput(all, batches, options.confidence);
            if (reached() || 2 * run.pieces > most) break;
        }
    } else {
        for (int count = options.replications;; count *= 2) {
            run.first_replication = static_cast<int>(all.size());
            run.replications = count - run.first_replication;
            const std::vector<Replication> more = runner.run(run);
            all.insert(all.end(), more.begin(), more.end());
            rate = detail::throughput(all, batches, options.confidence);
            if (reached() || 2 * count > options.most_replications) break;
        }
    }
    Simulation result = detail::summary(line, detail::stations_alone(line, calendars), all, batches,
                                        rate, options.confidence);
    result.precision_reached = reached();
    result.pieces = run.pieces;
    result.warm_up_pieces = run.warm_up_pieces;
    result.method =
        std::string(runner.by_recursion() ? "sample path recursion, " : "event by event, ") +
        (all.size() == 1 ? "one long run" : std::to_string(all.size()) + " replications");
    return result;
}

} // namespace rampcast
