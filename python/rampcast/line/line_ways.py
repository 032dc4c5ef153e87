"""Which station of a line feeds which."""

from __future__ import annotations

from .. import _core


def ways_between(line: _core.Line) -> list[tuple[str, str]]:
    """The stations before and after each buffer: as the feeds have it, else one after the other."""
    if line.feeds:
        return [(feed.from_, feed.to) for feed in line.feeds]
    names = [station.name for station in line.stations]
    return list(zip(names, names[1:]))
