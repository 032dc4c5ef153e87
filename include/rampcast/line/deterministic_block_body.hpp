#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/line/argument.hpp"
#include "rampcast/line/deterministic_block.hpp"
#include "rampcast/line/deterministic_forms.hpp"

/// What `deterministic_block.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE DeterministicBlock two_machine_deterministic(double r1, double p1, double r2,
                                                             double p2, int buffer) {
    constexpr const char* here = "two_machine_deterministic";
    detail::check_argument(here, "r1", r1, bounds::positive_share);
    detail::check_argument(here, "p1", p1, bounds::positive_share);
    detail::check_argument(here, "r2", r2, bounds::positive_share);
    detail::check_argument(here, "p2", p2, bounds::positive_share);
    detail::check_argument(here, "buffer", buffer, bounds::non_negative);
    if (r1 >= 1 && p1 >= 1 && r2 >= 1 && p2 >= 1)
        throw Error(here, "r1, p1, r2 and p2 are all 1, at least one must be below 1");
    if (buffer == 0) return {.efficiency = 0, .mean_buffer = 0, .blocked = 1, .starved = 1};
    return buffer < 4 ? detail::deterministic_chain(r1, p1, r2, p2, buffer)
                      : detail::deterministic_closed(r1, p1, r2, p2, buffer);
}

RAMPCAST_INLINE double buzacott_zero_buffer(const std::vector<double>& p,
                                            const std::vector<double>& r) {
    constexpr const char* here = "buzacott_zero_buffer";
    if (p.empty()) throw Error(here, "p has no entries, must have one a machine");
    if (p.size() != r.size())
        throw Error(here, "r has " + std::to_string(r.size()) +
                              " entries, must have one a machine, " + std::to_string(p.size()));
    double lost = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        detail::check_argument(here, "p[" + std::to_string(i) + "]", p[i], bounds::non_negative);
        detail::check_argument(here, "r[" + std::to_string(i) + "]", r[i], bounds::positive);
        lost += p[i] / r[i];
    }
    return 1 / (1 + lost);
}

} // namespace rampcast
