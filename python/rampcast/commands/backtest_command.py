"""The command ``rampcast backtest``."""

from __future__ import annotations

import argparse
from typing import Any, Callable

from ..files import check_file, check_picture
from ..units import clean


def add_backtest(verbs: Any, count: Callable[[str], int], progress: Callable[[str], Any]) -> None:
    """Adds the command to a parser's verbs. count: reads whole numbers. progress: shows how far a
    call is."""
    verb = verbs.add_parser(
        "backtest",
        help="how well ramps of a file would have been foretold",
        description="Forecasts each series of a file from its first periods by what other ramps "
        "were like, and scores that against what came, beside naive baselines.",
    )
    verb.add_argument(
        "file", metavar="FILE", help="CSV file with unique_id, ds, y and, if wished, group"
    )
    verb.add_argument("--pool", metavar="POOL", help="file of a pool to forecast by")
    verb.add_argument(
        "--folds",
        type=count,
        metavar="N",
        help="learn a pool for each of N parts from the others (default: 2 without --pool; 0: the "
        "pool that ships)",
    )
    verb.add_argument("--by", metavar="COLUMN", help="series with the same here are kept together")
    verb.add_argument(
        "--groups", metavar="COLUMN", help="series with the same here share a ceiling"
    )
    verb.add_argument(
        "--origins",
        metavar="N,N",
        default="8",
        help="periods seen, a forecast each (default %(default)s)",
    )
    verb.add_argument(
        "--horizon", type=count, default=28, metavar="N", help="periods ahead (default %(default)s)"
    )
    verb.add_argument("--seed", type=count, default=1, metavar="N", help="default %(default)s")
    verb.add_argument("--out", metavar="CSV", help="write the scores of each series")
    verb.add_argument("--picture", metavar="PNG", help="draw it")
    verb.set_defaults(do=lambda args: _backtest(args, progress))


def _backtest(args: argparse.Namespace, progress: Callable[[str], Any]) -> None:
    from ..series.backtest import backtest
    from ..series.pool import Pool

    if args.out is not None:
        check_file(args.out)
    if args.picture is not None:
        check_picture(args.picture)
    try:
        origins = [int(part) for part in args.origins.split(",")]
    except ValueError:
        raise ValueError(f"--origins is {args.origins}, must be whole numbers: 5,8,12") from None
    pool = Pool.load(args.pool) if args.pool is not None else None
    folds = args.folds if args.folds is not None else 0 if pool else 2
    with progress("backtest") as told:
        found = backtest(
            args.file,
            pool,
            origins=origins,
            horizon=args.horizon,
            folds=folds,
            by=args.by,
            groups=args.groups,
            seed=args.seed,
            progress=told,
        )
    if args.out is not None:
        found.by_series.to_csv(args.out)
    if args.picture is not None:
        found.plot().savefig(args.picture, dpi=150)
    print("\n".join(clean(line) for line in found.report().splitlines()))
