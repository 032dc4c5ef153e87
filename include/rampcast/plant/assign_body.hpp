#pragma once

#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/plant/assign.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/enum_names.hpp"
#include "rampcast/plant/find.hpp"

/// What `assign.hpp` declares.
namespace rampcast {

namespace detail {

/// Sets any one member from a setting, or says why it cannot be.
class Assigner {
public:
    explicit Assigner(const Setting& value) : value_(value) {}

    template <class M> void operator()(M& member, const Spot& spot) const {
        if constexpr (is_number<M>) {
            member = number<M>(spot);
        } else if constexpr (is_optional<M>) {
            typename M::value_type inner{};
            (*this)(inner, spot);
            member = std::move(inner);
        } else if constexpr (std::is_same_v<M, std::string>) {
            member = text(spot, "a text");
        } else if constexpr (std::is_same_v<M, Date>) {
            member = whole_date(spot);
        } else if constexpr (std::is_same_v<M, bool>) {
            const double given = number<double>(spot);
            if (given != 0 && given != 1) refuse(spot, "must be 0 (no) or 1 (yes)");
            member = given == 1;
        } else if constexpr (std::is_same_v<M, Setting>) {
            member = value_;
        } else if constexpr (std::is_same_v<M, CurveOf<Uncertain>>) {
            if (const auto* curve = std::get_if<CurveOf<Uncertain>>(&value_)) member = *curve;
            else refuse(spot, "must be a ramp curve");
        } else if constexpr (std::is_same_v<M, std::vector<MixPoint>>) {
            if (const auto* mix = std::get_if<std::vector<MixPoint>>(&value_)) member = *mix;
            else refuse(spot, "must be shares by product");
        } else if constexpr (is_choice<M>) {
            assign_choice(member, spot);
        } else if constexpr (std::is_enum_v<M>) {
            assign_enum(member, spot);
        } else {
            refuse_parameter(spot.container, spot.given_key,
                             "cannot be replaced as a whole; set one of its parameters");
        }
    }

private:
    template <class M> M number(const Spot& spot) const {
        const auto* given = std::get_if<Uncertain>(&value_);
        if (!given) refuse(spot, is_date(spot.info.unit) ? "must be a date" : "must be a number");
        check_number(*given, spot.info, spot.container, spot.given_key, spot.factor);
        if constexpr (std::is_same_v<M, Uncertain>) {
            return scaled(*given, spot.factor);
        } else {
            if (given->is_uncertain())
                refuse_parameter(spot.container, spot.given_key,
                                 "is a distribution, must be a plain number here");
            return given->number() * spot.factor;
        }
    }
    const std::string& text(const Spot& spot, const std::string& what) const {
        const auto* given = std::get_if<std::string>(&value_);
        if (!given) refuse(spot, "must be " + what);
        return *given;
    }
    Date whole_date(const Spot& spot) const {
        Spot as_date = spot;
        as_date.info.unit = "date";
        if (const auto* given = std::get_if<std::string>(&value_)) return parse_date(*given);
        const double days = number<double>(as_date);
        if (days != std::floor(days)) refuse(spot, "must be a whole day");
        return Date{std::chrono::days{static_cast<int>(days)}};
    }
    /// The name of a milestone or a date; text or a number in a change.
    template <class M> void assign_choice(M& member, const Spot& spot) const {
        if constexpr (std::is_same_v<M, std::variant<std::string, Uncertain>>) {
            if (const auto* given = std::get_if<std::string>(&value_)) member = *given;
            else if (std::holds_alternative<Uncertain>(value_)) member = number<Uncertain>(spot);
            else refuse(spot, "must be a name or a number");
        } else {
            refuse(spot, "cannot be replaced as a whole; set one of its parameters");
        }
    }
    template <class M> void assign_enum(M& member, const Spot& spot) const {
        const std::span<const std::string_view> names = enum_names<M>();
        std::string allowed;
        for (const std::string_view each : names)
            allowed += (allowed.empty() ? "" : ", ") + std::string(each);
        const std::string& given = text(spot, allowed.empty() ? "left as it is" : allowed);
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i] == given) {
                member = static_cast<M>(i);
                return;
            }
        refuse(spot, "must be one of " + allowed);
    }
    [[noreturn]] void refuse(const Spot& spot, const std::string& rule) const {
        std::string given = "a mix";
        if (const auto* words = std::get_if<std::string>(&value_)) given = detail::quoted(*words);
        if (const auto* number = std::get_if<Uncertain>(&value_))
            given = number->is_uncertain() ? "a distribution"
                                           : number_words(number->number(), spot.info.unit);
        if (std::holds_alternative<CurveOf<Uncertain>>(value_)) given = "a ramp curve";
        refuse_value(spot.container, spot.given_key, given, rule);
    }

    const Setting& value_;
};

} // namespace detail

RAMPCAST_INLINE void assign(Plant& plant, std::string_view path, const Setting& value) {
    detail::Dead dead;
    if (!detail::find_member<true>(plant, {}, path, dead, detail::Assigner(value)))
        detail::refuse_path(std::string(path), dead);
}

RAMPCAST_INLINE Plant replaced(Plant plant, std::string_view path, const Setting& value) {
    assign(plant, path, value);
    return plant;
}

} // namespace rampcast
