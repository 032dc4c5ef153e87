#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string_view>
#include <vector>

#include "rampcast/forecast/given_draws.hpp"
#include "rampcast/plant/metric.hpp"
#include "rampcast/time/period.hpp"

namespace rampcast {

/// How the uncertain numbers of a path are drawn.
enum class Sampling {
    sobol, ///< 16 scrambles of Sobol' points, a dimension a number; noise by the generator
    plain  ///< everything by the generator
};
inline constexpr std::array<std::string_view, 2> sampling_names{"sobol", "plain"};

/// Independent repetitions inside every run; standard errors come from their spread.
inline constexpr int scrambles = 16;

/// How a forecast is run.
///
/// Where metrics, steps and views are left as they are, the figures of the printed table are
/// collected: `table_metrics` by year. Otherwise no metrics mean `default_metrics`, and no steps
/// every step the timeline can be gathered by. What is asked for is collected of each product or
/// line too where `by` says so, as far as it is known of them (`is_known_by`).
struct ForecastOptions {
    /// Paths in all. Combinations of alternatives share them evenly, each rounded up to 16 × 2^k
    /// (k >= 6) paths.
    std::uint64_t paths = 65536;
    std::uint64_t seed = 1;
    int threads = 0; ///< 0: one a processor
    Sampling sampling = Sampling::sobol;
    /// True: the same draws for every combination of alternatives, so that what differs between
    /// them is signal. False: each has draws of its own, so that their mix is surer.
    bool common_draws = false;
    std::vector<Metric> metrics{};
    std::vector<Frequency> steps{};
    std::vector<View> views{View::period};
    std::vector<By> by{}; ///< whose figures are collected besides the plant's
    /// The part of the run to make, to be joined by `Forecast::merge`: of each combination's paths so
    /// many (0: all that follow) from `first_path` on, both in whole sixteenths of them.
    std::uint64_t first_path = 0, path_count = 0;
    /// Draws to take instead of making them, for each combination of alternatives in their order;
    /// empty: none. `PathFunction` says how their rows are laid out.
    std::vector<std::shared_ptr<const GivenDraws>> given{};
    bool keep_paths = false; ///< keep units and value of every cell and path in memory
    std::stop_token stop{};  ///< ends the run with `Stopped`
    std::function<void(double)> progress{}; ///< called with the share done, from the calling thread

    /// True where other options make the same run, but for its part and its threads.
    bool same_run(const ForecastOptions& other) const {
        return paths == other.paths && seed == other.seed && sampling == other.sampling &&
               common_draws == other.common_draws && metrics == other.metrics &&
               steps == other.steps && views == other.views && by == other.by &&
               given == other.given && keep_paths == other.keep_paths;
    }
};

} // namespace rampcast
