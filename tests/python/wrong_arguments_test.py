"""Whatever a public call is given: a result, or an error that says in plain words what is wrong."""

from __future__ import annotations

import datetime
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rampcast as rc

#: What a call may end in besides a result.
ALLOWED = (ValueError, TypeError, OSError)
#: Words of the libraries below.
FOREIGN = re.compile(
    r"rampcast\._core|incompatible function|std::|boost::|basic_string|0x[0-9a-f]{6}|\x00"
)


class Odd:
    """Something no call has a use for."""

    def __repr__(self) -> str:
        return "Odd()"


NUMBERS = [True, -1, 0, 10.5, 2**70, -(2**70), float("nan"), float("inf"), 1e300, 1 + 2j]
TEXTS = ["", "x", "a\0b", "\ud800", "\x1b[31m", b"x"]
PARTS = [[], [None], [float("nan")], {}, {"x": None}, ()]
OBJECTS = [None, Odd(), Odd, len, datetime.date(2025, 1, 1), datetime.datetime(2025, 1, 1, 12)]
SCALARS = [np.complex128(1 + 2j), np.complex64(1), np.bool_(True), np.float32(10.5)]
SCALARS += [np.float64("nan"), np.int64(-1), np.datetime64("NaT"), np.datetime64("2025-01-01")]
ARRAYS = [np.array(each) for each in ([], [1.0, np.nan], [[1.0, 2.0]], ["x"])]
OURS = [rc.Normal(1, 2), rc.Logistic(midpoint_days=9, rise_days=9), rc.Plant.__new__(rc.Plant)]
WRONG: list[Any] = [*NUMBERS, *TEXTS, *PARTS, *OBJECTS, *SCALARS, *ARRAYS, *OURS]
try:
    import pandas

    WRONG += [pandas.NaT, pandas.NA]
except ImportError:
    pass

DAY = datetime.date(2025, 1, 1)
LINE = rc.Line(
    "L",
    stations=[
        rc.Station("a", cycle_time_s=60, cycle_time_scv=1),
        rc.Station("b", cycle_time_s=50, cycle_time_scv=1),
    ],
    buffers=[3],
)
YEAR = rc.Timeline("2025-01-01", "2026-01-01")
PLANT = rc.Plant(
    "p",
    id="p",
    lines=[
        rc.Line(
            "L",
            starts="2024-06-01",
            nameplate=rc.Nameplate(units_per_year=rc.Pert(90, 100, 120)),
        )
    ],
    timeline=YEAR,
)
TWO = PLANT.replace("line.L.lag_days", rc.Pert(0, 9, 30))
RATES = ["line.L.nameplate.units_per_year", "line.L.lag_days"]
PROJECTS = {"name": ["A"], "stage": ["signed"], "units_per_year": [9.0], "from": ["2026"]}
TIMES, SEEN = [0, 1, 2, 3, 4, 5], [1, 2, 5, 8, 9, 10]
SERIES = {
    "unique_id": [name for name in "abcd" for _ in range(6)],
    "ds": [f"2024-{m:02d}" for m in range(1, 7)] * 4,
    "y": [1.0, 3.0, 4.0, 6.0, 5.0, 7.0] * 4,
}
FEW = {"pieces": 20, "replications": 2, "threads": 1}
#: Arguments that are right, by the parameter's name, else by its type.
RIGHT: dict[str, Any] = {
    "a": LINE,
    "b": LINE.replace("a.cycle_time_s", 55),
    "at_least": 10.0,
    "contracted_per_day": 500.0,
    "curve": "logistic",
    "between": (50.0, 200.0),
    "correlation": [[1.0, 0.5], [0.5, 1.0]],
    "dates": [DAY, datetime.date(2026, 1, 1)],
    "dimensions": 2,
    "driver": "line.L.nameplate.units_per_year",
    "f": PLANT,
    "file_name": "f",
    "frame": {
        **SERIES,
        "stage": ["plan", "run"] * 12,
        "announced_quantity": [2.0] * 24,
        "achieved_quantity": [1.0, 2.0] * 12,
    },
    "function": lambda x: x[:, 0] - 2.5,
    "g": PLANT,
    "horizon": 3,
    "origins": [4],
    "flows": [-1.0, 2.0],
    "label": "2025",
    "high": 3.0,
    "learning_rate": 0.8,
    "like": None,
    "line": LINE,
    "low": 1.0,
    "mature_unit": 9.0,
    "measured_pieces": 50,
    "metric": "units",
    "mode": 2.0,
    "most_states": 5000,
    "path": "x",
    "paths": 1024,
    "period": "2025",
    "pieces": 20,
    "points": 64,
    "plant": PLANT,
    "plants": [PLANT],
    "replications": 2,
    "step": "year",
    "table": {"name": ["a"], "cycle_time_s": [60]},
    "t": TIMES,
    "text": "",
    "theory": "unit",
    "threads": 1,
    "timeline": rc.Timeline("2025-01-01", "2025-02-01"),
    "warm_up_pieces": 5,
    "weights": [1.0],
    "y": SEEN,
}
RIGHT_TYPES: list[tuple[str, Any]] = [
    ("Sequence[Arrival]", [rc.Arrival(from_="2025-01-01", per_year=3)]),
    ("Sequence[Option]", [rc.Option("o", weight=1)]),
    ("Sequence[Headcount]", [rc.Headcount(from_="2025-01-01", people=3)]),
    ("Sequence[PlanPoint]", [rc.PlanPoint(days=1, share=0.5), rc.PlanPoint(days=9, share=1)]),
    ("Sequence[Step", [rc.Step(delay_days=1), rc.Linear(rise_days=3)]),
    ("Sequence[str]", ["a", "b"]),
    ("Mapping[str", {"a": 1.0}),
    ("float | datetime.date", 0.5),
    ("Sequence[float]", [0.5, 0.4]),
    ("Sequence[int]", [2]),
    ("datetime.date", DAY),
    ("float", 0.5),
    ("int", 3),
    ("str", "x"),
]


def parameters(call: Any) -> dict[str, tuple[str, bool]]:
    """The parameters of a call: type in words, and whether it must be given."""
    if inspect.isfunction(getattr(call, "__func__", call)):
        signature = inspect.signature(call)
        return {
            name: (str(each.annotation), each.default is each.empty)
            for name, each in signature.parameters.items()
            if each.kind not in (each.VAR_KEYWORD, each.VAR_POSITIONAL) and name != "self"
        }
    first = (call.__doc__ or "").partition("\n")[0]
    found: dict[str, tuple[str, bool]] = {}
    for part in split(first[first.find("(") + 1 : first.rfind(")")]):
        name, colon, rest = part.partition(":")
        if colon:
            kind, equal, _ = rest.partition(" = ")
            found[name.strip()] = (kind.strip(), not equal)
    return found


def split(text: str) -> list[str]:
    """At the commas outside brackets."""
    parts, depth = [""], 0
    for c in text:
        depth += (c in "([{") - (c in ")]}")
        if c == "," and not depth:
            parts.append("")
        else:
            parts[-1] += c
    return parts


def right(name: str, kind: str) -> Any:
    if (
        name in RIGHT
        and "Sequence[PlanPoint" not in kind
        and kind != "collections.abc.Sequence[str]"
    ):
        return RIGHT[name]
    word = re.match(r"typing\.Literal\['([^']*)'", kind)
    if word:
        return word[1]
    return next((value for words, value in RIGHT_TYPES if words in kind), None)


def right_arguments(call: Any) -> dict[str, Any]:
    """What must be given, and what keeps a call short."""
    return {
        name: right(name, kind)
        for name, (kind, needed) in parameters(call).items()
        if needed or name in ("pieces", "replications", "paths", "threads", "measured_pieces")
    }


SAMPLES: dict[str, Any] = {
    "Discrete": lambda: rc.Discrete([1, 2], [0.5, 0.5]),
    "Empirical": lambda: rc.Empirical([1, 2, 3]),
    "Metalog": lambda: rc.Metalog(p10=1, p50=2, p90=4),
    "Beta": lambda: rc.Beta(2, 3),
    "Line": lambda: LINE.replace("a.cycle_time_s", 60),
    "Plant": lambda: PLANT.replace("name", "q"),
    "Timeline": lambda: rc.Timeline("2025-01-01", "2026-01-01"),
    "Station": lambda: rc.Station("a", cycle_time_s=60),
    "Frame": lambda: rc.Frame({"period": ["2025", "2026"], "units": [1.0, 2.0]}),
    "Forecast": lambda: rc.forecast(PLANT, paths=1024, threads=1),
    "GivenDraws": lambda: rc.PathFunction(PLANT).given(
        np.zeros((2, len(rc.PathFunction(PLANT).drivers)))
    ),
    "Contours": lambda: rc.sensitivity(TWO, paths=64).contours(*RATES, points=3),
    "Dominance": lambda: rc.dominance(PLANT, PLANT, paths=64),
    "GoalSeek": lambda: rc.goal_seek(PLANT, at_least=105, driver=RIGHT["driver"], paths=64),
    "GoalSeekTable": lambda: rc.goal_seek(PLANT, at_least=105, paths=64),
    "RareEvent": lambda: rc.rare_event(RIGHT["function"], 2),
    "Sensitivity": lambda: rc.sensitivity(TWO, paths=64),
    "WhatItTakes": lambda: rc.what_it_takes(PLANT, metric="units", at_least=105, period="2025"),
    "Fit": lambda: rc.fit("logistic", TIMES, SEEN),
    "Fits": lambda: rc.fit_many("logistic", TIMES, [SEEN, SEEN]),
    "LearningFit": lambda: rc.fit_learning([1, 2, 4], [9, 8, 7], theory="unit"),
    "ForecastComparison": lambda: rc.compare(SAMPLES["Forecast"](), SAMPLES["Forecast"]()),
    "LineCapacity": lambda: rc.capacity(LINE, method="formula"),
    "LineSimulation": lambda: rc.simulate(LINE, **FEW),
    "LineComparison": lambda: rc.compare(LINE, RIGHT["b"], find=quick),
    "SimulatedComparison": lambda: rc.compare(LINE, RIGHT["b"], **FEW),
    "ExactLine": lambda: rc.exact(LINE),
    "LineTrace": lambda: rc.trace(LINE, measured_pieces=50),
    "LinePeriods": lambda: rc.simulate_periods(
        LINE, rc.Timeline("2025-01-01", "2025-02-01"), replications=2, threads=1
    ),
    "Pool": rc.Pool.default,
    "Calibration": lambda: rc.calibrate(
        rc.load_plant(Path(__file__).parents[2] / "examples" / "one_line.toml"),
        {"unique_id": ["plant"] * 2, "ds": ["2024-06", "2024-07"], "y": [280, 420]},
        draws=64,
    ),
    "Ramps": lambda: rc.ramps(SERIES, horizon=2),
    "Backtest": lambda: rc.backtest(SERIES, origins=[3], horizon=2),
    "RunAtRate": lambda: rc.run_at_rate(LINE, contracted_per_day=500, **FEW),
    "Judgement": lambda: rc.judge(PROJECTS, as_of="2025-01-01", paths=1024),
    "PlantResult": lambda: next(rc.forecast_many([PLANT], paths=1024)),
    "Reference": lambda: rc.learn_reference(RIGHT["frame"]),
    "BernoulliLine": lambda: rc.bernoulli_line([0.8, 0.9], [3]),
    "ContinuousLine": lambda: rc.continuous_line([0.01, 0.02], [0.1, 0.1], [5]),
    "SlottedLine": lambda: rc.exact_bernoulli_line([0.8, 0.9], [3]),
    "WipCase": lambda: rc.best_case(10, 1, 5),
    "BernoulliBlock": lambda: rc.two_machine_bernoulli(0.8, 0.9, 3),
    "ContinuousBlock": lambda: rc.two_machine_continuous(0.01, 0.1, 0.02, 0.1, 5),
    "DeterministicBlock": lambda: rc.two_machine_deterministic(0.1, 0.01, 0.1, 0.02, 5),
    "ExponentialBlock": lambda: rc.two_machine_exponential(1, 1.1, 5),
    "UnreliableExponentialBlock": lambda: rc.two_machine_exponential(
        1, 0.01, 0.1, 1.1, 0.01, 0.1, 5
    ),
    "EffectiveProcessTime": lambda: rc.effective_process_time(1, 1, 10, 1),
    "Oee": lambda: rc.oee(
        planned_busy_time_h=20, down_time_h=1, ideal_cycle_s=60, made=900, rejected=3
    ),
}


def quick(line: Any, **_: Any) -> Any:
    return rc.capacity(line, method="formula")


def sample(cls: type) -> Any:
    if cls.__name__ in SAMPLES:
        return SAMPLES[cls.__name__]()
    return cls(**right_arguments(cls.__init__))


PUBLIC = {name: getattr(rc, name) for name in rc.__all__ if callable(getattr(rc, name))}
FUNCTIONS = {name: call for name, call in PUBLIC.items() if not inspect.isclass(call)}
CLASSES = {
    name: cls
    for name, cls in PUBLIC.items()
    if inspect.isclass(cls) and not issubclass(cls, Exception)
}
#: Made by others alone.
FITS = {"Fit", "Fits", "LearningFit"}
RESULTS = {
    "Backtest",
    "Calibration",
    "ExactLine",
    "Forecast",
    "Judgement",
    "PlantResult",
    "Ramps",
    "Reference",
    "RunAtRate",
    "SimulatedComparison",
    "Contours",
    "Dominance",
    "GoalSeek",
    "GoalSeekTable",
    "RareEvent",
    "Sensitivity",
    "WhatItTakes",
    *FITS,
} | {name for name in CLASSES if name.startswith("Line") and name not in ("Line", "Linear")}


def findings(what: str, call: Any, *args: Any, **words: Any) -> list[str]:
    """What is wrong in how a call ends, told in a line."""
    try:
        call(*args, **words)
    except ALLOWED as error:
        text = f"{type(error).__name__}: {error}"
        return [f"{what}: {text}"] if FOREIGN.search(text) else []
    except Exception as error:
        return [f"{what}: {type(error).__name__}: {error}"]
    return []


def shown(value: Any) -> str:
    return repr(value) if not isinstance(value, rc.Plant) else "Plant made by __new__"


def tried(what: str, call: Any) -> list[str]:
    """The findings of wrong arguments of every kind in every place."""
    found = findings(f"{what}()", call)
    found += findings(f"{what}(nonsense=1)", call, nonsense=1)
    base = right_arguments(call)
    found += findings(f"{what}(right)", call, **base)
    for value in WRONG:
        text = shown(value)
        found += findings(f"{what}({text})", call, value)
        found += findings(f"{what}({text} 40 times)", call, *[value] * 40)
        for name in parameters(call):
            if name in ("find",) and callable(value):
                continue
            found += findings(f"{what}({name}={text})", call, **{**base, name: value})
    return found


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    pyplot = pytest.importorskip("matplotlib.pyplot")
    monkeypatch.setitem(pyplot.rcParams, "figure.max_open_warning", 0)
    yield
    pyplot.close("all")


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.filterwarnings("default")
def test_functions_end_in_a_result_or_in_plain_words(name: str) -> None:
    assert tried(name, FUNCTIONS[name]) == []


@pytest.mark.parametrize("name", sorted(set(CLASSES) - RESULTS))
def test_classes_are_made_or_refuse_in_plain_words(name: str) -> None:
    cls = CLASSES[name]
    found = findings(f"{name}()", cls) + findings(f"{name}(nonsense=1)", cls, nonsense=1)
    named = parameters(cls.__init__)
    base = right_arguments(cls.__init__)
    for value in WRONG:
        text = shown(value)
        found += findings(f"{name}({text})", cls, value)
        found += findings(f"{name}({text} 40 times)", cls, *[value] * 40)
        for word in named:
            found += findings(f"{name}({word}={text})", cls, **{**base, word: value})
    assert found == []


@pytest.mark.parametrize("name", sorted(CLASSES))
@pytest.mark.filterwarnings("default")
def test_members_end_in_a_result_or_in_plain_words(name: str) -> None:
    made = sample(CLASSES[name])
    found = findings(f"repr of {name}", repr, made) + findings(f"str of {name}", str, made)
    for member in dir(made):
        if member.startswith("_"):
            continue
        what = f"{name}.{member}"
        descriptor = inspect.getattr_static(type(made), member, None)
        if isinstance(descriptor, property):
            found += findings(what, getattr, made, member)
            if descriptor.fset:
                for value in WRONG:
                    found += findings(f"{what} = {shown(value)}", setattr, made, member, value)
        elif callable(getattr(made, member)):
            found += tried(what, getattr(made, member))
    assert found == []


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_what_new_alone_made_is_refused(name: str) -> None:
    cls = CLASSES[name]
    empty = cls.__new__(cls)
    found = []
    for what in (repr, str, bool, dir):
        found += findings(f"{what.__name__} of an empty {name}", what, empty)
    for value in WRONG:
        found += findings(f"an empty {name} == {shown(value)}", empty.__eq__, value)
    if cls.__module__.startswith("rampcast._core"):
        with pytest.raises(TypeError, match=f"{name}.* was not made"):
            repr(empty)
        for member, descriptor in inspect.getmembers_static(cls):
            if isinstance(descriptor, property):
                found += findings(f"an empty {name}.{member}", getattr, empty, member)
            elif callable(descriptor) and not member.startswith("_"):
                found += tried(f"an empty {name}.{member}", getattr(empty, member))
        for call in (rc.validate, rc.to_toml, rc.simulate, rc.forecast, rc.npv):
            found += findings(f"{call.__name__}(an empty {name})", call, empty)
            found += findings(f"{call.__name__}(a list of it)", call, [empty], [empty])
    assert [f for f in found if "no attribute" not in f] == []


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda line: rc.simulate(line, seed=2**40, threads=2**33), "threads"),
        (lambda line: rc.simulate(line, pieces=10**10, replications=2**31), "replications"),
        (lambda line: rc.simulate(line, seed=2**64, pieces=10**10), "seed"),
        (lambda line: rc.simulate(line, pieces=10**10, seed=-1), "seed"),
    ],
)
def test_the_number_that_is_out_of_range_is_named(call, name):
    with pytest.raises(ValueError, match=rf"^{name} is "):
        call(rc.Line("L", stations=[rc.Station("a", cycle_time_s=60)]))


def told_or_refused(text, unmade) -> bool:
    try:
        return isinstance(text(unmade), str)
    except TypeError as error:
        return "was not made by a call" in str(error)


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_texts_of_what_nothing_has_filled(name):
    cls = CLASSES[name]
    try:
        unmade = cls.__new__(cls)
    except TypeError:
        return
    assert told_or_refused(repr, unmade)
    assert told_or_refused(str, unmade)
