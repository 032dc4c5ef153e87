#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace rampcast {

/// Counts of float values in bins of relative width 2^-8, both signs: a bin is a run of the
/// floats' ordered bits. 28 octaves below 2^8 times a scale are told apart; what is nearer to
/// zero shares one bin, what lies beyond the last. Integer counts merge exactly in any order.
class Histogram {
public:
    static constexpr int bins_per_octave = 256;
    static constexpr int octaves = 28;
    static constexpr int side = bins_per_octave * octaves;
    static constexpr int bins = 2 * side + 1;

    Histogram() : Histogram(1) {}
    /// @param scale a typical size of the values, greater than 0
    explicit Histogram(double scale)
        : base_((bits(static_cast<float>(std::clamp(scale, 1e-24, 1e24))) >> shift) -
                bins_per_octave * (octaves - 8) - 1),
          counts_(bins + 1) {}

    /// Adds `n` values; NaN is left out of every count.
    void add(const float* values, int n) {
        constexpr int most = 64;
        std::int32_t places[most];
        for (; n > 0; values += most, n -= most) {
            const int now = std::min(n, most);
            for (int i = 0; i < now; ++i) places[i] = bin_or_none(values[i]);
            for (int i = 0; i < now; ++i) ++counts_[static_cast<std::size_t>(places[i])];
        }
    }

    /// Lower edge of a bin (upper one of the bin before).
    double edge(int bin) const {
        const int place = bin - side;
        return place > 0 ? magnitude(place) : -magnitude(1 - place);
    }
    std::uint32_t count(int bin) const { return counts_[static_cast<std::size_t>(bin)]; }
    /// The bin of a value.
    int bin_of(double value) const { return bin_or_none(static_cast<float>(value)); }
    void clear() { std::fill(counts_.begin(), counts_.end(), 0u); }

private:
    static constexpr int shift = 15;
    static std::uint32_t bits(float value) { return std::bit_cast<std::uint32_t>(value); }
    /// The bin of a value; the one behind the last for NaN.
    std::int32_t bin_or_none(float value) const {
        const auto word = std::bit_cast<std::int32_t>(value);
        const std::int32_t magnitude = word & 0x7fffffff, sign = word >> 31;
        const std::int32_t place = std::clamp((magnitude >> shift) - base_, 0, side);
        return magnitude > 0x7f800000 ? bins : side + ((place ^ sign) - sign);
    }
    double magnitude(int place) const {
        return std::bit_cast<float>(static_cast<std::uint32_t>(place + base_) << shift);
    }
    int base_;
    std::vector<std::uint32_t> counts_;
};

/// The counts of a histogram without its empty ends.
struct TrimmedCounts {
    int first = 0; ///< bin of the first count
    std::vector<std::uint32_t> counts{};

    /// Adds the bins [first_bin, last_bin] of a histogram, `width` of them to one.
    void add(const Histogram& histogram, int first_bin, int last_bin, int width = 1) {
        const int from = first_bin / width, to = last_bin / width;
        if (counts.empty()) first = from;
        if (from < first) {
            counts.insert(counts.begin(), static_cast<std::size_t>(first - from), 0u);
            first = from;
        }
        const auto place = [&](int coarse_bin) {
            return static_cast<std::size_t>(coarse_bin) - static_cast<std::size_t>(first);
        };
        counts.resize(std::max(counts.size(), place(to) + 1));
        for (int bin = first_bin; bin <= last_bin; ++bin)
            counts[place(bin / width)] += histogram.count(bin);
    }
};

} // namespace rampcast
