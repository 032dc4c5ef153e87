#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include "rampcast/flow/trace.hpp"
#include "sample_lines.hpp"

namespace rampcast {
namespace {

LineOf<double> traced_line(const std::vector<double>& cycle_h, std::vector<double> buffers,
                           double scv) {
    return samples::line_of_times(cycle_h, 3600, scv, std::move(buffers));
}

/// Stations of 1 and 3 h without a buffer, drawn by hand.
TEST(Trace, StaysOfTheFirstPieces) {
    const LineTrace got = trace(traced_line({1, 3}, {0}, 0), 1, 2, 10);
    const std::vector<PieceStay> expected{{0, 0, 0, 0, 1, StayState::busy},
                                          {1, 0, 0, 1, 2, StayState::busy},
                                          {0, 1, 0, 1, 4, StayState::busy},
                                          {1, 0, 0, 2, 4, StayState::blocked},
                                          {1, 1, 0, 4, 7, StayState::busy}};
    ASSERT_EQ(got.stays.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(got.stays[i].piece, expected[i].piece) << i;
        EXPECT_EQ(got.stays[i].station, expected[i].station) << i;
        EXPECT_EQ(got.stays[i].state, expected[i].state) << i;
        EXPECT_NEAR(got.stays[i].start_h, expected[i].start_h, 1e-9) << i;
        EXPECT_NEAR(got.stays[i].end_h, expected[i].end_h, 1e-9) << i;
    }
    EXPECT_EQ(got.buffer_shares, (std::vector<std::vector<double>>{{1}}));
}

TEST(Trace, RepairsAndShiftsAreSeen) {
    LineOf<double> line = traced_line({5, 5}, {}, 0);
    line.calendar = "shift";
    line.stations[0].mtbf_h = 3;
    line.stations[0].mttr_h = 1;
    const LineTrace got = trace(line, 1, 20, 20, 0, {{.name = "shift", .hours_per_shift = 8}});
    double busy = 0, down = 0, off = 0;
    for (const PieceStay& stay : got.stays) {
        EXPECT_LT(stay.start_h, stay.end_h);
        if (stay.station > 0 || stay.piece > 9) continue;
        const double hours = stay.end_h - stay.start_h;
        if (stay.state == StayState::busy) busy += hours;
        if (stay.state == StayState::down) down += hours;
        if (stay.state == StayState::off_shift) {
            off += hours;
            EXPECT_NEAR(hours, 16, 1e-9);
        }
    }
    EXPECT_NEAR(busy, 50, 1e-6);
    EXPECT_GT(down, 0);
    EXPECT_GT(off, 16);
}

/// Two exponential stations with b waiting places between are a queue: station 1 holding a piece
/// it cannot pass on, the chain of 0 to b + 2 pieces past service at station 1 is uniform, of
/// which 0 and 1 leave the buffer empty and b + 1 and b + 2 leave it full. A tolerance of .01 is
/// beyond five standard errors of 200,000 pieces.
TEST(Trace, BufferSharesOfAnExactChain) {
    const LineTrace got = trace(traced_line({1, 1}, {3}, 1), 4, 0, 200'000, 1000);
    const std::vector<double> expected{2. / 6, 1. / 6, 1. / 6, 2. / 6};
    ASSERT_EQ(got.buffer_shares.size(), 1u);
    ASSERT_EQ(got.buffer_shares[0].size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(got.buffer_shares[0][i], expected[i], .01) << i;
    EXPECT_NEAR(std::accumulate(got.buffer_shares[0].begin(), got.buffer_shares[0].end(), 0.), 1,
                1e-9);
    EXPECT_TRUE(got.stays.empty());
}

TEST(Trace, RefusesNoPieces) {
    EXPECT_THROW(trace(traced_line({1}, {}, 0), 1, 5, 0), Error);
    EXPECT_THROW(trace(traced_line({1}, {}, 0), 1, -1), Error);
}

} // namespace
} // namespace rampcast
