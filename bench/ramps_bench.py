"""How well and how fast a pool foretells ramps, beside naive baselines.

    python bench/ramps_bench.py [SERIES.csv]

With a file of columns unique_id, ds (or period) and y (or value): two pools, each learned from half
of the series, foretell the other half after eight periods. A ``unique_id`` of the form GROUP_NAME
puts the series into a group; series of one name stay together. The same over ten ways to part the
names, for one way is one draw. Then, with or without a file, series a second with 500 joint paths.
"""

from __future__ import annotations

import csv
import hashlib
import sys
import time
from pathlib import Path

import numpy as np
import rampcast as rc
from rampcast.series.observed import observed

WAYS = 10


def series(path: Path) -> dict[str, list]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {
        "unique_id": [row["unique_id"] for row in rows],
        "ds": [row.get("ds") or row["period"] for row in rows],
        "y": [row.get("y") or row["value"] for row in rows],
    }


def group_of(name: str) -> str:
    return name.split("_", 1)[0] if "_" in name else ""


def name_of(name: str) -> str:
    return name.split("_", 1)[-1]


def scored(frame: dict[str, list]) -> None:
    began = time.perf_counter()
    found = rc.backtest(frame, folds=2, by=name_of, groups=group_of, threads=1)
    print(found)
    print(f"\n{time.perf_counter() - began:.1f} s, one thread\n")
    names = ("coverage", "interval_score_median", "interval_score", "log_interval_score")
    names += ("log_crps", "total_log_error_p90", "total_relative_error_p90", "skill")
    table = [[found.scores[0][name] for name in names]]
    for way in range(1, WAYS):

        def key(name: str, way: int = way) -> str:
            return hashlib.sha256(f"{way} {name_of(name)}".encode()).hexdigest()

        other = rc.backtest(frame, folds=2, by=key, groups=group_of, threads=1)
        table.append([other.scores[0][name] for name in names])
    print(f"the pool over {WAYS} ways to part the names in two: mean (sd)")
    for name, values in zip(names, np.array(table).T):
        print(f"  {name:26s} {values.mean():6.3f} ({values.std(ddof=1):.3f})")
    cut = rc.backtest(frame, groups=group_of, threads=1)
    mine = cut.scores[0]
    print(
        f"by the pool that ships, which knows no groups: coverage {mine['coverage']:.3f}, log CRPS "
        f"{mine['log_crps']:.3f}, skill {mine['skill']:.3f}"
    )
    whole = rc.learn_pool(frame, groups=group_of, threads=1)
    print(f"\n{whole}\n{whole.frame()}\n")


def speed() -> None:
    random = np.random.default_rng(1)
    count = 8_000
    levels = np.exp(random.normal(6, 1, (count, 1)) + random.normal(0, 0.4, (count, 8)))
    frame = {
        "unique_id": [str(i) for i in range(count) for _ in range(8)],
        "ds": [f"2024-{m:02d}" for _ in range(count) for m in range(1, 9)],
        "y": np.round(levels * (1 - 0.8 * 0.7 ** np.arange(8))).reshape(-1) + 1,
    }
    pool = rc.Pool.default()
    data = observed(frame)
    stated, columns = pool._stated(), data.columns()
    for paths in (500, 2):
        times = []
        for _ in range(3):
            began = time.perf_counter()
            rc._core.pool_ramps(
                stated, *columns, 28, [0.1, 0.5, 0.9], paths, 1, 1, False, False, [], None
            )
            times.append(time.perf_counter() - began)
        print(
            f"{count / min(times):,.0f} series a second, 8 periods seen, 28 ahead, {paths} joint "
            "paths, one thread"
        )
    began = time.perf_counter()
    rc.ramps(frame, horizon=28, threads=1)
    print(f"{count / (time.perf_counter() - began):,.0f} a second with reading a dict of rows")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        scored(series(Path(sys.argv[1])))
    speed()
