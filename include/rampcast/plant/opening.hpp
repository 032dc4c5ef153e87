#pragma once

#include <optional>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// An amount that is there when the projection begins, and the days over which it goes.
template <class T> struct OpeningItemOf {
    using scalar = T;
    T amount{}; ///< what is there when the projection begins
    T days{};   ///< days over which it goes evenly from then on; 0: all at once

    static constexpr std::string_view type_name = "OpeningItem";
    static constexpr std::string_view meaning =
        "An amount that is there when the projection begins, and the days over which it goes.";
    static constexpr auto params() {
        return std::tuple{param("amount", &OpeningItemOf::amount, "currency", bounds::non_negative,
                                "what is there when the projection begins")
                              .needed(),
                          param("days", &OpeningItemOf::days, "days",
                                Bounds{.lower = 0, .upper = 3650},
                                "days over which it goes evenly from then on; 0: all at once")};
    }
    bool operator==(const OpeningItemOf&) const = default;
};

/// What a plant that has been running brings into the projection besides cash. What is not stated
/// is nothing.
template <class T> struct OpeningOf {
    using scalar = T;
    /// what customers owe, with VAT, collected over so many days
    std::optional<OpeningItemOf<T>> receivables{};
    /// output value of units made and not yet accepted, without VAT, accepted over so many days
    std::optional<OpeningItemOf<T>> finished_stock{};
    /// what is owed to suppliers, with VAT, paid over so many days
    std::optional<OpeningItemOf<T>> payables{};
    /// true, instead of amounts: as if the plant had run before as in its first three months
    bool steady = false;

    static constexpr std::string_view type_name = "Opening";
    static constexpr std::string_view meaning =
        "What a plant that has been running brings into the projection besides cash.";
    static constexpr auto params() {
        return std::tuple{
            param("receivables", &OpeningOf::receivables,
                  "what customers owe, with VAT, collected over so many days"),
            param("finished_stock", &OpeningOf::finished_stock,
                  "output value of units made and not yet accepted, without VAT, accepted over so "
                  "many days"),
            param("payables", &OpeningOf::payables,
                  "what is owed to suppliers, with VAT, paid over so many days"),
            param("steady", &OpeningOf::steady,
                  "true, instead of amounts: as if the plant had run before as in its first three "
                  "months")};
    }
    bool operator==(const OpeningOf&) const = default;
};

} // namespace rampcast
