#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "rampcast/core/lane.hpp"
#include "rampcast/forecast/plant_lines.hpp"

namespace rampcast {

/// Hours of lines, by cell.
template <class T> struct LineHours {
    std::vector<T> calendar;    ///< that their calendars have since their starts
    std::vector<T> stops;       ///< of these, lost to planned stops
    std::vector<T> changeovers; ///< of what is left, lost to changeovers

    void resize(std::size_t cells) {
        for (std::vector<T>* each : {&calendar, &stops, &changeovers}) each->resize(cells);
    }
};

/// The hours that each line has on a path, and what planned stops and changeovers take of them.
template <class T> class LineTimes {
public:
    /// @param lines of the plant; they must outlive this object, as grid and clocks
    LineTimes(const Plant& stated, const PlantLines<T>& lines, const Grid& grid,
              const Clocks& clocks)
        : lines_(lines), grid_(grid), hours_(stated.lines.size()) {
        all_.resize(grid.cells.size());
        for (const Line& line : stated.lines) {
            hours_[calendars_.size()].resize(grid.cells.size());
            std::vector<Times>& own = calendars_.emplace_back();
            const auto add = [&](const std::string& calendar) {
                own.push_back(
                    {&clocks[clocks.index(calendar)], &clocks[clocks.index(calendar, line.name)]});
            };
            add(line.calendar);
            for (const Change& change : line.changes)
                if (const auto found = change.set.find("calendar"); found != change.set.end())
                    add(std::get<std::string>(found->second));
        }
    }

    const LineHours<T>& all() const { return all_; }
    const LineHours<T>& of(std::size_t line) const { return hours_[line]; }

    /// Begins a path, the lines having begun it.
    void start() {
        for (std::size_t k = 0; k < grid_.cells.size(); ++k)
            all_.calendar[k] = all_.stops[k] = all_.changeovers[k] = T(0);
        for (std::size_t l = 0; l < hours_.size(); ++l) {
            for (std::size_t lane = 0; lane < detail::lane_count<T>(); ++lane) fill(l, lane);
            for (std::size_t k = 0; k < grid_.cells.size(); ++k) {
                all_.calendar[k] += hours_[l].calendar[k];
                all_.stops[k] += hours_[l].stops[k];
                all_.changeovers[k] += hours_[l].changeovers[k];
            }
        }
    }

private:
    /// A calendar's clock, and how a line of that calendar reads it.
    struct Times {
        const Clock *calendar, *own;
    };
    static double number(const T& x, std::size_t lane) {
        if constexpr (is_dual<T>) return x.value;
        else return static_cast<double>(detail::in_lane(x, lane));
    }
    void fill(std::size_t line, std::size_t lane) {
        const LineStretches<T>& stretches = lines_.stretches_of(line);
        const std::vector<Times>& calendars = calendars_[line];
        const auto begins = [&](std::size_t i) { return number(stretches.clock.begins(i), lane); };
        const auto moment = [&](std::size_t j) { return number(stretches.moments[j], lane); };
        const double starts = number(lines_.start_of(line), lane);
        std::size_t calendar = 0, stretch = 0;
        for (std::size_t k = 0; k < grid_.cells.size(); ++k) {
            const Cell& cell = grid_.cells[k];
            double planned = 0, worked = 0, changing = 0;
            double now = std::max(cell.start_day, starts);
            while (now < cell.end_day) {
                while (calendar + 1 < calendars.size() && begins(calendar + 1) <= now) ++calendar;
                while (stretch < stretches.moments.size() && moment(stretch) <= now) ++stretch;
                double next = cell.end_day;
                if (calendar + 1 < calendars.size()) next = std::min(next, begins(calendar + 1));
                if (stretch < stretches.moments.size()) next = std::min(next, moment(stretch));
                const auto [whole, own] = calendars[calendar];
                const double hours = whole->hours_per_day();
                const double left = hours * (own->at(next) - own->at(now));
                planned += hours * (whole->at(next) - whole->at(now));
                worked += left;
                if (!stretches.changeover_shares.empty())
                    changing += left * number(stretches.changeover_shares[stretch], lane);
                now = next;
            }
            const auto set = [&](std::vector<T>& of, double value) {
                if constexpr (is_dual<T>) of[k] = T(value);
                else detail::set_lane(of[k], lane, static_cast<detail::lane_t<T>>(value));
            };
            set(hours_[line].calendar, planned);
            set(hours_[line].stops, std::max(planned - worked, 0.0));
            set(hours_[line].changeovers, changing);
        }
    }

    const PlantLines<T>& lines_;
    const Grid& grid_;
    std::vector<std::vector<Times>> calendars_{}; ///< by line, in the order they take effect
    std::vector<LineHours<T>> hours_;             ///< by line
    LineHours<T> all_{};
};

} // namespace rampcast
