#include "rampcast/line/validate_line.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>

namespace rampcast {
namespace {

LineOf<double> sound_line() {
    LineOf<double> line;
    line.name = "L1";
    for (const char* name : {"assembly", "test", "burn-in"}) {
        StationOf<double> s;
        s.name = name;
        s.cycle_time_s = 600;
        line.stations.push_back(s);
    }
    line.buffers = {2, 4};
    line.stations[1].rework_at = "debug";
    line.stations[1].first_pass_yield = .9;
    StationOf<double> debug;
    debug.name = "debug";
    debug.cycle_time_s = 3600;
    line.rework_stations = {debug};
    line.crews = {{"fitters", 4}};
    line.stations[0].crew = "fitters";
    line.stations[0].operators = 2;
    line.sequence = {{"A", 3}, {"B", 1}};
    line.stations[0].product_times_s = {{"A", 500}};
    return line;
}

/// The place an error names after the line is changed; empty where it is accepted.
std::string refused(const std::function<void(LineOf<double>&)>& change,
                    const std::string& words = "", LineUse use = LineUse::formula) {
    LineOf<double> line = sound_line();
    change(line);
    try {
        validate(line, {"two shifts"}, use);
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
        return error.place();
    }
    return "";
}

TEST(ValidateLine, AcceptsASoundLine) {
    EXPECT_EQ(refused([](auto&) {}, "", LineUse::pieces), "");
    EXPECT_EQ(refused([](auto& l) { l.calendar = "two shifts"; }), "");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].calendar = "round the clock"; }), "");
    EXPECT_EQ(refused([](auto& l) { l.buffers = {}; }), "");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].places = 1.5; }), "");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].batch = 5; }), "");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].batch = 4.5; }), "");
}

TEST(ValidateLine, Numbers) {
    EXPECT_EQ(refused([](auto& l) { l.stations[2].cycle_time_s = -3; },
                      "line \"L1\", station \"burn-in\": cycle_time_s is -3, must be greater "
                      "than 0"),
              "line.L1.stations.burn-in.cycle_time_s");
    EXPECT_EQ(refused([](auto& l) { l.stations[0].places = std::nan(""); }),
              "line.L1.stations.assembly.places");
    EXPECT_EQ(refused([](auto& l) { l.buffers[1] = -1; }), "line.L1.buffers.2");
    EXPECT_EQ(refused([](auto& l) { l.buffers[1] = 2.5; }, "whole"), "line.L1.buffers.2");
    EXPECT_EQ(refused([](auto& l) { l.stations[0].batch = 1.5; }, "whole", LineUse::pieces),
              "line.L1.stations.assembly.batch");
    EXPECT_EQ(refused([](auto& l) { l.stations[0].places = 1.5; }, "whole", LineUse::pieces),
              "line.L1.stations.assembly.places");
    EXPECT_EQ(refused([](auto& l) { l.sequence[1].pieces = 1.5; }, "whole"),
              "line.L1.sequence.2.pieces");
    EXPECT_EQ(refused([](auto& l) { l.stations[1].most_passes = 2.5; }, "whole"),
              "line.L1.stations.test.most_passes");
}

TEST(ValidateLine, Structure) {
    EXPECT_EQ(refused([](auto& l) { l.stations = {}; }, "no stations"), "line.L1");
    EXPECT_EQ(refused(
                  [](auto& l) {
                      l.stations = {};
                      l.nameplate = NameplateOf<double>{100, ""};
                  },
                  "nameplate"),
              "line.L1");
    EXPECT_EQ(refused([](auto& l) { l.nameplate = NameplateOf<double>{100, ""}; }, "both"),
              "line.L1");
    EXPECT_EQ(refused([](auto& l) { l.buffers = {1}; }, "one less than stations (2)"),
              "line.L1.buffers");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].name = "test"; }, "twice"),
              "line.L1.stations.test.name");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].name = "debug"; }, "twice"),
              "line.L1.rework_stations.debug.name");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].mtbf_h = 5; }, "mttr_h"),
              "line.L1.stations.burn-in");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].mttr_h = 5; }, "mtbf_h"),
              "line.L1.stations.burn-in");
    EXPECT_EQ(refused([](auto& l) { l.calendar = "three shifts"; }, "not a calendar"),
              "line.L1.calendar");
    EXPECT_EQ(refused([](auto& l) { l.stations[0].calendar = "three shifts"; }, "not a calendar"),
              "line.L1.stations.assembly.calendar");
    EXPECT_EQ(
        refused([](auto& l) { l.stations[0].failure_modes = {{"jam", 10, 1}, {"jam", 20, 1}}; }),
        "line.L1.stations.assembly.failure_modes.jam.name");
}

TEST(ValidateLine, CalendarsThatWereNotGiven) {
    LineOf<double> line = sound_line();
    line.calendar = "two shifts";
    try {
        validate(line, {}, LineUse::pieces);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.place(), "line.L1.calendar");
        EXPECT_NE(std::string(error.what()).find("no calendars are given"), std::string::npos);
    }
}

TEST(ValidateLine, SpreadOfFailures) {
    EXPECT_EQ(refused([](auto& l) { l.stations[2].mtbf_scv = -1; },
                      "line \"L1\", station \"burn-in\": mtbf_scv is -1, must be at least 0"),
              "line.L1.stations.burn-in.mtbf_scv");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].mttr_scv = std::nan(""); }),
              "line.L1.stations.burn-in.mttr_scv");
    EXPECT_EQ(refused(
                  [](auto& l) {
                      l.stations[2].mtbf_h = 5;
                      l.stations[2].mttr_h = 1;
                      l.stations[2].observed_stops_h = {1, 0};
                  },
                  "greater than 0"),
              "line.L1.stations.burn-in.observed_stops_h.2");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].observed_stops_h = {1, 2}; },
                      "observed_stops_h is stated without mtbf_h"),
              "line.L1.stations.burn-in");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].failure_modes = {{.name = "jam", .mtbf_h = 3}}; },
                      "mttr_h is missing; state it, or observed_stops_h"),
              "line.L1.stations.burn-in.failure_modes.jam.mttr_h");
    EXPECT_EQ(refused([](auto& l) { l.stations[2].failure_modes = {{"jam", 3, 1}}; }), "");
}

TEST(ValidateLine, Rework) {
    EXPECT_EQ(refused([](auto& l) { l.stations[1].rework_at = "debog"; }, "\"debug\""),
              "line.L1.stations.test.rework_at");
    EXPECT_EQ(refused([](auto& l) { l.stations[1].rework_at = ""; }, "no piece reaches it"),
              "line.L1.rework_stations.debug");
    EXPECT_EQ(refused([](auto& l) { l.rework_stations[0].rework_at = "debug"; }),
              "line.L1.rework_stations.debug.rework_at");
    EXPECT_EQ(refused([](auto& l) { l.stations[1].on_failure = OnFailure::scrap; }),
              "line.L1.stations.test");
    EXPECT_EQ(refused([](auto& l) { l.stations[1].most_passes = 1; }),
              "line.L1.stations.test.most_passes");
    EXPECT_EQ(refused([](auto& l) { l.stations[1].first_pass_yield = 1e-300; }, "for ever"),
              "line.L1.stations.test.first_pass_yield");
    EXPECT_EQ(refused([](auto& l) { l.rework_stations[0].first_pass_yield = 1e-300; }, "for ever"),
              "line.L1.rework_stations.debug.first_pass_yield");
}

TEST(ValidateLine, CrewsAndSequence) {
    EXPECT_EQ(refused([](auto& l) { l.stations[0].crew = "fiters"; }, "\"fitters\""),
              "line.L1.stations.assembly.crew");
    EXPECT_EQ(refused([](auto& l) { l.stations[0].operators = 5; }, "has 4 people"),
              "line.L1.stations.assembly.operators");
    EXPECT_EQ(refused([](auto& l) { l.stations[0].product_times_s = {{"C", 500}}; }, "sequence"),
              "line.L1.stations.assembly.product_times_s");
}

TEST(ValidateLine, Batches) {
    EXPECT_EQ(refused([](auto& l) { l.stations[2].batch = 6; }, "only 5 pieces"),
              "line.L1.stations.burn-in.batch");
    EXPECT_EQ(refused([](auto& l) {
                  l.stations[2].batch = 6;
                  l.stations[2].batch_wait_h = 1;
              }),
              "");
    EXPECT_EQ(refused([](auto& l) {
                  l.blocking = Blocking::before;
                  l.stations[1].batch = 6;
              }),
              "line.L1.stations.test.batch");
}

/// A plant's line may have a nameplate in place of stations.
TEST(ValidateLine, Nameplates) {
    const auto name = [](auto& l) {
        l = LineOf<double>{.name = "L1"};
        l.nameplate = NameplateOf<double>{100, ""};
    };
    EXPECT_EQ(refused(name, "", LineUse::forecast), "");
    EXPECT_EQ(refused(
                  [&](auto& l) {
                      name(l);
                      l.nameplate->calendar = "three shifts";
                  },
                  "the nearest is \"two shifts\"", LineUse::forecast),
              "line.L1.nameplate.calendar");
    EXPECT_EQ(refused([](auto& l) { l.stations = {}; }, "neither stations nor nameplate",
                      LineUse::forecast),
              "line.L1");
}

TEST(ValidateLine, Ramps) {
    EXPECT_EQ(refused([](auto& l) {
                  l.ramp = TabulatedOf<double>{.points = {{5, .5}, {2, 1}}};
              }).substr(0, 12),
              "line.L1.ramp");
}

} // namespace
} // namespace rampcast
