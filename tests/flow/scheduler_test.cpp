#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "rampcast/flow/scheduler.hpp"
#include "rampcast/flow/worker_pool.hpp"
#include "rampcast/uncertainty/philox.hpp"

namespace rampcast {
namespace {

Process note_after(Scheduler& scheduler, double hours, int label, std::vector<int>& notes) {
    co_await scheduler.delay(hours);
    notes.push_back(label);
}

TEST(Scheduler, RunsInTheOrderOfTimeAndThenOfAsking) {
    Scheduler scheduler;
    std::vector<int> notes;
    scheduler.start(note_after(scheduler, 2, 1, notes));
    scheduler.start(note_after(scheduler, 1, 2, notes));
    scheduler.start(note_after(scheduler, 2, 3, notes));
    scheduler.start(note_after(scheduler, 0, 4, notes));
    while (scheduler.step()) {
    }
    EXPECT_EQ(notes, (std::vector{4, 2, 1, 3}));
    EXPECT_EQ(scheduler.now_h(), 2);
}

TEST(Scheduler, RunsUpToAMoment) {
    Scheduler scheduler(10);
    std::vector<int> notes;
    for (int i = 0; i < 5; ++i) scheduler.start(note_after(scheduler, i, i, notes));
    scheduler.run_until(12);
    EXPECT_EQ(notes, (std::vector{0, 1, 2}));
    EXPECT_EQ(scheduler.now_h(), 12);
    scheduler.run_until(12.5);
    EXPECT_EQ(scheduler.now_h(), 12.5);
}

struct Held {
    std::shared_ptr<int> token;
};
Process hold(Scheduler& scheduler, Held held) {
    for (;;) co_await scheduler.delay(1 + 0 * *held.token);
}
Process hold_for_ever(Alarm& alarm, Held held) {
    for (;;) {
        ++*held.token;
        co_await alarm.wait();
    }
}

TEST(Scheduler, WhatStillWaitsAtTheEndIsDestroyed) {
    const auto token = std::make_shared<int>(0);
    {
        Scheduler scheduler;
        Alarm alarm(scheduler);
        scheduler.start(hold(scheduler, {token}));
        scheduler.start(hold_for_ever(alarm, {token}));
        scheduler.run_until(3);
        const Process never_started = hold_for_ever(alarm, {token});
        EXPECT_EQ(*token, 1);
        EXPECT_GT(token.use_count(), 3);
    }
    EXPECT_EQ(token.use_count(), 1);
}

Process fail_at(Scheduler& scheduler, double hours) {
    co_await scheduler.delay(hours);
    throw std::runtime_error("broken");
}

TEST(Scheduler, AnExceptionReachesWhoRunsIt) {
    Scheduler scheduler;
    scheduler.start(fail_at(scheduler, 1));
    EXPECT_TRUE(scheduler.step());
    EXPECT_THROW(scheduler.step(), std::runtime_error);
    EXPECT_FALSE(scheduler.step());
}

Process sleep_twice(Scheduler& scheduler, Alarm& alarm, std::vector<double>& woken_at) {
    for (int i = 0; i < 2; ++i) {
        const bool rang = co_await alarm.until(scheduler.now_h() + 10);
        woken_at.push_back(rang ? scheduler.now_h() : -scheduler.now_h());
    }
}
Process wake_at(Scheduler& scheduler, Alarm& alarm, double hours) {
    co_await scheduler.delay(hours);
    alarm.wake();
    alarm.wake();
}

TEST(Alarm, WakesEarlyAndItsOldTimeIsForgotten) {
    Scheduler scheduler;
    Alarm alarm(scheduler);
    std::vector<double> woken_at;
    scheduler.start(sleep_twice(scheduler, alarm, woken_at));
    scheduler.start(wake_at(scheduler, alarm, 4));
    while (scheduler.step()) {
    }
    EXPECT_EQ(woken_at, (std::vector<double>{-4, 14}));
}

Process use(Scheduler& scheduler, WorkerPool& pool, double amount, double from, double hours,
            int label, std::vector<int>& notes) {
    Alarm alarm(scheduler);
    bool held = false;
    co_await scheduler.delay(from);
    pool.ask(amount, held, alarm, scheduler.now_h());
    pool.grant();
    while (!held) co_await alarm.wait();
    notes.push_back(label);
    co_await scheduler.delay(hours);
    pool.give_back(amount, held);
    pool.grant();
}

TEST(WorkerPool, NobodyOvertakesOneWhoWaitsForMore) {
    Scheduler scheduler;
    WorkerPool pool(3);
    std::vector<int> notes;
    scheduler.start(use(scheduler, pool, 2, 0, 10, 1, notes));
    scheduler.start(use(scheduler, pool, 3, 1, 1, 2, notes));
    scheduler.start(use(scheduler, pool, 1, 2, 1, 3, notes));
    scheduler.run_until(5);
    EXPECT_EQ(notes, (std::vector{1}));
    EXPECT_EQ(pool.waiting(), 2u);
    EXPECT_EQ(pool.free(), 1);
    while (scheduler.step()) {
    }
    EXPECT_EQ(notes, (std::vector{1, 2, 3}));
    EXPECT_EQ(scheduler.now_h(), 12);
    EXPECT_EQ(pool.free(), 3);
}

TEST(WorkerPool, ARequestTakenBackLetsTheNextPass) {
    Scheduler scheduler;
    WorkerPool pool(1);
    Alarm alarm(scheduler);
    bool large = false, small = false;
    pool.ask(2, large, alarm, 0);
    pool.ask(1, small, alarm, 0);
    pool.grant();
    EXPECT_FALSE(large || small);
    pool.cancel(large);
    pool.grant();
    EXPECT_TRUE(small);
    EXPECT_FALSE(large);
}

TEST(WorkerPool, OfThoseWhoAskAtOneMomentTheLowestRankIsFirst) {
    Scheduler scheduler;
    WorkerPool pool(1);
    Alarm alarm(scheduler);
    std::array<bool, 4> held{};
    pool.ask(1, held[0], alarm, 2, 7);
    pool.ask(1, held[1], alarm, 2, 5);
    pool.ask(1, held[2], alarm, 2, 7);
    pool.ask(1, held[3], alarm, 3, 0);
    for (const std::size_t next : std::array<std::size_t, 4>{1, 0, 2, 3}) {
        pool.grant();
        EXPECT_TRUE(held[next]);
        EXPECT_EQ(std::count(held.begin(), held.end(), true), 1);
        pool.give_back(1, held[next]);
    }
}

Process note_when_woken(Alarm& alarm, std::vector<int>& notes) {
    co_await alarm.wait();
    notes.push_back(9);
}
Process wake_at_end_of(Scheduler& scheduler, double hours, Alarm& alarm) {
    co_await scheduler.delay(hours);
    alarm.wake_at_end();
}
Process note_at(Scheduler& scheduler, double hours, int label, std::vector<int>& notes) {
    co_await scheduler.delay(hours);
    notes.push_back(label);
}
TEST(Scheduler, TheEndOfAMomentComesAfterAllElseThatIsDue) {
    Scheduler scheduler;
    std::vector<int> notes;
    Alarm alarm(scheduler);
    scheduler.start(note_when_woken(alarm, notes));
    scheduler.start(wake_at_end_of(scheduler, 1, alarm));
    for (const int label : {1, 2}) scheduler.start(note_at(scheduler, 1, label, notes));
    scheduler.start(note_at(scheduler, 1.5, 3, notes));
    scheduler.run_until(1);
    EXPECT_EQ(notes, (std::vector{1, 2, 9}));
    scheduler.run_until(2);
    EXPECT_EQ(notes, (std::vector{1, 2, 9, 3}));
    EXPECT_TRUE(scheduler.idle());
}

double exponential_of(std::uint32_t n, std::uint32_t use) {
    const auto bits = philox({n, use, 0, 0}, {7, 11})[0];
    return -std::log((static_cast<double>(bits) + .5) * 0x1p-32);
}
struct Counter {
    std::int64_t waiting = 0, served = 0;
    double waiting_hours = 0, since = 0;
    void change(double now, int by) {
        waiting_hours += static_cast<double>(waiting) * (now - since);
        since = now;
        waiting += by;
    }
};
Process customers(Scheduler& scheduler, Counter& counter, Alarm& bell, double rate) {
    for (std::uint32_t n = 0;; ++n) {
        co_await scheduler.delay(exponential_of(n, 0) / rate);
        counter.change(scheduler.now_h(), 1);
        bell.wake();
    }
}
Process server(Scheduler& scheduler, Counter& counter, Alarm& bell) {
    for (std::uint32_t n = 0;; ++n) {
        while (counter.waiting == 0) co_await bell.wait();
        counter.change(scheduler.now_h(), -1);
        co_await scheduler.delay(exponential_of(n, 1));
        ++counter.served;
    }
}

/// M/M/1 at u = .5: the mean queue is u²/(1 - u) = .5. A standard error of .004 is generous for
/// 300,000 hours; the band of 4 fails by chance less than once in 10,000 seeds.
TEST(Scheduler, AQueueIsAsLongAsItsFormulaSays) {
    Scheduler scheduler;
    Counter counter;
    Alarm bell(scheduler);
    scheduler.start(customers(scheduler, counter, bell, .5));
    scheduler.start(server(scheduler, counter, bell));
    scheduler.run_until(300'000);
    counter.change(scheduler.now_h(), 0);
    EXPECT_NEAR(counter.waiting_hours / scheduler.now_h(), .5, .016);
}

} // namespace
} // namespace rampcast
