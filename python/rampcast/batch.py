"""Forecasts over Arrow record batches: a row a plant in, a row a plant, period and metric out.

A pure function, so that any engine can run it: `rampcast.dask`, `rampcast.ray`, the ``map_batches``
of Polars, record batches of DuckDB. Needs the extra ``arrow``.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _core
from .cells import is_empty, nearest, text_of
from .extras import need
from .forecasts.forecast import Forecast
from .forecasts.forecast import forecast as _forecast
from .portfolio.many_options import check_options
from .portfolio.project_plant import value_of
from .refusals import must_be, told

if TYPE_CHECKING:
    import pyarrow

_FIGURES = ("mean", "sd", "p10", "p50", "p90", "mean_se")
#: Bins of histograms in a doubling; a bin is 1.1 % wide.
BINS_A_DOUBLING = 64
#: The bin of what is 0 or less.
ZERO_BIN = -(2**31)


def forecast(
    batch: pyarrow.RecordBatch,
    *,
    template: str = "",
    timeline: Any = None,
    paths: int = 4096,
    seed: int = 1,
    sampling: str = "sobol",
    metrics: Sequence[str] = ("units", "value"),
    step: str = "year",
    threads: int = 1,
    histogram: bool = False,
) -> pyarrow.RecordBatch:
    """Forecasts the plants of a record batch (or Arrow table).

    batch: a row a plant. Columns: ``id``; ``scenario``, the text of a scenario file, for rows that
    do not go by the template; any other is a dotted path of the plant and overrides it where it is
    not null: numbers, dates, or text such as ``{ pert = [60, 120, 240] }``. template: the text of a
    scenario file. timeline: a `Timeline`; None takes each plant's own. metrics: left out of plants
    that have none, such as value without prices. step: of the rows. threads: of each plant; 1, as
    engines run several workers. paths, seed, sampling: as for `rampcast.forecast`.

    Returns columns id, period, metric, mean, sd, p10, p50, p90, mean_se, error; with `histogram`
    also bins and counts of the paths, which add up over batches (`merge`, `quantile`). A row that
    makes no plant has its error alone. Order and figures depend on nothing but the row. Raises
    TypeError for what is no batch, ValueError for unknown columns or options.
    """
    arrow = need("pyarrow", "arrow", "Batches")
    if isinstance(batch, arrow.Table):
        batch = batch.combine_chunks().to_batches()
        batch = batch[0] if batch else None
    if not isinstance(batch, arrow.RecordBatch):
        raise must_be("batch", "an Arrow record batch with rows", batch)
    if not isinstance(template, str):
        raise must_be("template", "the text of a scenario file", template)
    names = batch.schema.names
    _check_columns(names, template)
    if template:
        _parsed(template)
    if isinstance(metrics, str):
        raise must_be("metrics", "a list of names", metrics)
    how = {"paths": paths, "seed": seed, "sampling": sampling, "threads": threads}
    check_options(timeline, {**how, "metrics": list(metrics), "steps": [step]})
    made: dict[str, list[Any]] = {name: [] for name in schema(histogram).names}
    for row in batch.to_pylist():
        for out in _rows(row, template, timeline, list(metrics), step, how, histogram):
            for name, cells in made.items():
                cells.append(out.get(name))
    return arrow.RecordBatch.from_pydict(made, schema=schema(histogram))


def schema(histogram: bool = False) -> pyarrow.Schema:
    """The columns that `forecast` returns."""
    arrow = need("pyarrow", "arrow", "Batches")
    fields = [("id", arrow.string()), ("period", arrow.string()), ("metric", arrow.string())]
    fields += [(name, arrow.float64()) for name in _FIGURES]
    fields.append(("error", arrow.string()))
    if histogram:
        fields.append(("bins", arrow.list_(arrow.int32())))
        fields.append(("counts", arrow.list_(arrow.int64())))
    return arrow.schema(fields)


def batches(table: Any, rows: int = 256) -> Iterator[pyarrow.RecordBatch]:
    """An Arrow table, or anything that has an Arrow stream, in batches of at most so many rows."""
    arrow = need("pyarrow", "arrow", "Batches")
    if isinstance(rows, bool) or not hasattr(rows, "__index__") or int(rows) < 1:
        raise ValueError(f"rows is {told(rows)}, must be a whole number of at least 1")
    if isinstance(table, arrow.RecordBatch):
        table = arrow.Table.from_batches([table])
    if not isinstance(table, arrow.Table):
        if not hasattr(table, "__arrow_c_stream__"):
            raise must_be("table", "an Arrow table or a frame with an Arrow stream", table)
        table = arrow.table(table)
    for begin in range(0, table.num_rows, int(rows)):
        part = table.slice(begin, int(rows)).combine_chunks()
        yield part.to_batches()[0]


def _check_columns(names: list[str], template: str) -> None:
    if "id" not in names:
        raise ValueError("batch: has no column id, the short stable name of each plant")
    if not template and "scenario" not in names:
        raise ValueError(
            "batch: has no column scenario, the text of a scenario file; without it give a template"
        )
    for name in names:
        if name not in ("id", "scenario") and "." not in name:
            hint = nearest(name, ["id", "scenario"])
            raise ValueError(
                f"batch: column {told(name)} is not known{hint}; it must be id, scenario or a "
                "dotted path of the plant such as line.L1.ramp.rise_days"
            )


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    return _core.parse_plant(text)


def _rows(
    row: dict[str, Any],
    template: str,
    timeline: Any,
    metrics: list[str],
    step: str,
    how: dict[str, Any],
    histogram: bool,
) -> Iterator[dict[str, Any]]:
    name = text_of(row["id"])
    try:
        plant = _plant(name, row, template)
        wanted = [m for m in metrics if m not in ("value", "gross_output_value") or _priced(plant)]
        made = _forecast(plant, timeline, metrics=wanted, steps=[step], keep_paths=histogram, **how)
        years = _paths_by_period(made, step) if histogram else {}
    except (ValueError, TypeError) as error:
        yield {"id": name, "error": str(error)}
        return
    for out in made.frame(step):
        of = "value" if out["metric"] == "gross_output_value" else out["metric"]
        told_of = {each: out[each] for each in _FIGURES}
        told_of |= {"id": name, "period": out["period"], "metric": of}
        if histogram and (out["period"], of) in years:
            bins, counts = histogram_of(years[out["period"], of])
            told_of |= {"bins": bins.tolist(), "counts": counts.tolist()}
        yield told_of


def _priced(plant: Any) -> bool:
    return any(product.price for product in plant.products)


def _plant(name: str, row: dict[str, Any], template: str) -> Any:
    if not name:
        raise ValueError("id is empty, must be the plant's short stable name")
    own = row.get("scenario")
    if is_empty(own) and not template:
        raise ValueError("scenario is empty, must be the text of a scenario file")
    plant = (_core.parse_plant(own) if not is_empty(own) else _parsed(template)).replace("id", name)
    for path, cell in row.items():
        if "." not in path or is_empty(cell):
            continue
        if isinstance(cell, datetime.datetime):
            cell = cell.date()
        plant = plant.replace(path, value_of(cell))
    return plant


# --- histograms --------------------------------------------------------------------------------


def _paths_by_period(made: Forecast, step: str) -> dict[tuple[str, str], np.ndarray]:
    """Units and value of each path and period of a step."""
    if len(made.combinations()) > 1:
        raise ValueError("histograms are of plants without alternatives; state their weights apart")
    timeline = made.timeline
    cells = [row["start"] for row in made.frame(str(timeline.step), metrics=["units"])]
    found = {}
    for metric in ("units", "value"):
        if metric == "value" and not _priced(made.plant):
            continue
        kept = made.paths_of(metric)[0]
        for row in made.frame(step, metrics=["units"]):
            inside = [row["start"] <= day < row["end"] for day in cells]
            found[row["period"], metric] = kept[inside].sum(axis=0, dtype=np.float64)
    return found


def histogram_of(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Bins in rising order and how many of the values each holds.

    Bin b holds values from 2^(b / 64) up to 2^((b + 1) / 64), so that histograms of all batches
    have the same bins; `ZERO_BIN` holds what is 0 or less.
    """
    values = np.asarray(values, dtype=np.float64)
    bins = np.full(values.shape, ZERO_BIN, dtype=np.int64)
    above = values > 0
    bins[above] = np.floor(np.log2(values[above]) * BINS_A_DOUBLING).astype(np.int64)
    found, counts = np.unique(bins, return_counts=True)
    return found.astype(np.int32), counts.astype(np.int64)


def merge(
    first: tuple[Sequence[int], Sequence[int]], second: tuple[Sequence[int], Sequence[int]]
) -> tuple[np.ndarray, np.ndarray]:
    """Two histograms, each of bins and counts, as one."""
    bins = np.concatenate([np.asarray(first[0]), np.asarray(second[0])]).astype(np.int32)
    counts = np.concatenate([np.asarray(first[1]), np.asarray(second[1])]).astype(np.int64)
    found, places = np.unique(bins, return_inverse=True)
    return found, np.bincount(places, weights=counts, minlength=len(found)).astype(np.int64)


def quantile(histogram: tuple[Sequence[int], Sequence[int]], p: float) -> float:
    """The value not exceeded with probability p by a histogram, to half a bin (.5 %)."""
    bins, counts = (np.asarray(each) for each in histogram)
    if not 0 <= p <= 1:
        raise ValueError(f"p is {told(p)}, must be at least 0 and at most 1")
    if not counts.sum():
        return math.nan
    at = int(np.searchsorted(np.cumsum(counts), p * counts.sum()))
    found = int(bins[min(at, len(bins) - 1)])
    return 0.0 if found == ZERO_BIN else float(2 ** ((found + 0.5) / BINS_A_DOUBLING))
