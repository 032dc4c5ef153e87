"""Two forecasts, and two lines, side by side."""

from pathlib import Path

import numpy as np
import pytest
import rampcast as rc

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def pair():
    plant = rc.load_plant(EXAMPLES / "one_line.toml")
    base = rc.forecast(plant, paths=1024)
    return base, rc.forecast(plant.replace("line.L1.starts", "2024-09-01"), like=base)


def test_forecasts_side_by_side_with_their_difference(pair):
    base, late = pair
    found = rc.compare(base, late, names=("as planned", "half a year late"))
    assert isinstance(found, rc.ForecastComparison)
    table = found.frame()
    assert len(table) == len(base.frame("year", metrics=["units", "value"]))
    year = table.where(period="2025", metric="units")
    for before, each in (("a_", base), ("b_", late)):
        for figure in ("mean", "p10", "p50", "p90"):
            assert year[before + figure][0] == each.summary("units", "2025")[figure]
    assert year["change_mean"][0] == pytest.approx(year["b_mean"][0] - year["a_mean"][0])
    change = late.change_from(base)
    assert year["change_p50"][0] == change.summary("units", "2025")["p50"]
    assert year["change_p50"][0] < 0
    text = repr(found)
    assert "as planned" in text
    assert "half a year late" in text


def test_forecasts_on_other_draws_have_no_difference_by_path(pair):
    other = rc.forecast(pair[0].plant, paths=1024, seed=2)
    found = rc.compare(pair[0], other)
    assert found.names == ("a", "b")
    assert found.change is None
    assert np.isnan(found.frame()["change_p50"]).all()
    assert not np.isnan(found.frame()["change_mean"]).any()


def test_two_fans_have_two_colours_and_one_legend(pair):
    plt = pytest.importorskip("matplotlib.pyplot")
    ax = rc.compare(*pair, names=("now", "later")).plot("value")
    fans = [line for line in ax.get_lines() if line.get_gid() == "fan"]
    assert len(fans) == 2
    assert len({line.get_color() for line in fans}) == 2
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert {"now P50", "later P50"} <= set(labels)
    assert len(labels) == len(set(labels))
    scale = 1e6 if "EUR m" in ax.get_ylabel() else 1e3
    wanted = pair[1].frame("quarter").where(metric="gross_output_value")["p50"] / scale
    assert np.allclose(fans[1].get_ydata(), wanted)
    axes = pair[0].plot()
    pair[1].plot(ax=axes, label="later")
    labels = [text.get_text() for text in axes.get_legend().get_texts()]
    assert labels.count("business plan") == 1
    assert {"P50", "later P50"} <= set(labels)
    plt.close("all")


def line(places: float) -> rc.Line:
    stations = [
        rc.Station("cut", cycle_time_s=600, cycle_time_scv=1),
        rc.Station("weld", cycle_time_s=900, cycle_time_scv=1, places=places),
    ]
    return rc.Line(f"{places} places", stations=stations, buffers=[3])


def test_lines_side_by_side():
    found = rc.compare(line(1), line(2), find=rc.capacity)
    assert isinstance(found, rc.LineComparison)
    assert found.names == ("1 places", "2 places")
    table = found.frame()
    made = table.where(figure="throughput_per_h")
    assert made["a"][0] == rc.capacity(line(1)).throughput_per_h
    assert made["change"][0] == pytest.approx(made["b"][0] - made["a"][0])
    assert made["change"][0] > 0
    names = table.where(figure="bottleneck")
    assert (names["a_text"][0], names["b_text"][0]) == ("weld", "cut")
    assert set(table.where(figure="busy")["station"]) == {"cut", "weld"}
    simulated = [rc.simulate(line(n), pieces=500, replications=4) for n in (1, 2)]
    again = rc.compare(*simulated, names=("one", "two"))
    assert again.frame()["a"][0] == simulated[0].throughput_per_h
    pytest.importorskip("matplotlib")
    labels = [text.get_text() for text in again.plot().get_legend().get_texts()]
    assert "two, line" in labels


def test_lines_on_common_draws():
    a, b = line(1), line(1).replace("weld.cycle_time_s", 880)
    found = rc.compare(a, b, pieces=2_000, seed=5, confidence=0.999)
    assert isinstance(found, rc.SimulatedComparison)
    truth = [rc.exact(each) for each in (a, b)]
    change = truth[1].throughput_per_h - truth[0].throughput_per_h
    # Three intervals of 99.9 %: a false alarm in 0.3 % of seeds.
    low, high = found.interval
    assert low < change < high
    assert low > 0
    apart = rc.simulate(a, pieces=2_000, seed=5, confidence=0.999).throughput_interval
    assert high - low < (apart[1] - apart[0]) / 3
    held = truth[1].work_in_process - truth[0].work_in_process
    assert found.work_in_process_interval[0] < held < found.work_in_process_interval[1]
    lead = truth[1].lead_time_h - truth[0].lead_time_h
    assert found.lead_time_interval_h[0] < lead < found.lead_time_interval_h[1]
    assert found.difference_per_day == pytest.approx(24 * found.difference_per_h)

    pairs = found.replications
    assert list(pairs["replication"]) == list(range(1, 33))
    assert pairs["difference_per_h"].mean() == pytest.approx(found.difference_per_h, rel=0.01)
    row = found.frame().where(figure="throughput_per_h", station="")[0]
    assert (row["change_low"], row["change_high"]) == found.interval
    assert row["change"] == pytest.approx(found.difference_per_h)
    assert "32 pairs of replications of 2,000 good pieces" in str(found)
    assert "99.9 % interval" in str(found)
    assert "同样随机数" in found.report("zh")
    renamed = rc.Line("other", stations=a.stations, buffers=a.buffers)
    assert rc.compare(a, renamed, pieces=500).interval == (0, 0)
    piles = rc.Line("L", stations=a.stations)
    endless = rc.compare(piles, piles.replace("cut.cycle_time_s", 500), pieces=500)
    assert endless.work_in_process_interval is None
    assert endless.report().splitlines()[3].split() == ["work", "in", "process", "inf", "inf"]
    with pytest.raises(ValueError, match="replications is 1, must be at least 2"):
        rc.compare(a, b, replications=1)


def test_a_comparison_is_a_sheet(pair, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    rc.compare(*pair).to_excel(tmp_path / "plants.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plants.xlsx")
    assert book.sheetnames == ["yearly", "half-yearly", "quarterly", "monthly"]
    assert book["yearly"]["A1"].value == "period"
    rc.compare(line(1), line(2)).to_excel(tmp_path / "lines.xlsx")
    assert openpyxl.load_workbook(tmp_path / "lines.xlsx").sheetnames == ["lines"]
    with pytest.raises(FileNotFoundError):
        rc.compare(line(1), line(2)).to_excel(tmp_path / "nowhere" / "lines.xlsx")


def test_other_things_are_refused(pair):
    with pytest.raises(TypeError, match="two forecasts or two lines, not Forecast and Line"):
        rc.compare(pair[0], line(1))
