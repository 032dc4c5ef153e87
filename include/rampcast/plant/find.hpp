#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/function_ref.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/plant/types.hpp"

/// Finding parameters by their dotted paths.
namespace rampcast {

namespace detail {

/// What a path led to.
struct Spot {
    NumberInfo info{};       ///< description of the parameter
    double factor = 1;       ///< stored units in one of the path's
    std::string container{}; ///< path of the struct or list that holds it
    std::string key{};       ///< its key in a path
    std::string given_key{}; ///< its key as the path gave it, such as `cycle_time_h`
    std::string path() const { return joined(container, key); }
};

/// Where a path ended without finding anything.
struct Dead {
    std::string container{};          ///< how far it led
    std::string part{};               ///< the part that is not known there
    std::vector<std::string> known{}; ///< the parts that are
    std::string missing{};            ///< the optional struct that would have to be stated first
};

/// What is done with a member that was found.
using UseMember =
    FunctionRef<void(const Type& type, void* member, const Spot& spot, const Way& way)>;

/// What becomes of optional structs and entries of tables on a path that are absent.
enum class Absent { lost, made };

/// Follows a path through described structs, lists, tables and the chosen alternative of variants,
/// and hands the member at its end to `use`. Absent optional structs and table entries may be made
/// on the way, where the rest of the path states all that they need; where `use` throws, they are
/// not.
/// @return false where the path leads nowhere; then `dead` says why
RAMPCAST_INLINE bool find_member(const Type& type, void* object, const std::string& at,
                                 std::string_view path, Absent absent, Dead& dead, UseMember use);

/// Refuses a path that leads nowhere, with the nearest one that leads somewhere.
[[noreturn]] RAMPCAST_INLINE void refuse_path(const std::string& path, const Dead& dead);

/// A path within a line as it is kept: stations go by their name alone.
inline std::string short_path(const std::string& path) {
    constexpr std::string_view prefix = "stations.";
    return path.substr(path.starts_with(prefix) ? prefix.size() : 0);
}

} // namespace detail

/// A number of a line that a change overrides.
struct FoundNumber {
    Uncertain* number = nullptr;
    double factor = 1;  ///< stored units in one of the path's: 3600 for `burn-in.cycle_time_h`
    NumberInfo info{};  ///< unit and bounds of the stored number
    std::string path{}; ///< its path within the line in stored units: `burn-in.cycle_time_s`
    Way way{};          ///< leads to it in the same line on any scalar
};

/// The number at a path within a line (`burn-in.places`, `nameplate.units_per_year`), with its
/// description; nothing where the path leads nowhere, to an absent number or to something else.
RAMPCAST_INLINE std::optional<FoundNumber> find_parameter(Line& line, std::string_view path);

/// The way to the number at a path within a line.
/// @throws Error where there is none
RAMPCAST_INLINE Way way_to_number(const Line& line, std::string_view path);

/// The name of a calendar at a path within a line (`calendar`, `burn-in.calendar`), null where
/// there is none.
RAMPCAST_INLINE std::string* find_calendar(Line& line, std::string_view path);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/plant/find_body.hpp"
#endif
