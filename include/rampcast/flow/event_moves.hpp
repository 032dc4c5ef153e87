#pragma once

#include <cstddef>
#include <cstdint>

#include "rampcast/flow/event_loading.hpp"
#include "rampcast/flow/event_people.hpp"
#include "rampcast/flow/event_state.hpp"
#include "rampcast/flow/event_sums.hpp"
#include "rampcast/flow/event_times.hpp"

namespace rampcast::detail {

/// How pieces move between the waits of places: in an order that depends on nothing but the line
/// and the draws.
class EventMoves {
public:
    EventMoves(EventFloor& floor, EventSums& sums, EventPeople& people, const EventTimes& times)
        : floor_(floor), sums_(sums), people_(people), times_(times), loading_(floor, sums) {}

    /// Moves and loads all that can be, until nothing changes.
    void settle() {
        while (!floor_.marked.empty()) {
            EventStation& s = *floor_.marked.back();
            floor_.marked.pop_back();
            s.marked = false;
            admit(s);
            load_places(s);
        }
    }

    /// A mode that follows the clock has a place down, or no more.
    void fail_by_clock(EventStation& s, EventPlace& p) {
        if (p.clock_failures++ == 0) set_clock_down(s, p, true);
    }
    void mend_by_clock(EventStation& s, EventPlace& p) {
        if (--p.clock_failures == 0) set_clock_down(s, p, false);
    }

    /// Parts the pieces of a finished service; true where the place goes on with the same piece.
    bool finish(EventStation& s, EventPlace& p) {
        sums_.note(s, p);
        EventStation* next = floor_.next_of(s);
        const double yield = times_.yield(s);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < p.pieces.size(); ++i) {
            EventPiece& piece = p.pieces[i];
            const std::uint64_t n = s.completions++;
            const bool passed =
                yield >= 1 || s.plan.draws.passes.uniform(floor_.replication, n) < yield;
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
            if (next && floor_.plan.blocks_before) {
                sums_.accrue(*next);
                --next->reserved;
            }
            if (scrap) {
                sums_.scrap();
            } else if (passed) {
                send_back(piece, floor_.stations[piece.home]);
            } else if (s.plan.rework != no_position) {
                EventStation& rework = floor_.stations[s.plan.rework];
                piece.home = s.index;
                sums_.accrue(rework);
                piece.arrived_h = floor_.now_h();
                rework.waiting.push(piece);
                floor_.mark(rework);
            } else {
                send_back(piece, s);
            }
        }
        p.pieces.resize(kept);
        p.loaded = false;
        people_.dismiss_operators(s, p);
        while (!p.pieces.empty() && (!next || floor_.plan.blocks_before || next->room() > 0)) {
            if (next) {
                move_on(s, p, *next);
                continue;
            }
            take_off(s);
            sums_.leave_good(p.pieces.front());
            p.pieces.erase(p.pieces.begin());
        }
        if (p.pieces.empty()) {
            release(s, p);
        } else {
            sums_.set(s, p, Activity::blocked);
            next->wanting_room.push_back(&p);
        }
        settle();
        return false;
    }

private:
    EventFloor& floor_;
    EventSums& sums_;
    EventPeople& people_;
    const EventTimes& times_;
    EventLoading loading_;

    void set_clock_down(EventStation& s, EventPlace& p, bool down) {
        sums_.set_clock_down(s, p, down);
        if (p.activity != Activity::idle) {
            p.alarm.wake();
        } else {
            if (down)
                for (std::size_t i = s.idle.size(); i > 0; --i) {
                    EventPlace* each = s.idle.pop();
                    if (each != &p) s.idle.push(each);
                }
            else s.idle.push(&p);
            floor_.mark(s);
        }
        settle();
    }

    /// Lets finished pieces of the station before come in while there is room.
    void admit(EventStation& s) {
        while (!s.wanting_room.empty() && s.room() > 0) {
            EventPlace& p = *s.wanting_room.front();
            EventStation& before = floor_.stations[s.index - 1];
            sums_.note(before, p);
            move_on(before, p, s);
            if (!p.pieces.empty()) continue;
            s.wanting_room.pop_front();
            release(before, p);
        }
    }

    /// The first finished piece of a place goes to the next station.
    void move_on(EventStation& s, EventPlace& p, EventStation& next) {
        sums_.accrue(next);
        take_off(s);
        EventPiece piece = p.pieces.front();
        p.pieces.erase(p.pieces.begin());
        piece.passes = 0;
        piece.arrived_h = floor_.now_h();
        if (floor_.plan.blocks_before) --next.reserved;
        next.waiting.push(piece);
        floor_.mark(next);
    }
    /// A piece has left a place of the station, which makes room there.
    void take_off(EventStation& s) {
        sums_.accrue(s);
        --s.on_places;
        floor_.mark(s);
        if (floor_.plan.blocks_before && s.index > 0 && s.index < floor_.plan.in_series)
            floor_.mark(floor_.stations[s.index - 1]);
    }

    void send_back(EventPiece piece, EventStation& to) {
        sums_.accrue(to);
        piece.arrived_h = floor_.now_h();
        to.returned.push(piece);
        floor_.mark(to);
    }
    void release(EventStation& s, EventPlace& p) {
        --s.occupied;
        sums_.set(s, p, Activity::idle);
        if (!p.clock_down) s.idle.push(&p);
        floor_.mark(s);
    }

    void load_places(EventStation& s) {
        sums_.accrue(s);
        s.ready_blocked = 0;
        if (s.off) return;
        EventStation* next = floor_.next_of(s);
        while (!s.idle.empty()) {
            const std::size_t pieces = loading_.ready_pieces(s);
            if (pieces == 0) return;
            if (next && floor_.plan.blocks_before &&
                next->room() < static_cast<std::int64_t>(pieces)) {
                s.ready_blocked = EventLoading::ready_places(s);
                return;
            }
            load(s, EventLoading::pop_idle(s, loading_.product_at(s, 0)), pieces);
        }
    }
    void load(EventStation& s, EventPlace& p, std::size_t pieces) {
        s.collecting = false;
        for (std::size_t i = 0; i < pieces; ++i)
            p.pieces.push_back(!s.returned.empty()  ? s.returned.pop()
                               : !s.waiting.empty() ? s.waiting.pop()
                                                    : sums_.enter());
        const auto count = static_cast<std::int64_t>(pieces);
        s.on_places += count;
        ++s.occupied;
        if (EventStation* next = floor_.next_of(s); next && floor_.plan.blocks_before) {
            sums_.accrue(*next);
            next->reserved += count;
        }
        const int product = p.pieces.front().product;
        p.set_up_h = p.product >= 0 && p.product != product ? s.plan.set_up_h : 0;
        p.product = product;
        p.service = s.services++;
        p.since_h = floor_.now_h();
        p.loaded = true;
        sums_.set(s, p, Activity::waiting);
        p.alarm.wake();
    }
};

} // namespace rampcast::detail
