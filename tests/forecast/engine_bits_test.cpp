#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <span>

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
    void add(std::span<const float> values) {
        for (const float each : values) add(static_cast<double>(each));
    }
    std::uint64_t hash() const { return hash_; }

private:
    std::uint64_t hash_ = 0xcbf29ce484222325u;
};

/// Golden: units and value of every path, and what bound on them. It changes only when the model or
/// the draws are changed on purpose.
TEST(EngineBits, PathsAreTheSameEverywhere) {
    for (const Sampling sampling : {Sampling::sobol, Sampling::plain}) {
        const Forecast f = forecast(samples::rich(), samples::three_years(),
                                    {.paths = 8192,
                                     .seed = 1,
                                     .sampling = sampling,
                                     .common_draws = true,
                                     .keep_paths = true});
        Bits bits;
        for (std::size_t c = 0; c < f.combinations().size(); ++c) {
            bits.add(f.kept_units(c));
            bits.add(f.kept_value(c));
        }
        for (const BindingRow& row : f.binding(Frequency::month)) {
            bits.add(row.share);
            bits.add(row.alone);
        }
        for (const TargetRow& row : f.targets()) bits.add(row.both);
        for (const PassageRow& row : f.first_passage()) bits.add(row.probability);
        EXPECT_EQ(bits.hash(),
                  sampling == Sampling::sobol ? 9847662052064933684u : 9635393943280605814u);
    }
}

/// Golden: the same figures on every compiler and instruction set. It changes when the model or
/// the draws are changed on purpose.
TEST(EngineBits, AreTheSameEverywhere) {
    const Forecast f = forecast(
        samples::rich(), samples::three_years(),
        {.paths = 4096,
         .seed = 1,
         .common_draws = true,
         .steps = {Frequency::month, Frequency::quarter, Frequency::half_year, Frequency::year}});
    Bits bits;
    for (const Frequency step : {Frequency::month, Frequency::year})
        for (const Row& row : f.rows(step)) {
            bits.add(row.summary.mean);
            bits.add(row.summary.p10);
            bits.add(row.summary.p90);
        }
    for (const BindingRow& row : f.binding(Frequency::year)) bits.add(row.share);
    EXPECT_EQ(bits.hash(), 2620829057761100785u);
}

} // namespace
} // namespace rampcast
