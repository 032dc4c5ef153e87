#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "rampcast/flow/event_state.hpp"
#include "rampcast/flow/event_sums.hpp"

namespace rampcast::detail {

/// Which pieces and places of a station are next: batches, products and the order of places.
class EventLoading {
public:
    EventLoading(EventFloor& floor, const EventSums& sums) : floor_(floor), sums_(sums) {}

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
        double due_h = in_line(s, 0)->arrived_h;
        for (std::size_t i = 1; i < count; ++i) due_h = std::min(due_h, in_line(s, i)->arrived_h);
        due_h += s.plan.batch_wait_h;
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
        const auto pieces = static_cast<std::int64_t>(s.returned.size() + s.waiting.size());
        return s.index == 0 ? idle : std::min(idle, (pieces + batch - 1) / batch);
    }

    /// The product of the i-th piece to be loaded; -1 where there is none.
    int product_at(const EventStation& s, std::size_t i) const {
        const EventPiece* piece = in_line(s, i);
        if (piece) return piece->product;
        if (s.index > 0) return -1;
        return floor_.plan.product_of(sums_.started() +
                                      static_cast<std::int64_t>(i - s.returned.size()));
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
    const EventSums& sums_;

    static const EventPiece* in_line(const EventStation& s, std::size_t i) {
        if (i < s.returned.size()) return &s.returned[i];
        i -= s.returned.size();
        return i < s.waiting.size() ? &s.waiting[i] : nullptr;
    }
};

} // namespace rampcast::detail
