#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "rampcast/core/error.hpp"
#include "rampcast/flow/event_moves.hpp"
#include "rampcast/flow/event_people.hpp"
#include "rampcast/flow/event_plan.hpp"
#include "rampcast/flow/event_processes.hpp"
#include "rampcast/flow/event_record.hpp"
#include "rampcast/flow/event_state.hpp"
#include "rampcast/flow/event_sums.hpp"
#include "rampcast/flow/event_times.hpp"
#include "rampcast/flow/replication.hpp"
#include "rampcast/flow/run_request.hpp"

namespace rampcast::detail {

/// One replication of a line, event by event, from its empty start. A place is a process that
/// works on what it is loaded with; pieces move and places are loaded between these waits.
class EventRun {
public:
    /// @param start_h hour at which the line starts, 0 being the midnight of its plan's origin
    EventRun(const EventPlan& plan, std::uint32_t replication, double start_h = 0,
             EventRamps ramps = {}, EventRecord* record = nullptr,
             std::span<const std::int64_t> waiting = {})
        : floor_(plan, replication, start_h, ramps),
          sums_(floor_, record),
          people_(plan, floor_.scheduler),
          times_(floor_),
          moves_(floor_, sums_, people_, times_),
          processes_(floor_, sums_, people_, times_, moves_) {
        if (people_.any()) floor_.scheduler.start(people_.share_out());
        for (std::size_t i = 0; i < plan.stations.size(); ++i)
            floor_.stations.emplace_back(plan.stations[i], i, floor_.scheduler);
        for (const EventFeedPlan& feed : plan.feeds) {
            floor_.feeds.push_back(EventFeed{.plan = feed});
            floor_.stations[feed.from].out.push_back(&floor_.feeds.back());
            floor_.stations[feed.to].in.push_back(&floor_.feeds.back());
        }
        for (EventStation& station : floor_.stations) open(station);
        fill(waiting);
        sums_.begin_window(); // until told otherwise
        for (std::size_t i = 0; i < plan.shifts.size(); ++i)
            floor_.scheduler.start(processes_.change_shifts(i));
        moves_.settle();
    }

    double now_h() const { return floor_.now_h(); }
    std::int64_t good() const { return sums_.good(); }
    EventTotals totals() { return sums_.totals(); }

    /// One replication's window, as asked for.
    /// @throws Error where the line makes nothing any more
    Replication run(const RunRequest& asked) {
        if (asked.weeks > 0) {
            sums_.set_open_window();
            floor_.scheduler.start(count_weeks(asked));
        } else {
            sums_.set_window(asked.warm_up_pieces, asked.pieces);
            sums_.set_block(asked.block);
        }
        for (std::uint32_t steps = 1; !sums_.ended(); ++steps) {
            if (steps % steps_per_poll == 0) asked.poll(share_done(asked));
            if (!floor_.scheduler.step()) stuck("nothing is under way any more");
            if (now_h() - sums_.last_leave_h() > floor_.plan.patience_h)
                stuck("no piece has left for " + number_text(now_h() - sums_.last_leave_h()) +
                      " hours");
        }
        return sums_.result();
    }

    /// Goes on up to an hour, that moment included.
    /// @throws Error where nothing is under way before it is reached
    void run_until(double hour, const Poll& poll = {}) {
        std::uint32_t steps = 0;
        floor_.scheduler.run_until(hour, [&] {
            if (++steps % steps_per_poll == 0) poll(0);
        });
        const bool off = std::any_of(floor_.stations.begin(), floor_.stations.end(),
                                     [](const EventStation& s) { return s.off; });
        if (!off && floor_.scheduler.idle()) stuck("nothing is under way any more");
    }

private:
    static constexpr std::uint32_t steps_per_poll = 1024;

    EventFloor floor_;
    EventSums sums_;
    EventPeople people_;
    EventTimes times_;
    EventMoves moves_;
    EventProcesses processes_;

    double share_done(const RunRequest& asked) const {
        if (asked.weeks > 0)
            return now_h() / (168 * static_cast<double>(asked.weeks + asked.warm_up_weeks));
        return static_cast<double>(good()) /
               static_cast<double>(asked.pieces + asked.warm_up_pieces);
    }

    /// Pieces wait in the buffers of a line in series: the first to have entered before the last
    /// station. The draws of the services they have behind them are passed over.
    void fill(std::span<const std::int64_t> waiting) {
        std::uint64_t ahead = 0;
        for (std::size_t i = waiting.size(); i-- > 0;) {
            for (std::int64_t k = 0; k < waiting[i]; ++k) {
                EventPiece piece = sums_.enter();
                piece.arrived_h = now_h();
                floor_.feeds[i].waiting.push(piece);
            }
            ahead += static_cast<std::uint64_t>(waiting[i]);
            floor_.stations[i].services = floor_.stations[i].completions = ahead;
        }
    }

    /// The window of whole weeks, once the warm-up is over, and the parts told one by one.
    Process count_weeks(const RunRequest& asked) {
        constexpr double week_h = 7 * 24;
        if (asked.block > 0) {
            const std::int64_t weeks = asked.warm_up_weeks + asked.weeks;
            for (std::int64_t week = 1; week <= weeks; ++week) {
                if (week == asked.warm_up_weeks + 1) sums_.begin_window();
                co_await floor_.scheduler.delay(week_h);
                if (week % asked.block == 0) sums_.end_block();
            }
        } else {
            if (asked.warm_up_weeks > 0)
                co_await floor_.scheduler.delay(week_h * static_cast<double>(asked.warm_up_weeks));
            while (good() < asked.warm_up_pieces) co_await floor_.scheduler.delay(24);
            sums_.begin_window();
            co_await floor_.scheduler.delay(week_h * static_cast<double>(asked.weeks));
        }
        sums_.end_window();
    }

    /// A station's empty places begin to wait for work.
    void open(EventStation& s) {
        const EventStationPlan& plan = s.plan;
        s.off = plan.shifts != no_position && !floor_.plan.shifts[plan.shifts].works(now_h());
        s.since_h = now_h();
        for (std::size_t k = 0; k < plan.places; ++k) {
            EventPlace& place =
                s.places.emplace_back(floor_.scheduler, k, plan.draws.work_failures.size());
            times_.draw_lasting(s, place);
            s.idle.push(&place);
            floor_.scheduler.start(processes_.serve(s, place));
            for (std::size_t mode = 0; mode < plan.draws.clock_failures.size(); ++mode)
                floor_.scheduler.start(processes_.fail_by_clock(s, place, mode));
        }
        s.count[static_cast<std::size_t>(Activity::idle)] = static_cast<std::int64_t>(plan.places);
        if (plan.batch > 1 && std::isfinite(plan.batch_wait_h))
            floor_.scheduler.start(processes_.watch_batch(s));
        floor_.mark(s);
    }

    [[noreturn]] void stuck(const std::string& why) {
        std::string text = "makes nothing: at hour " + number_text(floor_.now_h()) + " " + why;
        for (const EventStation& s : floor_.stations) {
            std::size_t waits = s.returned.size();
            for (const EventFeed* feed : s.in) waits += feed->waiting.size();
            text += "; station " + detail::quoted(s.plan.name) + " has " +
                    std::to_string(s.on_places) + " pieces on its places (" +
                    std::to_string(s.count[static_cast<std::size_t>(Activity::blocked)]) +
                    " places blocked), " + std::to_string(waits) + " waiting";
        }
        throw Error(floor_.plan.path, text);
    }
};

} // namespace rampcast::detail
