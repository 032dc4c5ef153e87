#pragma once

#include <cstdint>

namespace rampcast::detail {

/// How long a line is run: what is left out at the start, and what is measured. Where calendars
/// make one hour of the week unlike another both are whole weeks, else pieces.
struct RunLength {
    std::int64_t warm_up_pieces = 0, pieces = 0;
    std::int64_t warm_up_weeks = 0, weeks = 0;
    bool settled = true; ///< false: what is on the line still drifted at the longest pilot's end
};

} // namespace rampcast::detail
