#pragma once

#include <vector>

#include "rampcast/flow/sample_path.hpp"
#include "rampcast/flow/sample_path_recursion.hpp"

/// The engine that `sample_path.hpp` declares, as this program is compiled.
namespace rampcast::detail {

/// Replications that run side by side; few take fewer where the machine's vectors are short.
inline constexpr int sample_path_lanes = 16;

inline std::vector<Replication> run_on_lanes(const LineOf<double>& line, const RunRequest& run) {
    constexpr int least = 2 * ChunkTypes<double>::width;
    if constexpr (least < sample_path_lanes)
        if (run.replications <= least) return run_sample_paths<least>(line, run);
    return run_sample_paths<sample_path_lanes>(line, run);
}

inline constexpr SamplePathEngine compiled_sample_path_engine{&run_on_lanes};

#ifdef RAMPCAST_HEADER_ONLY
inline const SamplePathEngine& sample_path_engine() { return compiled_sample_path_engine; }
#endif

} // namespace rampcast::detail
