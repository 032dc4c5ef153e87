"""The command ``rampcast calibrate``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from .. import _core
from ..files import check_file, check_picture
from ..refusals import told as quoted
from ..units import clean


def add_calibrate(verbs: Any, count: Callable[[str], int], progress: Callable[[str], Any]) -> None:
    """Adds the command to a parser's verbs. count: reads whole numbers. progress: shows how far a
    call is."""
    verb = verbs.add_parser(
        "calibrate",
        help="condition a plant on what was made, and forecast it from there",
        description="Conditions the uncertain numbers of a scenario on what was made: prints what "
        "was learned of each and the forecast from there on.",
    )
    verb.add_argument("scenario", metavar="SCENARIO", help="scenario file (TOML)")
    verb.add_argument(
        "actuals",
        nargs="?",
        metavar="ACTUALS",
        help="CSV file with unique_id (the plant, a line or a product), ds and y (default: the "
        "scenario's own actual rows)",
    )
    verb.add_argument(
        "--metric", choices=("units", "value"), default="units", help="what y is (default units)"
    )
    verb.add_argument("--step", metavar="STEP", help="of ds, where dates do not tell: month ...")
    verb.add_argument(
        "--evidence",
        metavar="CSV",
        help="file of what is known beside: driver, and value, sd, reached, by, stops, hours ...",
    )
    verb.add_argument("--draws", type=count, default=2000, metavar="N", help="default %(default)s")
    verb.add_argument("--seed", type=count, default=1, metavar="N", help="default %(default)s")
    verb.add_argument(
        "--shock",
        metavar="SD,CORRELATION",
        help="monthly shock of lines that state none: sd of its log, correlation with the month "
        "before (default .45,.95)",
    )
    verb.add_argument(
        "--extra-sd",
        type=float,
        default=0.05,
        metavar="SD",
        help="of the log of a figure, on top of model and shocks (default %(default)s)",
    )
    verb.add_argument("--paths", type=count, default=65536, metavar="N", help="of the forecast")
    verb.add_argument("--out", metavar="TOML", help="write the scenario as it is now known")
    verb.add_argument("--drivers", metavar="CSV", help="write the table of all uncertain numbers")
    verb.add_argument(
        "--picture", metavar="PNG", help="draw the figures, the forecast before and after"
    )
    verb.set_defaults(do=lambda args: _calibrate(args, progress))


def _calibrate(args: argparse.Namespace, progress: Callable[[str], Any]) -> None:
    from ..calibration.calibrate import calibrate
    from ..calibration.calibrate_evidence import read_evidence

    for path in (args.out, args.drivers):
        if path is not None:
            check_file(path)
    if args.picture is not None:
        check_picture(args.picture)
    plant = _core.load_plant(args.scenario)
    shock = None if args.shock is None else _shock(args.shock)
    evidence = read_evidence(args.evidence) if args.evidence is not None else None
    with progress("calibrate") as told:
        found = calibrate(
            plant,
            args.actuals,
            evidence=evidence,
            draws=args.draws,
            seed=args.seed,
            metric=args.metric,
            step=args.step,
            shock=shock,
            extra_sd=args.extra_sd,
            progress=told,
        )
    print(found)
    print()
    print(found.forecast(paths=args.paths, seed=args.seed))
    if args.out is not None:
        _core.save_plant(found.plant, args.out)
    if args.drivers is not None:
        found.drivers.to_csv(args.drivers)
    if args.picture is not None:
        found.plot().figure.savefig(args.picture, dpi=150)
    for path in (args.out, args.drivers, args.picture):
        if path is not None:
            print(f"written: {clean(str(path))}")


def _shock(text: str) -> _core.Noise:
    """A shock by its sd and correlation."""
    try:
        sd, correlation = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError(f"--shock is {quoted(text)}, must be two numbers: .45,.95") from None
    return _core.Noise(sd=sd, month_correlation=correlation)
