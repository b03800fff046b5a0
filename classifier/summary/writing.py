"""The summary as a workbook, as JSON, or as a folder of CSV files."""

import json
from pathlib import Path

import pandas as pd

from classifier.errors import TableError
from classifier.files import replacing, write_text
from classifier.summary.summarising import Summary
from classifier.tables import write_table

_SUFFIXES = (".xlsx", ".json")


def check_output(path: Path) -> None:
    """Raise TableError when `path` has a suffix that no summary is written with."""
    if path.suffix and path.suffix.lower() not in _SUFFIXES:
        raise TableError(
            f"a summary cannot be written as '{path.suffix}'",
            place=path,
            remedy="use .xlsx, .json, or a folder name without a suffix for .csv files",
        )


def write_summary(summary: Summary, path: Path) -> None:
    """Write the summary in the form that the suffix names. The same summary gives the same JSON and CSV bytes."""
    check_output(path)
    match path.suffix.lower():
        case ".json":
            write_text(path, json.dumps(summary.document(), ensure_ascii=False, indent=1, allow_nan=False) + "\n")
        case ".xlsx":
            _write_workbook(summary, path)
        case _:
            path.mkdir(exist_ok=True)
            for name, table in summary.tables.items():
                write_table(table.astype(object).where(table.notna(), ""), path / f"{name}.csv")


def _write_workbook(summary: Summary, path: Path) -> None:
    import xlsxwriter

    with (
        replacing(path) as temporary,
        xlsxwriter.Workbook(temporary, {"strings_to_formulas": False, "strings_to_urls": False}) as book,
    ):
        styles = {name: book.add_format({"num_format": form}) for name, form in _FORMS.items()}
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, table in summary.tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, title in enumerate(table.columns):
                sheet.write_string(0, column, title, bold)
                style = styles[_form(title)]
                sheet.set_column(column, column, max(10, len(title) + 2))
                for row, value in enumerate(table[title], start=1):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value[:32767])
                    elif not pd.isna(value):
                        sheet.write_number(row, column, float(value), style)
        sheet = book.add_worksheet("signature")
        for row, (key, value) in enumerate(summary.signature.items()):
            sheet.write_string(row, 0, key, bold)
            sheet.write_string(row, 1, str(value))
        sheet.set_column(0, 1, 20)


_FORMS = {"share": "0.0%", "decimal": "0.0", "count": "#,##0"}


def _form(title: str) -> str:
    if title.endswith(("share", "rate", "low", "high")):
        return "share"
    return "decimal" if title.endswith(("hours", "per_1000")) else "count"
