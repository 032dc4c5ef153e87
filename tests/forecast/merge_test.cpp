#include "rampcast/forecast/forecast.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::rich;
using samples::three_years;

/// The sixteenths of a run from the first of each part on.
std::vector<Forecast> parts(ForecastOptions options, const std::vector<std::uint64_t>& firsts) {
    const std::uint64_t all = forecast(rich(), three_years(), {.paths = options.paths}).paths();
    std::vector<Forecast> made;
    for (std::size_t i = 0; i < firsts.size(); ++i) {
        const std::uint64_t end = i + 1 < firsts.size() ? firsts[i + 1] : 16;
        options.first_path = firsts[i] * all / 16;
        options.path_count = (end - firsts[i]) * all / 16;
        made.push_back(forecast(rich(), three_years(), options));
    }
    return made;
}

TEST(Merge, PartsAreTheRunToTheBit) {
    const ForecastOptions options{.paths = 4096, .steps = {Frequency::month}, .keep_paths = true};
    const Forecast whole = forecast(rich(), three_years(), options);
    const Forecast merged = Forecast::merge(parts(options, {0, 3, 4, 11}));
    EXPECT_FALSE(merged.is_part());
    const std::vector<Row> rows = whole.rows(Frequency::month);
    const std::vector<Row> own = merged.rows(Frequency::month);
    ASSERT_EQ(rows.size(), own.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].summary.mean, own[i].summary.mean) << rows[i].period;
        EXPECT_EQ(rows[i].summary.p10, own[i].summary.p10) << rows[i].period;
        EXPECT_EQ(rows[i].summary.p50_se, own[i].summary.p50_se) << rows[i].period;
    }
    for (std::size_t c = 0; c < whole.combinations().size(); ++c) {
        const auto units = whole.kept_units(c), merged_units = merged.kept_units(c);
        EXPECT_EQ(std::vector(units.begin(), units.end()),
                  std::vector(merged_units.begin(), merged_units.end()));
    }
}

TEST(Merge, WhatIsMissingOrTwiceIsRefused) {
    const ForecastOptions options{.paths = 1024};
    std::vector<Forecast> list = parts(options, {0, 8});
    EXPECT_THROW(static_cast<void>(list[0].rows(Frequency::year)), Error);
    EXPECT_THROW(static_cast<void>(Forecast::merge({list[1]})), Error);
    EXPECT_THROW(static_cast<void>(Forecast::merge({list[0], list[1], list[0]})), Error);
    EXPECT_THROW(static_cast<void>(Forecast::merge({})), Error);
    EXPECT_NO_THROW(static_cast<void>(Forecast::merge({list[1], list[0]})));
}

} // namespace
} // namespace rampcast
