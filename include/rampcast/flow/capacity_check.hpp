#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/flow/line_runner.hpp"
#include "rampcast/flow/simulation_summary.hpp"
#include "rampcast/flow/statistics.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/validate_line.hpp"

namespace rampcast::detail {

/// How much a check may do.
struct CheckEffort {
    double events;         ///< all replications together, warm-up included
    double most_times = 8; ///< lines that fail seldom are run longer, up to so many times
    int replications = 16;
};
/// Some 50 ms by the recursion, 200 by events.
inline CheckEffort usual_effort(const LineOf<double>& line) {
    if (sample_path_covers(line)) return {.events = 2.5e6, .replications = 16};
    return {.events = 5e5, .replications = 8};
}

/// A short simulation of a line, of the same length whatever the machine.
class CapacityCheck {
public:
    /// The line must be valid, and one that can be simulated.
    CapacityCheck(const LineOf<double>& line, const std::vector<Calendar>& calendars,
                  std::uint64_t seed, const CheckEffort& effort, const Poll& poll)
        : line_(line),
          effort_(effort),
          calendars_(calendars),
          seed_(seed),
          hours_(line_hours(line, calendars)),
          runner_(line, calendars, monday(), 1, poll),
          length_(length()),
          all_(runner_.run(runner_.request(length_, seed, effort.replications))),
          found_(summary(line, hours_,
                         {.all = all_,
                          .confidence = .95,
                          .warm_up_pieces = runner_.warm_up_pieces(length_)})) {}

    const Simulation& found() const { return found_; }
    /// False: the line remembers longer than could be left out at the start.
    bool settled() const { return length_.settled; }
    /// Whether a changed line is run by the same engine, and so as long.
    bool covers(const LineOf<double>& changed) const {
        return sample_path_covers(changed) == runner_.by_recursion();
    }

    /// What a change brings, on the same draws.
    Estimate gain_per_h(const LineOf<double>& changed, const Poll& poll) const {
        validate(changed, valid_names(calendars_), LineUse::pieces);
        LineRunner other(changed, calendars_, monday(), 1, poll);
        const std::vector<Replication> more =
            other.run(other.request(length_, seed_, effort_.replications));
        const double at_work = working_share(found_, line_, hours_);
        const auto rate = [&](const std::vector<Replication>& all) {
            std::vector<double> hours_at_work = column(all, &Replication::hours);
            for (double& each : hours_at_work) each *= at_work;
            return ratio_of(column(all, &Replication::good), hours_at_work);
        };
        return paired_difference(rate(all_), rate(more));
    }

private:
    static Date monday() { return date(2024, 1, 1); }

    const LineOf<double>& line_;
    CheckEffort effort_;
    const std::vector<Calendar>& calendars_;
    std::uint64_t seed_;
    LineHours hours_;
    LineRunner runner_;
    RunLength length_;
    std::vector<Replication> all_;
    Simulation found_;

    RunLength length() const {
        const LinePace& pace = runner_.pace();
        const double all = effort_.events / (effort_.replications * pace.events_per_good);
        const double warm_up = pace.least_warm_up_pieces();
        const double pieces =
            std::clamp(4 * warm_up + 4 * pace.memory_pieces, all, effort_.most_times * all);
        const double before = std::min(warm_up, pieces / 3);
        if (lot(line_) > 1 && lot(line_) > pieces - before)
            throw Error(line_place(line_), "more pieces leave a station together (" +
                                               number_text(lot(line_)) +
                                               ") than a short run makes");
        RunLength result;
        result.settled = before >= warm_up;
        result.warm_up_pieces = static_cast<std::int64_t>(std::ceil(before));
        result.pieces = static_cast<std::int64_t>(whole_lots(line_, pieces - before));
        if (!runner_.by_weeks()) return result;
        result.warm_up_weeks = static_cast<std::int64_t>(std::ceil(before / pace.per_week));
        runner_.to_weeks(result, false);
        result.warm_up_pieces = 0;
        return result;
    }
};

} // namespace rampcast::detail
