#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/function_ref.hpp"
#include "rampcast/plant/combination.hpp"
#include "rampcast/plant/types.hpp"

/// Walks over the numbers and the combinations of a plant.
namespace rampcast::detail {

/// The paths of a line's changes in stored units and with stations by name alone; what is not
/// found stays.
RAMPCAST_INLINE void settle_changes(Plant& plant);

/// The number of combinations of a plant's options.
/// @throws Error above 10,000
RAMPCAST_INLINE std::size_t count_combinations(const Plant& plant);

/// Sets what an option overrides; an error's place is the setting.
RAMPCAST_INLINE void apply(Plant& plant, const Alternatives& set, const Option& option);

/// Calls `visit(path, info, number)` for every `Uncertain` of a plant with settled changes,
/// values in changes with the description of what they change; not for alternatives.
RAMPCAST_INLINE void
walk_uncertain(Plant& plant,
               FunctionRef<void(const std::string&, const NumberInfo&, Uncertain&)> visit);

/// Calls `visit(combination)` for every combination, the last set's options changing fastest.
RAMPCAST_INLINE void for_each_combination(const Plant& plant,
                                          FunctionRef<void(Combination&)> visit);

/// All numbers that `keep(number)` is true of, over all combinations, each path and value once.
RAMPCAST_INLINE std::vector<Stated> collect(const Plant& plant,
                                            FunctionRef<bool(const Uncertain&)> keep);

} // namespace rampcast::detail

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/plant/driver_walk_body.hpp"
#endif
