#pragma once

#include <array>
#include <string>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// What makes a place fail: its work (operation-dependent: the clock of its failures runs only
/// while it works on a piece) or the clock (time-dependent).
enum class Failures { operation, time };
inline constexpr std::array<std::string_view, 2> failures_names{"operation", "time"};
constexpr const auto& words_of(Failures) { return failures_names; }

/// One way in which a place of a station fails. Times between failures and repair times are
/// exponential.
template <class T> struct FailureModeOf {
    using scalar = T;
    std::string name{};
    T mtbf_h{};
    T mttr_h{};
    Failures failures = Failures::operation;

    static constexpr std::string_view type_name = "FailureMode";
    static constexpr std::string_view meaning = "One way in which a place of a station fails.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &FailureModeOf::name, "what fails, unique at its station").needed(),
            param("mtbf_h", &FailureModeOf::mtbf_h, "h", bounds::positive,
                  "mean time between failures of a place")
                .needed(),
            param("mttr_h", &FailureModeOf::mttr_h, "h", bounds::positive,
                  "mean time to repair a place")
                .needed(),
            param("failures", &FailureModeOf::failures,
                  "whether it follows work (operation) or the clock (time)")};
    }
    bool operator==(const FailureModeOf&) const = default;
};

} // namespace rampcast
