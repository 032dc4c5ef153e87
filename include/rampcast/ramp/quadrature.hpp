#pragma once

#include <array>
#include <cstddef>

#include "rampcast/core/math.hpp"
#include "rampcast/ramp/shares.hpp"

/// The one rule by which curves without a closed form are integrated: Gauss-Legendre on the
/// window where the curve moves. Outside their window curves use series.
namespace rampcast::detail {

/// Abscissae (those above 0) and weights on [-1, 1].
template <int Points> struct GaussLegendre;
template <> struct GaussLegendre<8> {
    static constexpr std::array x{0.18343464249564981, 0.52553240991632899, 0.79666647741362684,
                                  0.96028985649753629};
    static constexpr std::array w{0.36268378337836199, 0.31370664587788732, 0.22238103445337437,
                                  0.10122853629037609};
};
template <> struct GaussLegendre<16> {
    static constexpr std::array x{0.095012509837637441, 0.28160355077925892, 0.45801677765722737,
                                  0.61787624440264377,  0.755404408355003,   0.86563120238783176,
                                  0.9445750230732326,   0.98940093499164994};
    static constexpr std::array w{0.18945061045506847,  0.18260341504492361, 0.16915651939500254,
                                  0.14959598881657671,  0.12462897125553386, 0.095158511682492786,
                                  0.062253523938647873, 0.027152459411754121};
};

/// The integral of `f` from `start` over `width`, by one panel.
template <int Points, class T, class F> T gauss_panel(const F& f, const T& start, const T& width) {
    using Rule = GaussLegendre<Points>;
    const T half = T(0.5) * width;
    const T middle = start + half;
    T sum(0.0);
    for (std::size_t i = 0; i < Rule::x.size(); ++i) {
        const T step = half * T(Rule::x[i]);
        sum += T(Rule::w[i]) * (f(middle - step) + f(middle + step));
    }
    return half * sum;
}

/// Where integration in log time from `t` to `other` begins: on lanes not before a millionth of the
/// longer time, so that two panels suffice; what is left out is a millionth of the period.
template <class T> T log_time_begin(const T& t, const T& other) {
    if constexpr (is_lanes<T>) return max(t, other * T(1e-6));
    else return t;
}

/// The width in log time of a stretch from `from` to `to`: on lanes not by the difference of two
/// logarithms, which in float loses a late month to rounding.
template <class T> T log_ratio(const T& from, const T& to, const T& log_from, const T& log_to) {
    if constexpr (is_lanes<T>) return log1p((to - from) / from);
    else return log_to - log_from;
}

/// The integral of `f` between two places of a window.
///
/// On double (and its dual) the window is cut into equal panels of 16 points whatever the period,
/// so that integrals of adjoining periods add up and are smooth in the parameters; on lanes the
/// period itself is cut into two panels of 8.
/// @param panels number of panels that gives 1e-10 on the whole window
/// @param from, to in [low, high]
/// @param width to - from, given by the caller where it is known more precisely
template <class T, class F>
T window_integral(const F& f, const T& low, const T& high, int panels, const T& from, const T& to,
                  const T& width) {
    if constexpr (is_lanes<T>) {
        const T half = T(0.5) * width;
        return gauss_panel<8>(f, from, half) + gauss_panel<8>(f, from + half, half);
    } else {
        const T step = (high - low) / T(static_cast<double>(panels));
        T sum(0.0);
        for (int i = 0; i < panels; ++i) {
            const T left = low + step * T(static_cast<double>(i));
            const T right = i + 1 == panels ? high : left + step;
            const bool before = to <= left && from <= left;
            const bool after = to >= right && from >= right;
            if (before || after) continue;
            const T start = clamped(from, left, right);
            sum += gauss_panel<16>(f, start, clamped(to, left, right) - start);
        }
        return sum;
    }
}

} // namespace rampcast::detail
