#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include "rampcast/core/watch.hpp"

#ifndef RAMPCAST_NO_THREADS
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "rampcast/core/shared.hpp"
#endif

/// Work on threads: for bodies, so that who includes the library sees none. With
/// RAMPCAST_NO_THREADS all of it is done by the calling thread, and nothing of threads is included.
namespace rampcast::detail {

#ifdef RAMPCAST_NO_THREADS

inline std::size_t worker_count(int, std::size_t tasks) { return std::min<std::size_t>(1, tasks); }

template <class Work, class Attend, class Fail>
void run_team(std::size_t, const Work& work, const Attend& attend, const Fail&) {
    work();
    attend();
}

template <class Work>
void run_parallel(std::size_t count, int, const Work& work, const Poll& poll = {}) {
    for (std::size_t task = 0; task < count; ++task) {
        const PartOf part(poll, double(task) / double(count), 1. / double(count));
        work(task, part.poll());
    }
}

template <class Work> void run_apart(const std::shared_ptr<Work>& work, const Poll&) { (*work)(); }

#else

/// Threads for so many tasks, where `threads` are asked for (0: one a processor).
inline std::size_t worker_count(int threads, std::size_t tasks) {
    const std::size_t wanted = threads > 0
                                   ? static_cast<std::size_t>(threads)
                                   : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    return std::min(wanted, tasks);
}

/// What the threads of a team share. A thread runs a member of this type and no lambda: the
/// standard library's part of a thread would else be visible outside of a shared library, and one
/// that is compiled for another instruction set could be run in its place.
template <class Work, class Fail> struct Team {
    const Work& work;
    const Fail& fail;
    Shared<std::exception_ptr> failure{};

    void help() { guarded(work); }
    template <class Part> void guarded(const Part& part) {
        try {
            part();
        } catch (...) {
            failure.use([](std::exception_ptr& first) {
                if (!first) first = std::current_exception();
            });
            fail();
        }
    }
};

/// Calls `work()` on each of `helpers` threads of their own and `attend()` on the calling one, and
/// returns when all of them have.
/// @param fail called once something is thrown, so that the others end early
/// @throws what was thrown first
template <class Work, class Attend, class Fail>
void run_team(std::size_t helpers, const Work& work, const Attend& attend, const Fail& fail) {
    Team<Work, Fail> team{.work = work, .fail = fail};
    {
        std::vector<std::jthread> threads;
        team.guarded([&] {
            for (std::size_t i = 0; i < helpers; ++i)
                threads.emplace_back(&Team<Work, Fail>::help, &team);
            attend();
        });
    }
    const auto thrown = team.failure.use([](std::exception_ptr& first) { return first; });
    if (thrown) std::rethrow_exception(thrown);
}

/// Counts tasks done, for a thread that waits for them.
class Countdown {
public:
    explicit Countdown(std::size_t count) : left_(count) {}
    void take(std::size_t tasks) {
        const std::lock_guard guard(lock_);
        left_ -= std::min(tasks, left_);
        if (left_ == 0) changed_.notify_one();
    }
    /// Those left once there are none or a moment has passed.
    std::size_t wait() {
        std::unique_lock guard(lock_);
        if (left_ > 0) changed_.wait_for(guard, std::chrono::milliseconds{20});
        return left_;
    }

private:
    std::mutex lock_;
    std::condition_variable changed_;
    std::size_t left_;
};

/// Calls `work(task, poll)` for task = 0 ... count - 1 on up to `threads` threads (0: one a
/// processor): the calling one, or where there are several, others, while the calling one asks
/// `poll`. A task asks its own.
/// @throws what a task or `poll` throws first; tasks not begun by then are left out
template <class Work>
void run_parallel(std::size_t count, int threads, const Work& work, const Poll& poll = {}) {
    const auto whole = static_cast<double>(count);
    const auto one = [&](std::size_t task) {
        const PartOf part(poll, static_cast<double>(task) / whole, 1 / whole);
        work(task, part.poll());
    };
    const std::size_t workers = worker_count(threads, count);
    if (workers <= 1) {
        for (std::size_t task = 0; task < count; ++task) one(task);
        return;
    }
    std::atomic<std::size_t> next{0};
    Countdown left(count);
    run_team(
        workers,
        [&] {
            for (std::size_t task = next++; task < count; task = next++) {
                one(task);
                left.take(1);
            }
        },
        [&] {
            for (std::size_t open = left.wait(); open > 0; open = left.wait())
                poll(1 - static_cast<double>(open) / whole);
        },
        [&] {
            next = count;
            left.take(count);
        });
}

/// Work on a thread of its own.
template <class Work> struct Apart {
    explicit Apart(std::shared_ptr<Work> own) : work(std::move(own)) {}

    std::shared_ptr<Work> work;
    Shared<std::exception_ptr> failure{};
    Countdown left{1};

    static void run(const std::shared_ptr<Apart>& self) {
        try {
            (*self->work)();
        } catch (...) {
            self->failure.use([](auto& thrown) { thrown = std::current_exception(); });
        }
        self->left.take(1);
    }
};

/// Calls `(*work)()`, which cannot ask `poll` itself, on another thread, while the calling one does.
/// Where `poll` throws, that thread is left to end by itself: what the work uses must be its own.
/// @throws what the work or `poll` throws
template <class Work> void run_apart(const std::shared_ptr<Work>& work, const Poll& poll) {
    if (!poll.ask) {
        (*work)();
        return;
    }
    const auto apart = std::make_shared<Apart<Work>>(work);
    std::thread(&Apart<Work>::run, apart).detach();
    while (apart->left.wait() > 0) poll(0);
    const auto thrown = apart->failure.use([](auto& first) { return first; });
    if (thrown) std::rethrow_exception(thrown);
}

#endif

} // namespace rampcast::detail
