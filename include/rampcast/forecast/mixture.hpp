#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "rampcast/forecast/rows.hpp"
#include "rampcast/forecast/shares.hpp"

namespace rampcast::detail {

/// Standard error of the mean over the scrambles, from their spread.
inline double error_of_mean(const std::array<double, scrambles>& values) {
    double mean = 0, square = 0;
    for (const double v : values) mean += v / scrambles;
    for (const double v : values) square += (v - mean) * (v - mean);
    return std::sqrt(square / (scrambles - 1)) / std::sqrt(static_cast<double>(scrambles));
}

/// One series mixed over combinations of alternatives by weight.
class Mixture {
public:
    /// @param parts weights and series; a weight of 0 leaves the series out
    /// @param scale the scale its bins were made with
    Mixture(const std::vector<Part>& parts, double scale) {
        for (const Part& part : parts)
            if (part.weight > 0 && part.totals->lowest <= part.totals->highest)
                parts_.push_back(part);
        for (const Part& part : parts_) {
            for (std::size_t j = 0; j < scrambles; ++j) total_ += part.weight * paths_in(part, j);
            lowest_ = std::min(lowest_, static_cast<double>(part.totals->lowest));
            highest_ = std::max(highest_, static_cast<double>(part.totals->highest));
        }
        if (empty()) return;
        if (parts_.front().totals->values.empty())
            counted_.emplace(parts_, scale, lowest_, highest_);
        else kept_.emplace(parts_);
    }

    /// True where no path defines the figure (such as a unit value with no units).
    bool empty() const { return parts_.empty(); }

    double mean() const {
        double sum = 0;
        for (const Part& part : parts_)
            for (const double s : part.totals->sums) sum += part.weight * s;
        return sum / total_;
    }
    double sd() const {
        double square = 0;
        for (const Part& part : parts_)
            for (const double s : part.totals->squares) square += part.weight * s;
        const double m = mean();
        return std::sqrt(std::max(0.0, square / total_ - m * m));
    }
    /// The share of paths below a value; 0 at the lowest value itself.
    double below(double value) const {
        if (empty() || !(value > lowest_)) return 0;
        if (value > highest_) return 1;
        return (kept_ ? kept_->below(value) : counted_->below(value)) / total_;
    }
    /// The value not exceeded on a share `p` of paths.
    double quantile(double p) const {
        if (empty()) return std::numeric_limits<double>::quiet_NaN();
        return kept_ ? kept_->quantile(p * total_, lowest_, highest_)
                     : counted_->quantile(p * total_);
    }

    /// Standard error of the mean, from the spread of the scrambles.
    double mean_se() const {
        std::array<double, scrambles> means{};
        for (std::size_t j = 0; j < scrambles; ++j) {
            double sum = 0;
            for (const Part& part : parts_) sum += part.weight * part.totals->sums[j];
            means[j] = share(sum, j);
        }
        return error_of_mean(means);
    }
    /// Standard error of a quantile: the spread over scrambles of the share below it, divided by
    /// the density there.
    double quantile_se(double p, double at) const {
        if (empty()) return 0;
        std::array<double, scrambles> shares{};
        for (std::size_t j = 0; j < scrambles; ++j)
            shares[j] = share(kept_ ? kept_->up_to(j, at) : counted_->up_to(j, at), j);
        const double step = std::min({0.02, p / 2, (1 - p) / 2});
        const double slope = (quantile(p + step) - quantile(p - step)) / (2 * step);
        return error_of_mean(shares) * slope;
    }

    Summary summary() const {
        if (empty()) {
            constexpr double none = std::numeric_limits<double>::quiet_NaN();
            return {none, none, none, none, none, none, none, none, none};
        }
        Summary made{.mean = mean(),
                     .sd = sd(),
                     .p10 = quantile(.1),
                     .p50 = quantile(.5),
                     .p90 = quantile(.9),
                     .mean_se = mean_se()};
        made.p10_se = quantile_se(.1, made.p10);
        made.p50_se = quantile_se(.5, made.p50);
        made.p90_se = quantile_se(.9, made.p90);
        return made;
    }

private:
    static double paths_in(const Part& part, std::size_t scramble) {
        return static_cast<double>(part.totals->paths[scramble]);
    }
    /// A sum over the paths of a scramble as a share of them.
    double share(double sum, std::size_t scramble) const {
        double paths = 0;
        for (const Part& part : parts_) paths += part.weight * paths_in(part, scramble);
        return paths > 0 ? sum / paths : 0;
    }

    std::vector<Part> parts_;
    std::optional<KeptShares> kept_;
    std::optional<CountedShares> counted_;
    double total_ = 0;
    double lowest_ = std::numeric_limits<double>::infinity();
    double highest_ = -std::numeric_limits<double>::infinity();
};

} // namespace rampcast::detail
