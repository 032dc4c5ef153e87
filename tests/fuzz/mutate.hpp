#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/plant/plant.hpp"

/// Inputs made from inputs, by the descriptions of the structs a scenario holds.
namespace rampcast::fuzz {

using Random = std::minstd_rand;

/// An index below `count`, or 0.
inline std::size_t pick(Random& random, std::size_t count) {
    return count == 0 ? 0 : (random() >> 4U) % count;
}
inline bool chance(Random& random, unsigned in) { return pick(random, in) == 0; }

/// A number anywhere, mostly at or beyond the end of a range.
double any_number(Random& random, double near, const Bounds& bounds);
/// A text: a name of the pool, or one that is hard to print.
std::string any_text(Random& random, const std::vector<std::string>& names);

/// Changes a few members of a plant, chosen by chance among all there are and could be.
void mutate_plant(Random& random, Plant& plant);

/// Changes a few words of a text: values, keys and lines of TOML.
/// @param bytes mutates bytes without regard for what they mean
std::string mutate_text(Random& random, std::string text, std::string (*bytes)(std::string));

} // namespace rampcast::fuzz
