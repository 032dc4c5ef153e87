#include "rampcast/forecast/schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

namespace rampcast {
namespace {

using detail::Schedule;
using detail::Task;

/// The share of their time that workers idle who take a schedule's tasks in order, a path being a
/// unit of time.
double idle_share(const Schedule& schedule, std::size_t workers) {
    std::vector<std::uint64_t> busy_until(workers);
    std::uint64_t work = 0;
    for (std::size_t i = 0; i < schedule.size(); ++i) {
        *std::min_element(busy_until.begin(), busy_until.end()) += schedule[i].paths;
        work += schedule[i].paths;
    }
    const std::uint64_t end = *std::max_element(busy_until.begin(), busy_until.end());
    return 1 - static_cast<double>(work) / static_cast<double>(end * workers);
}

TEST(Schedule, SixteenWorkersHardlyIdle) {
    for (const std::size_t combinations : {1u, 2u, 3u, 12u})
        for (const std::uint64_t paths : {65536u, 1048576u}) {
            const Schedule schedule{combinations, detail::scramble_paths(paths, combinations)};
            EXPECT_LE(idle_share(schedule, 16), .1) << combinations << " combinations";
        }
}

TEST(Schedule, TasksMakeUpTheRun) {
    for (const Schedule schedule : {Schedule{3, 64}, Schedule{1, 4096}, Schedule{12, 32768}}) {
        std::vector<std::uint64_t> seen(schedule.combinations * scrambles);
        std::size_t combination = 0;
        for (std::size_t i = 0; i < schedule.size(); ++i) {
            const Task task = schedule[i];
            EXPECT_GE(task.combination, combination); // a thread prepares each combination once
            combination = task.combination;
            auto& next = seen[combination * scrambles + static_cast<std::size_t>(task.scramble)];
            EXPECT_EQ(task.first, next);
            EXPECT_EQ(task.paths % 64, 0u);
            next += task.paths;
        }
        for (const std::uint64_t paths : seen) EXPECT_EQ(paths, schedule.paths_per_scramble);
    }
}

TEST(Schedule, PartsHoldEveryTaskOnce) {
    const Schedule whole{3, 4096};
    const std::uint64_t all = 4096 * scrambles;
    std::multiset<std::tuple<std::size_t, int, std::uint64_t>> seen, expected;
    const auto list = [](const Schedule& schedule, auto& into) {
        for (std::size_t i = 0; i < schedule.size(); ++i)
            into.insert({schedule[i].combination, schedule[i].scramble, schedule[i].first});
    };
    list(whole, expected);
    for (const std::uint64_t first : {std::uint64_t{0}, std::uint64_t{5 * 4096}, all - 4096}) {
        const std::uint64_t count = first == 0 ? 5 * 4096 : first + 4096 == all ? 0 : 10 * 4096;
        list(detail::part_of(whole, {.first_path = first, .path_count = count}), seen);
    }
    EXPECT_EQ(seen, expected);
    EXPECT_THROW(detail::part_of(whole, {.first_path = 100}), Error);
    EXPECT_THROW(detail::part_of(whole, {.first_path = all}), Error);
    EXPECT_THROW(detail::part_of(whole, {.first_path = 4096, .path_count = all}), Error);
}

} // namespace
} // namespace rampcast
