#pragma once

#include <array>
#include <boost/random/sobol.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/uncertainty/sobol.hpp"

/// What `sobol.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE std::vector<std::array<std::uint32_t, 32>>
sobol_directions(std::size_t dimensions) {
    constexpr std::size_t most = 3667;
    std::vector<std::array<std::uint32_t, 32>> directions(dimensions);
    if (dimensions == 0) return directions;
    if (dimensions > most)
        throw Error("", std::to_string(dimensions) +
                            " uncertain numbers are too many for Sobol' points, at most " +
                            std::to_string(most) + "; ask for plain draws");
    // In Gray-code order the step from point 2^j - 1 to point 2^j changes it by direction number
    // j alone; Boost's numbering leaves the zero point out.
    boost::random::sobol_engine<std::uint32_t, 32> engine(dimensions);
    std::vector<std::uint32_t> before(dimensions), after(dimensions);
    for (int j = 0; j < 31; ++j) {
        engine.seed(j == 0 ? 0 : (1u << j) - 2);
        if (j > 0)
            for (auto& x : before) x = engine();
        for (auto& x : after) x = engine();
        for (std::size_t d = 0; d < dimensions; ++d)
            directions[d][static_cast<std::size_t>(j)] = before[d] ^ after[d];
    }
    return directions;
}

} // namespace rampcast
