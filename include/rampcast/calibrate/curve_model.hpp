#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/calibrate/fit_times.hpp"
#include "rampcast/core/dual.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/ramp/ramp.hpp"

/// A ramp curve times a ceiling as a model of its parameters.
namespace rampcast::detail {

/// One parameter of a curve: where it is, and how the search sees it.
struct CurveParameter {
    std::string name{};
    NumberInfo info{};
    std::size_t number = 0;      ///< among the curve's
    bool by_log = false;         ///< the search changes its logarithm
    double lower = 0, upper = 0; ///< as the search sees it

    double seen(double value) const { return by_log ? std::log(value) : value; }
    double value(double seen) const { return by_log ? std::exp(seen) : seen; }
};

template <class T> bool by_experience(const CurveOf<T>& curve) {
    return std::visit(
        []<class C>(const C& c) {
            if constexpr (requires { c.factors; })
                return std::any_of(c.factors.begin(), c.factors.end(), [](const auto& factor) {
                    return std::visit([]<class F>(const F&) { return is_by_experience<F>; },
                                      factor);
                });
            else return is_by_experience<C>;
        },
        curve);
}

inline CurveParameter seen_by_search(std::string name, const NumberInfo& info, std::size_t number) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const Bounds& bounds = info.bounds;
    CurveParameter made{.name = std::move(name), .info = info, .number = number};
    made.by_log = bounds.lower_open && bounds.lower >= 0 && bounds.upper > 1;
    made.lower = made.seen(bounds.lower_open ? bounds.lower + 1e-9 : bounds.lower);
    made.upper = bounds.upper == infinity ? infinity : made.seen(bounds.upper);
    return made;
}

/// The parameters of a curve that are fitted, in their order: all but those held, the rate of curves
/// by experience, which is the ceiling, and the points of a plan.
inline std::vector<CurveParameter> curve_parameters(const CurveOf<double>& curve,
                                                    const std::vector<std::string>& held) {
    std::vector<CurveParameter> list;
    std::size_t number = 0;
    CurveOf<double> copy = curve;
    walk(copy, "", [&](const std::string& path, const NumberInfo& info, double&) {
        const std::size_t place = number++;
        const bool is_held = std::find(held.begin(), held.end(), path) != held.end();
        const bool is_plan = path.find("point.") != std::string::npos;
        if (info.name != "mature_units_per_day" && !is_held && !is_plan)
            list.push_back(seen_by_search(path, info, place));
    });
    return list;
}

/// Values and slopes of ceiling times share, or times what is made in a stretch.
class CurveModel {
public:
    CurveModel(const CurveOf<double>& curve, const std::vector<CurveParameter>& parameters,
               const FitTimes& times, bool share_of_total)
        : parameters_(parameters),
          times_(times),
          share_of_total_(share_of_total),
          plain_(curve),
          dual_(converted<CurveOf<Dual<double>>>(
              curve, [](const NumberInfo&, double number) { return Dual<double>(number); })),
          numbers_(numbers_of<double>(plain_)),
          duals_(numbers_of<Dual<double>>(dual_)) {}
    CurveModel(const CurveModel&) = delete;
    CurveModel& operator=(const CurveModel&) = delete;

    /// Of parameters as the search sees them.
    void operator()(std::span<const double> seen, std::span<double> values,
                    std::span<double> slopes) {
        const std::size_t points = times_.from_days.size();
        if (slopes.empty()) {
            for (std::size_t j = 0; j < parameters_.size(); ++j)
                *numbers_[parameters_[j].number] = parameters_[j].value(seen[j + 1]);
            set_mature_units_per_day<double>(plain_, seen[0]);
            std::visit(
                [&](const auto& curve) {
                    for (std::size_t i = 0; i < points; ++i) values[i] = seen[0] * part(curve, i);
                },
                plain_);
            return;
        }
        for (std::size_t j = 0; j < parameters_.size(); ++j)
            *duals_[parameters_[j].number] = parameters_[j].value(seen[j + 1]);
        const bool own_rate = by_experience(dual_);
        for (std::size_t j = 0; j <= parameters_.size(); ++j) {
            if (j == 0 && !own_rate && !parameters_.empty()) continue; // the share itself
            Dual<double>* moved = j == 0 ? nullptr : duals_[parameters_[j - 1].number];
            if (moved) moved->slope = parameters_[j - 1].by_log ? moved->value : 1;
            const Dual<double> ceiling(seen[0], j == 0 ? 1 : 0);
            set_mature_units_per_day<Dual<double>>(dual_, ceiling);
            std::visit(
                [&](const auto& curve) {
                    for (std::size_t i = 0; i < points; ++i) {
                        const Dual<double> made = part(curve, i);
                        values[i] = seen[0] * made.value;
                        slopes[j * points + i] = (ceiling * made).slope;
                        if (!own_rate) slopes[i] = made.value;
                    }
                },
                dual_);
            if (moved) moved->slope = 0;
        }
    }

    const CurveOf<double>& curve() const { return plain_; }

private:
    const std::vector<CurveParameter>& parameters_;
    const FitTimes& times_;
    bool share_of_total_;
    CurveOf<double> plain_;
    CurveOf<Dual<double>> dual_;
    std::vector<double*> numbers_;
    std::vector<Dual<double>*> duals_;

    /// Of one day of the ceiling.
    template <class Curve> typename Curve::scalar part(const Curve& curve, std::size_t i) const {
        using T = typename Curve::scalar;
        const T from(times_.from_days[i]);
        if (times_.to_days.empty()) return curve.share(from);
        const T to(times_.to_days[i]);
        if (share_of_total_) return curve.share(to) - curve.share(from);
        return curve.integral(from, to);
    }
};

} // namespace rampcast::detail
