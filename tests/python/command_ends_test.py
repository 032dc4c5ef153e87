"""However the command is ended: one line at most, a code that says so, and no traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
ONE_LINE = str(EXAMPLES / "one_line.toml")
COMMAND = [sys.executable, "-P", "-m", "rampcast"]
VERBS = {
    "forecast": ["forecast", ONE_LINE, "--paths", "1024"],
    "capacity": ["capacity", str(EXAMPLES / "server_line.toml"), "--formula"],
    "check": ["check", ONE_LINE],
    "lines": ["lines", "--template", "line.csv"],
    "schema": ["schema"],
    "help": ["forecast", "--help"],
}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and paths of POSIX")


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def is_one_line(text: str) -> bool:
    return text.startswith("rampcast: ") and text.count("\n") == 1 and text.endswith("\n")


def run(*args: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *args], capture_output=True, encoding="utf-8", check=False, timeout=60, **options
    )


@pytest.mark.parametrize("at", ["numpy.linalg", "rampcast.frame", "argparse"])
def test_ctrl_c_while_it_is_imported(at: str) -> None:
    # A shell's background job starts with the signal ignored.
    with subprocess.Popen(
        [sys.executable, "-P", "-X", "importtime", *COMMAND[2:], "schema"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        for line in process.stderr:
            if line.rstrip().endswith(f" {at}"):
                process.send_signal(signal.SIGINT)
                break
        rest = [line for line in process.stderr if not line.startswith("import time:")]
        process.stdout.read()
    assert process.returncode == 130
    assert rest == ["rampcast: stopped\n"]


def test_an_unknown_variant_is_told_in_one_line() -> None:
    for name, verb in VERBS.items():
        done = run(*verb, env={**os.environ, "RAMPCAST_VARIANT": "v\x1b9"})
        assert done.returncode == 2, name
        assert done.stdout == ""
        assert is_one_line(done.stderr), done.stderr
        assert "must be baseline, v3 or v4" in done.stderr
        assert "\x1b" not in done.stderr


@pytest.mark.parametrize("verb", VERBS)
def test_a_full_disk_behind_the_output(verb: str) -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("no such device")
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [*COMMAND, *VERBS[verb]], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert done.returncode == 2
    assert is_one_line(done.stderr.decode())


@pytest.mark.parametrize("verb", VERBS)
def test_a_reader_that_has_gone(verb: str) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [*COMMAND, *VERBS[verb]], stdout=write, stderr=subprocess.PIPE, check=False, timeout=60
        )
    finally:
        os.close(write)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.parametrize("verb", ["forecast", "capacity", "check", "csv", "lines", "out"])
def test_a_path_that_is_not_utf_8(verb: str, tmp_path: Path) -> None:
    name = os.fsdecode(b"p\xff\x1b[31m")
    missing = str(tmp_path / name / "x.toml")
    args = {
        "csv": ["capacity", f"{missing}.csv"],
        "lines": ["lines", "--template", missing],
        "out": ["forecast", ONE_LINE, "--out", ONE_LINE + "/" + name],
    }.get(verb, [verb, missing])
    done = run(*args)
    assert done.returncode == 2
    assert done.stdout == ""
    assert is_one_line(done.stderr), done.stderr
    assert "p?" in done.stderr or verb == "out"
    assert "\x1b" not in done.stderr


def test_a_scenario_under_such_a_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"p\xff.toml")
    path.write_text("[plant]\nid = 3\n", encoding="utf-8")
    done = run("check", str(path))
    assert done.returncode == 2
    assert is_one_line(done.stderr), done.stderr
    assert "p?.toml:2:6: " in done.stderr
    path.write_bytes(Path(ONE_LINE).read_bytes())
    done = run("forecast", str(path), "--paths", "1024", "--out", str(tmp_path / path.stem))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / path.stem / "yearly.csv").is_file()
