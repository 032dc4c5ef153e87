"""A project as a row of a table, and the plant it describes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .refusals import told
from .tables import day_of, is_empty, nearest, number_of, share_of, text_of

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
