"""The verb `gradient`: exact derivatives of a figure by every uncertain number."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..frame import Frame
from ..refusals import must_be
from .condition import Condition, shortened
from .demands import Demand, check_plant, default_period, metric_name, timeline_of
from .driver_numbers import DriverNumbers

_STEP = 1e-4


def gradient(
    plant: Any,
    *,
    metric: str = "units",
    period: object = None,
    product: str = "",
    timeline: Any = None,
) -> Frame:
    """How a figure answers to each uncertain number, at the medians of all and without noise.

    By dual numbers, so that derivatives are exact; where a limit begins to bind just there, that of
    one side. In the likeliest alternatives. plant: a `Plant`. metric, period, product: the figure;
    no period takes the first whole year that a target holds for, else the first of the timeline.
    Columns: driver, unit, value (of dates days from 1970-01-01), figure, derivative (of the figure,
    by the driver's own unit; of dates by the day), elasticity (per cent of the figure for one per
    cent of the number; NaN for dates and where either is 0), per_sd (of the figure, for one
    standard deviation of the normal number behind it; the largest in size first). A number that is
    certain in these alternatives has zeros. Raises ValueError for a metric, period or product the
    plant has not, TypeError for what is none.
    """
    check_plant(plant)
    if not isinstance(product, str):
        raise must_be("product", "text", product)
    line = timeline_of(plant, timeline)
    label = default_period(plant, line) if period is None else str(period)
    demand = Demand(metric_name(metric), label, 0.0, None, product)
    condition = shortened(plant, line, [demand], 1)
    return gradient_at(condition, DriverNumbers(plant, condition.f))


def gradient_at(condition: Condition, numbers: DriverNumbers) -> Frame:
    """See `gradient`."""
    count = numbers.count
    a = int(np.argmax(condition.weights))
    column = condition.columns[0][0]
    figures, slopes = condition.f.gradient(np.zeros(count), a)
    figure = float(figures[column])
    # By the correlated numbers x = L z.
    by_x = numbers.inverse.T @ slopes[column][:count]
    values = numbers.values(np.zeros((1, count)), a)[0]
    up, down = (
        np.diag(numbers.values(numbers.independent(side * _STEP * np.eye(count)), a))
        for side in (1, -1)
    )
    rate = np.nan_to_num((up - down) / (2 * _STEP))
    with np.errstate(divide="ignore", invalid="ignore"):
        derivative = np.where(rate != 0, by_x / rate, 0.0)
        elasticity = derivative * values / figure
    known = ~numbers.is_date & (values != 0) & (figure != 0)
    elasticity = np.where(known & np.isfinite(elasticity), elasticity, np.nan)
    order = np.argsort(-np.abs(by_x), kind="stable")
    columns: dict[str, Any] = {
        "driver": [numbers.names[i] for i in order],
        "unit": [numbers.unit(numbers.names[i]) for i in order],
        "value": values[order],
        "figure": np.full(count, figure),
        "derivative": derivative[order],
        "elasticity": elasticity[order],
        "per_sd": by_x[order],
    }
    return Frame(columns)
