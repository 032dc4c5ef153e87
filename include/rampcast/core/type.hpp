#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/function_ref.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/core/params.hpp"

/// The run-time description of the types a plant is made of: one table a type, made from
/// `params()`. Walking, finding, copying, reading, writing and the Python classes go over it.
namespace rampcast {

/// True for types that are one number of a formula; a number type of a higher module adds itself.
template <class M>
inline constexpr bool is_number = std::is_floating_point_v<M> || is_lanes<M> || is_dual<M>;

/// What is known of a number in the tree: its description without the member.
struct NumberInfo {
    std::string_view name, unit;
    Bounds bounds;
    std::string_view meaning;
    std::string_view stand_in{}; ///< name of the member it follows from where it is left out
};

struct Type;

/// One member of a described struct.
struct Field {
    NumberInfo info{};          ///< unit and bounds are those of the numbers in it
    std::string_view key{};     ///< in files and paths
    bool required = false;      ///< must be given
    const Type* type = nullptr; ///< of the member
    void* (*member)(void* object) = nullptr;
};

/// What a type is made of.
enum class Shape {
    number,   ///< one number of a formula: double, `Uncertain`, lanes, dual
    text,     ///< std::string
    truth,    ///< bool
    date,     ///< a calendar day
    word,     ///< an enumeration, written by its words
    optional, ///< `element` or nothing
    list,     ///< std::vector of `element`
    table,    ///< std::map of `element` by name
    choice,   ///< std::variant of `alternatives`
    structure ///< a described struct: `fields`
};

/// A described struct.
struct Structure {
    std::string_view name{}, meaning{}; ///< `type_name`, `meaning`
    std::string_view tag{};             ///< what tells it from other alternatives; may be empty
    std::span<const Field> fields{};
    /// Its name in a list: `name`, else the date it counts from (or happens on); may be empty.
    /// Null for structs of lanes and duals, as is all below.
    std::string (*key)(const void* object) = nullptr;
    /// A default-constructed object.
    const void* (*defaults)() = nullptr;
    /// Refuses parameters that do not fit together; null where the struct has no such rules.
    void (*check)(const void* object, const std::string& place) = nullptr;
};

/// A type at run time. Functions that its shape has no use for are null; objects are passed by
/// their addresses.
struct Type {
    Shape shape{};
    bool has_numbers = false;                    ///< some number may stand in it
    const Type* element = nullptr;               ///< of an optional, list or table
    std::span<const Type* const> alternatives{}; ///< of a choice
    std::span<const std::string_view> words{};   ///< of a word, in the enumeration's order
    const Structure* structure = nullptr;

    // number, text, truth, date, word
    bool (*equal)(const void* a, const void* b) = nullptr;
    void (*assign)(void* to, const void* from) = nullptr;
    // word
    std::size_t (*word)(const void* object) = nullptr;
    void (*set_word)(void* object, std::size_t word) = nullptr;
    // optional (null where empty) and choice
    void* (*held)(void* object) = nullptr;
    // choice
    std::size_t (*index)(const void* object) = nullptr;
    // optional (any index) and choice: a default value, whose address is returned
    void* (*emplace)(void* object, std::size_t index) = nullptr;
    // optional, list and table
    void (*clear)(void* object) = nullptr;
    // list and table
    std::size_t (*size)(const void* object) = nullptr;
    void* (*at)(void* object, std::size_t index) = nullptr;
    // list
    void (*resize)(void* object, std::size_t size) = nullptr;
    // table
    const std::string& (*key_at)(const void* object, std::size_t index) = nullptr;
    void (*each)(void* object, FunctionRef<void(const std::string&, void*)> visit) = nullptr;
    void* (*find)(void* object, const std::string& key) = nullptr;   ///< null where absent
    void* (*insert)(void* object, const std::string& key) = nullptr; ///< or what is there
    void (*erase)(void* object, const std::string& key) = nullptr;
};

/// The description of a type; one object a type, so that types can be told by their addresses.
template <class M> const Type& type_of();

namespace detail {

template <class M> struct TypeTable;

/// The functions of a type, by its shape.
template <class M> struct Access {
    static M& of(void* object) { return *static_cast<M*>(object); }
    static const M& of(const void* object) { return *static_cast<const M*>(object); }
    static bool equal(const void* a, const void* b) { return of(a) == of(b); }
    static void assign(void* to, const void* from) { of(to) = of(from); }
    static std::size_t word(const void* object) { return static_cast<std::size_t>(of(object)); }
    static void set_word(void* object, std::size_t word) { of(object) = static_cast<M>(word); }
};

template <class M> constexpr Type leaf(Shape shape) {
    Type type{.shape = shape, .has_numbers = shape == Shape::number};
    if constexpr (!is_lanes<M> && !is_dual<M>) type.equal = &Access<M>::equal;
    type.assign = &Access<M>::assign;
    return type;
}

/// Makes the table of a type; a member type of a new shape is one more specialisation.
template <class M> struct TypeMaker {
    static constexpr Type make() {
        if constexpr (is_number<M>) return leaf<M>(Shape::number);
        else if constexpr (std::is_enum_v<M>) {
            Type type = leaf<M>(Shape::word);
            type.words = words_of(M{});
            type.word = &Access<M>::word;
            type.set_word = &Access<M>::set_word;
            return type;
        } else {
            static_assert(Described<M>, "neither a described struct nor a type known here");
            return {.shape = Shape::structure, .has_numbers = has_numbers(), .structure = &table};
        }
    }

private:
    static constexpr bool has_numbers() {
        for (const Field& field : table.fields)
            if (field.type->has_numbers) return true;
        return false;
    }

    /// The described struct.
    template <class S> struct Parts {
        static constexpr auto params = S::params();
        static constexpr std::size_t count = std::tuple_size_v<decltype(params)>;

        template <std::size_t I> static void* member(void* object) {
            return std::addressof(static_cast<S*>(object)->*std::get<I>(params).member);
        }
        template <std::size_t I> static constexpr Field field() {
            constexpr auto p = std::get<I>(params);
            return {.info = {p.name, p.unit, p.bounds, p.meaning, p.stand_in},
                    .key = p.key(),
                    .required = p.required,
                    .type = &TypeTable<typename decltype(p)::member_type>::type,
                    .member = &member<I>};
        }
        template <std::size_t... I>
        static constexpr std::array<Field, count> all(std::index_sequence<I...>) {
            return {field<I>()...};
        }
        static constexpr std::array<Field, count> fields = all(std::make_index_sequence<count>{});

        static std::string key(const void* object) {
            const S& s = *static_cast<const S*>(object);
            if constexpr (requires { std::string(s.name); }) return s.name;
            else if constexpr (requires { key_text(s); }) return key_text(s);
            else return {};
        }
        static const void* defaults() {
            static const S fresh{};
            return &fresh;
        }
        static void check(const void* object, const std::string& place) {
            static_cast<const S*>(object)->validate(place);
        }
        static constexpr Structure make() {
            Structure made{.name = S::type_name, .meaning = S::meaning, .fields = fields};
            if constexpr (requires { S::tag; }) made.tag = S::tag;
            constexpr bool checked =
                requires(const S& s, const std::string& place) { s.validate(place); };
            if constexpr (requires { typename S::scalar; }) {
                using T = typename S::scalar;
                if constexpr (is_lanes<T> || is_dual<T>) return made;
                else if constexpr (checked && std::is_floating_point_v<T>) made.check = &check;
            } else if constexpr (checked) {
                made.check = &check;
            }
            made.key = &key;
            made.defaults = &defaults;
            return made;
        }
    };
    static constexpr Structure make_table() {
        if constexpr (Described<M>) return Parts<M>::make();
        else return {};
    }
    static constexpr Structure table = make_table();
};

template <> struct TypeMaker<std::string> {
    static constexpr Type make() { return leaf<std::string>(Shape::text); }
};
template <> struct TypeMaker<bool> {
    static constexpr Type make() { return leaf<bool>(Shape::truth); }
};
template <> struct TypeMaker<std::chrono::sys_days> {
    static constexpr Type make() { return leaf<std::chrono::sys_days>(Shape::date); }
};

template <class X> struct TypeMaker<std::optional<X>> : Access<std::optional<X>> {
    using Access<std::optional<X>>::of;
    static void* held(void* object) { return of(object) ? std::addressof(*of(object)) : nullptr; }
    static void* emplace(void* object, std::size_t) { return std::addressof(of(object).emplace()); }
    static void clear(void* object) { of(object).reset(); }
    static constexpr Type make() {
        return {.shape = Shape::optional,
                .has_numbers = TypeTable<X>::type.has_numbers,
                .element = &TypeTable<X>::type,
                .held = &held,
                .emplace = &emplace,
                .clear = &clear};
    }
};

template <class X> struct TypeMaker<std::vector<X>> : Access<std::vector<X>> {
    using Access<std::vector<X>>::of;
    static void clear(void* object) { of(object).clear(); }
    static std::size_t size(const void* object) { return of(object).size(); }
    static void* at(void* object, std::size_t index) { return std::addressof(of(object)[index]); }
    static void resize(void* object, std::size_t size) { of(object).resize(size); }
    static constexpr Type make() {
        return {.shape = Shape::list,
                .has_numbers = TypeTable<X>::type.has_numbers,
                .element = &TypeTable<X>::type,
                .clear = &clear,
                .size = &size,
                .at = &at,
                .resize = &resize};
    }
};

template <class X> struct TypeMaker<std::map<std::string, X>> : Access<std::map<std::string, X>> {
    using Access<std::map<std::string, X>>::of;
    static void clear(void* object) { of(object).clear(); }
    static std::size_t size(const void* object) { return of(object).size(); }
    static void* at(void* object, std::size_t index) {
        return std::addressof(
            std::next(of(object).begin(), static_cast<std::ptrdiff_t>(index))->second);
    }
    static const std::string& key_at(const void* object, std::size_t index) {
        return std::next(of(object).begin(), static_cast<std::ptrdiff_t>(index))->first;
    }
    static void each(void* object, FunctionRef<void(const std::string&, void*)> visit) {
        for (auto& entry : of(object)) visit(entry.first, std::addressof(entry.second));
    }
    static void* find(void* object, const std::string& key) {
        const auto found = of(object).find(key);
        return found == of(object).end() ? nullptr : std::addressof(found->second);
    }
    static void* insert(void* object, const std::string& key) {
        return std::addressof(of(object)[key]);
    }
    static void erase(void* object, const std::string& key) { of(object).erase(key); }
    static constexpr Type make() {
        return {.shape = Shape::table,
                .has_numbers = TypeTable<X>::type.has_numbers,
                .element = &TypeTable<X>::type,
                .clear = &clear,
                .size = &size,
                .at = &at,
                .key_at = &key_at,
                .each = &each,
                .find = &find,
                .insert = &insert,
                .erase = &erase};
    }
};

template <class... X> struct TypeMaker<std::variant<X...>> : Access<std::variant<X...>> {
    using Choice = std::variant<X...>;
    using Access<Choice>::of;
    static constexpr std::array<const Type*, sizeof...(X)> types{&TypeTable<X>::type...};

    static void* held(void* object) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            void* found = nullptr;
            ((of(object).index() == I ? void(found = std::get_if<I>(&of(object))) : void()), ...);
            return found;
        }(std::index_sequence_for<X...>{});
    }
    static std::size_t index(const void* object) { return of(object).index(); }
    static void* emplace(void* object, std::size_t index) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            void* made = nullptr;
            ((index == I ? void(made = std::addressof(of(object).template emplace<I>())) : void()),
             ...);
            return made;
        }(std::index_sequence_for<X...>{});
    }
    static constexpr Type make() {
        return {.shape = Shape::choice,
                .has_numbers = (TypeTable<X>::type.has_numbers || ...),
                .alternatives = types,
                .held = &held,
                .index = &index,
                .emplace = &emplace};
    }
};

template <class M> struct TypeTable {
    static constexpr Type type = TypeMaker<M>::make();
};

} // namespace detail

template <class M> const Type& type_of() { return detail::TypeTable<std::remove_cv_t<M>>::type; }

} // namespace rampcast
