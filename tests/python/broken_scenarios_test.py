"""A hundred broken scenarios: each gets one clear error with its place, exit code 2, no traceback,
and nothing is written."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from rampcast.cli import main

BASE = """
[plant]
id       = "p"
name     = "Plant"
currency = "EUR"
unit     = "piece"
as_of    = 2024-01-15
vat_rate = 0.2

[timeline]
start = 2024-01-01
end   = 2026-01-01

[[target]]
name = "plan"
from = 2025-01-01
units_per_year = 900

[[actual]]
period = "2023"
units  = 5

[[milestone]]
name = "power"
on   = 2023-12-01

[[milestone]]
name  = "ready"
after = ["power"]
days  = { pert = [60, 90, 200] }

[[calendar]]
name            = "day"
hours_per_shift = 8
shifts_per_day  = 1
workdays        = ["Mon", "Tue", "Wed", "Thu", "Fri"]
closed          = [{ from = 2024-08-05, to = 2024-08-16 }]

[[line]]
name     = "L1"
starts   = "ready"
lag_days = 5
calendar = "day"
stations = [
  { name = "assembly", cycle_time_min = 10, places = 2, first_pass_yield = 0.99 },
  { name = "test", cycle_time_h = 48, places = { pert = [8, 16, 40] }, mtbf_h = 100, mttr_h = 2 },
]
ramp = { curve = "logistic", rise_days = 200, midpoint_days = { p10 = 60, p50 = 150, p90 = 320 } }
noise    = { sd = 0.2, month_correlation = 0.8 }
changes  = [{ on = "ready", lag_days = 90, add = { test.places = 4 } }]

[[component]]
name     = "card"
arrivals = [{ from = 2024-01-01, per_year = { lognormal = { p10 = 500, p90 = 4000 } } },
            { from = 2025-01-01, growth = 1.5 }]

[[product]]
name       = "big"
components = { card = 2 }
price      = { start = 100, erosion_per_year = 0.1 }

[[product]]
name  = "small"
price = { start = { triangular = [10, 20, 40] } }

[[mix]]
on     = 2024-01-01
shares = { big = 0.4, small = 0.6 }

[orders]
arrivals = [{ from = 2024-01-01, per_year = 1000 }]

[[alternatives]]
name    = "reading"
options = [{ name = "a", weight = 0.5 },
           { name = "b", weight = 0.5, set = { "line.L1.ramp.rise_days" = 300 } }]

[[correlation]]
between = ["component.card.arrivals.2024-01-01.per_year", "line.L1.stations.test.places"]
rank    = 0.3
"""

EDITS = [
    # wrong type
    ('id       = "p"', "id = 3"),
    ('id       = "p"', "id = true"),
    ("vat_rate = 0.2", 'vat_rate = "much"'),
    ("as_of    = 2024-01-15", "as_of = 12"),
    ("as_of    = 2024-01-15", 'as_of = "soon"'),
    ("units_per_year = 900", "units_per_year = [900]"),
    ("from = 2025-01-01\nunits_per_year", "from = 2025\nunits_per_year"),
    ("lag_days = 5", "lag_days = {}"),
    ("lag_days = 5", 'lag_days = "five"'),
    ("places = 2,", "places = 2024-01-01,"),
    ('name     = "L1"', "name = 1"),
    ("rise_days = 200", 'rise_days = "long"'),
    ('curve = "logistic"', "curve = 1"),
    ("workdays        = [", 'workdays = "Mon"\nextra_workdays = ['),
    ('after = ["power"]', 'after = "power"'),
    ("stations = [", "stations = 3\nx = ["),
    ("components = { card = 2 }", "components = 2"),
    ("shares = { big = 0.4, small = 0.6 }", "shares = [0.4, 0.6]"),
    ("weight = 0.5 },", 'weight = "half" },'),
    ("rank    = 0.3", "rank = true"),
    # not finite, not in range
    ("vat_rate = 0.2", "vat_rate = nan"),
    ("vat_rate = 0.2", "vat_rate = inf"),
    ("vat_rate = 0.2", "vat_rate = -0.2"),
    ("vat_rate = 0.2", "vat_rate = 20"),
    ("cycle_time_min = 10", "cycle_time_min = -3"),
    ("cycle_time_min = 10", "cycle_time_min = 0"),
    ("cycle_time_min = 10", "cycle_time_min = nan"),
    ("cycle_time_h = 48", "cycle_time_h = { pert = [-1, 4, 9] }"),
    ("first_pass_yield = 0.99", "first_pass_yield = 1.2"),
    ("first_pass_yield = 0.99", "first_pass_yield = 0"),
    ("first_pass_yield = 0.99", "first_pass_yield = { normal = { mean = 0.9, sd = 0.1 } }"),
    ("mtbf_h = 100", "mtbf_h = -100"),
    ("lag_days = 5", "lag_days = -1"),
    ("lag_days = 5", "lag_days = 1e300"),
    ("hours_per_shift = 8", "hours_per_shift = 25"),
    ("hours_per_shift = 8", "hours_per_shift = -8"),
    ("shifts_per_day  = 1", "shifts_per_day = 4"),
    ("per_year = 1000", "per_year = -1"),
    ("per_year = 1000", "per_year = 1e99"),
    ("growth = 1.5", "growth = -1.5"),
    ("erosion_per_year = 0.1", "erosion_per_year = 1"),
    ("sd = 0.2", "sd = -0.2"),
    ("month_correlation = 0.8", "month_correlation = 1"),
    ("rise_days = 200", "rise_days = 0"),
    ("units_per_year = 900", "units_per_year = 0"),
    ("units  = 5", "units = -5"),
    ("rank    = 0.3", "rank = 1"),
    ("rank    = 0.3", "rank = -2"),
    # infeasible distributions
    ("p10 = 60, p50 = 150, p90 = 320", "p10 = 60, p50 = 61, p90 = 320"),
    ("p10 = 60, p50 = 150, p90 = 320", "p10 = 60, p50 = 50, p90 = 320"),
    ("p10 = 60, p50 = 150, p90 = 320", "p10 = 60, p90 = 320, p51 = 3"),
    ("pert = [60, 90, 200]", "pert = [60, 300, 200]"),
    ("pert = [60, 90, 200]", "pert = [60, 90]"),
    ("pert = [60, 90, 200]", "pert = []"),
    ("pert = [60, 90, 200]", "part = [60, 90, 200]"),
    ("triangular = [10, 20, 40]", "triangular = [50, 20, 40]"),
    ("p10 = 500, p90 = 4000", "p10 = 5000, p90 = 4000"),
    ("p10 = 500, p90 = 4000", "p10 = -5, p90 = 4000"),
    ("{ triangular = [10, 20, 40] }", "{ normal = { mean = 3, sd = 0 } }"),
    ("{ triangular = [10, 20, 40] }", "{ discrete = { values = [1, 2], weights = [1] } }"),
    ("{ triangular = [10, 20, 40] }", "{ empirical = { values = [] } }"),
    ("{ triangular = [10, 20, 40] }", "{ uniform = [5, 1] }"),
    # unknown keys
    ("currency = ", "curency = "),
    ("[plant]", "[plants]"),
    ("[[line]]", "[[lines]]"),
    ("midpoint_days", "mid_point_days"),
    ("cycle_time_min", "cycle_time_weeks"),
    ("lag_days = 5", "lag = 5"),
    ('curve = "logistic"', 'curve = "logistics"'),
    ("places = 2,", 'places = 2, colour = "red",'),
    ("hours_per_shift", "hours_a_shift"),
    ('workdays        = ["Mon"', 'workdays = ["Montag"'),
    ("line.L1.ramp.rise_days", "line.L1.ramp.rise"),
    ("line.L1.ramp.rise_days", "line.L9.ramp.rise_days"),
    ("add = { test.places = 4 }", "add = { tests.places = 4 }"),
    ("add = { test.places = 4 }", "set = { starts = 2025-01-01 }"),
    ("add = { test.places = 4 }", "add = { test.places = -4 }"),
    # references, structure
    ('starts   = "ready"', 'starts = "redy"'),
    ('after = ["power"]', 'after = ["steam"]'),
    ('after = ["power"]', 'after = ["ready"]'),
    ("on   = 2023-12-01", 'after = ["ready"]\ndays = 3'),
    ("on   = 2023-12-01", ""),
    ('calendar = "day"', 'calendar = "night"'),
    ("components = { card = 2 }", "components = { cart = 2 }"),
    ("components = { card = 2 }", ""),
    ("mttr_h = 2", ""),
    ('{ name = "test", ', '{ name = "assembly", '),
    ('name  = "small"', 'name  = "big"'),
    ("small = 0.6", "small = 0.7"),
    ("small = 0.6", "tiny = 0.6"),
    ("weight = 0.5 },", "weight = 0.4 },"),
    ("arrivals = [{ from = 2024-01-01, per_year = 1000 }]", "arrivals = []"),
    ("{ from = 2025-01-01, growth", "{ from = 2023-01-01, growth"),
    ("{ from = 2025-01-01, growth", '{ from = "redy", growth'),
    ("{ from = 2025-01-01, growth", "{ from = 7, growth"),
    ("{ from = 2025-01-01, growth", '{ from = "ready", lag_days = -3, growth'),
    ("growth = 1.5", 'growth = 1.5, ramp = { curve = "linear" }'),
    ("add = { test.places = 4 }", "add = { test.places = 4 }, ramp = 3"),
    ("end   = 2026-01-01", "end = 2026-01-01\nfiscal_year_starts = 13"),
    ("end   = 2026-01-01", "end = 2026-01-01\nfiscal_year_starts = 4.5"),
    ("end   = 2026-01-01", 'end = 2026-01-01\nquarters = "4-4-5"'),
    ("end   = 2026-01-01", 'end = 2026-01-01\nstep = "week"\nquarters = "4-4"'),
    ('period = "2023"', 'period = "FY2023"'),
    ("end   = 2026-01-01", "end = 2023-01-01"),
    ("end   = 2026-01-01", "end = 2999-01-01"),
    ('currency = "EUR"', 'currency = "Euro"'),
    ('period = "2023"', 'period = "last year"'),
    ('"line.L1.stations.test.places"]', '"line.L1.stations.test.speed"]'),
    ('between = ["component.card.arrivals.2024-01-01.per_year", ', "between = ["),
    ('name     = "L1"', 'name = "L.1"'),
    # not TOML
    ("[plant]", "[plant"),
    ('id       = "p"', 'id = "p'),
    ("vat_rate = 0.2", "vat_rate = "),
    ("[[mix]]", "[mix]\n[mix]"),
]

WHOLE = {
    "empty": b"",
    "only a comment": b"# nothing\n",
    "not UTF-8": BASE.encode().replace(b"Plant", b"Pl\xe4nt"),
    "UTF-16": BASE.encode("utf-16"),
    "zero bytes": b"\0" * 100,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "deep": b"[plant]\nid = " + b"[" * 5000 + b"]" * 5000,
    "50 MB": b"# " + b"x" * 50_000_000,
}


def check(path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> str:
    before = sorted(path.parent.iterdir())
    code = main(["forecast", str(path), "--out", str(out), "--paths", "1024"])
    printed = capsys.readouterr()
    assert code == 2, printed.err
    assert printed.out == ""
    lines = printed.err.strip().splitlines()
    assert len(lines) == 1, printed.err
    assert lines[0].startswith("rampcast: ")
    assert "Traceback" not in printed.err
    assert path.name in lines[0]
    assert sorted(path.parent.iterdir()) == before
    return lines[0]


def test_the_base_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "s.toml"
    path.write_text(BASE, encoding="utf-8")
    assert main(["forecast", str(path), "--paths", "1024"]) == 0
    capsys.readouterr()


def test_there_are_a_hundred() -> None:
    assert len(EDITS) + len(WHOLE) >= 100


@pytest.mark.parametrize(("old", "new"), EDITS, ids=range(len(EDITS)))
def test_an_edit_is_refused_with_its_place(
    old: str, new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert BASE.count(old) >= 1
    path = tmp_path / "s.toml"
    path.write_text(BASE.replace(old, new, 1), encoding="utf-8")
    line = check(path, tmp_path / "out", capsys)
    assert re.search(r"s\.toml:\d+:\d+: ", line), line


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_is_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(WHOLE[name])
    check(path, tmp_path / "out", capsys)


def test_files_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(tmp_path / "missing.toml", tmp_path / "out", capsys)
    check(tmp_path, tmp_path / "out", capsys)


def test_the_command_itself_ends_with_two(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text(BASE.replace("rise_days = 200", "rise_days = -1"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "rampcast", "forecast", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "s.toml:" in done.stderr
    assert "rise_days is -1" in done.stderr
    assert "Traceback" not in done.stderr
