#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "rampcast/forecast/totals.hpp"

namespace rampcast::detail {

/// A series of one combination of alternatives in a mixture.
struct Part {
    double weight;
    const SeriesTotals* totals;
};

/// Shares of paths below values, and quantiles, from kept values: exact.
class KeptShares {
public:
    explicit KeptShares(const std::vector<Part>& parts) {
        for (const Part& part : parts) {
            const std::vector<std::uint32_t>& defined = part.totals->defined;
            const std::size_t size = part.totals->values.size() / defined.size();
            for (std::size_t i = 0; i < defined.size(); ++i) {
                const std::span values = std::span(part.totals->values).subspan(i * size);
                slices_.push_back({values.first(defined[i]), part.weight,
                                   static_cast<int>(i * scrambles / defined.size())});
            }
        }
    }

    /// Paths below a value, by weight.
    double below(double value) const {
        double sum = 0;
        for (const Slice& slice : slices_) sum += slice.weight * slice.below(value);
        return sum;
    }
    /// Paths of a scramble at or below a value, by weight.
    double up_to(std::size_t scramble, double value) const {
        double sum = 0;
        for (const Slice& slice : slices_)
            if (slice.scramble == static_cast<int>(scramble))
                sum += slice.weight * slice.up_to(value);
        return sum;
    }
    /// The least value, of those in [lowest, highest], that `wanted` paths by weight do not exceed.
    double quantile(double wanted, double lowest, double highest) const {
        // Slices hold what lies in (low, high] between `from` and `to`.
        constexpr std::size_t few = 48;
        std::int64_t low = order(lowest) - 1, high = order(highest);
        std::vector<std::pair<std::size_t, std::size_t>> ranges;
        for (const Slice& slice : slices_) ranges.emplace_back(0, slice.values.size());
        std::vector<std::size_t> cuts(slices_.size());
        std::size_t left = few + 1;
        while (high - low > 1 && left > few) {
            const std::int64_t middle = low + (high - low) / 2;
            const float value = number(middle);
            double sum = 0;
            for (std::size_t i = 0; i < slices_.size(); ++i) {
                const auto begin = slices_[i].values.begin();
                cuts[i] = static_cast<std::size_t>(
                    std::upper_bound(begin + static_cast<std::ptrdiff_t>(ranges[i].first),
                                     begin + static_cast<std::ptrdiff_t>(ranges[i].second), value) -
                    begin);
                sum += slices_[i].weight * static_cast<double>(cuts[i]);
            }
            const bool enough = sum >= wanted;
            (enough ? high : low) = middle;
            left = 0;
            for (std::size_t i = 0; i < slices_.size(); ++i) {
                (enough ? ranges[i].second : ranges[i].first) = cuts[i];
                left += ranges[i].second - ranges[i].first;
            }
        }
        std::vector<float> rest;
        for (std::size_t i = 0; i < slices_.size(); ++i)
            for (std::size_t k = ranges[i].first; k < ranges[i].second; ++k)
                if (high - low > 1) rest.push_back(slices_[i].values[k]);
        std::sort(rest.begin(), rest.end());
        for (const float value : rest) {
            double sum = 0;
            for (const Slice& slice : slices_) sum += slice.weight * slice.up_to(value);
            if (sum >= wanted) return static_cast<double>(value);
        }
        return static_cast<double>(number(high));
    }

private:
    struct Slice {
        std::span<const float> values; ///< in rising order
        double weight;
        int scramble;

        double below(double value) const {
            return static_cast<double>(std::lower_bound(values.begin(), values.end(), value) -
                                       values.begin());
        }
        double up_to(double value) const {
            return static_cast<double>(std::upper_bound(values.begin(), values.end(), value) -
                                       values.begin());
        }
    };
    /// Whole numbers in the order of floats, and back.
    static std::int64_t order(double value) {
        const auto bits = std::bit_cast<std::int32_t>(static_cast<float>(value));
        return bits < 0 ? -static_cast<std::int64_t>(bits & 0x7fffffff) : bits;
    }
    static float number(std::int64_t place) {
        const auto bits = static_cast<std::uint32_t>(place < 0 ? -place : place);
        return std::bit_cast<float>(place < 0 ? bits | 0x80000000u : bits);
    }

    std::vector<Slice> slices_;
};

/// The same from counts in bins: linear within a bin, quantiles exact but for its width (0.4 %);
/// point masses exact. What is too near to zero to be told from it is zero.
class CountedShares {
public:
    CountedShares(const std::vector<Part>& parts, double scale, double lowest, double highest)
        : parts_(parts), bins_(scale), lowest_(lowest), highest_(highest) {
        for (const Part& part : parts_)
            for (const PointMass& each : part.totals->masses) {
                Mass mass{static_cast<double>(each.value), bins_.bin_of(each.value)};
                for (std::size_t j = 0; j < scrambles; ++j) {
                    mass.of_scramble[j] = part.weight * static_cast<double>(each.paths[j]);
                    mass.paths += mass.of_scramble[j];
                }
                masses_.push_back(mass);
            }
        std::sort(masses_.begin(), masses_.end(),
                  [](const Mass& a, const Mass& b) { return a.value < b.value; });
    }

    double below(double value) const {
        const int bin = bins_.bin_of(value);
        double sum = 0;
        for (const Part& part : parts_) {
            const TrimmedCounts& counts = part.totals->counts;
            for (std::size_t i = 0; i < counts.counts.size(); ++i) {
                const int at = counts.first + static_cast<int>(i);
                if (at > bin) break;
                sum += part.weight * counts.counts[i] * (at < bin ? 1.0 : share_below(at, value));
            }
        }
        for (const Mass& mass : masses_) sum += mass.value < value ? mass.paths : 0.0;
        return sum;
    }
    double up_to(std::size_t scramble, double value) const {
        const int bin = bins_.bin_of(value) / SeriesTotals::coarse;
        double all = 0;
        for (const Part& part : parts_) {
            const TrimmedCounts& counts = part.totals->by_scramble[scramble];
            double sum = 0;
            for (std::size_t i = 0; i < counts.counts.size(); ++i) {
                const int at = counts.first + static_cast<int>(i);
                if (at > bin) break;
                double share = 1;
                if (at == bin) {
                    const double low = bins_.edge(at * SeriesTotals::coarse);
                    const double high = bins_.edge((at + 1) * SeriesTotals::coarse);
                    share = std::clamp((value - low) / (high - low), 0.0, 1.0);
                }
                sum += share * counts.counts[i];
            }
            all += part.weight * sum;
        }
        for (const Mass& mass : masses_)
            all += mass.value <= value ? mass.of_scramble[scramble] : 0.0;
        return all;
    }
    double quantile(double wanted) const {
        int first = std::numeric_limits<int>::max(), last = std::numeric_limits<int>::min();
        for (const Part& part : parts_) {
            first = std::min(first, part.totals->counts.first);
            last = std::max(last, part.totals->counts.first +
                                      static_cast<int>(part.totals->counts.counts.size()) - 1);
        }
        double sum = 0;
        auto mass = masses_.begin();
        for (int bin = first; bin <= last; ++bin) {
            double spread = 0;
            for (const Part& part : parts_) spread += part.weight * count(part.totals->counts, bin);
            const auto begin = mass;
            double here = spread;
            for (; mass != masses_.end() && mass->bin == bin; ++mass) here += mass->paths;
            if (here > 0 && sum + here >= wanted)
                return within(bin, spread, std::span(begin, mass), wanted - sum);
            sum += here;
        }
        return highest_;
    }

private:
    struct Mass {
        double value;
        int bin;
        double paths = 0;                            ///< by weight
        std::array<double, scrambles> of_scramble{}; ///< likewise
    };
    /// The value in a bin that `wanted` of its paths do not exceed.
    /// @param spread its paths beside the point masses
    double within(int bin, double spread, std::span<const Mass> masses, double wanted) const {
        const auto [low, high] = span_of(bin);
        for (const Mass& mass : masses) {
            if (spread * share_below(bin, mass.value) >= wanted) break;
            wanted -= mass.paths;
            if (spread * share_below(bin, mass.value) >= wanted) return mass.value;
        }
        if (!(spread > 0)) return masses.back().value;
        return low + (high - low) * std::clamp(wanted / spread, 0.0, 1.0);
    }
    static double count(const TrimmedCounts& counts, int bin) {
        const int i = bin - counts.first;
        return i >= 0 && i < static_cast<int>(counts.counts.size())
                   ? counts.counts[static_cast<std::size_t>(i)]
                   : 0.0;
    }
    /// A bin's edges, held within the values seen.
    std::pair<double, double> span_of(int bin) const {
        if (bin == Bins::side) {
            const double zero = std::clamp(0.0, lowest_, highest_);
            return {zero, zero};
        }
        const double low = std::max(bins_.edge(bin), lowest_);
        return {low, std::max(low, std::min(bins_.edge(bin + 1), highest_))};
    }
    double share_below(int bin, double value) const {
        const auto [low, high] = span_of(bin);
        if (!(high > low)) return value > low ? 1.0 : 0.0;
        return std::clamp((value - low) / (high - low), 0.0, 1.0);
    }

    std::vector<Part> parts_;
    Bins bins_;
    double lowest_, highest_;
    std::vector<Mass> masses_{}; ///< in rising order
};

} // namespace rampcast::detail
