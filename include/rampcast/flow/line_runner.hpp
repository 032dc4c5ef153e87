#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "rampcast/core/parallel.hpp"
#include "rampcast/flow/events.hpp"
#include "rampcast/flow/options.hpp"
#include "rampcast/flow/replication.hpp"
#include "rampcast/flow/run_request.hpp"
#include "rampcast/flow/sample_path.hpp"
#include "rampcast/flow/statistics.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"

namespace rampcast::detail {

/// Pieces that fit on a line; buffers without limit are left out.
inline std::int64_t pieces_held(const LineOf<double>& line) {
    double held = 0;
    for (const auto& station : line.stations) held += station.places * station.batch;
    for (const double buffer : line.buffers) held += buffer;
    return static_cast<std::int64_t>(held);
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
    std::vector<Replication> run(const RunRequest& asked) const {
        const int part = by_recursion_ ? 16 : 1;
        const auto parts = static_cast<std::size_t>((asked.replications + part - 1) / part);
        std::vector<std::vector<Replication>> results(parts);
        std::vector<std::vector<double>> departures(asked.departures_h ? parts : 0);
        run_parallel(parts, options_.threads, [&](std::size_t i) {
            const int before = static_cast<int>(i) * part;
            RunRequest own = asked;
            own.first_replication += before;
            own.replications = std::min(part, asked.replications - before);
            if (asked.departures_h) {
                departures[i].assign(asked.departures_h->size(), 0.0);
                own.departures_h = &departures[i];
            }
            results[i] = run_part(own);
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

    std::vector<Replication> run_part(const RunRequest& run) const {
        if (!by_recursion_) return run_events(line_, run, calendars_, start_);
        return sample_path_engine().run(line_, run);
    }
};

} // namespace rampcast::detail
