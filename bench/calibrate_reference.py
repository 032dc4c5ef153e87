"""`calibrate` and `ramps` beside a reference sampler on models written down a second time.

    pip install numpyro nutpie  # nutpie may be missing
    OMP_NUM_THREADS=1 python bench/calibrate_reference.py [--data 1] [--draws 1000] [CASE ...]

Of each plant (CASE: part of a name; `ramps`: one ramp of the pooled model): the largest difference
of figures between the plant and the model at the same numbers; then by driver mean and sd of both,
what lies between them in sds and in Monte Carlo errors; effective draws, and processor seconds to
1,000 of them. Effective draws of the samplers are by autocorrelation (numpyro.diagnostics), those
of rampcast by how means differ between seeds; compiling is not counted.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np
import rampcast as rc

try:
    import jax
    from numpyro.handlers import seed, substitute, trace
except ModuleNotFoundError:
    print("left out: bench/calibrate_reference.py needs NumPyro: pip install numpyro nutpie")
    sys.exit(0)

from reference import ramp_model
from reference.plants import CASES, Case
from reference.sampling import by_numpyro, by_nutpie, gradient_seconds, told

SEEDS = 20
CHAINS = 3


def drawn(case: Case, key: int) -> tuple[dict[str, list], np.ndarray]:
    """Figures of the model, as `calibrate` takes them and as the model does."""
    site = trace(seed(substitute(case.model, case.truth), key)).get_trace()["y"]
    y = np.asarray(site["value"], dtype=float)
    y = np.maximum(np.round(y if site["fn"].support.is_discrete else np.exp(y)), 1)
    rows = _rows(case)
    frame = {
        "unique_id": [who for who, _ in rows],
        "ds": [label for _, label in rows],
        "y": y.reshape(-1).tolist(),
    }
    return frame, y


def _rows(case: Case) -> list[tuple[str, str]]:
    return [(who, label) for who, labels in case.labels.items() for label in labels]


def same_figures(case: Case, past: object) -> float:
    """Largest relative difference of figures without noise, at 50 draws of the prior."""
    f = past.f
    normals = np.linspace(-6, 6, 20_001)
    factor = f.correlated(np.eye(len(f.drivers)))
    grid = f.numbers(np.linalg.solve(factor.T, np.tile(normals, (len(f.drivers), 1))).T)
    worst = 0.0
    for key in range(50):
        quiet = {"shock": 0.0, "shock A": 0.0, "shock B": 0.0}
        sites = trace(seed(case.model, key)).get_trace()
        count = {name: np.zeros_like(sites[name]["value"]) for name in quiet if name in sites}
        sites = trace(seed(substitute(case.model, count), key)).get_trace()
        numbers = [float(sites[name]["value"]) for name in f.drivers]
        at = [np.interp(x, grid[:, k], normals) for k, x in enumerate(numbers)]
        # Without noise a factor is exp(-sd² / 2) there; where the model has it, it is in figures.
        made = past.figures(np.linalg.solve(factor.T, np.array(at))[np.newaxis], 0)[0]
        place = {each: i for i, each in enumerate(_rows(case))}
        order = [place[one.member or "plant", one.label] for one in past.seen]
        model = np.asarray(sites["figures"]["value"]).reshape(-1)[order]
        if not count or "shock" in count:
            sds = np.array([_sd(f, each) for each in past.seen])
            model = model * np.exp(-(sds**2) / 2)
        big = model > 1
        worst = max(worst, float(np.abs(made[big] / model[big] - 1).max(initial=0)))
    return worst


def _sd(f: rc.PathFunction, seen: object) -> float:
    """Of the shock of the line that a figure is of."""
    name = seen.member if seen.by == "line" else f.noise()[0].name.split(".")[1]
    return _SDS[name]


_SDS: dict[str, float] = {}


def calibrated(plant: rc.Plant, frame: dict[str, list], draws: int, seeds: int) -> tuple:
    """Means and sds by seed, processor seconds of a call, and a calibration."""
    means, sds, seconds = [], [], []
    rc.calibrate(plant, frame, draws=draws, seed=999)
    for each in range(1, seeds + 1):
        began = time.process_time()
        found = rc.calibrate(plant, frame, draws=draws, seed=each)
        seconds.append(time.process_time() - began)
        numbers = found._past.f.numbers(found._found[0]["z"])
        means.append(numbers.mean(axis=0))
        sds.append(numbers.std(axis=0))
    return np.array(means), np.array(sds), float(np.median(seconds)), found


def compared(case: Case, data: int, draws: int) -> None:
    """Prints one plant, for one set of figures."""
    frame, y = drawn(case, data)
    plant = case.plant()
    _SDS.update({line.name: line.noise.sd for line in plant.lines})
    means, sds, seconds, found = calibrated(plant, frame, 2000, SEEDS)
    drivers = found._past.drivers
    print(f"\n{case.name}, figures {data}: {np.array2string(np.array(frame['y'][:16]))}")
    print(f"  figures of plant and model differ by {same_figures(case, found._past):.1e} at most")
    reference = by_numpyro(case.model, y, drivers, 400, draws, CHAINS)
    other = by_nutpie(case.model, y, drivers, 300, 500, 2)
    mean, sd = reference.flat.mean(axis=0), reference.flat.std(axis=0)
    of_mean, of_sd = reference.errors()
    own_mean, own_sd = means.mean(axis=0), sds.mean(axis=0)
    off = (own_mean - mean) / sd
    wide = own_sd / sd - 1
    errors = np.hypot(of_mean, means.std(axis=0, ddof=1) / np.sqrt(SEEDS))
    sd_errors = np.hypot(of_sd, sds.std(axis=0, ddof=1) / np.sqrt(SEEDS))
    print(
        f"  {'driver':34} {'mean':>20} {'sd':>20}  mean off in sds (errors)  sd off in % (errors)"
    )
    order = range(len(drivers))
    if len(drivers) > 12:
        order = np.argsort(-np.maximum(np.abs(off), np.abs(wide)))[:8]
        print("  (the eight of which most lies between)")
    for k in order:
        print(
            f"  {drivers[k]:34} {own_mean[k]:9.5g} {mean[k]:9.5g}  {own_sd[k]:9.4g} {sd[k]:9.4g}"
            f"  {off[k]:+8.3f} ({off[k] * sd[k] / errors[k]:+5.1f})"
            f"      {100 * wide[k]:+6.1f} ({wide[k] * sd[k] / sd_errors[k]:+5.1f})"
        )
    far = (np.abs(off) > 0.03) & (np.abs(off) * sd > 3 * errors)
    broad = (np.abs(wide) > 0.03) & (np.abs(wide) * sd > 3 * sd_errors)
    print(
        f"  beyond 3 % and three errors: {far.sum()} means, {broad.sum()} sds of {len(drivers)}; "
        f"largest {np.abs(off).max():.3f} sds, {100 * np.abs(wide).max():.1f} %"
    )
    share = (means.var(axis=0, ddof=1) / sd**2).mean()
    wanted = max(16, int(np.ceil(2000 * 1000 * share)))
    mine = calibrated(plant, frame, wanted, 5)[2]
    print(
        f"  rampcast: {1e3 * seconds:.0f} ms for 2,000 draws, of which "
        f"{found.effective_draws:.0f} effective as it says, {1 / share:.0f} by means of {SEEDS} "
        f"seeds (k-hat {found.k_hat:.2f}, tempered {found.tempered}, "
        f"misfit {found.misfit:.2f}); {1e3 * mine:.0f} ms to 1,000 effective, {wanted} draws"
    )
    bare = gradient_seconds(case.model, y)
    for name, one in (("NumPyro", reference), ("nutpie", other)):
        if one is not None:
            print(told(name, one, mine, bare))


def main() -> None:
    """Prints it all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=int, default=1, help="sets of figures of each plant")
    parser.add_argument("--draws", type=int, default=1000, help=f"of each of {CHAINS} chains")
    parser.add_argument("cases", nargs="*")
    args = parser.parse_args()
    jax.config.update("jax_enable_x64", True)
    for case in CASES:
        if not args.cases or any(each in case.name for each in args.cases):
            for data in range(1, args.data + 1):
                compared(case, data, args.draws)
    if not args.cases or "ramps" in args.cases:
        ramp_model.compared(args.data, args.draws)


if __name__ == "__main__":
    main()
