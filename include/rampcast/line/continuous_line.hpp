#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/line/continuous_block.hpp"
#include "rampcast/line/decomposition.hpp"

namespace rampcast {

/// A line of machines through which material flows, decomposed into blocks of two.
template <class T> struct ContinuousLine {
    T throughput{};                           ///< pieces a unit of time
    std::vector<ContinuousBlock<T>> blocks{}; ///< around each buffer, of its two pseudo-machines
};

/// A line of machines with finite buffers between them, by decomposition into blocks of two whose
/// pseudo-machines stand for all that lies before and after (Dallery, David and Xie; where speeds
/// differ, the time lost by working slower is added to the pseudo-machine's own). Two machines
/// exactly. On other scalars than double nothing is checked and the number of sweeps is fixed.
/// @throws Error where a speed or repair rate is not above 0, anything else below 0, there are
///   fewer than two machines or not one buffer less than machines
template <class T>
ContinuousLine<T> continuous_line(std::span<const ContinuousMachine<T>> machines,
                                  std::span<const T> buffers, RepairMean mean = RepairMean::rates) {
    if constexpr (std::is_same_v<T, double>) {
        const char* function = "continuous_line";
        if (machines.size() < 2)
            throw Error(function, "there are " + std::to_string(machines.size()) +
                                      " machines, must be at least 2");
        if (buffers.size() + 1 != machines.size())
            throw Error(function, "there are " + std::to_string(buffers.size()) +
                                      " buffers, must be one less than machines (" +
                                      std::to_string(machines.size()) + ")");
        for (std::size_t i = 0; i < machines.size(); ++i)
            detail::check_machine(function, " " + std::to_string(i + 1), machines[i]);
        for (std::size_t i = 0; i < buffers.size(); ++i)
            detail::check_argument(function, "buffer " + std::to_string(i + 1), buffers[i],
                                   bounds::non_negative);
    }
    std::vector<detail::StoppingMachine<T, 1>> stopping;
    for (const ContinuousMachine<T>& m : machines) {
        const T down = m.failure_rate / (m.speed * m.repair_rate);
        stopping.push_back({T(1) / m.speed + down, {{{down, m.repair_rate, m.idle_failures}}}});
    }
    std::vector<std::array<T, 1>> places;
    for (const T& buffer : buffers) places.push_back({buffer});
    const auto found = detail::decomposed<T, 1>(stopping, places, mean);
    ContinuousLine<T> line{found.throughput, {}};
    for (const auto& block : found.blocks) line.blocks.push_back(block.of[0]);
    return line;
}

/// The same from lists of numbers; no speeds stated: all 1.
/// @throws Error also where the lists are not of one length
RAMPCAST_INLINE ContinuousLine<double> continuous_line(const std::vector<double>& failure_rates,
                                                       const std::vector<double>& repair_rates,
                                                       const std::vector<double>& buffers,
                                                       const std::vector<double>& speeds = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/line/continuous_line_body.hpp"
#endif
