"""Read a labelled sheet back, whatever has been done to it: sorted, filtered, columns added, rows left blank."""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pandas as pd

from classifier.errors import LabelError, TableError
from classifier.labelling.sheet import SHEET_COLUMNS, UNREADABLE_LEVEL
from classifier.tables import read_table
from classifier.taxonomy import LEVELS, NO_ENQUIRY, NO_TOPIC, Taxonomy

LABELLED, BLANK, HALF, UNREADABLE = "labelled", "blank", "half", "unreadable"
_TRUE = frozenset({"1", "1.0", "x", "ja", "yes", "j", "y", "true", "sant"})
_BANNER_ROWS = 20
_CELLS_NAMED = 12


def read_labels(path: Path, taxonomy: Taxonomy) -> pd.DataFrame:
    """The rows of a labelled sheet (.xlsx or any other table), with the columns of `SHEET_COLUMNS` and any others found.

    Labels come back as bare codes: "BYG Bygga och bo" or "byg" is `BYG`. The column `status` tells what a row is:
    `labelled`; `blank`; `half` (one label of two); `unreadable` (level NX). Only labelled rows carry labels. A row with
    level N0 has the topic NONE and the reverse.

    Raises TableError when the file is no table with an `enquiry_id`, LabelError naming every cell with a wrong label.
    """
    frame = _read_workbook(path) if path.suffix.lower() == ".xlsx" else _read_plain(path)
    if not {"topic", "level"} <= set(frame.columns):
        raise TableError("missing the columns topic, level", place=path)
    others = [column for column in frame.columns if column not in SHEET_COLUMNS]
    frame = frame.reindex(columns=[*SHEET_COLUMNS, *others], fill_value="")
    frame = frame[frame["enquiry_id"] != ""].reset_index(drop=True)
    codes = {
        "topic": (*taxonomy.codes, NO_TOPIC),
        "level": (*LEVELS, UNREADABLE_LEVEL),
        "second_topic": (*taxonomy.codes, ""),
    }
    problems = [problem for column, known in codes.items() for problem in _normalise(frame, column, known)]
    problems += _check_numbers(frame)
    _join(frame)
    problems += _contradictions(frame)
    twice = frame["enquiry_id"].duplicated()
    problems += [f"{cell} (the enquiry stands there twice)" for cell in frame.loc[twice, "cell enquiry_id"]]
    if problems:
        more = f" and {len(problems) - _CELLS_NAMED} more" if len(problems) > _CELLS_NAMED else ""
        raise LabelError(
            f"wrong labels in {', '.join(problems[:_CELLS_NAMED])}{more}", place=path, remedy="correct the cells"
        )
    return frame.drop(columns=[column for column in frame.columns if column.startswith("cell ")])


def read_labelled(path: Path, taxonomy: Taxonomy) -> pd.DataFrame:
    """As `read_labels`; a table with no `enquiry_id`, such as a corpus, as it stands (not .xlsx)."""
    if path.suffix.lower() != ".xlsx":
        frame = read_table(path)
        if "enquiry_id" not in frame:
            return frame
    return read_labels(path, taxonomy)


def open_workbook(path: Path) -> tuple[Any, Any, int, list[str]]:
    """The workbook, the first sheet that has `enquiry_id` in its header, the header's row number and its names."""
    from openpyxl import load_workbook

    if not path.is_file():
        raise TableError("the file does not exist", place=path)
    try:
        book = load_workbook(path)
    except Exception as error:  # openpyxl lets through the errors of zip, XML and its own
        raise TableError(f"cannot be read as xlsx ({type(error).__name__})", place=path) from error
    for sheet in book.worksheets:
        for number, header in enumerate(sheet.iter_rows(max_row=_BANNER_ROWS, values_only=True), start=1):
            names = [_text(value) for value in header]
            if "enquiry_id" in names:
                return book, sheet, number, names
    raise TableError("no sheet has the column enquiry_id", place=path)


def _read_workbook(path: Path) -> pd.DataFrame:
    """The labels, with the name of each cell beside its value."""
    _, sheet, header, names = open_workbook(path)
    rows = list(sheet.iter_rows(min_row=header + 1, values_only=True))
    places = (f"row {row}" for row in range(header + 1, header + 1 + len(rows)))
    return _with_cells(names, rows, places, spreadsheet=True)


def _read_plain(path: Path) -> pd.DataFrame:
    frame = read_table(path, required=("enquiry_id",))
    rows = (f"row {row}" for row in range(2, len(frame) + 2))
    return _with_cells(list(frame.columns), list(frame.itertuples(index=False, name=None)), rows, spreadsheet=False)


def _with_cells(
    names: list[str], rows: list[tuple[object, ...]], places: Iterable[str], *, spreadsheet: bool
) -> pd.DataFrame:
    data: dict[str, list[str]] = {}
    places = list(places)
    for column, name in enumerate(names):
        if not name or name in data:
            continue
        data[name] = [_text(row[column]) for row in rows]
        data[f"cell {name}"] = [
            f"{_letters(column)}{place.removeprefix('row ')}" if spreadsheet else f"{place} {name}" for place in places
        ]
    return pd.DataFrame(data, dtype=object)


def _letters(column: int) -> str:
    """The spreadsheet name of a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _normalise(frame: pd.DataFrame, column: str, known: tuple[str, ...]) -> Iterator[str]:
    """Turn the column into bare codes, in place; yield the cells that hold none of them."""
    by_fold = {code.casefold(): code for code in known}
    longest_first = sorted(by_fold, key=len, reverse=True)
    found = []
    for row, value in enumerate(frame[column]):
        folded = value.casefold()
        code = by_fold.get(folded)
        if code is None:
            code = next((by_fold[name] for name in longest_first if name and folded.startswith(name + " ")), None)
        if code is None and value:
            near = difflib.get_close_matches(folded[:20], [name for name in longest_first if name], n=1, cutoff=0.5)
            yield f"{frame[f'cell {column}'][row]}" + (f" (nearest: {by_fold[near[0]]})" if near else "")
        found.append(code or "")
    frame[column] = found


def _check_numbers(frame: pd.DataFrame) -> Iterator[str]:
    """Weights as plain decimals, `uncertain` as 0 or 1; yield the cells of weights that are no numbers."""
    frame["weight"] = frame["weight"].str.replace(",", ".", regex=False)
    numbers = pd.to_numeric(frame["weight"], errors="coerce")
    for row in frame.index[((numbers.isna() | (numbers <= 0)) & (frame["weight"] != ""))]:
        yield f"{frame['cell weight'][row]} (no weight)"
    frame["uncertain"] = ["1" if value.casefold() in _TRUE else "0" for value in frame["uncertain"]]


def _join(frame: pd.DataFrame) -> None:
    """Set `status`, complete NONE and N0 by each other, and take the labels from rows that are not labelled."""
    frame.loc[(frame["level"] == NO_ENQUIRY) & (frame["topic"] == ""), "topic"] = NO_TOPIC
    frame.loc[(frame["topic"] == NO_TOPIC) & (frame["level"] == ""), "level"] = NO_ENQUIRY
    has_topic, has_level = frame["topic"] != "", frame["level"] != ""
    frame["status"] = LABELLED
    frame.loc[has_topic != has_level, "status"] = HALF
    frame.loc[~has_topic & ~has_level, "status"] = BLANK
    frame.loc[frame["level"] == UNREADABLE_LEVEL, "status"] = UNREADABLE
    frame.loc[frame["status"] != LABELLED, ["topic", "level", "second_topic"]] = ""


def _contradictions(frame: pd.DataFrame) -> Iterator[str]:
    wrong = (frame["status"] == LABELLED) & ((frame["topic"] == NO_TOPIC) != (frame["level"] == NO_ENQUIRY))
    for row in frame.index[wrong]:
        yield f"{frame['cell topic'][row]} ({NO_TOPIC} goes with {NO_ENQUIRY}, and only with it)"
