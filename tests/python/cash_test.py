"""Sales, costs, financing and cash, from Python and in files."""

from __future__ import annotations

import datetime as dt

import pytest
import rampcast as rc

DAY = dt.date(2024, 1, 1)
YEARS = rc.Timeline(DAY, dt.date(2027, 1, 1))

SCENARIO = """
[plant]
id = "cash"
as_of = 2024-01-01
vat_rate = 0.13

[[milestone]]
name = "power"
on = 2024-03-01

[[line]]
name = "L1"
starts = 2024-01-01
nameplate = { units_per_year = 1_200 }

[[product]]
name = "server"
price = { start = 100, currency = "CNY" }
material_share = { pert = [0.7, 0.8, 0.9] }

[sales]
stock_days = 10
acceptance_days = { pert = [5, 20, 60] }
own_use_share = 0.05
ownership = 0.6

[[cost]]
name = "wages"
rates = [{ from = 2024-01-01, per_year = 3_000 }]
bought_in = false

[[investment]]
name = "hall"
amount = 4_000
on = "power"
lag_days = 30

[[tranche]]
name = "bank"
kind = "fixed_asset_loan"
amount = 10_000
on = "power"
rate_per_year = 0.05
grace_days = 180
repaid_by = 2026-06-30

[cash]
opening = 9_000
credit_line = { p10 = 1_000, p50 = 6_000, p90 = 20_000 }
material_days = { pert = [-30, 0, 30] }
advance_share = 0.1
advance_days = 20
collection_days = { pert = [60, 120, 210] }
discount_rate_per_year = 0.1

[[alternatives]]
name = "material"
options = [
  { name = "own", weight = 0.5 },
  { name = "consigned", weight = 0.3, set = { product.server.material = "consigned" } },
  { name = "buy and sell", weight = 0.2, set = { product.server.material = "buy_sell" } },
]
"""


@pytest.fixture(scope="module")
def plant() -> rc.Plant:
    return rc.parse_plant(SCENARIO)


@pytest.fixture(scope="module")
def forecast(plant: rc.Plant) -> rc.Forecast:
    return rc.forecast(plant, YEARS, paths=4096)


def mean(forecast: rc.Forecast, metric: str, period: str = "2025") -> float:
    return forecast.summary(metric, period)["mean"]


def test_a_file_survives_saving(plant: rc.Plant):
    assert rc.parse_plant(rc.to_toml(plant)) == plant
    assert plant.cash.limits_output
    assert plant.tranches[0].kind == "fixed_asset_loan"


def test_the_frame_has_every_figure_of_money(forecast: rc.Forecast):
    frame = forecast.frame(step="year")
    assert {
        "units",
        "gross_output_value",
        "revenue",
        "value_added",
        "cash",
        "peak_funding",
        "npv",
        "closing_working_capital",
    } <= set(frame["metric"])
    assert len(frame) == 3 * 12  # gross profit and least headroom stand in the printed table
    assert mean(forecast, "revenue") < mean(forecast, "gross_output_value")


def test_value_goes_by_whose_material_it_is(forecast: rc.Forecast):
    options = forecast.by_alternative("material")
    a_unit = {
        name: (mean(each, "gross_output_value") / mean(each, "units"), mean(each, "revenue"))
        for name, each in options.items()
    }
    assert a_unit["own"][0] == pytest.approx(100)
    assert a_unit["buy and sell"][0] == pytest.approx(100)
    assert a_unit["consigned"][0] == pytest.approx(20, rel=0.05)
    assert a_unit["buy and sell"][1] < 0.3 * a_unit["own"][1]


def test_the_bridge_adds_up(forecast: rc.Forecast):
    bridge = forecast.bridge("2025")
    assert bridge["step"][0] == "gross output value"
    assert bridge["value"][0] == pytest.approx(mean(forecast, "gross_output_value"))
    for i in range(1, len(bridge)):
        assert bridge["value"][i] == pytest.approx(bridge["value"][i - 1] + bridge["change"][i])
    assert bridge["value"][-1] == pytest.approx(mean(forecast, "parent_revenue"))
    assert bridge["value"][-1] == pytest.approx(0.6 * mean(forecast, "revenue"), rel=1e-6)


def test_cash_binds_and_more_of_it_helps(forecast: rc.Forecast):
    rows = forecast.binding(step="year").where(constraint="cash")
    assert max(rows["share"]) > 0.05
    for row in rows:
        assert 0 <= row["alone"] <= row["share"] <= 1
        assert row["units_lost"] >= 0
    gains = forecast.shadow_values("2024", more=0.2).where(constraint="cash", metric="units")
    assert gains["gain"][0] > 0


def test_without_the_limit_cash_tells_what_is_missing(plant: rc.Plant):
    free = rc.forecast(plant.replace("cash.limits_output", 0), YEARS, paths=4096)
    tight = rc.forecast(plant, YEARS, paths=4096)
    assert "cash" not in free.binding()["constraint"]
    assert mean(free, "units", "2024") > mean(tight, "units", "2024")
    assert free.probability("cash", at_least=0, period="2024-06") < 1
    assert 0.01 < free.probability("least_headroom", at_least=0, period="2026") < 0.99
    covered = [
        each.probability("least_headroom", at_least=-1, period="2026") for each in (free, tight)
    ]
    assert covered[0] < covered[1]
    assert mean(free, "peak_funding", "2026") >= mean(free, "peak_funding", "2024")


def test_returns_are_shares_and_percentiles(forecast: rc.Forecast):
    returns = forecast.returns(paths=256)
    assert returns["figure"][0] == "irr_per_year"
    assert all(0 <= share <= 1 for share in returns["share"])
    months = returns.where(figure="peak_funding_month")
    assert 1 <= months["p10"][0] <= months["p90"][0] <= 36


def test_the_walk_ends_at_the_forecast(forecast: rc.Forecast):
    walk = forecast.explain("2025")
    assert walk["step"][0] == "what the lines could make"
    assert "cash" in walk["step"]
    assert walk["value"][-1] == pytest.approx(mean(forecast, "gross_output_value"))
    assert sum(walk["change"][1:]) == pytest.approx(walk["value"][-1] - walk["value"][0])


def test_the_picture_has_the_fan_above_what_binds(forecast: rc.Forecast):
    pytest.importorskip("matplotlib")
    above, below = forecast.picture("cash").axes
    assert "cash" in above.get_ylabel()
    assert above.get_xlim() == below.get_xlim()


def test_what_the_plant_brings_along_is_stated_as_amounts_or_as_steady():
    text = SCENARIO.replace("starts = 2024-01-01", "starts = 2020-01-01")
    warned = rc.warnings(rc.parse_plant(text))
    assert sum("the plant's opening is not stated" in each for each in warned) == 1
    steady = rc.parse_plant(text + "\n[opening]\nsteady = true\n")
    stated = rc.parse_plant(
        text
        + "\n[opening]\n"
        + "receivables = { amount = { pert = [10_000, 20_000, 30_000] }, days = 90 }\n"
        + "payables = { amount = 4_000, days = 30 }\n"
    )
    for plant in (steady, stated):
        assert not any("opening" in each for each in rc.warnings(plant))
        assert rc.parse_plant(rc.to_toml(plant)) == plant
    assert stated.opening == rc.Opening(
        receivables=rc.OpeningItem(amount=rc.Pert(10_000, 20_000, 30_000), days=90),
        payables=rc.OpeningItem(amount=4_000, days=30),
    )
    first = rc.Timeline(DAY, dt.date(2025, 1, 1))
    revenue = {
        name: mean(rc.forecast(plant, first, paths=1024), "revenue", "2024")
        for name, plant in {"none": rc.parse_plant(text), "steady": steady}.items()
    }
    assert revenue["none"] < 0.95 * revenue["steady"]
    with pytest.raises(ValueError, match="states amounts and steady, must state one"):
        rc.validate(stated.replace("opening.steady", 1))


def test_a_longer_timeline_changes_no_figure_of_a_year(plant: rc.Plant):
    short, long = (
        rc.forecast(
            plant,
            rc.Timeline(DAY, dt.date(year, 1, 1)),
            paths=1024,
            metrics=["units", "cash", "npv", "closing_working_capital", "peak_funding"],
        )
        for year in (2026, 2028)
    )
    for metric in ("units", "cash", "npv", "closing_working_capital", "peak_funding"):
        for part in ("mean", "p10", "p90"):
            expected = long.summary(metric, "2025")[part]
            assert short.summary(metric, "2025")[part] == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(
    ("text", "instead", "words"),
    [
        ('currency = "CNY" }', 'currency = "EUR" }', 'currency is "EUR", must be the plant.s, CNY'),
        ("advance_share = 0.1", "advance_share = 1.1", "advance_share is 1.1, must be"),
        ("grace_days = 180", "grace_days = -1", "grace_days is -1, must be at least 0"),
        ('kind = "fixed_asset_loan"', 'kind = "mortgage"', "kind is .mortgage., must be"),
        ("opening = 9_000", "openin = 9_000", "the nearest is"),
        ("opening = 9_000", "opening = nan", "opening is nan"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(text: str, instead: str, words: str):
    assert text in SCENARIO
    with pytest.raises(ValueError, match=words) as raised:
        rc.parse_plant(SCENARIO.replace(text, instead), "cash.toml")
    assert str(raised.value).startswith("cash.toml:")


def test_repayment_before_drawing_is_refused():
    early = SCENARIO.replace('on = "power"\nrate', "on = 2024-03-01\nrate").replace(
        "repaid_by = 2026-06-30", "repaid_by = 2023-06-30"
    )
    words = 'tranche "bank": repaid_by is 2023-06-30, must not be before it is drawn'
    with pytest.raises(ValueError, match=words):
        rc.parse_plant(early, "cash.toml")
