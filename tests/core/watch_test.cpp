#include "rampcast/core/watch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <stdexcept>
#include <stop_token>
#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/core/parallel.hpp"

namespace rampcast {
namespace {

/// A task without end, but for its poll.
void poll_for_ever(const detail::Poll& poll) {
    for (;;) poll(.5);
}

TEST(Watch, PollsOfNobodyDoNothing) { detail::Poll()(.5); }

TEST(Watch, AStopEndsTheCallOnAnyNumberOfThreads) {
    for (const int threads : {1, 2, 7}) {
        std::stop_source source;
        source.request_stop();
        const Watch watch{.stop = source.get_token()};
        const detail::Attention attention(watch);
        EXPECT_THROW(detail::run_parallel(
                         10, threads,
                         [](std::size_t, const detail::Poll& poll) { poll_for_ever(poll); },
                         attention.poll()),
                     Stopped)
            << threads;
    }
}

TEST(Watch, WhatProgressThrowsEndsTheCallAndArrives) {
    for (const int threads : {1, 2, 7}) {
        const Watch watch{.progress = [](double) { throw std::out_of_range("progress"); }};
        const detail::Attention attention(watch);
        EXPECT_THROW(detail::run_parallel(
                         10, threads,
                         [](std::size_t, const detail::Poll& poll) { poll_for_ever(poll); },
                         attention.poll()),
                     std::out_of_range)
            << threads;
    }
}

/// However the parts poll, what is told lies within 0 and 1 and never falls.
TEST(Watch, TheShareToldNeverFalls) {
    for (const int threads : {1, 3}) {
        std::vector<double> told;
        std::atomic<bool> enough{false};
        const Watch watch{.progress = [&](double share) {
            told.push_back(share);
            enough = told.size() == 5;
        }};
        const detail::Attention attention(watch);
        detail::run_parallel(
            4, threads,
            [&](std::size_t, const detail::Poll& poll) {
                for (double share = 1.5; !enough; share = -share) poll(share);
            },
            attention.poll());
        ASSERT_GE(told.size(), 5u);
        EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
        EXPECT_GE(told.front(), 0);
        EXPECT_LE(told.back(), 1);
    }
}

TEST(Watch, APartIsToldAsItsShareOfTheWhole) {
    static double heard;
    const detail::Poll whole{[](const void*, double share) { heard = share; }, &heard};
    const detail::PartOf second(whole, .5, .5), third_of_it(second.poll(), 2. / 3, 1. / 3);
    second.poll()(.5);
    EXPECT_DOUBLE_EQ(heard, .75);
    third_of_it.poll()(.5);
    EXPECT_DOUBLE_EQ(heard, .5 + .5 * 5 / 6);
}

} // namespace
} // namespace rampcast
