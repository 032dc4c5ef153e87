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
            if (s.plan.chooses) load_places(s); // an older piece of another way goes first
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
        const double yield = times_.yield(s);
        for (std::size_t left = p.pieces.size(); left > 0; --left) {
            EventPiece piece = p.pieces.pop();
            const std::uint64_t n = s.completions++;
            const bool passed =
                yield >= 1 || s.plan.draws.passes.uniform(floor_.replication, n) < yield;
            if (!s.plan.off_line) ++piece.passes;
            if (passed && !s.plan.off_line) {
                if (s.out.size() > 1) piece.way = way_of(s, n);
                p.pieces.push(piece);
                continue;
            }
            const bool scrap = !passed && (s.plan.scraps || piece.passes >= s.plan.most_passes);
            if (!passed && !scrap && s.plan.rework == no_position && s.plan.batch == 1) {
                p.service = s.services++;
                p.pieces.push(piece);
                return true;
            }
            take_off(s);
            if (floor_.plan.blocks_before && !s.out.empty()) {
                sums_.accrue(floor_.to(*s.out.front()));
                --s.out.front()->reserved;
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
                rework.returned.push(piece);
                floor_.mark(rework);
            } else {
                send_back(piece, s);
            }
        }
        p.loaded = false;
        p.done_h = floor_.now_h();
        people_.dismiss_operators(s, p);
        unload(s, p);
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

    /// The way of the n-th completion at a station that several lead on from.
    std::uint32_t way_of(const EventStation& s, std::uint64_t n) const {
        const double at = s.plan.draws.ways.uniform(floor_.replication, n) * s.plan.shares.back();
        std::uint32_t way = 0;
        while (way + 1 < s.plan.shares.size() && at >= s.plan.shares[way]) ++way;
        return way;
    }

    /// Finished pieces leave a place, one after the other as there is room; then it is idle.
    void unload(EventStation& s, EventPlace& p) {
        while (!p.pieces.empty()) {
            if (s.out.empty()) {
                take_off(s);
                sums_.leave_good(p.pieces.pop());
                continue;
            }
            EventFeed& feed = *s.out[p.pieces.front().way];
            if (!floor_.plan.blocks_before && floor_.to(feed).room(feed) <= 0) {
                sums_.set(s, p, Activity::blocked);
                feed.wanting_room.push_back(&p);
                return;
            }
            move_on(s, p, feed);
        }
        release(s, p);
    }

    /// Lets finished pieces come in while there is room, those that are done longest first.
    void admit(EventStation& s) {
        for (;;) {
            EventFeed* chosen = nullptr;
            for (EventFeed* feed : s.in)
                if (!feed->wanting_room.empty() && s.room(*feed) > 0 &&
                    (!chosen ||
                     feed->wanting_room.front()->done_h < chosen->wanting_room.front()->done_h))
                    chosen = feed;
            if (!chosen) return;
            EventPlace& p = *chosen->wanting_room.front();
            EventStation& before = floor_.from(*chosen);
            sums_.note(before, p);
            move_on(before, p, *chosen);
            if (!p.pieces.empty() && before.out[p.pieces.front().way] == chosen) continue;
            chosen->wanting_room.pop_front();
            unload(before, p);
        }
    }

    /// The first finished piece of a place goes its way.
    void move_on(EventStation& s, EventPlace& p, EventFeed& feed) {
        EventStation& next = floor_.to(feed);
        sums_.accrue(next);
        take_off(s);
        EventPiece piece = p.pieces.pop();
        piece.passes = 0;
        piece.way = 0;
        piece.arrived_h = floor_.now_h();
        if (floor_.plan.blocks_before) --feed.reserved;
        feed.waiting.push(piece);
        loading_.count_kits(next);
        floor_.mark(next);
    }
    /// A piece has left a place of the station, which makes room there.
    void take_off(EventStation& s) {
        sums_.accrue(s);
        --s.on_places;
        mark_room(s);
    }
    void mark_room(EventStation& s) {
        floor_.mark(s);
        if (floor_.plan.blocks_before)
            for (const EventFeed* feed : s.in) floor_.mark(floor_.from(*feed));
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
        const EventFeed* next = s.out.empty() ? nullptr : s.out.front();
        while (!s.idle.empty()) {
            const std::size_t pieces = loading_.ready_pieces(s);
            if (pieces == 0) return;
            if (next && floor_.plan.blocks_before &&
                floor_.to(*next).room(*next) < static_cast<std::int64_t>(pieces)) {
                s.ready_blocked = EventLoading::ready_places(s);
                return;
            }
            load(s, EventLoading::pop_idle(s, loading_.product_at(s, 0)), pieces);
        }
    }
    void load(EventStation& s, EventPlace& p, std::size_t pieces) {
        s.collecting = false;
        for (std::size_t i = 0; i < pieces; ++i) p.pieces.push(loading_.take(s));
        const auto count = static_cast<std::int64_t>(pieces);
        s.on_places += count;
        ++s.occupied;
        if (s.plan.chooses) mark_room(s);
        if (floor_.plan.blocks_before && !s.out.empty()) {
            sums_.accrue(floor_.to(*s.out.front()));
            s.out.front()->reserved += count;
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
