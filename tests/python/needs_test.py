"""What needs more time or memory than there is: refused beforehand, with need and limit."""

import time

import numpy as np
import pytest
import rampcast as rc


def plant(**changes):
    line = rc.Line("L", starts="2024-01-01", nameplate=rc.Nameplate(units_per_year=1000))
    return rc.Plant("p", id="p", as_of="2024-01-01", lines=[line], **changes)


def refused(call):
    began = time.process_time()
    with pytest.raises(ValueError, match=r"needs .* of memory, .* are available; fewer"):
        call()
    # Nothing has been begun: what is refused would take minutes.
    assert time.process_time() - began < 20


def test_a_forecast_there_is_no_room_for_is_refused():
    refused(lambda: rc.forecast(plant(), paths=10**9, keep_paths=True))
    assert rc.memory_bytes(plant(), paths=10**9, keep_paths=True) > 2e11


def test_periods_and_traces_there_is_no_room_for_are_refused():
    slow = rc.Line("s", stations=[rc.Station("a", cycle_time_s=1e9)])
    days = rc.Timeline("2024-01-01", "2037-01-01", step="day")
    refused(lambda: rc.simulate_periods(slow, days, replications=2 * 10**6))
    fast = rc.Line("f", stations=[rc.Station("a", cycle_time_s=60)])
    refused(lambda: rc.trace(fast, pieces=10**9, measured_pieces=10**9))


def test_a_capacity_whose_pieces_leave_by_the_million_is_not_checked():
    line = rc.Line("e", stations=[rc.Station("a", cycle_time_s=60, places=10**6)])
    found = rc.capacity(line)
    assert found.throughput_per_h == pytest.approx(6e7)
    assert "leave a station together" in found.method


def test_memory_bytes_counts_what_targets_and_limits_take():
    caps = [
        rc.Cap(f"cap {i}", limits=[rc.Arrival(from_="2024-01-01", per_year=1e4)])
        for i in range(200)
    ]
    few = rc.memory_bytes(plant(), paths=1024)
    assert rc.memory_bytes(plant(caps=caps), paths=1024) >= few + 200 * 24 * 144


def test_runs_that_take_too_long_are_refused():
    failing = rc.Line("e", stations=[rc.Station("a", cycle_time_s=3600, mtbf_h=1e-9, mttr_h=1e-9)])
    for call in (
        lambda: rc.simulate(failing, pieces=50, replications=2, warm_up_pieces=0),
        lambda: rc.compare(failing, failing),
        lambda: rc.simulate_periods(failing, rc.Timeline("2024-01-01", "2025-01-01")),
        lambda: rc.simulate(
            rc.Line("e", stations=[rc.Station("a", cycle_time_s=60)]), most_events=1000
        ),
    ):
        with pytest.raises(ValueError, match=r"events .* at most .* are simulated .most_events"):
            call()


@pytest.mark.parametrize("places", [7, 160])
def test_pieces_that_leave_together(places):
    line = rc.Line("e", stations=[rc.Station("a", cycle_time_s=60, places=places)])
    found = rc.simulate(line)
    assert found.throughput_per_h == pytest.approx(60 * places, rel=1e-9)
    low, high = found.throughput_interval
    assert low < 60 * places < high
    with pytest.raises(ValueError, match=f"must be at least {places}: so many leave a station"):
        rc.simulate(line, pieces=places - 1)


def capacity_with(**station):
    return rc.capacity(rc.Line("l", stations=[rc.Station("a", **station)]))


def working(hours):
    calendar = rc.Calendar("c", hours_per_shift=hours)
    rc.Plant("p", id="p", as_of="2024-01-01", calendars=[calendar]).validate()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: capacity_with(cycle_time_s=60, places=1e-300), "smaller than any quantity"),
        (lambda: working(1e-45), "smaller than any quantity"),
        (lambda: capacity_with(cycle_time_s=60, cycle_time_scv=1e6), "at most 100"),
        (lambda: capacity_with(cycle_time_s=rc.Gamma(1e-310, 1)), "shape is 1e-310"),
        (lambda: capacity_with(cycle_time_s=rc.Beta(1e20, 30, 1, 4)), "a is 1e"),
    ],
)
def test_numbers_no_formula_bears_are_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_a_rise_of_any_length_loses_no_month():
    for rise in (1e5, 1e9, 1e14):
        curve = rc.Logistic(midpoint_days=0, rise_days=rise)
        line = rc.Line(
            "L", starts="2024-01-01", ramp=curve, nameplate=rc.Nameplate(units_per_year=1000)
        )
        made = rc.forecast(
            rc.Plant("p", id="p", as_of="2024-01-01", lines=[line]),
            rc.Timeline("2024-01-01", "2026-01-01"),
            paths=1024,
            steps=["month"],
        ).frame("month", metrics=["units"])
        months = np.array(made["p50"])
        days = np.array([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] + [0] * 12, float)
        days[12:] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        bounds = np.concatenate([[0], days.cumsum()])
        expected = curve.integral(bounds[:-1], bounds[1:]) * 1000 / 365.25
        assert months == pytest.approx(expected, rel=2e-3)
        assert (months > 0).all()
