#pragma once

#ifndef RAMPCAST_NO_THREADS
#include <mutex>
#endif

namespace rampcast::detail {

/// What all threads of a program share; with RAMPCAST_NO_THREADS there is only one.
template <class Value> class Shared {
public:
    /// Calls use(value) while no other thread does.
    template <class Use> auto use(Use&& use) {
#ifndef RAMPCAST_NO_THREADS
        const std::lock_guard guard(lock_);
#endif
        return use(value_);
    }

private:
#ifndef RAMPCAST_NO_THREADS
    std::mutex lock_;
#endif
    Value value_{};
};

} // namespace rampcast::detail
