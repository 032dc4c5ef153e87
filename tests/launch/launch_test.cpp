#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "rampcast/core/math.hpp"
#include "rampcast/launch/dates.hpp"
#include "rampcast/uncertainty/pert.hpp"

namespace rampcast {
namespace {

struct Activity {
    const char* name;
    double low, mode, high;
    std::vector<std::string> after;
};

/// A textbook construction project (weeks): durations as PERT triples, and what follows what.
const std::vector<Activity>& project() {
    static const std::vector<Activity> list{
        {"A", 1, 2, 3, {"start"}},  {"B", 2, 3.5, 8, {"A"}},     {"C", 6, 9, 18, {"B"}},
        {"D", 4, 5.5, 10, {"C"}},   {"E", 1, 4.5, 5, {"C"}},     {"F", 4, 4, 10, {"E"}},
        {"G", 5, 6.5, 11, {"D"}},   {"H", 5, 8, 17, {"E", "G"}}, {"I", 3, 7.5, 9, {"C"}},
        {"J", 3, 9, 9, {"F", "I"}}, {"K", 4, 4, 4, {"J"}},       {"L", 1, 5.5, 7, {"J"}},
        {"M", 1, 2, 3, {"H"}},      {"N", 5, 5.5, 9, {"K", "L"}}};
    return list;
}

template <class T> std::vector<MilestoneOf<T>> network() {
    std::vector<MilestoneOf<T>> milestones(1);
    milestones[0].name = "start";
    milestones[0].on = T(0.0);
    for (const Activity& a : project()) {
        MilestoneOf<T> m;
        m.name = a.name;
        m.after = a.after;
        m.days = T((a.low + 4 * a.mode + a.high) / 6);
        milestones.push_back(m);
    }
    std::reverse(milestones.begin(), milestones.end()); // any order will do
    return milestones;
}

struct NoClock {
    template <class T> T after_working_days(const T& start, const T& days) const {
        return start + days;
    }
    template <class T> T next_working_moment(const T& moment) const { return moment; }
};
const NoClock none;
const auto no_clock = [](const auto&) { return &none; };

TEST(Launch, TheProjectTakes44WeeksOnTheMeans) {
    const auto milestones = network<double>();
    const LaunchDates launch(milestones);
    const auto dates = launch.dates(milestones, no_clock);
    EXPECT_NEAR(*std::max_element(dates.begin(), dates.end()), 44, 1e-12);
    EXPECT_NEAR(dates[launch.index("N")], 44, 1e-12);
    EXPECT_NEAR(dates[launch.index("M")], 40, 1e-12); // four weeks of float
}

/// Simulated with PERT durations: mean 44.3263, sd 2.9338, P(<= 47) .8164, from 3e7 paths. With
/// 65,536 paths five standard errors are .057, .041 and .0076: false alarms 6e-7 each.
TEST(Launch, UncertainDurationsGiveTheKnownSpread) {
    auto milestones = network<double>();
    const LaunchDates launch(milestones);
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> u(0, 1);
    std::vector<std::vector<double>> quantiles;
    for (const Activity& a : project()) { // quantiles at 4,096 levels are close enough
        const Pert pert{a.low, a.mode, a.high};
        auto& list = quantiles.emplace_back();
        for (int i = 0; i < 4096; ++i) list.push_back(pert.quantile((i + .5) / 4096));
    }
    double sum = 0, square = 0, within = 0;
    constexpr int paths = 65536;
    for (int p = 0; p < paths; ++p) {
        for (std::size_t a = 0; a < project().size(); ++a)
            milestones[launch.index(project()[a].name)].days =
                quantiles[a][static_cast<std::size_t>(u(random) * 4096)];
        const auto dates = launch.dates(milestones, no_clock);
        const double end = *std::max_element(dates.begin(), dates.end());
        sum += end;
        square += end * end;
        within += end <= 47;
    }
    const double mean = sum / paths;
    EXPECT_NEAR(mean, 44.3263, .057);
    EXPECT_NEAR(std::sqrt(square / paths - mean * mean), 2.9338, .041);
    EXPECT_NEAR(within / paths, .8164, .0076);
}

TEST(Launch, TheCriticalPathIsTheGradient) {
    auto milestones = network<Dual<double>>();
    const LaunchDates launch(milestones);
    const auto slope = [&](const std::string& name) {
        auto moved = milestones;
        moved[launch.index(name)].days->slope = 1;
        return launch.dates(moved, no_clock)[launch.index("N")].slope;
    };
    for (const char* critical : {"A", "B", "C", "E", "F", "J", "L", "N"})
        EXPECT_EQ(slope(critical), 1);
    for (const char* floating : {"D", "G", "H", "I", "K", "M"}) EXPECT_EQ(slope(floating), 0);
}

TEST(Launch, RefusesCirclesAndUnknownNames) {
    auto milestones = network<double>();
    milestones.back().on.reset();
    milestones.back().after = {"N"};
    EXPECT_THROW(LaunchDates{milestones}, Error);
    milestones = network<double>();
    milestones.front().after = {"Z"};
    EXPECT_THROW(LaunchDates{milestones}, Error);
    EXPECT_THROW(LaunchDates(network<double>()).index("Z"), Error);
}

TEST(Launch, WhatDoesNotComeHoldsUpAllThatWaitsForIt) {
    std::vector<MilestoneOf<double>> milestones(4);
    milestones[0].name = "permit";
    milestones[0].on = 10;
    milestones[0].chance = .3;
    milestones[1].name = "money";
    milestones[1].on = 50;
    milestones[2].name = "hall";
    milestones[2].after = {"permit", "money"};
    milestones[2].days = 100;
    milestones[3].name = "road";
    milestones[3].after = {"money"};
    milestones[3].days = 7;
    const LaunchDates launch(milestones);
    const double below = inverse_normal(.3) - 1e-6, above = inverse_normal(.3) + 1e-6;
    const auto come = launch.dates(milestones, no_clock, {&below, nullptr, nullptr, nullptr});
    EXPECT_EQ(come, (std::vector<double>{10, 50, 150, 57}));
    const auto fail = launch.dates(milestones, no_clock, {&above, nullptr, nullptr, nullptr});
    EXPECT_EQ(fail, (std::vector<double>{never_day, 50, never_day + 100, 57}));
    EXPECT_EQ(launch.dates(milestones, no_clock), come);
}

} // namespace
} // namespace rampcast
