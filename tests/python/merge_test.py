"""Parts of a run, joined to the bits of the whole."""

from __future__ import annotations

import random

import numpy as np
import pytest
import rampcast as rc

TIMELINE = rc.Timeline("2025-01-01", "2027-01-01")


def plant() -> rc.Plant:
    return rc.parse_plant(
        """
        [plant]
        id = "p"
        as_of = 2025-01-01
        [[target]]
        name = "t"
        from = 2025-01-01
        units_per_year = 90
        [[milestone]]
        name = "start"
        on = 2025-03-01
        chance = 0.8
        [[line]]
        name = "L"
        starts = "start"
        nameplate = { units_per_year = { pert = [80, 100, 110] } }
        noise = { sd = 0.1, month_correlation = 0.5 }
        [orders]
        arrivals = [{ from = 2025-01-01, per_year = { pert = [60, 100, 150] } }]
        [[product]]
        name = "u"
        price = { start = { pert = [4, 5, 7] } }
        [[alternatives]]
        name = "r"
        [[alternatives.options]]
        name = "a"
        weight = 0.25
        [[alternatives.options]]
        name = "b"
        weight = 0.75
        set = { orders.multiplier = 0.7 }
        """
    )


def parts_of(count: int, **how: object) -> list[rc.Forecast]:
    """A run in parts of unequal size, in any order."""
    whole = rc.forecast(plant(), TIMELINE, **how)
    sixteenth = whole.paths // 16
    ends = sorted(random.Random(count).sample(range(1, 16), count - 1))
    bounds = [0, *ends, 16]
    parts = [
        rc.forecast(
            plant(), TIMELINE, first_path=a * sixteenth, path_count=(b - a) * sixteenth, **how
        )
        for a, b in zip(bounds, bounds[1:])
    ]
    return [whole, *random.Random(7).sample(parts, count)]


@pytest.mark.parametrize("sampling", ["sobol", "plain"])
@pytest.mark.parametrize("paths", [4096, 300_000])
def test_parts_join_to_the_bits_of_one_run(sampling: str, paths: int) -> None:
    how = {"paths": paths, "sampling": sampling, "keep_paths": paths < 10_000}
    how |= {"steps": ["quarter", "year"]}
    whole, *parts = parts_of(4, **how)
    assert all(part.is_part for part in parts)
    merged = rc.Forecast.merge(parts)
    assert not merged.is_part
    for step in ("quarter", "year"):
        assert merged.frame(step) == whole.frame(step)
        assert merged.binding(step) == whole.binding(step)
    assert merged.targets() == whole.targets()
    assert merged.first_passage() == whole.first_passage()
    assert str(merged).partition("\n")[2] == str(whole).partition("\n")[2]
    for p in (0.01, 0.3, 0.77):
        assert merged.quantile("value", p, "2026") == whole.quantile("value", p, "2026")
    if how["keep_paths"]:
        for metric in ("units", "value"):
            for mine, its in zip(merged.paths_of(metric), whole.paths_of(metric)):
                assert np.array_equal(mine, its)


def test_what_is_asked_later_comes_from_the_whole_run() -> None:
    whole, *parts = parts_of(3, paths=4096)
    merged = rc.Forecast.merge(parts)
    assert merged.frame("month") == whole.frame("month")
    assert merged.by_alternative("r")["a"].frame("year") == whole.by_alternative("r")["a"].frame(
        "year"
    )
    assert merged.rank_correlations("units", "2026") == whole.rank_correlations("units", "2026")


def test_a_part_has_no_figures() -> None:
    part = rc.forecast(plant(), TIMELINE, paths=4096, path_count=1024, keep_paths=True)
    for ask in (
        lambda: part.frame("year"),
        lambda: part.frame("month"),
        lambda: part.targets(),
        lambda: part.binding(),
        lambda: part.first_passage(),
        lambda: part.quantile("units", 0.5, "2026"),
        lambda: part.explain("2026"),
        lambda: part.paths_of("units"),
    ):
        with pytest.raises(ValueError, match="a part of a run"):
            ask()


def test_parts_that_do_not_fit_are_refused() -> None:
    _, a, b, c = parts_of(3, paths=4096)
    with pytest.raises(ValueError, match="is in no part, must be in one"):
        rc.Forecast.merge([a, b])
    with pytest.raises(ValueError, match="is in two parts, must be in one"):
        rc.Forecast.merge([a, b, c, a])
    other = rc.forecast(plant(), TIMELINE, paths=4096, path_count=1024, seed=2)
    with pytest.raises(ValueError, match="differ in more than their paths"):
        rc.Forecast.merge([other, a])
    with pytest.raises(ValueError, match="there are no parts"):
        rc.Forecast.merge([])
    with pytest.raises(TypeError, match="parts must be a list of forecasts"):
        rc.Forecast.merge("x")
    for name, value in (("first_path", 100), ("path_count", 100), ("first_path", 4096)):
        with pytest.raises(ValueError, match=f"{name} is {value}, must be a multiple of"):
            rc.forecast(plant(), TIMELINE, paths=4096, **{name: value})
