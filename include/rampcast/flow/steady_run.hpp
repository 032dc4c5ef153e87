#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/flow/line_runner.hpp"
#include "rampcast/flow/options.hpp"
#include "rampcast/flow/run_cost.hpp"
#include "rampcast/flow/simulation.hpp"
#include "rampcast/flow/simulation_summary.hpp"
#include "rampcast/line/argument.hpp"
#include "rampcast/line/validate_line.hpp"

/// Runs of one line, one after another, until they say enough.
namespace rampcast::detail {

/// Refuses options outside their ranges.
inline void check_options(const SimulationOptions& options) {
    const auto check = [](const char* name, auto value, const Bounds& allowed) {
        check_argument("simulate", name, value, allowed);
    };
    if (options.pieces) check("pieces", *options.pieces, {.lower = 1});
    check("replications", options.replications, {.lower = 1});
    check("most_pieces", options.most_pieces, {.lower = 1});
    check("most_events", options.most_events, {.lower = 1});
    check("threads", options.threads, bounds::non_negative);
    check("confidence", options.confidence, bounds::inner_share);
    if (options.precision) check("precision", *options.precision, bounds::positive);
    if (options.warm_up_pieces)
        check("warm_up_pieces", *options.warm_up_pieces, bounds::non_negative);
}

/// Simulates a line in runs of one length after another.
class SteadyRun {
public:
    SteadyRun(const LineOf<double>& line, const SimulationOptions& options,
              const std::vector<Calendar>& calendars, Date start, Poll poll)
        : line_(line),
          options_(options),
          calendars_(calendars),
          hours_(line_hours(line, calendars)),
          runner_(line, calendars, start, options.threads, poll) {
        if (options.pieces && static_cast<double>(*options.pieces) < lot(line))
            throw Error(line_place(line), "pieces is " + std::to_string(*options.pieces) +
                                              ", must be at least " + number_text(lot(line)) +
                                              ": so many leave a station at one moment");
        if (!options.warm_up_pieces) {
            check_good(static_cast<double>(options.pieces.value_or(10'000)));
            length_ = runner_.length(options.seed, options.pieces);
            const std::int64_t most = std::max<std::int64_t>(
                options.most_pieces / options.replications, options.pieces.value_or(10'000));
            length_.settled = length_.settled && length_.warm_up_pieces <= most;
            length_.warm_up_pieces = std::min(length_.warm_up_pieces, most);
            length_.pieces = std::min(length_.pieces, most);
            check_length();
            return;
        }
        length_.warm_up_pieces = *options.warm_up_pieces;
        length_.pieces = options.pieces.value_or(10'000);
        if (runner_.by_weeks() && length_.warm_up_pieces > 0) runner_.to_weeks(length_, false);
        check_length();
    }

    /// Makes the runs as long as those of another line with the same options.
    void as_long_as(const SteadyRun& other) {
        const auto more = [&](std::int64_t RunLength::* part) {
            length_.*part = std::max(length_.*part, other.length_.*part);
        };
        if (runner_.by_weeks() != other.runner_.by_weeks()) return;
        for (const auto part : {&RunLength::warm_up_pieces, &RunLength::pieces,
                                &RunLength::warm_up_weeks, &RunLength::weeks})
            more(part);
    }

    Simulation result() {
        int replications = options_.replications;
        run(0, replications);
        for (;;) {
            Simulation found = summary(line_, hours_, figures());
            const double half =
                (found.throughput_interval.high - found.throughput_interval.low) / 2;
            const double share =
                options_.precision ? half / (*options_.precision * found.throughput_per_h) : 0;
            const double pieces =
                static_cast<double>(length_.pieces) * static_cast<double>(replications);
            const bool last = share <= 1 ||
                              2 * pieces > static_cast<double>(options_.most_pieces) ||
                              2 * pieces * runner_.pace().events_per_good >
                                  static_cast<double>(options_.most_events);
            if (last) {
                found.precision_reached = share <= 1;
                return told(std::move(found));
            }
            // The empty start counts at most once in each replication; else runs are lengthened.
            if (options_.warm_up_pieces == 0 && replications > 1) {
                run(replications, replications);
                replications *= 2;
            } else {
                const double most = static_cast<double>(options_.most_pieces) / pieces;
                lengthen(std::clamp(1.1 * share * share, 2., std::max(most, 2.)));
                all_.clear();
                run(0, replications);
            }
        }
    }

private:
    const LineOf<double>& line_;
    const SimulationOptions& options_;
    const std::vector<Calendar>& calendars_;
    LineHours hours_;
    LineRunner runner_;
    RunLength length_{};
    std::vector<Replication> all_{};
    std::size_t first_block_ = 0;

    RunFigures figures() const {
        return {.all = all_,
                .confidence = options_.confidence,
                .first_block = first_block_,
                .warm_up_pieces = runner_.warm_up_pieces(length_)};
    }

    /// Refuses what would take too long.
    void check_length() const {
        check_good(runner_.warm_up_pieces(length_) + runner_.measured_pieces(length_));
    }
    void check_good(double pieces) const {
        check_run(line_, calendars_,
                  {.good_pieces = pieces * options_.replications,
                   .replications = static_cast<double>(options_.replications),
                   .threads = options_.threads,
                   .most_events = options_.most_events});
    }

    void lengthen(double times) {
        const auto longer = [&](std::int64_t& count) {
            count = static_cast<std::int64_t>(std::ceil(times * static_cast<double>(count)));
        };
        longer(length_.pieces);
        longer(length_.weeks);
    }

    void run(int first, int count) {
        RunRequest asked = runner_.request(length_, options_.seed, count);
        asked.first_replication = first;
        if (options_.warm_up_pieces) {
            asked.waiting.clear();
            asked.any_hour = asked.any_hour && *options_.warm_up_pieces > 0;
        }
        if (options_.replications == 1) cut(asked);
        const std::vector<Replication> more = runner_.run(asked);
        all_.insert(all_.end(), more.begin(), more.end());
    }

    /// One long run is told in some 64 parts, whole ones from the warm-up's end on.
    void cut(RunRequest& asked) {
        const bool weeks = asked.weeks > 0;
        const std::int64_t length = weeks ? asked.weeks : asked.pieces;
        std::int64_t& before = weeks ? asked.warm_up_weeks : asked.warm_up_pieces;
        asked.block = std::max<std::int64_t>(1, length / 64);
        if (weeks && asked.warm_up_pieces > 0)
            before = static_cast<std::int64_t>(
                std::ceil(static_cast<double>(asked.warm_up_pieces) / runner_.pace().per_week));
        first_block_ = static_cast<std::size_t>((before + asked.block - 1) / asked.block);
    }

    Simulation told(Simulation found) const {
        found.settled = length_.settled && found.piles_up_before.empty();
        found.weeks = length_.weeks;
        found.warm_up_pieces = length_.warm_up_weeks == 0
                                   ? length_.warm_up_pieces
                                   : std::llround(static_cast<double>(length_.warm_up_weeks) * 168 *
                                                  found.good / found.hours);
        found.method =
            std::string(runner_.by_recursion() ? "sample path recursion, "
                                               : "simulation event by event, ") +
            (all_.size() == 1 ? "one long run" : std::to_string(all_.size()) + " replications");
        if (!found.piles_up_before.empty())
            found.method += "; no steady state: pieces pile up before " + found.piles_up_before;
        else if (!found.settled) found.method += "; not settled: what is on the line still drifted";
        return found;
    }
};

} // namespace rampcast::detail
