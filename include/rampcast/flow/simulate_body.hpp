#pragma once

#include <vector>

#include "rampcast/flow/simulate.hpp"
#include "rampcast/flow/steady_run.hpp"
#include "rampcast/line/validate_line.hpp"

/// What `simulate.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE Simulation simulate(const LineOf<double>& line, const SimulationOptions& options,
                                    const std::vector<Calendar>& calendars, Date start) {
    detail::check_options(options);
    validate(line, detail::valid_names(calendars), LineUse::pieces);
    return detail::SteadyRun(line, options, calendars, start).result();
}

} // namespace rampcast
