#include "rampcast/core/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace rampcast {
namespace {

TEST(Parallel, EachTaskOnceOnAnyNumberOfThreads) {
    for (const int threads : {0, 1, 2, 7})
        for (const std::size_t count : {0u, 1u, 5u, 100u}) {
            std::vector<std::atomic<int>> done(count);
            detail::run_parallel(count, threads, [&](std::size_t task) { ++done[task]; });
            for (const auto& each : done) EXPECT_EQ(each, 1) << threads << " threads, " << count;
        }
}

TEST(Parallel, WhatATaskThrowsArrivesAndEndsTheRest) {
    std::atomic<int> begun{0};
    const auto run = [&](int threads) {
        detail::run_parallel(1'000'000, threads, [&](std::size_t task) {
            ++begun;
            if (task == 3) throw std::out_of_range("three");
        });
    };
    EXPECT_THROW(run(1), std::out_of_range);
    EXPECT_EQ(begun, 4);
    EXPECT_THROW(run(4), std::out_of_range);
    EXPECT_LT(begun, 1'000'000);
}

TEST(Parallel, ATeamEndsWhenWhoAttendsFails) {
    std::atomic<bool> stop{false};
    const auto wait = [&] {
        while (!stop) {
        }
    };
    EXPECT_THROW(detail::run_team(
                     2, wait, [] { throw std::out_of_range("attending"); }, [&] { stop = true; }),
                 std::out_of_range);
}

TEST(Parallel, NeverMoreThreadsThanTasks) {
    EXPECT_EQ(detail::worker_count(8, 3), 3u);
    EXPECT_EQ(detail::worker_count(2, 3), 2u);
    EXPECT_GE(detail::worker_count(0, 1000), 1u);
}

} // namespace
} // namespace rampcast
