"""Documents of scenarios as Python values, made and changed by the JSON Schema of files."""

from __future__ import annotations

import contextlib
import copy
import datetime
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rampcast as rc
from hypothesis import strategies as st

tomllib = pytest.importorskip("tomllib")  # from Python 3.11 on

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "tests" / "fuzz" / "corpus"
SCHEMA = json.loads(rc.json_schema())

#: Numbers made here are 0, not finite, or of a size between these.
LEAST_SIZE, LARGEST_SIZE = 1e-300, 1e300


def sized(number: float) -> float:
    if number == 0 or not math.isfinite(number):
        return number
    return math.copysign(min(max(abs(number), LEAST_SIZE), LARGEST_SIZE), number)


EXTREMES = [
    *(0.0, -0.0, 1e-6, 1e-3, 0.5, 1 - 1e-16, 1.0, 2, 3, 7, 24, 60, 160, 1000, 1e5, 1e6, 1e9, 1e12),
    *(-1, -1e-6, -1e9, 2**63 - 1, -(2**63), math.nan, math.inf, -math.inf),
]
TEXTS = [
    *("", "a", "a.b", '"q".', "x\0y", "\x1b[31mred", "two\nlines", "\t", "=1+1", "@x", "\u202eabc"),
    *("测试", "é" * 40, "n" * 300, "2024-01-01", "value", "round the clock", "units", "power"),
    *("ready", "L1", "assembly", "card", "big", "line.L1.lag_days", "line.L1.stations.test.places"),
]
DATES = [
    datetime.date(*day)
    for day in [
        *((1, 1, 1), (1899, 12, 31), (1970, 1, 1), (2023, 12, 31), (2024, 2, 29)),
        *((2025, 6, 30), (2100, 1, 1), (9999, 12, 31)),
    ]
]

numbers = st.one_of(
    st.sampled_from(EXTREMES),
    st.floats(0, 1).map(sized),
    st.floats(0, 1000).map(sized),
    st.integers(0, 20),
    st.floats().map(sized),
)
texts = st.one_of(st.sampled_from(TEXTS), st.text(max_size=8))
dates = st.one_of(st.sampled_from(DATES), st.dates())


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def numbers_of(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Numbers of a range, of its ends and beyond them."""
    low, high = schema.get("minimum", 0), schema.get("maximum", 1e4)
    low, high = schema.get("exclusiveMinimum", low), schema.get("exclusiveMaximum", high)
    near = [sized(math.nextafter(end, to)) for end in (low, high) for to in (-math.inf, math.inf)]
    usual = (
        st.floats(low, high).map(sized) if schema.get("type") == "number" else st.integers(0, 12)
    )
    return st.one_of(usual, usual, st.sampled_from([low, high, *near]), numbers)


@st.composite
def values(draw: st.DrawFn, schema: dict[str, Any], depth: int = 0) -> Any:
    """A value as the schema has it, with extremes that it may not have."""
    schema = resolved(schema)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    if "oneOf" in schema:
        forms = schema["oneOf"]
        return draw(values(forms[0] if depth > 4 else draw(st.sampled_from(forms)), depth + 1))
    kind = schema.get("type")
    if kind in ("number", "integer"):
        return draw(numbers_of(schema))
    if kind == "boolean":
        return draw(st.booleans())
    if kind == "array":
        least = schema.get("minItems", 0)
        most = 0 if depth > 5 else max(least, min(schema.get("maxItems", 2), 3))
        items = schema.get("items", {"type": "number"})
        count = draw(st.integers(min(least, most), most))
        return [draw(values(items, depth + 1)) for _ in range(count)]
    if kind == "object":
        made = {}
        for key, inner in schema.get("properties", {}).items():
            if key in schema.get("required", ()) or (depth < 4 and draw(st.integers(0, 9)) == 0):
                made[key] = draw(values(inner, depth + 1))
        other = schema.get("additionalProperties")
        if isinstance(other, dict) and depth < 5:
            made[draw(texts)] = draw(values(other, depth + 1))
        return made
    return draw(dates) if schema.get("format") == "date" else draw(texts)


def form_of(value: Any, schema: dict[str, Any]) -> dict[str, Any]:
    """Of the forms a schema allows the one a value most likely has."""
    schema = resolved(schema)
    kinds = {dict: "object", list: "array", str: "string", int: "number", float: "number"}
    for form in map(resolved, schema.get("oneOf", ())):
        inner = form_of(value, form)
        if inner.get("type") != kinds.get(type(value)):
            continue
        keys = inner.get("properties")
        if not isinstance(value, dict) or keys is None or value.keys() <= keys.keys():
            return inner
    return schema


def spots(value: Any, schema: dict[str, Any]) -> list[tuple[Any, Any, dict[str, Any]]]:
    """What can be changed: a container, its key, and the schema of what stands there or could."""
    form = form_of(value, schema)
    found: list[tuple[Any, Any, dict[str, Any]]] = []
    if isinstance(value, dict):
        keys = form.get("properties", {})
        other = form.get("additionalProperties")
        other = other if isinstance(other, dict) else {"type": "number"}
        for key in sorted({*value, *keys}):
            found.append((value, key, keys.get(key, other)))
            if key in value:
                found.extend(spots(value[key], keys.get(key, other)))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            found.append((value, index, form.get("items", {"type": "number"})))
            found.extend(spots(each, form.get("items", {})))
    return found


def bases(folder: str, read: Callable[[Path], Any]) -> list[dict[str, Any]]:
    """The documents of the corpus that can be read."""
    found = []
    for path in sorted((CORPUS / folder).glob("*.toml")):
        with contextlib.suppress(ValueError):
            read(path)
            found.append(tomllib.loads(path.read_text(encoding="utf-8")))
    return found


BASES = {"scenario": bases("scenario", rc.load_plant), "lines": bases("lines", rc.load_lines)}


@st.composite
def documents(draw: st.DrawFn, folder: str) -> dict[str, Any]:
    """One of the corpus with a few changes."""
    document = copy.deepcopy(draw(st.sampled_from(BASES[folder])))
    for _ in range(draw(st.integers(1, 4))):
        all_spots = spots(document, SCHEMA)
        if not all_spots:
            break
        within, key, schema = all_spots[draw(st.integers(0, len(all_spots) - 1))]
        there = isinstance(within, list) or key in within
        how = draw(st.sampled_from(["value", "value", "extreme", "text", "leave out", "twice"]))
        if how == "leave out" and there:
            del within[key]
        elif how == "twice" and isinstance(within, list):
            within.append(copy.deepcopy(within[key]))
        elif how == "extreme":
            within[key] = draw(numbers)
        elif how == "text":
            within[key] = draw(st.one_of(texts, dates, st.booleans()))
        else:
            within[key] = draw(values(schema))
    return document


def quoted(text: str) -> str:
    def escaped(c: str) -> str:
        if c in '"\\':
            return "\\" + c
        if ord(c) < 32 or ord(c) == 127:
            return f"\\u{ord(c):04x}"
        return c

    return '"' + "".join(map(escaped, text)) + '"'


def inline(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    if isinstance(value, dict):
        inner = ", ".join(f"{quoted(key)} = {inline(each)}" for key, each in value.items())
        return "{ " + inner + " }"
    return repr(value)


def toml(document: dict[str, Any]) -> str:
    return "".join(f"{quoted(key)} = {inline(value)}\n" for key, value in document.items())


@st.composite
def texts_of(draw: st.DrawFn, folder: str) -> str:
    """The text of a document, here and there with a piece cut out or put in."""
    text = toml(draw(documents(folder)))
    if draw(st.integers(0, 9)) == 0:
        at, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        text = (
            text[:at] + draw(st.one_of(st.text(max_size=6), st.just(text[at:end] * 2))) + text[end:]
        )
    return text
