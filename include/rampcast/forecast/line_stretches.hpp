#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/lane.hpp"
#include "rampcast/forecast/change_order.hpp"
#include "rampcast/forecast/changing_number.hpp"
#include "rampcast/forecast/line_clock.hpp"
#include "rampcast/line/mature_rate.hpp"
#include "rampcast/plant/changeovers.hpp"
#include "rampcast/plant/find.hpp"

namespace rampcast {

/// The mature rate of one line on a path, from each of its changes to the next.
///
/// While rates are found, the changing numbers of the bound line hold the values of a stretch;
/// afterwards they are as they were.
template <class T> class LineStretches {
public:
    /// @param line as written, for its structure @param bound the same line on the projection's
    ///   scalar; it must outlive this object, as the clocks
    LineStretches(const Line& line, LineOf<T>& bound, const Clocks& clocks)
        : clock(line.calendar, line.name, clocks), bound_(bound), effects_(bound.changes.size()) {
        const auto hours = [&](const std::string& calendar) {
            return clocks[clocks.index(calendar)].hours_per_day();
        };
        for (const Station& station : line.stations)
            own_hours_.push_back(station.calendar.empty() ? -1.0 : hours(station.calendar));
        if (line.nameplate)
            nameplate_hours_ =
                hours(line.nameplate->calendar.empty() ? line.calendar : line.nameplate->calendar);
        if (line.correction.found)
            for (const auto& number : line.correction.found->numbers)
                corrected_by_.push_back(follow<T>(bound_, way_to_number(line, number.path)));
        correction_ = line.correction.found;
        changes_over_ = has_changeovers(line);
        std::map<std::string, std::size_t> places;
        const auto number = [&](const std::string& path) {
            const auto [at, fresh] = places.emplace(path, numbers_.size());
            if (fresh) numbers_.emplace_back(follow<T>(bound_, way_to_number(line, path)));
            return at->second;
        };
        for (std::size_t i = 0; i < bound.changes.size(); ++i) {
            Effects& effects = effects_[i];
            effects.ramps = bound.changes[i].ramp.has_value();
            for (const auto& [path, value] : bound.changes[i].set) {
                const auto* calendar = std::get_if<std::string>(&value);
                if (!calendar) effects.set.emplace_back(number(path), std::get_if<T>(&value));
                else if (path == "calendar") clock.add(i, *calendar);
                else effects.hours.emplace_back(station_of(path), hours(*calendar));
            }
            for (const auto& [path, value] : bound.changes[i].add)
                effects.add.emplace_back(number(path), std::get_if<T>(&value));
        }
    }
    LineStretches(const LineStretches&) = delete;
    LineStretches& operator=(const LineStretches&) = delete;

    LineClock<T> clock;
    std::vector<T> moments{};           ///< of change, in order
    std::vector<MatureRate<T>> rates{}; ///< before the first, and from each on
    /// the share of its hours that changeovers take, likewise; empty where there are none
    std::vector<T> changeover_shares{};
    /// What a change with a ramp of its own adds to the rate.
    struct Increment {
        std::size_t change;
        T units_per_day;
    };
    std::vector<Increment> increments{};

    /// Begins a path. @param changes moment of each change of the line
    void start(std::span<const T> changes) {
        clock.start(changes);
        moments.resize(changes.size());
        rates.resize(changes.size() + 1);
        station_hours_.assign(own_hours_.begin(), own_hours_.end());
        if (changes_over_) changeover_shares.resize(rates.size());
        note_rate(0, T(clock.hours(0)));
        increments.clear();
        if (changes.empty()) return;
        for (detail::ChangingNumber<T>& each : numbers_) each.start();
        for (std::size_t i = 0; i < effects_.size(); ++i) {
            effects_[i].increment = increments.size();
            if (effects_[i].ramps) increments.push_back({i, T(0)});
        }
        order_.find(changes);
        for (auto& each : in_force_) each.assign(detail::lane_count<T>(), 0);
        set_by_.assign(station_hours_.size() * detail::lane_count<T>(), 0);
        for (std::size_t j = 0; j < changes.size(); ++j) {
            T before(0), after(0);
            if (!increments.empty()) before = rate_now(hours(changes, j, without)).units_per_day;
            for (std::size_t lane = 0; lane < detail::lane_count<T>(); ++lane) {
                const std::size_t change = order_.at(j, lane);
                detail::set_lane(moments[j], lane, detail::in_lane(changes[change], lane));
                make(effects_[change], change, lane);
            }
            if (!increments.empty()) after = rate_now(hours(changes, j, with)).units_per_day;
            if (!increments.empty()) note_increments(j, after - before);
            note_rate(j + 1, hours(changes, j, all));
        }
        for (detail::ChangingNumber<T>& each : numbers_) each.end();
    }

private:
    /// Which of the changes at the very moment of one are made.
    enum Made : std::size_t { without, with, all };
    /// What a change does: numbers it sets and adds to, and hours of stations.
    struct Effects {
        std::vector<std::pair<std::size_t, const T*>> set{}, add{};
        std::vector<std::pair<std::size_t, double>> hours{}; ///< station, a day
        bool ramps = false;
        std::size_t increment = 0; ///< among the increments, where it ramps
    };

    /// The station whose calendar a path such as `burn-in.calendar` means.
    std::size_t station_of(std::string_view path) const {
        for (std::size_t i = 0; i < bound_.stations.size(); ++i)
            if (detail::short_path(std::string(path)) ==
                path_part(bound_.stations[i].name) + ".calendar")
                return i;
        throw Error("line." + path_part(bound_.name),
                    "there is no calendar " + detail::quoted(std::string(path)));
    }

    /// Makes a change in a lane. Of a station's calendars the one listed last holds.
    void make(const Effects& effects, std::size_t change, std::size_t lane) {
        for (const auto& [number, value] : effects.set) numbers_[number].set(lane, *value);
        for (const auto& [number, more] : effects.add) numbers_[number].add(lane, *more);
        for (const auto& [station, hours] : effects.hours) {
            std::size_t& set_by = set_by_[station * detail::lane_count<T>() + lane];
            if (change < set_by) continue;
            set_by = change;
            detail::set_lane(station_hours_[station], lane, detail::lane_t<T>(hours));
        }
    }
    /// Notes what the changes made as the j-th of their lanes add to the rate.
    void note_increments(std::size_t j, const T& more) {
        for (std::size_t lane = 0; lane < detail::lane_count<T>(); ++lane) {
            const Effects& effects = effects_[order_.at(j, lane)];
            if (effects.ramps)
                detail::set_lane(increments[effects.increment].units_per_day, lane,
                                 detail::in_lane(more, lane));
        }
    }
    /// Operating hours a day by the calendar in force as the j-th change of each lane is made: of
    /// the changes at its very moment those listed before it are made too, and it, or all.
    T hours(std::span<const T> changes, std::size_t j, Made made) {
        T result(0);
        for (std::size_t lane = 0; lane < detail::lane_count<T>(); ++lane) {
            const std::size_t change = order_.at(j, lane);
            const std::size_t upto = made == all ? changes.size() : change + made;
            std::size_t& calendar = in_force_[made][lane];
            while (calendar + 1 < clock.calendars() &&
                   clock.in_force(calendar + 1, lane, detail::in_lane(changes[change], lane), upto))
                ++calendar;
            detail::set_lane(result, lane, detail::lane_t<T>(clock.hours(calendar)));
        }
        return result;
    }

    /// Notes the rate of a stretch. @param hours a day by the calendar in force
    void note_rate(std::size_t stretch, const T& hours) {
        rates[stretch] = rate_now(hours);
        if (changes_over_) changeover_shares[stretch] = changeover_share(bound_, hours);
    }
    /// The mature rate by formula, corrected, of the bound line as it stands.
    MatureRate<T> rate_now(const T& hours) const {
        MatureRate<T> result = mature_rate(bound_, hours, station_hours_, nameplate_hours_);
        if (correction_)
            result.units_per_day = result.units_per_day * correction_->factor(corrected_by_);
        if (changes_over_)
            result.units_per_day = result.units_per_day * (T(1) - changeover_share(bound_, hours));
        return result;
    }

    LineOf<T>& bound_;
    bool changes_over_ = false;
    std::shared_ptr<const RateCorrection> correction_{};
    std::vector<const T*> corrected_by_{}; ///< the numbers it depends on
    std::vector<double> own_hours_{};      ///< a day, by station; below 0: the line's
    std::vector<T> station_hours_{};
    double nameplate_hours_ = 24;
    std::vector<detail::ChangingNumber<T>> numbers_{};
    std::vector<Effects> effects_; ///< by change
    detail::ChangeOrder<T> order_{};
    std::array<std::vector<std::size_t>, 3> in_force_{}; ///< the calendar, by what is made and lane
    std::vector<std::size_t> set_by_{}; ///< the change that set a station's hours, by lane
};

} // namespace rampcast
