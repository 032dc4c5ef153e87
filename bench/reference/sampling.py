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
    seconds: float
    #: Of these, what was spent before the draws that are kept.
    warm_up: float
    #: Gradients, in all.
    steps: int
    divergences: int
    #: Runs, of which the last was timed.
    runs: int = 1

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


def by_numpyro(
    model: Model, y: np.ndarray, drivers: list[str], warm_up: int, draws: int, chains: int
) -> Sampled:
    """By NUTS, all chains in step. Twice: the first run, which compiles, tells draws alone."""
    sampler = MCMC(
        NUTS(partial(model, y=y)),
        num_warmup=warm_up,
        num_samples=draws,
        num_chains=chains,
        chain_method="vectorized",
        progress_bar=False,
    )
    kept, odd = [], 0
    fields = ("num_steps", "diverging")
    for turn in range(2):
        sampler.post_warmup_state = None
        began = time.process_time()
        sampler.warmup(jax.random.PRNGKey(turn), extra_fields=fields, collect_warmup=True)
        steps = int(sampler.get_extra_fields()["num_steps"].sum())
        middle = time.process_time()
        sampler.run(jax.random.PRNGKey(turn + 10), extra_fields=fields)
        found = sampler.get_samples(group_by_chain=True)
        jax.block_until_ready(found)
        done = time.process_time()
        extra = sampler.get_extra_fields()
        steps += int(extra["num_steps"].sum())
        odd += int(extra["diverging"].sum())
        kept.append(np.stack([np.asarray(found[each]) for each in drivers], axis=-1))
    return Sampled(np.concatenate(kept), done - began, middle - began, steps, odd, 2)


def by_nutpie(
    model: Model, y: np.ndarray, drivers: list[str], warm_up: int, draws: int, chains: int
) -> Sampled | None:
    """By nutpie on the same density, compiled by JAX; None where nutpie is not installed."""
    if nutpie is None:
        return None
    made = initialize_model(jax.random.PRNGKey(0), partial(model, y=y))
    first, unravel = ravel_pytree(made.param_info.z)
    density = jax.jit(jax.value_and_grad(lambda x: -made.potential_fn(unravel(x))))
    told = jax.jit(jax.vmap(lambda x: made.postprocess_fn(unravel(x))))
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
        whole,
        whole * before / (before + after),
        before + after,
        int(trace.sample_stats["diverging"].sum()),
    )


def told(name: str, one: Sampled, mine: float) -> str:
    """A sampler's speed beside ours, in processor seconds to 1,000 effective draws."""
    effective = one.effective()
    usual = 1 / (1 / effective).mean()
    rate = 1000 * one.runs * (one.seconds - one.warm_up) / usual
    return (
        f"  {name}: {one.draws.shape[0]} x {one.draws.shape[1]} draws, {usual:.0f} effective "
        f"(least {effective.min():.0f}), {one.divergences} divergent, {one.steps} gradients of "
        f"{1e6 * one.seconds / one.steps:.1f} µs; to 1,000 effective {rate:.3g} s and "
        f"{one.warm_up:.3g} s of warm-up: {rate / mine:.0f} times ours, with warm-up "
        f"{(rate + one.warm_up) / mine:.0f}"
    )
