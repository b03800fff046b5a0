"""Outlook's data files, `.pst` and `.ost`, through libpff (extra `[outlook]`: the library is LGPL).

Folder names tell direction: what lies in "Skickat" is sent. Drafts, contacts and calendars are left out, and counted.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from classifier.errors import ExportError
from classifier.exports import mapi
from classifier.exports.files import ExportFile
from classifier.exports.folders import Mailbox
from classifier.exports.message import Item, Notice, Rejected
from classifier.settings import Settings

_MAGIC = b"!BDN"
_TEXT, _TEXT8, _BINARY, _INTEGER, _TIME = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040
_MAX_DEPTH = 60
_MAX_VALUE = 16 * 2**20


def sniff(file: ExportFile, settings: Settings) -> bool:
    """True for a file that begins as Outlook's data files do."""
    return file.head.startswith(_MAGIC)


def read(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield every mail of every folder. Raises ExportError when the library is not installed."""
    try:
        import pypff
    except ImportError as error:
        raise ExportError(
            "reading Outlook data files needs the extra 'outlook'",
            place=file.name,
            remedy="pip install 'nulage[outlook]', or export the mailbox as .msg, .eml or mbox",
        ) from error
    if file.path is None:
        yield Rejected(file.name, "an Outlook data file inside an archive; unpack it first")
        return
    store = pypff.file()
    try:
        store.open(str(file.path))
    except OSError:
        yield Rejected(file.name, "damaged, encrypted or not an Outlook data file")
        return
    try:
        yield from _Store(file, settings).items(store.get_root_folder())
    finally:
        store.close()


class _Store:
    """Walks the folders, and counts what is left out."""

    def __init__(self, file: ExportFile, settings: Settings) -> None:
        self._file = file
        self._settings = settings
        self._left_out: Counter[str] = Counter()

    def items(self, root: Any) -> Iterator[Item]:
        """The messages below the root folder; what Outlook keeps for itself is counted and left out."""
        # Below the root lie the mailbox ("Top of Outlook data file") and what Outlook keeps for itself.
        for number in range(root.get_number_of_sub_folders()):
            yield from self._below(root.get_sub_folder(number), (), 0)
        for reason, count in sorted(self._left_out.items()):
            yield Notice(self._file.name, f"{count} items left out: {reason}")

    def _below(self, folder: Any, names: tuple[str, ...], depth: int) -> Iterator[Item]:
        mailbox = Mailbox.of((*self._file.folders, self._file.stem, *names))
        shown = "/".join((self._file.name, *names))
        try:
            count = folder.get_number_of_sub_messages()
        except OSError:
            yield Rejected(shown, "damaged folder")
            return
        for number in range(count):
            place = f"{shown}, message {number + 1}"
            try:
                yield from self._message(folder.get_sub_message(number), mailbox, place)
            except (OSError, ValueError, TypeError, OverflowError, MemoryError) as error:
                yield Rejected(place, f"damaged message ({type(error).__name__})")
        if depth < _MAX_DEPTH:
            for number in range(folder.get_number_of_sub_folders()):
                below = folder.get_sub_folder(number)
                yield from self._below(below, (*names, below.get_name() or "folder without a name"), depth + 1)

    def _message(self, message: Any, mailbox: Mailbox, place: str) -> Iterator[Item]:
        properties = _properties(message)
        refused = mapi.item_of(str(properties.get(mapi.MESSAGE_CLASS, ""))).refused
        if mailbox.is_unsent:
            self._left_out["drafts and what was never sent"] += 1
        elif refused:
            self._left_out[refused] += 1
        else:
            yield mapi.to_message(
                properties, _recipients(message), mailbox=mailbox, place=place, settings=self._settings
            )


def _properties(item: Any) -> dict[int, mapi.Value]:
    found: dict[int, mapi.Value] = {}
    for number in range(item.get_number_of_record_sets()):
        found.update(_values(item.get_record_set(number)))
    return found


def _recipients(message: Any) -> list[dict[int, mapi.Value]]:
    """One record set for each recipient."""
    holder = getattr(message, "recipients", None)
    if holder is None:
        return []
    return [_values(holder.get_record_set(number)) for number in range(holder.get_number_of_record_sets())]


def _values(record_set: Any) -> dict[int, mapi.Value]:
    found: dict[int, mapi.Value] = {}
    for entry in record_set.entries:
        tag, kind = entry.get_entry_type(), entry.get_value_type()
        data = entry.get_data() if tag is not None else None
        if data is None or len(data) > _MAX_VALUE:
            continue
        if kind == _TEXT:
            found[tag] = data.decode("utf-16-le", "replace").rstrip("\x00")
        elif kind in (_TEXT8, _BINARY):
            found[tag] = data.rstrip(b"\x00") if kind == _TEXT8 else data
        elif kind == _INTEGER and len(data) == 4:
            found[tag] = int.from_bytes(data, "little", signed=True)
        elif kind == _TIME and len(data) == 8 and (moment := mapi.filetime(int.from_bytes(data, "little"))):
            found[tag] = moment
    return found
