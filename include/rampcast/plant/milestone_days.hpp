#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "rampcast/launch/network.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/plant.hpp"
#include "rampcast/time/operating_time.hpp"

namespace rampcast::detail {

/// A milestone's day, from 1970-01-01, and whether it is uncertain.
struct MilestoneDay {
    double day = 0;
    bool uncertain = false;
};

/// The value of a number of at least 0 not exceeded with probability `p`; 0 where it is absent.
inline double value_at(const std::optional<Uncertain>& number, double p) {
    if (!number) return 0;
    return number->is_uncertain()
               ? quantile(bounded(number->distribution(), bounds::non_negative), p)
               : number->number();
}

/// Days of the milestones where every number of the network is the one not exceeded with
/// probability `p`. Working days are stretched to calendar days.
inline std::vector<MilestoneDay> milestone_days(const Plant& plant, double p) {
    std::vector<MilestoneDay> days(plant.milestones.size());
    const auto before = followed(plant.milestones);
    for (const std::size_t i : network_order(plant.milestones)) {
        const Milestone& each = plant.milestones[i];
        MilestoneDay& own = days[i];
        if (each.on) {
            own.uncertain = each.on->is_uncertain();
            own.day = own.uncertain ? quantile(each.on->distribution(), p) : each.on->number();
            continue;
        }
        for (std::size_t k = 0; k < before[i].size(); ++k) {
            const MilestoneDay& earlier = days[before[i][k]];
            own.day = k == 0 ? earlier.day : std::max(own.day, earlier.day);
            own.uncertain = own.uncertain || earlier.uncertain;
        }
        double stretch = 1;
        for (const Calendar& calendar : plant.calendars)
            if (calendar.name == each.calendar) stretch = 1 / mean_workdays_per_day(calendar);
        own.day += value_at(each.days, p) + stretch * value_at(each.working_days, p);
        own.uncertain = own.uncertain || (each.days && each.days->is_uncertain()) ||
                        (each.working_days && each.working_days->is_uncertain());
    }
    return days;
}

} // namespace rampcast::detail
