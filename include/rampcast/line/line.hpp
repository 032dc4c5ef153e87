#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/line/change.hpp"
#include "rampcast/line/crew.hpp"
#include "rampcast/line/feed.hpp"
#include "rampcast/line/nameplate.hpp"
#include "rampcast/line/planned_stop.hpp"
#include "rampcast/line/product_run.hpp"
#include "rampcast/line/rate_correction.hpp"
#include "rampcast/line/station.hpp"
#include "rampcast/ramp/ramp.hpp"
#include "rampcast/time/when.hpp"
#include "rampcast/uncertainty/noise.hpp"

namespace rampcast {

/// When a full buffer stops the station before it: after service (a finished piece stays on its
/// place until there is room) or before (no piece is begun until there is room for it).
enum class Blocking { after, before };
inline constexpr std::array<std::string_view, 2> blocking_names{"after", "before"};
constexpr const auto& words_of(Blocking) { return blocking_names; }

/// A production line: what it can make when mature (by stations in series, or by a nameplate),
/// when it starts and how it ramps up.
template <class T> struct LineOf {
    using scalar = T;
    std::string name{}; ///< the line's name, unique in the plant
    /// the date production starts, or the milestone it starts at; a plant's lines need it
    WhenOf<T> starts{};
    T lag_days{}; ///< calendar days from `starts` to the first piece
    /// name of the line's calendar; empty: round the clock
    std::string calendar{};
    /// stations in series (or as `feeds` has them); the slowest sets the rate. Either these or
    /// `nameplate`
    std::vector<StationOf<T>> stations{};
    /// which station feeds which, where they are not in series: assembly and parting
    std::vector<FeedOf<T>> feeds{};
    /// waiting places between each station and the next, those on the stations not counted; none
    /// stated: there is always room
    std::vector<T> buffers{};
    /// when a full buffer stops the station before it: after its service (the piece stays on its
    /// place) or before (none is begun)
    Blocking blocking = Blocking::after;
    /// off-line stations, to which stations send what fails by rework_at
    std::vector<StationOf<T>> rework_stations{};
    std::vector<CrewOf<T>> crews{}; ///< people shared between stations
    /// repairs that can be made at the same time; left out: all of them
    std::optional<T> repairers{};
    /// products in the order in which they are made, again and again; none: one product
    std::vector<ProductRunOf<T>> sequence{};
    /// names of the plant's products that the line can make; none: all of them
    std::vector<std::string> products{};
    /// hours that a changeover from one of its products to another takes, of a line in a plant
    T changeover_h{};
    /// runs of its products in a mean month, each begun by a changeover
    T runs_per_month{};
    /// mature units a year. Either this or `stations`
    std::optional<NameplateOf<T>> nameplate{};
    /// share of the mature rate on the line's operating clock; none: mature at once
    CurveOf<T> ramp{};
    /// persistent monthly shock on the line's output
    std::optional<NoiseOf<T>> noise{};
    /// parameters that change at a date or milestone
    std::vector<ChangeOf<T>> changes{};
    /// stops planned by date, on which the line loses hours
    std::vector<PlannedStop> stops{};

    /// What its mature rate is corrected by, where a forecast has found that; no parameter.
    CarriedCorrection correction{};

    static constexpr std::string_view type_name = "Line";
    static constexpr std::string_view meaning =
        "A production line: its mature rate by stations or nameplate, its start and its ramp.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &LineOf::name, "the line's name, unique in the plant").needed(),
            param("starts", &LineOf::starts, "date", bounds::any,
                  "the date production starts, or the milestone it starts at; a plant's lines "
                  "need it"),
            param("lag_days", &LineOf::lag_days, "days", bounds::non_negative,
                  "calendar days from `starts` to the first piece"),
            param("calendar", &LineOf::calendar,
                  "name of the line's calendar; empty: round the clock"),
            param("stations", &LineOf::stations,
                  "stations in series (or as `feeds` has them); the slowest sets the rate. Either "
                  "these or `nameplate`"),
            param("feeds", &LineOf::feeds,
                  "which station feeds which, where they are not in series: assembly and parting"),
            param("buffers", &LineOf::buffers, "pieces", bounds::non_negative,
                  "waiting places between each station and the next, those on the stations not "
                  "counted; none stated: there is always room"),
            param("blocking", &LineOf::blocking,
                  "when a full buffer stops the station before it: after its service (the piece "
                  "stays on its place) or before (none is begun)"),
            param("rework_stations", &LineOf::rework_stations,
                  "off-line stations, to which stations send what fails by rework_at"),
            param("crews", &LineOf::crews, "people shared between stations"),
            param("repairers", &LineOf::repairers, "people", bounds::positive,
                  "repairs that can be made at the same time; left out: all of them"),
            param("sequence", &LineOf::sequence,
                  "products in the order in which they are made, again and again; none: one "
                  "product"),
            param("products", &LineOf::products,
                  "names of the plant's products that the line can make; none: all of them"),
            param("changeover_h", &LineOf::changeover_h, "h", bounds::non_negative,
                  "hours that a changeover from one of its products to another takes, of a line in "
                  "a plant"),
            param("runs_per_month", &LineOf::runs_per_month, "1/month", bounds::non_negative,
                  "runs of its products in a mean month, each begun by a changeover"),
            param("nameplate", &LineOf::nameplate,
                  "mature units a year. Either this or `stations`"),
            param("ramp", &LineOf::ramp,
                  "share of the mature rate on the line's operating clock; none: mature at once"),
            param("noise", &LineOf::noise, "persistent monthly shock on the line's output"),
            param("changes", &LineOf::changes, "parameters that change at a date or milestone"),
            param("stops", &LineOf::stops, "stops planned by date, on which the line loses hours")};
    }
    bool operator==(const LineOf&) const = default;
};

} // namespace rampcast
