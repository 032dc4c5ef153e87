#pragma once

#include <cstddef>
#include <deque>

#include "rampcast/flow/scheduler.hpp"

namespace rampcast {

/// An amount that several share, such as people: who asks gets their part in the order of asking,
/// and nobody overtakes one who waits for more.
class Pool {
public:
    explicit Pool(double amount) : free_(amount) {}

    double free() const { return free_; }
    std::size_t waiting() const { return requests_.size(); }

    /// Asks for an amount: `held` becomes true at once, or later, the alarm being woken then.
    void ask(double amount, bool& held, Alarm& alarm) {
        held = false;
        requests_.push_back({amount, &held, nullptr});
        grant();
        if (!held) requests_.back().alarm = &alarm;
    }
    /// Takes a request back that has not been met.
    void cancel(const bool& held) {
        std::erase_if(requests_, [&](const Request& each) { return each.held == &held; });
        grant();
    }
    /// Gives back an amount held.
    void give_back(double amount, bool& held) {
        held = false;
        free_ += amount;
        grant();
    }

private:
    struct Request {
        double amount;
        bool* held;
        Alarm* alarm;
    };
    static constexpr double rounding = 1e-9;
    double free_;
    std::deque<Request> requests_{};

    void grant() {
        while (!requests_.empty() && requests_.front().amount <= free_ + rounding) {
            const Request request = requests_.front();
            requests_.pop_front();
            free_ -= request.amount;
            *request.held = true;
            if (request.alarm) request.alarm->wake();
        }
    }
};

} // namespace rampcast
