"""Pictures: what is drawn where, and labels that every font can show."""

from pathlib import Path

import numpy as np
import pytest
import rampcast as rc
import rampcast.plot

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
    monkeypatch.setattr(rampcast.plot, "cjk_font", lambda: None)
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
    zh = rampcast.plot.cjk_font() is not None
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
