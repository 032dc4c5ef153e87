"""Many plants: in order, streaming, and each as if it were alone."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
import rampcast as rc

arrow = pytest.importorskip("pyarrow")
import rampcast.batch  # noqa: E402
from rampcast.portfolio.many import available_processors, in_order  # noqa: E402

TEMPLATE = """
[plant]
id = "template"
[timeline]
start = 2025-01-01
end = 2027-01-01
[[line]]
name = "L"
starts = 2025-03-01
nameplate = { units_per_year = { pert = [80, 100, 110] } }
[[product]]
name = "u"
price = { start = { pert = [4, 5, 7] } }
"""
RATE = "line.L.nameplate.units_per_year"


def plants(count: int) -> list[rc.Plant]:
    base = rc.parse_plant(TEMPLATE)
    return [base.replace("id", f"p{i}").replace(RATE, 100.0 + i) for i in range(count)]


def yearly(made: rc.Forecast) -> rc.Frame:
    return made.frame("year", metrics=["units", "value"])


@pytest.mark.parametrize("workers", [1, 3])
def test_results_are_those_of_each_alone_in_order(workers: int) -> None:
    given = plants(12)
    found = list(rc.forecast_many(given, paths=1024, workers=workers, keep=yearly))
    assert [each.index for each in found] == list(range(12))
    assert [each.id for each in found] == [plant.id for plant in given]
    for each, plant in zip(found, given):
        assert each.result == yearly(rc.forecast(plant, paths=1024))


def test_a_plant_that_is_not_valid_is_a_row_with_its_error() -> None:
    bad = plants(1)[0].replace("id", "bad")
    bad.lines = []
    found = list(rc.forecast_many([*plants(1), bad, "no plant", *plants(1)], paths=1024))
    assert [each.ok for each in found] == [True, False, False, True]
    assert found[1].id == "bad"
    assert "line" in found[1].error
    assert "plant must be a Plant" in found[2].error
    assert found[0].result.paths == 1024


def test_an_endless_series_streams() -> None:
    taken = itertools.count()
    base = plants(1)[0]
    endless = (base.replace("id", f"p{next(taken)}") for _ in itertools.count())
    results = rc.forecast_many(endless, paths=1024, workers=2, keep=yearly)
    assert [each.id for each in itertools.islice(results, 5)] == [f"p{i}" for i in range(5)]
    results.close()
    assert next(taken) < 5 + 2 * 2 + 1


def test_what_waits_is_bounded() -> None:
    running, most = 0, 0
    lock = threading.Lock()

    def submit(item: int) -> int:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        return item

    def result(item: int) -> int:
        nonlocal running
        running -= 1
        return item

    assert list(in_order(submit, result, range(100), 3)) == list(range(100))
    assert most == 6


def test_progress_is_of_the_whole_job() -> None:
    seen: list[float] = []
    list(rc.forecast_many(plants(4), paths=1024, workers=1, progress=seen.append))
    assert seen == [0.25, 0.5, 0.75, 1]
    assert available_processors() >= 1


@pytest.mark.parametrize(
    ("how", "kind", "words"),
    [
        ({"plants": "x"}, TypeError, "plants must be a list"),
        ({"workers": -1}, ValueError, "workers is -1, must be at least 0"),
        ({"keep": 3}, TypeError, "keep must be a callable or None"),
        ({"pahts": 3}, TypeError, 'there is no argument "pahts"; there are'),
    ],
)
def test_arguments_are_checked_before_the_first(how: dict, kind: type, words: str) -> None:
    with pytest.raises(kind, match=words):
        rc.forecast_many(**{"plants": plants(1), **how})


# --- batches -----------------------------------------------------------------------------------


def table(count: int) -> arrow.Table:
    rates = [100.0 + i for i in range(count)]
    return arrow.table({"id": [f"p{i}" for i in range(count)], RATE: rates})


def test_a_batch_gives_a_row_for_each_plant_period_and_metric() -> None:
    (batch,) = rampcast.batch.batches(table(3))
    rows = rampcast.batch.forecast(batch, template=TEMPLATE, paths=1024).to_pylist()
    assert [(row["id"], row["period"], row["metric"]) for row in rows] == list(
        itertools.product(["p0", "p1", "p2"], ["2025", "2026"], ["units", "value"])
    )
    alone = rc.forecast(plants(3)[2], paths=1024)
    for row in rows[8:]:
        made = alone.summary(row["metric"], row["period"])
        assert (row["p50"], row["mean"]) == (made["p50"], made["mean"])


def test_however_it_is_cut_the_rows_are_the_same() -> None:
    whole = rampcast.batch.forecast(table(7), template=TEMPLATE, paths=1024)
    parts = [
        rampcast.batch.forecast(part, template=TEMPLATE, paths=1024)
        for part in rampcast.batch.batches(table(7), 3)
    ]
    assert [part.num_rows for part in parts] == [12, 12, 4]
    assert arrow.Table.from_batches(parts).combine_chunks().to_batches()[0].equals(whole)


def test_scenarios_dates_and_distributions_override_the_template() -> None:
    rows = {
        "id": ["a", "b", "c", "d"],
        "scenario": [None, None, TEMPLATE.replace("80, 100, 110", "8, 10, 11"), "[plant"],
        RATE: ["{ pert = [1, 2, 3] }", None, None, None],
        "line.L.starts": arrow.array([None, "2026-01-01", None, None]).cast(arrow.date32()),
    }
    made = rampcast.batch.forecast(arrow.table(rows), template=TEMPLATE, paths=1024).to_pylist()
    means = {(r["id"], r["period"]): r["mean"] for r in made if r["metric"] == "units"}
    assert means["a", "2026"] == pytest.approx(2, rel=0.01)
    assert means["b", "2025"] == 0
    assert means["c", "2026"] == pytest.approx(59 / 6, rel=0.01)
    (bad,) = (row for row in made if row["error"])
    assert bad["id"] == "d"
    assert bad["period"] is None


def test_histograms_add_up_and_keep_quantiles() -> None:
    made = rampcast.batch.forecast(table(2), template=TEMPLATE, paths=4096, histogram=True)
    rows = [row for row in made.to_pylist() if (row["period"], row["metric"]) == ("2026", "units")]
    first, second = ((row["bins"], row["counts"]) for row in rows)
    assert sum(first[1]) == 4096
    assert rampcast.batch.quantile(first, 0.5) == pytest.approx(rows[0]["p50"], rel=0.006)
    both = rampcast.batch.merge(first, second)
    assert both[1].sum() == 8192
    runs = [rc.forecast(p, paths=4096, keep_paths=True).paths_of("units")[0] for p in plants(2)]
    values = np.concatenate([run[12:].sum(axis=0) for run in runs])
    for p in (0.1, 0.5, 0.9):
        assert rampcast.batch.quantile(both, p) == pytest.approx(np.quantile(values, p), rel=0.012)
    zeros = rampcast.batch.histogram_of(np.array([0, 0, 0, 5.0]))
    assert rampcast.batch.quantile(zeros, 0.5) == 0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (lambda: arrow.table({"x.y": [1]}), "has no column id"),
        (lambda: arrow.table({"id": ["a"]}), "has no column scenario"),
        (lambda: arrow.table({"id": ["a"], "scenarios": [""]}), 'did you mean "scenario"'),
        (lambda: {"id": ["a"]}, "batch must be an Arrow record batch"),
    ],
)
def test_batches_are_checked(given, words: str) -> None:
    template = "" if "no column scenario" in words else TEMPLATE
    with pytest.raises((ValueError, TypeError), match=words):
        rampcast.batch.forecast(given(), template=template)


@pytest.mark.parametrize("engine", ["dask", "ray"])
def test_clusters_give_the_same_bits_with_a_worker_killed_half_way(engine: str) -> None:
    script = Path(__file__).with_name("cluster_run.py")
    done = subprocess.run(
        [sys.executable, script, engine], capture_output=True, text=True, timeout=300
    )
    assert done.stdout.splitlines()[-1] == "equal", done.stdout + done.stderr
