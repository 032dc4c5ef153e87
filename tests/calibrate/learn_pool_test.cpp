#include "rampcast/calibrate/learn_pool.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "rampcast/calibrate/gradient.hpp"
#include "rampcast/calibrate/pool.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/uncertainty/philox.hpp"

namespace {

using namespace rampcast;

/// Series drawn by the model itself.
std::vector<RampSeries> drawn(int count, int periods, const PoolParameters& p, double july,
                              std::uint64_t seed = 5) {
    std::vector<RampSeries> made;
    for (int i = 0; i < count; ++i) {
        const Stream stream(seed, std::to_string(i));
        std::uint32_t next = 0;
        const auto normal = [&] {
            const auto word = stream.words(0, next / 4)[next % 4];
            ++next;
            return inverse_normal((word + .5) * 0x1p-32);
        };
        const double a = normal(), b = normal();
        const double rest = std::sqrt(1 - p.correlation * p.correlation);
        // One of three speeds and noises, as the model has them.
        const auto node = [&] {
            const double u = normal();
            return std::sqrt(3.) * (std::abs(u) < .9674216 ? 0 : u > 0 ? 1 : -1);
        };
        const double sds = node();
        const double speed = p.speed * std::exp(p.speed_spread * sds);
        const double noise_sd = p.noise_sd * std::exp(p.noise_spread * node());
        const double top = p.ceiling + p.ceiling_sd * a + p.ceiling_by_speed * sds;
        const double deficit =
            p.deficit + p.deficit_by_speed * sds + p.deficit_sd * (p.correlation * a + rest * b);
        double shock = p.shock_sd / std::sqrt(1 - p.memory * p.memory) * normal();
        RampSeries series{.id = std::to_string(i), .group = {}, .place = i % 12, .y = {}};
        for (int t = 0; t < periods; ++t) {
            if (t > 0) shock = p.memory * shock + p.shock_sd * normal();
            const double noise = noise_sd * normal();
            const double calendar = (i + t) % 12 == 6 ? july : 0;
            series.y.push_back(std::round(std::exp(top - deficit * std::exp(-speed * t) + shock +
                                                   noise + calendar - july / 12)));
        }
        made.push_back(series);
    }
    return made;
}

PoolParameters truth() {
    PoolParameters p;
    p.ceiling = 7;
    p.deficit = 2.5;
    p.correlation = 0;
    p.shock_sd = .2;
    p.noise_sd = .3;
    p.first_sd = p.pattern_sd = 0;
    return p;
}

const LearnedPool& learned() {
    static const LearnedPool found = learn_pool(drawn(60, 30, truth(), -1));
    return found;
}

TEST(LearnPool, FindsWhatSeriesWereDrawnByAtLength) {
    const LearnedPool& found = learned();
    EXPECT_TRUE(found.converged);
    const PoolParameters& p = found.pool.parameters;
    // Three standard errors of 60 series, about; the draws are the same every time.
    EXPECT_NEAR(p.ceiling, 7, .35);
    EXPECT_NEAR(std::log(p.ceiling_sd / .67), 0, .4);
    // Deficit and speed stand in for each other; where ramps start does not.
    EXPECT_NEAR(p.ceiling - p.deficit, 4.5, .6);
    EXPECT_NEAR(std::log(p.noise_sd / .3), 0, .3);
    const double shocks = p.shock_sd / std::sqrt(1 - p.memory * p.memory);
    EXPECT_NEAR(std::log(shocks / .426), 0, .5);
    // Medians of some hundred differences of sd .4.
    for (std::size_t m = 0; m < 12; ++m)
        EXPECT_NEAR(found.pool.calendar[m], m == 6 ? -11. / 12 : 1. / 12, .15) << m;
    EXPECT_EQ(found.pool.spread, 1); // nothing to mend
    EXPECT_EQ(found.pool.members.size(), 60u);
    EXPECT_EQ(found.pool.members[3].periods, 30);
}

TEST(LearnPool, TellsSlowRampsThatEndHigherAtLength) {
    PoolParameters p = truth();
    p.ceiling_sd = .3;
    p.deficit_sd = .5;
    p.shock_sd = .1;
    p.noise_sd = .15;
    const auto found = [&](double by_speed) {
        p.ceiling_by_speed = p.deficit_by_speed = by_speed;
        return learn_pool(drawn(60, 30, p, 0), {.cycle = 0}).pool.parameters.ceiling_by_speed;
    };
    // Both are held near 0, as eight series would hold them, and forecasts tell little of them: of a
    // difference of 1 a fifth at least. The draws are the same every time.
    EXPECT_LT(found(-.5), found(.5) - .2);
}

TEST(LearnPool, ForecastsOfOthersHoldAsOftenAsTheySayAtLength) {
    const Pool& pool = learned().pool;
    const auto others = drawn(200, 20, truth(), -1, 6);
    std::vector<RampSeries> begun = others;
    for (RampSeries& each : begun) each.y.resize(8);
    const auto found = forecast_ramps(pool, begun, {.horizon = 12});
    double held = 0, totals_held = 0;
    for (std::size_t i = 0; i < begun.size(); ++i) {
        double total = 0;
        for (std::size_t h = 0; h < 12; ++h) {
            const double y = others[i].y[8 + h];
            total += y;
            held += found[i].quantiles[3 * h] <= y && y <= found[i].quantiles[3 * h + 2] ? 1 : 0;
        }
        totals_held += found[i].totals[0] <= total && total <= found[i].totals[2] ? 1 : 0;
    }
    // Periods of a series go together: three standard errors of 200 series, .085, at most.
    EXPECT_NEAR(held / (12. * 200), .8, .085);
    EXPECT_NEAR(totals_held / 200, .8, .085);
}

TEST(LearnPool, DoesNotDependOnThreads) {
    const auto series = drawn(12, 16, truth(), 0);
    const LearnedPool one = learn_pool(series, {.threads = 1, .most_steps = 6});
    const LearnedPool three = learn_pool(series, {.threads = 3, .most_steps = 6});
    EXPECT_EQ(one.pool.parameters, three.pool.parameters);
    EXPECT_FALSE(one.converged);
}

TEST(LearnPool, GradientsAreSlopes) {
    using G = detail::Gradient<2>;
    const auto f = [](const auto& x, const auto& y) {
        using std::exp;
        using std::log;
        using std::sqrt;
        return exp(x * y) / (1. + y) - log(y) * sqrt(x) + 3. / x - (2. - y) * .5;
    };
    const G found = f(G(.7, 0), G(1.3, 1));
    EXPECT_EQ(found.value, f(.7, 1.3));
    const double h = 1e-6;
    EXPECT_NEAR(found.slopes[0], (f(.7 + h, 1.3) - f(.7 - h, 1.3)) / (2 * h), 1e-8);
    EXPECT_NEAR(found.slopes[1], (f(.7, 1.3 + h) - f(.7, 1.3 - h)) / (2 * h), 1e-8);
}

TEST(LearnPool, SaysWhatIsWrong) {
    EXPECT_THROW(learn_pool(drawn(2, 30, truth(), 0)), Error);
    EXPECT_THROW(learn_pool(drawn(9, 5, truth(), 0)), Error);
    EXPECT_THROW(learn_pool(drawn(9, 20, truth(), 0), {.cycle = -1}), Error);
    auto series = drawn(9, 20, truth(), 0);
    series[2].place = 12;
    EXPECT_THROW(learn_pool(series), Error);
}

} // namespace
