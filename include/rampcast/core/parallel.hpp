#pragma once

#include <algorithm>
#include <cstddef>

#ifndef RAMPCAST_NO_THREADS
#include <atomic>
#include <exception>
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

template <class Work> void run_parallel(std::size_t count, int, const Work& work) {
    for (std::size_t task = 0; task < count; ++task) work(task);
}

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

/// Calls `work(task)` for task = 0 ... count - 1 on up to `threads` threads (0: one a processor),
/// the calling one among them.
/// @throws what a task throws first; tasks not begun by then are left out
template <class Work> void run_parallel(std::size_t count, int threads, const Work& work) {
    std::atomic<std::size_t> next{0};
    const auto take = [&] {
        for (std::size_t task = next++; task < count; task = next++) work(task);
    };
    const std::size_t workers = worker_count(threads, count);
    run_team(workers > 0 ? workers - 1 : 0, take, take, [&] { next = count; });
}

#endif

} // namespace rampcast::detail
