"""How likely a rare target is, for any function of standard normal numbers.

Subset simulation finds where the target is met, gradients find the few directions that matter, and
draws from a mixture of normal distributions in these estimate the probability.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from .rare_directions import ALL_UP_TO, Directions
from .rare_mixture import Proposal, fit_mixture
from .refusals import must_be, number
from .subset_simulation import Levels

#: Of a target at least so likely plain paths tell more.
_LIKELY = 0.03
#: Below this nothing is claimed but that it is below.
LEAST = 1e-16
_ROUNDS = 3
#: Of the probability; alternatives with less are left as subset simulation has them.
_SMALL_SHARE = 0.005
_UNLIKELIER = 1e-4
#: Above this share outside the directions kept, no few directions decide.
_MOST_LEFT_OUT = 0.25
#: How far the estimate and subset simulation may be apart, in their standard errors.
_APART = 3.0


@dataclass(frozen=True)
class RareEvent:
    """How likely it is that a function of standard normal numbers is met, and where it is.

    Made by `rare_event`; prints in words.
    """

    #: 0 to 1.
    probability: float
    #: Of the probability.
    standard_error: float
    #: The 95 % interval.
    interval: tuple[float, float]
    #: ``paths`` (as drawn), ``mixture`` (importance sampling), ``subset simulation`` (an order of
    #: magnitude) or ``not met`` (no point was found).
    method: str
    #: How many independent points at which it is met the weighted ones are worth.
    effective_size: float
    #: The largest point's share in the probability.
    largest_weight: float
    #: How often the function was asked.
    evaluations: int
    #: What subset simulation says by itself, and its coefficient of variation (NaN, NaN where it
    #: was not used).
    check: tuple[float, float]
    #: The part of the probability that each alternative has; sums to 1.
    shares: np.ndarray
    #: What to know beside the figure; empty where there is nothing.
    note: str
    #: Points (points, dimensions) at which it is met, their weights (sum 1) and alternatives.
    points: np.ndarray = field(repr=False)
    weights: np.ndarray = field(repr=False)
    alternatives: np.ndarray = field(repr=False)
    #: The best value found, its point, and its alternative.
    best: tuple[float, np.ndarray, int] = field(repr=False)

    @property
    def trusted(self) -> bool:
        """Whether the error stated is one, and the points say where the target is met."""
        return self.method in ("paths", "mixture") and not self.note

    @property
    def bits(self) -> float:
        """-log2 of the probability: how surprising it would be."""
        return -math.log2(self.probability) if self.probability > 0 else math.inf

    def __repr__(self) -> str:
        if self.method == "not met":
            return f"below {LEAST:g}: {self.note}"
        low, high = self.interval
        text = f"probability {self.probability:.3g}, 95 % interval {low:.3g} to {high:.3g}"
        text += f" ({self.method}, {self.evaluations:,} evaluations)"
        return f"{text}; {self.note}" if self.note else text


def rare_event(
    function: Callable[..., Any],
    dimensions: int,
    *,
    weights: Sequence[float] | None = None,
    seed: int = 1,
    relative_error: float = 0.03,
    most_evaluations: int = 300_000,
    progress: Callable[[float], object] | None = None,
) -> RareEvent:
    """How likely a function of independent standard normal numbers is met, down to 1e-16.

    function: takes points (points, dimensions) and gives a value of each; it is met where that is
    at least 0. What is far from met must have lower values: they are the way there. weights: of
    alternatives (summing to 1); the function then takes the alternative's number as well. seed:
    the same one gives the same figures. relative_error: aimed at; what was reached is said.
    most_evaluations: of the last stage, which doubles its draws until the error is reached.
    progress: called with the share done, 0 to 1.

    Where no few directions decide, or repeated estimates agree neither with each other nor with
    subset simulation, the method is ``subset simulation``: an order of magnitude with a wide
    interval. Raises ValueError for dimensions, weights or an error that make no sense or a function
    that gives other shapes or NaN, TypeError for what is no function.
    """
    if not callable(function):
        raise must_be("function", "a callable", function)
    d = _whole("dimensions", dimensions, 1)
    whole_seed = _whole("seed", seed, 0)
    most = _whole("most_evaluations", most_evaluations, 1)
    aim = number("relative_error", relative_error)
    if not 0 < aim <= 1:
        raise ValueError(f"relative_error is {aim:g}, must be greater than 0 and at most 1")
    shares = _weights(weights)
    run = _Run(_checked(function, weights is not None), d, shares, whole_seed, aim, most, progress)
    found = run.estimate(1)
    if found.method == "mixture" and found.note:
        again = _Run(run.function, d, shares, whole_seed + 0x9E3779B9, aim, most, progress)
        found = _agreed(found, again.estimate(4))
    return found


def _whole(name: str, value: Any, least: int) -> int:
    if isinstance(value, (bool, np.bool_)) or not hasattr(value, "__index__"):
        raise must_be(name, "a whole number", value)
    made = int(value)
    if not least <= made < 2**63:
        raise ValueError(f"{name} is {made}, must be at least {least} and less than 2^63")
    return made


def _weights(weights: Any) -> np.ndarray:
    if weights is None:
        return np.ones(1)
    made = np.asarray(weights, dtype=np.float64)
    if made.ndim != 1 or not len(made) or not np.all(made >= 0) or abs(made.sum() - 1) > 1e-9:
        raise ValueError("weights must be at least 0 each and sum to 1")
    return made


def _checked(function: Any, with_alternative: bool) -> Callable[[np.ndarray, int], np.ndarray]:
    def value(z: np.ndarray, alternative: int) -> np.ndarray:
        found = function(z, alternative) if with_alternative else function(z)
        made = np.asarray(found, dtype=np.float64)
        if made.shape != (len(z),):
            raise ValueError(
                f"the function gives an array of shape {made.shape} for {len(z)} points, must give "
                "a value of each"
            )
        if np.isnan(made).any():
            raise ValueError("the function gives NaN, must give a number at every point")
        return made

    return value


def _agreed(first: RareEvent, second: RareEvent) -> RareEvent:
    """The second estimate where it agrees with its own check or with the first, else a range."""
    if second.method != "mixture" or not second.note:
        return second
    error = math.hypot(first.standard_error, second.standard_error)
    if abs(first.probability - second.probability) <= _APART * error:
        return replace(second, note="")
    check, cv = second.check
    ends = [*second.interval, *first.interval]
    if check > 0:
        spread = math.exp(1.96 * 2 * cv)
        ends += [check / spread, check * spread]
    low, high = min(ends), max(ends)
    note = "two estimates disagree; an order of magnitude"
    return _rough(second, check or second.probability, (low, high), note)


def _rough(
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


@dataclass(frozen=True)
class Effort:
    """How much is spent on each alternative's proposal."""

    points: int
    draws: int
    gradients: int
    more_gradients: int = 16
    rounds: int = 3
    moves: int = 8
    fitted: int = 1500
    starts: int = 3


#: Of several alternatives each is a part of the answer, and what gradients say is shared.
_SEVERAL = Effort(1000, 1500, 10, 4, 2, 6, 600, 1)


class _Part:
    """One alternative: its search, and what is drawn for its estimate."""

    def __init__(self, run: _Run, index: int, size: int) -> None:
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
        levels, size, d = self.levels, self.levels.size, self.levels.dimensions
        z, start = self.start, self.start
        best = -1.0
        for turn in range(effort.rounds):
            axes = self.directions.axes()
            y = z if axes is None else z @ axes
            wide = float(np.square(y).sum(axis=1).mean()) / y.shape[1]
            fitted = fit_mixture(
                y, self.random, most_points=effort.fitted, starts=effort.starts
            )
            proposal = Proposal(fitted, wide, axes)
            drawn, log_weight = proposal.draw(effort.draws, d, self.random)
            value = levels.value(drawn)
            x = np.where(value >= 0, np.exp(log_weight), 0.0)
            total, square = float(x.sum()), float(np.square(x).sum())
            size_now = total * total / square if square > 0 else 0.0
            if size_now > best:
                best, self.proposal, self.spread = size_now, proposal, float(x.std())
            if turn == effort.rounds - 1 or size_now > 0.3 * effort.draws:
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


class _Run:
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
        se = math.sqrt(variance)
        return self._made("paths", p, se, shares, z, x, of, (math.nan, math.nan), "")

    def _not_met(self) -> RareEvent:
        value = self._best[0]
        constant = all(np.ptp(p.levels.h) == 0 for p in self.parts)
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
        rough = (check / spread, check * spread)
        if p <= 0 or made.effective_size < 100 or made.largest_weight > 0.2:
            return _rough(made, check, rough, "too few points tell; an order of magnitude")
        if left > _MOST_LEFT_OUT:
            return _rough(made, check, rough, "no few directions decide; an order of magnitude")
        apart = abs(math.log(p / check)) / math.sqrt(cv * cv + (se / p) ** 2)
        if apart > _APART:
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
