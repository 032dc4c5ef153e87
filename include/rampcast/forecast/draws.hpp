#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/given_draws.hpp"
#include "rampcast/uncertainty/philox.hpp"

namespace rampcast {

/// Monthly noise of `T::size` paths at once, from the counter-based generator or as it is given.
template <class T> class NoiseDraws {
public:
    static constexpr int lanes = T::size;

    /// @param streams one address a noise stream of the projection
    explicit NoiseDraws(std::vector<Stream> streams)
        : streams_(std::move(streams)), cache_(streams_.size()) {}

    /// Moves on to the paths from `first_path`.
    void begin(std::uint32_t first_path) {
        first_path_ = first_path;
        for (auto& each : cache_) each.quad = -1;
    }
    /// Takes what is given for the paths from `row_path` on; null: nothing.
    void take(const GivenDraws* given, std::uint32_t row_path) {
        given_ = given;
        row_path_ = row_path;
    }

    /// The standard normal shock of an absolute calendar month (0 or later).
    const T& noise(std::size_t stream, int month) {
        if (given_ != nullptr && gather(stream, month)) return gathered_;
        Cache& cache = cache_[stream];
        if (cache.quad != month / 4) {
            cache.quad = month / 4;
            std::uint32_t words[4][lanes];
            streams_[stream].words<lanes>(first_path_, static_cast<std::uint32_t>(cache.quad),
                                          words);
            for (int i = 0; i < 4; ++i)
                cache.months[i] = normal_of_bits<typename T::scalar, lanes>(words[i]);
        }
        return cache.months[month % 4];
    }

private:
    struct Cache {
        int quad = -1;
        T months[4];
    };
    /// Finds a number that is given. @return false where it is to be drawn
    bool gather(std::size_t stream, int month) {
        const std::ptrdiff_t at = given_->position(stream, month);
        if (at < 0 && !given_->quiet) return false;
        typename T::scalar values[lanes] = {};
        for (int i = 0; at >= 0 && i < lanes; ++i)
            values[i] = given_->row(row_path_ + static_cast<std::uint32_t>(i))[at];
        gathered_ = T::load(values);
        return true;
    }

    std::vector<Stream> streams_;
    std::vector<Cache> cache_;
    std::uint32_t first_path_ = 0;
    const GivenDraws* given_ = nullptr;
    std::uint32_t row_path_ = 0;
    T gathered_{};
};

/// No noise: every shock at its middle. With medians bound, a projection's central path.
template <class T> struct NoNoise {
    T noise(std::size_t, int) const { return T(0); }
};

} // namespace rampcast
