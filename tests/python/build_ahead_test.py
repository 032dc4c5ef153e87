"""Building for stock ahead of a season, and products that start."""

import datetime as dt
import re

import numpy as np
import pytest
import rampcast as rc

START = dt.date(2024, 1, 1)
SEASON = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.8, 1.0, 1.2, 2.0, 2.5, 1.5]
DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
TOML = """
[plant]
id = "toys"
as_of = 2024-01-01

[timeline]
start = 2024-01-01
end = 2026-01-01

[[product]]
name = "sledge"
price = { start = 100 }
material_share = 0.4

[[line]]
name = "L"
starts = 2023-06-01
nameplate = { units_per_year = 3650 }

[orders]
arrivals = [{ from = 2024-01-01, per_year = 3600 }]
season = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.8, 1.0, 1.2, 2.0, 2.5, 1.5]
unfilled = "lost"
build_ahead_units = 600

[sales]
ownership = 1
"""


def toys(ahead=600.0):
    of = rc.parse_plant(TOML)
    orders = of.orders
    orders.build_ahead_units = ahead
    of.orders = orders
    return of


def arrivals(per_year):
    return [rc.Arrival(from_=START, per_year=per_year)]


def two(**stated):
    """Two products with orders of their own on one line."""
    return rc.Plant(
        id="two",
        as_of=START,
        timeline=rc.Timeline(START, dt.date(2026, 1, 1)),
        lines=[rc.Line("L", starts=START, nameplate=rc.Nameplate(units_per_year=1300.0))],
        products=[rc.Product(name, price=rc.Price(start=5.0)) for name in "ab"],
        product_orders=[
            rc.Orders(product="a", arrivals=arrivals(700.0), season=SEASON, build_ahead_units=150),
            rc.Orders(product="b", arrivals=arrivals(500.0)),
        ],
        **stated,
    )


def test_winter_is_served_from_what_summer_made():
    forecast = rc.forecast(toys(), metrics=["units", "revenue", "backlog", "finished_stock"])
    months = forecast.frame("month")
    made, stock, revenue = (
        months.where(metric=name)["mean"][:12] for name in ("units", "finished_stock", "revenue")
    )
    there = 0.0
    for k, days in enumerate(DAYS):
        wanted = 3600 * days / 366 * SEASON[k]
        sent = min(there, wanted)
        there -= sent
        now = min(10 * days, wanted - sent + max(600 - there, 0))
        at_once = min(now, wanted - sent)
        there += now - at_once
        assert made[k] == pytest.approx(now, rel=1e-5), k
        assert stock[k] == pytest.approx(there, abs=1e-2), k
        assert revenue[k] == pytest.approx(100 * (sent + at_once), rel=1e-4), k
    assert stock.max() == pytest.approx(600, rel=1e-5)
    assert not months.where(metric="backlog")["mean"].any()
    without = rc.forecast(toys(0.0), metrics=["units"]).summary("units", 2024)["mean"]
    assert made.sum() > without + 500
    limits = forecast.binding("month").where(constraint="orders")["share"]
    assert limits[4] == 1  # in May there is no more room for stock
    assert limits[10] == 0


def test_nothing_changes_where_nothing_is_built_ahead():
    of, bare = toys(0.0), rc.parse_plant(TOML.replace("build_ahead_units = 600\n", ""))
    first, second = (rc.forecast(each, keep_paths=True) for each in (of, bare))
    assert np.array_equal(first.paths_of("units"), second.paths_of("units"))


def test_orders_and_stock_are_told_by_product():
    forecast = rc.forecast(
        two(), metrics=["units", "backlog", "finished_stock"], steps=["month"], by="product"
    )
    rows = forecast.frame("month", by="product")
    whole = forecast.frame("month")
    days = np.array([*DAYS, 31, 28, *DAYS[2:]], dtype=float)
    years = days / np.repeat([366, 365], 12)
    ordered = {"a": 700 * years * np.tile(SEASON, 2), "b": 500 * years}
    sums = {"backlog": 0.0, "finished_stock": 0.0}
    for name in "ab":
        own = rows.where(product=name)
        made = own.where(metric="units")["mean"].cumsum()
        backlog = own.where(metric="backlog")["mean"]
        stock = own.where(metric="finished_stock")["mean"]
        assert made - stock == pytest.approx(ordered[name].cumsum() - backlog, abs=0.05)
        sums["backlog"] += backlog
        sums["finished_stock"] += stock
    for metric, total in sums.items():
        assert whole.where(metric=metric)["mean"] == pytest.approx(total, abs=1e-2)
    stocks = rows.where(metric="finished_stock")
    assert stocks.where(product="a")["mean"].max() == pytest.approx(150, rel=1e-5)
    assert stocks.where(product="b")["mean"].max() < 1e-3


def test_what_is_not_known_is_refused():
    with pytest.raises(ValueError, match="backlog is not known by line"):
        rc.forecast(two(), paths=1024).frame(metrics=["backlog"], by="line")
    bare = two()
    bare.product_orders = []
    bare.mix = [rc.MixPoint(shares={"a": 0.5})]
    with pytest.raises(ValueError, match="finished_stock needs the plant's orders"):
        rc.forecast(bare, metrics=["finished_stock"])
    with pytest.raises(ValueError, match='sharing "listed"; with it sharing must be mix'):
        rc.forecast(two(sharing="listed"))


def test_written_as_read():
    assert rc.parse_plant(rc.to_toml(toys())) == toys()
    of = models()
    assert rc.parse_plant(rc.to_toml(of)) == of


def models(**stated):
    """A new model on the line of an old one, half of the mix from April on."""
    return rc.Plant(
        id="models",
        as_of=START,
        timeline=rc.Timeline(START, dt.date(2026, 1, 1)),
        milestones=[rc.Milestone("launch", on=rc.Pert("2024-03-15", "2024-03-28", "2024-03-31"))],
        lines=[
            rc.Line("L", starts="2023-06-01", nameplate=rc.Nameplate(units_per_year=3650.0)),
            rc.Line(
                "M",
                starts="2023-06-01",
                nameplate=rc.Nameplate(units_per_year=365.0),
                products=["old"],
            ),
        ],
        products=[
            rc.Product("old"),
            rc.Product("new", starts="launch", ramp=rc.Linear(rise_days=rc.Pert(60, 90, 200))),
        ],
        mix=[
            rc.MixPoint(on=START, shares={"new": 0.0}),
            rc.MixPoint(on=dt.date(2024, 3, 31), shares={"new": 0.0}),
            rc.MixPoint(on=dt.date(2024, 4, 1), shares={"new": 0.5}),
        ],
        **stated,
    )


def test_a_new_model_slows_its_line():
    months = rc.forecast(models(), paths=4096, by="product").frame(
        "month", metrics=["units"], by="product"
    )
    new, old = (months.where(product=name)["mean"] for name in ("new", "old"))
    assert new[:3] == pytest.approx(np.zeros(3), abs=1e-3)
    assert old[2] == pytest.approx(11 * 31, rel=1e-5)
    assert new[3:] == pytest.approx(old[3:], rel=1e-5)
    # Line M does one day's unit of the old, L the rest.
    assert new[3] < 60
    assert new[23] == pytest.approx(11 * 31 / 2, rel=1e-5)
    steps = rc.forecast(models(), paths=4096).explain(2024)
    assert dict(zip(steps["step"], steps["units_change"]))["ramp"] < -200


def test_shares_that_are_never_met_are_refused_with_their_month():
    of = models()
    first, second = of.lines
    first.changes = [rc.Change(on="2025-02-10", set={"nameplate.units_per_year": 0.0})]
    of.lines = [first, second]
    words = 'product "new": has a share of the mix from 2025-03 on that cannot be met'
    with pytest.raises(ValueError, match=re.escape(words)):
        rc.forecast(of, paths=1024)
    assert any(words in each for each in rc.warnings(of))
    # Over a timeline that ends before, it is met.
    assert rc.forecast(of, rc.Timeline(START, dt.date(2025, 1, 1)), paths=1024)
    of.sharing = "listed"
    assert rc.forecast(of, paths=1024).summary("units", "2025-06")["mean"] > 0
