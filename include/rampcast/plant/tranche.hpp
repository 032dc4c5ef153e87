#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/time/when.hpp"

namespace rampcast {

/// What a tranche of financing is.
enum class TrancheKind { fixed_asset_loan, working_capital_loan, fund, equity };
inline constexpr std::array<std::string_view, 4> tranche_kind_names{
    "fixed_asset_loan", "working_capital_loan", "fund", "equity"};
constexpr const auto& words_of(TrancheKind) { return tranche_kind_names; }

/// Money raised on a date, with interest and repayment.
///
/// Repaid evenly from the end of the grace period to `repaid_by`; interest on what is outstanding
/// is paid as it falls due.
template <class T> struct TrancheOf {
    using scalar = T;
    std::string name{}; ///< its name, unique among the plant's tranches
    /// fixed_asset_loan, working_capital_loan, fund or equity
    TrancheKind kind = TrancheKind::working_capital_loan;
    T amount{};     ///< what is raised
    WhenOf<T> on{}; ///< when it is drawn: the date, or the milestone's name
    T lag_days{};   ///< calendar days after it
    /// interest (or dividend) a year on what is outstanding
    T rate_per_year{};
    T grace_days{}; ///< days after drawing before repayment begins
    /// the date by which it is repaid, evenly from the end of the grace period; left out: never
    std::optional<T> repaid_by{};
    std::string currency{}; ///< where stated, it must be the plant's currency

    static constexpr std::string_view type_name = "Tranche";
    static constexpr std::string_view meaning =
        "Money raised on a date or at a milestone, with its interest and repayment.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &TrancheOf::name, "its name, unique among the plant's tranches").needed(),
            param("kind", &TrancheOf::kind,
                  "fixed_asset_loan, working_capital_loan, fund or equity"),
            param("amount", &TrancheOf::amount, "currency", bounds::non_negative, "what is raised")
                .needed(),
            param("on", &TrancheOf::on, "date", bounds::any,
                  "when it is drawn: the date, or the milestone's name")
                .needed(),
            param("lag_days", &TrancheOf::lag_days, "days", bounds::non_negative,
                  "calendar days after it"),
            param("rate_per_year", &TrancheOf::rate_per_year, "1/year",
                  Bounds{.lower = 0, .upper = 1},
                  "interest (or dividend) a year on what is outstanding"),
            param("grace_days", &TrancheOf::grace_days, "days", bounds::non_negative,
                  "days after drawing before repayment begins"),
            param("repaid_by", &TrancheOf::repaid_by, "date", bounds::any,
                  "the date by which it is repaid, evenly from the end of the grace period; left "
                  "out: never"),
            param("currency", &TrancheOf::currency,
                  "where stated, it must be the plant's currency")};
    }
    bool operator==(const TrancheOf&) const = default;
};

} // namespace rampcast
