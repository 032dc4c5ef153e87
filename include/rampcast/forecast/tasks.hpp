#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "rampcast/core/error.hpp"
#include "rampcast/core/parallel.hpp"
#include "rampcast/forecast/options.hpp"

#ifndef RAMPCAST_NO_THREADS
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#endif

/// The tasks of a run on threads; with RAMPCAST_NO_THREADS all of them on the calling one.
namespace rampcast::detail {

#ifdef RAMPCAST_NO_THREADS

/// Becomes true where a run is to end early.
using StopFlag = bool;

template <class MakeWorker, class Merge>
void run_tasks(const ForecastOptions& options, std::size_t count, MakeWorker&& make_worker,
               Merge&& merge) {
    auto worker = make_worker();
    for (std::size_t task = 0; task < count; ++task) {
        if (options.stop.stop_requested()) throw Stopped();
        auto result = worker(task, StopFlag{false});
        merge(task, result);
        if (options.progress)
            options.progress(static_cast<double>(task + 1) / static_cast<double>(count));
    }
}

#else

/// Becomes true where a run is to end early.
using StopFlag = std::atomic<bool>;

/// Results handed on in the order of their tasks, by one thread at a time and without a lock held
/// meanwhile.
template <class Result> class InOrder {
public:
    explicit InOrder(std::size_t count) : count_(count) {}

    template <class Merge> void hand(std::size_t task, Result&& result, Merge& merge) {
        std::unique_lock guard(lock_);
        waiting_.emplace(task, std::move(result));
        if (busy_) return;
        busy_ = true;
        for (auto next = waiting_.find(done_); next != waiting_.end();
             next = waiting_.find(done_)) {
            auto taken = waiting_.extract(next);
            guard.unlock();
            merge(taken.key(), taken.mapped());
            guard.lock();
            ++done_;
        }
        busy_ = false;
        if (done_ == count_) changed_.notify_one();
    }
    /// Wakes whoever waits.
    void wake() {
        const std::lock_guard guard(lock_);
        changed_.notify_one();
    }
    /// The share done, when all is, when woken, or after a moment.
    double wait() {
        std::unique_lock guard(lock_);
        if (done_ < count_) changed_.wait_for(guard, std::chrono::milliseconds{50});
        return static_cast<double>(done_) / static_cast<double>(count_);
    }

private:
    std::mutex lock_;
    std::condition_variable changed_;
    std::map<std::size_t, Result> waiting_;
    std::size_t done_ = 0, count_;
    bool busy_ = false;
};

/// Runs tasks 0 .. count-1 on the options' threads; the calling thread reports progress and
/// watches for a stop.
/// @param make_worker called once on each thread; gives a callable worker(task, stop) that returns
///   what it found, early where `stop` becomes true
/// @param merge called as merge(task, found) in the order of tasks, one at a time
/// @throws Stopped when asked to stop; whatever a task or the progress callback throws
template <class MakeWorker, class Merge>
void run_tasks(const ForecastOptions& options, std::size_t count, MakeWorker&& make_worker,
               Merge&& merge) {
    InOrder<decltype(make_worker()(std::size_t{}, std::declval<const StopFlag&>()))> results(count);
    StopFlag stop{false};
    std::atomic<std::size_t> next{0};
    double share = 0;
    run_team(
        worker_count(options.threads, count),
        [&] {
            auto worker = make_worker();
            for (std::size_t task = next++; task < count && !stop; task = next++) {
                auto found = worker(task, stop);
                if (!stop) results.hand(task, std::move(found), merge);
            }
        },
        [&] {
            while (share < 1 && !stop) {
                share = results.wait();
                if (options.stop.stop_requested()) stop = true;
                if (options.progress) options.progress(share);
            }
        },
        [&] {
            stop = true;
            results.wake();
        });
    if (share < 1) throw Stopped();
}

#endif

} // namespace rampcast::detail
