"""Ramp curves: construction, text, copies, and their values over arrays."""

import copy
import pickle

import numpy as np
import pytest
import rampcast as rc

BY_TIME = [
    rc.Step(delay_days=30),
    rc.Linear(rise_days=100, start_share=0.2),
    rc.Exponential(time_constant_days=50),
    rc.Logistic(midpoint_days=100, rise_days=120),
    rc.Tabulated(points=[rc.PlanPoint(days=0, share=0.1), rc.PlanPoint(days=90, share=1)]),
]
BY_EXPERIENCE = [
    rc.Wright(theory="unit", learning_rate=0.85, mature_unit=1000, mature_units_per_day=20),
    rc.Wright(theory="cumulative average", learning_rate=0.9, mature_unit=500),
    rc.StanfordB(learning_rate=0.8, prior_units=3, mature_unit=100),
    rc.DeJong(learning_rate=0.8, incompressible_share=0.2, mature_unit=100),
    rc.Plateau(model="yelle", learning_rate=0.8, floor_share=0.3, mature_unit=100),
]
PLAIN = [*BY_TIME, *BY_EXPERIENCE, rc.CurveProduct(factors=[BY_TIME[1], BY_TIME[3]])]
CURVES = [
    *PLAIN,
    rc.Logistic(midpoint_days=rc.Pert(60, 120, 240), rise_days=rc.Stated(150, kind="fact")),
]


def evaluate(text):
    return eval(text, {name: getattr(rc, name) for name in rc.__all__})


@pytest.mark.parametrize("curve", CURVES, ids=repr)
def test_text_pickle_and_copies_give_an_equal_one(curve):
    assert evaluate(repr(curve)) == curve
    assert pickle.loads(pickle.dumps(curve)) == curve
    assert copy.copy(curve) == curve
    assert copy.deepcopy([curve]) == [curve]


@pytest.mark.parametrize("curve", PLAIN, ids=repr)
def test_values_of_arrays_are_those_of_numbers(curve):
    times = np.linspace(0, 300, 7)
    shares = curve.share(times)
    assert shares.shape == times.shape
    assert shares[2] == curve.share(times[2])
    assert isinstance(curve.share(3), float)
    grid = curve.integral(times[:, None], times[None, :])
    assert grid.shape == (7, 7)
    assert grid[1, 4] == curve.integral(times[1], times[4])
    # The integral over a stretch is the sum of those over its parts.
    assert grid[0, 6] == pytest.approx(curve.integral(times[:-1], times[1:]).sum(), rel=1e-9)
    assert curve.time_to([0.25, 0.5]).shape == (2,)


def test_known_figures():
    logistic = rc.Logistic(midpoint_days=100, rise_days=120)
    assert logistic.share(100) == pytest.approx(0.5, rel=1e-15)
    assert logistic.share([40, 160]) == pytest.approx([0.1, 0.9], rel=1e-12)
    assert logistic.time_to(0.9) == pytest.approx(160, rel=1e-12)
    assert rc.Linear(rise_days=100).integral(0, 100) == pytest.approx(50, rel=1e-14)
    assert rc.Step(delay_days=30).integral(0, [20, 40]) == pytest.approx([0, 10])


def test_learning_curves_tell_hours():
    wright = rc.Wright(theory="unit", learning_rate=0.8, mature_unit=1000)
    assert wright.unit_hours([1, 2, 4]) == pytest.approx([1, 0.8, 0.64], rel=1e-12)
    assert wright.total_hours(1, 2) == pytest.approx(1.8, rel=1e-10)
    assert wright.total_hours(2, [2, 2]).shape == (2,)
    with pytest.raises(ValueError, match="n is 0, must be at least 1"):
        wright.unit_hours(0)
    with pytest.raises(ValueError, match="n is 1, must be at least m"):
        wright.total_hours(2, 1)
    assert not hasattr(rc.Step(delay_days=1), "unit_hours")


def test_a_number_reads_back_as_it_was_written():
    curve = rc.Logistic(midpoint_days=rc.Pert(60, 120, 240), rise_days=150)
    assert curve.rise_days == 150.0
    assert isinstance(curve.rise_days, float)
    assert curve.midpoint_days == rc.Pert(60, 120, 240)


def test_an_uncertain_curve_has_no_values():
    curve = rc.Logistic(midpoint_days=rc.Pert(60, 120, 240), rise_days=150)
    with pytest.raises(ValueError, match="Logistic: midpoint_days is a distribution"):
        curve.share(3)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: rc.Logistic(midpoint_days=1, rise_days=0), "Logistic: rise_days is 0, must be"),
        (lambda: rc.Linear(rise_days=9, start_share=1.5), "start_share is 1.5"),
        (
            lambda: rc.Logistic(midpoint_days=1, rise_days=rc.Uniform(-1, 1)),
            r"rise_days \(uniform\) can be -1",
        ),
        (lambda: rc.Tabulated(points=[]), "Tabulated: has no point"),
        (
            lambda: rc.Tabulated(
                points=[rc.PlanPoint(days=9, share=0), rc.PlanPoint(days=1, share=1)]
            ),
            "days is 1, must be greater than the point before",
        ),
        (lambda: rc.CurveProduct(factors=[]), "CurveProduct: has no factor"),
        (
            lambda: rc.Wright(theory="Wright", learning_rate=0.8, mature_unit=9),
            'theory is "Wright", must be "unit" or "cumulative average"',
        ),
        (lambda: BY_TIME[3].share(float("nan")), "t_days is nan"),
        (lambda: BY_TIME[3].time_to(1.5), "share is 1.5, must be at least 0 and"),
    ],
)
def test_values_that_are_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: rc.Logistic(rise_days=1), "midpoint_days is missing"),
        (lambda: rc.Logistic(1, 2), "must be given by keyword"),
        (
            lambda: rc.Logistic(mid_point_days=1, rise_days=1),
            'no parameter "mid_point_days"; the nearest is "midpoint_days"',
        ),
        (lambda: rc.Wright(learning_rate=0.8, mature_unit=9), "theory is missing"),
        (
            lambda: rc.CurveProduct(factors=[rc.CurveProduct(factors=[BY_TIME[0]])]),
            r"factors\[0\] must be a ramp curve other than a product",
        ),
        (lambda: rc.Tabulated(points=[(0, 1)]), r"points\[0\] must be PlanPoint, not tuple"),
    ],
)
def test_types_that_are_refused(make, words):
    with pytest.raises(TypeError, match=words):
        make()
