"""One ramp of the pooled model (docs/ramps.md), written for NumPyro: the shocks, the pattern of
three periods and the noise are integrated out, and so are speed and size of noise, so that it
samples ceiling and deficit alone."""

from __future__ import annotations

import time

import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
import rampcast as rc
from jax.scipy.special import logsumexp
from rampcast.series.observed import observed
from rampcast.series.ramps import run
from reference.sampling import by_numpyro, by_nutpie, gradient_seconds, told

SEEN, AHEAD = 8, 12
SHARES = np.array([1, 4, 1]) / 6
DRIVERS = ["ceiling", "deficit"]


class Ramp:
    """A series of a pool, as far as it has been seen, and what a normal model makes of it."""

    def __init__(self, pool: rc.Pool, y: np.ndarray) -> None:
        """y: units by month, from January on."""
        p = pool.parameters
        self.p, self.y = p, y
        months = np.arange(SEEN + AHEAD)
        calendar = np.array(pool.calendar)[months % 12]
        self.calendar = calendar
        self.z = np.log(np.maximum(y, 0.5)) - calendar[:SEEN]
        far = np.sqrt(3) * np.array([-1, 0, 1])
        speeds = p["speed"] * np.exp(p["speed_spread"] * far)
        #: Of the deficit, what is left: a row a speed.
        self.left = np.exp(-speeds[:, np.newaxis] * months)
        shock = p["shock_sd"] ** 2 / (1 - p["memory"] ** 2)
        apart = np.abs(months[:, np.newaxis] - months)
        whole = shock * p["memory"] ** apart + p["pattern_sd"] ** 2 * ((apart % 3 == 0) - 1 / 3)
        count = 1 / max(1.0, y[-4:].mean())
        first = (months == 0) * p["first_sd"] ** 2
        noises = p["noise_sd"] * np.exp(p["noise_spread"] * far)
        #: Covariance of z given ceiling and deficit, by noise.
        self.spread = [whole + np.diag(noise**2 + count + first) for noise in noises]
        both = p["correlation"] * p["ceiling_sd"] * p["deficit_sd"]
        self.before = np.array([[p["ceiling_sd"] ** 2, both], [both, p["deficit_sd"] ** 2]])

    def ordinary(self) -> bool:
        """Whether no error of a month given those before it is beyond two sds, at any speed and
        noise: then rampcast's tail has no part."""
        p = self.p
        for left in self.left:
            slope = np.column_stack([np.ones(SEEN), -left[:SEEN]])
            off = self.z - slope @ [p["ceiling"], p["deficit"]]
            for spread in self.spread:
                whole = spread[:SEEN, :SEEN] + slope @ self.before @ slope.T
                if np.abs(np.linalg.solve(np.linalg.cholesky(whole), off)).max() > 2:
                    return False
        return True

    def exact(self) -> tuple[np.ndarray, np.ndarray]:
        """Mean and sd of the ceiling and of ln units at the end, nine normal models by weight."""
        p, logs, means, squares = self.p, [], [], []
        for i, left in enumerate(self.left):
            for j, spread in enumerate(self.spread):
                # Ceiling and deficit, z seen, and z at the end, jointly.
                slope = np.column_stack([np.ones(SEEN + AHEAD), -left])
                middle = slope @ [p["ceiling"], p["deficit"]]
                whole = spread + slope @ self.before @ slope.T
                seen, last = whole[:SEEN, :SEEN], SEEN + AHEAD - 1
                off = self.z - middle[:SEEN]
                cross = np.array([(self.before @ slope[:SEEN].T)[0], whole[last, :SEEN]])
                gain = np.linalg.solve(seen, cross.T).T
                mean = np.array([p["ceiling"], middle[last] + self.calendar[last]]) + gain @ off
                variance = np.array([self.before[0, 0], whole[last, last]])
                variance = variance - (gain * cross).sum(axis=1)
                told = -0.5 * (np.linalg.slogdet(seen)[1] + off @ np.linalg.solve(seen, off))
                logs.append(told + np.log(SHARES[i] * SHARES[j]))
                means.append(mean)
                squares.append(mean**2 + variance)
        weights = np.exp(np.array(logs) - max(logs))
        weights = weights / weights.sum()
        mean = weights @ np.array(means)
        return mean, np.sqrt(weights @ np.array(squares) - mean**2)

    def model(self, y: np.ndarray | None = None) -> None:
        """Ceiling and deficit, from two standard normal numbers."""
        p, rho = self.p, self.p["correlation"]
        a = numpyro.sample("a", dist.Normal())
        b = rho * a + np.sqrt(1 - rho**2) * numpyro.sample("b", dist.Normal())
        ceiling = numpyro.deterministic("ceiling", p["ceiling"] + p["ceiling_sd"] * a)
        deficit = numpyro.deterministic("deficit", p["deficit"] + p["deficit_sd"] * b)
        off = np.log(np.maximum(y, 0.5)) - self.calendar[:SEEN]
        off = off - ceiling + deficit * self.left[:, :SEEN]
        told = []
        for j, spread in enumerate(self.spread):
            inverse = np.linalg.inv(np.linalg.cholesky(spread[:SEEN, :SEEN]))
            size = np.log(np.diag(inverse)).sum() + np.log(SHARES * SHARES[j])
            told.append(size - 0.5 * ((off @ inverse.T) ** 2).sum(axis=1))
        numpyro.factor("y", logsumexp(jnp.concatenate(told)))


def drawn(pool: rc.Pool, key: int) -> np.ndarray:
    """A series of the model."""
    rng = np.random.default_rng(key)
    ramp = Ramp(pool, np.ones(SEEN))
    i, j = rng.choice(3, 2, p=SHARES)
    p = ramp.p
    ceiling, deficit = rng.multivariate_normal([p["ceiling"], p["deficit"]], ramp.before)
    spread = ramp.spread[j] - np.eye(SEEN + AHEAD)  # of which counts are drawn
    shock = rng.multivariate_normal(np.zeros(SEEN + AHEAD), spread)[:SEEN]
    z = ceiling - deficit * ramp.left[i, :SEEN] + shock + ramp.calendar[:SEEN]
    return np.maximum(rng.poisson(np.exp(z)), 1).astype(float)


def forecast(pool: rc.Pool, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and sd of the ceiling and of ln units at the end, by rampcast."""
    data = observed(frame_of(y, 1))
    found = run(pool, data, data.series, AHEAD, [0.5], paths=2, threads=1, keep=True)
    weights, means, sds = (np.asarray(found["mixtures"][0, -1])[..., k] for k in range(3))
    last = (weights * means).sum()
    sd = np.sqrt((weights * (sds**2 + means**2)).sum() - last**2)
    return np.array([found["ceiling"][0], last]), np.array([found["ceiling_sd"][0], sd])


def frame_of(y: np.ndarray, count: int) -> dict[str, list]:
    """The same series so many times."""
    return {
        "unique_id": [str(i) for i in range(count) for _ in range(SEEN)],
        "ds": [f"2024-{m:02d}" for m in range(1, SEEN + 1)] * count,
        "y": y.tolist() * count,
    }


def beside_exact(pool: rc.Pool, count: int) -> None:
    """Prints how far rampcast is from nine normal models, over series of the model."""
    off: dict[bool, list[np.ndarray]] = {True: [], False: []}
    for key in range(1, count + 1):
        ramp = Ramp(pool, drawn(pool, key))
        own, own_sd = forecast(pool, ramp.y)
        mean, sd = ramp.exact()
        off[ramp.ordinary()].append(np.abs(np.append((own - mean) / sd, own_sd / sd - 1)))
    print(
        f"\nramps: {count} series of the model, {SEEN} months seen; ln ceiling and ln units "
        f"{AHEAD} months ahead beside nine normal models by weight"
    )
    for ordinary, rows in off.items():
        words = "no" if ordinary else "an"
        half, most = np.quantile(np.array(rows), [0.5, 0.9], axis=0) if rows else np.zeros((2, 4))
        print(
            f"  {len(rows)} with {words} error beyond two sds: median (P90) of means' difference "
            f"in sds {half[0]:.2g} ({most[0]:.2g}) and {half[1]:.2g} ({most[1]:.2g}), of sds' "
            f"ratio less 1 {half[2]:.2g} ({most[2]:.2g}) and {half[3]:.2g} ({most[3]:.2g})"
        )


def compared(count: int, draws: int) -> None:
    """Prints so many series."""
    pool = rc.Pool.default()
    beside_exact(pool, 200)
    for key in range(1, count + 1):
        y = drawn(pool, key)
        ramp = Ramp(pool, y)
        own, own_sd = forecast(pool, y)
        mean, sd = ramp.exact()
        reference = by_numpyro(ramp.model, y, DRIVERS, 400, draws, 3)
        by_draws, error = reference.flat[:, 0], reference.errors()[0][0]
        print(
            f"  series {key}, {y}\n  ln ceiling: mean {own[0]:.3f}, exact {mean[0]:.3f}, NumPyro "
            f"{by_draws.mean():.3f} (error {error:.3f}); sd {own_sd[0]:.3f}, {sd[0]:.3f}, "
            f"{by_draws.std():.3f}"
        )
        data = observed(frame_of(y, 1000))
        began = time.process_time()
        run(pool, data, data.series, AHEAD, [0.1, 0.5, 0.9], paths=1000, threads=1)
        mine = (time.process_time() - began) / 1000
        print(f"  rampcast: {1e6 * mine:.0f} µs a series, with 1,000 joint paths")
        other = by_nutpie(ramp.model, y, DRIVERS, 300, 500, 2)
        bare = gradient_seconds(ramp.model, y)
        for name, one in (("NumPyro", reference), ("nutpie", other)):
            if one is not None:
                print(told(name, one, mine, bare))
