#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "rampcast/core/attention.hpp"
#include "rampcast/core/shared.hpp"
#include "rampcast/forecast/driver_correlation.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/path_function.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/forecast/runner.hpp"
#include "rampcast/forecast/simulator.hpp"

namespace rampcast {

namespace detail {

/// What a path function is made of, and the means of its runs that are not in use.
struct PathFunctionData {
    using Idle = std::vector<std::pair<std::size_t, std::unique_ptr<GivenRuns>>>;

    std::shared_ptr<const Setup> setup;
    DriverCorrelation correlation;
    std::vector<std::vector<PathFunction::Noise>> noise; ///< of each combination
    Shared<Idle> idle{};

    explicit PathFunctionData(std::shared_ptr<const Setup> made)
        : setup(std::move(made)), correlation(*setup) {
        const std::vector<Cell>& cells = setup->grid.cells;
        const int first = cells.front().month, months = cells.back().month - first + 1;
        for (const Scenario& each : setup->scenarios) {
            noise.emplace_back();
            for (const std::string& name : stream_names(each.plant)) {
                const bool once = is_drawn_once(name);
                noise.back().push_back({name, once ? 0 : first, once ? 1 : months, once});
            }
        }
    }

    std::size_t drivers() const { return setup->names.size(); }
    const Scenario& scenario(std::size_t alternative) const {
        if (alternative >= setup->scenarios.size())
            throw Error("path function", "alternative is " + std::to_string(alternative) +
                                             ", there are " +
                                             std::to_string(setup->scenarios.size()));
        return setup->scenarios[alternative];
    }
    std::vector<GivenNoise> layout(std::size_t alternative) const {
        std::vector<GivenNoise> result;
        std::size_t first = drivers();
        for (const PathFunction::Noise& each : noise[alternative]) {
            result.push_back({first, each.first_month, each.months});
            first += static_cast<std::size_t>(each.months);
        }
        return result;
    }
    std::size_t dimensions(std::size_t alternative) const {
        std::size_t sum = drivers();
        for (const PathFunction::Noise& each : noise[alternative])
            sum += static_cast<std::size_t>(each.months);
        return sum;
    }
    /// @return whether rows hold noise too @throws Error for rows of another length
    template <class Rows> bool check(const Rows& z, std::size_t alternative) const {
        scenario(alternative);
        const auto width = static_cast<std::size_t>(z.cols());
        const std::size_t all = dimensions(alternative);
        if (width != drivers() && width != all)
            throw Error("path function", "rows have " + std::to_string(width) +
                                             " numbers, must have " + std::to_string(drivers()) +
                                             ", one a driver, or " + std::to_string(all) +
                                             " with all noise");
        for (Eigen::Index i = 0; i < z.size(); ++i)
            if (!std::isfinite(z.data()[i]))
                throw Error("path function", "number " + std::to_string(i % z.cols()) + " of row " +
                                                 std::to_string(i / z.cols()) + " is not finite");
        return width != drivers();
    }
    /// Binds the drivers of a combination. @param z their independent values
    template <class T>
    void bind(std::size_t alternative, std::vector<T> z, Projection<T>& projection) const {
        correlation.apply(z);
        for (const Driver& driver : setup->scenarios[alternative].drivers)
            *projection.numbers()[driver.number] = driver.table->at(z[driver.dimension]);
    }
};

/// Noise of one path from its row.
template <class T, class Row> struct RowNoise {
    const std::vector<GivenNoise>& layout;
    const Row& row; ///< row(i) is number i as the scalar; not asked where there is no noise
    bool given;

    T noise(std::size_t stream, int month) const {
        const GivenNoise& each = layout[stream];
        const int at = month - each.month;
        if (!given || at < 0 || at >= each.months) return T(0);
        return row(each.first + static_cast<std::size_t>(at));
    }
};

/// Runs one path of a row. @param row row(i) is number i @param use use(series, figure)
template <class T, class Row, class Use>
void run_row(const PathFunctionData& data, std::size_t alternative, PathFigures<T>& path,
             const std::vector<GivenNoise>& layout, bool noisy, const Row& row, const Use& use) {
    std::vector<T> z;
    for (std::size_t d = 0; d < data.drivers(); ++d) z.push_back(row(d));
    data.bind(alternative, std::move(z), path.projection);
    RowNoise<T, Row> noise{layout, row, noisy};
    path.projection.run(noise,
                        [&](std::size_t k, const CellOutput<T>& cell) { path.observe(k, cell); });
    for (const SeriesBlock& block : data.setup->plan.blocks)
        path.for_each_value(block,
                            [&](std::size_t g, const T& value) { use(block.first + g, value); });
}

} // namespace detail

RAMPCAST_INLINE PathFunction::PathFunction(const Plant& plant, const Timeline& timeline,
                                           const ForecastOptions& options) {
    ForecastOptions used;
    used.metrics = options.metrics;
    used.steps = options.steps;
    used.views = options.views;
    used.by = options.by;
    used.seed = options.seed;
    used.paths = 1;
    used.sampling = Sampling::plain; // every driver is given
    used.common_draws = true;        // noise of a path is the same in each alternative
    data_ =
        std::make_shared<detail::PathFunctionData>(detail::make_setup(plant, timeline, used, {}));
}

RAMPCAST_INLINE const std::vector<std::string>& PathFunction::drivers() const {
    return data_->setup->names;
}
RAMPCAST_INLINE std::vector<PathFunction::Alternative> PathFunction::alternatives() const {
    std::vector<Alternative> result;
    for (const detail::Scenario& each : data_->setup->scenarios)
        result.push_back({each.options, each.weight});
    return result;
}
RAMPCAST_INLINE std::vector<PathFunction::Noise>
PathFunction::noise(std::size_t alternative) const {
    data_->scenario(alternative);
    return data_->noise[alternative];
}
RAMPCAST_INLINE std::size_t PathFunction::dimensions(std::size_t alternative) const {
    data_->scenario(alternative);
    return data_->dimensions(alternative);
}
RAMPCAST_INLINE std::vector<GivenNoise> PathFunction::layout(std::size_t alternative) const {
    data_->scenario(alternative);
    return data_->layout(alternative);
}
RAMPCAST_INLINE std::vector<PathFunction::Figure> PathFunction::figures() const {
    const detail::Setup& setup = *data_->setup;
    const Plant& plant = setup.scenarios.front().plant;
    std::vector<Figure> result;
    for (const SeriesBlock& block : setup.plan.blocks)
        for (const Group& group : block.groups)
            result.push_back({block.metric,
                              block.view,
                              {block.by, block.by == By::product ? plant.products[block.member].name
                                         : block.by == By::line  ? plant.lines[block.member].name
                                                                 : std::string()},
                              label(block.frequency, group.nominal, setup.grid.years),
                              group.clipped});
    return result;
}
RAMPCAST_INLINE Date PathFunction::reference() const { return data_->setup->grid.reference; }

RAMPCAST_INLINE PathRows<float> PathFunction::operator()(const PathRows<float>& z,
                                                         std::size_t alternative,
                                                         const Draws& draws) const {
    const bool noisy = data_->check(z, alternative);
    const detail::Attention attention(draws.watch);
    GivenDraws given{.width = static_cast<std::size_t>(z.cols()),
                     .paths = static_cast<std::size_t>(z.rows()),
                     .rows = {z.data(), z.data() + z.size()},
                     .noise = {},
                     .first_path = draws.first_path,
                     .quiet = draws.quiet || noisy};
    if (noisy) given.noise = data_->layout(alternative);
    PathRows<float> figures(z.rows(), static_cast<Eigen::Index>(data_->setup->plan.size));
    if (given.paths == 0) return figures;
    auto runs = data_->idle.use([&](auto& idle) {
        for (auto& each : idle)
            if (each.first == alternative && each.second) return std::move(each.second);
        return std::unique_ptr<detail::GivenRuns>();
    });
    if (!runs) runs = detail::simulator().given(*data_->setup, alternative);
    runs->run(given, figures.data(), attention.poll());
    data_->idle.use([&](auto& idle) {
        for (auto& each : idle)
            if (each.first == alternative && !each.second) {
                each.second = std::move(runs);
                return;
            }
        idle.emplace_back(alternative, std::move(runs));
    });
    return figures;
}

RAMPCAST_INLINE PathRows<double> PathFunction::precise(const PathRows<double>& z,
                                                       std::size_t alternative,
                                                       const Watch& watch) const {
    const bool noisy = data_->check(z, alternative);
    const detail::Attention attention(watch);
    const auto poll = attention.poll();
    const std::vector<GivenNoise> layout = data_->layout(alternative);
    detail::PathFigures<double> path(data_->scenario(alternative).plant, data_->setup->grid,
                                     detail::books(*data_->setup));
    PathRows<double> figures(z.rows(), static_cast<Eigen::Index>(data_->setup->plan.size));
    for (Eigen::Index i = 0; i < z.rows(); ++i) {
        poll(static_cast<double>(i) / static_cast<double>(z.rows()));
        detail::run_row(
            *data_, alternative, path, layout, noisy,
            [&](std::size_t d) { return z(i, static_cast<Eigen::Index>(d)); },
            [&](std::size_t s, double value) { figures(i, static_cast<Eigen::Index>(s)) = value; });
    }
    return figures;
}

RAMPCAST_INLINE PathFunction::Gradient PathFunction::gradient(const Eigen::VectorXd& z,
                                                              std::size_t alternative,
                                                              const Watch& watch) const {
    using D = Dual<double>;
    const PathRows<double> row = z.transpose();
    const bool noisy = data_->check(row, alternative);
    const detail::Attention attention(watch);
    const auto poll = attention.poll();
    const std::vector<GivenNoise> layout = data_->layout(alternative);
    detail::PathFigures<D> path(data_->scenario(alternative).plant, data_->setup->grid,
                                detail::books(*data_->setup));
    const auto size = static_cast<Eigen::Index>(data_->setup->plan.size);
    Gradient result{Eigen::VectorXd(size), Eigen::MatrixXd(size, z.size())};
    for (Eigen::Index by = 0; by < std::max<Eigen::Index>(z.size(), 1); ++by) {
        poll(static_cast<double>(by) / static_cast<double>(z.size() + 1));
        detail::run_row(
            *data_, alternative, path, layout, noisy,
            [&](std::size_t d) {
                const auto i = static_cast<Eigen::Index>(d);
                return D(z(i), i == by ? 1.0 : 0.0);
            },
            [&](std::size_t s, const D& value) {
                result.figures(static_cast<Eigen::Index>(s)) = value.value;
                if (z.size() > 0) result.slopes(static_cast<Eigen::Index>(s), by) = value.slope;
            });
    }
    return result;
}

RAMPCAST_INLINE PathRows<double> PathFunction::correlated(const PathRows<double>& z) const {
    PathRows<double> result(z.rows(), static_cast<Eigen::Index>(data_->drivers()));
    if (z.cols() < result.cols())
        throw Error("path function", "rows have " + std::to_string(z.cols()) +
                                         " numbers, must have " + std::to_string(data_->drivers()) +
                                         ", one a driver");
    std::vector<double> row(data_->drivers());
    for (Eigen::Index i = 0; i < z.rows(); ++i) {
        for (std::size_t d = 0; d < row.size(); ++d) row[d] = z(i, static_cast<Eigen::Index>(d));
        data_->correlation.apply(row);
        for (std::size_t d = 0; d < row.size(); ++d)
            result(i, static_cast<Eigen::Index>(d)) = row[d];
    }
    return result;
}
RAMPCAST_INLINE PathRows<double> PathFunction::numbers(const PathRows<double>& z,
                                                       std::size_t alternative) const {
    const detail::Scenario& scenario = data_->scenario(alternative);
    const PathRows<double> own = correlated(z);
    PathRows<double> result(own.rows(), own.cols());
    result.setConstant(std::numeric_limits<double>::quiet_NaN());
    for (const detail::Driver& driver : scenario.drivers) {
        const auto d = static_cast<Eigen::Index>(driver.dimension);
        for (Eigen::Index i = 0; i < own.rows(); ++i) result(i, d) = driver.table->at(own(i, d));
    }
    return result;
}

} // namespace rampcast
