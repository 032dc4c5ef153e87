#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/forecast/line_clock.hpp"
#include "rampcast/line/mature_rate.hpp"
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
        : clock(line.calendar, clocks), bound_(bound) {
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
        for (std::size_t i = 0; i < bound.changes.size(); ++i) {
            if (bound.changes[i].ramp) ramped_.push_back(i);
            for (const auto& [path, value] : bound.changes[i].set) {
                const auto* calendar = std::get_if<std::string>(&value);
                if (!calendar) slot(line, path).values.emplace_back(i, std::get_if<T>(&value));
                else if (path == "calendar") clock.add(i, *calendar);
                else station_switches_.push_back({station_of(path), hours(*calendar), i});
            }
            for (const auto& [path, value] : bound.changes[i].add)
                slot(line, path).additions.emplace_back(i, std::get_if<T>(&value));
        }
    }
    LineStretches(const LineStretches&) = delete;
    LineStretches& operator=(const LineStretches&) = delete;

    LineClock<T> clock;
    std::vector<T> moments{};           ///< of change, in order
    std::vector<MatureRate<T>> rates{}; ///< before the first, and from each on
    /// What a change with a ramp of its own adds to the rate.
    struct Increment {
        std::size_t change;
        T units_per_day;
    };
    std::vector<Increment> increments{};

    /// Begins a path. @param changes moment of each change of the line
    void start(std::span<const T> changes) {
        clock.start(changes);
        increments.clear();
        moments.assign(changes.begin(), changes.end());
        for (std::size_t i = 1; i < moments.size(); ++i)
            for (std::size_t j = i; j > 0; --j) {
                const T early = min(moments[j - 1], moments[j]);
                moments[j] = max(moments[j - 1], moments[j]);
                moments[j - 1] = early;
            }
        rates.resize(moments.size() + 1);
        station_hours_.assign(own_hours_.begin(), own_hours_.end());
        rates[0] = rate_now(clock.hours_at_first());
        for (Slot& slot : slots_) slot.base = *slot.number;
        for (std::size_t j = 0; j < moments.size(); ++j)
            rates[j + 1] = rate_at(moments[j], changes, changes.size());
        for (const std::size_t i : ramped_) {
            const T before = rate_at(changes[i], changes, i).units_per_day;
            const T after = rate_at(changes[i], changes, i + 1).units_per_day;
            increments.push_back({i, after - before});
        }
        for (Slot& slot : slots_) *slot.number = slot.base;
    }

private:
    struct StationSwitch {
        std::size_t station;
        double hours; ///< a day, from the change on
        std::size_t change;
    };
    /// A number of the line that changes.
    struct Slot {
        std::string path;
        T* number;                                              ///< of the bound line
        T base{};                                               ///< on this path, without changes
        std::vector<std::pair<std::size_t, const T*>> values{}; ///< set, by change
        std::vector<std::pair<std::size_t, const T*>> additions{}; ///< added, by change
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
    Slot& slot(const Line& line, const std::string& path) {
        for (Slot& each : slots_)
            if (each.path == path) return each;
        slots_.push_back({.path = path, .number = follow<T>(bound_, way_to_number(line, path))});
        return slots_.back();
    }

    /// The mature rate from a moment on, of the changes at that very moment only those before the
    /// `upto`-th being made.
    MatureRate<T> rate_at(const T& now, std::span<const T> changes, std::size_t upto) {
        const auto made = [&](std::size_t change) {
            return change < upto ? changes[change] <= now : changes[change] < now;
        };
        station_hours_.assign(own_hours_.begin(), own_hours_.end());
        for (const StationSwitch& each : station_switches_)
            station_hours_[each.station] =
                select(made(each.change), T(each.hours), station_hours_[each.station]);
        for (const Slot& slot : slots_) {
            T value = slot.base;
            T since(-1e9);
            for (const auto& [change, given] : slot.values) {
                const auto holds = both(made(change), changes[change] >= since);
                value = select(holds, *given, value);
                since = select(holds, changes[change], since);
            }
            for (const auto& [change, more] : slot.additions)
                value += select(made(change), *more, T(0));
            *slot.number = value;
        }
        return rate_now(clock.hours_at(now, upto));
    }

    /// The mature rate by formula, corrected, of the bound line as it stands.
    MatureRate<T> rate_now(const T& hours) const {
        MatureRate<T> result = mature_rate(bound_, hours, station_hours_, nameplate_hours_);
        if (correction_)
            result.units_per_day = result.units_per_day * correction_->factor(corrected_by_);
        return result;
    }

    LineOf<T>& bound_;
    std::shared_ptr<const RateCorrection> correction_{};
    std::vector<const T*> corrected_by_{}; ///< the numbers it depends on
    std::vector<std::size_t> ramped_{};    ///< changes with a ramp of their own
    std::vector<StationSwitch> station_switches_{};
    std::vector<double> own_hours_{}; ///< a day, by station; below 0: the line's
    std::vector<T> station_hours_{};
    double nameplate_hours_ = 24;
    std::vector<Slot> slots_{};
};

} // namespace rampcast
