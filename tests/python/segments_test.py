"""Figures by product and by line."""

import datetime as dt
import re

import numpy as np
import pytest
import rampcast as rc
from scipy.optimize import linprog

START = dt.date(2024, 1, 1)
YEAR = rc.Timeline(START, dt.date(2025, 1, 1))
ADDITIVE = ["units", "value", "revenue", "gross_profit", "value_added"]


def line(name, units, **stated):
    return rc.Line(name, starts=START, nameplate=rc.Nameplate(units_per_year=units), **stated)


def arrivals(per_year):
    return [rc.Arrival(from_=START, per_year=per_year)]


def plant(rng, products, lines, **stated):
    """A plant of one certain path, in which lines make some of the products."""
    names = [f"p{i}" for i in range(products)]
    makes = rng.random((lines, products)) < 0.5
    for p in range(products):
        makes[rng.integers(lines), p] = True
    made = [
        line(
            f"l{i}",
            float(rng.uniform(100, 2000)),
            products=[n for n, can in zip(names, makes[i]) if can],
        )
        for i in range(lines)
        if makes[i].any()
    ]
    shares = rng.dirichlet(np.ones(products))
    mix = rc.MixPoint(shares=dict(zip(names[:-1], map(float, shares[:-1]))))
    goods = [
        rc.Product(
            name,
            price=rc.Price(start=float(rng.uniform(1, 9))),
            line_work=float(rng.uniform(0.5, 2)),
            **stated.get("product", {}),
        )
        for name in names
    ]
    rest = {key: value for key, value in stated.items() if key != "product"}
    made_of = rc.Plant(
        id="segments", as_of=START, timeline=YEAR, lines=made, products=goods, mix=[mix], **rest
    )
    return made_of, makes[makes.any(axis=1)], shares


def by_program(of, makes, shares):
    """What lines can make of the mix in a year, with HiGHS."""
    lines, products = makes.shape
    rates = [each.nameplate.units_per_year for each in of.lines]
    work = [each.line_work for each in of.products]
    cost = np.zeros(lines * products + 1)
    cost[-1] = -1
    capacity = np.zeros((lines, len(cost)))
    balance = np.zeros((products, len(cost)))
    for i in range(lines):
        for p in range(products):
            capacity[i, i * products + p] = work[p]
            balance[p, i * products + p] = -1
    balance[:, -1] = shares
    bounds = [(0, None if can else 0) for can in makes.ravel()] + [(0, None)]
    found = linprog(cost, capacity, rates, balance, np.zeros(products), bounds=bounds)
    assert found.status == 0
    return found.x[-1]


def test_lines_of_some_products_make_what_a_linear_program_says():
    rng = np.random.default_rng(1)
    days = 366 / 365  # of a nameplate's year
    for n in range(300):
        of, makes, shares = plant(rng, int(rng.integers(2, 7)), int(rng.integers(2, 7)))
        best = by_program(of, makes, shares) * days
        made = rc.PathFunction(of, metrics=["units"], steps=["year"]).precise(np.zeros((1, 0)))
        assert made[0, 0] == pytest.approx(best, rel=1e-9)
        if n < 20:  # paths of forecasts are in single precision
            made = rc.forecast(of, paths=1024).summary("units", 2024)["mean"]
            assert made == pytest.approx(best, rel=3e-6)


def test_value_is_the_optimum_of_a_linear_program():
    rng = np.random.default_rng(2)
    timeline = rc.Timeline(START, dt.date(2024, 2, 1))
    for n in range(300):
        pieces = [float(x) for x in rng.uniform(0.5, 4, 4)]
        values = [float(x) for x in rng.uniform(1, 9, 4)]
        shares = rng.dirichlet(np.ones(4))
        goods = [
            rc.Product(
                f"p{i}", price=rc.Price(start=values[i]), components={"a": pieces[i], "b": 1.0}
            )
            for i in range(4)
        ]
        stock = [float(rng.uniform(20, 150)), float(rng.uniform(20, 90))]
        parts = [
            rc.Component(n, arrivals=arrivals(0.0), opening_stock=s) for n, s in zip("ab", stock)
        ]
        of = rc.Plant(
            id="value",
            as_of=START,
            timeline=timeline,
            lines=[line("L", 1200.0)],
            products=goods,
            components=parts,
            mix=[rc.MixPoint(shares={f"p{i}": float(shares[i]) for i in range(3)})],
            sharing="value",
        )
        wanted = 1200.0 / 365 * 31 * shares
        best = linprog(
            [-v for v in values],
            [pieces, [1.0] * 4],
            stock,
            bounds=[(0, w) for w in wanted],
        )
        made = rc.PathFunction(of, metrics=["value"], steps=["month"]).precise(np.zeros((1, 0)))
        assert made[0, 0] == pytest.approx(-best.fun, rel=1e-9)
        if n < 20:
            made = rc.forecast(of, paths=1024).summary("value", "2024-01")["mean"]
            assert made == pytest.approx(-best.fun, rel=2e-5)


def uncertain():
    goods = [
        rc.Product("a", price=rc.Price(start=rc.Pert(5, 8, 12)), material_share=0.5),
        rc.Product("b", price=rc.Price(start=rc.Pert(1, 2, 4)), material_share=0.3),
    ]
    return rc.Plant(
        id="two",
        as_of=START,
        timeline=rc.Timeline(START, dt.date(2026, 1, 1)),
        lines=[
            line("one", rc.Pert(500, 800, 1000)),
            line("two", rc.Pert(100, 200, 500), products=["b"]),
        ],
        products=goods,
        mix=[rc.MixPoint(shares={"a": rc.Uniform(0.3, 0.6)})],
        sales=rc.Sales(stock_days=20),
        costs=[rc.Cost("rent", rates=arrivals(300.0))],
    )


def test_parts_sum_to_the_plant():
    forecast = rc.forecast(
        uncertain(), metrics=ADDITIVE, steps=["year", "month"], by=["product", "line"]
    )
    for step in ("year", "month"):
        whole = forecast.frame(step)
        for by in ("product", "line"):
            parts = forecast.frame(step, by=by)
            assert parts.columns[:3] == ["period", by, "metric"]
            for row in whole:
                own = parts.where(period=row["period"], metric=row["metric"])
                assert own["mean"].sum() == pytest.approx(row["mean"], rel=1e-5, abs=1e-3)


def test_one_product_and_one_line_are_the_plant():
    good = rc.Product("a", price=rc.Price(start=rc.Pert(5, 8, 12)))
    of = rc.Plant(
        id="one", as_of=START, timeline=YEAR, lines=[line("L", rc.Pert(5, 8, 9))], products=[good]
    )
    forecast = rc.forecast(of, metrics=["units", "value"], by=["product", "line"])
    for by in ("product", "line"):
        for figure in ("mean", "p10", "p90"):
            assert forecast.frame(by=by)[figure].tolist() == forecast.frame()[figure].tolist()


def test_figures_by_product_come_later_too():
    forecast = rc.forecast(uncertain(), paths=1024)
    asked = rc.forecast(uncertain(), paths=1024, by="product", metrics=["units"], steps=["year"])
    later = forecast.frame("year", metrics=["units"], by="product")
    assert later["p50"].tolist() == asked.frame("year", by="product")["p50"].tolist()
    chance = forecast.probability("units", at_least=300, period=2025, product="a")
    assert chance == asked.probability("units", at_least=300, period=2025, product="a")
    assert 0 < chance < 1
    whole = forecast.probability("units", at_least=300, period=2025)
    assert whole >= chance


def test_a_target_of_a_product():
    of = uncertain()
    of.targets = [
        rc.Target("of a", metric="units", at_least=300, period="2025", product="a"),
        rc.Target("of all", metric="units", at_least=300, period="2025"),
    ]
    forecast = rc.forecast(of, paths=4096)
    rows = {row["target"]: row["both"] for row in forecast.targets()}
    assert rows["of a"] == forecast.probability("units", at_least=300, period=2025, product="a")
    assert rows["of a"] < rows["of all"]


def test_which_line_holds_back():
    table = rc.forecast(uncertain(), paths=1024, by="line").binding(by="line")
    assert table.columns == ["period", "line", "constraint", "share", "start", "end"]
    assert set(table["line"]) == {"one", "two"}
    assert table["share"].max() <= 1


def test_mix_and_price_make_up_the_change_of_value():
    of = uncertain()
    of.mix = [
        rc.MixPoint(on=START, shares={"a": 0.8}),
        rc.MixPoint(on=dt.date(2026, 1, 1), shares={"a": 0.2}),
    ]
    steps = rc.forecast(of, paths=4096).unit_value_steps(2024, 2025)
    total = steps[len(steps) - 1]
    assert total["product"] == ""
    change = total["value_after"] - total["value_before"]
    assert total["mix"] + total["price"] == pytest.approx(change, rel=1e-9)
    assert total["mix"] < 0
    assert steps["mix"][:-1].sum() == pytest.approx(total["mix"], rel=1e-9)


def test_orders_of_a_product_are_its_own():
    of = uncertain()
    of.mix = []
    of.lines = [line("L", 5000.0)]
    of.product_orders = [
        rc.Orders(product="a", arrivals=arrivals(100.0), season=[2.0, 0.0] + [1.0] * 10),
        rc.Orders(product="b", arrivals=arrivals(40.0)),
    ]
    months = rc.forecast(of, paths=1024).frame("month", metrics=["units"], by="product")
    of_a = months.where(product="a")["mean"]
    assert of_a[0] == pytest.approx(100 * 31 / 366 * 2, rel=1e-5)
    assert of_a[1] == pytest.approx(0, abs=1e-4)
    years = rc.forecast(of, paths=1024).frame("year", metrics=["units"], by="product")
    assert years.where(period="2024", product="b")["mean"][0] == pytest.approx(40, rel=1e-5)


def test_correlated_shocks_move_together():
    def of(rank):
        made = uncertain()
        made.mix = [rc.MixPoint(shares={"a": 0.5})]
        price = rc.Price(start=1.0, noise=rc.Noise(sd=0.5, month_correlation=0.3))
        made.products = [rc.Product(name, price=price) for name in "ab"]
        made.lines = [line("L", 1200.0)]
        if rank:
            names = ["product.a.price.noise", "product.b.price.noise"]
            made.correlations = [rc.Correlation(between=names, rank=rank)]
        return made

    def spread(rank):
        return rc.forecast(of(rank), paths=16384).summary("value", "2024-01")["sd"]

    alone, together = spread(0), spread(0.9)
    sd = 0.5
    variance = np.expm1(sd * sd)
    rho = 2 * np.sin(np.pi / 6 * 0.9)
    wanted = np.sqrt((variance + np.expm1(rho * sd * sd)) / (2 * variance))
    assert together / alone == pytest.approx(wanted / np.sqrt(0.5), rel=0.03)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lines": [line("L", 5.0, products=["c"])]}, 'line "L": products is "c"'),
        ({"lines": [line("L", 5.0, products=["a"])]}, 'product "b": no line makes it'),
        ({"lines": [line("L", 5.0, products=["a", "a"])]}, "stands twice"),
        (
            {
                "lines": [line("L", 5.0), line("M", 5.0, products=["a"])],
                "mix": [rc.MixPoint(shares={"a": 0.0})],
            },
            'line "M": products names nothing of what is wanted',
        ),
        (
            {"product_orders": [rc.Orders(product="c", arrivals=arrivals(4.0))]},
            'product is "c"',
        ),
        ({"product_orders": [rc.Orders(arrivals=arrivals(4.0))]}, "product is empty"),
        (
            {"orders": rc.Orders(arrivals=arrivals(4.0), season=[1.0, 2.0])},
            "season has 2 factors",
        ),
        (
            {"orders": rc.Orders(arrivals=arrivals(4.0), season=[1.1] * 12)},
            "season averages to 1.1",
        ),
    ],
)
def test_refused(change, words):
    of = uncertain()
    for name, value in change.items():
        setattr(of, name, value)
    with pytest.raises(ValueError, match=re.escape(words)):
        rc.forecast(of, paths=1024)


def test_what_lines_have_room_for_binds():
    made = {}
    for sharing in ("mix", "listed", "value"):
        of = rc.Plant(
            id="room",
            as_of=START,
            timeline=YEAR,
            lines=[line("A", 100.0), line("B", 20.0, products=["b"])],
            products=[rc.Product("a", price=rc.Price(start=1)), rc.Product("b", line_work=2.0)],
            mix=[rc.MixPoint(shares={"a": 0.5})],
            sharing=sharing,
        )
        forecast = rc.forecast(of, paths=1024, by="line", metrics=["units", "line_capacity"])
        made[sharing] = forecast.summary("units", 2024)["mean"]
        assert made[sharing] <= forecast.summary("line_capacity", 2024)["mean"] * (1 + 1e-6)
        for row in forecast.frame("year", metrics=["units"], by="line"):
            own = forecast.frame("year", metrics=["line_capacity"], by="line")
            room = own.where(line=row["line"])["mean"][0]
            assert row["mean"] <= room * (1 + 1e-5)
        assert forecast.binding("year").where(constraint="lines")["share"][0] == 1
        assert forecast.binding("year", by="line")["share"].max() == 1
    # a and 2 b of 100 and 20: with 1.5 of work a unit, 80 in all, and neither is cut.
    assert made["mix"] == pytest.approx(80 * 366 / 365, rel=1e-5)


def test_products_get_what_is_ordered_of_them_however_shared():
    for sharing in ("mix", "listed", "value"):
        of = rc.Plant(
            id="ordered",
            as_of=START,
            timeline=YEAR,
            lines=[line("A", 100.0, products=["a"]), line("B", 100.0, products=["b"])],
            products=[rc.Product(n, price=rc.Price(start=1)) for n in "ab"],
            product_orders=[
                rc.Orders(product="a", arrivals=arrivals(1000.0)),
                rc.Orders(product="b", arrivals=arrivals(90.0)),
            ],
            sharing=sharing,
        )
        years = rc.forecast(of, paths=1024, by="product").frame(
            "year", metrics=["units"], by="product"
        )
        assert years.where(product="a")["mean"][0] == pytest.approx(100 * 366 / 365, rel=1e-4)
        assert years.where(product="b")["mean"][0] == pytest.approx(90, rel=1e-4)


def test_a_target_of_a_product_is_told_as_one():
    of = uncertain()
    of.targets = [rc.Target("of a", from_=START, units_per_year=300, product="a")]
    text = str(rc.forecast(of, paths=1024))
    assert "300 units (a)" in text
    assert "middle of the range is" not in text


def test_explain_with_correlated_shocks():
    of = uncertain()
    noise = rc.Noise(sd=0.4, month_correlation=0.3)
    of.products = [
        rc.Product("a", price=rc.Price(start=2, noise=noise), components={"c": 1.0}),
        rc.Product("b", price=rc.Price(start=1)),
    ]
    of.components = [rc.Component("c", arrivals=arrivals(900.0), noise=noise)]
    of.orders = rc.Orders(arrivals=arrivals(900.0), noise=noise)
    names = ["product.a.price.noise", "component.c.noise", "orders.noise"]
    of.correlations = [
        rc.Correlation(between=[names[0], names[2]], rank=0.8),
        rc.Correlation(between=[names[1], names[2]], rank=0.5),
    ]
    steps = rc.forecast(of, paths=4096).explain(2024)
    assert steps["units"][-1] == pytest.approx(
        rc.forecast(of, paths=4096).summary("units", 2024)["mean"], rel=1e-4
    )


def test_changes_by_product_are_of_the_same_products():
    base = rc.forecast(uncertain(), paths=1024, by="product", metrics=["units"])
    changed = uncertain()
    changed.products = changed.products[::-1]
    other = rc.forecast(changed, paths=1024, by="product", metrics=["units"], like=base)
    with pytest.raises(ValueError, match="products"):
        other._core.change_from(base._core)


def test_asked_for_what_is_not_there():
    forecast = rc.forecast(uncertain(), paths=1024)
    with pytest.raises(ValueError, match='the nearest is "a"'):
        forecast.probability("units", at_least=1, period=2024, product="aa")
    with pytest.raises(ValueError, match="is not known by product"):
        forecast.frame(metrics=["line_capacity"], by="product")
    with pytest.raises(ValueError, match="by is"):
        forecast.frame(by="plants")
    bare = rc.Plant(id="bare", as_of=START, timeline=YEAR, lines=[line("L", 5.0)])
    with pytest.raises(ValueError, match="states no products"):
        rc.forecast(bare, by="product")


def test_tables_files_and_pictures(tmp_path):
    forecast = rc.forecast(uncertain(), paths=1024, by="product")
    text = forecast.report(by="product")
    assert "by product" in text
    assert "share" in text
    forecast.write(tmp_path)
    assert (tmp_path / "yearly_by_product.csv").exists()
    figure = forecast.plot_by("product")
    assert len(figure.axes) == 3


def test_a_change_is_told_as_one():
    base = rc.forecast(uncertain(), paths=1024, by="product")
    dearer = rc.forecast(
        uncertain().replace("product.a.price.start", 9.0), paths=1024, by="product", like=base
    )
    change = dearer.change_from(base)
    text = change.report(by="product")
    assert "change from the other forecast" in text
    assert "share" not in text
    with pytest.raises(ValueError, match="not of the change"):
        change.unit_value_steps(2024, 2025)
    with pytest.raises(ValueError, match="by"):
        base.collect(["year"], by="nonsense")


def test_small_values_keep_three_digits():
    of = uncertain()
    goods = of.products
    goods[1].price = rc.Price(start=0.0123)
    of.products = goods
    text = rc.forecast(of, paths=1024, by="product").report(by="product")
    assert "0.0123" in text, text
