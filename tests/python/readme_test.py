"""What the README says is what happens."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

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


def test_the_cpp_sample_is_the_example() -> None:
    shown = next(text for language, text in BLOCKS if language == "cpp")
    example = (ROOT / "examples" / "twenty_lines.cpp").read_text(encoding="utf-8")
    assert shown.strip() == example.split("\n", 1)[1].strip()


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
