"""Many plants: a plain loop, batches and Dask beside each other in the same run.

`python bench/many_bench.py [PLANTS [PATHS]]`; processor seconds are those of all processes.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyarrow
import rampcast as rc
import rampcast.batch
import rampcast.dask

TEMPLATE = """
[plant]
id = "template"
currency = "EUR"
[timeline]
start = 2025-01-01
end = 2029-01-01
[[line]]
name = "L"
starts = 2025-03-01
lag_days = { pert = [0, 15, 90] }
nameplate = { units_per_year = { pert = [8_000, 10_000, 11_000] } }
ramp = { curve = "logistic", midpoint_days = { pert = [60, 110, 220] }, rise_days = 150 }
[[product]]
name = "u"
price = { start = 1_250, erosion_per_year = { pert = [-0.02, 0.03, 0.08] } }
"""
PATH = "line.L.nameplate.units_per_year"
HOW = {"metrics": ["units", "value"], "steps": ["year"]}


def processor_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def resident_mb() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def measured(what: str, plants: int) -> Iterator[None]:
    wall, used = time.perf_counter(), processor_s()
    yield
    wall, used = time.perf_counter() - wall, processor_s() - used
    print(
        f"{what:34} {wall:8.2f} s  {used:8.2f} processor s  {plants / wall:8.0f} plants/s  "
        f"{resident_mb():6.0f} MB",
        flush=True,
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    paths = int(sys.argv[2]) if len(sys.argv) > 2 else 4096
    rates = 8_000.0 + np.arange(count) % 4_000
    plant = rc.parse_plant(TEMPLATE)
    print(f"{count:,} plants, {paths:,} paths, 48 months, units and value by year")
    with measured("plain loop, one thread", count):
        for i, rate in enumerate(rates):
            one = plant.replace(PATH, float(rate))
            one.id = f"p{i}"
            rc.forecast(one, paths=paths, threads=1, **HOW).frame("year")
    series = (
        plant.replace(PATH, float(rate)).replace("id", f"p{i}") for i, rate in enumerate(rates)
    )
    with measured("forecast_many", count):
        kept = rc.forecast_many(series, paths=paths, keep=lambda f: f.frame("year"), **HOW)
        print(f"   {sum(each.ok for each in kept):,} results")
    table = pyarrow.table({"id": [f"p{i}" for i in range(count)], PATH: rates})
    how = {"template": TEMPLATE, "paths": paths}
    with measured("batch.forecast, one process", count):
        rows = sum(
            rampcast.batch.forecast(part, **how).num_rows
            for part in rampcast.batch.batches(table, 100)
        )
    from distributed import Client, LocalCluster

    where = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    few = list(rampcast.batch.batches(table.slice(0, 4), 1))
    with (
        measured("Dask, two processes, start alone", count),
        LocalCluster(**where) as cluster,
        Client(cluster) as client,
    ):
        list(rampcast.dask.forecast(few, client=client, **how))
    first = most = 0.0
    found = 0
    with (
        measured("Dask, two processes, with start", count),
        LocalCluster(**where) as cluster,
        Client(cluster) as client,
    ):
        parts = rampcast.batch.batches(table, 100)
        for each in rampcast.dask.forecast(parts, client=client, **how):
            found += each.num_rows
            first = first or resident_mb()
            most = max(most, resident_mb())
    print(
        f"   driver: {first:.0f} MB at the first result, {most:.0f} MB at most; rows {rows} {found}"
    )


if __name__ == "__main__":
    main()
