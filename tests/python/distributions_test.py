"""Distributions: construction, text, copies, quantiles, and numbers with what they rest on."""

import copy
import datetime
import pickle

import numpy as np
import pytest
import rampcast as rc

DISTRIBUTIONS = [
    rc.Uniform(0, 1),
    rc.Normal(10, 2),
    rc.LogNormal(0, 0.5),
    rc.LogNormal.p10_p90(700, 5200),
    rc.Triangular(1, 2, 4),
    rc.Pert(60, 120, 240),
    rc.Beta(2, 3),
    rc.Gamma(2, 3),
    rc.Discrete([1, 2, 5], [0.2, 0.3, 0.5]),
    rc.Empirical([3, 1, 2]),
    rc.Metalog(60, 150, 320),
    rc.Metalog(0.8, 0.9, 0.95, lower=0, upper=1),
]


def evaluate(text):
    return eval(text, {"datetime": datetime, **{name: getattr(rc, name) for name in rc.__all__}})


@pytest.mark.parametrize("distribution", DISTRIBUTIONS, ids=repr)
def test_text_pickle_and_copies_give_an_equal_one(distribution):
    assert evaluate(repr(distribution)) == distribution
    assert pickle.loads(pickle.dumps(distribution)) == distribution
    assert copy.copy(distribution) == distribution
    assert copy.deepcopy([distribution]) == [distribution]


@pytest.mark.parametrize("distribution", DISTRIBUTIONS, ids=repr)
def test_quantiles_of_arrays_are_those_of_numbers(distribution):
    levels = np.array([[0.1, 0.5], [0.75, 0.9]])
    values = distribution.quantile(levels)
    assert values.shape == (2, 2)
    assert values[1, 0] == distribution.quantile(0.75)
    assert isinstance(distribution.quantile(0.5), float)
    assert np.all(np.diff(values.ravel()) >= 0)


def test_known_figures():
    assert rc.Uniform(2, 4).quantile(0.25) == 2.5
    assert rc.Pert(60, 120, 240).mean() == pytest.approx((60 + 4 * 120 + 240) / 6, rel=1e-14)
    assert rc.Normal(10, 2).quantile(0.9) == pytest.approx(10 + 2 * 1.2815515655446004, rel=1e-14)
    assert rc.Normal(10, 2).sd() == 2
    ends = rc.LogNormal.p10_p90(700, 5200).quantile([0.1, 0.9])
    assert ends == pytest.approx([700, 5200], rel=1e-13)
    assert rc.Metalog(60, 150, 320).quantile([0.1, 0.5, 0.9]) == pytest.approx([60, 150, 320])


def test_text_is_a_call():
    assert repr(rc.Pert(60, 120, 240)) == "Pert(60.0, 120.0, 240.0)"
    assert repr(rc.Metalog(1, 2, 3, lower=0)) == "Metalog(1.0, 2.0, 3.0, lower=0.0)"


def test_equality_is_by_kind_and_parameters():
    assert rc.Pert(1, 2, 3) == rc.Pert(low=1, mode=2, high=3)
    assert rc.Pert(1, 2, 3) != rc.Triangular(1, 2, 3)
    assert rc.Pert(1, 2, 3) != rc.Pert(1, 2, 4)
    assert rc.Pert(1, 2, 3) != (1, 2, 3)
    with pytest.raises(TypeError, match="unhashable"):
        hash(rc.Pert(1, 2, 3))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: rc.Pert(3, 2, 1), r"pert: mode is 2, must be at least low \(3\)"),
        (lambda: rc.Normal(0, -1), "normal: sd is -1, must be"),
        (lambda: rc.Uniform(float("nan"), 1), "uniform: low is nan"),
        (lambda: rc.Discrete([1, 2], [1]), "2 values and 1 weights"),
        (lambda: rc.Empirical([]), "values is empty"),
        (lambda: rc.Metalog(0, 1, 100), "metalog: p50 is 1, must be between"),
        (lambda: rc.LogNormal.p10_p90(5, 5), "lognormal: p90 is 5, must be greater than p10"),
        (lambda: rc.Uniform(0, 1).quantile(1.5), "p is 1.5, must be at least 0 and at most 1"),
        (lambda: rc.Uniform(0, 10**400), "too large"),
    ],
)
def test_values_that_are_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: rc.Pert(1, 2), "high is missing"),
        (lambda: rc.Pert(1, 2, 3, 4), "takes 3 parameters, not 4"),
        (lambda: rc.Pert(1, 2, height=3), 'no parameter "height"; the nearest is "high"'),
        (lambda: rc.Pert(1, 2, low=3, high=4), "low is given twice"),
        (lambda: rc.Pert("1", 2, 3), "low must be a number, not str"),
        (lambda: rc.Pert(True, 2, 3), "low must be a number, not bool"),
        (lambda: rc.Empirical("12"), "must be a list of float, not str"),
        (lambda: rc.Empirical([1, None]), r"values\[1\] must be a number, not None"),
        (lambda: rc.Uniform(0, 1).quantile("half"), "p must be a number"),
    ],
)
def test_types_that_are_refused(make, words):
    with pytest.raises(TypeError, match=words):
        make()


def test_numpy_numbers_are_numbers():
    assert rc.Uniform(np.float64(1), np.int64(3)) == rc.Uniform(1, 3)
    assert rc.Empirical(np.arange(3.0)) == rc.Empirical([0, 1, 2])


def test_parameters_are_attributes():
    pert = rc.Pert(1, 2, 3)
    pert.high = 4
    assert pert == rc.Pert(1, 2, 4)
    with pytest.raises(ValueError, match=r"high is 4, must be at least mode \(9\)"):
        pert.mode = 9
    assert pert == rc.Pert(1, 2, 4)


def test_a_stated_number_keeps_what_it_rests_on():
    day = datetime.date(2024, 3, 22)
    stated = rc.Stated(rc.Pert(1, 2, 3), kind="fact", source="报纸", known_on=day)
    assert (stated.value, stated.kind, stated.source, stated.known_on) == (
        rc.Pert(1, 2, 3),
        "fact",
        "报纸",
        day,
    )
    assert evaluate(repr(stated)) == stated
    assert pickle.loads(pickle.dumps(stated)) == stated
    assert copy.deepcopy(stated) == stated
    assert float(rc.Stated(3)) == 3.0
    assert stated != rc.Stated(rc.Pert(1, 2, 3))
    assert rc.Nameplate(units_per_year=stated).units_per_year == stated
    assert rc.Milestone("m", on=rc.Stated(day, kind="fact")).on == rc.Stated(day, kind="fact")


def test_a_stated_number_is_refused():
    with pytest.raises(ValueError, match='kind is "rumour", must be "unstated", "fact" or'):
        rc.Stated(3, kind="rumour")
    with pytest.raises(TypeError, match="value must be a number, a distribution"):
        rc.Stated("three")
    with pytest.raises(TypeError, match="value must be"):
        rc.Stated(rc.Stated(3))
