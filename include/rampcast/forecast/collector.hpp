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
        totals.by_scramble[j].add<SeriesTotals::coarse>(counts);
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
    /// @param schedule must outlive this object @param scales of the series, for their bins
    Collector(const Schedule& schedule, const std::vector<double>& scales)
        : schedule_(schedule), size_(scales.size()) {
        if (schedule_.keeps_values()) return;
        values_.resize(size_ * schedule_.task_paths());
        for (const double scale : scales) bins_.emplace_back(scale);
    }

    /// Begins a task, whose kept values go into its combination's totals.
    void begin(const Task& task, std::vector<SeriesTotals>& totals) {
        task_ = task;
        totals_ = &totals;
    }
    /// Where values of a series go, from a path of the task on.
    float* at(std::size_t series, std::uint64_t path) { return values_of(series).data() + path; }
    /// What the task found. A series at a time, so that one's bins are near while it is counted.
    std::vector<SeriesFound> finish() {
        std::vector<SeriesFound> found(size_);
        for (std::size_t s = 0; s < size_; ++s) {
            const std::span<float> values = values_of(s);
            SeriesFound& each = found[s];
            add_up(values, each);
            if (bins_.empty()) {
                each.defined = sort_values(values, scratch_);
            } else if (each.lowest <= each.highest) {
                count_masses((*totals_)[s].masses, values, each);
                histogram_.measure(bins_[s]);
                histogram_.add(values);
                each.counts =
                    histogram_.take(bins_[s].bin_of(each.lowest), bins_[s].bin_of(each.highest));
                for (const std::uint32_t count : each.counts.counts) each.defined += count;
            }
        }
        return found;
    }

private:
    /// The task's values of a series, in the order of its paths.
    std::span<float> values_of(std::size_t series) {
        if (bins_.empty())
            return std::span((*totals_)[series].values)
                .subspan(schedule_.place(task_), task_.paths);
        return std::span(values_).subspan(series * task_.paths, task_.paths);
    }
    /// Counts values on point masses, and makes them undefined so that bins leave them out.
    static void count_masses(const std::vector<PointMass>& masses, std::span<float> values,
                             SeriesFound& found) {
        const Narrow none(std::numeric_limits<double>::quiet_NaN());
        for (const PointMass& mass : masses) {
            const Narrow at(static_cast<double>(mass.value));
            const Narrow reach = Narrow(threshold_tolerance) * abs(at);
            std::uint32_t here = 0;
            for (std::size_t first = 0; first < values.size(); first += columns) {
                const Narrow x = Narrow::load(values.data() + first);
                const auto near = abs(x - at) <= reach;
                here += static_cast<std::uint32_t>(count(near));
                select(near, none, x).store(values.data() + first);
            }
            found.masses.push_back(here);
            found.defined += here;
        }
    }
    /// Sums and extremes of values, as many as a multiple of 16.
    static void add_up(std::span<const float> values, SeriesFound& found) {
        Wide sum(0), square(0);
        Narrow low(std::numeric_limits<double>::infinity()), high = -low;
        for (std::size_t first = 0; first < values.size(); first += columns) {
            const Narrow x = Narrow::load(values.data() + first);
            low = min(x, low);
            high = max(x, high);
            const Wide defined = widened(select(is_defined(x), x, Narrow(0)));
            sum += defined;
            square += defined * defined;
        }
        for (int i = 0; i < columns; ++i) {
            found.sum += sum[i];
            found.square += square[i];
            found.lowest = std::min(found.lowest, low[i]);
            found.highest = std::max(found.highest, high[i]);
        }
    }

    const Schedule& schedule_;
    std::size_t size_;
    Task task_{};
    std::vector<SeriesTotals>* totals_ = nullptr;
    std::vector<float> values_{}; ///< of the task by series, where they are counted
    std::vector<Bins> bins_{};    ///< of each series, where they are counted
    Histogram histogram_{1};
    std::vector<std::uint32_t> scratch_{};
};

} // namespace rampcast::detail
