"""The command line."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import json
import math
import os
import shutil
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from typing import Any, Callable, NoReturn

from rich.cells import cell_len

from . import __version__, _core
from .commands.backtest_command import add_backtest
from .commands.calibrate_command import add_calibrate
from .commands.cli_fit import add_fit
from .commands.cli_targets import add_targets
from .forecasts.forecast import Forecast, forecast
from .forecasts.report import report
from .forecasts.segments import BY, collected_by, segment_report
from .forecasts.sentences import rests_on
from .forecasts.table import main_year
from .forecasts.write import assumptions, check_folder, defaults, file_names, percentile_text
from .frame import Frame
from .line.line_results import LinePerformance
from .line.line_table import line_from_table, write_line_template
from .line.lines import capacity, simulate
from .start import running
from .units import STEPS, clean, pad, plural
from .words import CHECK_WORDS, WORDS, say

_FINE = ("day", "week", "half-month")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"rampcast: {message} (see {self.prog} --help)\n")


def _count(text: str) -> int:
    """A whole number, thousands separated by , or _ if wished."""
    try:
        value = int(text.replace(",", "").replace("_", ""))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
    if value < 0:
        raise argparse.ArgumentTypeError(f"{text} is less than 0")
    return value


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="rampcast",
        description="How many units will a factory make, what are they worth, and how sure can "
        "one be?",
    )
    parser.add_argument("--version", action="version", version=f"rampcast {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)

    run = verbs.add_parser("forecast", help="forecast a plant", description="Forecasts a plant.")
    run.add_argument("file", metavar="FILE", help="scenario file (TOML)")
    run.add_argument("--out", metavar="DIR", help="write tables as CSV, Parquet and a workbook")
    run.add_argument(
        "--paths",
        type=_count,
        default=65536,
        metavar="N",
        help="paths in all, shared by the combinations of alternatives (default %(default)s)",
    )
    run.add_argument("--seed", type=_count, default=1, metavar="N", help="default %(default)s")
    run.add_argument(
        "--threads",
        type=_count,
        default=0,
        metavar="N",
        help="default: one a processor; results do not depend on it",
    )
    run.add_argument("--step", choices=STEPS, default="year", help="rows of the table printed")
    run.add_argument(
        "--by",
        choices=BY,
        action="append",
        default=[],
        help="the table of each product, or line, too; may be given twice",
    )
    _add_lang(run)
    run.add_argument(
        "--sampling",
        choices=("sobol", "plain"),
        default="sobol",
        help="how uncertain numbers are drawn (default %(default)s)",
    )
    run.add_argument("--json", action="store_true", help="print one JSON object instead")
    run.set_defaults(do=_forecast)

    line = verbs.add_parser(
        "capacity",
        help="what production lines can make",
        description="What the lines of a file can make when mature, by formula or piece by piece.",
    )
    line.add_argument(
        "file", metavar="FILE", help="file with lines (TOML), a scenario file, or a table (.csv)"
    )
    line.add_argument("--line", metavar="NAME", help="only this one")
    line.add_argument("--simulate", action="store_true", help="piece by piece, at length")
    line.add_argument(
        "--formula", action="store_true", help="the formula alone, not checked by simulation"
    )
    line.add_argument("--seed", type=_count, default=1, metavar="N", help="default %(default)s")
    _add_lang(line)
    line.set_defaults(do=_capacity)

    table = verbs.add_parser(
        "lines",
        help="write a table of stations to fill in",
        description="Writes a table of stations (CSV) to fill in: a row a station, a column a "
        "field, what each means in the second row. `rampcast capacity FILE.csv` reads it.",
    )
    table.add_argument(
        "--template", required=True, metavar="FILE", help="CSV file to write; replaced whole"
    )
    table.set_defaults(do=_template)

    judged = verbs.add_parser(
        "judge",
        help="judge a table of announced projects",
        description="Judges a table of announced projects: a ranked line each, and the total.",
    )
    judged.add_argument("file", metavar="TABLE", help="CSV, XLSX or Parquet; a row a project")
    judged.add_argument(
        "--reference", metavar="FILE", help="history of announcements, or a class saved as .json"
    )
    judged.add_argument("--template", metavar="FILE", help="scenario file behind every project")
    judged.add_argument("--as-of", metavar="DATE", help="day of the judgement (default: today)")
    judged.add_argument("--out", metavar="DIR", help="write tables, a workbook and a picture")
    judged.add_argument(
        "--each", action="store_true", help="print CSV as rows are judged: any length, no total"
    )
    judged.add_argument("--paths", type=_count, default=4096, metavar="N", help="of each project")
    judged.add_argument("--seed", type=_count, default=1, metavar="N", help="default %(default)s")
    judged.set_defaults(do=_judge)

    check = verbs.add_parser(
        "check",
        help="validate a scenario and list what is uncertain in it",
        description="Validates a scenario and lists what it rests on.",
    )
    check.add_argument("file", metavar="FILE", help="scenario file (TOML)")
    _add_lang(check)
    check.set_defaults(do=_check)

    add_fit(verbs)
    add_calibrate(verbs, _count, _progress)
    add_targets(verbs, _count, _progress)
    add_backtest(verbs, _count, _progress)

    schema = verbs.add_parser("schema", help="print the JSON Schema of scenario files")
    schema.set_defaults(do=_schema)
    return parser


def _add_lang(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--lang",
        choices=("en", "zh"),
        default="en",
        help="language of the table printed (default %(default)s)",
    )


# --- capacity ----------------------------------------------------------------------------------


def _found(
    line: _core.Line, calendars: list[_core.Calendar], args: argparse.Namespace
) -> LinePerformance:
    with _progress(clean(line.name)) as progress:
        if args.simulate:
            return simulate(line, calendars=calendars, seed=args.seed, progress=progress)
        method = "formula" if args.formula else "checked"
        return capacity(line, calendars=calendars, method=method, seed=args.seed, progress=progress)


def _capacity(args: argparse.Namespace) -> None:
    if args.file.lower().endswith(".csv"):
        lines, calendars = [line_from_table(args.file)], []
    else:
        lines, calendars = _core.load_lines(args.file)
    kept = [line for line in lines if args.line in (None, line.name)]
    if not kept:
        names = ", ".join(f'"{line.name}"' for line in lines) or "none"
        raise ValueError(f'{args.file}: there is no line "{args.line}"; there are {names}')
    kept = [line for line in kept if line.stations or args.line]
    if not kept:
        raise ValueError(f"{args.file}: no line has stations, which capacity needs")
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        found = [_found(line, calendars, args) for line in kept]
    for warning in said:
        print(f"rampcast: warning: {clean(str(warning.message))}", file=sys.stderr)
    texts = [each.report(args.lang) for each in found]
    print("\n\n".join("\n".join(map(clean, text.splitlines())) for text in texts))


def _template(args: argparse.Namespace) -> None:
    write_line_template(args.template)
    print(f"{args.template}: fill in a row a station; rampcast capacity reads it")


# --- forecast ----------------------------------------------------------------------------------


@contextlib.contextmanager
def _progress(words: str) -> Iterator[Callable[[float], None] | None]:
    """A progress bar on standard error, for runs that take more than half a second."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    since = time.monotonic()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(words, total=1.0)
    shown = False

    def update(share: float) -> None:
        nonlocal shown
        if not shown and time.monotonic() - since > 0.5 and share < 1:
            shown = True
            bar.start()
        bar.update(task, completed=share)

    try:
        yield update
    finally:
        if shown:
            bar.stop()


def _forecast(args: argparse.Namespace) -> None:
    if args.out is not None:
        check_folder(args.out)
    plant = _core.load_plant(args.file)
    timeline = _core.default_timeline(plant) if plant.timeline is None else plant.timeline
    if args.step in _FINE and str(timeline.step) != args.step:
        timeline.step = args.step
    steps = None if args.step == "year" else [args.step, "year"]
    if args.json or args.out is not None:
        steps = _core.steps_of(timeline)
    if args.out is not None:
        check_folder(args.out, file_names(steps, by=args.by))
    for warning in _core.warnings(plant):
        print(f"rampcast: warning: {clean(warning)}", file=sys.stderr)
    with _progress("forecast") as progress:
        result = forecast(
            plant,
            timeline,
            paths=args.paths,
            seed=args.seed,
            threads=args.threads,
            sampling=args.sampling,
            steps=steps,
            by=list(dict.fromkeys(args.by)) or None,
            progress=progress,
        )
    text = (
        json.dumps(as_json(result), ensure_ascii=False, indent=1, allow_nan=False)
        if args.json
        else "\n\n".join(
            [
                report(result, args.step, args.lang).text(_width()),
                *(
                    segment_report(result, by, args.step, args.lang).text(_width())
                    for by in args.by
                ),
            ]
        )
    )
    if args.out is not None:
        for note in result.write(args.out):
            print(f"rampcast: {note}", file=sys.stderr)
    print(text)


def _width() -> int | None:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return str(value) if isinstance(value, datetime.date) else value


def _rows(frame: Frame) -> list[dict[str, Any]]:
    return [{name: _plain(value) for name, value in row.items()} for row in frame]


def as_json(result: Forecast) -> dict[str, Any]:
    """A forecast as one object of plain values; figures that nothing defines are null."""
    plant, timeline = result.plant, result.timeline
    year = main_year(result)
    steps = result.steps()
    alternatives: dict[str, Any] = {}
    weights = result.combinations()
    for i, each in enumerate(plant.alternatives):
        alternatives[each.name] = {
            option: {
                "weight": sum(weight for names, weight in weights if names[i] == option),
                "rows": _rows(only.frame("year", metrics=result.metrics)),
                "targets": _rows(only.targets()),
            }
            for option, only in result.by_alternative(each.name).items()
        }
    return {
        "plant": {
            "id": plant.id,
            "name": plant.name or plant.id,
            "unit": plant.unit,
            "currency": plant.currency or "CNY",
        },
        "as_of": _plain(plant.as_of),
        "options": {
            "paths": result.paths,
            "seed": result.seed,
            "sampling": result.sampling,
            "start": str(timeline.start),
            "end": str(timeline.end),
            "step": str(timeline.step),
        },
        "rows": {step: _rows(result.frame(step)) for step in steps},
        **{
            f"rows_by_{by}": {step: _rows(result.frame(step, by=by)) for step in steps}
            for by in collected_by(result)
        },
        "binding": {step: _rows(result.binding(step)) for step in steps},
        "targets": _rows(result.targets()),
        "first_passage": _rows(result.first_passage()),
        "alternatives": alternatives,
        "rests_on": [
            {"driver": name, "metric": "units", "period": year, "rank_correlation": value}
            for name, value in rests_on(result, year)
        ],
        "rampcast": __version__,
    }


# --- judge -------------------------------------------------------------------------------------


def _judge(args: argparse.Namespace) -> None:
    from .portfolio.judge import judge, judge_each
    from .portfolio.judge_report import judgement_report, print_each
    from .portfolio.reference import Reference, learn_reference

    if args.out is not None:
        check_folder(args.out)
    how: dict[str, Any] = {name: getattr(args, name) for name in ("template", "as_of", "paths")}
    how["seed"] = args.seed
    if args.reference is not None:
        read = Reference.load if args.reference.endswith(".json") else learn_reference
        how["reference"] = read(args.reference)
    if args.each:
        print_each(judge_each(args.file, **how))
        return
    with _progress("judge") as progress:
        found = judge(args.file, progress=progress, **how)
    if args.out is not None:
        for note in found.write(args.out):
            print(f"rampcast: {note}", file=sys.stderr)
    print(judgement_report(found).text(_width()))


# --- check -------------------------------------------------------------------------------------

_RIGHT = ("p10", "p50", "p90")


def _listing(frame: Frame, names: Sequence[str], lang: str) -> list[str]:
    """The rows of a frame as aligned lines, indented by two."""
    cells = [[say(CHECK_WORDS, name, lang) for name in names]]
    for row in frame:
        texts = [
            percentile_text(row[name], row["unit"])
            if name in _RIGHT
            else say(CHECK_WORDS, row[name], lang)
            if name == "kind" and row[name]
            else clean(row[name])
            for name in names
        ]
        if row.get("alternatives"):
            texts[0] += f"  [{clean(row['alternatives'])}]"
        cells.append(texts)
    widths = [max(cell_len(line[i]) for line in cells) for i in range(len(names))]
    return [
        "  "
        + "  ".join(
            pad(text, widths[i], "right" if names[i] in _RIGHT else "left")
            for i, text in enumerate(line)
        ).rstrip()
        for line in cells
    ]


def _check(args: argparse.Namespace) -> None:
    def words(key: str, **parts: object) -> str:
        return say(CHECK_WORDS, key, args.lang, **parts)

    def counted(key: str, name: str, count: int) -> str:
        one = name if count == 1 else plural(name)
        return words(key, count=f"{count:,}", **{plural(name): one})

    plant = _core.load_plant(args.file)
    _core.validate(plant)
    table = assumptions(plant)
    uncertain, certain = table.where(uncertain="yes"), table.where(uncertain="no")
    title = clean(plant.name or plant.id)
    since = ""
    if plant.as_of is not None:
        since = "   " + say(WORDS, "as of", args.lang, day=plant.as_of)
    lines = [f"{title}{since}   {words('valid')}"]
    lines += [words("warning", text=clean(warning)) for warning in _core.warnings(plant)]
    lines += [
        words(
            "corrected",
            line=clean(each["line"]),
            share=f"{100 * each['share']:+.1f}",
            error=f"{100 * each['error']:.1f}",
        )
        for each in _core.rate_corrections(plant)
    ]
    if len(uncertain):
        names = ("path", "value", "unit", "p10", "p50", "p90", "kind", "known_on", "source")
        head = words("uncertain", count=len(uncertain))
        lines += ["", head, *_listing(uncertain, names, args.lang)]
    if len(certain):
        names = ("path", "value", "unit", "kind", "known_on", "source")
        head = words("stated", count=len(certain))
        lines += ["", head, *_listing(certain, names, args.lang)]
    left = defaults(plant)
    if len(left):
        names = ("path", "value", "unit", "follows")
        head = words("defaults", count=len(left))
        lines += ["", head, *_listing(left, names, args.lang)]
    facts = sum(1 for row in table if row["kind"] == "fact")
    assumed = sum(1 for row in table if row["kind"] == "assumption")
    unstated = sum(1 for row in uncertain if not row["kind"])
    lines += [
        "",
        say(WORDS, "list", args.lang).join(
            [
                counted("numbers", "number", len(uncertain)),
                counted("facts", "fact", facts),
                counted("assumptions", "assumption", assumed),
                words("unstated", count=f"{unstated:,}"),
                counted("combinations", "combination", _core.combination_count(plant)),
            ]
        ),
    ]
    print("\n".join(lines))


def _schema(args: argparse.Namespace) -> None:
    print(_core.json_schema().rstrip("\n"))


# --- main --------------------------------------------------------------------------------------


def _message(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        place = "" if error.filename is None else f"{os.fspath(error.filename)!s}: "
        text = place + error.strerror
    elif isinstance(error, MemoryError):
        text = "not enough memory; ask for fewer paths"
    else:
        text = str(error) or type(error).__name__
    return clean(" ".join(text.splitlines()))


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command line; returns the exit code.

    0: done. 2: a file, scenario or option that is not valid, told in one line on standard error
    (of a table of projects, a line a row); nothing is written. 130: stopped by Ctrl-C.
    """
    with contextlib.ExitStack() as closed:
        # What was closed before the start takes what is said and keeps nothing.
        for name in ("stdout", "stderr"):
            if getattr(sys, name) is None:
                setattr(sys, name, closed.enter_context(open(os.devnull, "w", encoding="utf-8")))
        with running():
            return _run(argv)


def _run(argv: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    code = 0
    try:
        try:
            args = _parser().parse_args(argv)
            args.do(args)
        except SystemExit as stop:
            code = int(stop.code or 0)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _say("stopped")
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        _leave_output()
        return code
    except (ValueError, TypeError, OSError, ImportError, MemoryError) as error:
        for each in getattr(error, "faults", [error]):
            _say(_message(each))
        _leave_output()
        return 2
    return code


def _say(words: str) -> None:
    with contextlib.suppress(OSError):
        print(f"rampcast: {words}", file=sys.stderr, flush=True)


def _leave_output() -> None:
    """Nothing is left to flush at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
