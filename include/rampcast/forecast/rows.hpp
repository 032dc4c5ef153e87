#pragma once

#include <string>

#include "rampcast/plant/metric.hpp"
#include "rampcast/time/period.hpp"

/// What a forecast tells, a row at a time.
namespace rampcast {

/// A figure of a forecast with the Monte Carlo standard error of each of its parts. NaN where no
/// path defines it (such as a unit value with no units).
struct Summary {
    double mean = 0, sd = 0, p10 = 0, p50 = 0, p90 = 0;
    double mean_se = 0, p10_se = 0, p50_se = 0, p90_se = 0;
};

/// One row of a forecast's table: a figure of one period.
struct Row {
    std::string period{}; ///< label, such as 2025 or 2025-03
    Period days{};        ///< the days it covers within the timeline
    Metric metric = Metric::units;
    View view = View::period;
    Segment segment{}; ///< whose figure it is
    Summary summary{};
    double reported = 0; ///< share of its days of which units or value were reported
};

/// The share of path-months of a period on which a constraint binds.
struct BindingRow {
    std::string period{};
    Period days{};
    std::string constraint{};
    double share = 0;      ///< of path-months on which its limit equals the output
    double alone = 0;      ///< of path-months on which no other limit does
    double units_lost = 0; ///< mean units a period that the next limit would have let through
};

/// The share of path-months of a period on which a station of a line binds, or a line without.
struct LineBindingRow {
    std::string period{};
    Period days{};
    std::string line{};
    std::string constraint{}; ///< the station, or "lines"
    double share = 0; ///< of path-months on which it sets what the line makes, and the line output
};

/// How likely a target is in one of its periods.
struct TargetRow {
    std::string target{};
    std::string period{}; ///< label, or "by" a date
    double units = 0;     ///< probability of the units announced; NaN where none were
    double value = 0;     ///< probability of the value announced; NaN where none was
    double both = 0;      ///< of all that was announced, of whatever metric
    double units_se = 0, value_se = 0, both_se = 0; ///< their Monte Carlo standard errors
};

/// How likely it is that a target is first met by some month: over twelve months in a row where it
/// is one of a year, else in one of its periods.
struct PassageRow {
    std::string target{};
    std::string period{};   ///< the month in which the twelve months, or the period, end
    double probability = 0; ///< that it happens then for the first time
};

/// What a little more of one constraint would bring.
struct ShadowRow {
    std::string constraint{};
    Metric metric = Metric::units;
    double gain = 0; ///< in the metric's unit, on average over the paths
};

/// A step of a walk from one value to another.
struct StepRow {
    std::string step{};
    double change = 0; ///< what the step adds, in the plant's currency; 0 at the beginning
    double value = 0;  ///< what is reached
};

/// A step of the walk from what was announced to what is forecast.
struct ExplainRow {
    std::string step{};
    double units_change = 0; ///< units that the step adds; 0 at the beginning
    double units = 0;        ///< what is reached; NaN where no units were announced
    double change = 0;       ///< value that the step adds, in the plant's currency
    double value = 0;        ///< what is reached; NaN where no product has a price
};

/// A figure that a path has or has not, over the paths that have it.
struct ReturnRow {
    std::string figure{};
    double share = 0; ///< of paths that have it
    double p10 = 0, p50 = 0, p90 = 0;
};

} // namespace rampcast
