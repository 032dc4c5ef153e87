"""How soon Ctrl-C ends each verb: median and largest of 20 interrupts at random moments."""

from __future__ import annotations

import random
import signal
import statistics
import threading
import time
from collections.abc import Callable

import rampcast as rc

TIMES = 20


def line(*, by_events: bool = True, stations: int = 3, buffer: int = 5) -> rc.Line:
    rejects = {"first_pass_yield": 0.95, "on_failure": "scrap"} if by_events else {}
    each = [
        rc.Station(f"s{i}", cycle_time_s=60, cycle_time_scv=1, **rejects) for i in range(stations)
    ]
    return rc.Line("L", starts="2024-01-01", stations=each, buffers=[buffer] * (stations - 1))


def plant() -> rc.Plant:
    uncertain = line(by_events=False, stations=8)
    for i, station in enumerate(uncertain.stations):
        station.cycle_time_s = rc.Uniform(40 + random.random(), 80 + i)
    return rc.Plant("p", id="p", lines=[uncertain])


CALLS: dict[str, Callable[[], object]] = {
    "simulate, recursion": lambda: rc.simulate(line(by_events=False), pieces=10**7, replications=8),
    "simulate, events": lambda: rc.simulate(line(), pieces=10**6),
    "simulate_periods": lambda: rc.simulate_periods(
        line(), rc.Timeline("2024-01-01", "2034-01-01"), replications=64
    ),
    "trace": lambda: rc.trace(line(), measured_pieces=10**7),
    "compare": lambda: rc.compare(line(), line(buffer=6), pieces=10**6),
    "capacity, 300 stations": lambda: rc.capacity(line(stations=300)),
    "exact": lambda: rc.exact(line(by_events=False, stations=4, buffer=50), most_states=10**7),
    "exact_bernoulli_line": lambda: rc.exact_bernoulli_line([0.8] * 7, [6] * 6),
    "exact_deterministic_line": lambda: rc.exact_deterministic_line(
        [0.3] * 6, [0.1] * 6, [5] * 5, most_states=10**6
    ),
    "bernoulli_line": lambda: rc.bernoulli_line([0.8] * 400, [30] * 399, most_sweeps=10**9),
    "forecast": lambda: rc.forecast(plant(), rc.Timeline("2024-01-01", "2034-01-01"), paths=2**23),
}


def latency_s(call: Callable[[], object], after_s: float) -> float | None:
    """From the signal to the exception; None where the call was over before."""
    sent = 0.0

    def send() -> None:
        nonlocal sent
        sent = time.perf_counter()
        signal.raise_signal(signal.SIGINT)

    timer = threading.Timer(after_s, send)
    timer.start()
    try:
        call()
        timer.cancel()
        timer.join()
        return None
    except KeyboardInterrupt:
        return time.perf_counter() - sent


def main() -> None:
    random.seed(1)
    print(f"{'ms from Ctrl-C to the end':28}{'median':>10}{'largest':>10}{'of':>6}")
    for name, call in CALLS.items():
        found: list[float] = []
        for _ in range(TIMES):
            try:
                latency = latency_s(call, random.uniform(0.02, 1))
            except KeyboardInterrupt:  # the signal came as the call returned
                continue
            if latency is not None:
                found.append(1e3 * latency)
        if found:
            print(f"{name:28}{statistics.median(found):10.1f}{max(found):10.1f}{len(found):6}")
        else:
            print(f"{name:28} was over before")


if __name__ == "__main__":
    main()
