"""What limits output, nothing counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..frame import grouped

if TYPE_CHECKING:
    from .forecast import Forecast

#: Constraints that the model names itself, in Chinese.
_CHINESE = {
    "lines": "产线",
    "orders": "订单",
    "cash": "资金",
    "not started": "未投产",
    "closed": "停产",
    "reported": "已公布",
}


def in_language(constraint: str, lang: str) -> str:
    """A constraint's name as a person reads it; names of the user's stay."""
    return _CHINESE.get(constraint, constraint) if lang == "zh" else constraint


def limits(forecast: Forecast, step: str) -> list[dict[str, Any]]:
    """What limits output by period: rows with period, constraint, share, start and end.

    Those of `Forecast.binding`, but for plants of several lines: whenever the lines limit, each of
    them is held back by something of its own, which would be counted side by side. They are one
    there, ``lines``.
    """
    rows = [dict(row) for row in forecast.binding(step)]
    lines = forecast.plant.lines
    names = [{station.name for station in line.stations} or {"lines"} for line in lines]
    own = set().union(*names)
    if len(lines) < 2 or len(own) < 2:
        return rows
    result = []
    for here in grouped(rows, "period").values():
        share = {row["constraint"]: row["share"] for row in here}
        others = [row for row in here if row["constraint"] not in own]
        # Either would do were there no ties: what no other limit alone accounts for, and the
        # stations of any one line.
        most = [sum(share.get(name, 0.0) for name in each) for each in names]
        most.append(1.0 - sum(row["alone"] for row in others))
        result.append({**here[0], "constraint": "lines", "share": max(0.0, min(most))})
        result += others
    return result


def main_limits(forecast: Forecast, step: str) -> dict[str, list[tuple[str, float]]]:
    """By period, what limits output most: the fewest that account for half of it, with shares."""
    found: dict[str, list[tuple[str, float]]] = {}
    rows = [row for row in limits(forecast, step) if row["constraint"] != "reported"]
    for row in sorted(rows, key=lambda each: -float(each["share"])):
        named = found.setdefault(row["period"], [])
        if row["share"] >= 0.0005 and sum(share for _, share in named) < 0.5:
            named.append((row["constraint"], float(row["share"])))
    return found
