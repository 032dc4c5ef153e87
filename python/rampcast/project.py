"""A project as a row of a table, and the plant it describes."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from . import _core
from .refusals import told
from .tables import add_months, day_of, is_empty, nearest, number_of, share_of, text_of

#: Columns of a table of projects; every other column is the dotted path of a plant's parameter.
COLUMNS = {
    "name": "what the project is called, once in the table",
    "units_per_year": "units a year that were announced",
    "value_per_year": "output value a year that was announced, in the currency, without VAT",
    "from": "from when: a date, month or year; the twelve months from then are judged",
    "signed_on": "when it was signed or announced",
    "stage": "signed, building, trial run or producing",
    "lines": "production lines (default 1)",
    "starts": "when production is to start, or has started",
    "invested": "money spent so far, in the currency",
    "invested_in_all": "money to be spent in all, in the currency",
    "invested_share": "share of the money spent so far, instead: 0.3 or 30%",
    "price": "price of a unit, in the currency, without VAT",
    "currency": "ISO 4217 code (default CNY)",
    "unit": "what a unit is called (default unit)",
    "country": "where it is; kept, not used",
    "branch": "industry, as a reference class calls its kinds",
    "chance": "probability that it ever starts: 0.7 or 70%",
    "inside_weight": "weight of the inside view against the outside one: 0.5 or 50%",
}
_ALIASES = {
    "project": "name",
    "announced_units": "units_per_year",
    "units": "units_per_year",
    "announced_value": "value_per_year",
    "value": "value_per_year",
    "announced_on": "signed_on",
    "by_when": "from",
    "kind": "branch",
    "invested_so_far": "invested",
}
#: Columns that a template's own paths stand for.
_MODEL = ("lines", "starts", "invested", "invested_in_all", "invested_share", "price", "chance")


@dataclass(frozen=True)
class Stage:
    """What is assumed of projects of a stage."""

    name: str
    #: Names that reference classes give it.
    alike: tuple[str, ...]
    #: Probability that it ever starts.
    chance: float
    #: Days from today before which it cannot start, and PERT of the days beyond the plan.
    least_days: int
    late_days: tuple[float, float, float]
    words: tuple[str, ...]


STAGES = (
    Stage("signed", ("signed", "plan"), 0.6, 240, (0, 240, 1200), ("plan", "planned", "签约")),
    Stage("building", ("building", "build"), 0.85, 30, (0, 120, 720), ("build", "建设中", "在建")),
    Stage("trial run", ("trial run", "ramp"), 0.97, 0, (0, 45, 300), ("trial", "ramp", "试生产")),
    Stage("producing", ("producing", "run"), 1.0, 0, (0, 0, 0), ("run", "running", "投产")),
)
_STAGE_OF = {word: each for each in STAGES for word in (each.name, *each.words, *each.alike)}
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


@dataclass
class Project:
    """A row that has been read."""

    number: int
    name: str
    units: float | None
    value: float | None
    begins: datetime.date
    signed_on: datetime.date | None
    stage: Stage
    lines: int
    starts: datetime.date | None
    invested: float | None
    price: float | None
    currency: str
    unit: str
    branch: str
    country: str
    chance: float | None
    inside_weight: float | None
    paths: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


def columns_of(what: str, names: Iterable[str], templated: bool) -> dict[str, str]:
    """The meaning of each column: the name of one of `COLUMNS`, or a dotted path as it stands.

    Raises ValueError for an unknown column, naming the nearest, and for two of one meaning.
    """
    found: dict[str, str] = {}
    for name in names:
        if not name.strip():
            continue
        plain = "_".join(name.strip().lower().replace("-", " ").split())
        meaning = _ALIASES.get(plain, plain)
        if "." in name:
            meaning = name.strip()
        elif meaning not in COLUMNS:
            hint = nearest(plain, [*COLUMNS, *_ALIASES])
            raise ValueError(
                f"{what}: column {told(name)} is not known{hint}; it must be one of "
                f"{', '.join(COLUMNS)}, or a dotted path such as line.line.ramp.rise_days"
            )
        elif templated and meaning in _MODEL:
            raise ValueError(
                f"{what}: column {told(name)} goes without a template; with one, the plant's own "
                "path states it, such as milestone.start.chance or line.L1.starts"
            )
        if meaning in found.values():
            first = next(key for key, value in found.items() if value == meaning)
            raise ValueError(f"{what}: columns {told(first)} and {told(name)} mean the same")
        found[name] = meaning
    for needed in ("name", "from", "stage"):
        if needed not in found.values():
            raise ValueError(f"{what}: has no column {told(needed)} ({COLUMNS[needed]})")
    if not {"units_per_year", "value_per_year"} & set(found.values()):
        raise ValueError(
            f"{what}: has neither a column units_per_year nor value_per_year, what was announced"
        )
    return found


def read_project(what: str, number: int, row: dict[str, Any], columns: dict[str, str]) -> Project:
    """A row as a project. Raises ValueError that names row and column."""
    cells = {meaning: row.get(name) for name, meaning in columns.items()}
    places = {
        meaning: f"{what}, row {number}, column {told(name)}" for name, meaning in columns.items()
    }

    def refuse(column: str, words: str) -> ValueError:
        return ValueError(f"{places[column]}: {words}")

    def amount(column: str) -> float | None:
        value = number_of(cells.get(column), places.get(column, ""))
        if value is not None and value <= 0 and column not in ("invested",):
            raise refuse(column, f"is {value:.6g}, must be more than 0; leave it empty if unknown")
        if value is not None and value < 0:
            raise refuse(column, f"is {value:.6g}, must be at least 0")
        return value

    def day(column: str) -> datetime.date | None:
        found = day_of(cells.get(column), places.get(column, ""))
        return None if found is None else found[0]

    name = text_of(cells["name"])
    if not name:
        raise refuse("name", "is empty, must be the project's name")
    units, value, price = amount("units_per_year"), amount("value_per_year"), amount("price")
    if units is None and value is None:
        at = "units_per_year" if "units_per_year" in places else "value_per_year"
        raise refuse(at, "is empty, must say what was announced (units or value a year)")
    begins = day("from")
    if begins is None:
        raise refuse("from", "is empty, must be the date, month or year it was announced from")
    word = text_of(cells["stage"]).lower()
    if word not in _STAGE_OF:
        known = ", ".join(each.name for each in STAGES)
        raise refuse("stage", f"is {told(word)}, must be {known}{nearest(word, _STAGE_OF)}")
    lines = amount("lines")
    if lines is not None and (lines != int(lines) or lines > 1000):
        raise refuse("lines", f"is {lines:.6g}, must be a whole number of at most 1000")
    return Project(
        number=number,
        name=name,
        units=units,
        value=value,
        begins=begins.replace(day=1),
        signed_on=day("signed_on"),
        stage=_STAGE_OF[word],
        lines=int(lines or 1),
        starts=day("starts"),
        invested=_invested(cells, places, amount),
        price=price,
        currency=text_of(cells.get("currency")).upper() or "CNY",
        unit=text_of(cells.get("unit")) or "unit",
        branch=text_of(cells.get("branch")),
        country=text_of(cells.get("country")),
        chance=share_of(cells.get("chance"), places.get("chance", "")),
        inside_weight=share_of(cells.get("inside_weight"), places.get("inside_weight", "")),
        paths={k: v for k, v in cells.items() if "." in k and not is_empty(v)},
        places=places,
    )


def _invested(cells: dict[str, Any], places: dict[str, str], amount: Any) -> float | None:
    share = share_of(cells.get("invested_share"), places.get("invested_share", ""))
    spent, whole = amount("invested"), amount("invested_in_all")
    if spent is not None and whole is not None:
        if share is not None:
            raise ValueError(
                f"{places['invested_share']}: is stated beside invested; leave one out"
            )
        if spent > 1.5 * whole:
            raise ValueError(
                f"{places['invested']}: is {spent:.6g}, more than 1.5 times the "
                f"{whole:.6g} in all; are both in the same unit?"
            )
        share = min(1.0, spent / whole)
    return share


def chance_of(project: Project) -> float:
    """The probability that it ever starts: as stated, else the stage's, more as money is spent."""
    if project.chance is not None:
        return project.chance
    chance = project.stage.chance
    return chance + (1 - chance) * (project.invested or 0.0)


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
            plant = plant.replace(path, value_of(cell))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{project.places[path]}: {error}") from None
    if project.paths and plant.shared:  # what has become certain is shared no more
        uncertain = {row["path"] for row in _core.stated_numbers(plant) if row["uncertain"]}
        plant.shared = [each for each in plant.shared if each in uncertain]
    return plant


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
            raise ValueError(f"{told(text)} is no distribution: {error}") from None
