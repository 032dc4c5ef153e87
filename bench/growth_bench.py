"""How time and memory grow: each kind of input at a size and at four times it.

    python bench/growth_bench.py [KIND ...]

Each size runs in an interpreter of its own, on one thread. Prints seconds and the memory above the
imported package at both sizes, and their ratios: 4 is linear.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import rampcast as rc

START = dt.date(2024, 1, 1)
FOUR_YEARS = rc.Timeline(START, dt.date(2028, 1, 1))
PATHS = 1024


def line(name: str, **changed: object) -> rc.Line:
    return rc.Line(
        name,
        **{
            "starts": START,
            "nameplate": rc.Nameplate(units_per_year=rc.Pert(8_000, 10_000, 11_000)),
            "ramp": rc.Logistic(midpoint_days=rc.Normal(180, 30), rise_days=240),
            **changed,
        },
    )


def plant(**stated: object) -> rc.Plant:
    return rc.Plant(id="growth", as_of=START, **{"lines": [line("L")], **stated})


def forecast(of: rc.Plant, timeline: rc.Timeline = FOUR_YEARS, **options: object) -> rc.Forecast:
    return rc.forecast(of, timeline, **{"paths": PATHS, "threads": 1, **options})


def table_of_targets(n: int) -> None:
    targets = [rc.Target(f"target {i}", from_=START, units_per_year=9_000 + i) for i in range(n)]
    str(forecast(plant(targets=targets)))


def lines(n: int) -> None:
    forecast(plant(lines=[line(f"L{i}") for i in range(n)]))


def lines_by_month(n: int) -> None:
    forecast(plant(lines=[line(f"L{i}") for i in range(n)]), steps=["month"])


def daily(n: int) -> rc.Timeline:
    return rc.Timeline(START, START + dt.timedelta(days=n), step="day")


def days(n: int) -> None:
    forecast(plant(), daily(n), paths=16 * PATHS, steps=["day"])


def cash(**more: object) -> rc.Plant:
    return plant(
        products=[rc.Product("unit", price=rc.Price(start=1_000), material_share=0.5)],
        costs=[rc.Cost("wages", rates=[rc.Arrival(from_=START, per_year=300_000)])],
        cash=rc.Cash(
            opening=1_000_000,
            material_days=rc.Pert(-30, 0, 30),
            collection_days=rc.Pert(60, 120, 210),
        ),
        **more,
    )


def days_with_cash(n: int) -> None:
    forecast(cash(), daily(n), metrics=["cash"], steps=["month"])


def of_components(products: int, components: int) -> rc.Plant:
    names = [f"c{i}" for i in range(components)]
    return plant(
        components=[
            rc.Component(name, arrivals=[rc.Arrival(from_=START, per_year=rc.Pert(8e3, 1e4, 2e4))])
            for name in names
        ],
        products=[
            rc.Product(f"p{i}", price=rc.Price(start=1_000), components=dict.fromkeys(names, 1))
            for i in range(products)
        ],
        mix=[rc.MixPoint(shares={f"p{i}": 1 / products for i in range(products)})],
    )


def products(n: int) -> None:
    forecast(of_components(n, 25))


def products_and_components(n: int) -> None:
    side = round(n**0.5)
    forecast(of_components(side, side))


def changes(n: int) -> None:
    station = rc.Station("s", cycle_time_s=60, places=10)
    many = [
        rc.Change(on=START + dt.timedelta(days=i % 1_400), add={"s.places": 0.01}) for i in range(n)
    ]
    forecast(plant(lines=[line("L", nameplate=None, stations=[station], changes=many)]))


def drivers(n: int) -> None:
    caps = [
        rc.Cap(f"c{i}", limits=[rc.Arrival(from_=START, per_year=rc.Pert(8e3, 1e4, 2e4))])
        for i in range(n)
    ]
    forecast(plant(caps=caps), sampling="plain")


def milestones(n: int) -> None:
    chain = [rc.Milestone("m0", on=START)]
    chain += [rc.Milestone(f"m{i}", after=[f"m{i - 1}"], days=0.1) for i in range(1, n)]
    forecast(plant(lines=[line("L", starts=f"m{n - 1}")], milestones=chain))


KINDS: dict[str, tuple[Callable[[int], None], int]] = {
    "targets, printed": (table_of_targets, 50),
    "lines": (lines, 250),
    "lines, by month": (lines_by_month, 250),
    "days": (days, 1_187),
    "days, with cash": (days_with_cash, 1_187),
    "products of 25 components": (products, 250),
    "products x components": (products_and_components, 25_000),
    "changes of a line": (changes, 1_250),
    "drivers, plain draws": (drivers, 2_500),
    "milestones in a chain": (milestones, 500),
}


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_one(kind: str, n: int) -> None:
    before = peak_mb()
    call = KINDS[kind][0]
    began = time.perf_counter()
    call(n)
    print(time.perf_counter() - began, peak_mb() - before)


def measured(kind: str, n: int) -> tuple[float, float]:
    """Seconds, and megabytes above the imported package."""
    command = [sys.executable, __file__, "--one", kind, str(n)]
    seconds, megabytes = subprocess.run(
        command, check=True, capture_output=True, text=True
    ).stdout.split()
    return float(seconds), float(megabytes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="all by default")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run_one(arguments.one[0], int(arguments.one[1]))
        return
    print(f"{rc.engine.variant}, one thread")
    print(f"{'kind':28}{'n':>8}{'4n':>9}{'s':>9}{'s':>9}{'ratio':>7}{'MB':>8}{'MB':>8}{'ratio':>7}")
    for kind in arguments.kinds or KINDS:
        n = KINDS[kind][1]
        (seconds, mb), (seconds4, mb4) = measured(kind, n), measured(kind, 4 * n)
        print(
            f"{kind:28}{n:8,}{4 * n:9,}{seconds:9.3f}{seconds4:9.3f}{seconds4 / seconds:7.1f}"
            f"{mb:8.1f}{mb4:8.1f}{mb4 / max(mb, 1):7.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
