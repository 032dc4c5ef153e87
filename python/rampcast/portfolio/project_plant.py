"""The plant that a project's row describes."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

from .. import _core
from ..cells import add_months, number_of, share_of
from ..refusals import told
from .project import Project

#: Of the nameplate announced what a line can make; the market's demand against the announced; the
#: plant's own orders; the fall of prices a year; the ramp.
NAMEPLATE, MARKET, ORDERS = (0.8, 1.02, 1.25), (0.75, 1.02, 1.3), (0.9, 1.35, 2.2)
EROSION, MIDPOINT, RISE = (-0.05, 0.0, 0.06), (60, 150, 400), (120, 240, 540)
#: Numbers that all projects of a table share: their draws carry no project's name.
SHARED = ("orders.multiplier", "product.unit.price.erosion_per_year")
#: What the plan leaves between the start and full rate, days.
_RAMP_DAYS = 300
_BUILD_DAYS = 540
_MOST_LINES = 8
_MOST_YEARS = 30


def chance_of(project: Project) -> float:
    """The probability that it ever starts: as stated, else the stage's, more as money is spent."""
    if project.chance is not None:
        return project.chance
    chance = project.stage.chance
    return chance + (1 - chance) * (project.invested or 0.0)


def check_days(project: Project, as_of: datetime.date) -> None:
    """Raises ValueError at the cell for a day that cannot lie after that of the judgement."""
    days = {"signed_on": project.signed_on}
    if project.stage.name == "producing":
        days["starts"] = project.starts
    for column, day in days.items():
        if day is not None and day > as_of:
            doing = "signed" if column == "signed_on" else "producing"
            raise ValueError(
                f"{project.places[column]}: is {day}, must be at most {as_of}, the day of the "
                f"judgement, of what is {doing}"
            )


def timeline_of(project: Project, as_of: datetime.date, years: int = 5) -> _core.Timeline:
    """Whole years from that of today, at least so many, until the announced twelve months end.

    Raises ValueError where these lie too far away.
    """
    first = as_of.year
    if project.begins.year > first + _MOST_YEARS:
        raise ValueError(
            f"{project.places['from']}: is {project.begins}, must be at most {_MOST_YEARS} years "
            f"after {as_of}"
        )
    last = max(first + years, add_months(project.begins, 12 + 11).year)
    return _core.Timeline(f"{first}-01-01", f"{last}-01-01")


def plant_of(project: Project, as_of: datetime.date) -> _core.Plant:
    """The plant that a row describes; where it says little, by the assumptions of its stage."""
    units, price = project.units, project.price
    if units is None:
        units = project.value / price if price else project.value
    if price is None and project.value is not None:
        price = project.value / units
    begin = f"{as_of.year}-01-01"
    text = [
        "[plant]",
        f"id = {json.dumps(project.name, ensure_ascii=False)}",
        f"currency = {json.dumps(project.currency)}",
        f"unit = {json.dumps(project.unit, ensure_ascii=False)}",
        f"as_of = {as_of}",
        *_launch(project, as_of),
    ]
    count = min(project.lines, _MOST_LINES)
    for i in range(count):
        name = "line" if count == 1 else f"line {i + 1}"
        lag = f"{{ pert = [0, {60 * i}, {240 * i}] }}" if i else "0"
        text += [
            "[[line]]",
            f'name = "{name}"',
            'starts = "start"',
            f"lag_days = {lag}",
            f"nameplate = {{ units_per_year = {_pert(NAMEPLATE, units / count)} }}",
            f'ramp = {{ curve = "logistic", midpoint_days = {_pert(MIDPOINT)}, '
            f"rise_days = {_pert(RISE)} }}",
        ]
    text += [
        "[orders]",
        'unfilled = "lost"',
        f"multiplier = {_pert(MARKET)}",
        f"arrivals = [{{ from = {begin}, per_year = {_pert(ORDERS, units)} }}]",
    ]
    if price is not None:
        erosion = _pert(EROSION)
        text += [
            "[[product]]",
            'name = "unit"',
            f"price = {{ start = {price!r}, erosion_per_year = {erosion} }}",
        ]
    plant = _core.parse_plant("\n".join(text))
    plant.shared = SHARED[: 2 if price is not None else 1]
    return plant


def _launch(project: Project, as_of: datetime.date) -> list[str]:
    """The milestone "start": planned, late by the stage's days, by the chance."""
    stage = project.stage
    if stage.name == "producing":
        since = project.starts or project.signed_on or as_of - datetime.timedelta(days=365)
        return ["[[milestone]]", 'name = "start"', f"on = {min(since, as_of)}"]
    planned = project.starts or project.begins - datetime.timedelta(days=_RAMP_DAYS)
    least = stage.least_days
    if project.invested is not None:
        least = min(least, round((1 - project.invested) * _BUILD_DAYS))
    planned = max(planned, as_of + datetime.timedelta(days=least))
    return [
        "[[milestone]]",
        'name = "planned start"',
        f"on = {planned}",
        "[[milestone]]",
        'name = "start"',
        'after = ["planned start"]',
        f"days = {_pert(stage.late_days)}",
        f"chance = {chance_of(project)!r}",
    ]


def _pert(shape: tuple[float, ...], factor: float = 1.0) -> str:
    return f"{{ pert = [{', '.join(repr(float(each * factor)) for each in shape)}] }}"


def with_paths(plant: _core.Plant, project: Project) -> _core.Plant:
    """The plant with the row's dotted columns in it. Raises ValueError at the cell."""
    path = ""
    try:
        for path, cell in project.paths.items():
            for each in _lines_of(path, plant, project):
                plant = plant.replace(each, value_of(cell))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{project.places[path]}: {error}") from None
    if project.paths and plant.shared:  # what has become certain is shared no more
        uncertain = {row["path"] for row in _core.stated_numbers(plant) if row["uncertain"]}
        plant.shared = [each for each in plant.shared if each in uncertain]
    return plant


def _lines_of(path: str, plant: _core.Plant, project: Project) -> list[str]:
    """A path of ``line.line`` in every line of a plant that has several, but where one has its own.

    So one column serves projects of one line and of many.
    """
    head = "line.line."
    names = [line.name for line in plant.lines]
    if not path.startswith(head) or names[:1] != ["line 1"]:
        return [path]
    made = [f"line.{name}.{path[len(head) :]}" for name in names]
    stated = {each.replace('"', "") for each in project.paths}
    return [each for each in made if each not in stated]


def value_of(cell: Any) -> Any:
    """A cell as a plant's parameter takes it: a number, text, a date or a distribution."""
    if not isinstance(cell, str):
        return cell if isinstance(cell, datetime.date) else number_of(cell, "the cell")
    text = " ".join(cell.split())
    if text.startswith("{"):
        return _distribution(text)
    if text.endswith("%"):
        return share_of(text, "the cell")
    try:
        return number_of(text, "the cell")
    except ValueError:
        return text


def _distribution(text: str) -> Any:
    """What a scenario file's ``{ pert = [1, 2, 3] }`` stands for."""
    head = '[plant]\nid = "x"\n[[line]]\nname = "x"\nstarts = 2025-01-01\n'
    tail = "nameplate = { units_per_year = 1 }"
    try:
        return _core.parse_plant(f"{head}lag_days = {text}\n{tail}").lines[0].lag_days
    except ValueError as error:
        try:
            dated = f'{head}{tail}\n[[milestone]]\nname = "x"\non = {text}'
            return _core.parse_plant(dated).milestones[0].on
        except ValueError:
            words = re.sub(r"scenario:\d+:\d+: ", "", str(error))
            raise ValueError(f"{told(text)} is no distribution: {words}") from None
