#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "rampcast/core/walk.hpp"
#include "rampcast/ramp/ramp.hpp"

namespace rampcast {
namespace {

// Hours over the first unit's, by learning rate and number of units: one unit and total by unit
// theory, one unit and total by cumulative average. Exact sums at high precision.
struct Row {
    double rate, units, unit, unit_total, average_unit, average_total;
};
const std::vector<Row> rows{
    {0.70, 2, 0.7, 1.7, 0.4, 1.4},
    {0.70, 10, 0.3057924983515848, 4.931771074482292, 0.1524648971883191, 3.057924983515848},
    {0.70, 1000, 0.02859436664427808, 57.40064188911666, 0.01388404573861904, 28.59436664427808},
    {0.75, 100, 0.147885298216472, 24.17858241711891, 0.08668772474484257, 14.7885298216472},
    {0.75, 20000, 0.01640254607143113, 559.6384877685626, 0.009594973926302915, 328.0509214286227},
    {0.80, 2, 0.8, 1.8, 0.6, 1.6},
    {0.80, 10, 0.4765098748902245, 6.315373017615902, 0.3285522638039621, 4.765098748902245},
    {0.80, 100, 0.2270616608678974, 32.65081083318005, 0.1542130582753684, 22.70616608678974},
    {0.80, 1000, 0.1081971236125283, 158.6709229568392, 0.07337724413882619, 108.1971236125283},
    {0.80, 20000, 0.04124559826887043, 1215.626887829535, 0.0279677064885929, 824.9119653774085},
    {0.85, 10, 0.582820402326798, 7.116062726675126, 0.4516279201722591, 5.82820402326798},
    {0.85, 1000, 0.1979722135881283, 257.917964986516, 0.1515723827760052, 197.9722135881283},
    {0.90, 100, 0.4965852471255145, 58.14102025550265, 0.4214240336375908, 49.65852471255145},
    {0.95, 20000, 0.4805308555115356, 10378.30903686921, 0.444972116020102, 9610.617110230713},
};

WrightOf<double> wright(LearningTheory theory, double rate) {
    return {
        .theory = theory, .learning_rate = rate, .mature_unit = 1000, .mature_units_per_day = 10};
}

// 1e-12 is what the sums promise on double; the hours of single units by cumulative average are
// differences of totals, which costs them nothing here.
constexpr double tolerance = 1e-12;

TEST(LearningCheckValues, UnitTheory) {
    for (const auto& row : rows) {
        const auto curve = wright(LearningTheory::unit, row.rate);
        EXPECT_NEAR(curve.unit_hours(row.units), row.unit, tolerance * row.unit);
        EXPECT_NEAR(curve.total_hours(row.units), row.unit_total, tolerance * row.unit_total);
    }
}

TEST(LearningCheckValues, CumulativeAverage) {
    for (const auto& row : rows) {
        const auto curve = wright(LearningTheory::cumulative_average, row.rate);
        EXPECT_NEAR(curve.unit_hours(row.units), row.average_unit, 1e-11 * row.average_unit);
        EXPECT_NEAR(curve.total_hours(row.units), row.average_total, tolerance * row.average_total);
        EXPECT_NEAR(curve.unit_hours(1), 1, tolerance);
    }
}

TEST(LearningCheckValues, TextbookCases) {
    const auto wright85 = wright(LearningTheory::unit, 0.85);
    EXPECT_NEAR(100 * wright85.unit_hours(125), 32.23647, 5e-6);        // printed digits
    EXPECT_NEAR(100 * wright85.total_hours(1, 125), 5201.085148, 1e-6); // digits cut off
    const DeJongOf<double> dejong{.learning_rate = 0.8,
                                  .incompressible_share = 0.25,
                                  .mature_unit = 1000,
                                  .mature_units_per_day = 1};
    EXPECT_NEAR(100 * dejong.unit_hours(100), 42.02962457, 5e-9);
    const StanfordBOf<double> stanford{
        .learning_rate = 0.8, .prior_units = 4, .mature_unit = 1000, .mature_units_per_day = 1};
    EXPECT_NEAR(100 * stanford.unit_hours(100), 22.42127471, 5e-9);
    DeJongOf<double> s_curve = dejong;
    s_curve.prior_units = 4;
    EXPECT_NEAR(100 * s_curve.unit_hours(100), 41.81595603, 5e-9);
}

TEST(Learning, TotalsOfUnitTheoryAreSumsAtSteepAndFlatRates) {
    for (const double rate : {0.5001, 0.55, 0.999, 1.0})
        for (const double prior : {0.0, 3.5, 10.0}) {
            const StanfordBOf<double> curve{.learning_rate = rate,
                                            .prior_units = prior,
                                            .mature_unit = 100,
                                            .mature_units_per_day = 1};
            const double b = std::log2(rate);
            double sum = 0;
            for (int unit = 1; unit <= 300; ++unit) {
                sum += std::pow(unit + prior, b);
                EXPECT_NEAR(curve.total_hours(unit), sum, tolerance * sum);
            }
        }
}

TEST(Learning, TotalOfYelleIsTheSumWhereAWholeUnitReachesTheFloor) {
    const double b = std::log2(0.8);
    const PlateauOf<double> curve{.model = PlateauModel::yelle,
                                  .learning_rate = 0.8,
                                  .floor_share = std::pow(50, b),
                                  .mature_unit = 1000,
                                  .mature_units_per_day = 1};
    double sum = 0;
    for (int unit = 1; unit <= 200; ++unit) {
        sum += std::max(std::pow(unit, b), std::pow(50, b));
        EXPECT_NEAR(curve.total_hours(unit), sum, tolerance * sum);
    }
    PlateauOf<double> between = curve;
    between.floor_share = std::pow(50.5, b);
    sum = 0;
    for (int unit = 1; unit <= 200; ++unit) sum += std::max(std::pow(unit, b), between.floor_share);
    EXPECT_NEAR(between.total_hours(200), sum, std::abs(b) / (8 * 50.0) * between.floor_share);
}

TEST(Learning, BaloffIsDeJongInOtherWords) {
    const PlateauOf<double> baloff{.model = PlateauModel::baloff,
                                   .learning_rate = 0.75,
                                   .floor_share = 0.3,
                                   .mature_unit = 400,
                                   .mature_units_per_day = 3};
    const DeJongOf<double> dejong{.learning_rate = 0.75,
                                  .incompressible_share = 0.3,
                                  .mature_unit = 400,
                                  .mature_units_per_day = 3};
    for (double t = 0; t < 400; t += 13) {
        EXPECT_EQ(baloff.share(t), dejong.share(t));
        EXPECT_EQ(baloff.area(t), dejong.area(t));
    }
}

// All curves by experience over random valid parameters.
std::vector<CurveOf<double>> random_learners(int count) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> u(0, 1);
    std::vector<CurveOf<double>> curves;
    for (int i = 0; i < count; ++i) {
        const double rate = i % 7 == 0 ? 0.51 : 0.55 + 0.44 * u(random);
        const double mature = std::floor(2 + std::pow(10, 1 + 4 * u(random)));
        const double per_day = std::pow(10, -1 + 4 * u(random));
        const double floor = 0.8 * u(random);
        curves.push_back(WrightOf<double>{LearningTheory::unit, rate, mature, per_day});
        curves.push_back(
            WrightOf<double>{LearningTheory::cumulative_average, rate, mature, per_day});
        curves.push_back(StanfordBOf<double>{rate, 10 * u(random), mature, per_day});
        curves.push_back(DeJongOf<double>{rate, floor, mature, per_day, 10 * u(random)});
        curves.push_back(PlateauOf<double>{PlateauModel::baloff, rate, floor, mature, per_day});
        curves.push_back(PlateauOf<double>{PlateauModel::yelle, rate, floor, mature, per_day});
    }
    return curves;
}

template <class Test> void for_each_learner(int count, Test test) {
    for (const auto& curve : random_learners(count))
        std::visit(
            [&](const auto& c) {
                if constexpr (is_by_experience<std::remove_cvref_t<decltype(c)>>) {
                    SCOPED_TRACE(std::string(c.tag) + " rate " + std::to_string(c.learning_rate) +
                                 " mature " + std::to_string(c.mature_unit));
                    test(c);
                }
            },
            curve);
}

TEST(Learning, WholeUnitsAreDoneOnTheirExactTimes) {
    for_each_learner(40, [](const auto& c) {
        const double pace = c.unit_hours(c.mature_unit) * c.mature_units_per_day;
        for (double done = 1; done < c.mature_unit; done = std::ceil(done * 1.7)) {
            const double day = c.total_hours(done) / pace;
            ASSERT_NEAR(c.area(day) * c.mature_units_per_day, done, 1e-11 * done + 1e-12);
        }
        // From the mature unit on each takes its share of a day.
        const double begin = c.total_hours(c.mature_unit - 1) / pace;
        ASSERT_NEAR(c.integral(begin, begin + 10), 10, 1e-9 + 1e-14 * begin);
        ASSERT_EQ(c.share(begin * (1 + 1e-12)), 1);
    });
}

TEST(Learning, TheShareIsTheSlopeOfTheArea) {
    for_each_learner(40, [](const auto& c) {
        const double mature = c.time_to(1);
        for (const double part : {0.03, 0.2, 0.5, 0.9, 1.3}) {
            const double t = part * mature;
            using C = std::remove_cvref_t<decltype(c)>;
            using D = Dual<double>;
            const auto dual = converted<typename C::template rebind<D>>(
                c, [](const NumberInfo&, double x) { return D(x); });
            ASSERT_NEAR(dual.area(D(t, 1)).slope, c.share(t), 1e-10);
        }
    });
}

TEST(Learning, ThePaceTurnsIntoTheMatureOneOverTheLastLearner) {
    for_each_learner(40, [](const auto& c) {
        const double mature = c.time_to(1);
        double last = 0;
        for (int i = 0; i <= 50; ++i) {
            const double now = c.share(mature * i / 50);
            ASSERT_GE(now, last - 1e-12);
            ASSERT_LE(now, 1);
            last = now;
        }
        // Within one unit before the mature one hours change by at most a unit's step. Where
        // hours stop at a floor that happens at an earlier unit.
        if constexpr (requires { c.model; })
            if (c.model == PlateauModel::yelle) return;
        ASSERT_GE(c.share(mature * (1 - 1e-9)), 1 - 1 / (c.mature_unit - 1) - 1e-7);
    });
}

TEST(Learning, TimeToFindsTheShare) {
    for_each_learner(40, [](const auto& c) {
        const double first = c.share(0), last = c.share(c.time_to(1) * (1 - 1e-12));
        for (const double part : {0.05, 0.4, 0.8, 0.99}) {
            const double wanted = first + part * (last - first);
            ASSERT_NEAR(c.share(c.time_to(wanted)), wanted, 1e-9) << part;
        }
        if constexpr (requires { c.theory; })
            if (c.theory == LearningTheory::cumulative_average) return; // starts from nothing
        ASSERT_EQ(c.time_to(first * 0.5), 0);
    });
}

TEST(Learning, TheLineSetsTheRate) {
    CurveOf<double> curve =
        CurveProductOf<double>{{wright(LearningTheory::unit, 0.8),
                                LogisticOf<double>{.midpoint_days = 9, .rise_days = 5}}};
    set_mature_units_per_day(curve, 25.0);
    const auto& factors = std::get<CurveProductOf<double>>(curve).factors;
    EXPECT_EQ(std::get<WrightOf<double>>(factors[0]).mature_units_per_day, 25);
}

} // namespace
} // namespace rampcast
