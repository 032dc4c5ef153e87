#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "rampcast/flow/event_state.hpp"

namespace rampcast::detail {

/// How long work takes and places stay up: draws, with what a ramping line has of its mature
/// shares.
class EventTimes {
public:
    explicit EventTimes(const EventFloor& floor) : floor_(floor) {}

    /// When work of so many mature hours is done, and how much of it has been.
    double end_of(double begin_h, double work_h) const {
        return ramps().speed ? ramps().speed->after(begin_h, work_h) : begin_h + work_h;
    }
    double worked(double begin_h) const {
        return ramps().speed ? ramps().speed->work(begin_h, floor_.now_h())
                             : floor_.now_h() - begin_h;
    }
    double service_h(EventStation& s, const EventPlace& p) const {
        const ServiceDraws& draws = s.plan.draws.service;
        if (s.shapes_of != p.service / 8) {
            s.shapes_of = p.service / 8;
            s.shapes = draws.shapes(floor_.replication, s.shapes_of);
        }
        return draws.seconds_of(s.shapes[p.service % 8],
                                s.plan.cycle_s[static_cast<std::size_t>(p.product)]) /
               3600;
    }

    /// The hours of work to a place's next failure of a mode, and of its repair.
    double up_h(const EventStation& s, const EventPlace& p, std::size_t mode) const {
        const FailureDraws& draws = s.plan.draws.work_failures[mode];
        const double seconds = draws.forgets()
                                   ? draws.up_s(floor_.replication, p.service, p.part[mode])
                                   : draws.up_s(floor_.replication, p.part[mode], part(p));
        return seconds / 3600 / failure_factor(s);
    }
    double repair_h(const EventStation& s, const EventPlace& p, std::size_t mode) const {
        const FailureDraws& draws = s.plan.draws.work_failures[mode];
        return (draws.forgets() ? draws.repair_s(floor_.replication, p.service, p.part[mode])
                                : draws.repair_s(floor_.replication, p.part[mode], part(p))) /
               3600;
    }
    /// Draws anew what forgets, for a service that begins.
    void draw_failures(const EventStation& s, EventPlace& p) const {
        for (std::size_t j = 0; j < p.up_h.size(); ++j) {
            if (p.remembers && !s.plan.draws.work_failures[j].forgets()) continue;
            p.part[j] = 0;
            p.up_h[j] = up_h(s, p, j);
        }
    }
    /// Draws what lasts, for a place that opens.
    void draw_lasting(const EventStation& s, EventPlace& p) const {
        for (std::size_t j = 0; j < p.up_h.size(); ++j) {
            if (s.plan.draws.work_failures[j].forgets()) continue;
            p.remembers = true;
            p.up_h[j] = up_h(s, p, j);
        }
    }
    /// The same of failures that follow the clock, the `number`-th of the place's.
    double clock_up_h(const EventStation& s, const EventPlace& p, std::size_t mode,
                      std::uint64_t number) const {
        return s.plan.draws.clock_failures[mode].up_s(floor_.replication, number, part(p)) / 3600 /
               failure_factor(s);
    }
    double clock_repair_h(const EventStation& s, const EventPlace& p, std::size_t mode,
                          std::uint64_t number) const {
        return s.plan.draws.clock_failures[mode].repair_s(floor_.replication, number, part(p)) /
               3600;
    }

    /// Share of the pieces that pass a station now.
    double yield(const EventStation& s) const {
        return s.plan.yield *
               (ramps().yield && !s.plan.off_line ? ramps().yield->share(floor_.now_h()) : 1);
    }

private:
    const EventFloor& floor_;

    const EventRamps& ramps() const { return floor_.ramps; }
    static std::uint32_t part(const EventPlace& p) { return static_cast<std::uint32_t>(p.index); }

    /// What the mean time to failure is divided by while availability ramps up.
    double failure_factor(const EventStation& s) const {
        if (!ramps().availability) return 1;
        const double share = std::max(ramps().availability->share(floor_.now_h()), 1e-6);
        return ((1 + s.plan.down_ratio) / share - 1) / s.plan.down_ratio;
    }
};

} // namespace rampcast::detail
