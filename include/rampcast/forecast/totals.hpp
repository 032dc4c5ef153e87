#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "rampcast/forecast/options.hpp"
#include "rampcast/uncertainty/histogram.hpp"

namespace rampcast {

/// A value on which many paths lie, within `threshold_tolerance`, and how many of each scramble do.
struct PointMass {
    float value = 0;
    std::array<std::uint64_t, scrambles> paths{};
};

/// What a run knows of one series for one combination of alternatives: its values where they are
/// kept, else counts.
struct SeriesTotals {
    static constexpr int coarse = 16; ///< fine bins in a coarse one

    std::array<std::uint64_t, scrambles> paths{}; ///< on which it is defined
    std::array<double, scrambles> sums{}, squares{};
    float lowest = std::numeric_limits<float>::infinity();
    float highest = -std::numeric_limits<float>::infinity();

    /// Each task's values in rising order, those that are not defined behind them, task by task.
    std::vector<float> values{};
    std::vector<std::uint32_t> defined{}; ///< of each task

    TrimmedCounts counts{};
    std::array<TrimmedCounts, scrambles> by_scramble{}; ///< coarse bins
    std::vector<PointMass> masses{};                    ///< in rising order; not in the bins
};

/// How often a target was met in one of its periods.
struct TargetCounts {
    std::uint64_t units = 0, value = 0, both = 0;
};
/// The same of each scramble.
using TargetTotals = std::array<TargetCounts, scrambles>;

/// How often a constraint binds in one cell, and what that costs.
struct BindingCounts {
    std::uint64_t bound = 0;                    ///< paths on which its limit equals the output
    std::uint64_t alone = 0;                    ///< paths on which no other limit does
    std::array<double, scrambles> units_lost{}; ///< there, to the next limit, summed over paths
};

/// Everything a run keeps of one combination of alternatives.
struct CombinationTotals {
    std::vector<std::string> options{};
    double weight = 1;
    std::vector<std::string> constraints{}; ///< names
    std::vector<SeriesTotals> series{};
    std::vector<std::vector<BindingCounts>> binding{}; ///< [cell][constraint]
    /// [cell][line constraint]: paths on which it binds; empty where that was not asked for
    std::vector<std::vector<std::uint64_t>> line_binding{};
    std::vector<std::vector<TargetTotals>> targets{};        ///< [target][period]
    std::vector<std::vector<std::uint64_t>> first_passage{}; ///< [target][cell]: first met
    std::vector<float> units{}, value{};                     ///< kept paths, [shown cell][path]
};

} // namespace rampcast
