"""What calls of the compiled part refuse, said in plain words."""

from __future__ import annotations

import datetime
import math
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .extras import need
from .units import clean

#: A function's signature, in a line of its own; of overloads with a number before it.
_SIGNATURE = r"^(?:\d+\. )?{name}\((.*)\) ->"


@dataclass(frozen=True)
class _Parameter:
    name: str
    #: As it is written in a signature: ``collections.abc.Sequence[float] | None``.
    type: str
    needed: bool
    by_position: bool


def type_name(value: Any) -> str:
    """The name of a value's type as errors tell it."""
    name = type(value).__name__
    return name if type(value).__module__ != "numpy" else f"numpy.{name}"


def told(value: Any) -> str:
    """A value as errors tell it: a number or short text itself, else its type."""
    if value is None or type(value) in (bool, float):
        return repr(value)
    if type(value) is int:
        return repr(value) if value.bit_length() < 128 else "a number of that many digits"
    if isinstance(value, str) and len(value) <= 40:
        return f'"{clean(value)}"'
    return type_name(value)


def must_be(name: str, what: str, value: Any) -> TypeError:
    """The error of an argument of the wrong type: ``lang must be text, not 3``."""
    return TypeError(f"{name} must be {what}, not {told(value)}")


def number(name: str, value: Any) -> float:
    """A finite number. Raises TypeError for what is none, ValueError for NaN and infinities."""
    if not _fits("float", value):
        raise must_be(name, "a number", value)
    try:
        made = float(value)
    except OverflowError:
        made = math.inf
    if not math.isfinite(made):
        raise ValueError(f"{name} is {told(value)}, must be a finite number")
    return made


def whole(name: str, value: Any, least: int, most: int = 2**63 - 1) -> int:
    """A whole number within a range. Raises TypeError for what is none, else ValueError."""
    if isinstance(value, (bool, np.bool_)) or not hasattr(value, "__index__"):
        raise must_be(name, "a whole number", value)
    made = int(value)
    if not least <= made <= most:
        range_ = f"{least} to {most:,}" if most < 2**63 - 1 else f"at least {least}, less than 2^63"
        raise ValueError(f"{name} is {told(made)}, must be {range_}")
    return made


def values_of(found: Any, count: int) -> np.ndarray:
    """What a function gave for so many points: a number of each, else a ValueError."""
    try:
        made = np.asarray(found, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(
            f"the function gives {told(found)}, must give a number at every point"
        ) from None
    if made.shape != (count,):
        raise ValueError(
            f"the function gives an array of shape {made.shape} for {count} points, must give a "
            "value of each"
        )
    if np.isnan(made).any():
        raise ValueError("the function gives NaN, must give a number at every point")
    return made


def check_axes(ax: Any) -> None:
    """Raises TypeError for what is neither Matplotlib axes nor None."""
    if ax is not None and not isinstance(ax, need("matplotlib.axes", "plot", "plot()").Axes):
        raise must_be("ax", "Matplotlib axes or None", ax)


def refusal(
    name: str, doc: str, args: Sequence[Any], keywords: Mapping[str, Any], refused: int
) -> Exception:
    """The error of arguments that a function registered with pybind11 does not take.

    doc: its docstring, which begins with its signature, or holds those of its overloads. refused:
    `id` of the last whole number that its type could not hold.
    """
    texts = re.findall(_SIGNATURE.format(name=re.escape(name)), doc, re.MULTILINE)
    texts = [text for text in texts if text != "*args, **kwargs"] or ["*args, **kwargs"]
    # Of overloads the one whose arguments fit the longest is the one that was meant.
    return max((_misfit(_parameters(text), args, keywords, refused) for text in texts), key=_first)[
        1
    ]


def _first(pair: tuple[int, Exception]) -> int:
    return pair[0]


def _split(text: str, at: str = ",") -> list[str]:
    """The parts between commas or bars that stand outside brackets."""
    parts, depth = [""], 0
    for c in text:
        depth += (c in "([{") - (c in ")]}")
        if c == at and not depth:
            parts.append("")
        else:
            parts[-1] += c
    return [part.strip() for part in parts if part.strip()]


def _parameters(text: str) -> list[_Parameter]:
    made, by_position = [], True
    for part in _split(text):
        if part.startswith(("*", "/")):
            by_position = by_position and part == "/"
            continue
        name, _, rest = part.partition(":")
        kind, equal, _ = rest.partition(" = ")
        made.append(_Parameter(name.strip(), kind.strip(), not equal, by_position))
    return made


def _misfit(
    parameters: Sequence[_Parameter],
    args: Sequence[Any],
    keywords: Mapping[str, Any],
    refused: int,
) -> tuple[int, Exception]:
    """How far the arguments fit, and the error of the first that does not."""
    if parameters and parameters[0].name == "self":
        parameters, args = parameters[1:], args[1:]
    places = [each for each in parameters if each.by_position]
    kinds = {each.name: each.type for each in parameters}
    if len(args) > len(places):
        most = f"at most {len(places)}" if places else "none"
        return 0, TypeError(f"{len(args)} arguments are given by position, must be {most}")
    given = dict(zip((each.name for each in places), args))
    for word, value in keywords.items():
        if word not in kinds:
            known = ", ".join(kinds) or "none"
            return 0, TypeError(f'there is no argument "{clean(word)}"; there are {known}')
        if word in given:
            return 0, TypeError(f"{word} is given twice")
        given[word] = value
    for each in parameters:
        if each.needed and each.name not in given:
            return 1, TypeError(f"{each.name} is missing")
    for i, (word, value) in enumerate(given.items()):
        words = _unlike(kinds[word], value)
        if words:
            return 2 + i, TypeError(f"{word} must be {words}")
    for word, value in given.items():
        words = _out_of_range(value, refused)
        if words:
            return 2 + len(given), ValueError(f"{word} {words}")
    return 2, TypeError("the arguments are not of the types that are wanted")


def _unlike(kind: str, value: Any) -> str:
    """What a value must be and is; empty where it is of a type as signatures write it."""
    options = _split(kind, "|")
    if any(_fits(option, value) for option in options):
        return ""
    wanted = " or ".join(dict.fromkeys(map(_words, options)))
    for option in options:
        if _is_list(option) and _is_listed(value):
            at = next(i for i, each in enumerate(value) if _unlike(_element(option), each))
            return f"{wanted}, but number {at + 1} is {told(value[at])}"
    return f"{wanted}, not {told(value)}"


def _fits(option: str, value: Any) -> bool:
    """Whether a value is of one type."""
    truth = isinstance(value, (bool, np.bool_))
    if option.startswith(("typing.", "numpy.", "object")):
        return True
    if _is_list(option):
        return _is_listed(value) and not any(_unlike(_element(option), each) for each in value)
    if option == "float":
        a_number = hasattr(value, "__float__") and not hasattr(value, "__len__")
        return a_number and not truth and not isinstance(value, (complex, np.complexfloating))
    if option == "int":
        return hasattr(value, "__index__") and not hasattr(value, "__len__") and not truth
    if option.startswith("collections.abc.Callable"):
        return callable(value)
    kinds: dict[str, Any] = {
        "str": (str, bytes),
        "bool": (bool, np.bool_),
        "None": type(None),
        "os.PathLike": os.PathLike,
        "datetime.date": datetime.date,
    }
    name = option.partition("[")[0]
    if name in kinds:
        return isinstance(value, kinds[name])
    return any(each.__name__ == name.rpartition(".")[2] for each in type(value).__mro__)


def _is_list(option: str) -> bool:
    return option.startswith(("collections.abc.Sequence[", "list["))


def _is_listed(value: Any) -> bool:
    return (
        hasattr(value, "__getitem__")
        and hasattr(value, "__iter__")
        and not isinstance(value, (str, bytes, Mapping))
    )


def _element(option: str) -> str:
    return option.partition("[")[2].removesuffix("]")


_PLAIN = {
    "float": "a number",
    "int": "a whole number",
    "str": "text",
    "bool": "True or False",
    "None": "None",
    "datetime.date": "a date",
    "os.PathLike": "a path",
}
_MANY = {"float": "numbers", "int": "whole numbers", "str": "text"}


def _words(option: str) -> str:
    """A type as a person says it."""
    if _is_list(option):
        element = _element(option)
        return f"a list of {_MANY.get(element, element)}"
    if option.startswith("collections.abc.Callable"):
        return "a callable"
    name = option.partition("[")[0]
    return _PLAIN.get(name) or f"a{'n' * (name[:1] in 'AEIOU')} {name.rpartition('.')[2]}"


def _out_of_range(value: Any, refused: int) -> str:
    """Why a value of the right type cannot be read, empty where it may be another's fault."""
    if _is_listed(value):
        return next(filter(None, (_out_of_range(each, refused) for each in value)), "")
    if isinstance(value, str):
        if "\0" in value:
            return "has a NUL, must not"
        encodable = value.isascii() or not re.search("[\ud800-\udfff]", value)
        return "" if encodable else "has a character that is no text"
    if not hasattr(value, "__index__") or isinstance(value, np.ndarray):
        return ""
    if id(value) != refused:
        return ""
    if int(value) < 0:
        return f"is {told(int(value))}, must be a whole number of at least 0"
    return f"is {told(int(value))}, which is too large"
