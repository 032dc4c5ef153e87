#pragma once

#include <algorithm>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

namespace rampcast {

/// What goes on in simulated time, written as a coroutine: it waits by `co_await` and is run by a
/// `Scheduler`, which owns it once started. An exception that leaves it reaches who runs the
/// scheduler.
class Process {
public:
    struct promise_type {
        Process get_return_object() {
            return Process(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() { throw; }
    };

    Process(Process&& other) noexcept : handle_(other.release()) {}
    Process& operator=(Process&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Process() {
        if (handle_) handle_.destroy();
    }

    /// Hands the coroutine over; who takes it destroys it.
    std::coroutine_handle<> release() noexcept { return std::exchange(handle_, nullptr); }

private:
    explicit Process(std::coroutine_handle<> handle) : handle_(handle) {}
    std::coroutine_handle<> handle_;
};

class Alarm;

/// Simulated time in hours and what is due in it. Processes due at one moment run in the order
/// in which they were made due, those due at its end last, so that a run is the same every time.
class Scheduler {
public:
    /// @param start_h hour at which the clock stands at first
    explicit Scheduler(double start_h = 0) : now_h_(start_h) {}
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;
    ~Scheduler() {
        for (const auto handle : processes_) handle.destroy();
    }

    double now_h() const { return now_h_; }

    /// Takes a process over and makes it due at once.
    void start(Process process) {
        processes_.push_back(process.release());
        ready_.push_back(processes_.back());
    }

    /// For `co_await`: goes on so many hours later, whatever happens meanwhile.
    auto delay(double hours) {
        struct Awaiter {
            Scheduler& scheduler;
            double at_h;
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<> handle) const {
                scheduler.push(at_h, handle, nullptr);
            }
            void await_resume() const noexcept {}
        };
        return Awaiter{*this, now_h_ + hours};
    }

    /// True where nothing is due any more.
    bool idle() const { return first_ready_ == ready_.size() && due_.empty() && late_.empty(); }
    /// True where nothing else is due at this moment.
    bool quiet() const {
        return first_ready_ == ready_.size() && (due_.empty() || due_.top().at_h > now_h_);
    }

    /// Runs the process that is due next up to its next wait; false where nothing is due any more.
    bool step() { return step_until(std::numeric_limits<double>::infinity()); }

    /// Runs all that is due up to the hour, that moment included; the clock then stands there.
    void run_until(double hour) {
        run_until(hour, [] {});
    }
    /// The same, with `each()` called after every step.
    template <class Each> void run_until(double hour, const Each& each) {
        while (step_until(hour)) each();
        now_h_ = std::max(now_h_, hour);
    }

private:
    friend class Alarm;
    struct Due {
        double at_h;
        std::uint64_t order;
        std::coroutine_handle<> handle; // null: the alarm's, unless it has been woken before
        Alarm* alarm;
        bool operator<(const Due& other) const {
            return at_h > other.at_h || (at_h == other.at_h && order > other.order);
        }
    };

    double now_h_;
    std::uint64_t order_ = 0;
    std::priority_queue<Due> due_{};
    std::vector<std::coroutine_handle<>> ready_{};
    std::size_t first_ready_ = 0;
    std::vector<std::coroutine_handle<>> late_{};
    std::vector<std::coroutine_handle<>> processes_{};

    std::uint64_t push(double at_h, std::coroutine_handle<> handle, Alarm* alarm) {
        due_.push({std::max(at_h, now_h_), ++order_, handle, alarm});
        return order_;
    }
    inline bool step_until(double hour);
};

/// What one process waits on where others may wake it early. It must outlive the scheduler's run,
/// and one process at a time waits on it.
class Alarm {
public:
    explicit Alarm(Scheduler& scheduler) : scheduler_(&scheduler) {}
    Alarm(const Alarm&) = delete;
    Alarm& operator=(const Alarm&) = delete;

    /// For `co_await`: goes on at that hour, with true, or when woken before, with false.
    auto until(double hour) { return Awaiter{*this, hour, true}; }
    /// For `co_await`: goes on when woken.
    auto wait() { return Awaiter{*this, 0, false}; }

    /// Makes the process that waits on it due at once; nothing where none waits.
    void wake() {
        if (!handle_) return;
        scheduler_->ready_.push_back(std::exchange(handle_, nullptr));
        order_ = 0;
    }
    /// The same, due when all else has run that is due at this moment.
    void wake_at_end() {
        if (!handle_) return;
        scheduler_->late_.push_back(std::exchange(handle_, nullptr));
        order_ = 0;
    }

private:
    friend class Scheduler;
    struct Awaiter {
        Alarm& alarm;
        double hour;
        bool timed;
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> handle) const {
            alarm.handle_ = handle;
            alarm.rang_ = false;
            if (timed) alarm.order_ = alarm.scheduler_->push(hour, nullptr, &alarm);
        }
        bool await_resume() const noexcept { return alarm.rang_; }
    };

    Scheduler* scheduler_;
    std::coroutine_handle<> handle_{};
    std::uint64_t order_ = 0; // of what is due; 0: nothing
    bool rang_ = false;
};

inline bool Scheduler::step_until(double hour) {
    if (first_ready_ < ready_.size()) {
        const auto handle = ready_[first_ready_++];
        if (first_ready_ == ready_.size()) {
            ready_.clear();
            first_ready_ = 0;
        }
        handle.resume();
        return true;
    }
    while (!due_.empty() && due_.top().at_h <= hour) {
        const Due next = due_.top();
        const bool woken = next.alarm && next.alarm->order_ != next.order;
        if (!woken && !late_.empty() && next.at_h > now_h_) break;
        due_.pop();
        if (woken) continue;
        auto handle = next.handle;
        if (next.alarm) {
            next.alarm->order_ = 0;
            next.alarm->rang_ = true;
            handle = std::exchange(next.alarm->handle_, nullptr);
        }
        now_h_ = next.at_h;
        handle.resume();
        return true;
    }
    if (late_.empty()) return false;
    const auto handle = late_.front();
    late_.erase(late_.begin());
    handle.resume();
    return true;
}

} // namespace rampcast
