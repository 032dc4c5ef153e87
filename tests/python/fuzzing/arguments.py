"""Arguments of every public callable, by the annotations of the type stubs."""

from __future__ import annotations

import ast
import inspect
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rampcast as rc
from hypothesis import strategies as st

from .documents import BASES, EXTREMES, dates, numbers, texts, toml

STUB = Path(rc.__file__).parent / "_core.pyi"

whole_numbers = st.sampled_from([0, 1, 2, 3, 7, 16, 50, 1000, -1, 10**6, 2**31, 2**63 - 1, 10**30])
junk = st.sampled_from(
    [
        *(None, -1, 10.5, math.nan, 1j, 10**400, True, "x", b"x", [], {}, (), object, range(3)),
        *(np.float32(2), np.int8(-3), np.bool_(True), np.array([1.0, np.nan])),
        np.datetime64("2024-01-01"),
    ]
)


def collected() -> dict[str, list[Any]]:
    """Objects of every class that the plants and lines of the corpus hold, by the class's name."""
    found: dict[str, list[Any]] = {}

    def add(value: Any) -> None:
        if isinstance(value, dict):
            for each in value.values():
                add(each)
        elif isinstance(value, (list, tuple)):
            for each in value:
                add(each)
        elif type(value).__module__.startswith("rampcast"):
            found.setdefault(type(value).__name__, []).append(value)
            for name in dir(value):
                if not name.startswith("_") and not callable(getattr(value, name)):
                    add(getattr(value, name))

    for document in BASES["scenario"]:
        add(rc.parse_plant(toml(document)))
    station = rc.Station("a", cycle_time_s=60, cycle_time_scv=1)
    found["Line"] += [rc.Line("l", stations=[station])] * 3
    return found


OBJECTS = collected()
UNCERTAIN = [
    rc.Uniform(1, 2),
    rc.Normal(5, 1),
    rc.LogNormal(0, 0.5),
    rc.Triangular(1, 2, 4),
    rc.Pert(1, 2, 4),
    rc.Gamma(2, 3),
    rc.Discrete([1, 2], [0.5, 0.5]),
    rc.Empirical([1, 2.5]),
    rc.Metalog(1, 2, 4),
    rc.Stated(3, kind="fact"),
]
for each in UNCERTAIN:
    OBJECTS.setdefault(type(each).__name__, []).append(each)


def alternatives(annotation: str) -> list[str]:
    """The parts of a union."""
    tree = ast.parse(annotation, mode="eval").body
    parts: list[str] = []

    def take(node: ast.expr) -> None:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            take(node.left)
            take(node.right)
        else:
            parts.append(ast.unparse(node))

    take(tree)
    return parts


def of_one(annotation: str) -> st.SearchStrategy[Any]:
    """Values of an annotation that is no union."""
    name, _, inner = annotation.partition("[")
    name, inner = name.rsplit(".", 1)[-1], inner[:-1]
    if name == "Literal":
        return st.sampled_from(ast.literal_eval(f"[{inner}]"))
    if name in ("Sequence", "list", "Iterable", "Annotated"):
        return st.lists(of(inner), max_size=3)
    if name == "tuple":
        return st.lists(of(inner.split(",")[0].strip()), min_size=2, max_size=2).map(tuple)
    if name in ("Mapping", "dict"):
        return st.dictionaries(texts, of(inner.partition(",")[2].strip() or "float"), max_size=2)
    if name == "ArrayLike":
        return st.lists(numbers, max_size=5)
    kinds = {
        "float": st.one_of(*[st.floats(0.01, 1)] * 3, st.floats(1, 100), numbers),
        "int": whole_numbers,
        "str": texts,
        "bool": st.booleans(),
        "date": dates,
        "None": st.none(),
    }
    if name in kinds:
        return kinds[name]
    return st.sampled_from(OBJECTS[name]) if name in OBJECTS else junk


def of(annotation: str) -> st.SearchStrategy[Any]:
    return st.one_of([of_one(part) for part in alternatives(annotation)])


@st.composite
def calls_of(
    draw: st.DrawFn, needed: list[tuple[str, str]], optional: list[tuple[str, str]]
) -> dict[str, Any]:
    """Arguments as they should be, in one call of three with one that should not."""
    chosen = [each for each in optional if draw(st.integers(0, len(optional))) < 2]
    arguments = {name: draw(of(annotation)) for name, annotation in needed + chosen}
    if arguments and draw(st.integers(0, 2)) == 0:
        arguments[draw(st.sampled_from(sorted(arguments)))] = draw(junk)
    return arguments


@dataclass
class PublicCall:
    """Something public that can be called; of several forms one."""

    name: str
    function: Any
    needed: list[tuple[str, str]]  # name and annotation
    optional: list[tuple[str, str]]

    def calls(self) -> st.SearchStrategy[dict[str, Any]]:
        return calls_of(self.needed, self.optional)

    def __str__(self) -> str:
        return self.name


def from_stub(name: str, function: Any, node: ast.FunctionDef) -> PublicCall:
    plain = node.args.posonlyargs + node.args.args
    defaults = [None] * (len(plain) - len(node.args.defaults)) + list(node.args.defaults)
    needed, optional = [], []
    pairs = [*zip(plain, defaults), *zip(node.args.kwonlyargs, node.args.kw_defaults)]
    for argument, default in pairs:
        if argument.arg == "self" or argument.annotation is None:
            continue
        place = needed if default is None else optional
        place.append((argument.arg, ast.unparse(argument.annotation)))
    return PublicCall(name, function, needed, optional)


def from_signature(name: str, function: Any) -> PublicCall:
    needed, optional = [], []
    for argument in inspect.signature(function).parameters.values():
        if argument.kind in (argument.VAR_KEYWORD, argument.VAR_POSITIONAL):
            continue
        annotation = str(argument.annotation).strip("'")
        place = needed if argument.default is argument.empty else optional
        place.append((argument.name, "object" if annotation == "Any" else annotation))
    return PublicCall(name, function, needed, optional)


#: These write files, draw, or take other programs' functions.
LEFT_OUT = {"save_plant", "write_line_template", "load_plant", "load_lines", "parse_plant"}


def public() -> list[PublicCall]:
    """Every public callable, a form at a time."""
    found: list[PublicCall] = []
    for node in ast.parse(STUB.read_text(encoding="utf-8")).body:
        if node_name(node) not in rc.__all__ or node_name(node) in LEFT_OUT:
            continue
        value = getattr(rc, node_name(node))
        if isinstance(node, ast.FunctionDef):
            found.append(from_stub(node.name, value, node))
        elif isinstance(node, ast.ClassDef):
            found.extend(
                from_stub(node.name, value, each)
                for each in node.body
                if isinstance(each, ast.FunctionDef) and each.name == "__init__"
            )
    there = {each.name for each in found} | LEFT_OUT
    found.extend(
        from_signature(name, getattr(rc, name))
        for name in rc.__all__
        if name not in there and inspect.isfunction(getattr(rc, name))
    )
    return found


def node_name(node: ast.stmt) -> str:
    return node.name if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else ""


#: What objects are asked for: times, shares, probabilities.
ASKED = [*EXTREMES, 0.1, 0.9, 10.0, 365.0]
