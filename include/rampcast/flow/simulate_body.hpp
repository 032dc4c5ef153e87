#pragma once

#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/flow/simulate.hpp"
#include "rampcast/flow/steady_run.hpp"
#include "rampcast/line/validate_line.hpp"

/// What `simulate.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE Simulation simulate(const LineOf<double>& line, const SimulationOptions& options,
                                    const std::vector<Calendar>& calendars, Date start,
                                    const Watch& watch) {
    detail::check_options(options);
    validate(line, detail::valid_names(calendars), LineUse::pieces);
    const detail::Attention attention(watch);
    return detail::SteadyRun(line, options, calendars, start, attention.poll()).result();
}

} // namespace rampcast
