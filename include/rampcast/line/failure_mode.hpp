#pragma once

#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// What makes a place fail: its work (operation-dependent: the clock of its failures runs only
/// while it works on a piece) or the clock (time-dependent).
enum class Failures { operation, time };
inline constexpr std::array<std::string_view, 2> failures_names{"operation", "time"};
constexpr const auto& words_of(Failures) { return failures_names; }

/// One way in which a place of a station fails. Times between failures, which count from the end of
/// a repair, and repair times are gamma: exponential unless their spread is stated.
template <class T> struct FailureModeOf {
    using scalar = T;
    std::string name{}; ///< what fails, unique at its station
    T mtbf_h{};         ///< mean time between failures of a place
    T mttr_h{};         ///< mean time to repair a place; left out: that of observed_stops_h
    /// whether it follows work (operation) or the clock (time)
    Failures failures = Failures::operation;
    /// squared coefficient of variation of the time between failures: 1 is exponential, 0 a fixed
    /// time
    T mtbf_scv = T(1);
    /// squared coefficient of variation of the time to repair: 1 is exponential, 0 a fixed time
    T mttr_scv = T(1);
    /// repair times as observed: they give the spread in place of mttr_scv, and the mean, or are
    /// scaled to a stated mean mttr_h
    std::vector<double> observed_stops_h{};

    static constexpr std::string_view type_name = "FailureMode";
    static constexpr std::string_view meaning = "One way in which a place of a station fails.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &FailureModeOf::name, "what fails, unique at its station").needed(),
            param("mtbf_h", &FailureModeOf::mtbf_h, "h", bounds::positive,
                  "mean time between failures of a place")
                .needed(),
            param("mttr_h", &FailureModeOf::mttr_h, "h", bounds::positive,
                  "mean time to repair a place; left out: that of observed_stops_h")
                .or_from("observed_stops_h"),
            param("failures", &FailureModeOf::failures,
                  "whether it follows work (operation) or the clock (time)"),
            param(
                "mtbf_scv", &FailureModeOf::mtbf_scv, "1", bounds::scv,
                "squared coefficient of variation of the time between failures: 1 is exponential, "
                "0 a fixed time"),
            param("mttr_scv", &FailureModeOf::mttr_scv, "1", bounds::scv,
                  "squared coefficient of variation of the time to repair: 1 is exponential, 0 a "
                  "fixed time"),
            param("observed_stops_h", &FailureModeOf::observed_stops_h, "h", bounds::positive,
                  "repair times as observed: they give the spread in place of mttr_scv, and the "
                  "mean, or are scaled to a stated mean mttr_h")};
    }
    bool operator==(const FailureModeOf&) const = default;
};

} // namespace rampcast
