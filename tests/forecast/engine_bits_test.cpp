#include <gtest/gtest.h>

#include <bit>
#include <cstdint>

#include "rampcast/forecast/forecast.hpp"
#include "sample_plants.hpp"

namespace rampcast {
namespace {

/// FNV-1a over the bits of every figure.
class Bits {
public:
    void add(double x) {
        const auto bits = std::bit_cast<std::uint64_t>(x);
        for (int i = 0; i < 64; i += 8) hash_ = (hash_ ^ ((bits >> i) & 0xff)) * 0x100000001b3u;
    }
    std::uint64_t hash() const { return hash_; }

private:
    std::uint64_t hash_ = 0xcbf29ce484222325u;
};

/// Golden: the same figures on every compiler and instruction set. It changes when the model or
/// the draws are changed on purpose.
TEST(EngineBits, AreTheSameEverywhere) {
    const Forecast f =
        forecast(samples::rich(), samples::three_years(), {.paths = 4096, .seed = 1});
    Bits bits;
    for (const Frequency step : {Frequency::month, Frequency::year})
        for (const Row& row : f.rows(step)) {
            bits.add(row.summary.mean);
            bits.add(row.summary.p10);
            bits.add(row.summary.p90);
        }
    for (const BindingRow& row : f.binding(Frequency::year)) bits.add(row.share);
    EXPECT_EQ(bits.hash(), 2352225323746061777u);
}

} // namespace
} // namespace rampcast
