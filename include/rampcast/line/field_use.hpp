#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/core/params.hpp"

/// What an engine does with each described field of a line: a list next to the engine, which must
/// mention every field, so that none is ignored without a word.
namespace rampcast::detail {

enum class Use {
    used,    ///< it bears on the result as its description says
    refused, ///< the engine does not take a line that states it (unlike its default)
    no_part  ///< it has no part in what the engine answers
};

struct FieldUse {
    std::string_view field;
    Use use;
    std::string_view why{}; ///< unless it is used
};

/// The fields of a struct that a list does not mention.
template <Described S> std::vector<std::string> unmentioned(std::span<const FieldUse> list) {
    std::vector<std::string> names;
    for_each_param<S>([&](const auto& param) {
        const auto is = [&](const FieldUse& each) { return each.field == param.name; };
        if (std::none_of(list.begin(), list.end(), is)) names.emplace_back(param.name);
    });
    return names;
}

/// The first refused field that an object states; null where there is none.
template <Described S>
const FieldUse* refused_field(const S& object, std::span<const FieldUse> list) {
    static const S unstated{};
    const FieldUse* found = nullptr;
    for_each_param<S>([&](const auto& param) {
        if (found || object.*param.member == unstated.*param.member) return;
        for (const FieldUse& each : list)
            if (each.field == param.name && each.use == Use::refused) found = &each;
    });
    return found;
}

} // namespace rampcast::detail
