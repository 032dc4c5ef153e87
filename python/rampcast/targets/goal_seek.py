"""The verb `goal_seek`: the value of one assumption at which a figure meets a target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from ..refusals import must_be, number, whole
from .demands import Demand, check_plant, default_period, metric_name, timeline_of
from .goal_result import GoalSeek, GoalSeekTable
from .goal_search import Search

if TYPE_CHECKING:
    pass

_POINTS = 17
_MOST_SHOWN = 20
_STEPS = 60
_TAIL = 0.0005
_STANDARD = _core.Normal(0, 1)


def goal_seek(
    plant: Any,
    metric: str = "units",
    *,
    at_least: float,
    period: object = None,
    driver: Any = None,
    percentile: float = 50,
    between: tuple[Any, Any] | None = None,
    product: str = "",
    timeline: Any = None,
    seed: int = 1,
    paths: int = 2048,
    progress: Callable[[float], object] | None = None,
) -> GoalSeek | GoalSeekTable:
    """The value of one assumption at which a percentile of a figure reaches a target.

    plant: a `Plant`. metric, period, product: the figure; no period takes the first whole year that
    a target holds for, else the first of the timeline. at_least: the target. driver: the path of a
    number, uncertain or certain; with ``*`` in it a group of numbers that are scaled together
    (``orders.*``); a list of those, or None for every uncertain number, gives a table, each alone.
    percentile: which of the figure is to reach the target, 0 to 100: 10 is surer than 50. between:
    the range to search; None takes the assumption's own (P0.05 to P99.95 where it has no ends; of
    what is certain and of groups a tenth to ten times). All else stays as uncertain as it is, on
    common draws; an assumption that is held does not move those it is correlated with. timeline:
    None takes the plant's own. seed, paths: of the draws; a plant without any other uncertainty is
    worked out in double precision. progress: called with the share done, 0 to 1.

    Raises ValueError for a number there is not, with the nearest path, and ranges or percentiles
    that make no sense, TypeError for what is none.
    """
    check_plant(plant)
    level, share = number("at_least", at_least), number("percentile", percentile)
    if not 0 < share < 100:
        raise ValueError(f"percentile is {share:g}, must be greater than 0 and less than 100")
    if not isinstance(product, str):
        raise must_be("product", "text", product)
    count, whole_seed = whole("paths", paths, 16), whole("seed", seed, 0)
    line = timeline_of(plant, timeline)
    label = default_period(plant, line) if period is None else str(period)
    demand = Demand(metric_name(metric), label, level, None, product)
    search = Search(plant, line, demand, share, whole_seed, count)
    if isinstance(driver, str):
        return search.one(driver, between)
    if driver is None:
        stated = _core.stated_numbers(plant)
        own = {row["path"] for row in stated if not row["alternatives"]}
        wanted = [name for name in search.condition.f.drivers if name in own]
    elif isinstance(driver, Sequence) and len(driver):
        wanted = list(driver)
    else:
        raise must_be("driver", "the path of a number or a list of them", driver)
    found = []
    for i, each in enumerate(wanted):
        found.append(search.one(each, between))
        if progress is not None:
            progress((i + 1) / len(wanted))
    return GoalSeekTable(found)
