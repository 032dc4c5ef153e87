#pragma once

#include <cmath>
#include <deque>

#include "rampcast/flow/event_state.hpp"

namespace rampcast::detail {

/// The people of a line: crews that work at its places, and those who repair.
class EventPeople {
public:
    explicit EventPeople(const EventPlan& plan)
        : repairers_(plan.repairers), repairers_limited_(std::isfinite(plan.repairers)) {
        for (const double people : plan.crews) crews_.emplace_back(people);
    }

    /// Whether a place waits for its operators before it works.
    static bool wants_operators(const EventStation& s, const EventPlace& p) {
        return s.plan.crew != no_position && !p.has_people;
    }
    void ask_operators(const EventStation& s, EventPlace& p) {
        crews_[s.plan.crew].ask(s.plan.operators, p.has_people, p.alarm);
    }
    /// Gives a place's operators back, or the request for them.
    void dismiss_operators(const EventStation& s, EventPlace& p) {
        if (s.plan.crew == no_position) return;
        Pool& crew = crews_[s.plan.crew];
        if (p.has_people) crew.give_back(s.plan.operators, p.has_people);
        else crew.cancel(p.has_people);
    }

    bool repairers_limited() const { return repairers_limited_; }
    void ask_repairer(bool& held, Alarm& alarm) { repairers_.ask(1, held, alarm); }
    void dismiss_repairer(bool& held) {
        if (held) repairers_.give_back(1, held);
    }

private:
    Pool repairers_;
    bool repairers_limited_;
    std::deque<Pool> crews_{};
};

} // namespace rampcast::detail
