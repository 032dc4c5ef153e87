#pragma once

#include <cmath>
#include <limits>

namespace rampcast::detail {

/// A sum of flows in twice the precision (Neumaier 1974) that knows what rounding of the flows
/// themselves amounts to, so that 0.1 + 0.2 - 0.3 is 0.
class CashSum {
public:
    void add(double flow) {
        const double next = total_ + flow;
        lost_ += std::abs(total_) >= std::abs(flow) ? total_ - next + flow : flow - next + total_;
        total_ = next;
        moved_ += std::abs(flow);
    }
    /// What rounding of the flows may have changed the sum by.
    double rounding() const { return std::numeric_limits<double>::epsilon() * moved_; }
    double exact() const { return total_ + lost_; }
    /// The sum, 0 where it is within rounding.
    double value() const { return std::abs(exact()) <= rounding() ? 0 : exact(); }

private:
    double total_{}, lost_{}, moved_{};
};

} // namespace rampcast::detail
