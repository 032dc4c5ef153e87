#include <gtest/gtest.h>

#include <bit>
#include <cstdint>

#include "rampcast/flow/events.hpp"
#include "rampcast/flow/simulate_periods.hpp"
#include "rampcast/flow/trace.hpp"
#include "random_lines.hpp"

namespace rampcast {
namespace {

class Hash {
public:
    void add(double value) {
        value_ = (value_ ^ std::bit_cast<std::uint64_t>(value)) * 0x100000001b3u;
        value_ ^= value_ >> 29;
    }
    std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_ = 0;
};

/// Lines of all features, so that every way through the engine is taken.
TEST(EventsBits, AreTheSameEverywhere) {
    Hash hash;
    for (std::uint32_t number = 0; number < 100; ++number)
        for (const Replication& r :
             run_events(samples::any_line(number),
                        {.seed = 3, .replications = 2, .warm_up_pieces = 30, .pieces = 200},
                        samples::any_calendars())) {
            for (const double each : {r.hours, r.started, r.good, r.scrapped, r.in_process_before,
                                      r.in_process_after, r.piece_hours, r.lead_hours})
                hash.add(each);
            for (const PlaceHours& s : r.stations)
                for (const double each : {s.busy, s.down, s.blocked, s.starved, s.off_shift})
                    hash.add(each);
            for (const double waiting : r.buffer_hours) hash.add(waiting);
        }
    EXPECT_EQ(hash.value(), 8354653107503862071u);
}

TEST(EventsBits, OfTraces) {
    Hash hash;
    for (std::uint32_t number = 0; number < 20; ++number) {
        const LineTrace t =
            trace(samples::any_line(number), 3, 20, 60, 10, samples::any_calendars());
        for (const PieceStay& stay : t.stays) {
            hash.add(stay.start_h);
            hash.add(stay.end_h);
            hash.add(static_cast<double>(stay.piece) + 1000. * static_cast<double>(stay.state));
        }
        for (const auto& shares : t.buffer_shares)
            for (const double share : shares) hash.add(share);
    }
    EXPECT_EQ(hash.value(), 14089560647275464601u);
}

TEST(EventsBits, OfRampingLinesAtLength) {
    Hash hash;
    const Ramps ramps{ExponentialOf<double>{.time_constant_days = 5, .start_share = .5},
                      LinearOf<double>{.rise_days = 10, .start_share = .8},
                      LinearOf<double>{.rise_days = 10, .start_share = .9}};
    for (std::uint32_t number = 0; number < 20; ++number) {
        LineOf<double> line = samples::any_line(number);
        line.stations[0].mtbf_h = 3;
        line.stations[0].mttr_h = .2;
        for (const LinePeriod& each :
             simulate_periods(line, {date(2024, 1, 1), date(2024, 1, 15), Frequency::week},
                              samples::any_calendars(), ramps, {.replications = 3})) {
            hash.add(each.mean);
            hash.add(each.sd);
        }
    }
    EXPECT_EQ(hash.value(), 14499751832198009835u);
}

} // namespace
} // namespace rampcast
