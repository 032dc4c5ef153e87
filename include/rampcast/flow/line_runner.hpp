#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
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
               int threads, Poll poll)
        : line_(line),
          calendars_(calendars),
          start_(start),
          threads_(threads),
          poll_(poll),
          pace_(line_pace(line, calendars)),
          by_recursion_(sample_path_covers(line)) {}
    bool by_recursion() const { return by_recursion_; }
    bool by_weeks() const { return pace_.closes; }
    const LinePace& pace() const { return pace_; }

    /// What a run of this length is asked for, from buffers as full as the formula has them.
    RunRequest request(const RunLength& length, std::uint64_t seed, int replications) const {
        return {
            .seed = seed,
            .replications = replications,
            .warm_up_pieces = length.warm_up_pieces,
            .pieces = std::max<std::int64_t>(length.pieces, 1),
            .weeks = length.weeks,
            .warm_up_weeks = length.warm_up_weeks,
            .any_hour = length.weeks > 0,
            .waiting = pace_.waiting,
            .most_events =
                std::numeric_limits<std::int64_t>::max()}; // the whole run is checked by SteadyRun
    }

    /// The replications asked for, in parts on the threads; the parts do not depend on them.
    std::vector<Replication> run(const RunRequest& asked) {
        const int part = by_recursion_ ? 16 : 1;
        const auto parts = static_cast<std::size_t>((asked.replications + part - 1) / part);
        std::vector<std::vector<Replication>> results(parts);
        const auto one = [&](std::size_t i, const Poll& poll) {
            const int before = static_cast<int>(i) * part;
            RunRequest own = asked;
            own.first_replication += before;
            own.replications = std::min(part, asked.replications - before);
            own.poll = poll;
            results[i] = run_part(own);
        };
        // Runs may follow: each takes half of what is left of the whole.
        const PartOf rest(poll_, 1 - left_, left_ / 2);
        left_ /= 2;
        run_parallel(parts, threads_, one, rest.poll());
        std::vector<Replication> all;
        for (auto& some : results)
            all.insert(all.end(), std::make_move_iterator(some.begin()),
                       std::make_move_iterator(some.end()));
        return all;
    }

    /// The length that every figure settles in, by MSER-5 of a pilot with draws of its own, longer
    /// until it does; and the pieces measured, those stated or as many as the warm-up and the
    /// line's memory ask for.
    RunLength length(std::uint64_t seed, std::optional<std::int64_t> stated_pieces) {
        RunLength result = pilot(seed);
        const double memory = std::max(20 * std::max(pace_.memory_pieces, pace_.buffer_pieces),
                                       4 * static_cast<double>(result.warm_up_pieces));
        result.pieces =
            stated_pieces ? *stated_pieces : whole(whole_lots(line_, std::max(10'000., memory)));
        if (by_weeks()) to_weeks(result, !stated_pieces);
        return result;
    }
    /// Good pieces that leave before the window of a run, and in it, weeks by the formula's rate.
    double warm_up_pieces(const RunLength& length) const {
        return std::max(static_cast<double>(length.warm_up_pieces),
                        static_cast<double>(length.warm_up_weeks) * pace_.per_week);
    }
    double measured_pieces(const RunLength& length) const {
        return std::max(static_cast<double>(length.pieces),
                        static_cast<double>(length.weeks) * pace_.per_week);
    }
    /// The weeks in which a line makes the pieces to be measured; with a warm-up that is not
    /// counted in pieces, at least four times its weeks.
    void to_weeks(RunLength& length, bool enough) const {
        length.weeks = whole(static_cast<double>(length.pieces) / pace_.per_week);
        if (enough) length.weeks = std::max(length.weeks, 4 * length.warm_up_weeks);
    }

private:
    static constexpr int pilot_runs = 7;
    /// Events beyond which no pilot goes on, by the recursion and by events.
    static constexpr double recursion_events = 4e8, simulated_events = 2e7;

    const LineOf<double>& line_;
    const std::vector<Calendar>& calendars_;
    Date start_;
    int threads_;
    Poll poll_;
    double left_ = 1; ///< of the whole, as polls are told
    LinePace pace_;
    bool by_recursion_;

    static std::int64_t whole(double number) {
        return static_cast<std::int64_t>(std::ceil(std::clamp(number, 1., 1e15)));
    }
    double most_events() const { return by_recursion_ ? recursion_events : simulated_events; }

    /// Where the sums over the replications of a figure of their blocks have settled.
    static Truncation settled(const std::vector<Replication>& all, double RunBlock::* figure) {
        std::vector<double> sums(all.front().blocks.size(), 0.0);
        for (const Replication& each : all)
            for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += each.blocks[k].*figure;
        return mser(sums, 1);
    }

    /// Runs pilots, in pieces or weeks, until all figures have settled.
    RunLength pilot(std::uint64_t seed) {
        const bool weeks = by_weeks();
        const int replications = weeks ? 4 : 16;
        const double pieces_of_one = weeks ? pace_.per_week : 1;
        const double events_of_one = replications * pieces_of_one * pace_.events_per_good;
        const double wanted =
            std::max((2000 + 20 * static_cast<double>(pace_.held)) * pace_.good_share,
                     10 * pace_.memory_pieces) /
            pieces_of_one;
        double length = std::min(std::max(wanted, weeks ? 24. : 1.), most_events() / events_of_one);
        length = std::max(length, weeks ? 12. : 1.);
        for (int number = 1;; ++number, length *= 2) {
            RunRequest asked = request({.weeks = weeks ? 1 : 0}, seed, replications);
            asked.first_replication = 1 << 30;
            asked.block = std::max<std::int64_t>(weeks ? 1 : 5, whole(length / 1000));
            (weeks ? asked.weeks : asked.pieces) =
                asked.block * whole(length / static_cast<double>(asked.block));
            const std::vector<Replication> all = run(asked);
            Truncation found = settled(all, weeks ? &RunBlock::good : &RunBlock::hours);
            if (!pace_.piles_up)
                for (double RunBlock::* figure : {&RunBlock::lead_hours, &RunBlock::piece_hours}) {
                    const Truncation other = settled(all, figure);
                    found.observations = std::max(found.observations, other.observations);
                    found.settled = found.settled && other.settled;
                }
            if (!found.settled && number < pilot_runs && 2 * length * events_of_one < most_events())
                continue;
            RunLength result{.settled = found.settled};
            (weeks ? result.warm_up_weeks : result.warm_up_pieces) =
                std::max(whole(pace_.least_warm_up_pieces() / pieces_of_one),
                         asked.block * static_cast<std::int64_t>(found.observations));
            return result;
        }
    }

    std::vector<Replication> run_part(const RunRequest& run) const {
        if (!by_recursion_) return run_events(line_, run, calendars_, start_);
        return sample_path_engine().run(line_, run);
    }
};

} // namespace rampcast::detail
