#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "rampcast/core/lane.hpp"

namespace rampcast::detail {

/// The order of a line's changes in each lane: by moment, then as they are listed.
template <class T> class ChangeOrder {
public:
    /// @param moments of each change
    void find(std::span<const T> moments) {
        const std::size_t lanes = lane_count<T>();
        order_.resize(lanes * moments.size());
        for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = i / lanes;
        bool listed = true;
        for (std::size_t i = 1; listed && i < moments.size(); ++i)
            listed = everywhere(moments[i - 1] <= moments[i]);
        if (listed) return;
        std::vector<std::pair<lane_t<T>, std::size_t>> changes(moments.size());
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            for (std::size_t i = 0; i < moments.size(); ++i)
                changes[i] = {in_lane(moments[i], lane), i};
            std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) {
                return a.first < b.first || (!(b.first < a.first) && a.second < b.second);
            });
            for (std::size_t i = 0; i < moments.size(); ++i)
                order_[i * lanes + lane] = changes[i].second;
        }
    }
    /// The change that is made as the i-th in a lane.
    std::size_t at(std::size_t i, std::size_t lane) const {
        return order_[i * lane_count<T>() + lane];
    }

private:
    std::vector<std::size_t> order_{};
};

} // namespace rampcast::detail
