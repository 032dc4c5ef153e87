#pragma once

#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/forecast/clock.hpp"
#include "rampcast/line/mature_rate.hpp"
#include "rampcast/plant/find.hpp"

namespace rampcast {

/// Output of one line over a grid's cells, noise left out: the integral of its ramp on its own
/// operating clock, split where its parameters change.
///
/// With E the integral of the ramp curve, τ the line's clock since its start and s_1 <= s_2 ...
/// the moments of change, output of a cell is the sum over the stretches between changes of
/// rate_j × [E(τ(end)) - E(τ(start))], each bound to its stretch.
template <class T> class LineOutput {
public:
    /// @param line the line as written, for its structure; read here only
    /// @param bound the same line on the projection's scalar; it must outlive this object
    LineOutput(const Line& line, LineOf<T>& bound, const Grid& grid, const Clocks& clocks)
        : bound_(bound), grid_(grid), clocks_(clocks), work_(bound) {
        switches_.push_back({clocks.index(line.calendar), 0});
        for (const Station& station : line.stations)
            own_hours_.push_back(station.calendar.empty() ? -1.0 : hours(station.calendar));
        if (line.nameplate)
            nameplate_hours_ =
                hours(line.nameplate->calendar.empty() ? line.calendar : line.nameplate->calendar);
        for (std::size_t i = 0; i < bound.changes.size(); ++i) {
            for (const auto& [path, value] : bound.changes[i].set)
                add_setting(line, i, path, value);
            for (const auto& [path, value] : bound.changes[i].add)
                slot(line, path).additions.emplace_back(i, std::get_if<T>(&value));
        }
        units.resize(grid.cells.size());
        bottleneck.resize(grid.cells.size());
    }

    std::vector<T> units;      ///< what the line can make in each cell
    std::vector<T> bottleneck; ///< index of the station that sets its rate in each cell

    /// Fills `units` and `bottleneck` for the bound line as it stands.
    /// @param start moment of the first piece, days from the reference date
    /// @param changes moment of each change of the line
    void run(const T& start, std::span<const T> changes) {
        find_switches(changes);
        find_stretches(changes);
        const T clock_at_start = clock(start);
        set_mature_units_per_day(bound_.ramp, max(rates_[0].units_per_day, T(1e-6)));
        std::visit([&](const auto& curve) { integrate(curve, clock_at_start); }, bound_.ramp);
    }

private:
    struct Switch {
        std::size_t clock;           ///< the calendar in force from then on
        std::size_t change;          ///< the change that brings it
        T when{}, before{}, after{}; ///< moment, and the old and new calendar's clock at it
    };
    struct StationSwitch {
        std::size_t station;
        double hours; ///< a day, from the change on
        std::size_t change;
    };
    struct Slot {
        std::string path;
        Way way; ///< to the number, in the bound line as in the working one
        std::vector<std::pair<std::size_t, const T*>> values;    ///< set, by change
        std::vector<std::pair<std::size_t, const T*>> additions; ///< added, by change
    };

    double hours(const std::string& calendar) const {
        return clocks_[clocks_.index(calendar)].hours_per_day();
    }
    /// The station whose calendar a path such as `burn-in.calendar` means.
    std::size_t station_of(const std::string& path) const {
        for (std::size_t i = 0; i < bound_.stations.size(); ++i)
            if (path.ends_with(bound_.stations[i].name + ".calendar")) return i;
        throw Error("line." + bound_.name, "there is no calendar " + detail::quoted(path));
    }

    void add_setting(const Line& line, std::size_t change, const std::string& path,
                     const std::variant<std::string, T>& value) {
        if (const auto* name = std::get_if<std::string>(&value)) {
            if (path == "calendar") switches_.push_back({clocks_.index(*name), change});
            else station_switches_.push_back({station_of(path), hours(*name), change});
            return;
        }
        slot(line, path).values.emplace_back(change, std::get_if<T>(&value));
    }

    /// The changing number at a path within the line.
    Slot& slot(const Line& line, const std::string& path) {
        for (Slot& each : slots_)
            if (each.path == path) return each;
        slots_.push_back({path, way_to_number(line, path), {}, {}});
        return slots_.back();
    }

    /// Calendar changes take effect in the order listed, none before an earlier-listed one.
    void find_switches(std::span<const T> changes) {
        for (std::size_t i = 1; i < switches_.size(); ++i) {
            Switch& each = switches_[i];
            each.when = changes[each.change];
            if (i > 1) each.when = max(each.when, switches_[i - 1].when);
            each.before = clocks_[switches_[i - 1].clock].at(each.when);
            each.after = clocks_[each.clock].at(each.when);
        }
    }

    /// The line's clock where calendar `i` of the switches shows `reading(i)`.
    template <class Reading> T clock_of(Reading reading) const {
        if (switches_.size() == 1) return T(reading(0));
        T sum = min(T(reading(0)), switches_[1].before);
        for (std::size_t i = 1; i < switches_.size(); ++i) {
            T upto = max(T(reading(i)), switches_[i].after);
            if (i + 1 < switches_.size()) upto = min(upto, switches_[i + 1].before);
            sum += upto - switches_[i].after;
        }
        return sum;
    }
    T clock(const T& day) const {
        return clock_of([&](std::size_t i) { return clocks_[switches_[i].clock].at(day); });
    }
    T clock_at_boundary(std::size_t k) const {
        return clock_of([&](std::size_t i) { return clocks_[switches_[i].clock].at_boundary(k); });
    }

    /// Sorts the moments of change and finds the mature rate of the stretch after each.
    void find_stretches(std::span<const T> changes) {
        moments_.assign(changes.begin(), changes.end());
        for (std::size_t i = 1; i < moments_.size(); ++i)
            for (std::size_t j = i; j > 0; --j) {
                const T early = min(moments_[j - 1], moments_[j]);
                moments_[j] = max(moments_[j - 1], moments_[j]);
                moments_[j - 1] = early;
            }
        work_.stations = bound_.stations;
        work_.nameplate = bound_.nameplate;
        rates_.resize(moments_.size() + 1);
        for (std::size_t j = 0; j <= moments_.size(); ++j) {
            T line_hours(clocks_[switches_[0].clock].hours_per_day());
            station_hours_.assign(own_hours_.begin(), own_hours_.end());
            if (j > 0) {
                const T& now = moments_[j - 1];
                for (std::size_t i = 1; i < switches_.size(); ++i)
                    line_hours = select(switches_[i].when <= now,
                                        T(clocks_[switches_[i].clock].hours_per_day()), line_hours);
                for (const StationSwitch& each : station_switches_)
                    station_hours_[each.station] = select(
                        changes[each.change] <= now, T(each.hours), station_hours_[each.station]);
                for (const Slot& slot : slots_) {
                    T value = *follow<T>(bound_, slot.way);
                    T since(-1e9);
                    for (const auto& [change, given] : slot.values) {
                        const auto holds = both(changes[change] <= now, changes[change] >= since);
                        value = select(holds, *given, value);
                        since = select(holds, changes[change], since);
                    }
                    for (const auto& [change, more] : slot.additions)
                        value += select(changes[change] <= now, *more, T(0));
                    *follow<T>(work_, slot.way) = value;
                }
            }
            rates_[j] = mature_rate(work_, line_hours, station_hours_, nameplate_hours_);
        }
    }

    template <class Curve> void integrate(const Curve& curve, const T& clock_at_start) {
        constexpr bool closed_form = has_area<Curve>;
        const auto since_start = [&](const T& reading) {
            return max(reading - clock_at_start, T(0));
        };
        const auto made_between = [&](const T& from, const T& to) {
            return fused_curve(
                [](const auto& c, const auto& a, const auto& b) { return c.integral(a, b); }, curve,
                from, to);
        };
        const auto made_by = [&](const T& tau) {
            if constexpr (closed_form)
                return fused_curve([](const auto& c, const auto& t) { return c.area(t); }, curve,
                                   tau);
            else return made_between(T(0), tau);
        };
        const std::size_t stretches = rates_.size();
        edges_.resize(stretches);
        for (std::size_t j = 0; j + 1 < stretches; ++j)
            edges_[j] = made_by(since_start(clock(moments_[j])));
        T tau_before = since_start(clock_at_boundary(0));
        T made_before = made_by(tau_before);
        for (std::size_t k = 0; k < grid_.cells.size(); ++k) {
            const T tau = since_start(clock_at_boundary(k + 1));
            T made;
            if constexpr (closed_form) made = made_by(tau);
            else made = made_before + made_between(tau_before, tau);
            if (stretches == 1) {
                units[k] = rates_[0].units_per_day * (made - made_before);
                bottleneck[k] = rates_[0].bottleneck;
            } else {
                T sum =
                    rates_[0].units_per_day * (min(made, edges_[0]) - min(made_before, edges_[0]));
                T slowest = rates_[0].bottleneck;
                const T middle(0.5 * (grid_.cells[k].start_day + grid_.cells[k].end_day));
                for (std::size_t j = 1; j < stretches; ++j) {
                    T upto = max(made, edges_[j - 1]);
                    T from = max(made_before, edges_[j - 1]);
                    if (j + 1 < stretches) {
                        upto = min(upto, edges_[j]);
                        from = min(from, edges_[j]);
                    }
                    sum += rates_[j].units_per_day * (upto - from);
                    slowest = select(moments_[j - 1] <= middle, rates_[j].bottleneck, slowest);
                }
                units[k] = sum;
                bottleneck[k] = slowest;
            }
            tau_before = tau;
            made_before = made;
        }
    }

    LineOf<T>& bound_;
    const Grid& grid_;
    const Clocks& clocks_;
    LineOf<T> work_;
    std::vector<Switch> switches_;
    std::vector<StationSwitch> station_switches_;
    std::vector<double> own_hours_; ///< a day, by station; below 0: the line's
    std::vector<T> station_hours_;
    double nameplate_hours_ = 24;
    std::vector<Slot> slots_;
    std::vector<T> moments_, edges_;
    std::vector<MatureRate<T>> rates_;
};

} // namespace rampcast
