"""Options that would fail for each of many plants are refused before the first."""

from __future__ import annotations

import pytest
import rampcast as rc


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"paths": 0}, "paths is 0, must be at least 1"),
        ({"seed": 1.5}, "seed must be a whole number"),
        ({"sampling": "x"}, 'sampling is "x", must be'),
        ({"metrics": ["unitz"]}, r'metrics\[0\] is "unitz", must be one of "units"'),
        ({"timeline": "2025"}, "timeline must be a Timeline or None"),
    ],
)
def test_options_that_fit_no_plant_are_no_error_of_each(
    change: dict[str, object], words: str
) -> None:
    plant = rc.parse_plant(TEMPLATE)
    with pytest.raises((ValueError, TypeError), match=words):
        rc.forecast_many([plant], **change)
    arrow = pytest.importorskip("pyarrow")
    import rampcast.batch

    batch = arrow.RecordBatch.from_pydict({"id": ["a"]})
    with pytest.raises((ValueError, TypeError), match=words):
        rampcast.batch.forecast(batch, template=TEMPLATE, **change)
    with pytest.raises(ValueError, match=r'steps.* is "fortnight"'):
        rampcast.batch.forecast(batch, template=TEMPLATE, step="fortnight")


TEMPLATE = """
[plant]
id = "t"
as_of = 2025-01-01
[timeline]
start = 2025-01-01
end = 2027-01-01
[[line]]
name = "L"
starts = 2024-01-01
nameplate = { units_per_year = 100 }
"""
