#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "rampcast/flow/event_state.hpp"
#include "rampcast/flow/event_sums.hpp"

namespace rampcast::detail {

/// Which pieces and places of a station are next: batches, products and the order of places.
class EventLoading {
public:
    EventLoading(EventFloor& floor, EventSums& sums) : floor_(floor), sums_(sums) {}

    /// Pieces a place may be loaded with: a full batch, or what there is once another product
    /// follows or the batch has waited long enough since its first piece came; else 0.
    std::size_t ready_pieces(EventStation& s) {
        const int product = product_at(s, 0);
        if (product < 0) return 0;
        if (s.plan.batch == 1) return 1;
        std::size_t count = 1;
        int next = product;
        while (count < s.plan.batch && (next = product_at(s, count)) == product) ++count;
        if (count == s.plan.batch || next >= 0) return count;
        if (std::isinf(s.plan.batch_wait_h)) return 0;
        const double due_h = first_arrival_h(s, count) + s.plan.batch_wait_h;
        if (floor_.now_h() >= due_h) return count;
        if (!s.collecting || s.batch_due_h != due_h) {
            s.collecting = true;
            s.batch_due_h = due_h;
            s.batch_alarm.wake();
        }
        return 0;
    }

    /// Idle places that have, or could have, something to work on.
    static std::int64_t ready_places(const EventStation& s) {
        const auto idle = static_cast<std::int64_t>(s.idle.size());
        const auto batch = static_cast<std::int64_t>(s.plan.batch);
        const auto pieces = static_cast<std::int64_t>(s.returned.size() + s.complete());
        return is_source(s) ? idle : std::min(idle, (pieces + batch - 1) / batch);
    }

    /// The product of the i-th piece to be loaded; -1 where there is none.
    int product_at(const EventStation& s, std::size_t i) const {
        if (i < s.returned.size()) return s.returned[i].product;
        i -= s.returned.size();
        if (is_source(s))
            return floor_.plan.product_of(sums_.started() + static_cast<std::int64_t>(i));
        if (i >= s.complete()) return -1;
        return s.in.size() == 1 ? s.in.front()->waiting[i].product : 0;
    }

    /// The next piece to be worked on, put together from its parts where the station assembles.
    EventPiece take(EventStation& s) {
        if (!s.returned.empty()) return s.returned.pop();
        if (is_source(s)) return sums_.enter();
        if (s.in.size() == 1 && !s.plan.assembles) return s.in.front()->waiting.pop();
        EventPiece made;
        std::int64_t taken = 0;
        for (std::size_t part = 0; part < s.plan.parts; ++part)
            for (std::int64_t k = 0, needed = 1; k < needed; ++k, ++taken) {
                EventFeed& feed = *earliest(s, part);
                needed = feed.plan.pieces;
                const EventPiece piece = feed.waiting.pop();
                const double entered_h = taken ? made.entered_h : piece.entered_h;
                if (taken == 0) made = piece;
                made.entered_h = std::min(entered_h, piece.entered_h);
            }
        if (taken > 1) sums_.join(taken - 1);
        if (s.plan.assembles) s.kits.pop();
        return made;
    }
    /// Whether what came makes pieces complete.
    void count_kits(EventStation& s) const {
        if (!s.plan.assembles) return;
        std::int64_t least = no_limit;
        for (std::size_t part = 0; part < s.plan.parts; ++part) {
            std::int64_t count = 0, pieces = 1;
            for (const EventFeed* feed : s.in)
                if (feed->plan.part == part) {
                    count += static_cast<std::int64_t>(feed->waiting.size());
                    pieces = feed->plan.pieces;
                }
            least = std::min(least, count / pieces);
        }
        while (static_cast<std::int64_t>(s.kits.size()) < least) s.kits.push(floor_.now_h());
    }

    /// The idle place to be loaded next: one set up for the product, else the longest idle.
    static EventPlace& pop_idle(EventStation& s, int product) {
        std::size_t chosen = 0;
        if (s.plan.set_up_h > 0)
            for (std::size_t i = s.idle.size(); i > 0; --i)
                if (s.idle[i - 1]->product == product) chosen = i - 1;
        const std::size_t count = s.idle.size();
        EventPlace* taken = nullptr;
        for (std::size_t i = 0; i <= (chosen ? count - 1 : 0); ++i) {
            EventPlace* each = s.idle.pop();
            if (i == chosen) taken = each;
            else s.idle.push(each);
        }
        return *taken;
    }

private:
    EventFloor& floor_;
    EventSums& sums_;

    static bool is_source(const EventStation& s) { return s.in.empty() && !s.plan.off_line; }

    /// Of the feeds that bring a part, that whose next piece came first.
    static EventFeed* earliest(const EventStation& s, std::size_t part) {
        EventFeed* found = nullptr;
        for (EventFeed* feed : s.in)
            if (feed->plan.part == part && !feed->waiting.empty() &&
                (!found || feed->waiting[0].arrived_h < found->waiting[0].arrived_h))
                found = feed;
        return found;
    }
    /// When the first of the next pieces came.
    static double first_arrival_h(const EventStation& s, std::size_t count) {
        double first_h = std::numeric_limits<double>::infinity();
        const std::size_t returned = std::min(count, s.returned.size());
        for (std::size_t i = 0; i < returned; ++i)
            first_h = std::min(first_h, s.returned[i].arrived_h);
        if (returned == count) return first_h;
        if (s.plan.assembles) return std::min(first_h, s.kits[0]);
        for (const EventFeed* feed : s.in)
            if (!feed->waiting.empty()) first_h = std::min(first_h, feed->waiting[0].arrived_h);
        return first_h;
    }
};

} // namespace rampcast::detail
