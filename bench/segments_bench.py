"""What figures by product and by line cost, beside those of the plant, in the same run."""

import datetime as dt
import statistics
import time

import numpy as np
import rampcast as rc

START = dt.date(2024, 1, 1)


def seconds(of, **options):
    """The median of five runs."""
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        rc.forecast(of, threads=1, **options)
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def large(products, lines, restricted):
    """A plant of many products and lines, 48 months."""
    rng = np.random.default_rng(1)
    names = [f"p{i}" for i in range(products)]
    makes = rng.random((lines, products)) < 0.4
    for p in range(products):
        makes[p % lines, p] = True
    shares = rng.dirichlet(np.ones(products))
    return rc.Plant(
        id="large",
        as_of=START,
        timeline=rc.Timeline(START, dt.date(2028, 1, 1)),
        lines=[
            rc.Line(
                f"l{i}",
                starts=START,
                nameplate=rc.Nameplate(units_per_year=rc.Pert(500, 1000, 1400)),
                ramp=rc.Logistic(midpoint_days=rc.Pert(60, 120, 240), rise_days=200),
                products=[n for n, can in zip(names, makes[i]) if can] if restricted else [],
            )
            for i in range(lines)
            if makes[i].any()
        ],
        products=[rc.Product(n, price=rc.Price(start=rc.Pert(5, 8, 12))) for n in names],
        mix=[rc.MixPoint(shares=dict(zip(names[:-1], map(float, shares[:-1]))))],
    )


case = rc.load_plant("examples/tianshui.toml")
plain = seconds(case)
print(f"tianshui.toml, 65,536 paths, one thread: plain {plain:.3f} s", end="")
for by in ("product", "line"):
    own = seconds(case, by=by)
    print(f"   by {by} {own:.3f} s, {own / plain:.2f} times", end="")
print()
for restricted in (False, True):
    of = large(8, 12, restricted)
    what = "lines that make some" if restricted else "lines that make all"
    figures = {"metrics": ["units", "value"], "steps": ["year"]}
    own = seconds(of, **figures)
    by = seconds(of, by="product", **figures)
    line = seconds(of, by="line", **figures)
    print(
        f"8 products, 12 lines, 48 months, 65,536 paths, {what}: plain {own:.2f} s   "
        f"by product {by:.2f} s   by line {line:.2f} s"
    )

stopped = large(8, 12, restricted=False)
lines = stopped.lines
for line in lines:
    line.stops = [
        rc.PlannedStop(str(y), from_=dt.date(y, 8, 4), days=14) for y in range(2024, 2028)
    ]
    line.changeover_h, line.runs_per_month = rc.Pert(1, 2, 3), 8
stopped.lines = lines
own = seconds(large(8, 12, restricted=False), **figures)
print(
    f"the same of lines that make all: plain {own:.2f} s   "
    f"with stops and changeovers {seconds(stopped, **figures):.2f} s   "
    f"and their hours {seconds(stopped, metrics=['units', 'stop_hours'], steps=['year']):.2f} s"
)
season = [0.5] * 6 + [0.8, 1.0, 1.2, 2.0, 2.5, 1.5]
ahead = {}
for units in (0, 60):
    of = large(8, 12, restricted=False)
    of.mix = []
    of.product_orders = [
        rc.Orders(
            product=product.name,
            arrivals=[rc.Arrival(from_=START, per_year=1200)],
            season=season,
            build_ahead_units=units,
        )
        for product in of.products
    ]
    ahead[units] = seconds(of, **figures)
print(f"orders for each product {ahead[0]:.2f} s   built ahead of {ahead[60]:.2f} s")
