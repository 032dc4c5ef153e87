"""A table between lines of words, as text and as HTML."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from rich.cells import cell_len

from .units import clean, pad

#: Between columns of a group, and between groups.
_INSIDE, _BETWEEN = "  ", "   "


@dataclass
class Column:
    """A column of a report's table: the title of its group, its own, and its cells."""

    group: str
    title: str
    cells: list[str] = field(default_factory=list)
    align: str = "right"


@dataclass
class Report:
    """A table between lines of words. The first column says what each row is about."""

    above: list[str]
    columns: list[Column]
    below: list[str]

    def text(self, width: int | None = None) -> str:
        """As text. width: terminal cells a line may take, None for no limit.

        Groups of columns that do not fit go below, beside the first column once more.
        """
        tables = ["\n".join(_lines(columns)) for columns in _blocks(self.columns, width)]
        above, below = map(clean, self.above), map(clean, self.below)
        return "\n".join([*above, "", "\n\n".join(tables), "", *below]).rstrip()

    def html(self) -> str:
        """As HTML."""

        def cells(texts: list[str], tag: str) -> str:
            return "".join(
                f'<{tag} style="text-align:{"left" if c.align == "left" else "right"}">'
                f"{html.escape(clean(text))}</{tag}>"
                for c, text in zip(self.columns, texts)
            )

        groups = "".join(
            f'<th colspan="{len(members)}" style="text-align:center">'
            f"{html.escape(clean(members[0].group))}</th>"
            for members in _groups(self.columns)
        )
        count = len(self.columns[0].cells)
        body = "".join(
            f"<tr>{cells([c.cells[i] for c in self.columns], 'td')}</tr>" for i in range(count)
        )
        head = f"<tr>{groups}</tr><tr>{cells([c.title for c in self.columns], 'th')}</tr>"
        above = "<br>".join(html.escape(clean(line)) for line in self.above)
        below = "<br>".join(html.escape(clean(line)) for line in self.below)
        return (
            f"<p>{above}</p><table><thead>{head}</thead><tbody>{body}</tbody></table><p>{below}</p>"
        )


def _groups(columns: list[Column]) -> list[list[Column]]:
    groups: list[list[Column]] = []
    for column in columns:
        if groups and column.group and groups[-1][0].group == column.group:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _blocks(columns: list[Column], width: int | None) -> list[list[Column]]:
    """The columns in tables no wider than `width`, as far as groups are not wider themselves."""
    first, *groups = _groups(columns)
    blocks = [list(first)]
    for members in groups:
        wider = [*blocks[-1], *members]
        full = len(blocks[-1]) > len(first)
        if width and full and any(cell_len(line) > width for line in _lines(wider)):
            blocks.append([*first, *members])
        else:
            blocks[-1] = wider
    return blocks


def _lines(columns: list[Column]) -> list[str]:
    """The rows of a table, below the titles of its groups and columns."""
    tops, titles = "", ""
    rows = [""] * len(columns[0].cells)
    for members in _groups(columns):
        widths = [max(cell_len(text) for text in (c.title, *c.cells)) for c in members]
        room = sum(widths) + len(_INSIDE) * (len(members) - 1)
        for k in range(max(0, cell_len(members[0].group) - room)):
            widths[-1 - k % len(members)] += 1

        def line(texts: list[str], members: list[Column], widths: list[int]) -> str:
            cells = [pad(text, w, c.align) for text, w, c in zip(texts, widths, members)]
            return _INSIDE.join(cells) + _BETWEEN

        whole = sum(widths) + len(_INSIDE) * (len(members) - 1)
        tops += pad(members[0].group, whole, "center") + _BETWEEN
        titles += line([c.title for c in members], members, widths)
        for i in range(len(rows)):
            rows[i] += line([c.cells[i] for c in members], members, widths)
    return [text.rstrip() for text in (tops, titles, *rows)]
