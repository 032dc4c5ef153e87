"""Draws of a NumPyro model by its own sampler and by nutpie, with what they took."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
from jax import Array
from jax.flatten_util import ravel_pytree
from numpyro.diagnostics import effective_sample_size
from numpyro.infer import MCMC, NUTS
from numpyro.infer.util import initialize_model

try:
    import nutpie
    from nutpie.compiled_pyfunc import from_pyfunc
except ModuleNotFoundError:
    nutpie = None

numpyro.enable_x64()
Model = Callable[..., None]


@dataclass
class Sampled:
    """Draws (chain, draw, driver), and processor seconds with everything compiled."""

    draws: np.ndarray
    #: Of one run's draws, and of the warm-up before them.
    seconds: float
    warm_up: float
    #: Gradients of the warm-up and of the draws.
    warm_steps: float
    steps: float
    divergences: int
    #: Runs that make up the draws.
    runs: int

    @property
    def flat(self) -> np.ndarray:
        return self.draws.reshape(-1, self.draws.shape[-1])

    def effective(self) -> np.ndarray:
        """Effective draws of each driver's mean."""
        return effective_sample_size(self.draws)

    def errors(self) -> tuple[np.ndarray, np.ndarray]:
        """Standard errors of each driver's mean and sd."""
        mean, sd = self.flat.mean(axis=0), self.flat.std(axis=0)
        squares = (self.draws - mean) ** 2
        of_square = squares.reshape(-1, len(sd)).std(axis=0)
        of_square = of_square / np.sqrt(effective_sample_size(squares))
        return sd / np.sqrt(self.effective()), of_square / (2 * sd)


def gradient_seconds(model: Model, y: np.ndarray) -> float:
    """Processor seconds of a gradient in a compiled loop: no sampler on this density is faster."""
    first, potential, _ = density_of(model, y)
    slope = jax.grad(potential)
    loop = jax.jit(lambda x: jax.lax.fori_loop(0, 2000, lambda _, at: at - 1e-9 * slope(at), x))
    jax.block_until_ready(loop(first))
    began = time.process_time()
    jax.block_until_ready(loop(first))
    return (time.process_time() - began) / 2000


def density_of(model: Model, y: np.ndarray) -> tuple[Array, Callable, Callable]:
    """A first point, - ln density at a point, and all sites at it."""
    made = initialize_model(jax.random.PRNGKey(0), partial(model, y=y))
    first, unravel = ravel_pytree(made.param_info.z)
    return (
        first,
        lambda x: made.potential_fn(unravel(x)),
        lambda x: made.postprocess_fn(unravel(x)),
    )


def by_numpyro(
    model: Model, y: np.ndarray, drivers: list[str], warm_up: int, draws: int, chains: int
) -> Sampled:
    """By NUTS, chain after chain; the first, which compiles, tells draws alone."""
    sampler = MCMC(
        NUTS(partial(model, y=y)),
        num_warmup=warm_up,
        num_samples=draws,
        progress_bar=False,
    )
    kept, whole, before, steps, odd = [], 0.0, 0.0, 0, 0
    fields = ("num_steps", "diverging")
    for chain in range(chains):
        sampler.post_warmup_state = None
        began = time.process_time()
        sampler.warmup(jax.random.PRNGKey(chain), extra_fields=fields, collect_warmup=True)
        first = int(sampler.get_extra_fields()["num_steps"].sum())
        middle = time.process_time()
        sampler.run(jax.random.PRNGKey(chain + 100), extra_fields=fields)
        found = sampler.get_samples()
        jax.block_until_ready(found)
        done = time.process_time()
        extra = sampler.get_extra_fields()
        kept.append(np.stack([np.asarray(found[each]) for each in drivers], axis=-1))
        odd += int(extra["diverging"].sum())
        if chain > 0:
            whole, before = whole + done - middle, before + middle - began
            steps = steps + np.array([first, int(extra["num_steps"].sum())])
    timed = chains - 1
    return Sampled(np.array(kept), whole / timed, before / timed, *(steps / timed), odd, chains)


def by_nutpie(
    model: Model, y: np.ndarray, drivers: list[str], warm_up: int, draws: int, chains: int
) -> Sampled | None:
    """By nutpie on the same density, compiled by JAX; None where nutpie is not installed."""
    if nutpie is None:
        return None
    first, potential, sites = density_of(model, y)
    density = jax.jit(jax.value_and_grad(lambda x: -potential(x)))
    told = jax.jit(jax.vmap(sites))
    density(first)

    def make_density() -> Callable:
        def at(x: np.ndarray) -> tuple[float, np.ndarray]:
            value, slope = density(jnp.asarray(x))
            return float(value), np.asarray(slope)

        return at

    def make_expand(*_seeds: object, **_named: object) -> Callable:
        return lambda x, **_named: {"x": np.asarray(x)}

    kernel = from_pyfunc(
        len(first), make_density, make_expand, [np.dtype("float64")], [(len(first),)], ["x"]
    )
    began = time.process_time()
    trace = nutpie.sample(
        kernel,
        draws=draws,
        tune=warm_up,
        chains=chains,
        cores=1,
        seed=1,
        progress_bar=False,
        init_mean=np.asarray(first),
    )
    whole = time.process_time() - began
    x = trace.posterior["x"].to_numpy()
    numbers = told(jnp.asarray(x.reshape(-1, x.shape[-1])))
    kept = np.stack([np.asarray(numbers[each]) for each in drivers], axis=-1)
    before = int(trace.warmup_sample_stats["n_steps"].sum())
    after = int(trace.sample_stats["n_steps"].sum())
    return Sampled(
        kept.reshape(*x.shape[:2], -1),
        whole * after / (before + after),
        whole * before / (before + after),
        before,
        after,
        int(trace.sample_stats["diverging"].sum()),
        1,
    )


def told(name: str, one: Sampled, mine: float, bare: float) -> str:
    """A sampler's speed beside ours, in processor seconds to 1,000 effective draws."""
    effective = one.effective()
    usual = 1 / (1 / effective).mean()
    share = 1000 * one.runs / usual
    rate, gradients = one.seconds * share, one.steps * share
    return (
        f"  {name}: {one.draws.shape[0]} x {one.draws.shape[1]} draws, {usual:.0f} effective "
        f"(least {effective.min():.0f}), {one.divergences} divergent; to 1,000 effective "
        f"{rate:.3g} s, {rate / mine:.0f} times ours (with {one.warm_up:.3g} s of warm-up "
        f"{(rate + one.warm_up) / mine:.0f}); that is {gradients:.0f} gradients of "
        f"{1e6 * rate / gradients:.0f} µs; of {1e6 * bare:.1f} µs each, as bare ones take, they "
        f"would be {gradients * bare / mine:.0f} times ours"
    )
