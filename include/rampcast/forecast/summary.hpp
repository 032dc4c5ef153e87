#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "rampcast/forecast/engine.hpp"

namespace rampcast {

/// A figure of a forecast with the Monte Carlo standard error of each of its parts.
struct Summary {
    double mean = 0, sd = 0, p10 = 0, p50 = 0, p90 = 0;
    double mean_se = 0, p10_se = 0, p50_se = 0, p90_se = 0;
};

/// One series mixed over combinations of alternatives by weight.
class Mixture {
public:
    struct Part {
        double weight;
        const SeriesTotals* totals;
    };
    /// @param parts weights and series; a weight of 0 leaves the series out
    /// @param scale the scale its histograms were made with
    Mixture(const std::vector<Part>& parts, double scale) : edges_(scale) {
        for (const Part& part : parts)
            if (part.weight > 0 && part.totals->paths > 0) parts_.push_back(part);
        for (const Part& part : parts_) {
            total_ += part.weight * static_cast<double>(part.totals->paths);
            lowest_ = std::min(lowest_, static_cast<double>(part.totals->lowest));
            highest_ = std::max(highest_, static_cast<double>(part.totals->highest));
        }
    }

    /// True where no path defines the figure (such as a unit value with no units).
    bool empty() const { return !(total_ > 0); }
    double lowest() const { return lowest_; }
    double highest() const { return highest_; }

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

    /// The share of paths below a value, linear within a bin; 0 at the lowest value itself.
    double below(double value) const {
        if (empty() || !(value > lowest_)) return 0;
        if (value > highest_) return 1;
        const int bin = edges_.bin_of(value);
        double sum = 0;
        for (const Part& part : parts_) {
            const TrimmedCounts& counts = part.totals->counts;
            for (std::size_t i = 0; i < counts.counts.size(); ++i) {
                const int at = counts.first + static_cast<int>(i);
                if (at > bin) break;
                sum += part.weight * counts.counts[i] * (at < bin ? 1.0 : share_below(at, value));
            }
        }
        return sum / total_;
    }

    /// The value not exceeded on a share `p` of paths; exact but for the bin's width (0.4 %).
    double quantile(double p) const {
        if (empty()) return std::numeric_limits<double>::quiet_NaN();
        const double wanted = p * total_;
        int first = std::numeric_limits<int>::max(), last = std::numeric_limits<int>::min();
        for (const Part& part : parts_) {
            first = std::min(first, part.totals->counts.first);
            last = std::max(last, part.totals->counts.first +
                                      static_cast<int>(part.totals->counts.counts.size()) - 1);
        }
        double sum = 0;
        for (int bin = first; bin <= last; ++bin) {
            double here = 0;
            for (const Part& part : parts_) here += part.weight * count(part.totals->counts, bin);
            if (here > 0 && sum + here >= wanted) {
                const auto [low, high] = span_of(bin);
                return low + (high - low) * std::clamp((wanted - sum) / here, 0.0, 1.0);
            }
            sum += here;
        }
        return highest_;
    }

    /// Standard error of the mean, from the spread of the scrambles.
    double mean_se() const {
        std::array<double, scrambles> means{};
        for (std::size_t j = 0; j < scrambles; ++j) {
            double sum = 0, paths = 0;
            for (const Part& part : parts_) {
                sum += part.weight * part.totals->sums[j];
                paths += part.weight * paths_in(part, j);
            }
            means[j] = paths > 0 ? sum / paths : 0;
        }
        return spread(means) / std::sqrt(static_cast<double>(scrambles));
    }
    /// Standard error of a quantile: the spread over scrambles of the share below it, divided by
    /// the density there.
    double quantile_se(double p) const {
        if (empty()) return 0;
        const double at = quantile(p);
        std::array<double, scrambles> shares{};
        for (std::size_t j = 0; j < scrambles; ++j) {
            double sum = 0, paths = 0;
            for (const Part& part : parts_) {
                sum += part.weight * below_in(part, j, at);
                paths += part.weight * paths_in(part, j);
            }
            shares[j] = paths > 0 ? sum / paths : 0;
        }
        const double step = std::min({0.02, p / 2, (1 - p) / 2});
        const double slope = (quantile(p + step) - quantile(p - step)) / (2 * step);
        return spread(shares) * slope / std::sqrt(static_cast<double>(scrambles));
    }

    Summary summary() const {
        if (empty()) {
            constexpr double none = std::numeric_limits<double>::quiet_NaN();
            return {none, none, none, none, none, none, none, none, none};
        }
        return {.mean = mean(),
                .sd = sd(),
                .p10 = quantile(.1),
                .p50 = quantile(.5),
                .p90 = quantile(.9),
                .mean_se = mean_se(),
                .p10_se = quantile_se(.1),
                .p50_se = quantile_se(.5),
                .p90_se = quantile_se(.9)};
    }

private:
    static double count(const TrimmedCounts& counts, int bin) {
        const int i = bin - counts.first;
        return i >= 0 && i < static_cast<int>(counts.counts.size())
                   ? counts.counts[static_cast<std::size_t>(i)]
                   : 0.0;
    }
    static double paths_in(const Part& part, std::size_t scramble) {
        double sum = 0;
        for (const std::uint32_t c : part.totals->by_scramble[scramble].counts) sum += c;
        return sum;
    }
    static double spread(const std::array<double, scrambles>& values) {
        double mean = 0, square = 0;
        for (const double v : values) mean += v / scrambles;
        for (const double v : values) square += (v - mean) * (v - mean);
        return std::sqrt(square / (scrambles - 1));
    }
    /// A bin's edges, held within the values seen.
    std::pair<double, double> span_of(int bin) const {
        const double low = std::max(edges_.edge(bin), lowest_);
        return {low, std::max(low, std::min(edges_.edge(bin + 1), highest_))};
    }
    double share_below(int bin, double value) const {
        const auto [low, high] = span_of(bin);
        if (!(high > low)) return value > low ? 1.0 : 0.0;
        return std::clamp((value - low) / (high - low), 0.0, 1.0);
    }
    double below_in(const Part& part, std::size_t scramble, double value) const {
        const TrimmedCounts& counts = part.totals->by_scramble[scramble];
        const int bin = edges_.bin_of(value) / SeriesTotals::coarse;
        double sum = 0;
        for (std::size_t i = 0; i < counts.counts.size(); ++i) {
            const int at = counts.first + static_cast<int>(i);
            if (at > bin) break;
            double share = 1;
            if (at == bin) {
                const double low = edges_.edge(at * SeriesTotals::coarse);
                const double high = edges_.edge((at + 1) * SeriesTotals::coarse);
                share = std::clamp((value - low) / (high - low), 0.0, 1.0);
            }
            sum += share * counts.counts[i];
        }
        return sum;
    }

    Histogram edges_;
    std::vector<Part> parts_;
    double total_ = 0;
    double lowest_ = std::numeric_limits<double>::infinity();
    double highest_ = -std::numeric_limits<double>::infinity();
};

} // namespace rampcast
