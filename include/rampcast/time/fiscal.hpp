#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "rampcast/core/error.hpp"
#include "rampcast/time/date.hpp"
#include "rampcast/time/period.hpp"

namespace rampcast {

/// What quarters are made of: three months, or 13 weeks, grouped into months of 4, 4 and 5 weeks,
/// or in another order.
enum class Quarters { months, weeks_445, weeks_454, weeks_544 };
inline constexpr std::array<std::string_view, 4> quarters_names{"months", "4-4-5", "4-5-4",
                                                                "5-4-4"};
constexpr const auto& words_of(Quarters) { return quarters_names; }

/// The years that halves and quarters are of: those of the calendar, unless said otherwise.
///
/// A fiscal year is named for the calendar year in which its last month ends. One made of weeks
/// begins on the Monday nearest to the first day of its first month, so that it ends on the Sunday
/// nearest to the last day of its last; where it has 53 weeks the last is part of its last month.
struct FiscalYear {
    unsigned first_month = 1; ///< 1 to 12
    Quarters quarters = Quarters::months;

    bool operator==(const FiscalYear&) const = default;
    bool has_weeks() const { return quarters != Quarters::months; }
    bool is_calendar() const { return first_month == 1 && !has_weeks(); }
};

namespace detail {

/// The absolute calendar month a fiscal year begins with.
inline int first_month_of(const FiscalYear& years, int number) {
    const int first = static_cast<int>(years.first_month) - 1;
    return 12 * (first > 0 ? number - 1 : number) + first;
}
/// The first day of a fiscal year.
inline Date first_day_of(const FiscalYear& years, int number) {
    const Date first = first_of_month(first_month_of(years, number));
    return years.has_weeks() ? monday_of(first + std::chrono::days{3}) : first;
}
/// The number of the fiscal year that a day is in.
inline int number_of(const FiscalYear& years, Date day) {
    const int first = static_cast<int>(years.first_month) - 1;
    const int number = (month_index(day) - first) / 12 + (first > 0 ? 1 : 0);
    if (!years.has_weeks()) return number;
    if (day < first_day_of(years, number)) return number - 1;
    return day < first_day_of(years, number + 1) ? number : number + 1;
}
/// How many weeks a fiscal year made of weeks has.
inline int weeks_of(const FiscalYear& years, int number) {
    return static_cast<int>(
        (first_day_of(years, number + 1) - first_day_of(years, number)).count() / 7);
}

/// Periods of a step in a year; 0 for steps of which a fiscal year has none of its own.
inline int count_of(const FiscalYear& years, int number, Frequency step) {
    switch (step) {
    case Frequency::week: return years.has_weeks() ? weeks_of(years, number) : 0;
    case Frequency::month: return years.has_weeks() ? 12 : 0;
    case Frequency::quarter: return 4;
    case Frequency::half_year: return 2;
    case Frequency::year: return 1;
    default: return 0;
    }
}
/// Whether periods of a step are those of the calendar, whatever the year.
inline bool of_calendar(const FiscalYear& years, Frequency step) {
    return years.is_calendar() || (step < Frequency::quarter && !years.has_weeks()) ||
           step == Frequency::day || step == Frequency::half_month;
}

/// Where the part-th period of a year begins; the part after the last is the end.
inline Date begin_of(const FiscalYear& years, int number, Frequency step, int part) {
    const int count = count_of(years, number, step);
    if (part == count) return first_day_of(years, number + 1);
    if (!years.has_weeks())
        return first_of_month(first_month_of(years, number) + 12 / count * part);
    static constexpr std::array<std::array<int, 3>, 4> before{
        {{0, 0, 0}, {0, 4, 8}, {0, 4, 9}, {0, 5, 9}}};
    int week = part;
    if (step != Frequency::week) {
        const int month = 12 / count * part;
        week =
            13 * (month / 3) +
            before[static_cast<std::size_t>(years.quarters)][static_cast<std::size_t>(month % 3)];
    }
    return first_day_of(years, number) + std::chrono::days{7 * week};
}
inline Period part_of(const FiscalYear& years, int number, Frequency step, int part) {
    return {begin_of(years, number, step, part), begin_of(years, number, step, part + 1)};
}

/// A period of a fiscal year.
struct FiscalPart {
    int year = 0;
    int part = 0; ///< from 0 on
};
inline FiscalPart part_at(const FiscalYear& years, Frequency step, Date inside) {
    FiscalPart at{number_of(years, inside), 0};
    while (at.part + 1 < count_of(years, at.year, step) &&
           begin_of(years, at.year, step, at.part + 1) <= inside)
        ++at.part;
    return at;
}

/// What stands between the year and the number of a part in a label; 0 where a step has none.
constexpr char mark_of(Frequency step) {
    switch (step) {
    case Frequency::week: return 'W';
    case Frequency::month: return 'P';
    case Frequency::quarter: return 'Q';
    case Frequency::half_year: return 'H';
    default: return 0;
    }
}

/// The number of the year that a whole period belongs to: for weeks that of their Thursday.
inline int year_number(Frequency step, const Period& whole, const FiscalYear& years) {
    if (years.is_calendar()) return labelled_year(step, whole);
    return number_of(years,
                     step == Frequency::week ? whole.start + std::chrono::days{3} : whole.start);
}

} // namespace detail

/// The period of the step that contains a day. @throws Error as `period_of` of the calendar
inline Period period_of(Frequency step, Date inside, const FiscalYear& years) {
    if (detail::of_calendar(years, step)) return period_of(step, inside);
    detail::check_year(detail::year_of(inside));
    const detail::FiscalPart at = detail::part_at(years, step, inside);
    return detail::part_of(years, at.year, step, at.part);
}

/// The full period of which `clipped` is all or a part. @throws Error as `nominal` of the calendar
inline Period nominal(Frequency step, Period clipped, const FiscalYear& years) {
    const Period whole = period_of(step, clipped.start, years);
    if (!(clipped.start < clipped.end && clipped.end <= whole.end))
        throw Error("", text(clipped.start) + " to " + text(clipped.end) +
                            " (excluded) is not within one " + text(step));
    return whole;
}

/// The name of a period: `FY2025`, `FY2025-H1`, `FY2025-Q1`, where quarters are made of weeks also
/// `FY2025-P03` (months) and `FY2025-W07`; that of the calendar for all others.
/// @throws Error as `nominal`
inline std::string label(Frequency step, Period period, const FiscalYear& years) {
    if (detail::of_calendar(years, step)) return label(step, period);
    const Period whole = nominal(step, period, years);
    const detail::FiscalPart at = detail::part_at(years, step, whole.start);
    std::string of_year = "FY" + detail::padded(at.year, 4);
    if (step == Frequency::year) return of_year;
    return of_year + '-' + detail::mark_of(step) +
           detail::padded(at.part + 1, step <= Frequency::month ? 2 : 1);
}

/// The period of the same name in the year before; nothing where that year has none.
inline std::optional<Period> year_before(Frequency step, const Period& whole,
                                         const FiscalYear& years) {
    if (detail::of_calendar(years, step)) return year_before(step, whole);
    const detail::FiscalPart at = detail::part_at(years, step, whole.start);
    if (at.year <= detail::first_year || at.part >= detail::count_of(years, at.year - 1, step))
        return std::nullopt;
    return detail::part_of(years, at.year - 1, step, at.part);
}

/// Reads what `label` writes, of these years and of the calendar.
/// @throws Error as `parse_period` of the calendar, also where years are the calendar's and the
///   label is of a fiscal year
inline LabelledPeriod parse_period(std::string_view label_text, const FiscalYear& years) {
    if (!label_text.starts_with("FY")) return parse_period(label_text);
    const auto refused = [&](const std::string& why) {
        return Error("", detail::quoted(label_text) + " is not a period" + why);
    };
    if (years.is_calendar())
        throw refused(": years are those of the calendar; fiscal ones need a timeline with "
                      "fiscal_year_starts or quarters");
    const std::string_view digits = label_text.substr(2);
    const int number = detail::digits(digits.substr(0, 4));
    LabelledPeriod read{Frequency::year, {}};
    int part = 0;
    bool found =
        number >= detail::first_year && number <= detail::last_year + 1 && digits.size() >= 4;
    if (found && digits.size() > 4) {
        found = false;
        for (const Frequency step :
             {Frequency::week, Frequency::month, Frequency::quarter, Frequency::half_year}) {
            const std::size_t width = step <= Frequency::month ? 2 : 1;
            if (digits.size() != 6 + width || digits[4] != '-' ||
                digits[5] != detail::mark_of(step))
                continue;
            read.step = step;
            part = detail::digits(digits.substr(6)) - 1;
            found = part >= 0 && part < detail::count_of(years, number, step);
        }
    }
    if (!found)
        throw refused(years.has_weeks() ? "; write it like FY2025, FY2025-H1, FY2025-Q1, "
                                          "FY2025-P03 (months) or FY2025-W07"
                                        : "; write it like FY2025, FY2025-H1 or FY2025-Q1");
    read.period = detail::part_of(years, number, read.step, part);
    return read;
}

} // namespace rampcast
