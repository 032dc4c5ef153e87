"""Pieces a second of a simulated line: rampcast against SimPy, one thread each, in one process.

Both simulate the same lines, blocked after service: three exponential stations with buffers of
two, and ten failing stations with buffers of four. SimPy's model is its plainest: a process a
station, a store a buffer. Prints pieces a second, their ratio and both throughputs, which must
agree within the spread of the runs.
"""

from __future__ import annotations

import random
import sys
import time

import rampcast

try:
    import simpy
except ImportError:
    sys.exit("SimPy is not installed, which this benchmark compares with: pip install simpy")

PIECES = 20_000
REPLICATIONS = 256
CYCLE_S = 60.0


def with_simpy(stations: int, buffer: int, mtbf_s: float, mttr_s: float, seed: int) -> float:
    """Pieces an hour of PIECES pieces from empty. mtbf_s: work between failures, 0 for none."""
    rng = random.Random(seed)
    env = simpy.Environment()
    # A piece holds its station until there is room for it, so a store is the buffer alone.
    stores = [simpy.Store(env, capacity=buffer) for _ in range(stations - 1)]
    done = env.event()

    def station(index: int):
        made = 0
        until_failure = rng.expovariate(1 / mtbf_s) if mtbf_s else float("inf")
        while True:
            if index > 0:
                yield stores[index - 1].get()
            work = rng.expovariate(1 / CYCLE_S)
            time_here = work
            while until_failure < work:
                work -= until_failure
                time_here += rng.expovariate(1 / mttr_s)
                until_failure = rng.expovariate(1 / mtbf_s)
            until_failure -= work
            yield env.timeout(time_here)
            if index < stations - 1:
                yield stores[index].put(index)
            else:
                made += 1
                if made == PIECES:
                    done.succeed()

    for index in range(stations):
        env.process(station(index))
    env.run(until=done)
    return 3600 * PIECES / env.now


def a_line(stations: int, buffer: int, mtbf_s: float, mttr_s: float) -> rampcast.Line:
    """The same line for rampcast."""
    failing = {"mtbf_h": mtbf_s / 3600, "mttr_h": mttr_s / 3600} if mtbf_s else {}
    return rampcast.Line(
        "L",
        stations=[
            rampcast.Station(f"s{i}", cycle_time_s=CYCLE_S, cycle_time_scv=1, **failing)
            for i in range(stations)
        ],
        buffers=[buffer] * (stations - 1),
    )


def compare(name: str, stations: int, buffer: int, mtbf_s: float, mttr_s: float) -> None:
    line = a_line(stations, buffer, mtbf_s, mttr_s)
    begin = time.perf_counter()
    result = rampcast.simulate(
        line, pieces=PIECES, replications=REPLICATIONS, seed=1, warm_up_pieces=0, threads=1
    )
    ours = REPLICATIONS * PIECES / (time.perf_counter() - begin)
    begin = time.perf_counter()
    simpy_rate = with_simpy(stations, buffer, mtbf_s, mttr_s, seed=1)
    theirs = PIECES / (time.perf_counter() - begin)
    print(
        f"{name}: rampcast {ours:,.0f} pieces/s, SimPy {theirs:,.0f} pieces/s, "
        f"{ours / theirs:,.0f} times; {result.throughput_per_h:.3f} and {simpy_rate:.3f} pieces/h"
    )


def main() -> None:
    compare("3 exponential stations, buffers of 2", 3, 2, 0, 0)
    compare("10 failing stations, buffers of 4", 10, 4, 6000, 600)


if __name__ == "__main__":
    main()
