#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/time/when.hpp"

namespace rampcast {

/// Capital spending, paid on a date or at a milestone.
template <class T> struct InvestmentOf {
    using scalar = T;
    std::string name{};     ///< its name, unique among the plant's investments
    T amount{};             ///< what is paid, without VAT, which comes on top
    WhenOf<T> on{};         ///< the date, or the milestone's name
    T lag_days{};           ///< calendar days after it
    std::string currency{}; ///< where stated, it must be the plant's currency

    static constexpr std::string_view type_name = "Investment";
    static constexpr std::string_view meaning =
        "Capital spending, paid on a date or at a milestone.";
    static constexpr auto params() {
        return std::tuple{
            param("name", &InvestmentOf::name, "its name, unique among the plant's investments")
                .needed(),
            param("amount", &InvestmentOf::amount, "currency", bounds::non_negative,
                  "what is paid, without VAT, which comes on top")
                .needed(),
            param("on", &InvestmentOf::on, "date", bounds::any, "the date, or the milestone's name")
                .needed(),
            param("lag_days", &InvestmentOf::lag_days, "days", bounds::non_negative,
                  "calendar days after it"),
            param("currency", &InvestmentOf::currency,
                  "where stated, it must be the plant's currency")};
    }
    bool operator==(const InvestmentOf&) const = default;
};

} // namespace rampcast
