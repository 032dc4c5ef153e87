"""The commands ``rampcast target``, ``rampcast sensitivity`` and ``rampcast goal-seek``."""

from __future__ import annotations

import argparse
from typing import Any, Callable

from .. import _core
from ..files import check_file, check_picture
from ..units import clean


def add_targets(verbs: Any, count: Callable[[str], int], progress: Callable[[str], Any]) -> None:
    """Adds the commands to a parser's verbs. count: reads whole numbers. progress: shows how far a
    call is."""
    verb = verbs.add_parser(
        "target",
        help="how likely a target is, and what would have to be true",
        description="How likely a target of a scenario is, however unlikely, which assumptions "
        "would have to be otherwise and by how much, and what limits output then.",
    )
    _common(verb, count)
    verb.add_argument(
        "--name", metavar="TARGET", help="a target of the file (default: its first, or --at-least)"
    )
    verb.set_defaults(do=lambda args: _target(args, progress))

    verb = verbs.add_parser(
        "sensitivity",
        help="which assumptions a figure rests on",
        description="The figure with each assumption at its P10 and P90, what could be known, and "
        "what to ask for first.",
    )
    _common(verb, count)
    verb.add_argument("--paths", type=count, default=1024, metavar="N", help="default %(default)s")
    verb.set_defaults(do=lambda args: _sensitivity(args, progress))

    verb = verbs.add_parser(
        "goal-seek",
        help="the value of an assumption at which a target is met",
        description="For each assumption alone the value at which a percentile of a figure reaches "
        "a target, or the best it can do.",
    )
    _common(verb, count, needs=True)
    verb.add_argument(
        "--driver",
        metavar="PATH",
        action="append",
        help="a number, or a group with * in it; may be given again (default: each)",
    )
    verb.add_argument(
        "--percentile",
        type=float,
        default=50,
        metavar="P",
        help="of the figure (default %(default)s)",
    )
    verb.set_defaults(do=lambda args: _goal_seek(args, progress))


def _common(verb: Any, count: Callable[[str], int], needs: bool = False) -> None:
    verb.add_argument("file", metavar="FILE", help="scenario file (TOML)")
    verb.add_argument("--metric", metavar="NAME", help="units, value, cash ... (default: units)")
    verb.add_argument("--at-least", type=float, required=needs, metavar="AMOUNT", help="of it")
    verb.add_argument("--product", metavar="NAME", default="", help="of one product (default: all)")
    verb.add_argument(
        "--period", metavar="LABEL", help="such as 2025 or 2025-Q3 (default: the target's year)"
    )
    verb.add_argument("--seed", type=count, default=1, metavar="N", help="default %(default)s")
    verb.add_argument("--out", metavar="XLSX", help="write the tables as a workbook")
    verb.add_argument("--picture", metavar="PNG", help="draw it")


def _check(args: argparse.Namespace) -> None:
    if args.out is not None:
        check_file(args.out)
    if args.picture is not None:
        check_picture(args.picture)


def _put(found: Any, args: argparse.Namespace) -> None:
    if args.out is not None:
        found.to_excel(args.out)
    if args.picture is not None:
        found.plot().figure.savefig(args.picture, dpi=150)
    print("\n".join(clean(line) for line in str(found).splitlines()))


def _target(args: argparse.Namespace, progress: Callable[[str], Any]) -> None:
    from ..targets.demands import default_period, timeline_of
    from ..targets.what_it_takes import what_it_takes

    _check(args)
    plant = _core.load_plant(args.file)
    asked: dict[str, Any] = {"metric": args.metric, "at_least": args.at_least}
    asked["period"] = args.period
    target = args.name
    if args.product:
        if target is not None or args.at_least is None:
            raise ValueError("--product needs --at-least, and no --name")
        period = args.period or default_period(plant, timeline_of(plant))
        target = {**asked, "metric": args.metric or "units", "period": period}
        target["product"], asked = args.product, {}
    with progress("target") as told:
        found = what_it_takes(
            plant,
            target,
            **asked,
            seed=args.seed,
            progress=told,
        )
    _put(found, args)


def _sensitivity(args: argparse.Namespace, progress: Callable[[str], Any]) -> None:
    from ..targets.sensitivity import sensitivity

    _check(args)
    plant = _core.load_plant(args.file)
    found = sensitivity(
        plant,
        metric=args.metric or "units",
        period=args.period,
        product=args.product,
        at_least=args.at_least,
        seed=args.seed,
        paths=args.paths,
    )
    with progress("sensitivity") as told:
        found.tornado(progress=told)
    _put(found, args)


def _goal_seek(args: argparse.Namespace, progress: Callable[[str], Any]) -> None:
    from ..targets.goal_seek import goal_seek

    _check(args)
    plant = _core.load_plant(args.file)
    driver = args.driver
    if driver is not None and len(driver) == 1:
        driver = driver[0]
    if args.picture is not None and not isinstance(driver, str):
        raise ValueError("--picture needs one --driver")
    with progress("goal seek") as told:
        found = goal_seek(
            plant,
            args.metric or "units",
            at_least=args.at_least,
            period=args.period,
            product=args.product,
            driver=driver,
            percentile=args.percentile,
            seed=args.seed,
            progress=told,
        )
    _put(found, args)
