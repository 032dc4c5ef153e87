"""A project as a row of a table, and the plant it describes."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..cells import amount_of, day_of, is_empty, nearest, number_of, share_of, text_of
from ..refusals import told

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
    Stage(
        "signed",
        ("signed", "plan"),
        0.6,
        240,
        (0, 240, 1200),
        ("plan", "planned", "planning", "announced", "签约", "已签约", "规划"),
    ),
    Stage(
        "building",
        ("building", "build"),
        0.85,
        30,
        (0, 120, 720),
        ("build", "construction", "under construction", "建设中", "在建", "施工中"),
    ),
    Stage(
        "trial run",
        ("trial run", "ramp"),
        0.97,
        0,
        (0, 45, 300),
        (
            *("trial", "trial production", "commissioning", "ramp", "ramp up", "ramping up"),
            *("试生产", "试产", "试运行"),
        ),
    ),
    Stage(
        "producing",
        ("producing", "run"),
        1.0,
        0,
        (0, 0, 0),
        (
            *("run", "running", "operating", "in operation", "in production"),
            *("投产", "已投产", "量产"),
        ),
    ),
)
_STAGE_OF = {word: each for each in STAGES for word in (each.name, *each.words, *each.alike)}
#: Stages of what is no project any more.
_ENDED = ("cancelled", "canceled", "abandoned", "stopped", "suspended", "withdrawn", "取消", "停建")
#: What is written for the code of a currency.
_CURRENCIES = {"RMB": "CNY", "人民币": "CNY"}
#: How far a price may be from the value over the units that were announced.
_PRICE_APART = 1.5


@dataclass
class Project:
    """A row that has been read."""

    number: int
    #: What errors call the row.
    place: str
    name: str
    units: float | None
    value: float | None
    begins: datetime.date
    signed_on: datetime.date | None
    stage: Stage
    lines: int
    starts: datetime.date | None
    #: Share of the money that is spent.
    invested: float | None
    #: Whether money was spent of a sum that is not known.
    of_unknown: bool
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
        read = number_of if column == "price" else amount_of
        value = read(cells.get(column), places.get(column, ""))
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
    if units is not None and value is not None and price is not None:
        apart = value / (units * price)
        if not 1 / _PRICE_APART <= apart <= _PRICE_APART:
            raise refuse(
                "price",
                f"is {price:,.10g}, but {value:,.10g} for {units:,.10g} units is "
                f"{value / units:,.6g} a unit; are all in the same unit?",
            )
    begins = day("from")
    if begins is None:
        raise refuse("from", "is empty, must be the date, month or year it was announced from")
    stage = _stage(text_of(cells["stage"]), places["stage"])
    chance = share_of(cells.get("chance"), places.get("chance", ""))
    if stage.name == "producing" and chance is not None and chance < 1:
        raise refuse(
            "chance",
            f"is {chance:.6g}, but what is producing has started; leave it empty, or state another "
            "stage",
        )
    lines = amount("lines")
    if lines is not None and (lines != int(lines) or lines > 1000):
        raise refuse("lines", f"is {lines:.6g}, must be a whole number of at most 1000")
    return Project(
        number=number,
        place=f"{what}, row {number}",
        name=name,
        units=units,
        value=value,
        begins=begins.replace(day=1),
        signed_on=day("signed_on"),
        stage=stage,
        lines=int(lines or 1),
        starts=day("starts"),
        invested=_invested(cells, places, amount),
        of_unknown=bool(amount("invested")) and amount("invested_in_all") is None,
        price=price,
        currency=_currency(text_of(cells.get("currency")).upper(), places.get("currency", "")),
        unit=text_of(cells.get("unit")),
        branch=text_of(cells.get("branch")),
        country=text_of(cells.get("country")),
        chance=chance,
        inside_weight=share_of(cells.get("inside_weight"), places.get("inside_weight", "")),
        paths={k: v for k, v in cells.items() if "." in k and not is_empty(v)},
        places=places,
    )


def with_measures(project: Project, template: Any) -> Project:
    """The project with the currency and unit of the template, or the defaults, where none is told.

    Raises ValueError at the cell for a currency that is not the template's.
    """
    currency = "CNY" if template is None else template.currency
    if template is not None and project.currency not in ("", currency):
        raise ValueError(
            f"{project.places['currency']}: is {project.currency}, must be {currency} as in the "
            "template, or empty"
        )
    unit = "unit" if template is None else template.unit
    project.currency, project.unit = project.currency or currency, project.unit or unit
    return project


def same_name(name: str) -> str:
    """What names have in common that differ in case, width and spaces alone."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _stage_word(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").replace("_", " ").split())


def stage_in(known: Iterable[str], stage: Stage) -> str:
    """What a reference class of such stages calls a stage; empty where it has none like it."""
    alike = [each for each in known if _STAGE_OF.get(_stage_word(each)) is stage]
    own = (each for each in stage.alike if each in alike)
    return next(own, alike[0] if alike else "")


def _stage(text: str, place: str) -> Stage:
    word = _stage_word(text)
    if word in _STAGE_OF:
        return _STAGE_OF[word]
    known = ", ".join(each.name for each in STAGES)
    if word in _ENDED:
        hint = "; leave it out, or state the stage it had and a chance of 0%"
    else:
        near = difflib.get_close_matches(word, list(_STAGE_OF), n=1, cutoff=0.5)
        hint = f"; did you mean {told(_STAGE_OF[near[0]].name)}?" if near else ""
    raise ValueError(f"{place}: is {told(text) if text else 'empty'}, must be {known}{hint}")


def _currency(code: str, place: str) -> str:
    code = _CURRENCIES.get(code, code)
    if code and not re.fullmatch("[A-Z]{3}", code):
        raise ValueError(
            f"{place}: is {told(code)}, must be three letters (ISO 4217), such as CNY or EUR"
        )
    return code


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
