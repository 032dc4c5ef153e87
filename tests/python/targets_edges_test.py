"""Targets, goal seek and sensitivity at their edges: caps, certain plants, rare alternatives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rampcast as rc
from rampcast.cli import main
from rampcast.targets.impossible import bounds

ROOT = Path(__file__).resolve().parents[2]
RATE = "line.L.nameplate.units_per_year"
PRICE = "product.pump.price.start"


def plant(rate: object = 1000, **more: object) -> rc.Plant:
    line = rc.Line("L", starts="2023-06-01", nameplate=rc.Nameplate(units_per_year=rate))
    words = {"timeline": rc.Timeline("2024-01-01", "2027-01-01"), **more}
    return rc.Plant("p", id="p", as_of="2024-01-01", lines=[line], **words)


def capped(most: float) -> rc.Plant:
    cap = rc.Cap("permit", limits=[rc.Arrival(from_="2023-01-01", per_year=most)])
    return plant(rc.Uniform(most * 0.9, most * 3), caps=[cap])


def with_options(*options: tuple[str, float, object]) -> rc.Plant:
    of = plant(rc.Uniform(900, 1100))
    made = [
        rc.Option(name, weight=weight, set={} if rate is None else {RATE: rate})
        for name, weight, rate in options
    ]
    of.alternatives = [rc.Alternatives("reading", options=made)]
    return of


def test_goal_seek_gives_what_is_proportional() -> None:
    """Also where a chord ends a hair below the level; and of a number that is plainly stated."""
    of = rc.load_plant(ROOT / "examples/one_line.toml")
    for level in np.linspace(8e6, 20e6, 24):
        found = rc.goal_seek(of, "value", at_least=float(level), driver=PRICE, paths=256)
        assert found.value == pytest.approx(level / found.today * 1250, rel=2e-6)


def test_plainly_stated_numbers_are_numbers_too() -> None:
    of = rc.load_plant(ROOT / "examples/products.toml")
    for driver in (
        "line.GPU line.starts",
        "product.training.components.card",
        "product_orders.inference.arrivals.2025-01-01.growth",
    ):
        found = rc.goal_seek(of, "value", at_least=1.3e9, driver=driver, paths=128)
        assert found.reached
    with pytest.raises(ValueError, match="there is no number"):
        rc.goal_seek(of, at_least=3, driver="target.training servers.units_per_year")
    one_way = rc.sensitivity(plant(), period="2025").one_way(drivers=[RATE], changes=[0.1])
    assert one_way[0]["+10 %"] == pytest.approx(1100, rel=1e-6)
    case = rc.load_plant(ROOT / "examples/tianshui.toml")
    short, full = (f'line."lines 1 and 2".{way}burn-in.places' for way in ("", "stations."))
    found = [rc.goal_seek(case, at_least=2400, driver=way, paths=64) for way in (short, full)]
    assert found[0].best == found[1].best
    long = "line.L.nameplate.units_per_year_of_a_name_that_is_too_long"
    with pytest.raises(ValueError, match=f'no number "{long}"'):
        rc.goal_seek(plant(), at_least=3, driver=long)


@pytest.mark.parametrize("most", [937.3, 3333.3, 10001.1])
def test_what_a_cap_allows_is_reached(most: float) -> None:
    of = capped(most)
    truth = rc.forecast(of, paths=1024).probability("units", at_least=most, period="2025")
    assert truth > 0.9
    found = rc.sensitivity(of, period="2025", at_least=most, paths=512)
    assert found.tornado()[0]["high_probability"] == 1
    assert found.worth_asking()[0]["probability_high"] == 1
    assert "rests on no" not in str(found)
    assert rc.goal_seek(of, at_least=most, period="2025", driver=RATE).reached


def test_options_count_by_their_weight() -> None:
    rare = [(f"o{i}", 0.001, rc.Uniform(5000, 6000)) for i in range(100)]
    of = with_options(("as is", 0.9, None), *rare)
    found = rc.goal_seek(of, at_least=1000, period="2025", driver=RATE, percentile=80)
    # 80 of 90 parts of the plain reading: its P88.9; 7 units are 4 standard errors of 1,843 paths.
    assert found.today == pytest.approx(900 + 200 * 8 / 9, abs=7)
    for options in (
        [("never", 0.0, rc.Uniform(5000, 6000)), ("as is", 1.0, None)],
        [("as is", 1.0, None), ("never", 0.0, rc.Uniform(5000, 6000))],
    ):
        of = with_options(*options)
        row = rc.sensitivity(of, period="2025").tornado().where(driver="reading")[0]
        assert (row["low_option"], row["high_option"], row["swing"]) == ("as is", "as is", 0)
        found = rc.goal_seek(of, at_least=1050, period="2025", driver=RATE)
        assert found.value == pytest.approx(1050, rel=1e-5)


def test_a_plant_of_which_all_is_certain() -> None:
    found = rc.what_it_takes(plant(), metric="units", at_least=900, period="2025")
    assert (found.probability, found.interval) == (1.0, (1.0, 1.0))
    assert "certain" in str(found)
    assert len(found.paths) == 1
    found = rc.what_it_takes(plant(), metric="units", at_least=1001, period="2025")
    assert found.probability == 0
    assert "nothing is uncertain, and it comes to 1,000 units in 2025" in found.summary
    of = plant()
    options = [rc.Option("fast", weight=0.3, set={RATE: 1500}), rc.Option("slow", weight=0.7)]
    of.alternatives = [rc.Alternatives("which", options=options)]
    found = rc.what_it_takes(of, metric="units", at_least=1200, period="2025")
    assert found.probability == pytest.approx(0.3, abs=1e-12)
    found = rc.sensitivity(plant(), period="2025", at_least=3)
    assert "P50 of units in 2025: 1,000" in str(found)
    assert "probability_low" in found.worth_asking().columns
    assert "standard_error" in found.knowable().columns


def test_an_interval_is_never_of_no_width() -> None:
    of = plant(rc.Uniform(900, 1100))
    found = rc.what_it_takes(of, metric="units", at_least=900.005, period="2025")
    assert found.interval[0] < 1 - 0.005 / 200
    assert found.standard_error > 0


def test_no_proof_forbids_what_a_late_beginning_allows() -> None:
    rows = [
        rc.Headcount(from_="2024-01-01", people=10),
        rc.Headcount(from_="2025-12-01", lag_days=rc.Uniform(0, 300), people=20),
    ]
    of = plant(9000, labour=[rc.Labour("people", headcount=rows, hours_per_unit=10)])
    most = rc.forecast(of, paths=1024).quantile("units", 1.0, "2025")
    assert most > 12 * 10 * 160 / 10
    assert bounds(of, of.timeline, "2025")[0].units >= most


def test_demands_on_products_and_the_plant() -> None:
    of = rc.load_plant(ROOT / "examples/products.toml")
    both = [
        {"metric": "units", "at_least": 1000, "period": "2025", "product": "training"},
        {"metric": "value", "at_least": 1e9, "period": "2025"},
    ]
    one = rc.what_it_takes(of, both[:1]).probability
    assert 0 < rc.what_it_takes(of, both).probability <= one + 0.02
    for low, high in (
        ({"at_least": 15, "period": "2025", "product": "training"}, {"period": "2025"}),
        ({"at_least": 15, "period": "2025-Q1"}, {"period": "2025"}),
    ):
        with pytest.raises(ValueError, match="contradict each other"):
            rc.what_it_takes(of, [low, {**high, "at_most": 14}])


def test_periods_that_are_meant() -> None:
    of = rc.load_plant(ROOT / "examples/one_line.toml")
    with pytest.raises(ValueError, match="is of a year, and 2025-Q3 is none"):
        rc.what_it_takes(of, "business plan", period="2025-Q3")
    assert "in 2025" in rc.what_it_takes(of, metric="units", at_least=9000).title
    late = plant(targets=[rc.Target("t", from_="2030-01-01", units_per_year=5)])
    assert rc.sensitivity(late).period == "2024"


def target_of(timeline: rc.Timeline, **words: object) -> tuple[float, rc.WhatItTakes]:
    of = plant(rc.Uniform(900, 1100), timeline=timeline, targets=[rc.Target("t", **words)])
    of.lines = [rc.Line("L", starts="2023-06-01", nameplate=of.lines[0].nameplate, noise=NOISE)]
    truth = next(iter(rc.forecast(of, paths=2**14).targets()))["units"]
    return truth, rc.what_it_takes(of)


NOISE = rc.Noise(sd=0.2)
MONTHS = rc.Timeline("2024-01-01", "2026-01-01")


@pytest.mark.parametrize(
    ("timeline", "words", "title"),
    [
        (MONTHS, {"at_least": 27, "period": "week", "by": "2025-06-30"}, "27 units a week by"),
        (MONTHS, {"at_least": 21, "period": "week"}, "93 units in 2024-01"),
        (MONTHS, {"at_least": 270, "period": "quarter"}, "270 units in 2024-Q1"),
        (
            rc.Timeline("2024-01-01", "2026-06-01", "week", quarters="4-4-5"),
            {"units_per_year": 1000},
            "1,000 units in FY2024",
        ),
    ],
)
def test_targets_are_those_of_the_forecast(
    timeline: rc.Timeline, words: dict[str, object], title: str
) -> None:
    truth, found = target_of(timeline, from_="2024-01-01", **words)
    assert title in found.title
    # Both errors are .0033 at the most; 4 of their difference.
    assert found.probability == pytest.approx(truth, abs=0.02)


def test_functions_that_give_no_numbers() -> None:
    for call in (
        lambda f: rc.sobol_indices(f, 2, points=512),
        lambda f: rc.shapley_effects(f, np.eye(2), points=512),
        lambda f: rc.rare_event(f, 2),
    ):
        for wrong in (lambda z: z[:, 0] * np.nan, lambda z: z, lambda z: ["a"] * len(z)):
            with pytest.raises(ValueError, match="the function gives"):
                call(wrong)
    assert rc.rare_event(lambda z: np.full(len(z), -np.inf), 2).method == "not met"
    with pytest.raises(TypeError, match="weights must be a list of numbers"):
        rc.rare_event(lambda z, a: z[:, 0], 2, weights="ab")  # type: ignore[arg-type]


def test_wrong_arguments_are_named() -> None:
    of = plant(rc.Uniform(900, 1100))
    found = rc.sensitivity(of)
    with pytest.raises(TypeError, match="between must be two values"):
        rc.goal_seek(of, at_least=3, driver="line.*", between=(1,))
    with pytest.raises(TypeError, match="levels must be two numbers"):
        found.tornado(levels=(0.5,))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="drivers must be a list"):
        found.one_way(drivers=RATE)
    with pytest.raises(TypeError, match="at_most must be a number"):
        rc.what_it_takes(of, {"metric": "units", "at_most": "x", "period": "2025"})


def test_commands_of_a_product(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(ROOT / "examples/products.toml")
    assert main(["target", file, "--at-least", "1000", "--product", "training"]) == 0
    assert "servers (training) in 2025: 53" in capsys.readouterr().out
    assert main(["sensitivity", file, "--product", "training", "--paths", "64"]) == 0
    assert "P50 of units of training in 2025" in capsys.readouterr().out
