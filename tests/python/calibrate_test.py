"""Plants conditioned on what was made: against closed forms, by simulation, and refusals."""

from __future__ import annotations

import datetime
import math
import runpy
from pathlib import Path

import numpy as np
import pytest
import rampcast as rc
from rampcast import _core

LEVEL = 0.3


def flat(sd: float = 0.4, noise: float = 0.2, **more: object) -> rc.Plant:
    """A line at full rate of which only the log of the rate is uncertain: normal on that scale."""
    return rc.Plant(
        "flat",
        id="flat",
        as_of="2024-01-01",
        timeline=rc.Timeline("2024-01-01", "2026-01-01"),
        lines=[
            rc.Line(
                "L",
                starts=datetime.date(2023, 12, 1),
                nameplate=rc.Nameplate(
                    units_per_year=rc.LogNormal.p10_p90(
                        36500 * math.exp(-1.2815515655446004 * sd),
                        36500 * math.exp(1.2815515655446004 * sd),
                    )
                ),
                noise=rc.Noise(sd=noise, month_correlation=0.7),
            )
        ],
        **more,
    )


def months(values: list[float], first: str = "2024-01", name: str = "plant") -> dict:
    year, month = int(first[:4]), int(first[5:])
    labels = [
        f"{year + (month - 1 + i) // 12}-{(month - 1 + i) % 12 + 1:02d}" for i in range(len(values))
    ]
    return {"unique_id": [name] * len(values), "ds": labels, "y": values}


def days_in(count: int) -> np.ndarray:
    edges = [datetime.date(2024 + m // 12, m % 12 + 1, 1) for m in range(count + 1)]
    return np.diff([each.toordinal() for each in edges])


def exact(sd: float, noise: float, y: np.ndarray, extra: float) -> tuple[float, float, float]:
    """Mean and sd of the driver's standard normal number, and ln of the density of y."""
    n = len(y)
    place = np.arange(n)
    spread = noise**2 * 0.7 ** np.abs(place[:, None] - place) + np.diag(extra**2 + 1 / y)
    off = np.log(y / (100 * days_in(n))) + noise**2 / 2
    inverse = np.linalg.inv(spread)
    precision = 1 + sd**2 * inverse.sum()
    mean = sd * inverse.sum(axis=0) @ off / precision
    whole = spread + sd**2
    sign = np.linalg.slogdet(2 * np.pi * whole)[1]
    evidence = -0.5 * off @ np.linalg.solve(whole, off) - 0.5 * sign - np.log(y).sum()
    return mean, precision**-0.5, evidence


def test_a_log_normal_rate_is_exact() -> None:
    y = np.array([4100.0, 4350, 4800, 5200, 5100, 4700])
    found = rc.calibrate(flat(), months(y.tolist()), draws=4000)
    mean, sd, evidence = exact(0.4, 0.2, y, 0.05)
    row = found.drivers[0]
    ln = lambda level: math.log(row[f"after_{level}"] / 36500) / 0.4  # noqa: E731
    # Four standard errors of 2,000 effective draws.
    assert ln("p50") == pytest.approx(mean, abs=4 * 1.25 * sd / 2000**0.5)
    assert (ln("p90") - ln("p10")) / 2.5631 == pytest.approx(sd, rel=0.08)
    assert found.log_evidence == pytest.approx(evidence, abs=0.05)
    assert row["contraction"] == pytest.approx(1 - sd**2, abs=0.03)
    assert found.k_hat < 0.7
    assert found.effective_draws > 1500


def test_quarters_are_sums_of_months() -> None:
    # The same units by quarter tell nearly as much as by month.
    y = np.array([4100.0, 4350, 4800, 5200, 5100, 4700])
    by_month = rc.calibrate(flat(), months(y.tolist())).drivers[0]
    quarters = {"unique_id": ["L"] * 2, "ds": ["2024-Q1", "2024-Q2"], "y": [13250.0, 15000.0]}
    by_quarter = rc.calibrate(flat(), quarters).drivers[0]
    assert by_quarter["after_p50"] == pytest.approx(by_month["after_p50"], rel=0.03)
    assert by_quarter["contraction"] < by_month["contraction"] + 0.03


def test_missing_months_and_value() -> None:
    plant = flat(currency="EUR", products=[rc.Product("P", price=rc.Price(start=10.0))])
    y = [4100.0, math.nan, 4800, 5200, None, 4700]
    units = rc.calibrate(plant, months(y))
    assert len(units.seen) == 4
    value = rc.calibrate(plant, months([v if v is None else 10 * v for v in y]), metric="value")
    a, b = units.drivers[0], value.drivers[0]
    assert b["after_p50"] == pytest.approx(a["after_p50"], rel=0.02)


def test_the_forecast_goes_on_from_what_was_made() -> None:
    y = [4100.0, 4350, 4800, 5200, 5100, 7900]
    found = rc.calibrate(flat(), months(y))
    run = found.forecast(paths=16384)
    frame = [row for row in run.frame("month") if row["metric"] == "units"]
    past = [row for row in frame if row["period"] <= "2024-06"]
    for row, made in zip(past, y):
        assert row["p10"] == pytest.approx(made, rel=1e-5)
        assert row["p90"] == pytest.approx(made, rel=1e-5)
    # The shock of June goes on into July: above what a year later holds.
    july = next(row for row in frame if row["period"] == "2024-07")
    later = next(row for row in frame if row["period"] == "2025-07")
    assert july["p50"] > 1.15 * later["p50"]
    assert later["p90"] / later["p10"] > july["p90"] / july["p10"]
    # By hand: level of the log in June and what is left of it in July.
    rng_free = found.forecast(paths=16384)
    assert rng_free.frame("month")[0] == run.frame("month")[0]


def test_the_plant_is_forecast_anywhere(tmp_path: Path) -> None:
    found = rc.calibrate(flat(), months([4100.0, 4350, 4800, 5200, 5100, 4700]))
    rc.save_plant(found.plant, tmp_path / "learned.toml")
    again = rc.load_plant(tmp_path / "learned.toml")
    mine = found.forecast(paths=16384).frame("year").where(metric="units", period="2025")[0]
    other = rc.forecast(again, paths=16384).frame("year").where(metric="units", period="2025")[0]
    assert other["p50"] == pytest.approx(mine["p50"], rel=0.02)
    assert other["p90"] - other["p10"] == pytest.approx(mine["p90"] - mine["p10"], rel=0.08)
    prior = rc.forecast(flat(), paths=16384).frame("year").where(metric="units", period="2025")[0]
    assert other["p90"] - other["p10"] < 0.7 * (prior["p90"] - prior["p10"])


def test_alternatives_are_weighed_by_evidence() -> None:
    plant = flat(
        alternatives=[
            rc.Alternatives(
                "what was announced",
                options=[
                    rc.Option("all", weight=0.5, set={"line.L.nameplate.units_per_year": 36500.0}),
                    rc.Option("half", weight=0.5, set={"line.L.nameplate.units_per_year": 18250.0}),
                ],
            )
        ]
    )
    y = np.array([2600.0, 2500])
    found = rc.calibrate(plant, months(y.tolist()))
    place = np.arange(2)
    spread = 0.04 * 0.7 ** np.abs(place[:, None] - place) + np.diag(0.05**2 + 1 / y)
    logs = []
    for share in (1.0, 0.5):
        off = np.log(y / (100 * share * days_in(2))) + 0.02
        logs.append(-0.5 * off @ np.linalg.solve(spread, off))
    weight = 1 / (1 + math.exp(logs[1] - logs[0]))
    rows = {row["option"]: row["after"] for row in found.alternatives}
    assert rows["all"] == pytest.approx(weight, rel=0.01)
    assert sum(rows.values()) == pytest.approx(1)
    weights = [each.weight for each in found.plant.alternatives[0].options]
    assert weights == pytest.approx([rows["all"], rows["half"]])
    found.forecast(paths=2048)


def test_own_rows_are_the_figures() -> None:
    rows = [rc.Actual(period="2024-01", units=4100), rc.Actual(period="2024-02", units=4350)]
    own = rc.calibrate(flat(actuals=rows))
    given = rc.calibrate(flat(), months([4100.0, 4350]))
    assert own.drivers == given.drivers


def test_same_for_the_same_seed() -> None:
    data = months([4100.0, 4350, 4800])
    a, b, c = (rc.calibrate(flat(), data, seed=seed) for seed in (1, 1, 2))
    assert a.drivers == b.drivers
    assert a.log_evidence == b.log_evidence
    assert a.drivers != c.drivers


def test_small_counts_are_counted() -> None:
    # 1,460 a year are 4 a day; here 73 a year: six a month.
    plant = flat().replace("line.L.nameplate.units_per_year", rc.LogNormal.p10_p90(40.0, 130.0))
    found = rc.calibrate(plant, months([5.0, 0, 7, 2, 9, 4]))
    row = found.drivers[0]
    assert 40 < row["after_p50"] < 80
    assert row["contraction"] > 0.3


def test_few_drivers_are_moved_and_the_rest_is_told() -> None:
    plant = rc.load_plant("examples/one_line.toml")
    made = [1.0, 12, 40, 95, 150]
    found = rc.calibrate(plant, months(made, "2024-03"))
    text = repr(found)
    assert "ceiling of line L1 is still what was assumed" in text
    assert "remain what was assumed" in text
    late = rc.calibrate(plant, months([800.0] * 12, "2026-01"))
    assert not any("ceiling" in each for each in late.warnings)


def test_what_contradicts_is_said() -> None:
    found = rc.calibrate(flat(), months([4100.0, 4350, 45000, 5200, 5100, 4700]))
    assert any("2024-03" in each and "sds above" in each for each in found.warnings)
    # One figure does not overrule five.
    assert found.drivers[0]["after_p50"] < 80_000
    far = rc.calibrate(flat(sd=0.05), months([9000.0] * 12))
    assert any("contradict the assumption" in each for each in far.warnings)


def test_lines_without_noise_get_the_usual() -> None:
    plant = flat().replace(
        "line",
        [
            rc.Line(
                "L",
                starts=datetime.date(2023, 12, 1),
                nameplate=rc.Nameplate(units_per_year=rc.LogNormal.p10_p90(20_000, 60_000)),
            )
        ],
    )
    found = rc.calibrate(plant, months([4100.0, 4350, 4800]))
    assert found.shocked == ["L"]
    assert any("no noise is stated of L" in each for each in found.warnings)
    assert found.plant.lines[0].noise is not None
    quiet = rc.calibrate(plant, months([4100.0, 4350, 4800]), shock=rc.Noise(sd=0.01))
    assert quiet.drivers[0]["contraction"] > found.drivers[0]["contraction"]


RATE = "line.L.nameplate.units_per_year"


def test_evidence_beside_output() -> None:
    base = months([4100.0])
    plain = rc.calibrate(flat(), base).drivers[0]
    told = rc.calibrate(
        flat(), base, evidence=[{"driver": RATE, "value": 50_000, "sd": 500}]
    ).drivers[0]
    assert told["after_p50"] == pytest.approx(50_000, rel=0.02)
    assert plain["after_p50"] > 51_000 or plain["after_p50"] < 49_500
    late = flat().replace(
        "line.L.starts", rc.Uniform(datetime.date(2024, 1, 5), datetime.date(2024, 3, 1))
    )
    for reached, side in ((True, -1), (False, 1)):
        found = rc.calibrate(
            late,
            months([math.nan, math.nan, 4800.0]),
            evidence=[{"driver": "line.L.starts", "reached": reached, "by": "2024-02-01"}],
        )
        row = found.drivers.where(driver="line.L.starts")[0]
        # Days from 1970-01-01: the first of February 2024 is 19,754.
        assert side * (row["after_p50"] - 19754) > 0


@pytest.mark.parametrize(
    ("driver", "rows", "low", "high"),
    [
        ("line.L.stations.s.mtbf_h", {"stops": 40, "hours": 2000.0}, 42, 60),
        ("line.L.stations.s.cycle_time_s", {"times": [95.0, 102, 99, 101, 98, 103]}, 97, 102),
        ("line.L.stations.s.first_pass_yield", {"good": 930, "of": 1000}, 0.915, 0.945),
    ],
)
def test_logs_of_stations(driver: str, rows: dict, low: float, high: float) -> None:
    plant = rc.Plant(
        "s",
        id="s",
        as_of="2024-01-01",
        timeline=rc.Timeline("2024-01-01", "2026-01-01"),
        lines=[
            rc.Line(
                "L",
                starts=datetime.date(2023, 12, 1),
                stations=[
                    rc.Station(
                        "s",
                        cycle_time_s=rc.Pert(60, 120, 240),
                        mtbf_h=rc.LogNormal.p10_p90(10, 200),
                        mttr_h=2.0,
                        first_pass_yield=rc.Pert(0.7, 0.9, 0.99),
                    )
                ],
                noise=rc.Noise(sd=0.2, month_correlation=0.7),
            )
        ],
    )
    made = [20_000.0, 19_000.0]
    found = rc.calibrate(plant, months(made), evidence=[{"driver": driver, **rows}])
    row = found.drivers.where(driver=driver)[0]
    assert low < row["after_p50"] < high
    assert row["contraction"] > 0.5


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"ds": ["2024-01", "2024-01"]}, r"row 2: .*stands in row 1 too"),
        ({"ds": ["2024-02", "2024-01"]}, r"row 2: .*dates of a series must ascend"),
        ({"y": [4100.0, -3.0]}, r"row 2: y is -3.*must be at least 0"),
        ({"y": [4100.0, "many"]}, r'row 2: y is "many", must be a number'),
        ({"unique_id": ["plant", "M"]}, r'row 2: unique_id is "M", must be the plant'),
        ({"ds": ["2023-09", "2023-10"]}, r"row 1: 2023-09 of plant is 4,100, before any of its"),
        ({"y": [math.nan, None]}, r"every y is missing"),
    ],
)
def test_bad_rows_are_refused(columns: dict, words: str) -> None:
    data = months([4100.0, 4350.0]) | columns
    with pytest.raises(ValueError, match=words):
        rc.calibrate(flat(), data)


def test_what_is_told_twice_is_refused() -> None:
    both = {
        "unique_id": ["plant", "L"],
        "ds": ["2024-01", "2024-01"],
        "y": [4100.0, 4100.0],
    }
    with pytest.raises(ValueError, match="is part of what row 1 states of the plant"):
        rc.calibrate(flat(), both)
    with pytest.raises(ValueError, match="states no actual rows"):
        rc.calibrate(flat())
    with pytest.raises(ValueError, match="draws is 3, must be 16"):
        rc.calibrate(flat(), months([4100.0]), draws=3)
    with pytest.raises(TypeError, match="plant must be a Plant"):
        rc.calibrate("plant", months([4100.0]))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"driver": "line.L.nameplate.units"}, "evidence row 1: must state one of"),
        (
            {"driver": "line.X", "value": 3, "sd": 1},
            "is none of the uncertain numbers of the plant",
        ),
        ({"driver": RATE, "value": 3}, "sd is missing"),
        ({"driver": RATE, "value": 3, "sd": 0}, "sd is 0, must be above 0"),
        ({"driver": RATE, "value": "x", "sd": 1}, 'value is "x", must be a finite number'),
        ({"driver": RATE, "reached": 1, "by": "2024-02-01"}, "reached is 1, must be True or"),
        ({"driver": RATE, "good": 5, "of": 3}, "good is 5, must be at most of, 3"),
        ({"driver": RATE, "times": []}, "times is empty"),
        ({"what": 3}, '"what" is none of'),
    ],
)
def test_bad_evidence_is_refused(row: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rc.calibrate(flat(), months([4100.0]), evidence=[row])


def test_ranks_of_simulated_plants_are_flat() -> None:
    # 60 plants drawn from the prior: chi² of ranks of the truth in fifths, 4 degrees of freedom,
    # above 18.5 in one of 1,000.
    plant = rc.load_plant("examples/one_line.toml")
    f = rc.PathFunction(plant, metrics=["units"], steps=["month"])
    ranks = []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        z = rng.standard_normal((1, f.dimensions()))
        made = f(z)[0][2:12].astype(float)
        y = rng.poisson(made * rng.gamma(400, 1 / 400, 10)).astype(float)
        found = rc.calibrate(plant, months(y.tolist(), "2024-03"), draws=300, seed=seed)
        draws = found._found[0]["z"]
        ranks.append((draws < z[:, : draws.shape[1]]).mean(axis=0))
    for column in np.array(ranks).T:
        counts = np.histogram(column, bins=5, range=(0, 1))[0]
        assert ((counts - 12) ** 2 / 12).sum() < 18.5, counts


def test_backtest_of_a_plant() -> None:
    plant = rc.load_plant("examples/one_line.toml")
    f = rc.PathFunction(plant, metrics=["units"], steps=["month"])
    z = np.random.default_rng(3).standard_normal((1, f.dimensions()))
    y = np.round(f(z)[0][2:26]).tolist()
    found = rc.backtest(plant, months(y, "2024-03"), origins=[6, 9, 12], horizon=6)
    assert found.scores["model"][0] == "calibrated plant"
    assert set(found.scores["model"]) >= {"plant before", "last value"}
    mine, before = found.scores[0], found.scores[1]
    assert mine["log_crps"] < before["log_crps"]
    assert "80 %" in repr(found)
    with pytest.raises(ValueError, match="nothing was observed after"):
        rc.backtest(plant, months(y[:3], "2024-03"), origins=[6], horizon=6)


def test_conditioning_of_any_likelihood() -> None:
    def told(z: np.ndarray) -> np.ndarray:
        return -0.5 * ((z[:, 0] + z[:, 1] - 1) / 0.5) ** 2

    found = _core.condition(told, 3, 4000, 1)
    # The sum has mean 2 / 2.25 and variance .5: 2 × .25 / 2.25.
    total = found["draws"][:, :2].sum(axis=1)
    assert total.mean() == pytest.approx(2 / 2.25, abs=0.02)
    assert total.var() == pytest.approx(0.5 / 2.25, rel=0.07)
    with pytest.raises(ValueError, match="another shape"):
        _core.condition(lambda z: np.zeros(3), 2)

    def broken(z: np.ndarray) -> np.ndarray:
        raise RuntimeError("mine")

    with pytest.raises(RuntimeError, match="mine"):
        _core.condition(broken, 2)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from rampcast.cli import main

    rows = tmp_path / "evidence.csv"
    rows.write_text("driver,value,sd,reached,by\nline.L1.lag_days,20,2,,\n", encoding="utf-8")
    arguments = ["examples/one_line.toml", "examples/made_pumps.csv", "--paths", "1024"]
    out = tmp_path / "learned.toml"
    table = tmp_path / "drivers.csv"
    options = ["--evidence", str(rows), "--out", str(out), "--drivers", str(table)]
    assert not main(["calibrate", *arguments, *options])
    printed = capsys.readouterr().out
    assert "6 figures, 2024-03 to 2024-08" in printed
    assert "reported" in printed
    assert len(rc.load_plant(out).actuals) == 6
    assert "line.L1.lag_days" in table.read_text(encoding="utf-8")


def test_the_invented_half_year_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path("examples/tianshui_half_year.py", run_name="__main__")
    printed = capsys.readouterr().out
    assert printed.startswith("The output of 2024-01 to 2024-06 is invented.")
    assert "2025 after" in printed


def waits_for_chips() -> rc.Plant:
    day = datetime.date(2024, 1, 1)
    return flat(
        products=[rc.Product("P", components={"chip": 1})],
        components=[
            rc.Component(
                "chip",
                arrivals=[rc.Arrival(from_=day, per_year=rc.Pert(30_000, 50_000, 70_000))],
                noise=rc.Noise(sd=0.6, month_correlation=0.2),
            )
        ],
    )


def test_limits_that_bind_by_turns_are_drawn() -> None:
    plant = waits_for_chips()
    told = rc.calibrate(plant, months([3000.0, 1000, 4500, 800, 4000, 3000]))
    # Drivers and noise given the figures make these, but for 5 % of each.
    assert told.misfit < 1.5
    assert not any("by turns" in each for each in told.warnings)


def test_limits_that_bind_by_turns_against_many_paths() -> None:
    plant, y = waits_for_chips(), np.array([3000.0, 1000, 4500, 800, 4000, 3000])
    told = rc.calibrate(plant, months(y.tolist()), draws=4000, extra_sd=0.4)
    # Paths of the prior weighed by what was observed: negative binomial of variance m + (.4 m)².
    f, phi = told._past.f, 1 / 0.16
    z = np.random.default_rng(1).standard_normal((400_000, f.dimensions()))
    m = np.maximum(f(z)[:, :6].astype(float), 0.05)
    logs = (y * np.log(m / (phi + m)) - phi * np.log1p(m / phi)).sum(axis=1)
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    worth = 1 / (weights**2).sum()
    assert worth > 500
    least = min(worth, told.effective_draws)
    drawn, count = told._found[0]["z"], len(f.drivers)
    mean = weights @ z[:, :count]
    sd = np.sqrt(weights @ (z[:, :count] - mean) ** 2)
    # Within four standard errors of a difference.
    assert (drawn.mean(axis=0) - mean) / sd == pytest.approx(
        np.zeros(count), abs=4 * (2 / least) ** 0.5
    )
    assert drawn.std(axis=0) / sd == pytest.approx(np.ones(count), abs=4 / least**0.5)


def test_zeros_before_the_first_units_tell_of_the_start() -> None:
    plant = flat().replace(
        "line.L.starts", rc.Uniform(datetime.date(2024, 1, 1), datetime.date(2024, 7, 1))
    )
    # Full rate from June on: nothing from January to May leaves no other start.
    found = rc.calibrate(plant, months([0.0, 0, 0, 0, 0, 3000, 3100, 3000]))
    row = next(each for each in found.drivers if each["driver"] == "line.L.starts")
    first = (datetime.date(2024, 5, 31) - datetime.date(1970, 1, 1)).days
    assert row["after_p10"] >= first
    silent = rc.calibrate(plant, months([3000.0, 3100, 3000], "2024-06"))
    row = next(each for each in silent.drivers if each["driver"] == "line.L.starts")
    assert row["after_p50"] < first - 30


@pytest.mark.parametrize("spread", [10**400, float("nan"), 0, 4], ids=["digits", "nan", "0", "4"])
def test_a_spread_beyond_its_range_is_refused(spread: float) -> None:
    plant = rc.load_plant(Path(__file__).parents[2] / "examples" / "one_line.toml")
    with pytest.raises(ValueError, match="extra_sd is"):
        rc.calibrate(plant, extra_sd=spread)
