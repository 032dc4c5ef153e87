"""Pictures of a forecast, on Matplotlib axes."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..extras import need
from ..refusals import check_axes
from ..units import Scale, clean, has_cjk, money_scale, plural
from ..words import STEPS_ZH, check_lang
from .limits import in_language, limits

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from .forecast import Forecast

_BAND = "#3b6ea5"
_FANS = (_BAND, "#d98e3a", "#5b9a68", "#a35b8d")
_TARGET = "#b5332e"
_ACTUAL = "#222222"
_STACK = ("#3b6ea5", "#d98e3a", "#5b9a68", "#a35b8d", "#8c7a5b", "#6fb3c0", "#b5332e", "#999999")

_PER_YEAR = {
    "day": 365.25,
    "week": 365.25 / 7,
    "half-month": 24,
    "month": 12,
    "quarter": 4,
    "half-year": 2,
    "year": 1,
}

_METRICS = _core.metric_table()

_WORDS = {
    "en": {
        "as_of": "as of {date}",
        "reported": "reported",
        "binding": "share of month-paths limited by",
        "other": "other",
        "change": "difference: {title}",
    },
    "zh": {
        "as_of": "截至 {date}",
        "reported": "已公布",
        "binding": "制约产出的月份路径占比",
        "other": "其他",
        "change": "差异：{title}",
    },
}

_CJK_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "Heiti SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",
    "Arial Unicode MS",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
    "AR PL UMing CN",
    "SimSun",
)


def cjk_font() -> str | None:
    """The file of an installed font with Chinese characters, None where there is none."""
    manager = need("matplotlib.font_manager", "plot", "plot()").fontManager
    files = {font.name: font.fname for font in reversed(manager.ttflist)}
    names = [*_CJK_FONTS, *sorted(name for name in files if "CJK" in name)]
    return next((files[name] for name in names if name in files), None)


class _Writer:
    """Texts in the language asked for, in a font that has their characters."""

    def __init__(self, forecast: Forecast, lang: str) -> None:
        check_lang(lang)
        self.plant = forecast.plant
        self.timeline = forecast.timeline
        self.is_change = forecast.is_change
        self.font = cjk_font()
        self.lang = lang if self.font else "en"

    def can_show(self, text: str) -> bool:
        return self.font is not None or not has_cjk(text)

    def name(self, text: str, instead: str) -> str:
        """A name of the user's, or what stands for it where no font has its characters."""
        text = clean(text).replace("$", r"\$")
        return text if self.can_show(text) else instead

    def title(self) -> str:
        """The plant and its as-of date; of a difference that it is one."""
        title = self._plant_title()
        return self.word("change").format(title=title) if self.is_change else title

    def _plant_title(self) -> str:
        short = self.plant.id if self.can_show(self.plant.id) else "plant"
        text = self.name(self.plant.name or self.plant.id, clean(short))
        if self.plant.as_of is None:
            return text
        separator = "，" if self.lang == "zh" else ", "
        return text + separator + self.word("as_of").format(date=self.plant.as_of)

    def word(self, key: str) -> str:
        return _WORDS[self.lang][key]

    def axis(self, metric: str, step: str, scale: Scale) -> str:
        one = self.name(self.plant.unit, "unit")
        return _METRICS[metric][self.lang].format(
            one=one,
            unit=one if self.lang == "zh" else plural(one),
            money=scale.name if self.can_show(scale.name) else scale.plain,
            step=STEPS_ZH[step] if self.lang == "zh" else step,
        )

    def _font(self, size: str | float) -> Any:
        # By its file: looked up by name, a font without a regular weight draws a complaint.
        manager = need("matplotlib.font_manager", "plot", "plot()")
        return manager.FontProperties(fname=self.font, size=size)

    def label(self, ax: Axes, text: str) -> None:
        """Names the vertical axis, and the picture."""
        params = need("matplotlib", "plot", "plot()").rcParams
        ax.set_ylabel(text)
        if has_cjk(text):
            ax.yaxis.label.set_fontproperties(self._font(params["axes.labelsize"]))
        title = ax.set_title(self.title(), loc="left")
        if has_cjk(self.title()):
            title.set_fontproperties(self._font(params["axes.titlesize"]))

    def legend(self, ax: Axes, **options: Any) -> None:
        _, labels = ax.get_legend_handles_labels()
        if any(has_cjk(label) for label in labels):
            options["prop"] = self._font("small")
        else:
            options["fontsize"] = "small"
        ax.legend(frameon=False, **options)


def _axes(ax: Axes | None) -> Axes:
    check_axes(ax)
    need("matplotlib", "plot", "plot()")
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(8, 4.5), layout="constrained")[1]


def _plot_step(forecast: Forecast, step: str | None) -> str:
    if step is not None:
        return step
    own = str(forecast.timeline.step)
    days = (forecast.timeline.end - forecast.timeline.start).days
    return "quarter" if own == "month" and days > 540 else own


def _middle(start: datetime.date, end: datetime.date) -> datetime.datetime:
    first = datetime.datetime.combine(start, datetime.time())
    return first + (end - start) / 2


def _fan_rows(forecast: Forecast, metric: str, step: str) -> list[dict[str, Any]]:
    """The periods of a fan chart.

    Raises ValueError where there are none.
    """
    rows = list(forecast.frame(step, metrics=[metric]).where(metric=metric))
    # A period that the timeline cuts short would look like a fall in output.
    timeline = forecast.timeline
    whole = [
        r for r in rows if _core.parse_period(r["period"], timeline)[1:] == (r["start"], r["end"])
    ]
    if _METRICS[metric]["nature"] == "flow" and len(whole) > 1:
        rows = whole
    rows = [r for r in rows if r["p50"] == r["p50"]]
    if not rows:
        raise ValueError(f"the forecast has no {metric} to draw")
    return rows


def _fans_on(ax: Axes) -> int:
    """How many fans have been drawn on axes."""
    return sum(line.get_gid() == "fan" for line in ax.lines)


def plot_fan(
    forecast: Forecast,
    metric: str,
    step: str | None,
    ax: Axes | None,
    lang: str,
    label: str | None = None,
    scale: Scale | None = None,
) -> Axes:
    """The picture of `Forecast.plot`.

    scale: the unit of money, that of figures already on the axes; None for the own one.
    """
    ax = _axes(ax)
    writer = _Writer(forecast, lang)
    step = _plot_step(forecast, step)
    rows = _fan_rows(forecast, metric, step)
    scale = scale or getattr(ax, "_rampcast_scale", None) or _scale_of(metric, writer, rows)
    ax._rampcast_scale = scale  # type: ignore[attr-defined]
    fans = _fans_on(ax)
    color = _FANS[fans % len(_FANS)]
    if label is None and fans:
        label = writer.plant.name or writer.plant.id
    before = "" if label is None else writer.name(label, f"forecast {fans + 1}") + " "
    x = [_middle(r["start"], r["end"]) for r in rows]

    def levels(p: float) -> np.ndarray:
        found = [forecast.quantile(metric, p, r["period"]) for r in rows]
        return np.array(found) / scale.factor

    def column(name: str) -> np.ndarray:
        return np.array([r[name] for r in rows]) / scale.factor

    mark = {"marker": "o", "markersize": 4} if len(rows) < 3 else {}
    if len(rows) == 1:
        low, high = column("p10")[0], column("p90")[0]
        ax.plot(
            [x[0]] * 2, [low, high], color=color, alpha=0.4, linewidth=10, label=before + "P10–P90"
        )
    else:
        for alpha, low, high, band in (
            (0.2, column("p10"), column("p90"), "P10–P90"),
            (0.3, levels(0.25), levels(0.75), "P25–P75"),
        ):
            ax.fill_between(
                x, low, high, color=color, alpha=alpha, linewidth=0, label=before + band
            )
    ax.plot(x, column("p50"), color=color, linewidth=2, label=before + "P50", gid="fan", **mark)

    if not forecast.is_change:
        _draw_targets(ax, forecast, writer, metric, step, scale, rows)
    if metric in ("units", "gross_output_value") and not forecast.is_change:
        _draw_actuals(ax, writer, metric, step, scale)
    if not forecast.is_change:
        lowest = min(0.0, float(column("p10").min()))
        ax.set_ylim(bottom=min(lowest, ax.get_ylim()[0]) if fans else lowest)
    else:
        ax.axhline(0, color="#999999", linewidth=0.8)
    above = ax.get_title(loc="left")
    writer.label(ax, writer.axis(metric, step, scale))
    if fans and above:
        ax.set_title(above, loc="left")
    _dress(ax)
    ax.yaxis.set_major_formatter(lambda v, _: f"{v:,.10g}")
    writer.legend(ax, loc="best")
    return ax


def _scale_of(metric: str, writer: _Writer, rows: list[dict[str, Any]]) -> Scale:
    if _METRICS[metric]["measure"] != "money":
        return Scale("", "", 1.0)
    largest = max(abs(r[p]) for r in rows for p in ("p10", "p90"))
    return money_scale(writer.plant.currency, largest, writer.lang)


def plot_both(
    forecasts: list[tuple[str, Forecast]],
    metric: str,
    step: str | None,
    ax: Axes | None,
    lang: str,
) -> Axes:
    """The picture of `ForecastComparison.plot`."""
    ax = _axes(ax)
    step = _plot_step(forecasts[0][1], step)
    writer = _Writer(forecasts[0][1], lang)
    rows = [row for _, each in forecasts for row in _fan_rows(each, metric, step)]
    scale = _scale_of(metric, writer, rows)
    for name, each in forecasts:
        plot_fan(each, metric, step, ax, lang, name, scale)
    return ax


def _draw_targets(
    ax: Axes,
    forecast: Forecast,
    writer: _Writer,
    metric: str,
    step: str,
    scale: Scale,
    rows: list[dict[str, Any]],
) -> None:
    drawn = ax.get_legend_handles_labels()[1]
    for i, target in enumerate(writer.plant.targets):
        if target.product:
            continue
        level, first, last = _target_line(target, metric, step, writer.timeline)
        first = max(first or rows[0]["start"], rows[0]["start"])
        last = min(last or rows[-1]["end"], rows[-1]["end"])
        label = writer.name(target.name, "target")
        if level is None or first >= last or label in drawn:
            continue
        ax.plot(
            [datetime.datetime.combine(day, datetime.time()) for day in (first, last)],
            [level / scale.factor] * 2,
            color=_TARGET,
            linewidth=1.6,
            linestyle=("-", "--", ":", "-.")[i % 4],
            label=label,
        )


def _target_line(
    target: Any, metric: str, step: str, timeline: Any
) -> tuple[float | None, datetime.date | None, datetime.date | None]:
    """The level of a target in periods of a step, the first day and the day after the last.

    The level is None where the target says nothing of such periods: a yearly one is drawn at every
    step, one of other periods where they are those of the picture.
    """
    if target.at_least is None:
        yearly = {"units": target.units_per_year, "gross_output_value": target.value_per_year}
        level = yearly.get(metric)
        return None if level is None else level / _PER_YEAR[step], target.from_, None
    counts = "gross_output_value" if target.metric == "value" else target.metric
    level = target.at_least if counts == metric else None
    if target.period in _PER_YEAR:
        after = None if target.by is None else target.by + datetime.timedelta(days=1)
        return level if target.period == step else None, target.from_, after
    own, start, end = _core.parse_period(target.period, timeline)
    return level if own == step else None, start, end


def _draw_actuals(ax: Axes, writer: _Writer, metric: str, step: str, scale: Scale) -> None:
    label = writer.word("reported")
    if label in ax.get_legend_handles_labels()[1]:
        label = "_"
    for actual in writer.plant.actuals:
        figure = actual.units if metric == "units" else actual.value
        if figure is None:
            continue
        own, start, end = _core.parse_period(actual.period, writer.timeline)
        level = figure * _PER_YEAR[own] / _PER_YEAR[step] / scale.factor
        ax.hlines(level, start, end, color=_ACTUAL, linewidth=1)
        ax.plot([_middle(start, end)], [level], "o", color=_ACTUAL, markersize=5, label=label)
        label = "_"


def _dress(ax: Axes, ticks: int = 10) -> None:
    dates = need("matplotlib.dates", "plot", "plot()")
    locator = dates.AutoDateLocator(minticks=min(5, ticks), maxticks=ticks)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(
        dates.ConciseDateFormatter(
            locator,
            formats=["%Y", "%Y-%m", "%m-%d", "%H:%M", "%H:%M", "%S"],
            zero_formats=["", "%Y", "%Y-%m", "%m-%d", "%H:%M", "%H:%M"],
            show_offset=False,
        )
    )
    ax.grid(axis="y", color="#dddddd", linewidth=0.6)
    ax.set_axisbelow(True)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def picture(forecast: Forecast, metric: str, step: str | None, lang: str) -> Figure:
    """The picture of `Forecast.picture`."""
    need("matplotlib", "plot", "picture()")
    import matplotlib.pyplot as plt

    figure, (above, below) = plt.subplots(
        2, 1, figsize=(9, 7.5), layout="constrained", sharex=True, height_ratios=(3, 2)
    )
    plot_fan(forecast, metric, step, above, lang)
    plot_binding(forecast, step, below, lang)
    below.set_title("", loc="left")
    return figure


def plot_binding(forecast: Forecast, step: str | None, ax: Axes | None, lang: str) -> Axes:
    """The picture of `Forecast.plot_binding`."""
    ax = _axes(ax)
    writer = _Writer(forecast, lang)
    table = limits(forecast, _plot_step(forecast, step))
    periods = {row["period"]: (row["start"], row["end"]) for row in table}
    total: dict[str, float] = {}
    for row in table:
        total[row["constraint"]] = total.get(row["constraint"], 0.0) + row["share"]
    names = sorted((n for n in total if total[n] > 0), key=lambda n: -total[n])
    kept = names if len(names) <= len(_STACK) else names[: len(_STACK) - 1]
    shares = {name: dict.fromkeys(periods, 0.0) for name in kept}
    other = dict.fromkeys(periods, 0.0)
    for row in table:
        shares.get(row["constraint"], other)[row["period"]] += row["share"]
    stacks = [
        (writer.name(in_language(name, writer.lang), f"constraint {i + 1}"), shares[name])
        for i, name in enumerate(kept)
    ]
    if len(kept) < len(names):
        stacks.append((writer.word("other"), other))
    starts = [start for start, _ in periods.values()]
    widths = [(end - start).days * 0.94 for start, end in periods.values()]
    base = np.zeros(len(periods))
    for (name, by_period), color in zip(stacks, _STACK):
        heights = np.array([100 * by_period[p] for p in periods])
        ax.bar(starts, heights, widths, base, align="edge", color=color, label=name)
        base += heights
    writer.label(ax, writer.word("binding"))
    ax.set_ylim(0, max(100.0, float(base.max(initial=0.0))))
    _dress(ax)
    ax.yaxis.set_major_formatter(lambda v, _: f"{v:.0f} %")
    writer.legend(ax, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return ax
