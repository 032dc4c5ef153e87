#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/params.hpp"
#include "rampcast/time/date.hpp"
#include "rampcast/time/fiscal.hpp"
#include "rampcast/time/period.hpp"

namespace rampcast {

/// The stretch of time a forecast covers and the calendar periods it is made for.
struct Timeline {
    Date start{}; ///< first day
    Date end{};   ///< the day after the last
    /// calendar periods to report: day, week, half-month, month, quarter, half-year or year
    Frequency step = Frequency::month;
    /// month in which fiscal years begin, 1 to 12; years, halves and quarters are theirs. They are
    /// named for the calendar year in which their last month ends: FY2025
    double fiscal_year_starts = 1;
    /// what quarters are made of: months, or weeks grouped into months of 4-4-5, 4-5-4 or 5-4-4
    /// weeks, in fiscal years that begin on the Monday nearest to the first day of their first
    /// month; needs days or weeks as step
    Quarters quarters = Quarters::months;

    bool operator==(const Timeline&) const = default;

    static constexpr std::string_view type_name = "Timeline";
    static constexpr std::string_view meaning =
        "The days a forecast covers and the calendar periods it is made for.";
    static constexpr auto params() {
        return std::tuple{
            param("start", &Timeline::start, "first day").needed(),
            param("end", &Timeline::end, "the day after the last").needed(),
            param("step", &Timeline::step,
                  "calendar periods to report: day, week, half-month, month, quarter, half-year "
                  "or year"),
            param("fiscal_year_starts", &Timeline::fiscal_year_starts, "1",
                  Bounds{.lower = 1, .upper = 12},
                  "month in which fiscal years begin, 1 to 12; years, halves and quarters are "
                  "theirs. They are named for the calendar year in which their last month ends: "
                  "FY2025"),
            param("quarters", &Timeline::quarters,
                  "what quarters are made of: months, or weeks grouped into months of 4-4-5, 4-5-4 "
                  "or 5-4-4 weeks, in fiscal years that begin on the Monday nearest to the first "
                  "day of their first month; needs days or weeks as step"),
        };
    }
};

/// The years of a timeline's halves and quarters.
/// @throws Error at place `timeline` for a month that is none, and for quarters made of weeks that
///   the timeline's periods do not make up
inline FiscalYear fiscal_year(const Timeline& timeline) {
    const double month = timeline.fiscal_year_starts;
    if (!(month >= 1 && month <= 12) || month != static_cast<unsigned>(month))
        throw Error("timeline", "fiscal_year_starts is " + detail::number_text(month) +
                                    ", must be a month's number, 1 to 12");
    const FiscalYear years{static_cast<unsigned>(month), timeline.quarters};
    if (years.has_weeks() && timeline.step != Frequency::day && timeline.step != Frequency::week)
        throw Error("timeline",
                    "quarters is " +
                        std::string(quarters_names[static_cast<std::size_t>(years.quarters)]) +
                        ", which is made of weeks, but step is " + text(timeline.step) +
                        "; it must be week or day");
    return years;
}

/// The calendar periods of a timeline in order, back to back; the first and the last are clipped
/// to its start and end.
/// @throws Error at place `timeline`: start not before end, outside the years 1900 to 2200, more
///   than 5,000 periods, and as `fiscal_year`
inline std::vector<Period> periods(const Timeline& timeline) {
    constexpr std::size_t most = 5000;
    if (!(timeline.start < timeline.end))
        throw Error("timeline", "start is " + text(timeline.start) + ", must be before end, " +
                                    text(timeline.end));
    const Date last = timeline.end - std::chrono::days{1};
    if (detail::year_of(timeline.start) < detail::first_year ||
        detail::year_of(last) > detail::last_year)
        throw Error("timeline", text(timeline.start) + " to " + text(timeline.end) +
                                    " is not within the years 1900 to 2200");
    const FiscalYear years = fiscal_year(timeline);
    std::vector<Period> list;
    for (Date at = timeline.start; at < timeline.end; at = list.back().end) {
        if (list.size() == most)
            throw Error("timeline", text(timeline.start) + " to " + text(timeline.end) + " by " +
                                        text(timeline.step) +
                                        " is more than 5000 periods; choose a coarser step or an "
                                        "earlier end");
        list.push_back({at, std::min(period_of(timeline.step, at, years).end, timeline.end)});
    }
    return list;
}

/// Refuses a timeline `periods` would refuse, with the same errors.
inline void validate(const Timeline& timeline) { static_cast<void>(periods(timeline)); }

/// The timeline used where none is given: by months, from the first of the as-of date's month to
/// the end of the third following year.
inline Timeline default_timeline(Date as_of) {
    const int start = month_index(as_of);
    return {.start = month_start(start),
            .end = month_start(start - start % 12 + 48),
            .step = Frequency::month};
}

/// The base grid of the engine: the timeline's periods, split further where a calendar month ends.
/// Every cell lies in one calendar month and in one period of the timeline's step: a week across
/// a month's end becomes two cells, a quarter three. Cells are in order and back to back.
/// @throws Error as `periods`
inline std::vector<Period> cells(const Timeline& timeline) {
    std::vector<Period> list;
    for (const Period& period : periods(timeline))
        for (Date at = period.start; at < period.end; at = list.back().end)
            list.push_back({at, std::min(period_of(Frequency::month, at).end, period.end)});
    return list;
}

/// The cells that make up one calendar period.
struct Group {
    Period clipped{};      ///< the days its cells cover
    Period nominal{};      ///< the full calendar period, which `clipped` may fall short of
    std::size_t first = 0; ///< index of its first cell
    std::size_t last = 0;  ///< index after its last cell

    bool operator==(const Group&) const = default;
};

/// Gathers cells into the calendar periods of a step, in order: sums over months, quarters or
/// years are sums over `[first, last)`.
/// @param years whose halves and quarters are meant
/// @param cells in order and back to back, as `cells(timeline)` gives them
/// @throws Error where a cell is empty, does not follow the one before, or does not lie in one
///   period of the step (months cannot be gathered into weeks)
inline std::vector<Group> group(const std::vector<Period>& cells, Frequency step,
                                const FiscalYear& years = {}) {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Period& cell = cells[i];
        if (i > 0 && cell.start != cells[i - 1].end)
            throw Error("", "the cell from " + text(cell.start) +
                                " does not follow the one that ends " + text(cells[i - 1].end));
        if (groups.empty() || cell.start >= groups.back().nominal.end)
            groups.push_back({cell, period_of(step, cell.start, years), i, i});
        Group& current = groups.back();
        if (!(cell.start < cell.end && cell.end <= current.nominal.end))
            throw Error("", "the cell " + text(cell.start) + " to " + text(cell.end) +
                                " (excluded) is not within one " + text(step) +
                                "; periods of this timeline cannot be gathered by " + text(step));
        current.clipped.end = cell.end;
        current.last = i + 1;
    }
    return groups;
}

} // namespace rampcast
