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
_BLOCK = 2**20
_OVERLAP = 1024  # longer than any separator line and the line before it
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
    """Yield the raw bytes of each message, cut just past the size limit; separators are sought in blocks, not by line."""
    message = bytearray()
    # Two line ends before the first byte make a separator there one like any other.
    block = b"\n\n" + stream.read(_BLOCK).removeprefix(b"\xef\xbb\xbf")
    started = False
    position, seen = 2, 0  # what is not yet taken; where to seek on
    while True:
        following = stream.read(_BLOCK)
        # A separator that the end of the block may cut is left to the next round.
        limit = max(position, len(block) - _OVERLAP) if following else len(block)
        for separator in _separators(block, seen, limit):
            message += block[position : separator.start()]
            if started or message.strip():
                yield bytes(message)
            message.clear()
            started = True
            position = separator.end()
        limit = max(position, limit)
        if len(message) <= MAX_MESSAGE_BYTES:
            message += block[position:limit]
        if not following:
            break
        # The line before a separator must still be seen when that begins the next round.
        kept = max(0, limit - _OVERLAP)
        block = block[kept:] + following
        position = limit - kept
        seen = position - 1
    if started or message.strip():
        yield bytes(message)


def _separators(block: bytes, start: int, limit: int) -> Iterator[re.Match[bytes]]:
    """The separator lines that begin before `limit`, each after an empty line."""
    at = block.find(b"\nFrom ", start)
    while 0 <= at < limit:
        above = block[max(0, at - 80) : at].rpartition(b"\n")[2]
        found = None if above.strip() else _SEPARATOR.match(block, at + 1)
        if found:
            yield found
        at = block.find(b"\nFrom ", found.end() - 1 if found else at + 1)
