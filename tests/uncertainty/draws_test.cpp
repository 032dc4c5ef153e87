#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <set>

#include "rampcast/core/error.hpp"
#include "rampcast/uncertainty/philox.hpp"
#include "rampcast/uncertainty/sobol.hpp"

namespace rampcast {
namespace {

TEST(Philox, KnownAnswers) {
    using Words = std::array<std::uint32_t, 4>;
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
              (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    // the generator's published answers for all bits set, and for the digits of pi
    EXPECT_EQ(philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}),
              (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, BlocksAreTheSameDraws) {
    const Stream stream(0x123456789abcdefu, "plant/line.L1.noise");
    std::uint32_t words[4][64];
    stream.words<64>(4032, 6072, words);
    for (std::uint32_t i = 0; i < 64; ++i) {
        const auto one = stream.words(4032 + i, 6072);
        for (std::size_t w = 0; w < 4; ++w) EXPECT_EQ(words[w][i], one[w]);
    }
}

/// The address of a draw is part of every result: path, month / 4 and the name's hash.
TEST(Stream, LayoutIsFrozen) {
    EXPECT_EQ(name_hash(""), 0xf52a15e9a9b5e89bu);
    const Stream stream(1, "tianshui/orders.noise");
    const auto words = stream.words(5, 6072);
    const std::uint64_t hash = name_hash("tianshui/orders.noise");
    EXPECT_EQ(words, philox({5, 6072, 0, static_cast<std::uint32_t>(hash >> 32)},
                            {1, static_cast<std::uint32_t>(hash)}));
}

TEST(Normal, OfBitsIsSymmetricAndReachesTheTails) {
    const std::uint32_t bits[16] = {0u, ~0u, 0x7fffffffu, 0x80000000u, 0x40000000u, 0xbfffffffu};
    const auto z = normal_of_bits<double, 16>(bits);
    EXPECT_NEAR(z[0], -6.337957754553791, 1e-9); // the middle of the first of 2^32 steps
    EXPECT_EQ(z[1], -z[0]);
    EXPECT_NEAR(z[2], -z[3], 0);
    EXPECT_LT(std::abs(z[2]), 1e-9);
    EXPECT_EQ(z[4], -z[5]);
}

TEST(Normal, OfStreamHasMeanZeroAndVarianceOne) {
    const Stream stream(7, "x");
    double sum = 0, square = 0, fourth = 0;
    constexpr int blocks = 4096;
    for (std::uint32_t b = 0; b < blocks; ++b) {
        std::uint32_t words[4][64];
        stream.words<64>(64 * b, 3, words);
        const auto z = normal_of_bits<float, 64>(words[1]);
        for (int i = 0; i < 64; ++i) {
            sum += z[i];
            square += double(z[i]) * z[i];
            fourth += std::pow(double(z[i]), 4);
        }
    }
    constexpr double n = 64. * blocks;
    // five standard errors: false alarm rate 6e-7 each
    EXPECT_NEAR(sum / n, 0, 5 / std::sqrt(n));
    EXPECT_NEAR(square / n, 1, 5 * std::sqrt(2 / n));
    EXPECT_NEAR(fourth / n, 3, 5 * std::sqrt(96 / n));
}

TEST(Sobol, EveryAlignedRunFillsEveryInterval) {
    const auto directions = sobol_directions(200);
    for (std::size_t d = 0; d < directions.size(); ++d) {
        const ScrambledSobol sobol(directions[d], static_cast<std::uint32_t>(77 * d + 5));
        for (const std::uint32_t start : {0u, 1024u}) {
            std::set<std::uint32_t> intervals;
            for (std::uint32_t first = start; first < start + 1024; first += 64) {
                std::uint32_t x[64];
                sobol.coordinates<64>(first, x);
                for (const std::uint32_t value : x) intervals.insert(value >> 22);
            }
            EXPECT_EQ(intervals.size(), 1024u) << "dimension " << d;
        }
    }
}

TEST(Sobol, FirstPairIsANet) {
    const auto directions = sobol_directions(2);
    const ScrambledSobol a(directions[0], 11), b(directions[1], 22);
    std::uint32_t x[64], y[64];
    a.coordinates<64>(0, x);
    b.coordinates<64>(0, y);
    for (int bits = 0; bits <= 6; ++bits) { // each 2^-k x 2^-(6-k) box holds one of 64 points
        std::set<std::pair<std::uint64_t, std::uint64_t>> boxes;
        for (int i = 0; i < 64; ++i)
            boxes.insert({std::uint64_t{x[i]} >> (32 - bits), std::uint64_t{y[i]} >> (26 + bits)});
        EXPECT_EQ(boxes.size(), 64u) << bits;
    }
}

TEST(Sobol, RefusesTooManyDimensions) { EXPECT_THROW(sobol_directions(3668), Error); }

} // namespace
} // namespace rampcast
