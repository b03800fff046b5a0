"""Outlook's `.msg`: an OLE compound file whose streams are properties (MS-OXMSG)."""

import struct
from collections.abc import Iterator

from classifier.exports import mapi
from classifier.exports.files import ExportFile
from classifier.exports.mail import MAX_MESSAGE_BYTES, too_large
from classifier.exports.message import Item, Rejected
from classifier.settings import Settings

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of the streams of a message, as the directory of the compound file writes them; every .msg has the first.
_PROPERTY_STREAM = "__properties_version1.0"
_VALUE_STREAM = "__substg1.0_"
_RECIPIENT = "__recip_version1.0_"
_TEXT, _TEXT8, _BINARY, _INTEGER, _TIME = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040
# Length of the header of the property stream: of the message itself, and of a recipient (MS-OXMSG, 2.4.1).
_MESSAGE_HEADER, _RECIPIENT_HEADER = 32, 8
_MAX_RECIPIENTS = 500


def sniff(file: ExportFile, settings: Settings) -> bool:
    """True for a compound file that holds Outlook's properties, and is no old Word or Excel file."""
    if not file.head.startswith(_OLE_MAGIC):
        return False
    import olefile

    try:
        with file.seekable() as stream, olefile.OleFileIO(stream) as ole:
            return bool(ole.exists(_PROPERTY_STREAM))
    except Exception:  # olefile has no family of errors of its own for what is damaged
        return file.name.casefold().endswith(".msg")


def read(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield the one message that the file is."""
    import olefile

    if file.size > MAX_MESSAGE_BYTES:
        yield Rejected(file.name, too_large())
        return
    try:
        with file.seekable() as stream, olefile.OleFileIO(stream) as ole:
            properties = _properties(ole, (), _MESSAGE_HEADER)
            holders = [entry[0] for entry in ole.listdir(streams=False, storages=True) if len(entry) == 1]
            recipients = [
                _properties(ole, (name,), _RECIPIENT_HEADER, codepages=properties)
                for name in holders
                if name.startswith(_RECIPIENT)
            ][:_MAX_RECIPIENTS]
    except Exception as error:
        yield Rejected(file.name, f"damaged .msg file ({type(error).__name__})")
        return
    mailbox = file.mailbox(of_message=True)
    yield mapi.to_message(properties, recipients, mailbox=mailbox, place=file.name, settings=settings)


def _properties(
    ole: "olefile.OleFileIO",  # type: ignore[name-defined] # noqa: F821
    storage: tuple[str, ...],
    header: int,
    codepages: mapi.Properties | None = None,
) -> dict[int, mapi.Value]:
    """Numbers and times from the property stream, texts and bytes from the streams beside it."""
    found: dict[int, mapi.Value] = {}
    stream = [*storage, _PROPERTY_STREAM]
    data = ole.openstream(stream).read() if ole.exists(stream) else b""
    for offset in range(header, len(data) - 15, 16):
        kind, tag = struct.unpack_from("<HH", data, offset)
        if kind == _INTEGER:
            found[tag] = struct.unpack_from("<i", data, offset + 8)[0]
        elif kind == _TIME and (moment := mapi.filetime(struct.unpack_from("<Q", data, offset + 8)[0])):
            found[tag] = moment
    encoding = mapi.codepage({**(codepages or {}), **found})
    for entry in ole.listdir(streams=True, storages=False):
        name = entry[-1]
        if tuple(entry[:-1]) != storage or not name.startswith(_VALUE_STREAM) or len(name) != len(_VALUE_STREAM) + 8:
            continue
        tag, kind = int(name[-8:-4], 16), int(name[-4:], 16)
        if kind not in (_TEXT, _TEXT8, _BINARY):
            continue
        content = ole.openstream(entry).read()
        if kind == _TEXT:
            found[tag] = content.decode("utf-16-le", "replace").rstrip("\x00")
        elif kind == _TEXT8:
            found[tag] = mapi.decode(content, encoding).rstrip("\x00")
        else:
            found.setdefault(tag, content)
    return found
