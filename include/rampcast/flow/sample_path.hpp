#pragma once

#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/flow/replication.hpp"
#include "rampcast/flow/run_request.hpp"
#include "rampcast/line/line.hpp"

namespace rampcast {

/// Whether the sample-path recursion can simulate a line: stations in series that work one piece
/// at a time at each of their places, without yield loss, calendars, crews, limited repairers,
/// sequences, failures that follow the clock, times between failures that are not exponential or
/// stations of more than 256 places. Blocked before service, a station of several places needs a
/// buffer of one less behind it. The rest is simulated event by event.
RAMPCAST_INLINE bool sample_path_covers(const LineOf<double>& line);

namespace detail {

/// The sample-path recursion on lanes of replications. It is behind a pointer because a program
/// may hold it compiled for several instruction sets, each a library of its own, and choose when
/// it runs.
struct SamplePathEngine {
    /// The replications asked for, of a line that `sample_path_covers`.
    std::vector<Replication> (*run)(const LineOf<double>& line, const RunRequest& run);
};

/// The engine in use.
RAMPCAST_INLINE const SamplePathEngine& sample_path_engine();

#ifndef RAMPCAST_HEADER_ONLY
/// Replaces the engine by one of another instruction set, which must outlive the program's
/// simulations. To be called before the first.
void use_sample_path_engine(const SamplePathEngine& engine);
#endif

} // namespace detail
} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/sample_path_body.hpp"
#include "rampcast/flow/sample_path_engine_body.hpp"
#endif
