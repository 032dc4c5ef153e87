#include "rampcast/core/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace rampcast {
namespace {

TEST(Parallel, EachTaskOnceOnAnyNumberOfThreads) {
    for (const int threads : {0, 1, 2, 7})
        for (const std::size_t count : {0u, 1u, 5u, 100u}) {
            std::vector<std::atomic<int>> done(count);
            detail::run_parallel(count, threads,
                                 [&](std::size_t task, const detail::Poll&) { ++done[task]; });
            for (const auto& each : done) EXPECT_EQ(each, 1) << threads << " threads, " << count;
        }
}

TEST(Parallel, WhatATaskThrowsArrivesAndEndsTheRest) {
    std::atomic<int> begun{0};
    const auto run = [&](int threads) {
        detail::run_parallel(1'000'000, threads, [&](std::size_t task, const detail::Poll&) {
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

struct Slow {
    explicit Slow(std::shared_ptr<std::atomic<bool>> flag) : go_on(std::move(flag)) {}

    std::shared_ptr<std::atomic<bool>> go_on;
    int done = 0;
    void operator()() {
        while (!*go_on) {
        }
        ++done;
    }
};

TEST(Parallel, WorkApartIsLeftToItselfWhereItIsToEnd) {
    const auto go_on = std::make_shared<std::atomic<bool>>(false);
    const auto slow = std::make_shared<Slow>(go_on);
    const detail::Poll refuse{[](const void*, double) { throw std::out_of_range("no"); }, nullptr};
    EXPECT_THROW(detail::run_apart(slow, refuse), std::out_of_range);
    *go_on = true;
    const auto quick = std::make_shared<Slow>(go_on);
    detail::run_apart(quick, {[](const void*, double) {}, nullptr});
    detail::run_apart(quick, {});
    EXPECT_EQ(quick->done, 2);
}

TEST(Parallel, WhatWorkApartThrowsArrives) {
    struct Fails {
        void operator()() { throw std::out_of_range("apart"); }
    };
    EXPECT_THROW(
        detail::run_apart(std::make_shared<Fails>(), {[](const void*, double) {}, nullptr}),
        std::out_of_range);
}

TEST(Parallel, NeverMoreThreadsThanTasks) {
    EXPECT_EQ(detail::worker_count(8, 3), 3u);
    EXPECT_EQ(detail::worker_count(2, 3), 2u);
    EXPECT_GE(detail::worker_count(0, 1000), 1u);
}

} // namespace
} // namespace rampcast
