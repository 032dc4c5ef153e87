#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/type.hpp"

/// Walking, copying and comparing described objects: what everything that derives from `params()`
/// shares.
namespace rampcast {

/// A number somewhere in an object.
struct Number {
    const Type* type = nullptr;
    void* at = nullptr;
    const void* fresh = nullptr; ///< what it is by default; null in a list, table or optional

    /// The number, or null where it is of another type.
    template <class M> M* as() const {
        return type == &type_of<M>() ? static_cast<M*>(at) : nullptr;
    }
};

/// Where something stands in an object, without an address or a name: the index of the field, the
/// element or the entry at every step, passing through what optionals and choices hold.
using Way = std::vector<std::size_t>;

/// How an element of a list is named in a path: by its `name`, else the date it counts from (or
/// happens on), else its position from 1; in quotes where that holds a dot.
RAMPCAST_INLINE std::string element_key(const Type& type, const void* element, std::size_t index);
template <class X> std::string element_key(const X& element, std::size_t index) {
    return element_key(type_of<X>(), &element, index);
}

inline std::string joined(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

namespace detail {

using VisitNumber = FunctionRef<void(const std::string&, const NumberInfo&, const Number&)>;
using ConvertNumber = FunctionRef<void(const NumberInfo&, const void* from, void* to)>;

RAMPCAST_INLINE void walk_numbers(const Type& type, void* object, const std::string& path,
                                  VisitNumber visit);
RAMPCAST_INLINE std::vector<Number> numbers_in(const Type& type, void* object);
RAMPCAST_INLINE void convert(const Type& to_type, void* to, const Type& from_type, void* from,
                             ConvertNumber number);
RAMPCAST_INLINE void* follow(const Type& type, void* object, const Way& way);

/// The number type of a described struct, or of the structs of a choice.
template <class M> struct ScalarOf {
    using type = typename M::scalar;
};
template <class First, class... More> struct ScalarOf<std::variant<First, More...>> {
    using type = typename First::scalar;
};
template <class M> using scalar_of = typename ScalarOf<M>::type;

template <class S> void* address(S& object) {
    return const_cast<void*>(static_cast<const void*>(&object));
}

} // namespace detail

/// Calls `visit(path, info, number&)` for every number below `object`, depth first in the order
/// of the descriptions: those of its scalar, and plain doubles where `visit` takes them. Paths are
/// dotted: `line.L1.ramp.midpoint_days`.
template <class S, class Visit> void walk(S& object, const std::string& path, Visit&& visit) {
    using Plain = std::conditional_t<std::is_const_v<S>, const double, double>;
    const auto any = [&](const std::string& at, const NumberInfo& info, const Number& number) {
        if constexpr (requires { typename S::scalar; }) {
            using T = typename S::scalar;
            using Member = std::conditional_t<std::is_const_v<S>, const T, T>;
            if (auto* found = number.as<T>()) visit(at, info, static_cast<Member&>(*found));
            if constexpr (std::same_as<T, double>) return;
        }
        if constexpr (std::is_invocable_v<Visit&, const std::string&, const NumberInfo&, Plain&>)
            if (auto* found = number.as<double>()) visit(at, info, static_cast<Plain&>(*found));
    };
    detail::walk_numbers(type_of<std::remove_const_t<S>>(), detail::address(object), path, any);
}

/// Every number below `object` in the order of `walk`; a null pointer where it is not a `T`.
template <class T, class S> std::vector<T*> numbers_of(S& object) {
    std::vector<T*> list;
    for (const Number& each :
         detail::numbers_in(type_of<std::remove_const_t<S>>(), detail::address(object)))
        list.push_back(each.as<T>());
    return list;
}

/// The number at the end of a way that was found in an object of the same template and shape.
template <class T, class S> T* follow(S& object, const Way& way) {
    return static_cast<T*>(
        detail::follow(type_of<std::remove_const_t<S>>(), detail::address(object), way));
}

/// The same struct, or choice of structs, on another scalar: copies everything and makes each
/// number by `convert(info, number)`; what does not depend on the scalar is copied. `To` and `From`
/// are instances of one template.
template <class To, class From, class Convert> To converted(const From& from, Convert&& convert) {
    using A = detail::scalar_of<From>;
    using B = detail::scalar_of<To>;
    To to{};
    detail::convert(type_of<To>(), &to, type_of<From>(), detail::address(from),
                    [&](const NumberInfo& info, const void* number, void* into) {
                        *static_cast<B*>(into) = convert(info, *static_cast<const A*>(number));
                    });
    return to;
}

/// Copies an object of a type over another.
RAMPCAST_INLINE void copy(const Type& type, void* to, const void* from);
/// True where two objects of a type are equal in every described part.
RAMPCAST_INLINE bool equal(const Type& type, const void* a, const void* b);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/core/walk_body.hpp"
#endif
