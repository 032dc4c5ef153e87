"""Runs batches on a real local cluster of two processes, of which one is killed half-way.

`python cluster_run.py dask|ray`: prints "equal" where every bit is that of one process. A script
of its own, since clusters leave threads and warnings behind.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow
import rampcast.batch

TEMPLATE = """
[plant]
id = "template"
[timeline]
start = 2025-01-01
end = 2028-01-01
[[line]]
name = "L"
starts = 2025-03-01
nameplate = { units_per_year = { pert = [80, 100, 110] } }
noise = { sd = 0.1, month_correlation = 0.5 }
"""
HOW = {"template": TEMPLATE, "paths": 1024, "histogram": True}


def table(count: int) -> pyarrow.Table:
    rates = [100.0 + i for i in range(count - 1)] + [-1.0]
    ids = [f"plant {i}" for i in range(count)]
    return pyarrow.table({"id": ids, "line.L.nameplate.units_per_year": rates})


def killed_after_first(results: Iterator[Any], kill: Callable[[], None]) -> list[Any]:
    found = [next(results)]
    kill()
    return [*found, *results]


def on_dask(parts: list[Any]) -> list[Any]:
    import logging

    import dask
    import rampcast.dask
    from distributed import Client, LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    dask.config.set({"distributed.admin.pdb-on-err": False})
    where = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(processes=True, **where) as cluster, Client(cluster) as client:
        pids = client.run(os.getpid)
        results = rampcast.dask.forecast(iter(parts), client=client, **HOW)
        return killed_after_first(
            results, lambda: os.kill(next(iter(pids.values())), signal.SIGKILL)
        )


def on_ray(parts: list[Any]) -> list[Any]:
    import psutil
    import rampcast.ray
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")

    def kill() -> None:
        for child in psutil.Process().children(recursive=True):
            if child.name().startswith("ray::forecast"):
                child.kill()
                return

    try:
        return killed_after_first(rampcast.ray.forecast(iter(parts), **HOW), kill)
    finally:
        ray.shutdown()


if __name__ == "__main__":
    parts = list(rampcast.batch.batches(table(200), 10))
    expected = [rampcast.batch.forecast(part, **HOW) for part in parts]
    found = {"dask": on_dask, "ray": on_ray}[sys.argv[1]](parts)
    same = len(found) == len(expected) and all(a.equals(b) for a, b in zip(found, expected))
    errors = sum(text is not None for text in found[-1]["error"].to_pylist())
    print("equal" if same and errors == 1 else "not equal", flush=True)
