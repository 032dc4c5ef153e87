#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "rampcast/uncertainty/distribution_checks.hpp"
#include "rampcast/uncertainty/level.hpp"
#include "rampcast/uncertainty/moments.hpp"

namespace rampcast {

/// A number known by its 10 %, 50 % and 90 % quantiles and, where it has them, its bounds: the
/// metalog distribution of three terms (Keelin 2016), M(y) = a1 + a2 L + a3 (y - 1/2) L with
/// L = ln(y / (1 - y)). With a lower bound M is the quantile function of ln(x - lower), with an
/// upper one only of -ln(upper - x), with both of ln((x - lower) / (upper - x)).
///
/// Not every triple has such a distribution: with r the place of p50 between p10 and p90, on the
/// scale on which M is, |1 - 2 r| < 0.66685 must hold. The bound is 0.8 / x with x tanh x = 1.
struct Metalog {
    double p10 = -1;               ///< 10 % quantile
    double p50 = 0;                ///< median
    double p90 = 1;                ///< 90 % quantile
    std::optional<double> lower{}; ///< lower bound; none if not given
    std::optional<double> upper{}; ///< upper bound; none if not given

    static constexpr std::string_view type_name = "Metalog";
    static constexpr std::string_view tag = "metalog";
    static constexpr std::string_view meaning =
        "A number known by its 10 %, 50 % and 90 % quantiles and its bounds, if any";
    static constexpr auto params() {
        return std::tuple{
            param("p10", &Metalog::p10, "", bounds::value, "10 % quantile").needed(),
            param("p50", &Metalog::p50, "", bounds::value, "median").needed(),
            param("p90", &Metalog::p90, "", bounds::value, "90 % quantile").needed(),
            param("lower", &Metalog::lower, "", bounds::value, "lower bound; none if not given"),
            param("upper", &Metalog::upper, "", bounds::value, "upper bound; none if not given"),
        };
    }

    /// The coefficients a1, a2, a3.
    struct Terms {
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;

        /// M where the log odds of the probability are L.
        double at(double log_odds) const {
            return a1 + (a2 + 0.5 * a3 * std::tanh(0.5 * log_odds)) * log_odds;
        }
        /// The slope of M by the log odds.
        double slope(double log_odds) const {
            const double tanh = std::tanh(0.5 * log_odds);
            return a2 + 0.5 * a3 * (tanh + 0.5 * (1 - tanh * tanh) * log_odds);
        }
    };

    /// Throws `Error` unless lower < p10 < p50 < p90 < upper, all finite, and such a distribution
    /// exists; then the message gives the range p50 may take.
    void validate(const std::string& place) const {
        detail::check_ranges(*this, place);
        if (lower) detail::check_greater(*this, place, "p10", p10, "lower", *lower);
        detail::check_greater(*this, place, "p50", p50, "p10", p10);
        detail::check_greater(*this, place, "p90", p90, "p50", p50);
        if (upper) detail::check_greater(*this, place, "upper", *upper, "p90", p90);
        const double low = unbounded(p10);
        const double span = unbounded(p90) - low;
        if (!(span > 0 && span < std::numeric_limits<double>::infinity()))
            detail::refuse(*this, place, "p90", p90, "is too close to p10 beside the bounds");
        if (!(std::abs(skew()) < largest_skew))
            detail::refuse(*this, place, "p50", p50,
                           "must be between " +
                               detail::short_text(bounded(low + 0.5 * (1 - largest_skew) * span)) +
                               " and " +
                               detail::short_text(bounded(low + 0.5 * (1 + largest_skew) * span)) +
                               " for these p10, p90 and bounds");
    }
    /// Mean and sd; with one bound only they may be infinite.
    Moments moments() const {
        constexpr double pi_squared = 9.8696044010893586188;
        const Terms m = terms();
        if (!lower && !upper)
            return {m.a1 + 0.5 * m.a3, std::sqrt(pi_squared / 3 * (m.a2 * m.a2 + m.a3 * m.a3 / 12) +
                                                 m.a3 * m.a3 / 12)};
        if (lower && upper) {
            const double mean = integrate(0, [&](double log_odds, double log_density) {
                return bounded(m.at(log_odds)) * std::exp(log_density);
            });
            const double variance = integrate(0, [&](double log_odds, double log_density) {
                const double gap = bounded(m.at(log_odds)) - mean;
                return gap * gap * std::exp(log_density);
            });
            return {mean, std::sqrt(variance)};
        }
        const Moments distance = lower ? log_moments(m) : log_moments({-m.a1, m.a2, -m.a3});
        return {lower ? *lower + distance.mean : *upper - distance.mean, distance.sd};
    }
    /// Least and greatest value; infinite where there is no bound.
    std::pair<double, double> support() const {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        return {lower.value_or(-infinity), upper.value_or(infinity)};
    }
    /// The distribution of `factor` times this number, factor > 0.
    Metalog scaled(double factor) const {
        detail::check_factor(factor);
        Metalog result{p10 * factor, p50 * factor, p90 * factor, lower, upper};
        if (result.lower) *result.lower *= factor;
        if (result.upper) *result.upper *= factor;
        return result;
    }
    /// The distribution of this number plus `offset`.
    Metalog shifted(double offset) const {
        Metalog result{p10 + offset, p50 + offset, p90 + offset, lower, upper};
        if (result.lower) *result.lower += offset;
        if (result.upper) *result.upper += offset;
        return result;
    }

    /// The value at a probability level.
    double value_at(const detail::Level& level) const {
        return bounded(terms().at(level.log_odds()));
    }

    /// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
    double quantile(double p) const { return value_at(detail::Level::of_p(p)); }
    /// The value at the standard normal variable `z`, precise in both tails.
    double quantile_z(double z) const { return value_at(detail::Level::of_z(z)); }

    Terms terms() const {
        constexpr double log_9 = 2.1972245773362193828;
        const double span = unbounded(p90) - unbounded(p10);
        return {unbounded(p50), span / (2 * log_9), skew() * span / (0.8 * log_9)};
    }
    /// The value whose transform is `m`.
    double bounded(double m) const {
        if (lower && upper) {
            const double odds = std::exp(-std::abs(m));
            const double nearer = (*upper - *lower) * (odds / (1 + odds));
            return m < 0 ? *lower + nearer : *upper - nearer;
        }
        if (lower) return *lower + std::exp(m);
        if (upper) return *upper - std::exp(-m);
        return m;
    }
    /// The slope of `bounded` at `m`.
    double bounded_slope(double m) const {
        if (lower && upper) {
            const double odds = std::exp(-std::abs(m));
            return (*upper - *lower) * (odds / ((1 + odds) * (1 + odds)));
        }
        if (lower) return std::exp(m);
        if (upper) return std::exp(-m);
        return 1;
    }

    bool operator==(const Metalog&) const = default;

private:
    static constexpr double largest_skew = 0.8 / 1.1996786402577338339;

    double unbounded(double x) const {
        if (lower && upper) return std::log((x - *lower) / (*upper - x));
        if (lower) return std::log(x - *lower);
        if (upper) return -std::log(*upper - x);
        return x;
    }
    /// 1 - 2 r
    double skew() const {
        const double m10 = unbounded(p10);
        const double m50 = unbounded(p50);
        const double m90 = unbounded(p90);
        return ((m90 - m50) - (m50 - m10)) / (m90 - m10);
    }
    /// Mean and sd of e^M, which grows like (1 - y)^-(a2 + a3 / 2).
    static Moments log_moments(const Terms& m) {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        const double growth = m.a2 + 0.5 * m.a3;
        const double median = std::exp(m.a1);
        const Terms centred{0, m.a2, m.a3};
        Moments result{infinity, infinity};
        if (growth < 1) {
            const double ratio = integrate(growth, [&](double log_odds, double log_density) {
                return std::exp(centred.at(log_odds) + log_density);
            });
            result.mean = median * ratio;
            if (growth < 0.5) {
                const auto square = [&](double log_odds, double log_density) {
                    const double gap = std::exp(centred.at(log_odds) + 0.5 * log_density) -
                                       ratio * std::exp(0.5 * log_density);
                    return gap * gap;
                };
                result.sd = median * std::sqrt(integrate(2 * growth, square));
            }
        }
        return result;
    }
    /// The integral over all log odds L of `function(L, log_density)`, log_density that of the
    /// logistic distribution; the function falls at least like exp(-(1 - growth) |L|), growth < 1.
    /// Trapezoidal rule in t with L = sinh t.
    template <class Function> static double integrate(double growth, const Function& function) {
        constexpr double step = 1.0 / 16;
        const double reach = std::asinh(40 / (1 - std::max(growth, 0.0)));
        const int count = static_cast<int>(std::ceil(reach / step));
        double sum = 0;
        for (int i = -count; i <= count; ++i) {
            const double log_odds = std::sinh(i * step);
            const double distance = std::abs(log_odds);
            const double log_density = -distance - 2 * std::log1p(std::exp(-distance));
            sum += function(log_odds, log_density) * std::cosh(i * step);
        }
        return sum * step;
    }
};

} // namespace rampcast
