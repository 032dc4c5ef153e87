#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "rampcast/core/lanes.hpp"
#include "rampcast/forecast/point_masses.hpp"
#include "rampcast/forecast/setup.hpp"
#include "rampcast/forecast/totals.hpp"

namespace rampcast::detail {

/// Sorts values in rising order, NaN last, by their bits (least significant byte first).
/// @return how many are not NaN
inline std::uint32_t sort_values(std::span<float> values, std::vector<std::uint32_t>& scratch) {
    constexpr std::uint32_t none = 0xffffffffu, top = 0x80000000u;
    constexpr std::size_t digits = 4, radix = 256;
    const std::size_t n = values.size();
    scratch.resize(2 * n);
    std::uint32_t *keys = scratch.data(), *other = keys + n;
    for (std::size_t i = 0; i < n; ++i) {
        const float value = values[i] + 0.0f; // -0 becomes 0
        const auto bits = std::bit_cast<std::uint32_t>(value);
        const std::uint32_t key = bits ^ ((bits & top) != 0 ? none : top);
        keys[i] = value == value ? key : none;
    }
    std::uint32_t counts[digits][radix] = {};
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t d = 0; d < digits; ++d) ++counts[d][(keys[i] >> (8 * d)) & (radix - 1)];
    for (std::size_t d = 0; d < digits; ++d) {
        if (counts[d][(keys[0] >> (8 * d)) & (radix - 1)] == n) continue;
        std::uint32_t sum = 0;
        for (std::uint32_t& each : counts[d]) sum += std::exchange(each, sum);
        for (std::size_t i = 0; i < n; ++i)
            other[counts[d][(keys[i] >> (8 * d)) & (radix - 1)]++] = keys[i];
        std::swap(keys, other);
    }
    std::uint32_t defined = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint32_t bits = keys[i] ^ ((keys[i] & top) != 0 ? top : none);
        defined += keys[i] != none;
        values[i] = std::bit_cast<float>(bits);
    }
    return defined;
}

/// What a task found of one series.
struct SeriesFound {
    std::uint32_t defined = 0;
    double sum = 0, square = 0;
    float lowest = std::numeric_limits<float>::infinity();
    float highest = -std::numeric_limits<float>::infinity();
    TrimmedCounts counts{};
    std::vector<std::uint32_t> masses{}; ///< paths on each point mass

    void merge_into(SeriesTotals& totals, int scramble, std::size_t task_of_combination) {
        const auto j = static_cast<std::size_t>(scramble);
        totals.paths[j] += defined;
        totals.sums[j] += sum;
        totals.squares[j] += square;
        totals.lowest = std::min(totals.lowest, lowest);
        totals.highest = std::max(totals.highest, highest);
        totals.counts.add(counts);
        totals.by_scramble[j].add(counts, SeriesTotals::coarse);
        for (std::size_t m = 0; m < masses.size(); ++m) totals.masses[m].paths[j] += masses[m];
        if (!totals.defined.empty()) totals.defined[task_of_combination] = defined;
    }
};

/// A thread's means to collect the series of a task. Sums are kept in 16 columns, path i in column
/// i mod 16, so that they do not depend on how many paths are worked on at once.
class Collector {
public:
    static constexpr int columns = 16;
    using Narrow = Lanes<float, columns>;
    using Wide = Lanes<double, columns>;

    explicit Collector(const Setup& setup) : Collector(setup.schedule, setup.scales) {}
    /// @param scales of the series; read where values are counted
    Collector(const Schedule& schedule, const std::vector<double>& scales)
        : schedule_(schedule), sums_(scales.size()) {
        if (schedule_.keeps_values()) return;
        for (const double scale : scales) histograms_.emplace_back(scale);
    }

    /// Begins a task, whose kept values go into its combination's totals.
    void begin(const Task& task, std::vector<SeriesTotals>& totals) {
        task_ = task;
        totals_ = &totals;
        std::fill(sums_.begin(), sums_.end(), Sums{});
        on_masses_.assign(sums_.size(), {});
        if (histograms_.empty()) return;
        for (std::size_t s = 0; s < sums_.size(); ++s)
            on_masses_[s].assign(totals[s].masses.size(), 0);
    }
    /// Adds values of `n` paths from a path of the task on.
    /// @param n a multiple of 16
    void add(std::size_t series, std::uint64_t path, const float* values, int n) {
        Sums& sums = sums_[series];
        for (int first = 0; first < n; first += columns) {
            const Narrow x = Narrow::load(values + first);
            sums.low = min(x, sums.low);
            sums.high = max(x, sums.high);
            const Wide defined = widened(select(is_defined(x), x, Narrow(0)));
            sums.sum += defined;
            sums.square += defined * defined;
        }
        if (histograms_.empty()) std::copy_n(values, n, kept(series).data() + path);
        else if (on_masses_[series].empty()) histograms_[series].add(values, n);
        else add_beside_masses(series, values, n);
    }
    /// What the task found.
    std::vector<SeriesFound> finish() {
        std::vector<SeriesFound> found(sums_.size());
        for (std::size_t s = 0; s < found.size(); ++s) {
            SeriesFound& each = found[s];
            for (int i = 0; i < columns; ++i) {
                each.sum += sums_[s].sum[i];
                each.square += sums_[s].square[i];
                each.lowest = std::min(each.lowest, sums_[s].low[i]);
                each.highest = std::max(each.highest, sums_[s].high[i]);
            }
            if (histograms_.empty()) {
                each.defined = sort_values(kept(s), scratch_);
            } else if (each.lowest <= each.highest) {
                Histogram& histogram = histograms_[s];
                each.counts =
                    histogram.take(histogram.bin_of(each.lowest), histogram.bin_of(each.highest));
                for (const std::uint32_t count : each.counts.counts) each.defined += count;
                for (const std::uint32_t count : on_masses_[s]) each.defined += count;
                each.masses = on_masses_[s];
            }
        }
        return found;
    }

private:
    struct Sums {
        Wide sum = Wide(0), square = Wide(0);
        Narrow low = Narrow(std::numeric_limits<double>::infinity()), high = -low;
    };
    /// Counts values on point masses, and the others in bins.
    void add_beside_masses(std::size_t series, const float* values, int n) {
        const std::vector<PointMass>& masses = (*totals_)[series].masses;
        const Narrow none(std::numeric_limits<double>::quiet_NaN());
        float rest[columns];
        for (int first = 0; first < n; first += columns) {
            Narrow x = Narrow::load(values + first);
            for (std::size_t m = 0; m < masses.size(); ++m) {
                const Narrow at(static_cast<double>(masses[m].value));
                const auto here = abs(x - at) <= Narrow(threshold_tolerance) * abs(at);
                on_masses_[series][m] += static_cast<std::uint32_t>(count(here));
                x = select(here, none, x);
            }
            x.store(rest);
            histograms_[series].add(rest, columns);
        }
    }
    /// The place of the task's values of a series.
    std::span<float> kept(std::size_t series) {
        return std::span((*totals_)[series].values).subspan(schedule_.place(task_), task_.paths);
    }

    const Schedule& schedule_;
    Task task_{};
    std::vector<SeriesTotals>* totals_ = nullptr;
    std::vector<Sums> sums_;
    std::vector<Histogram> histograms_{};
    std::vector<std::vector<std::uint32_t>> on_masses_{}; ///< by series
    std::vector<std::uint32_t> scratch_{};
};

} // namespace rampcast::detail
