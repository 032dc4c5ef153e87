"""A million paths of one line over 36 months: rampcast against NumPy, month by month.

Both run the same model in this process, one thread each: mature rate PERT, midpoint normal, rise
lognormal, an independent lognormal shock a month on output, a lognormal walk on the price; P10, P50
and P90 of the value of every month. Prints seconds, their ratio, the largest difference of the
quantiles, and the memory rampcast took above the interpreter.
"""

from __future__ import annotations

import datetime as dt
import resource
import statistics
import sys
import time

import numpy as np

PATHS = 16 * 2**16
MONTHS = 36
DAYS_PER_YEAR = 365
MATURE = (8_000.0, 10_000.0, 11_000.0)
MIDPOINT = (180.0, 30.0)
RISE = (5.48, 0.3)
SHOCK_SD = 0.1
VOLATILITY = 0.1
PRICE = 1_000.0
START = dt.date(2024, 1, 1)


def boundaries() -> list[int]:
    """Days from the start to each month's end, 0 first."""
    ends = [dt.date(START.year + m // 12, m % 12 + 1, 1) for m in range(MONTHS + 1)]
    return [(end - START).days for end in ends]


def with_numpy(rng: np.random.Generator, *, beta: bool = False) -> np.ndarray:
    """P10, P50, P90 of each month's value, one month at a time.

    beta: the shock on output is a beta variable of the same mean and spread, as an OEE would be.
    """
    low, mode, high = MATURE
    a, b = 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
    rate = (low + (high - low) * rng.beta(a, b, PATHS)) / DAYS_PER_YEAR
    midpoint = rng.normal(*MIDPOINT, PATHS)
    slope = np.log(81) / rng.lognormal(*RISE, PATHS)
    walk = np.zeros(PATHS)
    sd = VOLATILITY / np.sqrt(12)
    rows = []
    days = boundaries()
    before = np.logaddexp(0, slope * (days[0] - midpoint)) / slope
    for month in range(MONTHS):
        area = np.logaddexp(0, slope * (days[month + 1] - midpoint)) / slope
        units = rate * (area - before)
        before = area
        if beta:
            units *= rng.beta(19.2, 4.8, PATHS) / 0.8
        else:
            units *= np.exp(SHOCK_SD * rng.standard_normal(PATHS) - SHOCK_SD**2 / 2)
        if month > 0:
            walk += sd * rng.standard_normal(PATHS) - sd**2 / 2
        rows.append(np.percentile(units * PRICE * np.exp(walk), [10, 50, 90]))
    return np.array(rows)


def with_rampcast(rc, seed: int) -> np.ndarray:
    """The same through `rampcast.forecast`."""
    plant = rc.Plant(
        id="bench",
        as_of=START,
        lines=[
            rc.Line(
                "L1",
                starts=START,
                nameplate=rc.Nameplate(units_per_year=rc.Pert(*MATURE)),
                ramp=rc.Logistic(midpoint_days=rc.Normal(*MIDPOINT), rise_days=rc.LogNormal(*RISE)),
                noise=rc.Noise(sd=SHOCK_SD, month_correlation=0),
            )
        ],
        products=[rc.Product("unit", price=rc.Price(start=PRICE, volatility_per_year=VOLATILITY))],
    )
    forecast = rc.forecast(
        plant,
        rc.Timeline(START, dt.date(START.year + MONTHS // 12, 1, 1)),
        paths=PATHS,
        seed=seed,
        threads=1,
        metrics=["gross_output_value"],
        steps=["month"],
    )
    frame = forecast.frame(step="month")
    return np.column_stack([frame["p10"], frame["p50"], frame["p90"]])


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    before = peak_mb()
    import rampcast as rc

    imported = peak_mb()
    ours, theirs = [], []
    for seed in (1, 2, 3):
        began = time.perf_counter()
        a = with_rampcast(rc, seed)
        ours.append(time.perf_counter() - began)
    memory = peak_mb()
    for seed in (1, 2, 3):
        began = time.perf_counter()
        b = with_numpy(np.random.default_rng(seed))
        theirs.append(time.perf_counter() - began)
    with_beta = []
    for seed in (1, 2, 3):
        began = time.perf_counter()
        with_numpy(np.random.default_rng(seed), beta=True)
        with_beta.append(time.perf_counter() - began)
    mine, numpy = statistics.median(ours), statistics.median(theirs)
    numpy_beta = statistics.median(with_beta)
    print(f"{PATHS:,} paths x {MONTHS} months, one thread, median of 3")
    print(f"rampcast ({rc.engine.variant})  {mine:7.3f} s")
    print(f"NumPy month by month  {numpy:7.3f} s")
    print(f"share of NumPy's time {mine / numpy:7.3f}")
    print(f"NumPy with a beta OEE {numpy_beta:7.3f} s, share {mine / numpy_beta:.3f}")
    print(f"largest difference of a quantile {np.abs(a / b - 1).max():.4f}")
    print(
        f"memory: interpreter with NumPy {before:.0f} MB, import +{imported - before:.0f} MB,",
        end="",
    )
    print(f" run +{memory - imported:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
