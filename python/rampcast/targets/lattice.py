"""Points that fill the unit cube evenly: lattices of rank one, shifted at random."""

from __future__ import annotations

import functools
import math

import numpy as np

from .. import _core

_STANDARD = _core.Normal(0, 1)
#: Primes near powers of two of which one less has small factors only.
_SIZES = (251, 521, 1021, 2017, 4051, 8101, 16381, 32341, 65521, 131041)


def size_near(count: int) -> int:
    """The size of a lattice nearest to so many points."""
    return min(_SIZES, key=lambda size: abs(math.log(size / count)))


@functools.lru_cache(maxsize=8)
def _generator(size: int, dimensions: int) -> np.ndarray:
    """A generating vector, component by component.

    After Nuyens and Cools (2006), for the Korobov space of smoothness 1 with weights 1 / j². size:
    a prime.
    """
    root = _primitive_root(size)
    powers = np.empty(size - 1, dtype=np.int64)
    power = 1
    for i in range(size - 1):
        powers[i] = power
        power = power * root % size
    x = powers / size
    kernel = 2 * math.pi**2 * (x * x - x + 1 / 6)
    transform = np.fft.rfft(kernel)
    product = np.ones(size - 1)
    made = np.empty(dimensions, dtype=np.int64)
    for j in range(dimensions):
        # Over all z at once: the sum over k of kernel(z k / size) × product(k) is a convolution.
        backwards = np.roll(product[::-1], 1)
        error = np.fft.irfft(transform * np.fft.rfft(backwards), size - 1)
        at = 0 if j == 0 else int(np.argmin(error))
        made[j] = powers[at]
        product *= 1 + np.roll(kernel, -at) / (j + 1.0) ** 2
        product /= product.mean()
    return made


def _primitive_root(prime: int) -> int:
    factors, rest, factor = set(), prime - 1, 2
    while factor * factor <= rest:
        while rest % factor == 0:
            factors.add(factor)
            rest //= factor
        factor += 1
    if rest > 1:
        factors.add(rest)
    return next(
        g for g in range(2, prime) if all(pow(g, (prime - 1) // f, prime) != 1 for f in factors)
    )


def uniform_points(size: int, dimensions: int, random: np.random.Generator) -> np.ndarray:
    """A lattice of `size_near` points, shifted at random and folded: (points, dimensions) in 0..1.

    size: one of those of `size_near`.
    """
    numbers = np.arange(size, dtype=np.int64)[:, None] * _generator(size, dimensions) % size
    points = (numbers / size + random.random(dimensions)) % 1.0
    points = 1 - np.abs(2 * points - 1)  # folded, so that ends need not meet
    return np.clip(points, 1e-12, 1 - 1e-12)


def normal_points(size: int, dimensions: int, random: np.random.Generator) -> np.ndarray:
    """Standard normal points of such a lattice, in an order of chance."""
    points = uniform_points(size, dimensions, random)
    return np.asarray(_STANDARD.quantile(points[random.permutation(size)]))
