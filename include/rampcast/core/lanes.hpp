#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "rampcast/core/chunk.hpp"

namespace rampcast {

/// The outcome of a comparison of `Lanes`, one truth value a lane.
template <class S, int N> struct LaneMask {
    using Chunks = detail::ChunkTypes<S>;
    static constexpr int chunks = N / Chunks::width;
    typename Chunks::I v[static_cast<std::size_t>(chunks)];

    bool operator[](int i) const { return v[i / Chunks::width][i % Chunks::width] != 0; }

    /// True where both hold.
    friend LaneMask both(LaneMask a, const LaneMask& b) {
        for (int i = 0; i < chunks; ++i) a.v[i] = a.v[i] & b.v[i];
        return a;
    }
    /// True where at least one holds.
    friend LaneMask either(LaneMask a, const LaneMask& b) {
        for (int i = 0; i < chunks; ++i) a.v[i] = a.v[i] | b.v[i];
        return a;
    }
    /// True where it does not hold.
    friend LaneMask opposite(LaneMask a) {
        for (int i = 0; i < chunks; ++i) a.v[i] = ~a.v[i];
        return a;
    }
};

/// The same packed, a bit a lane: quicker to combine and to count, slower to select by.
template <int N> struct LaneBits {
    static_assert(N <= 64);
    static constexpr std::uint64_t all = ~std::uint64_t{0} >> (64 - N);
    std::uint64_t bits = 0;

    bool operator[](int i) const { return (bits >> i & 1) != 0; }
    friend LaneBits both(LaneBits a, LaneBits b) { return {a.bits & b.bits}; }
    friend LaneBits either(LaneBits a, LaneBits b) { return {a.bits | b.bits}; }
    friend LaneBits opposite(LaneBits a) { return {~a.bits & all}; }
    /// The number of lanes in which it holds.
    friend int count(LaneBits a) { return std::popcount(a.bits); }
};

template <class S, int N> inline LaneBits<N> bits_of(const LaneMask<S, N>& mask) {
    LaneBits<N> result;
    for (int i = 0; i < LaneMask<S, N>::chunks; ++i)
        result.bits |= std::uint64_t{detail::lane_bits<S>(mask.v[i])}
                       << (i * LaneMask<S, N>::Chunks::width);
    return result;
}

/// The number of lanes in which a comparison holds.
template <class S, int N> inline int count(const LaneMask<S, N>& mask) {
    return count(bits_of(mask));
}

/// A scalar that holds `N` numbers of type `S`, one simulated path in each.
///
/// Every operation works on all lanes alike, in chunks of the machine's vector width; results
/// have the same bits on every instruction set and compiler (contraction must be off). Like a
/// plain double, `Lanes x;` is not initialised and `Lanes x{};` is zero.
/// @tparam S float or double
/// @tparam N number of lanes, a multiple of the machine's vector width
template <class S, int N> struct Lanes {
    using scalar = S;
    using Chunks = detail::ChunkTypes<S>;
    using V = typename Chunks::V;
    using Mask = LaneMask<S, N>;
    static constexpr int size = N;
    static constexpr int chunks = N / Chunks::width;
    static_assert(N % Chunks::width == 0 && chunks >= 1);

    V v[static_cast<std::size_t>(chunks)];

    Lanes() = default;
    /// The same number in every lane.
    Lanes(double number) { // NOLINT(google-explicit-constructor): a number is a scalar
        for (int i = 0; i < chunks; ++i) v[i] = V{} + static_cast<S>(number);
    }

    S operator[](int i) const { return v[i / Chunks::width][i % Chunks::width]; }
    void set(int i, S number) { v[i / Chunks::width][i % Chunks::width] = number; }

    /// Reads `N` numbers from memory.
    static Lanes load(const S* from) {
        return each([&](int i) {
            V chunk;
            __builtin_memcpy(&chunk, from + i * Chunks::width, sizeof chunk);
            return chunk;
        });
    }
    /// Writes the `N` numbers to memory.
    void store(S* to) const {
        for (int i = 0; i < chunks; ++i) __builtin_memcpy(to + i * Chunks::width, &v[i], sizeof(V));
    }

    /// Makes each chunk from its index.
    template <class Function> static Lanes each(Function function) {
        Lanes result;
        for (int i = 0; i < chunks; ++i) result.v[i] = function(i);
        return result;
    }
    /// The lanes of one chunk.
    Lanes<S, Chunks::width> chunk(int i) const {
        Lanes<S, Chunks::width> result;
        result.v[0] = v[i];
        return result;
    }

    friend Lanes operator+(const Lanes& a, const Lanes& b) {
        return each([&](int i) { return a.v[i] + b.v[i]; });
    }
    friend Lanes operator-(const Lanes& a, const Lanes& b) {
        return each([&](int i) { return a.v[i] - b.v[i]; });
    }
    friend Lanes operator*(const Lanes& a, const Lanes& b) {
        return each([&](int i) { return a.v[i] * b.v[i]; });
    }
    friend Lanes operator/(const Lanes& a, const Lanes& b) {
        return each([&](int i) { return a.v[i] / b.v[i]; });
    }
    friend Lanes operator-(const Lanes& a) {
        return each([&](int i) { return -a.v[i]; });
    }
    Lanes& operator+=(const Lanes& b) {
        for (int i = 0; i < chunks; ++i) v[i] += b.v[i];
        return *this;
    }
    Lanes& operator-=(const Lanes& b) {
        for (int i = 0; i < chunks; ++i) v[i] -= b.v[i];
        return *this;
    }
    Lanes& operator*=(const Lanes& b) {
        for (int i = 0; i < chunks; ++i) v[i] *= b.v[i];
        return *this;
    }
    Lanes& operator/=(const Lanes& b) {
        for (int i = 0; i < chunks; ++i) v[i] /= b.v[i];
        return *this;
    }

    friend Mask operator<(const Lanes& a, const Lanes& b) {
        Mask m;
        for (int i = 0; i < chunks; ++i) m.v[i] = a.v[i] < b.v[i];
        return m;
    }
    friend Mask operator<=(const Lanes& a, const Lanes& b) {
        Mask m;
        for (int i = 0; i < chunks; ++i) m.v[i] = a.v[i] <= b.v[i];
        return m;
    }
    friend Mask operator==(const Lanes& a, const Lanes& b) {
        Mask m;
        for (int i = 0; i < chunks; ++i) m.v[i] = a.v[i] == b.v[i];
        return m;
    }
    friend Mask operator>(const Lanes& a, const Lanes& b) { return b < a; }
    friend Mask operator>=(const Lanes& a, const Lanes& b) { return b <= a; }
    friend Mask operator!=(const Lanes& a, const Lanes& b) { return opposite(a == b); }

    /// True where a lane holds a number and not NaN.
    friend Mask is_defined(const Lanes& a) {
        Mask m;
        for (int i = 0; i < chunks; ++i) m.v[i] = a.v[i] == a.v[i];
        return m;
    }

    /// `yes` where the mask holds, else `no`; both are evaluated.
    friend Lanes select(const Mask& mask, const Lanes& yes, const Lanes& no) {
        return each([&](int i) { return mask.v[i] ? yes.v[i] : no.v[i]; });
    }
    friend Lanes select(const LaneBits<N>& bits, const Lanes& yes, const Lanes& no) {
        typename Chunks::I lane_bit;
        for (int i = 0; i < Chunks::width; ++i)
            lane_bit[i] = static_cast<typename Chunks::Int>(1 << i);
        return each([&](int i) {
            const auto here = static_cast<typename Chunks::Int>(bits.bits >> (i * Chunks::width));
            return (lane_bit & here) != 0 ? yes.v[i] : no.v[i];
        });
    }
    friend Lanes min(const Lanes& a, const Lanes& b) {
        return each([&](int i) { return detail::chunk_min<S>(a.v[i], b.v[i]); });
    }
    friend Lanes max(const Lanes& a, const Lanes& b) {
        return each([&](int i) { return detail::chunk_max<S>(a.v[i], b.v[i]); });
    }
    friend Lanes abs(const Lanes& a) { return max(a, -a); }
    friend Lanes exp(const Lanes& a) { return a.template map<detail::chunk_exp<S>>(); }
    friend Lanes expm1(const Lanes& a) { return a.template map<detail::chunk_expm1<S>>(); }
    friend Lanes log(const Lanes& a) { return a.template map<detail::chunk_log<S>>(); }
    friend Lanes log1p(const Lanes& a) { return a.template map<detail::chunk_log1p<S>>(); }
    friend Lanes softplus(const Lanes& a) { return a.template map<detail::chunk_softplus<S>>(); }
    friend Lanes sqrt(const Lanes& a) { return a.template map<detail::chunk_sqrt<V>>(); }
    friend Lanes inverse_normal_lower(const Lanes& p) {
        return p.template map<detail::chunk_inverse_normal_lower<S>>();
    }

private:
    /// Applies a function to each chunk: in place to a single one, else out of line.
    template <V (*function)(V)> Lanes map() const {
        if constexpr (chunks == 1) return each([&](int i) { return function(v[i]); });
        else return map_apart<function>();
    }
    template <V (*function)(V)> [[gnu::noinline]] Lanes map_apart() const {
        return each([&](int i) { return function(v[i]); });
    }
};

/// The same numbers as doubles.
template <int N> Lanes<double, N> widened(const Lanes<float, N>& x) {
    constexpr int width = detail::ChunkTypes<double>::width;
    typedef float Half __attribute__((vector_size(width * sizeof(float))));
    float narrow[N];
    x.store(narrow);
    return Lanes<double, N>::each([&](int i) {
        Half half;
        __builtin_memcpy(&half, narrow + i * width, sizeof half);
        return __builtin_convertvector(half, typename Lanes<double, N>::V);
    });
}

namespace detail {
template <class T> inline constexpr bool has_chunks = false;
template <class S, int N> inline constexpr bool has_chunks<Lanes<S, N>> = true;

/// One chunk of each scalar.
struct ChunkPart {
    int index;
    template <class S, int N>
    Lanes<S, ChunkTypes<S>::width> operator()(const Lanes<S, N>& x) const {
        return x.chunk(index);
    }
    template <class S, int N>
    void set(Lanes<S, N>& x, const Lanes<S, ChunkTypes<S>::width>& value) const {
        x.v[index] = value.v[0];
    }
};
/// All of each scalar.
struct WholePart {
    template <class T> const T& operator()(const T& x) const { return x; }
    template <class T> void set(T& x, const T& value) const { x = value; }
};
} // namespace detail

/// A formula of scalars of one type. On `Lanes` it is evaluated a chunk at a time, so that what
/// lies between its operations stays in registers; elsewhere it is just called.
template <class Formula, class T, class... More>
inline T fused(const Formula& formula, const T& first, const More&... more) {
    if constexpr (detail::has_chunks<T>) {
        return T::each([&](int i) { return formula(first.chunk(i), more.chunk(i)...).v[0]; });
    } else {
        return formula(first, more...);
    }
}

/// Calls use(part) for each chunk of `Lanes`, once elsewhere: `part(x)` reads the part of a scalar,
/// `part.set(x, value)` writes it. For loops whose state should stay in registers.
template <class T, class Use> inline void by_parts(const Use& use) {
    if constexpr (detail::has_chunks<T>) {
        for (int i = 0; i < T::chunks; ++i) use(detail::ChunkPart{i});
    } else {
        use(detail::WholePart{});
    }
}
/// What `part(x)` of a scalar is.
template <class Part, class T>
using part_t = std::remove_cvref_t<decltype(std::declval<const Part&>()(std::declval<const T&>()))>;

} // namespace rampcast
