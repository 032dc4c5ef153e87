#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rampcast/core/walk.hpp"

/// What `walk.hpp` declares.
namespace rampcast {

namespace detail {

/// Visits all numbers of an object, depth first.
class Walker {
public:
    /// @param named false: paths are not made
    Walker(std::string path, bool named, VisitNumber visit)
        : path_(std::move(path)), named_(named), visit_(visit) {}

    /// @param fresh what the member is by default; null where nothing says
    void member(const Type& type, void* object, const NumberInfo& info,
                const void* fresh = nullptr) {
        if (!type.has_numbers) return;
        switch (type.shape) {
        case Shape::number: visit_(path_, info, {&type, object, fresh}); return;
        case Shape::optional:
            if (void* held = type.held(object)) member(*type.element, held, info);
            return;
        case Shape::choice:
            member(*type.alternatives[type.index(object)], type.held(object), info);
            return;
        case Shape::list:
            for (std::size_t i = 0, size = type.size(object); i < size; ++i) {
                void* element = type.at(object, i);
                const Step step(*this,
                                named_ ? element_key(*type.element, element, i) : std::string());
                member(*type.element, element, info);
            }
            return;
        case Shape::table:
            type.each(object, [&](const std::string& key, void* value) {
                const bool of_paths = type.element->shape == Shape::choice;
                const Step step(*this, of_paths ? key : path_part(key));
                member(*type.element, value, info);
            });
            return;
        case Shape::structure:
            for (const Field& field : type.structure->fields) {
                if (!field.type->has_numbers) continue;
                const Step step(*this, field.key);
                NumberInfo own = field.info;
                if (own.unit.empty()) own.unit = info.unit;
                member(*field.type, field.member(object), own, default_of(*type.structure, field));
            }
            return;
        default: return;
        }
    }

private:
    static const void* default_of(const Structure& structure, const Field& field) {
        if (structure.defaults == nullptr) return nullptr;
        return field.member(const_cast<void*>(structure.defaults()));
    }

    /// A part of the path, while it lives.
    class Step {
    public:
        Step(Walker& walker, std::string_view key)
            : path_(walker.path_), length_(walker.path_.size()) {
            if (!walker.named_) return;
            if (!path_.empty()) path_ += '.';
            path_ += key;
        }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;
        ~Step() { path_.resize(length_); }

    private:
        std::string& path_;
        std::size_t length_;
    };

    std::string path_;
    bool named_;
    VisitNumber visit_;
};

RAMPCAST_INLINE void walk_numbers(const Type& type, void* object, const std::string& path,
                                  VisitNumber visit) {
    Walker(path, true, visit).member(type, object, {});
}

RAMPCAST_INLINE std::vector<Number> numbers_in(const Type& type, void* object) {
    std::vector<Number> list;
    const auto add = [&](const std::string&, const NumberInfo&, const Number& number) {
        list.push_back(number);
    };
    Walker({}, false, add).member(type, object, {});
    return list;
}

/// Makes a member of an object on another scalar from the same member.
inline void convert_member(const Type& to_type, void* to, const Type& from_type, void* from,
                           const NumberInfo& info, ConvertNumber number) {
    if (&to_type == &from_type) {
        copy(to_type, to, from);
        return;
    }
    const auto inner = [&](void* into, void* each) {
        convert_member(*to_type.element, into, *from_type.element, each, info, number);
    };
    switch (from_type.shape) {
    case Shape::number: number(info, from, to); return;
    case Shape::optional:
        to_type.clear(to);
        if (void* held = from_type.held(from)) inner(to_type.emplace(to, 0), held);
        return;
    case Shape::list:
        to_type.resize(to, from_type.size(from));
        for (std::size_t i = 0, size = from_type.size(from); i < size; ++i)
            inner(to_type.at(to, i), from_type.at(from, i));
        return;
    case Shape::table:
        to_type.clear(to);
        from_type.each(from, [&](const std::string& key, void* value) {
            inner(to_type.insert(to, key), value);
        });
        return;
    case Shape::choice: {
        const std::size_t index = from_type.index(from);
        convert_member(*to_type.alternatives[index], to_type.emplace(to, index),
                       *from_type.alternatives[index], from_type.held(from), info, number);
        return;
    }
    default:
        for (std::size_t i = 0; i < from_type.structure->fields.size(); ++i) {
            const Field& into = to_type.structure->fields[i];
            const Field& field = from_type.structure->fields[i];
            convert_member(*into.type, into.member(to), *field.type, field.member(from), field.info,
                           number);
        }
    }
}

RAMPCAST_INLINE void convert(const Type& to_type, void* to, const Type& from_type, void* from,
                             ConvertNumber number) {
    convert_member(to_type, to, from_type, from, {}, number);
}

RAMPCAST_INLINE void* follow(const Type& type, void* object, const Way& way) {
    const Type* at = &type;
    const auto enter = [&] {
        while (at->shape == Shape::optional || at->shape == Shape::choice) {
            const Type* inner =
                at->shape == Shape::choice ? at->alternatives[at->index(object)] : at->element;
            object = at->held(object);
            at = inner;
        }
    };
    for (const std::size_t step : way) {
        enter();
        if (at->shape == Shape::structure) {
            const Field& field = at->structure->fields[step];
            object = field.member(object);
            at = field.type;
        } else {
            object = at->at(object, step);
            at = at->element;
        }
    }
    enter();
    return object;
}

/// The same address, for functions that reach into an object without changing it.
inline void* reach(const void* object) { return const_cast<void*>(object); }

} // namespace detail

RAMPCAST_INLINE std::string element_key(const Type& type, const void* element, std::size_t index) {
    if (type.shape == Shape::structure && type.structure->key)
        if (const std::string key = type.structure->key(element); !key.empty())
            return path_part(key);
    return std::to_string(index + 1);
}

RAMPCAST_INLINE void copy(const Type& type, void* to, const void* from) {
    void* source = detail::reach(from);
    switch (type.shape) {
    case Shape::optional:
        type.clear(to);
        if (const void* held = type.held(source)) copy(*type.element, type.emplace(to, 0), held);
        return;
    case Shape::list:
        type.resize(to, type.size(from));
        for (std::size_t i = 0, size = type.size(from); i < size; ++i)
            copy(*type.element, type.at(to, i), type.at(source, i));
        return;
    case Shape::table:
        type.clear(to);
        type.each(source, [&](const std::string& key, void* value) {
            copy(*type.element, type.insert(to, key), value);
        });
        return;
    case Shape::choice: {
        const std::size_t index = type.index(from);
        copy(*type.alternatives[index], type.emplace(to, index), type.held(source));
        return;
    }
    case Shape::structure:
        for (const Field& field : type.structure->fields)
            copy(*field.type, field.member(to), field.member(source));
        return;
    default: type.assign(to, from);
    }
}

RAMPCAST_INLINE bool equal(const Type& type, const void* a, const void* b) {
    void* left = detail::reach(a);
    void* right = detail::reach(b);
    switch (type.shape) {
    case Shape::optional: {
        const void* one = type.held(left);
        const void* other = type.held(right);
        return one && other ? equal(*type.element, one, other) : one == other;
    }
    case Shape::list:
        if (type.size(a) != type.size(b)) return false;
        for (std::size_t i = 0, size = type.size(a); i < size; ++i)
            if (!equal(*type.element, type.at(left, i), type.at(right, i))) return false;
        return true;
    case Shape::table: {
        if (type.size(a) != type.size(b)) return false;
        bool same = true;
        type.each(left, [&](const std::string& key, void* value) {
            const void* other = type.find(right, key);
            same = same && other && equal(*type.element, value, other);
        });
        return same;
    }
    case Shape::choice:
        return type.index(a) == type.index(b) &&
               equal(*type.alternatives[type.index(a)], type.held(left), type.held(right));
    case Shape::structure:
        for (const Field& field : type.structure->fields)
            if (!equal(*field.type, field.member(left), field.member(right))) return false;
        return true;
    default: return type.equal(a, b);
    }
}

} // namespace rampcast
