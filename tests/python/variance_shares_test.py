"""Sobol' indices and Shapley effects of any function against closed forms."""

from __future__ import annotations

import itertools
from math import factorial

import numpy as np
import pytest
import rampcast as rc


def ishigami(u: np.ndarray) -> np.ndarray:
    x = np.pi * (2 * u - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


A = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])


def sobol_g(u: np.ndarray) -> np.ndarray:
    return np.prod((np.abs(4 * u - 2) + A) / (1 + A), axis=1)


def ishigami_indices() -> tuple[np.ndarray, np.ndarray]:
    one = 0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2
    two, both = 49 / 8, 0.01 * np.pi**8 * (1 / 18 - 1 / 50)
    whole = one + two + both
    return np.array([one, two, 0]) / whole, np.array([one + both, two, both]) / whole


def g_indices() -> tuple[np.ndarray, np.ndarray]:
    part = 1 / 3 / (1 + A) ** 2
    whole = np.prod(1 + part) - 1
    return part / whole, part * np.prod(1 + part) / (1 + part) / whole


@pytest.mark.parametrize(
    ("function", "truth"), [(ishigami, ishigami_indices()), (sobol_g, g_indices())]
)
def test_sobol_indices(function, truth) -> None:
    first, total = truth
    found = rc.sobol_indices(function, len(first), points=2**14)
    assert found["first"] == pytest.approx(first, abs=0.01)
    assert found["total"] == pytest.approx(total, abs=0.01)
    for name, true in (("first", first), ("total", total)):
        # Intervals are wider than the error of points of a lattice, so that all hold.
        assert (found[f"{name}_low"] <= true + 1e-12).all()
        assert (found[f"{name}_high"] >= true - 1e-12).all()


def linear_shapley(beta: np.ndarray, correlation: np.ndarray) -> np.ndarray:
    """Over all subsets, from the variance that each explains."""
    n = len(beta)

    def explained(known: tuple[int, ...]) -> float:
        own = list(known)
        if not own:
            return 0.0
        over = correlation[own] @ beta
        return float(over @ np.linalg.solve(correlation[np.ix_(own, own)], over))

    effects = np.zeros(n)
    for i in range(n):
        others = [j for j in range(n) if j != i]
        for k in range(n):
            weight = factorial(k) * factorial(n - k - 1) / factorial(n)
            for known in itertools.combinations(others, k):
                effects[i] += weight * (explained((*known, i)) - explained(known))
    return effects / float(beta @ correlation @ beta)


def test_shapley_effects_of_correlated_numbers() -> None:
    beta = np.array([1, 2, -1, 0.5])
    correlation = np.eye(4)
    correlation[0, 1] = correlation[1, 0] = 0.5
    correlation[1, 2] = correlation[2, 1] = -0.3
    truth = linear_shapley(beta, correlation)
    # Of two numbers there is a formula (Owen and Prieur 2017), which the reference must meet.
    two = linear_shapley(np.array([1.0, 2.0]), np.array([[1, 0.5], [0.5, 1]]))
    assert two[0] * 7 == pytest.approx(1 * (1 - 0.125) + 0.5 * 2 + 4 * 0.125)
    found = rc.shapley_effects(lambda x: x @ beta, correlation, points=2**14)
    assert found["effect"].sum() == pytest.approx(1)
    # Four inputs within 4 standard errors: 2.5 in 10,000 seeds would fail; the seed is fixed.
    assert (np.abs(found["effect"] - truth) < 4 * found["standard_error"]).all()
    assert (found["standard_error"] < 0.01).all()


def test_wrong_arguments() -> None:
    with pytest.raises(TypeError, match="function must be a callable"):
        rc.sobol_indices(None, 2)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="level is 2"):
        rc.sobol_indices(ishigami, 3, level=2)
    with pytest.raises(ValueError, match="must give a value of each"):
        rc.sobol_indices(lambda u: u, 3)
    with pytest.raises(ValueError, match="correlation must be symmetric"):
        rc.shapley_effects(lambda x: x[:, 0], [[1, 0.5], [0.4, 1]])
    with pytest.raises(TypeError, match="correlation must be a matrix"):
        rc.shapley_effects(lambda x: x[:, 0], "x")
