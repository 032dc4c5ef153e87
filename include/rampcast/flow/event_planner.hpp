#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/flow/event_plan.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/links.hpp"
#include "rampcast/line/validate_line.hpp"

namespace rampcast::detail {

/// Makes event plans: numbers whole, names resolved.
class EventPlanner {
public:
    /// @throws Error for a line or calendars that make no sense, or cannot be simulated
    EventPlanner(const LineOf<double>& line, std::uint64_t seed,
                 const std::vector<Calendar>& calendars, Date origin)
        : line_(line), seed_(seed), calendars_(calendars), origin_(origin) {
        validate(line, valid_names(calendars), LineUse::pieces);
    }

    EventPlan plan() {
        plan_.path = line_place(line_);
        plan_.blocks_before = line_.blocking == Blocking::before;
        if (line_.repairers) plan_.repairers = *line_.repairers;
        for (const auto& crew : line_.crews) plan_.crews.push_back(crew.people);
        add_sequence();
        plan_.line_shifts = shifts_of(line_.calendar);
        plan_.stations.reserve(line_.stations.size() + line_.rework_stations.size());
        for (const auto& station : line_.stations) add(station, false);
        for (const auto& station : line_.rework_stations) add(station, true);
        add_feeds();
        set_patience();
        return std::move(plan_);
    }

private:
    const LineOf<double>& line_;
    std::uint64_t seed_;
    const std::vector<Calendar>& calendars_;
    Date origin_;
    EventPlan plan_{};
    std::vector<std::string> products_{};
    std::vector<std::string> patterns_{};

    template <class List> static std::size_t position(const List& list, const std::string& name) {
        const auto found = std::find_if(list.begin(), list.end(),
                                        [&](const auto& each) { return each.name == name; });
        return static_cast<std::size_t>(found - list.begin());
    }

    void add_sequence() {
        std::int64_t end = 0;
        for (const auto& run : line_.sequence) {
            auto found = std::find(products_.begin(), products_.end(), run.product);
            if (found == products_.end()) found = products_.insert(found, run.product);
            end += static_cast<std::int64_t>(run.pieces);
            plan_.run_ends.push_back(end);
            plan_.run_products.push_back(static_cast<int>(found - products_.begin()));
        }
    }

    std::size_t shifts_of(const std::string& name) {
        if (!closes(name)) return no_position;
        const auto known = std::find(patterns_.begin(), patterns_.end(), name);
        if (known != patterns_.end()) return static_cast<std::size_t>(known - patterns_.begin());
        patterns_.push_back(name);
        plan_.shifts.emplace_back(calendars_[position(calendars_, name)], origin_);
        return patterns_.size() - 1;
    }

    void add(const StationOf<double>& from, bool off_line) {
        const std::size_t number = plan_.stations.size() - (off_line ? line_.stations.size() : 0);
        EventStationPlan made{.name = from.name,
                              .draws = StationDraws(seed_, station_stream(number, off_line), from),
                              .off_line = off_line};
        made.places = static_cast<std::size_t>(from.places);
        made.batch = static_cast<std::size_t>(from.batch);
        if (from.batch_wait_h) made.batch_wait_h = *from.batch_wait_h;
        made.yield = from.first_pass_yield;
        made.scraps = off_line || from.on_failure == OnFailure::scrap;
        if (!from.rework_at.empty())
            made.rework = line_.stations.size() + position(line_.rework_stations, from.rework_at);
        if (from.most_passes && !off_line)
            made.most_passes = static_cast<std::int64_t>(*from.most_passes);
        if (!from.crew.empty()) {
            made.crew = position(line_.crews, from.crew);
            made.operators = from.operators;
        }
        made.set_up_h = from.changeover_time_s / 3600;
        made.cycle_s.assign(std::max<std::size_t>(products_.size(), 1), from.cycle_time_s);
        for (std::size_t i = 0; i < products_.size(); ++i)
            if (const auto time = from.product_times_s.find(products_[i]);
                time != from.product_times_s.end())
                made.cycle_s[i] = time->second;
        made.shifts = from.calendar.empty() ? plan_.line_shifts : shifts_of(from.calendar);
        for (const auto* list : {&made.draws.work_failures, &made.draws.clock_failures})
            for (const auto& mode : *list)
                made.down_ratio += mode.mean_repair_s() / mode.mean_up_s();
        plan_.stations.push_back(std::move(made));
    }

    void add_feeds() {
        const std::vector<Link<double>> ways = links(line_);
        for (const Link<double>& way : ways) {
            EventFeedPlan feed{.from = way.from, .to = way.to, .part = way.part};
            if (way.buffer) feed.buffer = static_cast<std::int64_t>(*way.buffer);
            feed.pieces = static_cast<std::int64_t>(way.pieces);
            EventStationPlan& to = plan_.stations[way.to];
            to.chooses = to.chooses || way.part < to.parts;
            to.parts = std::max(to.parts, way.part + 1);
            to.assembles = to.assembles || to.parts > 1 || feed.pieces > 1;
            plan_.feeds.push_back(feed);
        }
        for (std::size_t i = 0; i < line_.stations.size(); ++i) {
            double below = 0;
            for (const Link<double>& way : ways)
                if (way.from == i) plan_.stations[i].shares.push_back(below += way.share);
        }
    }

    /// A thousand times what a piece would take through all stations, waiting for all batches and
    /// repairs, and all closed days.
    void set_patience() {
        double work_h = 0, batches = 1, working = 1, closed_days = 400;
        for (const EventStationPlan& station : plan_.stations) {
            double hours = station.set_up_h;
            for (std::size_t i = 0; i < station.cycle_s.size(); ++i)
                hours = std::max(hours, station.set_up_h + station.cycle_s[i] / 3600);
            for (const auto* list : {&station.draws.work_failures, &station.draws.clock_failures})
                for (const auto& mode : *list) hours += mode.mean_repair_s() / 3600;
            work_h += (hours + station.draws.service.seconds(0, 0) / 3600) *
                      (1 + station.down_ratio) / station.yield;
            if (std::isfinite(station.batch_wait_h)) work_h += station.batch_wait_h;
            batches += static_cast<double>(station.batch);
        }
        for (const ShiftPattern& pattern : plan_.shifts)
            working = std::min(working, pattern.mean_hours_per_day() / 24);
        for (const Calendar& calendar : calendars_)
            for (const Closure& closure : calendar.closed)
                closed_days += static_cast<double>((closure.to - closure.from).count() + 1);
        plan_.patience_h = 1000 * work_h * batches / working + 24 * closed_days;
    }
};

} // namespace rampcast::detail
