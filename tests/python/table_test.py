"""The report: figures as a person reads them, aligned by display width."""

import datetime
from pathlib import Path

import pytest
import rampcast as rc
from rampcast import units
from rampcast.forecasts.report import report
from rampcast.forecasts.write import in_words
from rampcast.layout import Column, Report
from rich.cells import cell_len

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "<0.1 %"),
        (0.0009, "<0.1 %"),
        (0.001, "0.1 %"),
        (0.046, "4.6 %"),
        (0.999, "99.9 %"),
        (0.9999, ">99.9 %"),
        (1.0, ">99.9 %"),
        (float("nan"), "—"),
    ],
)
def test_probability_never_reads_none_or_all(share, text):
    assert units.probability(share) == text


@pytest.mark.parametrize(
    ("share", "error", "text"),
    [
        (0.758, 0.0011, "75.8 ±.1 %"),
        (0.018, 0.00042, "1.8 ±.04 %"),
        (0.5, 0.031, "50.0 ±3 %"),
        (0.5, 0.00996, "50.0 ±1 %"),
        (0.5, 1e-9, "50.0 ±.01 %"),
        (0.5, 0.0, "50.0 %"),
        (0.0001, 0.0001, "<0.1 %"),
        (1.0, 0.1, ">99.9 %"),
        (float("nan"), float("nan"), "—"),
    ],
)
def test_probability_has_its_error(share, error, text):
    assert units.probability(share, error) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (914, 0, "914"),
        (1543.2, 0, "1,540"),
        (12830, 0, "12,800"),
        (999.6, 0, "1,000"),
        (14.53, 1, "14.5"),
        (-0.04, 1, "0.0"),
        (2490.4, 1, "2,490"),
        (float("nan"), 0, "—"),
    ],
)
def test_figures_have_three_digits(value, decimals, text):
    assert units.figure(value, decimals) == text


def test_changes_carry_their_sign():
    assert units.figure(12.0, sign=True) == "+12"
    assert units.figure(-12.0, sign=True) == "-12"
    assert units.figure(0.0, sign=True) == "0"


@pytest.mark.parametrize(
    ("value", "text"),
    [(20000.0, "20,000"), (50.0, "50"), (10.16, "10.16"), (0.125, "0.125"), (1e-7, "1e-07")],
)
def test_stated_numbers_are_told_in_full(value, text):
    assert units.exact(value) == text


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.001, "less than 1 %"),
        (0.05, "5 %"),
        (0.1245, "an eighth"),
        (0.29, "under a third"),
        (0.35, "over a third"),
        (0.5, "half"),
        (0.98, "all"),
        (1.067, "1.07 times"),
        (1.3, "1.3 times"),
    ],
)
def test_shares_in_words(share, words):
    assert units.share_in_words(share) == words


def test_money_is_told_in_a_sensible_unit():
    assert units.money_scale("CNY", 5e9, "zh") == units.Scale("亿元", "100 million CNY", 1e8)
    assert units.money_scale("CNY", 5e6, "zh").factor == 1e4
    assert units.money_scale("EUR", 5e6, "zh").name == "万 EUR"
    assert units.money_scale("CNY", 5e9) == units.Scale("CNY bn", "CNY bn", 1e9)
    assert units.money_scale("EUR", 5e6).name == "EUR m"
    assert units.money_scale("EUR", 198_263).name == "EUR thousand"
    assert units.money_scale("EUR", 5e3).name == "EUR"
    assert units.money_scale("", 5e3).name == "CNY"


@pytest.mark.parametrize(
    ("one", "many"),
    [("server", "servers"), ("box", "boxes"), ("battery", "batteries"), ("台", "台"), ("", "")],
)
def test_plurals(one, many):
    assert units.plural(one) == many


def test_drivers_in_words():
    words = units.driver_in_words
    assert words("line.L1.ramp.rise_days") == "L1 ramp rise days"
    assert words("orders.arrivals.2024-01-01.per_year") == "orders per year from 2024-01-01"
    assert words("component.card.arrivals.2.from") == "card arrivals 2 from"
    assert (
        words("component.card.arrivals.hall 2.ramp.rise_days") == "card ramp rise days from hall 2"
    )
    assert words("line.L1.changes.phase 2.ramp.rise_days") == "L1 ramp rise days after phase 2"
    assert words("line.L1.changes.phase 2.lag_days") == "L1 lag days after phase 2"
    changed = "line.L1.changes.phase 2.set.burn-in.places"
    assert words(changed) == "L1 burn-in places after phase 2"


def test_cut_periods_say_what_they_hold():
    first, end = datetime.date(2024, 3, 1), datetime.date(2025, 1, 1)
    assert units.period_text("2024", first, end, True) == "2024"
    assert units.period_text("2024", first, end, False) == "2024 Mar–Dec"
    one = datetime.date(2024, 4, 1)
    assert units.period_text("2024-Q1", first, one, False) == "2024-Q1 Mar"
    late = datetime.date(2024, 3, 5)
    assert units.period_text("2024-03", late, one, False) == "2024-03 03-05–03-31"


def test_columns_align_by_display_width():
    table = Report(
        above=["head"],
        columns=[
            Column("", "", ["2024", "2025"], "left"),
            Column("产值, 亿元", "P10", ["1.0", "22.5"]),
            Column("产值, 亿元", "P50", ["3.0", "44.5"]),
            Column("", "limited by", ["加速卡 39 %", ""], "left"),
        ],
        below=["foot"],
    )
    lines = table.text().split("\n")
    assert lines[0] == "head"
    assert lines[-1] == "foot"
    head, first, second = lines[3:6]
    assert head.index("limited by") == cell_len(first[: first.index("加")])
    assert cell_len(second) == head.index("P50") + 3
    narrow = table.text(width=28).split("\n")
    assert all(cell_len(line) <= 28 for line in narrow)
    assert narrow.count("2024    1.0   3.0") == 1
    assert "2024   加速卡 39 %" in narrow  # what does not fit goes below, by period again


@pytest.fixture(scope="module")
def tianshui():
    return rc.forecast(rc.load_plant(EXAMPLES / "tianshui.toml"), paths=1024)


def test_report_says_it_all(tianshui):
    text = str(tianshui)
    lines = text.split("\n")
    assert lines[0].startswith("Tianshui AI servers   as of 2024-03-22   1,024 paths")
    assert lines[1] == "announced: from 2025, 20,000 servers and CNY 5 bn a year"
    for title in ("output value, CNY bn, without VAT", "revenue", "gross profit, CNY m"):
        assert title in lines[3]
    assert "value a server" in lines[3]
    for title in ("≥20,000", "≥5", "P50, CNY bn", "P50, CNY thousand", "limited mostly by"):
        assert title in lines[4]
    assert lines[5].split() == ["2023", "reported", "914", "1.02"]
    assert [line.split()[0] for line in lines[6:10]] == ["2024", "2025", "2026", "2027"]
    assert '"announced" is met in 2025 with probability ' in text
    assert "of its 20,000 servers and " in text
    assert "The lines alone could make " in text
    assert "announced, over twelve months in a row by the end of 2027-12: " in text
    assert "(rank correlation with servers of 2025): orders per year from 2024-01-01 ." in text
    assert text.endswith("`rampcast check FILE` lists all.")
    assert " 0.0 %" not in text


def test_funding_is_told_with_how_likely_it_does_not_suffice(tianshui):
    peak = tianshui.summary("peak_funding", "2027")
    words = [f"{q.upper()} CNY {units.figure(peak[q] / 1e6)} m" for q in ("p50", "p90")]
    line = next(each for each in str(tianshui).split("\n") if each.startswith("Funding"))
    assert line.startswith(
        "Funding needed by the end of 2027-12, before financing: " + ", ".join(words) + "."
    )
    short = 1 - tianshui.probability("least_headroom", at_least=0, period="2027")
    assert f"do not suffice by then: {units.probability(short)}." in line
    months = tianshui.binding("month").where(constraint="cash")["share"]
    held = units.percent(float(sum(months)) / len(months))
    assert f"Output waits for cash in {held} of the months of all paths." in line


def test_money_is_free_where_it_does_not_limit():
    plant = rc.load_plant(EXAMPLES / "tianshui.toml")
    cash = plant.cash
    cash.limits_output = False
    plant.cash = cash
    f = rc.forecast(plant, paths=1024)
    short = 1 - f.probability("least_headroom", at_least=0, period="2027")
    assert 0.05 < short < 0.95
    text = str(f)
    assert f"do not suffice by then: {units.probability(short)}." in text
    assert "waits for cash" not in text


def test_alternatives_stand_only_where_they_move_something():
    f = rc.forecast(rc.load_plant(EXAMPLES / "tianshui.toml"), paths=16384)
    text = str(f)
    same = next(line for line in text.split("\n") if line.startswith('"what 914 was"'))
    assert same.startswith('"what 914 was" makes no difference to 2025: its P50s lie within ')
    assert "|" not in same  # one sentence, no list of figures
    mix = next(line for line in text.split("\n") if line.startswith("2025 by product mix (P50)"))
    for option, only in f.by_alternative("product mix").items():
        assert f"{option} {units.figure(only.quantile('units', 0.5, '2025'))}" in mix


def test_the_report_speaks_chinese(tianshui):
    text = tianshui.report(lang="zh")
    lines = text.split("\n")
    assert "截至 2024-03-22" in lines[0]
    assert lines[1] == "announced：自 2025 起每年 20,000 server、50 亿元"
    for title in ("产值，亿元，不含税", "营业收入", "毛利，亿元", "单位产值"):
        assert title in lines[3]
    assert lines[5].split() == ["2023", "已公布", "914", "10.2"]
    assert "订单 " in text
    assert "orders " not in text
    for english in ("Funding", "makes no difference", "Rests on", "rank correlation", " by "):
        assert english not in text
    with pytest.raises(ValueError, match="must be en or zh"):
        tianshui.report(lang="de")


def test_report_figures_are_the_frames(tianshui):
    row = next(line for line in str(tianshui).split("\n") if line.startswith("2025"))
    units_2025 = tianshui.frame("year").where(metric="units", period="2025")
    wanted = [units.figure(units_2025[q][0]) for q in ("p10", "p50", "p90")]
    assert row.split()[1:4] == wanted


def test_finer_steps_have_no_targets(tianshui):
    lines = report(tianshui, "half-year").text().split("\n")
    assert "≥" not in lines[4]
    assert lines[6].startswith("2024-H1")


def test_html_has_the_same_rows(tianshui):
    text = tianshui._repr_html_()
    assert text.count("<tr>") == 2 + 5
    assert "CNY bn" in text


def test_report_without_value_or_targets():
    plant = rc.parse_plant(
        """
        [plant]
        id = "bare"
        as_of = 2024-01-01
        [[line]]
        name = "L1"
        starts = 2024-01-01
        nameplate = { units_per_year = 480 }
        """
    )
    text = str(rc.forecast(plant, paths=1024))
    assert "output value" not in text
    assert "Four times in five the plant makes" in text
    assert "Rests on" not in text


BARE = """
[plant]
id = "bare"
currency = "EUR"
as_of = 2024-01-01
[[line]]
name = "L1"
starts = 2024-01-01
nameplate = { units_per_year = { pert = [400, 480, 500] } }
"""
PRICED = BARE + '[[product]]\nname = "P"\nprice = { start = 100 }\n'


def heads(text):
    return "\n".join(rc.forecast(rc.parse_plant(text), paths=1024).report().split("\n")[:4])


def test_only_what_the_plant_states_has_a_column():
    assert "EUR" not in heads(BARE)
    priced = heads(PRICED)
    assert "output value" in priced
    assert "value a unit" not in priced  # 100 in every year
    assert "revenue" not in priced
    sold = PRICED + "[sales]\nstock_days = 30\n"
    assert "revenue" in heads(sold)
    assert "gross profit" not in heads(sold)
    costs = '[[cost]]\nname = "wages"\nrates = [{ from = 2024-01-01, per_year = 9_000 }]\n'
    assert "gross profit" not in heads(sold + costs)  # of what material costs nothing is said
    known = sold.replace("start = 100 }", "start = 100 }\nmaterial_share = 0.5") + costs
    assert "gross profit, EUR thousand" in heads(known)
    falling = PRICED.replace("start = 100", "start = 100, erosion_per_year = 0.1")
    assert "value a unit" in heads(falling)
    assert "Funding" not in str(rc.forecast(rc.parse_plant(known), paths=1024))


def test_errors_of_probabilities_are_those_of_the_scrambles():
    plant = rc.load_plant(EXAMPLES / "one_line.toml")
    few = rc.forecast(plant, paths=4096).targets()
    assert set(few.columns) >= {"units_se", "value_se", "both_se"}
    # Sixteen seeds give as many independent shares; their spread is the error of one of them.
    shares = [
        rc.forecast(plant, paths=4096, seed=seed).targets()["units"][0] for seed in range(2, 34)
    ]
    mean = sum(shares) / len(shares)
    spread = (sum((s - mean) ** 2 for s in shares) / (len(shares) - 1)) ** 0.5
    assert spread / 2 < few["units_se"][0] < 2 * spread
    assert few["both_se"][0] == few["units_se"][0]
    assert few["value_se"][0] != few["value_se"][0]


def test_lines_and_their_stations_limit_once():
    plant = rc.parse_plant(
        BARE
        + """
        [[line]]
        name = "B"
        starts = 2024-01-01
        stations = [{ name = "mill", cycle_time_h = 4 }, { name = "lathe", cycle_time_h = 5 }]
        [orders]
        arrivals = [{ from = 2024-01-01, per_year = { pert = [1_000, 2_200, 4_000] } }]
        """
    )
    f = rc.forecast(plant, paths=1024)
    from rampcast.forecasts.limits import limits

    for step in ("year", "month"):
        by_period = {}
        for row in limits(f, step):
            by_period.setdefault(row["period"], {})[row["constraint"]] = row["share"]
        counted = f.binding(step)
        for period, shares in by_period.items():
            assert sum(shares.values()) == pytest.approx(1, abs=1e-9)
            own = counted.where(period=period, constraint="lines")["share"][0]
            assert shares["lines"] == pytest.approx(own, abs=1e-9)
            assert "lathe" not in shares
    assert "lathe" not in str(f)


def test_a_weekly_target_is_one_line():
    plant = rc.parse_plant(PRICED)
    plant.targets = [rc.Target("rate", at_least=9, period="month", from_="2024-01-01")]
    text = str(rc.forecast(plant, paths=1024))
    assert text.count("rate in ") == 0
    assert "rate: 9 units a month from 2024-01-01" in text
    told = [line for line in text.split("\n") if line.startswith("rate: ") and " most " in line]
    assert len(told) == 1
    plant.targets = [rc.Target("cash in", metric="value", at_least=4_500_000, period="2025")]
    assert "cash in: EUR 4.5 m value in 2025" in str(rc.forecast(plant, paths=1024))


def test_narrow_terminals_break_the_table(tianshui):
    wide = report(tianshui).text()
    for width in (80, 100, 132):
        narrow = report(tianshui).text(width).split("\n")
        rows = [line for line in narrow if line[:4].isdigit() and "(P50)" not in line]
        assert all(cell_len(line) <= width for line in rows)
        assert [line[:4] for line in rows[:5]] == ["2023", "2024", "2025", "2026", "2027"]
        words = "".join("".join(rows).split())
        for cell in "".join(wide.split("\n")[7][4:]).split():
            assert cell in words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (rc.Uniform("2026-01-01", "2026-06-01"), "uniform 2026-01-01, 2026-06-01"),
        (
            rc.Pert("2026-01-01", "2026-03-01", "2026-09-01"),
            "PERT 2026-01-01, 2026-03-01, 2026-09-01",
        ),
        (rc.Normal("2026-10-01", 30), "normal 2026-10-01, 30"),
    ],
)
def test_uncertain_dates_are_told_as_dates(number, words):
    assert in_words(number, "date") == words
