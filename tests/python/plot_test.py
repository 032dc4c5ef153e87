"""Pictures: what is drawn where, and labels that every font can show."""

from pathlib import Path

import numpy as np
import pytest
import rampcast as rc
import rampcast.forecasts.plot

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")
plt = pytest.importorskip("matplotlib.pyplot")

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def f():
    return rc.forecast(rc.load_plant(EXAMPLES / "tianshui.toml"), paths=1024)


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def test_fan_chart_draws_the_figures(f):
    ax = f.plot("units")
    assert ax.get_ylabel() == "servers a quarter"
    assert ax.get_title(loc="left") == "Tianshui AI servers, as of 2024-03-22"
    drawn = lines(ax)
    wanted = f.frame("quarter").where(metric="units")["p50"]
    assert np.array_equal(drawn["P50"].get_ydata(), wanted)
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels == ["P10–P90", "P25–P75", "P50", "announced", "reported"]


def test_target_and_actual_are_at_the_steps_rate(f):
    drawn = lines(f.plot("units", step="half-year"))
    assert list(drawn["announced"].get_ydata()) == [10_000, 10_000]
    assert list(drawn["reported"].get_ydata()) == [457]
    drawn = lines(f.plot("value", step="quarter"))
    assert list(drawn["announced"].get_ydata()) == [1.25, 1.25]


def test_given_axes_are_used(f):
    ax = plt.subplots()[1]
    assert f.plot("units", ax=ax) is ax
    assert f.plot_binding(ax=plt.subplots()[1]).get_ylim()[0] == 0


def test_chinese_falls_back_without_a_font(f, monkeypatch, recwarn, caplog):
    monkeypatch.setattr(rampcast.forecasts.plot, "cjk_font", lambda: None)
    plant = f.plant
    plant.name = "天水 AI 服务器"
    plant.unit = "台"
    ax = rc.forecast(plant, paths=1024).plot("value", lang="zh")
    ax.figure.canvas.draw()
    assert ax.get_title(loc="left") == "tianshui, as of 2024-03-22"
    assert ax.get_ylabel() == "output value, CNY bn a quarter, without VAT"
    assert not recwarn.list
    assert not caplog.records


def test_chinese_labels_where_a_font_has_them(f, recwarn, caplog):
    ax = f.plot("value", lang="zh")
    ax.figure.canvas.draw()
    zh = rampcast.forecasts.plot.cjk_font() is not None
    label = "产值（亿元/季度，不含税）" if zh else ax.get_ylabel()
    assert ax.get_ylabel() == label
    assert not recwarn.list
    assert not caplog.records


def test_unknown_language_is_refused(f):
    with pytest.raises(ValueError, match="must be en or zh"):
        f.plot(lang="de")


def test_binding_is_stacked(f):
    ax = f.plot_binding(step="year")
    table = f.binding("year")
    wanted = 100 * sum(table.where(period="2025")["share"])
    tops = [bar.get_y() + bar.get_height() for bars in ax.containers for bar in list(bars)[1:2]]
    # Sums of a few shares in another order: 1e-9.
    assert max(tops) == pytest.approx(wanted, rel=1e-9)


def test_change_is_drawn_about_zero(f):
    other = rc.forecast(f.plant.replace("orders.multiplier", 2), like=f)
    ax = other.change_from(f).plot("units")
    assert "announced" not in lines(ax)
    assert ax.get_title(loc="left").startswith("difference: Tianshui AI servers")
    ax.figure.canvas.draw()


def test_targets_of_other_periods_are_drawn_where_they_are_the_pictures():
    plant = rc.load_plant(EXAMPLES / "one_line.toml")
    plant.targets = [
        rc.Target("each", at_least=2_400, period="quarter", from_="2025-01-01", by="2025-12-31"),
        rc.Target("third", at_least=2_600, period="2025-Q3"),
        rc.Target("month", at_least=800, period="month"),
        rc.Target("sales", metric="value", at_least=3e6, period="quarter", from_="2026-01-01"),
    ]
    f = rc.forecast(plant, paths=1024)
    quarters = lines(f.plot("units", step="quarter"))
    assert {"each", "third"} <= set(quarters)
    assert not {"month", "sales"} & set(quarters)
    assert list(quarters["each"].get_ydata()) == [2_400, 2_400]
    days = [day.date().isoformat() for day in quarters["each"].get_xdata()]
    assert days == ["2025-01-01", "2026-01-01"]
    days = [day.date().isoformat() for day in quarters["third"].get_xdata()]
    assert days == ["2025-07-01", "2025-10-01"]
    assert list(lines(f.plot("units", step="month"))["month"].get_ydata()) == [800, 800]
    value = lines(f.plot("value", step="quarter"))
    assert "each" not in value
    assert list(value["sales"].get_ydata()) == [3, 3]
    assert not {"each", "sales"} & set(lines(f.plot("units", step="year")))


def test_lines_that_limit_are_stacked_once():
    plant = rc.parse_plant(
        """
        [plant]
        id = "two"
        as_of = 2024-01-01
        [[line]]
        name = "A"
        starts = 2024-01-01
        nameplate = { units_per_year = 1_000 }
        [[line]]
        name = "B"
        starts = 2024-01-01
        stations = [{ name = "mill", cycle_time_h = 4 }, { name = "lathe", cycle_time_h = 5 }]
        [orders]
        arrivals = [{ from = 2024-01-01, per_year = { pert = [1_000, 2_500, 4_000] } }]
        """
    )
    f = rc.forecast(plant, paths=1024)
    year = f.binding("year").where(period="2025")
    assert sum(year["share"]) > 1.2  # each line is held back by something of its own
    ax = f.plot_binding("year")
    tops = {}
    for bar in ax.patches:
        tops[bar.get_x()] = max(tops.get(bar.get_x(), 0), bar.get_y() + bar.get_height())
    assert max(tops.values()) == pytest.approx(100, abs=0.01)
    assert "lines" in {text.get_text() for text in ax.get_legend().get_texts()}
