#pragma once

#include <concepts>
#include <type_traits>

#include "rampcast/line/argument.hpp"

namespace rampcast {

/// Mean wait before a station, in units of its effective process time, by Kingman's
/// approximation: ((ca2 + ce2) / 2) × u^(sqrt(2(m + 1)) - 1) / (m (1 - u)) (Sakasegawa's form for
/// m servers; Hopp and Spearman, Factory Physics). Exact for Poisson arrivals at one server.
/// @param ca2 squared coefficient of variation of the times between arrivals
/// @param ce2 squared coefficient of variation of the effective process times
/// @param utilisation share of the servers' time that the arrivals need, below 1
/// @throws Error where an argument is out of range
template <class T>
    requires(!std::integral<T>)
T kingman(const std::type_identity_t<T>& ca2, const std::type_identity_t<T>& ce2,
          const T& utilisation, const std::type_identity_t<T>& servers = T(1)) {
    detail::check_argument("kingman", "ca2", ca2, bounds::non_negative);
    detail::check_argument("kingman", "ce2", ce2, bounds::non_negative);
    detail::check_argument("kingman", "utilisation", utilisation,
                           {.lower = 0, .upper = 1, .upper_open = true});
    detail::check_argument("kingman", "servers", servers, {.lower = 1});
    const T busy = pow(utilisation, sqrt(T(2) * (servers + T(1))) - T(1));
    return (ca2 + ce2) / T(2) * busy / (servers * (T(1) - utilisation));
}

/// Mean wait in the queue M/M/m, in units of the mean service time: exact, by Erlang's formulas.
/// @param utilisation share of the servers' time that the arrivals need, below 1
/// @throws Error where an argument is out of range
inline double mmc_wait(double utilisation, int servers) {
    detail::check_argument("mmc_wait", "utilisation", utilisation,
                           {.lower = 0, .upper = 1, .upper_open = true});
    detail::check_argument("mmc_wait", "servers", servers, {.lower = 1});
    const double offered = utilisation * servers;
    double lost = 1; // Erlang B, server by server: of products below 1 only
    for (int k = 1; k <= servers; ++k) lost = offered * lost / (k + offered * lost);
    const double waiting = lost / (1 - utilisation * (1 - lost));
    return waiting / (servers * (1 - utilisation));
}

/// Mean hours a piece is in a system that holds `work_in_process` pieces on average (Little).
/// @throws Error where an argument is out of range
template <class T>
    requires(!std::integral<T>)
T lead_time_h(const std::type_identity_t<T>& work_in_process, const T& throughput_per_h) {
    detail::check_argument("lead_time_h", "work_in_process", work_in_process, bounds::non_negative);
    detail::check_argument("lead_time_h", "throughput_per_h", throughput_per_h, bounds::positive);
    return work_in_process / throughput_per_h;
}

/// Mean pieces in a system whose pieces stay `lead_time_h` hours on average (Little).
/// @throws Error where an argument is out of range
template <class T>
    requires(!std::integral<T>)
T work_in_process(const T& throughput_per_h, const std::type_identity_t<T>& lead_time_h) {
    detail::check_argument("work_in_process", "throughput_per_h", throughput_per_h,
                           bounds::non_negative);
    detail::check_argument("work_in_process", "lead_time_h", lead_time_h, bounds::non_negative);
    return throughput_per_h * lead_time_h;
}

/// What a line makes that holds a fixed number of pieces, and how long each of them takes.
template <class T> struct WipCase {
    T throughput_per_h{};
    T lead_time_h{};
    bool operator==(const WipCase&) const = default;
};

namespace detail {

template <class T>
void check_wip_case(const char* function, const T& pieces, const T& bottleneck_rate_per_h,
                    const T& raw_process_time_h) {
    check_argument(function, "pieces", pieces, {.lower = 1});
    check_argument(function, "bottleneck_rate_per_h", bottleneck_rate_per_h, bounds::positive);
    check_argument(function, "raw_process_time_h", raw_process_time_h, bounds::positive);
    check_argument(function, "bottleneck_rate_per_h × raw_process_time_h",
                   bottleneck_rate_per_h * raw_process_time_h, {.lower = 1 - 1e-9});
}

} // namespace detail

/// A line of `pieces` pieces without any variability: min(w / T0, r_b) (Hopp and Spearman).
/// @param bottleneck_rate_per_h rate of the slowest station
/// @param raw_process_time_h a piece's process times summed over the line; at least the time
///   between pieces at the bottleneck
/// @throws Error where an argument is out of range
template <class T>
    requires(!std::integral<T>)
WipCase<T> best_case(const std::type_identity_t<T>& pieces, const T& bottleneck_rate_per_h,
                     const std::type_identity_t<T>& raw_process_time_h) {
    detail::check_wip_case<T>("best_case", pieces, bottleneck_rate_per_h, raw_process_time_h);
    return {min(pieces / raw_process_time_h, bottleneck_rate_per_h),
            max(raw_process_time_h, pieces / bottleneck_rate_per_h)};
}

/// A line whose pieces all move as one batch, the worst there is: 1 / T0 (Hopp and Spearman).
/// @param bottleneck_rate_per_h, raw_process_time_h as for `best_case`
/// @throws Error where an argument is out of range
template <class T>
    requires(!std::integral<T>)
WipCase<T> worst_case(const std::type_identity_t<T>& pieces, const T& bottleneck_rate_per_h,
                      const std::type_identity_t<T>& raw_process_time_h) {
    detail::check_wip_case<T>("worst_case", pieces, bottleneck_rate_per_h, raw_process_time_h);
    return {T(1) / raw_process_time_h, pieces * raw_process_time_h};
}

/// A balanced line of single machines with exponential times, the practical worst case:
/// w r_b / (r_b T0 + w - 1). A line that makes less has something to mend (Hopp and Spearman).
/// @param bottleneck_rate_per_h, raw_process_time_h as for `best_case`
/// @throws Error where an argument is out of range
template <class T>
    requires(!std::integral<T>)
WipCase<T> practical_worst_case(const std::type_identity_t<T>& pieces,
                                const T& bottleneck_rate_per_h,
                                const std::type_identity_t<T>& raw_process_time_h) {
    detail::check_wip_case<T>("practical_worst_case", pieces, bottleneck_rate_per_h,
                              raw_process_time_h);
    const T lead = raw_process_time_h + (pieces - T(1)) / bottleneck_rate_per_h;
    return {pieces / lead, lead};
}

/// A process time with the outages met on the way.
template <class T> struct EffectiveProcessTime {
    T mean_h{};
    T scv{};          ///< squared coefficient of variation
    T availability{}; ///< MTBF / (MTBF + MTTR)
    bool operator==(const EffectiveProcessTime&) const = default;
};

/// The process time a piece sees at a machine that fails while it works:
/// te = t0 / A, ce2 = c0² + (1 + cr²) A (1 - A) mr / t0 (Hopp and Spearman). Any one unit of time
/// will do.
/// @param process_time_h mean without outages
/// @param process_time_scv its squared coefficient of variation
/// @param mtbf_h mean time between failures (exponential)
/// @param mttr_h mean time to repair
/// @param repair_scv squared coefficient of variation of repairs; 1 is exponential
/// @throws Error where an argument is out of range
template <class T>
    requires(!std::integral<T>)
EffectiveProcessTime<T>
effective_process_time(const T& process_time_h, const std::type_identity_t<T>& process_time_scv,
                       const std::type_identity_t<T>& mtbf_h, const std::type_identity_t<T>& mttr_h,
                       const std::type_identity_t<T>& repair_scv = T(1)) {
    constexpr const char* here = "effective_process_time";
    detail::check_argument(here, "process_time_h", process_time_h, bounds::positive);
    detail::check_argument(here, "process_time_scv", process_time_scv, bounds::non_negative);
    detail::check_argument(here, "mtbf_h", mtbf_h, bounds::positive);
    detail::check_argument(here, "mttr_h", mttr_h, bounds::non_negative);
    detail::check_argument(here, "repair_scv", repair_scv, bounds::non_negative);
    const T available = mtbf_h / (mtbf_h + mttr_h);
    const T down = mttr_h / (mtbf_h + mttr_h);
    return {process_time_h / available,
            process_time_scv + (T(1) + repair_scv) * available * down * mttr_h / process_time_h,
            available};
}

} // namespace rampcast
