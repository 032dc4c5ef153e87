#pragma once

#include "rampcast/flow/path_engine.hpp"
#include "rampcast/flow/sample_path.hpp"

namespace rampcast::detail {

/// Replications that run side by side; few take fewer where the machine's vectors are short.
inline constexpr int path_lanes = 16;

inline std::vector<Replication> run_paths(const LineOf<double>& line, const PathRun& run) {
    constexpr int least = 2 * ChunkTypes<double>::width;
    if constexpr (least < path_lanes)
        if (run.replications <= least) return run_sample_paths<least>(line, run);
    return run_sample_paths<path_lanes>(line, run);
}

/// The engine as this program is compiled.
inline constexpr PathEngine compiled_path_engine{&run_paths};

#ifdef RAMPCAST_HEADER_ONLY
inline const PathEngine& path_engine() { return compiled_path_engine; }
#endif

} // namespace rampcast::detail
