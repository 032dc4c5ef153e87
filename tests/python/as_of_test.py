"""The day at which a plant was known moves prices, which are of that day, and milestones that had
not come by then; no units of a plant without such milestones whose money holds nothing back."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pytest
import rampcast as rc

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["one_line", "products"])
def test_units_of_a_path_do_not_depend_on_it(name: str) -> None:
    plant = rc.load_plant(EXAMPLES / f"{name}.toml")
    plant.cash = None
    first = plant.lines[0]
    first.stops = [
        *first.stops,
        rc.PlannedStop("overhaul", from_=datetime.date(2024, 3, 1), days=20),
    ]
    plant.lines = [first, *plant.lines[1:]]
    start, end = datetime.date(2024, 1, 1), datetime.date(2027, 1, 1)
    found = []
    for as_of in (start, start + datetime.timedelta(200), end, end + datetime.timedelta(9000)):
        known = plant.replace("as_of", as_of)
        figures = rc.PathFunction(known, rc.Timeline(start, end), metrics="units", steps="month")
        z = np.random.default_rng(1).standard_normal((8, len(figures.drivers)))
        found.append(figures.precise(z))
    for later in found[1:]:
        np.testing.assert_allclose(later, found[0], rtol=1e-9, atol=1e-8)
