#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/clock.hpp"

namespace rampcast {

/// The operating clock of one line, whose calendar its changes may replace.
template <class T> class LineClock {
public:
    /// @param calendar at the outset @param clocks of the plant; they must outlive this object
    LineClock(const std::string& calendar, const Clocks& clocks) : clocks_(clocks) {
        switches_.push_back({clocks.index(calendar), 0});
    }
    /// Adds a calendar. Calendars take effect in the order added, none before an earlier one.
    void add(std::size_t change, const std::string& calendar) {
        switches_.push_back({clocks_.index(calendar), change});
    }

    /// The calendar's clock where no change brings another; else null.
    const Clock* only() const {
        return switches_.size() == 1 ? &clocks_[switches_[0].clock] : nullptr;
    }
    /// Begins a path. @param changes moment of each change of the line
    void start(std::span<const T> changes) {
        for (std::size_t i = 1; i < switches_.size(); ++i) {
            Switch& each = switches_[i];
            each.when = changes[each.change];
            if (i > 1) each.when = max(each.when, switches_[i - 1].when);
            each.before = clocks_[switches_[i - 1].clock].at(each.when);
            each.after = clocks_[each.clock].at(each.when);
        }
    }

    /// The clock at a day from the reference date.
    T at(const T& day) const {
        return reading([&](std::size_t i) { return clocks_[switches_[i].clock].at(day); });
    }
    /// The clock at the start of cell k.
    T at_boundary(std::size_t k) const {
        return reading([&](std::size_t i) { return clocks_[switches_[i].clock].at_boundary(k); });
    }
    /// Operating hours a day by the calendar at the outset.
    T hours_at_first() const { return T(hours(0)); }
    /// Operating hours a day by the calendar in force at a moment, of the changes at that very
    /// moment only those before the `upto`-th being made.
    T hours_at(const T& now, std::size_t upto) const {
        T result(hours(0));
        for (std::size_t i = 1; i < switches_.size(); ++i) {
            const T& when = switches_[i].when;
            const auto made = switches_[i].change < upto ? when <= now : when < now;
            result = select(made, T(hours(i)), result);
        }
        return result;
    }

private:
    struct Switch {
        std::size_t clock;           ///< the calendar in force from then on
        std::size_t change;          ///< the change that brings it
        T when{}, before{}, after{}; ///< moment, and the old and new calendar's clock at it
    };

    double hours(std::size_t i) const { return clocks_[switches_[i].clock].hours_per_day(); }

    /// The line's clock where calendar `i` of the switches shows `shown(i)`.
    template <class Shown> T reading(Shown shown) const {
        if (switches_.size() == 1) return T(shown(0));
        T sum = min(T(shown(0)), switches_[1].before);
        for (std::size_t i = 1; i < switches_.size(); ++i) {
            T upto = max(T(shown(i)), switches_[i].after);
            if (i + 1 < switches_.size()) upto = min(upto, switches_[i + 1].before);
            sum += upto - switches_[i].after;
        }
        return sum;
    }

    const Clocks& clocks_;
    std::vector<Switch> switches_{};
};

} // namespace rampcast
