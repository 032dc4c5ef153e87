"""The report of a forecast: its table, and what to make of it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..layout import Report
from .sentences import sentences
from .table import change_header, facts_of, figure_columns, header

if TYPE_CHECKING:
    from .forecast import Forecast


def report(forecast: Forecast, step: str = "year", lang: str = "en") -> Report:
    """The report of a forecast.

    step: of the table's rows. Probabilities of targets stand in tables of years only. lang: ``en``
    or ``zh``.
    """
    facts = facts_of(forecast, step, lang)
    if forecast.is_change:
        return Report(change_header(facts), figure_columns(facts), [])
    return Report(header(facts), figure_columns(facts), sentences(facts))
