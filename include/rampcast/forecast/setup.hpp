#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "rampcast/forecast/grid.hpp"
#include "rampcast/forecast/options.hpp"
#include "rampcast/forecast/schedule.hpp"
#include "rampcast/forecast/series.hpp"
#include "rampcast/forecast/target_plan.hpp"
#include "rampcast/plant/plant.hpp"

namespace rampcast {

class QuantileTable;

namespace detail {

/// A number of one combination that is drawn: where its draw comes from and where it goes.
struct Driver {
    std::size_t dimension; ///< in the run's list of names
    std::size_t number;    ///< in `Projection::numbers()`
    std::shared_ptr<const QuantileTable> table;
};

/// One combination of alternatives, ready to run.
struct Scenario {
    std::vector<std::string> options;
    double weight;
    std::uint64_t draws; ///< which set of a combination's draws it takes
    Plant plant;
    std::vector<Driver> drivers;
};

/// Everything the tasks of a run share.
struct Setup {
    Grid grid{};
    SeriesPlan plan{};
    Schedule schedule{};
    std::vector<double> scales{};     ///< typical size of each series, for its bins
    std::vector<std::string> names{}; ///< of drivers, in the order of dimensions
    std::vector<Scenario> scenarios{};
    std::vector<std::array<std::uint32_t, 32>> directions{}; ///< Sobol' direction numbers
    std::vector<std::size_t> correlated{};                   ///< dimensions
    Eigen::MatrixXd factor{};          ///< Cholesky factor of their correlation
    std::vector<TargetPlan> targets{}; ///< in the plant's order
    ForecastOptions options{};
};

} // namespace detail
} // namespace rampcast
