#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <type_traits>

/// Elementary functions on one machine vector ("chunk") of floats or doubles.
///
/// Written once, in + - * /, comparisons and shifts of the compilers' vector extension, so that
/// every compiler and instruction set gives the same bits (with contraction off).
namespace rampcast::detail {

#if defined(__AVX512F__)
inline constexpr int chunk_bytes = 64;
#elif defined(__AVX__)
inline constexpr int chunk_bytes = 32;
#else
inline constexpr int chunk_bytes = 16;
#endif

template <class S> using bits_of = std::conditional_t<sizeof(S) == 4, std::int32_t, std::int64_t>;

template <class S> struct ChunkTypes {
    using Int = bits_of<S>;
    using Unsigned = std::make_unsigned_t<Int>;
    typedef S V __attribute__((vector_size(chunk_bytes)));
    typedef Int I __attribute__((vector_size(chunk_bytes)));
    typedef Unsigned U __attribute__((vector_size(chunk_bytes)));
    static constexpr int width = chunk_bytes / static_cast<int>(sizeof(S));
};

/// Constants of the floating-point format and of its polynomials.
template <class S> struct Format;

template <> struct Format<float> {
    static constexpr int mantissa_bits = 23;
    static constexpr std::uint32_t one = 0x3f800000u, root_half = 0x3f3504f3u,
                                   mantissa = 0x007fffffu;
    static constexpr float round_shift = 0x1.8p23f;
    static constexpr float ln2_high = 0x1.62e3p-1f, ln2_low = 0x1.2fefa2p-17f;
    static constexpr float exp_low = -87.0f, exp_high = 88.0f, smallest = 0x1p-126f;
    static constexpr float expm1[] = {1.f / 2, 1.f / 6, 1.f / 24, 1.f / 120, 1.f / 720, 1.f / 5040};
    static constexpr float log[] = {2.f / 3, 2.f / 5, 2.f / 7, 2.f / 9, 2.f / 11};
};

template <> struct Format<double> {
    static constexpr int mantissa_bits = 52;
    static constexpr std::uint64_t one = 0x3ff0000000000000u, root_half = 0x3fe6a09e667f3bcdu,
                                   mantissa = 0x000fffffffffffffu;
    static constexpr double round_shift = 0x1.8p52;
    static constexpr double ln2_high = 0x1.62e42feep-1, ln2_low = 0x1.a39ef35793c76p-33;
    static constexpr double exp_low = -708.0, exp_high = 709.0, smallest = 0x1p-1022;
    static constexpr double expm1[] = {
        1. / 2,     1. / 6,      1. / 24,      1. / 120,      1. / 720,       1. / 5040,
        1. / 40320, 1. / 362880, 1. / 3628800, 1. / 39916800, 1. / 479001600, 1. / 6227020800};
    static constexpr double log[] = {2. / 3,  2. / 5,  2. / 7,  2. / 9,  2. / 11,
                                     2. / 13, 2. / 15, 2. / 17, 2. / 19, 2. / 21};
};

template <class V, class S, std::size_t N> inline V polynomial(V x, const S (&coefficients)[N]) {
    V sum = x * S(0) + coefficients[N - 1];
    for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + coefficients[i];
    return sum;
}

/// x = n ln 2 + r with |r| <= ln 2 / 2: gives expm1(r) and 2^n. `x` is already in range.
template <class S> struct Reduced {
    typename ChunkTypes<S>::V expm1_r, two_n;
};
template <class S> inline Reduced<S> reduce_exponent(typename ChunkTypes<S>::V x) {
    using C = ChunkTypes<S>;
    using F = Format<S>;
    using V = typename C::V;
    using I = typename C::I;
    const V shifted = x * S(1.4426950408889634074) + F::round_shift;
    const V n = shifted - F::round_shift;
    const V r = (x - n * F::ln2_high) - n * F::ln2_low;
    const V p = r + r * r * polynomial(r, F::expm1);
    const I power =
        (std::bit_cast<I>(shifted) << F::mantissa_bits) + static_cast<typename C::Int>(F::one);
    return {p, std::bit_cast<V>(power)};
}

template <class S, class V> inline V clamped_exponent(V x) {
    using F = Format<S>;
    x = x > F::exp_low ? x : x * S(0) + F::exp_low;
    return x < F::exp_high ? x : x * S(0) + F::exp_high;
}

/// e^x; 0 below the smallest normal number, held at e^88 (float) or e^709 (double) above.
template <class S> inline typename ChunkTypes<S>::V chunk_exp(typename ChunkTypes<S>::V x) {
    using V = typename ChunkTypes<S>::V;
    const Reduced<S> parts = reduce_exponent<S>(clamped_exponent<S>(x));
    const V value = parts.two_n + parts.two_n * parts.expm1_r;
    return x < Format<S>::exp_low ? V{} : value;
}

/// e^x - 1, accurate near 0; saturates like `chunk_exp`.
template <class S> inline typename ChunkTypes<S>::V chunk_expm1(typename ChunkTypes<S>::V x) {
    const Reduced<S> parts = reduce_exponent<S>(clamped_exponent<S>(x));
    return parts.two_n * parts.expm1_r + (parts.two_n - S(1));
}

/// Natural logarithm; numbers below the smallest normal one count as it.
template <class S> inline typename ChunkTypes<S>::V chunk_log(typename ChunkTypes<S>::V x) {
    using C = ChunkTypes<S>;
    using F = Format<S>;
    using V = typename C::V;
    using U = typename C::U;
    x = x > F::smallest ? x : x * S(0) + F::smallest;
    const U shifted = std::bit_cast<U>(x) + (F::one - F::root_half);
    const U exponent_bits =
        (shifted >> F::mantissa_bits) + std::bit_cast<typename C::Unsigned>(F::round_shift);
    const V e = std::bit_cast<V>(exponent_bits) - (F::round_shift + S(F::one >> F::mantissa_bits));
    const V m = std::bit_cast<V>((shifted & F::mantissa) + F::root_half);
    const V f = m - S(1);
    const V s = f / (f + S(2));
    const V half_square = S(0.5) * f * f;
    const V s2 = s * s;
    const V rest = s2 * polynomial(s2, F::log);
    return e * F::ln2_high - ((half_square - (s * (half_square + rest) + e * F::ln2_low)) - f);
}

/// log(1 + x), accurate near 0; for x > -1.
template <class S> inline typename ChunkTypes<S>::V chunk_log1p(typename ChunkTypes<S>::V x) {
    using V = typename ChunkTypes<S>::V;
    const V u = S(1) + x;
    const V lost = x < S(1) ? x - (u - S(1)) : S(1) - (u - x);
    const V safe = u > Format<S>::smallest ? u : u * S(0) + S(1);
    return chunk_log<S>(u) + lost / safe;
}

/// Coefficients of Wichura's rational approximations of the inverse normal (Algorithm AS 241,
/// Applied Statistics 37, 1988): PPND7 for float, PPND16 for double.
template <class S> struct InverseNormal;

template <> struct InverseNormal<float> {
    static constexpr float a[] = {3.3871327179f, 50.434271938f, 159.29113202f, 59.109374720f};
    static constexpr float b[] = {1.f, 17.895169469f, 78.757757664f, 67.187563600f};
    static constexpr float c[] = {1.4234372777f, 2.7568153900f, 1.3067284816f, .17023821103f};
    static constexpr float d[] = {1.f, .73700164250f, .12021132975f};
    static constexpr float e[] = {6.6579051150f, 3.0812263860f, .42868294337f, .017337203997f};
    static constexpr float f[] = {1.f, .24197894225f, .012258202635f};
};

template <> struct InverseNormal<double> {
    static constexpr double a[] = {3.3871328727963666080e0, 1.3314166789178437745e2,
                                   1.9715909503065514427e3, 1.3731693765509461125e4,
                                   4.5921953931549871457e4, 6.7265770927008700853e4,
                                   3.3430575583588128105e4, 2.5090809287301226727e3};
    static constexpr double b[] = {1.,
                                   4.2313330701600911252e1,
                                   6.8718700749205790830e2,
                                   5.3941960214247511077e3,
                                   2.1213794301586595867e4,
                                   3.9307895800092710610e4,
                                   2.8729085735721942674e4,
                                   5.2264952788528545610e3};
    static constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                   5.76949722146069140550e0,  3.64784832476320460504e0,
                                   1.27045825245236838258e0,  2.41780725177450611770e-1,
                                   2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static constexpr double d[] = {1.,
                                   2.05319162663775882187e0,
                                   1.67638483018380384940e0,
                                   6.89767334985100004550e-1,
                                   1.48103976427480074590e-1,
                                   1.51986665636164571966e-2,
                                   5.47593808499534494600e-4,
                                   1.05075007164441684324e-9};
    static constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                   1.78482653991729133580e0,  2.96560571828504891230e-1,
                                   2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static constexpr double f[] = {1.,
                                   5.99832206555887937690e-1,
                                   1.36929880922735805310e-1,
                                   1.48753612908506148525e-2,
                                   7.86869131145613259100e-4,
                                   1.84631831751005468180e-5,
                                   1.42151175831644588870e-7,
                                   2.04426310338993978564e-15};
};

template <class V> inline V chunk_sqrt(V x) {
    constexpr int width = static_cast<int>(sizeof(V) / sizeof(x[0]));
    for (int i = 0; i < width; ++i) x[i] = std::sqrt(x[i]);
    return x;
}

/// The standard normal quantile of a probability in (0, 1/2]; a value <= 0.
template <class S>
inline typename ChunkTypes<S>::V chunk_inverse_normal_lower(typename ChunkTypes<S>::V p) {
    using V = typename ChunkTypes<S>::V;
    using K = InverseNormal<S>;
    const V q = p - S(0.5);
    const V central = S(0.180625) - q * q;
    const V tail = chunk_sqrt(-chunk_log<S>(p));
    const auto in_tail = q < S(-0.425);
    V top = q * polynomial(central, K::a);
    V bottom = polynomial(central, K::b);
    const V near = tail - S(1.6);
    V tail_top = -polynomial(near, K::c);
    V tail_bottom = polynomial(near, K::d);
    if constexpr (sizeof(S) == 8) { // a float's p comes from 32 bits, whose tail ends before 5
        const V far = tail - S(5);
        const auto beyond = tail > S(5);
        tail_top = beyond ? -polynomial(far, K::e) : tail_top;
        tail_bottom = beyond ? polynomial(far, K::f) : tail_bottom;
    }
    top = in_tail ? tail_top : top;
    bottom = in_tail ? tail_bottom : bottom;
    return top / bottom;
}

} // namespace rampcast::detail
