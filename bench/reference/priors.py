"""What plants are written from for NumPyro: priors, ramps, shocks, what is seen."""

from __future__ import annotations

import datetime

import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from jax import Array
from jax.nn import softplus

BEGIN = datetime.date(2024, 1, 1)
EXTRA = 0.05
#: Of a single series that has a count below 20, those below this are negative binomial.
COUNTED = 30
#: Sd of the standard normal distribution from P10 to P90, in halves.
_P90 = 1.2815515655446004


def day(year: int, month: int, of: int = 1) -> float:
    """Days from the first of January 2024."""
    return float((datetime.date(year, month, of) - BEGIN).days)


def months(first: int, last: int) -> np.ndarray:
    """Midnights between months, counted from January 2024, both ends included."""
    return np.array([day(2024 + m // 12, m % 12 + 1) for m in range(first, last + 2)])


def labels(first: int, last: int) -> list[str]:
    return [f"{2024 + m // 12}-{m % 12 + 1:02d}" for m in range(first, last + 1)]


def pert(name: str, low: float, mode: float, high: float) -> Array:
    wide = high - low
    x = numpyro.sample(
        f"{name}~", dist.Beta(1 + 4 * (mode - low) / wide, 1 + 4 * (high - mode) / wide)
    )
    return numpyro.deterministic(name, low + wide * x)


def uniform(name: str, low: float, high: float) -> Array:
    x = numpyro.sample(f"{name}~", dist.Uniform())
    return numpyro.deterministic(name, low + (high - low) * x)


def lognormal(name: str, p10: float, p90: float, x: Array | None = None) -> Array:
    if x is None:
        x = numpyro.sample(f"{name}~", dist.Normal())
    middle, half = np.log(p10 * p90) / 2, np.log(p90 / p10) / 2
    return numpyro.deterministic(name, jnp.exp(middle + half / _P90 * x))


def grown(clock: Array, midpoint: Array, rise: Array) -> Array:
    """Integral of a logistic ramp's share up to a time of the line's clock."""
    k = np.log(81) / rise
    return (softplus(k * (clock - midpoint)) - softplus(-k * midpoint)) / k


def correlation(count: int, memory: float) -> np.ndarray:
    """Of a shock's levels of months in a row."""
    at = np.arange(count)
    return memory ** np.abs(at[:, np.newaxis] - at)


def levels(name: str, count: int, memory: float) -> Array:
    """Of months in a row, sampled."""
    fresh = numpyro.sample(name, dist.Normal().expand([count]).to_event(1))
    return np.linalg.cholesky(correlation(count, memory)) @ fresh


def log_figures(made: Array) -> Array:
    return jnp.log(jnp.maximum(made, 0.5))


def spread_of(y: np.ndarray | None, drawn: Array) -> Array:
    """Variance of ln of a figure, on top of the model and its shocks."""
    return EXTRA**2 + 1 / (jnp.maximum(drawn, 1) if y is None else np.maximum(y, 1))


def seen_with_shock(
    name: str, made: Array, sd: np.ndarray, whole: np.ndarray, y: np.ndarray | None
) -> None:
    """Months of lines whose shock, of this sd and covariance, is integrated out."""
    mean = log_figures(made) - sd**2 / 2
    if y is None:
        whole = whole + spread_of(None, made)[..., np.newaxis] * np.eye(made.shape[-1])
        numpyro.sample(name, dist.MultivariateNormal(mean, whole))
        return
    # Of known figures the factor is known too: what is left is one product a gradient.
    own = EXTRA**2 + 1 / np.maximum(y, 1)
    inverse = np.linalg.inv(np.linalg.cholesky(whole + own[..., np.newaxis] * np.eye(y.shape[-1])))
    off = inverse @ (np.log(y) - mean)[..., np.newaxis]
    numpyro.factor(name, -0.5 * (off**2).sum())
