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
    /// @param lucks a standard normal draw for each milestone whose chance decides, null for
    ///   others; empty: all come. What does not come is on `never_day`, and so what follows it
    template <class T, class ClockOf>
    std::vector<T> dates(const std::vector<MilestoneOf<T>>& milestones, ClockOf&& clock_of,
                         const std::vector<const T*>& lucks = {}) const {
        std::vector<T> dates(milestones.size());
        for (const std::size_t i : order_) {
            dates[i] = date(milestones, i, dates, clock_of);
            if (!lucks.empty() && lucks[i])
                dates[i] = select(*lucks[i] <= inverse_normal(milestones[i].chance), dates[i],
                                  T(never_day));
        }
        return dates;
    }

private:
    template <class T, class ClockOf>
    T date(const std::vector<MilestoneOf<T>>& milestones, std::size_t i,
           const std::vector<T>& dates, ClockOf&& clock_of) const {
        const MilestoneOf<T>& milestone = milestones[i];
        if (milestone.on) return *milestone.on;
        T latest = dates[before_[i].front()];
        for (const std::size_t j : before_[i]) latest = max(latest, dates[j]);
        if (!milestone.working_days) return latest + (milestone.days ? *milestone.days : T(0));
        const auto* const clock = clock_of(milestone);
        const T day = clock->after_working_days(latest, *milestone.working_days);
        return milestone.on_working_day ? clock->next_working_moment(day) : day;
    }

    std::vector<std::size_t> order_;
    Names names_;
    std::vector<std::vector<std::size_t>> before_;
};

} // namespace rampcast
