#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/uncertainty/philox.hpp"

namespace rampcast {

/// The 32 direction numbers of each of the first Sobol' dimensions (Joe and Kuo's, from
/// Boost.Random).
/// @throws Error for more than 3,667 dimensions
RAMPCAST_INLINE std::vector<std::array<std::uint32_t, 32>> sobol_directions(std::size_t dimensions);

namespace detail {

inline std::uint32_t reverse_bits(std::uint32_t x) {
    x = ((x >> 1) & 0x55555555u) | ((x & 0x55555555u) << 1);
    x = ((x >> 2) & 0x33333333u) | ((x & 0x33333333u) << 2);
    x = ((x >> 4) & 0x0f0f0f0fu) | ((x & 0x0f0f0f0fu) << 4);
    x = ((x >> 8) & 0x00ff00ffu) | ((x & 0x00ff00ffu) << 8);
    return (x >> 16) | (x << 16);
}

/// A hash in which every bit depends on lower bits only: on reversed bits, a random flip of each
/// digit that depends on the digits before it, which is Owen's scrambling (Laine and Karras 2011;
/// constants by Vegdahl 2021).
inline std::uint32_t nested_hash(std::uint32_t x, std::uint32_t seed) {
    x ^= x * 0x3d20adeau;
    x += seed;
    x *= (seed >> 16) | 1u;
    x ^= x * 0x05526c56u;
    x ^= x * 0x53a22864u;
    return x;
}

} // namespace detail

/// One dimension of one scramble: Owen-scrambled Sobol' coordinates by the index of the point.
/// Any aligned run of 2^m points has exactly one coordinate in each interval of width 2^-m.
class ScrambledSobol {
public:
    ScrambledSobol() = default;
    /// @param directions the dimension's direction numbers
    /// @param scramble random bits that pick the scramble
    ScrambledSobol(const std::array<std::uint32_t, 32>& directions, std::uint32_t scramble)
        : directions_(directions), scramble_(scramble) {
        for (std::uint32_t i = 0; i < low_.size(); ++i) low_[i] = combine(i);
    }

    /// The coordinates, as 32-bit fractions, of `N` points from `first` (a multiple of `N`).
    template <int N> void coordinates(std::uint32_t first, std::uint32_t (&out)[N]) const {
        static_assert(N <= 64);
        const std::uint32_t high = combine(first & ~63u);
        const std::uint32_t offset = first & 63u;
        for (std::uint32_t i = 0; i < N; ++i)
            out[i] = detail::reverse_bits(
                detail::nested_hash(detail::reverse_bits(high ^ low_[offset + i]), scramble_));
    }

private:
    std::uint32_t combine(std::uint32_t index) const {
        std::uint32_t x = 0;
        for (std::size_t j = 0; index != 0; ++j, index >>= 1)
            if (index & 1u) x ^= directions_[j];
        return x;
    }
    std::array<std::uint32_t, 32> directions_{};
    std::uint32_t scramble_ = 0;
    std::array<std::uint32_t, 64> low_{};
};

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/uncertainty/sobol_body.hpp"
#endif
