#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>

#include "rampcast/flow/event_state.hpp"
#include "rampcast/flow/worker_pool.hpp"

namespace rampcast::detail {

/// The people of a line: crews that work at its places, and those who repair. Of those who ask for
/// them at one moment, the station furthest down the line is served first (off-line stations before
/// all), at one station the place of the lowest number.
class EventPeople {
public:
    EventPeople(const EventPlan& plan, Scheduler& scheduler)
        : scheduler_(scheduler),
          asked_(scheduler),
          repairers_(plan.repairers),
          repairers_limited_(std::isfinite(plan.repairers)) {
        for (const double people : plan.crews) crews_.emplace_back(people);
    }

    /// Whether anybody is waited for, so that `share_out` is needed.
    bool any() const { return repairers_limited_ || !crews_.empty(); }
    /// Grants what was asked for and given back at a moment, once all has happened at it. To be
    /// started before the places.
    Process share_out() {
        for (;;) {
            co_await asked_.wait();
            open_ = false;
            repairers_.grant();
            for (WorkerPool& crew : crews_) crew.grant();
        }
    }

    /// Whether a place waits for its operators before it works.
    static bool wants_operators(const EventStation& s, const EventPlace& p) {
        return s.plan.crew != no_position && !p.has_people;
    }
    void ask_operators(const EventStation& s, EventPlace& p) {
        ask(crews_[s.plan.crew], s.plan.operators, p.has_people, p.alarm, rank(s, p));
    }
    /// Gives a place's operators back, or the request for them.
    void dismiss_operators(const EventStation& s, EventPlace& p) {
        if (s.plan.crew == no_position) return;
        WorkerPool& crew = crews_[s.plan.crew];
        if (p.has_people) crew.give_back(s.plan.operators, p.has_people);
        else crew.cancel(p.has_people);
        grant(crew);
    }

    bool repairers_limited() const { return repairers_limited_; }
    void ask_repairer(const EventStation& s, const EventPlace& p, bool& held, Alarm& alarm) {
        ask(repairers_, 1, held, alarm, rank(s, p));
    }
    void dismiss_repairer(bool& held) {
        if (!held) return;
        repairers_.give_back(1, held);
        grant(repairers_);
    }

private:
    Scheduler& scheduler_;
    Alarm asked_;
    bool open_ = false; ///< the moment is not over, and something may be granted at its end
    WorkerPool repairers_;
    bool repairers_limited_;
    std::deque<WorkerPool> crews_{};

    static std::uint64_t rank(const EventStation& s, const EventPlace& p) {
        return (std::uint64_t{0xffffffff} - s.index) << 32 | p.index;
    }
    void ask(WorkerPool& pool, double amount, bool& held, Alarm& alarm, std::uint64_t rank) {
        pool.ask(amount, held, alarm, scheduler_.now_h(), rank);
        grant(pool);
    }
    /// Grants at the end of the moment, which is now where nothing else is due at it.
    void grant(WorkerPool& pool) {
        if (pool.waiting() == 0) return;
        if (!open_ && scheduler_.quiet()) {
            pool.grant();
        } else if (!open_) {
            open_ = true;
            asked_.wake_at_end();
        }
    }
};

} // namespace rampcast::detail
