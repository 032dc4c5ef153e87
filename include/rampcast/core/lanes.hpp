#pragma once

#include <array>
#include <cstddef>

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

/// The number of lanes in which a comparison holds.
template <class S, int N> inline int count(const LaneMask<S, N>& mask) {
    typename LaneMask<S, N>::Chunks::I sum{};
    for (int i = 0; i < LaneMask<S, N>::chunks; ++i) sum -= mask.v[i];
    detail::bits_of<S> total = 0;
    for (int i = 0; i < LaneMask<S, N>::Chunks::width; ++i) total += sum[i];
    return static_cast<int>(total);
}

/// A scalar that holds `N` numbers of type `S`, one simulated path in each.
///
/// Every operation works on all lanes alike, in chunks of the machine's vector width; results
/// have the same bits on every instruction set and compiler (contraction must be off).
/// @tparam S float or double
/// @tparam N number of lanes, a multiple of 16
template <class S, int N> struct Lanes {
    using scalar = S;
    using Chunks = detail::ChunkTypes<S>;
    using V = typename Chunks::V;
    using Mask = LaneMask<S, N>;
    static constexpr int size = N;
    static constexpr int chunks = N / Chunks::width;
    static_assert(N % 16 == 0 && chunks >= 1);

    V v[static_cast<std::size_t>(chunks)];

    Lanes() : v{} {}
    /// The same number in every lane.
    Lanes(double number) { // NOLINT(google-explicit-constructor): a number is a scalar
        for (int i = 0; i < chunks; ++i) v[i] = V{} + static_cast<S>(number);
    }

    S operator[](int i) const { return v[i / Chunks::width][i % Chunks::width]; }
    void set(int i, S number) { v[i / Chunks::width][i % Chunks::width] = number; }

    /// Reads `N` numbers from memory.
    static Lanes load(const S* from) {
        Lanes result;
        __builtin_memcpy(result.v, from, sizeof result.v);
        return result;
    }
    /// Writes the `N` numbers to memory.
    void store(S* to) const { __builtin_memcpy(to, v, sizeof v); }

    /// Applies `function` to each chunk.
    template <class Function> Lanes map(Function function) const {
        Lanes result;
        for (int i = 0; i < chunks; ++i) result.v[i] = function(v[i]);
        return result;
    }

    friend Lanes operator+(Lanes a, const Lanes& b) {
        for (int i = 0; i < chunks; ++i) a.v[i] += b.v[i];
        return a;
    }
    friend Lanes operator-(Lanes a, const Lanes& b) {
        for (int i = 0; i < chunks; ++i) a.v[i] -= b.v[i];
        return a;
    }
    friend Lanes operator*(Lanes a, const Lanes& b) {
        for (int i = 0; i < chunks; ++i) a.v[i] *= b.v[i];
        return a;
    }
    friend Lanes operator/(Lanes a, const Lanes& b) {
        for (int i = 0; i < chunks; ++i) a.v[i] /= b.v[i];
        return a;
    }
    friend Lanes operator-(Lanes a) {
        for (int i = 0; i < chunks; ++i) a.v[i] = -a.v[i];
        return a;
    }
    Lanes& operator+=(const Lanes& b) { return *this = *this + b; }
    Lanes& operator-=(const Lanes& b) { return *this = *this - b; }
    Lanes& operator*=(const Lanes& b) { return *this = *this * b; }
    Lanes& operator/=(const Lanes& b) { return *this = *this / b; }

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

    /// `yes` where the mask holds, else `no`; both are evaluated.
    friend Lanes select(const Mask& mask, const Lanes& yes, const Lanes& no) {
        Lanes r;
        for (int i = 0; i < chunks; ++i) r.v[i] = mask.v[i] ? yes.v[i] : no.v[i];
        return r;
    }
    friend Lanes min(const Lanes& a, const Lanes& b) {
        Lanes r;
        for (int i = 0; i < chunks; ++i) r.v[i] = a.v[i] < b.v[i] ? a.v[i] : b.v[i];
        return r;
    }
    friend Lanes max(const Lanes& a, const Lanes& b) {
        Lanes r;
        for (int i = 0; i < chunks; ++i) r.v[i] = a.v[i] > b.v[i] ? a.v[i] : b.v[i];
        return r;
    }
    friend Lanes abs(const Lanes& a) { return max(a, -a); }
    [[gnu::noinline]] friend Lanes exp(const Lanes& a) { return a.map(detail::chunk_exp<S>); }
    [[gnu::noinline]] friend Lanes expm1(const Lanes& a) { return a.map(detail::chunk_expm1<S>); }
    [[gnu::noinline]] friend Lanes log(const Lanes& a) { return a.map(detail::chunk_log<S>); }
    [[gnu::noinline]] friend Lanes log1p(const Lanes& a) { return a.map(detail::chunk_log1p<S>); }
    [[gnu::noinline]] friend Lanes sqrt(const Lanes& a) { return a.map(detail::chunk_sqrt<V>); }
    [[gnu::noinline]] friend Lanes inverse_normal_lower(const Lanes& p) {
        return p.map(detail::chunk_inverse_normal_lower<S>);
    }
};

} // namespace rampcast
