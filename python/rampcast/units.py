"""Numbers, money and periods as a person reads them."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass

from rich.cells import cell_len

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

#: Words for the table of each step, as files and sheets are called.
TABLE_OF = {
    "day": "daily",
    "week": "weekly",
    "half-month": "half-monthly",
    "month": "monthly",
    "quarter": "quarterly",
    "half-year": "half-yearly",
    "year": "yearly",
}
STEPS = tuple(TABLE_OF)


@dataclass(frozen=True)
class Scale:
    """A unit of money: its name, the same in ASCII, and how much of the currency it is."""

    name: str
    plain: str
    factor: float

    def amount(self, number: str) -> str:
        """A number with the unit: ``CNY 5 bn``, ``50 亿元``."""
        if self.name != self.plain:
            return f"{number} {self.name}"
        currency, _, size = self.name.partition(" ")
        return f"{currency} {number} {size}".rstrip()


def money_scale(currency: str, largest: float, lang: str = "en") -> Scale:
    """The unit in which figures up to `largest` (in the currency) read well.

    In English the currency itself, its thousands, millions (``EUR m``) or billions (``CNY bn``).
    In Chinese 亿元 (10^8) or 万元 (10^4) for yuan, and 亿 or 万 of other currencies.
    """
    currency = currency or "CNY"
    if lang == "zh":
        unit = "元" if currency == "CNY" else f" {currency}"
        if largest < 1e4:
            return Scale(unit.strip(), currency, 1.0)
        if largest < 1e8:
            return Scale(f"万{unit}", f"10,000 {currency}", 1e4)
        return Scale(f"亿{unit}", f"100 million {currency}", 1e8)
    for least, name, factor in ((1e9, " bn", 1e9), (1e6, " m", 1e6), (1e4, " thousand", 1e3)):
        if largest >= least:
            return Scale(currency + name, currency + name, factor)
    return Scale(currency, currency, 1.0)


def decimals_for(largest: float) -> int:
    """Decimals that show three digits of a figure as large as this, at most two of them."""
    if not math.isfinite(largest) or largest >= 100:
        return 0
    return 1 if largest >= 10 else 2


def figure(value: float, decimals: int = 0, sign: bool = False) -> str:
    """A rounded figure: three digits that count, never fewer than the decimals allow.

    1543.2 reads ``1,540``, with one decimal 14.53 reads ``14.5``; NaN reads ``—``.
    """
    if not math.isfinite(value):
        return "—"
    if abs(value) >= 1000:
        value = round(value, 2 - math.floor(math.log10(abs(value))))
        decimals = 0
    value = round(value, decimals) + 0.0
    return f"{value:{'+' if sign and value else ''},.{decimals}f}"


def exact(value: float) -> str:
    """A stated number in full, with thousands separated: ``20,000``, ``10.16``."""
    if not math.isfinite(value):
        return "—"
    if value == math.floor(value) and abs(value) < 1e15:
        return f"{value:,.0f}"
    size = abs(value)
    if 1e-4 <= size < 1e15:
        whole = max(0, math.floor(math.log10(size)) + 1)
        return f"{value:,.{max(0, 6 - whole)}f}".rstrip("0").rstrip(".")
    return f"{value:.6g}"


def probability(share: float, error: float = 0.0) -> str:
    """A probability in percent; what rounds to none or all of it is told as a bound.

    error: its standard error, told with one digit that counts: ``75.8 ±.1 %``.
    """
    if not math.isfinite(share):
        return "—"
    if share < 0.001:
        return "<0.1 %"
    if share > 0.999:
        return ">99.9 %"
    if not error > 0:
        return f"{100 * share:.1f} %"
    size = 100 * max(error, 1e-4)
    told = f"{size:.0f}" if size >= 0.95 else f"{size:.1g}".lstrip("0")
    return f"{100 * share:.1f} ±{told} %"


def percent(share: float) -> str:
    """A share in whole percent."""
    if not math.isfinite(share):
        return "—"
    if share < 0.005:
        return "<1 %"
    return f"{100 * share:.0f} %"


def coefficient(value: float) -> str:
    """A correlation: ``.73``, ``-.20``."""
    text = f"{abs(value):.2f}"
    return ("-" if value < 0 else "") + (text if text.startswith("1") else text[1:])


def plural(unit: str) -> str:
    """The plural of what one unit is called; words that are not English stay."""
    if not unit or not unit[-1].isascii() or not unit[-1].isalpha() or unit.endswith("s"):
        return unit
    if unit.endswith(("x", "ch", "sh")):
        return unit + "es"
    if unit.endswith("y") and unit[-2:-1] not in tuple("aeiou"):
        return unit[:-1] + "ies"
    return unit + "s"


_FRACTIONS = (
    (1 / 10, "a tenth"),
    (1 / 9, "a ninth"),
    (1 / 8, "an eighth"),
    (1 / 7, "a seventh"),
    (1 / 6, "a sixth"),
    (1 / 5, "a fifth"),
    (1 / 4, "a quarter"),
    (1 / 3, "a third"),
    (2 / 5, "two fifths"),
    (1 / 2, "half"),
    (3 / 5, "three fifths"),
    (2 / 3, "two thirds"),
    (3 / 4, "three quarters"),
    (4 / 5, "four fifths"),
    (9 / 10, "nine tenths"),
)


def share_in_words(share: float) -> str:
    """A share in words: ``an eighth``, ``under a third``, ``7 %``, ``1.3 times``."""
    if share < 0.005:
        return "less than 1 %"
    if share < 0.095:
        return f"{100 * share:.0f} %"
    if share > 0.97:
        return "all" if share < 1.03 else f"{figure(share, 2).rstrip('0').rstrip('.')} times"
    at, words = min(_FRACTIONS, key=lambda each: abs(math.log(each[0] / share)))
    if abs(share / at - 1) < 0.03:
        return words
    return ("under " if share < at else "over ") + words


def period_text(
    label: str, start: datetime.date, end: datetime.date, whole: bool, lang: str = "en"
) -> str:
    """A period's label; with the months it holds where the timeline cuts it.

    start: first day, end: the day after the last. lang: ``en`` or ``zh``.
    """
    if whole:
        return label
    last = end - datetime.timedelta(days=1)
    if start.day == 1 and end.day == 1:
        if lang == "zh":
            months = f"{start.month}–{last.month}" if start.month != last.month else last.month
            return f"{label} {months}月"
        first, final = MONTHS[start.month - 1], MONTHS[last.month - 1]
        return f"{label} {first}" if first == final else f"{label} {first}–{final}"
    return f"{label} {start:%m-%d}–{last:%m-%d}"


#: Parts of a dotted path; a name that holds a dot is quoted.
_PARTS = re.compile(r'"([^"]*)"|([^."]+)')


def driver_in_words(path: str) -> str:
    """The dotted name of a number as words.

    ``line.L1.ramp.rise_days`` is ``L1 ramp rise days``, ``orders.arrivals.2024-01-01.per_year``
    is ``orders per year from 2024-01-01``.
    """
    parts = [quoted or plain for quoted, plain in _PARTS.findall(path)]
    if parts[0] in ("line", "component", "product", "milestone") and len(parts) > 1:
        parts = parts[1:]
    since = ""
    at = parts.index("arrivals") if "arrivals" in parts[:-2] else None
    if at is not None and not parts[at + 1].isdigit():
        since = f" from {parts[at + 1]}"
        del parts[at : at + 2]
    elif "changes" in parts[:-2]:
        at = parts.index("changes")
        since = f" after {parts[at + 1]}"
        del parts[at : at + (3 if parts[at + 2] in ("set", "add") else 2)]
    return " ".join(parts).replace("_", " ") + since


#: Control characters, those that turn the direction of text or end a line, and halves of others.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Text safe to print: what must not be printed as it is becomes question marks."""
    return _UNPRINTABLE.sub("?", text)


def pad(text: str, width: int, align: str = "right") -> str:
    """Text on a number of terminal cells; Chinese characters take two."""
    room = max(0, width - cell_len(text))
    if align == "left":
        return text + " " * room
    if align == "center":
        return " " * (room // 2) + text + " " * (room - room // 2)
    return " " * room + text


def has_cjk(text: str) -> bool:
    """Whether a text holds Chinese, Japanese or Korean characters."""
    return any(
        "\u2e80" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" or c >= "\uff00" for c in text
    )
