#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>

#include "rampcast/flow/scheduler.hpp"

namespace rampcast {

/// An amount that several share, such as people. First come, first served: nobody overtakes one who
/// waits for more. Of those who ask at one moment the lowest rank comes first, whoever happened to
/// ask before.
class WorkerPool {
public:
    explicit WorkerPool(double amount) : free_(amount) {}

    double free() const { return free_; }
    std::size_t waiting() const { return requests_.size(); }

    /// Asks for an amount at an hour, not before those of earlier requests: once it is granted,
    /// `held` becomes true and the alarm is woken.
    void ask(double amount, bool& held, Alarm& alarm, double hour, std::uint64_t rank = 0) {
        held = false;
        const auto later = [](const Request& a, const Request& b) {
            return std::pair{a.hour, a.rank} < std::pair{b.hour, b.rank};
        };
        const Request request{amount, &held, &alarm, hour, rank};
        requests_.insert(std::upper_bound(requests_.begin(), requests_.end(), request, later),
                         request);
    }
    /// Takes a request back that has not been met.
    void cancel(const bool& held) {
        std::erase_if(requests_, [&](const Request& each) { return each.held == &held; });
    }
    /// Gives back an amount held.
    void give_back(double amount, bool& held) {
        held = false;
        free_ += amount;
    }
    /// Gives those who wait their part, as far as what is free reaches.
    void grant() {
        while (!requests_.empty() && requests_.front().amount <= free_ + rounding) {
            const Request request = requests_.front();
            requests_.pop_front();
            free_ -= request.amount;
            *request.held = true;
            request.alarm->wake();
        }
    }

private:
    struct Request {
        double amount;
        bool* held;
        Alarm* alarm;
        double hour;
        std::uint64_t rank;
    };
    static constexpr double rounding = 1e-9;
    double free_;
    std::deque<Request> requests_{};
};

} // namespace rampcast
