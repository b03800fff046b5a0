"""The format table: how each export is recognised by its content, and which reader takes it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifier.errors import ExportError
from classifier.exports import facebook_graph, mbox
from classifier.exports.message import Item, Rejected
from classifier.settings import Settings

_SNIFF_BYTES = 65_536


@dataclass(frozen=True)
class Format:
    """One kind of export: `sniff` sees the first 64 KiB of a file, `read` takes the file."""

    name: str
    description: str
    sniff: Callable[[bytes], bool]
    read: Callable[[Path, Settings], Iterator[Item]]


FORMATS = (
    Format("mbox", "mailbox: mbox, Gmail Takeout, Thunderbird", mbox.sniff, mbox.read),
    Format(
        "facebook-graph",
        "Facebook Graph API JSON: posts, comments, replies, paging files",
        facebook_graph.sniff,
        facebook_graph.read,
    ),
)


def read_exports(sources: Sequence[Path], settings: Settings, format_name: str | None = None) -> Iterator[Item]:
    """Read files and folders (recursively, in name order) as one stream.

    A file named by the user must be of a known format; a file found in a folder that is of none is passed over as
    `Rejected`, so that the counts still tell of it. Raises ExportError when a source is missing or empty.
    """
    for source in sources:
        if not source.exists():
            raise ExportError("the export does not exist", place=source)
        named = source.is_file()
        files = [source] if named else _files(source)
        if not files:
            raise ExportError("the folder holds no files", place=source)
        for path in files:
            if path.stat().st_size == 0:
                if named:
                    raise ExportError("the export is empty", place=path)
                yield Rejected(str(path), "empty file")
                continue
            found = _find_format(path, format_name)
            if found is not None:
                yield from found.read(path, settings)
            elif named:
                raise ExportError(
                    "unknown export format",
                    place=path,
                    remedy=f"name it with --format: {', '.join(item.name for item in FORMATS)}",
                )
            else:
                yield Rejected(str(path), "unknown export format")


def _files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _find_format(path: Path, format_name: str | None) -> Format | None:
    if format_name is not None:
        return next(item for item in FORMATS if item.name == format_name)
    with path.open("rb") as stream:
        head = stream.read(_SNIFF_BYTES)
    return next((item for item in FORMATS if item.sniff(head)), None)
