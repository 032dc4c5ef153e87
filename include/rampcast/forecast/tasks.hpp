#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "rampcast/forecast/options.hpp"

namespace rampcast::detail {

/// Runs tasks 0 .. count-1 on the options' threads; the calling thread reports progress and
/// watches for a stop.
/// @param make_worker called once on each thread; gives a callable worker(task, stop) that
///   returns early where `stop` becomes true
/// @throws Stopped when asked to stop; whatever a task or the progress callback throws
template <class MakeWorker>
void run_tasks(const ForecastOptions& options, std::size_t count, MakeWorker&& make_worker) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stop{false};
    std::mutex lock;
    std::condition_variable changed;
    std::size_t done = 0;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            auto worker = make_worker();
            for (std::size_t task = next++; task < count && !stop; task = next++) {
                worker(task, stop);
                if (stop) break;
                const std::lock_guard guard(lock);
                ++done;
                changed.notify_one();
            }
        } catch (...) {
            const std::lock_guard guard(lock);
            if (!failure) failure = std::current_exception();
            stop = true;
            changed.notify_one();
        }
    };
    const std::size_t wanted = options.threads > 0
                                   ? static_cast<std::size_t>(options.threads)
                                   : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    {
        std::vector<std::jthread> threads;
        try {
            for (std::size_t i = 0; i < std::min(wanted, count); ++i) threads.emplace_back(work);
            std::unique_lock waiting(lock);
            while (done < count && !stop) {
                changed.wait_for(waiting, std::chrono::milliseconds{50});
                if (options.stop.stop_requested()) stop = true;
                if (options.progress) {
                    const double share = static_cast<double>(done) / static_cast<double>(count);
                    waiting.unlock();
                    options.progress(share);
                    waiting.lock();
                }
            }
        } catch (...) {
            stop = true;
            throw;
        }
    }
    if (failure) std::rethrow_exception(failure);
    if (done < count) throw Stopped();
}

} // namespace rampcast::detail
