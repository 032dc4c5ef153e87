#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "rampcast/core/lane.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/forecast/clock.hpp"

namespace rampcast {

/// The operating clock of one line, whose calendar its changes may replace.
template <class T> class LineClock {
public:
    /// @param calendar at the outset @param line its name @param clocks of the plant; they must
    ///   outlive this object
    LineClock(const std::string& calendar, const std::string& line, const Clocks& clocks)
        : clocks_(clocks), line_(line) {
        switches_.push_back({clocks.index(calendar, line), 0});
    }
    /// Adds a calendar. Calendars take effect in the order added, none before an earlier one.
    void add(std::size_t change, const std::string& calendar) {
        switches_.push_back({clocks_.index(calendar, line_), change});
    }

    /// The calendar's clock where no change brings another; else null.
    const Clock* only() const {
        return switches_.size() == 1 ? &clocks_[switches_[0].clock] : nullptr;
    }
    /// Begins a path. @param changes moment of each change of the line
    void start(std::span<const T> changes) {
        for (std::size_t i = 1; i < switches_.size(); ++i) {
            Switch& each = switches_[i];
            const Switch& last = switches_[i - 1];
            each.when = changes[each.change];
            if (i > 1) each.when = max(each.when, last.when);
            each.before = clocks_[last.clock].at(each.when);
            each.after = clocks_[each.clock].at(each.when);
            each.reading = i == 1 ? each.before : last.reading + (each.before - last.after);
        }
    }

    /// How far readings have come that are taken in rising order of their days.
    struct Place {
        std::size_t calendar = 0; ///< those before it are over on every path
    };
    /// The clock at a day from the reference date.
    T at(const T& day) const {
        Place first;
        return at_next(day, first);
    }
    /// The same, not before the days of earlier readings from a place.
    T at_next(const T& day, Place& place) const {
        return reading(day, place,
                       [&](std::size_t i) { return clocks_[switches_[i].clock].at(day); });
    }
    /// The clock at the start of cell k, which is a day from the reference date, likewise.
    T at_next_boundary(std::size_t k, double day, Place& place) const {
        return reading(T(day), place, [&](std::size_t i) {
            return T(clocks_[switches_[i].clock].at_boundary(k));
        });
    }

    /// The moment from which one of its calendars is in force, in the order they take effect.
    const T& begins(std::size_t calendar) const { return switches_[calendar].when; }
    /// How many calendars there are.
    std::size_t calendars() const { return switches_.size(); }
    /// Operating hours a day by one of them, in the order they take effect.
    double hours(std::size_t calendar) const {
        return clocks_[switches_[calendar].clock].hours_per_day();
    }
    /// True where a calendar has taken effect in a lane by a moment, of the changes at that very
    /// moment only those before the `upto`-th being made.
    bool in_force(std::size_t calendar, std::size_t lane, const detail::lane_t<T>& now,
                  std::size_t upto) const {
        const auto when = detail::in_lane(switches_[calendar].when, lane);
        return switches_[calendar].change < upto ? when <= now : when < now;
    }

private:
    struct Switch {
        std::size_t clock;           ///< the calendar in force from then on
        std::size_t change;          ///< the change that brings it
        T when{}, before{}, after{}; ///< moment, and the old and new calendar's clock at it
        T reading{};                 ///< of the line's clock at it
    };

    /// The line's clock where calendar `i` of the switches shows `shown(i)`.
    template <class Shown> T reading(const T& day, Place& place, Shown shown) const {
        const std::size_t count = switches_.size();
        if (count == 1) return shown(0);
        // What is over adds the same to every later reading.
        std::size_t i = place.calendar;
        T now = shown(i);
        while (i + 1 < count && detail::everywhere(now >= switches_[i + 1].before))
            now = shown(++i);
        place.calendar = i;
        const auto upto = [&](std::size_t j, const T& reading) {
            return j + 1 < count ? min(reading, switches_[j + 1].before) : reading;
        };
        T sum = i == 0 ? upto(0, now)
                       : switches_[i].reading +
                             (upto(i, max(now, switches_[i].after)) - switches_[i].after);
        for (++i; i < count; ++i) {
            const Switch& each = switches_[i];
            // A day's rounding aside, a calendar that no path has yet adds nothing.
            if (detail::everywhere(day + T(1) < each.when)) break;
            sum += upto(i, max(shown(i), each.after)) - each.after;
        }
        return sum;
    }

    const Clocks& clocks_;
    std::string line_;
    std::vector<Switch> switches_{};
};

} // namespace rampcast
