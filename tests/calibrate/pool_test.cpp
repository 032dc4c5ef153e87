#include "rampcast/calibrate/pool.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <gtest/gtest.h>

#include "rampcast/core/error.hpp"

namespace {

using namespace rampcast;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// Eight months of a series, by a pool without calendar or groups.
Pool tried_pool() {
    Pool pool;
    pool.parameters.speed_spread = std::log(4.244 / .7529) / std::sqrt(3.);
    pool.parameters.noise_spread = std::log(2.648) / std::sqrt(3.);
    return pool;
}

RampSeries tried() {
    return {.id = "a", .group = {}, .place = 0, .y = {20, 55, 90, 160, 150, 260, 240, 310}};
}

void expect_quantiles(const RampForecast& found, std::size_t ahead, std::array<double, 3> wanted) {
    for (std::size_t l = 0; l < 3; ++l)
        EXPECT_NEAR(found.quantiles[3 * (ahead - 1) + l], wanted[l], 1e-4 * wanted[l]) << ahead;
}

TEST(Pool, GivesTheFiguresOfTheTrial) {
    // Found by another program: four digits, for its parameters are rounded (.1336 times 4.244 is not
    // quite the square of .7529).
    const RampForecast found = forecast_ramps(tried_pool(), {tried()})[0];
    const std::array weights{.0566, .0488, .0002, .5213, .3562, .0009, .0060, .0098, .0001};
    for (std::size_t i = 0; i < weights.size(); ++i)
        EXPECT_NEAR(found.weights[i], weights[i], 6e-5) << i;
    EXPECT_NEAR(found.ceiling, 5.7397, 6e-5);
    EXPECT_NEAR(found.ceiling_sd, .4426, 6e-5);
    expect_quantiles(found, 1, {155.72, 302.96, 571.47});
    expect_quantiles(found, 12, {106.59, 299.22, 843.14});
    expect_quantiles(found, 28, {104.15, 314.31, 953.83});
}

TEST(Pool, AnOutlierMovesItLittle) {
    RampSeries series = tried();
    series.y[5] = 8;
    expect_quantiles(forecast_ramps(tried_pool(), {series})[0], 1, {119.22, 253.31, 517.16});
}

TEST(Pool, TotalsOfManyPathsAreThoseOfTheTrial) {
    // Both drawn: 1 %, three standard errors of 20,000 quasi-random paths and of the other's.
    const RampForecast found = forecast_ramps(tried_pool(), {tried()}, {.paths = 20'000})[0];
    EXPECT_NEAR(found.totals[0], 5230, 52);
    EXPECT_NEAR(found.totals[1], 10'130, 101);
    EXPECT_NEAR(found.totals[2], 20'400, 204);
    // And of few: 5 %.
    const RampForecast few = forecast_ramps(tried_pool(), {tried()})[0];
    for (std::size_t l = 0; l < 3; ++l)
        EXPECT_NEAR(few.totals[l], found.totals[l], .05 * found.totals[l]);
    EXPECT_LT(found.least_relative_error, found.totals[1]);
}

/// The same by the joint normal distribution of all periods, without a filter: one point of nine,
/// of a speed, for noises are not spread.
struct Joint {
    Eigen::VectorXd mean;
    Eigen::MatrixXd covariance;

    Joint(const PoolParameters& p, const std::vector<double>& y, int periods)
        : mean(periods), covariance(periods, periods) {
        double sum = 0;
        for (std::size_t i = y.size() - 4; i < y.size(); ++i) sum += y[i] / 4;
        for (int t = 0; t < periods; ++t) {
            const double left = std::exp(-p.speed * t);
            mean(t) = p.ceiling - p.deficit * left;
            for (int s = 0; s < periods; ++s) {
                const double other = std::exp(-p.speed * s);
                covariance(t, s) =
                    p.ceiling_sd * p.ceiling_sd + p.deficit_sd * p.deficit_sd * left * other -
                    p.correlation * p.ceiling_sd * p.deficit_sd * (left + other) +
                    p.shock_sd * p.shock_sd / (1 - p.memory * p.memory) *
                        std::pow(p.memory, std::abs(t - s)) +
                    p.pattern_sd * p.pattern_sd * ((t - s) % 3 == 0 ? 2. / 3 : -1. / 3);
                if (t == s) {
                    covariance(t, s) += p.noise_sd * p.noise_sd + 1 / sum;
                    if (t == 0) covariance(t, s) += p.first_sd * p.first_sd;
                }
            }
        }
    }
};

TEST(Pool, IsExactlyTheConditionalNormalWhereNothingIsAnOutlier) {
    Pool pool;
    pool.parameters.noise_spread = 0;
    pool.parameters.speed_spread = .4;
    pool.parameters.ceiling_by_speed = -.15;
    pool.parameters.deficit_by_speed = .1;
    // The fourth is missing; no error is beyond two sds.
    const std::vector<double> y{60, 90, 130, missing, 220, 260, 300, 280, 310};
    const std::vector<int> seen{0, 1, 2, 4, 5, 6, 7, 8};
    const auto n = static_cast<Eigen::Index>(seen.size());
    Eigen::MatrixXd of(n, n), with(1, n);
    Eigen::VectorXd off(n);
    const RampForecast found = forecast_ramps(pool, {{.id = "a", .group = {}, .place = 0, .y = y}},
                                              {.horizon = 12, .levels = {.5}, .keep = true})[0];
    EXPECT_DOUBLE_EQ(found.ceiling_sd_before, std::hypot(pool.parameters.ceiling_sd, .15));
    for (const int speed : {0, 1, 2}) {
        const double sds = (speed - 1) * std::sqrt(3.);
        PoolParameters at = pool.parameters;
        at.speed *= std::exp(.4 * sds);
        at.ceiling -= .15 * sds;
        at.deficit += .1 * sds;
        const Joint joint(at, y, 21);
        for (const int ahead : {9, 14, 20}) {
            for (Eigen::Index i = 0; i < n; ++i) {
                const int t = seen[static_cast<std::size_t>(i)];
                off(i) = std::log(y[static_cast<std::size_t>(t)]) - joint.mean(t);
                with(0, i) = joint.covariance(ahead, t);
                for (Eigen::Index k = 0; k < n; ++k)
                    of(i, k) = joint.covariance(t, seen[static_cast<std::size_t>(k)]);
            }
            const Eigen::LDLT<Eigen::MatrixXd> solver(of);
            const double mean = joint.mean(ahead) + (with * solver.solve(off))(0);
            const double variance = joint.covariance(ahead, ahead) -
                                    (with * solver.solve(Eigen::MatrixXd(with.transpose())))(0, 0);
            const NormalPart& part = found.mixtures[static_cast<std::size_t>(ahead - 9)]
                                                   [static_cast<std::size_t>(3 * speed + 1)];
            EXPECT_NEAR(part.mean, mean, 1e-10) << speed << " " << ahead;
            EXPECT_NEAR(part.sd, std::sqrt(variance), 1e-10) << speed << " " << ahead;
        }
    }
}

TEST(Pool, DoesNotDependOnThreadsOrOtherSeries) {
    std::vector<RampSeries> series;
    for (int i = 0; i < 50; ++i) {
        RampSeries each = tried();
        each.id = std::to_string(i);
        each.y.resize(static_cast<std::size_t>(1 + i % 8));
        for (double& y : each.y) y *= 1 + i;
        series.push_back(each);
    }
    const auto one = forecast_ramps(tried_pool(), series, {.threads = 1});
    const auto four = forecast_ramps(tried_pool(), series, {.threads = 4});
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto alone = forecast_ramps(tried_pool(), {series[i]}, {.threads = 1})[0];
        EXPECT_EQ(one[i].quantiles, four[i].quantiles);
        EXPECT_EQ(one[i].totals, four[i].totals);
        EXPECT_EQ(one[i].quantiles, alone.quantiles);
        EXPECT_EQ(one[i].totals, alone.totals);
    }
}

TEST(Pool, AGroupLiftsItsCeiling) {
    Pool pool = tried_pool();
    pool.groups = {{"high", .7}};
    RampSeries known = tried(), unknown = tried();
    known.group = "high";
    unknown.group = "other";
    const auto found = forecast_ramps(pool, {known, unknown});
    EXPECT_DOUBLE_EQ(found[0].expected_ceiling, pool.parameters.ceiling + .7);
    EXPECT_DOUBLE_EQ(found[0].ceiling_sd_before, pool.parameters.ceiling_sd);
    EXPECT_DOUBLE_EQ(found[1].expected_ceiling, pool.parameters.ceiling);
    EXPECT_DOUBLE_EQ(found[1].ceiling_sd_before, 1.5);
}

TEST(Pool, LeavesAMemberOutOfItsGroup) {
    Pool pool = tried_pool();
    pool.members = {{"a", "g", 20, 8}, {"b", "g", 20, 6}, {"c", "h", 20, 4}};
    pool.groups = {{"g", (7 - 6.) * 2 / 2.5}, {"h", (4 - 6.) / 1.5}};
    RampSeries series = tried();
    series.group = "g";
    const auto with = forecast_ramps(pool, {series});
    EXPECT_NEAR(with[0].expected_ceiling - pool.parameters.ceiling, .8, 1e-12);
    const auto without = forecast_ramps(pool, {series}, {.leave_one_out = true});
    EXPECT_NEAR(without[0].expected_ceiling - pool.parameters.ceiling, (6 - 5) / 1.5, 1e-12);
    // The only one of its group: nothing is known of it.
    series = {.id = "c", .group = "h", .place = 0, .y = series.y};
    EXPECT_EQ(forecast_ramps(pool, {series}, {.leave_one_out = true})[0].ceiling_sd_before, 1.5);
}

TEST(Pool, TheCalendarMovesPeriodsOfItsPlace) {
    Pool pool = tried_pool();
    pool.calendar.assign(12, 0);
    const RampForecast plain = forecast_ramps(pool, {tried()})[0];
    pool.calendar[8] = std::log(2); // the ninth month, which is ahead, and the twenty-first
    const RampForecast moved = forecast_ramps(pool, {tried()})[0];
    for (std::size_t h = 0; h < 28; ++h)
        EXPECT_NEAR(moved.quantiles[3 * h + 1] / plain.quantiles[3 * h + 1], h % 12 == 0 ? 2 : 1,
                    1e-12);
}

TEST(Pool, CountsOnlyThePeriodsAskedFor) {
    RampOptions options{.horizon = 6, .levels = {.5}};
    const double all = forecast_ramps(tried_pool(), {tried()}, options)[0].totals[0];
    options.counted = {{1, 0, 0, 0, 0, 1}};
    const double two = forecast_ramps(tried_pool(), {tried()}, options)[0].totals[0];
    EXPECT_GT(two, .2 * all);
    EXPECT_LT(two, .5 * all);
}

void expect_error(const Pool& pool, const std::vector<RampSeries>& series,
                  const RampOptions& options, const std::string& words) {
    try {
        forecast_ramps(pool, series, options);
        ADD_FAILURE() << "no error: " << words;
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
    }
}

TEST(Pool, SaysWhatIsWrong) {
    RampSeries series = tried();
    expect_error(tried_pool(), {series}, {.horizon = 0}, "horizon is 0, must be 1 to 1000");
    expect_error(tried_pool(), {series}, {.levels = {1}}, "level is 1, must be above 0");
    expect_error(tried_pool(), {series}, {.paths = 501}, "paths is 501, must be even");
    series.y[2] = -1;
    expect_error(tried_pool(), {series}, {}, "series \"a\", period 3: y is -1, must be at least 0");
    series.y.assign(4, 0);
    expect_error(tried_pool(), {series}, {}, "series \"a\" has no period above 0");
    Pool pool = tried_pool();
    pool.parameters.memory = 1;
    expect_error(pool, {tried()}, {}, "pool: memory is 1, must be at least 0 and below 1");
}

} // namespace
