"""Scores against published values, closed forms and what they are defined by."""

import math

import numpy as np
import pytest
import rampcast as rc
from rampcast import baselines, scores


def quantiles(inverse, count=400_000):
    """An even sample of a distribution, by its quantile function."""
    return inverse((np.arange(count) + 0.5) / count)


def test_crps_of_samples_comes_to_that_of_their_distribution():
    # The even sample is off by the order of 1 / count in the tails.
    logistic = quantiles(lambda p: np.log(p / (1 - p)))
    assert scores.crps_samples(-3, logistic) == pytest.approx(2.097174703147484, abs=2e-5)
    uniform = quantiles(lambda p: p)
    assert scores.crps_samples(0.5, uniform) == pytest.approx(1 / 12, abs=1e-9)
    exponential = quantiles(lambda p: -np.log1p(-p))
    closed = 0.2 - 2 * (1 - math.exp(-0.2)) + 0.5
    assert scores.crps_samples(0.2, exponential) == pytest.approx(closed, abs=2e-5)


def test_crps_of_weighted_samples_is_its_definition():
    random = np.random.default_rng(2)
    draws, weights = random.normal(size=(4, 9)), random.random(9)
    weights[3] = 0
    share = weights / weights.sum()
    for y, x in zip((-1.0, 0.3, 5.0, 0.0), draws):
        near = share @ np.abs(x - y)
        apart = share @ np.abs(x[:, None] - x) @ share
        assert scores.crps_samples(y, x, weights) == pytest.approx(near - apart / 2, abs=1e-14)
    together = scores.crps_samples([-1.0, 0.3, 5.0, 0.0], draws, weights)
    assert together.shape == (4,)
    assert together[1] == scores.crps_samples(0.3, draws[1], weights)


def test_crps_of_discrete_distributions_as_published():
    """A Poisson and a negative binomial one, as weighted samples."""
    x = np.arange(400.0)
    log_factorial = np.cumsum(np.log(np.maximum(x, 1)))
    poisson = np.exp(x * math.log(30) - 30 - log_factorial)
    assert scores.crps_samples(24, x, poisson) == pytest.approx(3.58512716370721, abs=1e-12)
    for size, prob, y, published, most in (
        (100, 0.95, 5, 0.5321525768183164, 400),
        (200.1, 0.82, 44, 1.708596872513883, 400),
        (8, 0.00881057268722466960, 700, 107.5868498662145, 12_000),
    ):
        x = np.arange(float(most))
        logs = np.array([math.lgamma(size + k) - math.lgamma(k + 1) for k in x])
        weights = np.exp(logs - math.lgamma(size) + size * math.log(prob) + x * math.log1p(-prob))
        assert scores.crps_samples(y, x, weights) == pytest.approx(published, rel=1e-9)


def test_crps_of_densities_as_published():
    """Gamma and Student's t, as samples on a fine grid weighted by the density."""
    x = (np.arange(400_000) + 0.5) * 1e-4
    weights = x**0.1 * np.exp(-x)
    assert scores.crps_samples(0.2, x, weights) == pytest.approx(0.3990093547892254, abs=1e-5)
    x = (np.arange(400_000) + 0.5) * 0.02
    weights = np.exp(11 * np.log(x) - 0.012 * x - 50)
    assert scores.crps_samples(900, x, weights) == pytest.approx(73.93067731491675, abs=1e-4)
    x = np.arange(-400_000, 400_001) * 1e-3
    weights = (1 + x * x / 5) ** -3
    assert scores.crps_samples(-3, x, weights) == pytest.approx(2.338758946253584, abs=1e-5)


def test_crps_of_mixtures_as_published_and_over_arrays():
    assert scores.crps_normal_mixture(-3, [1], [0], [1]) == pytest.approx(2.436574725086339)
    assert scores.crps_lognormal_mixture(1000, [1], [6.5], [0.4]) == pytest.approx(
        196.9405580431739
    )
    parts = ([0.3, 0.7], [[0.0, 1.0], [2.0, 3.0]], [1.0, 0.5])
    found = scores.crps_normal_mixture([1.0, 2.0], *parts)
    assert found.shape == (2,)
    assert found[1] == scores.crps_normal_mixture(2.0, [0.3, 0.7], [2.0, 3.0], [1.0, 0.5])
    random = np.random.default_rng(1)
    draws = np.where(
        random.random(100_000) < 0.3, random.normal(0, 1, 100_000), random.normal(1, 0.5, 100_000)
    )
    # Four standard errors of the draws, about.
    assert scores.crps_samples(1.0, draws) == pytest.approx(found[0], abs=4e-3)
    assert scores.normal_mixture_cdf(1.0, [1], [1], [3]) == 0.5


def test_interval_score_pinball_coverage_pit():
    assert scores.interval_score(5, 1, 9) == 8
    assert scores.interval_score(12, 1, 9, level=0.8) == pytest.approx(8 + 10 * 3)
    # The interval score is the pinball loss of its ends, times 2 / (1 - level).
    ends = scores.pinball(12, 1, 0.1) + scores.pinball(12, 9, 0.9)
    assert scores.interval_score(12, 1, 9) == pytest.approx(2 / 0.2 * ends)
    assert scores.log_interval_score(0, 0, math.e**2) == pytest.approx(2)
    assert scores.coverage([1, 2, 3, math.nan], [0, 2, 4, 0], [1, 2, 5, 9]) == pytest.approx(2 / 3)
    assert scores.pit_samples(2.0, [1.0, 2.0, 3.0, 4.0]) == 0.375
    assert scores.mase([3, 5], [4, 4], [1, 2, 4]) == pytest.approx(1 / 1.5)
    assert math.isnan(scores.mase([3], [4], [1, 1]))
    assert scores.skill([1, 1], [2, 2]) == 0.5


def test_bootstrap_is_the_standard_error_of_a_mean():
    x = np.random.default_rng(4).normal(size=400)
    found = scores.bootstrap(np.mean, [x])
    # 500 draws: 3 % of the error, three of these.
    assert found == pytest.approx(x.std() / 20, rel=0.1)
    # Rows that are all the same within groups of four count as one.
    four = np.repeat(x, 4)
    assert scores.bootstrap(np.mean, [four], np.repeat(np.arange(400), 4)) == pytest.approx(
        found, rel=0.1
    )


def test_baselines():
    seen = [1.0, 2.0, 3.0, 4.0, math.nan, 8.0]
    assert baselines.point("last value", seen, 2).tolist() == [8, 8]
    assert baselines.point("mean of four", seen, 2).tolist() == [4.25, 4.25]
    assert baselines.point("drift", seen, 2) == pytest.approx([9.4, 10.8])
    assert baselines.point("drift", [10.0, 1.0], 3).tolist() == [0.5, 0.5, 0.5]
    with pytest.raises(ValueError, match="must be one of last value"):
        baselines.point("best", seen, 2)


def test_a_conformal_band_holds_as_often_as_it_says():
    random = np.random.default_rng(3)
    held = [
        abs(random.normal()) <= baselines.conformal(random.normal(size=20)) for _ in range(4000)
    ]
    # 17 of 21 by the ranks; four standard errors.
    assert np.mean(held) == pytest.approx(17 / 21, abs=0.025)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: scores.crps_samples(1, []), "samples are empty"),
        (lambda: scores.crps_samples(1, [1, 2], [1]), "weights must be 2 numbers"),
        (lambda: scores.crps_normal_mixture(1, [0.5, 0.6], [0, 0], [1, 1]), "add up to 1"),
        (lambda: scores.crps_normal_mixture(1, [1], [0], [0]), "sd must be above 0"),
        (lambda: scores.crps_lognormal_mixture(0, [1], [0], [1]), "y is 0, must be greater"),
        (lambda: scores.pinball(1, 2, 1.5), "level is 1.5, must be above 0 and below 1"),
        (lambda: scores.interval_score(1, 3, 2), "low is 3, above high, 2: must be at most"),
        (lambda: scores.interval_score([1, 2, 3], [0, 0], [1, 1]), "shapes do not go together: y"),
        (lambda: scores.pinball([1, 2, 3], [0, 0], 0.5), "do not go together: y .*, quantile"),
        (lambda: scores.coverage([1, 2, 3], [0, 0], [1, 1]), "shapes do not go together: y"),
        (lambda: scores.bootstrap(np.mean, [[1, 2], [3]]), r"have \[2, 1\] rows"),
        (lambda: scores.bootstrap(np.mean, []), "must be one column at least"),
        (lambda: baselines.conformal([1, 2], 80), "level is 80, must be above 0 and below 1"),
    ],
)
def test_what_makes_no_sense_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
    with pytest.raises(TypeError, match="must be a number or an array of numbers"):
        rc.scores.interval_score("x", 1, 2)
