"""Calibration of plants: ranks of simulated truths, a reference sampler, seconds, and coverage on
ramps that happened.

    python bench/calibrate_bench.py [--plants 200] [--first 5000] [--ramps DIRECTORY]

Ramps are CSV files of period and value (``2018Q1,9766``) that are named in RAMPS below.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import time
from pathlib import Path

import numpy as np
import rampcast as rc
from calibrate_plants import KINDS, one_line, simulated

#: By file: announced units a year, start of the line, step, and what is known of the ramp's length.
RAMPS = {
    "tesla_model3_production_quarterly.csv": (260_000, datetime.date(2017, 7, 1), "quarter", 270),
    "boeing787_deliveries_annual.csv": (120, datetime.date(2011, 9, 1), "year", 900),
}


def ranks(plants: int, first: int) -> None:
    """Simulation-based calibration (Talts et al. 2018)."""
    for name, (make, step, count) in KINDS.items():
        plant = make()
        found, tempered, effective, began = [], 0, [], time.process_time()
        for seed in range(plants):
            data, truth = simulated(plant, step, count, first + seed)
            one = rc.calibrate(plant, data, seed=seed + 1)
            f = one._past.f
            draws = f.correlated(one._found[0]["z"])
            found.append((draws < f.correlated(truth[np.newaxis])[0]).mean(axis=0))
            tempered += one.tempered
            effective.append(one.effective_draws)
        each = (time.process_time() - began) / plants
        print(
            f"{name}: {plants} plants, {1e3 * each:.0f} ms of processor each, {tempered} tempered, "
            f"effective draws {np.median(effective):.0f} (median), {min(effective):.0f} (least)"
        )
        for column, driver in zip(np.array(found).T, f.drivers):
            counts = np.histogram(column, bins=10, range=(0, 1))[0]
            chi = ((counts - plants / 10) ** 2 / (plants / 10)).sum()
            inside = ((column > 0.1) & (column < 0.9)).mean()
            print(f"  {driver:45} {counts}  chi² {chi:5.1f} (9 degrees)  P10 to P90 {inside:.1%}")


def walk(past, found, steps: int, seed: int) -> np.ndarray:
    """64 chains of a random walk in z on the same likelihood, the reference; where that is an
    estimate, it is kept with the point it is of."""
    rng = np.random.default_rng(seed)
    told = past._likelihood(0, found["shocks"])
    if "exact" in found:
        told = found["exact"].log_likelihood
    z = rng.standard_normal((64, len(past.drivers)))
    value = told(z) - 0.5 * (z**2).sum(axis=1)
    halves, kept = (np.arange(32), np.arange(32, 64)), []
    for turn in range(steps):
        # Along differences of chains of the other half (ter Braak 2006), so that the step is
        # symmetric.
        own, other = halves[turn % 2], halves[1 - turn % 2]
        a = rng.integers(0, 32, 32)
        b = (a + rng.integers(1, 32, 32)) % 32
        scale = 2.38 / np.sqrt(2 * z.shape[1]) * rng.choice([0.2, 0.5, 1.0])
        move = scale * (z[other[a]] - z[other[b]])
        there = z[own] + move + 1e-3 * rng.standard_normal(move.shape)
        new = told(there) - 0.5 * (there**2).sum(axis=1)
        taken = own[np.log(rng.random(32)) < new - value[own]]
        z[taken], value[taken] = there[taken - own[0]], new[taken - own[0]]
        if turn > steps // 2 and turn % 5 == 0:
            kept.append(z.copy())
    return np.concatenate(kept)


def reference() -> None:
    """Means and sds of drivers against a long random walk on the same likelihood."""
    print("\nagainst 64 chains of differential evolution")
    for name, (make, step, count) in KINDS.items():
        plant = make()
        data, _ = simulated(plant, step, count, 5001)
        began = time.perf_counter()
        one = rc.calibrate(plant, data, draws=4000)
        mine = time.perf_counter() - began
        began = time.perf_counter()
        steps = 4_000 if "exact" in one._found[0] else 20_000
        chains = walk(one._past, one._found[0], steps, 1)
        walked = time.perf_counter() - began
        z = one._found[0]["z"]
        print(
            f"{name}: {mine * 1e3:.0f} ms for {one.effective_draws:.0f} effective draws "
            f"(k-hat {one.k_hat:.2f}, tempered {one.tempered}), "
            f"the walk of {steps:,} half-steps {walked:.1f} s"
        )
        for k, driver in enumerate(one._past.drivers):
            print(
                f"  {driver:45} mean {z[:, k].mean():6.3f} {chains[:, k].mean():6.3f}   "
                f"sd {z[:, k].std():.3f} {chains[:, k].std():.3f}"
            )


def seconds() -> None:
    """Calibrations a second."""
    plant = one_line()
    data, _ = simulated(plant, "month", 36, 3)
    rc.calibrate(plant, data, draws=500)
    began = time.perf_counter()
    for seed in range(100):
        rc.calibrate(plant, data, draws=500, seed=seed)
    each = (time.perf_counter() - began) / 100
    print(f"\none line, 36 months, 500 draws: {1 / each:.0f} a second ({1e3 * each:.1f} ms)")
    case = rc.load_plant(Path(__file__).parents[1] / "examples" / "tianshui.toml")
    made = [52.0, 45, 36, 46, 73, 37, 57, 28, 30, 40, 28, 23]
    labels = [f"2024-{m + 1:02d}" for m in range(12)]
    frame = {"unique_id": ["plant"] * 12, "ds": labels, "y": made}
    began = time.perf_counter()
    found = rc.calibrate(case, frame)
    print(
        f"the case, 12 months, {len(found._found)} combinations: "
        f"{time.perf_counter() - began:.2f} s, k-hat {found.k_hat:.2f}"
    )


def ramp_plant(name: str, units: float, start: datetime.date, days: float) -> rc.Plant:
    """A plant as known before: the announced rate, reached by .36 to 1.37 of it, and a ramp of a
    length known to a factor of two."""
    ln = rc.LogNormal.p10_p90
    return rc.Plant(
        name,
        id=name,
        as_of=start,
        timeline=rc.Timeline(start.replace(month=1, day=1), datetime.date(start.year + 16, 1, 1)),
        lines=[
            rc.Line(
                "L",
                starts=start,
                lag_days=rc.Pert(0, 45, 240),
                nameplate=rc.Nameplate(units_per_year=ln(0.4 * units, 1.4 * units)),
                ramp=rc.Logistic(
                    midpoint_days=ln(0.5 * days, 2 * days), rise_days=ln(0.6 * days, 2.5 * days)
                ),
            )
        ],
    )


def coverage(folder: Path) -> None:
    """Bands of the next periods, from every origin, with the shocks a line without noise gets."""
    print("\nramps that happened, a forecast from each origin, shocks by default")
    for file, (units, start, step, days) in RAMPS.items():
        with open(folder / file, encoding="utf-8") as lines:
            rows = [row for row in csv.reader(lines) if row and not row[0].startswith("#")][1:]
        labels = [row[0].replace("Q", "-Q") for row in rows]
        frame = {
            "unique_id": ["plant"] * len(rows),
            "ds": labels,
            "y": [float(row[1]) for row in rows],
        }
        plant = ramp_plant(file.split("_")[0], units, start, days)
        found = rc.backtest(
            plant, frame, origins=list(range(2, len(rows) - 1)), horizon=6, step=step
        )
        print(f"\n{file}")
        print(found)


def main() -> None:
    """Prints it all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plants", type=int, default=200)
    parser.add_argument("--first", type=int, default=5000, help="seed of the first plant")
    parser.add_argument("--ramps", type=Path)
    args = parser.parse_args()
    ranks(args.plants, args.first)
    reference()
    seconds()
    if args.ramps is not None:
        coverage(args.ramps)


if __name__ == "__main__":
    main()
