"""Rules of sharing where products have orders of their own: what each gets, and what binds."""

import datetime as dt

import numpy as np
import pytest
import rampcast as rc
from scipy.optimize import linprog

START = dt.date(2024, 1, 1)
RULES = ["listed", "value"]


def arrivals(per_year):
    return [rc.Arrival(from_=START, per_year=per_year)]


def line(name, units, products=()):
    return rc.Line(
        name, starts=START, nameplate=rc.Nameplate(units_per_year=units), products=list(products)
    )


def orders(product, per_year, **stated):
    return rc.Orders(product=product, arrivals=arrivals(per_year), **stated)


def plant(**stated):
    goods = [rc.Product(n, price=rc.Price(start=p)) for n, p in (("A", 1.0), ("B", 2.0))]
    of = {"products": goods, "timeline": rc.Timeline(START, dt.date(2026, 1, 1)), **stated}
    return rc.Plant(id="a", as_of=START, **of)


def units(of, period=2025):
    f = rc.forecast(of, paths=1024, by="product")
    return {n: f.summary("units", period, product=n)["mean"] for n in ("A", "B")}


BACKLOG = [orders("A", 0, opening_backlog=100_000), orders("B", 1000, unfilled="lost")]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("more", [{}, {"caps": [rc.Cap("p", limits=arrivals(10_000))]}])
def test_what_does_not_bind_takes_nothing(rule, more):
    lines = [line("LA", 100, ["A"]), line("LB", 2000, ["B"])]
    made = units(plant(sharing=rule, lines=lines, product_orders=BACKLOG, **more))
    assert made == pytest.approx({"A": 100, "B": 1000}, rel=2e-3)


@pytest.mark.parametrize("rule", RULES)
def test_a_cap_is_of_all_together(rule):
    lines = [line("LA", 600, ["A"]), line("LB", 2000, ["B"])]
    cap = [rc.Cap("p", limits=arrivals(1200))]
    of = plant(sharing=rule, lines=lines, product_orders=BACKLOG, caps=cap)
    made = units(of)
    wanted = {"A": 600, "B": 600} if rule == "listed" else {"A": 200, "B": 1000}
    assert made == pytest.approx(wanted, rel=5e-3)
    shares = {
        row["constraint"]: row["share"]
        for row in rc.forecast(of, paths=1024).binding("year")
        if row["period"] == "2025"
    }
    assert shares["p"] == pytest.approx(1)


@pytest.mark.parametrize("rule", RULES)
def test_lines_that_are_alike_serve_by_the_rule(rule):
    goods = [rc.Product(n, price=rc.Price(start=p)) for n, p in (("A", 2.0), ("B", 1.0))]
    goods.append(rc.Product("C", price=rc.Price(start=1.0)))
    wanted = [orders("A", 1000), orders("B", 1000), orders("C", 0, opening_backlog=1e-3)]
    for makes in ([], ["A", "B"]):
        of = plant(
            sharing=rule,
            products=goods,
            lines=[line("L", 1000, makes), line("M", 1)],
            product_orders=wanted,
        )
        made = units(of, 2024)
        assert made["A"] == pytest.approx(1000, rel=5e-3)
        assert made["B"] < 10


@pytest.mark.parametrize("rule", RULES)
def test_lines_do_not_bind_where_cash_does(rule):
    goods = [
        rc.Product(n, price=rc.Price(start=p), material_share=0.9)
        for n, p in (("A", 10), ("B", 20))
    ]
    of = plant(
        sharing=rule,
        products=goods,
        lines=[line("LA", 100, ["A"]), line("LB", 2000, ["B"])],
        product_orders=BACKLOG,
        cash=rc.Cash(opening=500, collection_days=60, material_days=-30),
    )
    f = rc.forecast(of, paths=1024, by=["product", "line"])
    made = {r["period"]: r["mean"] for r in f.frame("month", metrics=["units"])}
    could = {r["period"]: r["mean"] for r in f.frame("month", metrics=["line_capacity"])}
    short = [p for p in made if made[p] < 0.9 * could[p]]
    assert short
    for row in f.binding("month"):
        if row["period"] in short and row["constraint"] == "lines":
            assert row["share"] == 0, row


def test_value_is_the_optimum_with_orders_and_a_cap():
    """Against HiGHS in double precision, a month whose orders are all in its opening backlog."""
    rng = np.random.default_rng(3)
    for _ in range(100):
        n, lines = int(rng.integers(2, 5)), int(rng.integers(1, 4))
        names = [f"p{i}" for i in range(n)]
        values, pieces = rng.uniform(1, 9, n), rng.uniform(0.5, 3, n)
        work, wanted = rng.uniform(0.5, 2, n), rng.uniform(5, 200, n)
        makes = rng.random((lines, n)) < 0.6
        makes[0] = True
        makes[:, 0] = True
        rates = rng.uniform(200, 2000, lines)
        stock, cap = float(rng.uniform(50, 400)), float(rng.uniform(300, 4000))
        days = 31
        of = plant(
            sharing="value",
            timeline=rc.Timeline(START, dt.date(2024, 2, 1)),
            lines=[
                line(f"l{i}", float(rates[i]), [m for m, can in zip(names, makes[i]) if can])
                for i in range(lines)
            ],
            products=[
                rc.Product(
                    m,
                    price=rc.Price(start=float(v)),
                    components={"c": float(q)},
                    line_work=float(w),
                )
                for m, v, q, w in zip(names, values, pieces, work)
            ],
            components=[rc.Component("c", arrivals=arrivals(0.0), opening_stock=stock)],
            caps=[rc.Cap("p", limits=arrivals(cap))],
            product_orders=[
                orders(m, 0.0, opening_backlog=float(w)) for m, w in zip(names, wanted)
            ],
        )
        f = rc.PathFunction(of, metrics=["value", "units"], steps=["month"], by=["product"])
        found = f.precise(np.zeros((1, 0)))[0]
        at = {(e.metric, e.member): v for e, v in zip(f.figures, found)}
        # x[line][product]: what each line makes of each.
        size = lines * n
        rows, most = [], []
        for i in range(lines):
            row = np.zeros(size)
            row[i * n : (i + 1) * n] = work
            rows.append(row)
            most.append(rates[i] / 365 * days)
        for p in range(n):
            row = np.zeros(size)
            row[p::n] = 1
            rows.append(row)
            most.append(wanted[p])
        rows += [np.tile(pieces, lines), np.ones(size)]
        most += [stock, cap * days / 366]
        best = linprog(
            -np.tile(values, lines),
            rows,
            most,
            bounds=[(0, None if can else 0) for can in makes.ravel()],
        )
        assert at[("gross_output_value", "")] == pytest.approx(-best.fun, rel=1e-9)
