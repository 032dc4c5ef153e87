"""What a calibration says in words."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import numpy as np

from ..frame import Frame
from ..units import clean

if TYPE_CHECKING:
    from .calibrate import Calibration

#: Below this contraction a number is still an assumption, above the next it is known.
_GUESS, _KNOWN = 0.4, 0.75
#: An error of so many sds is beyond reason: one in 16,000.
_BEYOND = 4.0
#: A misfit above this shows that shocks do not act as conditioning takes them to.
_BENT = 1.6
#: A level of shocks, of a log, that is told of.
_OFF = 0.15
_CEILINGS = ("nameplate.units_per_year", "cycle_time_s", "places", "performance")


def told_warnings(found: Calibration) -> list[str]:
    """What is to be said aloud: few draws, data that contradict, a ceiling that is a guess."""
    said = []
    if found.tempered:
        said.append(
            "few proposals carried the weight, so the draws come from tempering: they are as "
            f"good as {found.effective_draws:,.0f} independent ones"
        )
    if found.effective_draws < 100:
        said.append(
            f"few draws carry the weight: they tell as much as {found.effective_draws:,.0f} "
            "independent ones; ask for more draws"
        )
    for row in found.figures:
        if abs(row["error"]) > _BEYOND:
            side = "above" if row["error"] > 0 else "below"
            what = "output value" if row["metric"] == "gross_output_value" else row["metric"]
            verb = "lie" if what == "units" else "lies"
            said.append(
                f"{what} of {_of(row['series'])} in {row['period']}, "
                f"{row['observed']:,.6g}, {verb} {abs(row['error']):.1f} sds {side} what the plant "
                "can explain: the figure or what the plant assumes is wrong"
            )
    said += found.contradictions()
    drivers = found.drivers
    said += [
        f"{clean(row['driver'])} was drawn {abs(row['shift']):.1f} sds from what was assumed: the "
        "figures contradict the assumption"
        for row in drivers
        if abs(row["shift"]) > 2.5
    ]
    said += _of_ceilings(found)
    said += _of_levels(found)
    if found.misfit > _BENT:
        said.append(
            "drivers and shocks given the figures do not make them when run: ranges of what limits "
            "output are somewhat too narrow"
        )
    if found.shocked:
        lines = ", ".join(clean(each) for each in found.shocked)
        said.append(
            f"no noise is stated of {lines}: real output wanders from month to month, so the usual "
            "shock was assumed"
        )
    return said


def _of(series: str) -> str:
    return f"the {series}" if series == "plant" else clean(series)


def _quoted(name: str) -> str:
    return f'"{clean(name)}"' if " " in name else clean(name)


def _of_ceilings(found: Calibration) -> list[str]:
    """Of lines whose rate when mature nothing has narrowed by much, alternatives aside."""
    lines: dict[str, list[float]] = {}
    for driver, learned in found.within.items():
        if driver.startswith("line.") and driver.endswith(_CEILINGS):
            line = next(
                (e.name for e in found._stated.lines if driver.startswith(f"line.{e.name}.")),
                driver.split(".")[1],
            )
            lines.setdefault(line, []).append(learned)
    return [
        f"the ceiling of line {_quoted(line)} is still what was assumed: the figures have narrowed "
        f"it by {100 * max(max(of), 0):.0f} % of its variance"
        for line, of in lines.items()
        if max(of) < _GUESS
    ]


def _of_levels(found: Calibration) -> list[str]:
    """Of series whose last figure stands far from what the drivers alone make."""
    said = []
    for series, (period, level) in found.levels().items():
        if abs(level) > _OFF:
            side = "above" if level > 0 else "below"
            said.append(
                f"shocks hold {_of(series)} {abs(np.expm1(level)):.0%} {side} what its numbers "
                f"make in {period}: forecast() goes on from there, a forecast of .plant does not"
            )
    return said


def _value(x: float, unit: str) -> str:
    if np.isnan(x):
        return "—"
    if unit == "date":
        return datetime.date.fromordinal(719163 + round(float(x))).isoformat()
    return f"{x:,.4g}" if abs(x) < 10_000 else f"{x:,.0f}"


def _range(row: dict, title: str) -> list[str]:
    return [_value(row[f"{title}_{level}"], row["unit"]) for level in ("p10", "p50", "p90")]


def report(found: Calibration) -> str:
    """The table of drivers that moved, alternatives, and warnings."""
    seen = found.seen
    first, last = seen[0].label, seen[-1].label
    span = first if first == last else f"{first} to {last}"
    lines = [
        f"{clean(found._stated.name or found._stated.id)}   {len(seen)} figures, {span}   "
        f"worth {found.effective_draws:,.0f} draws   k-hat {found.k_hat:.2f}   "
        f"ln evidence {found.log_evidence:.1f}",
        "",
    ]
    drivers = found.drivers
    # What is within three standard errors of nothing learned is not told.
    least = 3 * np.sqrt(2 / max(found.effective_draws, 2))
    moved = [row for row in drivers if row["contraction"] > least or abs(row["shift"]) > least]
    shown = moved[:15]
    if shown:
        table = {
            "what": [clean(row["driver"]) for row in shown],
            "unit": [clean(row["unit"]) for row in shown],
        }
        for title in ("before", "after"):
            ranges = [_range(row, title) for row in shown]
            for k, level in enumerate(("P10", "P50", "P90")):
                table[f"{title} {level}"] = [each[k] for each in ranges]
        table["learned"] = [f"{100 * max(row['contraction'], 0):.0f} %" for row in shown]
        lines += repr(Frame(table)).splitlines()
    if len(moved) > len(shown):
        lines.append(f"… {len(moved) - len(shown)} more in .drivers …")
    rest = len(drivers) - len(moved)
    if rest:
        lines.append(f"{rest} of {len(drivers)} uncertain numbers remain what was assumed.")
    if len(found.alternatives):
        lines.append("")
        lines += repr(
            Frame(
                {
                    "question": [clean(row["question"]) for row in found.alternatives],
                    "option": [clean(row["option"]) for row in found.alternatives],
                    "before": [f"{100 * row['before']:.0f} %" for row in found.alternatives],
                    "after": [f"{100 * row['after']:.0f} %" for row in found.alternatives],
                }
            )
        ).splitlines()
    if found.warnings:
        lines += ["", *found.warnings[:12]]
    return "\n".join(lines)
