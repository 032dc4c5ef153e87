#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/flow/event_record.hpp"
#include "rampcast/flow/event_state.hpp"

namespace rampcast::detail {

/// Pieces and their hours from the start on.
struct EventTotals {
    double hour{}; ///< when that was
    double started{}, good{}, scrapped{}, joined{};
    double piece_hours{}; ///< time integral of the pieces on the line
    double lead_hours{};  ///< sum over the good pieces of the time each was on it
    double in_process() const { return started - good - scrapped - joined; }
};

/// What a replication counts: pieces, the hours places spend in each state, the levels of buffers,
/// within the window; and what is written down of its first pieces.
class EventSums {
public:
    EventSums(EventFloor& floor, EventRecord* record)
        : floor_(floor),
          record_(record),
          last_leave_h_(floor.now_h()),
          pieces_since_h_(floor.now_h()) {
        before_.hour = block_.hour = floor.now_h();
        if (record_) record_->level_hours.assign(floor.plan.feeds.size(), {});
    }

    /// What happened up to now, the window left out of account.
    EventTotals totals() {
        accrue_pieces();
        return {.hour = floor_.now_h(),
                .started = static_cast<double>(started_),
                .good = static_cast<double>(good_),
                .scrapped = static_cast<double>(scrapped_),
                .joined = static_cast<double>(joined_),
                .piece_hours = piece_hours_,
                .lead_hours = lead_hours_};
    }
    std::int64_t started() const { return started_; }
    std::int64_t good() const { return good_; }
    double last_leave_h() const { return last_leave_h_; }
    bool ended() const { return ended_; }
    Replication result() { return std::move(result_); }

    /// The window begins when so many good pieces have left, and ends when `pieces` more have.
    void set_window(std::int64_t from, std::int64_t pieces) {
        window_from_ = from;
        window_to_ = from + pieces;
    }
    /// It begins and ends when told so.
    void set_open_window() { window_from_ = window_to_ = no_limit; }
    /// Parts of so many good pieces are told one by one.
    void set_block(std::int64_t pieces) { block_pieces_ = pieces; }

    void begin_window() {
        for (EventStation& s : floor_.stations) {
            accrue(s);
            s.hours = {};
        }
        for (EventFeed& feed : floor_.feeds) feed.level_hours = 0;
        if (record_)
            for (auto& levels : record_->level_hours) levels.clear();
        before_ = totals();
    }
    void end_window() {
        ended_ = true;
        const EventTotals now = totals();
        result_ = {.hours = now.hour - before_.hour,
                   .started = now.started - before_.started,
                   .good = now.good - before_.good,
                   .scrapped = now.scrapped - before_.scrapped,
                   .joined = now.joined - before_.joined,
                   .in_process_before = before_.in_process(),
                   .in_process_after = now.in_process(),
                   .piece_hours = now.piece_hours - before_.piece_hours,
                   .lead_hours = now.lead_hours - before_.lead_hours,
                   .blocks = std::move(blocks_)};
        for (EventStation& s : floor_.stations) {
            accrue(s);
            result_.stations.push_back(s.hours);
        }
        for (const EventFeed& feed : floor_.feeds) result_.buffer_hours.push_back(feed.level_hours);
    }
    void end_block() {
        const EventTotals now = totals();
        blocks_.push_back({now.good - block_.good, now.hour - block_.hour,
                           now.piece_hours - block_.piece_hours,
                           now.lead_hours - block_.lead_hours});
        block_ = now;
    }

    // Places.

    void set(EventStation& s, EventPlace& p, Activity activity) {
        if (p.activity == activity) return;
        accrue(s);
        note(s, p);
        --counted(s, p);
        p.activity = activity;
        ++counted(s, p);
    }
    void set_clock_down(EventStation& s, EventPlace& p, bool down) {
        accrue(s);
        note(s, p);
        --counted(s, p);
        p.clock_down = down;
        ++counted(s, p);
    }
    /// Adds the time since the station last changed.
    void accrue(EventStation& s) {
        const double hours = floor_.now_h() - s.since_h;
        if (hours == 0) return;
        s.since_h = floor_.now_h();
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
        for (EventFeed* feed : s.in) accrue_level(s, *feed, hours);
    }
    /// Writes down how a place spent the time since it last changed.
    void note(const EventStation& s, EventPlace& p) {
        if (!record_ || p.since_h == floor_.now_h()) return;
        const auto state = s.off                             ? StayState::off_shift
                           : p.clock_down                    ? StayState::down
                           : p.activity == Activity::busy    ? StayState::busy
                           : p.activity == Activity::failed  ? StayState::down
                           : p.activity == Activity::blocked ? StayState::blocked
                                                             : StayState::waiting;
        for (std::size_t i = 0; i < p.pieces.size(); ++i)
            if (const auto number = p.pieces[i].number; number < record_->pieces)
                record_->stays.push_back(
                    {number, s.index, p.index, p.since_h, floor_.now_h(), state});
        p.since_h = floor_.now_h();
    }

    // Pieces.

    /// @throws Error where pieces pile up beyond what a run can hold
    EventPiece enter() {
        accrue_pieces();
        if (started_ - good_ - scrapped_ - joined_ >= most_held)
            throw Error(floor_.plan.path, "pieces pile up: at hour " + number_text(floor_.now_h()) +
                                              " there are " + number_text(double(most_held)) +
                                              " on it, at most so many are simulated; limits on "
                                              "buffers hold them back");
        EventPiece piece{.number = started_,
                         .entered_h = floor_.now_h(),
                         .product = floor_.plan.product_of(started_)};
        ++started_;
        return piece;
    }
    void scrap() {
        accrue_pieces();
        ++scrapped_;
        last_leave_h_ = floor_.now_h();
    }
    /// Pieces become parts of another.
    void join(std::int64_t pieces) {
        accrue_pieces();
        joined_ += pieces;
    }
    void leave_good(const EventPiece& piece) {
        accrue_pieces();
        ++good_;
        last_leave_h_ = floor_.now_h();
        lead_hours_ += floor_.now_h() - piece.entered_h;
        if (block_pieces_ > 0 && good_ % block_pieces_ == 0) end_block();
        if (good_ == window_from_) begin_window();
        if (good_ == window_to_) end_window();
    }

private:
    static constexpr std::int64_t most_held = 5'000'000;

    EventFloor& floor_;
    EventRecord* record_;
    std::int64_t started_ = 0, good_ = 0, scrapped_ = 0, joined_ = 0;
    std::int64_t window_from_ = 0, window_to_ = no_limit, block_pieces_ = 0;
    double last_leave_h_, pieces_since_h_;
    double piece_hours_ = 0, lead_hours_ = 0;
    bool ended_ = false;
    Replication result_{};
    std::vector<RunBlock> blocks_{};

    EventTotals before_{}, block_{}; ///< at the beginning of the window, and of the part under way

    static std::int64_t& counted(EventStation& s, const EventPlace& p) {
        return s.count[static_cast<std::size_t>(p.clock_down ? Activity::failed : p.activity)];
    }
    /// Of what a feed brought, those that find no idle place are in its buffer.
    void accrue_level(const EventStation& s, EventFeed& feed, double hours) {
        const auto idle = static_cast<std::int64_t>(s.plan.places) - s.occupied;
        std::int64_t at_places = idle * static_cast<std::int64_t>(s.plan.batch) * feed.plan.pieces;
        if (s.plan.chooses)
            for (const EventFeed* other : s.in) {
                if (other == &feed) break;
                if (other->plan.part == feed.plan.part)
                    at_places -=
                        std::min(static_cast<std::int64_t>(other->waiting.size()), at_places);
            }
        const std::int64_t level =
            std::clamp(static_cast<std::int64_t>(feed.waiting.size()) - at_places, std::int64_t{0},
                       feed.plan.buffer);
        feed.level_hours += static_cast<double>(level) * hours;
        if (!record_) return;
        auto& levels =
            record_->level_hours[static_cast<std::size_t>(&feed.plan - floor_.plan.feeds.data())];
        const auto i = static_cast<std::size_t>(level);
        if (levels.size() <= i) levels.resize(i + 1);
        levels[i] += hours;
    }
    void accrue_pieces() {
        piece_hours_ += static_cast<double>(started_ - good_ - scrapped_ - joined_) *
                        (floor_.now_h() - pieces_since_h_);
        pieces_since_h_ = floor_.now_h();
    }
};

} // namespace rampcast::detail
