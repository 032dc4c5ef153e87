"""Long calls: Ctrl-C ends them, other threads go on meanwhile, progress is told."""

import signal
import threading
import time

import numpy as np
import pytest
import rampcast as rc


def ramps(count):
    share = 1 / (1 + np.exp(-0.3 * (np.arange(36.0) - 14)))
    return 1000 * share + 10 * np.random.default_rng(1).random((count, 36))


def line(*, by_events=True, stations=3, buffer=5):
    each = [
        rc.Station(
            f"s{i}", cycle_time_s=60, cycle_time_scv=1, first_pass_yield=0.95, on_failure="scrap"
        )
        if by_events
        else rc.Station(f"s{i}", cycle_time_s=60, cycle_time_scv=1)
        for i in range(stations)
    ]
    return rc.Line("L", stations=each, buffers=[buffer] * (stations - 1))


def plant():
    """One whose correction by simulation takes its time, then many paths."""
    uncertain = rc.Line(
        "L",
        starts="2024-01-01",
        stations=[
            rc.Station(
                f"s{i}", cycle_time_s=rc.Uniform(40 + i, 80), cycle_time_scv=1, mtbf_h=9, mttr_h=1
            )
            for i in range(8)
        ],
        buffers=[10] * 7,
        repairers=2,
    )
    return rc.Plant("p", id="p", lines=[uncertain])


def ramps_of(count, periods):
    return {
        "unique_id": [str(i) for i in range(count) for _ in range(periods)],
        "ds": [f"{2000 + t // 12}-{t % 12 + 1:02d}" for t in range(periods)] * count,
        "y": [
            float((i * 7919 + t * t * 31) % 97 + t + 1)
            for i in range(count)
            for t in range(periods)
        ],
    }


#: Every verb, in calls of a tenth of a second to minutes.
CALLS = {
    "simulate": lambda told: rc.simulate(line(), pieces=2_000_000, progress=told),
    "simulate, one thread": lambda told: rc.simulate(
        line(by_events=False), pieces=20_000_000, replications=8, threads=1, progress=told
    ),
    "simulate_periods": lambda told: rc.simulate_periods(
        line(), rc.Timeline("2024-01-01", "2034-01-01"), replications=64, progress=told
    ),
    "trace": lambda told: rc.trace(line(), measured_pieces=10_000_000, progress=told),
    "compare": lambda told: rc.compare(line(), line(buffer=6), pieces=1_000_000, progress=told),
    "capacity": lambda told: rc.capacity(line(stations=300), progress=told),
    "fit_many": lambda told: rc.fit_many("gompertz", range(36), ramps(20_000), progress=told),
    "exact": lambda told: rc.exact(
        line(by_events=False, stations=4, buffer=50), most_states=10**7, progress=told
    ),
    "exact_bernoulli_line": lambda told: rc.exact_bernoulli_line([0.8] * 7, [6] * 6, progress=told),
    "exact_deterministic_line": lambda told: rc.exact_deterministic_line(
        [0.3] * 6, [0.1] * 6, [5] * 5, most_states=10**6, progress=told
    ),
    "bernoulli_line": lambda told: rc.bernoulli_line(
        [0.8] * 400, [30] * 399, most_sweeps=10**9, progress=told
    ),
    "learn_pool": lambda told: rc.learn_pool(ramps_of(150, 60), progress=told),
    "ramps": lambda told: rc.ramps(ramps_of(300, 8), horizon=240, paths=40_000, progress=told),
    "forecast": lambda told: rc.forecast(
        plant(), rc.Timeline("2024-01-01", "2034-01-01"), paths=2**22, progress=told
    ),
}


def call_and_wait(name):
    CALLS[name](None)
    time.sleep(5)  # for the signal, where it comes after the call
    pytest.fail("not interrupted")


class EnoughError(Exception):
    pass


@pytest.mark.parametrize("name", CALLS)
def test_ctrl_c_ends_every_verb(name):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    try:
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            call_and_wait(name)
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("name", CALLS)
def test_other_threads_go_on_and_progress_is_told(name):
    """A thread counts while the call lasts; progress ends it once it has counted enough."""
    counted = 0
    over = threading.Event()

    def count():
        nonlocal counted
        while not over.wait(0.005):
            counted += 1

    told = []

    def progress(share):
        told.append(share)
        if counted >= 5:
            raise EnoughError

    thread = threading.Thread(target=count)
    thread.start()
    try:
        with pytest.raises(EnoughError):
            CALLS[name](progress)
    finally:
        over.set()
        thread.join()
    assert told == sorted(told)
    assert all(0 <= share <= 1 for share in told)


@pytest.mark.parametrize("name", CALLS)
def test_progress_must_be_a_callable(name):
    with pytest.raises(TypeError, match="progress must be a callable or None, not int"):
        CALLS[name](3)
