#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/flow/event_plan.hpp"
#include "rampcast/flow/event_record.hpp"
#include "rampcast/flow/ramp_clock.hpp"
#include "rampcast/flow/replication.hpp"
#include "rampcast/flow/ring.hpp"
#include "rampcast/flow/scheduler.hpp"

namespace rampcast::detail {

/// How the shares of a ramping line go on; null: mature.
struct EventRamps {
    const RampClock* speed = nullptr;
    const RampClock* yield = nullptr;
    const RampClock* availability = nullptr;
};

/// One replication of a line, event by event, from its empty start. A place is a process that
/// works on what it is loaded with; pieces move and places are loaded between these waits, by
/// `settle`, in an order that depends on nothing but the line and the draws.
///
/// A place takes its operators when it begins and gives them back whenever it stops. A failed
/// place does not fail again before it is repaired. Off shift, work and the repair of failures
/// that follow work stand still; failures and repairs that follow the clock go on.
class EventRun {
public:
    /// @param start_h hour at which the line starts, 0 being the midnight of its plan's origin
    EventRun(const EventPlan& plan, std::uint32_t replication, double start_h = 0,
             EventRamps ramps = {}, EventRecord* record = nullptr)
        : plan_(plan),
          replication_(replication),
          ramps_(ramps),
          record_(record),
          scheduler_(start_h),
          repairers_(plan.repairers),
          last_leave_h_(start_h),
          pieces_since_h_(start_h),
          window_begin_h_(start_h) {
        for (const double people : plan.crews) crews_.emplace_back(people);
        for (std::size_t i = 0; i < plan.stations.size(); ++i) {
            const EventStation& station = plan.stations[i];
            stations_.emplace_back(station, i, scheduler_);
            Station& made = stations_.back();
            made.off = station.shifts != no_position &&
                       !plan.shifts[station.shifts].works(scheduler_.now_h());
            made.since_h = start_h;
            for (std::size_t k = 0; k < station.places; ++k) {
                Place& place = made.places.emplace_back(scheduler_, k);
                place.up_h.resize(station.draws.work_failures.size());
                place.part.resize(station.draws.work_failures.size());
                made.idle.push(&place);
                scheduler_.start(serve(made, place));
                if (!station.draws.clock_failures.empty())
                    scheduler_.start(fail_by_clock(made, place));
            }
            made.count[static_cast<std::size_t>(Activity::idle)] =
                static_cast<std::int64_t>(station.places);
            if (station.batch > 1 && std::isfinite(station.batch_wait_h))
                scheduler_.start(watch_batch(made));
            mark(made);
        }
        for (std::size_t i = 0; i < plan.shifts.size(); ++i) scheduler_.start(change_shifts(i));
        if (record_) record_->level_hours.assign(plan.in_series - 1, {});
        settle();
    }

    double now_h() const { return scheduler_.now_h(); }
    std::int64_t good() const { return good_; }

    /// Leaves the pieces before out of the sums: the window begins when so many good pieces have
    /// left, and ends when `pieces` more have.
    /// @throws Error where the line makes nothing any more
    template <class Leave>
    Replication run(std::int64_t warm_up_pieces, std::int64_t pieces, Leave on_leave) {
        window_from_ = warm_up_pieces;
        window_to_ = warm_up_pieces + pieces;
        std::int64_t told = 0;
        while (!ended_) {
            if (!scheduler_.step()) stuck("nothing is under way any more");
            for (; told < good_ && told < window_to_; ++told) on_leave(told, now_h());
            if (now_h() - last_leave_h_ > plan_.patience_h)
                stuck("no piece has left for " + number_text(now_h() - last_leave_h_) + " hours");
        }
        return std::move(result_);
    }

    /// Goes on up to an hour.
    /// @throws Error where nothing is under way before it is reached
    void run_until(double hour) {
        scheduler_.run_until(hour);
        const bool off =
            std::any_of(stations_.begin(), stations_.end(), [](const Station& s) { return s.off; });
        if (!off && scheduler_.idle()) stuck("nothing is under way any more");
    }

private:
    /// Work that ends with a shift is done, not left by rounding for the next.
    static constexpr double rounding_h = 1e-9;

    struct Piece {
        std::int64_t number = 0;
        double entered_h = 0;
        int product = 0;
        std::int64_t passes = 0;
        std::size_t home = 0; ///< station that sent it to be mended
    };
    /// What a place does, its calendar and the clock's failures aside.
    enum class Activity { idle, waiting, busy, failed, blocked };

    struct Place {
        Place(Scheduler& scheduler, std::size_t at)
            : alarm(scheduler), clock(scheduler), index(at) {}
        Alarm alarm, clock;
        std::size_t index;
        Activity activity = Activity::idle;
        bool clock_down = false;
        bool loaded = false; ///< with what it has yet to work on
        bool has_people = false, has_repairer = false, has_clock_repairer = false;
        std::vector<Piece> pieces{};
        std::uint64_t service = 0; ///< number of the service at its station
        int product = -1;          ///< what it is set up for
        double set_up_h = 0;
        double since_h = 0;
        std::vector<double> up_h{}; ///< to the next failure by work, by mode
        std::vector<std::uint32_t> part{};
    };

    struct Station {
        Station(const EventStation& described, std::size_t at, Scheduler& scheduler)
            : plan(described), index(at), batch_alarm(scheduler) {}
        const EventStation& plan;
        std::size_t index;
        std::deque<Place> places{};
        Ring<Place*> idle{}; ///< able to work but for the calendar, longest idle first
        Ring<Piece> waiting{}, returned{};
        std::deque<Place*> wanting_room{}; ///< places of the station before, blocked
        std::int64_t on_places = 0, reserved = 0, occupied = 0;
        std::uint64_t services = 0, completions = 0;
        bool off = false, marked = false;
        bool collecting = false; ///< a batch, on an idle place
        double batch_due_h = 0;
        Alarm batch_alarm;
        std::array<std::int64_t, 5> count{}; ///< places by activity; those failed by the clock too
        std::int64_t ready_blocked = 0;      ///< idle ones with a piece but no room behind them
        double since_h = 0;
        PlaceHours hours{};
        double level_hours = 0;
    };

    const EventPlan& plan_;
    std::uint32_t replication_;
    EventRamps ramps_;
    EventRecord* record_;
    Scheduler scheduler_;
    Pool repairers_;
    std::deque<Pool> crews_{};
    std::deque<Station> stations_{};
    std::vector<Station*> marked_{};
    std::int64_t started_ = 0, good_ = 0, scrapped_ = 0;
    std::int64_t window_from_ = 0, window_to_ = no_limit;
    std::int64_t started_before_ = 0, good_before_ = 0, scrapped_before_ = 0;
    double last_leave_h_, pieces_since_h_, window_begin_h_;
    double piece_hours_ = 0, lead_hours_ = 0;
    bool ended_ = false;
    Replication result_{};

    // Time.

    bool able(const Station& s, const Place& p) const { return !s.off && !p.clock_down; }
    double end_of(double begin_h, double work_h) const {
        return ramps_.speed ? ramps_.speed->after(begin_h, work_h) : begin_h + work_h;
    }
    double worked(double begin_h) const {
        return ramps_.speed ? ramps_.speed->work(begin_h, now_h()) : now_h() - begin_h;
    }
    /// What the mean time to failure is divided by while availability ramps up.
    double failure_factor(const Station& s) const {
        if (!ramps_.availability) return 1;
        const double share = std::max(ramps_.availability->share(now_h()), 1e-6);
        return ((1 + s.plan.down_ratio) / share - 1) / s.plan.down_ratio;
    }
    double service_h(const Place& p, const Station& s) const {
        const auto product = static_cast<std::size_t>(p.product);
        return s.plan.draws.service.seconds(replication_, p.service, s.plan.cycle_s[product]) /
               3600;
    }

    // Processes.

    Process serve(Station& s, Place& p) {
        const auto& modes = s.plan.draws.work_failures;
        for (;;) {
            while (!p.loaded) co_await p.alarm.wait();
            bool setting_up = p.set_up_h > 0;
            for (;;) {
                double left_h = setting_up ? p.set_up_h : service_h(p, s);
                if (!setting_up) draw_failures(s, p);
                while (left_h > 0) {
                    if (!able(s, p)) {
                        dismiss_people(s, p);
                        co_await p.alarm.wait();
                        continue;
                    }
                    if (s.plan.crew != no_position && !p.has_people) {
                        set(s, p, Activity::waiting);
                        crews_[s.plan.crew].ask(s.plan.operators, p.has_people, p.alarm);
                        while (!p.has_people && able(s, p)) co_await p.alarm.wait();
                        continue;
                    }
                    set(s, p, Activity::busy);
                    const double begin_h = now_h(), end_h = end_of(begin_h, left_h);
                    std::size_t mode = no_position;
                    double next_h = end_h;
                    for (std::size_t j = 0; !setting_up && j < modes.size(); ++j)
                        if (begin_h + p.up_h[j] < next_h) {
                            mode = j;
                            next_h = begin_h + p.up_h[j];
                        }
                    const bool rang = co_await p.alarm.until(next_h);
                    if (rang && mode == no_position) break;
                    left_h -= worked(begin_h);
                    if (left_h < rounding_h) left_h = 0;
                    for (std::size_t j = 0; !setting_up && j < modes.size(); ++j)
                        p.up_h[j] -= now_h() - begin_h;
                    if (!rang) continue;

                    dismiss_people(s, p);
                    set(s, p, Activity::failed);
                    if (std::isfinite(plan_.repairers)) {
                        repairers_.ask(1, p.has_repairer, p.alarm);
                        while (!p.has_repairer) co_await p.alarm.wait();
                    }
                    double repair_h =
                        modes[mode].repair_s(replication_, p.service, p.part[mode]) / 3600;
                    while (repair_h > 0) {
                        if (s.off) {
                            co_await p.alarm.wait();
                            continue;
                        }
                        const double from_h = now_h();
                        if (co_await p.alarm.until(from_h + repair_h)) break;
                        repair_h -= now_h() - from_h;
                    }
                    if (p.has_repairer) repairers_.give_back(1, p.has_repairer);
                    ++p.part[mode];
                    p.up_h[mode] = up_h(s, p, mode);
                    set(s, p, Activity::waiting);
                }
                if (setting_up) setting_up = false;
                else if (!finish(s, p)) break;
            }
        }
    }

    Process fail_by_clock(Station& s, Place& p) {
        const auto& modes = s.plan.draws.clock_failures;
        const auto part = static_cast<std::uint32_t>(p.index);
        std::vector<std::uint64_t> failures(modes.size());
        std::vector<double> left_h(modes.size());
        const auto draw = [&](std::size_t k) {
            left_h[k] = modes[k].up_s(replication_, failures[k], part) / 3600 / failure_factor(s);
        };
        for (std::size_t k = 0; k < modes.size(); ++k) draw(k);
        for (;;) {
            const auto next = std::min_element(left_h.begin(), left_h.end());
            const auto k = static_cast<std::size_t>(next - left_h.begin());
            const double hours = *next;
            co_await scheduler_.delay(hours);
            for (double& left : left_h) left -= hours;
            if (p.activity != Activity::failed) {
                set_clock_down(s, p, true);
                if (std::isfinite(plan_.repairers)) {
                    repairers_.ask(1, p.has_clock_repairer, p.clock);
                    while (!p.has_clock_repairer) co_await p.clock.wait();
                }
                co_await scheduler_.delay(modes[k].repair_s(replication_, failures[k], part) /
                                          3600);
                if (p.has_clock_repairer) repairers_.give_back(1, p.has_clock_repairer);
                set_clock_down(s, p, false);
                settle();
            }
            ++failures[k];
            draw(k);
        }
    }

    Process watch_batch(Station& s) {
        for (;;) {
            if (!s.collecting) co_await s.batch_alarm.wait();
            else if (now_h() < s.batch_due_h) co_await s.batch_alarm.until(s.batch_due_h);
            else {
                mark(s);
                settle();
                if (s.collecting && now_h() >= s.batch_due_h) co_await s.batch_alarm.wait();
            }
        }
    }

    Process change_shifts(std::size_t pattern) {
        const ShiftPattern& shifts = plan_.shifts[pattern];
        for (double at = now_h();;) {
            at = shifts.next_change(at);
            if (!std::isfinite(at)) break;
            co_await scheduler_.delay(at - now_h());
            for (Station& s : stations_) {
                if (s.plan.shifts != pattern) continue;
                accrue(s);
                for (Place& p : s.places) note(s, p);
                s.off = !s.off;
                for (Place& p : s.places) p.alarm.wake();
                mark(s);
            }
            settle();
        }
    }

    // Places.

    double up_h(const Station& s, const Place& p, std::size_t mode) const {
        return s.plan.draws.work_failures[mode].up_s(replication_, p.service, p.part[mode]) / 3600 /
               failure_factor(s);
    }
    void draw_failures(const Station& s, Place& p) const {
        for (std::size_t j = 0; j < p.up_h.size(); ++j) {
            p.part[j] = 0;
            p.up_h[j] = up_h(s, p, j);
        }
    }

    void dismiss_people(const Station& s, Place& p) {
        if (s.plan.crew == no_position) return;
        Pool& crew = crews_[s.plan.crew];
        if (p.has_people) crew.give_back(s.plan.operators, p.has_people);
        else crew.cancel(p.has_people);
    }

    std::int64_t& counted(Station& s, const Place& p) {
        return s.count[static_cast<std::size_t>(p.clock_down ? Activity::failed : p.activity)];
    }
    void set(Station& s, Place& p, Activity activity) {
        if (p.activity == activity) return;
        accrue(s);
        note(s, p);
        --counted(s, p);
        p.activity = activity;
        ++counted(s, p);
    }
    void set_clock_down(Station& s, Place& p, bool down) {
        accrue(s);
        note(s, p);
        --counted(s, p);
        p.clock_down = down;
        ++counted(s, p);
        if (p.activity != Activity::idle) return p.alarm.wake();
        if (down)
            for (std::size_t i = s.idle.size(); i > 0; --i) {
                Place* each = s.idle.pop();
                if (each != &p) s.idle.push(each);
            }
        else s.idle.push(&p);
        mark(s);
        if (down) settle();
    }

    /// The idle place to be loaded next: one set up for the product, else the longest idle.
    Place& pop_idle(Station& s, int product) {
        std::size_t chosen = 0;
        if (s.plan.set_up_h > 0)
            for (std::size_t i = s.idle.size(); i > 0; --i)
                if (s.idle[i - 1]->product == product) chosen = i - 1;
        const std::size_t count = s.idle.size();
        Place* taken = nullptr;
        for (std::size_t i = 0; i <= (chosen ? count - 1 : 0); ++i) {
            Place* each = s.idle.pop();
            if (i == chosen) taken = each;
            else s.idle.push(each);
        }
        return *taken;
    }

    // Pieces.

    void mark(Station& s) {
        if (s.marked) return;
        s.marked = true;
        marked_.push_back(&s);
    }
    /// Moves and loads all that can be, until nothing changes.
    void settle() {
        while (!marked_.empty()) {
            Station& s = *marked_.back();
            marked_.pop_back();
            s.marked = false;
            admit(s);
            load_places(s);
        }
    }

    Station* next_of(const Station& s) {
        return s.index + 1 < plan_.in_series ? &stations_[s.index + 1] : nullptr;
    }
    static std::int64_t room(const Station& s) {
        return s.plan.capacity - static_cast<std::int64_t>(s.waiting.size()) - s.on_places -
               s.reserved;
    }

    /// Lets finished pieces of the station before come in while there is room.
    void admit(Station& s) {
        while (!s.wanting_room.empty() && room(s) > 0) {
            Place& p = *s.wanting_room.front();
            Station& before = stations_[s.index - 1];
            note(before, p);
            move_on(before, p, s);
            if (!p.pieces.empty()) continue;
            s.wanting_room.pop_front();
            release(before, p);
        }
    }

    /// The first finished piece of a place goes to the next station.
    void move_on(Station& s, Place& p, Station& next) {
        accrue(next);
        take_off(s);
        Piece piece = p.pieces.front();
        p.pieces.erase(p.pieces.begin());
        piece.passes = 0;
        if (plan_.blocks_before) --next.reserved;
        next.waiting.push(piece);
        mark(next);
    }
    /// A piece has left a place of the station, which makes room there.
    void take_off(Station& s) {
        accrue(s);
        --s.on_places;
        mark(s);
        if (plan_.blocks_before && s.index > 0 && s.index < plan_.in_series)
            mark(stations_[s.index - 1]);
    }

    void release(Station& s, Place& p) {
        --s.occupied;
        set(s, p, Activity::idle);
        if (!p.clock_down) s.idle.push(&p);
        mark(s);
    }

    const Piece* in_line(const Station& s, std::size_t i) const {
        if (i < s.returned.size()) return &s.returned[i];
        i -= s.returned.size();
        return i < s.waiting.size() ? &s.waiting[i] : nullptr;
    }
    int product_in_line(const Station& s, std::size_t i) const {
        const Piece* piece = in_line(s, i);
        if (piece) return piece->product;
        if (s.index > 0) return -1;
        return plan_.product_of(started_ + static_cast<std::int64_t>(i - s.returned.size()));
    }

    /// Pieces a place may be loaded with: a full batch, or what there is once another product
    /// follows or the batch has waited long enough; else 0.
    std::size_t ready_pieces(Station& s) {
        const int product = product_in_line(s, 0);
        if (product < 0) return 0;
        if (s.plan.batch == 1) return 1;
        std::size_t count = 1;
        int next = product;
        while (count < s.plan.batch && (next = product_in_line(s, count)) == product) ++count;
        if (count == s.plan.batch || next >= 0) return count;
        if (!s.collecting) {
            s.collecting = true;
            s.batch_due_h = now_h() + s.plan.batch_wait_h;
            s.batch_alarm.wake();
        }
        return now_h() >= s.batch_due_h ? count : 0;
    }

    void load_places(Station& s) {
        accrue(s);
        s.ready_blocked = 0;
        if (s.off) return;
        Station* next = next_of(s);
        while (!s.idle.empty()) {
            const std::size_t pieces = ready_pieces(s);
            if (pieces == 0) return;
            if (next && plan_.blocks_before && room(*next) < static_cast<std::int64_t>(pieces)) {
                s.ready_blocked = ready_places(s);
                return;
            }
            load(s, pop_idle(s, product_in_line(s, 0)), pieces);
        }
    }
    /// Idle places that have, or could have, something to work on.
    std::int64_t ready_places(const Station& s) const {
        const auto idle = static_cast<std::int64_t>(s.idle.size());
        const auto batch = static_cast<std::int64_t>(s.plan.batch);
        const auto pieces = static_cast<std::int64_t>(s.returned.size() + s.waiting.size());
        return s.index == 0 ? idle : std::min(idle, (pieces + batch - 1) / batch);
    }

    void load(Station& s, Place& p, std::size_t pieces) {
        s.collecting = false;
        for (std::size_t i = 0; i < pieces; ++i)
            p.pieces.push_back(!s.returned.empty()  ? s.returned.pop()
                               : !s.waiting.empty() ? s.waiting.pop()
                                                    : new_piece());
        const auto count = static_cast<std::int64_t>(pieces);
        s.on_places += count;
        ++s.occupied;
        if (Station* next = next_of(s); next && plan_.blocks_before) {
            accrue(*next);
            next->reserved += count;
        }
        const int product = p.pieces.front().product;
        p.set_up_h = p.product >= 0 && p.product != product ? s.plan.set_up_h : 0;
        p.product = product;
        p.service = s.services++;
        p.since_h = now_h();
        p.loaded = true;
        set(s, p, Activity::waiting);
        p.alarm.wake();
    }
    Piece new_piece() {
        accrue_pieces();
        Piece piece{
            .number = started_, .entered_h = now_h(), .product = plan_.product_of(started_)};
        ++started_;
        return piece;
    }

    /// Parts the pieces of a finished service; true where the place goes on with the same piece.
    bool finish(Station& s, Place& p) {
        note(s, p);
        Station* next = next_of(s);
        const double yield =
            s.plan.yield * (ramps_.yield && !s.plan.off_line ? ramps_.yield->share(now_h()) : 1);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < p.pieces.size(); ++i) {
            Piece& piece = p.pieces[i];
            const std::uint64_t n = s.completions++;
            const bool passed = yield >= 1 || s.plan.draws.passes.uniform(replication_, n) < yield;
            if (!s.plan.off_line) ++piece.passes;
            if (passed && !s.plan.off_line) {
                p.pieces[kept++] = piece;
                continue;
            }
            const bool scrap = !passed && (s.plan.scraps || piece.passes >= s.plan.most_passes);
            if (!passed && !scrap && s.plan.rework == no_position && s.plan.batch == 1) {
                p.service = s.services++;
                return true;
            }
            take_off(s);
            if (next && plan_.blocks_before) {
                accrue(*next);
                --next->reserved;
            }
            if (scrap) {
                accrue_pieces();
                ++scrapped_;
                last_leave_h_ = now_h();
            } else if (passed) {
                send_back(piece, stations_[piece.home]);
            } else if (s.plan.rework != no_position) {
                Station& rework = stations_[s.plan.rework];
                piece.home = s.index;
                accrue(rework);
                rework.waiting.push(piece);
                mark(rework);
            } else {
                send_back(piece, s);
            }
        }
        p.pieces.resize(kept);
        p.loaded = false;
        dismiss_people(s, p);
        while (!p.pieces.empty() && (!next || plan_.blocks_before || room(*next) > 0)) {
            if (next) {
                move_on(s, p, *next);
                continue;
            }
            take_off(s);
            leave_good(p.pieces.front());
            p.pieces.erase(p.pieces.begin());
        }
        if (p.pieces.empty()) {
            release(s, p);
        } else {
            set(s, p, Activity::blocked);
            next->wanting_room.push_back(&p);
        }
        settle();
        return false;
    }
    void send_back(const Piece& piece, Station& to) {
        accrue(to);
        to.returned.push(piece);
        mark(to);
    }
    void leave_good(const Piece& piece) {
        accrue_pieces();
        ++good_;
        last_leave_h_ = now_h();
        lead_hours_ += now_h() - piece.entered_h;
        if (good_ == window_from_) begin_window();
        if (good_ == window_to_) end_window();
    }

    // Sums.

    void accrue(Station& s) {
        const double hours = now_h() - s.since_h;
        if (hours == 0) return;
        s.since_h = now_h();
        const auto of = [&](Activity activity) {
            return static_cast<double>(s.count[static_cast<std::size_t>(activity)]) * hours;
        };
        if (s.off) {
            s.hours.off_shift += static_cast<double>(s.plan.places) * hours;
        } else {
            const double ready = static_cast<double>(s.ready_blocked) * hours;
            s.hours.busy += of(Activity::busy);
            s.hours.down += of(Activity::failed);
            s.hours.blocked += of(Activity::blocked) + ready;
            s.hours.starved += of(Activity::idle) + of(Activity::waiting) - ready;
        }
        if (s.index == 0 || s.index >= plan_.in_series) return;
        const auto idle = static_cast<std::int64_t>(s.plan.places) - s.occupied;
        const auto at_places = idle * static_cast<std::int64_t>(s.plan.batch);
        const std::int64_t level =
            std::clamp(static_cast<std::int64_t>(s.waiting.size()) - at_places, std::int64_t{0},
                       s.plan.buffer);
        s.level_hours += static_cast<double>(level) * hours;
        if (record_) {
            auto& levels = record_->level_hours[s.index - 1];
            const auto i = static_cast<std::size_t>(level);
            if (levels.size() <= i) levels.resize(i + 1);
            levels[i] += hours;
        }
    }
    void accrue_pieces() {
        piece_hours_ +=
            static_cast<double>(started_ - good_ - scrapped_) * (now_h() - pieces_since_h_);
        pieces_since_h_ = now_h();
    }

    void note(const Station& s, Place& p) {
        if (!record_ || p.since_h == now_h()) return;
        const auto state = s.off                             ? StayState::off_shift
                           : p.clock_down                    ? StayState::down
                           : p.activity == Activity::busy    ? StayState::busy
                           : p.activity == Activity::failed  ? StayState::down
                           : p.activity == Activity::blocked ? StayState::blocked
                                                             : StayState::waiting;
        for (const Piece& piece : p.pieces)
            if (piece.number < record_->pieces)
                record_->stays.push_back(
                    {piece.number, s.index, p.index, p.since_h, now_h(), state});
        p.since_h = now_h();
    }

    void begin_window() {
        for (Station& s : stations_) {
            accrue(s);
            s.hours = {};
            s.level_hours = 0;
        }
        if (record_)
            for (auto& levels : record_->level_hours) levels.clear();
        piece_hours_ = lead_hours_ = 0;
        window_begin_h_ = now_h();
        started_before_ = started_;
        good_before_ = good_;
        scrapped_before_ = scrapped_;
    }
    void end_window() {
        ended_ = true;
        const auto in_process = [](std::int64_t started, std::int64_t good, std::int64_t scrapped) {
            return static_cast<double>(started - good - scrapped);
        };
        result_ = {.hours = now_h() - window_begin_h_,
                   .started = static_cast<double>(started_ - started_before_),
                   .good = static_cast<double>(good_ - good_before_),
                   .scrapped = static_cast<double>(scrapped_ - scrapped_before_),
                   .in_process_before = in_process(started_before_, good_before_, scrapped_before_),
                   .in_process_after = in_process(started_, good_, scrapped_),
                   .piece_hours = piece_hours_,
                   .lead_hours = lead_hours_};
        for (Station& s : stations_) {
            accrue(s);
            result_.stations.push_back(s.hours);
            if (s.index > 0 && s.index < plan_.in_series)
                result_.buffer_hours.push_back(s.level_hours);
        }
    }

    [[noreturn]] void stuck(const std::string& why) {
        std::string text = "makes nothing: at hour " + number_text(now_h()) + " " + why;
        for (const Station& s : stations_)
            text += "; station " + detail::quoted(s.plan.name) + " has " +
                    std::to_string(s.on_places) + " pieces on its places (" +
                    std::to_string(s.count[static_cast<std::size_t>(Activity::blocked)]) +
                    " places blocked), " + std::to_string(s.waiting.size() + s.returned.size()) +
                    " waiting";
        throw Error(plan_.path, text);
    }
};

} // namespace rampcast::detail
