#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/time/date.hpp"

/// The figures of a row of cash flows: present values, rates of return, funding, payback. Flows
/// are in one unit of money, paid out negative; rates are shares of 1.
namespace rampcast {

/// Net present value: Σ flows[k] / (1 + rate)^k. The first flow, of period 0, is not discounted.
/// @param rate_per_period above -1
/// @throws Error where the rate is not, there are no flows, or one is not finite
RAMPCAST_INLINE double npv(double rate_per_period, std::span<const double> flows);

/// Internal rates of return: every rate per period above -1 at which `npv` is 0, ascending; none
/// where there is none, and where every flow is 0. Rates that the rounding of the flows does not
/// tell apart (about 1e-7 from each other) are given once. Their number is at most that of the
/// changes of sign in the flows.
/// @throws Error where there are no flows, or one is not finite
RAMPCAST_INLINE std::vector<double> irr(std::span<const double> flows);

/// Net present value of dated flows at the first date: Σ flow / (1 + rate)^(days / 365), the
/// XNPV of spreadsheets.
/// @param rate_per_year above -1
/// @param flows in the order of spreadsheets before their dates
/// @param dates of the flows, in any order but none before the first
/// @throws Error where one of these does not hold, there are no flows, not as many dates as
///   flows, or a flow is not finite
RAMPCAST_INLINE double xnpv(double rate_per_year, std::span<const double> flows,
                            std::span<const Date> dates);

/// Internal rates of return of dated flows: every rate per year above -1 at which `xnpv` is 0,
/// ascending, as `irr` gives them.
/// @param dates of the flows, in any order but none before the first
/// @throws Error as `xnpv` does
RAMPCAST_INLINE std::vector<double> xirr(std::span<const double> flows,
                                         std::span<const Date> dates);

/// The money a project must bring along, and when it needs the last of it.
struct Funding {
    double peak{};        ///< greatest sum paid out net, at least 0
    std::size_t period{}; ///< index of the flow by which it is first reached; 0 where peak is 0
    bool operator==(const Funding&) const = default;
};

/// The deepest point of cumulated cash; differences within the rounding of the flows count as none.
/// @throws Error where there are no flows, or one is not finite
RAMPCAST_INLINE Funding peak_funding(std::span<const double> flows);

/// The index of the first flow from which on cumulated cash is at 0 or above to the end: 0 where it
/// never is below, nothing where it ends below. Sums within the rounding of the flows are 0.
/// @throws Error where there are no flows, or one is not finite
RAMPCAST_INLINE std::optional<std::size_t> payback(std::span<const double> flows);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/value/cash_flow_body.hpp"
#endif
