#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/flow/line_runner.hpp"
#include "rampcast/flow/run_cost.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/flow/simulation_summary.hpp"
#include "rampcast/line/argument.hpp"
#include "rampcast/line/validate_line.hpp"

/// What `simulate.hpp` declares.
namespace rampcast {

namespace detail {

/// Refuses options outside their ranges.
inline void check_options(const SimulationOptions& options) {
    const auto check = [](const char* name, auto value, const Bounds& allowed) {
        check_argument("simulate", name, value, allowed);
    };
    check("pieces", options.pieces, {.lower = 1});
    check("replications", options.replications, {.lower = 1});
    check("most_replications", options.most_replications, {.lower = 1});
    check("threads", options.threads, bounds::non_negative);
    check("confidence", options.confidence, bounds::inner_share);
    if (options.precision) check("precision", *options.precision, bounds::positive);
    if (options.warm_up_pieces)
        check("warm_up_pieces", *options.warm_up_pieces, bounds::non_negative);
}

/// One long run: its replication and the hours of 64 batches, the first that is not whole left
/// out.
inline LongRun run_long(const LineRunner& runner, RunRequest asked, std::vector<Replication>& all) {
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
    validate(line, detail::valid_names(calendars), LineUse::pieces);
    detail::check_run(
        line, double(options.pieces + options.warm_up_pieces.value_or(0)) * options.replications,
        options.replications);
    const detail::LineRunner runner(line, options, calendars, start);
    RunRequest run{.seed = options.seed, .pieces = options.pieces};
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
    Simulation result = detail::summary(line, detail::line_hours(line, calendars), all, batches,
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
