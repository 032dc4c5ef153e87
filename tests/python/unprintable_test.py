"""Names and sources never garble a terminal, a table, a page or a spreadsheet."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import rampcast as rc
from rampcast.frame import Frame

ONE_LINE = Path(__file__).resolve().parents[2] / "examples" / "one_line.toml"
CELLS = {
    "=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0",
    "+1+1": "'+1+1",
    "-x": "'-x",
    "@sum(A1)": "'@sum(A1)",
    "-5": "-5",
    "+1.5e-3": "+1.5e-3",
    "\t=1": "?=1",
    "\r=1": "?=1",
    "a\u202eb\x1b[31m\0": "a?b?[31m?",
    "x=1": "x=1",
    "": "",
}


def test_no_cell_is_a_formula_or_garbles_a_terminal(tmp_path: Path) -> None:
    import csv

    frame = Frame({"=name": list(CELLS), "units": [float(-i) for i in range(len(CELLS))]})
    frame.to_csv(tmp_path / "a.csv")
    with open(tmp_path / "a.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["'=name", "units"]
    assert [row[0] for row in rows[1:]] == list(CELLS.values())
    assert [float(row[1]) for row in rows[1:]] == list(frame["units"])
    for text in (repr(frame), frame._repr_html_()):
        assert not set(text) & set("\x1b\0\t\r\u202e")


NAMES = ["a\0b", "a\nb", "a\x1b[31mb", "a\u202eb", "a\x85b", "a\u2028b", "a\u2066b", "a\x7fb"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_would_garble_is_refused_and_told_by_its_number(name: str) -> None:
    number = f"\\u{ord(name[1]):04X}"
    toml = f'"{name[0]}{number}b"'
    station = "[[line.stations]]\nname = {}\ncycle_time_s = 60\n"
    plain = '[[line]]\nname = "L"\nstarts = 2024-01-01\n'
    plant = '[plant]\nid = "p"\nas_of = 2024-01-01\n'
    texts = [
        plant.replace('"p"', toml) + plain + station.format('"a"'),
        plant + plain.replace('"L"', toml) + station.format('"a"'),
        plant + plain + station.format(toml),
        plant + plain + station.format('"a"') + f"product_times_s = {{ {toml} = 3 }}\n",
    ]
    for text in texts:
        with pytest.raises(ValueError, match="control character or a mark of direction") as caught:
            rc.parse_plant(text)
        assert not set(str(caught.value)) & set("\0\n\x1b\u202e\x85\u2028\u2066\x7f")
    for make in (
        lambda: rc.Station(name, cycle_time_s=1),
        lambda: rc.Station("s", cycle_time_s=1, product_times_s={name: 3}),
        lambda: rc.Line("L", calendar=name),
        lambda: rc.Plant(id=name),
        lambda: rc.parse_period(name),
        lambda: rc.parse_plant("[plant]\nid = 3", name),
    ):
        with pytest.raises(ValueError, match=r"\w") as caught:
            make()
        assert not set(str(caught.value)) & set("\0\n\x1b\u202e\x85\u2028\u2066\x7f")


@pytest.mark.parametrize("source", NAMES)
def test_a_source_is_kept_and_cleaned_wherever_it_is_printed(source: str, tmp_path: Path) -> None:
    from rampcast.forecasts.write import assumptions

    plant = rc.load_plant(ONE_LINE)
    plant = plant.replace(
        "line.L1.nameplate.units_per_year", rc.Stated(9000, kind="fact", source=f"={source}")
    )
    assert rc.parse_plant(rc.to_toml(plant)) == plant
    frame = assumptions(plant)
    assert f"={source}" in frame["source"]
    frame.to_csv(tmp_path / "a.csv")
    rc.save_plant(plant, tmp_path / "p.toml")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "rampcast", "check", str(tmp_path / "p.toml")],
        capture_output=True,
        check=True,
    )
    for text in (
        (tmp_path / "a.csv").read_bytes().decode("utf-8-sig"),
        done.stdout.decode(),
        frame._repr_html_(),
        repr(frame),
        repr(plant),
    ):
        assert f"={source[0]}" in text
        assert source not in text
        assert not set(text) & set("\0\x1b\u202e\x85\u2028\u2066\x7f")


def test_a_name_with_a_dot_and_a_quote_is_told_as_it_is() -> None:
    line = rc.Line("L", stations=[rc.Station('a"b.c', cycle_time_s=60)])
    words = r"""^line "L", station "a'b\.c": name is 'a"b\.c', must have no quote"""
    with pytest.raises(ValueError, match=words):
        rc.capacity(line)
