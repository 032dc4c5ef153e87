"""One project's verdict: the inside view of its plant, the outside view of its like, and both."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from .. import _core
from ..cells import add_months
from ..forecasts.forecast import Forecast, forecast
from ..units import driver_in_words
from .outside import Outside, shuffled
from .project import Project
from .project_plant import check_days, plant_of, timeline_of, with_paths
from .reference import Reference

#: The views beside each other: of the project's own plant, of its like, and the two by weight.
VIEWS = ("inside", "outside", "both")
#: A share that falls short by so little is reached, as everywhere.
REACHED = 1 - 1e-6
_LEVELS = (0.1, 0.5, 0.9)


@dataclass
class Settings:
    """What holds for every project of a run."""

    as_of: datetime.date
    reference: Reference
    template: Any = None
    paths: int = 4096
    seed: int = 1
    inside_weight: float = 0.5
    threads: int = 0

    @cached_property
    def outside(self) -> Outside:
        """Draws of the class."""
        return Outside(self.reference, self.paths, self.seed)


@dataclass
class Verdict:
    """What is found of one project; arrays hold a value a path."""

    project: Project
    row: dict[str, Any]
    years: list[dict[str, Any]]
    #: Units and value of the announced twelve months, by view.
    units: dict[str, np.ndarray] = field(default_factory=dict)
    value: dict[str, np.ndarray] = field(default_factory=dict)
    #: Value, or units where there is no value, of each calendar year by the inside view.
    by_year: dict[int, np.ndarray] = field(default_factory=dict)


def judged(project: Project, settings: Settings) -> Verdict:
    """Judges a project. Raises ValueError at the cell for what makes no plant."""
    plant, timeline = plant_of_row(project, settings)
    made = _run(plant, timeline, settings)
    units, value = _months(made, settings)
    whole = (timeline.start, len(units))
    first = _month_of(project.begins, timeline.start)
    window = slice(max(first, 0), max(first, 0) + 12)
    announced = _announced(project)
    own_units = units[window].sum(axis=0)
    valued = value is not None and announced["value"] is not None
    own_value = value[window].sum(axis=0) if valued else None
    shares = [
        own / what
        for own, what in ((own_units, announced["units"]), (own_value, announced["value"]))
        if own is not None and what is not None
    ]
    inside = np.minimum.reduce(shares)
    outside = settings.outside.shares(project, settings.as_of)
    weight = settings.inside_weight if project.inside_weight is None else project.inside_weight
    picks = shuffled(project.name, "view", settings.seed, len(inside)) < weight
    views = dict(zip(VIEWS, (inside, outside, np.where(picks, inside, outside))))
    row: dict[str, Any] = {
        "row": float(project.number),
        "name": project.name,
        "stage": project.stage.name,
        "country": project.country,
        "branch": project.branch,
        "currency": project.currency if own_value is not None else "",
        "unit": project.unit,
        "announced_units": _nan(announced["units"]),
        "announced_value": _nan(announced["value"]),
        "from": project.begins,
        "inside_weight": weight,
    }
    for view, share in views.items():
        row |= {f"{view}_{k}": v for k, v in _figures(share).items()}
        row[f"{view}_p_reached"] = float((share >= REACHED).mean())
        row[f"{view}_p_zero"] = float((share <= 0).mean())
    row["expected_share"] = row["both_mean"]
    base = announced["units"] or (announced["value"] if project.price is None else None)
    three = units[2:] + units[1:-1] + units[:-2]
    for word, level in (("half", 0.5), ("nine_tenths", 0.9)):
        row |= _when(three, level * base if base else None, whole, word)
    row["must_be_true"] = _must_be_true(made, units, inside, project, whole)
    row["ask_next"] = _ask_next(made, row, project)
    verdict = Verdict(project, row, _years(project, units, value, whole))
    for view, share in views.items():
        if announced["units"] is not None:
            verdict.units[view] = own_units if view == "inside" else share * announced["units"]
        if own_value is not None:
            verdict.value[view] = own_value if view == "inside" else share * announced["value"]
    if own_value is not None and "both" in verdict.value:
        for kind, own in ((verdict.units, own_units), (verdict.value, own_value)):
            if "both" in kind:
                kind["both"] = np.where(picks, own, kind["outside"])
    for year, rows in _year_slices(whole):
        of = value if valued else units
        verdict.by_year[year] = of[rows].sum(axis=0)
    return verdict


_IN_SCENARIO = re.compile(r"scenario:\d+:\d+: ")


def plant_of_row(project: Project, settings: Settings) -> tuple[Any, Any]:
    """The plant of a project and its timeline. Raises ValueError that names the row."""
    try:
        check_days(project, settings.as_of)
        return _plant(project, settings)
    except ValueError as error:
        words = str(error)
        if not words.startswith(project.place):
            words = f"{project.place}: {_IN_SCENARIO.sub('', words)}"
        raise ValueError(words) from None


def _plant(project: Project, settings: Settings) -> tuple[Any, Any]:
    if settings.template is None:
        plant = with_paths(plant_of(project, settings.as_of), project)
    else:
        plant = settings.template.replace("id", project.name)
        plant.name = project.name
        plant.as_of = settings.as_of
        plant.targets = []
        plant = with_paths(plant, project)
    return plant, timeline_of(project, settings.as_of)


def _run(plant: Any, timeline: Any, settings: Settings) -> Forecast:
    """On draws by the generator alone, so that numbers of one name are one draw in every plant."""
    return forecast(
        plant,
        timeline,
        paths=settings.paths * _core.combination_count(plant),
        seed=settings.seed,
        threads=settings.threads,
        sampling="plain",
        metrics=["units"],
        steps=["year"],
        keep_paths=True,
        common_draws=True,
    )


def _months(made: Forecast, settings: Settings) -> tuple[np.ndarray, np.ndarray | None]:
    """Units and value by month and path; paths take combinations of alternatives by weight."""
    kept = [made.paths_of("units"), made.paths_of("value") if made.plant.products else None]
    weights = np.array([weight for _, weight in made.combinations()])
    if len(weights) == 1:
        units, value = (None if each is None else each[0].astype(np.float64) for each in kept)
    else:
        count = kept[0][0].shape[1]
        order = shuffled(made.plant.id, "reading", settings.seed, count)
        of = np.searchsorted(np.cumsum(weights)[:-1], order, side="right")
        units, value = (
            None if each is None else np.choose(of, np.stack(each)).astype(np.float64)
            for each in kept
        )
    if value is not None and not value.any() and not any(p.price for p in made.plant.products):
        value = None
    return units, value


def _announced(project: Project) -> dict[str, float | None]:
    units, value, price = project.units, project.value, project.price
    if units is None and price is not None:
        units = value / price
    if value is None and price is not None:
        value = units * price
    return {"units": units, "value": value}


# --- figures -----------------------------------------------------------------------------------


def _nan(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _figures(values: np.ndarray) -> dict[str, float]:
    low, middle, high = np.quantile(values, _LEVELS, method="inverted_cdf").tolist()
    return {"p10": low, "p50": middle, "p90": high, "mean": float(values.mean())}


def _month_of(day: datetime.date, start: datetime.date) -> int:
    return (day.year - start.year) * 12 + day.month - start.month


def _year_slices(whole: tuple[datetime.date, int]) -> list[tuple[int, slice]]:
    start, count = whole
    return [(start.year + i, slice(12 * i, 12 * i + 12)) for i in range(count // 12)]


def _years(
    project: Project, units: np.ndarray, value: np.ndarray | None, whole: Any
) -> list[dict[str, Any]]:
    rows = []
    for year, months in _year_slices(whole):
        for metric, of in (("units", units), ("value", value)):
            if of is None or (metric == "units" and project.units is None and not project.price):
                continue
            made = of[months].sum(axis=0)
            rows.append(
                {
                    "name": project.name,
                    "period": str(year),
                    "metric": metric,
                    **_figures(made),
                    "p_zero": float((made <= 0).mean()),
                }
            )
    return rows


def _when(
    three: np.ndarray, a_year: float | None, whole: tuple[datetime.date, int], word: str
) -> dict[str, Any]:
    """When a sum of three months first reaches a yearly rate: the median over all paths."""
    if a_year is None:
        return {f"{word}_by": None, f"p_{word}": float("nan")}
    reached = three >= a_year / 4 * REACHED
    ever = reached.any(axis=0)
    month = np.where(ever, reached.argmax(axis=0) + 2, whole[1] + 1)
    middle = int(np.sort(month)[(len(month) - 1) // 2])
    by = None if middle > whole[1] else add_months(whole[0], middle)
    return {f"{word}_by": by, f"p_{word}": float(ever.mean())}


def _must_be_true(
    made: Forecast, units: np.ndarray, inside: np.ndarray, project: Project, whole: Any
) -> str:
    reach = inside >= REACHED
    if reach.mean() < 0.005:
        best = np.quantile(inside, 0.99, method="inverted_cdf")
        if best < 0.005:
            return "far more than the plant can do: output begins too late"
        return f"more than the plant can do: one case in 100 makes {best:.0%} of it"
    words = []
    started = units > 0
    first = np.where(started.any(axis=0), started.argmax(axis=0), whole[1] + 1)
    latest = int(np.quantile(first[reach], 0.9, method="inverted_cdf"))
    in_time = (first <= latest).mean()
    if in_time < 0.97:
        words.append(f"output begins by {add_months(whole[0], latest):%Y-%m} ({in_time:.0%} do)")
    name, correlation = _top_driver(made, project)
    if name:
        words.append(f"{name}: {'high' if correlation > 0 else 'low'}")
    return ", ".join(words) or "things go as they are"


def _top_driver(made: Forecast, project: Project) -> tuple[str, float]:
    """What goes with units of the announced year the most, besides the start."""
    year = max(project.begins.year, made.timeline.start.year)
    for row in made.rank_correlations("units", str(year)):
        path = row["driver"]
        if path.startswith("milestone.") or ".lag_days" in path or abs(row["correlation"]) < 0.15:
            continue
        return words_of(path), row["correlation"]
    return "", 0.0


def words_of(path: str) -> str:
    """What the number at a path is, in words."""
    found = _NAMEPLATE.fullmatch(path)
    if found:
        return f"what {'the line' if found[1] == 'line' else found[1]} can make"
    return _WORDS.get(path) or driver_in_words(path)


_NAMEPLATE = re.compile(r'line\."?([^."]+)"?\.nameplate\.units_per_year')
_WORDS = {
    "orders.multiplier": "the market",
    "product.unit.price.erosion_per_year": "the fall of prices",
    "line.line.ramp.rise_days": "days of the ramp",
    "line.line.ramp.midpoint_days": "days to half rate",
}


def _ask_next(made: Forecast, row: dict[str, Any], project: Project) -> str:
    stage = project.stage.name
    if stage in ("producing", "trial run"):
        return "What was made in each of the last three months?"
    if project.of_unknown and project.invested is None and project.chance is None:
        return "How much is to be invested in all?"
    if row["inside_p_zero"] > 0.1 and project.invested is None and project.chance is None:
        return "How much of the investment has been spent?"
    if project.starts is None and "milestone.start.days" in made.drivers:
        return "Which dates do the contracts for equipment name?"
    name, _ = _top_driver(made, project)
    if name == "the market":
        return "Which orders are signed, by whom, for how many?"
    if project.price is None and project.value is None:
        return "What does a unit sell for?"
    return "Which station is the slowest, and what is its time a piece?"
