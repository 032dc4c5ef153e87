"""The outside view: what became of announcements like this one."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from .. import _core
from ..files import whole_file
from ..frame import Frame
from ..refusals import must_be
from ..tables import Source
from ..units import clean
from .reference_cases import Cases, cases_of, in_order, read_cases

#: How much a case counts whose kind differs from the one asked about.
_OTHER_KIND = 0.5
#: How fast a case counts less as its horizon differs: per unit of |difference of log months|.
_HORIZON_DECAY = 0.8
#: Cases in all that those of other stages count for.
_OTHER_STAGES = 0.7
#: Shares whose chance is predicted and scored.
LEVELS = (1.0, 0.8, 0.5)
#: A share that falls short of a level by so little reaches it.
_SHORT = 1e-9
_FORMAT = "rampcast reference 1"
#: Models whose scores are told.
_ALIKE, _STAGE, _ALL = "this class", "rate of the stage", "rate of all"


def learn_reference(frame: Source, *, name: str = "") -> Reference:
    """Learns from a history of announcements what share of them is achieved.

    frame: a table with the columns name, kind, stage, announced_on,
    announced_quantity, by_when, achieved_quantity and cluster; others are left alone, and stage and
    achieved_quantity must be there. Zeros, what was given up and what came late belong in it: what
    counts is the quantity that was there by the date. Rows without an achieved quantity are not
    known yet and are left out (`Reference.unknown` counts them). It may be a file (CSV, XLSX,
    Parquet), a data frame, an Arrow table or a dict of columns.
    name: what results call the class; empty: the file's name.

    Raises ValueError that names the row and column for a cell that cannot be read, an announced
    quantity of 0 or less, an achieved one below 0, and where fewer than 2 programmes are known.
    """
    if not isinstance(name, str):
        raise must_be("name", "text", name)
    what, cases, unknown = read_cases(frame, known=True)
    if len(set(cases.clusters)) < 2:
        raise ValueError(
            f"{what}: has {len(set(cases.clusters))} programmes whose achieved quantity is known, "
            "must have at least 2"
        )
    title = name or (Path(what).stem if what != "table" else "own history")
    return Reference(title, cases, unknown)


class Reference:
    """A reference class: cases of what became of announcements, made by `learn_reference`.

    A prediction is a mixture of the known cases, each weighted by how alike it is: cases of the
    same stage count 1, times .5 where the kind differs, times exp(-.8 |difference of log months to
    the date|), divided by the cases of its programme; those of other stages together count as .7
    of a case. What is not known makes no difference. Where a stage has no case, all stages count.
    """

    def __init__(self, name: str, cases: Cases, unknown: int = 0, rates: bool = False) -> None:
        #: What results call the class.
        self.name = name
        self._cases = cases
        self._sorted = in_order(cases)
        #: Rows of the table whose achieved quantity is not known, which were left out.
        self.unknown = unknown
        #: Whether the cases stand for known rates, so that scores on them test nothing.
        self.rates = rates
        self._scores: Frame | None = None

    def __len__(self) -> int:
        return len(self._cases)

    @property
    def programmes(self) -> int:
        """How many programmes the cases belong to."""
        return len(set(self._cases.clusters))

    @property
    def stages(self) -> list[str]:
        """The stages that have cases, in alphabetical order."""
        return sorted({str(each) for each in self._cases.stages if each})

    def predict(self, frame: Source) -> Frame:
        """The share of each announcement that will be there by its date.

        frame: a table with any of the columns stage, kind, announced_on, by_when and name.
        Columns, a row a row: name, p10, p50, p90 (of the share, 1 being all that was announced),
        p_zero (nothing by then), p_reached (at least all of it), p_80 and p_50 (at least so many
        per cent), mean; cases (how many programmes the prediction is worth), and the 90 %
        intervals of two of the chances given so few: p_zero_low, p_zero_high, p_reached_low,
        p_reached_high. Raises ValueError that names the row and column of what cannot be read.
        """
        asked = read_cases(frame, known=False)[1]
        columns: dict[str, list[float]] = {}
        told_before: dict[int, dict[str, float]] = {}
        for shares, weights in self._mixtures(asked):
            row = told_before.get(id(weights))
            if row is None:
                row = told_before[id(weights)] = _told(shares, weights)
            for key, value in row.items():
                columns.setdefault(key, []).append(value)
        made = {key: np.array(values, dtype=np.float64) for key, values in columns.items()}
        return Frame({"name": asked.names, **made})

    def distribution(self, frame: Source) -> list[tuple[np.ndarray, np.ndarray]]:
        """The whole prediction of each row: shares in rising order and their weights (sum 1)."""
        asked = read_cases(frame, known=False)[1]
        return [(shares, weights / weights.sum()) for shares, weights in self._mixtures(asked)]

    @property
    def scores(self) -> Frame:
        """How well it predicts its own cases, whole programmes left out.

        Columns: model (``this class``, ``rate of the stage``, ``rate of all``), cases, programmes,
        crps (of the share; 0 is perfect), coverage (cases within P10 to P90, which should hold at
        least .8), and the Brier scores of reaching all, .8 and .5 of what was announced, and of
        nothing: brier_reached, brier_80, brier_50, brier_zero.
        """
        if self._scores is None:
            self._scores = _scored(self, self._cases)
        return self._scores

    def score(self, frame: Source) -> Frame:
        """The same scores on cases it has not seen; a table as `learn_reference` takes.

        Cases of programmes it knows are predicted without them.
        """
        return _scored(self, read_cases(frame, known=True)[1])

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the class to a small JSON file, replaced in one step. Raises OSError."""
        cases = self._cases
        rows = [
            {
                "name": cases.names[i],
                "kind": str(cases.kinds[i]),
                "stage": str(cases.stages[i]),
                "log_horizon": None if np.isnan(horizon) else float(horizon),
                "share": float(cases.shares[i]),
                "cluster": str(cases.clusters[i]),
            }
            for i, horizon in enumerate(cases.log_horizons)
        ]
        content: dict[str, Any] = {"format": _FORMAT, "name": self.name, "unknown": self.unknown}
        content |= {"rates": self.rates, "cases": rows}
        with whole_file(path) as made:
            made.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")

    @staticmethod
    def load(path: str | os.PathLike[str]) -> Reference:
        """Reads a file that `save` wrote. Raises ValueError for another, OSError."""
        try:
            content = json.loads(Path(os.fspath(path)).read_text(encoding="utf-8"))
            if content["format"] != _FORMAT:
                raise ValueError
            rows = [
                (
                    row["name"],
                    row["kind"],
                    row["stage"],
                    math.nan if row["log_horizon"] is None else float(row["log_horizon"]),
                    float(row["share"]),
                    row["cluster"],
                )
                for row in content["cases"]
            ]
            rates = bool(content.get("rates", False))
            return Reference(str(content["name"]), cases_of(rows), int(content["unknown"]), rates)
        except (ValueError, KeyError, TypeError):
            raise ValueError(
                f"{clean(str(path))}: is no reference class that save() wrote"
            ) from None

    def places_of_cases(self) -> tuple[np.ndarray, int]:
        """The programme of each case of a `distribution`, by number, and how many there are."""
        places = np.unique(self._sorted.clusters.astype(str), return_inverse=True)[1]
        return places, int(places.max()) + 1

    def _mixtures(
        self, asked: Cases, model: str = _ALIKE, leave_out: bool = False
    ) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Shares in rising order and their weights, which sum to the programmes they are worth.

        leave_out: a row's own programme does not count. Equal questions have the same arrays.
        """
        made: dict[tuple[Any, ...], tuple[np.ndarray, np.ndarray]] = {}
        for i in range(len(asked)):
            out = str(asked.clusters[i]) if leave_out else None
            horizon = float(asked.log_horizons[i])
            key = (
                str(asked.stages[i]),
                str(asked.kinds[i]),
                None if horizon != horizon else horizon,
            )
            if (key, out) not in made:
                made[key, out] = _mixture(self._sorted, key, out, model)
            yield made[key, out]

    def __repr__(self) -> str:
        return f"<Reference {self.name}: {len(self)} cases of {self.programmes} programmes>"

    def __str__(self) -> str:
        return f"{self!r}\n{self.scores!r}"


# --- predictions -------------------------------------------------------------------------------


def _mixture(
    cases: Cases, asked: tuple[str, str, float | None], out: str | None, model: str
) -> tuple[np.ndarray, np.ndarray]:
    keep = np.ones(len(cases), dtype=bool) if out is None else cases.clusters != out
    if not keep.any():
        keep[:] = True
    stage, kind, horizon = asked
    same = cases.stages[keep] == stage
    if not stage or not same.any() or model == _ALL:
        same = np.ones(int(keep.sum()), dtype=bool)
    _, place, counts = np.unique(
        cases.clusters[keep].astype(str), return_inverse=True, return_counts=True
    )
    weights = np.ones(len(same))
    others = 0.0
    if model == _ALIKE:
        weights /= counts[place]
        if horizon is not None:
            apart = np.abs(cases.log_horizons[keep] - horizon)
            weights *= np.exp(-_HORIZON_DECAY * np.where(np.isnan(apart), 0.0, apart))
        others = _OTHER_STAGES if not same.all() else 0.0
    own = np.where(same, weights, 0.0)
    if model == _ALIKE and kind:
        kinds = cases.kinds[keep]
        own *= np.where((kinds == kind) | (kinds == ""), 1.0, _OTHER_KIND)
    programmes = np.bincount(place, weights=own)  # rows of one are not independent
    made = own * (own.sum() / (programmes @ programmes))
    if others:
        rest = np.where(same, 0.0, weights)
        made = made + rest * (others / rest.sum())
    return cases.shares[keep], made


def _quantile(shares: np.ndarray, weights: np.ndarray, p: float) -> float:
    """The least share with at least p of the weight at or below it."""
    sums = np.cumsum(weights)
    return float(shares[min(int(np.searchsorted(sums, p * sums[-1])), len(shares) - 1)])


def _chance(shares: np.ndarray, weights: np.ndarray, level: float) -> float:
    reached = shares >= level - _SHORT if level > 0 else shares <= 0
    return float(weights[reached].sum() / weights.sum())


def _told(shares: np.ndarray, weights: np.ndarray) -> dict[str, float]:
    count = float(weights.sum())
    row = {f"p{p}": _quantile(shares, weights, p / 100) for p in (10, 50, 90)}
    row |= {"p_zero": _chance(shares, weights, 0), "p_reached": _chance(shares, weights, 1)}
    row |= {f"p_{round(100 * each)}": _chance(shares, weights, each) for each in LEVELS[1:]}
    row |= {"mean": float(shares @ weights) / count, "cases": count}
    for key in ("p_zero", "p_reached"):
        # Jeffreys' interval for a share seen in so many cases.
        chance = _core.Beta(row[key] * count + 0.5, (1 - row[key]) * count + 0.5)
        row[f"{key}_low"], row[f"{key}_high"] = chance.quantile(0.05), chance.quantile(0.95)
    return row


def _crps(shares: np.ndarray, weights: np.ndarray, seen: float) -> float:
    """E|X - seen| - E|X - X'| / 2 of a mixture of points."""
    weights = weights / weights.sum()
    below = np.cumsum(weights)[:-1]
    return float(weights @ np.abs(shares - seen) - (below * (1 - below)) @ np.diff(shares))


def _scored(reference: Reference, cases: Cases) -> Frame:
    rows: list[dict[str, Any]] = []
    for model in (_ALIKE, _STAGE, _ALL):
        sums = np.zeros(6)
        mixtures = reference._mixtures(cases, model, leave_out=True)
        for (shares, weights), seen in zip(mixtures, cases.shares):
            low, high = (_quantile(shares, weights, p) for p in (0.1, 0.9))
            errors = [
                _chance(shares, weights, level) - float(_chance(np.array([seen]), _ONE, level))
                for level in (*LEVELS, 0)
            ]
            sums += [_crps(shares, weights, seen), low <= seen <= high, *np.square(errors)]
        rows.append(
            {
                "model": model,
                "cases": float(len(cases)),
                "programmes": float(len(set(cases.clusters))),
                **dict(zip(_SCORES, (sums / len(cases)).tolist())),
            }
        )
    return Frame({key: [row[key] for row in rows] for key in rows[0]})


_ONE = np.ones(1)
_SCORES = ("crps", "coverage", "brier_reached", "brier_80", "brier_50", "brier_zero")
