#pragma once

#include <cstddef>

#include "rampcast/core/lane.hpp"

namespace rampcast::detail {

/// A number of a line while its changes are made one after another, in each lane in the order of
/// its own dates: the value set last holds, and all that was added stays on top of it.
template <class T> class ChangingNumber {
public:
    /// @param number of the bound line
    explicit ChangingNumber(T* number) : number_(number) {}

    /// Begins a path.
    void start() {
        base_ = *number_;
        added_ = T(0);
    }
    /// Leaves the number as it was.
    void end() { *number_ = base_; }

    void set(std::size_t lane, const T& value) {
        set_lane(*number_, lane, in_lane(value, lane) + in_lane(added_, lane));
    }
    void add(std::size_t lane, const T& more) {
        set_lane(added_, lane, in_lane(added_, lane) + in_lane(more, lane));
        set_lane(*number_, lane, in_lane(*number_, lane) + in_lane(more, lane));
    }

private:
    T* number_;
    T base_{}; ///< on this path, without changes
    T added_{};
};

} // namespace rampcast::detail
