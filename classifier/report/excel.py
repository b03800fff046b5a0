"""The document as a workbook: one sheet a table, native charts with error bars, a sheet of definitions.

Every text is a string cell, so that nothing from the data is run as a formula or opened as a link.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from classifier.report.charts import COLOURS
from classifier.report.document import Bullets, Chart, Document, Paragraph, Part, Table
from classifier.report.wording import Wording
from classifier.summary import Figure
from classifier.summary.figure import COUNT, DECIMAL, HOURS, POINTS, SHARE

_NUMBER_FORMATS = {COUNT: "#,##0", SHARE: "0.0%", POINTS: "+0.0%;-0.0%;0.0%", DECIMAL: "0.0", HOURS: "0.0"}
# What stands beside a figure, in columns of their own, where some row has it.
_DETAILS = ("low", "high", "numerator", "denominator", "n_labelled")
_SHEET_NAME = 31
_CELL_CHARACTERS = 32_767
_HEAD_ROW = 2
_LINE_POINTS = 14.5
# Characters of running text that an upright A4 page is wide.
_PAGE_WIDTH = 74
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write(document: Document, path: Path) -> None:
    """Write the report as .xlsx."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        _Writer(document, book).write()


class _Writer:
    def __init__(self, document: Document, book: Any) -> None:
        self._document = document
        self._book = book
        self._w = Wording(document.language)
        text = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self._text = book.add_format({**text, "text_wrap": True})
        self._soft = book.add_format({**text, "font_color": "#4c5a66", "align": "right"})
        self._small = book.add_format({**text, "font_color": "#4c5a66"})
        self._title = book.add_format({**text, "font_size": 14, "bold": True})
        self._head = book.add_format(
            {**text, "bold": True, "text_wrap": True, "bg_color": "#f2f6f8", "bottom": 1, "valign": "bottom"}
        )
        self._numbers = {form: book.add_format({**text, "num_format": code}) for form, code in _NUMBER_FORMATS.items()}
        self._softer = {
            form: book.add_format({**text, "num_format": code, "font_color": "#4c5a66"})
            for form, code in _NUMBER_FORMATS.items()
        }

    def write(self) -> None:
        """Fill the workbook: front page, tables, charts."""
        document = self._document
        self._book.set_properties(
            {"title": document.title[:250], "author": document.municipality[:250], "created": _EPOCH,
             "comments": f"nulage {document.digest}"}
        )  # fmt: skip
        self._front()
        charts = document.charts()
        for place, table in enumerate(document.tables()):
            self._table(table, place)
        for place, chart in enumerate(charts):
            self._chart(chart, place)
        self._definitions()

    def _front(self) -> None:
        """Title, findings, and the list of sheets."""
        sheet = self._book.add_worksheet(self._w("h_findings")[:_SHEET_NAME])
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, _PAGE_WIDTH)
        sheet.write_string(0, 0, self._document.title, self._title)
        sheet.write_string(1, 0, _cut(self._document.municipality), self._text)
        sheet.write_string(2, 0, self._document.period, self._text)
        row = 4
        for block in self._document.sections[0].blocks:
            for item in block.items if isinstance(block, Bullets) else (block,) if isinstance(block, Paragraph) else ():
                text = _cut("".join(map(self._words, item.parts)))
                sheet.write_string(row, 0, text, self._text)
                _tall(sheet, row, [(text, _PAGE_WIDTH)])
                row += 1
        row += 1
        for table in self._document.tables():
            # Our own names, never a name from the data.
            sheet.write_url(row, 0, f"internal:'{_sheet_name(table.code)}'!A1", string=_cut(table.label)[:250])
            row += 1
        _on_paper(sheet, landscape=False)

    def _table(self, table: Table, place: int) -> None:
        sheet = self._book.add_worksheet(_sheet_name(table.code))
        sheet.write_string(0, 0, _cut(table.label), self._title)
        columns = self._columns(table)
        for column, (heading, width, _, _) in enumerate(columns):
            sheet.write_string(_HEAD_ROW, column, _cut(heading), self._head)
            sheet.set_column(column, column, width)
        _tall(sheet, _HEAD_ROW, [(heading, width) for heading, width, _, _ in columns])
        for number, row in enumerate(table.rows, start=_HEAD_ROW + 1):
            _tall(sheet, number, [(row[at], width) for _, width, at, detail in columns if not detail])
            for column, (_, _, source, detail) in enumerate(columns):
                self._write(sheet, number, column, row[source], detail)
        last = _HEAD_ROW + len(table.rows)
        sheet.autofilter(_HEAD_ROW, 0, last, len(columns) - 1)
        sheet.freeze_panes(_HEAD_ROW + 1, table.headers)
        for number, note in enumerate(table.notes, start=last + 2):
            sheet.write_string(number, 0, _cut(note), self._small)
        _on_paper(sheet, landscape=len(columns) > 5)

    def _columns(self, table: Table) -> list[tuple[str, float, int, str]]:
        """Heading, width, the table's column, and the detail of its figures ("" for the figure itself)."""
        found = []
        for column, heading in enumerate(table.columns):
            figures = [row[column] for row in table.rows if isinstance(row[column], Figure)]
            texts = [part for row in table.rows if isinstance(part := row[column], str)]
            longest = max(map(len, texts), default=0)
            width = min(max(longest * 1.05, 11.0), 46.0)
            found.append((heading, width, column, ""))
            for detail in _DETAILS:
                if any(getattr(figure, detail) is not None for figure in figures):
                    found.append((f"{heading}: {self._w(f'x_{detail}')}", 11.0, column, detail))
        return found

    def _write(self, sheet: Any, row: int, column: int, part: Part, detail: str) -> None:
        if isinstance(part, str):
            if not detail:
                sheet.write_string(row, column, _cut(part), self._text)
            return
        value = getattr(part, detail) if detail else part.value
        if value is not None:
            form = part.form if detail in ("", "low", "high") else COUNT
            sheet.write_number(row, column, value, (self._softer if detail else self._numbers)[form])
        elif not detail:
            sheet.write_string(row, column, self._w.figure(part), self._soft)

    def _chart(self, chart: Chart, place: int) -> None:
        """The chart's own figures on a sheet, and the native chart beside them."""
        sheet = self._book.add_worksheet(f"{self._w('figure_word')} {place + 1}")
        sheet.write_string(0, 0, _cut(chart.caption), self._title)
        if chart.kind == "heat":
            self._heat(sheet, chart)
        elif chart.kind == "intervals":
            self._interval_chart(sheet, chart)
        else:
            self._count_chart(sheet, chart)
        _tall(sheet, _HEAD_ROW, [(name, 16) for name in chart.series])
        sheet.set_column(0, 0, 34)
        _on_paper(sheet, landscape=True)

    def _heat(self, sheet: Any, chart: Chart) -> None:
        rows = chart.panels[0].rows
        for column, name in enumerate(chart.series, start=1):
            sheet.write_string(_HEAD_ROW, column, name, self._head)
        for number, (name, figures) in enumerate(rows, start=_HEAD_ROW + 1):
            sheet.write_string(number, 0, _cut(name), self._text)
            for column, figure in enumerate(figures, start=1):
                self._write(sheet, number, column, figure, "")
        sheet.conditional_format(
            _HEAD_ROW + 1, 1, _HEAD_ROW + len(rows), len(chart.series),
            {"type": "2_color_scale", "min_color": "#f7fbff", "max_color": "#6baed6"},
        )  # fmt: skip

    def _count_chart(self, sheet: Any, chart: Chart) -> None:
        names = list(dict.fromkeys(name for panel in chart.panels for name, _ in panel.rows))
        drawn = self._book.add_chart({"type": "bar" if chart.kind == "bars" else "column"})
        last = _HEAD_ROW + len(names)
        for row, name in enumerate(names, start=_HEAD_ROW + 1):
            sheet.write_string(row, 0, _cut(name), self._text)
        for column, panel in enumerate(chart.panels, start=1):
            sheet.write_string(_HEAD_ROW, column, _cut(panel.title), self._head)
            cells = dict(panel.rows)
            for row, name in enumerate(names, start=_HEAD_ROW + 1):
                if name in cells:
                    self._write(sheet, row, column, cells[name][0], "")
                else:
                    sheet.write_number(row, column, 0, self._numbers[COUNT])
            drawn.add_series(
                {
                    "name": [sheet.name, _HEAD_ROW, column],
                    "categories": [sheet.name, _HEAD_ROW + 1, 0, last, 0],
                    "values": [sheet.name, _HEAD_ROW + 1, column, last, column],
                    "fill": {"color": COLOURS[(column - 1) % len(COLOURS)]},
                    "data_labels": {"value": True, "font": {"size": 8}},
                    "gap": 60,
                }
            )
        self._place(sheet, chart, drawn, len(names), len(chart.panels) + 2)

    def _interval_chart(self, sheet: Any, chart: Chart) -> None:
        """Bars with error bars of the interval's own unequal arms."""
        rows = chart.panels[0].rows
        last = _HEAD_ROW + len(rows)
        drawn = self._book.add_chart({"type": "bar"})
        for row, (name, _) in enumerate(rows, start=_HEAD_ROW + 1):
            sheet.write_string(row, 0, _cut(name), self._text)
        for number, series in enumerate(chart.series):
            column = 1 + 3 * number
            sheet.set_column(column, column, 18)
            for offset, heading in enumerate((series, self._w("x_down"), self._w("x_up"))):
                sheet.write_string(_HEAD_ROW, column + offset, _cut(heading), self._head)
            for row, (_, figures) in enumerate(rows, start=_HEAD_ROW + 1):
                figure = figures[number]
                self._write(sheet, row, column, figure, "")
                if figure.value is not None and figure.low is not None and figure.high is not None:
                    sheet.write_number(row, column + 1, figure.value - figure.low, self._softer[SHARE])
                    sheet.write_number(row, column + 2, figure.high - figure.value, self._softer[SHARE])
            arms = [
                f"='{sheet.name}'!{xl_rowcol_to_cell(_HEAD_ROW + 1, column + offset, True, True)}"
                f":{xl_rowcol_to_cell(last, column + offset, True, True)}"
                for offset in (1, 2)
            ]
            drawn.add_series(
                {
                    "name": [sheet.name, _HEAD_ROW, column],
                    "categories": [sheet.name, _HEAD_ROW + 1, 0, last, 0],
                    "values": [sheet.name, _HEAD_ROW + 1, column, last, column],
                    "fill": {"color": COLOURS[number], "transparency": 35},
                    "gap": 60,
                    "x_error_bars": {"type": "custom", "minus_values": arms[0], "plus_values": arms[1]},
                }
            )
        self._place(sheet, chart, drawn, len(rows) * len(chart.series), 2 + 3 * len(chart.series))

    def _place(self, sheet: Any, chart: Chart, drawn: Any, rows: int, column: int) -> None:
        drawn.set_title({"name": chart.caption, "name_font": {"size": 11}})
        lying = chart.kind != "columns"
        across: dict[str, Any] = {"major_gridlines": {"visible": chart.kind == "intervals"}, "num_font": {"size": 9}}
        if chart.kind == "intervals":
            across["num_format"] = "0%"
        drawn.set_x_axis(across)
        drawn.set_y_axis({"reverse": lying, "major_gridlines": {"visible": False}, "num_font": {"size": 9}})
        drawn.set_legend({"position": "bottom"} if len(chart.series) + len(chart.panels) > 2 else {"none": True})
        drawn.set_size({"width": 760, "height": max(300, 120 + 26 * rows) if lying else 360})
        sheet.insert_chart(_HEAD_ROW, column, drawn, {"description": chart.alt[:250]})

    def _definitions(self) -> None:
        sheet = self._book.add_worksheet(self._w("h_definitions")[:_SHEET_NAME])
        sheet.set_column(0, 0, _PAGE_WIDTH)
        row = 0
        for _, section in self._document.outline():
            if section.id not in ("definitioner", "begransningar", "signatur"):
                continue
            sheet.write_string(row, 0, section.title, self._title)
            row += 1
            for block in section.blocks:
                items = block.items if isinstance(block, Bullets) else (block,) if isinstance(block, Paragraph) else ()
                for item in items:
                    text = _cut("".join(map(self._words, item.parts)))
                    sheet.write_string(row, 0, text, self._text)
                    _tall(sheet, row, [(text, _PAGE_WIDTH)])
                    row += 1
            row += 1
        _on_paper(sheet, landscape=False)

    def _words(self, part: Part) -> str:
        return part if isinstance(part, str) else self._w.figure(part)


def _tall(sheet: Any, row: int, cells: Sequence[tuple[Part, float]]) -> None:
    """A row as high as its fullest cell needs: LibreOffice does not make room for wrapped text by itself."""
    lines = max((_lines(part, width) for part, width in cells if isinstance(part, str)), default=1)
    if lines > 1:
        sheet.set_row(row, min(lines * _LINE_POINTS, 400))


def _lines(text: str, width: float) -> int:
    """Lines that words of these lengths take in a column so wide (in characters)."""
    lines, room = 1, width
    for word in text[: int(40 * width)].split():
        if len(word) > room and room < width:
            lines, room = lines + 1, width
        lines += int(len(word) // width)
        room -= len(word) % width + 1
    return lines


def _on_paper(sheet: Any, *, landscape: bool) -> None:
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)


def _sheet_name(code: str) -> str:
    return code[:_SHEET_NAME]


def _cut(text: str) -> str:
    """What a cell can hold, without the characters that XML cannot."""
    kept = "".join(char for char in text if char.isprintable() or char in "\n\t\N{NO-BREAK SPACE}")
    return kept[:_CELL_CHARACTERS]
