"""What a figure rests on, as a printed table and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import _core
from ..layout import Column, Report
from ..units import clean, driver_in_words, figure, money_scale, percent
from .driver_numbers import told_value

if TYPE_CHECKING:
    from .sensitivity import Sensitivity

_MOST_ROWS = 12


def report(found: Sensitivity) -> str:
    """The tornado as a table, and what to make of it."""
    rows = list(found.tornado())
    moving = [row for row in rows if row["swing"] != 0 or row["lowest"] != row["highest"]]
    shown = moving[:_MOST_ROWS]
    plant = found.plant
    base = found.base
    factor, group = 1.0, found.metric.replace("gross_", "").replace("_", " ")
    if _core.metric_table()[found.metric]["measure"] == "money":
        scale = money_scale(plant.currency, max([abs(base), *(abs(row["high"]) for row in rows)]))
        factor, group = scale.factor, f"{group}, {scale.name}"
    decimals = 0 if factor == 1 else 2
    what = found.metric.replace("gross_", "").replace("_", " ")
    if found.product:
        what += f" of {clean(found.product)}"
    head = f"{clean(plant.name or plant.id)}   P50 of {what} in {found.period}: "
    head += f"{figure(base / factor, decimals)}"
    if factor != 1:
        head += f" ({group.split(', ')[1]})"
    names = [
        clean(row["driver"]) if row["unit"] == "option" else driver_in_words(row["driver"])
        for row in shown
    ]
    columns = [Column("", "", names, "left")]
    for end in ("low", "high"):
        cells = [
            clean(row[f"{end}_option"])
            if row["unit"] == "option"
            else told_value(row[f"{end}_value"], row["unit"], plant.currency)
            for row in shown
        ]
        columns.append(Column("assumption at", "P10" if end == "low" else "P90", cells))
    for end in ("low", "high"):
        cells = [figure(row[end] / factor, decimals) for row in shown]
        columns.append(Column(f"P50 of {group}", "P10" if end == "low" else "P90", cells))
    if found.at_least is not None:
        for end in ("low", "high"):
            cells = [percent(row[f"{end}_probability"]) for row in shown]
            columns.append(Column("probability", f"at {'P10' if end == 'low' else 'P90'}", cells))
    below = [found.summary] if found.summary else []
    left = len(moving) - len(shown)
    if left > 0:
        below.insert(0, f"… {left} more in .tornado()")
    if not shown:
        return "\n".join([head, "It rests on no uncertain number.", *below])
    return Report([head], columns, below).text()
