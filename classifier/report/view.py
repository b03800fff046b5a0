"""The summary as the sections see it: rows by readable names, tables and charts made the same way everywhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from classifier.report.document import Chart, Panel, Paragraph, Part, Table
from classifier.report.wording import Wording
from classifier.settings import Settings
from classifier.summary import Figure, Row, Summary, SummaryTable
from classifier.summary.figure import COUNT

_ZERO = Figure(COUNT, 0, definition="enquiries")
Choose = Callable[[Row], bool]


@dataclass(frozen=True)
class View:
    """One summary, the municipality's settings, and the language."""

    summary: Summary
    settings: Settings
    w: Wording

    def source(self, name: str) -> SummaryTable | None:
        """A table of the summary, None when the material gave none."""
        return self.summary.tables.get(name)

    def figure(self, table: str, measure: str, *keys: str) -> Figure | None:
        """One figure, None when there is no such row."""
        source = self.source(table)
        found = source.find(*keys) if source else None
        return found[measure] if found else None

    def readable(self, key: str, value: str) -> str:
        """A key's value as the reader knows it: topics and channels by name, mailboxes and departments as they are."""
        if key in ("topic", "class") and value in self.summary.taxonomy.codes:
            return self.summary.taxonomy.name(value, self.w.language)
        if key in ("week", "month"):
            return self.w.period(value)
        if key in ("first", "last"):
            return self.w.day(value) if value else self.w("day_none")
        if key == "hours":
            return value.replace("-", "\N{EN DASH}")
        return self.w.name(key, value)

    def group(self, row: Row) -> str:
        """The readable name of a row whose keys are domain, channel, value."""
        domain, _, value = row.keys
        return self.w("all") if domain == "all" else self.readable(domain, value)

    def table(
        self,
        name: str,
        measures: Sequence[str],
        *,
        suffix: str = "",
        keys: Sequence[str] | None = None,
        chosen: Choose = lambda row: True,
        notes: Sequence[str] = (),
        caption: str = "",
        wide: bool = False,
    ) -> list[Table]:
        """A table of the summary as a table of the report; none when it would have no rows.

        suffix  tells apart tables of the report that show the same table of the summary
        keys    the key columns to show; the group's name alone for rows by domain, channel, value
        """
        source = self.source(name)
        rows = [row for row in source.rows if chosen(row)] if source else []
        if source is None or not rows:
            return []
        grouped = source.keys == ("domain", "channel", "value")
        shown = [] if grouped else list(source.keys if keys is None else keys)
        places = [source.keys.index(key) for key in shown]
        cells: list[tuple[Part, ...]] = []
        for row in rows:
            names = [self.group(row)] if grouped else [self.readable(source.keys[at], row.keys[at]) for at in places]
            figures = source.figures(row)
            cells.append((*names, *(figures[measure] for measure in measures)))
        headings = [self.w("k_group")] if grouped else [self.w(f"k_{key}") for key in shown]
        return [
            Table(
                id=f"{name}{suffix}",
                code=f"{source.code}{suffix}",
                caption=caption or self.w(f"t_{name}{suffix}"),
                columns=(*headings, *(self.w(f"c_{measure}") for measure in measures)),
                rows=tuple(cells),
                headers=len(headings),
                notes=tuple(notes),
                wide=wide,
            )
        ]

    def pivot(self, name: str, *, caption: str = "", corner: str = "", wide: bool = False) -> list[Table]:
        """A table of counts by two keys, the second across; a pair that never occurs is a zero."""
        source = self.source(name)
        if source is None or not source.rows:
            return []
        down = list(dict.fromkeys(row.keys[-2] for row in source.rows))
        across = list(dict.fromkeys(row.keys[-1] for row in source.rows))
        cells = {row.keys[-2:]: row.figures[0] for row in source.rows}
        row_key, column_key = source.keys[-2:]
        rows: list[tuple[Part, ...]] = [
            (self.readable(row_key, value), *(cells.get((value, other), _ZERO) for other in across)) for value in down
        ]
        return [
            Table(
                id=name,
                code=source.code,
                caption=caption or self.w(f"t_{name}"),
                columns=(corner or self.w(f"k_{row_key}"), *(self.readable(column_key, value) for value in across)),
                rows=tuple(rows),
                wide=wide,
            )
        ]

    def chart(
        self, name: str, kind: str, series: Sequence[str], panels: Sequence[Panel], *, fewest: int = 1
    ) -> list[Chart]:
        """A chart; none when no panel has `fewest` rows to draw."""
        if max((len(panel.rows) for panel in panels), default=0) < fewest:
            return []
        return [
            Chart(f"chart-{name}", kind, self.w(f"chart_{name}"), self._alt(name, panels), tuple(series), tuple(panels))
        ]

    def _alt(self, name: str, panels: Sequence[Panel]) -> str:
        """What the picture shows: its caption, and its first row in figures."""
        first = next((row for panel in panels for row in panel.rows), None)
        told = f" {first[0]}: {', '.join(self.w.figure(figure) for figure in first[1])}." if first else ""
        return f"{self.w(f'chart_{name}')}.{told} {self.w('alt_table')}"

    def text(self, key: str, kind: str = "body", **values: Part) -> Paragraph:
        """A paragraph of the wording."""
        return Paragraph(self.w.parts(key, **values), kind)

    def sentence(self, key: str, **values: Part) -> Paragraph:
        """A finding: a sentence whose figures are followed by what they rest on."""
        parts = (self.told(part) if isinstance(part, Figure) else (part,) for part in self.w.parts(key, **values))
        return Paragraph(tuple(piece for told in parts for piece in told), "key")

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of a table of the summary; none when the material gave no such table."""
        source = self.source(name)
        return source.rows if source else ()

    def figures(self, name: str, row: Row) -> Mapping[str, Figure]:
        """The figures of a row by measure."""
        return self.summary.tables[name].figures(row)

    def period(self) -> dict[str, str]:
        """First and last day in words."""
        signature = self.summary.signature
        return {name: self.readable(name, signature[name]) for name in ("first", "last")}

    def told(self, figure: Figure) -> tuple[Part, ...]:
        """A figure in running text, with what it rests on in brackets."""
        basis = self.w.basis(figure)
        return (figure, f" [{basis}]") if basis else (figure,)


def known(figure: Figure | None) -> bool:
    """Whether there is a number to tell."""
    return figure is not None and figure.value is not None
