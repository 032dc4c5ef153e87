"""Reference classes, against plain second implementations and published values."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
import rampcast as rc

STAGES = {"plan": 0.2, "build": 0.4, "run": 0.95}


def history(count: int = 90, seed: int = 7) -> dict[str, list]:
    """Announcements by chance: a share of the stage's level, zero more often the earlier."""
    random = np.random.default_rng(seed)
    rows: dict[str, list] = {name: [] for name in ("name", "kind", "stage", "cluster")}
    rows |= {name: [] for name in ("announced_on", "by_when")}
    rows |= {name: [] for name in ("announced_quantity", "achieved_quantity")}
    for i in range(count):
        stage = list(STAGES)[i % 3]
        zero = random.random() < {"plan": 0.5, "build": 0.3, "run": 0}[stage]
        share = 0.0 if zero else STAGES[stage] * random.lognormal(0, 0.3)
        months = int(random.integers(3, 48))
        rows["name"].append(f"row {i}")
        rows["kind"].append(["cars", "cells"][int(random.integers(2))])
        rows["stage"].append(stage)
        rows["cluster"].append(f"programme {i // 2}")
        rows["announced_on"].append("2020-01-15")
        rows["by_when"].append(f"{2020 + months // 12}-{months % 12 + 1:02}")
        rows["announced_quantity"].append(200.0)
        rows["achieved_quantity"].append(200.0 * share)
    return rows


def shares_of(rows: dict[str, list]) -> np.ndarray:
    return np.array(rows["achieved_quantity"]) / np.array(rows["announced_quantity"])


def test_the_rate_of_all_is_scored_as_by_integration() -> None:
    rows = history()
    scored = rc.learn_reference(rows).scores.where(model="rate of all")
    shares, clusters = shares_of(rows), np.array(rows["cluster"])
    grid = np.linspace(0, 4, 40001)
    crps, brier = [], []
    for share, cluster in zip(shares, clusters):
        others = np.sort(shares[clusters != cluster])
        below = np.searchsorted(others, grid, side="right") / len(others)
        crps.append(np.square(below - (grid >= share)).sum() * (grid[1] - grid[0]))
        brier.append(((others >= 0.5).mean() - (share >= 0.5)) ** 2)
    assert scored["crps"][0] == pytest.approx(np.mean(crps), rel=2e-3)
    assert scored["brier_50"][0] == pytest.approx(np.mean(brier), rel=1e-12)
    assert scored["programmes"][0] == len(set(clusters))


def test_it_beats_the_rate_of_all_where_stages_differ() -> None:
    rows = {row["model"]: row for row in rc.learn_reference(history(120)).scores}
    assert rows["this class"]["crps"] < 0.8 * rows["rate of all"]["crps"]
    for name in ("brier_50", "brier_80", "brier_zero"):
        assert rows["this class"][name] < rows["rate of all"][name]
    # Shares are as the class says: 80 % of 120 within P10 to P90, less three deviations.
    assert rows["this class"]["coverage"] > 0.8 - 3 * math.sqrt(0.8 * 0.2 / 120)


def test_a_prediction_is_the_weighted_cases() -> None:
    made = rc.learn_reference(
        {
            "stage": ["plan", "plan", "run"],
            "kind": ["cars", "cells", "cars"],
            "announced_quantity": [10, 10, 10],
            "achieved_quantity": [0, 5, 10],
        }
    )
    ((shares, weights),) = made.distribution({"stage": ["plan"], "kind": ["cars"]})
    # By hand: 1 and .5 of the two plans are worth 1.5² / 1.25 = 1.8 cases, others .7.
    assert shares.tolist() == [0, 0.5, 1]
    np.testing.assert_allclose(weights, np.array([1.2, 0.6, 0.7]) / 2.5)
    row = made.predict({"stage": ["plan"], "kind": ["cars"]})[0]
    assert (row["p10"], row["p50"], row["p90"]) == (0, 0.5, 1)
    assert row["p_zero"] == pytest.approx(0.48)
    assert row["p_reached"] == pytest.approx(0.28)
    assert row["cases"] == pytest.approx(2.5)


def test_thirty_cases_say_little() -> None:
    made = rc.learn_reference(
        {
            "name": [f"p{i}" for i in range(30)],
            "stage": ["run"] * 30,
            "announced_quantity": [1] * 30,
            "achieved_quantity": [1] * 8 + [0.7] * 22,
        }
    )
    row = made.predict({"stage": ["run"]})[0]
    # 8 met of 30: a published 90 % interval is .15 to .41.
    assert row["p_reached"] == pytest.approx(8 / 30)
    assert row["p_reached_low"] == pytest.approx(0.15, abs=0.01)
    assert row["p_reached_high"] == pytest.approx(0.41, abs=0.01)


def test_the_horizon_counts() -> None:
    made = rc.learn_reference(
        {
            "stage": ["plan"] * 40,
            "announced_on": ["2020-01-01"] * 40,
            "by_when": ["2020-12"] * 20 + ["2025-12"] * 20,
            "announced_quantity": [1] * 40,
            "achieved_quantity": [1] * 20 + [0] * 20,
        }
    )
    asked = {"stage": ["plan"] * 2, "announced_on": [2020] * 2, "by_when": ["2020-12", "2026-06"]}
    near, far = made.predict(asked)["p_reached"]
    assert near > 0.7 > 0.3 > far


def test_own_programmes_are_left_out_of_a_score() -> None:
    rows = history(60)
    made = rc.learn_reference(rows)
    assert made.score(rows) == made.scores
    others = dict(rows, cluster=[f"other {i}" for i in range(60)])
    assert made.score(others)["crps"][0] < made.scores["crps"][0]


def test_it_is_kept_in_a_small_file(tmp_path: Path) -> None:
    made = rc.learn_reference(history(), name="mine")
    made.save(tmp_path / "mine.json")
    back = rc.Reference.load(tmp_path / "mine.json")
    asked = {"stage": ["plan", "run", "else"], "kind": ["cars", "", "x"]}
    assert back.predict(asked) == made.predict(asked)
    assert back.scores == made.scores
    assert back.name == "mine"
    assert (tmp_path / "mine.json").stat().st_size < 20_000
    (tmp_path / "mine.json").write_text('{"format": "other"}')
    with pytest.raises(ValueError, match=r"mine\.json: is no reference class"):
        rc.Reference.load(tmp_path / "mine.json")


def test_files_and_frames_give_the_same(tmp_path: Path) -> None:
    rows = history()
    want = rc.learn_reference(rows).scores
    with open(tmp_path / "h.csv", "w", encoding="utf-8", newline="") as file:
        file.write("# where it is from\n")
        writer = csv.writer(file, delimiter=";")
        writer.writerow(rows)
        writer.writerows(zip(*rows.values()))
    frame = rc.Frame(rows)
    frame.to_parquet(tmp_path / "h.parquet")
    for each in (tmp_path / "h.csv", tmp_path / "h.parquet", frame, frame.to_pandas()):
        assert rc.learn_reference(each).scores == want
    assert rc.learn_reference(frame.to_arrow()).scores == want
    assert rc.learn_reference(frame.to_polars(), name="x").scores == want


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"announced_quantity": [1, 0]}, 'row 2, column "announced_quantity": is 0, must be more'),
        ({"achieved_quantity": [1, "many"]}, 'row 2, column "achieved_quantity": is "many", must'),
        ({"achieved_quantity": [-1, 1]}, 'row 1, column "achieved_quantity": is -1, must be at'),
        ({"by_when": ["soon", 2025]}, 'row 1, column "by_when": is "soon", must be a date'),
        ({"by_when": ["03/04/2025", 2025]}, "whose day and month cannot be told apart"),
        ({"cluster": ["a", "a"]}, "has 1 programmes"),
        ({"stage": ["plan"]}, "columns must be of one length"),
    ],
)
def test_bad_rows_are_named(change: dict[str, list], words: str) -> None:
    rows = {"stage": ["plan", "run"], "announced_quantity": [1, 2], "achieved_quantity": [1, 1]}
    with pytest.raises(ValueError, match=words):
        rc.learn_reference({**rows, **change})


def test_what_is_not_known_yet_is_left_out() -> None:
    rows = {"stage": ["plan"] * 3, "announced_quantity": [1] * 3, "achieved_quantity": [1, None, 0]}
    made = rc.learn_reference(rows)
    assert (len(made), made.unknown) == (2, 1)
    with pytest.raises(ValueError, match='has no column "achieved_quantity"'):
        rc.learn_reference({"stage": ["plan"], "announced_quantity": [1]})
