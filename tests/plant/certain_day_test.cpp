#include "rampcast/plant/certain_day.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace rampcast {
namespace {

Milestone following(const std::string& name, const std::vector<std::string>& after,
                    Uncertain days) {
    return {.name = name, .after = after, .days = std::move(days)};
}

TEST(CertainDays, AreThoseNothingUncertainComesBefore) {
    Plant plant;
    plant.milestones = {following("c", {"a", "b"}, 3),
                        following("b", {"a"}, 10),
                        {.name = "a", .on = Uncertain(100)},
                        following("d", {"c", "e"}, 1),
                        {.name = "e", .on = Uncertain(Uniform{10, 20})},
                        following("f", {"a"}, Uniform{1, 2}),
                        {.name = "g", .after = {"a"}, .working_days = 5}};
    const CertainDays days(plant);
    EXPECT_EQ(days.of("a"), 100);
    EXPECT_EQ(days.of("b"), 110);
    EXPECT_EQ(days.of("c"), 113);
    for (const char* name : {"d", "e", "f", "g", "none"}) EXPECT_FALSE(days.of(name)) << name;
    EXPECT_EQ(days.of("b", 2.5), 112.5);
    EXPECT_EQ(days.of(Uncertain(7), 1), 8);
    EXPECT_FALSE(days.of("b", Uniform{0, 1}));
    EXPECT_FALSE(days.of(Uncertain(Uniform{0, 1}), 0));
}

TEST(CertainDays, OfMilestonesInACircleThereAreNone) {
    Plant plant;
    plant.milestones = {following("a", {"b"}, 1),
                        following("b", {"a"}, 1),
                        following("c", {"b"}, 1),
                        {.name = "d", .on = Uncertain(5)}};
    const CertainDays days(plant);
    for (const char* name : {"a", "b", "c"}) EXPECT_FALSE(days.of(name)) << name;
    EXPECT_EQ(days.of("d"), 5);
}

/// However long the chain, listed from either end, and however many ways lead through a network.
TEST(CertainDays, AreFoundInOnePass) {
    constexpr int count = 50'000;
    for (const bool reversed : {false, true}) {
        Plant plant;
        plant.milestones = {{.name = "0", .on = Uncertain(0)}};
        for (int i = 1; i < count; ++i) {
            std::vector<std::string> after{std::to_string(i - 1)};
            if (i > 1) after.push_back(std::to_string(i - 2));
            plant.milestones.push_back(following(std::to_string(i), after, 1));
        }
        if (reversed) std::reverse(plant.milestones.begin(), plant.milestones.end());
        EXPECT_EQ(CertainDays(plant).of(std::to_string(count - 1)), count - 1);
        const std::vector<std::size_t> order = network_order(plant.milestones);
        EXPECT_EQ(order.size(), plant.milestones.size());
        EXPECT_EQ(plant.milestones[order.back()].name, std::to_string(count - 1));
    }
}

} // namespace
} // namespace rampcast
