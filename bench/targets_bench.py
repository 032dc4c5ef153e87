"""Rare events, indices and targets: how far off, how honest and how fast, on one core.

Run it with SciPy installed: OMP_NUM_THREADS=1 python bench/targets_bench.py [SEEDS] [CASE ...]. Of
each case with a known probability: the worst and the mean square relative error, how many of the
seeds have an error above 10 %, how many 95 % intervals hold the truth, and seconds of processor
time; beside them what plain paths of the same number would have for an error. Without cases the
announcement of the example follows, beside plain paths of it.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import rampcast as rc
from scipy.stats import chi2

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "tianshui.toml"
Function = Callable[[np.ndarray], np.ndarray]


def beyond(x: float) -> float:
    return 0.5 * math.erfc(x / math.sqrt(2))


def tail(beta: float, d: int) -> Function:
    along = np.full(d, 1 / math.sqrt(d))
    return lambda z: z @ along - beta


def both_tails(z: np.ndarray) -> np.ndarray:
    return np.abs(z.sum(axis=1)) / math.sqrt(z.shape[1]) - 5


def four_branches(s: float, k: float) -> Function:
    def h(z: np.ndarray) -> np.ndarray:
        u, v = (z[:, 0] + z[:, 1]) / math.sqrt(2), (z[:, 0] - z[:, 1]) / math.sqrt(2)
        return np.maximum(np.abs(u) - s - 0.2 * v * v, np.abs(v) - k / 2)

    return h


def parabola(level: float) -> Function:
    return lambda z: z[:, 1] + 0.5 * (z[:, 0] - 0.1) ** 2 - level


def metaball(z: np.ndarray) -> np.ndarray:
    x, y = z[:, 0], z[:, 1]
    a = (4 * (x + 2) ** 2 / 9 + y**2 / 25) ** 2
    b = ((x - 2.5) ** 2 / 4 + (y - 0.5) ** 2 / 25) ** 2
    return 5 - 30 / (a + 1) - 20 / (b + 1)


def four_directions(z: np.ndarray) -> np.ndarray:
    return np.max(z[:, :4] - np.array([4, 4.2, 4.4, 4.6]), axis=1)


def thin(z: np.ndarray) -> np.ndarray:
    return np.max([0.025 - np.abs(z[:, i] - c) for i, c in enumerate((3.6, -3.8, 4.0))], axis=0)


def cases() -> dict[str, tuple[Function, int, float]]:
    made: dict[str, tuple[Function, int, float]] = {}
    for d in (2, 40, 400):
        for beta, p in (
            (2.3263478740408408, 1e-2),
            (3.719016485, 1e-4),
            (5.997807015, 1e-9),
            (7.034483825, 1e-12),
        ):
            made[f"tail {p:.0e}, {d} dimensions"] = (tail(beta, d), d, p)
    made["two at once"] = (lambda z: np.minimum(z[:, 0], z[:, 1]) - 3, 2, 1.8222247e-6)
    made["two modes, 40"] = (both_tails, 40, 5.733031438e-7)
    made["four branches"] = (four_branches(3, 7), 2, 2.222795066e-3)
    made["four far branches"] = (four_branches(5, 11), 2, 3.629936102e-7)
    made["parabola 5"] = (parabola(5), 2, 3.016311901e-3)
    made["parabola 10"] = (parabola(10), 2, 1.473261849e-5)
    made["metaball"] = (metaball, 2, 1.128104e-5)
    made["four directions, 40"] = (four_directions, 40, 5.25412166e-5)
    parts = [beyond(c - 0.025) - beyond(c + 0.025) for c in (3.6, 3.8, 4.0)]
    for d in (3, 40):
        made[f"thin regions, {d}"] = (thin, d, 1 - math.prod(1 - part for part in parts))
    radius = math.sqrt(chi2.isf(1e-6, 40))
    made["sphere, 40"] = (lambda z: np.linalg.norm(z, axis=1) - radius, 40, 1e-6)
    return made


def one(name: str, function: Function, dimensions: int, truth: float, seeds: int) -> None:
    errors, inside, seconds, asked, methods = [], 0, [], [], {}
    for seed in range(1, seeds + 1):
        since = time.process_time()
        found = rc.rare_event(function, dimensions, seed=seed)
        seconds.append(time.process_time() - since)
        errors.append(abs(found.probability / truth - 1))
        inside += found.interval[0] <= truth <= found.interval[1]
        asked.append(found.evaluations)
        methods[found.method] = methods.get(found.method, 0) + 1
    wrong = sum(error > 0.1 for error in errors)
    plain = math.sqrt((1 - truth) / truth / np.mean(asked))
    how = ", ".join(f"{method} {count}" for method, count in methods.items())
    print(
        f"{name:26s} {max(errors):7.1%} {np.sqrt(np.mean(np.square(errors))):7.2%} {wrong:5d} "
        f"{inside:5d} {np.mean(seconds):6.2f} {max(seconds):6.2f} {np.mean(asked):9,.0f} "
        f"{plain:9.3g}  {how}",
        flush=True,
    )


def announcement(seeds: int) -> None:
    plant = rc.load_plant(EXAMPLE)
    found, seconds = [], []
    for seed in range(1, seeds + 1):
        since = time.process_time()
        each = rc.what_it_takes(plant, seed=seed)
        seconds.append(time.process_time() - since)
        found.append(each.rare_event)
    p = np.array([each.probability for each in found])
    told = np.mean([each.standard_error for each in found])
    print(
        f"\n20,000 units and 5 bn in 2025, {seeds} seeds: {p.mean():.3e}, spread {p.std():.1e}, "
        f"told {told:.1e}; effective points {min(e.effective_size for e in found):,.0f} at least; "
        f"{np.mean([e.evaluations for e in found]):,.0f} paths, "
        f"{np.mean(seconds):.2f} s, {max(seconds):.2f} s at most"
    )
    f = rc.PathFunction(
        plant,
        rc.Timeline("2024-01-01", "2026-01-01"),
        metrics=["units", "value"],
        steps=["year"],
    )
    columns = [i for i, each in enumerate(f.figures) if each.period == "2025"]
    random = np.random.default_rng(12345)
    since = time.process_time()
    share, variance, paths = 0.0, 0.0, 0
    for a, each in enumerate(f.alternatives):
        count = round(2_000_000 * each.weight)
        hits = 0
        for i in range(0, count, 50_000):
            z = random.standard_normal((min(50_000, count - i), f.dimensions(a)), dtype=np.float32)
            made = f(z, a)[:, columns]
            hits += int(((made[:, 0] >= 20_000) & (made[:, 1] >= 5e9)).sum())
        share += each.weight * hits / count
        variance += each.weight**2 * hits / count**2
        paths += count
    print(
        f"plain paths: {share:.3e} ± {math.sqrt(variance):.1e}; {paths:,} paths, "
        f"{time.process_time() - since:.1f} s"
    )
    since = time.process_time()
    none = rc.what_it_takes(plant, metric="units", at_least=172_801, period="2025")
    print(f"172,801 units: {none.probability}, {1000 * (time.process_time() - since):.1f} ms")
    for level in (48_500,):
        since = time.process_time()
        far = rc.what_it_takes(plant, metric="units", at_least=level, period="2025")
        took = time.process_time() - since
        print(
            f"{level:,} units: {far.probability:.2e} ± {far.standard_error:.1e}, "
            f"{far.rare_event.effective_size:,.0f} effective points, {took:.2f} s"
        )


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    wanted = sys.argv[2:]
    print(
        f"{seeds} seeds of each: relative errors, how many above 10 %, intervals that hold, "
        "seconds,\nevaluations, relative error of as many plain paths, how it was answered"
    )
    print(f"{'':26s}   worst     rms  >10%  held   mean   most     asked     plain")
    for name, (function, dimensions, truth) in cases().items():
        if not wanted or any(name.startswith(each) for each in wanted):
            one(name, function, dimensions, truth, seeds)
    if not wanted:
        announcement(max(3, seeds // 10))


if __name__ == "__main__":
    main()
