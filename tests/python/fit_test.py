"""Curves and functions fitted from Python: values known from elsewhere, and what is refused."""

from __future__ import annotations

import copy
import datetime
import math
import pickle
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rampcast as rc
from rampcast.cli import main

DAYS = [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21]
WEIGHTS = [42, 51, 59, 64, 76, 93, 106, 125, 149, 171, 199, 205]
RECORDERS = [840, 1470, 2110, 4000, 7590, 10950, 10530, 9470, 7790, 5890]
MONTHS = [datetime.date(2024, 1 + i, 1) for i in range(12)]
NIST = Path(__file__).resolve().parents[1] / "calibrate" / "nist.txt"


def month_totals(seed: int = 1, noise: float = 30) -> np.ndarray:
    """What a line of 100 a day makes in each month of 2024, with noise."""
    first = MONTHS[0]
    edges = np.array([(day - first).days for day in [*MONTHS, datetime.date(2025, 1, 1)]])
    curve = rc.Logistic(midpoint_days=150, rise_days=200)
    random = np.random.default_rng(seed)
    made = 100 * curve.integral(edges[:-1], edges[1:]) + noise * random.normal(size=12)
    return np.maximum(made, 0)


def test_a_logistic_as_r_fits_it() -> None:
    found = rc.fit(rc.Logistic, DAYS, WEIGHTS)
    assert found["ceiling"] == pytest.approx(937.020565, abs=1e-5)
    assert found.parameters["standard_error"][0] == pytest.approx(465.856906, abs=1e-5)
    assert found.sum_of_squares == pytest.approx(76.66235626, abs=1e-7)
    assert found.parameters.columns == ["name", "value", "standard_error"]
    assert found.parameters["name"] == ["ceiling", "midpoint_days", "rise_days"]
    assert isinstance(found.curve, rc.Logistic)
    assert found.covariance[0, 0] == pytest.approx(465.856906**2, rel=1e-7)
    assert any("still a guess: the data end at 22 %" in words for words in found.warnings)
    for other in ("logistic", rc.Logistic(midpoint_days=30, rise_days=60)):
        assert rc.fit(other, DAYS, WEIGHTS)["ceiling"] == pytest.approx(937.020565, abs=1e-5)


def test_a_function_finds_what_the_curve_finds() -> None:
    def logistic(t: np.ndarray, top: float, middle: float, scale: float) -> np.ndarray:
        return top / (1 + np.exp((middle - t) / scale))

    own = rc.fit(logistic, DAYS, WEIGHTS, start={"top": 200, "middle": 15, "scale": 5})
    curve = rc.fit(rc.Logistic, DAYS, WEIGHTS)
    assert own["top"] == pytest.approx(curve["ceiling"], rel=1e-9)
    assert own.aic == pytest.approx(curve.aic, rel=1e-12)
    later = np.array([25.0, 30.0])
    assert own.predict(later)["low"] == pytest.approx(curve.predict(later)["low"], rel=1e-7)
    # Where complex numbers are not taken, derivatives are by differences.
    rough = rc.fit(
        lambda t, top, middle, scale: logistic(t, float(top), float(middle), float(scale)),
        DAYS,
        WEIGHTS,
        start=[200, 15, 5],
    )
    assert rough["top"] == pytest.approx(curve["ceiling"], rel=1e-7)


def test_bass_sales_as_published() -> None:
    years = [365.25 * year for year in range(11)]
    found = rc.fit("bass", years, RECORDERS, totals=True, share_of="total")
    assert found["ceiling"] == pytest.approx(67660.02493, abs=1e-4)
    assert found["innovation_per_year"] == pytest.approx(0.008788962557, abs=1e-11)
    assert found["imitation_per_year"] == pytest.approx(0.642158903, abs=1e-9)
    assert found.parameters["standard_error"][0] == pytest.approx(3070.90594, abs=1e-4)


def test_times_of_totals_are_the_same_however_given() -> None:
    y = month_totals()
    edges = [*MONTHS, datetime.date(2025, 1, 1)]
    days = [(day - MONTHS[0]).days for day in edges]
    ways: list[Any] = [
        MONTHS,
        edges,
        list(zip(edges[:-1], edges[1:])),
        [f"2024-{i + 1:02d}" for i in range(12)],
        np.array(MONTHS, dtype="datetime64[D]"),
        days,
        list(zip(days[:-1], days[1:])),
    ]
    found = [rc.fit(rc.Logistic, t, y, totals=True) for t in ways]
    assert {round(each["ceiling"], 9) for each in found} == {round(found[0]["ceiling"], 9)}
    assert found[0].origin == MONTHS[0]
    assert found[-1].origin is None
    ends = rc.fit(rc.Logistic, days[1:], y, totals=True, stamp="end")
    assert ends["ceiling"] == pytest.approx(found[0]["ceiling"], rel=1e-2)  # January counts 29 days
    assert found[0].ahead(2)["t"] == [datetime.date(2025, 1, 1), datetime.date(2025, 2, 1)]
    next_year = found[0].predict([datetime.date(2025, 1, 1), datetime.date(2025, 2, 1)])
    assert next_year["value"][0] == pytest.approx(found[0].ahead(1)["value"][0])


def test_a_fit_goes_into_a_line() -> None:
    found = rc.fit(rc.Logistic, MONTHS, month_totals(), totals=True)
    line = found.line("L")
    assert line.starts == MONTHS[0]
    plant = rc.Plant(
        "p",
        id="p",
        lines=[line],
        correlations=found.correlations("L"),
        timeline=rc.Timeline("2024-01-01", "2025-01-01"),
    )
    made = rc.forecast(plant, paths=4096).frame("year", metrics=["units"])[0]
    assert made["p50"] == pytest.approx(found.fitted.sum(), rel=0.01)
    # Independent spreads would be wider: ceiling and midpoint go together.
    alone = rc.Plant("p", id="p", lines=[line], timeline=plant.timeline)
    wide = rc.forecast(alone, paths=4096).frame("year", metrics=["units"])[0]
    assert made["p90"] - made["p10"] < 0.8 * (wide["p90"] - wide["p10"])
    spread = found.uncertain_curve()
    assert spread.midpoint_days == rc.Normal(
        found["midpoint_days"], found.parameters["standard_error"][1]
    )


@pytest.mark.parametrize("level", [0.5, 0.8])
def test_bands_hold_what_they_say(level: float) -> None:
    """Of 1,600 new observations the share within is off by four standard errors once in 15,000."""
    t = np.arange(24.0)
    truth = 100 / (1 + np.exp(-0.4 * (t - 8)))
    random = np.random.default_rng(11)
    later = [3.0, 9.5, 20.0, 26.0]
    inside = 0
    for _ in range(400):
        y = np.maximum(truth + 2 * random.normal(size=24), 0)
        bands = rc.fit("logistic", t, y).predict(later, level)
        seen = 100 / (1 + np.exp(-0.4 * (np.array(later) - 8))) + 2 * random.normal(size=4)
        inside += int(np.sum((seen >= bands["low"]) & (seen <= bands["high"])))
    assert abs(inside / 1600 - level) < 4 * math.sqrt(level * (1 - level) / 1600)


def test_many_are_each_by_itself() -> None:
    random = np.random.default_rng(2)
    t = np.arange(36.0)
    y = np.maximum([[1000 / (1 + np.exp(-0.3 * (t - 10 - s)))] for s in range(20)], 0)[:, 0]
    y = np.maximum(y + 20 * random.normal(size=y.shape), 0)
    y[3, 5] = np.nan
    y[4] = 0
    many = rc.fit_many("logistic", t, y)
    assert list(np.flatnonzero(~many.converged)) == [4]
    assert many.reasons == {4: "every y is 0, must not all be; there is nothing to fit"}
    assert np.isnan(many.values[4]).all()
    for s in (0, 7, 19):
        one = rc.fit("logistic", t, y[s])
        assert many.values[s] == pytest.approx(one.parameters["value"], rel=1e-7)
        assert many.standard_errors[s] == pytest.approx(one.parameters["standard_error"], rel=1e-5)
    slow = rc.fit_many("gompertz", t, y[:3])
    assert slow.values[1, 0] == pytest.approx(rc.fit("gompertz", t, y[1])["ceiling"], rel=1e-9)
    assert "19 of 20 series fitted" in repr(many)


def test_learning_curves() -> None:
    units = np.array([1, 2, 4, 8, 16, 32])
    hours = 100 * units ** math.log2(0.8)
    by_unit = rc.fit_learning(units, hours, theory="unit")
    assert by_unit["learning_rate"] == pytest.approx(0.8, abs=1e-10)
    by_average = rc.fit_learning(units, hours, theory="cumulative average", hours_are="average")
    assert by_average["learning_rate"] == pytest.approx(0.8, abs=1e-10)
    lots = [(1, 10), (11, 30), (31, 70), (71, 150)]
    totals = [sum(100 * x ** math.log2(0.85) for x in range(a, b + 1)) for a, b in lots]
    for errors in ("relative", "absolute", "midpoints"):
        found = rc.fit_learning(lots, totals, theory="unit", hours_are="total", errors=errors)
        assert found["learning_rate"] == pytest.approx(0.85, abs=1e-9)
        assert found["first_unit_hours"] == pytest.approx(100, abs=1e-5)
    assert isinstance(found.curve, rc.Wright)
    assert found.predict([(1, 125)])["value"][0] * 125 == pytest.approx(5201.085148, abs=1e-4)
    with pytest.raises(ValueError, match='theory is "crawford", must be one of "unit"'):
        rc.fit_learning(units, hours, theory="crawford")
    with pytest.raises(ValueError, match="row 2: units are 5 to 3, must be at least 1"):
        rc.fit_learning([(1, 2), (5, 3)], [1, 2], theory="unit")


def test_a_fit_is_copied_and_kept() -> None:
    found = rc.fit("logistic", DAYS, WEIGHTS)
    for other in (copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert repr(other) == repr(found)
        assert other.predict([30]) == found.predict([30])


BAD: list[tuple[list[Any], list[Any], dict[str, Any], str]] = [
    ([1, 2], [1, 2], {}, "there are 2 points, must be at least 3, one for each parameter"),
    ([1, 2, 3, 4], [0, 0, 0, 0], {}, "every y is 0"),
    ([1, 2, 3, 4], [0, -1, 0, 4], {}, "row 2: y is -1, must be at least 0"),
    ([1, 2, 2, 4], [0, 1, 2, 4], {}, "row 3: t is 2, which stands twice"),
    ([1, 3, 2, 4], [0, 1, 2, 4], {}, "row 3: t is 2, which is before that of row 2, 3"),
    (["2024-02-01", "2024-01-01"], [0, 1], {}, 'row 2: t is "2024-01-01", which is before'),
    ([1, 2, 3, 4], [0, "x", 2, 4], {}, 'row 2: y is "x", must be a number'),
    ([1, "a", 3, 4], [0, 1, 2, 4], {}, 'row 2: t is "a", must be a number of days or a date'),
    ([1, 2, 3, 4], [0, 1, math.inf, 4], {}, "row 3: y is inf, must be a finite number"),
    ([1, 2, 3, 4], [0, 1, None, 4], {}, "row 3: y is None, must be a number"),
    ([1, 2, 3, math.nan], [0, 1, 2, 4], {}, "row 4: t is nan"),
    ([1, 2, 3, 4], [0, 1, 2], {}, "there are 4 of t and 3 of y, must be as many"),
    ([1, 2, 3, 4], [0, 1, 2, 4], {"weights": [1, 1, 0, 1]}, "row 3: weight is 0"),
    ([1, 2, 3, 4, 5, 6], [1, 2, 4, 8, 16, 32], {}, "did not converge: .*; reached was ceiling"),
    ([1, 2, 3, 4], [0, 1, 2, 4], {"fixed": ["rise"]}, 'the nearest is "rise_days"'),
    ([1, 2, 3, 4], [0, 1, 2, 4], {"loss": "huber"}, 'must be "squares" or "soft_l1"'),
    ([1, 2, 3, 4], [0, 1, 2, 4], {"share_of": "total"}, "is fitted to totals of periods"),
    ([(1, 2), (2, 2)], [0, 1], {"totals": True}, "row 2: its stretch ends at 2, must be after"),
]


@pytest.mark.parametrize(("t", "y", "more", "words"), BAD, ids=[bad[3][:40] for bad in BAD])
def test_refuses_by_row(t: list[Any], y: list[Any], more: dict[str, Any], words: str) -> None:
    with pytest.raises((ValueError, TypeError), match=words):
        rc.fit("logistic", t, y, **more)


def nist(name: str) -> tuple[list[list[float]], np.ndarray, np.ndarray]:
    """Parameters (two starts, value, error), x and y of a set."""
    text = NIST.read_text(encoding="utf-8").partition(f"set {name}\n")[2].partition("\nset ")[0]
    rows = [line.split() for line in text.splitlines()]
    parameters = [[float(each) for each in row[1:]] for row in rows if row[0] == "parameter"]
    data = np.array([[float(each) for each in row] for row in rows if row[0][0] in "-.0123456789"])
    return parameters, data[:, 0], data[:, -1]


FORMULAS: dict[str, Any] = {
    "MGH17": lambda x, b1, b2, b3, b4, b5: b1 + b2 * np.exp(-x * b4) + b3 * np.exp(-x * b5),
    "BoxBOD": lambda x, b1, b2: b1 * (1 - np.exp(-b2 * x)),
    "Thurber": lambda x, b1, b2, b3, b4, b5, b6, b7: (
        (b1 + b2 * x + b3 * x**2 + b4 * x**3) / (1 + b5 * x + b6 * x**2 + b7 * x**3)
    ),
    "MGH10": lambda x, b1, b2, b3: b1 * np.exp(b2 / (x + b3)),
    "Bennett5": lambda x, b1, b2, b3: b1 * (b2 + x) ** (-1 / b3),
}


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize("start", [0, 1])
def test_nist_sets_from_python(name: str, start: int) -> None:
    parameters, x, y = nist(name)
    found = rc.fit(FORMULAS[name], x, y, start=[each[start] for each in parameters])
    assert found.parameters["value"] == pytest.approx([each[2] for each in parameters], rel=1e-8)
    assert found.parameters["standard_error"] == pytest.approx(
        [each[3] for each in parameters], rel=1e-6
    )


def test_the_command_prints_a_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "made.csv"
    rows = [f"{day},{made:.1f}" for day, made in zip(MONTHS, month_totals())]
    table.write_text("ds,y\n" + "\n".join(rows), encoding="utf-8")
    assert main(["fit", str(table), "--totals", "--ahead", "2"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("logistic   12 points   R² 0.99")
    assert "days count from 2024-01-01" in text
    assert "2025-02-01" in text
    table.write_text("ds,y\n2024-01-01,5\n2024-02-01,many\n", encoding="utf-8")
    assert main(["fit", str(table)]) == 2
    assert 'made.csv, row 3, column "y": is "many", must be a finite number' in (
        capsys.readouterr().err
    )


def test_the_page_holds(capsys: pytest.CaptureFixture[str]) -> None:
    text = (NIST.parents[2] / "docs" / "fit.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 4
    for i, block in enumerate(blocks):
        exec(compile(block, f"docs/fit.md, block {i + 1}", "exec"), {})
        printed = capsys.readouterr().out
        if i == 0:
            assert printed == text.partition("```text\n")[2].partition("```")[0]
        assert printed


def test_periods_as_others_write_them() -> None:
    pandas = pytest.importorskip("pandas")
    made = [260, 2425, 9766, 28578, 53239, 61394, 62975, 72531]
    quarters = [f"{2017 + (i + 2) // 4}-Q{(i + 2) % 4 + 1}" for i in range(8)]
    expected = rc.fit("logistic", quarters, made, totals=True)
    short = [each.replace("-", "") for each in quarters]
    index = pandas.PeriodIndex(short, freq="Q")
    for given in (short, index, pandas.Series(index)):
        found = rc.fit("logistic", given, made, totals=True)
        assert found["ceiling"] == expected["ceiling"]
        assert found.origin == datetime.date(2017, 7, 1)
    # Days since the origin do as well as dates.
    by_days = expected.predict([(914, 1005)])
    by_dates = expected.predict([(datetime.date(2020, 1, 1), datetime.date(2020, 4, 1))])
    assert by_days["high"] == pytest.approx(by_dates["high"], rel=1e-14)


def test_years_of_a_table_are_years(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "\n".join(f"{2011 + i},{made}" for i, made in enumerate([3, 46, 65, 114, 135, 137]))
    file = tmp_path / "years.csv"
    file.write_text("ds,y\n" + rows + "\n", encoding="utf-8")
    assert main(["fit", str(file), "--totals", "--ahead", "1"]) == 0
    told = capsys.readouterr().out
    assert "days count from 2011-01-01" in told
    assert "2017-01-01" in told
    # A share for per cents would print a band of next to no width.
    assert main(["fit", str(file), "--totals", "--ahead", "1", "--level", "0.8"]) != 0
    assert "must be at least 1 and less than 100; it is in per cent" in capsys.readouterr().err


def test_says_which_parameters_are_hardly_known() -> None:
    # On the plateau: when it rose, and how fast, no point tells.
    random = np.random.default_rng(4)
    found = rc.fit("logistic", np.arange(24.0), 100 + random.normal(size=24))
    assert any("is hardly known" in words for words in found.warnings)
    clear = rc.fit("logistic", np.arange(12.0) * 30, month_totals() / 30)
    assert not any("is hardly known: its" in words for words in clear.warnings)
