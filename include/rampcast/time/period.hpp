#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "rampcast/core/error.hpp"
#include "rampcast/time/date.hpp"

namespace rampcast {

/// A kind of calendar period. Weeks are those of ISO 8601 (Monday to Sunday, numbered within the
/// year of their Thursday); half months are the 1st to the 15th and the 16th to the end.
enum class Frequency { day, week, half_month, month, quarter, half_year, year };

namespace detail {
inline constexpr std::array<std::string_view, 7> frequency_names{
    "day", "week", "half-month", "month", "quarter", "half-year", "year"};
} // namespace detail
constexpr const auto& words_of(Frequency) { return detail::frequency_names; }

/// The step's name: day, week, half-month, month, quarter, half-year or year.
inline std::string text(Frequency step) {
    return std::string(detail::frequency_names[static_cast<std::size_t>(step)]);
}

/// Reads a step by its name.
/// @throws Error on any other word, naming those allowed
inline Frequency parse_frequency(std::string_view name) {
    std::string allowed;
    for (std::size_t i = 0; i < detail::frequency_names.size(); ++i) {
        if (name == detail::frequency_names[i]) return static_cast<Frequency>(i);
        allowed += (i == 0 ? "" : i + 1 == detail::frequency_names.size() ? " or " : ", ");
        allowed += detail::frequency_names[i];
    }
    throw Error("", detail::quoted(name) + " is not a step; write " + allowed);
}

/// Days a period of a step has on average.
inline double mean_days(Frequency step) {
    constexpr double year = 365.2425;
    constexpr std::array<double, 7> days{1, 7, year / 24, year / 12, year / 4, year / 2, year};
    return days[static_cast<std::size_t>(step)];
}

/// Whether every period of `b` lies in one period of `a`. Days lie in every step; weeks hold days
/// and are held by weeks only; half months, months, quarters, half years and years nest in that
/// order.
inline bool coarser_or_equal(Frequency a, Frequency b) {
    if (a == b || b == Frequency::day) return true;
    if (a == Frequency::week || b == Frequency::week) return false;
    return a > b;
}

/// A stretch of days, half open: `start` is in it, `end` is not.
struct Period {
    Date start{}; ///< first day
    Date end{};   ///< the day after the last

    bool operator==(const Period&) const = default;
    auto operator<=>(const Period&) const = default; // NOLINT(modernize-use-nullptr): its own 0
};

namespace detail {

/// The period of `count` months from an absolute calendar month on.
inline Period months(int from_month, int count) {
    return {first_of_month(from_month), first_of_month(from_month + count)};
}

inline void check_part(std::string_view what, int value, int last) {
    if (value < 1 || value > last)
        throw Error("", std::string(what) + " is " + std::to_string(value) + ", must be 1 to " +
                            std::to_string(last));
}

inline Date monday_of(Date day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }

/// Monday of the first ISO week of a year, the week that holds 4 January.
inline Date first_monday(int iso_year) {
    return monday_of(Date{std::chrono::year{iso_year} / std::chrono::January / 4});
}

} // namespace detail

/// The calendar year `y`. @throws Error outside 1900 to 2200, as all of these
inline Period year(int y) {
    detail::check_year(y);
    return detail::months(12 * y, 12);
}

/// Half `h` (1 or 2) of year `y`.
inline Period half_year(int y, int h) {
    detail::check_year(y);
    detail::check_part("half", h, 2);
    return detail::months(12 * y + 6 * (h - 1), 6);
}

/// Quarter `q` (1 to 4) of year `y`.
inline Period quarter(int y, int q) {
    detail::check_year(y);
    detail::check_part("quarter", q, 4);
    return detail::months(12 * y + 3 * (q - 1), 3);
}

/// Month `m` (1 to 12) of year `y`.
inline Period month(int y, int m) {
    detail::check_year(y);
    detail::check_part("month", m, 12);
    return detail::months(12 * y + m - 1, 1);
}

/// Half `h` of month `m`: 1 is the 1st to the 15th, 2 the 16th to the end.
inline Period half_month(int y, int m, int h) {
    const Period whole = month(y, m);
    detail::check_part("half", h, 2);
    const Date middle = whole.start + std::chrono::days{15};
    return h == 1 ? Period{whole.start, middle} : Period{middle, whole.end};
}

/// Week `iso_week` (1 to 52 or 53) of ISO 8601 week-numbering year `iso_year`. Week 1 holds the
/// year's first Thursday, so it may begin in the calendar year before.
/// @throws Error for a week 53 the year does not have, and where its Monday lies outside the
///   years 1900 to 2200
inline Period week(int iso_year, int iso_week) {
    if (iso_year != detail::last_year + 1) detail::check_year(iso_year);
    const Date first = detail::first_monday(iso_year);
    detail::check_part("week", iso_week,
                       static_cast<int>((detail::first_monday(iso_year + 1) - first).count() / 7));
    const Date start = first + std::chrono::days{7 * (iso_week - 1)};
    detail::check_year(detail::year_of(start));
    return {start, start + std::chrono::days{7}};
}

/// One day as a period.
inline Period day(Date only) {
    detail::check_year(detail::year_of(only));
    return {only, only + std::chrono::days{1}};
}

/// The calendar period of the step that contains a day.
/// @throws Error where the day lies outside the years 1900 to 2200
inline Period period_of(Frequency step, Date inside) {
    detail::check_year(detail::year_of(inside));
    const int m = month_index(inside);
    switch (step) {
    case Frequency::day: break;
    case Frequency::week: {
        const Date start = detail::monday_of(inside);
        return {start, start + std::chrono::days{7}};
    }
    case Frequency::half_month: {
        const Period whole = detail::months(m, 1);
        const Date middle = whole.start + std::chrono::days{15};
        return inside < middle ? Period{whole.start, middle} : Period{middle, whole.end};
    }
    case Frequency::month: return detail::months(m, 1);
    case Frequency::quarter: return detail::months(m - m % 3, 3);
    case Frequency::half_year: return detail::months(m - m % 6, 6);
    case Frequency::year: return detail::months(m - m % 12, 12);
    }
    return day(inside);
}

/// The full calendar period of which `clipped` is all or a part.
/// @throws Error where `clipped` is empty or does not lie in one period of the step
inline Period nominal(Frequency step, Period clipped) {
    const Period whole = period_of(step, clipped.start);
    if (!(clipped.start < clipped.end && clipped.end <= whole.end))
        throw Error("", text(clipped.start) + " to " + text(clipped.end) +
                            " (excluded) is not within one " + text(step));
    return whole;
}

namespace detail {
/// The year a whole calendar period is named by: for weeks the year of ISO 8601.
inline int labelled_year(Frequency step, const Period& whole) {
    return year_of(step == Frequency::week ? whole.start + std::chrono::days{3} : whole.start);
}
} // namespace detail

/// The name of a calendar period, or of the one a clipped period is part of: `2025`, `2025-H1`,
/// `2025-Q1`, `2025-03`, `2025-03a` and `2025-03b` (half months), `2025-W07`, `2025-03-05`.
/// @throws Error as `nominal`
inline std::string label(Frequency step, Period period) {
    const Period whole = nominal(step, period);
    std::string iso = text(whole.start);
    const std::string of_year = iso.substr(0, 5);
    const int m = month_index(whole.start) % 12;
    switch (step) {
    case Frequency::day: break;
    case Frequency::week: {
        const int iso_year = detail::labelled_year(step, whole);
        const auto days = (whole.start - detail::first_monday(iso_year)).count();
        const int number = static_cast<int>(days) / 7 + 1;
        return detail::padded(iso_year, 4) + "-W" + detail::padded(number, 2);
    }
    case Frequency::half_month: return iso.substr(0, 7) + (iso.substr(8) == "01" ? 'a' : 'b');
    case Frequency::month: return iso.substr(0, 7);
    case Frequency::quarter: return of_year + 'Q' + std::to_string(m / 3 + 1);
    case Frequency::half_year: return of_year + 'H' + std::to_string(m / 6 + 1);
    case Frequency::year: return iso.substr(0, 4);
    }
    return iso;
}

/// The period of the same name in the year before; nothing where that year has none (week 53,
/// 29 February).
inline std::optional<Period> year_before(Frequency step, const Period& whole) {
    const int before = detail::labelled_year(step, whole) - 1;
    if (before < detail::first_year) return std::nullopt;
    if (step == Frequency::week) {
        const Date first = detail::first_monday(before);
        const Date start = first + (whole.start - detail::first_monday(before + 1));
        if (start >= detail::first_monday(before + 1)) return std::nullopt;
        return Period{start, start + std::chrono::days{7}};
    }
    const std::chrono::year_month_day day{whole.start};
    const std::chrono::year_month_day same{std::chrono::year{before}, day.month(), day.day()};
    if (!same.ok()) return std::nullopt;
    return period_of(step, Date{same});
}

/// What a label names: a calendar period and its step.
struct LabelledPeriod {
    Frequency step = Frequency::month; ///< the kind of period
    Period period{};                   ///< the full calendar period

    bool operator==(const LabelledPeriod&) const = default;
};

namespace detail {

/// Reads a label by its shape; `found` is false where no shape fits.
inline LabelledPeriod read_label(std::string_view s, bool& found) {
    const auto number = [&](std::size_t from, std::size_t count) {
        return s.size() >= from + count ? digits(s.substr(from, count)) : -1;
    };
    const int y = number(0, 4);
    const int mm = number(5, 2);
    const char mark = s.size() > 5 ? s[5] : ' ';
    found = y >= 0;
    if (s.size() == 4 && found) return {Frequency::year, year(y)};
    found = found && s.size() > 4 && s[4] == '-';
    if (found && s.size() == 7) {
        if (mm >= 0) return {Frequency::month, month(y, mm)};
        const int part = number(6, 1);
        if (mark == 'Q' && part >= 0) return {Frequency::quarter, quarter(y, part)};
        if (mark == 'H' && part >= 0) return {Frequency::half_year, half_year(y, part)};
    }
    if (found && s.size() == 8) {
        if (mark == 'W' && number(6, 2) >= 0) return {Frequency::week, week(y, number(6, 2))};
        if (mm >= 0 && (s[7] == 'a' || s[7] == 'b'))
            return {Frequency::half_month, half_month(y, mm, s[7] == 'a' ? 1 : 2)};
    }
    if (found && s.size() == 10) return {Frequency::day, day(parse_date(s))};
    found = false;
    return {};
}

} // namespace detail

/// Reads what `label` writes.
/// @throws Error naming the allowed forms on anything else, also on a period that does not exist,
///   such as `2025-Q5` or week 53 of a year of 52
inline LabelledPeriod parse_period(std::string_view label_text) {
    const auto refused = [&](const std::string& why) {
        return Error("", detail::quoted(label_text) + " is not a period" + why +
                             "; write it like 2025, 2025-H1, 2025-Q1, 2025-03, 2025-03a or "
                             "2025-03b (half months), 2025-W07 or 2025-03-05");
    };
    bool found = false;
    LabelledPeriod read;
    try {
        read = detail::read_label(label_text, found);
    } catch (const Error& error) {
        throw refused(" (" + error.message() + ")");
    }
    if (!found) throw refused("");
    return read;
}

} // namespace rampcast
