"""The Python forecast: frames, new figures on the same draws, alternatives and differences."""

import datetime
from pathlib import Path

import numpy as np
import pytest
import rampcast as rc

EXAMPLES = Path(__file__).parents[2] / "examples"

# 480 units a year round the clock in a year of 365 days, at 1,000 EUR; no uncertainty.
CERTAIN = """
[plant]
id = "certain"
currency = "EUR"
unit = "box"
as_of = 2023-01-10

[timeline]
start = 2023-01-01
end = 2027-01-01

[[target]]
name = "plan"
from = 2023-01-01
units_per_year = 960
value_per_year = 240_000

[[line]]
name = "L1"
starts = 2022-01-01
nameplate = { units_per_year = 480 }

[[product]]
name = "box"
price = { start = 1_000 }
"""


@pytest.fixture(scope="module")
def one_line():
    return rc.load_plant(EXAMPLES / "one_line.toml")


@pytest.fixture(scope="module")
def f(one_line):
    return rc.forecast(one_line, paths=1024)


@pytest.fixture(scope="module")
def tianshui():
    return rc.forecast(rc.load_plant(EXAMPLES / "tianshui.toml"), paths=1024)


def test_frame_has_the_columns_relied_on(f):
    frame = f.frame(step="year")
    assert frame.columns[:7] == ["period", "metric", "mean", "sd", "p10", "p50", "p90"]
    assert frame.columns[7:] == [
        *("start", "end", "mean_se", "p10_se", "p50_se", "p90_se", "reported")
    ]
    assert set(frame["metric"]) >= {"units", "gross_output_value", "line_capacity", "unit_value"}
    units = frame.where(metric="units")
    assert np.all(units["p10"] <= units["p50"])
    assert np.all(units["p50"] <= units["p90"])


def test_what_was_not_announced_has_no_probability(f):
    assert np.isnan(f.targets()["value"]).all()
    assert not np.isnan(f.targets()["units"]).any()


def test_default_step_is_the_timelines(f):
    assert f.frame()["period"][0] == "2024-01"
    assert len(f.frame().where(metric="units")) == 48


def test_certain_plant_makes_what_its_nameplate_says():
    f = rc.forecast(rc.parse_plant(CERTAIN), paths=1024)
    rows = f.frame("year", metrics=["units"])
    days = (rows["end"][0] - rows["start"][0]).days
    assert rows["p50"][0] == pytest.approx(480 * days / 365, rel=1e-6)  # of float lanes
    assert f.quantile("value", 0.5, 2025) == pytest.approx(
        1000 * f.quantile("units", 0.5, 2025), rel=1e-5
    )
    assert f.probability("units", at_least=400, period="2025") == 1
    assert f.probability("units", at_least=500, period="2025") == 0
    assert set(f.targets()["both"]) == {0.0}
    assert set(f.targets()["value"]) == {1.0}


def test_targets_of_other_periods_and_rates():
    plant = rc.parse_plant(CERTAIN)  # 40.4 to 40.8 a month, 9.2 a week
    plant.targets = [
        *plant.targets,
        rc.Target("quarter", metric="value", at_least=118_000, period="2025-Q1"),
        rc.Target("rate", at_least=9, period="week", by=datetime.date(2025, 12, 31)),
        rc.Target("each", at_least=41, period="half-year", from_=datetime.date(2026, 1, 1)),
    ]
    f = rc.forecast(plant, paths=1024)
    rows = [(r["target"], r["period"], r["both"]) for r in f.targets() if r["target"] != "plan"]
    assert rows == [
        ("quarter", "2025-Q1", 1.0),  # 480 × 90 / 365 = 118.4
        ("rate", "by 2025-12-31", 1.0),
        ("each", "2026-H1", 1.0),
        ("each", "2026-H2", 1.0),
    ]
    assert f.probability("units", at_least=9.2, period="2025", per="week") == 1
    assert f.probability("units", at_least=9.3, period="2025-03", per="week") == 0
    with pytest.raises(ValueError, match="no flow"):
        f.probability("unit_value", at_least=1, period="2025", per="week")
    with pytest.raises(ValueError, match="per goes with"):
        f.probability("units", at_least=1, period="2025", per="week", view="cumulative")
    text = str(f)
    assert "rate: 9 boxes a week by 2025-12-31" in text
    assert "rate by 2025-12-31: >99.9 %" in text
    assert "quarter in 2025-Q1: >99.9 %" in text
    plant.targets = [rc.Target("x", metric="unts", at_least=9, period="2025")]
    with pytest.raises(ValueError, match='target "x": metric is "unts", must be one of units'):
        rc.forecast(plant)


def test_what_was_not_collected_comes_from_the_same_draws(one_line):
    few = rc.forecast(one_line, paths=1024, metrics=["units"], steps=["year"])
    all_ = rc.forecast(one_line, paths=1024)
    assert few.frame("quarter", metrics=["units"]) == all_.frame("quarter", metrics=["units"])
    assert few.quantile("value", 0.9, "2025-03") == all_.quantile("value", 0.9, "2025-03")
    cumulative = all_.frame("year", "cumulative", metrics=["units"])
    years = all_.frame("year", metrics=["units"])
    # Means add up; float sums of 48 months: 1e-5.
    assert cumulative["mean"][-1] == pytest.approx(sum(years["mean"]), rel=1e-5)


def test_the_default_call_collects_the_table(tianshui):
    core = tianshui._core
    assert all(core.has(name, "year") for name in ("units", "gross_output_value", "line_capacity"))
    assert not core.has("units", "month")
    assert all(core.has(name, "year") for name in rc._core.table_metrics(tianshui.plant))
    assert not core.has("npv", "year")


def test_what_was_asked_for_needs_no_second_run(one_line):
    names = ["units", "gross_output_value", "revenue"]
    asked = rc.forecast(one_line, paths=1024, metrics=names, steps=["quarter", "month"])
    for step in ("month", "quarter"):
        assert set(asked.frame(step)["metric"]) == set(names)
    assert not asked._more
    assert asked.steps() == ["quarter", "month"]


def test_tables_of_all_steps_come_from_one_run(one_line):
    f = rc.forecast(one_line, paths=1024)
    f.collect(f.steps())
    run = {id(each) for each in f._more.values()}
    assert len(run) == 1
    assert f.frame("month") == rc.forecast(one_line, paths=1024, steps=["month"]).frame("month")
    assert {id(each) for each in f._more.values()} == run


def test_alternatives_share_what_came_later():
    f = rc.forecast(rc.load_plant(EXAMPLES / "tianshui.toml"), paths=1024)
    f.quantile("revenue", 0.5, "2025-Q2")
    for only in f.by_alternative(f.plant.alternatives[0].name).values():
        assert only._more
        low, high = (only.quantile("revenue", p, "2025-Q2") for p in (0.1, 0.9))
        assert low <= high
        assert len(only._more) == len(f._more)


def test_quantiles_are_those_of_the_sorted_paths(one_line):
    f = rc.forecast(one_line, paths=4096, keep_paths=True)
    units = f.paths_of("units")[0]
    year = units[12:24].astype(np.float32)
    total = year[0]
    for month in year[1:]:
        total = total + month
    for p in (0.001, 0.1, 0.5, 0.9, 0.999):
        wanted = np.sort(total)[int(np.ceil(p * total.size)) - 1]
        assert f.quantile("units", p, "2025") == wanted


def test_metrics_are_described():
    table = rc._core.metric_table()
    assert tuple(table) == rc._core.METRICS
    assert table["cash"]["nature"] == "level"
    assert table["unit_value"]["nature"] == "ratio"
    assert {name for name, row in table.items() if row["measure"] == "count"} == {
        "units",
        "backlog",
        "changeover_hours",
        "components_used",
        "finished_stock",
        "line_capacity",
        "line_hours",
        "stop_hours",
    }
    for name, row in table.items():
        assert f"``{name}``" in rc.Forecast.__doc__
        for lang in ("en", "zh"):
            shown = row[lang].format(unit="U", one="U", money="M", step="S")
            assert ("M" in shown) == (row["measure"] == "money"), name


def test_collected_metrics_are_shown(one_line):
    only = rc.forecast(one_line, paths=1024, metrics=["unit_value"], steps=["year"])
    assert set(only.frame("year")["metric"]) == {"unit_value"}
    assert "pumps" in str(only)


def test_probability_and_quantile_agree(f):
    median = f.quantile("units", 0.5, "2025")
    # Of 1,024 paths, each a step of probability.
    assert f.probability("units", at_least=median, period="2025") == pytest.approx(
        0.5, abs=2 / 1024
    )
    assert f.summary("units", 2025)["p50"] == median


def test_unknown_names_are_refused(f):
    with pytest.raises(ValueError, match="outputs"):
        f.quantile("outputs", 0.5, "2025")
    with pytest.raises(ValueError, match="fortnight"):
        f.frame("fortnight")
    with pytest.raises(ValueError, match="2025-Q9"):
        f.quantile("units", 0.5, "2025-Q9")


def test_threads_do_not_matter(one_line):
    frames = [rc.forecast(one_line, paths=1024, threads=n).frame() for n in (1, 2, 7)]
    assert frames[0] == frames[1] == frames[2]


def test_alternatives_mix_to_the_whole(tianshui):
    common = rc.forecast(tianshui.plant, paths=1024, common_draws=True)
    for alternatives in tianshui.plant.alternatives:
        parts = tianshui.by_alternative(alternatives.name)
        assert list(parts) == [option.name for option in alternatives.options]
        mean = sum(
            option.weight * parts[option.name].summary("units", "2025")["mean"]
            for option in alternatives.options
        )
        # Sums of the same numbers in another order: 1e-9.
        assert mean == pytest.approx(common.summary("units", "2025")["mean"], rel=1e-9)
    with pytest.raises(ValueError, match="no alternatives"):
        tianshui.by_alternative("weather")


def test_change_is_path_by_path(one_line):
    base = rc.forecast(one_line, paths=1024)
    same = rc.forecast(one_line, like=base).change_from(base)
    assert same.is_change
    assert set(same.frame("year", metrics=["units"])["p90"]) == {0.0}
    later = one_line.replace("line.L1.starts", datetime.date(2024, 9, 1))
    change = rc.forecast(later, like=base).change_from(base)
    assert change.frame("year", metrics=["units"])["p90"][0] < 0
    assert change.quantile("units", 0.5, "2024-11") < 0
    # What was not collected is a difference too.
    total = change.frame("year", "cumulative", metrics=["units"])["mean"][0]
    assert total == pytest.approx(change.frame("year", metrics=["units"])["mean"][0], rel=1e-5)
    assert "change" in str(change)


def test_binding_shares(tianshui):
    frame = tianshui.binding()
    assert frame.columns == [
        "period",
        "constraint",
        "share",
        "alone",
        "units_lost",
        "start",
        "end",
    ]
    assert np.all((frame["share"] >= 0) & (frame["share"] <= 1))
    for year in ("2024", "2025", "2026", "2027"):
        # Something limits output on every path and month.
        assert sum(frame.where(period=year)["share"]) >= 1 - 1e-9


def test_kept_paths_are_arrays(one_line):
    f = rc.forecast(one_line, paths=1024, keep_paths=True)
    (units,) = f.paths_of("units")
    assert units.shape == (48, 1024)
    assert units.dtype == np.float32
    assert not units.flags.writeable
    # Month sums of float32 paths against the engine's own year: 1e-5.
    year = units[12:24].sum(axis=0, dtype=np.float64)
    assert year.mean() == pytest.approx(f.summary("units", "2025")["mean"], rel=1e-5)
    with pytest.raises(ValueError, match="revenue"):
        f.paths_of("revenue")
    with pytest.raises(ValueError, match="keep_paths"):
        rc.forecast(one_line, paths=1024).paths_of("units")


def test_progress_is_called(one_line):
    seen = []
    rc.forecast(one_line, paths=1024, progress=seen.append)
    assert all(0 <= share <= 1 for share in seen)
    assert seen == sorted(seen)


def test_variant_is_chosen_by_processor():
    from rampcast.engine import choose

    v3 = frozenset(["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"])
    v4 = v3 | {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}
    both = frozenset(["v3", "v4"])
    assert choose("", v4, both) == "v4"
    assert choose("", v4, both - {"v4"}) == "v3"
    assert choose("", v3, both) == "v3"
    assert choose("", v4 - {"bmi2"}, both) == "baseline"
    assert choose("", v4, frozenset()) == "baseline"
    assert choose("baseline", v4, both) == "baseline"
    assert choose("v3", frozenset(), both) == "v3"
    with pytest.raises(ImportError, match="v4, which this installation does not have"):
        choose("v4", v4, frozenset(["v3"]))
    with pytest.raises(ImportError, match="must be baseline, v3 or v4"):
        choose("avx2", v4, both)


def test_engine_of_another_version_is_refused():
    import ctypes

    class Variant(ctypes.Structure):
        _fields_ = (
            ("version", ctypes.c_char_p),
            ("simulator", ctypes.c_void_p),
            ("path_engine", ctypes.c_void_p),
        )

    make = ctypes.pythonapi.PyCapsule_New
    make.restype = ctypes.py_object
    make.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
    old = Variant(b"0.0.0", None, None)
    with pytest.raises(ImportError, match=r"is of version 0\.0\.0, must be of"):
        rc._core.use_engine(make(ctypes.addressof(old), b"rampcast.Variant", None))
    with pytest.raises(ValueError, match="incorrect name"):
        rc._core.use_engine(make(ctypes.addressof(old), b"something else", None))


def test_public_names_are_there():
    assert sorted(rc.__all__) == sorted(set(rc.__all__))
    assert all(hasattr(rc, name) for name in rc.__all__)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"plant": "plant.toml"}, "plant must be a Plant, not str; load_plant reads"),
        ({"plant": None}, "plant must be a Plant, not NoneType"),
        ({"timeline": 2025}, "timeline must be a Timeline or None, not int"),
        ({"like": 3}, "like must be a Forecast or None, not int"),
        ({"metrics": "units"}, r'metrics must be a list of names such as \["units"\]'),
        ({"steps": "year"}, "steps must be a list of names"),
    ],
)
def test_what_is_no_plant_or_list_is_refused_in_words(words, message):
    plant = rc.load_plant(EXAMPLES / "one_line.toml")
    with pytest.raises(TypeError, match=message):
        rc.forecast(**{"plant": plant, **words})
