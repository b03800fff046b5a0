"""The format table: how each export is recognised by its content, and which reader takes it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifier.errors import ExportError
from classifier.exports import (
    facebook_comments,
    facebook_download,
    facebook_graph,
    facebook_posts,
    mail,
    mapped,
    mbox,
    message_trace,
    msg,
    outlook_csv,
    pst,
)
from classifier.exports.archive import is_archive, members
from classifier.exports.files import ExportFile, in_folder, on_disk
from classifier.exports.message import Item, Notice, Rejected
from classifier.settings import Settings


@dataclass(frozen=True)
class Format:
    """One kind of export: `sniff` tells by the beginning of a file whether it is of it, `read` takes the file."""

    name: str
    description: str
    sniff: Callable[[ExportFile, Settings], bool]
    read: Callable[[ExportFile, Settings], Iterator[Item]]


# In the order in which they are tried: what its first bytes prove, then what its fields tell, then what it looks like.
FORMATS = (
    Format("pst", "Outlook data file: .pst, .ost (extra 'outlook')", pst.sniff, pst.read),
    Format("msg", "Outlook message: .msg", msg.sniff, msg.read),
    Format("mbox", "mailbox: mbox, Gmail Takeout, Thunderbird", mbox.sniff, mbox.read),
    Format(
        "messenger",
        "a page's inbox: messages/inbox/*/message_1.json of Facebook's 'Download your information'",
        facebook_download.sniff_inbox,
        facebook_download.read_inbox,
    ),
    Format(
        "facebook-download",
        "comments.json of Facebook's 'Download your information': the account's own comments",
        facebook_download.sniff_comments,
        facebook_download.read_comments,
    ),
    Format(
        "facebook-graph",
        "Facebook Graph API JSON: posts, comments, replies, paging files",
        facebook_graph.sniff,
        facebook_graph.read,
    ),
    Format("table", "any table whose columns the settings name", mapped.sniff, mapped.read),
    Format(
        "facebook-posts",
        "Meta Business Suite post export: counts, no texts",
        facebook_posts.sniff,
        facebook_posts.read,
    ),
    Format("message-trace", "Exchange message trace: no texts", message_trace.sniff, message_trace.read),
    Format("outlook-csv", "Outlook's CSV export of mail, Swedish or English", outlook_csv.sniff, outlook_csv.read),
    Format(
        "facebook-comments",
        "Facebook comments as a table: CSV or XLSX of export services",
        facebook_comments.sniff,
        facebook_comments.read,
    ),
    Format("eml", "one mail a file: .eml, Maildir", mail.sniff, mail.read),
)


# How files begin that lie among messages and hold none: pictures and films of a download, attachments saved.
_MEDIA = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"RIFF",
    b"%PDF",
    b"ID3",
    b"OggS",
    b"\x1aE\xdf\xa3",
    b"II*\x00",
    b"MM\x00*",
)
_MEDIA_BOX = b"ftyp"  # of MP4, MOV, HEIC: after four bytes of length


def read_exports(sources: Sequence[Path], settings: Settings, format_name: str | None = None) -> Iterator[Item]:
    """Read files, folders (recursively, in name order) and zip archives as one stream.

    A file named by the user must be of a known format; a file found in a folder or an archive that is of none is
    passed over as `Rejected`, so that the counts still tell of it; pictures, films and PDFs, which no message is, are
    passed over together in one `Notice`. Raises ExportError when a source is missing or empty.
    """
    for source in sources:
        if not source.exists():
            raise ExportError("the export does not exist", place=source)
        media: list[str] = []
        if source.is_file():
            if source.stat().st_size == 0:
                raise ExportError("the export is empty", place=source)
            yield from _read_named(on_disk(source), settings, format_name, media)
        else:
            found_any = False
            for file in in_folder(source):
                found_any = True
                yield from _read_found(file, settings, format_name, media)
            if not found_any:
                raise ExportError("the folder holds no files", place=source)
        if media:
            yield Notice(source.name, f"{len(media)} pictures, films or PDFs passed over, the first {media[0]}")


def _read_named(file: ExportFile, settings: Settings, format_name: str | None, media: list[str]) -> Iterator[Item]:
    if not is_archive(file) and _find_format(file, settings, format_name) is None:
        names = ", ".join(item.name for item in FORMATS)
        remedy = mapped.suggestion(file) or f"name it with --format: {names}"
        raise ExportError("unknown export format", place=file.path, remedy=remedy)
    yield from _read_found(file, settings, format_name, media)


def _read_found(file: ExportFile, settings: Settings, format_name: str | None, media: list[str]) -> Iterator[Item]:
    """The items of a file, whatever happens: an error that a reader did not foresee costs the rest of that file only.

    The names of pictures and their like are added to `media`.
    """
    try:
        if file.size == 0:
            yield Rejected(file.name, "empty file")
        elif is_archive(file):
            for member in members(file):
                if isinstance(member, Rejected):
                    yield member
                else:
                    yield from _read_found(member, settings, format_name, media)
        elif (found := _find_format(file, settings, format_name)) is not None:
            yield from found.read(file, settings)
        elif _is_media(file):
            media.append(file.name)
        elif _is_web_page(file):
            yield Rejected(file.name, "a web page; order Facebook's download as JSON")
        else:
            yield Rejected(file.name, ". ".join(filter(None, ("unknown export format", mapped.suggestion(file)))))
    except ExportError:
        raise
    except Exception as error:
        yield Rejected(file.name, f"the rest of the file cannot be read ({type(error).__name__})")


def _is_media(file: ExportFile) -> bool:
    return file.head.startswith(_MEDIA) or file.head[4:8] == _MEDIA_BOX


def _is_web_page(file: ExportFile) -> bool:
    return file.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower().startswith((b"<!doctype html", b"<html"))


def _find_format(file: ExportFile, settings: Settings, format_name: str | None) -> Format | None:
    if format_name is not None:
        return next(item for item in FORMATS if item.name == format_name)
    return next((item for item in FORMATS if item.sniff(file, settings)), None)
