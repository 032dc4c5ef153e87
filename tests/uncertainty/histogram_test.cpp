#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <random>
#include <vector>

#include "rampcast/uncertainty/histogram.hpp"

namespace rampcast {
namespace {

TEST(Histogram, CountsEachValueInTheBinAroundIt) {
    std::mt19937_64 random(5);
    std::lognormal_distribution<float> draw(2, 3);
    std::vector<float> values{0.0f, -0.0f, std::numeric_limits<float>::quiet_NaN()};
    for (int i = 0; i < 5000; ++i) values.push_back(draw(random) * (i % 3 == 0 ? -1.0f : 1.0f));
    Histogram histogram(7);
    histogram.add(values);
    const TrimmedCounts taken = histogram.take(0, Bins::count - 1);
    std::map<int, std::uint32_t> plain;
    for (const float value : values)
        if (!std::isnan(value)) ++plain[histogram.bin_of(value)];
    std::uint32_t counted = 0;
    for (std::size_t i = 0; i < taken.counts.size(); ++i) {
        const int bin = taken.first + static_cast<int>(i);
        const auto found = plain.find(bin);
        EXPECT_EQ(taken.counts[i], found == plain.end() ? 0u : found->second);
        counted += taken.counts[i];
    }
    EXPECT_EQ(counted, values.size() - 1);
    for (const float value : values) {
        const int bin = histogram.bin_of(value);
        if (std::isnan(value) || bin == 0 || bin == Bins::count - 1) continue;
        EXPECT_LE(histogram.edge(bin), value);
        EXPECT_GE(histogram.edge(bin + 1), value);
    }
}

TEST(TrimmedCounts, AddAsPlainArraysDo) {
    constexpr int bins = 200, coarse = 16;
    std::mt19937_64 random(6);
    const auto below = [&](int end) {
        return static_cast<int>(random() % static_cast<unsigned>(end));
    };
    for (int round = 0; round < 200; ++round) {
        std::vector<std::uint32_t> fine(bins), wide(bins / coarse + 1);
        TrimmedCounts a, b;
        for (int part = 0; part < 3; ++part) {
            TrimmedCounts other{below(bins), {}};
            other.counts.resize(static_cast<std::size_t>(below(bins - other.first + 1)));
            for (std::size_t i = 0; i < other.counts.size(); ++i) {
                other.counts[i] = static_cast<std::uint32_t>(below(9));
                const std::size_t bin = static_cast<std::size_t>(other.first) + i;
                fine[bin] += other.counts[i];
                wide[bin / coarse] += other.counts[i];
            }
            a.add(other);
            b.add<coarse>(other);
        }
        const auto expect = [](const TrimmedCounts& found, const std::vector<std::uint32_t>& all) {
            for (std::size_t i = 0; i < all.size(); ++i) {
                const std::size_t at = i - static_cast<std::size_t>(found.first);
                EXPECT_EQ(at < found.counts.size() ? found.counts[at] : 0u, all[i]);
            }
        };
        expect(a, fine);
        expect(b, wide);
    }
}

} // namespace
} // namespace rampcast
