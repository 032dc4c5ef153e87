#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

/// The product of the low 32 bits of each lane and a factor. The generic form is the meaning;
/// g++ does not find the instruction for it.
inline ChunkTypes<double>::U wide_product(ChunkTypes<double>::U x, std::uint32_t factor) {
    using U = ChunkTypes<double>::U;
    const U factors = U{} + factor;
#if defined(__AVX512F__)
    return std::bit_cast<U>(
        _mm512_maskz_mul_epu32(0xff, std::bit_cast<__m512i>(x), std::bit_cast<__m512i>(factors)));
#elif defined(__AVX2__)
    return std::bit_cast<U>(
        _mm256_mul_epu32(std::bit_cast<__m256i>(x), std::bit_cast<__m256i>(factors)));
#elif defined(__x86_64__) && !defined(__AVX__)
    return std::bit_cast<U>(
        _mm_mul_epu32(std::bit_cast<__m128i>(x), std::bit_cast<__m128i>(factors)));
#else
    return (x & 0xffffffffu) * factors;
#endif
}

/// a where a < b, else b. The generic form is the meaning, also of zeros and NaN; g++ does not find
/// the instruction for it.
template <class S>
inline typename ChunkTypes<S>::V chunk_min(typename ChunkTypes<S>::V a,
                                           typename ChunkTypes<S>::V b) {
    using V = typename ChunkTypes<S>::V;
#if defined(__AVX512F__)
    if constexpr (sizeof(S) == 4)
        return std::bit_cast<V>(_mm512_min_ps(std::bit_cast<__m512>(a), std::bit_cast<__m512>(b)));
    else
        return std::bit_cast<V>(
            _mm512_min_pd(std::bit_cast<__m512d>(a), std::bit_cast<__m512d>(b)));
#elif defined(__AVX__)
    if constexpr (sizeof(S) == 4)
        return std::bit_cast<V>(_mm256_min_ps(std::bit_cast<__m256>(a), std::bit_cast<__m256>(b)));
    else
        return std::bit_cast<V>(
            _mm256_min_pd(std::bit_cast<__m256d>(a), std::bit_cast<__m256d>(b)));
#elif defined(__x86_64__)
    if constexpr (sizeof(S) == 4)
        return std::bit_cast<V>(_mm_min_ps(std::bit_cast<__m128>(a), std::bit_cast<__m128>(b)));
    else return std::bit_cast<V>(_mm_min_pd(std::bit_cast<__m128d>(a), std::bit_cast<__m128d>(b)));
#else
    return a < b ? a : b;
#endif
}
/// a where a > b, else b; likewise.
template <class S>
inline typename ChunkTypes<S>::V chunk_max(typename ChunkTypes<S>::V a,
                                           typename ChunkTypes<S>::V b) {
    using V = typename ChunkTypes<S>::V;
#if defined(__AVX512F__)
    if constexpr (sizeof(S) == 4)
        return std::bit_cast<V>(_mm512_max_ps(std::bit_cast<__m512>(a), std::bit_cast<__m512>(b)));
    else
        return std::bit_cast<V>(
            _mm512_max_pd(std::bit_cast<__m512d>(a), std::bit_cast<__m512d>(b)));
#elif defined(__AVX__)
    if constexpr (sizeof(S) == 4)
        return std::bit_cast<V>(_mm256_max_ps(std::bit_cast<__m256>(a), std::bit_cast<__m256>(b)));
    else
        return std::bit_cast<V>(
            _mm256_max_pd(std::bit_cast<__m256d>(a), std::bit_cast<__m256d>(b)));
#elif defined(__x86_64__)
    if constexpr (sizeof(S) == 4)
        return std::bit_cast<V>(_mm_max_ps(std::bit_cast<__m128>(a), std::bit_cast<__m128>(b)));
    else return std::bit_cast<V>(_mm_max_pd(std::bit_cast<__m128d>(a), std::bit_cast<__m128d>(b)));
#else
    return a > b ? a : b;
#endif
}

/// Constants of the floating-point format and of its polynomials.
template <class S> struct Format;

template <> struct Format<float> {
    static constexpr int mantissa_bits = 23;
    static constexpr std::uint32_t one = 0x3f800000u, root_half = 0x3f3504f3u,
                                   mantissa = 0x007fffffu;
    static constexpr float round_shift = 0x1.8p23f;
    static constexpr float ln2_high = 0x1.62e3p-1f, ln2_low = 0x1.2fefa2p-17f;
    static constexpr float exp_low = -87.0f, exp_high = 88.0f, smallest = 0x1p-126f;
    // Minimax fits: relative errors of the functions 3e-9, 2e-9 and 5e-9.
    static constexpr float expm1[] = {0.50000001f, 0.166665129f, 0.0416661873f, 0.00836959822f,
                                      0.00139517192f};
    static constexpr float log[] = {0.666667782f, 0.399772867f, 0.298791678f};
    static constexpr float artanh[] = {0.333332066f, 0.200108495f, 0.139995705f, 0.140122295f};
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
    static constexpr double artanh[] = {1. / 3,  1. / 5,  1. / 7,  1. / 9,  1. / 11, 1. / 13,
                                        1. / 15, 1. / 17, 1. / 19, 1. / 21, 1. / 23, 1. / 25,
                                        1. / 27, 1. / 29, 1. / 31, 1. / 33};
};

template <class V, class S, std::size_t N> inline V polynomial(V x, const S (&coefficients)[N]) {
    V sum = V{} + coefficients[N - 1];
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
    x = x < F::exp_low ? V{} + F::exp_low : x;
    return x > F::exp_high ? V{} + F::exp_high : x;
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
    x = x > F::smallest ? x : V{} + F::smallest;
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
    const V safe = u > Format<S>::smallest ? u : V{} + S(1);
    return chunk_log<S>(u) + lost / safe;
}

/// Natural logarithm of 1 + e^x, exact to rounding at both ends.
template <class S> inline typename ChunkTypes<S>::V chunk_softplus(typename ChunkTypes<S>::V x) {
    using V = typename ChunkTypes<S>::V;
    const V distance = x < V{} ? x : -x;
    const V e = chunk_exp<S>(distance);
    const V s = e / (e + S(2)); // log(1 + e) = 2 artanh(s), s <= 1/3
    const V s2 = s * s;
    const V rise = s + s;
    return (x > V{} ? x : V{}) + (rise + rise * (s2 * polynomial(s2, Format<S>::artanh)));
}

/// One bit a lane of a comparison, the first lane's lowest. The generic form is the meaning.
template <class S> inline std::uint32_t lane_bits(typename ChunkTypes<S>::I mask) {
#if defined(__AVX512F__)
    const auto bits = std::bit_cast<__m512i>(mask);
    if constexpr (sizeof(S) == 4) return _mm512_test_epi32_mask(bits, bits);
    else return _mm512_test_epi64_mask(bits, bits);
#elif defined(__AVX__)
    if constexpr (sizeof(S) == 4)
        return static_cast<std::uint32_t>(_mm256_movemask_ps(std::bit_cast<__m256>(mask)));
    else return static_cast<std::uint32_t>(_mm256_movemask_pd(std::bit_cast<__m256d>(mask)));
#elif defined(__x86_64__)
    if constexpr (sizeof(S) == 4)
        return static_cast<std::uint32_t>(_mm_movemask_ps(std::bit_cast<__m128>(mask)));
    else return static_cast<std::uint32_t>(_mm_movemask_pd(std::bit_cast<__m128d>(mask)));
#else
    std::uint32_t bits = 0;
    for (int i = 0; i < ChunkTypes<S>::width; ++i) bits |= (mask[i] != 0 ? 1u : 0u) << i;
    return bits;
#endif
}

/// Coefficients of rational approximations of the inverse normal. Those of double, and c and d of
/// float, are Wichura's (Algorithm AS 241, Applied Statistics 37, 1988).
template <class S> struct InverseNormal;

template <> struct InverseNormal<float> {
    // z / (p - 1/2) in r = p (1 - p), a minimax fit for p >= 0.001 with a relative error of 1e-7.
    static constexpr float a[] = {7.81945064f,   31621.7973f,    18862903.1f,   2560653090.f,
                                  87620326600.f, 706650512000.f, 943923622000.f};
    static constexpr float b[] = {1.f,           4863.14544f,    3404078.2f,     552246306.f,
                                  23693812900.f, 264277921000.f, 625811580000.f, 130335485000.f};
    static constexpr float c[] = {1.4234372777f, 2.7568153900f, 1.3067284816f, .17023821103f};
    static constexpr float d[] = {1.f, .73700164250f, .12021132975f};
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
inline ChunkTypes<float>::V chunk_inverse_normal_lower_float(ChunkTypes<float>::V p) {
    using V = ChunkTypes<float>::V;
    using K = InverseNormal<float>;
    const V r = p * (1.f - p);
    V z = (p - .5f) * polynomial(r, K::a) / polynomial(r, K::b);
    const auto in_tail = p < .001f;
    if (lane_bits<float>(in_tail) !=
        0) { // p comes from 32 bits, so that sqrt(-log p) stays below 5
        const V near = chunk_sqrt(-chunk_log<float>(p)) - 1.6f;
        z = in_tail ? -polynomial(near, K::c) / polynomial(near, K::d) : z;
    }
    return z;
}
inline ChunkTypes<double>::V chunk_inverse_normal_lower_double(ChunkTypes<double>::V p) {
    using V = ChunkTypes<double>::V;
    using K = InverseNormal<double>;
    const V q = p - .5;
    const V central = .180625 - q * q;
    const V tail = chunk_sqrt(-chunk_log<double>(p));
    const auto in_tail = q < -.425, beyond = tail > 5.;
    const V near = tail - 1.6, far = tail - 5.;
    const V tail_top = -(beyond ? polynomial(far, K::e) : polynomial(near, K::c));
    const V tail_bottom = beyond ? polynomial(far, K::f) : polynomial(near, K::d);
    const V top = in_tail ? tail_top : q * polynomial(central, K::a);
    const V bottom = in_tail ? tail_bottom : polynomial(central, K::b);
    return top / bottom;
}
template <class S>
inline typename ChunkTypes<S>::V chunk_inverse_normal_lower(typename ChunkTypes<S>::V p) {
    if constexpr (sizeof(S) == 4) return chunk_inverse_normal_lower_float(p);
    else return chunk_inverse_normal_lower_double(p);
}

} // namespace rampcast::detail
