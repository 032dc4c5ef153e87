#include "rampcast/forecast/schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
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

} // namespace
} // namespace rampcast
