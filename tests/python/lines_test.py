"""Production lines: by formula, by exact chain, piece by piece."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path

import pytest
import rampcast as rc
from rampcast import _core

ROOT = Path(__file__).resolve().parents[2]
STATES = ("busy", "down", "blocked", "starved", "off_shift")


def exponential(rates: list[float], buffers: list[int], **more: object) -> rc.Line:
    stations = [
        rc.Station(f"S{i + 1}", cycle_time_s=3600 / rate, cycle_time_scv=1, **more)
        for i, rate in enumerate(rates)
    ]
    return rc.Line("L1", stations=stations, buffers=buffers)


def shares_sum_to_one(found: rc.LinePerformance) -> bool:
    return all(
        math.isclose(sum(row[state] for state in STATES), 1, abs_tol=1e-9) for row in found.stations
    )


# Exponential stations of rate 1 in series, blocked after service: published and exact.
@pytest.mark.parametrize(
    ("rates", "buffers", "throughput"),
    [
        ([1, 1], [0], 0.666667),
        ([1, 1], [3], 0.833333),
        ([1, 1, 1], [0, 0], 0.564103),
        ([1, 1, 1], [2, 2], 0.734017),
        ([1, 1, 1, 1], [1, 1, 1], 0.631153),
        ([1, 2, 3], [1, 1], 0.929563),
        ([3, 2, 1], [1, 1], 0.929563),
    ],
)
def test_three_ways_to_one_figure(
    rates: list[float], buffers: list[int], throughput: float
) -> None:
    line = exponential(rates, buffers)
    exact = rc.exact(line)
    assert exact.throughput_per_h == pytest.approx(throughput, abs=1e-6)
    formula = rc.capacity(line)
    assert formula.throughput_per_h == pytest.approx(throughput, rel=0.03)
    # Seven lines at 99.9 %: a false alarm in 0.7 % of seeds.
    run = rc.simulate(line, pieces=20_000, seed=3, confidence=0.999)
    low, high = run.throughput_interval
    assert low < throughput < high
    for found in (exact, formula, run):
        assert shares_sum_to_one(found)
        assert found.bottleneck in found.stations["name"]
        for row, rate in zip(found.stations, rates):
            assert row["busy"] == pytest.approx(found.throughput_per_h / rate, rel=0.02)


def test_without_variability_a_line_makes_what_its_bottleneck_makes() -> None:
    line = rc.Line(
        "L1",
        stations=[
            rc.Station("a", cycle_time_s=60),
            rc.Station("b", cycle_time_s=200, places=2),
            rc.Station("c", cycle_time_s=90),
        ],
        buffers=[0, 0],
    )
    found = rc.capacity(line)
    assert found.throughput_per_h == pytest.approx(36, rel=1e-12)
    assert (found.bottleneck, found.takt_s) == ("b", pytest.approx(100))
    assert rc.simulate(line, replications=2).throughput_per_h == pytest.approx(36, rel=1e-6)


def test_pieces_are_conserved() -> None:
    line = rc.Line(
        "L1",
        stations=[
            rc.Station("a", cycle_time_s=60, cycle_time_scv=0.5),
            rc.Station(
                "test", cycle_time_s=50, cycle_time_scv=1, first_pass_yield=0.9, rework_at="debug"
            ),
            rc.Station(
                "pack", cycle_time_s=40, cycle_time_scv=1, first_pass_yield=0.95, on_failure="scrap"
            ),
        ],
        rework_stations=[
            rc.Station("debug", cycle_time_s=300, first_pass_yield=0.8, on_failure="scrap")
        ],
        buffers=[3, 3],
    )
    run = rc.simulate(line, pieces=2_000, replications=8)
    assert run.scrapped > 0
    assert run.in_process_before + run.started == run.good + run.scrapped + run.in_process_after
    assert run.good == 8 * 2_000
    assert shares_sum_to_one(run)


def test_a_precision_asked_for_is_reached() -> None:
    line = exponential([1, 1, 1], [2, 2])
    run = rc.simulate(line, pieces=1_000, replications=4, precision=0.005)
    low, high = run.throughput_interval
    assert high - low <= 0.01
    assert run.precision_reached
    assert run.pieces > 1_000


def test_the_same_seed_gives_the_same_figures_on_any_number_of_threads() -> None:
    line = exponential([1, 1, 1], [2, 2])
    one, two = (rc.simulate(line, pieces=500, replications=40, threads=n) for n in (1, 2))
    assert one.throughput_per_h == two.throughput_per_h
    assert one.stations == two.stations


def test_capacity_says_the_formula_and_what_a_simulation_says() -> None:
    line = rc.Line(
        "L",
        stations=[
            rc.Station("a", cycle_time_s=60, cycle_time_scv=0.1),
            rc.Station("b", cycle_time_s=60),
            rc.Station("c", cycle_time_s=60, cycle_time_scv=0.4),
        ],
        buffers=[0, 1],
    )
    found = rc.capacity(line, seed=2)
    low, high = found.throughput_interval
    assert found.checked
    assert low <= found.throughput_per_h <= high
    assert found.work_in_process_interval[0] < found.work_in_process
    assert found.lead_time_interval_h[0] < found.lead_time_h < found.lead_time_interval_h[1]
    assert "formula:" in repr(found)
    alone = rc.capacity(line, method="formula")
    assert not alone.checked
    assert alone.throughput_per_h == found.formula_per_h
    assert alone.work_in_process_interval is None
    gains = list(found.gains["per_h"])
    assert gains == sorted(gains, reverse=True)
    best = found.simulated_gains(2)
    assert best["low_per_h"][0] < best["per_h"][0] < best["high_per_h"][0]
    with pytest.raises(ValueError, match='must be "checked" or "formula"'):
        rc.capacity(line, method="guess")


def test_pieces_that_pile_up_are_named() -> None:
    stations = [rc.Station(name, cycle_time_s=60, cycle_time_scv=1) for name in "ab"]
    for found in (
        rc.capacity(rc.Line("L", stations=stations)),
        rc.simulate(rc.Line("L", stations=stations), pieces=500),
    ):
        assert found.piles_up_before == "b"
        assert found.work_in_process == math.inf
        assert "pile up before b" in found.method


def test_gains_name_what_more_would_bring() -> None:
    gains = rc.capacity(exponential([1, 0.8, 1], [2, 2])).gains
    best = max(gains, key=lambda row: row["per_h"])
    assert "S2" in best["change"]
    assert all(row["per_h"] >= -1e-9 for row in gains)


def test_the_server_line_of_the_examples() -> None:
    lines, calendars = rc.load_lines(ROOT / "examples" / "server_line.toml")
    found = rc.capacity(lines[0], calendars=calendars)
    assert shares_sum_to_one(found)
    assert found.throughput_per_day > 10
    text = repr(found)
    assert "burn-in" in text
    assert "most to gain" in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cycle_time_s": -3}, "cycle_time_s"),
        ({"cycle_time_s": 60, "mtbf_h": 10}, "mtbf_h is stated without mttr_h"),
        ({"cycle_time_s": 60, "rework_at": "nowhere"}, "rework_at"),
        ({"cycle_time_s": 60, "crew": "nobody"}, "crew"),
        ({"cycle_time_s": 60, "calendar": "nights"}, "calendar"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name_and_place(
    change: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        rc.capacity(rc.Line("L1", stations=[rc.Station("test", **change)]))


def test_buffers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r'line "L1".*buffers'):
        rc.capacity(exponential([1, 1, 1], [2]))
    with pytest.raises(ValueError, match="whole"):
        rc.simulate(rc.Line("L1", stations=exponential([1, 1], []).stations, buffers=[1.5]))


def test_a_chain_too_large_is_refused_with_its_size() -> None:
    with pytest.raises(ValueError, match="states"):
        rc.exact(exponential([1] * 10, [9] * 9))


def test_a_plant_counts_the_loss_at_finite_buffers() -> None:
    stations = [rc.Station(name, cycle_time_s=3600, cycle_time_scv=1) for name in ("a", "b", "c")]

    def units(buffers: list[int]) -> float:
        line = rc.Line("L1", starts=dt.date(2024, 1, 1), stations=stations, buffers=buffers)
        plant = rc.Plant(id="p", lines=[line])
        timeline = rc.Timeline(dt.date(2024, 1, 1), dt.date(2025, 1, 1))
        table = rc.forecast(plant, timeline, paths=1024).frame("year", metrics=["units"])
        return table["p50"][0]

    free, tight = units([]), units([2, 2])
    assert free == pytest.approx(366 * 24, rel=1e-6)
    assert tight / free == pytest.approx(0.734017, rel=0.03)


def test_textbook_formulas() -> None:
    assert rc.two_machine_bernoulli(0.9, 0.9, 2).production_rate == pytest.approx(
        0.857143, abs=1e-6
    )
    assert rc.two_machine_deterministic(0.1, 0.01, 0.1, 0.01, 10).efficiency == pytest.approx(
        0.856175, abs=1e-6
    )
    assert rc.two_machine_exponential(1, 1, 2).throughput == pytest.approx(0.8)
    assert rc.two_machine_exponential(1, 0.01, 0.1, 1, 0.01, 0.1, 10).throughput == pytest.approx(
        0.785921, abs=1e-6
    )
    block = rc.two_machine_continuous(0.01, 0.1, 0.01, 0.1, 10, speed1=1.2)
    assert block.throughput == pytest.approx(0.881862, abs=1e-6)
    assert block.mean_buffer == pytest.approx(8.68161, abs=1e-5)
    row = rc.continuous_line([0.01] * 3, [0.1] * 3, [10, 10])
    assert row.throughput == pytest.approx(0.824849, abs=1e-6)
    assert rc.kingman(1, 1, 0.8) == pytest.approx(4)
    assert rc.bernoulli_line([0.9] * 5, [3] * 4).production_rate == pytest.approx(
        0.840976, abs=1e-6
    )
    exact = rc.exact_bernoulli_line([0.9] * 3, [3, 3])
    assert exact.production_rate == pytest.approx(0.855631, abs=1e-6)
    exact = rc.exact_deterministic_line([0.1] * 3, [0.01] * 3, [4, 4])
    assert exact.production_rate == pytest.approx(0.787190, abs=1e-6)
    with pytest.raises(ValueError, match="p1"):
        rc.two_machine_bernoulli(1.5, 0.9, 2)


def test_pictures_of_a_line() -> None:
    pytest.importorskip("matplotlib")
    found = rc.capacity(exponential([1, 0.8, 1], [2, 2]))
    ax = found.plot()
    assert [label.get_text() for label in ax.get_yticklabels()] == ["S1", "S2", "S3"]
    widths = [sum(p.get_width() for p in ax.patches[i::3]) for i in range(3)]
    assert widths == pytest.approx([100] * 3)


def test_a_trace_follows_pieces_and_buffers() -> None:
    trace = rc.trace(exponential([1, 1, 1], [2, 2]), pieces=10, measured_pieces=2_000)
    stays = trace.stays
    assert set(stays["piece"]) == set(range(1, 11))
    assert all(row["end_h"] >= row["start_h"] for row in stays)
    for before in ("S1", "S2"):
        rows = trace.buffer_levels.where(before=before)
        assert sum(rows["share"]) == pytest.approx(1)
        assert max(rows["level"]) <= 2
    pytest.importorskip("matplotlib")
    assert len(trace.plot(5).patches) >= 15
    assert len(trace.plot_levels("S1").patches) == 3


def test_units_by_period_while_a_line_ramps() -> None:
    line = rc.Line("L1", stations=[rc.Station("a", cycle_time_s=3600)])
    timeline = rc.Timeline(dt.date(2024, 1, 1), dt.date(2024, 3, 1))
    full = rc.simulate_periods(line, timeline, replications=2)
    assert list(full["period"]) == ["2024-01", "2024-02"]
    assert list(full["mean"]) == pytest.approx([31 * 24, 29 * 24], abs=1)
    ramp = rc.Linear(start_share=0, rise_days=31)
    rising = rc.simulate_periods(line, timeline, cycle_time=ramp, replications=2)
    assert rising["mean"][0] == pytest.approx(31 * 24 / 2, abs=2)
    assert rising["mean"][1] == pytest.approx(29 * 24, abs=1)
    with pytest.raises(ValueError, match="availability"):
        rc.simulate_periods(line, timeline, availability=ramp)


def test_a_line_by_period_takes_its_own_ramp_and_says_so() -> None:
    ramp = rc.Linear(start_share=0, rise_days=31)
    station = rc.Station("a", cycle_time_s=3600, first_pass_yield=0.9, on_failure="scrap")
    line = rc.Line("L1", stations=[station], ramp=ramp)
    timeline = rc.Timeline(dt.date(2024, 1, 1), dt.date(2024, 3, 1))
    own = rc.simulate_periods(line, timeline, replications=4)
    bare = rc.Line("L1", stations=[station])
    stated = rc.simulate_periods(bare, timeline, cycle_time=ramp, replications=4, threads=2)
    assert rc.Frame({name: own[name] for name in own.columns}) == rc.Frame(
        {name: stated[name] for name in stated.columns}
    )
    assert own.ramps == {"cycle_time": ramp}
    assert str(own).startswith("L1: speed (cycle-time share) ramps up by Linear(")
    assert "爬坡" in own.report("zh")
    left = rc.simulate_periods(line, timeline, own_ramp="none", replications=4)
    assert str(left).startswith("L1: mature at once")
    assert left["mean"][0] == pytest.approx(0.9 * 31 * 24, rel=0.05)
    by_yield = rc.simulate_periods(line, timeline, own_ramp="yield", replications=4)
    assert by_yield["yield"][0] == pytest.approx(0.45, abs=0.05)
    assert by_yield["yield_low"][1] < 0.9 < by_yield["yield_high"][1]
    assert own["work_in_process"][1] == pytest.approx(1)
    assert own["work_in_process_end"][0] == 1
    assert own["lead_time_h"][1] == pytest.approx(1, rel=1e-3)
    with pytest.raises(ValueError, match='own_ramp is "speed", must be "cycle_time", "yield"'):
        rc.simulate_periods(line, timeline, own_ramp="speed")
    pytest.importorskip("matplotlib")
    axes = own.plot()
    labels = [ax.get_ylabel() for ax in axes]
    assert labels == ["good units", "pieces on the line", "lead time, h", "yield"]
    assert [bar.get_height() for bar in axes[0].patches] == pytest.approx(list(own["mean"]))


def test_a_part_of_a_line_is_replaced() -> None:
    line = rc.Line(
        "L1",
        stations=[rc.Station("cut", cycle_time_s=60), rc.Station("burn-in", cycle_time_s=7200)],
        buffers=[3],
        repairers=2,
    )
    assert line.replace("burn-in.cycle_time_h", 3).stations[1].cycle_time_s == 10_800
    assert line.replace("stations.cut.places", rc.Pert(1, 2, 4)).stations[0].places == rc.Pert(
        1, 2, 4
    )
    assert line.replace("buffers.1", 7).buffers == [7]
    assert line.replace("buffers", [9]).buffers == [9]
    assert line.replace("stations.cut.observed_times_s", [1, 2]).stations[0].observed_times_s == [
        1,
        2,
    ]
    assert line.replace("repairers", None).repairers is None
    assert line.replace("ramp", rc.Linear(rise_days=9)).ramp == rc.Linear(rise_days=9)
    assert line.replace("blocking", "before").blocking == "before"
    shorter = line.replace("stations", line.stations[:1])
    assert [station.name for station in shorter.stations] == ["cut"]
    new = rc.Station("cut", cycle_time_s=5)
    assert line.replace("stations.cut", new).stations[0] == new
    assert line.buffers == [3], "the line itself stays"
    with pytest.raises(ValueError, match=r'the nearest is "stations\.burn-in\.places"'):
        line.replace("burn-in.place", 2)
    with pytest.raises(ValueError, match="first_pass_yield is 2, must be greater than 0"):
        line.replace("cut.first_pass_yield", 2)
    with pytest.raises(TypeError, match=r"buffers must be a list of .*, not float"):
        line.replace("buffers", 3.0)
    plant = rc.Plant(id="p", lines=[line]).replace("line.L1.buffers", [4])
    assert plant.lines[0].buffers == [4]


def test_every_number_of_a_line_is_replaced_by_its_path() -> None:
    lines, _ = rc.load_lines(ROOT / "examples" / "server_line.toml")
    plant = rc.Plant(id="p", as_of="2024-01-01", lines=[lines[0]])
    within = "line.server line."
    rows = [
        row for row in _core.default_numbers(plant) if row["path"].startswith(within + "stations.")
    ]
    assert len(rows) > 40
    for row in rows:
        path = row["path"].removeprefix(within)
        other = 0.5 if path.endswith(("performance", "first_pass_yield")) else 2
        changed = lines[0].replace(path, other)
        assert changed != lines[0], path
        assert changed.replace(path, row["value"]) == lines[0], path
        assert plant.replace(row["path"], other).lines[0] == changed, path


def test_shares_of_the_hours_worked() -> None:
    # One shift of 8 h on 5 days: 40 of 168 hours. Two stations of 60 s and 30 s.
    day = rc.Calendar("day", hours_per_shift=8, workdays=["Mon", "Tue", "Wed", "Thu", "Fri"])
    stations = [rc.Station("a", cycle_time_s=60), rc.Station("b", cycle_time_s=30)]
    line = rc.Line("L", calendar="day", stations=stations, buffers=[5])
    for found in (
        rc.capacity(line, calendars=[day]),
        rc.simulate(line, calendars=[day], pieces=2_400 * 4, replications=2),
    ):
        table = found.stations_at_work
        assert list(table["busy"]) == pytest.approx([1, 0.5], abs=2e-3)
        assert list(table["hours_share"]) == pytest.approx([40 / 168] * 2, abs=1e-3)
        for row in table:
            assert sum(row[state] for state in STATES[:-1]) == pytest.approx(1)
        assert (found.hours_share, found.days_share) == pytest.approx((40 / 168, 5 / 7))
        assert found.throughput_per_working_day == pytest.approx(480, rel=2e-3)
        assert found.throughput_per_day == pytest.approx(480 * 5 / 7, rel=2e-3)
        assert found.lead_time_working_h == pytest.approx(found.lead_time_h * 40 / 168)
        text = str(found)
        assert "(480 a working day)" in text
        assert "shares of the hours each station works" in text
        assert "工作日" in found.report("zh")
    open_all_day = rc.capacity(rc.Line("L", stations=stations, buffers=[5]))
    assert open_all_day.days_share == open_all_day.hours_share == 1
    assert "working day" not in str(open_all_day)
    assert "hours worked" not in str(open_all_day)


def test_observed_times_alone_state_a_stations_times():
    times = [30.0, 50.0, 60.0, 90.0, 120.0, 240.0]
    mean = sum(times) / len(times)
    alone = rc.Line("L1", stations=[rc.Station("s", observed_times_s=times)])
    both = rc.Line("L1", stations=[rc.Station("s", cycle_time_s=mean, observed_times_s=times)])
    assert rc.capacity(alone).throughput_per_h == pytest.approx(3600 / mean)
    made = rc.simulate(alone, pieces=500, replications=4)
    assert made.throughput_per_h == rc.simulate(both, pieces=500, replications=4).throughput_per_h
    line = rc.Line("L1", starts="2023-01-01", stations=alone.stations)
    plant = rc.Plant(id="p", as_of="2024-01-01", currency="EUR", lines=[line])
    f = rc.forecast(plant, rc.Timeline("2024-01-01", "2025-01-01"), paths=1024)
    assert f.summary("units", "2024")["p50"] == pytest.approx(366 * 86400 / mean)
    with pytest.raises(ValueError, match="cycle_time_s is missing; state it, or observed_times_s"):
        rc.capacity(rc.Line("L1", stations=[rc.Station("s")]))
    assert rc.parse_plant(rc.to_toml(plant)) == plant


def test_observed_stops_are_repair_times():
    stops = [0.1, 0.2, 0.2, 1.5]  # of mean .5
    alone = rc.Station("s", cycle_time_s=60, mtbf_h=5, observed_stops_h=stops)
    both = rc.Station("s", cycle_time_s=60, mtbf_h=5, mttr_h=0.5, observed_stops_h=stops)
    mode = rc.FailureMode("jam", mtbf_h=5, observed_stops_h=stops)
    assert rc.capacity(rc.Line("L1", stations=[alone])).throughput_per_h == pytest.approx(60 / 1.1)
    made = [
        rc.simulate(rc.Line("L1", stations=[station]), pieces=500, replications=4).throughput_per_h
        for station in (alone, both)
    ]
    assert made[0] == made[1]
    listed = rc.Station("s", cycle_time_s=60, failure_modes=[mode])
    run = rc.simulate(rc.Line("L1", stations=[listed]), pieces=50_000, replications=8, seed=2)
    assert run.throughput_interval[0] < 60 / 1.1 < run.throughput_interval[1]
    line = rc.Line("L1", starts="2023-01-01", stations=[alone])
    plant = rc.Plant(id="p", as_of="2024-01-01", currency="EUR", lines=[line])
    f = rc.forecast(plant, rc.Timeline("2024-01-01", "2025-01-01"), paths=1024)
    assert f.summary("units", "2024")["p50"] == pytest.approx(366 * 24 * 60 / 1.1)
    assert rc.parse_plant(rc.to_toml(plant)) == plant
    none = [rc.FailureMode("jam", mtbf_h=5)]
    with pytest.raises(ValueError, match="mttr_h is missing; state it, or observed_stops_h"):
        rc.capacity(rc.Line("L1", stations=[rc.Station("s", cycle_time_s=60, failure_modes=none)]))
    alone.cycle_time_scv = 1
    with pytest.raises(ValueError, match="exact chain needs exponential repairs"):
        rc.exact(rc.Line("L1", stations=[alone]))


def test_single_times_as_an_uncertain_mean_draw_a_warning():
    few = rc.Line("L1", stations=[rc.Station("s", cycle_time_s=rc.Empirical([50, 60, 70]))])
    rc.capacity(few)
    times = rc.Empirical(list(range(9, 19)))
    many = rc.Line("L1", starts="2024-01-01", stations=[rc.Station("s", cycle_time_s=times)])
    for verb in (rc.capacity, rc.simulate):
        with pytest.warns(UserWarning, match="belong in observed_times_s"):
            verb(many)
    (words,) = rc.warnings(rc.Plant(id="p", as_of="2024-01-01", lines=[many]))
    assert words.startswith('line "L1", station "s": cycle_time_s is one of 10 values')
    jam = rc.FailureMode("jam", mtbf_h=90, mttr_h=times)
    many.stations = [rc.Station("s", cycle_time_s=60, failure_modes=[jam])]
    (words,) = rc.warnings(rc.Plant(id="p", as_of="2024-01-01", lines=[many]))
    assert words.startswith('line "L1", station "s", failure mode "jam": mttr_h is one of 10')
    assert words.endswith("single repair times belong in observed_stops_h")


def test_two_stations_that_work_in_turn_make_a_shift_a_day():
    # One piece an hour at each; the second works by night on what the first made by day.
    day = rc.Calendar("day", hours_per_shift=8, starts=["06:00"])
    night = rc.Calendar("night", hours_per_shift=8, starts=["22:00"])
    line = rc.Line(
        "L",
        starts=dt.date(2024, 1, 1),
        stations=[
            rc.Station("cut", cycle_time_s=3600, calendar="day"),
            rc.Station("weld", cycle_time_s=3600, calendar="night"),
        ],
        buffers=[6],
    )
    assert 24 * rc.capacity(line, calendars=[day, night]).throughput_per_h == pytest.approx(8)
    run = rc.simulate(line, calendars=[day, night], pieces=4_000, replications=2)
    assert 24 * run.throughput_per_h == pytest.approx(8, rel=2e-3)
    # A day's pieces fit: six between them and one at each. With four between them, six fit.
    line.buffers = [4]
    run = rc.simulate(line, calendars=[day, night], pieces=4_000, replications=2)
    assert 24 * run.throughput_per_h == pytest.approx(6, rel=2e-3)


def test_the_first_day_of_a_simulation_may_be_a_date_or_its_text() -> None:
    closed = rc.Calendar(
        "day",
        hours_per_shift=8,
        closed=[rc.Closure(from_=dt.date(2024, 3, 1), to=dt.date(2024, 3, 31), reason="move")],
    )
    line = rc.Line("L", calendar="day", stations=[rc.Station("a", cycle_time_s=60)])
    figures = {
        rc.simulate(
            line, calendars=[closed], start=start, pieces=900, replications=1, warm_up_pieces=0
        ).stations["off_shift"][0]
        for start in (dt.date(2024, 3, 1), "2024-03-01", dt.date(2024, 5, 1))
    }
    assert len(figures) == 2, "a closed month is seen, however its first day is given"
    assert len(rc.trace(line, calendars=[closed], start="2024-05-01").stays) > 0
    with pytest.raises(TypeError, match=r"start must be a datetime.date .*, not int"):
        rc.simulate(line, calendars=[closed], start=3)


def test_a_line_whose_stations_all_name_its_calendar_works_its_hours() -> None:
    day = rc.Calendar(
        "day", hours_per_shift=8, shifts_per_day=1, workdays=["Mon", "Tue", "Wed", "Thu", "Fri"]
    )
    night = rc.Calendar("night", hours_per_shift=8, shifts_per_day=1, workdays=day.workdays)

    def made(calendar: str) -> rc.Simulation:
        stations = [rc.Station(name, cycle_time_s=600, calendar=calendar) for name in "ab"]
        return rc.simulate(
            rc.Line("L", calendar="day", stations=stations, buffers=[5]),
            calendars=[day, night],
            pieces=240 * 20,
        )

    for calendar in ("", "day", "night"):  # (night: the same hours by another name)
        found = made(calendar)
        assert found.throughput_per_h == pytest.approx(6, rel=2e-3), calendar
        assert found.throughput_per_day == pytest.approx(48 * 5 / 7, rel=2e-3), calendar


def test_a_line_is_reported_in_a_known_language() -> None:
    found = rc.capacity(exponential([1, 2], [3]))
    assert str(found) == found.report("en")
    assert "瓶颈" in found.report("zh")
    with pytest.raises(ValueError, match='lang is "de", must be en or zh'):
        found.report("de")


def test_exact_lines_are_compared() -> None:
    lines = [
        rc.Line("L", stations=[rc.Station("a", cycle_time_s=seconds, cycle_time_scv=1)])
        for seconds in (60, 50)
    ]
    found = rc.compare(*lines, find=rc.exact)
    assert found.b.throughput_per_h - found.a.throughput_per_h == pytest.approx(12)
