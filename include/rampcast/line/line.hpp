#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rampcast/line/change.hpp"
#include "rampcast/line/nameplate.hpp"
#include "rampcast/line/station.hpp"
#include "rampcast/ramp/ramp.hpp"
#include "rampcast/time/when.hpp"
#include "rampcast/uncertainty/noise.hpp"

namespace rampcast {

/// A production line: what it can make when mature (by stations in series, or by a nameplate),
/// when it starts and how it ramps up.
template <class T> struct LineOf {
    using scalar = T;
    std::string name{};
    WhenOf<T> starts{};
    T lag_days{};
    std::string calendar{};
    std::vector<StationOf<T>> stations{};
    std::optional<NameplateOf<T>> nameplate{};
    CurveOf<T> ramp{};
    std::optional<NoiseOf<T>> noise{};
    std::vector<ChangeOf<T>> changes{};

    static constexpr std::string_view type_name = "Line";
    static constexpr std::string_view meaning =
        "A production line: its mature rate by stations or nameplate, its start and its ramp.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &LineOf::name, "the line's name, unique in the plant").needed(),
            param("starts", &LineOf::starts, "date", bounds::any,
                  "the date production starts, or the milestone it starts at")
                .needed(),
            param("lag_days", &LineOf::lag_days, "days", bounds::non_negative,
                  "calendar days from `starts` to the first piece"),
            param("calendar", &LineOf::calendar,
                  "name of the line's calendar; empty: round the clock"),
            param("stations", &LineOf::stations,
                  "stations in series; the slowest sets the rate. Either these or `nameplate`"),
            param("nameplate", &LineOf::nameplate,
                  "mature units a year. Either this or `stations`"),
            param("ramp", &LineOf::ramp,
                  "share of the mature rate on the line's operating clock; none: mature at once"),
            param("noise", &LineOf::noise, "persistent monthly shock on the line's output"),
            param("changes", &LineOf::changes, "parameters that change at a date or milestone")};
    }
    bool operator==(const LineOf&) const = default;
};

} // namespace rampcast
