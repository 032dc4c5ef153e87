#pragma once

#include <array>
#include <optional>
#include <string>

#include "rampcast/core/math.hpp"
#include "rampcast/core/params.hpp"

namespace rampcast {

/// What becomes of a piece that fails at a station.
enum class OnFailure { repair, restart, scrap };
inline constexpr std::array<std::string_view, 3> on_failure_names{"repair", "restart", "scrap"};

/// A station of a line: places that work in parallel, each loaded by itself or `batch` pieces
/// together.
template <class T> struct StationOf {
    using scalar = T;
    std::string name{};
    T cycle_time_s{};
    T handling_time_s{};
    T places = T(1);
    T batch = T(1);
    std::optional<T> mtbf_h{};
    std::optional<T> mttr_h{};
    T performance = T(1);
    T first_pass_yield = T(1);
    OnFailure on_failure = OnFailure::repair;
    std::string calendar{};

    static constexpr std::string_view type_name = "Station";
    static constexpr std::string_view meaning =
        "A station of a line: one kind of work, done at one or more places in parallel.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &StationOf::name, "the station's name, unique on its line").needed(),
            param("cycle_time_s", &StationOf::cycle_time_s, "s", bounds::positive,
                  "time one place works on one piece (or batch)")
                .needed(),
            param("handling_time_s", &StationOf::handling_time_s, "s", bounds::non_negative,
                  "time a place is taken beyond that, to load and unload"),
            param("places", &StationOf::places, "1", bounds::positive,
                  "places working in parallel; a fraction is an expected number"),
            param("batch", &StationOf::batch, "1", Bounds{.lower = 1},
                  "pieces that share a place and its cycle"),
            param("mtbf_h", &StationOf::mtbf_h, "h", bounds::positive,
                  "mean time between failures of a place; needs mttr_h"),
            param("mttr_h", &StationOf::mttr_h, "h", bounds::positive,
                  "mean time to repair a place; needs mtbf_h"),
            param("performance", &StationOf::performance, "1", bounds::positive_share,
                  "actual over ideal speed while running (ISO 22400-2: effectiveness)"),
            param("first_pass_yield", &StationOf::first_pass_yield, "1", bounds::positive_share,
                  "share of pieces that pass at the first try"),
            param("on_failure", &StationOf::on_failure,
                  "what becomes of a piece that fails: repair (it is mended and comes again), "
                  "restart (its time here starts again) or scrap"),
            param("calendar", &StationOf::calendar,
                  "name of the station's own calendar; empty: the line's")};
    }
    bool operator==(const StationOf&) const = default;
};

/// The share of time a place is able to work: MTBF / (MTBF + MTTR), 1 where neither is given.
template <class T> T availability(const StationOf<T>& station) {
    if (!station.mtbf_h || !station.mttr_h) return T(1);
    return *station.mtbf_h / (*station.mtbf_h + *station.mttr_h);
}

/// The share of pieces that leave the station good in the end: the first-pass yield where what
/// fails is scrapped, else 1.
template <class T> T good_share(const StationOf<T>& station) {
    return station.on_failure == OnFailure::scrap ? station.first_pass_yield : T(1);
}

/// Good pieces an hour of operation, all pieces passing through once: places × batch ×
/// availability × performance × yield / time. A piece that fails takes its whole time again.
template <class T> T good_rate_per_h(const StationOf<T>& station) {
    return T(3600.0) * station.places * station.batch * availability(station) *
           station.performance * station.first_pass_yield /
           (station.cycle_time_s + station.handling_time_s);
}

} // namespace rampcast
