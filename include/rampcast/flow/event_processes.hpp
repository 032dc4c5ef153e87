#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "rampcast/flow/event_moves.hpp"
#include "rampcast/flow/event_people.hpp"
#include "rampcast/flow/event_state.hpp"
#include "rampcast/flow/event_sums.hpp"
#include "rampcast/flow/event_times.hpp"

namespace rampcast::detail {

/// What goes on side by side on a line: places at work and under repair, their failures by the
/// clock, batches that wait, and shifts.
///
/// A place takes its operators when it begins and gives them back whenever it stops. What follows
/// the clock goes on whatever the place does, each mode by itself and during other repairs: the
/// place is down while any of its modes is. Off shift, work and the repair of failures that follow
/// work stand still.
class EventProcesses {
public:
    EventProcesses(EventFloor& floor, EventSums& sums, EventPeople& people, const EventTimes& times,
                   EventMoves& moves)
        : floor_(floor), sums_(sums), people_(people), times_(times), moves_(moves) {}

    Process serve(EventStation& s, EventPlace& p) {
        const std::size_t modes = s.plan.draws.work_failures.size();
        for (;;) {
            while (!p.loaded) co_await p.alarm.wait();
            bool setting_up = p.set_up_h > 0;
            for (;;) {
                double left_h = setting_up ? p.set_up_h : times_.service_h(s, p);
                if (!setting_up) times_.draw_failures(s, p);
                while (left_h > 0) {
                    if (!s.able(p)) {
                        people_.dismiss_operators(s, p);
                        co_await p.alarm.wait();
                        continue;
                    }
                    if (EventPeople::wants_operators(s, p)) {
                        sums_.set(s, p, Activity::waiting);
                        people_.ask_operators(s, p);
                        while (!p.has_people && s.able(p)) co_await p.alarm.wait();
                        continue;
                    }
                    sums_.set(s, p, Activity::busy);
                    const double begin_h = floor_.now_h(), end_h = times_.end_of(begin_h, left_h);
                    std::size_t mode = no_position;
                    double next_h = end_h;
                    for (std::size_t j = 0; !setting_up && j < modes; ++j)
                        if (begin_h + p.up_h[j] < next_h) {
                            mode = j;
                            next_h = begin_h + p.up_h[j];
                        }
                    const bool rang = co_await p.alarm.until(next_h);
                    const bool done = rang && mode == no_position;
                    for (std::size_t j = 0; !setting_up && (!done || p.remembers) && j < modes; ++j)
                        p.up_h[j] -= floor_.now_h() - begin_h;
                    if (done) break;
                    left_h -= times_.worked(begin_h);
                    if (left_h < rounding_h) left_h = 0;
                    if (!rang) continue;

                    people_.dismiss_operators(s, p);
                    sums_.set(s, p, Activity::failed);
                    if (people_.repairers_limited()) {
                        people_.ask_repairer(s, p, p.has_repairer, p.alarm);
                        while (!p.has_repairer) co_await p.alarm.wait();
                    }
                    double repair_h = times_.repair_h(s, p, mode);
                    while (repair_h > 0) {
                        if (s.off) {
                            co_await p.alarm.wait();
                            continue;
                        }
                        const double from_h = floor_.now_h();
                        if (co_await p.alarm.until(from_h + repair_h)) break;
                        repair_h -= floor_.now_h() - from_h;
                    }
                    people_.dismiss_repairer(p.has_repairer);
                    ++p.part[mode];
                    p.up_h[mode] = times_.up_h(s, p, mode);
                    sums_.set(s, p, Activity::waiting);
                }
                if (setting_up) setting_up = false;
                else if (!moves_.finish(s, p)) break;
            }
        }
    }

    Process fail_by_clock(EventStation& s, EventPlace& p, std::size_t mode) {
        Alarm alarm(floor_.scheduler);
        bool has_repairer = false;
        for (std::uint64_t number = 0;; ++number) {
            co_await floor_.scheduler.delay(times_.clock_up_h(s, p, mode, number));
            moves_.fail_by_clock(s, p);
            if (people_.repairers_limited()) {
                people_.ask_repairer(s, p, has_repairer, alarm);
                // The pool that grants it writes it while this waits.
                while (!has_repairer) co_await alarm.wait(); // NOLINT(bugprone-infinite-loop)
            }
            co_await floor_.scheduler.delay(times_.clock_repair_h(s, p, mode, number));
            people_.dismiss_repairer(has_repairer);
            moves_.mend_by_clock(s, p);
        }
    }

    Process watch_batch(EventStation& s) {
        for (;;) {
            if (!s.collecting) co_await s.batch_alarm.wait();
            else if (floor_.now_h() < s.batch_due_h) co_await s.batch_alarm.until(s.batch_due_h);
            else {
                floor_.mark(s);
                moves_.settle();
                if (s.collecting && floor_.now_h() >= s.batch_due_h) co_await s.batch_alarm.wait();
            }
        }
    }

    Process change_shifts(std::size_t pattern) {
        const ShiftPattern& shifts = floor_.plan.shifts[pattern];
        for (double at = floor_.now_h();;) {
            at = shifts.next_change(at);
            if (!std::isfinite(at)) break;
            co_await floor_.scheduler.delay(at - floor_.now_h());
            for (EventStation& s : floor_.stations) {
                if (s.plan.shifts != pattern) continue;
                sums_.accrue(s);
                for (EventPlace& p : s.places) sums_.note(s, p);
                s.off = !s.off;
                for (EventPlace& p : s.places) p.alarm.wake();
                floor_.mark(s);
            }
            moves_.settle();
        }
    }

private:
    /// Work that ends with a shift is done, not left by rounding for the next.
    static constexpr double rounding_h = 1e-9;

    EventFloor& floor_;
    EventSums& sums_;
    EventPeople& people_;
    const EventTimes& times_;
    EventMoves& moves_;
};

} // namespace rampcast::detail
