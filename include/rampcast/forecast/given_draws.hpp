#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rampcast {

/// Where the numbers of a noise stream stand in a row of `GivenDraws`.
struct GivenNoise {
    std::size_t first = 0; ///< position of the first in the row
    int month = 0;         ///< the absolute month it is for; 0 where a stream is drawn once a path
    int months = 0;        ///< how many follow, a month each; 0: the stream is not given
};

/// Standard normal numbers that the paths of one combination of alternatives take instead of
/// drawing them: a row a path, the drivers' independent ones first, in the order of the run's names.
/// Runs of more paths than rows go over them again and again.
struct GivenDraws {
    std::size_t width = 0;           ///< of a row
    std::size_t paths = 0;           ///< how many rows
    std::vector<float> rows{};       ///< row by row
    std::vector<GivenNoise> noise{}; ///< of each noise stream of the projection; empty: none
    std::uint32_t first_path = 0;    ///< the path of the first row
    bool quiet = false; ///< true: noise that is not given is at its middle, else it is drawn

    /// The row of a path.
    const float* row(std::size_t path) const {
        return rows.data() + (path - first_path) % paths * width;
    }
    /// The position in a row of a stream's number for a month; -1 where it is not given.
    std::ptrdiff_t position(std::size_t stream, int month) const {
        if (stream >= noise.size()) return -1;
        const GivenNoise& each = noise[stream];
        const int at = month - each.month;
        if (at < 0 || at >= each.months) return -1;
        return static_cast<std::ptrdiff_t>(each.first) + at;
    }
};

} // namespace rampcast
