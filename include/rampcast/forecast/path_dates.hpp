#pragma once

#include <string>
#include <variant>
#include <vector>

#include "rampcast/forecast/clock.hpp"
#include "rampcast/forecast/shock.hpp"
#include "rampcast/launch/dates.hpp"
#include "rampcast/plant/certain_day.hpp"
#include "rampcast/plant/noise_streams.hpp"

namespace rampcast {

/// The dates of a plant's milestones on a path, and what hangs on them.
template <class T> class PathDates {
public:
    /// @param stated the plant as written
    /// @param milestones on the projection's scalar; they must outlive this object, as the clocks
    PathDates(const Plant& stated, const std::vector<MilestoneOf<T>>& milestones,
              const Clocks& clocks)
        : certain(stated), milestones_(milestones), clocks_(clocks), launch_(milestones) {}

    const CertainDays certain; ///< what is the same on every path

    /// Lets a path's luck decide which milestones come; without it all do.
    void draw_from(const Plant& stated, Shocks<T>& shocks) {
        lucks_.clear();
        for (const Milestone& each : stated.milestones)
            lucks_.push_back(may_fail(each) ? shocks.once(luck_name(each)) : nullptr);
    }
    /// Begins a path, of which the luck is drawn.
    void start() {
        dates_ = launch_.dates(
            milestones_,
            [&](const MilestoneOf<T>& milestone) {
                return &clocks_[clocks_.index(milestone.calendar)];
            },
            lucks_);
    }
    /// The moment so many days after a date or milestone.
    T at(const WhenOf<T>& when, const T& lag_days) const {
        if (const auto* name = std::get_if<std::string>(&when))
            return dates_[launch_.index(*name)] + lag_days;
        return *std::get_if<T>(&when) + lag_days;
    }

private:
    const std::vector<MilestoneOf<T>>& milestones_;
    const Clocks& clocks_;
    LaunchDates launch_;
    std::vector<const T*> lucks_{};
    std::vector<T> dates_{};
};

} // namespace rampcast
