"""mbox files, also as Gmail Takeout and Thunderbird write them; streamed, one message in memory at a time."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from classifier.exports.files import ExportFile
from classifier.exports.mail import MAX_MESSAGE_BYTES, parse_mail, too_large
from classifier.exports.message import Item, Rejected
from classifier.settings import Settings

# "From " begins a message only with a clock time and a year behind it: bodies hold unquoted "From ..." lines too.
# Gmail: "From 1700@xxx Mon Mar 02 09:14:00 +0000 2026"; Thunderbird: "From - Mon Mar 02 09:14:00 2026" or "From ".
_SEPARATOR = re.compile(rb"From (?:[^\r\n]{0,500} \d{1,2}:\d\d(?::\d\d)?[^\r\n]{0,60} \d{4}[^\r\n]{0,20})?\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def sniff(file: ExportFile, settings: Settings) -> bool:
    """True when the file begins like an mbox: a separator line, then a header or an empty line."""
    lines = file.head.lstrip(b"\r\n\xef\xbb\xbf").splitlines(keepends=True)
    begins = len(lines) > 1 and _SEPARATOR.match(lines[0]) is not None
    return begins and re.match(rb"[!-9;-~]+:|>?From |\r?\n", lines[1]) is not None


def read(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield every message of the mbox; its name is the mailbox's, or that of a folder such as "Skickat"."""
    mailbox = file.mailbox(of_message=False)
    with file.opener() as stream:
        for number, raw in enumerate(_split(stream), start=1):
            place = f"{file.name}, message {number}"
            if len(raw) > MAX_MESSAGE_BYTES:
                yield Rejected(place, too_large())
                continue
            if b"\n>" in raw:
                raw = _QUOTED_FROM.sub(rb"\1", raw)
            yield parse_mail(raw, source="", place=place, settings=settings, mailbox=mailbox)


def _split(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the raw bytes of each message, cut just past the size limit."""
    lines: list[bytes] = []
    size = 0
    before = b""
    started = False
    for number, raw in enumerate(stream):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw
        if line.startswith(b"From ") and not before.strip() and _SEPARATOR.fullmatch(line):
            if started:
                yield b"".join(lines)
            lines, size, started = [], 0, True
        elif started or line.strip():
            started = True
            if size <= MAX_MESSAGE_BYTES:
                lines.append(line)
                size += len(line)
        before = line
    if started:
        yield b"".join(lines)
