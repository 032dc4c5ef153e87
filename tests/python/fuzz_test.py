"""Inputs by chance, made by what they may hold: each ends in a result or in an error of ours.

`./dev fuzz` runs these, and the readers in C++, for longer.
"""

from __future__ import annotations

import math
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rampcast as rc
from fuzzing.arguments import ASKED, PublicCall, public
from fuzzing.documents import CORPUS, texts_of
from fuzzing.outcome import Broken, check_place, limited, outcome
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

#: Tries of each public callable; without the variable the same ones every time.
TRIES = os.environ.get("RAMPCAST_FUZZ_TRIES")


def tried(most: int) -> settings:
    return settings(
        max_examples=int(TRIES) * most // 20 if TRIES else most,
        derandomize=not TRIES,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(autouse=True)
def _limits() -> Iterator[None]:
    with limited():
        yield


def not_negative(frame: Any) -> None:
    for index, metric in enumerate(frame["metric"]):
        if metric not in ("units", "line_capacity", "gross_output_value", "unit_value"):
            continue
        for name in ("mean", "p10", "p50", "p90"):
            figure = frame[name][index]
            undefined = metric == "unit_value" and math.isnan(figure)
            if not undefined and not 0 <= figure < math.inf:
                raise Broken(f"{metric} is {figure}")


def look_at(forecast: Any) -> None:
    """Everything a forecast says of itself."""
    str(forecast), repr(forecast), forecast._repr_html_()
    not_negative(forecast.frame("year"))
    str(forecast.targets()), str(forecast.first_passage())
    str(forecast.binding("year"))


def scenario(text: str) -> None:
    plant, error = outcome(lambda: rc.parse_plant(text, "s.toml"), text)
    if error:
        check_place(error, "s.toml")
    if plant is None:
        return
    again, error = outcome(lambda: rc.parse_plant(rc.to_toml(plant)))
    assert error is None
    assert again == plant
    repr(plant), rc.warnings(plant), rc.stated_numbers(plant)
    needed, error = outcome(lambda: rc.memory_bytes(plant, paths=1024), text)
    if needed is not None and needed < 100_000_000:
        made, _ = outcome(lambda: rc.forecast(plant, paths=1024, threads=1), text)
        if made is not None:
            _, error = outcome(lambda: look_at(made), text)
            assert error is None


def lines(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "l.toml")
        path.write_text(text, encoding="utf-8")
        read, error = outcome(lambda: rc.load_lines(path), text)
        if error:
            check_place(error, str(path))
    for line in read[0] if read else ():
        one_line(line, read[1], text)


def one_line(line: Any, calendars: Any, text: str) -> None:
    few = {"pieces": 50, "replications": 2, "warm_up_pieces": 0, "threads": 1}
    for call in (
        lambda: rc.capacity(line, calendars=calendars, method="formula"),
        lambda: rc.simulate(line, calendars=calendars, **few),
    ):
        found, _ = outcome(call, text)
        if found is None:
            continue
        str(found), repr(found)
        if not 0 <= found.throughput_per_h < math.inf:
            raise Broken(f"throughput_per_h is {found.throughput_per_h}")


@tried(200)
@given(texts_of("scenario"))
def test_scenarios(text: str) -> None:
    scenario(text)


@tried(200)
@given(texts_of("lines"))
def test_lines(text: str) -> None:
    lines(text)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.toml")), ids=lambda path: path.stem)
def test_what_was_found_before(path: Path) -> None:
    (scenario if path.parent.name == "scenario" else lines)(path.read_text(encoding="utf-8"))


def methods_of(made: Any) -> list[str]:
    """What a made object can be asked with a number."""
    asked = ("share", "integral", "time_to", "quantile", "mean", "sd", "support")
    return [name for name in asked if hasattr(made, name)]


@pytest.mark.parametrize("called", public(), ids=str)
def test_arguments(called: PublicCall) -> None:
    @tried(20)
    @given(called.calls(), st.sampled_from(ASKED), st.sampled_from(ASKED))
    def one(arguments: dict[str, Any], a: Any, b: Any) -> None:
        words = repr(arguments)
        made, error = outcome(lambda: called.function(**arguments), words)
        if error or made is None:
            return
        outcome(lambda: (repr(made), str(made)), words)
        for name in methods_of(made):
            method = getattr(made, name)
            for asked in ((), (a,), (a, b)):
                answer, _ = outcome(lambda method=method, asked=asked: method(*asked), words)
                if isinstance(answer, float) and all(map(math.isfinite, asked)):
                    assert not math.isnan(answer), f"{made!r}.{name}{asked} is NaN"

    one()
