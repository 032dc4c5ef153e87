#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rampcast/flow/event_planner.hpp"
#include "rampcast/flow/event_run.hpp"
#include "rampcast/flow/events.hpp"
#include "rampcast/flow/run_cost.hpp"
#include "rampcast/line/argument.hpp"

/// What `events.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE std::vector<Replication> run_events(const LineOf<double>& line,
                                                    const RunRequest& run,
                                                    const std::vector<Calendar>& calendars,
                                                    Date start) {
    const auto check = [](const char* name, auto value, double least) {
        detail::check_argument("run_events", name, value, {.lower = least});
    };
    check("replications", run.replications, 1);
    check("first_replication", run.first_replication, 0);
    check("pieces", run.pieces, 1);
    check("warm_up_pieces", run.warm_up_pieces, 0);
    check("weeks", run.weeks, 0);
    check("warm_up_weeks", run.warm_up_weeks, 0);
    check("block", run.block, 0);
    detail::EventPlanner planner(line, run.seed, calendars, start);
    detail::check_run(
        line, calendars,
        {.good_pieces = (double(run.warm_up_pieces) + double(run.pieces)) * run.replications,
         .hours = 7 * 24 * (double(run.warm_up_weeks) + double(run.weeks)) * run.replications,
         .replications = double(run.replications),
         .threads = 1,
         .most_events = run.most_events});
    const detail::EventPlan plan = planner.plan();
    std::vector<Replication> results;
    const PieceStream hours(run.seed, "start");
    for (int i = 0; i < run.replications; ++i) {
        const auto number = static_cast<std::uint32_t>(run.first_replication + i);
        const double start_h = run.any_hour ? 7 * 24 * hours.uniform(number, 0) : 0;
        detail::EventRun replication(plan, number, start_h, {}, nullptr, run.waiting);
        const detail::PartOf part(run.poll, static_cast<double>(i) / run.replications,
                                  1. / run.replications);
        RunRequest own = run;
        own.poll = part.poll();
        results.push_back(replication.run(own));
    }
    return results;
}

} // namespace rampcast
