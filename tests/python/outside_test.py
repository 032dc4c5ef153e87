"""What reference classes say of many projects at once, and how many programmes that is worth."""

from __future__ import annotations

import numpy as np
import pytest
import rampcast as rc

AS_OF = "2025-03-01"


def history(met: int, of: int, rows_each: int = 1) -> dict[str, list]:
    """Programmes of which so many met what was announced and the others made nothing."""
    count = of * rows_each
    return {
        "stage": ["signed"] * count,
        "cluster": [f"programme {i // rows_each}" for i in range(count)],
        "announced_quantity": [1] * count,
        "achieved_quantity": [1] * (met * rows_each) + [0] * ((of - met) * rows_each),
    }


def projects(count: int) -> dict[str, list]:
    rows = {"name": [f"p{i}" for i in range(count)], "stage": ["signed"] * count}
    return {**rows, "units_per_year": [1] * count, "from": ["2026"] * count}


def test_rows_of_a_programme_are_no_more_than_a_programme() -> None:
    asked = {"stage": ["signed"]}
    once = rc.learn_reference(history(1, 2)).predict(asked)[0]
    often = rc.learn_reference(history(1, 2, rows_each=20)).predict(asked)[0]
    assert often["cases"] == pytest.approx(2)
    for name in ("p_reached", "p_reached_low", "p_reached_high", "p_zero_high"):
        assert often[name] == pytest.approx(once[name])
    # Programmes of weight 1 and 1 / 2, by hand: 1.5² / 1.25.
    rows = {"stage": ["plan"] * 4, "kind": ["cars", "cells", "cells", "cells"]}
    rows |= {"cluster": ["a", "b", "b", "b"], "announced_quantity": [1] * 4}
    made = rc.learn_reference({**rows, "achieved_quantity": [1, 0, 0, 0]})
    row = made.predict({"stage": ["plan"], "kind": ["cars"]})[0]
    assert row["cases"] == pytest.approx(1.8)
    assert row["p_reached"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(("met", "of", "count"), [(12, 30, 30), (3, 10, 60)])
def test_what_a_class_gets_wrong_it_gets_wrong_for_all(met: int, of: int, count: int) -> None:
    found = rc.judge(
        projects(count), reference=history(met, of), as_of=AS_OF, paths=8192, inside_weight=0
    )
    total = found.total.where(view="outside", period="announced")[0]
    # Beta-binomial: the rate is Beta(met, of - met), the same for all projects of a path.
    p = met / of
    spread = np.sqrt(count * p * (1 - p) * (1 + (count - 1) / (of + 1)))
    # A deviation of 1,024 weightings is known to 2.2 %: four of them.
    assert total["sd"] == pytest.approx(spread, rel=0.09)
    assert total["mean"] == pytest.approx(count * p, rel=1e-3)
    # Each project alone is as the class says.
    np.testing.assert_allclose(found.table["outside_p_reached"], p, atol=1e-3)


def test_a_class_of_many_cases_keeps_within_bounds() -> None:
    rows = history(400, 1000, rows_each=5)
    found = rc.judge(projects(8), reference=rows, as_of=AS_OF, paths=1024, inside_weight=0)
    np.testing.assert_allclose(found.table["outside_p_reached"], 0.4, atol=2e-3)


def test_a_class_may_call_stages_and_kinds_by_other_names() -> None:
    count = 20
    rows = {"stage": ["Announced"] * count + ["Under construction"] * count}
    rows |= {"announced_quantity": [1] * 2 * count, "achieved_quantity": [0] * count + [1] * count}
    asked = {"name": ["A", "B"], "stage": ["building", "trial run"], "units_per_year": [1, 1]}
    found = rc.judge({**asked, "from": [2026, 2026]}, reference=rows, as_of=AS_OF, paths=1024)
    # Cases of other stages count .7 of 20.7; where a stage has none, all count.
    assert found.table.where(name="A")["outside_mean"][0] == pytest.approx(20 / 20.7, abs=1e-3)
    assert found.table.where(name="B")["outside_mean"][0] == pytest.approx(0.5, abs=1e-3)
    assert "It has no case that is trial run: all its cases count there." in str(found)
    kinds = {**rows, "stage": ["plan"] * 2 * count, "kind": ["Pumps"] * count + ["cells"] * count}
    made = rc.learn_reference(kinds).predict({"stage": ["plan"] * 2, "kind": ["PUMPS", "pumps"]})
    assert made["mean"][0] == made["mean"][1] == pytest.approx(1 / 3)


def test_faults_of_a_history_are_told_at_once() -> None:
    rows = {**history(1, 3), "announced_quantity": [0, 1, "x"]}
    with pytest.raises(ValueError, match=r"row 1, .*is 0(.|\n)*row 3, .*is \"x\"") as error:
        rc.learn_reference(rows)
    assert str(error.value).count("\n") == 1
