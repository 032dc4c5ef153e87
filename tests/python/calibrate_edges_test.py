"""What a calibration does with odd figures, odd evidence and odd plants."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path

import numpy as np
import pytest
import rampcast as rc

START = dt.date(2024, 1, 1)
TWO_YEARS = rc.Timeline(START, dt.date(2026, 1, 1))
MIDPOINT = "line.L.ramp.midpoint_days"


def line(name: str = "L", starts: object = START, **more: object) -> rc.Line:
    stated = {
        "nameplate": rc.Nameplate(units_per_year=rc.LogNormal.p10_p90(20_000, 40_000)),
        "ramp": rc.Logistic(
            midpoint_days=rc.Normal(150, 40), rise_days=rc.LogNormal.p10_p90(120, 300)
        ),
        "noise": rc.Noise(sd=0.2, month_correlation=0.8),
    }
    return rc.Line(name, starts=starts, **(stated | more))


def plant(timeline: rc.Timeline = TWO_YEARS, **more: object) -> rc.Plant:
    lines = more.pop("lines", [line()])
    return rc.Plant("p", id="p", as_of=START, timeline=timeline, lines=lines, **more)


def of(ds: list, y: list, name: str = "p") -> dict:
    return {"unique_id": [name] * len(y), "ds": ds, "y": y}


def months(y: list, first: int = 1, name: str = "p") -> dict:
    return of([f"2024-{first + i:02d}" for i in range(len(y))], y, name)


def reported(found: rc.Calibration) -> dict[str, float]:
    return {each.period: each.units for each in found.plant.actuals}


def test_means_and_sds_are_those_of_a_plain_second_implementation() -> None:
    # The model of the documentation in NumPy: prior draws, weighed by the density of the logs.
    y = np.array([330.0, 420, 640, 900, 1150, 1480, 1700, 1810])
    found = rc.calibrate(plant(), months(y.tolist()), draws=4000)
    edges = [dt.date(2024, 1 + i, 1) for i in range(9)]
    days = np.array([(each - START).days for each in edges], dtype=float)
    z = np.random.default_rng(5).standard_normal((60_000, 3))
    tenth = 1.2815515655446004
    rate = np.sqrt(20_000 * 40_000) * np.exp(math.log(2) / 2 / tenth * z[:, :1])
    middle = 150 + 40 * z[:, 1:2]
    growth = math.log(81) / (np.sqrt(120 * 300) * np.exp(math.log(2.5) / 2 / tenth * z[:, 2:]))
    made = rate / 365 * np.diff(np.logaddexp(0, growth * (days - middle)) / growth, axis=1)
    place = np.arange(8)
    spread = 0.04 * 0.8 ** np.abs(place[:, None] - place) + np.diag(0.05**2 + 1 / y)
    factor = np.linalg.cholesky(spread)
    squares = np.linalg.solve(factor, (np.log(y) + 0.02 - np.log(made)).T) ** 2
    # Beyond three sds an error costs as its logarithm.
    squares = np.where(squares > 9, 9 * (1 + np.log(np.maximum(squares, 9) / 9)), squares)
    log_weights = -0.5 * squares.sum(axis=0)
    weights = np.exp(log_weights - log_weights.max())
    scale = log_weights.max() - np.log(np.diag(factor)).sum() - 4 * math.log(2 * math.pi)
    evidence = math.log(weights.mean()) + scale - np.log(y).sum()
    weights /= weights.sum()
    assert 1 / (weights**2).sum() > 500
    assert found.log_evidence == pytest.approx(evidence, abs=0.1)
    names = ["line.L.nameplate.units_per_year", MIDPOINT, "line.L.ramp.rise_days"]
    for k, name in enumerate(names):
        row = found.drivers.where(driver=name)[0]
        mean = weights @ z[:, k]
        sd = math.sqrt(weights @ z[:, k] ** 2 - mean**2)
        # Five standard errors of 500 draws here and 1,500 there.
        assert row["shift"] == pytest.approx(mean, abs=0.3 * sd)
        assert math.sqrt(1 - row["contraction"]) == pytest.approx(sd, rel=0.2)


def test_zeros_before_the_first_units_are_figures() -> None:
    known = rc.calibrate(plant(), months([0, 0, 0, 400.0]))
    bare = rc.calibrate(plant(), months([400.0], 4))
    assert len(known.seen) == 4
    assert len(bare.seen) == 1
    # Three months of nothing before 400 say that the ramp is steep.
    rise = [each.drivers.where(driver="line.L.ramp.rise_days")[0] for each in (known, bare)]
    assert rise[0]["after_p50"] < 0.8 * rise[1]["after_p50"]
    assert known.log_evidence < bare.log_evidence - 3
    assert reported(known) == {"2024-01": 0, "2024-02": 0, "2024-03": 0, "2024-04": 400}


def test_a_value_counts_the_units_it_is_of() -> None:
    priced = plant(currency="EUR", products=[rc.Product("a", price=rc.Price(start=1000.0))])
    few = [2.0, 9, 30, 90]
    found = rc.calibrate(priced, months([1000 * y for y in few]), metric="value")
    assert np.abs(found.figures["error"]).max() < 4
    # Half the units sold at twice the price tell less: more by chance.
    dear = priced.replace("product.a.price.start", 4000.0).replace(
        "line.L.nameplate.units_per_year", rc.LogNormal.p10_p90(5000, 10_000)
    )
    other = rc.calibrate(dear, months([1000 * y for y in few]), metric="value")
    for i, each in enumerate(few):
        own = found._found[0]["shocks"]._own[i]
        assert own == pytest.approx(0.05**2 + 1 / each, rel=1e-5)
        assert other._found[0]["shocks"]._own[i] == pytest.approx(
            0.05**2 + 1 / max(each / 4, 1), rel=1e-5
        )


def test_each_series_has_its_step() -> None:
    two = plant(lines=[line("L"), line("M", starts=dt.date(2024, 7, 1))])
    first, later = [300.0, 400, 600, 900, 1100, 1400], [1700.0, 1800, 1900]
    data = {
        "unique_id": ["L"] * 9 + ["M"],
        "ds": [f"2024-{i:02d}" for i in range(1, 10)] + ["2024-Q3"],
        "y": [*first, *later, 800.0],
    }
    found = rc.calibrate(two, data)
    assert [each.step for each in found.seen].count("quarter") == 1
    # M cannot have started before July: till then what L made is what the plant made.
    expected = {f"2024-{i + 1:02d}": y for i, y in enumerate(first)} | {"2024-Q3": 6200.0}
    assert reported(found) == expected
    run = found.forecast(paths=256)
    row = run.frame("quarter", metrics=["units"]).where(period="2024-Q3")[0]
    assert row["p10"] == pytest.approx(6200, rel=1e-5)
    assert row["p90"] == pytest.approx(6200, rel=1e-5)
    # A quarter and months after it, of one series.
    one = rc.calibrate(plant(), of(["2024-Q1", "2024-04", "2024-05"], [1300.0, 900, 1100]))
    assert [each.step for each in one.seen] == ["quarter", "month", "month"]
    with pytest.raises(ValueError, match=r"row 2: 2024-02 of plant lies within 2024-Q1 of row 1"):
        rc.calibrate(plant(), of(["2024-Q1", "2024-02"], [1300.0, 400]))
    # A lone date has the step of the others.
    data = {"unique_id": ["L", "L", "M"], "ds": ["2024-07-01", "2024-10-01", "2024-07-01"]}
    quarterly = rc.calibrate(two, data | {"y": [5000.0, 6000, 800]})
    assert {each.step for each in quarterly.seen} == {"quarter"}


def test_one_series_needs_no_name_and_rows_may_be_dicts() -> None:
    rows = [{"ds": "2024-03", "y": 600.0}, {"ds": "2024-04", "y": 900.0}]
    a, b = rc.calibrate(plant(), rows), rc.calibrate(plant(), months([600.0, 900.0], 3))
    assert a.drivers == b.drivers
    with pytest.raises(ValueError, match="actuals: there is no column unique_id"):
        rc.calibrate(plant(), {"ds": ["2024-03"], "y": [3.0], "what": ["L"]})
    with pytest.raises(TypeError, match="actuals must be a CSV file"):
        rc.calibrate(plant(), 3)
    with pytest.raises(ValueError, match="row 1: ds is 2024-05-02, which alone does not tell"):
        rc.calibrate(plant(), [{"ds": "2024-05-02", "y": 30.0}])


@pytest.mark.parametrize(
    ("timeline", "ds", "words"),
    [
        ({}, "2024-W18", ""),
        ({}, "2024-05a", ""),
        ({"fiscal_year_starts": 4}, "FY2025-Q1", ""),
        ({"fiscal_year_starts": 4}, "2024", "2024 is no year of .* begins its years with April"),
        ({"fiscal_year_starts": 2}, "2024-Q2", "is no quarter of .* begins its years with Feb"),
        ({"step": "week", "quarters": "4-4-5"}, "FY2024-P03", ""),
        ({"step": "week", "quarters": "4-4-5"}, "2024-03", "has quarters of 4-4-5 weeks"),
        ({}, "FY2025", 'row 1: ds "FY2025" is not a period'),
    ],
)
def test_periods_of_all_kinds(timeline: dict, ds: str, words: str) -> None:
    end = dt.date(2025, 12, 29) if "quarters" in timeline else dt.date(2026, 1, 1)
    made = plant(rc.Timeline(START, end, **timeline), lines=[line(starts=dt.date(2023, 12, 1))])
    if words:
        with pytest.raises(ValueError, match=words):
            rc.calibrate(made, of([ds], [500.0]))
    else:
        assert rc.calibrate(made, of([ds], [500.0])).figures["period"] == [ds]


def test_months_of_a_plan_by_week_are_those_of_the_calendar() -> None:
    by_week = plant(rc.Timeline(START, dt.date(2025, 12, 29), step="week"))
    a, b = (rc.calibrate(each, months([900.0, 1200], 4)) for each in (by_week, plant()))
    # A float's rounding of the model by day.
    assert a.figures["before_p50"] == pytest.approx(b.figures["before_p50"], rel=1e-4)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (of(["2024-05"], [1e16]), "row 1: y is 1e.16, must be at most 1e15"),
        (of(["9999-12"], [1.0]), "row 1: ds is 9999-12-01, must be before the year 9999"),
        (of(["2023-10"], [9.0]), r"before any of its lines could .*\(the timeline begins on 2024"),
        (of(["2024-06-02"], [9.0]), "when the plant is closed or its lines make nothing"),
        (months([9.0], 5, "b"), "of which orders, components, people, cash or other products"),
    ],
)
def test_what_cannot_be_is_refused_for_its_reason(data: dict, words: str) -> None:
    made = plant(
        calendars=[rc.Calendar("weekdays", workdays=["Mon", "Tue", "Wed", "Thu", "Fri"])],
        lines=[line(calendar="weekdays")],
        products=[rc.Product("a"), rc.Product("b", components={"card": 1.0})],
        components=[rc.Component("card", arrivals=[rc.Arrival(from_="2025-01-01", per_year=9.0)])],
        mix=[rc.MixPoint(shares={"a": 0.5, "b": 0.5})],
        sharing="listed",
    )
    step = {"step": "day"} if data["ds"] == ["2024-06-02"] else {}
    with pytest.raises(ValueError, match=words):
        rc.calibrate(made, data, **step)
    with pytest.raises(ValueError, match='ds is "2024-05", a month, where step says quarter'):
        rc.calibrate(made, months([9.0], 5), step="quarter")


RATE = "line.L.nameplate.units_per_year"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"driver": MIDPOINT, "reached": False, "by": "2024-06-10"}, "must be told of by a number"),
        ({"driver": "line.L.starts", "value": 20, "sd": 2}, "is a date, 20.* is none"),
        ({"driver": RATE, "stops": 5, "hours": 100}, "is no time between stops"),
        ({"driver": RATE, "good": 5, "of": 10}, "is no share of pieces"),
        ({"driver": RATE, "times": [5, 6]}, "times are of what takes time"),
        ({"driver": RATE, "reached": True, "by": 3}, "reached is of dates and times"),
        (
            {"driver": "line.L.nameplate.units_per_year_of_the_line", "value": 1, "sd": 1},
            '"line.L.nameplate.units_per_year_of_the_line" is none of',
        ),
    ],
)
def test_evidence_of_another_kind_than_its_driver_is_refused(row: dict, words: str) -> None:
    late = plant(lines=[line(starts=rc.Uniform(START, dt.date(2024, 3, 1)))])
    with pytest.raises(ValueError, match=words):
        rc.calibrate(late, months([900.0], 5), evidence=[row])


def test_dates_count_from_a_milestone_that_says_what_it_rests_on() -> None:
    made = plant(
        milestones=[
            rc.Milestone("order", on=rc.Stated(dt.date(2023, 12, 1), kind="fact", source="it")),
            rc.Milestone("go", after=["order"], days=rc.Pert(10, 40, 90)),
        ],
        lines=[line(starts="go")],
    )
    driver = "milestone.go.days"
    rows = [{"driver": driver, "value": "2024-01-20"}]
    row = rc.calibrate(made, months([900.0], 5), evidence=rows).drivers.where(driver=driver)[0]
    assert row["after_p50"] == pytest.approx(50, abs=0.5)


def test_evidence_that_contradicts_is_said() -> None:
    rows = [{"driver": RATE, "value": 30_000, "sd": 900}]
    rows.append({"driver": RATE, "value": 60_000, "sd": 900})
    found = rc.calibrate(plant(), months([900.0], 5), evidence=rows)
    assert any("evidence row 1 of" in each and "sds below" in each for each in found.warnings)


def readings(weight: float = 0.5) -> rc.Plant:
    options = [
        rc.Option("as stated", weight=weight),
        rc.Option("a tenth", weight=1 - weight, set={RATE: rc.LogNormal.p10_p90(2000, 4000)}),
    ]
    return plant(alternatives=[rc.Alternatives("what was announced", options=options)])


def test_alternatives_that_say_different_things_of_a_number() -> None:
    made = [35.0, 45, 65, 90, 110, 140, 160, 170]
    found = rc.calibrate(readings(), months(made))
    row = found.drivers.where(driver=RATE)[0]
    # Which of two readings holds is learned, and so is much of the number.
    assert row["before_p90"] > 30_000
    assert row["after_p90"] < 6000
    assert row["contraction"] > 0.6
    assert found.within[RATE] < row["contraction"]
    # The reading that holds keeps its own list, the other what it stated.
    options = {each.name: each.set for each in found.plant.alternatives[0].options}
    assert isinstance(options["a tenth"][RATE], rc.Empirical)
    mine = found.forecast(paths=2048).frame("year", metrics=["units"]).where(period="2025")[0]
    other = rc.forecast(found.plant, paths=2048).frame("year", metrics=["units"])
    assert other.where(period="2025")[0]["p50"] == pytest.approx(mine["p50"], rel=0.1)


def test_a_number_of_a_reading_that_is_ruled_out_has_its_range() -> None:
    only = readings()
    option = only.alternatives[0].options
    option[0].set = {RATE: 30_000.0}
    option[1].set = {RATE: rc.LogNormal.p10_p90(200, 400)}
    made = only.replace(RATE, 30_000.0).replace(
        "alternatives", [rc.Alternatives("what was announced", options=option)]
    )
    found = rc.calibrate(made, months([330.0, 420, 640, 900, 1150, 1480, 1700, 1810]))
    for name in found.drivers.columns[2:]:
        assert np.isfinite(found.drivers[name]).all()
    assert "nan" not in str(found)


def test_what_figures_have_tested_is_no_assumption_any_more(tmp_path: Path) -> None:
    found = rc.calibrate(plant(), months([330.0, 420, 640, 900, 1150, 1480, 1700, 1810]))
    run = found.forecast(paths=2048)
    assert MIDPOINT in run.tested
    assert "ramp midpoint" not in str(run)
    rc.save_plant(found.plant, tmp_path / "learned.toml")
    again = rc.load_plant(tmp_path / "learned.toml")
    assert "ramp midpoint" not in str(rc.forecast(again, paths=2048))
    note = {each["path"]: each for each in rc._core.stated_numbers(again)}[MIDPOINT]
    assert note["kind"] == "fact"
    assert "by what was made to 2024-08" in note["source"]


def test_the_rest_of_a_month_goes_on_from_its_days() -> None:
    known = plant(
        lines=[
            line(
                starts=dt.date(2023, 12, 1),
                nameplate=rc.Nameplate(units_per_year=36_500.0),
                ramp=rc.Step(delay_days=0),
                noise=rc.Noise(sd=0.5, month_correlation=0.9),
            )
        ]
    )
    days = [str(dt.date(2024, 6, 1) + dt.timedelta(i)) for i in range(15)]
    found = rc.calibrate(known, of(days, [200.0] * 15))
    run = found.forecast(paths=2048).frame("month", metrics=["units"])
    june, july = (run.where(period=each)[0] for each in ("2024-06", "2024-07"))
    # The month has one shock: twice what the plan makes, in its second half too.
    assert june["p50"] == pytest.approx(6000, rel=0.03)
    assert june["p90"] - june["p10"] < 400
    assert july["p90"] - july["p10"] > 2000


def test_the_year_talked_about_is_one_to_come() -> None:
    found = rc.calibrate(plant(), of(["2024-H1", "2024-H2"], [5000.0, 14_000]))
    text = str(found.forecast(paths=1024))
    assert "in 2025" in text
    assert "Four times in five the plant makes 19,000 to 19,000" not in text
    lines = [each.split()[0] for each in text.splitlines() if each.startswith("2024")]
    assert lines == ["2024", "2024-H1", "2024-H2"]


def test_a_level_that_the_plant_loses_is_said() -> None:
    known = plant(
        lines=[line(nameplate=rc.Nameplate(units_per_year=30_000.0), ramp=rc.Step(delay_days=0))]
    )
    found = rc.calibrate(known, months([1300.0, 1200, 1250]))
    assert any("shocks hold the plant" in each and "below" in each for each in found.warnings)
    level = found.levels()["plant"]
    # 1,250 of 30,000 / 365 × 31, less what is on top of a figure.
    assert level[1] == pytest.approx(math.log(1250 / (30_000 / 365 * 31)) + 0.02, abs=0.06)


def test_pictures_of_lines_and_weeks(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib").use("Agg")
    two = plant(lines=[line("L"), line("M")])
    data = {"unique_id": ["L", "L", "M"], "ds": ["2024-04", "2024-05", "2024-05"]}
    found = rc.calibrate(two, data | {"y": [900.0, 1100, 1200]})
    assert found.plot(series="line M").get_title(loc="left") == "p, line M"
    with pytest.raises(ValueError, match='series is "M", must be one of line L, line M'):
        found.plot(series="M")
    weeks = rc.calibrate(plant(), of(["2024-W18", "2024-W19"], [200.0, 240]))
    assert weeks.plot().get_ylabel() == "units a week"
    from rampcast.files import check_picture

    with pytest.raises(ValueError, match=r'ends in ".txt", must be a picture'):
        check_picture(tmp_path / "a.txt")


def test_one_plant_does_not_show_whether_bands_hold() -> None:
    made = months([330.0, 420, 640, 900, 1150, 1480])
    text = rc.backtest(plant(), made, origins=[3], horizon=3).verdict
    assert "bands of one series show little" in text
