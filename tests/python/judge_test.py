"""Tables of projects: what is read, what is found, and the total of all."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import numpy as np
import pytest
import rampcast as rc
from rampcast.cli import main

AS_OF = "2025-03-01"
ROWS = {
    "name": ["Anhai", "Bergen", "Cádiz 电池", "Delta"],
    "stage": ["signed", "building", "trial run", "producing"],
    "units_per_year": [1000, 2000, 500, 4000],
    "from": ["2027", "2026-07", "2026-01-01", 2026],
    "price": [10, 20, None, 5],
    "lines": [2, None, 1, 1],
    "invested": [None, 5000, None, None],
    "invested_in_all": [None, 10000, None, None],
    "currency": ["EUR"] * 4,
    "branch": ["cells", "pumps", "cells", "pumps"],
}


def few(**change: list) -> dict[str, list]:
    base = {"name": ["A", "B"], "stage": ["building"] * 2, "units_per_year": [100, 200]}
    return {**base, "from": ["2026", "2027"], **change}


@pytest.fixture(scope="module")
def found() -> rc.Judgement:
    return rc.judge(ROWS, as_of=AS_OF, paths=2048)


def test_projects_are_ranked_by_what_they_will_achieve(found: rc.Judgement) -> None:
    assert list(found.table["rank"]) == [1, 2, 3, 4]
    assert found.table["name"] == ["Delta", "Cádiz 电池", "Bergen", "Anhai"]
    assert (np.diff(found.table["expected_share"]) < 0).all()
    for row in found.table:
        for view in ("inside", "outside", "both"):
            assert row[f"{view}_p10"] <= row[f"{view}_p50"] <= row[f"{view}_p90"]
        low, high = sorted([row["inside_p_reached"], row["outside_p_reached"]])
        assert low - 0.03 < row["both_p_reached"] < high + 0.03
        assert row["must_be_true"]
        assert row["ask_next"].endswith("?")


def test_a_plant_that_may_never_start_is_in_every_figure(found: rc.Judgement) -> None:
    row = found.table.where(name="Anhai")[0]
    # Never starts in .4; within 4 standard deviations of 2,048 paths.
    last = found.years.where(name="Anhai", metric="units")[-1]
    assert abs(last["p_zero"] - 0.4) < 4 * np.sqrt(0.24 / 2048)
    assert row["inside_p10"] == 0
    assert row["inside_p_zero"] >= last["p_zero"]
    never = rc.judge(few(chance=["0%", 1]), as_of=AS_OF, paths=1024)
    assert never.table.where(name="A")["inside_p_zero"][0] == 1
    assert never.table.where(name="A")[0]["half_by"] is None
    assert never.table.where(name="B")["inside_p_zero"][0] < 0.2


def test_the_printed_table_shows_both_views_and_what_they_rest_on(found: rc.Judgement) -> None:
    text = str(found)
    for words in (
        "its own plant",
        "its like",
        "pooled rates by stage",
        "by 0.5",
        "EUR",
        "ask next",
    ):
        assert words in text
    assert "CRPS" in text
    own = rc.judge(ROWS, as_of=AS_OF, paths=1024, reference=reference())
    assert "mine, 40 cases" in str(own)


def reference() -> rc.Reference:
    return rc.learn_reference(
        {
            "name": [f"n{i}" for i in range(40)],
            "stage": ["plan", "build", "ramp", "run"] * 10,
            "announced_quantity": [10] * 40,
            "achieved_quantity": [0, 3, 7, 10] * 10,
        },
        name="mine",
    )


def test_the_outside_view_is_the_class() -> None:
    made = rc.judge(ROWS, as_of=AS_OF, paths=1024, reference=reference(), inside_weight=0)
    for name, mean in (("Anhai", 0), ("Bergen", 0.3), ("Cádiz 电池", 0.7), ("Delta", 1)):
        row = made.table.where(name=name)[0]
        # Other stages count .7 of 10.7 cases.
        assert row["outside_p50"] == pytest.approx(mean)
        assert row["both_mean"] == pytest.approx(row["outside_mean"])
    inside = rc.judge(ROWS, as_of=AS_OF, paths=1024, inside_weight=1)
    for row in inside.table:
        assert row["both_mean"] == row["inside_mean"]


TEMPLATE = """
shared = ["product.u.price.start"]
[plant]
id = "t"
currency = "EUR"
[[line]]
name = "L"
starts = 2020-01-01
nameplate = { units_per_year = { uniform = [80, 120] } }
[[product]]
name = "u"
price = { start = { uniform = [0.5, 1.5] } }
"""


def test_shared_numbers_move_together_and_others_do_not() -> None:
    count, paths = 10, 16384
    rows = {
        "name": [f"p{i}" for i in range(count)],
        "stage": ["producing"] * count,
        "value_per_year": [100] * count,
        "from": [2025] * count,
    }
    how = {"as_of": AS_OF, "paths": paths, "inside_weight": 1}
    template = rc.parse_plant(TEMPLATE)
    together = rc.judge(rows, template=template, **how)
    template.shared = []
    apart = rc.judge(rows, template=template, **how)
    # A joint simulation of its own, and the closed form of its spread.
    random = np.random.default_rng(5)
    units = random.uniform(80, 120, (count, paths))
    direct = (units * random.uniform(0.5, 1.5, paths)).sum(axis=0)
    total = together.total.where(period="announced", view="inside")[0]
    sum_squares = count * 400 / 3 + (100 * count) ** 2
    spread = np.sqrt((1 + 1 / 12) * sum_squares - (100 * count) ** 2)
    # 3 % is over five standard errors of a deviation of 16,384 draws.
    assert total["sd"] == pytest.approx(spread, rel=0.03)
    assert total["mean"] == pytest.approx(1000, rel=0.012)
    for name, p in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9)):
        assert total[name] == pytest.approx(np.quantile(direct, p), rel=0.025)
    alone = np.sqrt(count * ((1 + 1 / 12) * (400 / 3 + 100**2) - 100**2))
    assert apart.total.where(period="announced", view="inside")[0]["sd"] == pytest.approx(
        alone, rel=0.04
    )
    shares = together.table["share_of_spread"]
    assert shares.sum() == pytest.approx(1, abs=1e-4)
    np.testing.assert_allclose(shares, 0.1, atol=0.01)


def test_the_total_is_that_of_the_paths(found: rc.Judgement) -> None:
    by_view = {row["view"]: row for row in found.total.where(period="announced", measure="EUR")}
    rows = [row for row in found.table if row["currency"] == "EUR"]
    assert by_view["inside"]["projects"] == len(rows) == 3
    for view, total in by_view.items():
        means = sum(row[f"{view}_mean"] * row["announced_value"] for row in rows)
        # Value alone is summed up; a share is the lesser of units and value.
        assert means <= total["mean"] < 1.1 * means
    units = found.total.where(period="announced", measure="units", view="outside")[0]
    assert units["projects"] == 1


def test_it_is_the_same_from_every_kind_of_table(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(ROWS)
    frame["from"] = frame["from"].astype(str)
    frame.to_csv(tmp_path / "p.csv", index=False)
    frame.to_parquet(tmp_path / "p.parquet")
    frame.to_excel(tmp_path / "p.xlsx", index=False)
    how = {"as_of": AS_OF, "paths": 1024}
    want = rc.judge(frame, **how).table
    for name in ("p.csv", "p.parquet", "p.xlsx"):
        made = rc.judge(tmp_path / name, **how).table
        assert all(made[k] == want[k] for k in ("name", "from", "must_be_true"))
        assert np.array_equal(made["both_mean"], want["both_mean"])
    polars = pytest.importorskip("polars")
    made = rc.judge(polars.from_pandas(frame), **how).table
    assert np.array_equal(made["both_mean"], want["both_mean"])


def test_threads_and_neighbours_change_no_bit() -> None:
    how = {"as_of": AS_OF, "paths": 1024}
    whole = rc.judge(ROWS, threads=2, **how).table.where(name="Bergen")[0]
    alone = {name: cells[1:2] for name, cells in ROWS.items()}
    alone = rc.judge(alone, threads=1, **how).table[0]
    for name in ("inside_mean", "outside_mean", "both_mean", "both_p_reached", "half_by"):
        assert whole[name] == alone[name]


def test_what_was_announced_for_the_past_is_judged_from_this_year_on() -> None:
    late = rc.judge(ROWS, as_of="2029-05-01", paths=1024).table
    assert set(late["from"]) == {datetime.date(2026, 1, 1), datetime.date(2026, 7, 1)} | {
        datetime.date(2027, 1, 1)
    }
    row = late.where(name="Delta")[0]
    assert row["inside_p50"] > 0.8
    made = rc.judge(ROWS, as_of="2026-12-01", paths=1024)
    assert "announced from before" not in str(made)
    made = rc.judge(ROWS, as_of="2027-01-01", paths=1024)
    assert "3 announced from before 2027: their twelve months are those of 2027." in str(made)


def test_a_dotted_column_overrides_any_path() -> None:
    slow = rc.judge(
        few(
            **{
                "line.line.ramp.rise_days": ["{ pert = [500, 700, 900] }", None],
                "milestone.start.chance": [None, "10%"],
                "orders.multiplier": [2, "2"],
            }
        ),
        as_of=AS_OF,
        paths=1024,
    )
    plain = rc.judge(few(), as_of=AS_OF, paths=1024)
    a, b = (each.table.where(name="A")[0] for each in (slow, plain))
    assert a["inside_p50"] < b["inside_p50"]
    assert slow.table.where(name="B")["inside_p_zero"][0] > 0.8
    with pytest.raises(ValueError, match=r'row 1, column "line\.line\.rampp\.x".*ramp'):
        rc.judge(few(**{"line.line.rampp.x": [1, 2]}), as_of=AS_OF)
    with pytest.raises(
        ValueError, match=r'column "line\.line\.ramp\.rise_days".*is no distribution'
    ):
        rc.judge(few(**{"line.line.ramp.rise_days": ["{ prt = [1] }", 2]}), as_of=AS_OF)


def test_readings_of_a_template_count_by_weight() -> None:
    template = rc.parse_plant(
        """
        [plant]
        id = "t"
        [[line]]
        name = "L"
        starts = 2020-01-01
        nameplate = { units_per_year = 100 }
        [[alternatives]]
        name = "r"
        [[alternatives.options]]
        name = "a"
        weight = 0.25
        [[alternatives.options]]
        name = "b"
        weight = 0.75
        set = { line.L.nameplate.units_per_year = 50 }
        """
    )
    rows = {"name": ["A"], "stage": ["producing"], "units_per_year": [100], "from": [2025]}
    row = rc.judge(rows, template=template, as_of=AS_OF, paths=1024).table[0]
    assert row["inside_mean"] == pytest.approx(0.25 + 0.75 * 0.5, abs=1e-3)
    assert row["inside_p_reached"] == pytest.approx(0.25, abs=1e-3)


def test_a_template_lends_its_currency_and_unit() -> None:
    rows = {"name": ["A", "B"], "stage": ["producing"] * 2, "from": [2025] * 2}
    rows |= {"units_per_year": [100, None], "value_per_year": [None, 100]}
    template = rc.parse_plant(TEMPLATE.replace('"EUR"', '"EUR"\nunit = "pump"'))
    found = rc.judge(rows, template=template, as_of=AS_OF, paths=1024)
    # One is told in units, though the plant has a price; the other in money.
    announced = found.total.where(period="announced", view="inside")
    assert {row["measure"]: row["announced"] for row in announced} == {"EUR": 100, "pumps": 100}
    years = found.total.where(period="2026", view="inside")
    assert {row["measure"]: row["mean"] for row in years} == pytest.approx(
        {"EUR": 100, "pumps": 100}, rel=0.05
    )
    with pytest.raises(ValueError, match='row 1, column "currency": is USD, must be EUR as in the'):
        rc.judge({**rows, "currency": ["USD"] * 2}, template=template, as_of=AS_OF)


def test_dates_in_many_forms_are_the_same() -> None:
    forms = ["2026-07-01", "2026/07/01", "01.07.2026", "2026-07", "2026年7月", "2026-Q3", "2026 H2"]
    forms += [datetime.date(2026, 7, 1), datetime.datetime(2026, 7, 1), np.datetime64("2026-07-01")]
    count = len(forms)
    rows = few(name=[f"p{i}" for i in range(count)], stage=["building"] * count)
    rows |= {"units_per_year": [100] * count, "from": forms}
    table = rc.judge(rows, as_of=AS_OF, paths=1024).table
    assert table["from"] == [datetime.date(2026, 7, 1)] * count


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"nmae": [1, 2]}, 'column "nmae" is not known; did you mean "name"'),
        ({"Units per year ": [1, 2]}, "mean the same"),
        ({"name": ["A", "A"]}, 'row 2, column "name": "A" stands in row 1 as well'),
        ({"name": ["A", " "]}, 'row 2, column "name": is empty'),
        ({"units_per_year": [100, "many"]}, 'row 2, column "units_per_year": is "many", must be a'),
        ({"units_per_year": [0, 1]}, 'row 1, column "units_per_year": is 0, must be more than 0'),
        ({"units_per_year": [1, None]}, 'row 2, column "units_per_year": is empty, must say what'),
        ({"units_per_year": [1, float("inf")]}, "must be a finite number"),
        ({"stage": ["bulding", "signed"]}, 'is "bulding".*did you mean "building"'),
        ({"from": ["03/04/2026", "2026"]}, "day and month cannot be told apart: write 2026-03-04"),
        ({"from": ["soon", "2026"]}, 'row 1, column "from": is "soon", must be a date'),
        ({"from": [2099, 2026]}, "must be at most 30 years after"),
        ({"chance": [0.3, 30]}, "row 2.*is 30, which is ambiguous.*write 0.3 or 30%"),
        ({"invested_share": ["30%", 1.5]}, "is 1.5, which is ambiguous.*write 0.015 or 1.5%"),
        ({"invested": [9, 0], "invested_in_all": [2, 1]}, "more than 1.5 times the 2 in all"),
        ({"lines": [1.5, 1]}, 'row 1, column "lines": is 1.5, must be a whole number'),
    ],
)
def test_bad_cells_are_named_by_row_and_column(change: dict[str, list], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rc.judge(few(**change), as_of=AS_OF, paths=1024)


def test_tables_without_rows_or_columns_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "head.csv").write_text("name,stage,from,units_per_year\n")
    with pytest.raises(ValueError, match=r"empty\.csv: is empty, must begin with a row of column"):
        rc.judge(tmp_path / "empty.csv")
    with pytest.raises(ValueError, match=r"head\.csv: is empty, must have a row for each project"):
        rc.judge(tmp_path / "head.csv")
    for needed in ("name", "stage", "from"):
        rows = few()
        del rows[needed]
        with pytest.raises(ValueError, match=f'has no column "{needed}"'):
            rc.judge(rows)


def test_rows_stream_and_errors_are_rows() -> None:
    def endless():
        for i in itertools.count():
            units = "many" if i == 1 else 100
            yield {"name": f"p{i}", "stage": "building", "from": "2026", "units_per_year": units}

    rows = rc.judge_each(endless(), as_of=AS_OF, paths=1024)
    made = list(itertools.islice(rows, 3))
    assert [row["name"] for row in made] == ["p0", "p1", "p2"]
    assert 'row 2, column "units_per_year": is "many"' in made[1]["error"]
    assert made[0]["error"] == made[2]["error"] == ""
    assert 0 < made[0]["expected_share"] < 1


def test_files_and_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rc.Frame({k: v for k, v in ROWS.items() if k != "from"} | {"from": ["2026"] * 4}).to_csv(
        tmp_path / "p.csv"
    )
    words = ["judge", str(tmp_path / "p.csv"), "--as-of", AS_OF, "--paths", "1024"]
    assert main([*words, "--out", str(tmp_path / "out")]) == 0
    assert "4 projects" in capsys.readouterr().out
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"projects.csv", "projects.parquet", "judgement.xlsx", "projects.png"} <= made
    assert main([*words, "--each"]) == 0
    assert capsys.readouterr().out.count("\n") == 5
    reference().save(tmp_path / "mine.json")
    assert main([*words, "--reference", str(tmp_path / "mine.json")]) == 0
    assert "mine, 40 cases" in capsys.readouterr().out
    (tmp_path / "p.csv").write_text("name,stage,from,units\nA,signed,2026,x\n")
    assert main(words) == 2
    assert 'row 2, column "units": is "x", must be a number' in capsys.readouterr().err


def test_a_workbook_shows_numbers_as_what_they_are(found: rc.Judgement, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    found.to_excel(tmp_path / "j.xlsx")
    book = openpyxl.load_workbook(tmp_path / "j.xlsx")
    forms = {
        (sheet.title, head.value): cell.number_format
        for sheet in book
        for head, cell in zip(sheet[1], sheet[2])
    }
    assert forms["projects", "rank"] == forms["projects", "row"] == "#,##0"
    assert forms["projects", "both_p_reached"] == forms["projects", "expected_share"] == "0.0%"
    assert forms["reference", "crps"] == forms["reference", "brier_zero"] == "#,##0.####"
    assert forms["total", "projects"] == "#,##0"


def test_the_picture_has_a_bar_a_project_and_view(found: rc.Judgement) -> None:
    pyplot = pytest.importorskip("matplotlib.pyplot")
    ax = found.plot()
    assert len(ax.containers) == 2
    assert all(len(bars) == 4 for bars in ax.containers)
    names = [text.get_text().split("  ")[0] for text in ax.get_yticklabels()]
    assert {"Delta", "Bergen", "Anhai"} < set(names)
    assert len(names) == 4
    pyplot.close(ax.figure)
