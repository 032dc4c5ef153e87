#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "rampcast/core/parallel.hpp"
#include "rampcast/flow/events.hpp"
#include "rampcast/flow/line_pace.hpp"
#include "rampcast/flow/options.hpp"
#include "rampcast/flow/replication.hpp"
#include "rampcast/flow/run_length.hpp"
#include "rampcast/flow/run_request.hpp"
#include "rampcast/flow/sample_path.hpp"
#include "rampcast/flow/statistics.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"

namespace rampcast::detail {

/// Runs replications of one line by the engine that covers it.
class LineRunner {
public:
    /// The line must be valid.
    LineRunner(const LineOf<double>& line, const std::vector<Calendar>& calendars, Date start,
               int threads)
        : line_(line),
          calendars_(calendars),
          start_(start),
          threads_(threads),
          pace_(line_pace(line, calendars)),
          by_recursion_(sample_path_covers(line)) {}
    bool by_recursion() const { return by_recursion_; }
    bool by_weeks() const { return pace_.closes; }
    const LinePace& pace() const { return pace_; }

    /// What a run of this length is asked for, from buffers as full as the formula has them.
    RunRequest request(const RunLength& length, std::uint64_t seed, int replications) const {
        return {.seed = seed,
                .replications = replications,
                .warm_up_pieces = length.warm_up_pieces,
                .pieces = std::max<std::int64_t>(length.pieces, 1),
                .weeks = length.weeks,
                .warm_up_weeks = length.warm_up_weeks,
                .any_hour = length.weeks > 0,
                .waiting = pace_.waiting};
    }

    /// The replications asked for, in parts on the threads; the parts do not depend on them.
    std::vector<Replication> run(const RunRequest& asked) const {
        const int part = by_recursion_ ? 16 : 1;
        const auto parts = static_cast<std::size_t>((asked.replications + part - 1) / part);
        std::vector<std::vector<Replication>> results(parts);
        run_parallel(parts, threads_, [&](std::size_t i) {
            const int before = static_cast<int>(i) * part;
            RunRequest own = asked;
            own.first_replication += before;
            own.replications = std::min(part, asked.replications - before);
            results[i] = run_part(own);
        });
        std::vector<Replication> all;
        for (auto& some : results)
            all.insert(all.end(), std::make_move_iterator(some.begin()),
                       std::make_move_iterator(some.end()));
        return all;
    }

    /// The length that every figure settles in, by MSER-5 of a pilot with draws of its own, longer
    /// until it does; and the pieces measured, those stated or as many as the warm-up and the
    /// line's memory ask for.
    RunLength length(std::uint64_t seed, std::optional<std::int64_t> stated_pieces) const {
        RunLength result = by_weeks() ? pilot_weeks(seed) : pilot_pieces(seed);
        const double memory = std::max(20 * std::max(pace_.memory_pieces, pace_.buffer_pieces),
                                       4 * static_cast<double>(result.warm_up_pieces));
        result.pieces = stated_pieces ? *stated_pieces : whole(std::max(10'000., memory));
        if (by_weeks()) to_weeks(result, !stated_pieces);
        return result;
    }
    /// The weeks in which a line makes the pieces to be measured; with a warm-up that is not
    /// counted in pieces, at least four times its weeks.
    void to_weeks(RunLength& length, bool enough) const {
        length.weeks = whole(static_cast<double>(length.pieces) / pace_.per_week);
        if (enough) length.weeks = std::max(length.weeks, 4 * length.warm_up_weeks);
    }

private:
    static constexpr int pilot_runs = 7;
    /// Visits of pieces to stations beyond which no pilot goes on, by the recursion and by events.
    static constexpr double recursion_visits = 4e8, event_visits = 2e7;

    const LineOf<double>& line_;
    const std::vector<Calendar>& calendars_;
    Date start_;
    int threads_;
    LinePace pace_;
    bool by_recursion_;

    static std::int64_t whole(double number) {
        return static_cast<std::int64_t>(std::ceil(std::clamp(number, 1., 1e15)));
    }
    double most_visits() const { return by_recursion_ ? recursion_visits : event_visits; }

    /// Where the sums over the replications of a figure of their blocks have settled.
    static Truncation settled(const std::vector<Replication>& all, double RunBlock::* figure) {
        std::vector<double> sums(all.front().blocks.size(), 0.0);
        for (const Replication& each : all)
            for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += each.blocks[k].*figure;
        return mser(sums, 1);
    }

    RunLength pilot_pieces(std::uint64_t seed) const {
        constexpr std::int64_t least_block = 5;
        constexpr int replications = 16;
        const double held = static_cast<double>(pace_.held);
        double pieces = std::max({(2000 + 20 * held) * pace_.good_share, 10 * pace_.memory_pieces});
        pieces = std::min(pieces, most_visits() / (replications * pace_.visits_per_good));
        const double least = std::max(
            {held * pace_.good_share, 3 * pace_.memory_pieces, 2 * pace_.buffer_pieces, 1.});
        for (int number = 1;; ++number, pieces *= 2) {
            const std::int64_t block = std::max(least_block, whole(pieces / 1000));
            RunRequest pilot = request({}, seed, replications);
            pilot.first_replication = 1 << 30;
            pilot.block = block;
            pilot.pieces = block * whole(pieces / static_cast<double>(block));
            const std::vector<Replication> all = run(pilot);
            Truncation found = settled(all, &RunBlock::hours);
            if (!pace_.piles_up)
                for (double RunBlock::* figure : {&RunBlock::lead_hours, &RunBlock::piece_hours}) {
                    const Truncation other = settled(all, figure);
                    found.observations = std::max(found.observations, other.observations);
                    found.settled = found.settled && other.settled;
                }
            const double visits = 2 * pieces * replications * pace_.visits_per_good;
            if (found.settled || number == pilot_runs || visits > most_visits())
                return {.warm_up_pieces = std::max(
                            whole(least), block * static_cast<std::int64_t>(found.observations)),
                        .settled = found.settled};
        }
    }

    RunLength pilot_weeks(std::uint64_t seed) const {
        constexpr int replications = 4;
        constexpr double least_weeks = 24;
        const double memory_weeks = pace_.memory_pieces / pace_.per_week;
        const double held_weeks = static_cast<double>(pace_.held) / pace_.per_week;
        const double visits_a_week = replications * pace_.per_week * pace_.visits_per_good;
        const double buffer_weeks = pace_.buffer_pieces / pace_.per_week;
        const double wanted = std::max({least_weeks, 10 * memory_weeks, 20 * held_weeks});
        double weeks = std::max(std::min(wanted, most_visits() / visits_a_week), 12.);
        for (int number = 1;; ++number, weeks *= 2) {
            RunRequest pilot = request({.weeks = 1}, seed, replications);
            pilot.first_replication = 1 << 30;
            pilot.block = whole(weeks / 500);
            pilot.weeks = pilot.block * whole(weeks / static_cast<double>(pilot.block));
            const std::vector<Replication> all = run(pilot);
            Truncation found = settled(all, &RunBlock::good);
            if (!pace_.piles_up) {
                const Truncation other = settled(all, &RunBlock::piece_hours);
                found.observations = std::max(found.observations, other.observations);
                found.settled = found.settled && other.settled;
            }
            const double visits = 2 * weeks * visits_a_week;
            if (found.settled || number == pilot_runs || visits > most_visits()) {
                const auto later = pilot.block * static_cast<std::int64_t>(found.observations);
                return {.warm_up_weeks = std::max(
                            {std::int64_t{1}, later,
                             whole(std::max({3 * memory_weeks, held_weeks, 2 * buffer_weeks}))}),
                        .settled = found.settled};
            }
        }
    }

    std::vector<Replication> run_part(const RunRequest& run) const {
        if (!by_recursion_) return run_events(line_, run, calendars_, start_);
        return sample_path_engine().run(line_, run);
    }
};

} // namespace rampcast::detail
