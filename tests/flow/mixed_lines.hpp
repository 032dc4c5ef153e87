#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"
#include "rampcast/uncertainty/philox.hpp"

namespace rampcast::samples {

/// Chance of its own, the same on every compiler.
class Chance {
public:
    Chance(std::uint32_t seed, std::uint32_t number) : seed_(seed), number_(number) {}
    double share() {
        return (static_cast<double>(philox({number_, at_++, 7, 0}, {seed_, 2})[0]) + .5) * 0x1p-32;
    }
    bool of(double probability) { return share() < probability; }
    double between(double low, double high) { return low + (high - low) * share(); }
    double log_between(double low, double high) {
        return low * std::exp(std::log(high / low) * share());
    }
    double whole(int low, int high) { return std::floor(between(low, high + 1)); }

private:
    std::uint32_t seed_, number_, at_ = 0;
};

inline std::vector<Calendar> mixed_calendars() {
    return {{.name = "day", .hours_per_shift = 8, .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}},
            {.name = "two", .hours_per_shift = 8, .shifts_per_day = 2}};
}

/// A valid line as plants have them, by chance: 2 to 10 stations whose rates lie within 30 % of
/// each other, fixed and spread times, buffers of 0 to 50, both conventions of blocking, and every
/// feature in some of them.
inline LineOf<double> mixed_line(std::uint32_t seed, std::uint32_t number) {
    Chance c(seed, number);
    LineOf<double> line;
    line.name = "mixed";
    const int count = static_cast<int>(c.whole(2, 10));
    const double cycle_s = c.log_between(20, 600);
    const bool fixed = c.of(.15), parallel = c.of(.3), fail = c.of(.4), clock = c.of(.3);
    const bool yields = c.of(.2), batches = c.of(.12), crews = c.of(.15), sequence = c.of(.1);
    const bool calendar = c.of(.15), own_calendar = c.of(.06);
    line.blocking = c.of(.25) ? Blocking::before : Blocking::after;
    for (int i = 0; i < count; ++i) {
        StationOf<double> s;
        s.name = "s" + std::to_string(i + 1);
        s.cycle_time_s = cycle_s * c.between(.75, 1.05);
        if (!fixed && c.of(.75)) s.cycle_time_scv = c.of(.2) ? 1 : c.log_between(.01, 1.5);
        if (c.of(.25)) s.cycle_time_shape = CycleTimeShape::lognormal;
        if (!fixed && c.of(.08)) s.observed_times_s = {1, 2, 2, 3, 7};
        if (parallel && c.of(.5)) s.places = c.whole(2, 5);
        if (batches && c.of(.3)) s.batch = c.whole(2, 6);
        s.cycle_time_s *= s.places * s.batch;
        if (fail && c.of(.6)) {
            const double available = c.between(.85, .98);
            s.mttr_h = s.cycle_time_s / 3600 * c.log_between(2, 40);
            s.mtbf_h = *s.mttr_h * available / (1 - available);
            if (clock && c.of(.5)) s.failures = Failures::time;
            if (c.of(.2)) {
                const double mttr_h = cycle_s / 3600 * c.log_between(1, 10);
                s.failure_modes = {{"jam", mttr_h * c.between(15, 60), mttr_h,
                                    c.of(.3) ? Failures::time : Failures::operation}};
            }
        }
        if (yields && c.of(.4)) {
            s.first_pass_yield = c.between(.85, .99);
            s.on_failure = static_cast<OnFailure>(static_cast<int>(c.whole(0, 2)));
            if (c.of(.2) && s.on_failure != OnFailure::scrap) s.most_passes = c.whole(1, 3);
        }
        if (c.of(.15)) s.handling_time_s = .1 * s.cycle_time_s, s.performance = c.between(.85, 1);
        line.stations.push_back(s);
    }
    if (c.of(.92))
        for (int i = 1; i < count; ++i)
            line.buffers.push_back(c.of(.25) ? 0 : c.of(.8) ? c.whole(1, 12) : c.whole(13, 50));
    // A batch must be able to gather, and to be put down.
    for (std::size_t i = 1; i < line.stations.size() && !line.buffers.empty(); ++i) {
        const StationOf<double>&a = line.stations[i - 1], &b = line.stations[i];
        double& room = line.buffers[i - 1];
        if (line.blocking == Blocking::before) room = std::max({room, a.batch, b.batch});
        else room = std::max(room, b.batch - a.places * a.batch);
    }
    const auto any = [&]() -> StationOf<double>& {
        return line.stations[static_cast<std::size_t>(c.whole(0, count - 1))];
    };
    if (yields && c.of(.4)) {
        StationOf<double>& from = any();
        from.on_failure = OnFailure::repair;
        from.first_pass_yield = c.between(.8, .97);
        from.rework_at = "mend";
        from.most_passes.reset();
        StationOf<double> mend;
        mend.name = "mend";
        mend.places = c.whole(1, 3);
        mend.cycle_time_s = cycle_s * c.between(.5, 2.5) * mend.places;
        mend.cycle_time_scv = 1;
        line.rework_stations = {mend};
    }
    if (fail && c.of(.25)) line.repairers = c.whole(1, 2);
    if (crews) {
        double needed = 0;
        for (auto& s : line.stations)
            if (c.of(.6)) {
                s.crew = "team";
                s.operators = c.of(.8) ? 1 : 2;
                needed += s.operators * s.places;
            }
        if (needed > 0)
            line.crews = {{"team", std::max(2., std::ceil(needed * c.between(.5, 1.1)))}};
    }
    if (sequence) {
        line.sequence = {{"A", c.whole(3, 30)}, {"B", c.whole(3, 30)}};
        for (auto& s : line.stations)
            if (c.of(.5)) {
                s.changeover_time_s = s.cycle_time_s * c.between(0, 3);
                s.product_times_s = {{"B", s.cycle_time_s * c.between(.7, 1.2)}};
            }
    }
    if (calendar) line.calendar = c.of(.5) ? "day" : "two";
    if (own_calendar) any().calendar = c.of(.5) ? "two" : "round the clock";
    return line;
}

} // namespace rampcast::samples
