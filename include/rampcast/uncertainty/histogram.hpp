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
        for (int i = 0; i < n; ++i) {
            const std::uint32_t word = bits(values[i]);
            const std::uint32_t magnitude = word & 0x7fffffffu;
            const int place = std::clamp(static_cast<int>(magnitude >> shift) - base_, 0, side);
            const int signed_place = (word >> 31) != 0 ? -place : place;
            const int bin = magnitude > 0x7f800000u ? bins : side + signed_place;
            ++counts_[static_cast<std::size_t>(bin)];
        }
    }

    /// Lower edge of a bin (upper one of the bin before).
    double edge(int bin) const {
        const int place = bin - side;
        return place > 0 ? magnitude(place) : -magnitude(1 - place);
    }
    std::uint32_t count(int bin) const { return counts_[static_cast<std::size_t>(bin)]; }
    /// The bin of a value.
    int bin_of(double value) const {
        const auto word = bits(static_cast<float>(std::abs(value)));
        const int place = std::clamp(static_cast<int>(word >> shift) - base_, 0, side);
        return side + (value < 0 ? -place : place);
    }
    void clear() { std::fill(counts_.begin(), counts_.end(), 0u); }

private:
    static constexpr int shift = 15;
    static std::uint32_t bits(float value) { return std::bit_cast<std::uint32_t>(value); }
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
        if (to >= first + static_cast<int>(counts.size()))
            counts.resize(static_cast<std::size_t>(to - first + 1));
        for (int bin = first_bin; bin <= last_bin; ++bin)
            counts[static_cast<std::size_t>(bin / width - first)] += histogram.count(bin);
    }
};

} // namespace rampcast
