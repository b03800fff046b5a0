"""The folders of an Outlook data file, through a stand-in for libpff: no library writes such files."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from classifier.errors import ExportError
from classifier.exports import Direction, Rejected
from tests.exports.builders import archive, messages, notices, read_all, rejects

FILETIME = (116_444_736_000_000_000 + 1_772_439_240 * 10_000_000).to_bytes(8, "little")


@dataclass
class Entry:
    tag: int
    kind: int
    data: bytes | None

    def get_entry_type(self) -> int:
        return self.tag

    def get_value_type(self) -> int:
        return self.kind

    def get_data(self) -> bytes | None:
        return self.data


class Item:
    def __init__(self, number: int, message_class: str = "IPM.Note", **texts: str) -> None:
        values = {0x001A: message_class, 0x0037: "Plogning", 0x1000: "När?", 0x0C1F: "anna@example.com"}
        values[0x1035] = f"<{number}@example.com>"
        entries = [Entry(tag, 0x1F, text.encode("utf-16-le")) for tag, text in values.items()]
        entries += [Entry(0x39, 0x40, FILETIME), Entry(0x3FFD, 3, (1252).to_bytes(4, "little")), Entry(0x99, 3, None)]
        self._set = SimpleNamespace(entries=entries)
        to = [Entry(0x39FE, 0x1E, b"kontakt@norrsjo.example\0"), Entry(0x0C15, 3, b"\1\0\0\0")]
        holder = SimpleNamespace(entries=to)
        self.recipients = SimpleNamespace(get_number_of_record_sets=lambda: 1, get_record_set=lambda _: holder)

    def get_number_of_record_sets(self) -> int:
        return 1

    def get_record_set(self, _: int) -> Any:
        return self._set


class Damaged(Item):
    def get_record_set(self, _: int) -> Any:
        raise OSError("unable to read")


@dataclass
class Folder:
    name: str | None
    items: list[Item] = field(default_factory=list)
    folders: list["Folder"] = field(default_factory=list)

    def get_name(self) -> str | None:
        return self.name

    def get_number_of_sub_messages(self) -> int:
        return len(self.items)

    def get_sub_message(self, number: int) -> Item:
        return self.items[number]

    def get_number_of_sub_folders(self) -> int:
        return len(self.folders)

    def get_sub_folder(self, number: int) -> "Folder":
        return self.folders[number]


TOP = Folder(
    "Överst i Outlook-datafilen",
    [],
    [
        Folder("Inkorg", [Item(1), Damaged(2)], [Folder("Bygglov", [Item(3)])]),
        Folder("Skickade objekt", [Item(4)]),
        Folder("Utkast", [Item(5)]),
        Folder("Kontakter", [Item(6, "IPM.Contact"), Item(7, "IPM.Contact")]),
    ],
)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    file = SimpleNamespace(open=lambda path: None, get_root_folder=lambda: Folder(None, [], [TOP]), close=lambda: None)
    monkeypatch.setitem(sys.modules, "pypff", SimpleNamespace(file=lambda: file))
    path = tmp_path / "kontakt.pst"
    path.write_bytes(b"!BDN" + bytes(600))
    return path


def test_folders_tell_direction_and_the_file_names_the_mailbox(store: Path) -> None:
    found = messages(read_all(store))
    assert [(item.id[0], item.folder, item.direction) for item in found] == [
        ("1", "Inkorg", Direction.INCOMING),
        ("3", "Inkorg/Bygglov", Direction.INCOMING),
        ("4", "Skickade objekt", Direction.OUTGOING),
    ]
    assert {item.source for item in found} == {"kontakt"}
    assert found[0].recipients[0].address == "kontakt@norrsjo.example"
    assert found[0].sent_at is not None


def test_what_is_left_out_is_counted_and_damage_is_named(store: Path) -> None:
    found = read_all(store)
    assert notices(found) == [
        "2 items left out: a contact, not a mail",
        "1 items left out: drafts and what was never sent",
    ]
    assert rejects(found) == ["damaged message (OSError)"]


def test_without_the_library_the_extra_is_named(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypff", None)
    with pytest.raises(ExportError, match=r"needs the extra 'outlook'; pip install 'nulage\[outlook\]'"):
        read_all(store)


def test_a_data_file_that_is_none_is_rejected(tmp_path: Path) -> None:
    pytest.importorskip("pypff")
    path = tmp_path / "a.pst"
    path.write_bytes(b"!BDN" + bytes(2000))
    assert read_all(path) == [Rejected("a.pst", "damaged, encrypted or not an Outlook data file")]


def test_in_an_archive_it_must_be_unpacked(store: Path, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"kontakt.pst": store.read_bytes()})
    assert "unpack it first" in rejects(read_all(path))[0]
