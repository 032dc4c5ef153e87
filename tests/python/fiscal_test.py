"""Fiscal years and quarters of weeks, from Python, in files and on the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import rampcast as rc
from rampcast.cli import main

D = dt.date
APRIL = rc.Timeline(D(2024, 1, 1), D(2027, 1, 1), fiscal_year_starts=4)
RETAIL = rc.Timeline(
    D(2024, 1, 1), D(2027, 3, 1), step="week", fiscal_year_starts=2, quarters="4-4-5"
)


def plant(**more) -> rc.Plant:
    """One unit a day."""
    return rc.Plant(
        id="fiscal",
        as_of=D(2024, 1, 1),
        lines=[rc.Line("L1", starts=D(2020, 1, 1), nameplate=rc.Nameplate(units_per_year=365))],
        **more,
    )


def test_tables_are_by_fiscal_years():
    f = rc.forecast(plant(), APRIL, paths=1024)
    rows = f.frame("year", metrics=["units"])
    assert list(rows["period"]) == ["FY2024", "FY2025", "FY2026", "FY2027"]
    assert list(rows["p50"]) == pytest.approx([91, 365, 365, 275], abs=0.01)
    assert f.quantile("units", 0.5, "FY2026-Q2") == pytest.approx(92, abs=1e-3)
    assert f.quantile("units", 0.5, "2025-05") == pytest.approx(31, abs=1e-3)
    assert "FY2025" in str(f)
    assert "FY2024 Jan–Mar" in str(f)
    with pytest.raises(ValueError, match="its years are fiscal ones, such as FY2024"):
        f.quantile("units", 0.5, 2025)


def test_targets_are_of_fiscal_years():
    f = rc.forecast(
        plant(
            targets=[
                rc.Target("plan", from_=D(2024, 4, 1), units_per_year=365),
                rc.Target("quarter", at_least=92, period="FY2026-Q2"),
            ]
        ),
        APRIL,
        paths=1024,
    )
    rows = f.targets()
    assert list(zip(rows["target"], rows["period"], rows["both"], strict=True)) == [
        ("plan", "FY2025", 1),
        ("plan", "FY2026", 1),
        ("quarter", "FY2026-Q2", 1),
    ]
    text = f.report()
    assert "FY2025" in text
    assert "in FY2026-Q2" in text
    f.plot()


def test_quarters_of_weeks():
    f = rc.forecast(plant(), RETAIL, paths=1024, metrics=["units"])
    quarters = [row for row in f.frame("quarter") if row["period"].startswith("FY2025")]
    assert [row["p50"] for row in quarters] == pytest.approx([91, 91, 91, 98], abs=1e-3)
    months = [row for row in f.frame("month") if row["period"].startswith("FY2026")]
    assert [row["p50"] for row in months] == pytest.approx(4 * [28, 28, 35], abs=1e-3)
    assert months[0]["start"] == D(2025, 2, 3)
    assert "FY2025-W53" in list(f.frame("week")["period"])


def test_a_label_is_read_by_its_timeline():
    assert rc.parse_period("FY2025", APRIL) == ("year", D(2024, 4, 1), D(2025, 4, 1))
    assert rc.parse_period("2025", APRIL) == ("year", D(2025, 1, 1), D(2026, 1, 1))
    assert rc.parse_period("FY2026-P02", RETAIL) == ("month", D(2025, 3, 3), D(2025, 3, 31))
    with pytest.raises(ValueError, match="fiscal_year_starts"):
        rc.parse_period("FY2025")


@pytest.mark.parametrize(
    ("timeline", "words"),
    [
        ({"fiscal_year_starts": 4.5}, "must be a month's number, 1 to 12"),
        ({"fiscal_year_starts": 13}, "fiscal_year_starts"),
        ({"quarters": "4-4-5"}, "step is month; it must be week or day"),
        ({"quarters": "4-4-5", "step": "quarter"}, "step is quarter; it must be week or day"),
        ({"quarters": "4-4-4"}, "4-4-5"),
    ],
)
def test_what_makes_no_sense_is_refused(timeline, words):
    with pytest.raises(ValueError, match=words):
        rc.forecast(plant(), rc.Timeline(D(2024, 1, 1), D(2027, 1, 1), **timeline), paths=1024)


def test_a_file_keeps_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    before = plant(
        timeline=RETAIL,
        actuals=[rc.Actual(period="FY2024", units=3), rc.Actual(period="2024-02", units=2)],
    )
    path = tmp_path / "plant.toml"
    rc.save_plant(before, path)
    text = path.read_text(encoding="utf-8")
    assert "fiscal_year_starts = 2" in text
    assert 'quarters = "4-4-5"' in text
    assert rc.load_plant(path) == before
    assert main(["check", str(path)]) == 0
    assert main(["forecast", str(path), "--paths", "1024", "--step", "day"]) == 0
    assert "FY2025" in capsys.readouterr().out
    path.write_text(text.replace('quarters = "4-4-5"', "").replace("= 2\n", "= 0\n"))
    assert main(["check", str(path)]) == 2
    assert "fiscal_year_starts is 0" in capsys.readouterr().err
    path.write_text(text.replace("fiscal_year_starts = 2", "").replace('quarters = "4-4-5"', ""))
    assert main(["check", str(path)]) == 2
    assert "FY2024" in capsys.readouterr().err
