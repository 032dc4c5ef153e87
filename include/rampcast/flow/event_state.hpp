#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "rampcast/flow/event_plan.hpp"
#include "rampcast/flow/ramp_clock.hpp"
#include "rampcast/flow/replication.hpp"
#include "rampcast/flow/ring.hpp"
#include "rampcast/flow/scheduler.hpp"

/// What a line's pieces, places and stations are at one moment of a run.
namespace rampcast::detail {

struct EventPiece {
    std::int64_t number = 0;
    double entered_h = 0;
    double arrived_h = 0; ///< at the station before which it waits
    int product = 0;
    std::uint32_t way = 0; ///< of those that lead on from its station
    std::int64_t passes = 0;
    std::size_t home = 0; ///< station that sent it to be mended
};

/// What a place does, its calendar and the clock's failures aside.
enum class Activity { idle, waiting, busy, failed, blocked };

struct EventPlace {
    EventPlace(Scheduler& scheduler, std::size_t at, std::size_t modes)
        : alarm(scheduler), index(at), up_h(modes), part(modes) {}
    Alarm alarm;
    std::size_t index;
    Activity activity = Activity::idle;
    int clock_failures = 0; ///< modes that follow the clock and have it down
    bool clock_down = false;
    bool loaded = false; ///< with what it has yet to work on
    bool has_people = false, has_repairer = false;
    Ring<EventPiece> pieces{};
    std::uint64_t service = 0; ///< number of the service at its station
    int product = -1;          ///< what it is set up for
    double set_up_h = 0;
    double since_h = 0, done_h = 0;  ///< since when it is as it is; when it finished
    std::vector<double> up_h;        ///< to the next failure by work, by mode
    std::vector<std::uint32_t> part; ///< failures by mode: of this service, or ever if it lasts
    bool remembers = false;          ///< some mode's time to the next failure lasts
};

/// What is on its way from one station to another.
struct EventFeed {
    const EventFeedPlan& plan;
    Ring<EventPiece> waiting{};
    std::deque<EventPlace*> wanting_room{}; ///< places of `from`, blocked
    std::int64_t reserved = 0;
    double level_hours = 0;

    std::int64_t coming() const { return static_cast<std::int64_t>(waiting.size()) + reserved; }
};

struct EventStation {
    EventStation(const EventStationPlan& described, std::size_t at, Scheduler& scheduler)
        : plan(described), index(at), batch_alarm(scheduler) {}
    const EventStationPlan& plan;
    std::size_t index;
    std::deque<EventPlace> places{};
    Ring<EventPlace*> idle{}; ///< able to work but for the calendar, longest idle first
    std::vector<EventFeed*> in{}, out{};
    Ring<EventPiece> returned{};
    Ring<double> kits{}; ///< of a station that assembles: when all parts of a piece were there
    std::int64_t on_places = 0, occupied = 0;
    std::uint64_t services = 0, completions = 0;
    std::array<double, 8> shapes{}; ///< service times over their mean, of eight in a row
    std::uint64_t shapes_of = ~std::uint64_t{0}; ///< which eight
    bool off = false, marked = false;
    bool collecting = false; ///< a batch, on an idle place
    double batch_due_h = 0;
    Alarm batch_alarm;
    std::array<std::int64_t, 5> count{}; ///< places by activity; those failed by the clock too
    std::int64_t ready_blocked = 0;      ///< idle ones with a piece but no room behind them
    double since_h = 0;
    PlaceHours hours{};

    bool able(const EventPlace& place) const { return !off && !place.clock_down; }
    /// Pieces that wait for it and could be worked on, those that come back left out.
    std::size_t complete() const {
        if (plan.assembles) return kits.size();
        std::size_t pieces = 0;
        for (const EventFeed* feed : in) pieces += feed->waiting.size();
        return pieces;
    }
    /// Pieces that a feed can still take: its waiting places, and room on the station's places
    /// that others which bring the same do not need.
    std::int64_t room(const EventFeed& feed) const {
        std::int64_t on_station =
            (static_cast<std::int64_t>(plan.places * plan.batch) - on_places) * feed.plan.pieces;
        if (plan.chooses) {
            for (const EventFeed* other : in)
                if (other != &feed && other->plan.part == feed.plan.part)
                    on_station -= std::max(other->coming() - other->plan.buffer, std::int64_t{0});
            on_station = std::max(on_station, std::int64_t{0});
        }
        return feed.plan.buffer + on_station - feed.coming();
    }
};

/// How the shares of a ramping line go on; null: mature.
struct EventRamps {
    const RampClock* speed = nullptr;
    const RampClock* yield = nullptr;
    const RampClock* availability = nullptr;
};

/// One replication's line and clock, which all that happens on it shares.
struct EventFloor {
    EventFloor(const EventPlan& described, std::uint32_t number, double start_h, EventRamps shares)
        : plan(described), replication(number), ramps(shares), scheduler(start_h) {}
    const EventPlan& plan;
    std::uint32_t replication;
    EventRamps ramps;
    Scheduler scheduler;
    std::deque<EventStation> stations{};
    std::deque<EventFeed> feeds{};
    std::vector<EventStation*> marked{}; ///< where something may move

    double now_h() const { return scheduler.now_h(); }
    EventStation& from(const EventFeed& feed) { return stations[feed.plan.from]; }
    EventStation& to(const EventFeed& feed) { return stations[feed.plan.to]; }
    void mark(EventStation& s) {
        if (s.marked) return;
        s.marked = true;
        marked.push_back(&s);
    }
};

} // namespace rampcast::detail
