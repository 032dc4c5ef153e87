"""The command line, as a person runs it."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import rampcast as rc
from rampcast.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
ONE_LINE = str(EXAMPLES / "one_line.toml")
TIANSHUI = str(EXAMPLES / "tianshui.toml")
FEW = ["--paths", "1024"]


def run(*args, **options):
    return subprocess.run(
        [sys.executable, "-m", "rampcast", *args],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        **options,
    )


def test_forecast_prints_the_table():
    done = run("forecast", TIANSHUI, *FEW)
    assert done.returncode == 0
    assert done.stdout.startswith("Tianshui AI servers   as of 2024-03-22   1,024 paths")
    assert "limited mostly by" in done.stdout
    assert "Traceback" not in done.stderr


def test_capacity_of_the_lines_of_a_file():
    done = run("capacity", str(EXAMPLES / "server_line.toml"))
    assert done.returncode == 0
    assert "bottleneck burn-in" in done.stdout
    simulated = run("capacity", str(EXAMPLES / "server_line.toml"), "--simulate")
    assert simulated.returncode == 0
    assert "event by event, 32 replications" in simulated.stdout
    none = run("capacity", ONE_LINE)
    assert none.returncode == 2
    assert "no line has stations" in none.stderr
    other = run("capacity", str(EXAMPLES / "server_line.toml"), "--line", "L7")
    assert other.returncode == 2
    assert 'there is no line "L7"' in other.stderr


def test_a_template_of_stations_is_a_line(tmp_path):
    path = tmp_path / "new line.csv"
    assert run("lines", "--template", str(path)).returncode == 0
    done = run("capacity", str(path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("new line: ")
    assert "bottleneck cut" in done.stdout
    path.write_text("name,cycle_time_s\na,60\nb,x\n", encoding="utf-8")
    wrong = run("capacity", str(path))
    assert wrong.returncode == 2
    assert 'row 3, column "cycle_time_s": station "b": cycle_time_s is "x"' in wrong.stderr
    assert run("lines").returncode == 2
    assert "no such folder" in run("lines", "--template", str(tmp_path / "x" / "y.csv")).stderr


def test_version():
    done = run("--version")
    assert done.stdout == f"rampcast {rc.__version__}\n"


def test_prints_where_the_terminal_knows_no_chinese():
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = run("forecast", TIANSHUI, *FEW, env=env)
    assert done.returncode == 0
    assert "servers" in done.stdout


@pytest.mark.parametrize("step", ["month", "quarter", "half-year", "year"])
def test_steps(step, capsys):
    assert main(["forecast", ONE_LINE, *FEW, "--step", step]) == 0
    out = capsys.readouterr().out
    assert {"month": "2024-03 ", "quarter": "2024-Q2", "half-year": "2024-H2", "year": "2025"}[
        step
    ] in out


def test_weeks_are_forecast_by_weeks(capsys):
    assert main(["forecast", ONE_LINE, *FEW, "--step", "week"]) == 0
    assert "2025-W07" in capsys.readouterr().out


def test_json_is_one_object(capsys):
    assert main(["forecast", TIANSHUI, *FEW, "--seed", "7", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["plant"]["id"] == "tianshui"
    assert data["as_of"] == "2024-03-22"
    assert data["options"]["seed"] == 7
    assert set(data["rows"]) == {"month", "quarter", "half-year", "year"}
    assert {row["metric"] for row in data["rows"]["month"]} == {
        "units",
        "gross_output_value",
        "revenue",
        "value_added",
        "cash",
        "peak_funding",
        "npv",
        "closing_working_capital",
    }
    assert {row["period"] for row in data["targets"]} == {"2025", "2026", "2027"}
    assert data["binding"]["year"][0]["constraint"]
    for options in data["alternatives"].values():
        assert sum(option["weight"] for option in options.values()) == pytest.approx(1)
    assert len(data["rests_on"]) > 3
    assert all(-1 <= each["rank_correlation"] <= 1 for each in data["rests_on"])


def test_json_is_the_same_for_any_number_of_threads(capsys):
    texts = []
    for threads in ("1", "2"):
        main(["forecast", ONE_LINE, *FEW, "--threads", threads, "--json"])
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]


def test_out_writes_every_table(tmp_path, capsys):
    pytest.importorskip("pyarrow")
    openpyxl = pytest.importorskip("openpyxl")
    folder = tmp_path / "a" / "b"
    assert main(["forecast", TIANSHUI, *FEW, "--out", str(folder)]) == 0
    stems = [
        "monthly",
        "quarterly",
        "half_yearly",
        "yearly",
        "binding",
        "targets",
        "first_passage",
        "assumptions",
    ]
    wanted = {f"{stem}.{kind}" for stem in stems for kind in ("csv", "parquet")}
    assert {path.name for path in folder.iterdir()} == wanted | {"forecast.xlsx"}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    data = (folder / "yearly.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    with open(folder / "yearly.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["period"] for row in rows} == {"2024", "2025", "2026", "2027"}
    book = openpyxl.load_workbook(folder / "forecast.xlsx")
    assert book.sheetnames == [
        "yearly",
        "half-yearly",
        "quarterly",
        "monthly",
        "binding",
        "targets",
        "first-passage",
        "assumptions",
    ]
    sheet = book["yearly"]
    assert sheet.freeze_panes == "A2"
    assert sheet["E2"].value == pytest.approx(float(rows[0]["p10"]))
    assert sheet["A2"].value == "2024"


def test_out_says_which_extra_is_missing(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert main(["forecast", ONE_LINE, *FEW, "--out", str(tmp_path / "o")]) == 0
    err = capsys.readouterr().err
    assert "rampcast[arrow]" in err
    assert "rampcast[excel]" in err
    assert {path.suffix for path in (tmp_path / "o").iterdir()} == {".csv"}


def test_out_in_the_way_of_a_file(tmp_path, capsys):
    (tmp_path / "o").write_text("mine")
    assert main(["forecast", ONE_LINE, *FEW, "--out", str(tmp_path / "o")]) == 2
    assert capsys.readouterr().err.startswith("rampcast: ")
    assert (tmp_path / "o").read_text() == "mine"


BROKEN = {
    "empty": b"",
    "not-toml": b"[plant\n",
    "not-utf-8": b'[plant]\nid = "\xff"\n',
    "unknown-key": b'[plant]\nid = "a"\nas_off = 2024-01-01\n',
    "no-line": b'[plant]\nid = "a"\nas_of = 2024-01-01\n',
    "negative": b'[plant]\nid = "a"\nas_of = 2024-01-01\n[[line]]\nname = "L"\n'
    b"starts = 2024-01-01\nnameplate = { units_per_year = -5 }\n",
}


@pytest.mark.parametrize("name", sorted(BROKEN))
@pytest.mark.parametrize("verb", ["forecast", "check"])
def test_broken_files_get_one_line(name, verb, tmp_path, capsys):
    path = tmp_path / f"{name}.toml"
    path.write_bytes(BROKEN[name])
    extra = ["--out", str(tmp_path / "o")] if verb == "forecast" else []
    assert main([verb, str(path), *extra]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("rampcast: ")
    assert err.count("\n") == 1
    assert f"{name}.toml" in err
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    "args",
    [
        ["forecast", "no-such-file.toml"],
        ["forecast", "."],
        ["forecast", ONE_LINE, "--paths", "0"],
        ["forecast", ONE_LINE, "--paths", "many"],
        ["forecast", ONE_LINE, "--paths", "99999999999999"],
        ["forecast", ONE_LINE, "--seed", "99999999999999999999999"],
        ["forecast", ONE_LINE, "--step", "fortnight"],
        ["forecast"],
        ["dance"],
        [],
    ],
)
def test_bad_calls_get_one_line_and_exit_2(args, capsys):
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("rampcast: ")
    assert err.count("\n") == 1


def test_check_lists_what_is_uncertain(capsys):
    assert main(["check", TIANSHUI]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Tianshui AI servers   as of 2024-03-22   valid\n")
    assert "orders.arrivals.2024-01-01.per_year" in out
    assert "PERT 60, 240, 600" in out
    assert "assumption" in out
    assert "stated (" in out
    assert out.rstrip().endswith("12 combinations of alternatives")


def test_schema_is_json(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].startswith("https://json-schema.org/")


def test_ctrl_c_stops_a_run():
    # Takes far longer than the wait below.
    many = ["--paths", str(2**27), "--threads", "1"]
    # A shell's background job starts with the signal ignored.
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from rampcast.cli import main; print('ready', flush=True); sys.exit(main())"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, "forecast", ONE_LINE, *many],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdout.readline().strip() == b"ready"
            time.sleep(2)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err


def test_reader_that_has_seen_enough():
    command = f'"{sys.executable}" -m rampcast schema | head -n 1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=True)
    assert done.stderr == b""


def test_a_closed_output_is_no_fault() -> None:
    done = subprocess.run(
        f'"{sys.executable}" -P -m rampcast forecast "{EXAMPLES / "one_line.toml"}" >&-',
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (["check", str(EXAMPLES / "one_line.toml")], ["有效", "不确定（5）", "取默认值", "参数"]),
        (["capacity", str(EXAMPLES / "server_line.toml")], ["瓶颈 burn-in", "阻塞", "增益最大"]),
    ],
)
def test_check_and_lines_speak_chinese(verb, words, capsys):
    assert main(verb) == 0
    english = capsys.readouterr().out
    assert main([*verb, "--lang", "zh"]) == 0
    chinese = capsys.readouterr().out
    for word in words:
        assert word in chinese
        assert word not in english
    digits = [sum(text.count(digit) for digit in "0123456789") for text in (english, chinese)]
    assert digits[0] == digits[1], "both say the same figures"
