"""Many plants in one call: results in order, as they come."""

from __future__ import annotations

import collections
import concurrent.futures
import os
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from typing import Any

from .. import _core
from ..forecasts.forecast import Forecast, forecast
from ..refusals import must_be, told
from .many_options import check_options

#: Tasks that wait or run for each worker.
_AHEAD = 2


@dataclass(frozen=True)
class PlantResult:
    """What became of one plant of many."""

    #: Position among the plants, from 0.
    index: int
    #: The plant's id, empty where it is no plant.
    id: str
    #: Its `Forecast`, or what `keep` made of it; None where it failed.
    result: Any
    #: What is wrong with the plant; empty where nothing is.
    error: str

    @property
    def ok(self) -> bool:
        """Whether there is a result."""
        return not self.error


def available_processors() -> int:
    """Processors this process may use: by its affinity and its container's quota, at least 1."""
    affinity = getattr(os, "sched_getaffinity", None)
    count = len(affinity(0)) if affinity else os.cpu_count() or 1
    try:
        with open("/sys/fs/cgroup/cpu.max", encoding="ascii") as file:
            quota, period = file.read().split()
        if quota != "max":
            count = min(count, max(1, int(quota) // int(period)))
    except (OSError, ValueError):
        pass
    return max(1, count)


def forecast_many(
    plants: Iterable[Any],
    timeline: Any = None,
    *,
    keep: Callable[[Forecast], Any] | None = None,
    workers: int = 0,
    threads: int = 1,
    progress: Callable[[float], object] | None = None,
    **options: Any,
) -> Iterator[PlantResult]:
    """Forecasts plants one after the other and yields a `PlantResult` of each, in their order.

    plants: `Plant` objects, of any number: they are taken as results are asked for, a few ahead. A
    plant that is not valid has a result with its error, and the others go on. timeline, options: as
    for `forecast` (paths, seed, metrics, steps ...). keep: called with each `Forecast` where it was
    made; what it returns is kept instead, such as ``lambda f: f.frame("year")``, so that memory is
    bounded by that. workers: plants at a time; 0 takes one for each processor this process may use.
    threads: of each plant. Figures do not depend on either. progress: called with the share done
    where the number of plants is known.

    Raises TypeError and ValueError for arguments that no plant could be forecast with; what `keep`
    raises, it raises.
    """
    if isinstance(plants, (str, bytes, _core.Plant)) or not isinstance(plants, Iterable):
        raise must_be("plants", "a list or other series of plants", plants)
    if keep is not None and not callable(keep):
        raise must_be("keep", "a callable or None", keep)
    if progress is not None and not callable(progress):
        raise must_be("progress", "a callable or None", progress)
    for name, value in (("workers", workers), ("threads", threads)):
        if isinstance(value, bool) or not hasattr(value, "__index__"):
            raise must_be(name, "a whole number", value)
        if not 0 <= int(value) <= 4096:
            raise ValueError(f"{name} is {told(int(value))}, must be at least 0 and at most 4096")
    _check_names(options)
    how = {**options, "threads": int(threads)}
    check_options(timeline, how)
    total = len(plants) if isinstance(plants, Sized) else 0
    return _stream(plants, timeline, how, keep, int(workers), progress, total)


def _check_names(options: dict[str, Any]) -> None:
    known = set(forecast.__kwdefaults__ or ()) - {"threads", "progress", "like"}
    for name in options:
        if name not in known:
            raise TypeError(
                f"there is no argument {told(name)}; there are {', '.join(sorted(known))}"
            )


def _stream(
    plants: Iterable[Any],
    timeline: Any,
    how: dict[str, Any],
    keep: Callable[[Forecast], Any] | None,
    workers: int,
    progress: Callable[[float], object] | None,
    total: int,
) -> Iterator[PlantResult]:
    workers = workers or available_processors()
    numbered = enumerate(plants)

    def one(item: tuple[int, Any]) -> PlantResult:
        return _one(item[0], item[1], timeline, how, keep)

    def told_of(results: Iterable[PlantResult]) -> Iterator[PlantResult]:
        for each in results:
            if progress is not None and total:
                progress((each.index + 1) / total)
            yield each

    if workers == 1:
        yield from told_of(map(one, numbered))
        return
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        try:
            ahead = in_order(
                lambda item: pool.submit(one, item), lambda f: f.result(), numbered, workers
            )
            yield from told_of(ahead)
        finally:
            pool.shutdown(cancel_futures=True)


def _one(index: int, plant: Any, timeline: Any, how: dict[str, Any], keep: Any) -> PlantResult:
    name = plant.id if isinstance(plant, _core.Plant) else ""
    try:
        made = forecast(plant, timeline, **how)
    except (ValueError, TypeError) as error:
        return PlantResult(index, name, None, str(error))
    return PlantResult(index, name, made if keep is None else keep(made), "")


def in_order(
    submit: Callable[[Any], Any], result: Callable[[Any], Any], items: Iterable[Any], workers: int
) -> Iterator[Any]:
    """Results in the order of the items, of which a few are submitted ahead.

    submit: begins the work on an item and returns a token. result: waits for a token's result.
    """
    running: collections.deque[Any] = collections.deque()
    for item in items:
        running.append(submit(item))
        if len(running) >= _AHEAD * max(1, workers):
            yield result(running.popleft())
    while running:
        yield result(running.popleft())
