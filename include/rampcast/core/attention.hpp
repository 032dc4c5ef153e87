#pragma once

#include <algorithm>
#include <chrono>

#include "rampcast/core/error.hpp"
#include "rampcast/core/watch.hpp"

#ifndef RAMPCAST_NO_THREADS
#include <atomic>
#include <thread>
#endif

/// The clock by which calls are watched: for bodies.
namespace rampcast::detail {

/// Attends to a `Watch` while a call lasts.
class Attention {
public:
    explicit Attention(const Watch& watch) : watch_(watch) {}
    Attention(const Attention&) = delete;
    Attention& operator=(const Attention&) = delete;

    /// To be used while this is there, on any thread.
    /// On the thread that calls: throws Stopped where that is asked for, tells how far it is, and
    /// lets through what that throws. On others: throws Stopped once one of these has happened.
    Poll poll() const { return {&Attention::ask, this}; }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds pause{20};

    const Watch& watch_;
    mutable Clock::time_point last_ = Clock::now();
    mutable double told_ = 0;
#ifdef RAMPCAST_NO_THREADS
    mutable bool over_ = false;
    bool of_caller() const { return true; }
#else
    mutable std::atomic<bool> over_{false};
    std::thread::id caller_ = std::this_thread::get_id();
    bool of_caller() const { return std::this_thread::get_id() == caller_; }
#endif

    static void ask(const void* self, double share) {
        static_cast<const Attention*>(self)->look(share);
    }
    void look(double share) const {
        if (over_) throw Stopped();
        if (!of_caller()) return;
        const auto now = Clock::now();
        if (now - last_ < pause) return;
        last_ = now;
        over_ = watch_.stop.stop_requested();
        if (over_) throw Stopped();
        told_ = std::clamp(share, told_, 1.); // estimates of what is left may grow
        if (!watch_.progress) return;
        try {
            watch_.progress(told_);
        } catch (...) {
            over_ = true;
            throw;
        }
    }
};

} // namespace rampcast::detail
