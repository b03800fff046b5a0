"""Tables of cells as exports hold them: CSV in any Swedish code page, XLSX, JSON lines; streamed row by row.

Unlike `classifier.tables`, which reads our own files, nothing is known here of where the header stands, which
separator is used or how the text is coded.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from classifier.encodings import encoding_of

if TYPE_CHECKING:
    from classifier.exports.files import ExportFile

_ROWS_SEEN = 40
_LINE_SEEN = 2**18
_MAX_CELL = 8 * 2**20
_MAX_COLUMNS = 500
_SEPARATORS = ",;\t|"
_MAX_XLSX_BYTES = 2 * 2**30
_MAX_XLSX_RATIO = 200


def first_rows(file: "ExportFile") -> list[list[str]]:
    """The first rows of a table as far as they can be read, none when the file is no table."""
    rows: list[list[str]] = []
    try:
        for row in islice(all_rows(file, file.head, _LINE_SEEN), _ROWS_SEEN):
            rows.append(row)  # one by one: what came before an error counts
    except Exception:  # a workbook that is none raises errors of many kinds
        return rows
    return rows


def all_rows(file: "ExportFile", head: bytes, longest: int = _MAX_CELL) -> Iterator[list[str]]:
    """Every row of a table as texts, lines cut at `longest`. Raises csv.Error or ValueError where the file is damaged."""
    if head.startswith(b"PK"):
        yield from _xlsx_rows(file)
    elif _is_json_lines(head):
        yield from _json_rows(file, longest)
    elif not _is_binary(head):
        yield from _csv_rows(file, head, longest)


def _is_binary(head: bytes) -> bool:
    """True for what no table of text is; NUL bytes stand in UTF-16 only, which says so in its first two."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return b"\x00" in head or head.lstrip()[:1] in (b"{", b"[", b"<") or head.startswith((b"%PDF", b"\xd0\xcf\x11\xe0"))


def _csv_rows(file: "ExportFile", head: bytes, longest: int) -> Iterator[list[str]]:
    encoding = encoding_of(head)
    separator = _separator(head.decode(encoding, "replace"))
    csv.field_size_limit(_MAX_CELL)
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    with file.opener() as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
        lines = iter(lambda: text.readline(longest), "")  # a file without line ends must not fill the memory
        for row in csv.reader(lines, delimiter=separator):
            yield [_mended(cell) for cell in row[:_MAX_COLUMNS]]


def _mended(cell: str) -> str:
    """A cell in which another code page than the file's stands, as when files were joined."""
    if cell.isascii() or not any("\udc80" <= char <= "\udcff" for char in cell):
        return cell
    return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _separator(text: str) -> str:
    """The separator that cuts some line among the first into most short cells: the header."""
    lines = text.splitlines()[:_ROWS_SEEN]

    def widest(separator: str) -> int:
        """The most short cells in a line cut at `separator`."""
        try:
            rows = list(csv.reader(lines, delimiter=separator))
        except csv.Error:
            return 0
        return max((sum(0 < len(cell.strip()) <= 60 for cell in row) for row in rows), default=0)

    return max(_SEPARATORS, key=widest)


def _is_json_lines(head: bytes) -> bool:
    """True when the first line is a JSON object of its own, and is followed by another or by nothing."""
    first, newline, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not first.startswith(b"{") or (newline and rest.strip() and not rest.lstrip().startswith(b"{")):
        return False
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and not any(isinstance(value, list) for value in row.values())


def _json_rows(file: "ExportFile", longest: int) -> Iterator[list[str]]:
    """The first object's keys as the header, then each object's values under it."""
    header: list[str] | None = None
    with file.opener() as stream:
        for line in iter(lambda: stream.readline(longest), b""):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig", "replace"))
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                yield []
                continue
            flat = dict(_flat(row))
            if header is None:
                header = list(flat)[:_MAX_COLUMNS]
                yield header
            yield [flat.get(name, "") for name in header]


def _flat(row: Mapping[str, Any], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Values by name, those of an object within as "from.name"."""
    for key, value in row.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and depth < 3:
            yield from _flat(value, f"{name}.", depth + 1)
        elif not isinstance(value, list | Mapping):
            yield name, _cell(value)


def _xlsx_rows(file: "ExportFile") -> Iterator[list[str]]:
    """The rows of the first sheet that holds more than one; a formula is the value it last had."""
    from openpyxl import load_workbook

    with file.seekable() as stream:
        with zipfile.ZipFile(stream) as archive:
            total = sum(info.file_size for info in archive.infolist())
        if total > min(_MAX_XLSX_BYTES, max(64 * 2**20, _MAX_XLSX_RATIO * file.size)):
            raise ValueError("the workbook unpacks to more than is reasonable")
        book = load_workbook(stream, read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # exporters write wrong ones, which would hide rows
                rows = _texts(sheet.iter_rows(values_only=True))
                begun = list(islice(rows, 2))
                if len(begun) == 2:
                    yield from begun
                    yield from rows
                    return
        finally:
            book.close()


def _texts(rows: Iterable[Iterable[Any]]) -> Iterator[list[str]]:
    """Rows as wide as the widest before them: a workbook leaves out the empty cells at the end."""
    width = 0
    for row in rows:
        texts = [_cell(value) for value in islice(row, _MAX_COLUMNS)]
        width = max(width, len(texts))
        yield texts + [""] * (width - len(texts))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | time):
        return value.isoformat()
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))


# How XLSX writes control characters within a text (ECMA-376, 22.9.2.19).
_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f])_")
