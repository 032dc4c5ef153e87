#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <type_traits>
#include <vector>

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include "ramp/random_curves.hpp"
#include "rampcast/core/walk.hpp"

// What holds for every curve, by joining the list in random_curves.hpp.
namespace rampcast {
namespace {

using D = Dual<double>;

template <class Test> void for_each_curve(int count, Test test) {
    for (const auto& curve : test::random_curves(count, 5)) {
        SCOPED_TRACE(test::described(curve));
        std::visit([&](const auto& c) { test(c); }, curve);
        if (testing::Test::HasFatalFailure()) return;
    }
}

template <class C> auto dual_of(const C& curve) {
    return converted<typename C::template rebind<D>>(
        curve, [](const NumberInfo&, double x) { return D(x); });
}

/// Places where a curve may bend or jump, as cuts for the reference quadrature, with powers of 4
/// towards the start.
template <class C> void add_cuts(const C& curve, std::vector<double>& cuts) {
    if constexpr (requires { curve.factors; }) {
        for (const auto& factor : curve.factors)
            std::visit([&](const auto& c) { add_cuts(c, cuts); }, factor);
    } else if constexpr (requires { curve.points; }) {
        for (const auto& point : curve.points) cuts.push_back(point.days);
    } else {
        for (const double q : {1e-12, 1e-6, 1e-3, 0.1, 0.5, 0.9, 1 - 1e-3, 1 - 1e-6, 1.0})
            cuts.push_back(curve.time_to(q));
    }
    for (double t = 1e-9; t < 1e4; t *= 4) cuts.push_back(t);
    cuts.push_back(0);
}

template <class C> double by_quadrature(const C& curve, double a, double b) {
    std::vector<double> cuts{a, b};
    add_cuts(curve, cuts);
    for (double& cut : cuts) cut = std::clamp(cut, a, b);
    std::sort(cuts.begin(), cuts.end());
    double sum = 0;
    for (std::size_t i = 1; i < cuts.size(); ++i)
        if (cuts[i] > cuts[i - 1])
            sum += boost::math::quadrature::gauss_kronrod<double, 31>::integrate(
                [&](double t) { return curve.share(t); }, cuts[i - 1], cuts[i], 3, 1e-12);
    return sum;
}

TEST(EveryCurve, HasItsOwnTag) {
    std::set<std::string_view> tags;
    for_each_curve(1, [&](const auto& c) { tags.insert(c.tag); });
    EXPECT_EQ(tags.size(), std::variant_size_v<CurveOf<double>>);
}

TEST(EveryCurve, IntegralIsTheIntegralOfTheShareAtLength) {
    // 1e-10 of the mature output of the period. Differences of areas carry the rounding of the
    // area itself, 1e-15 of the time since the start.
    for_each_curve(15, [](const auto& c) {
        using C = std::remove_cvref_t<decltype(c)>;
        if constexpr (std::is_same_v<C, WrightOf<double>>)
            if (c.theory == LearningTheory::cumulative_average && c.learning_rate < 0.7)
                return; // too steep at the start for the reference
        for (const auto& [a, b] : {std::pair{0.0, 30.0},
                                   {30.0, 61.0},
                                   {0.0, 365.0},
                                   {100.0, 131.0},
                                   {700.0, 730.0},
                                   {0.0, 2000.0}})
            ASSERT_NEAR(c.integral(a, b), by_quadrature(c, a, b), 1e-10 * (b - a))
                << "from " << a << " to " << b;
    });
}

TEST(Logistic, RisesAndMidpointsOfAnySizeLoseNothingToRounding) {
    using F = Lanes<float, 16>;
    for (const double rise : {1e-3, 1.0, 300.0, 9e3, 3e4, 1e6, 1e9, 1e14})
        for (const double midpoint :
             {0.0, 200.0, 1.0 * rise, -1.0 * rise, 5e5, -5e5, 1e12, -1e12}) {
            const LogisticOf<double> exact{static_cast<float>(midpoint), static_cast<float>(rise)};
            const LogisticOf<F> lanes{F(static_cast<float>(midpoint)), F(static_cast<float>(rise))};
            double made = 0;
            for (const double width : {1.0, 30.0, 2000.0})
                for (double a = 0; a < 4000; a += 250) {
                    const double value = exact.integral(a, a + width);
                    if (rise > 1e3) { // else the panel below is too coarse
                        ASSERT_NEAR(value,
                                    (detail::gauss_panel<16>(
                                        [&](double t) { return exact.share(t); }, a, width)),
                                    1e-9 * width)
                            << rise << ' ' << midpoint << ' ' << a;
                    }
                    ASSERT_NEAR(
                        static_cast<double>(lanes.integral(F(float(a)), F(float(a + width)))[0]),
                        value, 2e-3 * width)
                        << rise << ' ' << midpoint << ' ' << a;
                    ASSERT_GE(lanes.integral(F(float(a)), F(float(a + width)))[0], -2e-3f);
                }
            for (double t = 0; t < 4000; t += 10) {
                const double next = static_cast<double>(lanes.made_by(F(float(t + 10)))[0] -
                                                        lanes.made_by(F(float(t)))[0]);
                ASSERT_NEAR(next, exact.integral(t, t + 10), 1e-2) << rise << ' ' << midpoint;
                made += next;
            }
            ASSERT_NEAR(made, exact.integral(0, 4000), .04) << rise << ' ' << midpoint;
        }
}

TEST(EveryCurve, IntegralsOfPartsAddUp) {
    for_each_curve(40, [](const auto& c) {
        double sum = 0;
        for (int month = 0; month < 36; ++month)
            sum += c.integral(30.4 * month, 30.4 * (month + 1));
        ASSERT_NEAR(sum, c.integral(0, 30.4 * 36), 1e-10 * 1000);
        ASSERT_NEAR(c.integral(200, 100), -c.integral(100, 200), 1e-12 * 100);
        ASSERT_EQ(c.integral(77, 77), 0);
    });
}

TEST(EveryCurve, TheShareIsTheSlopeOfTheIntegral) {
    for_each_curve(40, [](const auto& c) {
        const auto dual = dual_of(c);
        for (const double t : {0.37, 17.3, 91.7, 260.1, 903.3}) {
            if constexpr (requires { c.points; } || requires { c.factors; })
                if (std::abs(c.share(t + 1e-6) - c.share(t - 1e-6)) > 0.01) continue; // a jump
            ASSERT_NEAR(dual.integral(D(0.0), D(t, 1)).slope, c.share(t), 2e-9) << t;
        }
    });
}

TEST(EveryCurve, SharesAreSharesAndDoNotFall) {
    for_each_curve(40, [](const auto& c) {
        if constexpr (requires { c.points; }) return;
        if constexpr (requires { c.factors; })
            if (std::holds_alternative<TabulatedOf<double>>(c.factors[1])) return;
        double last = 0;
        for (double t = -500; t < 4000; t += 7.7) {
            const double now = c.share(t);
            ASSERT_GE(now, last - 1e-13) << t;
            ASSERT_LE(now, 1 + 1e-15) << t;
            last = now;
        }
    });
}

TEST(EveryCurve, TimeToIsTheInverse) {
    for_each_curve(40, [](const auto& c) {
        if constexpr (
            requires { c.points; } || requires { c.delay_days; } ||
            is_by_experience<std::remove_cvref_t<decltype(c)>>)
            return; // jumps; their own tests
        if constexpr (requires { c.factors; })
            if (std::holds_alternative<StepOf<double>>(c.factors[0])) return;
        for (const double q : {1e-6, 0.001, 0.1, 0.5, 0.77, 0.99, 0.99999}) {
            const double t = c.time_to(q);
            ASSERT_TRUE(std::isfinite(t));
            if (q <= c.share(0) && t < 1e-9 && t >= 0) continue;
            if (t > 0 && !(t > 1e-25 && t < 1e25)) continue; // counted as none or endless
            ASSERT_NEAR(c.share(t), q, 1e-9) << q;
        }
    });
}

TEST(EveryCurve, TimeToIsFiniteForAnyShare) {
    for_each_curve(20, [](const auto& c) {
        for (const double q : {-1.0, 0.0, 1e-300, 1.0, 2.0})
            ASSERT_TRUE(std::isfinite(c.time_to(q)));
    });
}

TEST(EveryCurve, IsFiniteAtAnyTime) {
    for_each_curve(20, [](const auto& c) {
        const auto dual = dual_of(c);
        double earlier = -1e6;
        for (const double t : {-1e6, -1e3, -1.0, -1e-9, 0.0, 1e-12, 1e-3, 1.0, 1e4, 1e6}) {
            ASSERT_TRUE(std::isfinite(c.share(t))) << t;
            ASSERT_TRUE(std::isfinite(c.integral(earlier, t))) << t;
            ASSERT_TRUE(std::isfinite(dual.share(D(t, 1)).slope)) << t;
            ASSERT_TRUE(std::isfinite(dual.integral(D(earlier), D(t, 1)).slope)) << t;
            earlier = t;
        }
    });
}

TEST(EveryCurve, GradientsOfIntegralsAreDifferenceQuotients) {
    // Central differences over 1e-5 of the parameter are good to about 1e-9 over 1e-5 of the
    // value; where a corner passes the end of a period the quotient is not.
    for_each_curve(15, [](const auto& c) {
        using C = std::remove_cvref_t<decltype(c)>;
        for_each_param<C>([&](const auto& p) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(c.*p.member)>, double>) {
                const double x = c.*p.member, step = 1e-5 * std::max(std::abs(x), 1e-3);
                if (p.name == "mature_unit") return; // steps by whole units
                if (!p.bounds.allows(x + step) || !p.bounds.allows(x - step)) return;
                auto dual = dual_of(c);
                for_each_param<typename C::template rebind<D>>([&](const auto& d) {
                    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(dual.*d.member)>, D>)
                        if (d.name == p.name) dual.*d.member = D(x, 1);
                });
                C less = c, more = c;
                less.*p.member = x - step;
                more.*p.member = x + step;
                const double a = 31.3, b = 411.7;
                const double quotient = (more.integral(a, b) - less.integral(a, b)) / (2 * step);
                const double scale = (b - a) / step * 1e-9 + std::abs(quotient);
                ASSERT_NEAR(dual.integral(D(a), D(b)).slope, quotient, 1e-4 * scale) << p.name;
            }
        });
    });
}

TEST(EveryCurve, LanesAgreeWithDoubleAtLength) {
    // Months of a ramp, rises from 3 days on: float carries 1e-7 of the time since the start, the
    // panels of 8 points what is left when a month holds a whole rise; products have one panel a
    // piece.
    using L = Lanes<float, 16>;
    for_each_curve(40, [](const auto& c) {
        using C = std::remove_cvref_t<decltype(c)>;
        const auto lanes = converted<typename C::template rebind<L>>(
            c, [](const NumberInfo&, double x) { return L(x); });
        for (int month = 0; month < 40; ++month) {
            const double a = 30 * month, b = a + 30;
            const double exact = c.integral(a, b);
            const double tolerance = requires { c.factors; } ? 3e-3 : 3e-4;
            ASSERT_NEAR(lanes.integral(L(a), L(b))[3], exact, 30 * tolerance) << "month " << month;
            if constexpr (requires { c.points; } || requires { c.factors; }) continue;
            ASSERT_NEAR(lanes.share(L(a + 0.5))[5], c.share(a + 0.5), 1e-4) << "month " << month;
        }
    });
}

TEST(EveryCurve, IsFiniteOnFloatLanesAtAnyTime) {
    using L = Lanes<float, 16>;
    using DL = Dual<L>;
    for_each_curve(10, [](const auto& c) {
        using C = std::remove_cvref_t<decltype(c)>;
        const auto lanes = converted<typename C::template rebind<DL>>(
            c, [](const NumberInfo&, double x) { return DL(L(x), L(1.0)); });
        double earlier = -1e6;
        for (const double t : {-1e6, -1.0, 0.0, 1e-12, 1e-3, 1.0, 1e4, 1e6}) {
            const DL share = lanes.share(DL(t));
            const DL integral = lanes.integral(DL(earlier), DL(t));
            ASSERT_TRUE(std::isfinite(share.value[0])) << t;
            ASSERT_TRUE(std::isfinite(share.slope[0])) << t;
            ASSERT_TRUE(std::isfinite(integral.value[0])) << t;
            ASSERT_TRUE(std::isfinite(integral.slope[0])) << t;
            earlier = t;
        }
        for (const double q : {0.0, 0.3, 1.0}) {
            const DL time = lanes.time_to(DL(q));
            ASSERT_TRUE(std::isfinite(time.value[0])) << q;
            ASSERT_TRUE(std::isfinite(time.slope[0])) << q;
        }
    });
}

} // namespace
} // namespace rampcast
