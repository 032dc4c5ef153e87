"""The report: figures as a person reads them, aligned by display width."""

import datetime
from pathlib import Path

import pytest
import rampcast as rc
from rampcast import units
from rampcast.layout import Column, Report
from rampcast.report import report
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
    assert "2024 limited by: 加速卡 39 %" in narrow


@pytest.fixture(scope="module")
def tianshui():
    return rc.forecast(rc.load_plant(EXAMPLES / "tianshui.toml"), paths=1024)


def test_report_says_it_all(tianshui):
    text = str(tianshui)
    lines = text.split("\n")
    assert lines[0].startswith("Tianshui AI servers   as of 2024-03-22   1,024 paths")
    assert lines[1] == "announced: from 2025, 20,000 servers and 5 CNY bn a year"
    assert "output value, CNY bn, without VAT" in lines[3]
    assert "≥20,000" in lines[4]
    assert "≥5" in lines[4]
    assert lines[5].split() == ["2023", "reported", "914", "1.02"]
    assert [line.split()[0] for line in lines[6:10]] == ["2024", "2025", "2026", "2027"]
    for alternatives in tianshui.plant.alternatives:
        assert f"2025 by {alternatives.name} (P50): " in text
        assert all(option.name in text for option in alternatives.options)
    assert "The middle of the range for 2025 is" in text
    assert "The lines alone could make " in text
    assert "announced, over twelve months in a row by the end of 2027-12: " in text
    assert "Rests on assumptions no data has tested: " in text
    assert text.endswith("`rampcast check FILE` lists all.")
    assert " 0.0 %" not in text


def test_the_report_speaks_chinese(tianshui):
    lines = tianshui.report(lang="zh").split("\n")
    assert "截至 2024-03-22" in lines[0]
    assert lines[1] == "announced：自 2025 起每年 20,000 server、50 亿元"
    assert "产值，亿元，不含税" in lines[3]
    assert lines[5].split() == ["2023", "已公布", "914", "10.2"]
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
