#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/core/names.hpp"
#include "rampcast/launch/network.hpp"

namespace rampcast {

/// The dates of a launch network, on any scalar; its order is found once.
class LaunchDates {
public:
    /// @throws Error as `network_order`
    template <class T>
    explicit LaunchDates(const std::vector<MilestoneOf<T>>& milestones)
        : order_(network_order(milestones)),
          names_(detail::names_of(milestones)),
          before_(detail::followed(milestones, names_)) {}

    /// Position of a milestone. @throws Error where there is none of that name
    std::size_t index(const std::string& name) const {
        if (const auto found = names_.find(name)) return *found;
        throw Error("milestone", "there is no milestone " + detail::quoted(name));
    }

    /// The date of each milestone, in days on the scale of their `on`.
    /// @param clock_of gives a pointer to the clock whose working days a milestone counts
    template <class T, class ClockOf>
    std::vector<T> dates(const std::vector<MilestoneOf<T>>& milestones, ClockOf&& clock_of) const {
        std::vector<T> dates(milestones.size());
        for (const std::size_t i : order_) {
            const MilestoneOf<T>& milestone = milestones[i];
            if (milestone.on) {
                dates[i] = *milestone.on;
                continue;
            }
            T latest = dates[before_[i].front()];
            for (const std::size_t j : before_[i]) latest = max(latest, dates[j]);
            if (!milestone.working_days) {
                dates[i] = latest + (milestone.days ? *milestone.days : T(0));
                continue;
            }
            const auto* const clock = clock_of(milestone);
            dates[i] = clock->after_working_days(latest, *milestone.working_days);
            if (milestone.on_working_day) dates[i] = clock->next_working_moment(dates[i]);
        }
        return dates;
    }

private:
    std::vector<std::size_t> order_;
    Names names_;
    std::vector<std::vector<std::size_t>> before_;
};

} // namespace rampcast
