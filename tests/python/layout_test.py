"""The house: includes go one way, one toml++ user, files of one concept."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEADERS = ROOT / "include" / "rampcast"
ORDER = [
    "core",
    "time",
    "uncertainty",
    "ramp",
    "line",
    "launch",
    "value",
    "flow",
    "plant",
    "forecast",
    "calibrate",
    "io",
]


def test_includes_go_one_way() -> None:
    found = 0
    for header in HEADERS.glob("*/*.hpp"):
        module = ORDER.index(header.parent.name)
        for target in re.findall(r'#include "rampcast/(\w+)/', header.read_text(encoding="utf-8")):
            found += 1
            assert ORDER.index(target) <= module, f"{header.relative_to(ROOT)} includes {target}/"
    assert found > 100


def test_only_one_source_sees_the_toml_parser() -> None:
    users = [
        path.name
        for folder in ("include", "src", "python")
        for path in (ROOT / folder).rglob("*.[ch]pp")
        if "toml++" in path.read_text(encoding="utf-8")
    ]
    assert users == ["read_toml.cpp"]


def test_every_header_says_what_it_holds() -> None:
    for header in HEADERS.glob("*/*.hpp"):
        assert "///" in header.read_text(encoding="utf-8"), header


def test_a_new_curve_is_one_header_and_two_lines() -> None:
    joined = (HEADERS / "ramp" / "ramp.hpp").read_text(encoding="utf-8")
    assert joined.count("WeibullOf<T>") == 1
    assert joined.count("ramp/weibull.hpp") == 1
