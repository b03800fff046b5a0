"""Writing a table, chunk by chunk, whole or not at all."""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pandas as pd

from classifier.errors import TableError
from classifier.files import replacing
from classifier.tables.formulas import guard_formulas
from classifier.tables.reading import no_format

Write = Callable[[pd.DataFrame], None]
_SHEET_ROWS = 1_048_576
_CELL_CHARACTERS = 32_767


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table of text in the format that the suffix of `path` names, whole or not at all."""
    with table_writer(path) as write:
        write(frame)


@contextmanager
def table_writer(path: Path) -> Iterator[Write]:
    """Yield a function that appends a frame of text; the first frame, which may be empty, gives the columns.

    The file appears when the block ends well. Raises TableError for a suffix that no table format has, and when a
    workbook would need more rows than a sheet holds.
    """
    check_writable(path)
    with replacing(path) as temporary, _WRITERS[path.suffix.lower()](temporary) as write:
        yield write


def check_writable(path: Path) -> None:
    """Raise TableError when no table format has the suffix of `path`: better before the work than after it."""
    if path.suffix.lower() not in _WRITERS:
        raise no_format(path)


@contextmanager
def _csv_writer(path: Path) -> Iterator[Write]:
    with path.open("w", encoding="utf-8", newline="") as stream:

        def write(frame: pd.DataFrame) -> None:
            """Append the frame's rows."""
            guard_formulas(frame.astype(str)).to_csv(
                stream, index=False, header=stream.tell() == 0, lineterminator="\n", quoting=csv.QUOTE_MINIMAL
            )

        yield write


@contextmanager
def _parquet_writer(path: Path) -> Iterator[Write]:
    import pyarrow
    from pyarrow import parquet

    writer: parquet.ParquetWriter | None = None

    def write(frame: pd.DataFrame) -> None:
        """Append the frame's rows."""
        nonlocal writer
        schema = pyarrow.schema([(str(name), pyarrow.string()) for name in frame.columns])
        writer = writer or parquet.ParquetWriter(path, schema)
        writer.write_table(pyarrow.Table.from_pandas(frame.astype(str), schema=schema, preserve_index=False))

    try:
        yield write
    finally:
        if writer is not None:
            writer.close()


@contextmanager
def _xlsx_writer(path: Path) -> Iterator[Write]:
    # Constant memory, and every value as a string cell: no formula, no link, no date guessed from text.
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("data")
        sheet.freeze_panes(1, 0)
        rows = 0

        def write(frame: pd.DataFrame) -> None:
            """Append the frame's rows."""
            nonlocal rows
            lines = list(frame.itertuples(index=False, name=None))
            if rows == 0:
                lines.insert(0, tuple(frame.columns))
            if rows + len(lines) > _SHEET_ROWS:
                raise TableError(f"more rows than a sheet holds ({_SHEET_ROWS})", place=path.suffix, remedy="use .csv")
            for row, values in enumerate(lines, start=rows):
                for column, value in enumerate(values):
                    sheet.write_string(row, column, str(value)[:_CELL_CHARACTERS])
            rows += len(lines)

        yield write


@contextmanager
def _jsonl_writer(path: Path) -> Iterator[Write]:
    with path.open("w", encoding="utf-8", newline="\n") as stream:

        def write(frame: pd.DataFrame) -> None:
            """Append the frame's rows."""
            for row in frame.to_dict("records"):
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")

        yield write


_WRITERS: dict[str, Callable[[Path], AbstractContextManager[Write]]] = {
    ".csv": _csv_writer,
    ".parquet": _parquet_writer,
    ".xlsx": _xlsx_writer,
    ".jsonl": _jsonl_writer,
}
