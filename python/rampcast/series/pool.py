"""What many ramps have in common, learned once and used for others."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from .. import _core
from ..files import whole_file
from ..frame import Frame
from ..refusals import must_be, number, told
from .observed import CYCLES, Grouping, check_begun, observed

_DEFAULT = _core.default_pool()
#: What each parameter is, in ln units where nothing else is said.
PARAMETERS = {
    "ceiling": "mean over ramps of ln of the units a period reached at last",
    "ceiling_sd": "its sd over ramps of one group and speed",
    "deficit": "mean of ln(ceiling / start)",
    "deficit_sd": "its sd over ramps",
    "correlation": "of ceiling and deficit",
    "speed": "at which the deficit fades, a period; the middle one of three",
    "speed_spread": "the three speeds are a factor exp(spread * sqrt(3)) apart",
    "shock_sd": "of what is new in the shock of a period",
    "memory": "share of a shock that is left a period later",
    "noise_sd": "of a period by itself, the middle one of three",
    "noise_spread": "the three noises are a factor exp(spread * sqrt(3)) apart",
    "first_sd": "of the first period besides, which is often cut",
    "pattern_sd": "of what every third period has of its own",
    "ceiling_by_speed": "what the ceiling is more, by sd of ln of the speed; lower where below 0",
    "deficit_by_speed": "what the deficit is more, by sd of ln of the speed",
}
#: Left out of files of pools that do not know them: 0.
_LATER = {"ceiling_by_speed", "deficit_by_speed"}
_FORMAT = "rampcast pool 1"


class Pool:
    """A prior for ramps, learned from others: what ceilings, starts, speeds, shocks and noise are
    like, what the months of the calendar add, and how much higher the ceilings of groups are.

    ``learn_pool`` learns one, ``Pool.default()`` ships, ``save`` and ``load`` keep it as a small
    file. ``ramps`` and ``backtest`` forecast by it.
    """

    def __init__(
        self,
        parameters: Mapping[str, float] | None = None,
        *,
        calendar: Sequence[float] = (),
        groups: Mapping[str, float] | None = None,
        step: str = "month",
        unknown_group_sd: float = 1.5,
        spread: float = 1.0,
        members: Sequence[Mapping[str, Any]] = (),
        learned_from: str = "",
    ) -> None:
        """parameters: those that differ from the default pool's, by name (``PARAMETERS`` in
        ``rampcast.pool``). calendar: what each month (from January; of quarters each quarter) adds
        to ln units; empty: nothing. groups: by name what is added to ln of their ceilings. step: of
        the series, such as ``month``. unknown_group_sd: of ln of the ceiling of a series of no
        known group, where there are groups. spread: factor on the sds of forecasts. members: what
        it was learned from. learned_from: the same in words. Raises ValueError for what makes no
        sense."""
        self.parameters: dict[str, float] = dict(_DEFAULT["parameters"])
        for name, value in _mapping("parameters", parameters).items():
            if name not in PARAMETERS:
                raise ValueError(
                    f"parameter {told(name)} is not known, must be one of {', '.join(PARAMETERS)}"
                )
            self.parameters[name] = number(f"parameter {name}", value)
        if not isinstance(step, str) or step not in CYCLES:
            raise ValueError(f"step is {told(step)}, must be one of {', '.join(CYCLES)}")
        self.step = step
        self.calendar = [number("calendar", each) for each in _sequence("calendar", calendar)]
        if len(self.calendar) not in (0, CYCLES[step]):
            raise ValueError(
                f"calendar has {len(self.calendar)} numbers, must have "
                + (f"{CYCLES[step]} or none" if CYCLES[step] else "none")
            )
        self.groups = {
            str(name): number(f"group {told(name)}", value)
            for name, value in _mapping("groups", groups).items()
        }
        self.unknown_group_sd = number("unknown_group_sd", unknown_group_sd)
        self.spread = number("spread", spread)
        self._members = [_member(each) for each in _sequence("members", members)]
        if not isinstance(learned_from, str):
            raise must_be("learned_from", "text", learned_from)
        #: What it was learned from, in words.
        self.learned_from = learned_from
        _core.check_pool(self._stated())

    @staticmethod
    def default() -> Pool:
        """The pool that ships: learned from 85 monthly series of registrations of electric cars, by
        model and country; figures are rounded. It is of counts in the tens to thousands a month,
        and knows no groups: ceilings are as wide as those of an unknown group."""
        return Pool(
            calendar=_DEFAULT["calendar"],
            learned_from="85 monthly series of registrations of electric car models by country",
        )

    @property
    def members(self) -> Frame:
        """What it was learned from: ``unique_id``, ``group``, ``periods`` seen, and ``level``, the
        median of ln units from the ninth period on."""
        names = ("unique_id", "group", "periods", "level")
        return Frame(
            {
                name: np.array([float(each[name]) for each in self._members])
                if name in ("periods", "level")
                else [each[name] for each in self._members]
                for name in names
            }
        )

    def frame(self) -> Frame:
        """The parameters: ``name``, ``value``, ``meaning``."""
        return Frame(
            {
                "name": list(PARAMETERS),
                "value": np.array([self.parameters[name] for name in PARAMETERS]),
                "meaning": list(PARAMETERS.values()),
            }
        )

    def _stated(self) -> dict[str, Any]:
        return {
            "parameters": self.parameters,
            "calendar": self.calendar,
            "groups": self.groups,
            "unknown_group_sd": self.unknown_group_sd,
            "spread": self.spread,
            "members": self._members,
        }

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes it as a small JSON file, with what it was learned from. Raises OSError."""
        members = [{k: None if v != v else v for k, v in each.items()} for each in self._members]
        stated = {
            "format": _FORMAT,
            "learned_from": self.learned_from,
            "step": self.step,
            **self._stated(),
            "members": members,
        }
        text = json.dumps(stated, ensure_ascii=False, indent=1, allow_nan=False)
        with whole_file(path) as made, open(made, "w", encoding="utf-8") as file:
            file.write(text + "\n")

    @staticmethod
    def load(path: str | os.PathLike[str]) -> Pool:
        """Reads what ``save`` wrote. Raises OSError, or ValueError for what is no such file."""
        try:
            with open(path, encoding="utf-8") as file:
                stated = json.load(file)
        except (UnicodeDecodeError, RecursionError, json.JSONDecodeError) as error:
            raise ValueError(f"{os.fspath(path)}: is not a pool: {error}") from None
        if not isinstance(stated, dict) or stated.pop("format", None) != _FORMAT:
            raise ValueError(f'{os.fspath(path)}: is not a pool: its format must be "{_FORMAT}"')
        missing = set(PARAMETERS) - _LATER - set(_mapping("parameters", stated.get("parameters")))
        known = {*_DEFAULT, "step", "learned_from"}
        try:
            if missing:
                raise ValueError(f"parameter {sorted(missing)[0]} is missing, must be stated")
            for name in stated:
                if name not in known:
                    raise ValueError(f"{told(name)} is not known, must be one of {sorted(known)}")
            return Pool(**stated)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{os.fspath(path)}: {error}") from None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pool):
            return NotImplemented
        return (self.step, self.learned_from, repr(self._stated())) == (
            other.step,
            other.learned_from,
            repr(other._stated()),
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        p = self.parameters
        middle = math.exp(p["ceiling"])
        factor = math.exp(1.2816 * math.hypot(p["ceiling_sd"], p["ceiling_by_speed"]))
        half = math.log(2) / p["speed"]
        lines = [
            f"Pool of {self.step}s" + (f", from {self.learned_from}" if self.learned_from else ""),
            f"ceilings: {middle:,.3g} units a {self.step}, four of five within a factor of "
            f"{factor:.1f}" + (f"; {len(self.groups)} groups" if self.groups else ""),
            f"starts at {math.exp(-p['deficit']):.0%} of the ceiling; the gap halves in "
            f"{half:.1f} {self.step}s, in one of six ramps "
            f"{math.exp(p['speed_spread'] * math.sqrt(3)):.1f} times as slowly, in one as fast",
            f"shocks: sd {p['shock_sd']:.2f} a {self.step}, {p['memory']:.0%} left a {self.step} "
            f"later; noise of a {self.step}: sd {p['noise_sd']:.2f}",
        ]
        if self.spread != 1:
            lines.append(f"forecasts are spread by {self.spread:g}, which helped series left out")
        return "\n".join(lines)


def _mapping(name: str, value: Any) -> Mapping[Any, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise must_be(name, "a dict or None", value)
    return value


def _sequence(name: str, value: Any) -> list[Any]:
    if isinstance(value, (str, bytes, Mapping)) or not hasattr(value, "__iter__"):
        raise must_be(name, "a list", value)
    try:
        return list(value)
    except TypeError:
        raise must_be(name, "a list", value) from None


def _member(stated: Any) -> dict[str, Any]:
    if not isinstance(stated, Mapping) or not {"unique_id", "group", "periods", "level"} <= set(
        stated
    ):
        raise must_be("member", "a dict of unique_id, group, periods and level", stated)
    level = stated["level"]
    if not isinstance(stated["unique_id"], str) or not isinstance(stated["group"], str):
        raise must_be("unique_id and group of a member", "text", stated["unique_id"])
    return {
        "unique_id": stated["unique_id"],
        "group": stated["group"],
        "periods": int(number("periods", stated["periods"])),
        "level": math.nan if level is None or level != level else number("level", level),
    }


def learn_pool(
    frame: Any,
    *,
    groups: Grouping = None,
    horizon: int = 28,
    recalibrate: bool = True,
    step: str | None = None,
    threads: int = 0,
    progress: Callable[[float], object] | None = None,
) -> Pool:
    """Learns what the ramps of a frame have in common, as a prior for others like them.

    frame: a CSV file, data frame or dict of columns ``unique_id``, ``ds``, ``y`` (units of a
    period, at least 0, empty where missing), each series from its first period on; a column
    ``group`` is taken as groups. groups: another column's name, a dict by ``unique_id`` or a
    function of it; series of a group share how high their ceilings are. horizon: periods ahead that
    are to be forecast well. recalibrate: tries wider and narrower forecasts, and keeps one where
    it helps series left out. step: ``month``, ``quarter`` and the like; None: as the dates are
    apart. threads: 0: one a processor; the result does not depend on it. progress: called with the
    share done.

    The parameters are those by which each later period and the mean of all later ones are foretold
    best after 3, 5, 8, 12 and 18 periods. A few seconds for a hundred series. Raises ValueError for
    fewer than three series of six periods, for what makes no sense, by row, and where the search
    did not converge.
    """
    data = observed(frame, groups, step)
    check_begun(data)
    found = _core.learn_pool(
        *data.columns(), CYCLES[data.step], horizon, recalibrate, threads, progress
    )
    if not found["converged"]:
        raise ValueError(
            f"the search for the pool's parameters did not converge in {found['steps']} steps; "
            "nothing is learned. Series of very different kinds may be why"
        )
    first = min(each.first for each in data.series)
    last = max(each.first + len(each.y) for each in data.series)
    words = f"{len(data.series)} series, {data.date(first)} to {data.date(last - 1)}"
    stated = found["pool"]
    return Pool(step=data.step, learned_from=words, **stated)
