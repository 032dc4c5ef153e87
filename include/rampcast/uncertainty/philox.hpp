#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "rampcast/core/math.hpp"

namespace rampcast {

/// One draw of Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"):
/// four random words as a pure function of counter and key.
inline std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                           std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53u} * counter[0];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57u} * counter[2];
        counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0],
                   static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(a)};
        key[0] += 0x9E3779B9u;
        key[1] += 0xBB67AE85u;
    }
    return counter;
}

namespace detail {
/// Philox of several counters at once, each word in the low half of a 64-bit lane.
struct PhiloxChunk {
    using U = ChunkTypes<double>::U;
    U x0, x1, x2, x3;

    void round(std::array<std::uint32_t, 2> key) {
        const U a = wide_product(x0, 0xD2511F53u), b = wide_product(x2, 0xCD9E8D57u);
        x0 = (b >> 32) ^ x1 ^ key[0];
        x1 = b;
        x2 = (a >> 32) ^ x3 ^ key[1];
        x3 = a;
    }
};
} // namespace detail

/// Philox of `N` counters that differ in their first word only, starting at `first`. Even and odd
/// counters go side by side, so that their words come to lie in order.
template <int N>
inline void philox_block(std::uint32_t first, std::array<std::uint32_t, 3> rest,
                         std::array<std::uint32_t, 2> key, std::uint32_t (&words)[4][N]) {
    static_assert(std::endian::native == std::endian::little);
    using U = detail::PhiloxChunk::U;
    constexpr int width = detail::ChunkTypes<double>::width;
    static_assert(N % (2 * width) == 0);
    U step{};
    for (int i = 0; i < width; ++i) step[i] = 2 * static_cast<std::uint64_t>(i);
    for (int at = 0; at < N; at += 2 * width) {
        const U counter = step + (first + static_cast<std::uint32_t>(at));
        detail::PhiloxChunk even{counter, U{} + rest[0], U{} + rest[1], U{} + rest[2]};
        detail::PhiloxChunk odd = even;
        odd.x0 += 1;
        std::array<std::uint32_t, 2> now = key;
        for (int round = 0; round < 10; ++round) {
            even.round(now);
            odd.round(now);
            now[0] += 0x9E3779B9u;
            now[1] += 0xBB67AE85u;
        }
        const auto write = [&](const U& low, const U& high, std::uint32_t* to) {
            const U both = (low & 0xffffffffu) | (high << 32);
            __builtin_memcpy(to, &both, sizeof both);
        };
        write(even.x0, odd.x0, words[0] + at);
        write(even.x1, odd.x1, words[1] + at);
        write(even.x2, odd.x2, words[2] + at);
        write(even.x3, odd.x3, words[3] + at);
    }
}

/// A 64-bit hash of a name (FNV-1a, finished by the mixer of SplitMix64): what a name
/// contributes to the address of its draws.
constexpr std::uint64_t name_hash(std::string_view name) {
    std::uint64_t h = 0xcbf29ce484222325u;
    for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
    return h ^ (h >> 31);
}

/// The standard normal value of 32 random bits: their rank among 2^32 equal steps, each at its
/// middle, so that |z| reaches 6.3 and both tails are equally fine.
template <class S, int N> Lanes<S, N> normal_of_bits(const std::uint32_t (&bits)[N]) {
    S p[N], sign[N];
    for (int i = 0; i < N; ++i) {
        const auto word = static_cast<std::int32_t>(bits[i]);
        const std::int32_t magnitude = word ^ (word >> 31); // 0 .. 2^31-1, the distance from a tail
        p[i] = (static_cast<S>(magnitude) + S(0.5)) * S(0x1p-32);
        sign[i] = word < 0 ? S(-1) : S(1);
    }
    return fused(
        [](const auto& lower, const auto& side) { return inverse_normal_lower(lower) * side; },
        Lanes<S, N>::load(p), Lanes<S, N>::load(sign));
}

/// The addresses of one stream of draws: (path, calendar month / 4) is the counter, month mod 4
/// picks the word, (seed, name) is the key. Two streams never share an address unless their names
/// have the same 64-bit hash.
class Stream {
public:
    Stream() = default;
    /// @param seed the run's seed
    /// @param name the plant's id and the driver's or noise's dotted name
    Stream(std::uint64_t seed, std::string_view name) {
        const std::uint64_t hash = name_hash(name);
        key_ = {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(hash)};
        high_ = {static_cast<std::uint32_t>(seed >> 32), static_cast<std::uint32_t>(hash >> 32)};
    }

    /// The random words of `N` paths from `first_path`, for the four months `4 * quad` onwards.
    template <int N>
    void words(std::uint32_t first_path, std::uint32_t quad, std::uint32_t (&out)[4][N]) const {
        philox_block<N>(first_path, {quad, high_[0], high_[1]}, key_, out);
    }
    /// The same for one path.
    std::array<std::uint32_t, 4> words(std::uint32_t path, std::uint32_t quad) const {
        return philox({path, quad, high_[0], high_[1]}, key_);
    }

private:
    std::array<std::uint32_t, 2> key_{}, high_{};
};

} // namespace rampcast
