"""The verb `judge`: a table of announced projects, one verdict each and the total of all."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from .. import _core
from ..cells import day_of
from ..frame import Frame
from ..refusals import must_be, number, told
from ..tables import RowError, Source, TableError, read_rows
from .judge_totals import Totals, frame_of
from .project import COLUMNS, Project, columns_of, read_project, same_name, with_measures
from .project_plant import SHARED
from .reference import Reference, learn_reference
from .reference_stages import stage_table
from .verdict import Settings, judged, plant_of_row

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Up to so many projects each one's share in the total's spread is told: their paths are kept.
MOST_SHARES = 4096
#: So many faults of a table are told at once.
_MOST_FAULTS = 20


def judge(
    frame: Source,
    *,
    reference: Reference | Source | None = None,
    template: Any = None,
    as_of: datetime.date | str | None = None,
    paths: int = 4096,
    seed: int = 1,
    inside_weight: float = 0.5,
    threads: int = 0,
    progress: Callable[[float], object] | None = None,
) -> Judgement:
    """Judges a table of announced projects: a ranked line each, and the total of all.

    frame: a file (CSV, XLSX, Parquet), data frame, Arrow table or dict of columns, a row a project.
    Columns (`rampcast.judge_columns` tells each): name, units_per_year and value_per_year as
    announced, from, signed_on, stage, lines, starts, invested and invested_in_all, price, currency,
    unit, country, branch, chance, inside_weight; any other name with a dot is a path of the plant,
    such as ``line.line.ramp.rise_days``, whose cell may be a number, date, text or distribution
    (``{ pert = [60, 120, 240] }``).
    reference: the outside view: a class by `learn_reference`, or a history that it takes; None
    takes pooled rates by stage. template: a `Plant` or scenario file to stand in for the
    assumptions by stage; its ``shared`` names are one draw for all projects, else those of the
    market and of prices are. as_of: the day of the judgement; None takes today.
    paths: a project, rounded up to 1,024 × 2^k. inside_weight: 0 to 1, of a project's own plant
    against its like, for rows that say nothing else. threads: 0 takes one a processor; figures do
    not depend on it. progress: called with the share done.

    Raises ValueError that names the rows and columns of what is wrong, up to 20 rows, a line each
    (an unknown column with the nearest), TypeError for what is no table, OSError for a file that
    cannot be read.
    """
    settings = _settings(reference, template, as_of, paths, seed, inside_weight, threads)
    what, found = _projects(frame, settings)
    listed: list[Project] = []
    faults: list[str] = []
    for each in found:
        if isinstance(each, Project):
            listed.append(each)
        else:
            faults.append(each["error"])
        if len(faults) >= _MOST_FAULTS:
            raise TableError(faults, _MOST_FAULTS)
    if not listed and not faults:
        raise ValueError(f"{what}: is empty, must have a row for each project")
    verdicts = Totals(settings)
    for i, project in enumerate(listed):
        try:
            if faults:  # nothing is found any more, but what else is wrong
                plant_of_row(project, settings)
            else:
                verdicts.add(judged(project, settings), keep=len(listed) <= MOST_SHARES)
        except ValueError as error:
            faults.append(str(error))
            if len(faults) >= _MOST_FAULTS:
                break
        if progress is not None:
            progress((i + 1) / len(listed))
    if faults:
        raise TableError(faults, _MOST_FAULTS)
    return Judgement(verdicts, settings)


def judge_each(
    frame: Source,
    *,
    reference: Reference | Source | None = None,
    template: Any = None,
    as_of: datetime.date | str | None = None,
    paths: int = 4096,
    seed: int = 1,
    inside_weight: float = 0.5,
    threads: int = 0,
) -> Iterator[dict[str, Any]]:
    """The same verdicts one after the other, in the order of the table and without a rank.

    For tables of any length: rows are read as they are judged and nothing is kept but names. A row
    that makes no project becomes a dict of its ``row``, ``name`` and ``error``. Arguments are those
    of `judge`. Raises ValueError for columns that are not known.
    """
    settings = _settings(reference, template, as_of, paths, seed, inside_weight, threads)
    _, found = _projects(frame, settings)
    return _rows_of(found, settings)


def _rows_of(found: Iterator[Any], settings: Settings) -> Iterator[dict[str, Any]]:
    for each in found:
        if isinstance(each, dict):
            yield each
            continue
        try:
            yield {**judged(each, settings).row, "row": each.number, "error": ""}
        except ValueError as error:
            yield _fault(each.number, each.name, error)


def _fault(row: int, name: Any, error: ValueError) -> dict[str, Any]:
    return {"row": row, "name": str(name), "error": str(error)}


def judge_columns() -> Frame:
    """The columns of a table of projects: name and meaning."""
    return Frame({"column": list(COLUMNS), "meaning": list(COLUMNS.values())})


def _settings(
    reference: Any,
    template: Any,
    as_of: Any,
    paths: Any,
    seed: Any,
    inside_weight: Any,
    threads: Any,
) -> Settings:
    if reference is None:
        reference = stage_table()
    elif not isinstance(reference, Reference):
        reference = learn_reference(reference)
    if isinstance(template, (str, os.PathLike)):
        template = _core.load_plant(os.fspath(template))
    elif not isinstance(template, (_core.Plant, type(None))):
        raise must_be("template", "a Plant, a scenario file or None", template)
    if template is not None:
        _core.validate(template)
    day = None if as_of is None else day_of(as_of, "as_of")
    if isinstance(paths, bool) or not hasattr(paths, "__index__"):
        raise must_be("paths", "a whole number", paths)
    if isinstance(seed, bool) or not hasattr(seed, "__index__"):
        raise must_be("seed", "a whole number", seed)
    if isinstance(threads, bool) or not hasattr(threads, "__index__"):
        raise must_be("threads", "a whole number", threads)
    if not 1 <= int(paths) <= 1 << 20:
        raise ValueError(f"paths is {told(int(paths))}, must be at least 1 and at most 1048576")
    weight = number("inside_weight", inside_weight)
    if not 0 <= weight <= 1:
        raise ValueError(f"inside_weight is {weight}, must be at least 0 and at most 1")
    rounded = 1024
    while rounded < int(paths):
        rounded *= 2
    return Settings(
        as_of=datetime.date.today() if day is None else day[0],
        reference=reference,
        template=template,
        paths=rounded,
        seed=int(seed),
        inside_weight=weight,
        threads=int(threads),
    )


def _projects(source: Source, settings: Settings) -> tuple[str, Iterator[Any]]:
    """What errors call the table; its projects, and a dict of row, name and error for a bad row."""
    what, names, rows = read_rows(source)
    columns = columns_of(what, names, settings.template is not None)
    called = next(name for name, meaning in columns.items() if meaning == "name")

    def found() -> Iterator[Any]:
        seen: dict[str, int] = {}
        while True:
            try:
                number_, row = next(rows)
            except StopIteration:
                return
            except RowError as error:
                yield _fault(error.number, "", error)
                continue
            try:
                project = read_project(what, number_, row, columns)
                with_measures(project, settings.template)
                name = same_name(project.name)
                if name in seen:
                    raise ValueError(
                        f"{project.places['name']}: {told(project.name)} stands in row "
                        f"{seen[name]} as well, must be there once"
                    )
            except ValueError as error:
                yield _fault(number_, row.get(called) or "", error)
                continue
            seen[name] = number_
            yield project

    return what, found()


class Judgement:
    """Verdicts on a table of projects; made by `judge`, prints as a table.

    Shares are of what was announced, in the twelve months from the announced date: 1 is all of it.
    Views: ``inside`` is the project's own plant, ``outside`` what became of its like, ``both`` the
    two mixed by ``inside_weight``.
    """

    def __init__(self, found: Totals, settings: Settings) -> None:
        rows = found.rows
        for row, share in zip(rows, found.shares()):
            row["share_of_spread"] = share
        rows = sorted(rows, key=lambda row: (-row["expected_share"], row["row"]))
        for rank, row in enumerate(rows, start=1):
            row["rank"] = float(rank)
        first = ("rank", "name")
        #: A line a project, the best first: what was announced, shares by view (p10, p50, p90,
        #: mean, p_reached, p_zero), expected_share, when half and nine tenths of the announced rate
        #: are reached (half_by, nine_tenths_by; None: not in half the cases) and how likely by the
        #: end (p_half, p_nine_tenths), share_of_spread, must_be_true, ask_next.
        self.table = frame_of([{**{k: row[k] for k in first}, **row} for row in rows])
        #: Units and value by calendar year, the inside view: name, period, metric, p10, p50, p90,
        #: mean, p_zero.
        self.years = frame_of(found.years)
        #: Sums over the projects: by currency (or unit) of the announced twelve months of each, by
        #: view, and by calendar year of the inside view.
        self.total = found.total()
        #: The outside view's class.
        self.reference = settings.reference
        #: The day of the judgement.
        self.as_of = settings.as_of
        #: Numbers that are one draw for all projects, by their paths.
        self.shared = list(SHARED if settings.template is None else settings.template.shared)
        #: Paths of each project.
        self.paths = settings.paths
        self._projects = {row["name"]: i for i, row in enumerate(rows)}

    def __len__(self) -> int:
        return len(self.table)

    def frames(self) -> dict[str, Frame]:
        """The tables by name: projects, years, total, reference (the class's scores)."""
        return {
            "projects": self.table,
            "years": self.years,
            "total": self.total,
            "reference": self.reference.scores,
        }

    def plot(self, ax: Axes | None = None) -> Axes:
        """A bar a project from P10 to P90 of the share, both views, against what was announced.

        ax: Matplotlib axes to draw on, None makes some. Needs the extra ``plot``.
        """
        from .judge_report import plot_judgement

        return plot_judgement(self, ax)

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """Writes a workbook with a sheet for each of `frames`; replaced in one step.

        Needs the extra ``excel``.
        """
        from .judge_report import write_workbook

        write_workbook(self, path)

    def write(self, folder: str | os.PathLike[str]) -> list[str]:
        """Writes all tables to a folder as CSV and Parquet, a workbook and a picture.

        Files are put in place once all are made. Returns a note for each kind that was left out
        because its extra is missing.
        """
        from .judge_report import write_judgement

        return write_judgement(self, folder)

    def report(self) -> str:
        """The printed table and what it rests on."""
        from .judge_report import judgement_report

        return judgement_report(self).text()

    def __str__(self) -> str:
        return self.report()

    def __repr__(self) -> str:
        return f"<Judgement of {len(self)} projects, as of {self.as_of}, {self.paths:,} paths>"

    def _repr_html_(self) -> str:
        from .judge_report import judgement_report

        return judgement_report(self).html()
