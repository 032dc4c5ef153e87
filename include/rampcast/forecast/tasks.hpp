#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "rampcast/core/error.hpp"
#include "rampcast/core/shared.hpp"
#include "rampcast/forecast/options.hpp"

#ifndef RAMPCAST_NO_THREADS
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>
#endif

/// Work on threads; with RAMPCAST_NO_THREADS all of it on the calling one.
namespace rampcast::detail {

#ifdef RAMPCAST_NO_THREADS

/// Becomes true where a run is to end early.
using StopFlag = bool;

inline std::size_t worker_count(const ForecastOptions&, std::size_t) { return 1; }

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

/// Threads that share so many tasks.
inline std::size_t worker_count(const ForecastOptions& options, std::size_t tasks) {
    const std::size_t wanted = options.threads > 0
                                   ? static_cast<std::size_t>(options.threads)
                                   : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    return std::min(wanted, tasks);
}

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

/// What the threads of a run share. What a thread runs is a type of this namespace and no lambda:
/// the standard library's part of a thread would else be visible outside of a shared library, and
/// one that is compiled for another instruction set could be run in its place.
template <class MakeWorker, class Result, class Merge> struct TaskThreads {
    MakeWorker& make_worker;
    Merge& merge;
    std::size_t count;
    InOrder<Result> results{count};
    StopFlag stop{false};
    std::atomic<std::size_t> next{0};
    Shared<std::exception_ptr> failure{};

    void work() {
        try {
            auto worker = make_worker();
            for (std::size_t task = next++; task < count && !stop; task = next++) {
                Result found = worker(task, stop);
                if (!stop) results.hand(task, std::move(found), merge);
            }
        } catch (...) {
            failure.use([](std::exception_ptr& first) {
                if (!first) first = std::current_exception();
            });
            stop = true;
            results.wake();
        }
    }
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
    using Result = decltype(make_worker()(std::size_t{}, std::declval<const StopFlag&>()));
    using Run =
        TaskThreads<std::remove_reference_t<MakeWorker>, Result, std::remove_reference_t<Merge>>;
    Run run{.make_worker = make_worker, .merge = merge, .count = count};
    double share = 0;
    {
        std::vector<std::jthread> threads;
        try {
            for (std::size_t i = 0; i < worker_count(options, count); ++i)
                threads.emplace_back(&Run::work, &run);
            while (share < 1 && !run.stop) {
                share = run.results.wait();
                if (options.stop.stop_requested()) run.stop = true;
                if (options.progress) options.progress(share);
            }
        } catch (...) {
            run.stop = true;
            throw;
        }
    }
    if (const auto thrown = run.failure.use([](std::exception_ptr& first) { return first; }))
        std::rethrow_exception(thrown);
    if (share < 1) throw Stopped();
}

#endif

} // namespace rampcast::detail
