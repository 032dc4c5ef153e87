"""Forecasts of many ramps at once, by a pool."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..frame import Frame
from ..refusals import must_be, told
from ..units import clean
from .observed import Grouping, Observed, Series, check_begun, observed
from .pool import Pool

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Below this contraction the ceiling is still the pool's, above the next it is the data's.
_GUESS, _KNOWN = 0.4, 0.75


class Ramps(Frame):
    """What ``ramps`` finds: a frame with a row a series and period ahead, ``unique_id``, ``ds`` and
    a column a level (``p10``, ``p50``, ``p90``). Prints by series, with what is not known."""

    def __init__(
        self,
        columns: dict[str, Any],
        totals: Frame,
        ceilings: Frame,
        warnings: list[str],
        pool: Pool,
        data: Observed,
    ) -> None:
        """columns: the forecasts. totals, ceilings: by series. warnings: in words. pool: what they
        were forecast by. data: what was seen."""
        super().__init__(columns)
        #: Of the sum over the periods ahead: ``unique_id``, ``periods``, a column a level, and
        #: ``least_relative_error``, the point that minimises the mean relative error, which is
        #: below the median.
        self.totals = totals
        #: ``unique_id``, ``seen`` (periods), the ceiling's ``p10``, ``p50``, ``p90`` in units a
        #: period, ``sd_before`` and ``sd_after`` of its logarithm, ``contraction`` (1 less the
        #: ratio of the variances: 0 where nothing was learned of it) and the ``verdict`` in words.
        self.ceilings = ceilings
        #: What is to be said aloud of single series.
        self.warnings = warnings
        #: The pool.
        self.pool = pool
        self._data = data

    def plot(self, unique_id: str | None = None, ax: Axes | None = None) -> Axes:
        """Draws one series with its forecast: median, and the band of the outer levels.

        unique_id: which; None: the first. ax: Matplotlib axes; None: new ones. Returns the axes.
        Raises ValueError for a series that is not there. Needs the extra ``plot``.
        """
        from .ramp_plot import plot_ramp

        return plot_ramp(self, self._data, unique_id, ax)

    def report(self) -> str:
        """Totals by series, what is known of each ceiling, and what is to be said aloud."""
        levels = [name for name in self.totals.columns if name[:1] == "p" and name != "periods"]
        count = len(self.totals)
        periods = int(self.totals["periods"].max()) if count else 0
        step = self.pool.step
        head = f"{count:,} series, {periods} {step}s ahead, units in all"
        shown = min(count, 30)
        table = Frame(
            {
                "series": [clean(each) for each in self.totals["unique_id"][:shown]],
                **{name.upper(): self.totals[name][:shown] for name in levels},
                "ceiling": [clean(each) for each in self.ceilings["verdict"][:shown]],
            }
        )
        lines = [head, "", *repr(table).splitlines()]
        if count > shown:
            lines.append(f"… {count - shown:,} more series …")
        if self.warnings:
            lines += ["", *(clean(each) for each in self.warnings[:10])]
        if len(self.warnings) > 10:
            lines.append(f"… {len(self.warnings) - 10:,} more in .warnings …")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return self.report()


def level_name(level: float) -> str:
    """The column of a level: ``p10``, ``p2.5``."""
    return f"p{round(100 * level, 9):g}"


def check_levels(levels: Any) -> list[float]:
    """Raises TypeError or ValueError for what are no levels."""
    if isinstance(levels, (str, bytes, dict)) or not hasattr(levels, "__iter__"):
        raise must_be("levels", "a list of numbers", levels)
    made = list(levels)
    for each in made:
        if isinstance(each, (bool, np.bool_)) or not isinstance(
            each, (int, float, np.integer, np.floating)
        ):
            raise must_be("levels", "a list of numbers", each)
        if not 0 < each < 1:
            raise ValueError(f"level is {told(float(each))}, must be above 0 and below 1")
    if not made:
        raise ValueError("levels are empty, must be one or more")
    names = [level_name(each) for each in made]
    if len(set(names)) < len(names):
        raise ValueError("levels must differ from each other")
    return [float(each) for each in made]


def check_pool(pool: Any, data: Observed) -> Pool:
    """The pool to forecast by. Raises where it is none, or of other periods."""
    if pool is None:
        pool = Pool.default()
    if not isinstance(pool, Pool):
        raise must_be("pool", "a Pool or None", pool)
    if pool.step != data.step:
        raise ValueError(
            f"the pool is of {pool.step}s, the series are of {data.step}s; learn one of such "
            "series by learn_pool"
        )
    return pool


def run(
    pool: Pool,
    data: Observed,
    series: Sequence[Series],
    horizon: int,
    levels: list[float],
    *,
    paths: int = 500,
    seed: int = 1,
    threads: int = 0,
    leave_one_out: bool = False,
    keep: bool = False,
    counted: list[list[int]] | None = None,
    progress: Callable[[float], object] | None = None,
) -> dict[str, Any]:
    """The forecasts as arrays, a row a series."""
    return _core.pool_ramps(
        pool._stated(),
        *data.columns(series),
        horizon,
        levels,
        paths,
        seed,
        threads,
        leave_one_out,
        keep,
        counted or [],
        progress,
    )


def ramps(
    frame: Any,
    pool: Pool | None = None,
    horizon: int = 12,
    levels: Sequence[float] = (0.1, 0.5, 0.9),
    *,
    groups: Grouping = None,
    leave_one_out: bool = False,
    paths: int = 500,
    seed: int = 1,
    step: str | None = None,
    threads: int = 0,
    progress: Callable[[float], object] | None = None,
) -> Ramps:
    """Forecasts series of which little has been seen, thousands in a call.

    frame: a CSV file, data frame or dict of columns ``unique_id``, ``ds``, ``y`` (units of a
    period, at least 0, empty where missing: leave planned stops empty), each series from its first
    period on. pool: what ramps are like, from ``learn_pool``; None: the one that ships, of counts a
    month in the tens to thousands. horizon: periods ahead, from the last row of each series.
    levels: of the quantiles. groups: as for ``learn_pool``; a group that the pool does not know has
    a wider ceiling. leave_one_out: a series the pool was learned from does not count for the
    ceiling of its group (it still does for the parameters and the calendar, of which one series of
    dozens is a small part). paths: joint paths for totals, even. seed: of the one table of normals
    that all series share. step, threads, progress: as for ``learn_pool``.

    Quantiles of periods are exact; those of totals are of the paths. A series' forecast depends on
    its own rows and the pool alone. Returns `Ramps`. Raises ValueError, by row, for what makes no
    sense.
    """
    data = observed(frame, groups, step)
    chosen = check_pool(pool, data)
    check_begun(data)
    asked = check_levels(levels)
    found = run(
        chosen,
        data,
        data.series,
        horizon,
        asked,
        paths=paths,
        seed=seed,
        threads=threads,
        leave_one_out=leave_one_out,
        progress=progress,
    )
    ids = [each.id for each in data.series]
    names = [level_name(each) for each in asked]
    ends = [each.first + len(each.y) for each in data.series]
    dates = {
        index: data.date(index) for index in {end + h for end in set(ends) for h in range(horizon)}
    }
    columns: dict[str, Any] = {
        "unique_id": [each for each in ids for _ in range(horizon)],
        "ds": [dates[end + h] for end in ends for h in range(horizon)],
    }
    for i, name in enumerate(names):
        columns[name] = found["quantiles"][:, :, i].reshape(-1)
    totals = {"unique_id": ids, "periods": np.full(len(ids), float(horizon))}
    totals |= {name: found["totals"][:, i] for i, name in enumerate(names)}
    totals["least_relative_error"] = found["least_relative_error"]
    return Ramps(
        columns,
        Frame(totals),
        _ceilings(data, found),
        _warnings(data, found, horizon),
        chosen,
        data,
    )


def _ceilings(data: Observed, found: dict[str, Any]) -> Frame:
    middle, after, before = found["ceiling"], found["ceiling_sd"], found["ceiling_sd_before"]
    contraction = 1 - (after / before) ** 2
    return Frame(
        {
            "unique_id": [each.id for each in data.series],
            "seen": np.array([float(np.sum(~np.isnan(each.y))) for each in data.series]),
            "p10": np.exp(middle - 1.2815515655446004 * after),
            "p50": np.exp(middle),
            "p90": np.exp(middle + 1.2815515655446004 * after),
            "sd_before": before,
            "sd_after": after,
            "contraction": contraction,
            "verdict": [_verdict(each) for each in contraction],
        }
    )


def _verdict(contraction: float) -> str:
    if contraction < _GUESS:
        return "still the pool's guess"
    return "partly known" if contraction < _KNOWN else "known from the series"


def _warnings(data: Observed, found: dict[str, Any], horizon: int) -> list[str]:
    """What the model cannot know and a person must."""
    said = []
    # Where what was made is so far off that all of it counted for little, the ceiling did not move.
    reach = 3 * found["ceiling_sd_before"]
    best = np.log([max(np.nanmax(each.y), 0.5) for each in data.series])
    level = np.where(best - found["expected_ceiling"] > reach + 2, best, found["ceiling"])
    far = np.abs(level - found["expected_ceiling"]) > reach
    for each, ceiling, expected, outside in zip(data.series, level, found["expected_ceiling"], far):
        seen = each.y[~np.isnan(each.y)]
        name = f"{told(each.id)}: "
        if outside:
            said.append(
                f"{name}a ceiling of {math.exp(ceiling):,.3g} is far from the pool's "
                f"{math.exp(expected):,.3g}; learn a pool of such series (learn_pool)"
            )
        fours = [seen[i : i + 4].mean() for i in range(max(len(seen) - 3, 0))]
        if len(fours) > 1 and fours[-1] < 0.5 * max(fours):
            said.append(
                f"{name}the last four are {fours[-1] / max(fours):.0%} of the best four; whether "
                "it has peaked, was replaced or lost a subsidy the model does not know"
            )
        zeros = _longest_zeros(each.y)
        if zeros > 1:
            said.append(
                f"{name}{zeros} zeros in a row; where production was stopped on purpose leave y "
                "empty"
            )
        if len(fours) > 0 and fours[-1] < 0.1 * math.exp(expected):
            said.append(
                f"{name}has reached {fours[-1] / math.exp(expected):.0%} of what ramps of the pool "
                "do; a late take-off is not foreseen"
            )
    if horizon >= 18:
        said.append("totals over 18 periods and more have been a little narrow")
    return said


def _longest_zeros(y: np.ndarray) -> int:
    longest = run_length = 0
    for each in y:
        run_length = run_length + 1 if each == 0 else 0
        longest = max(longest, run_length)
    return longest
