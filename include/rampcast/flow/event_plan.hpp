#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/flow/piece_draws.hpp"
#include "rampcast/flow/shifts.hpp"
#include "rampcast/line/line.hpp"

namespace rampcast::detail {

inline constexpr std::int64_t no_limit = std::int64_t{1} << 60;
inline constexpr std::size_t no_position = ~std::size_t{0};

/// A station as the event-driven engine needs it: numbers whole, names resolved.
struct EventStation {
    std::string name{};
    std::string path{}; ///< dotted
    StationDraws draws;
    bool off_line = false; ///< a rework station
    std::size_t places = 1, batch = 1;
    std::int64_t buffer = no_limit;   ///< waiting places before it
    std::int64_t capacity = no_limit; ///< pieces it takes, on its places or waiting for them
    double batch_wait_h = std::numeric_limits<double>::infinity();
    double yield = 1;
    bool scraps = false;
    std::size_t rework = no_position; ///< station that mends what fails
    std::int64_t most_passes = no_limit;
    std::size_t crew = no_position;
    double operators = 1;
    double set_up_h = 0;
    std::vector<double> cycle_s{};    ///< mean time by product
    std::size_t shifts = no_position; ///< pattern of its calendar
    double down_ratio = 0;            ///< sum of MTTR / MTBF over its modes
};

/// A line made ready for the event-driven engine; one serves any number of replications.
struct EventPlan {
    std::string path{};
    std::vector<EventStation> stations{}; ///< those in series first, then the rework stations
    std::size_t in_series = 0;
    bool blocks_before = false;
    double repairers = std::numeric_limits<double>::infinity();
    std::vector<double> crews{};
    std::vector<ShiftPattern> shifts{};
    std::size_t line_shifts = no_position; ///< pattern of the line's calendar
    std::vector<std::int64_t> run_ends{};  ///< of the runs of the sequence, in pieces
    std::vector<int> run_products{};
    double patience_h = 0; ///< a line from which nothing leaves for so long makes nothing

    int product_of(std::int64_t piece) const {
        if (run_ends.size() < 2) return 0;
        const std::int64_t at = piece % run_ends.back();
        const auto found = std::upper_bound(run_ends.begin(), run_ends.end(), at);
        return run_products[static_cast<std::size_t>(found - run_ends.begin())];
    }
};

inline std::int64_t whole_number(const std::string& path, const char* name, double value,
                                 double least) {
    if (!(value >= least && value <= 1e9 && value == std::floor(value)))
        throw Error(path, std::string(name) + " is " + number_text(value) +
                              ", must be a whole number of at least " + number_text(least) +
                              " to be simulated piece by piece");
    return static_cast<std::int64_t>(value);
}

/// The position of what is called `name`, or an Error that says there is none.
template <class List>
std::size_t position(const List& list, const std::string& name, const std::string& path,
                     const char* what) {
    for (std::size_t i = 0; i < list.size(); ++i)
        if (list[i].name == name) return i;
    throw Error(path, std::string(what) + " " + detail::quoted(name) + " is not there");
}

/// Makes event plans.
class EventPlanner {
public:
    EventPlanner(const LineOf<double>& line, std::uint64_t seed,
                 const std::vector<Calendar>& calendars, Date origin)
        : line_(line), seed_(seed), calendars_(calendars), origin_(origin) {}

    EventPlan plan() {
        plan_.path = "line." + line_.name;
        if (line_.stations.empty())
            throw Error(plan_.path, "stations is empty, must hold the stations to be simulated");
        plan_.in_series = line_.stations.size();
        if (!line_.buffers.empty() && line_.buffers.size() + 1 != plan_.in_series)
            throw Error(plan_.path, "buffers has " + std::to_string(line_.buffers.size()) +
                                        " elements, must have one less than stations, or none");
        plan_.blocks_before = line_.blocking == Blocking::before;
        if (line_.repairers)
            plan_.repairers =
                static_cast<double>(whole_number(plan_.path, "repairers", *line_.repairers, 1));
        for (const auto& crew : line_.crews) plan_.crews.push_back(crew.people);
        add_sequence();
        plan_.line_shifts = shifts_of(line_.calendar, plan_.path);
        plan_.stations.reserve(plan_.in_series + line_.rework_stations.size());
        for (const auto& station : line_.stations) add(station, false);
        for (const auto& station : line_.rework_stations) add(station, true);
        set_buffers();
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

    void add_sequence() {
        std::int64_t end = 0;
        for (const auto& run : line_.sequence) {
            auto found = std::find(products_.begin(), products_.end(), run.product);
            if (found == products_.end()) found = products_.insert(found, run.product);
            end += whole_number(plan_.path + ".sequence", "pieces", run.pieces, 1);
            plan_.run_ends.push_back(end);
            plan_.run_products.push_back(static_cast<int>(found - products_.begin()));
        }
    }

    std::size_t shifts_of(const std::string& name, const std::string& path) {
        if (name.empty() || name == round_the_clock) return no_position;
        for (std::size_t i = 0; i < patterns_.size(); ++i)
            if (patterns_[i] == name) return i;
        const Calendar& calendar = calendars_[position(calendars_, name, path, "calendar")];
        validate(calendar, "calendar." + name);
        patterns_.push_back(name);
        plan_.shifts.emplace_back(calendar, origin_);
        return patterns_.size() - 1;
    }

    void add(const StationOf<double>& from, bool off_line) {
        const std::string path = station_path(line_.name, from.name, off_line);
        check(from, path);
        EventStation made{.name = from.name,
                          .path = path,
                          .draws = StationDraws(seed_, path, from),
                          .off_line = off_line};
        made.places = static_cast<std::size_t>(whole_number(path, "places", from.places, 1));
        made.batch = static_cast<std::size_t>(whole_number(path, "batch", from.batch, 1));
        if (from.batch_wait_h) made.batch_wait_h = *from.batch_wait_h;
        made.yield = from.first_pass_yield;
        made.scraps = off_line || from.on_failure == OnFailure::scrap;
        if (!made.scraps && !from.rework_at.empty())
            made.rework = plan_.in_series +
                          position(line_.rework_stations, from.rework_at, path, "rework_at");
        if (from.most_passes && !off_line)
            made.most_passes = whole_number(path, "most_passes", *from.most_passes, 1);
        if (!from.crew.empty()) {
            made.crew = position(line_.crews, from.crew, path, "crew");
            made.operators = from.operators;
            if (!(made.operators <= plan_.crews[made.crew]))
                throw Error(path, "operators is " + number_text(made.operators) +
                                      ", must be at most the people of its crew, " +
                                      number_text(plan_.crews[made.crew]));
        }
        made.set_up_h = from.changeover_time_s / 3600;
        made.cycle_s.assign(std::max<std::size_t>(products_.size(), 1), from.cycle_time_s);
        for (std::size_t i = 0; i < products_.size(); ++i)
            if (const auto time = from.product_times_s.find(products_[i]);
                time != from.product_times_s.end())
                made.cycle_s[i] = time->second;
        made.shifts = from.calendar.empty() ? plan_.line_shifts : shifts_of(from.calendar, path);
        for (const auto* list : {&made.draws.work_failures, &made.draws.clock_failures})
            for (const auto& mode : *list)
                made.down_ratio += mode.mean_repair_s() / mode.mean_up_s();
        plan_.stations.push_back(std::move(made));
    }

    /// The numbers without which a simulation would not end.
    static void check(const StationOf<double>& station, const std::string& path) {
        for_each_param<StationOf<double>>([&](const auto& each) {
            if constexpr (requires { each.bounds.allows(station.*each.member); }) {
                const double value = station.*each.member;
                if (!each.bounds.allows(value))
                    throw Error(path, std::string(each.name) + " is " + number_text(value) + ", " +
                                          each.bounds.text());
            }
        });
        const auto check_time = [&](const std::string& at, const char* name, double hours) {
            if (!bounds::positive.allows(hours))
                throw Error(at, std::string(name) + " is " + number_text(hours) + ", " +
                                    bounds::positive.text());
        };
        if (station.mtbf_h) check_time(path, "mtbf_h", *station.mtbf_h);
        if (station.mttr_h) check_time(path, "mttr_h", *station.mttr_h);
        for (const auto& mode : station.failure_modes) {
            check_time(path + ".failure_modes." + mode.name, "mtbf_h", mode.mtbf_h);
            check_time(path + ".failure_modes." + mode.name, "mttr_h", mode.mttr_h);
        }
        for (const double time : station.observed_times_s)
            check_time(path, "observed_times_s", time);
        for (const auto& [product, time] : station.product_times_s)
            check_time(path + ".product_times_s", product.c_str(), time);
    }

    void set_buffers() {
        for (std::size_t i = 1; i < plan_.in_series && !line_.buffers.empty(); ++i) {
            EventStation& station = plan_.stations[i];
            station.buffer = whole_number(plan_.path, "buffers", line_.buffers[i - 1], 0);
            station.capacity =
                station.buffer + static_cast<std::int64_t>(station.places * station.batch);
        }
    }

    /// A thousand times what a piece would take through all stations, waiting for all batches and
    /// repairs, and all closed days.
    void set_patience() {
        double work_h = 0, batches = 1, working = 1, closed_days = 400;
        for (const EventStation& station : plan_.stations) {
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
