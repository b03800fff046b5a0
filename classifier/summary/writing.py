"""The summary as a workbook, as JSON, or as a folder of CSV files: the same figures with all that they rest on."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from classifier.errors import TableError
from classifier.files import replacing, write_text
from classifier.summary.figure import COUNT, DECIMAL, HOURS, POINTS, SHARE, Figure, SummaryTable
from classifier.summary.summarising import Summary
from classifier.tables import write_table

_SUFFIXES = (".xlsx", ".json")
# What follows the figure itself, as columns `measure_low`, ...; left out where no row has it.
_DETAILS = ("low", "high", "numerator", "denominator", "n_labelled", "n_total", "method", "missing")
_NUMBER_FORMATS = {COUNT: "#,##0", SHARE: "0.0%", POINTS: "0.0%", DECIMAL: "0.0", HOURS: "0.0"}
_CELL_CHARACTERS = 32_767


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
                flat = flattened(table)
                write_table(flat.astype(object).where(flat.notna(), "").astype(str), path / f"{name}.csv")


def flattened(table: SummaryTable) -> pd.DataFrame:
    """One row a row: its keys, each figure's value, and beside it what the figure rests on."""
    columns: dict[str, list[Any]] = {
        key: [row.keys[place] for row in table.rows] for place, key in enumerate(table.keys)
    }
    for place, measure in enumerate(table.measures):
        figures = [row.figures[place] for row in table.rows]
        columns[measure] = [_plain(figure, figure.value) for figure in figures]
        for detail in _DETAILS:
            values = [_plain(figure, getattr(figure, detail)) for figure in figures]
            if any(value not in (None, "", "counted") for value in values):
                columns[f"{measure}_{detail}"] = values
    return pd.DataFrame(columns, dtype=object)


def _plain(figure: Figure, value: Any) -> Any:
    """Counts as whole numbers."""
    if isinstance(value, float) and (value.is_integer() and figure.form == COUNT):
        return int(value)
    return value


def _write_workbook(summary: Summary, path: Path) -> None:
    import xlsxwriter

    with (
        replacing(path) as temporary,
        xlsxwriter.Workbook(temporary, {"strings_to_formulas": False, "strings_to_urls": False}) as book,
    ):
        bold = book.add_format({"bold": True, "bottom": 1})
        formats = {form: book.add_format({"num_format": text}) for form, text in _NUMBER_FORMATS.items()}
        for name, table in summary.tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, len(table.keys))
            forms = dict(
                zip(table.measures, (_form(table, place) for place in range(len(table.measures))), strict=True)
            )
            for column, (title, values) in enumerate(flattened(table).items()):
                measure, _, detail = str(title).rpartition("_")
                form = forms.get(str(title)) or (forms.get(measure) if detail in ("low", "high") else None)
                sheet.write_string(0, column, str(title), bold)
                sheet.set_column(column, column, max(10, len(str(title)) + 2))
                for row, value in enumerate(values, start=1):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value[:_CELL_CHARACTERS])
                    elif value is not None:
                        sheet.write_number(row, column, value, formats[form or COUNT])
        sheet = book.add_worksheet("signature")
        sheet.set_column(0, 1, 20)
        for row, (key, value) in enumerate({**summary.signature, "digest": summary.digest}.items()):
            sheet.write_string(row, 0, key, bold)
            sheet.write_string(row, 1, str(value))


def _form(table: SummaryTable, place: int) -> str:
    return table.rows[0].figures[place].form if table.rows else COUNT
