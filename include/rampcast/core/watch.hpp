#pragma once

#include <functional>
#include <stop_token>

namespace rampcast {

/// Who watches a call that may take long: ends it early, and is told how far it is.
struct Watch {
    std::stop_token stop{}; ///< ends the call with `Stopped`
    /// Called with the share done, 0 to 1, at most every 20 ms and from the calling thread; what it
    /// throws ends the call.
    std::function<void(double)> progress{};
};

namespace detail {

/// What takes long asks this every millisecond or so, with the share that it has done of its own
/// part; throws where it is to end.
struct Poll {
    void (*ask)(const void* watcher, double share) = nullptr;
    const void* watcher = nullptr;

    void operator()(double share) const {
        if (ask) ask(watcher, share);
    }
};

/// Asks for one part of what another polls for: from a share of the whole on, so much of it.
class PartOf {
public:
    PartOf(Poll whole, double from, double length) : whole_(whole), from_(from), length_(length) {}
    /// To be used while this is there.
    Poll poll() const { return {&PartOf::ask, this}; }

private:
    Poll whole_;
    double from_, length_;

    static void ask(const void* self, double share) {
        const auto& part = *static_cast<const PartOf*>(self);
        part.whole_(part.from_ + share * part.length_);
    }
};

} // namespace detail
} // namespace rampcast
