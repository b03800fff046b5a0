"""The labelling sheet: a workbook that opens well in Excel and LibreOffice, and comes back as a table of labels."""

from collections.abc import Sequence
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pandas as pd

from classifier.files import replacing
from classifier.labelling.wording import WORDINGS, Wording
from classifier.tables import write_table
from classifier.taxonomy import NO_TOPIC, Taxonomy

SHEET_COLUMNS = (
    "enquiry_id", "channel", "source", "context", "subject", "text", "topic", "level", "second_topic", "uncertain",
    "labeller", "stratum", "weight", "purpose", "cluster",
)  # fmt: skip
# The guideline's level for a text that cannot be judged: reported, never guessed.
UNREADABLE_LEVEL = "NX"
_WIDTHS = {
    "enquiry_id": 11, "channel": 9, "source": 12, "context": 28, "subject": 18, "text": 62, "topic": 22, "level": 16,
    "second_topic": 14, "uncertain": 9, "labeller": 9, "stratum": 14, "weight": 8, "purpose": 9, "cluster": 11,
}  # fmt: skip
_BESIDE_WIDTH = 9
_OPEN = ("topic", "level", "second_topic", "uncertain", "labeller")
_READ = ("channel", "source", "context", "subject", "text")
_CODED = ("topic", "level", "second_topic")
# Lists and alerts still work in rows that are added or moved below the last one.
_SPARE_ROWS = 200
_CELL_CHARACTERS = 32_767
_LINE_POINTS, _HIGHEST_POINTS = 15.0, 405.0


def write_sheet(
    rows: pd.DataFrame, path: Path, taxonomy: Taxonomy, *, language: str = "sv", beside: Sequence[str] = ()
) -> None:
    """Write the rows to label; columns that `rows` lacks are empty. A suffix other than .xlsx gives a plain table.

    `beside` names columns of `rows` to show behind the others, such as the opinions to settle between.
    """
    frame = rows.reindex(columns=[*SHEET_COLUMNS, *beside], fill_value="").fillna("").astype(str)
    if path.suffix.lower() != ".xlsx":
        write_table(frame, path)
        return
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with replacing(path) as temporary, xlsxwriter.Workbook(temporary, options) as book:
        _Book(book, WORDINGS[language]).write(frame, taxonomy, language)


class _Book:
    """One workbook in the making: the labels first, the guideline and the codes behind them."""

    def __init__(self, book: Any, words: Wording) -> None:
        self._book = book
        self._words = words
        self._labels = book.add_worksheet(words.labels)
        self._guideline = book.add_worksheet(words.guideline)
        self._codes = book.add_worksheet(words.codes)
        self._bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self, frame: pd.DataFrame, taxonomy: Taxonomy, language: str) -> None:
        """Fill the workbook: codes, rows to label, guideline."""
        lists = self._write_codes(taxonomy, language)
        self._write_labels(frame, lists)
        self._write_guideline(len(frame))

    def _write_codes(self, taxonomy: Taxonomy, language: str) -> dict[str, str]:
        """Codes with names, one list a column; returns the range of each list."""
        topics = [f"{code} {taxonomy.name(code, language)}" for code in taxonomy.codes]
        topics.append(f"{NO_TOPIC} {self._words.levels['N0']}")
        levels = [f"{code} {name}" for code, name in self._words.levels.items()]
        ranges = {}
        for column, (title, values) in enumerate((("topic", topics), ("level", levels))):
            self._codes.write_string(0, column, title, self._bold)
            self._codes.write_column(1, column, values)
            self._codes.set_column(column, column, 44)
            letter = "AB"[column]
            ranges[title] = f"='{self._words.codes}'!${letter}$2:${letter}${len(values) + 1}"
        return ranges | {"second_topic": ranges["topic"]}

    def _write_labels(self, frame: pd.DataFrame, lists: dict[str, str]) -> None:
        sheet = self._labels
        locked = self._book.add_format({"text_wrap": True, "valign": "top", "locked": True})
        plain = self._book.add_format({"valign": "top", "locked": True, "font_color": "#5A6673"})
        opened = self._book.add_format(
            {"text_wrap": True, "valign": "top", "locked": False, "bg_color": "#FFF9E5", "border": 7}
        )
        last = len(frame) + _SPARE_ROWS
        for column, name in enumerate(frame.columns):
            style = opened if name in _OPEN else locked if name in _READ else plain
            sheet.write_string(0, column, name, self._bold)
            sheet.set_column(column, column, _WIDTHS.get(name, _BESIDE_WIDTH), style)
            for row, value in enumerate(frame[name], start=1):
                if name == "weight" and value:
                    sheet.write_number(row, column, float(value), style)
                else:
                    sheet.write_string(row, column, value[:_CELL_CHARACTERS], style)
            if name in self._words.hints:
                self._validate(column, name, last, lists)
        for row, values in enumerate(frame.itertuples(index=False), start=1):
            sheet.set_row(row, _height(dict(zip(frame.columns, values, strict=True))))
        self._paint_unknown(last, lists)
        sheet.freeze_panes(1, SHEET_COLUMNS.index("text") + 1)
        sheet.autofilter(0, 0, max(1, len(frame)), len(frame.columns) - 1)
        allowed = ("sort", "autofilter", "format_columns", "format_rows", "insert_columns", "select_locked_cells")
        sheet.protect("", dict.fromkeys(allowed, True))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _validate(self, column: int, name: str, last: int, lists: dict[str, str]) -> None:
        """A list to choose from and a hint. No alert: a bare code may be typed, and reading tells every wrong cell."""
        source: dict[str, Any] = {"validate": "any"}
        if name in _CODED:
            source = {"validate": "list", "source": lists[name]}
        elif name == "uncertain":
            source = {"validate": "list", "source": ["1", "0"]}
        message = {"input_title": name, "input_message": self._words.hints[name], "show_error": False}
        self._labels.data_validation(1, column, last, column, source | message)

    def _paint_unknown(self, last: int, lists: dict[str, str]) -> None:
        red = self._book.add_format({"bg_color": "#F8CBAD"})
        for name in _CODED:
            column = SHEET_COLUMNS.index(name)
            cell = f"${ascii_uppercase[column]}2"
            known = lists[name].removeprefix("=")
            rule = f'=AND(LEN({cell})>0,COUNTIF({known},{cell}&" *")+COUNTIF({known},{cell})=0)'
            self._labels.conditional_format(
                1, column, last, column, {"type": "formula", "criteria": rule, "format": red}
            )

    def _write_guideline(self, rows: int) -> None:
        sheet, labels = self._guideline, self._words.labels
        topic, level = (f"'{labels}'!{_cells(name, rows)}" for name in ("topic", "level"))
        sheet.set_column(0, 0, 110, self._wrapped)
        sheet.set_column(1, 1, 12)
        sheet.write_string(0, 0, self._words.done, self._bold)
        sheet.write_formula(0, 1, f'=COUNTIFS({topic},"?*",{level},"?*")', None, 0)
        sheet.write_string(1, 0, self._words.left, self._bold)
        sheet.write_formula(1, 1, f"={rows}-B1", None, rows)
        for row, rule in enumerate((*self._words.rules, self._words.invalid), start=3):
            sheet.write_string(row, 0, rule, self._wrapped)


def _cells(column: str, rows: int) -> str:
    letter = ascii_uppercase[SHEET_COLUMNS.index(column)]
    return f"${letter}$2:${letter}${rows + 1}"


def _height(row: dict[str, str]) -> float:
    """Points that the longest of the wrapped texts needs; LibreOffice does not work it out by itself."""
    lines = max(sum(1 + len(line) // _WIDTHS[name] for line in row[name].split("\n")) for name in _READ)
    return min(_HIGHEST_POINTS, _LINE_POINTS * lines)
