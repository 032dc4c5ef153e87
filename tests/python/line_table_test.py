"""Stations of a line from a table."""

from __future__ import annotations

from pathlib import Path

import pytest
import rampcast as rc

CSV = """\
name,cycle_time_min,places,first_pass_yield,on_failure,rework_at,crew,calendar,buffer_after,off_line
# its name,minutes,,,,,,,,
cut,1,,.98,scrap,,team,,4,
7,"{ p10 = 1.5, p50 = 2, p90 = 3 }",2,0.9,,bench,team,night,,
,,,,,,,,,

bench,30,,,,,,,,yes
"""


def table(path: Path, text: str = CSV) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def as_stated() -> rc.Line:
    return rc.Line(
        "L1",
        calendar="day",
        crews=[rc.Crew("team", people=3)],
        buffers=[4],
        stations=[
            rc.Station(
                "cut", cycle_time_s=60, first_pass_yield=0.98, on_failure="scrap", crew="team"
            ),
            rc.Station(
                "7",
                cycle_time_s=rc.Metalog(90, 120, 180),
                places=2,
                first_pass_yield=0.9,
                rework_at="bench",
                crew="team",
                calendar="night",
            ),
        ],
        rework_stations=[rc.Station("bench", cycle_time_s=1800)],
    )


CALENDARS = [rc.Calendar("day", hours_per_shift=8), rc.Calendar("night", hours_per_shift=6)]
MORE = {"calendars": CALENDARS, "calendar": "day", "crews": [rc.Crew("team", people=3)]}


def test_a_file_of_rows_is_a_line(tmp_path: Path) -> None:
    made = rc.line_from_table(table(tmp_path / "L1.csv"), **MORE)
    assert made == as_stated()
    # With a byte-order mark and semicolons, as a spreadsheet writes it.
    text = CSV.replace('"{ p10 = 1.5, p50 = 2, p90 = 3 }"', "{ p10 = 1.5 # p50 = 2 # p90 = 3 }")
    text = "\ufeff" + text.replace(",", ";").replace(" # p", ", p")
    assert rc.line_from_table(table(tmp_path / "L1.csv", text), "L1", **MORE) == as_stated()


def test_columns_are_a_line() -> None:
    columns = {
        "name": ["a", "b", "c"],
        "cycle_time_s": [60, None, float("nan")],
        "observed_times_s": [None, [30, 40, 50], "10 20; 30"],
        "product_times_s.B": [90, None, ""],
        "buffer_after": [2.0, 3, None],
    }
    runs = [rc.ProductRun(product=each, pieces=2) for each in "AB"]
    made = rc.line_from_table(columns, "L", sequence=runs)
    assert made.buffers == [2, 3]
    assert [s.name for s in made.stations] == ["a", "b", "c"]
    assert made.stations[0].product_times_s == {"B": 90}
    assert made.stations[1].observed_times_s == [30, 40, 50]
    assert made.stations[2].observed_times_s == [10, 20, 30]
    assert rc.line_from_table(rc.Frame({"name": ["a"], "cycle_time_s": [5.0]})).name == "line"
    for library in ("pandas", "polars"):
        frames = pytest.importorskip(library)
        frame = frames.DataFrame({"name": ["a", "b"], "cycle_time_s": [60, None], "places": [1, 2]})
        with pytest.raises(ValueError, match='row 2: station "b": cycle_time_s is missing'):
            rc.line_from_table(frame)
        frame = frames.DataFrame({"name": ["a", "b"], "cycle_time_s": [60.0, 30], "batch": [1, 2]})
        assert [s.batch for s in rc.line_from_table(frame).stations] == [1, 2]


def test_the_template_reads_back(tmp_path: Path) -> None:
    rc.write_line_template(tmp_path / "t.csv")
    text = (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    header = text.splitlines()[0].split(",")
    for name in ("name", "cycle_time_s", "mtbf_h", "crew", "calendar", "buffer_after", "off_line"):
        assert name in header
    assert "mean time between failures of a place" in text.splitlines()[1]
    made = rc.line_from_table(tmp_path / "t.csv")
    assert [s.name for s in made.stations] == ["cut", "test"]
    assert made.buffers == [10]
    assert made.stations[1].cycle_time_s == rc.Metalog(100, 110, 130)
    assert rc.capacity(made).throughput_per_h > 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "name,cycle_time_s\na,x\n",
            'row 2, column "cycle_time_s": station "a": cycle_time_s is "x", must be a num',
        ),
        (
            "name,cycle_time_s\n# n\na,5\nb,-1\n",
            'row 4, column "cycle_time_s": station "b": cycle_time_s is -1, must be',
        ),
        (
            "name,cycle_time_s,place\na,5,2\n",
            'row 2, column "place": station "a": unknown key "place"; the nearest is "places"',
        ),
        (
            "name,cycle_time_s,on_failure\na,5,cry\n",
            'row 2, column "on_failure": .*"repair", "restart" or "scrap"',
        ),
        (
            "name,cycle_time_s,crew\na,5,nobody\n",
            'row 2, column "crew": .*not a crew of the line',
        ),
        (
            "name,cycle_time_s,mtbf_h\na,5,5\n",
            'row 2: station "a": mtbf_h is stated without mttr_h',
        ),
        (
            "name,cycle_time_s\na,5\na,6\n",
            'row 3, column "name": station "a": name is "a", which stands twice',
        ),
        (
            "name,cycle_time_s,buffer_after\na,5,2\nb,5,2\n",
            'row 3, column "buffer_after": is 2, must be empty for the last',
        ),
        (
            "name,cycle_time_s,buffer_after\na,5,\nb,5,2\nc,5,\n",
            'row 2, column "buffer_after": is empty, must be stated for every',
        ),
        (
            "name,cycle_time_s,buffer_after\na,5,two\nb,5,\n",
            "row 2, column \"buffer_after\": is 'two', must be a number",
        ),
        (
            "name,cycle_time_s,off_line\na,5,perhaps\n",
            'row 2, column "off_line": is "perhaps", must be yes or no',
        ),
        (
            "name,cycle_time_s\na,5,7\n",
            "row 2: has 3 cells, must have at most 2",
        ),
        (
            "name,name\na,5\n",
            'column "name" stands twice',
        ),
        (
            "name,cycle_time_s\n",
            "there are no stations",
        ),
        (
            "",
            "is empty, must begin with a row of column names",
        ),
    ],
)
def test_errors_name_row_column_value_and_what_is_allowed(
    tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(ValueError, match=rf"t\.csv.*{words}"):
        rc.line_from_table(table(tmp_path / "t.csv", text))


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="a CSV file, a data frame or a dict of columns, not int"):
        rc.line_from_table(3)
    with pytest.raises(ValueError, match="of one length, not name 2, cycle_time_s 1"):
        rc.line_from_table({"name": ["a", "b"], "cycle_time_s": [1]})
    with pytest.raises(TypeError, match=r"'cycle_time_s': a cell must be .*, not Pert"):
        rc.line_from_table({"name": ["a"], "cycle_time_s": [rc.Pert(1, 2, 3)]})
    columns = {"name": ["a", "b"], "cycle_time_s": [1, 2]}
    assert rc.line_from_table(columns, buffers=[3]).buffers == [3]
    with pytest.raises(ValueError, match="buffers are those of the table"):
        rc.line_from_table({**columns, "buffer_after": [3, None]}, buffers=[3])
    with pytest.raises(ValueError, match="stations are those of the table"):
        rc.line_from_table(columns, stations=[])
    with pytest.raises(FileNotFoundError):
        rc.line_from_table(tmp_path / "none.csv")


def test_every_field_of_a_station_may_be_a_column() -> None:
    lines, calendars = rc.load_lines(
        Path(__file__).resolve().parents[2] / "examples" / "server_line.toml"
    )
    line = lines[0]
    every = rc.Station(
        "all of it",
        cycle_time_s=60,
        cycle_time_scv=0.5,
        cycle_time_shape="lognormal",
        handling_time_s=4,
        places=2,
        batch=3,
        batch_wait_h=0.5,
        mtbf_h=30,
        mttr_h=2,
        failures="time",
        failure_modes=[rc.FailureMode("jam", mtbf_h=5, mttr_h=0.1)],
        performance=0.9,
        first_pass_yield=0.8,
        on_failure="restart",
        rework_at="debug",
        most_passes=4,
        crew="team",
        operators=0.5,
        changeover_time_s=600,
        calendar="two shifts",
    )
    line.stations = [*line.stations, every]
    line.buffers = [*line.buffers, 7]
    line.crews = [rc.Crew("team", people=3)]
    columns: dict[str, list[object]] = {}
    stations = [*line.stations, *line.rework_stations]
    for name, held in vars(rc.Station).items():
        if isinstance(held, property) and name not in ("failure_modes", "product_times_s"):
            columns[name] = [getattr(station, name) for station in stations]
    columns["failure_modes"] = [
        '[{ name = "jam", mtbf_h = 5, mttr_h = 0.1 }]' if station.failure_modes else None
        for station in stations
    ]
    columns["buffer_after"] = [*line.buffers, None, None]
    columns["off_line"] = [i >= len(line.stations) for i in range(len(stations))]
    made = rc.line_from_table(
        columns, line.name, calendars=calendars, calendar=line.calendar, crews=line.crews
    )
    assert made == line


def test_a_number_beyond_all_floats():
    with pytest.raises(ValueError, match="larger than any quantity"):
        rc.line_from_table({"": [10**400]})
