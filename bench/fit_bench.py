"""Logistic fits of 36 points: many series at once, beside SciPy and NumPy, on one thread.

Run it with SciPy installed: OMP_NUM_THREADS=1 python bench/fit_bench.py [SERIES]. The three fit the
same noisy ramps and are compared by what they find.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable

import numpy as np
import rampcast as rc

POINTS = 36
LOG_81 = np.log(81)


def ramps(series: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Times, and noisy logistic ramps most of which are seen to their ceiling."""
    rng = np.random.default_rng(seed)
    t = np.arange(POINTS, dtype=float)
    ceiling = rng.uniform(500, 1500, (series, 1))
    midpoint = rng.uniform(8, 22, (series, 1))
    slope = rng.uniform(0.2, 0.6, (series, 1))
    mean = ceiling / (1 + np.exp(-slope * (t - midpoint)))
    return t, np.maximum(mean + 0.03 * ceiling * rng.normal(size=mean.shape), 0)


def by_scipy(t: np.ndarray, y: np.ndarray) -> np.ndarray:
    """curve_fit one by one, from the largest value, the time of its half, and a usual slope."""
    from scipy.optimize import curve_fit

    def logistic(t: np.ndarray, ceiling: float, midpoint: float, slope: float) -> np.ndarray:
        return ceiling / (1 + np.exp(-slope * (t - midpoint)))

    found = np.empty((len(y), 3))
    for i, row in enumerate(y):
        top = row.max()
        start = (top, t[np.argmax(row >= top / 2)], 0.3)
        found[i] = curve_fit(logistic, t, row, p0=start)[0]
    found[:, 2] = LOG_81 / found[:, 2]
    return found


def by_numpy(t: np.ndarray, y: np.ndarray, block: int = 256) -> np.ndarray:
    """Variable projection with damped Gauss-Newton steps, a block of series at a time.

    A block small enough for the cache; those that converged leave it.
    """
    return np.vstack([_numpy_block(t, y[i : i + block]) for i in range(0, len(y), block)])


def _numpy_block(t: np.ndarray, y: np.ndarray) -> np.ndarray:
    count = len(y)
    found = np.empty((count, 3))
    left = np.arange(count)
    top = y.max(axis=1)
    midpoint = t[np.argmax(y >= top[:, None] / 2, axis=1)]
    k, b = np.full(count, 0.3), 0.3 * midpoint
    damping, low = np.full(count, 1e-2), np.full(count, np.inf)
    held = np.zeros((count, 9))
    held_k, held_b = k.copy(), b.copy()
    squares = np.einsum("ij,ij->i", y, y)
    for _ in range(60):
        g = 1 / (1 + np.exp(b[:, None] - k[:, None] * t))
        d = g - g * g
        dt = d * t
        pairs = ((g, g), (g, y), (g, d), (g, dt), (y, d), (y, dt), (d, d), (d, dt), (dt, dt))
        sums = np.stack([np.einsum("ij,ij->i", a, c) for a, c in pairs], axis=1)
        rest = squares - sums[:, 1] ** 2 / sums[:, 0]
        kept = (rest <= low + 1e-14 * squares) & (k > 0)
        held[kept], held_k[kept], held_b[kept] = sums[kept], k[kept], b[kept]
        low[kept] = rest[kept]
        damping = np.where(kept, np.maximum(damping * 0.05, 1e-9), damping * 8)
        gg, gy, gd, gdt, yd, ydt, dd, ddt, ddtt = held.T
        c = gy / gg
        up, across = (ydt - c * gdt) / c, (c * gd - yd) / c
        hkk, hkb, hbb = ddtt - gdt**2 / gg, gdt * gd / gg - ddt, dd - gd**2 / gg
        hkk, hbb = hkk * (1 + damping), hbb * (1 + damping)
        inverse = 1 / (hkk * hbb - hkb**2)
        step_k, step_b = (hbb * up - hkb * across) * inverse, (hkk * across - hkb * up) * inverse
        k, b = held_k + step_k, held_b + step_b
        near = kept & (damping < 1e-2)
        near &= (
            np.maximum(np.abs(step_k) / np.abs(held_k), np.abs(step_b) / (np.abs(held_b) + 1))
            < 1e-7
        )
        if near.any():
            found[left[near]] = np.stack([c, b / k, LOG_81 / k], axis=1)[near]
            on = ~near
            if not on.any():
                break
            left, y, k, b, damping, low = left[on], y[on], k[on], b[on], damping[on], low[on]
            held, held_k, held_b, squares = held[on], held_k[on], held_b[on], squares[on]
    return found


def by_rampcast(t: np.ndarray, y: np.ndarray) -> np.ndarray:
    """What this project does."""
    return rc.fit_many(rc.Logistic, t, y).values


def best(
    fits: Callable[[np.ndarray, np.ndarray], np.ndarray], t: np.ndarray, y: np.ndarray
) -> tuple[float, np.ndarray]:
    """Fits a second, the best of three runs, and what was found."""
    speed = 0.0
    for _ in range(3):
        since = time.perf_counter()
        found = fits(t, y)
        speed = max(speed, len(y) / (time.perf_counter() - since))
    return speed, found


def main() -> None:
    series = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    t, y = ramps(series)
    few, some = y[:2000], y[:20_000]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        own, found = best(by_rampcast, t, y)
        array, in_numpy = best(by_numpy, t, some)
        try:
            one, in_scipy = best(by_scipy, t, few)
        except ImportError:
            one, in_scipy = float("nan"), found[: len(few)]

    def apart(other: np.ndarray) -> float:
        mine = found[: len(other)]
        return float(np.nanmax(np.abs(other - mine) / np.abs(mine)))

    print(f"logistic fits of {POINTS} points a second, one thread, best of three")
    print(f"  rampcast.fit_many, {series:,} series      {own:>12,.0f}")
    print(
        f"  NumPy, variable projection, {len(some):,}  {array:>12,.0f}   1/{own / array:.1f}, "
        f"at most {apart(in_numpy):.1e} apart"
    )
    print(
        f"  scipy.optimize.curve_fit, {len(few):,}     {one:>12,.0f}   1/{own / one:.0f}, "
        f"at most {apart(in_scipy):.1e} apart"
    )
    since = time.perf_counter()
    for row in y[:300]:
        rc.fit(rc.Logistic, t, row)
    print(f"  rampcast.fit, one by one           {300 / (time.perf_counter() - since):>12,.0f}")


if __name__ == "__main__":
    main()
