"""Verdicts as a printed table, a picture and files."""

from __future__ import annotations

import csv
import datetime
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from ..extras import MissingExtraError, need
from ..files import folder_for, put_all, told_as
from ..forecasts.plot import cjk_font
from ..forecasts.write import check_folder, write_frames
from ..frame import csv_cell
from ..layout import Column, Report
from ..refusals import check_axes
from ..units import clean, figure, has_cjk, money_scale, percent, probability
from .project import STAGES, stage_in
from .verdict import VIEWS, words_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .judge import Judgement

_INSIDE, _OUTSIDE, _PLAN = "#3b6ea5", "#d98e3a", "#b5332e"
_MOST_PRINTED = 60
_MOST_DRAWN = 40


def judgement_report(found: Judgement) -> Report:
    """The printed table: a line a project, totals and what all rests on under it."""
    rows = list(found.table)
    shown = rows[:_MOST_PRINTED]
    room = len(str(len(shown)))
    columns = [
        Column("", "", [f"{row['rank']:{room}.0f}  {row['name']}" for row in shown], "left"),
        Column("announced", "from", [f"{row['from']:%Y-%m}" for row in shown]),
        Column("announced", "units a year", [figure(row["announced_units"]) for row in shown]),
        Column("announced", "value a year", [_money(row) for row in shown]),
    ]
    for view, title in (("inside", "share, its own plant"), ("outside", "share, its like")):
        for name in ("p10", "p50", "p90"):
            cells = [f"{row[f'{view}_{name}']:.2f}" for row in shown]
            columns.append(Column(title, name.upper(), cells))
    for view in VIEWS:
        cells = [probability(row[f"{view}_p_reached"]) for row in shown]
        columns.append(Column("probability of all of it", view, cells))
    columns += [
        Column("both", "share", [f"{row['expected_share']:.2f}" for row in shown]),
        Column("both", "nothing", [percent(row["both_p_zero"]) for row in shown]),
        Column("rate reached by", "half", [_by(row["half_by"]) for row in shown]),
        Column("rate reached by", "9/10", [_by(row["nine_tenths_by"]) for row in shown]),
        Column("of the", "spread", [percent(row["share_of_spread"]) for row in shown]),
        Column("", "all of it if", [row["must_be_true"] for row in shown], "left"),
        Column("", "ask next", [row["ask_next"] for row in shown], "left"),
    ]
    counted = f"{len(rows):,} project{'' if len(rows) == 1 else 's'}"
    above = [
        f"{counted}   as of {found.as_of}   {found.paths:,} paths each   "
        "shares of what was announced, in its first twelve months"
    ]
    below = []
    if len(rows) > len(shown):
        below.append(f"… {len(rows) - len(shown):,} more, in the tables")
    late = sum(row["from"].year < found.as_of.year for row in rows)
    if late:
        below.append(
            f"{late:,} announced from before {found.as_of.year}: their twelve months are those of "
            f"{found.as_of.year}."
        )
    return Report(above, columns, [*below, *_total_lines(found), *_rests_on(found)])


def _money(row: dict[str, Any]) -> str:
    value = row["announced_value"]
    if not np.isfinite(value):
        return "—"
    scale = money_scale(row["currency"], value)
    return scale.amount(figure(value / scale.factor, 1 if value / scale.factor < 100 else 0))


def _by(day: datetime.date | None) -> str:
    return "—" if day is None else f"{day:%Y-%m}"


def _total_lines(found: Judgement) -> list[str]:
    lines = []
    words = {"inside": "their own plants", "outside": "their like", "both": "both"}
    for row in found.total.where(period="announced"):
        announced, low, middle, high = _amounts(row)
        if row["view"] == "inside":
            lines.append(f"Total of {row['projects']:.0f}: {announced} a year announced.")
        lines.append(
            f"  by {words[row['view']]}: P10 {low}, P50 {middle}, P90 {high}; "
            f"all of it {probability(row['p_reached'])}"
        )
    return lines


def _amounts(row: dict[str, Any]) -> list[str]:
    """What was announced in all, and its percentiles, in money or units."""
    values = [row[name] for name in ("announced", "p10", "p50", "p90")]
    measure = row["measure"]
    if not (len(measure) == 3 and measure.isupper()):
        return [f"{figure(value)} {measure}" for value in values]
    scale = money_scale(measure, values[0])
    decimals = 1 if values[0] / scale.factor < 100 else 0
    return [scale.amount(figure(value / scale.factor, decimals)) for value in values]


def _rests_on(found: Judgement) -> list[str]:
    reference, weights = found.reference, found.table["inside_weight"]
    low, high = float(np.min(weights)), float(np.max(weights))
    told = f"{low:.2g}" if low == high else f"{low:.2g} to {high:.2g}"
    scores = reference.scores.where(model="this class")[0]
    missed = f"shares are missed by {scores['crps']:.3f} (CRPS; 0 is perfect)"
    if reference.rates:
        like = (
            f"{reference.name}, worth {reference.programmes} programmes; of shares drawn from them "
            f"{scores['coverage']:.0%} lie within P10 to P90 and {missed}; no other test."
        )
    else:
        like = (
            f"{reference.name}, {len(reference)} cases of {reference.programmes} programmes; left "
            f"out in turn, {scores['coverage']:.0%} lie within P10 to P90, and {missed}."
        )
    stages = [each for each in STAGES if each.name in found.table["stage"]]
    missing = [each.name for each in stages if not stage_in(reference.stages, each)]
    without = f"It has no case that is {' or '.join(missing)}: all its cases count there."
    return [
        f"Their like: {like}",
        *([without] if missing else []),
        f"Both: their own plants by {told}, their like by the rest. Own plants rest on assumptions "
        "where the table says nothing. "
        "One draw for all: "
        f"{', '.join([*map(words_of, found.shared), 'how far the rates of their like are off'])}.",
    ]


# --- picture -----------------------------------------------------------------------------------


def plot_judgement(found: Judgement, ax: Axes | None) -> Axes:
    """See `Judgement.plot`."""
    check_axes(ax)
    pyplot = need("matplotlib.pyplot", "plot", "plot()")
    rows = list(found.table)[:_MOST_DRAWN]
    own = ax is None
    if ax is None:
        _, ax = pyplot.subplots(figsize=(9, 1.6 + 0.36 * len(rows)), layout="constrained")
    places = np.arange(len(rows))[::-1]
    for view, colour, up, words in (
        ("inside", _INSIDE, 0.17, "its own plant, P10 to P90"),
        ("outside", _OUTSIDE, -0.17, "its like, P10 to P90"),
    ):
        low = np.array([row[f"{view}_p10"] for row in rows])
        high = np.array([row[f"{view}_p90"] for row in rows])
        ax.barh(places + up, high - low, 0.28, left=low, color=colour, alpha=0.45, label=words)
        middle = [row[f"{view}_p50"] for row in rows]
        ax.plot(middle, places + up, "|", color=colour, markersize=9, markeredgewidth=2.2)
        zero = np.array([row[f"{view}_p_zero"] for row in rows])
        ax.scatter(
            np.full(len(rows), -0.04),
            places + up,
            s=90 * zero,
            color=colour,
            clip_on=False,
            zorder=3,
        )
    ax.axvline(1, color=_PLAN, linewidth=1.2, label="announced")
    _name(ax, places, rows)
    top = max([1.25, *(row[f"{view}_p90"] * 1.05 for row in rows for view in VIEWS[:2])])
    ax.set_xlim(-0.08, top)
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.set_xlabel(
        "share of what was announced, in its first twelve months; mark: P50; the larger the dot,\n"
        "the likelier nothing; after the name: probability of all of it, by both"
    )
    more = f", the first {len(rows)} of {len(found)}" if len(found) > len(rows) else ""
    ax.set_title(f"Announced and likely, as of {found.as_of}{more}", loc="left")
    ax.spines[["top", "right"]].set_visible(False)
    if own:
        ax.figure.legend(loc="outside lower center", ncols=3, frameon=False)
    else:
        ax.legend(frameon=False)
    return ax


def _name(ax: Axes, places: np.ndarray, rows: list[dict[str, Any]]) -> None:
    """Names the bars; by rank where no font has a name's characters."""
    font = cjk_font()
    texts = []
    for row in rows:
        name = clean(row["name"])
        name = name if font or not has_cjk(name) else f"project {row['rank']:.0f}"
        texts.append(f"{name}  {probability(row['both_p_reached'])}")
    labels = ax.set_yticks(places, texts, parse_math=False)
    for tick, text in zip(labels, texts):
        if has_cjk(text):
            tick.label1.set_fontproperties(
                need("matplotlib.font_manager", "plot", "plot()").FontProperties(fname=font)
            )


# --- files -------------------------------------------------------------------------------------


def write_workbook(found: Judgement, path: str | os.PathLike[str]) -> None:
    """See `Judgement.to_excel`."""
    write_frames(found.frames(), path, "Judgement of projects", _form_of)


def _form_of(column: str) -> str:
    """How numbers of a column are shown in a workbook."""
    shares = (*(f"{view}_" for view in VIEWS), "p_", "share_of", "expected_share", "coverage")
    if column.startswith(shares):
        return "share"
    if column in ("rank", "row", "projects", "cases", "programmes"):
        return "whole"
    return "digits" if column.startswith(("crps", "brier")) else ""


def write_judgement(found: Judgement, folder: str | os.PathLike[str]) -> list[str]:
    """See `Judgement.write`."""
    frames = found.frames()
    path = check_folder(folder, [f"{name}.csv" for name in frames])
    notes: list[str] = []
    with told_as(path), folder_for(path) as made:
        for name, frame in frames.items():
            frame.to_csv(made / f"{name}.csv")

        def parquet() -> None:
            for name, frame in frames.items():
                frame.to_parquet(made / f"{name}.parquet")

        def workbook() -> None:
            write_workbook(found, made / "judgement.xlsx")

        def picture() -> None:
            pyplot = need("matplotlib.pyplot", "plot", "A picture")
            ax = plot_judgement(found, None)
            ax.figure.savefig(made / "projects.png", dpi=120)
            pyplot.close(ax.figure)

        for what, write in (("Parquet", parquet), ("workbook", workbook), ("picture", picture)):
            note = _tried(what, write)
            notes += [note] if note else []
        put_all(sorted(made.iterdir()), path)
    return notes


def _tried(what: str, write: Callable[[], None]) -> str:
    """Writes files of a kind; a note where its extra is missing."""
    try:
        write()
    except MissingExtraError as error:
        return f"no {what}: {error}"
    return ""


def print_each(rows: Iterable[dict[str, Any]]) -> None:
    """Prints verdicts as CSV, each as it comes; a row that is no project has its error alone."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    names: list[str] = []
    waiting: list[dict[str, Any]] = []
    for row in rows:
        if not names and row["error"]:
            waiting.append(row)
            continue
        if not names:
            names = list(row)
            writer.writerow(names)
            writer.writerows([csv_cell(each.get(name)) for name in names] for each in waiting)
        writer.writerow([csv_cell(row.get(name)) for name in names])
    if not names:
        writer.writerow(["row", "name", "error"])
        writer.writerows([csv_cell(value) for value in each.values()] for each in waiting)
