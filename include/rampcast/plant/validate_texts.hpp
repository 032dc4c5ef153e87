#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "rampcast/core/refuse.hpp"
#include "rampcast/core/type.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/uncertainty/uncertain.hpp"

/// Names and other texts of whatever is described: none may garble what it is printed in.
namespace rampcast::detail {

/// Where a text stands that is refused, and why.
struct UnfitText {
    std::string path{};
    std::string_view why{};
};

inline std::optional<UnfitText> unfit_text(const std::string& text) {
    if (first_invalid_utf8(text) != text.size()) return UnfitText{{}, "is not UTF-8 text"};
    if (!is_printable(text)) return UnfitText{{}, unprintable_rule};
    return {};
}

/// The first text below an object that is refused. Sources are free: they are cleaned where they
/// are printed.
inline std::optional<UnfitText> unfit_text(const Type& type, void* object) {
    const auto under = [](const std::string& key, UnfitText found) {
        found.path = found.path.empty() ? key : key + "." + found.path;
        return found;
    };
    switch (type.shape) {
    case Shape::text: return unfit_text(*static_cast<const std::string*>(object));
    case Shape::optional: {
        void* held = type.held(object);
        return held == nullptr ? std::nullopt : unfit_text(*type.element, held);
    }
    case Shape::choice:
        return unfit_text(*type.alternatives[type.index(object)], type.held(object));
    case Shape::list:
        for (std::size_t i = 0, size = type.size(object); i < size; ++i) {
            void* element = type.at(object, i);
            if (const auto found = unfit_text(*type.element, element))
                return under(element_key(*type.element, element, i), *found);
        }
        return {};
    case Shape::table: {
        std::optional<UnfitText> found;
        type.each(object, [&](const std::string& key, void* value) {
            if (found) return;
            found = unfit_text(key);
            if (!found) found = unfit_text(*type.element, value);
            if (found) found = under(path_part(key), *found);
        });
        return found;
    }
    case Shape::structure:
        if (&type == &type_of<Provenance>()) return {};
        for (const Field& field : type.structure->fields)
            if (const auto found = unfit_text(*field.type, field.member(object)))
                return under(std::string(field.key), *found);
        return {};
    default: return {};
    }
}

/// Refuses names that are not UTF-8, or have a character that must not be printed.
template <class S> void check_texts(const S& object) {
    const auto found = unfit_text(type_of<S>(), address(object));
    if (!found) return;
    const auto [container, key] = split_last(found->path);
    refuse_parameter(container, key, std::string(found->why));
}

} // namespace rampcast::detail
