#include "rampcast/line/validate_feeds.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "rampcast/line/validate_line.hpp"
#include "rampcast/line/visits.hpp"

namespace rampcast {
namespace {

/// Two stations feed a third, whose pieces two others share, before a last one.
LineOf<double> sound_line() {
    LineOf<double> line;
    line.name = "L1";
    for (const char* name : {"boards", "chassis", "assembly", "left", "right", "pack"}) {
        StationOf<double> s;
        s.name = name;
        s.cycle_time_s = 600;
        line.stations.push_back(s);
    }
    line.feeds = {{.from = "boards", .to = "assembly", .buffer = 2, .pieces = 2},
                  {.from = "chassis", .to = "assembly"},
                  {.from = "assembly", .to = "left", .buffer = 1, .share = 3},
                  {.from = "assembly", .to = "right", .buffer = 1},
                  {.from = "left", .to = "pack", .buffer = 1, .part = "done"},
                  {.from = "right", .to = "pack", .buffer = 1, .part = "done"}};
    return line;
}

/// The place an error names after the line is changed; empty where it is accepted.
std::string refused(const std::function<void(LineOf<double>&)>& change,
                    const std::string& words = "") {
    LineOf<double> line = sound_line();
    change(line);
    try {
        validate(line, {}, LineUse::formula);
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
        return error.place();
    }
    return "";
}

TEST(ValidateFeeds, AcceptsASoundLine) {
    EXPECT_EQ(refused([](auto&) {}), "");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].batch = 3; }), "");
    EXPECT_EQ(refused([](auto& l) { // two ends are one line where they come from one station
                  l.feeds.resize(4);
                  l.stations.pop_back();
              }),
              "");
}

TEST(ValidateFeeds, RefusesByPlace) {
    EXPECT_EQ(refused([](auto& l) { l.feeds[0].from = "board"; }, "the nearest is \"boards\""),
              "line.L1.feeds.1.from");
    EXPECT_EQ(refused([](auto& l) { l.feeds[1].to = ""; }), "line.L1.feeds.2.to");
    EXPECT_EQ(refused([](auto& l) { l.feeds[1].to = "chassis"; }, "feeds itself"),
              "line.L1.feeds.2.to");
    EXPECT_EQ(refused([](auto& l) { l.feeds[0].buffer = 1.5; }, "whole"), "line.L1.feeds.1.buffer");
    EXPECT_EQ(refused([](auto& l) { l.feeds[0].pieces = 1.5; }, "whole"), "line.L1.feeds.1.pieces");
    EXPECT_EQ(refused([](auto& l) { l.feeds[0].pieces = 0; }, "at least 1"),
              "line.L1.feeds.1.pieces");
    EXPECT_EQ(refused([](auto& l) { l.feeds[2].share = 0; }, "greater than 0"),
              "line.L1.feeds.3.share");
    EXPECT_EQ(refused([](auto& l) { l.feeds[5].pieces = 2; }, "must be 1"),
              "line.L1.feeds.6.pieces");
    EXPECT_EQ(refused([](auto& l) { l.feeds.push_back(l.feeds[0]); }, "twice"), "line.L1.feeds.7");
    EXPECT_EQ(
        refused([](auto& l) { l.feeds.push_back({.from = "pack", .to = "boards"}); }, "circle"),
        "line.L1.feeds.1");
    EXPECT_EQ(refused([](auto& l) { l.buffers = {1, 1, 1, 1, 1}; }, "both"), "line.L1");
    EXPECT_EQ(refused([](auto& l) { l.sequence = {{"A", 3}}; }, "series"), "line.L1");
    EXPECT_EQ(refused([](auto& l) { l.blocking = Blocking::before; }, "must be after"),
              "line.L1.feeds.4");
}

TEST(ValidateFeeds, PartsMustBeFreeToWait) {
    // Left and right are parts of their own, which one station deals out.
    EXPECT_EQ(
        refused([](auto& l) { l.feeds[4].part = l.feeds[5].part = ""; }, "come from one station"),
        "line.L1.feeds.6");
    // Boards and chassis stand in for each other, in no proportion.
    EXPECT_EQ(refused(
                  [](auto& l) {
                      l.feeds[0].pieces = 1;
                      l.feeds[0].part = l.feeds[1].part = "any";
                  },
                  "no fixed proportion"),
              "line.L1.feeds.2");
    EXPECT_EQ(refused([](auto& l) { l.feeds.erase(l.feeds.begin()); }, "nothing in common"),
              "line.L1");
}

TEST(ValidateFeeds, VisitsFollowTheFeeds) {
    LineOf<double> line = sound_line();
    for (const std::size_t i : {0u, 3u}) {
        line.stations[i].first_pass_yield = .8;
        line.stations[i].on_failure = OnFailure::scrap;
    }
    line.stations[4].first_pass_yield = .5; // mended: visited twice
    const Visits<double> v = visits(line);
    // Of each that is assembled .75 × .8 + .25 leave.
    const double assembled = 1 / .85;
    EXPECT_NEAR(v.arrivals[5], 1, 1e-12);
    EXPECT_NEAR(v.arrivals[2], assembled, 1e-12);
    EXPECT_NEAR(v.arrivals[3], .75 * assembled, 1e-12);
    EXPECT_NEAR(v.stations[4], .5 * assembled, 1e-12);
    EXPECT_NEAR(v.arrivals[0], 2.5 * assembled, 1e-12);
    EXPECT_NEAR(v.arrivals[1], assembled, 1e-12);
    EXPECT_NEAR(v.started, 3.5 * assembled, 1e-12);
    EXPECT_NEAR(v.good_later[0], 1 / (2 * assembled), 1e-12);
}

} // namespace
} // namespace rampcast
