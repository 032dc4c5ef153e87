"""Pools, forecasts of ramps by them, and their backtest, from frames and files."""

import datetime
import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rampcast as rc


def drawn(count=24, periods=24, seed=1, first=None):
    """Columns of monthly series: logistic ramps with lognormal shocks; sizes by group."""
    random = np.random.default_rng(seed)
    frame = {"unique_id": [], "ds": [], "y": [], "group": []}
    for i in range(count):
        group = "AB"[i % 2]
        top = math.exp(random.normal(6 + (group == "B"), 0.5))
        level = 0.0
        for t in range(periods):
            level = 0.8 * level + random.normal(0, 0.2)
            units = top * (1 - 0.85 * math.exp(-0.3 * t)) * math.exp(level + random.normal(0, 0.2))
            month = (first or 0) + t + i % 12
            frame["unique_id"].append(f"{group}{i}")
            frame["ds"].append(f"{2020 + month // 12}-{month % 12 + 1:02d}")
            frame["y"].append(float(round(units)))
            frame["group"].append(group)
    return frame


def cut(frame, periods):
    """The first rows of each series."""
    seen = {}
    kept = []
    for row, name in enumerate(frame["unique_id"]):
        seen[name] = seen.get(name, 0) + 1
        if seen[name] <= periods:
            kept.append(row)
    return {name: [values[row] for row in kept] for name, values in frame.items()}


@pytest.fixture(scope="module")
def frame():
    return drawn()


@pytest.fixture(scope="module")
def pool(frame):
    return rc.learn_pool(frame, threads=1)


def test_a_pool_learns_groups_and_levels(pool):
    assert set(pool.groups) == {"A", "B"}
    # One apart, of twelve each: se .2, drawn in by a thirteenth.
    assert pool.groups["B"] - pool.groups["A"] == pytest.approx(1, abs=0.5)
    assert pool.parameters["ceiling"] == pytest.approx(6.5, abs=0.5)
    assert len(pool.members) == 24
    assert "24 series, 2020-01-01 to" in repr(pool)
    assert pool.frame().where(name="memory")["value"][0] == pool.parameters["memory"]


def test_a_pool_is_saved_whole(pool, frame, tmp_path):
    path = tmp_path / "pool.json"
    pool.save(path)
    again = rc.Pool.load(path)
    assert again == pool
    assert path.stat().st_size < 10_000
    assert rc.ramps(cut(frame, 8), again) == rc.ramps(cut(frame, 8), pool)
    # Files of pools that know nothing of ceilings by speed.
    stated = json.loads(path.read_text(encoding="utf-8"))
    for name in ("ceiling_by_speed", "deficit_by_speed"):
        assert stated["parameters"].pop(name) != 0
    path.write_text(json.dumps(stated), encoding="utf-8")
    assert rc.Pool.load(path).parameters["ceiling_by_speed"] == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: "{", "is not a pool"),
        (lambda text: "[]", "its format must be"),
        (lambda text: text.replace('"memory": ', '"memory": 1'), "memory is 10"),
        (lambda text: text.replace('"memory": ', '"memory": "x", "": '), "memory must be a number"),
        (lambda text: text.replace('"memory"', '"menory"'), "memory is missing"),
        (lambda text: text.replace('"month"', '"mouth"'), 'step is "mouth"'),
    ],
)
def test_a_file_that_is_no_pool_is_refused(pool, tmp_path, change, words):
    path = tmp_path / "pool.json"
    pool.save(path)
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises((ValueError, TypeError), match=words) as caught:
        rc.Pool.load(path)
    assert "pool.json" in str(caught.value)


def test_forecasts_have_a_row_a_series_and_period(pool, frame):
    found = rc.ramps(cut(frame, 8), pool, horizon=5, levels=[0.05, 0.5, 0.95])
    assert found.columns == ["unique_id", "ds", "p5", "p50", "p95"]
    assert len(found) == 24 * 5
    assert found[0]["ds"] == datetime.date(2020, 9, 1)
    assert found[4]["ds"] == datetime.date(2021, 1, 1)
    assert np.all(found["p5"] < found["p50"])
    levels = ["p5", "p50", "p95"]
    assert found.totals.columns == ["unique_id", "periods", *levels, "least_relative_error"]
    assert np.all(found.totals["least_relative_error"] < found.totals["p50"])
    # A sum's median is near the sum of medians, and its band narrower than the sum of bands.
    sums = found["p95"].reshape(24, 5).sum(axis=1) / found["p50"].reshape(24, 5).sum(axis=1)
    assert np.all(found.totals["p95"] / found.totals["p50"] < sums)
    assert "24 series, 5 months ahead" in repr(found)


def test_more_seen_is_more_known(pool, frame):
    few, many = rc.ramps(cut(frame, 3), pool).ceilings, rc.ramps(cut(frame, 20), pool).ceilings
    assert np.mean(many["contraction"]) > np.mean(few["contraction"])
    assert few["seen"].tolist() == [3.0] * 24
    assert np.all((few["contraction"] >= 0) & (few["contraction"] < 1))


def test_a_series_does_not_depend_on_others_threads_or_order(pool, frame):
    begun = cut(frame, 8)
    found = rc.ramps(begun, pool, threads=1)
    assert rc.ramps(begun, pool, threads=3) == found
    alone = {
        name: [v for v, i in zip(values, begun["unique_id"]) if i == "B7"]
        for name, values in begun.items()
    }
    assert rc.ramps(alone, pool) == found.where(unique_id="B7")
    # Rows of series may be mixed.
    order = np.argsort([int(i[1:]) % 3 for i in begun["unique_id"]], kind="stable")
    order = order[np.argsort([begun["ds"][k] for k in order], kind="stable")]
    mixed = {name: [values[k] for k in order] for name, values in begun.items()}
    assert rc.ramps(mixed, pool).where(unique_id="B7") == found.where(unique_id="B7")


def test_frames_of_every_kind_give_the_same(pool, frame, tmp_path):
    begun = cut(frame, 8)
    found = rc.ramps(begun, pool)
    rc.Frame(begun).to_csv(tmp_path / "f.csv")
    assert rc.ramps(tmp_path / "f.csv", pool) == found
    assert rc.ramps(rc.Frame(begun), pool) == found
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame(begun)
    assert rc.ramps(table, pool) == found
    assert rc.ramps(table.assign(ds=pandas.to_datetime(table.ds)), pool) == found
    assert rc.ramps(table.assign(ds=pandas.PeriodIndex(table.ds, freq="M")), pool) == found
    ends = rc.ramps(table.assign(ds=pandas.to_datetime(table.ds) + pandas.offsets.MonthEnd()), pool)
    assert ends[0]["ds"] == datetime.date(2020, 9, 30)
    assert np.array_equal(ends["p50"], found["p50"])
    polars = pytest.importorskip("polars")
    assert rc.ramps(polars.DataFrame(begun), pool) == found
    pyarrow = pytest.importorskip("pyarrow")
    assert rc.ramps(pyarrow.table(begun), pool) == found


def test_missing_periods_may_be_left_out_or_empty(pool):
    whole = {"unique_id": ["a"] * 4, "ds": ["2024-01", "2024-02", "2024-03", "2024-04"]}
    whole["y"] = [10, None, math.nan, 40]
    short = {"unique_id": ["a"] * 2, "ds": ["2024-01", "2024-04"], "y": [10, 40]}
    assert rc.ramps(whole, pool) == rc.ramps(short, pool, step="month")


def test_other_steps_need_a_pool_of_theirs():
    quarters = {
        "unique_id": ["a"] * 3,
        "ds": ["2017Q3", "2017Q4", "2018-Q1"],
        "y": [260, 2425, 9e3],
    }
    with pytest.raises(ValueError, match="the pool is of months, the series are of quarters"):
        rc.ramps(quarters)
    found = rc.ramps(quarters, rc.Pool(step="quarter"), horizon=2)
    assert found["ds"] == [datetime.date(2018, 4, 1), datetime.date(2018, 7, 1)]


def test_a_group_unknown_and_one_left_out(pool, frame):
    begun = cut(frame, 4)
    known = rc.ramps(begun, pool).ceilings
    unknown = rc.ramps(begun, pool, groups=lambda name: "Z").ceilings
    assert unknown["sd_before"][0] > known["sd_before"][0]
    left_out = rc.ramps(begun, pool, leave_one_out=True).ceilings
    assert not np.array_equal(left_out["p50"], known["p50"])
    assert np.max(np.abs(np.log(left_out["p50"] / known["p50"]))) < 0.2


def test_what_the_model_cannot_know_is_said():
    y = {
        "peaked": [100, 300, 500, 500, 500, 500, 100, 90, 80, 70],
        "stopped": [100, 200, 0, 0, 0, 300, 400, 400, 400, 400],
        "cars": [1e6, 2e6, 3e6, 4e6, 4e6, 4e6, 4e6, 4e6, 4e6, 4e6],
        "late": [1, 1, 2, 1, 1, 2, 1, 1, 2, 1],
    }
    frame = {"unique_id": [], "ds": [], "y": []}
    for name, values in y.items():
        frame["unique_id"] += [name] * 10
        frame["ds"] += [f"2024-{m:02d}" for m in range(1, 11)]
        frame["y"] += values
    found = rc.ramps(frame, horizon=24)
    said = {each.split(":")[0].strip('"'): each for each in found.warnings}
    assert "17% of the best four" in said["peaked"]
    assert "3 zeros in a row" in said["stopped"]
    assert "learn a pool of such series" in said["cars"]
    assert "late take-off" in said["late"]
    assert found.warnings[-1].startswith("totals over 18 periods")
    assert said["peaked"] in repr(found)


ROWS = {"unique_id": ["a", "a", "b", "a"], "ds": ["2024-01", "2024-02", "2024-01", "2024-03"]}
ROWS["y"] = [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"y": [1, -2, 3, 4]}, r"^row 2: y is -2, must be at least 0"),
        ({"y": [1, "x", 3, 4]}, r'^row 2: y is "x", must be a number of at least 0'),
        ({"y": [1, math.inf, 3, 4]}, r"^row 2: y is inf, must be at least 0"),
        ({"ds": ["2024-01", "2024-01", "2024-01", "2024-03"]}, r'^row 2: .*"a" stands in row 1'),
        ({"ds": ["2024-02", "2024-01", "2024-01", "2024-03"]}, r"^row 2: .* after 2024-02-01 of r"),
        ({"ds": ["2024-13", "2024-02", "2024-01", "2024-03"]}, r'^row 1: ds is "2024-13", must be'),
        ({"ds": [None, "2024-02", "2024-01", "2024-03"]}, r"^row 1: ds is None, must be a date"),
        ({"ds": ["2024-01", "2024Q1", "2024-01", "2024-03"]}, r"ds are of months and quarters"),
        ({"unique_id": ["a", "", "b", "a"]}, r"^row 2: unique_id is missing"),
        ({"y": [1, 2, 0, 4]}, r'^series "b" \(rows 3 to 3\) is all zeros'),
        ({"y": [1, 2, None, 4]}, r'^series "b" \(rows 3 to 3\) has no value'),
        ({"y": [1, 2, 3]}, r"columns must be of one length"),
        ({"group": ["g", "h", "g", "g"]}, r'^row 2: group of "a" is "h", must be "g"'),
    ],
)
def test_rows_that_make_no_sense_are_named(change, words):
    with pytest.raises(ValueError, match=words):
        rc.ramps({**ROWS, **change})


def test_rows_of_files_are_numbered_as_in_the_file(tmp_path):
    path = tmp_path / "f.csv"
    path.write_text("# a note\nunique_id,ds,y\na,2024-01,1\n\na,2024-02,1.2.3\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r'f.csv, row 5: y is "1.2.3", must be a number'):
        rc.ramps(path)


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ('groups: there is no series "z"', lambda: rc.ramps(ROWS, groups={"z": "g"})),
        ('groups is "z", must be one of its columns', lambda: rc.ramps(ROWS, groups="z")),
        ("there is no column y; there are", lambda: rc.ramps({"unique_id": [], "ds": []})),
        ("level is 1.0, must be above 0", lambda: rc.ramps(ROWS, levels=[1])),
        ("horizon is 0, must be", lambda: rc.ramps(ROWS, horizon=0)),
        (
            "horizon ends after the year 9999",
            lambda: rc.ramps(
                {**ROWS, "ds": ["9999-01", "9999-02", "9999-01", "9999-03"]}, horizon=24
            ),
        ),
        ('parameter "speeed" is not known', lambda: rc.Pool({"speeed": 1})),
        ("pool: speed is -1.0|pool: speed is -1,", lambda: rc.Pool({"speed": -1})),
        ("must be at least 3", lambda: rc.learn_pool(ROWS)),
        ("needs three series", lambda: rc.backtest(ROWS)),
    ],
)
def test_arguments_that_make_no_sense_are_refused(words, call):
    with pytest.raises(ValueError, match=words):
        call()


@pytest.fixture(scope="module")
def tested(frame):
    return rc.backtest(frame, folds=2, origins=[4, 8], horizon=12, threads=1)


def test_a_backtest_scores_the_pool_beside_baselines(tested):
    models = list(tested.scores["model"])
    assert models[0] == "pool"
    assert {"last value", "mean of four", "drift", "drift, shifted"} < set(models)
    mine = tested.scores[0]
    # Not below 80 % by more than three standard errors; above it, since what twelve quiet series
    # tell of noise is held near that of ramps in general.
    assert 0.8 - 3 * mine["coverage_se"] < mine["coverage"] < 0.95
    assert mine["skill"] > 0
    assert len(tested.pools) == 2
    assert "better than" in tested.verdict
    assert tested.verdict in repr(tested)
    assert tested.pit.where(model="pool")["share"].sum() == pytest.approx(1)


def test_a_backtest_is_what_ramps_would_have_said(tested, frame):
    """A series of the second part by the first pool that did not see it, by plain means."""
    row = next(
        row for row in tested.by_series if row["model"] == "pool" and row["unique_id"] == "A0"
    )
    pool = tested.pools[0]
    assert "A0" not in pool.members["unique_id"]
    begun = cut(frame, 4)
    found = rc.ramps(begun, pool, horizon=12).where(unique_id="A0")
    rows = [i for i, name in enumerate(frame["unique_id"]) if name == "A0"][4:16]
    y = np.array([frame["y"][i] for i in rows])
    inside = (found["p10"] <= y) & (y <= found["p90"])
    assert row["coverage"] == inside.mean()
    score = rc.scores.interval_score(y, found["p10"], found["p90"]).mean() / y.mean()
    assert row["interval_score"] == pytest.approx(score)
    assert row["total"] == y.sum()
    totals = rc.ramps(begun, pool, horizon=12).totals.where(unique_id="A0")
    assert row["total_p50"] == totals["p50"][0]


def test_a_backtest_does_not_depend_on_threads(tested, frame):
    again = rc.backtest(frame, folds=2, origins=[4, 8], horizon=12, threads=3)
    assert again.scores == tested.scores


def test_pictures(tested, pool, frame, tmp_path):
    pyplot = pytest.importorskip("matplotlib.pyplot")
    tested.plot().savefig(tmp_path / "b.png")
    axes = rc.ramps(cut(frame, 8), pool).plot("A2")
    assert axes.get_title(loc="left") == "A2"
    with pytest.raises(ValueError, match='there is no series "Z"'):
        rc.ramps(cut(frame, 8), pool).plot("Z")
    pyplot.close("all")


def test_the_command(frame, pool, tmp_path):
    rc.Frame(drawn(12, 16)).to_csv(tmp_path / "series.csv")
    pool.save(tmp_path / "pool.json")

    def run(*args):
        return subprocess.run(
            [sys.executable, "-m", "rampcast", "backtest", "series.csv", *args],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
            env={**os.environ, "MPLBACKEND": "agg"},
        )

    done = run("--pool", "pool.json", "--out", "scores.csv", "--picture", "b.png")
    assert done.returncode == 0, done.stderr
    assert "12 series after 8 months" in done.stdout
    assert "of periods," in done.stdout
    assert (tmp_path / "scores.csv").read_text("utf-8-sig").startswith("model,unique_id")
    assert (tmp_path / "b.png").stat().st_size > 10_000
    wrong = run("--origins", "x")
    assert wrong.returncode == 2
    assert "must be whole numbers" in wrong.stderr


def test_the_page_of_ramps_runs(monkeypatch, tmp_path, capsys):
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs" / "ramps.md").read_text(encoding="utf-8")
    (tmp_path / "examples").mkdir()
    example = root / "examples" / "ramps.csv"
    (tmp_path / "examples" / "ramps.csv").write_bytes(example.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")
    pytest.importorskip("matplotlib")
    for block in re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL):
        exec(compile(block, "ramps.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "1 series, 24 months ahead" in printed
    assert "24 series after 8 months" in printed


def test_the_default_pool_ships(tmp_path):
    pool = rc.Pool.default()
    pool.save(tmp_path / "p.json")
    assert json.loads((tmp_path / "p.json").read_text("utf-8"))["members"] == []
    assert sum(pool.calendar) == pytest.approx(0, abs=0.1)
    assert rc.ramps({"unique_id": ["a"], "ds": ["2024-01"], "y": [20]}).ceilings[0][
        "sd_before"
    ] == pytest.approx(1.5)


def test_a_series_begins_with_its_first_units(pool):
    months = [f"2025-{month:02d}" for month in range(1, 9)]
    late = {"unique_id": ["a"] * 8, "ds": months, "y": [0, None, 0, 60, 140, 0, 190, 220]}
    bare = {name: values[3:] for name, values in late.items()}
    first, second = rc.ramps(late, pool), rc.ramps(bare, pool)
    assert first["ds"] == second["ds"]
    assert np.array_equal(first["p50"], second["p50"])
    assert not any("zeros in a row" in words for words in first.warnings)


def test_a_series_out_of_all_proportion_is_said(pool):
    months = [f"2025-{month:02d}" for month in range(1, 7)]
    for factor in (1e5, 1e8, 1e15):
        made = [factor * each for each in (60, 140, 210, 190, 220, 200)]
        found = rc.ramps({"unique_id": ["a"] * 6, "ds": months, "y": made}, pool)
        assert any("is far from the pool's" in words for words in found.warnings), factor
