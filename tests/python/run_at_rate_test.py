"""Contracted, calculated and demonstrated capacity side by side."""

from __future__ import annotations

import pytest
import rampcast as rc

DAY = rc.Calendar("day", hours_per_shift=8, workdays=["Mon", "Tue", "Wed", "Thu", "Fri"])

SHIFT = {"planned_busy_time_h": 8, "made": 3}


def line(cycle_time_s: float = 60) -> rc.Line:
    # 60 an hour at work, 480 a working day, 480 * 5 / 7 a calendar day
    stations = [
        rc.Station("a", cycle_time_s=cycle_time_s),
        rc.Station("b", cycle_time_s=45),
    ]
    return rc.Line("L", calendar="day", stations=stations, buffers=[5])


def test_a_sheet_by_simulation() -> None:
    sheet = rc.run_at_rate(
        line(), contracted_per_working_day=400, calendars=[DAY], pieces=2_400, replications=4
    )
    table = {row["figure"]: row for row in sheet.frame()}
    assert table["per_working_day"]["contracted"] == pytest.approx(400)
    assert table["per_day"]["contracted"] == pytest.approx(400 * 5 / 7)
    assert table["per_h"]["contracted"] == pytest.approx(50)
    assert table["takt_s"]["contracted"] == pytest.approx(72)
    assert table["per_working_day"]["calculated"] == pytest.approx(480)
    assert table["share"]["calculated"] == pytest.approx(1.2)
    assert table["per_working_day"]["demonstrated"] == pytest.approx(480, rel=0.01)
    assert table["takt_s"]["demonstrated_low"] <= table["takt_s"]["demonstrated_high"]
    assert sheet.met is True
    assert list(sheet.stations["load"]) == pytest.approx([50 / 60, 50 / 80])
    assert list(sheet.stations["takt_alone_s"]) == pytest.approx([60, 45])
    text = str(sheet)
    assert "demonstrated by simulation" in text
    assert "the contract is met, with 20 % to spare" in text
    chinese = sheet.report("zh")
    assert "满足合同，余量 20 %" in chinese
    assert "合同负荷" in chinese
    same = rc.run_at_rate(
        line(), contracted_per_day=400 * 5 / 7, calendars=[DAY], pieces=2_400, replications=4
    )
    assert same.contracted_per_h == pytest.approx(50)
    slow = rc.run_at_rate(line(80), contracted_per_working_day=400, calendars=[DAY], pieces=2_400)
    assert slow.met is False
    assert "the contract is missed by 10 %" in str(slow)


def test_a_sheet_by_a_record() -> None:
    shift = {"planned_busy_time_h": 7.5, "made": 440, "rejected": 20, "down_time_h": 0.5}
    sheet = rc.run_at_rate(line(), contracted_per_working_day=400, calendars=[DAY], record=shift)
    assert sheet.simulation is None
    assert sheet.demonstrated_per_h == pytest.approx(420 / 7.5)
    assert sheet.demonstrated_interval_per_h is None
    # OEE: ideal 60 s x 420 good / 7.5 h
    assert sheet.demonstrated_oee.oee == pytest.approx(420 / 60 / 7.5)
    assert sheet.demonstrated_oee.availability == pytest.approx(7 / 7.5)
    assert sheet.met is True
    assert "by the record of 7.5 h: 440 made, 20 rejected" in str(sheet)

    # Ratio of means with Student's t of 2 degrees (4.302653): by hand.
    shifts = [{"planned_busy_time_h": 8, "made": made} for made in (380, 420, 400)]
    sheet = rc.run_at_rate(line(), contracted_per_day=280, calendars=[DAY], record=shifts)
    assert sheet.demonstrated_per_h == pytest.approx(50)
    half = 4.302653 * (20 / 8) / 3**0.5
    assert sheet.demonstrated_interval_per_h == pytest.approx((50 - half, 50 + half), rel=1e-6)
    assert sheet.met is None
    assert sheet.demonstrated_oee is None
    assert "whether the contract is met is open" in str(sheet)
    assert "the records of 3 shifts, 24 h: 1,200 made, 0 rejected" in str(sheet)
    assert "3 个班次" in sheet.report("zh")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "one of the two"),
        ({"contracted_per_day": 1, "contracted_per_working_day": 1}, "one of the two"),
        ({"contracted_per_day": -1}, "contracted_per_day is -1, must be greater than 0"),
        ({"contracted_per_day": 1, "record": {"made": 3}}, "planned_busy_time_h is missing"),
        (
            {"contracted_per_day": 1, "record": [{"planned_busy_time_h": 8, "good": 3}]},
            'unknown key "good", must be planned_busy_time_h, made',
        ),
        (
            {"contracted_per_day": 1, "record": {"planned_busy_time_h": 0, "made": 3}},
            "planned_busy_time_h is 0, must be greater than 0",
        ),
        (
            {
                "contracted_per_day": 1,
                "record": [{**SHIFT}, {**SHIFT, "rejected": 4}],
            },
            "shift 2: rejected is 4 of 3 made",
        ),
        ({"contracted_per_day": 1, "record": []}, "record is empty"),
    ],
)
def test_what_does_not_add_up_is_refused(options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rc.run_at_rate(line(), calendars=[DAY], **options)
