#pragma once

#include <chrono>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/plant/assign.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/find.hpp"

/// What `assign.hpp` declares.
namespace rampcast {

namespace detail {

/// Sets any one member from a setting, or says why it cannot be.
class Assigner {
public:
    explicit Assigner(const Setting& value) : value_(value) {}

    void operator()(const Type& type, void* member, const Spot& spot) const {
        if (&type == &type_of<Setting>()) {
            *static_cast<Setting*>(member) = value_;
            return;
        }
        if (&type == &type_of<Curve>()) {
            set<Curve>(member, spot, "must be a ramp curve");
            return;
        }
        if (&type == &type_of<std::vector<MixPoint>>()) {
            set<std::vector<MixPoint>>(member, spot, "must be shares by product");
            return;
        }
        switch (type.shape) {
        case Shape::number: set_number(type, member, spot); return;
        case Shape::optional: set_optional(type, member, spot); return;
        case Shape::text: *static_cast<std::string*>(member) = text(spot, "a text"); return;
        case Shape::date: *static_cast<Date*>(member) = whole_date(spot); return;
        case Shape::truth: *static_cast<bool*>(member) = truth(spot); return;
        case Shape::word: set_word(type, member, spot); return;
        case Shape::choice: set_choice(type, member, spot); return;
        default:
            refuse_parameter(spot.container, spot.given_key,
                             "cannot be replaced as a whole; set one of its parameters");
        }
    }

private:
    template <class M> void set(void* member, const Spot& spot, const std::string& rule) const {
        if (const auto* given = std::get_if<M>(&value_)) *static_cast<M*>(member) = *given;
        else refuse(spot, rule);
    }
    Uncertain number(const Spot& spot) const {
        const auto* given = std::get_if<Uncertain>(&value_);
        if (!given) refuse(spot, is_date(spot.info.unit) ? "must be a date" : "must be a number");
        check_number(*given, spot.info, spot.container, spot.given_key, spot.factor);
        return *given;
    }
    double plain_number(const Spot& spot) const {
        const Uncertain given = number(spot);
        if (given.is_uncertain())
            refuse_parameter(spot.container, spot.given_key,
                             "is a distribution, must be a plain number here");
        return given.number() * spot.factor;
    }
    void set_number(const Type& type, void* member, const Spot& spot) const {
        if (&type == &type_of<Uncertain>())
            *static_cast<Uncertain*>(member) = scaled(number(spot), spot.factor);
        else *static_cast<double*>(member) = plain_number(spot);
    }
    void set_optional(const Type& type, void* member, const Spot& spot) const {
        if (void* held = type.held(member)) {
            (*this)(*type.element, held, spot);
            return;
        }
        try {
            (*this)(*type.element, type.emplace(member, 0), spot);
        } catch (...) {
            type.clear(member);
            throw;
        }
    }
    bool truth(const Spot& spot) const {
        const double given = plain_number(spot);
        if (given != 0 && given != 1) refuse(spot, "must be 0 (no) or 1 (yes)");
        return given == 1;
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
        const double days = plain_number(as_date);
        if (days != std::floor(days)) refuse(spot, "must be a whole day");
        return Date{std::chrono::days{static_cast<int>(days)}};
    }
    /// The name of a milestone or a date; text or a number in a change.
    void set_choice(const Type& type, void* member, const Spot& spot) const {
        if (&type != &type_of<When>())
            refuse(spot, "cannot be replaced as a whole; set one of its parameters");
        When& when = *static_cast<When*>(member);
        if (const auto* given = std::get_if<std::string>(&value_)) when = *given;
        else if (std::holds_alternative<Uncertain>(value_))
            when = scaled(number(spot), spot.factor);
        else refuse(spot, "must be a name or a number");
    }
    void set_word(const Type& type, void* member, const Spot& spot) const {
        std::string allowed;
        for (const std::string_view each : type.words)
            allowed += (allowed.empty() ? "" : ", ") + std::string(each);
        const std::string& given = text(spot, allowed);
        for (std::size_t i = 0; i < type.words.size(); ++i)
            if (type.words[i] == given) {
                type.set_word(member, i);
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

/// Sets what a path from a plant or a line leads to.
template <class Whole>
void assign_within(Whole& whole, std::string_view path, const Setting& value) {
    const Assigner assigner(value);
    const auto use = [&](const Type& type, void* member, const Spot& spot, const Way&) {
        assigner(type, member, spot);
    };
    Dead dead;
    if (!find_member(type_of<Whole>(), &whole, {}, path, Absent::made, dead, use))
        refuse_path(std::string(path), dead);
}

} // namespace detail

RAMPCAST_INLINE void assign(Plant& plant, std::string_view path, const Setting& value) {
    detail::assign_within(plant, path, value);
}

RAMPCAST_INLINE void assign(Line& line, std::string_view path, const Setting& value) {
    detail::assign_within(line, path, value);
}

} // namespace rampcast
