"""What a target takes, in words and as a printed table."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..layout import Column, Report
from ..units import clean, coefficient, driver_in_words, percent
from .demands import Demand, in_words
from .driver_numbers import percentile, told_value
from .typical_paths import _SAMPLE

if TYPE_CHECKING:
    from .what_it_takes import WhatItTakes

_MOST_ROWS = 12


def chance(value: float, error: float = 0.0) -> str:
    """A probability that may be tiny: ``12 %``, ``0.041 %``, ``1.3e-8``."""
    if not value > 0:
        return "0"
    relative = max(error / value, 0.02) if error > 0 else 0.0
    digits = 2 if relative >= 0.03 or not relative else 3
    if value >= 1e-5:
        places = max(0, digits - 1 - math.floor(math.log10(100 * value)))
        if not error > 0:
            places = max(places, 1)
        return f"{100 * value:.{places}f} %"
    return f"{value:.{digits - 1}e}".replace("e-0", "e-")


def probability_words(found: WhatItTakes) -> str:
    """The probability with its error, never told as surer than 2 %."""
    event = found.rare_event
    if event is None:
        return "0"
    if event.method == "not met":
        return "below 1e-16"
    low, high = event.interval
    if event.method == "subset simulation":
        return f"between {chance(low)} and {chance(high)}"
    relative = event.standard_error / event.probability
    if not relative:
        return "certain" if event.probability == 1 else chance(event.probability)
    if event.method == "paths":
        return f"{chance(event.probability)} (±{100 * relative:.1g} % of it)"
    relative = max(relative, 0.02)
    return f"{chance(event.probability, event.standard_error)} (±{100 * relative:.0f} % of it)"


def summary(found: WhatItTakes) -> str:
    """See `WhatItTakes.summary`."""
    asked = in_words(found.demands, found.plant)
    asked = asked[:1].upper() + asked[1:]
    if found.impossible:
        return f"{asked}: {found.impossible}."
    event = found.rare_event
    assert event is not None
    if event.method == "not met":
        return f"{asked}: below 1e-16; {_best(found)}."
    words = [f"{asked}: {probability_words(found)}."]
    if event.note:
        words.append(f"{event.note[:1].upper()}{event.note[1:]}.")
    if not found.told:
        return " ".join(words)
    words += [_needed(found), *_which(found), _limits(found)]
    return " ".join(word for word in words if word)


def _best(found: WhatItTakes) -> str:
    event, condition = found.rare_event, found._condition
    assert event is not None
    assert condition is not None
    _, z, alternative = event.best
    if "depends on nothing" in event.note:
        return event.note
    figures = condition.figures(z[None], alternative)[0]
    parts = [
        reached_words(demand, float(figure), found.plant)
        for demand, figure in zip(condition.demands, figures)
    ]
    return f"no path was found; the best reaches {' and '.join(parts)}"


def reached_words(demand: Demand, value: float, plant: Any) -> str:
    """What a path comes to, in the words of what is asked."""
    rounded = float(f"{value:.4g}")
    words = replace(demand, at_least=rounded, at_most=None).in_words(plant)
    return words.removeprefix("at least ")


def _needed(found: WhatItTakes) -> str:
    rows = list(found.needs)
    minimal, event, condition = found._minimal, found.rare_event, found._condition
    assert condition is not None
    assert event is not None
    if event.probability >= 1 and not event.standard_error:
        return ""
    if event.probability >= 0.5:
        return "It is more likely than not as things are."
    if not len(found.drivers):
        return ""
    if not rows or minimal is None:
        return "No five assumptions by themselves make it likely; many have to go well at once."
    currency = found.plant.currency
    parts, beyond = [], []
    for row in rows:
        value = told_value(row["value"], row["unit"], currency)
        parts.append(f"{driver_in_words(row['driver'])} of {value} ({percentile(row['level'])})")
        level = row["level"]
        beyond.append(level > 0.9 or level < 0.1)
    text = f"An even chance needs {'at once ' if len(parts) > 1 else ''}{_joined(parts)}"
    outside = sum(beyond)
    if len(parts) > 1:
        count = {len(parts): "all", 0: "none"}.get(outside, f"{outside} of {len(parts)}")
        text += f", {count} of them outside P10 to P90".replace(
            f"{outside} of {len(parts)} of them", f"{outside} of the {len(parts)}"
        )
    options = condition.f.alternatives[minimal.alternative].options
    if options and len(condition.weights) > 1:
        told = []
        for asked, option in zip(found.plant.alternatives, options):
            row = found.alternatives.where(alternatives=asked.name, option=option)[0]
            told.append(
                f'"{clean(option)}" as {clean(asked.name)} (weight {percent(row["before"])})'
            )
        text += f", with {_joined(told)}"
    return text + "."


def _which(found: WhatItTakes) -> list[str]:
    """Whether one of several demands adds nothing."""
    event, condition = found.rare_event, found._condition
    assert event is not None
    assert condition is not None
    if len(found.demands) < 2 or not len(event.points):
        return []
    share = found._once("slack", lambda: _tight(found))
    slack = [i for i, part in enumerate(share) if part < 0.02]
    return [
        f"The {found.demands[i].metric.replace('gross_output_', '').replace('_', ' ')} adds no "
        "condition."
        for i in slack
        if len(slack) < len(share)
    ]


def _tight(found: WhatItTakes) -> list[float]:
    """On which share of the paths that meet all demands each is within a tenth of its level."""
    event, condition = found.rare_event, found._condition
    assert event is not None
    assert condition is not None
    random = np.random.default_rng([found.seed, 37])
    pick = random.choice(len(event.points), min(_SAMPLE, 600), p=event.weights)
    near = np.zeros(len(found.demands))
    for a in np.unique(event.alternatives[pick]):
        own = pick[event.alternatives[pick] == a]
        figures = condition.figures(event.points[own], int(a))
        for i, demand in enumerate(condition.demands):
            near[i] += (np.abs(figures[:, i] - demand.level) < 0.1 * abs(demand.level)).sum()
    return [float(each) / len(pick) for each in near]


def _limits(found: WhatItTakes) -> str:
    rows = [row for row in found.binding if row["after"] >= 0.05][:2]
    if not rows:
        return ""
    told = [
        f"{clean(row['constraint'])} {percent(row['after'])} (else {percent(row['before'])})"
        for row in rows
    ]
    return f"On the paths that make it output is limited by {_joined(told)} of the time."


def _joined(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def report(found: WhatItTakes) -> str:
    """The printed result: the sentence, the drivers, and where the surprise lies."""
    title = clean(found.plant.name or found.plant.id)
    head = [f"{title}   {clean(found.title)}   seed {found.seed}   {found.seconds:.2f} s"]
    text = _wrapped(found.summary)
    if not found.told:
        return "\n".join([*head, *text])
    rows = list(found.drivers)[:_MOST_ROWS]
    if not rows:
        return "\n".join([*head, *text])
    currency = found.plant.currency
    columns = [Column("", "", [driver_in_words(row["driver"]) for row in rows], "left")]
    for when, title_of in (("before", "on all paths"), ("after", "on those that make it")):
        for name in ("p10", "p50", "p90"):
            cells = [told_value(row[f"{when}_{name}"], _short(row["unit"]), "") for row in rows]
            columns.append(Column(title_of, name.upper(), cells))
    columns += [
        Column("moved", "sd", [f"{row['shift_sd']:+.2f}" for row in rows]),
        Column("told", "bits", [coefficient(row["divergence"]) for row in rows]),
        Column("", "unit", [_unit(row["unit"], currency) for row in rows], "left"),
    ]
    left = len(found.drivers) - len(rows)
    below = [f"… {left} more in .drivers"] if left > 0 else []
    changed = [row for row in found.alternatives if abs(row["after"] - row["before"]) > 0.1]
    below += [
        f"{clean(row['alternatives'])}, {clean(row['option'])}: {percent(row['before'])} of all "
        f"paths, {percent(row['after'])} of those that make it"
        for row in changed
    ]
    bits = {row["what"]: row["bits"] for row in found.information}
    parts = [f"{name} {bits[name]:.1f}" for name in bits if name != "all"]
    below.append(f"Surprise of {bits['all']:.1f} bits: {', '.join(parts)}.")
    return "\n".join([*head, *text, "", Report([], columns, below).text().lstrip("\n")])


def _short(unit: str) -> str:
    return "date" if unit == "date" else ""


def _unit(unit: str, currency: str) -> str:
    return "" if unit in ("1", "date") else unit.replace("currency", currency or "CNY")


def _wrapped(text: str, width: int = 110) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
