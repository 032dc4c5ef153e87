#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/core/params.hpp"
#include "rampcast/line/failure_mode.hpp"
#include "rampcast/line/observed.hpp"

namespace rampcast {

namespace detail {
/// A squared coefficient of variation below which nothing of a spread shows: it counts as none.
inline constexpr double least_scv = 1e-8;
} // namespace detail

/// How the times of single pieces spread about their mean, given mean and squared coefficient of
/// variation (scv). Gamma: scv 0 is deterministic, 1 exponential, 1/k Erlang of k phases.
enum class CycleTimeShape { gamma, lognormal };
inline constexpr std::array<std::string_view, 2> cycle_time_shape_names{"gamma", "lognormal"};
constexpr const auto& words_of(CycleTimeShape) { return cycle_time_shape_names; }

/// What becomes of a piece that fails at a station.
enum class OnFailure { repair, restart, scrap };
inline constexpr std::array<std::string_view, 3> on_failure_names{"repair", "restart", "scrap"};
constexpr const auto& words_of(OnFailure) { return on_failure_names; }

/// A station of a line: places that work in parallel, each loaded by itself or `batch` pieces
/// together.
template <class T> struct StationOf {
    using scalar = T;
    std::string name{}; ///< the station's name, unique on its line
    /// mean time one place works on one piece (or batch); left out: that of observed_times_s
    T cycle_time_s{};
    /// squared coefficient of variation of that time from piece to piece
    T cycle_time_scv{};
    /// how single times spread: gamma (scv 1 is exponential) or lognormal
    CycleTimeShape cycle_time_shape = CycleTimeShape::gamma;
    /// times of single pieces as observed: they give the spread in place of scv and shape, and the
    /// mean, or are scaled to a stated mean cycle_time_s
    std::vector<double> observed_times_s{};
    /// time a place is taken beyond that, to load and unload
    T handling_time_s{};
    /// places working in parallel; a fraction is an expected number
    T places = T(1);
    /// pieces that share a place and its cycle, loaded and unloaded together
    T batch = T(1);
    /// a batch that is not full starts so long after its first piece came to the station; left out:
    /// it waits until it is full
    std::optional<T> batch_wait_h{};
    /// mean time between failures of a place; needs mttr_h
    std::optional<T> mtbf_h{};
    /// mean time to repair a place; needs mtbf_h; left out: that of observed_stops_h
    std::optional<T> mttr_h{};
    /// whether those failures follow work (operation: a place fails only while it works) or the
    /// clock (time)
    Failures failures = Failures::operation;
    /// squared coefficient of variation of the time between those failures: 1 is exponential, 0 a
    /// fixed time
    T mtbf_scv = T(1);
    /// squared coefficient of variation of the time to repair: 1 is exponential, 0 a fixed time
    T mttr_scv = T(1);
    /// repair times as observed: they give the spread in place of mttr_scv, and the mean, or are
    /// scaled to a stated mean mttr_h
    std::vector<double> observed_stops_h{};
    /// further ways in which a place fails, each with times of its own
    std::vector<FailureModeOf<T>> failure_modes{};
    /// actual over ideal speed while running, which divides cycle and handling time (ISO 22400-2:
    /// effectiveness)
    T performance = T(1);
    T first_pass_yield = T(1); ///< share of pieces that pass at the first try
    /// what becomes of a piece that fails: repair (it is mended and comes again), restart (its time
    /// here starts again) or scrap
    OnFailure on_failure = OnFailure::repair;
    /// off-line station of the line that mends what fails here before it comes again; empty: it is
    /// mended here
    std::string rework_at{};
    /// passes after which a piece that still fails is scrapped; left out: no limit
    std::optional<T> most_passes{};
    /// crew of the line whose people work here; empty: people are always at hand
    std::string crew{};
    /// people of the crew that one place takes while it works
    T operators = T(1);
    /// time a place is set up for when the product changes in the line's sequence
    T changeover_time_s{};
    /// mean times by product of the line's sequence, where they are not cycle_time_s
    std::map<std::string, T> product_times_s{};
    /// name of the station's own calendar; empty: the line's
    std::string calendar{};

    static constexpr std::string_view type_name = "Station";
    static constexpr std::string_view meaning =
        "A station of a line: one kind of work, done at one or more places in parallel.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &StationOf::name, "the station's name, unique on its line").needed(),
            param("cycle_time_s", &StationOf::cycle_time_s, "s", bounds::positive,
                  "mean time one place works on one piece (or batch); left out: that of "
                  "observed_times_s")
                .or_from("observed_times_s"),
            param("cycle_time_scv", &StationOf::cycle_time_scv, "1", bounds::scv,
                  "squared coefficient of variation of that time from piece to piece"),
            param("cycle_time_shape", &StationOf::cycle_time_shape,
                  "how single times spread: gamma (scv 1 is exponential) or lognormal"),
            param("observed_times_s", &StationOf::observed_times_s, "s", bounds::positive,
                  "times of single pieces as observed: they give the spread in place of scv and "
                  "shape, and the mean, or are scaled to a stated mean cycle_time_s"),
            param("handling_time_s", &StationOf::handling_time_s, "s", bounds::non_negative,
                  "time a place is taken beyond that, to load and unload"),
            param("places", &StationOf::places, "1", bounds::positive,
                  "places working in parallel; a fraction is an expected number"),
            param("batch", &StationOf::batch, "1", Bounds{.lower = 1},
                  "pieces that share a place and its cycle, loaded and unloaded together"),
            param("batch_wait_h", &StationOf::batch_wait_h, "h", bounds::non_negative,
                  "a batch that is not full starts so long after its first piece came to the "
                  "station; left out: it waits until it is full"),
            param("mtbf_h", &StationOf::mtbf_h, "h", bounds::positive,
                  "mean time between failures of a place; needs mttr_h"),
            param("mttr_h", &StationOf::mttr_h, "h", bounds::positive,
                  "mean time to repair a place; needs mtbf_h; left out: that of observed_stops_h"),
            param("failures", &StationOf::failures,
                  "whether those failures follow work (operation: a place fails only while it "
                  "works) or the clock (time)"),
            param("mtbf_scv", &StationOf::mtbf_scv, "1", bounds::scv,
                  "squared coefficient of variation of the time between those failures: 1 is "
                  "exponential, 0 a fixed time"),
            param("mttr_scv", &StationOf::mttr_scv, "1", bounds::scv,
                  "squared coefficient of variation of the time to repair: 1 is exponential, 0 a "
                  "fixed time"),
            param("observed_stops_h", &StationOf::observed_stops_h, "h", bounds::positive,
                  "repair times as observed: they give the spread in place of mttr_scv, and the "
                  "mean, or are scaled to a stated mean mttr_h"),
            param("failure_modes", &StationOf::failure_modes,
                  "further ways in which a place fails, each with times of its own"),
            param("performance", &StationOf::performance, "1", bounds::positive_share,
                  "actual over ideal speed while running, which divides cycle and handling time "
                  "(ISO 22400-2: effectiveness)"),
            param("first_pass_yield", &StationOf::first_pass_yield, "1", bounds::positive_share,
                  "share of pieces that pass at the first try"),
            param("on_failure", &StationOf::on_failure,
                  "what becomes of a piece that fails: repair (it is mended and comes again), "
                  "restart (its time here starts again) or scrap"),
            param("rework_at", &StationOf::rework_at,
                  "off-line station of the line that mends what fails here before it comes again; "
                  "empty: it is mended here"),
            param("most_passes", &StationOf::most_passes, "1", Bounds{.lower = 1},
                  "passes after which a piece that still fails is scrapped; left out: no limit"),
            param("crew", &StationOf::crew,
                  "crew of the line whose people work here; empty: people are always at hand"),
            param("operators", &StationOf::operators, "people", bounds::positive,
                  "people of the crew that one place takes while it works"),
            param("changeover_time_s", &StationOf::changeover_time_s, "s", bounds::non_negative,
                  "time a place is set up for when the product changes in the line's sequence"),
            param("product_times_s", &StationOf::product_times_s, "s", bounds::positive,
                  "mean times by product of the line's sequence, where they are not cycle_time_s"),
            param("calendar", &StationOf::calendar,
                  "name of the station's own calendar; empty: the line's")};
    }
    bool operator==(const StationOf&) const = default;
};

/// Gives a station whose mean times are left out those of the times observed.
template <class T> void settle_times(StationOf<T>& station) {
    if (!station.observed_times_s.empty() && station.cycle_time_s == T{})
        station.cycle_time_s = T(detail::mean_of(station.observed_times_s));
    if (!station.observed_stops_h.empty() && station.mtbf_h && !station.mttr_h)
        station.mttr_h = T(detail::mean_of(station.observed_stops_h));
    for (FailureModeOf<T>& mode : station.failure_modes)
        if (!mode.observed_stops_h.empty() && mode.mttr_h == T{})
            mode.mttr_h = T(detail::mean_of(mode.observed_stops_h));
}

/// The failures a station states besides its listed modes.
template <class T> std::optional<FailureModeOf<T>> own_failures(const StationOf<T>& station) {
    if (!station.mtbf_h || !station.mttr_h) return std::nullopt;
    return FailureModeOf<T>{.mtbf_h = *station.mtbf_h,
                            .mttr_h = *station.mttr_h,
                            .failures = station.failures,
                            .mtbf_scv = station.mtbf_scv,
                            .mttr_scv = station.mttr_scv,
                            .observed_stops_h = station.observed_stops_h};
}

/// The share of pieces that leave the station good in the end: the first-pass yield where what
/// fails is scrapped, else 1.
template <class T> T good_share(const StationOf<T>& station) {
    return station.on_failure == OnFailure::scrap ? station.first_pass_yield : T(1);
}

} // namespace rampcast
