"""Reading and writing tables by suffix, and the formula guard that every spreadsheet-readable text passes.

Tables hold text: no type guessing, an absent value is the empty string.
"""

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from classifier.errors import TableError
from classifier.files import replacing

# A cell that begins with one of these is run as a formula by spreadsheet programs (OWASP, "CSV injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guard_formula(value: str) -> str:
    """Prefix an apostrophe to a cell that a spreadsheet would run as a formula."""
    return "'" + value if value.lstrip("'").startswith(_FORMULA_STARTS) else value


def unguard_formula(value: str) -> str:
    """Undo `guard_formula`."""
    guarded = value.startswith("'") and value.lstrip("'").startswith(_FORMULA_STARTS)
    return value[1:] if guarded else value


def read_table(path: Path, required: Iterable[str] = ()) -> pd.DataFrame:
    """Read a table of strings; the suffix decides the format.

    Raises TableError for a missing file, an unknown suffix, a damaged file, or when a column of `required` is absent.
    """
    if not path.is_file():
        raise TableError("the file does not exist", place=path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise _no_format(path)
    try:
        frame = reader(path)
    except TableError:
        raise
    except UnicodeDecodeError as error:
        raise TableError(f"not UTF-8 (byte {error.start})", place=path, remedy="save the file as CSV UTF-8") from error
    except Exception as error:  # each library has its own family of errors for a damaged file
        raise TableError(f"cannot be read as {path.suffix.lower()[1:]} ({type(error).__name__})", place=path) from error
    require_columns(frame, required, path)
    return frame


def require_columns(frame: pd.DataFrame, required: Iterable[str], place: object) -> None:
    """Raise TableError naming every column of `required` that `frame` lacks."""
    missing = [column for column in required if column not in frame.columns]
    if missing:
        found = ", ".join(map(str, frame.columns[:12])) or "none"
        raise TableError(
            f"missing column{'s' if len(missing) > 1 else ''} {', '.join(missing)}",
            place=place,
            remedy=f"the columns found are: {found}",
        )


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table of strings in the format that the suffix of `path` names, whole or not at all."""
    check_writable(path)
    with replacing(path) as temporary:
        _WRITERS[path.suffix.lower()](frame, temporary)


def check_writable(path: Path) -> None:
    """Raise TableError when no table format has the suffix of `path`: better before the work than after it."""
    if path.suffix.lower() not in _WRITERS:
        raise _no_format(path)


def _no_format(path: Path) -> TableError:
    return TableError(
        f"no table format has the suffix '{path.suffix}'", place=path, remedy=f"use {', '.join(_WRITERS)}"
    )


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(object).where(frame.notna(), "").map(str)


def _read_csv(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header = stream.readline()
    if not header.strip():
        raise TableError("the file is empty", place=path)
    separator = max(",;\t", key=header.count)
    frame = pd.read_csv(path, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig", engine="c")
    return frame.map(unguard_formula)


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    frame.map(lambda value: guard_formula(str(value))).to_csv(
        path, index=False, encoding="utf-8", lineterminator="\n", quoting=csv.QUOTE_MINIMAL
    )


def _read_parquet(path: Path) -> pd.DataFrame:
    return _as_text(pd.read_parquet(path))


def _write_parquet(frame: pd.DataFrame, path: Path) -> None:
    frame.to_parquet(path, index=False)


def _read_xlsx(path: Path) -> pd.DataFrame:
    return _as_text(pd.read_excel(path, dtype=str, keep_default_na=False, engine="openpyxl"))


def _write_xlsx(frame: pd.DataFrame, path: Path) -> None:
    # Constant memory, and every value as a string cell: no formula, no link, no date guessed from text.
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("data")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(frame.columns):
            sheet.write_string(0, column, str(name))
        for row, values in enumerate(frame.itertuples(index=False), start=1):
            for column, value in enumerate(values):
                sheet.write_string(row, column, str(value)[:32767])


def _read_jsonl(path: Path) -> pd.DataFrame:
    rows = []
    with path.open(encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise TableError("not a JSON object", place=f"{path}, line {number}") from error
            if not isinstance(row, dict):
                raise TableError("not a JSON object", place=f"{path}, line {number}")
            rows.append(row)
    return _as_text(pd.DataFrame(rows))


def _write_jsonl(frame: pd.DataFrame, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in frame.to_dict("records"):
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


_READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    ".csv": _read_csv,
    ".parquet": _read_parquet,
    ".xlsx": _read_xlsx,
    ".jsonl": _read_jsonl,
}
_WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
    ".xlsx": _write_xlsx,
    ".jsonl": _write_jsonl,
}
TABLE_SUFFIXES = tuple(_WRITERS)
