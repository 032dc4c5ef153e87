#pragma once

#include <cstddef>
#include <span>
#include <variant>
#include <vector>

#include "rampcast/forecast/line_stretches.hpp"

namespace rampcast {

/// Output of one line over a grid's cells, noise left out: the integral of its ramp on its own
/// operating clock, split where its parameters change.
///
/// With E the integral of the ramp curve, τ the line's clock since its start and s_1 <= s_2 ...
/// the moments of change, output of a cell is the sum over the stretches between changes of
/// rate_j × [E(τ(end)) - E(τ(start))], each bound to its stretch.
template <class T> class LineOutput {
public:
    /// @param line the line as written, for its structure
    /// @param bound the same line on the projection's scalar; it must outlive this object
    LineOutput(const Line& line, LineOf<T>& bound, const Grid& grid, const Clocks& clocks)
        : units(grid.cells.size()),
          bottleneck(grid.cells.size()),
          bound_(bound),
          grid_(grid),
          stretches_(line, bound, clocks) {}

    std::vector<T> units;      ///< what the line can make in each cell
    std::vector<T> bottleneck; ///< index of the station that sets its rate in each cell

    /// Fills `units` and `bottleneck` for the bound line as it stands.
    /// @param start moment of the first piece, days from the reference date
    /// @param changes moment of each change of the line
    void run(const T& start, std::span<const T> changes) {
        stretches_.start(changes);
        const T clock_at_start = stretches_.clock.at(start);
        const MatureRate<T>& first = stretches_.rates[0];
        set_mature_units_per_day(bound_.ramp, max(first.units_per_day, T(1e-6)));
        std::visit([&](const auto& curve) { integrate(curve, clock_at_start); }, bound_.ramp);
    }

private:
    template <class Curve> void integrate(const Curve& curve, const T& clock_at_start) {
        constexpr bool closed_form = has_area<Curve>;
        const LineClock<T>& clock = stretches_.clock;
        const std::vector<MatureRate<T>>& rates = stretches_.rates;
        const std::vector<T>& moments = stretches_.moments;
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
        const std::size_t stretches = rates.size();
        edges_.resize(stretches);
        for (std::size_t j = 0; j + 1 < stretches; ++j)
            edges_[j] = made_by(since_start(clock.at(moments[j])));
        T tau_before = since_start(clock.at_boundary(0));
        T made_before = made_by(tau_before);
        for (std::size_t k = 0; k < grid_.cells.size(); ++k) {
            const T tau = since_start(clock.at_boundary(k + 1));
            T made;
            if constexpr (closed_form) made = made_by(tau);
            else made = made_before + made_between(tau_before, tau);
            if (stretches == 1) {
                units[k] = rates[0].units_per_day * (made - made_before);
                bottleneck[k] = rates[0].bottleneck;
            } else {
                T sum =
                    rates[0].units_per_day * (min(made, edges_[0]) - min(made_before, edges_[0]));
                T slowest = rates[0].bottleneck;
                const T middle(0.5 * (grid_.cells[k].start_day + grid_.cells[k].end_day));
                for (std::size_t j = 1; j < stretches; ++j) {
                    T upto = max(made, edges_[j - 1]);
                    T from = max(made_before, edges_[j - 1]);
                    if (j + 1 < stretches) {
                        upto = min(upto, edges_[j]);
                        from = min(from, edges_[j]);
                    }
                    sum += rates[j].units_per_day * (upto - from);
                    slowest = select(moments[j - 1] <= middle, rates[j].bottleneck, slowest);
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
    LineStretches<T> stretches_;
    std::vector<T> edges_{}; ///< output of a mature line by each moment of change
};

} // namespace rampcast
