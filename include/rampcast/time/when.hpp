#pragma once

#include <string>
#include <variant>

namespace rampcast {

/// When something happens: the name of a milestone, or a date. As a number a date counts days
/// from 1970-01-01; inside a projection it counts days from the plant's as-of date. The empty
/// name means "not stated".
template <class T> using WhenOf = std::variant<std::string, T>;

} // namespace rampcast
