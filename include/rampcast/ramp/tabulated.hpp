#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/params.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// How a plan goes from one point to the next: along a straight line, or staying until the next.
enum class Interpolation { linear, step };
inline constexpr std::array<std::string_view, 2> interpolation_names{"linear", "step"};
constexpr const auto& words_of(Interpolation) { return interpolation_names; }

/// One point of a tabulated ramp.
template <class T> struct PlanPointOf {
    T days{};  ///< operating-clock time
    T share{}; ///< share of the mature rate at it

    using scalar = T;
    template <class U> using rebind = PlanPointOf<U>;
    static constexpr std::string_view type_name = "PlanPoint";
    static constexpr std::string_view meaning = "One point of a tabulated ramp.";
    static constexpr auto params() {
        return std::tuple{param("days", &PlanPointOf::days, "days", bounds::non_negative,
                                "days on the operating clock")
                              .needed(),
                          param("share", &PlanPointOf::share, "1", bounds::share,
                                "share of the mature rate at that time")
                              .needed()};
    }
    bool operator==(const PlanPointOf&) const = default;
};

/// A ramp as somebody planned it: shares at given days. Before the first point the share is the
/// first point's, after the last the last one's; shares may also go down.
template <class T> struct TabulatedOf {
    std::vector<PlanPointOf<T>> points{};                ///< in order of days
    Interpolation interpolation = Interpolation::linear; ///< between the points

    using scalar = T;
    template <class U> using rebind = TabulatedOf<U>;
    static constexpr std::string_view type_name = "Tabulated";
    static constexpr std::string_view tag = "tabulated";
    static constexpr std::string_view meaning = "A ramp as planned: shares at given days.";
    static constexpr auto params() {
        return std::tuple{
            param("points", &TabulatedOf::points, "days and shares, days increasing")
                .keyed("point")
                .needed(),
            param("interpolation", &TabulatedOf::interpolation,
                  "between the points: \"linear\", or \"step\" to stay until the next")};
    }

    /// @throws Error unless there is a point and days increase from point to point
    void validate(const std::string& place) const {
        if (points.empty()) throw Error(place, "has no point, must have at least one");
        for (std::size_t i = 1; i < points.size(); ++i)
            if (!(points[i].days > points[i - 1].days))
                throw Error(place + ".point." + std::to_string(i + 1),
                            "days is " + detail::number_text(points[i].days) +
                                ", must be greater than the point before, " +
                                detail::number_text(points[i - 1].days));
    }

    /// The share of the mature rate at an operating-clock time.
    T share(const T& t_days) const {
        T result = points.front().share;
        for (std::size_t i = 1; i < points.size(); ++i) {
            const T gain = points[i].share - points[i - 1].share;
            if (interpolation == Interpolation::step)
                result += select(t_days < points[i].days, T(0.0), gain);
            else result += gain * passed(i, t_days);
        }
        return result;
    }
    /// Days' worth of mature output made since the start of the clock (negative before it, where
    /// the first share is above 0).
    T area(const T& t_days) const {
        T result = points.front().share * t_days;
        for (std::size_t i = 1; i < points.size(); ++i) {
            const T gain = points[i].share - points[i - 1].share;
            if (interpolation == Interpolation::step) {
                result += gain * (max(t_days, points[i].days) - points[i].days);
            } else {
                const T width = stretch(i), part = passed(i, t_days);
                const T end = points[i - 1].days + width;
                result += gain * (T(0.5) * width * part * part + max(t_days, end) - end);
            }
        }
        return result;
    }
    /// Days' worth of mature output made between two times.
    T integral(const T& a_days, const T& b_days) const { return area(b_days) - area(a_days); }
    /// The first time at least this share is reached: 0 for shares up to the first point's, and
    /// shares above the highest count as that.
    T time_to(const T& share) const {
        T highest = points.front().share;
        for (const auto& point : points) highest = max(highest, point.share);
        const T wanted = min(share, highest);
        T result(0.0);
        for (std::size_t i = points.size(); i-- > 1;) {
            T when = points[i].days;
            if (interpolation == Interpolation::linear) {
                const T gain = points[i].share - points[i - 1].share;
                const T room = select(gain > T(0.0), max(gain, T(detail::share_margin)), T(1.0));
                when = points[i - 1].days +
                       stretch(i) *
                           detail::clamped((wanted - points[i - 1].share) / room, T(0.0), T(1.0));
            }
            result = select(wanted <= points[i].share, when, result);
            result = select(wanted <= points[i - 1].share, T(0.0), result);
        }
        return result;
    }

    bool operator==(const TabulatedOf&) const = default;

private:
    T stretch(std::size_t i) const { return detail::duration(points[i].days - points[i - 1].days); }
    T passed(std::size_t i, const T& t_days) const {
        return detail::clamped((t_days - points[i - 1].days) / stretch(i), T(0.0), T(1.0));
    }
};

} // namespace rampcast
