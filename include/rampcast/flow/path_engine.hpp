#pragma once

#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/flow/path_run.hpp"
#include "rampcast/flow/replication.hpp"
#include "rampcast/line/line.hpp"

namespace rampcast::detail {

/// The sample-path recursion on lanes of replications. It is behind a pointer because a program
/// may hold it compiled for several instruction sets, each a library of its own, and choose when
/// it runs.
struct PathEngine {
    /// The replications asked for, of a line that `sample_path_covers`.
    std::vector<Replication> (*run)(const LineOf<double>& line, const PathRun& run);
};

/// The engine in use.
RAMPCAST_INLINE const PathEngine& path_engine();

#ifndef RAMPCAST_HEADER_ONLY
/// Replaces the engine by one of another instruction set, which must outlive the program's
/// simulations. To be called before the first.
void use_path_engine(const PathEngine& engine);
#endif

} // namespace rampcast::detail
