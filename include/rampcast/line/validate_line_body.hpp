#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/refuse.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/line/validate_feeds.hpp"
#include "rampcast/line/validate_line.hpp"
#include "rampcast/line/visits.hpp"

/// What `validate_line.hpp` declares.
namespace rampcast {

namespace detail {

/// The rules of one line.
class LineRules {
public:
    LineRules(const LineOf<double>& line, std::vector<std::string> calendars, LineUse use)
        : line_(line), calendars_(std::move(calendars)), use_(use), place_(line_place(line)) {
        calendars_.emplace_back(round_the_clock);
    }

    void check() const {
        check_numbers();
        check_kind();
        check_ramp();
        check_calendar(line_.calendar, place_);
        if (line_.nameplate) check_calendar(line_.nameplate->calendar, place_ + ".nameplate");
        check_stops();
        check_changeovers();
        if (line_.stations.empty()) {
            if (!line_.feeds.empty())
                throw Error(place_, "feeds are stated without stations, need them");
            return;
        }
        check_names();
        FeedRules(line_, place_).check();
        check_counts();
        check_rework();
        for (const StationOf<double>& station : line_.rework_stations)
            check_station(station, place_ + ".rework_stations." + path_part(station.name));
        for (const StationOf<double>& station : line_.stations) check_station(station, at(station));
        check_batches();
        check_that_pieces_leave();
    }

private:
    using Station = StationOf<double>;
    /// Counts above this are none of a factory, and too large to be counted with.
    static constexpr double greatest_count = 1e9;
    /// Passes of a piece above this are for ever.
    static constexpr double endless = 1e15;

    const LineOf<double>& line_;
    std::vector<std::string> calendars_;
    LineUse use_;
    std::string place_;

    std::string at(const Station& station) const {
        return place_ + ".stations." + path_part(station.name);
    }

    static void need_whole(double value, const std::string& container, std::string_view key) {
        if (value != std::floor(value))
            refuse_value(container, key, number_text(value), "must be a whole number");
        if (value > greatest_count)
            refuse_value(container, key, number_text(value), "must be at most 1e9");
    }

    /// Names stated, and none twice, in a list and in those looked at before it.
    template <class List>
    static void need_names(const List& list, const std::string& at,
                           std::vector<std::string>& seen) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string place = joined(at, element_key(list[i], i));
            if (list[i].name.empty()) refuse_value(place, "name", "empty", "must be given");
            if (std::find(seen.begin(), seen.end(), list[i].name) != seen.end())
                refuse_value(place, "name", detail::quoted(list[i].name),
                             "which stands twice; names must be unique");
            seen.push_back(list[i].name);
        }
    }

    void check_numbers() const {
        walk(line_, place_, [](const std::string& path, const NumberInfo& info, double value) {
            if (info.name == "set" || info.name == "add" || info.bounds.allows(value)) return;
            const std::size_t dot = path.rfind('.');
            const std::string container = dot == std::string::npos ? "" : path.substr(0, dot);
            if (!info.stand_in.empty() && value == 0)
                refuse_parameter(container, info.name,
                                 "is missing; state it, or " + std::string(info.stand_in));
            refuse_value(container, path.substr(dot == std::string::npos ? 0 : dot + 1),
                         number_text(value), info.bounds.text_for(value));
        });
    }

    /// Stations or a nameplate, as the use has it.
    void check_kind() const {
        const bool stations = !line_.stations.empty();
        if (stations && line_.nameplate)
            throw Error(place_, "stations and nameplate are both stated, must be one of them");
        if (stations) return;
        if (use_ == LineUse::forecast) {
            if (!line_.nameplate)
                throw Error(place_,
                            "neither stations nor nameplate is stated, must be one of them");
            return;
        }
        throw Error(place_, line_.nameplate ? "has a nameplate and no stations; must have stations"
                                            : "has no stations, must have at least one");
    }

    void check_ramp() const {
        std::visit(
            [this](const auto& curve) {
                if constexpr (requires { curve.validate(place_); })
                    curve.validate(place_ + ".ramp");
            },
            line_.ramp);
    }

    void check_calendar(const std::string& name, const std::string& container) const {
        if (name.empty()) return;
        if (use_ != LineUse::forecast && calendars_.size() == 1 && name != round_the_clock)
            refuse_parameter(container, "calendar",
                             "is " + detail::quoted(name) +
                                 ", but no calendars are given with the line; must be given");
        check_reference(name, calendars_, container, "calendar", "a calendar");
    }

    /// Planned stops of one end each, after the begin.
    void check_stops() const {
        std::vector<std::string> names;
        need_names(line_.stops, place_ + ".stops", names);
        for (const PlannedStop& stop : line_.stops) {
            const std::string at = place_ + ".stops." + path_part(stop.name);
            if (stop.to.has_value() == stop.days.has_value())
                throw Error(at, stop.to ? "to and days are both stated, must be one of them"
                                        : "neither to nor days is stated, must be one of them");
            if (stop.days) need_whole(*stop.days, at, "days");
            const auto check_date = [&](std::string_view key, Date day) {
                const int year = year_of(day);
                if (year < first_year || year > last_year)
                    refuse_value(at, key, text(day), "must be within the years 1900 to 2200");
            };
            check_date("from", stop.from);
            if (!stop.to) continue;
            check_date("to", *stop.to);
            if (*stop.to < stop.from)
                refuse_value(at, "to", text(*stop.to),
                             "must not be before from, " + text(stop.from));
        }
    }
    /// Hours of a changeover and runs are stated together, and are not those of a sequence.
    void check_changeovers() const {
        const auto changed = [&](std::string_view key) {
            for (const ChangeOf<double>& change : line_.changes)
                for (const auto* settings : {&change.set, &change.add})
                    if (settings->count(std::string(key)) > 0) return true;
            return false;
        };
        const bool hours = line_.changeover_h > 0 || changed("changeover_h");
        const bool runs = line_.runs_per_month > 0 || changed("runs_per_month");
        if (hours && !runs)
            throw Error(place_, "changeover_h is stated and runs_per_month is not, must be both");
        if (runs && !hours)
            throw Error(place_, "runs_per_month is stated and changeover_h is not, must be both");
        if (hours && !line_.sequence.empty())
            throw Error(place_, "changeover_h is stated, but its sequence says how often the "
                                "product changes; must be one of them");
    }

    void check_names() const {
        std::vector<std::string> stations, crews;
        need_names(line_.stations, place_ + ".stations", stations);
        need_names(line_.rework_stations, place_ + ".rework_stations", stations);
        need_names(line_.crews, place_ + ".crews", crews);
    }

    void check_counts() const {
        if (!line_.buffers.empty() && line_.buffers.size() + 1 != line_.stations.size())
            refuse_parameter(place_, "buffers",
                             "has " + std::to_string(line_.buffers.size()) +
                                 " numbers, must have one less than stations (" +
                                 std::to_string(line_.stations.size() - 1) + ") or none");
        for (std::size_t i = 0; i < line_.buffers.size(); ++i)
            need_whole(line_.buffers[i], place_ + ".buffers", std::to_string(i + 1));
        for (std::size_t i = 0; i < line_.feeds.size(); ++i) {
            const std::string at_feed = place_ + ".feeds." + std::to_string(i + 1);
            need_whole(line_.feeds[i].pieces, at_feed, "pieces");
            if (line_.feeds[i].buffer) need_whole(*line_.feeds[i].buffer, at_feed, "buffer");
        }
        for (std::size_t i = 0; i < line_.sequence.size(); ++i)
            need_whole(line_.sequence[i].pieces, place_ + ".sequence." + std::to_string(i + 1),
                       "pieces");
        if (use_ == LineUse::pieces && line_.repairers)
            need_whole(*line_.repairers, place_, "repairers");
    }

    void check_rework() const {
        const std::vector<std::string> known = names_of(line_.rework_stations);
        for (const Station& station : line_.stations) {
            if (station.rework_at.empty()) continue;
            check_reference(station.rework_at, known, at(station), "rework_at",
                            "a rework station of the line");
            if (station.on_failure == OnFailure::scrap)
                throw Error(at(station),
                            "rework_at is stated, but on_failure is scrap; must be one of them");
            if (station.most_passes && *station.most_passes <= 1)
                refuse_parameter(at(station), "most_passes",
                                 "is 1, so that no piece reaches rework_at; must be at least 2");
        }
        for (const Station& station : line_.rework_stations) {
            const std::string place = place_ + ".rework_stations." + path_part(station.name);
            if (!station.rework_at.empty())
                refuse_parameter(place, "rework_at",
                                 "is " + detail::quoted(station.rework_at) +
                                     "; a rework station sends pieces back, it must be empty");
            const auto sends = [&](const Station& each) { return each.rework_at == station.name; };
            if (std::none_of(line_.stations.begin(), line_.stations.end(), sends))
                throw Error(place, "no piece reaches it; a station must name it as its rework_at");
        }
    }

    void check_station(const Station& station, const std::string& at) const {
        check_calendar(station.calendar, at);
        check_failures(station, at);
        if (use_ == LineUse::pieces) {
            need_whole(station.places, at, "places");
            need_whole(station.batch, at, "batch");
        }
        if (station.most_passes) {
            need_whole(*station.most_passes, at, "most_passes");
            if (station.on_failure == OnFailure::scrap)
                throw Error(at,
                            "most_passes is stated, but on_failure is scrap; must be one of them");
        }
        check_people(station, at);
        if (!station.product_times_s.empty()) {
            std::vector<std::string> products;
            for (const ProductRunOf<double>& run : line_.sequence) products.push_back(run.product);
            for (const auto& entry : station.product_times_s)
                check_reference(entry.first, products, at, "product_times_s",
                                "a product of the line's sequence");
        }
        if (!(passes(line_, station).visits < endless))
            refuse_parameter(at, "first_pass_yield",
                             "is " + number_text(station.first_pass_yield) +
                                 ", so that a piece comes again for ever; must be larger, or "
                                 "most_passes stated");
    }

    static void check_failures(const Station& station, const std::string& at) {
        if (!station.observed_stops_h.empty() && !station.mtbf_h)
            throw Error(at, "observed_stops_h is stated without mtbf_h, needs it");
        if (station.mtbf_h.has_value() != station.mttr_h.has_value())
            throw Error(at, station.mtbf_h ? "mtbf_h is stated without mttr_h, needs it"
                                           : "mttr_h is stated without mtbf_h, needs it");
        std::vector<std::string> modes;
        need_names(station.failure_modes, at + ".failure_modes", modes);
    }

    void check_people(const Station& station, const std::string& at) const {
        if (station.crew.empty()) return;
        check_reference(station.crew, names_of(line_.crews), at, "crew", "a crew of the line");
        for (const CrewOf<double>& crew : line_.crews)
            if (crew.name == station.crew && !(station.operators <= crew.people))
                refuse_parameter(at, "operators",
                                 "is " + number_text(station.operators) + ", but crew " +
                                     detail::quoted(crew.name) + " has " +
                                     number_text(crew.people) + " people; must be at most that");
    }

    /// A batch that waits until it is full must be able to become full, and one that is begun only
    /// when there is room for it must find room.
    void check_batches() const {
        const auto refuse = [&](const Station& which, double room) {
            refuse_parameter(at(which), "batch",
                             "is " + number_text(which.batch) + ", but only " + number_text(room) +
                                 " pieces can ever be there; must be at most that");
        };
        for (std::size_t i = 1; i < line_.stations.size() && !line_.buffers.empty(); ++i) {
            const Station& before = line_.stations[i - 1];
            const Station& station = line_.stations[i];
            const double waiting = line_.buffers[i - 1];
            if (line_.blocking == Blocking::after) {
                const double most = waiting + before.places * before.batch;
                if (!station.batch_wait_h && station.batch > most) refuse(station, most);
                continue;
            }
            const double room = waiting + (station.batch > 1 ? 0 : station.places);
            if (!station.batch_wait_h && station.batch > std::max(room, 1.)) refuse(station, room);
            if (before.batch > room) refuse(before, room);
        }
    }

    void check_that_pieces_leave() const {
        const Visits<double> v = visits(line_);
        for (std::size_t i = 0; i < line_.stations.size(); ++i)
            if (!(v.stations[i] < endless))
                throw Error(at(line_.stations[i]),
                            "no good piece ever leaves it; yields after it must be larger");
    }
};

RAMPCAST_INLINE std::string line_place(const LineOf<double>& line) {
    return line.name.empty() ? std::string("line") : "line." + path_part(line.name);
}

RAMPCAST_INLINE std::vector<std::string> valid_names(const std::vector<Calendar>& calendars) {
    for (const Calendar& calendar : calendars)
        validate(calendar, "calendar." + path_part(calendar.name));
    return names_of(calendars);
}

} // namespace detail

RAMPCAST_INLINE void validate(const LineOf<double>& line, const std::vector<std::string>& calendars,
                              LineUse use) {
    detail::LineRules(line, calendars, use).check();
}

} // namespace rampcast
