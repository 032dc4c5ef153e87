"""Frames: columns in, other libraries' tables and files out."""

import datetime
import sys

import numpy as np
import pytest
import rampcast as rc

DAY = datetime.date(2024, 2, 29)


@pytest.fixture
def frame():
    return rc.Frame(
        {
            "period": ["2024-02", "2024-03"],
            "start": [DAY, DAY + datetime.timedelta(days=1)],
            "mean": np.array([1234.5, np.nan]),
        }
    )


def test_columns_keep_their_order_and_types(frame):
    assert frame.columns == ["period", "start", "mean"]
    assert len(frame) == 2
    assert frame["mean"].dtype == np.float64
    assert frame["start"] == [DAY, datetime.date(2024, 3, 1)]
    assert frame[0] == {"period": "2024-02", "start": DAY, "mean": 1234.5}
    assert [row["period"] for row in frame] == ["2024-02", "2024-03"]
    with pytest.raises(KeyError, match="no column 'units'; there are period, start, mean"):
        frame["units"]
    with pytest.raises(IndexError):
        frame[2]


def test_slices_are_frames(frame):
    assert frame[:] == frame
    assert frame[1:]["period"] == frame["period"][1:]
    assert len(frame[1:]) == len(frame) - 1


def test_numbers_in_lists_become_float64():
    assert rc.Frame({"n": [1, 2.5]})["n"].dtype == np.float64


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="differ in length"):
        rc.Frame({"a": ["x"], "b": [1.0, 2.0]})


def test_equality_takes_nan_as_equal(frame):
    assert frame == rc.Frame({name: frame[name] for name in frame.columns})
    assert frame != frame.where(period="2024-02")


def test_where_keeps_rows(frame):
    assert frame.where(period="2024-03")["start"] == [datetime.date(2024, 3, 1)]
    assert len(frame.where(period="2024-03", start=DAY)) == 0


def test_repr_aligns_by_display_width():
    lines = repr(rc.Frame({"名称": ["加速卡", "x"], "share": np.array([0.39, 12345.6])})).split(
        "\n"
    )
    assert lines == [
        "名称     share",
        "加速卡    0.39",
        "x       12,346",
    ]


def test_long_frames_show_both_ends():
    text = repr(rc.Frame({"n": np.arange(1000.0)}))
    assert "… 940 more rows …" in text
    assert text.count("\n") == 61
    assert text.endswith("999")


def test_html_is_escaped():
    text = rc.Frame({"name": ["<b>"]})._repr_html_()
    assert "&lt;b&gt;" in text
    assert "<b>" not in text


def test_control_characters_do_not_reach_the_terminal():
    assert "\x1b" not in repr(rc.Frame({"name": ["\x1b[31mred"]}))


def test_arrow_types_and_values(frame):
    pa = pytest.importorskip("pyarrow")
    table = frame.to_arrow()
    assert table.schema.types == [pa.string(), pa.date32(), pa.float64()]
    assert table.column("start").to_pylist() == frame["start"]


def test_arrow_stream_is_read_by_others(frame):
    pa = pytest.importorskip("pyarrow")
    polars = pytest.importorskip("polars")
    assert pa.table(frame).column_names == frame.columns
    assert polars.DataFrame(frame)["mean"][0] == 1234.5


def test_to_pandas_and_to_polars(frame):
    pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    data = frame.to_pandas()
    assert list(data.columns) == frame.columns
    assert str(data["start"].dtype).startswith("datetime64")
    assert data["start"][0].date() == DAY
    assert frame.to_polars()["start"].dtype == polars.Date


def test_missing_extra_is_named(frame, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install 'rampcast\[arrow\]'"):
        frame.to_arrow()


def test_csv_has_a_byte_order_mark_and_reads_back(frame, tmp_path):
    path = tmp_path / "t.csv"
    frame.to_csv(path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data[3:].decode().splitlines() == [
        "period,start,mean",
        "2024-02,2024-02-29,1234.5",
        "2024-03,2024-03-01,",
    ]


def test_csv_keeps_every_digit(tmp_path):
    values = np.random.default_rng(5).lognormal(0, 10, 200)
    rc.Frame({"x": values}).to_csv(tmp_path / "x.csv")
    assert np.array_equal(np.loadtxt(tmp_path / "x.csv", skiprows=1, encoding="utf-8-sig"), values)
