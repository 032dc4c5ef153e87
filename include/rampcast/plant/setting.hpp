#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "rampcast/ramp/ramp.hpp"
#include "rampcast/value/mix.hpp"

namespace rampcast {

/// A new value for a parameter named by its dotted path: a number, a name, a curve, or a mix.
template <class T>
using SettingOf = std::variant<std::string, T, CurveOf<T>, std::vector<MixPointOf<T>>>;

/// New values by dotted path.
template <class T> using SettingsOf = std::map<std::string, SettingOf<T>>;

} // namespace rampcast
