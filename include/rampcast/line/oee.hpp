#pragma once

#include <string>

#include "rampcast/core/error.hpp"

namespace rampcast {

/// Overall equipment effectiveness and its factors, by the names of ISO 22400-2. Shares of 1.
struct Oee {
    double availability{};  ///< running time / planned busy time
    double effectiveness{}; ///< ideal cycle × made / running time (often called performance)
    double quality{};       ///< good / made; 0 where nothing was made
    double oee{};           ///< availability × effectiveness × quality
    double teep{};          ///< oee × planned busy time / calendar time
    bool operator==(const Oee&) const = default;
};

/// OEE from a shift's record. The identity oee = ideal cycle × good / planned busy time holds.
/// @param planned_busy_time_h planned time less planned breaks
/// @param down_time_h unplanned stops within it
/// @param ideal_cycle_s seconds a piece at full speed
/// @param made pieces made, good or not
/// @param rejected pieces of these that were not good
/// @param calendar_time_h hours of the calendar the TEEP refers to
/// @throws Error where a time is not positive, or more is lost than there is
inline Oee oee(double planned_busy_time_h, double down_time_h, double ideal_cycle_s, double made,
               double rejected, double calendar_time_h = 24) {
    const auto refuse = [](const char* name, double value, const char* allowed) {
        throw Error("oee",
                    std::string(name) + " is " + detail::number_text(value) + ", " + allowed);
    };
    if (!(planned_busy_time_h > 0))
        refuse("planned_busy_time_h", planned_busy_time_h, "must be greater than 0");
    if (!(down_time_h >= 0 && down_time_h < planned_busy_time_h))
        refuse("down_time_h", down_time_h, "must be at least 0 and below planned_busy_time_h");
    if (!(ideal_cycle_s > 0)) refuse("ideal_cycle_s", ideal_cycle_s, "must be greater than 0");
    if (!(made >= 0)) refuse("made", made, "must be at least 0");
    if (!(rejected >= 0 && rejected <= made))
        refuse("rejected", rejected, "must be at least 0 and at most made");
    if (!(calendar_time_h >= planned_busy_time_h))
        refuse("calendar_time_h", calendar_time_h, "must be at least planned_busy_time_h");
    const double running_h = planned_busy_time_h - down_time_h;
    Oee result{.availability = running_h / planned_busy_time_h,
               .effectiveness = ideal_cycle_s * made / (3600 * running_h),
               .quality = made > 0 ? (made - rejected) / made : 0};
    result.oee = result.availability * result.effectiveness * result.quality;
    result.teep = result.oee * planned_busy_time_h / calendar_time_h;
    return result;
}

} // namespace rampcast
