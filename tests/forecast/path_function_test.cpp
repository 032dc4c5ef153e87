#include "rampcast/forecast/path_function.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::rich;
using samples::three_years;

PathFunction by_year(const Plant& plant,
                     std::vector<Metric> metrics = {Metric::units, Metric::gross_output_value}) {
    ForecastOptions options;
    options.metrics = std::move(metrics);
    options.steps = {Frequency::year};
    return {plant, three_years(), options};
}

template <class S> PathRows<S> drawn(std::size_t rows, std::size_t columns, unsigned seed) {
    std::mt19937 generator(seed);
    std::normal_distribution<double> normal;
    PathRows<S> z(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns));
    for (Eigen::Index i = 0; i < z.size(); ++i) z.data()[i] = static_cast<S>(normal(generator));
    return z;
}

/// The noise a row holds, found by the names of its streams.
struct ByHand {
    const PathRows<double>& z;
    std::vector<PathFunction::Noise> streams;
    std::size_t drivers;
    double noise(std::size_t stream, int month) const {
        std::size_t at = drivers;
        for (std::size_t s = 0; s < stream; ++s) at += static_cast<std::size_t>(streams[s].months);
        at += static_cast<std::size_t>(month - streams[stream].first_month);
        return z(0, static_cast<Eigen::Index>(at));
    }
};

TEST(PathFunction, IsAProjectionOfTheNumbersThatRowsStandFor) {
    Plant plant = rich();
    plant.as_of = date(2024, 1, 1); // before anything can have happened
    const PathFunction function = by_year(plant);
    for (std::size_t alternative = 0; alternative < 2; ++alternative) {
        const PathRows<double> z = drawn<double>(1, function.dimensions(alternative), 7);
        Plant one = prepared(combinations(plant)[alternative].plant);
        correct_rates(one);
        const Grid grid = make_grid(plant, three_years());
        Projection<double> path(one, grid);
        const PathRows<double> own = function.correlated(z);
        const auto& names = function.drivers();
        detail::for_each_driver(one, [&](std::size_t i, const std::string& name,
                                         const NumberInfo& info, const Distribution& of) {
            const auto d = std::find(names.begin(), names.end(), name) - names.begin();
            *path.numbers()[i] = quantile_z(of, own(0, d)) - zero_of(info, grid);
        });
        ByHand noise{z, function.noise(alternative), names.size()};
        std::vector<double> units(3), value(3);
        path.run(noise, [&](std::size_t k, const CellOutput<double>& cell) {
            if (!grid.cells[k].shown) return;
            const auto year = static_cast<std::size_t>(grid.cells[k].month / 12 - 2024);
            units[year] += cell.units;
            value[year] += cell.value;
        });
        const PathRows<double> precise = function.precise(z, alternative);
        const PathRows<float> lanes = function(z.cast<float>(), alternative);
        ASSERT_EQ(precise.cols(), 6);
        for (int y = 0; y < 3; ++y) {
            const auto at = static_cast<std::size_t>(y);
            EXPECT_NEAR(precise(0, y), units[at], 1e-5 * units[at]);
            EXPECT_NEAR(precise(0, 3 + y), value[at], 1e-5 * value[at]);
            EXPECT_NEAR(lanes(0, y), units[at], 3e-4 * units[at] + 1e-3);
            EXPECT_NEAR(lanes(0, 3 + y), value[at], 3e-4 * value[at] + 1);
        }
    }
}

TEST(PathFunction, GradientsAreCentralDifferences) {
    const PathFunction function = by_year(rich());
    int moved = 0, kinks = 0;
    for (unsigned seed = 1; seed <= 3; ++seed) {
        const PathRows<double> z = drawn<double>(1, function.dimensions(), seed);
        const auto found = function.gradient(z.row(0).transpose());
        const PathRows<double> here = function.precise(z);
        for (Eigen::Index s = 0; s < here.cols(); ++s)
            EXPECT_NEAR(found.figures(s), here(0, s), 1e-9 * std::abs(here(0, s)));
        constexpr double step = 1e-4;
        for (Eigen::Index d = 0; d < z.cols(); ++d) {
            PathRows<double> moves(4, z.cols());
            for (int i = 0; i < 4; ++i) moves.row(i) = z.row(0);
            moves(0, d) -= 2 * step;
            moves(1, d) -= step;
            moves(2, d) += step;
            moves(3, d) += 2 * step;
            const PathRows<double> at = function.precise(moves);
            for (Eigen::Index s = 0; s < at.cols(); ++s) {
                const double wide = (at(3, s) - at(0, s)) / (4 * step);
                const double near = (at(2, s) - at(1, s)) / (2 * step);
                const double scale = std::abs(here(0, s)) + std::abs(near);
                // Where steps of two widths disagree there is a kink between them.
                if (std::abs(wide - near) > 1e-7 * scale) {
                    ++kinks;
                    continue;
                }
                EXPECT_NEAR(found.slopes(s, d), (4 * near - wide) / 3, 1e-6 * scale)
                    << function.figures()[static_cast<std::size_t>(s)].period << " by " << d;
                moved += std::abs(found.slopes(s, d)) > 1e-6 * scale;
            }
        }
    }
    EXPECT_GT(moved, 300);
    EXPECT_LT(kinks, moved / 2);
}

TEST(PathFunction, NoiseThatIsNotGivenIsDrawnByPathOrAtItsMiddle) {
    const PathFunction function = by_year(rich());
    const PathRows<float> z = drawn<float>(200, function.drivers().size(), 3);
    const PathRows<float> all = function(z);
    const PathRows<float> last = function(z.bottomRows(72), 0, {.first_path = 128});
    EXPECT_EQ(all.bottomRows(72), last);
    EXPECT_NE(all.topRows(72), function(z.topRows(72), 0, {.first_path = 64}));
    PathRows<float> middle(200, static_cast<Eigen::Index>(function.dimensions()));
    middle.setZero();
    middle.leftCols(z.cols()) = z;
    EXPECT_EQ(function(middle), function(z, 0, {.quiet = true}));
    EXPECT_EQ(function(z), all) << "what ran before leaves nothing behind";
}

/// With every draw given, a forecast's paths are the rows', in order and again.
TEST(PathFunction, ForecastsTakeItsRows) {
    const Plant plant = rich();
    const PathFunction function = by_year(plant);
    ForecastOptions options{.paths = 4096};
    options.metrics = {Metric::units};
    options.steps = {Frequency::year};
    double mean[3] = {}, below = 0;
    for (std::size_t c = 0; c < 2; ++c) {
        const std::size_t width = function.dimensions(c);
        const PathRows<float> z = drawn<float>(512, width, 11 + static_cast<unsigned>(c));
        options.given.push_back(
            std::make_shared<GivenDraws>(GivenDraws{.width = width,
                                                    .paths = 512,
                                                    .rows = {z.data(), z.data() + z.size()},
                                                    .noise = function.layout(c)}));
        const PathRows<float> figures = function(z, c);
        const double weight = function.alternatives()[c].weight / 512;
        for (int y = 0; y < 3; ++y) mean[y] += figures.col(y).cast<double>().sum() * weight;
        below += static_cast<double>((figures.col(1).array() >= 1200).count()) * weight;
    }
    const Forecast run = forecast(plant, three_years(), options);
    const std::vector<Row> rows = run.rows(Frequency::year);
    for (std::size_t y = 0; y < 3; ++y) EXPECT_NEAR(rows[y].summary.mean, mean[y], 1e-5 * mean[y]);
    EXPECT_NEAR(run.probability(Metric::units, 1200, parse_period("2025").period), below, 1e-9);
}

TEST(PathFunction, RefusesWhatIsNoRow) {
    const PathFunction function = by_year(rich());
    const auto refused = [](const auto& call) {
        try {
            call();
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_NE(refused([&] { function(PathRows<float>::Zero(2, 3)); }).find("rows have 3 numbers"),
              std::string::npos);
    PathRows<double> z =
        PathRows<double>::Zero(2, static_cast<Eigen::Index>(function.drivers().size()));
    z(1, 2) = std::nan("");
    EXPECT_NE(refused([&] { function.precise(z); }).find("number 2 of row 1 is not finite"),
              std::string::npos);
    EXPECT_NE(refused([&] { function.precise(z, 2); }).find("alternative is 2, there are 2"),
              std::string::npos);
    ForecastOptions options;
    options.given = {std::make_shared<GivenDraws>()};
    EXPECT_NE(refused([&] {
                  forecast(rich(), three_years(), options);
              }).find("are for 1 combinations of alternatives, 2 are run"),
              std::string::npos);
    options.given = {nullptr, nullptr};
    EXPECT_NE(refused([&] {
                  forecast(rich(), three_years(), options);
              }).find("hold no row of combination 1"),
              std::string::npos);
}

} // namespace
} // namespace rampcast
