"""Tables whose columns are known by many names: the header found wherever it stands, each row as named fields."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.exports.files import ExportFile
from classifier.exports.message import Direction, Party
from classifier.exports.sheets import all_rows

_INCOMING = {"in", "inbound", "incoming", "inkommande", "inkommen", "mottaget", "received"}
_OUTGOING = {"originating", "ut", "out", "outbound", "outgoing", "utgående", "skickat", "sent", "svar"}
_SURE_CELLS = 2


@dataclass(frozen=True)
class Layout:
    """How the columns of one kind of table are called.

    names      our field -> their names, as `fold` writes them, the commonest first
    required   fields of which every one must be there; a field may be given as alternatives, "id|date"
    """

    names: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]


@dataclass(frozen=True)
class Header:
    """Where the header stands (counted from 0), and which column holds which of our fields."""

    row: int
    columns: Mapping[str, int]


@dataclass(frozen=True)
class Record:
    """One row: its place, and its cells by our fields, empty where the table has no such column."""

    place: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        """The cell of one of our fields."""
        return self.cells.get(field, "")


def fold(name: str) -> str:
    """A column's name without case, punctuation and marks: "Från: (Adress)" is "från adress"."""
    return " ".join(re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", name)).casefold().split())


def find_header(rows: Sequence[Sequence[str]], layout: Layout) -> Header | None:
    """The first row that names every required field; rows above it are a banner."""
    for number, row in enumerate(rows):
        columns = _columns([fold(cell) for cell in row], layout)
        if all(any(name in columns for name in field.split("|")) for field in layout.required):
            return Header(number, columns)
    return None


def _columns(folded: Sequence[str], layout: Layout) -> dict[str, int]:
    columns: dict[str, int] = {}
    for field, names in layout.names.items():
        for name in names:
            if name in folded and folded.index(name) not in columns.values():
                columns[field] = folded.index(name)
                break
    return columns


def records(file: ExportFile, header: Header) -> Iterator[Record]:
    """Every row below the header that holds anything, as it is read."""
    for number, row in enumerate(all_rows(file, file.head)):
        if number <= header.row or not any(cell.strip() for cell in row):
            continue
        cells = {field: row[column].strip() for field, column in header.columns.items() if column < len(row)}
        yield Record(f"{file.name}, row {number + 1}", number + 1, cells)


def table_header(rows: Sequence[Sequence[str]]) -> list[str]:
    """The row that looks most like a header, in a text that looks like a table: names, and rows below as wide."""

    def names(row: Sequence[str]) -> int:
        """How many different short cells the row has."""
        return len({fold(cell) for cell in row if 0 < len(cell.strip()) <= 60 and fold(cell)})

    best = max(range(len(rows)), key=lambda number: names(rows[number]), default=-1)
    if best < 0 or names(rows[best]) < _SURE_CELLS:
        return []
    below = [row for row in rows[best + 1 :] if any(cell.strip() for cell in row)]
    as_wide = sum(len(row) == len(rows[best]) for row in below)
    return (
        [" ".join(cell.split()) for cell in rows[best] if cell.strip()] if as_wide >= 0.6 * max(1, len(below)) else []
    )


def direction_of(cell: str) -> Direction | None:
    """What a column for direction says, in Swedish or English or as Exchange's number."""
    folded = fold(cell)
    if folded in _INCOMING or folded == "1":
        return Direction.INCOMING
    return Direction.OUTGOING if folded in _OUTGOING or folded == "2" else None


def party(address: str, name: str = "") -> Party | None:
    """Who a cell names: "Anna Berg <anna@example.com>", an address, an id, or only a name."""
    found = re.fullmatch(r"\s*(.*?)\s*<\s*([^<>\s]+)\s*>\s*", address)
    if found:
        address, name = found[2], name or found[1]
    name = name.strip("'\" ")
    address = address.strip("'\" ")
    if "@" in address or address.startswith("/"):
        address = address.casefold()
    return Party(address, name) if address or name else None


def parties(addresses: str, names: str = "") -> tuple[Party, ...]:
    """Everyone in a cell of several, which ";" parts (or "," where each piece is an address)."""
    pieces = [piece for piece in re.split(r";|\n|,(?=[^,;]*@)", addresses) if piece.strip()]
    shown = [piece for piece in names.split(";") if piece.strip()]
    if not pieces:
        return tuple(found for name in shown if (found := party("", name)))
    paired = shown if len(shown) == len(pieces) else [""] * len(pieces)
    return tuple(dict.fromkeys(found for one in zip(pieces, paired, strict=True) if (found := party(*one))))


def row_id(record: Record, file: ExportFile, *, dated: bool) -> str:
    """An id from the row's content; undated rows may be alike without being one message, so their place counts too."""
    content = "\n".join(f"{field}={cell}" for field, cell in sorted(record.cells.items()))
    if not dated:
        content += f"\n{file.name} {record.number}"
    return "made-" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]
