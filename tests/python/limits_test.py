"""Caps, people, contracts and the sharing of components, from Python and in files."""

from __future__ import annotations

import datetime as dt

import pytest
import rampcast as rc

DAY = dt.date(2024, 1, 1)
YEARS = rc.Timeline(DAY, dt.date(2027, 1, 1))


def plant(**more) -> rc.Plant:
    return rc.Plant(
        id="limits",
        as_of=DAY,
        lines=[rc.Line("L1", starts=DAY, nameplate=rc.Nameplate(units_per_year=10_000))],
        **more,
    )


def everything() -> rc.Plant:
    return plant(
        caps=[rc.Cap("power", limits=[rc.Arrival(from_=DAY, per_year=rc.Pert(2000, 4000, 5000))])],
        labour=[
            rc.Labour(
                "assemblers",
                headcount=[rc.Headcount(from_=DAY, people=rc.Uniform(10, 30))],
                hires=[rc.Arrival(from_=DAY, per_year=5)],
                attrition_per_year=0.1,
                hours_per_unit=9,
                learning_rate=0.9,
                units_at_start=500,
            )
        ],
        sharing="listed",
        products=[
            rc.Product("a", components={"card": 8}),
            rc.Product("b", components={"card": 2}),
        ],
        mix=[rc.MixPoint(shares={"a": 0.5, "b": 0.5})],
        components=[
            rc.Component(
                "card",
                arrivals=[rc.Arrival(from_=DAY, per_year=20_000)],
                spare_share=0.02,
                return_share=0.01,
            )
        ],
        orders=rc.Orders(
            arrivals=[rc.Arrival(from_=DAY, per_year=3000)],
            contracts=[
                rc.Contract(
                    "framework",
                    units=800,
                    on=rc.Uniform(dt.date(2024, 6, 1), dt.date(2025, 6, 1)),
                    chance=0.6,
                )
            ],
            cancelled_per_year=0.2,
        ),
    )


def test_a_file_holds_every_limit(tmp_path):
    before = everything()
    rc.save_plant(before, tmp_path / "plant.toml")
    text = (tmp_path / "plant.toml").read_text(encoding="utf-8")
    assert "[[cap]]" in text
    assert "[[labour]]" in text
    assert 'sharing = "listed"' in text
    assert rc.load_plant(tmp_path / "plant.toml") == before


def test_what_binds_goes_by_the_names_of_the_limits():
    forecast = rc.forecast(everything(), YEARS, paths=2048)
    shares = forecast.binding(step="year")
    names = set(shares["constraint"])
    assert {"assemblers", "card", "power", "orders"} <= names
    assert all(0 <= share <= 1 for share in shares["share"])


def test_drivers_of_limits_have_paths():
    forecast = rc.forecast(everything(), YEARS, paths=1024)
    assert {
        "cap.power.limits.2024-01-01.per_year",
        "labour.assemblers.headcount.2024-01-01.people",
        "orders.contracts.framework.on",
    } <= set(forecast.drivers)


def test_a_change_of_a_limit_on_the_same_draws():
    base = rc.forecast(everything(), YEARS, paths=2048)
    more = rc.forecast(
        everything().replace("labour.assemblers.hours_per_unit", 8), YEARS, like=base
    )
    change = more.change_from(base).frame(step="year").where(metric="units")
    means = list(change["mean"])
    assert means[0] > 0  # later years may make less of what the first has used up
    assert sum(means) > 0


def test_shadow_values_name_each_limit_once_a_metric():
    forecast = rc.forecast(everything(), YEARS, paths=2048)
    frame = forecast.shadow_values("2025")
    assert list(frame["constraint"]) == ["lines", "power", "assemblers", "card", "orders"]
    assert all(gain > -0.5 for gain in frame["gain"])
    assert max(frame["gain"]) > 1
    with pytest.raises(ValueError, match="more is 2"):
        forecast.shadow_values("2025", more=2)


def test_a_limit_does_not_share_its_name_with_a_station():
    clash = rc.Plant(
        id="clash",
        as_of=DAY,
        lines=[rc.Line("L1", starts=DAY, stations=[rc.Station("burn-in", cycle_time_s=3600)])],
        caps=[rc.Cap("burn-in", limits=[rc.Arrival(from_=DAY, per_year=5)])],
    )
    with pytest.raises(ValueError, match=r"a station of line\.L1 too"):
        rc.forecast(clash, YEARS, paths=1024)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"caps": [rc.Cap("power", limits=[])]}, "limits is empty"),
        (
            {"caps": [rc.Cap("orders", limits=[rc.Arrival(from_=DAY, per_year=1)])]},
            "is that of the orders too",
        ),
        (
            {"labour": [rc.Labour("people", headcount=[], hours_per_unit=1)]},
            "headcount is empty",
        ),
        (
            {
                "labour": [
                    rc.Labour(
                        "people",
                        headcount=[
                            rc.Headcount(from_=DAY, people=3),
                            rc.Headcount(from_=DAY, people=4),
                        ],
                        hours_per_unit=1,
                    )
                ]
            },
            "must be after the one before",
        ),
        ({"orders": rc.Orders(arrivals=[])}, "arrivals is empty"),
        (
            {
                "orders": rc.Orders(
                    arrivals=[rc.Arrival(from_=DAY, per_year=3)],
                    unfilled="lost",
                    cancelled_per_year=0.1,
                )
            },
            "orders not filled are lost",
        ),
    ],
)
def test_limits_that_make_no_sense_are_refused(change, words):
    with pytest.raises(ValueError, match=words):
        rc.forecast(plant(**change), YEARS, paths=1024)


def moving() -> rc.Plant:
    ramp = rc.Logistic(midpoint_days=90, rise_days=rc.Pert(60, 120, 200))
    soon = rc.Uniform(dt.date(2024, 6, 1), dt.date(2024, 12, 1))
    return plant(
        milestones=[rc.Milestone("module", on=soon)],
        caps=[
            rc.Cap(
                "power",
                limits=[
                    rc.Arrival(from_="module", per_year=rc.Uniform(5000, 6000), ramp=ramp),
                    rc.Arrival(from_="module", lag_days=200, per_year=rc.Uniform(7000, 8000)),
                ],
            )
        ],
        labour=[
            rc.Labour(
                "people",
                headcount=[
                    rc.Headcount(from_=DAY, people=10),
                    rc.Headcount(from_=soon, people=20),
                ],
                hires=[rc.Arrival(from_="module", per_year=5, ramp=rc.Linear(rise_days=100))],
                hours_per_unit=5,
            )
        ],
        products=[rc.Product("unit", components={"part": 1})],
        components=[
            rc.Component("part", arrivals=[rc.Arrival(from_="module", per_year=9e3, ramp=ramp)])
        ],
    )


def test_rates_begin_at_milestones_and_ramp(tmp_path):
    before = moving()
    rc.save_plant(before, tmp_path / "plant.toml")
    text = (tmp_path / "plant.toml").read_text(encoding="utf-8")
    assert 'from = "module", lag_days = 200' in text
    assert rc.load_plant(tmp_path / "plant.toml") == before
    assert before.caps[0].limits[0].from_ == "module"
    assert before.labour[0].headcount[0].from_ == DAY
    forecast = rc.forecast(before, YEARS, paths=2048)
    assert {
        "cap.power.limits.module.per_year",
        "cap.power.limits.module.ramp.rise_days",
        "cap.power.limits.2.per_year",
        "component.part.arrivals.module.ramp.rise_days",
        "labour.people.headcount.2.from",
        "milestone.module.on",
    } <= set(forecast.drivers)
    units = forecast.frame("year", metrics=["units"])["p50"]
    assert units[0] < units[1] < units[2]


@pytest.mark.parametrize(
    ("arrival", "words"),
    [
        ({"from_": "modul"}, "module"),
        ({"from_": ""}, "from is not stated, must be a date or a milestone's name"),
        ({"from_": "module", "lag_days": -1}, "lag_days"),
    ],
)
def test_rates_refuse_what_makes_no_sense(arrival, words):
    base = moving()
    with pytest.raises(ValueError, match=words):
        rc.validate(
            plant(
                milestones=base.milestones,
                caps=[rc.Cap("power", limits=[rc.Arrival(per_year=3, **arrival)])],
            )
        )


def test_added_places_ramp(tmp_path):
    line = rc.Line(
        "L1",
        starts=DAY,
        stations=[rc.Station("cell", cycle_time_s=8640, places=2)],
        changes=[
            rc.Change(on=dt.date(2025, 1, 1), add={"cell.places": 2}, ramp=rc.Linear(rise_days=100))
        ],
    )
    before = rc.Plant(id="places", as_of=DAY, lines=[line])
    rc.save_plant(before, tmp_path / "plant.toml")
    assert rc.load_plant(tmp_path / "plant.toml") == before
    assert before.lines[0].changes[0].ramp == rc.Linear(rise_days=100)
    forecast = rc.forecast(before, YEARS, paths=1024)
    assert forecast.quantile("units", 0.5, 2025) == pytest.approx(40 * 365 - 20 * 50, rel=1e-5)
    steps = list(forecast.explain("2025")["step"])
    assert "ramp" in steps
