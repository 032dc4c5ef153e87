#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <type_traits>
#include <variant>
#include <vector>

#include "rampcast/forecast/line_stretches.hpp"
#include "rampcast/forecast/reading.hpp"

namespace rampcast {

/// Output of one line over a grid's cells, noise left out: the integral of its ramp on its own
/// operating clock, split where its parameters change.
///
/// With E the integral of the ramp curve, τ the line's clock since its start and s_1 <= s_2 ...
/// the moments of change, output of a cell is the sum over the stretches between changes of
/// rate_j × [E(τ(end)) - E(τ(start))], each bound to its stretch. What a change with a ramp of its
/// own adds to the rate grows by that one's integral since s_j instead.
template <class T> class LineOutput {
public:
    /// @param line the line as written, for its structure
    /// @param bound the same line on the projection's scalar; it must outlive this object
    LineOutput(const Line& line, LineOf<T>& bound, const Grid& grid, const Clocks& clocks)
        : units(grid.cells.size()),
          bound_(bound),
          grid_(grid),
          stretches_(line, bound, clocks),
          slowest_(grid.cells.size()),
          by_boundary_(grid.cells.size() + 1) {
        const Clock* clock = stretches_.clock.only();
        if (clock == nullptr) readings_.resize(by_boundary_.size());
        if (!is_lanes<T> || clock == nullptr || reads_exactly(line, *clock)) return;
        for (std::size_t k = 0; k < grid.cells.size(); ++k)
            elapsed_.push_back(clock->at_boundary(k + 1) - clock->at_boundary(k));
    }

    std::vector<T> units; ///< what the line can make in each cell
    /// Index of the station that sets its rate in cell k.
    const T& bottleneck(std::size_t k) const {
        return stretches_.moments.empty() ? stretches_.rates[0].bottleneck : slowest_[k];
    }

    /// Its rates on the path begun last.
    const LineStretches<T>& stretches() const { return stretches_; }

    /// Where the line has no working hour in cell k.
    mask_t<T> closed(std::size_t k) const {
        if (const Clock* clock = stretches_.clock.only())
            return T(clock->at_boundary(k + 1)) <= T(clock->at_boundary(k));
        return readings_[k + 1] <= readings_[k];
    }

    /// Begins a path: fills `units` for the bound line as it stands.
    /// @param start moment of the first piece, days from the reference date
    /// @param changes moment of each change of the line
    void run(const T& start, std::span<const T> changes) {
        stretches_.start(changes);
        const LineClock<T>& clock = stretches_.clock;
        set_mature_units_per_day(bound_.ramp, max(stretches_.rates[0].units_per_day, T(1e-6)));
        clock_at_start_ = clock.at(start);
        const auto since_start = [&](const T& reading) {
            return max(reading - clock_at_start_, T(0));
        };
        typename LineClock<T>::Place boundary, moment;
        for (std::size_t k = 0; k < by_boundary_.size(); ++k) {
            const T reading = clock.at_next_boundary(k, boundary_day(k), boundary);
            if (!readings_.empty()) readings_[k] = reading;
            by_boundary_[k] = since_start(reading);
        }
        by_moment_.resize(stretches_.moments.size());
        for (std::size_t j = 0; j < by_moment_.size(); ++j)
            by_moment_[j] = since_start(clock.at_next(stretches_.moments[j], moment));
        if (!stretches_.increments.empty()) by_clock_ = by_boundary_;
        std::visit([&](const auto& curve) { integrate(curve); }, bound_.ramp);
        if (by_moment_.empty()) fill_evenly();
        else fill_by_stretches();
        for (const auto& each : stretches_.increments)
            ramp_up(each.units_per_day, since_start(clock.at(changes[each.change])),
                    *bound_.changes[each.change].ramp);
    }

private:
    /// The day from the reference date on which cell k begins, and the one before it ends.
    double boundary_day(std::size_t k) const {
        return k == 0 ? grid_.cells.front().start_day : grid_.cells[k - 1].end_day;
    }
    /// The same curve, on a part of its numbers.
    template <class Curve> static auto part_of(const detail::ChunkPart& part, const Curve& curve) {
        using X = part_t<detail::ChunkPart, T>;
        const auto take = [&](const T& number) { return part(number); };
        return detail::with_numbers<typename Curve::template rebind<X>>(curve, take);
    }
    template <class Curve>
    static const Curve& part_of(const detail::WholePart&, const Curve& curve) {
        return curve;
    }

    /// Turns the clock's readings since the start into what a line of rate 1 has made by then, which
    /// never falls, whatever a curve's rounding.
    template <class Curve> void integrate(const Curve& curve) {
        const auto replace = [&](const auto part) {
            using X = part_t<decltype(part), T>;
            const auto& c = part_of(part, curve);
            const auto made_by = [&](const X& tau) {
                if constexpr (requires { c.made_by(tau); }) return c.made_by(tau);
                else if constexpr (has_area<Curve>) return c.area(tau);
                else return c.integral(X(0), tau);
            };
            for (T& each : by_moment_) part.set(each, made_by(part(each)));
            X before = part(by_boundary_[0]), made = made_by(before);
            part.set(by_boundary_[0], made);
            for (std::size_t k = 1; k < by_boundary_.size(); ++k) {
                const X tau = part(by_boundary_[k]);
                if constexpr (has_area<Curve>) made = max(made_by(tau), made);
                else made += max(c.integral(before, tau), X(0));
                part.set(by_boundary_[k], made);
                before = tau;
            }
        };
        if constexpr (std::is_trivially_copyable_v<Curve>) by_parts<T>(replace);
        else replace(detail::WholePart{});
    }

    void fill_evenly() {
        by_parts<T>([&](const auto part) {
            const auto rate = part(stretches_.rates[0].units_per_day);
            for (std::size_t k = 0; k < units.size(); ++k)
                part.set(units[k], rate * grown(part, k));
        });
    }
    /// True where the clock since the start shows whole numbers, which single precision holds.
    bool reads_exactly(const Line& line, const Clock& clock) const {
        const auto whole = [](double x) { return std::abs(x - std::round(x)) < 1e-9; };
        const auto* day = std::get_if<Uncertain>(&line.starts);
        if (!day || day->is_uncertain() || line.lag_days.is_uncertain()) return false;
        bool exact = whole(day->number() + line.lag_days.number());
        for (std::size_t k = 0; k <= grid_.cells.size(); ++k)
            exact = exact && whole(clock.at_boundary(k));
        return exact;
    }
    /// Days of mature output made in cell k: what a mature line makes is all that has elapsed.
    template <class Part> part_t<Part, T> grown(const Part& part, std::size_t k) const {
        using X = part_t<Part, T>;
        const X growth = part(by_boundary_[k + 1]) - part(by_boundary_[k]);
        if (elapsed_.empty()) return growth;
        const X read = abs(part(clock_at_start_)) + X(std::abs(grid_.cells[k].end_day));
        return detail::unless_rounding(growth, X(elapsed_[k]), read);
    }
    /// Stretches and moments that lie before a cell on every path, or behind it, have no part in it:
    /// both rise with the cells.
    void fill_by_stretches() {
        const std::vector<MatureRate<T>>& rates = stretches_.rates;
        const std::vector<T>&edges = by_moment_, &moments = stretches_.moments;
        std::size_t first = 1, last = 0;     // stretches that may lie in the cell
        std::size_t passed = 0, reached = 0; // moments before its start, and before its end
        for (std::size_t k = 0; k < units.size(); ++k) {
            const T &before = by_boundary_[k], &made = by_boundary_[k + 1];
            const T begin(grid_.cells[k].start_day), end(grid_.cells[k].end_day);
            const T middle(0.5 * (grid_.cells[k].start_day + grid_.cells[k].end_day));
            const T beyond = made * T(1 + 1e-3) + T(1e-3); // whatever a curve's rounding
            while (first < edges.size() && detail::everywhere(edges[first] <= before)) ++first;
            while (last < edges.size() && !detail::everywhere(edges[last] > beyond)) ++last;
            while (passed < edges.size() && detail::everywhere(moments[passed] <= begin)) ++passed;
            while (reached < edges.size() && !detail::everywhere(moments[reached] >= end))
                ++reached;
            T sum = rates[0].units_per_day * (min(made, edges[0]) - min(before, edges[0]));
            for (std::size_t j = first; j <= last; ++j) {
                T upto = max(made, edges[j - 1]);
                T from = max(before, edges[j - 1]);
                if (j + 1 < rates.size()) {
                    upto = min(upto, edges[j]);
                    from = min(from, edges[j]);
                }
                sum += rates[j].units_per_day * (upto - from);
            }
            T slowest = rates[passed].bottleneck, rate = rates[passed].units_per_day;
            auto unchanged = T(0) <= T(0);
            for (std::size_t j = passed; j < reached; ++j) {
                const T& moment = moments[j];
                slowest = select(moment <= middle, rates[j + 1].bottleneck, slowest);
                if (elapsed_.empty()) continue;
                rate = select(moment <= begin, rates[j + 1].units_per_day, rate);
                unchanged = both(unchanged, either(moment <= begin, moment >= end));
            }
            units[k] = elapsed_.empty()
                           ? sum
                           : select(unchanged, rate * grown(detail::WholePart{}, k), sum);
            slowest_[k] = slowest;
        }
    }

    /// Lets a part of the rate grow by a ramp of its own instead of the line's.
    /// @param from the clock since the start at which it begins
    void ramp_up(const T& rate, const T& from, CurveOf<T> own) {
        set_mature_units_per_day(own, max(rate, T(1e-6)));
        const auto by_line = [&](const T& tau) {
            return std::visit([&](const auto& c) -> T { return c.integral(from, max(tau, from)); },
                              bound_.ramp);
        };
        std::visit(
            [&](const auto& curve) {
                const auto by_own = [&](const T& tau) -> T {
                    return curve.integral(T(0), max(tau - from, T(0)));
                };
                T before = by_own(by_clock_[0]) - by_line(by_clock_[0]);
                for (std::size_t k = 0; k < units.size(); ++k) {
                    const T now = by_own(by_clock_[k + 1]) - by_line(by_clock_[k + 1]);
                    T more = now - before;
                    if constexpr (is_lanes<T>)
                        more = detail::unless_rounding(more, T(0), by_clock_[k + 1]);
                    units[k] = max(units[k] + rate * more, T(0));
                    before = now;
                }
            },
            own);
    }

    LineOf<T>& bound_;
    const Grid& grid_;
    LineStretches<T> stretches_;
    std::vector<T> slowest_;     ///< station by cell, where the line changes
    std::vector<T> readings_{};  ///< of the clock at each boundary, where calendars change
    std::vector<T> by_boundary_; ///< days of mature output made before each cell and at the end
    std::vector<T> by_clock_{};  ///< the clock since the start likewise, where a change ramps
    T clock_at_start_{};
    /// by the clock in each cell; empty where readings are exact or its calendar changes
    std::vector<double> elapsed_{};
    std::vector<T> by_moment_{}; ///< the same by each moment of change
};

} // namespace rampcast
