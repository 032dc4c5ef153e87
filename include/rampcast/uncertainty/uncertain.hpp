#pragma once

#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

#include "rampcast/core/type.hpp"
#include "rampcast/time/date.hpp"
#include "rampcast/uncertainty/distribution.hpp"

namespace rampcast {

/// What a stated number rests on.
enum class Kind { unstated, fact, assumption };
inline constexpr std::array<std::string_view, 3> kind_names{"unstated", "fact", "assumption"};
constexpr const auto& words_of(Kind) { return kind_names; }

/// Where a stated number comes from: carried with it as data.
struct Provenance {
    Kind kind = Kind::unstated;     ///< fact, assumption or unstated
    std::string source{};           ///< who or what says so
    std::optional<Date> known_on{}; ///< the day it was known

    static constexpr std::string_view type_name = "Provenance";
    static constexpr std::string_view meaning = "Where a stated number comes from.";
    static constexpr auto params() {
        return std::tuple{param("kind", &Provenance::kind, "fact, assumption or unstated"),
                          param("source", &Provenance::source, "who or what says so"),
                          param("known_on", &Provenance::known_on, "the day it was known")};
    }
    bool operator==(const Provenance&) const = default;
};

/// A number a person writes: known exactly, or as a distribution; with its provenance if wished.
/// Dates are numbers too: days from 1970-01-01.
class Uncertain {
public:
    Uncertain() = default;
    // NOLINTBEGIN(google-explicit-constructor): a number or a distribution is an Uncertain
    template <class Number>
        requires std::integral<Number> || std::floating_point<Number>
    Uncertain(Number number) : number_(static_cast<double>(number)) {}
    Uncertain(Date date) : number_(days_since_epoch(date)) {}
    Uncertain(Distribution distribution) : distribution_(std::move(distribution)) {}
    template <class D>
        requires(!std::same_as<D, Distribution>) && std::constructible_from<Distribution, D> &&
                Described<D>
    Uncertain(D distribution) : distribution_(std::move(distribution)) {}
    // NOLINTEND(google-explicit-constructor)

    /// True for a distribution, false for a plain number.
    bool is_uncertain() const noexcept { return distribution_.has_value(); }
    /// The plain number; 0 where it is a distribution.
    double number() const noexcept { return number_; }
    /// The distribution. @throws std::bad_optional_access where it is a plain number
    const Distribution& distribution() const { return distribution_.value(); }

    /// The median: the number itself, or the distribution's P50.
    double median() const {
        return distribution_ ? rampcast::quantile(*distribution_, 0.5) : number_;
    }

    const Provenance& provenance() const noexcept { return provenance_; }
    /// The same number with its provenance.
    Uncertain stated(Provenance provenance) const {
        Uncertain copy = *this;
        copy.provenance_ = std::move(provenance);
        return copy;
    }

    bool operator==(const Uncertain&) const = default;

private:
    double number_ = 0;
    std::optional<Distribution> distribution_;
    Provenance provenance_;
};

template <> inline constexpr bool is_number<Uncertain> = true;

} // namespace rampcast
