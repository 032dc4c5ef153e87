#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/line/at_medians.hpp"
#include "rampcast/line/formula_capacity.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"

namespace rampcast {

/// How a line's capacity is found: by the formula, checked by a short simulation, or by the formula
/// alone.
enum class CapacityMethod { checked, formula };
inline constexpr std::array<std::string_view, 2> capacity_method_names{"checked", "formula"};
constexpr const auto& words_of(CapacityMethod) { return capacity_method_names; }

struct CapacityOptions {
    CapacityMethod method = CapacityMethod::checked;
    std::uint64_t seed = 1; ///< of the check
    bool gains = true;      ///< whether what single changes bring is wanted too
    /// How many of the best gains are simulated, besides those of people, which the formula cannot
    /// tell. Of a line with feeds it can tell none: they are left out, or with some asked for, all
    /// simulated.
    int simulated_gains = 0;
    bool operator==(const CapacityOptions&) const = default;
};

/// What a line can make in the long run, and what its stations do meanwhile: the formula
/// (`formula_capacity`) checked on the spot by a short simulation. Where the formula lies within
/// the simulation's interval of 95 %, its throughput stands, else the simulated one; everything
/// else is simulated. A throughput that is exact by formula has an interval of no width. A line
/// that cannot be simulated, as one with a fraction of a place, is told by the formula alone, and
/// `method` says so. Of a line with feeds all is simulated.
/// @param calendars those the line and its stations may name, besides "round the clock"
/// @throws Error where the line makes no sense (`validate`), has no stations or makes nothing,
///   where one with feeds cannot be simulated, and for options outside their ranges; Stopped when
///   `watch` asks
RAMPCAST_INLINE LineCapacity capacity(const LineOf<double>& line,
                                      const std::vector<Calendar>& calendars = {},
                                      const CapacityOptions& options = {}, const Watch& watch = {});

/// The same with every uncertain number at its median.
inline LineCapacity capacity(const LineOf<Uncertain>& line,
                             const std::vector<Calendar>& calendars = {},
                             const CapacityOptions& options = {}, const Watch& watch = {}) {
    return capacity(at_medians(line), calendars, options, watch);
}

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/capacity_body.hpp"
#endif
