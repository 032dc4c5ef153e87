#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

#include "rampcast/core/error.hpp"

namespace rampcast {

/// A calendar day (proleptic Gregorian, no time zone); its moment is the midnight it begins with.
/// The library works with years 1900 to 2200.
using Date = std::chrono::sys_days;

namespace detail {

inline constexpr int first_year = 1900;
inline constexpr int last_year = 2200;

inline void check_year(int y) {
    if (y < first_year || y > last_year)
        throw Error("", "year is " + std::to_string(y) + ", must be " + std::to_string(first_year) +
                            " to " + std::to_string(last_year));
}

inline std::chrono::year_month_day civil(Date day) { return std::chrono::year_month_day{day}; }

inline int year_of(Date day) { return static_cast<int>(civil(day).year()); }

/// First day of an absolute calendar month, without a check of the range.
inline Date first_of_month(int month_index) {
    const int y = month_index >= 0 ? month_index / 12 : (month_index - 11) / 12;
    const auto m = static_cast<unsigned>(month_index - 12 * y + 1);
    return Date{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{1}};
}

/// The number written by `text`, or -1 where it holds anything but digits.
inline int digits(std::string_view text) {
    if (text.empty() || text.size() > 8) return -1;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        value = 10 * value + (c - '0');
    }
    return value;
}

/// `value` in decimal with at least `width` digits.
inline std::string padded(int value, int width) {
    std::array<char, 24> buffer{};
    const int n = std::snprintf(buffer.data(), buffer.size(), "%0*d", width, value);
    return {buffer.data(), static_cast<std::size_t>(n)};
}

} // namespace detail

/// The date of year `y`, month `m` (1 to 12) and day of the month `d`.
/// @throws Error where there is no such date, or outside the years 1900 to 2200
inline Date date(int y, unsigned m, unsigned d) {
    detail::check_year(y);
    const auto civil = std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d};
    if (m > 12 || d > 31 || !civil.ok())
        throw Error("", "year " + std::to_string(y) + ", month " + std::to_string(m) + ", day " +
                            std::to_string(d) + " is not a date");
    return Date{civil};
}

/// The date as ISO 8601 text, such as `2025-03-05`.
inline std::string text(Date day) {
    const auto civil = detail::civil(day);
    return detail::padded(static_cast<int>(civil.year()), 4) + '-' +
           detail::padded(static_cast<int>(static_cast<unsigned>(civil.month())), 2) + '-' +
           detail::padded(static_cast<int>(static_cast<unsigned>(civil.day())), 2);
}

/// Reads an ISO 8601 date, `yyyy-mm-dd` and nothing around it.
/// @throws Error on any other form, and as `date` does
inline Date parse_date(std::string_view iso) {
    const bool dashed = iso.size() == 10 && iso[4] == '-' && iso[7] == '-';
    const int y = dashed ? detail::digits(iso.substr(0, 4)) : -1;
    const int m = dashed ? detail::digits(iso.substr(5, 2)) : -1;
    const int d = dashed ? detail::digits(iso.substr(8, 2)) : -1;
    if (y < 0 || m < 0 || d < 0)
        throw Error("", detail::quoted(iso) + " is not a date; write it like 2025-03-05");
    return date(y, static_cast<unsigned>(m), static_cast<unsigned>(d));
}

/// Days from 1970-01-01 to the date, negative before.
inline double days_since_epoch(Date day) {
    return static_cast<double>(day.time_since_epoch().count());
}

/// The absolute calendar month: 12 × year + month - 1, so January 2025 is 24,300. Differences
/// are numbers of months.
inline int month_index(Date day) {
    const auto civil = detail::civil(day);
    return 12 * static_cast<int>(civil.year()) +
           static_cast<int>(static_cast<unsigned>(civil.month())) - 1;
}

/// The first day of an absolute calendar month (see the inverse, `month_index(Date)`). January
/// 2201 is allowed too: it is where the last month ends.
/// @throws Error outside that range
inline Date month_start(int month_index) {
    if (month_index != 12 * (detail::last_year + 1))
        detail::check_year(detail::year_of(detail::first_of_month(month_index)));
    return detail::first_of_month(month_index);
}

} // namespace rampcast
