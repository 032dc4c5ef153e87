"""Rare events against exact probabilities; `bench/targets_bench.py` tries 100 seeds of each."""

from __future__ import annotations

import math

import numpy as np
import pytest
import rampcast as rc


def beyond(x: float) -> float:
    return 0.5 * math.erfc(x / math.sqrt(2))


def tail(beta: float, d: int):
    return lambda z: z @ np.full(d, 1 / math.sqrt(d)) - beta


def four_branches(s: float, k: float):
    def h(z: np.ndarray) -> np.ndarray:
        u, v = (z[:, 0] + z[:, 1]) / math.sqrt(2), (z[:, 0] - z[:, 1]) / math.sqrt(2)
        return np.maximum(np.abs(u) - s - 0.2 * v * v, np.abs(v) - k / 2)

    return h


def metaball(z: np.ndarray) -> np.ndarray:
    x, y = z[:, 0], z[:, 1]
    a = (4 * (x + 2) ** 2 / 9 + y**2 / 25) ** 2
    b = ((x - 2.5) ** 2 / 4 + (y - 0.5) ** 2 / 25) ** 2
    return 5 - 30 / (a + 1) - 20 / (b + 1)


def thin(z: np.ndarray) -> np.ndarray:
    """Slabs a twentieth wide in three directions."""
    return np.max([0.025 - np.abs(z[:, i] - c) for i, c in enumerate((3.6, -3.8, 4.0))], axis=0)


THIN = 1 - math.prod(1 - (beyond(c - 0.025) - beyond(c + 0.025)) for c in (3.6, 3.8, 4.0))
CASES = {
    "1e-2 in 40": (tail(2.3263478740408408, 40), 40, 1e-2),
    "1e-4 in 2": (tail(3.719016485, 2), 2, 1e-4),
    "1e-12 in 40": (tail(7.034483825, 40), 40, 1e-12),
    "two at once": (lambda z: np.minimum(z[:, 0], z[:, 1]) - 3, 2, 1.8222247e-6),
    "two modes in 40": (lambda z: np.abs(tail(0, 40)(z)) - 5, 40, 5.733031438e-7),
    "four branches": (four_branches(3, 7), 2, 2.222795066e-3),
    "four far branches": (four_branches(5, 11), 2, 3.629936102e-7),
    "parabola": (lambda z: z[:, 1] + 0.5 * (z[:, 0] - 0.1) ** 2 - 10, 2, 1.473261849e-5),
    "metaball": (metaball, 2, 1.128104e-5),
    "thin regions": (thin, 3, THIN),
}


@pytest.mark.parametrize("name", CASES)
def test_exact_probabilities(name: str) -> None:
    # Errors of 1 to 2 % each: in 10 runs one beyond 10 % is 5 standard errors away.
    function, dimensions, truth = CASES[name]
    found = rc.rare_event(function, dimensions, seed=3)
    assert found.trusted
    assert found.method == "mixture"
    assert found.probability == pytest.approx(truth, rel=0.1)
    assert abs(found.probability - truth) < 4 * found.standard_error
    assert found.weights.sum() == pytest.approx(1)
    assert (function(found.points) >= 0).all()


def test_where_it_is_met_is_right() -> None:
    # Of z given z >= b the mean is phi(b) / P, the variance known; 5 errors of the weighted mean.
    found = rc.rare_event(tail(3.719016485, 40), 40)
    along = found.points @ np.full(40, 1 / math.sqrt(40))
    mean = float(found.weights @ along)
    assert mean == pytest.approx(3.958479668, abs=5 * 0.2282 / math.sqrt(found.effective_size))
    assert float(found.weights @ (along - mean) ** 2) == pytest.approx(0.0521, rel=0.25)
    assert found.bits == pytest.approx(13.2877, abs=0.1)


def test_errors_are_honest() -> None:
    # Binomial with p = .95: fewer than 19 of 25 has a chance of 1e-4; the seeds are fixed.
    inside = 0
    for seed in range(25):
        found = rc.rare_event(tail(5.997807015, 2), 2, seed=seed)
        inside += found.interval[0] <= 1e-9 <= found.interval[1]
    assert inside >= 19


def test_a_sphere_is_not_told_confidently() -> None:
    radius = 9.8  # of 40 dimensions; chi² with 40 degrees of freedom beyond 96.04: 1.6e-6
    truth = 1.58e-6
    for seed in (1, 2):
        found = rc.rare_event(lambda z: np.linalg.norm(z, axis=1) - radius, 40, seed=seed)
        low, high = found.interval
        assert found.method == "subset simulation"
        assert not found.trusted
        assert low < truth < high
        assert "order of magnitude" in found.note


def test_likely_ones_are_plain_paths() -> None:
    found = rc.rare_event(tail(1.0, 5), 5)
    assert found.method == "paths"
    assert found.probability == pytest.approx(beyond(1), abs=5 * found.standard_error)


def test_alternatives_are_weighted() -> None:
    betas, weights = np.array([4.0, 3.5, 9.0]), [0.5, 0.3, 0.2]
    found = rc.rare_event(lambda z, a: z[:, 0] - betas[a], 3, weights=weights)
    parts = np.array([w * beyond(b) for w, b in zip(weights, betas)])
    assert found.probability == pytest.approx(parts.sum(), rel=0.08)
    assert found.shares == pytest.approx(parts / parts.sum(), abs=0.05)


def test_what_cannot_be_met_is_said() -> None:
    found = rc.rare_event(lambda z: -1 - np.abs(z[:, 0]), 2)
    assert found.method == "not met"
    assert found.probability == 0
    assert "the best comes to -1" in repr(found)
    still = rc.rare_event(lambda z: np.full(len(z), -1.0), 2)
    assert "depends on nothing" in still.note


def test_a_seed_is_a_result() -> None:
    one, other = (rc.rare_event(four_branches(3, 7), 2, seed=9) for _ in range(2))
    assert one.probability == other.probability
    assert np.array_equal(one.points, other.points)


def test_wrong_arguments() -> None:
    with pytest.raises(TypeError, match="function must be a callable"):
        rc.rare_event(3, 2)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"shape \(\), must give|shape \(1,\) for"):
        rc.rare_event(lambda z: np.zeros(1), 2)
    with pytest.raises(ValueError, match="gives NaN"):
        rc.rare_event(lambda z: np.full(len(z), np.nan), 2)
    with pytest.raises(ValueError, match="weights must be"):
        rc.rare_event(lambda z, a: z[:, 0], 2, weights=[0.5, 0.4])
    with pytest.raises(ValueError, match="dimensions is 0"):
        rc.rare_event(lambda z: z[:, 0], 0)


def test_what_memory_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="dimensions is 1000000, must be 1 to 10,000"):
        rc.rare_event(lambda z: z[:, 0] - 3, 10**6)
    with pytest.raises(ValueError, match="points is 9223372036854775807, must be 2 to"):
        rc.sobol_indices(lambda z: z[:, 0], 3, points=2**63 - 1)
