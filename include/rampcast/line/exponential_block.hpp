#pragma once

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/error.hpp"

namespace rampcast {

/// Two exponential stations and the waiting places between them, in the long run.
struct ExponentialBlock {
    double throughput{};     ///< pieces a unit of time
    double mean_in_system{}; ///< pieces on the stations and between them
    double blocked{};        ///< share of time in which station 1 keeps a finished piece
    double starved{};        ///< share of time in which station 2 has no piece
    bool operator==(const ExponentialBlock&) const = default;
};

/// Two exponential machines that fail and are mended, and the buffer between them, in the long run.
struct UnreliableExponentialBlock {
    double throughput{};  ///< pieces a unit of time
    double mean_buffer{}; ///< pieces between the machines, the one on machine 2 included
    double blocked{};     ///< share of time in which machine 1 is up and has no room
    double starved{};     ///< share of time in which machine 2 is up and has no piece
    bool operator==(const UnreliableExponentialBlock&) const = default;
};

/// Two exponential stations with blocking after service: station 1 always finds a piece and keeps
/// a finished one where there is no room (Hillier and Boling). Exact.
/// @param mu1, mu2 service rates, pieces a unit of time
/// @param buffer waiting places between the stations; the pieces on them are not counted
/// @throws Error where a rate is not positive or the buffer is negative
RAMPCAST_INLINE ExponentialBlock two_machine_exponential(double mu1, double mu2, int buffer);

/// Two exponential machines that fail while they work: a machine works where it is up, finds a
/// piece and has room for it (blocking before service; Gershwin, Manufacturing Systems
/// Engineering). Exact.
/// @param mu1, p1, r1 rates of machine 1: service, failure while it works, repair
/// @param mu2, p2, r2 the same of machine 2
/// @param buffer pieces between the machines at most, the one on machine 2 included (unlike the
///   buffer of the stations that do not fail): 0 makes nothing
/// @throws Error where a rate is not positive (p may be 0) or the buffer is negative
RAMPCAST_INLINE UnreliableExponentialBlock two_machine_exponential(double mu1, double p1, double r1,
                                                                   double mu2, double p2, double r2,
                                                                   int buffer);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/line/exponential_block_body.hpp"
#endif
