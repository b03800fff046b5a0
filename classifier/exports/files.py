"""The files of an export, wherever they lie: on disk, in a folder, in a Maildir, or inside an archive."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from classifier.exports.folders import Mailbox, maildir_names
from classifier.exports.sheets import first_rows

HEAD_BYTES = 65_536
# What Windows leaves in folders.
_LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini")
_PART_OF_CHAT = re.compile(r"message_\d{1,4}\.json", re.IGNORECASE)


@dataclass(frozen=True)
class ExportFile:
    """One file of an export.

    name       for places in error messages: the path below what the user named
    folders    names of the folders that it lies in, outermost first, from the folder or archive that the user named
    size       bytes
    opener     opens it for reading from the beginning
    path       where it lies on disk, None inside an archive
    continued  files that the same conversation goes on in (Messenger cuts a conversation into numbered files)
    """

    name: str
    folders: tuple[str, ...]
    size: int
    opener: Callable[[], BinaryIO]
    path: Path | None = None
    continued: tuple["ExportFile", ...] = ()

    @property
    def stem(self) -> str:
        """The file's own name without its suffix."""
        return Path(self.name.rpartition("/")[2]).stem

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB."""
        with self.opener() as stream:
            return stream.read(HEAD_BYTES)

    @cached_property
    def rows(self) -> list[list[str]]:
        """The first rows when the file is a table (CSV, XLSX, JSON lines), else none."""
        return first_rows(self)

    def read(self) -> bytes:
        """The whole content; for formats whose files are small."""
        with self.opener() as stream:
            return stream.read()

    def seekable(self) -> BinaryIO:
        """The content as a stream that can be wound back: the file itself, or its content in memory."""
        return self.opener() if self.path else io.BytesIO(self.read())

    def mailbox(self, *, of_message: bool) -> Mailbox:
        """The mailbox: told by the folders of a file that is one message, by the file's own name too of one that is not."""
        if not of_message:
            return Mailbox.of((*self.folders, self.stem))
        return Mailbox.of(self.folders or ((self.path.absolute().parent.name,) if self.path else ()))


def on_disk(path: Path) -> ExportFile:
    """A file that the user named."""
    return ExportFile(path.name, (), path.stat().st_size, _opener(path), path)


def in_folder(folder: Path) -> Iterator[ExportFile]:
    """The files below a folder in name order; hidden ones are left out, but for the folders of a Maildir."""
    yield from _together(_below(folder, (folder.absolute().name,), ""))


def _below(folder: Path, folders: tuple[str, ...], prefix: str) -> Iterator[ExportFile]:
    entries = sorted(folder.iterdir())
    is_maildir = _is_maildir(folder)
    for entry in entries:
        if entry.is_symlink() or (is_maildir and entry.name == "tmp"):
            continue
        hidden = is_hidden(entry.name)
        if entry.is_dir():
            names = maildir_names(entry.name) if hidden else [entry.name]
            if not hidden or _is_maildir(entry):
                yield from _below(entry, (*folders, *names), f"{prefix}{entry.name}/")
        elif entry.is_file() and not hidden:
            yield ExportFile(f"{prefix}{entry.name}", folders, entry.stat().st_size, _opener(entry), entry)


def is_hidden(name: str) -> bool:
    """True for a file or folder that people do not see in their folders."""
    return name.startswith(".") or name.casefold() in _LEFT_BY_SYSTEMS


def _opener(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def _is_maildir(folder: Path) -> bool:
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


def _together(files: Iterator[ExportFile]) -> Iterator[ExportFile]:
    """Give message_1.json the numbered files beside it."""
    chat: list[ExportFile] = []
    for file in files:
        if chat and (chat[0].folders != file.folders or not _is_chat_part(file)):
            yield replace(chat[0], continued=tuple(chat[1:]))
            chat = []
        if _is_chat_part(file):
            chat.append(file)
        else:
            yield file
    if chat:
        yield replace(chat[0], continued=tuple(chat[1:]))


def _is_chat_part(file: ExportFile) -> bool:
    return _PART_OF_CHAT.fullmatch(file.name.rpartition("/")[2]) is not None
