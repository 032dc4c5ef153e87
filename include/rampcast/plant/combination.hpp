#pragma once

#include <string>
#include <vector>

#include "rampcast/core/walk.hpp"
#include "rampcast/plant/plant.hpp"

namespace rampcast {

/// A number of a plant with its path and description.
struct Stated {
    std::string path{};
    NumberInfo info{};
    Uncertain value{};
};

/// One option of every set of alternatives, and the plant it makes.
struct Combination {
    std::vector<std::string> options{}; ///< names, one for each set in the order of the plant
    double weight = 1;                  ///< product of the options' weights
    Plant plant{};                      ///< the plant with these settings, without alternatives
};

} // namespace rampcast
