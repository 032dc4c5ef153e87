#pragma once

#include <string>

#include "rampcast/core/names.hpp"
#include "rampcast/launch/network.hpp"
#include "rampcast/plant/plant.hpp"
#include "rampcast/plant/validate_names.hpp"

/// The launch network.
namespace rampcast::detail {

inline void check_milestones(const Plant& plant) {
    for (const Milestone& each : plant.milestones) {
        const std::string at = "milestone." + path_part(each.name);
        const bool has_days = each.days || each.working_days;
        if (each.on && !each.after.empty())
            throw Error(at, "on and after are both stated, must be one of them");
        if (!each.on && each.after.empty())
            throw Error(at, "neither on nor after is stated, must be one of them");
        if (each.days && each.working_days)
            throw Error(at, "days and working_days are both stated, must be one of them");
        if (!each.on && !has_days)
            throw Error(at, "neither days nor working_days is stated, must be one of them");
        if (each.on && has_days)
            throw Error(at, "has a date (on) and days; days count from the milestones in after");
        if (!each.calendar.empty() && !each.working_days)
            refuse_parameter(at, "calendar", "is stated without working_days");
        if (each.on_working_day && !each.working_days)
            refuse_parameter(at, "on_working_day", "is stated without working_days");
        check_calendar(each.calendar, plant, at);
        Names after;
        for (const std::string& name : each.after)
            if (!after.add(name))
                refuse_parameter(at, "after", "names " + detail::quoted(name) + " twice");
    }
    static_cast<void>(network_order(plant.milestones));
}

} // namespace rampcast::detail
