#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include "rampcast/flow/shifts.hpp"
#include "rampcast/ramp/ramp.hpp"

namespace rampcast {

/// A ramp curve on the hours of a simulated line, as a table: the curve's clock runs while the
/// line's calendar works, a day for each mean day's worth of hours, and stands still otherwise.
class RampClock {
public:
    /// @param shifts the line's calendar
    /// @param start_h the hour at which the curve's clock is 0; before it the share is the first
    /// @param end_h the last hour of the table; later the share stays
    RampClock(const CurveOf<double>& curve, const ShiftPattern& shifts, double start_h,
              double end_h)
        : start_h_(start_h), step_h_((end_h - start_h) / slices) {
        const double per_day = shifts.mean_hours_per_day();
        double change = shifts.next_change(start_h), at = start_h, clock = 0;
        bool on = shifts.works(start_h);
        work_.push_back(0);
        for (int i = 1; i <= slices; ++i) {
            const double end = start_h + i * step_h_;
            double worked = 0;
            for (; change <= end; change = shifts.next_change(change)) {
                worked += on ? change - at : 0;
                at = change;
                on = !on;
            }
            worked += on ? end - at : 0;
            at = end;
            const double next = clock + worked / per_day;
            const double mean = next > clock ? integral(curve, clock, next) / (next - clock)
                                             : rampcast::share(curve, clock);
            shares_.push_back(std::max(mean, 0.0));
            work_.push_back(work_.back() + shares_.back() * step_h_);
            clock = next;
        }
    }

    /// The share at an hour.
    double share(double hour) const { return shares_[slice(hour)]; }

    /// Hours of mature work done from one hour to another.
    double work(double from_h, double to_h) const { return total(to_h) - total(from_h); }

    /// The hour at which so many hours of mature work begun at `from_h` are done; infinite where
    /// they never are.
    double after(double from_h, double hours) const {
        const std::size_t first = slice(from_h);
        const double target = total(from_h) + hours;
        const auto found = std::lower_bound(work_.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                                            work_.end(), target);
        const std::size_t i =
            std::min<std::size_t>(static_cast<std::size_t>(found - work_.begin()) - 1, slices - 1);
        const double missing = target - work_[i];
        if (!(missing > 0)) return std::max(from_h, knot(i));
        if (!(shares_[i] > 0)) return std::numeric_limits<double>::infinity();
        return std::max(from_h, knot(i) + missing / shares_[i]);
    }

private:
    static constexpr int slices = 1 << 15;
    double start_h_, step_h_;
    std::vector<double> shares_{}; ///< mean of each slice
    std::vector<double> work_{};   ///< mature hours up to each knot

    double knot(std::size_t i) const { return start_h_ + static_cast<double>(i) * step_h_; }
    std::size_t slice(double hour) const {
        const double at = (hour - start_h_) / step_h_;
        return static_cast<std::size_t>(std::clamp(at, 0.0, slices - 1.0));
    }
    double total(double hour) const {
        const std::size_t i = slice(hour);
        return work_[i] + shares_[i] * (hour - knot(i));
    }
};

} // namespace rampcast
