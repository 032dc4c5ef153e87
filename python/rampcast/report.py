"""The report of a forecast: its table, and what to make of it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import Report
from .sentences import sentences
from .table import _change_header, _facts, _figures, _header

if TYPE_CHECKING:
    from .forecast import Forecast


def report(forecast: Forecast, step: str = "year", lang: str = "en") -> Report:
    """The report of a forecast.

    step: of the table's rows. Probabilities of targets stand in tables of years only. lang: ``en``
    or ``zh``.
    """
    facts = _facts(forecast, step, lang)
    if forecast.is_change:
        return Report(_change_header(facts), _figures(facts), [])
    return Report(_header(facts), _figures(facts), sentences(facts))
