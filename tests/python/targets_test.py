"""What a target takes, what a figure rests on, and goal seek, on plants: by hand and by paths."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import numpy as np
import pytest
import rampcast as rc
from rampcast.cli import main

ROOT = Path(__file__).resolve().parents[2]
RATE = "line.L.nameplate.units_per_year"


def plant(**more: object) -> rc.Plant:
    words = {"units_per_year": rc.LogNormal.p10_p90(800, 1600), **more}
    return rc.Plant(
        "p",
        id="p",
        as_of="2024-01-01",
        timeline=rc.Timeline("2024-01-01", "2026-01-01"),
        lines=[
            rc.Line(
                "L",
                starts="2023-06-01",
                nameplate=rc.Nameplate(units_per_year=words.pop("units_per_year")),
            ),
        ],
        **words,
    )


def beyond(x: float) -> float:
    return 0.5 * math.erfc(x / math.sqrt(2))


SD = math.log(2) / (2 * 1.2815515655446004)
MIDDLE = math.sqrt(800 * 1600)


@pytest.mark.parametrize("level", [1200, 2500, 4500])
def test_a_lognormal_line_by_hand(level: float) -> None:
    found = rc.what_it_takes(plant(), metric="units", at_least=level, period="2025")
    x = math.log(level / MIDDLE) / SD
    truth = beyond(x)
    assert found.probability == pytest.approx(truth, rel=0.08)
    assert abs(found.probability - truth) < 4 * found.standard_error
    row = found.drivers[0]
    assert row["driver"] == RATE
    assert row["before_p90"] == pytest.approx(1600, rel=1e-5)
    mean = math.exp(-x * x / 2) / math.sqrt(2 * math.pi) / truth
    assert row["shift_sd"] == pytest.approx(mean, abs=0.05)
    assert row["after_p10"] >= level * (1 - 1e-5)
    told = found.information.where(what="all")[0]["bits"]
    assert told == pytest.approx(-math.log2(found.probability))
    assert sum(found.information["bits"][:-1]) == pytest.approx(told)
    if x < 4.5:  # to be moved to the level itself, where the chance is even; no further
        assert found.needs[0]["value"] == pytest.approx(level, rel=0.02)
    else:
        assert len(found.needs) == 0


def test_an_impossible_target_is_proven() -> None:
    labour = rc.Labour(
        "people",
        headcount=[rc.Headcount(from_="2024-01-01", people=rc.Pert(5, 8, 10))],
        hours_per_unit=rc.Pert(10, 20, 40),
    )
    of = plant(labour=[labour])
    # 10 people, 12 months of 160 hours, 10 hours a unit.
    found = rc.what_it_takes(of, metric="units", at_least=1921, period="2025")
    assert found.probability == 0
    assert "labour people allows 1,920 units in 2025" in found.summary
    assert len(found.drivers) == 0
    assert rc.what_it_takes(of, metric="units", at_least=1919, period="2025").impossible == ""
    bounded = plant(units_per_year=rc.Uniform(800, 1600))
    found = rc.what_it_takes(bounded, metric="units", at_least=2000, period="2025")
    assert "nameplates come to 1,600 a year" in found.impossible
    # Between what a limit forbids and what a path reaches nothing is found, and said so.
    found = rc.what_it_takes(bounded, metric="units", at_least=1610, period="2025")
    assert found.probability == 0
    assert "below 1e-16" in found.summary
    assert "1,600 units" in found.summary


def test_bad_targets_are_told_plainly() -> None:
    units = {"metric": "units", "period": "2025"}
    cases = [
        ({"target": "announced"}, 'there is no target "announced"'),
        ({}, "the plant has no target; name a metric"),
        ({"metric": "unitz", "at_least": 3, "period": "2025"}, "the nearest is units"),
        ({"metric": "units"}, "at_least is missing"),
        ({"at_least": 3, "period": "2027"}, "2027 is not within the timeline"),
        (
            {"target": [{**units, "at_least": 9}, {**units, "at_most": 8}]},
            "contradict each other: at least 9 units in 2025, at most 8 units in 2025",
        ),
        ({"target": [{**units}]}, "must have one of at_least and at_most"),
        ({"at_least": 3, "period": "2025", "metric": "cash"}, "cash"),
    ]
    for words, message in cases:
        with pytest.raises(ValueError, match=message):
            rc.what_it_takes(plant(), **words)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="plant must be a Plant"):
        rc.what_it_takes("p")


def test_ranges_from_both_sides() -> None:
    demands = [
        {"metric": "units", "period": "2025", "at_least": 2400},
        {"metric": "units", "period": "2024", "at_most": 2500},
    ]
    found = rc.what_it_takes(plant(), demands)
    low, high = (math.log(x / MIDDLE) / SD for x in (2400, 2500 / 366 * 365))
    assert found.probability == pytest.approx(beyond(low) - beyond(high), rel=0.1)


@pytest.mark.parametrize("level", [1234.5, 900.25])
def test_goal_seek_is_exact(level: float) -> None:
    of = plant(units_per_year=rc.Uniform(800, 1600))
    found = rc.goal_seek(of, at_least=level, period="2025", driver=RATE)
    assert found.reached
    assert found.value == pytest.approx(level, abs=1e-9 * level)
    certain = plant(units_per_year=1000)
    found = rc.goal_seek(
        certain.replace(RATE, rc.Stated(1000, kind="fact")),
        at_least=level,
        period="2025",
        driver=RATE,
        between=(100, 3000),
    )
    assert found.value == pytest.approx(level, abs=1e-9 * level)


def test_goal_seek_of_a_percentile_and_a_group() -> None:
    limits = [
        rc.Arrival(from_=f"{year}-01-01", per_year=rc.Stated(amount, kind="fact"))
        for year, amount in ((2024, 500), (2025, 600))
    ]
    of = plant(caps=[rc.Cap("power", limits=limits)])
    found = rc.goal_seek(of, at_least=700, period="2025", driver="cap.*", percentile=5)
    # Far below what the line makes: it is the cap's 600 of 2025 that has to be 700.
    assert found.unit == "factor"
    assert found.value == pytest.approx(700 / 600, rel=1e-3)
    table = rc.goal_seek(of, at_least=700, period="2025")
    assert table.frame()["reached"] == ["no"]
    assert table[0].best[1] == pytest.approx(600, rel=1e-5)


def test_goal_seek_says_what_it_cannot() -> None:
    of = plant(units_per_year=rc.Uniform(800, 1600))
    found = rc.goal_seek(of, at_least=1700, period="2025", driver=RATE)
    assert not found.reached
    assert "not reachable within 800 units/year to 1,600 units/year" in repr(found)
    assert found.best[1] == pytest.approx(1600, rel=1e-6)
    with pytest.raises(ValueError, match=r"the nearest is line\.L\.nameplate\.units_per_year"):
        rc.goal_seek(of, at_least=9, period="2025", driver="line.L.nameplate.units_per_yea")
    with pytest.raises(ValueError, match="percentile is 100"):
        rc.goal_seek(of, at_least=9, period="2025", driver=RATE, percentile=100)


def two_drivers() -> rc.Plant:
    """Units are the sum of two lines whose rates go together."""
    rates = [rc.Normal(2000, 100), rc.Normal(2000, 200)]
    lines = [
        rc.Line(name, starts="2023-06-01", nameplate=rc.Nameplate(units_per_year=rate))
        for name, rate in zip("AB", rates)
    ]
    names = ["line.A.nameplate.units_per_year", "line.B.nameplate.units_per_year"]
    return rc.Plant(
        "q",
        id="q",
        as_of="2024-01-01",
        timeline=rc.Timeline("2024-01-01", "2026-01-01"),
        lines=lines,
        correlations=[rc.Correlation(between=names, rank=0.5)],
    )


def test_sensitivity_of_a_sum() -> None:
    s = rc.sensitivity(two_drivers(), period="2025", at_least=4200, paths=4096)
    rho = 2 * math.sin(math.pi * 0.5 / 6)  # of the normal numbers, from the ranks'
    variance = 100**2 + 200**2 + 2 * rho * 100 * 200
    bars = {row["driver"][5]: row for row in s.tornado()}
    # A bar is 2 × 1.2816 standard deviations; medians of 4,096 paths within 5 errors.
    for name, sd, other in (("A", 100, 200), ("B", 200, 100)):
        error = 5 * 1.2533 * other / 64 * math.sqrt(2)
        assert bars[name]["swing"] == pytest.approx(2 * 1.28155 * sd, abs=error)
        assert bars[name]["high_value"] == pytest.approx(2000 + 1.28155 * sd, rel=1e-5)
    share = {row["input"][5]: row for row in s.shapley(points=16384)}
    for name, sd, other in (("A", 100, 200), ("B", 200, 100)):
        truth = sd**2 * (1 - rho**2 / 2) + rho * 100 * 200 + other**2 * rho**2 / 2
        found = share[name]
        assert abs(found["effect"] - truth / variance) < 5 * found["standard_error"] + 1e-3
    sobol = list(s.sobol())
    names = ["line.A.nameplate.units_per_year", "line.B.nameplate.units_per_year"]
    assert sobol[0]["input"] == " + ".join(names)
    assert sobol[0]["first"] == pytest.approx(1, abs=0.01)
    assert s.knowable()["share"][0] == pytest.approx(1)
    # Once B is known, what is left is A given B: sd 100 √(1 - rho²).
    asked = {row["ask"][5]: row for row in s.worth_asking()}
    left = 100 * math.sqrt(1 - rho**2) / math.sqrt(variance)
    assert asked["B"]["range_left"] == pytest.approx(left, abs=0.05)
    assert asked["B"]["variance_explained"] == pytest.approx(1 - left**2, abs=0.02)
    half = {row["ask"][5]: row for row in s.worth_asking(precision=0.5)}
    assert left < half["B"]["range_left"] < 1


def test_chance_month_by_month_is_not_knowable() -> None:
    of = plant()
    lines = of.lines
    lines[0].noise = rc.Noise(sd=0.6, month_correlation=0.9)
    of.lines = lines
    shares = rc.sensitivity(of, period="2025", paths=2048).knowable()
    f = rc.PathFunction(of, metrics=["units"], steps=["year"])
    rng = np.random.default_rng(3)
    z = np.repeat(rng.standard_normal((400, 1)), 32, axis=0)
    made = f(z)[:, 1].reshape(400, 32).astype(float)
    within = made.var(axis=1, ddof=1).mean()
    between = made.mean(axis=1).var(ddof=1) - within / 32
    truth = between / (between + within)
    # Errors of both about 2 points; 5 of them.
    assert shares["share"][0] == pytest.approx(truth, abs=0.12)
    assert shares["share"].sum() == pytest.approx(1)


def test_gradients_are_those_of_differences() -> None:
    of = rc.load_plant(ROOT / "examples" / "tianshui.toml")
    table = rc.gradient(of, period="2025")
    f = rc.PathFunction(of, metrics=["units"], steps=["year"])
    at = [each.period for each in f.figures].index("2025")
    best = int(np.argmax([each.weight for each in f.alternatives]))
    lower = f.correlated(np.eye(len(f.drivers))).T
    checked = 0
    for row in table:
        if row["per_sd"] == 0:
            continue
        x = np.zeros(len(f.drivers))
        x[f.drivers.index(row["driver"])] = 1e-5
        z = np.linalg.solve(lower, x)
        ends = f.precise(np.stack([z, -z]), best)[:, at]
        assert row["per_sd"] == pytest.approx((ends[0] - ends[1]) / 2e-5, rel=1e-5)
        checked += 1
    assert checked
    line = rc.gradient(plant(), period="2025")[0]
    assert line["elasticity"] == pytest.approx(1, rel=1e-6)
    assert line["derivative"] == pytest.approx(1, rel=1e-6)


def test_dominance_of_plants_by_hand() -> None:
    few, more = plant(), plant().replace(RATE, rc.LogNormal.p10_p90(1000, 2000))
    found = rc.dominance(more, few, period="2025")
    # The same draws: half as much again less a fifth on every path.
    assert found.order == "f first"
    assert found.probability == 1
    assert found.f / found.g == pytest.approx(np.full(len(found.f), 1.25), rel=1e-5)
    assert rc.dominance(few, few, period="2025").order == "equal"
    surer = plant().replace(RATE, 1300.0)
    risky = plant().replace(RATE, rc.Uniform(600, 1900))
    told = rc.dominance(surer, risky, period="2025", paths=4096)
    assert told.order == "f second"
    tail = told.frame().where(what="g")[0]["shortfall"]
    assert tail == pytest.approx(600 + 0.05 * 1300, rel=0.01)
    with pytest.raises(TypeError, match="g must be a Plant or a Forecast"):
        rc.dominance(few, 3)


@pytest.fixture(scope="module")
def case() -> rc.WhatItTakes:
    return rc.what_it_takes(rc.load_plant(ROOT / "examples" / "tianshui.toml"))


def test_the_announcement_of_the_case(case: rc.WhatItTakes) -> None:
    # 20 million plain paths: 3.68e-4 with an error of 1.3 %.
    assert case.probability == pytest.approx(3.68e-4, rel=0.12)
    assert case.rare_event.effective_size > 400
    rows = {row["driver"]: row for row in case.drivers}
    moved = {
        "orders.arrivals.2024-01-01.per_year": 2.04,
        "component.accelerator card.arrivals.2024-01-01.per_year": 2.02,
        "cash.credit_line": 1.37,
    }
    for name, shift in moved.items():
        assert rows[name]["shift_sd"] == pytest.approx(shift, abs=0.1)
    assert case.drivers["driver"][:3] == list(moved) or set(case.drivers["driver"][:3]) == set(
        moved
    )
    bits = {row["what"]: row["bits"] for row in case.information}
    assert sum(v for k, v in bits.items() if k != "all") == pytest.approx(bits["all"])
    assert set(case.needs["driver"]) == set(moved)
    binding = {row["constraint"]: row for row in case.binding}
    assert binding["burn-in"]["before"] < 0.03
    assert binding["burn-in"]["after"] == pytest.approx(0.41, abs=0.06)
    words = case.summary
    assert words.startswith("At least 20,000 servers in 2025 and at least CNY 5 bn")
    assert "The value adds no condition." in words
    assert "An even chance needs at once" in words
    assert "limited by burn-in" in words
    mix = case.alternatives.where(option="general servers count")[0]
    assert mix["after"] > 0.35 > 0.2 > mix["before"]
    assert len(case.paths) == 2
    assert case.paths["share"].sum() == pytest.approx(1)


def test_joint_targets_by_plain_paths() -> None:
    of = rc.load_plant(ROOT / "examples" / "tianshui.toml")
    demands = [
        {"metric": "units", "period": "2025", "at_least": 12_000},
        {"metric": "value", "period": "2025", "at_least": 5e9},
    ]
    found = rc.what_it_takes(of, demands)
    f = rc.PathFunction(
        of,
        rc.Timeline("2024-01-01", "2026-01-01"),
        metrics=["units", "gross_output_value"],
        steps=["year"],
    )
    columns = [i for i, each in enumerate(f.figures) if each.period == "2025"]
    rng = np.random.default_rng(5)
    truth, variance = 0.0, 0.0
    for a, each in enumerate(f.alternatives):
        count = round(60_000 * each.weight)
        made = f(rng.standard_normal((count, f.dimensions(a))), a)[:, columns]
        share = float(((made[:, 0] >= 12_000) & (made[:, 1] >= 5e9)).mean())
        truth += each.weight * share
        variance += each.weight**2 * share * (1 - share) / count
    # Four errors of the difference: 6 in 100,000.
    assert abs(found.probability - truth) < 4 * math.hypot(
        found.standard_error, math.sqrt(variance)
    )


def test_pictures_and_files(case: rc.WhatItTakes, tmp_path: Path) -> None:
    pyplot = pytest.importorskip("matplotlib.pyplot")
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    ax = case.plot(4)
    assert len(ax.get_yticklabels()) == 4
    case.to_excel(tmp_path / "w.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "w.xlsx").sheetnames
    assert sheets[:2] == ["drivers", "needs"]
    s = rc.sensitivity(two_drivers(), period="2025", paths=256)
    assert len(s.plot().get_yticklabels()) == 2
    names = [row["driver"] for row in s.tornado()]
    grid = s.contours(*names, points=5)
    assert grid.p50.shape == (5, 5)
    # More of either makes more.
    assert (np.diff(grid.p50, axis=0) > 0).all()
    assert (np.diff(grid.p50, axis=1) > 0).all()
    grid.plot()
    s.to_excel(tmp_path / "s.xlsx")
    assert "sobol" in openpyxl.load_workbook(tmp_path / "s.xlsx").sheetnames
    rc.goal_seek(plant(), at_least=1500, period="2025", driver=RATE).plot()
    rc.dominance(plant(), plant(), period="2025", paths=256).plot()
    pyplot.close("all")


def test_one_way_table() -> None:
    s = rc.sensitivity(plant(), period="2025", at_least=1000)
    row = s.one_way()[0]
    assert row["base"] == pytest.approx(MIDDLE, rel=1e-6)
    assert row["-20 %"] == pytest.approx(0.8 * MIDDLE, rel=1e-6)
    assert row["+5 %"] == pytest.approx(1.05 * MIDDLE, rel=1e-6)
    assert row["switching_change"] == pytest.approx(1000 / MIDDLE - 1, abs=1e-6)


def test_who_matters_when() -> None:
    late = rc.Plant(
        "r",
        id="r",
        as_of="2024-01-01",
        timeline=rc.Timeline("2024-01-01", "2026-01-01"),
        lines=[
            rc.Line(
                "L",
                starts=rc.Uniform(datetime.date(2024, 1, 10), datetime.date(2024, 12, 20)),
                nameplate=rc.Nameplate(units_per_year=rc.Normal(1000, 30)),
            )
        ],
    )
    rows = list(rc.sensitivity(late, period="2025").over_time())
    share = {(row["period"], row["input"].rpartition(".")[2]): row["share"] for row in rows}
    assert share["2024", "starts"] > 0.9 > 0.1 > share["2025", "starts"]
    assert share["2025", "units_per_year"] > 0.9


def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(ROOT / "examples" / "one_line.toml")
    out = tmp_path / "t.xlsx"
    assert main(["target", file, "--at-least", "10500", "--period", "2025", "--out", str(out)]) == 0
    assert "At least 10,500 pumps in 2025" in capsys.readouterr().out
    assert out.exists()
    assert main(["sensitivity", file, "--paths", "256"]) == 0
    assert "P50 of units in 2025" in capsys.readouterr().out
    driver = "line.L1.nameplate.units_per_year"
    words = ["goal-seek", file, "--at-least", "10000", "--period", "2025", "--driver", driver]
    assert main(words) == 0
    assert "units/year for the median of at least 10,000 pumps in 2025" in capsys.readouterr().out
    assert main(["target", file, "--name", "busines plan"]) == 2
    assert "the nearest is business plan" in capsys.readouterr().err
