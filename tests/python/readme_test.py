"""What the README says is what happens."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
import rampcast as rc

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)
PYTHON = [text for language, text in BLOCKS if language == "python"]


@pytest.mark.parametrize("block", PYTHON, ids=range(len(PYTHON)))
def test_python_blocks_run(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("MPLBACKEND", "agg")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block, "README.md", "exec"), {})
    assert printed.getvalue().strip()


def test_the_table_is_the_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("MPLBACKEND", "agg")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(PYTHON[0], "README.md", "exec"), {})
    shown = next(text for language, text in BLOCKS if language == "text")

    def without_seconds(text: str) -> list[str]:
        return [re.sub(r"[\d.]+ s$", "s", line.rstrip()) for line in text.strip().splitlines()]

    assert without_seconds(printed.getvalue()) == without_seconds(shown)


def test_the_verdict_is_the_forecasts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    forecast = rc.forecast(rc.load_plant("examples/one_line.toml"))
    chance = forecast.probability("units", at_least=9_000, period="2025")
    assert f"in 2025 with a probability of {chance:.0%}".replace("%", " %") in README
    drivers = forecast.rank_correlations("units", "2025")["driver"]
    assert drivers[0] == "line.L1.nameplate.units_per_year"  # how fast, more than
    assert drivers[1] == "line.L1.ramp.midpoint_days"  # how soon


def test_the_first_screen_holds_what_a_reader_wants_first() -> None:
    first = README.split("rampcast joins what is otherwise")[0]
    order = ["How many units", "](docs/fan.png)", "with a probability of", "pip install"]
    order += ["import rampcast as rc", "One line   as of", "./dev forecast", "./dev test"]
    places = [first.index(words) for words in order]
    assert places == sorted(places)
    python = PYTHON[0].strip().splitlines()
    assert len(python) == 6


@pytest.mark.parametrize("block", [text for language, text in BLOCKS if language == "sh"])
def test_commands_are_there(block: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from rampcast.cli import main

    monkeypatch.chdir(ROOT)
    dev = (ROOT / "dev").read_text(encoding="utf-8")
    extras = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for line in block.strip().splitlines():
        words = shlex.split(line, comments=True)
        if words[0] == "./dev":
            assert f"\n  {words[1]} " in dev
        elif words[:2] == ["pip", "install"]:
            assert f"\n{words[2].removeprefix('.[').removesuffix(']')} = [" in extras
        else:
            assert words[0] == "rampcast"
            words = words[1:]
            if ">" in words:
                words = words[: words.index(">")]
            if "--out" in words:
                words[words.index("--out") + 1] = str(tmp_path)
            if "--template" in words:
                words[words.index("--template") + 1] = str(tmp_path / "line.csv")
            more = ["--paths", "1024"] if words[0] == "forecast" else []
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                assert main([*words, *more]) == 0
            assert printed.getvalue()


def test_installing_for_cpp_builds_first() -> None:
    row = next(line for line in README.splitlines() if line.startswith("| C++ |"))
    order = ["cmake -B build", "cmake --build build", "cmake --install build", "find_package"]
    places = [row.index(words) for words in order]
    assert places == sorted(places)


def test_the_cpp_sample_is_the_example() -> None:
    shown = next(text for language, text in BLOCKS if language == "cpp")
    example = (ROOT / "examples" / "twenty_lines.cpp").read_text(encoding="utf-8")
    assert shown.strip() == example.split("\n", 1)[1].strip()


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
