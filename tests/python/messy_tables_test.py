"""Tables of projects as people keep them: what is read, what is refused, and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest
import rampcast as rc
from rampcast.cli import main

AS_OF = "2025-03-01"
PROJECT = {"name": "A", "stage": "building", "units_per_year": 1000, "from": "2026-07"}


def judged(**change: object) -> dict[str, object]:
    return rc.judge([{**PROJECT, **change}], as_of=AS_OF, paths=1024).table[0]


@pytest.mark.parametrize("text", ["12,000", "12 000", "12\u00a0000", "12\u202f000", "12'000"])
def test_thousands_are_grouped_in_many_ways(text: str) -> None:
    assert judged(units_per_year=text)["announced_units"] == 12_000


@pytest.mark.parametrize(
    ("stage", "name"),
    [
        ("Under construction", "building"),
        ("施工中", "building"),
        ("trial-run", "trial run"),
        ("试产", "trial run"),
        ("in operation", "producing"),
        ("已签约", "signed"),
    ],
)
def test_stages_have_many_names(stage: str, name: str) -> None:
    assert judged(stage=stage)["stage"] == name


def test_what_is_not_known_may_be_called_so() -> None:
    assert judged(chance="n/a", price="N/A", lines="")["inside_mean"] == judged()["inside_mean"]


def test_yuan_are_one_currency() -> None:
    assert judged(price=1, currency="RMB")["currency"] == "CNY"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"units_per_year": "12.000"},
            r'is "12\.000", which may be 12 or 12000: write 12 or 12000',
        ),
        ({"units_per_year": "1.234.567"}, "must be a number; write 1234567"),
        ({"units_per_year": "12.000,5"}, r"must be a number; write 12000\.5"),
        ({"units_per_year": "-"}, "leave it empty if it is not known, write 0 if it is nothing"),
        (
            {"price": 7, "value_per_year": 5e6},
            "is 7, but 5,000,000 for 1,000 units is 5,000 a",
        ),
        ({"stage": "cancelled"}, "leave it out, or state the stage it had and a chance of 0%"),
        ({"stage": "bulding"}, 'did you mean "building"'),
        ({"stage": ""}, 'column "stage": is empty, must be signed'),
        ({"stage": "producing", "chance": 0.5}, "is 0.5, but what is producing has started"),
        ({"stage": "producing", "starts": "2026"}, "must be at most 2025-03-01.*what is producing"),
        ({"signed_on": "2025-04"}, "is 2025-04-01, must be at most 2025-03-01, the day of the"),
        ({"currency": "¥"}, 'row 1, column "currency": is "¥", must be three letters'),
        ({"units_per_year": 1e18}, r"^table, row 1: line .*larger than any quantity"),
        ({"name": "A\u202e"}, "^table, row 1: id has a control character"),
        ({"line.line.lag_days": "{ pert = [1 2 3] }"}, "is no distribution: is not TOML"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words) as error:
        judged(**change)
    assert "scenario:" not in str(error.value)


def test_what_is_only_just_right_is_not_refused() -> None:
    assert judged(price=1.1, value_per_year=1000)["announced_value"] == 1000
    assert judged(stage="producing", chance=1)["inside_p_zero"] == 0
    assert judged(signed_on=AS_OF)["inside_p50"] > 0
    assert judged(price="1.125")["announced_value"] == 1125


def test_all_faults_are_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "p.csv"
    lines = ["name,stage,units_per_year,from", "A,signed,x,2026", "B,signed,5,2026"]
    lines += ["b,signed,5,2026", "C,building,5,2026,7,8", "D,signed,1e18,2026", "E,signed,5,soon"]
    table.write_text("\n".join(lines) + "\n")
    assert main(["judge", str(table), "--as-of", AS_OF, "--paths", "1024"]) == 2
    told = capsys.readouterr().err.splitlines()
    # Cells first, then what makes no plant.
    assert [line.split(", ")[1].split(":")[0] for line in told] == [
        "row 2",
        "row 4",
        "row 5",
        "row 7",
        "row 6",
    ]
    assert all(line.startswith("rampcast: ") for line in told)
    assert '"b" stands in row 3 as well' in told[1]
    table.write_text(lines[0] + "\n" + "A,signed,x,2026\n" * 50)
    with pytest.raises(ValueError, match="these are the first 20; there may be more") as error:
        rc.judge(table)
    assert str(error.value).count("\n") == 20


def test_a_row_that_cannot_be_read_ends_no_job(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "p.csv"
    wide = "x" * 200_000
    lines = ["name,stage,units_per_year,from", "A,signed,5,2026,7", f"{wide},signed,5,2026"]
    table.write_text("\n".join([*lines, "B,signed,1e18,2026", "C,signed,5,2026"]) + "\n")
    made = list(rc.judge_each(table, as_of=AS_OF, paths=1024))
    assert [row["row"] for row in made] == [2, 3, 4, 5]
    assert "has 5 cells, must have at most 4" in made[0]["error"]
    assert "row 3: cannot be read" in made[1]["error"]
    assert made[2]["name"] == "B"
    assert "row 4: line" in made[2]["error"]
    assert not made[3]["error"]
    assert made[3]["expected_share"] > 0
    assert main(["judge", str(table), "--each", "--as-of", AS_OF, "--paths", "1024"]) == 0
    assert [line.split(",")[0] for line in capsys.readouterr().out.splitlines()[1:]] == list("2345")


def test_a_path_of_the_line_is_one_of_all_lines() -> None:
    rise, fast = "line.line.ramp.rise_days", "{ pert = [10, 20, 30] }"
    rows = [{**PROJECT, "lines": 2, rise: fast}, {**PROJECT, "name": "B", "lines": 1, rise: fast}]
    one = rc.judge(rows, as_of=AS_OF, paths=1024).table.where(name="A")[0]
    named = {f'line."line {i}".ramp.rise_days': fast for i in (1, 2)}
    assert one["inside_mean"] == judged(lines=2, **named)["inside_mean"]
    assert one["inside_mean"] > judged(lines=2)["inside_mean"]
    own = judged(lines=2, **{rise: 500, **named})
    assert own["inside_mean"] == one["inside_mean"]


def test_money_spent_of_an_unknown_sum_is_asked_about() -> None:
    assert judged(invested=50)["ask_next"] == "How much is to be invested in all?"
    assert judged(invested=50, invested_in_all=90)["ask_next"] != judged(invested=50)["ask_next"]


def test_what_comes_too_late_is_told_in_words() -> None:
    assert "output begins too late" in judged(starts="2029-01-01")["must_be_true"]
