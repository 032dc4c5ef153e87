"""A run of the estimator of rare events: its search, its proposals and its draws."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from .rare_directions import ALL_UP_TO, Directions
from .rare_mixture import Proposal, fit_mixture
from .rare_result import LEAST, RareEvent
from .subset_simulation import Levels

#: Of a target at least so likely plain paths tell more.
_LIKELY = 0.03
#: Of the probability; alternatives with less are left as subset simulation has them.
_SMALL_SHARE = 0.005
_UNLIKELIER = 1e-4
#: Above this share outside the directions kept, no few directions decide.
_MOST_LEFT_OUT = 0.25
#: How far the estimate and subset simulation may be apart, in their standard errors.
APART = 3.0


def rough(
    found: RareEvent, probability: float, interval: tuple[float, float], note: str
) -> RareEvent:
    low, high = interval
    return replace(
        found,
        probability=probability,
        standard_error=(high - low) / 3.92,
        interval=interval,
        method="subset simulation",
        note=note,
    )


#: Points that a round moves on and fits again.
_REFITTED = 2000


@dataclass(frozen=True)
class Effort:
    """How much is spent on each alternative's proposal."""

    points: int
    draws: int
    gradients: int
    more_gradients: int = 16
    rounds: int = 3
    least_rounds: int = 2
    moves: int = 8
    fitted: int = 1500
    starts: int = 3


#: Of several alternatives each is a part of the answer, and what gradients say is shared.
_SEVERAL = Effort(
    points=1000,
    draws=1500,
    gradients=10,
    more_gradients=4,
    rounds=2,
    least_rounds=1,
    moves=6,
    fitted=600,
    starts=1,
)


class _Part:
    """One alternative: its search, and what is drawn for its estimate."""

    def __init__(self, run: Run, index: int, size: int) -> None:
        self.index, self.weight = index, float(run.weights[index])
        self.random = np.random.default_rng([run.seed, index])

        def function(z: np.ndarray) -> np.ndarray:
            return run.function(z, index)

        self.levels = Levels(function, run.dimensions, size, self.random)
        self.directions = Directions(self.levels.value, run.dimensions, self.random)
        self.proposal: Proposal | None = None
        self.spread = 0.0
        self.start = self.levels.z
        self.z: list[np.ndarray] = []
        self.x: list[np.ndarray] = []
        self.drawn = 0
        self.sum = self.square = 0.0

    @property
    def found(self) -> float:
        """The probability of the alternative and the target, by subset simulation."""
        return self.weight * math.exp(self.levels.log_p) if self.levels.reached else 0.0

    def begin(self, gradients: int, shared: list[np.ndarray] | None) -> None:
        """Spreads points over where the target is met, and finds the directions that matter.

        gradients: how many. shared: where alternatives put what their gradients say together.
        """
        levels, d = self.levels, self.levels.dimensions
        met = np.flatnonzero(levels.h >= 0)
        pick = np.resize(self.random.permutation(met), levels.size)
        self.start = levels.moved_inside(levels.z[pick], levels.h[pick], 5)[0]
        if shared is not None:
            self.directions.rows = shared
        far = levels.outside * 1.6
        far = far[levels.value(far) >= 0][: gradients // 2] if d > ALL_UP_TO else far[:0]
        self.directions.add(np.concatenate([self.start[: gradients - len(far)], far]))

    def refine(self, effort: Effort) -> None:
        """Finds a proposal."""
        levels, d = self.levels, self.levels.dimensions
        z, start = self.start, self.start
        size = min(levels.size, _REFITTED)
        best = -1.0
        for turn in range(effort.rounds):
            axes = self.directions.axes()
            y = z if axes is None else z @ axes
            wide = float(np.square(y).sum(axis=1).mean()) / y.shape[1]
            fitted = fit_mixture(y, self.random, most_points=effort.fitted, starts=effort.starts)
            proposal = Proposal(fitted, wide, axes)
            drawn, log_weight = proposal.draw(effort.draws, d, self.random)
            value = levels.value(drawn)
            x = np.where(value >= 0, np.exp(log_weight), 0.0)
            total, square = float(x.sum()), float(np.square(x).sum())
            size_now = total * total / square if square > 0 else 0.0
            if size_now > best:
                best, self.proposal, self.spread = size_now, proposal, float(x.std())
            # A first round's wide part may have met a region that was not fitted.
            good = size_now > 0.3 * effort.draws and turn >= effort.least_rounds - 1
            if turn == effort.rounds - 1 or good:
                break
            if size_now > 0:
                pick = self.random.choice(len(x), size, p=x / total)
                z, h = drawn[pick], value[pick]
                if size_now < 150:
                    half = size // 2
                    z = np.concatenate([z[:half], start[self.random.permutation(len(start))]])
                    z = z[:size]
                    h = np.zeros(len(z))
                self.directions.add(z[: effort.more_gradients])
                z, h = levels.moved_inside(z, h, effort.moves, 0.35)
            else:
                z, h = levels.moved_inside(start, np.zeros(len(start)), effort.moves, 0.35)

    def draw(self, count: int) -> None:
        """Adds draws to the estimate."""
        assert self.proposal is not None
        z, log_weight = self.proposal.draw(count, self.levels.dimensions, self.random)
        met = self.levels.value(z) >= 0
        x = np.exp(log_weight[met])
        self.z.append(z[met])
        self.x.append(x)
        self.drawn += count
        self.sum += float(x.sum())
        self.square += float(np.square(x).sum())

    @property
    def mean(self) -> float:
        return self.sum / self.drawn if self.drawn else 0.0

    @property
    def variance(self) -> float:
        """Of one draw."""
        return max(0.0, self.square / self.drawn - self.mean**2) if self.drawn else 0.0


def wilson(p: float, size: float) -> tuple[float, float]:
    """The 95 % interval of a share of so many draws (Wilson 1927), which holds near 0 and 1 too."""
    square = 1.96 * 1.96 / size
    middle = (p + square / 2) / (1 + square)
    half = math.sqrt(p * (1 - p) * square + square * square / 4) / (1 + square)
    return max(0.0, middle - half), 1.0 if p >= 1 else min(1.0, middle + half)


class Run:
    def __init__(
        self,
        function: Callable[[np.ndarray, int], np.ndarray],
        dimensions: int,
        weights: np.ndarray,
        seed: int,
        aim: float,
        most: int,
        progress: Callable[[float], object] | None,
    ) -> None:
        self.function, self.dimensions, self.weights = function, dimensions, weights
        self.seed, self.aim, self.most = seed, aim, most
        self._progress = progress
        self.parts: list[_Part] = []

    def _tell(self, share: float) -> None:
        if self._progress is not None:
            self._progress(share)

    def estimate(self, times: int) -> RareEvent:
        """times: of the usual points of a level."""
        used = np.flatnonzero(self.weights > 0)
        size = (_SEVERAL.points if len(used) >= 8 else 5000) * times
        self.parts = [_Part(self, int(i), size) for i in used]
        plain = sum(part.weight * float((part.levels.h >= 0).mean()) for part in self.parts)
        if plain >= _LIKELY:
            return self._by_paths(plain)
        self._search()
        total = sum(part.found for part in self.parts)
        if total <= 0:
            return self._not_met()
        refined = [part for part in self.parts if part.found >= _SMALL_SHARE * total]
        gradients = int(min(max(40_000 / self.dimensions, 64), 400))
        effort = _SEVERAL if len(refined) > 3 else Effort(5000, 4000, gradients)
        shared: list[np.ndarray] | None = [] if len(refined) > 3 else None
        for part in refined:
            part.begin(effort.gradients, shared)
        for i, part in enumerate(refined):
            self._tell(0.3 + 0.4 * i / len(refined))
            part.refine(effort)
        self._tell(0.7)
        self._draw(refined, 24_000)
        while not self._sure(refined) and sum(part.drawn for part in refined) < self.most:
            self._draw(refined, sum(part.drawn for part in refined))
        self._tell(1.0)
        return self._result(refined, [p for p in self.parts if p not in refined and p.found > 0])

    def _search(self) -> None:
        least = math.log(LEAST)
        going = [part for part in self.parts if not part.levels.done]
        turn = 0
        while going:
            for part in going:
                part.levels.advance()
            found = sum(part.found for part in self.parts)
            going = [
                part
                for part in going
                if not part.levels.done
                and part.levels.log_p > least
                and part.weight * math.exp(part.levels.log_p) > _UNLIKELIER * found
            ]
            turn += 1
            self._tell(0.3 * turn / (turn + 4))

    def _draw(self, parts: list[_Part], total: int) -> None:
        spread = np.array([part.weight * part.spread for part in parts])
        share = np.maximum(spread, 0.05 * spread.mean())
        for part, own in zip(parts, share / share.sum()):
            part.draw(max(200, round(total * own)))

    def _sure(self, parts: list[_Part]) -> bool:
        p, se, x = self._sums(parts)
        if p <= 0:
            return False
        size = x.sum() ** 2 / np.square(x).sum()
        return bool(se <= self.aim * p and size >= 400 and x.max() <= 0.05 * x.sum())

    @staticmethod
    def _sums(parts: list[_Part]) -> tuple[float, float, np.ndarray]:
        p = sum(part.weight * part.mean for part in parts)
        variance = sum(part.weight**2 * part.variance / part.drawn for part in parts)
        x = np.concatenate([w * part.weight / part.drawn for part in parts for w in part.x])
        return p, math.sqrt(variance), x

    @property
    def _evaluations(self) -> int:
        return sum(part.levels.evaluations for part in self.parts)

    @property
    def _best(self) -> tuple[float, np.ndarray, int]:
        part = max(self.parts, key=lambda part: part.levels.best_h)
        return part.levels.best_h, part.levels.best_z, part.index

    def _by_paths(self, plain: float) -> RareEvent:
        count = max(24_000, math.ceil((1 - plain) / plain / (0.025 * 0.025)))
        count = min(count, max(self.most, 24_000))
        z, x, of, p, variance, shares = [], [], [], 0.0, 0.0, np.zeros(len(self.weights))
        for part in self.parts:
            own = max(200, round(count * part.weight))
            drawn = part.random.standard_normal((own, self.dimensions))
            met = part.levels.value(drawn) >= 0
            hits = int(met.sum())
            share = hits / own
            p += part.weight * share
            variance += part.weight**2 * share * (1 - share) / own
            shares[part.index] = part.weight * share
            z.append(drawn[met])
            x.append(np.full(hits, part.weight / own))
            of.append(np.full(hits, part.index))
            self._tell(0.5 + 0.5 * len(z) / len(self.parts))
        drawn = sum(len(each) for each in z) / p if p > 0 else count
        made = self._made(
            "paths",
            p,
            math.sqrt(variance) if variance > 0 else 1 / drawn,
            shares,
            z,
            x,
            of,
            (math.nan, math.nan),
            "",
        )
        return replace(made, interval=wilson(p, p * (1 - p) / variance if variance > 0 else drawn))

    def _not_met(self) -> RareEvent:
        value = self._best[0]
        constant = all(part.levels.constant for part in self.parts)
        note = (
            "it depends on nothing that is uncertain"
            if constant
            else f"no point met it; the best comes to {value:.4g}"
        )
        none = np.zeros(len(self.weights))
        made = self._made("not met", 0.0, 0.0, none, [], [], [], (0.0, math.nan), note)
        return made

    def _result(self, parts: list[_Part], small: list[_Part]) -> RareEvent:
        p, se, _ = self._sums(parts)
        shares = np.zeros(len(self.weights))
        z, x, of = [], [], []
        for part in parts:
            shares[part.index] = part.weight * part.mean
            for points, own in zip(part.z, part.x):
                z.append(points)
                x.append(own * part.weight / part.drawn)
                of.append(np.full(len(own), part.index))
        variance = se * se
        for part in small:
            shares[part.index] = part.found
            p += part.found
            variance += part.found**2 * part.levels.cv2
            met = part.levels.z[part.levels.h >= 0][:100]
            z.append(met)
            x.append(np.full(len(met), part.found / len(met)))
            of.append(np.full(len(met), part.index))
        se = math.sqrt(variance)
        check = sum(part.found for part in self.parts)
        cv = math.sqrt(sum(part.found**2 * part.levels.cv2 for part in self.parts)) / check
        made = self._made("mixture", p, se, shares, z, x, of, (check, cv), "")
        left = max(part.directions.left_out for part in parts)
        spread = math.exp(1.96 * 2 * cv)
        wide = (check / spread, check * spread)
        if p <= 0 or made.effective_size < 100 or made.largest_weight > 0.2:
            return rough(made, check, wide, "too few points tell; an order of magnitude")
        if left > _MOST_LEFT_OUT:
            return rough(made, check, wide, "no few directions decide; an order of magnitude")
        apart = abs(math.log(p / check)) / math.sqrt(cv * cv + (se / p) ** 2)
        if apart > APART:
            return self._made(
                "mixture", p, se, shares, z, x, of, (check, cv), "subset simulation disagrees"
            )
        return made

    def _made(
        self,
        method: str,
        p: float,
        se: float,
        shares: np.ndarray,
        z: list[np.ndarray],
        x: list[np.ndarray],
        of: list[np.ndarray],
        check: tuple[float, float],
        note: str,
    ) -> RareEvent:
        weights = np.concatenate([np.zeros(0), *x])
        total = weights.sum()
        weights = weights / total if total > 0 else weights
        square = float(np.square(weights).sum())
        return RareEvent(
            probability=float(p),
            standard_error=float(se),
            interval=(max(0.0, p - 1.96 * se), min(1.0, p + 1.96 * se)),
            method=method,
            effective_size=1 / square if square > 0 else 0.0,
            largest_weight=float(weights.max()) if len(weights) else 0.0,
            evaluations=self._evaluations,
            check=check,
            shares=shares / shares.sum() if shares.sum() > 0 else shares,
            note=note,
            points=np.concatenate([np.zeros((0, self.dimensions)), *z]),
            weights=weights,
            alternatives=np.concatenate([np.zeros(0, dtype=np.int64), *of]),
            best=self._best,
        )
