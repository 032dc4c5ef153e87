#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "rampcast/ramp/ramp.hpp"

namespace rampcast::test {

/// Every kind of curve over random valid parameters: midpoints from -200 to 800 days, rises and
/// half times from 3 to 1000 days, the whole range of shapes.
inline std::vector<CurveOf<double>> random_curves(int count, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> u(0, 1);
    const auto between = [&](double low, double high) { return low + (high - low) * u(random); };
    const auto spread = [&](double low, double high) {
        return low * std::pow(high / low, u(random));
    };
    std::vector<CurveOf<double>> curves;
    for (int i = 0; i < count; ++i) {
        const double midpoint = between(-200, 800), rise = spread(3, 1000);
        const double start = u(random) * 0.5, rate = between(0.55, 0.98);
        const double mature = std::floor(spread(3, 1e5)), per_day = spread(0.1, 1000);
        curves.push_back(StepOf<double>{between(0, 400)});
        curves.push_back(LinearOf<double>{rise, start});
        curves.push_back(ExponentialOf<double>{rise, start});
        curves.push_back(LogisticOf<double>{midpoint, rise});
        curves.push_back(GompertzOf<double>{midpoint, rise});
        curves.push_back(RichardsOf<double>{midpoint, rise, spread(1e-3, 10)});
        curves.push_back(WeibullOf<double>{rise, spread(0.1, 20)});
        curves.push_back(LogLogisticOf<double>{rise, spread(0.1, 20)});
        curves.push_back(BassOf<double>{spread(1e-3, 1), spread(1e-6, 3)});
        curves.push_back(HyperbolicOf<double>{rise});
        TabulatedOf<double> plan;
        double day = 0;
        for (int point = 0; point < 6; ++point)
            plan.points.push_back({day += spread(1, 200), u(random)});
        plan.interpolation = i % 2 ? Interpolation::step : Interpolation::linear;
        curves.push_back(plan);
        curves.push_back(
            WrightOf<double>{i % 2 ? LearningTheory::unit : LearningTheory::cumulative_average,
                             rate, mature, per_day});
        curves.push_back(StanfordBOf<double>{rate, between(0, 10), mature, per_day});
        curves.push_back(DeJongOf<double>{rate, start, mature, per_day, between(0, 10)});
        curves.push_back(PlateauOf<double>{i % 2 ? PlateauModel::baloff : PlateauModel::yelle, rate,
                                           start, mature, per_day});
        curves.push_back(CurveProductOf<double>{{LogisticOf<double>{midpoint, rise},
                                                 LinearOf<double>{spread(3, 1000), start},
                                                 ExponentialOf<double>{spread(3, 1000), start}}});
        curves.push_back(CurveProductOf<double>{
            {StepOf<double>{between(0, 100)}, plan, GompertzOf<double>{midpoint, rise}}});
        curves.push_back(CurveProductOf<double>{
            {WeibullOf<double>{rise, spread(0.3, 5)}, HyperbolicOf<double>{spread(3, 1000)}}});
    }
    return curves;
}

/// The parameters of a curve as text, for messages.
inline std::string described(const CurveOf<double>& curve) {
    return std::visit(
        [](const auto& c) {
            std::string words(c.tag);
            using C = std::remove_cvref_t<decltype(c)>;
            for_each_param<C>([&](const auto& p) {
                if constexpr (std::is_same_v<std::remove_cvref_t<decltype(c.*p.member)>, double>)
                    words += " " + std::string(p.name) + " " + detail::number_text(c.*p.member);
            });
            return words;
        },
        curve);
}

} // namespace rampcast::test
