"""The meaning of a parameter is also what the header says beside the member."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

INCLUDE = Path(__file__).resolve().parents[2] / "include" / "rampcast"

PARAM = re.compile(r'param\(\s*"(\w+)",\s*&(\w+)::(\w+),')
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def meanings_of(source: str) -> Iterator[tuple[str, str, str]]:
    """Yields struct, member and meaning of every parameter a header describes."""
    for found in PARAM.finditer(source):
        depth, end, quoted = 1, found.end(), False
        while depth:
            c = source[end]
            if c == '"' and source[end - 1] != "\\":
                quoted = not quoted
            if not quoted:
                depth += {"(": 1, ")": -1}.get(c, 0)
            end += 1
        # The meaning is the last argument: adjacent pieces of text.
        last = re.search(r'((?:"(?:[^"\\]|\\.)*"\s*)+)\)$', source[found.end() : end])
        assert last is not None
        words = "".join(TEXT.findall(last.group(1)))
        yield found.group(2), found.group(3), words.replace('\\"', '"')


def words_beside(lines: list[str], struct: str, member: str) -> str:
    """The doc comment of a member: behind it, else on the lines before it."""
    start = next(i for i, line in enumerate(lines) if re.search(rf"\bstruct {struct}\b", line))
    declared = re.compile(rf"^ {{4}}[\w:<>, \[\]]+ {member}( = [^;]*|{{[^;]*}})?;")
    at = next(i for i in range(start, len(lines)) if declared.match(lines[i]))
    behind = lines[at].partition("///<")[2]
    if behind:
        more = at + 1
        while lines[more].strip().startswith("///<"):
            behind += " " + lines[more].partition("///<")[2].strip()
            more += 1
        return behind.strip()
    first = at
    while lines[first - 1].strip().startswith("///"):
        first -= 1
    return " ".join(line.strip().removeprefix("///").strip() for line in lines[first:at])


HEADERS = sorted(
    path.relative_to(INCLUDE).as_posix()
    for path in INCLUDE.rglob("*.hpp")
    if PARAM.search(path.read_text(encoding="utf-8"))
)


@pytest.mark.parametrize("name", HEADERS)
def test_members_carry_their_meanings(name: str) -> None:
    source = (INCLUDE / name).read_text(encoding="utf-8")
    lines = source.splitlines()
    described = list(meanings_of(source))
    assert described
    for struct, member, meaning in described:
        assert words_beside(lines, struct, member) == meaning, f"{struct}::{member}"


def test_all_described_structs_are_looked_at() -> None:
    assert len(HEADERS) > 40
