"""What is asked of a plant: figures that are to be at least, or at most, so much."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import _core
from ..refusals import must_be, number, told
from ..units import clean, exact, money_scale, plural

#: A figure that falls short by so little is reached, as everywhere.
REACHED = 1 - 1e-6
_METRICS = _core.metric_table()
#: Mean days of the steps a target may be of.
_DAYS = {
    "day": 1.0,
    "week": 7.0,
    "half-month": 365.2425 / 24,
    "month": 365.2425 / 12,
    "quarter": 365.2425 / 4,
    "half-year": 365.2425 / 2,
    "year": 365.2425,
}


def reaches(values: Any, level: float) -> Any:
    """Whether figures are at least a level, as everywhere."""
    return values >= least_of(level)


def least_of(level: float) -> float:
    """The least figure that reaches a level."""
    return level - (1 - REACHED) * abs(level)


@dataclass(frozen=True)
class Demand:
    """One figure that is to be at least, or at most, so much in a period."""

    metric: str
    period: str
    at_least: float | None = None
    at_most: float | None = None
    product: str = ""
    #: Of a step's periods one until this day suffices; None where `period` is a label.
    by: datetime.date | None = None
    since: datetime.date | None = None
    #: Days that `at_least` is of, where periods are longer; 0: it is of a period as it is.
    per_days: float = 0.0
    #: The step as it was asked for; empty: `period`.
    told: str = ""

    @property
    def level(self) -> float:
        """What it is to be at least or at most."""
        return float(self.at_least if self.at_least is not None else self.at_most or 0.0)

    def in_words(self, plant: Any) -> str:
        """Such as ``at least 20,000 servers in 2025``."""
        if self.metric == "units":
            what = f"{exact(self.level)} {clean(plural(plant.unit))}"
        elif _METRICS[self.metric]["measure"] == "money" and self.metric != "unit_value":
            scale = money_scale(plant.currency, abs(self.level))
            amount = scale.amount(exact(self.level / scale.factor))
            name = self.metric.replace("gross_", "").replace("_", " ")
            what = f"{amount} of {name}"
        else:
            what = f"{exact(self.level)} of {self.metric.replace('_', ' ')}"
        if self.product:
            what += f" ({clean(self.product)})"
        bound = "at least" if self.at_least is not None else "at most"
        when = (
            f"a {self.told or self.period} by {self.by}"
            if self.by is not None
            else f"in {self.period}"
        )
        return f"{bound} {what} {when}"


def metric_name(metric: Any) -> str:
    """A metric's own name. Raises ValueError for what is none, naming the nearest."""
    if not isinstance(metric, str):
        raise must_be("metric", "text", metric)
    name = "gross_output_value" if metric == "value" else metric
    if name not in _METRICS:
        raise ValueError(f"there is no metric {told(metric)}{nearest(metric, [*_METRICS])}")
    return name


def nearest(name: str, known: Sequence[str]) -> str:
    """``; the nearest is ...`` for a name that is not known."""
    close = difflib.get_close_matches(str(name), list(known), 1, 0.0)
    return f"; the nearest is {clean(close[0])}" if close else ""


def check_plant(plant: Any) -> None:
    """Raises TypeError for what is no plant."""
    if not isinstance(plant, _core.Plant):
        raise TypeError(
            f"plant must be a Plant, not {type(plant).__name__}; load_plant reads one from a file"
        )


def timeline_of(plant: Any, timeline: Any = None) -> Any:
    """The timeline given, or the plant's own, or the default one."""
    if not isinstance(timeline, (_core.Timeline, type(None))):
        raise must_be("timeline", "a Timeline or None", timeline)
    if timeline is not None:
        return timeline
    return _core.default_timeline(plant) if plant.timeline is None else plant.timeline


def demands_of(
    plant: Any, timeline: Any, target: Any, metric: Any, at_least: Any, period: Any
) -> list[Demand]:
    """What is asked for, from a target's name, a list of demands, or one metric.

    Raises ValueError for what the plant or its timeline does not have, or what contradicts itself.
    """
    if target is None and metric is None and at_least is None:
        if not plant.targets:
            raise ValueError(
                "the plant has no target; name a metric, at_least and a period: "
                'metric="units", at_least=20_000, period="2025"'
            )
        target = plant.targets[0].name
    if isinstance(target, str):
        if metric is not None or at_least is not None:
            raise ValueError("a target's name and a metric are given; must be one of them")
        return _of_target(plant, timeline, target, period)
    if target is None:
        if at_least is None:
            raise ValueError("at_least is missing")
        label = default_period(plant, timeline) if period is None else period
        metric = "units" if metric is None else metric
        target = [{"metric": metric, "at_least": at_least, "period": label}]
    if isinstance(target, Mapping):
        target = [target]
    if not isinstance(target, Sequence) or not target:
        raise must_be("target", "a target's name or a list of demands", target)
    made = [_demand(each, i + 1, timeline) for i, each in enumerate(target)]
    _check_agree(made, plant, timeline)
    return made


def _demand(each: Any, place: int, timeline: Any) -> Demand:
    words = {"metric", "at_least", "at_most", "period", "product"}
    if not isinstance(each, Mapping):
        raise must_be(
            f"demand {place}",
            'a dict such as {"metric": "units", "at_least": 9, "period": "2025"}',
            each,
        )
    for word in each:
        if word not in words:
            raise ValueError(
                f"demand {place} has {told(word)}, must have {', '.join(sorted(words))} only"
            )
    bounds = [each.get(name) for name in ("at_least", "at_most")]
    if sum(bound is not None for bound in bounds) != 1:
        raise ValueError(f"demand {place} must have one of at_least and at_most")
    if "period" not in each:
        raise ValueError(f"demand {place} has no period")
    label = str(each["period"])
    _core.parse_period(label, timeline)
    product = each.get("product", "")
    if not isinstance(product, str):
        raise must_be("product", "text", product)
    return Demand(
        metric_name(each.get("metric", "units")),
        label,
        *(
            None if bound is None else number(name, bound)
            for name, bound in zip(("at_least", "at_most"), bounds)
        ),
        product=product,
    )


def _of_target(plant: Any, timeline: Any, name: str, period: Any) -> list[Demand]:
    found = next((each for each in plant.targets if each.name == name), None)
    if found is None:
        known = [each.name for each in plant.targets]
        raise ValueError(f"there is no target {told(name)}{nearest(name, known)}")
    if found.at_least is not None:
        metric, product = metric_name(found.metric), found.product
        step, own = str(found.period), _core.steps_of(timeline)
        of_step = step in _DAYS
        per_days = 0.0
        if of_step and step not in own:
            per_days = _DAYS[step] if _METRICS[metric]["nature"] == "flow" else 0.0
            step = own[0]
        if period is not None:
            label = str(period)
        elif not of_step:
            label = step
        elif found.by is not None:
            asked = (found.at_least, None, product, found.by, found.from_)
            return [Demand(metric, step, *asked, per_days=per_days, told=str(found.period))]
        else:
            label = _first_of(plant, timeline, metric, step, found.from_, name)
        level = found.at_least
        kind, start, end = _core.parse_period(label, timeline)
        if per_days and kind == own[0]:
            level *= (end - start).days / per_days
        return [Demand(metric, label, level, None, product)]
    if period is None:
        label = _first_year(timeline, found.from_)
        if not label:
            raise ValueError(
                f"target {told(name)} holds from {found.from_}, and the timeline has no whole year "
                "from then on"
            )
    else:
        label = str(period)
        if _core.parse_period(label, timeline)[0] != "year":
            raise ValueError(
                f"target {told(name)} is of a year, and {label} is none; for another period name "
                "a metric and at_least"
            )
    amounts = (("units", found.units_per_year), ("gross_output_value", found.value_per_year))
    return [
        Demand(metric, label, amount, None, found.product)
        for metric, amount in amounts
        if amount is not None
    ]


def _first_of(
    plant: Any, timeline: Any, metric: str, step: str, since: datetime.date | None, name: str
) -> str:
    """The first whole period of a step from a day on."""
    f = _core.PathFunction(plant, timeline, [metric], [step], None, None, 1)
    for _, view, _, _, label, start, end in f.figures:
        whole = _core.parse_period(label, timeline) == (step, start, end)
        if view == "period" and whole and start >= (since or timeline.start):
            return str(label)
    raise ValueError(f"the timeline has no whole {step} from the day on that {told(name)} holds")


def default_period(plant: Any, timeline: Any) -> str:
    """The first whole year a target holds for, else the timeline's first whole year."""
    for target in plant.targets:
        label = "" if target.at_least is not None else _first_year(timeline, target.from_)
        if label:
            return label
    label = _first_year(timeline, timeline.start)
    if not label:
        raise ValueError("the timeline has no whole year; name a period")
    return label


def _first_year(timeline: Any, since: datetime.date | None) -> str:
    """The timeline's first whole year from a day on; empty where there is none."""
    since = max(since or timeline.start, timeline.start)
    fiscal = timeline.fiscal_year_starts != 1 or str(timeline.quarters) != "months"
    for year in range(since.year, timeline.end.year + 2):
        label = f"FY{year}" if fiscal else str(year)
        _, start, end = _core.parse_period(label, timeline)
        if start >= since and end <= timeline.end:
            return label
    return ""


#: Sums that never fall: a part of the time, or one product, has no more than the whole.
_SUMS = ("units", "gross_output_value", "components_used")


def _check_agree(demands: Sequence[Demand], plant: Any, timeline: Any) -> None:
    for low in demands:
        for high in demands:
            if low.at_least is None or high.at_most is None:
                continue
            if low.at_least > high.at_most and _is_part(low, high, timeline):
                raise ValueError(
                    f"the demands contradict each other: {low.in_words(plant)}, "
                    f"{high.in_words(plant)}"
                )


def _is_part(low: Demand, high: Demand, timeline: Any) -> bool:
    """Whether a figure is the other one, or a part of it that is never more."""
    if low.metric != high.metric:
        return False
    if (low.period, low.product) == (high.period, high.product):
        return True
    if low.metric not in _SUMS or high.product not in ("", low.product):
        return False
    (_, begins, ends), (_, since, until) = (
        _core.parse_period(each.period, timeline) for each in (low, high)
    )
    return bool(since <= begins and ends <= until)


def in_words(demands: Sequence[Demand], plant: Any) -> str:
    """Demands in words, joined."""
    return " and ".join(each.in_words(plant) for each in demands)
