#pragma once

#include <cstddef>
#include <vector>

#include <Eigen/Core>

#include "rampcast/forecast/setup.hpp"

namespace rampcast::detail {

/// Makes the drivers' independent standard normal values correlated ones.
class DriverCorrelation {
public:
    explicit DriverCorrelation(const Setup& setup) {
        for (std::size_t i = 0; i < setup.correlated.size(); ++i)
            for (std::size_t j = 0; j <= i; ++j)
                if (const double share =
                        setup.factor(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
                    share != 0)
                    shares_.push_back({setup.correlated[i], setup.correlated[j], share});
    }

    /// @param z the drivers' values by dimension
    template <class T> void apply(std::vector<T>& z) const {
        // From the last on, since each takes those before it as drawn.
        for (std::size_t end = shares_.size(); end > 0;) {
            std::size_t first = end;
            while (first > 0 && shares_[first - 1].of == shares_[end - 1].of) --first;
            T sum(0);
            for (std::size_t i = first; i < end; ++i)
                sum += z[shares_[i].taken] * T(shares_[i].share);
            z[shares_[first].of] = sum;
            end = first;
        }
    }

private:
    /// How much of a dimension's draw goes into another's correlated value.
    struct Share {
        std::size_t of, taken;
        double share;
    };

    std::vector<Share> shares_; ///< but those of 0
};

} // namespace rampcast::detail
