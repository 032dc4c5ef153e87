#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <string>

#include "rampcast/flow/sample_path.hpp"

namespace rampcast {
namespace {

/// A line that takes every way through the recursion: several places, failures, each shape.
LineOf<double> bits_line(Blocking blocking) {
    LineOf<double> line;
    line.name = "L";
    line.blocking = blocking;
    line.buffers = {2, 3, 1};
    for (int i = 0; i < 4; ++i) {
        StationOf<double> s;
        s.name = "s" + std::to_string(i);
        s.cycle_time_s = 60 + i;
        s.cycle_time_scv = 0.5 * i;
        line.stations.push_back(s);
    }
    line.stations[1].places = 3;
    line.stations[1].mtbf_h = 0.5;
    line.stations[1].mttr_h = 0.1;
    line.stations[3].cycle_time_shape = CycleTimeShape::lognormal;
    return line;
}

std::uint64_t path_hash(Blocking blocking) {
    std::uint64_t hash = 0;
    const auto add = [&](double value) {
        hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 0x100000001b3u;
        hash ^= hash >> 29;
    };
    for (const Replication& r : detail::sample_path_engine().run(
             bits_line(blocking),
             {.seed = 3, .replications = 20, .warm_up_pieces = 30, .pieces = 300})) {
        add(r.hours);
        add(r.piece_hours);
        add(r.lead_hours);
        add(r.started);
        for (const PlaceHours& s : r.stations) {
            add(s.busy);
            add(s.down);
            add(s.blocked);
            add(s.starved);
        }
        for (const double waiting : r.buffer_hours) add(waiting);
    }
    return hash;
}

/// One result to the bit on every compiler and instruction set.
TEST(SamplePathBits, AreTheSameEverywhere) {
    EXPECT_EQ(path_hash(Blocking::after), 14569112513810967178u);
    EXPECT_EQ(path_hash(Blocking::before), 10231395763184104172u);
}

} // namespace
} // namespace rampcast
