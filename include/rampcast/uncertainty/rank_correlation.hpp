#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/params.hpp"

namespace rampcast {

/// The rank correlation (Spearman's rho) of two uncertain numbers.
struct RankCorrelation {
    std::vector<std::string> between{};
    double rank = 0;

    static constexpr std::string_view type_name = "Correlation";
    static constexpr std::string_view meaning = "The rank correlation of two uncertain numbers";
    static constexpr auto params() {
        return std::tuple{
            param("between", &RankCorrelation::between, "the names of the two numbers").needed(),
            param("rank", &RankCorrelation::rank, "1",
                  Bounds{.lower = -1, .upper = 1, .lower_open = true, .upper_open = true},
                  "their rank correlation")
                .needed(),
        };
    }

    /// Throws `Error` unless there are two different names and -1 < rank < 1.
    RAMPCAST_INLINE void validate(const std::string& place) const;

    bool operator==(const RankCorrelation&) const = default;
};

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/uncertainty/rank_correlation_body.hpp"
#endif
