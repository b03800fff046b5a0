"""Writes `.msg` files for the tests: a compound file (MS-CFB) of invented properties, as small as readers accept."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

SECTOR = 512
FREE, END, FAT, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
Value = str | bytes | int | datetime


@dataclass
class Storage:
    """A folder of the compound file: streams and folders by name."""

    streams: dict[str, bytes] = field(default_factory=dict)
    storages: dict[str, "Storage"] = field(default_factory=dict)


def msg(path: Path, properties: Mapping[int, Value], recipients: Sequence[Mapping[int, Value]] = ()) -> Path:
    root = storage(properties, 32)
    for number, recipient in enumerate(recipients):
        root.storages[f"__recip_version1.0_#{number:08X}"] = storage(recipient, 8)
    path.write_bytes(compound(root))
    return path


def storage(properties: Mapping[int, Value], header: int) -> Storage:
    """Fixed values go into the property stream; texts (UTF-16; bytes under a tag above 0x10000: 8-bit) beside it."""
    found = Storage()
    table = bytes(header)
    for tag, value in properties.items():
        if isinstance(value, int):
            table += struct.pack("<HHIiI", 0x0003, tag, 6, value, 0)
        elif isinstance(value, datetime):
            ticks = int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
            table += struct.pack("<HHIQ", 0x0040, tag, 6, ticks)
        elif isinstance(value, str):
            found.streams[f"__substg1.0_{tag:04X}001F"] = value.encode("utf-16-le")
        elif tag > 0xFFFF:
            found.streams[f"__substg1.0_{tag - 0x10000:04X}001E"] = value
        else:
            found.streams[f"__substg1.0_{tag:04X}0102"] = value
    found.streams["__properties_version1.0"] = table
    return found


class _Sectors:
    """Sectors of one size with their chains: the file's own, or the small ones within its mini stream."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.content = b""
        self.chains: list[int] = []

    def store(self, data: bytes) -> int:
        first = len(self.chains)
        count = -(-len(data) // self.size)
        self.content += data.ljust(count * self.size, b"\0")
        self.chains += [*range(first + 1, first + count), END] if count else []
        return first if count else END

    def table(self) -> bytes:
        padded = self.chains + [FREE] * (-len(self.chains) % (SECTOR // 4))
        return struct.pack(f"<{len(padded)}I", *padded)


def compound(root: Storage) -> bytes:
    large, small = _Sectors(SECTOR), _Sectors(64)
    entries: list[bytes] = [b""]

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        coded = name.encode("utf-16-le") + b"\0\0"
        fields = struct.pack("<HBBIII36sIQ", len(coded), kind, 1, NONE, NONE, child, b"", start, size)
        return coded.ljust(64, b"\0") + fields

    def place(found: Storage) -> int:
        """Entries of a folder as a chain to the right, which is a legal tree; the first is returned."""
        placed = []
        for name, data in sorted(found.streams.items()):
            start = (small if len(data) < 4096 else large).store(data)
            entries.append(entry(name, 2, NONE, start, len(data)))
            placed.append(len(entries) - 1)
        for name, inner in sorted(found.storages.items()):
            child = place(inner)
            entries.append(entry(name, 1, child, 0, 0))
            placed.append(len(entries) - 1)
        for one, following in pairwise(placed):
            entries[one] = entries[one][:72] + struct.pack("<I", following) + entries[one][76:]
        return placed[0] if placed else NONE

    top = place(root)
    entries[0] = entry("Root Entry", 5, top, large.store(small.content), len(small.content))
    while len(entries) % 4:
        entries.append(bytes(68) + struct.pack("<III", NONE, NONE, NONE) + bytes(48))
    directory = large.store(b"".join(entries))
    mini_table = large.store(small.table())
    count = 1
    while (len(large.chains) + count) * 4 > count * SECTOR:
        count += 1
    fat_at = len(large.chains)
    large.chains += [FAT] * count
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    minis = len(small.table()) // SECTOR
    header += struct.pack("<HHHHH6s", 0x3E, 3, 0xFFFE, 9, 6, b"")
    header += struct.pack("<IIIIIIIII", 0, count, directory, 0, 4096, mini_table, minis, END, 0)
    header += struct.pack("<109I", *range(fat_at, fat_at + count), *[FREE] * (109 - count))
    return header + large.content + large.table()
