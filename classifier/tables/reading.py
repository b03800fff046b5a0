"""Reading a table, whole or as a stream of chunks that never holds more than one of them."""

import itertools
import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from classifier.encodings import encoding_of
from classifier.errors import TableError
from classifier.tables.formulas import unguard_formulas

Columns = Collection[str] | None
CHUNK_ROWS = 20_000
# Within so many bytes a Swedish table has a letter that tells its code page.
_HEAD = 2**20
_RAGGED = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)")


def read_table(path: Path, required: Iterable[str] = (), columns: Columns = None) -> pd.DataFrame:
    """Read a whole table of text; see `read_chunks`."""
    return pd.concat(read_chunks(path, required, columns, rows=1_000_000), ignore_index=True)


def read_chunks(
    path: Path,
    required: Iterable[str] = (),
    columns: Columns = None,
    rows: int = CHUNK_ROWS,
    categories: Collection[str] = (),
) -> Iterator[pd.DataFrame]:
    """Read a table of text as frames of at most `rows` rows, at least one frame; the suffix decides the format.

    Only the columns named in `columns` are read, those of them that the table has; all when None. CSV (in UTF-8 or
    the code page that a spreadsheet saved it in), Parquet and JSON lines are streamed; a workbook is read whole and then
    cut. Columns named in `categories`, which hold few different values, come as pandas categories: quicker and smaller
    than text.

    Raises TableError for a missing file, an unknown suffix, a damaged file, or when a column of `required` is absent.
    """
    if not path.is_file():
        raise TableError("the file does not exist", place=path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise no_format(path)
    required = tuple(required)
    wanted = None if columns is None else {*columns, *required}
    try:
        for number, frame in enumerate(reader(path, wanted, rows, categories)):
            if number == 0:
                require_columns(frame, required, path)
            text = [name for name in _picked(frame.columns, categories) if frame[name].dtype != "category"]
            yield frame.astype(dict.fromkeys(text, "category")).reset_index(drop=True)
    except (TableError, GeneratorExit):
        raise
    except UnicodeDecodeError as error:
        raise TableError(f"not UTF-8 (byte {error.start})", place=path, remedy="save the file as CSV UTF-8") from error
    except Exception as error:  # each library has its own family of errors for a damaged file
        raise _damaged(path, error) from error


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


def no_format(path: Path) -> TableError:
    """The error for a suffix that no table format has."""
    return TableError(
        f"no table format has the suffix '{path.suffix}'", place=path, remedy=f"use {', '.join(TABLE_SUFFIXES)}"
    )


def _damaged(path: Path, error: Exception) -> TableError:
    ragged = _RAGGED.search(str(error))
    if ragged:
        expected, line, saw = ragged.groups()
        return TableError(
            f"{saw} cells where the header has {expected}",
            place=f"{path}, line {line}",
            remedy="quote cells that hold the separator",
        )
    return TableError(f"cannot be read as {path.suffix.lower()[1:]} ({type(error).__name__})", place=path)


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(object).where(frame.notna(), "").map(str)


def _picked(names: Iterable[Any], wanted: Columns) -> list[Any]:
    return [name for name in names if wanted is None or name in wanted]


def _read_csv(path: Path, wanted: Columns, rows: int, categories: Collection[str]) -> Iterator[pd.DataFrame]:
    with path.open("rb") as raw:
        encoding = encoding_of(raw.read(_HEAD))
    with path.open(encoding=encoding, newline="") as stream:
        header = stream.readline()
    if not header.strip():
        raise TableError("the file is empty", place=path)
    with pd.read_csv(
        path,
        sep=max(",;\t", key=header.count),
        usecols=None if wanted is None else lambda name: name in wanted,
        dtype=defaultdict(lambda: "str", dict.fromkeys(categories, "category")),
        keep_default_na=False,
        encoding=encoding,
        engine="c",
        chunksize=rows,
    ) as chunks:
        # A table with a header and no rows gives no chunk; its columns are still wanted.
        first = next(chunks, None)
        if first is None:
            first = pd.read_csv(path, sep=max(",;\t", key=header.count), dtype=str, encoding=encoding, nrows=0)
            first = first[_picked(first.columns, wanted)]
        yield from map(unguard_formulas, itertools.chain([first], chunks))


def _read_parquet(path: Path, wanted: Columns, rows: int, categories: Collection[str]) -> Iterator[pd.DataFrame]:
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        names = _picked(file.schema_arrow.names, wanted)
        empty = file.schema_arrow.empty_table().select(names).to_pandas()
        batches = (batch.to_pandas() for batch in file.iter_batches(batch_size=rows, columns=names))
        yield _as_text(next(batches, empty))
        yield from map(_as_text, batches)


def _read_xlsx(path: Path, wanted: Columns, rows: int, categories: Collection[str]) -> Iterator[pd.DataFrame]:
    frame = _as_text(pd.read_excel(path, dtype=str, keep_default_na=False, engine="openpyxl"))
    frame = frame[_picked(frame.columns, wanted)]
    for start in range(0, max(1, len(frame)), rows):
        yield frame.iloc[start : start + rows]


def _read_jsonl(path: Path, wanted: Columns, rows: int, categories: Collection[str]) -> Iterator[pd.DataFrame]:
    """The first chunk decides the columns: a later row may lack some of them, but bring no other."""
    names: list[str] | None = None
    with path.open(encoding="utf-8-sig") as stream:
        numbered = ((number, line) for number, line in enumerate(stream, start=1) if line.strip())
        while (lines := list(itertools.islice(numbered, rows))) or names is None:
            objects = [_json_object(line, f"{path}, line {number}") for number, line in lines]
            names = names if names is not None else list(dict.fromkeys(key for row in objects for key in row))
            for (number, _), row in zip(lines, objects, strict=True):
                if not row.keys() <= set(names):
                    raise TableError(
                        f"a field that the first {rows} rows lack",
                        place=f"{path}, line {number}",
                        remedy="name it there",
                    )
            yield _as_text(pd.DataFrame(objects, columns=_picked(names, wanted)))


def _json_object(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise TableError("not a JSON object", place=place) from error
    if not isinstance(row, dict):
        raise TableError("not a JSON object", place=place)
    return row


_READERS: dict[str, Callable[[Path, Columns, int, Collection[str]], Iterator[pd.DataFrame]]] = {
    ".csv": _read_csv,
    ".parquet": _read_parquet,
    ".xlsx": _read_xlsx,
    ".jsonl": _read_jsonl,
}
TABLE_SUFFIXES = tuple(_READERS)
