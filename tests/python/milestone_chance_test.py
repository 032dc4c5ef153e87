"""A milestone that may never come, against the mixture of the plant that starts and nothing."""

from __future__ import annotations

import numpy as np
import pytest
import rampcast as rc

START = {"starts": "start", "nameplate": rc.Nameplate(units_per_year=rc.Pert(800, 1000, 1100))}
TIMELINE = rc.Timeline("2025-01-01", "2028-01-01")


def plant(chance: object, **more: object) -> rc.Plant:
    return rc.Plant(
        id="p",
        as_of="2025-01-01",
        milestones=[
            rc.Milestone("start", on="2025-07-01", chance=chance),
            rc.Milestone("second hall", after=["start"], days=200),
        ],
        lines=[
            rc.Line("L", **START, ramp=rc.Linear(start_share=0.5, rise_days=100)),
            rc.Line(
                "M",
                starts="second hall",
                nameplate=rc.Nameplate(units_per_year=500),
                ramp=rc.Step(delay_days=0),
            ),
        ],
        timeline=TIMELINE,
        **more,
    )


def units(made: rc.Forecast) -> np.ndarray:
    return made.paths_of("units")[0].astype(float).sum(axis=0)


@pytest.mark.parametrize("sampling", ["sobol", "plain"])
def test_paths_are_those_of_the_plant_that_starts_or_nothing(sampling: str) -> None:
    how = {"paths": 16384, "sampling": sampling, "keep_paths": True}
    sure, perhaps = rc.forecast(plant(1), **how), rc.forecast(plant(0.3), **how)
    comes = units(perhaps) > 0
    # Certain dates cut months, uncertain ones do not: single precision is summed up otherwise.
    np.testing.assert_allclose(units(perhaps), np.where(comes, units(sure), 0), rtol=1e-5)
    # Within 4 standard deviations: fails once in 16,000 seeds.
    assert abs(comes.mean() - 0.3) < 4 * np.sqrt(0.3 * 0.7 / 16384)
    assert perhaps.probability("units", at_least=1, period="2027") == pytest.approx(comes.mean())
    assert perhaps.quantile("units", 0.5, "2027") == 0


def test_a_chance_of_1_changes_no_bit_and_of_0_leaves_nothing() -> None:
    for whole in (rc.forecast(plant(1), paths=2048), rc.forecast(plant(0), paths=2048)):
        made = whole.frame("year").where(metric="units")["p50"]
        assert (made > 0).all() or not made.any()
    without = plant(1)
    without.milestones = [rc.Milestone("start", on="2025-07-01"), without.milestones[1]]
    same = rc.forecast(without, paths=2048).frame("year")
    assert same == rc.forecast(plant(1), paths=2048).frame("year")


def test_an_uncertain_chance_is_met_on_average() -> None:
    made = rc.forecast(plant(rc.Beta(2, 6)), paths=65536, sampling="plain", threads=1)
    seen = made.probability("units", at_least=1, period="2027")
    # Within 4 standard deviations: fails once in 16,000 seeds.
    assert abs(seen - 0.25) < 4 * np.sqrt(0.25 * 0.75 / 65536)


def test_what_hangs_on_it_is_not_paid() -> None:
    bought = plant(
        0.4,
        products=[rc.Product("u", price=rc.Price(start=10))],
        investments=[rc.Investment("hall", on="start", amount=1000)],
        cash=rc.Cash(opening=1e6, limits_output=False),
    )
    made = rc.forecast(bought, paths=4096, metrics=["net_cash_flow", "units"], steps=["year"])
    flow = made.quantile("net_cash_flow", 0.5, "2025")
    assert flow == 0
    assert made.quantile("units", 0.5, "2025") == 0


def test_the_walk_names_what_the_chance_costs() -> None:
    made = rc.forecast(plant(0.3), paths=4096)
    rows = {row["step"]: row for row in made.explain("2027")}
    start = rows["start"]["units_change"]
    sure = rc.forecast(plant(1), paths=4096).summary("units", "2027")["mean"]
    assert rows[list(rows)[-1]]["units"] == pytest.approx(
        made.summary("units", "2027")["mean"], rel=1e-6
    )
    assert start < -0.6 * sure


def test_a_chance_above_1_is_refused() -> None:
    with pytest.raises(ValueError, match=r'Milestone "start": chance is 1\.5, must be at least 0'):
        rc.forecast(plant(1.5))


def test_many_paths_count_the_zeros_apart() -> None:
    made = rc.forecast(plant(0.3), paths=262144, steps=["year"], metrics=["units"])
    assert made.quantile("units", 0.6, "2027") == 0
    few = rc.forecast(plant(0.3), paths=65536, steps=["year"], metrics=["units"])
    high, exact = made.quantile("units", 0.9, "2027"), few.quantile("units", 0.9, "2027")
    assert high == pytest.approx(exact, rel=2e-3)
