"""Work that grows with its input and no faster, counted in calls."""

import cProfile
import datetime as dt
import pstats

import pytest
import rampcast as rc

START = dt.date(2024, 1, 1)


def calls(of):
    profile = cProfile.Profile()
    profile.enable()
    of()
    profile.disable()
    return pstats.Stats(profile).total_calls


def plant(**stated):
    line = rc.Line("L", starts=START, nameplate=rc.Nameplate(units_per_year=rc.Pert(8, 10, 11)))
    return rc.Plant(id="growth", as_of=START, **{"lines": [line], **stated})


def with_targets(count):
    targets = [
        rc.Target(f"t{i}", from_=START, units_per_year=9 + i / count, value_per_year=1)
        for i in range(count)
    ]
    product = rc.Product("unit", price=rc.Price(start=1))
    return rc.forecast(plant(targets=targets, products=[product]), paths=1024)


def by_days(count):
    stations = [rc.Station(name, cycle_time_s=60) for name in "ab"]
    lines = [rc.Line(each.name, starts=START, stations=[each]) for each in stations]
    timeline = rc.Timeline(START, START + dt.timedelta(days=count), step="day")
    return rc.forecast(plant(lines=lines), timeline, paths=1024)


@pytest.mark.parametrize(
    ("made", "reported"),
    [
        (with_targets, str),
        (with_targets, lambda f: f._repr_html_()),
        (with_targets, lambda f: f.targets().where(target="t1")),
        (by_days, lambda f: f.report("day")),
        (by_days, lambda f: f.frame("day").where(metric="units")),
    ],
)
def test_reports_grow_with_what_they_report(made, reported):
    small, large = made(30), made(120)
    reported(small), reported(large)  # once before, so that what is made once is there
    assert calls(lambda: reported(large)) < 4.5 * calls(lambda: reported(small))
