#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace rampcast {

/// Bins of relative width 2^-8 for float values of both signs: a bin is a run of the floats'
/// ordered bits. 28 octaves below 2^8 times a scale are told apart; what is nearer to zero shares
/// one bin, what lies beyond the last.
class Bins {
public:
    static constexpr int per_octave = 256;
    static constexpr int octaves = 28;
    static constexpr int side = per_octave * octaves;
    static constexpr int count = 2 * side + 1;

    /// @param scale a typical size of the values, greater than 0
    explicit Bins(double scale)
        : base_(static_cast<std::int32_t>(
                    bits(static_cast<float>(std::clamp(scale, 1e-24, 1e24))) >> shift) -
                per_octave * (octaves - 8) - 1) {}

    /// Lower edge of a bin (upper one of the bin before).
    double edge(int bin) const {
        const int place = bin - side;
        return place > 0 ? magnitude(place) : -magnitude(1 - place);
    }
    /// The bin of a value; the one behind the last for NaN.
    std::int32_t bin_of(float value) const {
        const auto word = std::bit_cast<std::int32_t>(value);
        const std::int32_t magnitude = word & 0x7fffffff, sign = word >> 31;
        const std::int32_t place = std::clamp((magnitude >> shift) - base_, 0, side);
        return magnitude > 0x7f800000 ? count : side + ((place ^ sign) - sign);
    }
    std::int32_t bin_of(double value) const { return bin_of(static_cast<float>(value)); }

private:
    static constexpr int shift = 15;
    static std::uint32_t bits(float value) { return std::bit_cast<std::uint32_t>(value); }
    double magnitude(int place) const {
        return static_cast<double>(
            std::bit_cast<float>(static_cast<std::uint32_t>(place + base_) << shift));
    }
    std::int32_t base_;
};

/// Counts of bins without the empty ends.
struct TrimmedCounts {
    int first = 0; ///< bin of the first count
    std::vector<std::uint32_t> counts{};

    /// Adds other counts, `width` of their bins to one. Integers, so that any order is the same.
    template <int width = 1> void add(const TrimmedCounts& other) {
        if (other.counts.empty()) return;
        const int other_last = other.first + static_cast<int>(other.counts.size()) - 1;
        const int from = other.first / width, to = other_last / width;
        if (counts.empty()) first = from;
        if (from < first) {
            counts.insert(counts.begin(), static_cast<std::size_t>(first - from), 0u);
            first = from;
        }
        counts.resize(std::max(counts.size(), static_cast<std::size_t>(to - first) + 1));
        auto into = counts.begin() + (from - first);
        auto count = other.counts.begin();
        const auto add_next = [&](std::ptrdiff_t bins) {
            *into++ += std::accumulate(count, count + bins, 0u);
            count += bins;
        };
        const auto left = [&] { return other.counts.end() - count; };
        if (const int begun = other.first % width; begun > 0)
            add_next(std::min<std::ptrdiff_t>(width - begun, left()));
        while (left() >= width) add_next(width);
        if (left() > 0) add_next(left());
    }
};

/// Counts of float values in bins.
class Histogram : public Bins {
public:
    /// @param scale a typical size of the values, greater than 0
    explicit Histogram(double scale) : Bins(scale), counts_(count + 1) {}

    /// Goes on with other bins; all of its own must be empty.
    void measure(const Bins& bins) { static_cast<Bins&>(*this) = bins; }
    /// Adds values; NaN is left out of every count.
    void add(std::span<const float> values) {
        constexpr std::size_t most = 64;
        std::int32_t places[most];
        for (; !values.empty(); values = values.subspan(std::min(most, values.size()))) {
            const std::size_t now = std::min(most, values.size());
            for (std::size_t i = 0; i < now; ++i) places[i] = bin_of(values[i]);
            for (std::size_t i = 0; i < now; ++i) ++counts_[static_cast<std::size_t>(places[i])];
        }
    }

    /// Takes the counts of the bins [first, last] out; all others must be empty.
    TrimmedCounts take(int first, int last) {
        const auto from = counts_.begin() + first, to = counts_.begin() + last + 1;
        TrimmedCounts taken{first, {from, to}};
        std::fill(from, to, 0u);
        return taken;
    }

private:
    std::vector<std::uint32_t> counts_;
};

} // namespace rampcast
