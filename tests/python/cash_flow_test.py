"""Present values, rates of return, funding and payback of cash flows."""

import datetime
import re

import numpy as np
import pytest
import rampcast as rc

DATES = [
    datetime.date(2008, 1, 1),
    datetime.date(2008, 3, 1),
    datetime.date(2008, 10, 30),
    datetime.date(2009, 2, 15),
    datetime.date(2009, 4, 1),
]
DATED = [-10000, 2750, 4250, 3250, 2750]
PROJECT = [-60, -60, -80, 0, -8, -12, -10, -4, 5, 12, *[20] * 14]


def test_published_values():
    assert rc.npv(0.1, [-1000, 300, 420, 680]) == pytest.approx(130.728775357, abs=1e-9)
    assert rc.irr([-1000, 300, 420, 680]) == pytest.approx([0.163405600689], abs=1e-11)
    assert rc.irr([-100, 39, 59, 55, 20]) == pytest.approx([0.28094842116], abs=1e-11)
    two = rc.irr([-50, -100, 600, 300, -100])
    assert two == pytest.approx([-0.768895470681, 1.854417828456], abs=1e-11)
    assert rc.xnpv(0.09, DATED, DATES) == pytest.approx(2086.647602, abs=1e-6)
    assert rc.xirr(DATED, DATES) == pytest.approx([0.373362533519], abs=1e-11)
    assert rc.xirr(DATES, DATED) == rc.xirr(DATED, DATES), "told apart by what they hold"
    assert rc.xirr(DATED, [str(day) for day in DATES]) == rc.xirr(DATED, DATES)
    monthly = rc.npv(rate_per_period=1.12 ** (1 / 12) - 1, flows=[0, *PROJECT])
    assert monthly == pytest.approx(24.911324724, abs=1e-9)


def test_funding_and_payback():
    assert rc.peak_funding(PROJECT) == (234, 7)
    assert rc.payback(PROJECT) == 20
    assert rc.peak_funding([1, 2]) == (0, 0)
    assert rc.payback([1, 2]) == 0
    assert rc.payback([-1, 0.5]) is None


@pytest.mark.parametrize(
    "flows",
    [
        np.array([-100, 110]),
        np.array([-100, 7, 110, 7], dtype=np.float32)[::2],
        (-100, np.float64(110)),
    ],
    ids=str,
)
def test_flows_are_any_sequence_of_numbers(flows):
    assert rc.irr(flows) == pytest.approx([0.1], abs=1e-14)
    assert rc.irr(flows=[1, 1]) == []


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: rc.irr([]), "irr: flows is empty, must hold at least one"),
        (
            lambda: rc.npv(-1, [1]),
            "npv: rate_per_period is -1, must be a finite number greater than -1",
        ),
        (
            lambda: rc.payback([1, float("nan")]),
            "payback: flows[1] is nan, must be a finite number",
        ),
        (
            lambda: rc.xirr([1], DATES[:2]),
            "xirr: dates has 2 elements, must have as many as flows, 1",
        ),
        (
            lambda: rc.xnpv(0.1, [1, 2], DATES[1::-1]),
            "xnpv: dates[1] is 2008-01-01, must not be before the first, 2008-03-01",
        ),
    ],
)
def test_values_that_are_refused(call, words):
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        call()


@pytest.mark.parametrize("flows", [None, 3, "12", ["1", "2"], [[1, 2]], [1j], [True]])
def test_flows_that_are_none(flows):
    with pytest.raises(TypeError, match="flows must be a sequence or an array of numbers, not "):
        rc.irr(flows)


def test_dates_are_dates():
    with pytest.raises(TypeError, match=re.escape("dates[0] must be a datetime.date or text")):
        rc.xirr([1], [1])
    with pytest.raises(ValueError, match='"January" is not a date'):
        rc.xirr([1], ["January"])
