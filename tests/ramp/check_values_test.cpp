#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "rampcast/ramp/ramp.hpp"

// Published-precision values of the standard rate curves, computed with 50 digits in their usual
// parametrisations (growth rate k and reference time t0); the tests convert to a person's words.
// One unit of their time is one day here, ceilings are divided out.
namespace rampcast {
namespace {

struct Point {
    double t, rate;
};
struct Stretch {
    double a, b, value;
};
struct Inverse {
    double q, t;
};
struct Check {
    std::string name;
    CurveOf<double> curve;
    double ceiling;
    std::vector<Point> points;
    std::vector<Stretch> stretches;
    std::vector<Inverse> inverses;
};

const double ln81 = std::log(81.0);

LogisticOf<double> logistic(double k, double t0) {
    return {.midpoint_days = t0, .rise_days = ln81 / k};
}
double gompertz_time(double k, double t0, double q) { return t0 - std::log(-std::log(q)) / k; }
GompertzOf<double> gompertz(double k, double t0) {
    return {.midpoint_days = gompertz_time(k, t0, 0.5),
            .rise_days = gompertz_time(k, t0, 0.9) - gompertz_time(k, t0, 0.1)};
}
double richards_time(double k, double t0, double nu, double q) {
    return t0 - std::log((std::pow(q, -nu) - 1) / nu) / k;
}
RichardsOf<double> richards(double k, double t0, double nu) {
    return {.midpoint_days = richards_time(k, t0, nu, 0.5),
            .rise_days = richards_time(k, t0, nu, 0.9) - richards_time(k, t0, nu, 0.1),
            .asymmetry = nu};
}
WeibullOf<double> weibull(double scale, double shape) {
    return {.half_days = scale * std::pow(std::log(2.0), 1 / shape), .shape = shape};
}

const std::vector<Check>& checks() {
    static const std::vector<Check> all{
        {"logistic",
         logistic(0.35, 9),
         1000,
         {{0.5, 48.568154350256114103},
          {3, 109.0968211956129383},
          {8.25, 434.74925243290012597},
          {24, 994.7798743064416029},
          {60, 999.99998230528832964}},
         {{0, 1, 48.78124872579930534},
          {7, 8, 371.98887580948325411},
          {8, 36, 25476.275803001809509},
          {59, 60, 999.99997881348738494}},
         {{0.1, 2.7222154933250874777},
          {0.5, 9},
          {0.9, 15.277784506674912522},
          {0.99, 22.128913857527399791}}},
        {"gompertz",
         gompertz(0.25, 7),
         1000,
         {{0.5, 6.2297502380934200455},
          {3, 65.988035845312537077},
          {8.25, 481.13103259071590073},
          {24, 985.8370182755025967},
          {60, 999.99823965523725249}},
         {{0, 1, 6.5664540696002113932},
          {7, 8, 413.63768495585383958},
          {8, 36, 25402.804111143225053},
          {59, 60, 999.998000069630969}},
         {{0.1, 3.6638702190081768008},
          {0.5, 8.466051682326657308},
          {0.9, 16.001469309249781145},
          {0.99, 25.400596907106319991}}},
        {"richards",
         richards(0.3, 8, 0.4),
         1000,
         {{0.5, 19.861274381668991114},
          {3, 76.727096272666574984},
          {8.25, 454.28587760456710821},
          {24, 991.81743001769135294},
          {60, 999.99983211726672966}},
         {{0, 1, 20.122482789563669752},
          {7, 8, 385.25302883885900052},
          {8, 36, 25503.391540458091133},
          {59, 60, 999.99980421582777627}},
         {{0.1, 3.5678370154165723273},
          {0.5, 8.7489417124811613},
          {0.9, 15.430737398959388939},
          {0.99, 23.327128287369884268}}},
        {"exponential",
         ExponentialOf<double>{.time_constant_days = 5.5, .start_share = 0.1},
         1000,
         {{0.5, 178.20935534596389184},
          {3, 478.37954909367143941},
          {8.25, 799.18285586641315396},
          {24, 988.54119534857504337},
          {60, 999.98353792693053318}},
         {{0, 1, 177.07694447214372233},
          {7, 8, 769.52660543285941322},
          {8, 36, 26851.254251554406357},
          {59, 60, 999.98194639739189639}},
         {{0.1, 0},
          {0.5, 3.232826656961654545},
          {0.9, 12.084735175349206605},
          {0.99, 24.748953186816457867}}},
        {"weibull",
         weibull(8, 1.7),
         1000,
         {{0.5, 8.9340579012206799759},
          {3, 171.99435617816781715},
          {8.25, 651.35611239368319766},
          {24, 998.45542708910347893},
          {60, 999.99999999995503729}},
         {{0, 1, 10.703058764717098845},
          {7, 8, 591.45850358862225068},
          {8, 36, 26626.195555751297096},
          {59, 60, 999.99999999992843947}},
         {{0.1, 2.1290929735739705864},
          {0.5, 6.4484881374873669409},
          {0.9, 13.06646288425451033},
          {0.99, 19.644207242551409276}}},
        {"log-logistic",
         LogLogisticOf<double>{.half_days = 7, .shape = 2.3},
         1000,
         {{0.5, 2.3062308530410751882},
          {3, 124.68589340352529241},
          {8.25, 593.36578927603428877},
          {24, 944.48205927389588736},
          {60, 992.90608811378417392}},
         {{0, 1, 3.4265803150732250303},
          {7, 8, 539.08842595156370256},
          {8, 36, 24954.247976239366037},
          {59, 60, 992.76859133404181421}},
         {{0.1, 2.692836544173396029},
          {0.5, 7},
          {0.9, 18.196425663497239009},
          {0.99, 51.613762124476945228}}},
        // A practice curve, exponential in cumulated units, is a logistic ramp in time: ceiling
        // 1000, prior 20, constant 3000.
        {"exponential in cumulated units",
         logistic(1000.0 / 3000, -3 * std::log(std::expm1(20.0 / 3000))),
         1000,
         {{0.5, 7.840094183010342842},
          {3, 17.85772296768216491},
          {8.25, 94.7216299184895171},
          {24, 952.24324056017498726},
          {60, 999.99969185648331339}},
         {{0, 1, 7.8755863231844037478},
          {7, 8, 75.622001731423273461},
          {8, 36, 20705.122768270500209},
          {59, 60, 999.99963428381055856}},
         {{0.1, 8.4302265947266111578},
          {0.5, 15.021900326735269306},
          {0.9, 21.613574058743927455},
          {0.99, 28.807259877139039087}}},
    };
    return all;
}

// 1e-10 of the value: the project's promise for integrals; shares and times are far closer.
constexpr double tolerance = 1e-10;

TEST(CurveCheckValues, Shares) {
    for (const auto& check : checks())
        for (const auto& [t, rate] : check.points)
            EXPECT_NEAR(check.ceiling * share(check.curve, t), rate, tolerance * rate)
                << check.name << " at " << t;
}

TEST(CurveCheckValues, Integrals) {
    for (const auto& check : checks())
        for (const auto& [a, b, value] : check.stretches)
            EXPECT_NEAR(check.ceiling * integral(check.curve, a, b), value, tolerance * value)
                << check.name << " from " << a << " to " << b;
}

TEST(CurveCheckValues, Inverses) {
    for (const auto& check : checks())
        for (const auto& [q, t] : check.inverses)
            EXPECT_NEAR(time_to(check.curve, q), t, tolerance * std::max(t, 1.0))
                << check.name << " at " << q;
}

TEST(BassCheckValues, AdoptionPerPeriodAndTimes) {
    constexpr double year = detail::days_per_year;
    const BassOf<double> bass{.innovation_per_year = 0.0088, .imitation_per_year = 0.642};
    // Sales of a period are the market of 68000 times the change of the share of adopters.
    const std::vector<Stretch> sales{
        {0, 1, 832.90603363343857661}, {7, 8, 10221.858231762815013}, {8, 36, 19691.045869436526}};
    for (const auto& [a, b, value] : sales)
        EXPECT_NEAR(68000 * (bass.share(b * year) - bass.share(a * year)), value,
                    tolerance * value);
    const std::vector<Inverse> times{{0.1, 3.4128276510787594377},
                                     {0.5, 6.6331927922576568053},
                                     {0.9, 9.9910518255274055889},
                                     {0.99, 13.673489672252440908}};
    for (const auto& [q, t] : times) EXPECT_NEAR(bass.time_to(q), t * year, tolerance * t * year);
    // The rate of adoption is the share's slope: a central difference of 1e-3 years is good to
    // 1e-6 relative.
    const std::vector<Point> rates{{0.5, 819.98480983966359109}, {8.25, 8492.6106740535199209}};
    for (const auto& [t, rate] : rates) {
        const double slope =
            68000 * (bass.share((t + 1e-3) * year) - bass.share((t - 1e-3) * year)) / 2e-3;
        EXPECT_NEAR(slope, rate, 1e-6 * rate);
    }
}

TEST(BassCheckValues, PeakOfAdoptionIsWhereTheTextbookSaysItIs) {
    const double p = 0.0088, q = 0.642;
    const BassOf<double> bass{.innovation_per_year = p, .imitation_per_year = q};
    const double peak = std::log(q / p) / (p + q) * detail::days_per_year;
    EXPECT_NEAR(bass.share(peak), 0.5 - p / (2 * q), 1e-13);
}

// Gradients of the rates by the usual parameters, in the order ceiling, k (or scale, tau), t0 (or
// shape), asymmetry. The dual scalar gives them when the conversion to a person's words is done
// in duals too: the chain rule by construction.
using D = Dual<double>;

struct Gradient {
    double t;
    std::vector<double> slopes;
};

TEST(CurveGradients, LogisticEqualsCheckValues) {
    const std::vector<Gradient> rows{{0.5, {-392.778954232759404, -16.1732510566430343}},
                                     {3, {-583.168228803752387, -34.0181466802188892}},
                                     {8.25, {-184.306754956450957, -86.0098189796771135}},
                                     {24, {77.8931397195277285, -1.817506593455647}},
                                     {60, {0.000902430279220241622, -6.19314897504087387e-6}}};
    for (const auto& [t, slopes] : rows)
        for (int i = 0; i < 2; ++i) {
            const D k(0.35, i == 0), t0(9, i == 1);
            const LogisticOf<D> curve{.midpoint_days = t0, .rise_days = D(ln81) / k};
            const double expected = slopes[static_cast<std::size_t>(i)];
            // e^(-18) relative to 1 leaves 1e-8 of the last row.
            EXPECT_NEAR(1000 * curve.share(D(t)).slope, expected,
                        1e-10 * std::abs(expected) + 1e-13);
        }
}

TEST(CurveGradients, GompertzEqualsCheckValues) {
    const std::vector<Gradient> rows{{0.5, {-205.642334339069988, -7.90932055150269183}},
                                     {3, {-717.496314936068728, -44.8435196835042955}},
                                     {8.25, {440.003728768254779, -88.0007457536509558}},
                                     {24, {239.057567022146425, -3.51555245620803567}},
                                     {60, {0.0932981903070071778, -0.000440085803334939518}}};
    for (const auto& [t, slopes] : rows)
        for (int i = 0; i < 2; ++i) {
            const D k(0.25, i == 0), t0(7, i == 1);
            const auto at = [&](double q) { return t0 - D(std::log(-std::log(q))) / k; };
            const GompertzOf<D> curve{.midpoint_days = at(0.5), .rise_days = at(0.9) - at(0.1)};
            const double expected = slopes[static_cast<std::size_t>(i)];
            EXPECT_NEAR(1000 * curve.share(D(t)).slope, expected, 1e-10 * std::abs(expected));
        }
}

TEST(CurveGradients, RichardsEqualsCheckValues) {
    const std::vector<Gradient> rows{
        {0.5, {-294.736419494216617, -11.7894567797686647, 96.3445410361182451}},
        {3, {-615.6586631466382, -36.939519788798292, 184.662786096397516}},
        {8.25, {76.8473424206898724, -92.2168109048278469, 127.63794258167719}},
        {24, {130.169998620867181, -2.44068747414125964, 0.0334403935338503823}},
        {60, {0.00872990110413750998, -0.0000503648140623317884, 1.40923057497118735e-11}}};
    for (const auto& [t, slopes] : rows)
        for (int i = 0; i < 3; ++i) {
            const D k(0.3, i == 0), t0(8, i == 1), nu(0.4, i == 2);
            const auto at = [&](double q) {
                return t0 - log(expm1(D(-std::log(q)) * nu) / nu) / k;
            };
            const RichardsOf<D> curve{
                .midpoint_days = at(0.5), .rise_days = at(0.9) - at(0.1), .asymmetry = nu};
            const double expected = slopes[static_cast<std::size_t>(i)];
            // The last row's slope by the asymmetry is a cancellation of terms of order 1e-3.
            EXPECT_NEAR(1000 * curve.share(D(t)).slope, expected,
                        1e-10 * std::abs(expected) + 1e-12);
        }
}

TEST(CurveGradients, ExponentialEqualsCheckValues) {
    const std::vector<Gradient> rows{{0.5, {-13.5833164405625803}},
                                     {3, {-51.7309538088920887}},
                                     {8.25, {-54.7683120364327762}},
                                     {24, {-9.09128302922971766}},
                                     {60, {-0.0326520457576201367}}};
    for (const auto& [t, slopes] : rows) {
        const ExponentialOf<D> curve{.time_constant_days = D(5.5, 1), .start_share = D(0.1)};
        EXPECT_NEAR(1000 * curve.share(D(t)).slope, slopes[0], 1e-10 * std::abs(slopes[0]));
    }
}

TEST(CurveGradients, WeibullAndLogLogisticEqualCheckValues) {
    const std::vector<Gradient> weibull_rows{{0.5, {-1.88998133745134056, -24.6594867833470359}},
                                             {3, {-33.2082038673150938, -153.278013143716621}},
                                             {8.25, {-78.0656040717911064, 11.3045088099345545}},
                                             {24, {-2.12458191933300319, 10.9839614346414863}}};
    for (const auto& [t, slopes] : weibull_rows)
        for (int i = 0; i < 2; ++i) {
            const D scale(8, i == 0), shape(1.7, i == 1);
            const WeibullOf<D> curve{.half_days = scale * exp(D(std::log(std::log(2.0))) / shape),
                                     .shape = shape};
            const double expected = slopes[static_cast<std::size_t>(i)];
            EXPECT_NEAR(1000 * curve.share(D(t)).slope, expected, 1e-10 * std::abs(expected));
        }
    const std::vector<Gradient> log_logistic_rows{
        {0.5, {-0.756013992896454319, -6.07223908031113079}},
        {3, {-35.860062742326721, -92.47351349759572}},
        {8.25, {-79.2786439433693242, 39.6435050934398675}},
        {24, {-17.2288725231949824, 64.6083151768507124}},
        {60, {-2.31432187012039905, 15.1326874966862044}}};
    for (const auto& [t, slopes] : log_logistic_rows)
        for (int i = 0; i < 2; ++i) {
            const LogLogisticOf<D> curve{.half_days = D(7, i == 0), .shape = D(2.3, i == 1)};
            const double expected = slopes[static_cast<std::size_t>(i)];
            EXPECT_NEAR(1000 * curve.share(D(t)).slope, expected, 1e-10 * std::abs(expected));
        }
}

TEST(CurveLimits, RichardsIsLogisticAtOneAndGompertzNearZero) {
    const LogisticOf<double> logistic_curve{.midpoint_days = 120, .rise_days = 80};
    const GompertzOf<double> gompertz_curve{.midpoint_days = 120, .rise_days = 80};
    const RichardsOf<double> one{.midpoint_days = 120, .rise_days = 80, .asymmetry = 1};
    const RichardsOf<double> small{.midpoint_days = 120, .rise_days = 80, .asymmetry = 1e-6};
    for (double t = -200; t < 600; t += 37) {
        EXPECT_NEAR(one.share(t), logistic_curve.share(t), 1e-13);
        EXPECT_NEAR(one.integral(t, t + 37), logistic_curve.integral(t, t + 37), 1e-11);
        // Gompertz is the limit, reached in proportion to the asymmetry.
        EXPECT_NEAR(small.share(t), gompertz_curve.share(t), 1e-6);
        EXPECT_NEAR(small.integral(t, t + 37), gompertz_curve.integral(t, t + 37), 1e-4);
    }
}

} // namespace
} // namespace rampcast
