#pragma once

#include <string>
#include <type_traits>

#include "rampcast/core/error.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/core/params.hpp"
#include "rampcast/line/argument.hpp"

namespace rampcast {

/// A machine through which material flows: `speed` pieces a unit of time while it works, failing
/// and repaired after exponential times.
template <class T> struct ContinuousMachine {
    T speed = T(1);
    T failure_rate{}; ///< of working at full speed; in proportion to its speed where held back
    T repair_rate = T(1);
    /// Failure rate while it stands starved or blocked, as a share of `failure_rate`: 0 where
    /// failures follow work (operation-dependent), 1 where they follow the clock.
    T idle_failures{};
};

/// Two machines with a buffer between them, in the long run. Shares are of all time.
template <class T> struct ContinuousBlock {
    T throughput{};   ///< pieces a unit of time
    T mean_buffer{};  ///< pieces in the buffer
    T starved{};      ///< share in which the second machine is up and stands, the buffer empty
    T blocked{};      ///< share in which the first machine is up and stands, the buffer full
    T starved_slow{}; ///< share the second loses to working at the first one's lower speed
    T blocked_slow{}; ///< share the first loses to working at the second one's lower speed
};

namespace detail {

/// The block where machine 1 is at least as fast as machine 2, in units in which speed1 = 1 and
/// the repair rates add up to 1. Interior densities are Σ_j C_j e^(λ_j x) Y1_j^a1 Y2_j^a2 with two
/// modes; every term is multiplied by l1 l2 and e^(-max(λ_1 N, 0)) and written without
/// differences of nearly equal numbers, so that equal speeds are a case like any other.
/// @tparam level false: the mean buffer is not found
template <bool level, class T>
ContinuousBlock<T> faster_first_block(const T& l1, const T& m1, const T& idle1, const T& u2,
                                      const T& l2, const T& m2, const T& idle2, const T& n) {
    const T one(1), two(2), half(0.5), zero(0);
    const T faster_by = max(one - u2, T(1e-18));
    const T a = u2 * l1;
    const T b = l2;
    const T sum = a + b;
    const T c = a - b - faster_by;
    const T root = sqrt(c * c + T(4) * a * b);
    const T g = sum + faster_by + root;
    const T difference = abs(sum - faster_by) + root;
    const auto near = faster_by <= sum;
    const T h = select(near, difference, T(4) * b * faster_by / difference);
    const T y1 = two * a / g;
    const T y2 = select(near, two * b / difference, difference * half / faster_by);
    const T upward = sum - faster_by * (m1 - m2);
    const T k = select(upward >= zero,
                       two * (a * m2 - b * m1 - faster_by * m1 * m2) / max(upward + root, T(1e-30)),
                       y1 - m1);

    const T lambda1 = -k * (one + g * half / u2);
    const T slope2 = (h + two * faster_by * m2) * (two * faster_by * l1 + g) / g; // -2 δ λ_2
    const T size1 = abs(lambda1);
    const T fall1 = -expm1(-size1 * n);
    const auto rises = lambda1 >= zero;
    const T at_empty = select(rises, one - fall1, one);
    const T at_full = select(rises, one, one - fall1);
    const T integral1 = select(size1 * n < T(1e-9), n, fall1 / max(size1, T(1e-30)));
    const T lambda2 = slope2 * half / faster_by; // its size; the second mode falls
    const T fall2 = -expm1(-lambda2 * n);
    const T left2 = (one - fall2) * at_empty;
    const T integral2 = fall2 / lambda2 * at_empty;

    const T share2 = idle2 * u2 / (one + idle2 * l2);
    const T q = (y1 - share2 * l1 * y2) / (g + share2 * l1 * h);
    const T p00 = l1 * l2 * (integral1 - two * faster_by * q * integral2);
    const T p10 = l2 * (y1 * integral1 - q * g * integral2);
    const T p01 = l1 * (y2 * integral1 + q * h * integral2);
    const T layer = q * g * h / slope2;
    const T p11 = y1 * y2 * integral1 + layer * fall2 * at_empty;
    const T empty01 = u2 * l1 * (y2 + q * h) / (m1 * (one + idle2 * l2)) * at_empty;
    const T empty00 = idle2 * l2 * empty01;
    const T up1 = one + idle1 * l1;
    const T flow10 = l2 * (y1 * at_full - q * g * left2);
    const T full11 = max((u2 * (y2 * at_full + q * h * left2) - idle1 * flow10 / up1) /
                             (u2 + idle1 * (one - u2) + idle1 * l2 / up1),
                         zero);
    const T full10 = (flow10 + l2 * full11) / (m2 * up1);
    const T full00 = idle1 * l1 * full10;
    const T scale = one / (p00 + p10 + p01 + p11 + empty01 + empty00 + full11 + full10 + full00);

    ContinuousBlock<T> block;
    block.throughput = u2 * (p01 + p11 + full11) * scale;
    if constexpr (level) {
        // Moments of the two modes: the integral of x e^(λ x) is n² moment(λ n).
        const T t = lambda1 * n;
        const T series =
            half +
            t * (T(1. / 3) +
                 t * (T(1. / 8) +
                      t * (T(1. / 30) + t * (T(1. / 144) +
                                             t * (T(1. / 840) + t * (T(1. / 5760) +
                                                                     t * (T(1. / 45360) +
                                                                          t * T(1. / 403200))))))));
        const T safe = select(abs(t) < T(0.1), one, t);
        const T moment1 = n * n *
                          select(abs(t) < T(0.1), series * at_empty,
                                 (safe * at_full - at_full + at_empty) / (safe * safe));
        const T moment2 = integral2 / lambda2 - n * left2 / lambda2;
        const T volume1 = l1 * l2 + l2 * y1 + l1 * y2 + y1 * y2;
        const T volume2 = -two * faster_by * l1 * l2 * q - l2 * q * g + l1 * q * h;
        block.mean_buffer =
            scale * (volume1 * moment1 + volume2 * moment2 + layer * (integral2 - n * left2) +
                     n * (full11 + full10 + full00));
    }
    block.starved = empty01 * scale;
    block.blocked = full10 * scale;
    block.blocked_slow = (one - u2) * full11 * scale;
    return block;
}

/// The block of two machines of any speeds, on any scalar.
template <bool level = true, class T>
ContinuousBlock<T> continuous_block(const ContinuousMachine<T>& first,
                                    const ContinuousMachine<T>& second, const T& buffer) {
    const auto swap = second.speed > first.speed;
    const T fast = max(first.speed, second.speed);
    const T repairs = first.repair_rate + second.repair_rate;
    const T rate = T(1) / repairs;
    const auto pick1 = [&](const T& one, const T& two) { return select(swap, two, one); };
    const auto pick2 = [&](const T& one, const T& two) { return select(swap, one, two); };
    const T m1 = pick1(first.repair_rate, second.repair_rate) * rate;
    const T m2 = pick2(first.repair_rate, second.repair_rate) * rate;
    // A machine that never fails is one that fails less than any rounding shows.
    const T rarely(1e-15);
    const T l1 = max(pick1(first.failure_rate, second.failure_rate) * rate, rarely);
    const T l2 = max(pick2(first.failure_rate, second.failure_rate) * rate, rarely);
    const ContinuousBlock<T> scaled = faster_first_block<level>(
        l1, m1, pick1(first.idle_failures, second.idle_failures),
        min(first.speed, second.speed) / fast, l2, m2,
        pick2(first.idle_failures, second.idle_failures), buffer * repairs / fast);
    ContinuousBlock<T> block;
    block.throughput = scaled.throughput * fast;
    if constexpr (level) {
        const T pieces = scaled.mean_buffer * fast * rate;
        block.mean_buffer = select(swap, buffer - pieces, pieces);
    }
    block.starved = select(swap, scaled.blocked, scaled.starved);
    block.blocked = select(swap, scaled.starved, scaled.blocked);
    block.starved_slow = select(swap, scaled.blocked_slow, T(0));
    block.blocked_slow = select(swap, T(0), scaled.blocked_slow);
    return block;
}

inline void check_machine(const char* function, const std::string& which,
                          const ContinuousMachine<double>& machine) {
    check_argument(function, "speed" + which, machine.speed, bounds::positive);
    check_argument(function, "failure_rate" + which, machine.failure_rate, bounds::non_negative);
    check_argument(function, "repair_rate" + which, machine.repair_rate, bounds::positive);
    check_argument(function, "idle_failures" + which, machine.idle_failures, bounds::share);
}

} // namespace detail

/// Two machines of any speeds with a buffer of finite volume between them, exactly (the continuous
/// model of Gershwin and Schick; idle failures of either machine are an extension of it). On
/// other scalars than double nothing is checked.
/// @throws Error where a speed or repair rate is not above 0, or anything else below 0
template <class T>
ContinuousBlock<T> two_machine_continuous(const ContinuousMachine<T>& first,
                                          const ContinuousMachine<T>& second,
                                          const std::type_identity_t<T>& buffer) {
    if constexpr (std::is_same_v<T, double>) {
        detail::check_machine("two_machine_continuous", "1", first);
        detail::check_machine("two_machine_continuous", "2", second);
        detail::check_argument("two_machine_continuous", "buffer", buffer, bounds::non_negative);
    }
    return detail::continuous_block(first, second, buffer);
}

/// The same from bare numbers, failures in proportion to work.
inline ContinuousBlock<double> two_machine_continuous(double speed1, double failure_rate1,
                                                      double repair_rate1, double speed2,
                                                      double failure_rate2, double repair_rate2,
                                                      double buffer) {
    return two_machine_continuous<double>({speed1, failure_rate1, repair_rate1, 0},
                                          {speed2, failure_rate2, repair_rate2, 0}, buffer);
}

/// The same at speed 1: throughput is the efficiency.
inline ContinuousBlock<double> two_machine_continuous(double failure_rate1, double repair_rate1,
                                                      double failure_rate2, double repair_rate2,
                                                      double buffer) {
    return two_machine_continuous(1, failure_rate1, repair_rate1, 1, failure_rate2, repair_rate2,
                                  buffer);
}

} // namespace rampcast
