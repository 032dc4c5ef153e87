"""Sums over the projects of a table, path by path."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..frame import Frame
from ..units import plural
from .verdict import REACHED, VIEWS, Settings, Verdict


class Totals:
    """Verdicts as they come, and sums over the projects path by path."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.rows: list[dict[str, Any]] = []
        self.years: list[dict[str, Any]] = []
        #: By measure (a currency, or units of a name) and view, or year.
        self.sums: dict[tuple[str, str], np.ndarray] = {}
        self.counts: dict[str, int] = {}
        self.announced: dict[str, float] = {}
        self.kept: list[tuple[str, np.ndarray]] | None = []

    def add(self, verdict: Verdict, keep: bool) -> None:
        project = verdict.project
        self.rows.append(verdict.row)
        self.years += verdict.years
        valued = bool(verdict.value)
        measure = project.currency if valued else plural(project.unit)
        views = verdict.value if valued else verdict.units
        announced = verdict.row["announced_value" if valued else "announced_units"]
        self.counts[measure] = self.counts.get(measure, 0) + 1
        self.announced[measure] = self.announced.get(measure, 0.0) + announced
        for view, values in views.items():
            self._add((measure, view), values)
        for year, values in verdict.by_year.items():
            self._add((measure, str(year)), values)
        if keep and self.kept is not None:
            self.kept.append((measure, views["both"].astype(np.float32)))
        else:
            self.kept = None

    def _add(self, key: tuple[str, str], values: np.ndarray) -> None:
        self.sums[key] = values if key not in self.sums else self.sums[key] + values

    def shares(self) -> list[float]:
        """How much of the variance of its measure's total goes with each project."""
        if self.kept is None:
            return [float("nan")] * len(self.rows)
        found = []
        for measure, values in self.kept:
            total = self.sums[measure, "both"]
            spread = total.var()
            both = np.mean((values - values.mean(dtype=np.float64)) * (total - total.mean()))
            found.append(float(both / spread) if spread > 0 else float("nan"))
        return found

    def total(self) -> Frame:
        rows = []
        last = self.settings.as_of.year + 4
        for (measure, what), values in self.sums.items():
            low, middle, high = np.quantile(values, (0.1, 0.5, 0.9), method="inverted_cdf")
            is_view = what in VIEWS
            if not is_view and int(what) > last:
                continue
            announced = self.announced[measure] if is_view else float("nan")
            rows.append(
                {
                    "measure": measure,
                    "period": "announced" if is_view else what,
                    "view": what if is_view else "inside",
                    "projects": float(self.counts[measure]),
                    "announced": announced,
                    "p10": float(low),
                    "p50": float(middle),
                    "p90": float(high),
                    "mean": float(values.mean()),
                    "sd": float(values.std()),
                    "p_reached": float((values >= announced * REACHED).mean())
                    if is_view
                    else float("nan"),
                }
            )
        order = {view: i for i, view in enumerate(VIEWS)}
        rows.sort(
            key=lambda r: (r["measure"], r["period"] != "announced", r["period"], order[r["view"]])
        )
        return frame_of(rows)


def frame_of(rows: list[dict[str, Any]]) -> Frame:
    return Frame({name: [row[name] for row in rows] for name in rows[0]} if rows else {})
