"""mbox files, also as Gmail Takeout and Thunderbird write them; streamed, one message in memory at a time."""

import re
from collections.abc import Iterator
from pathlib import Path

from classifier.exports.mail import parse_mail
from classifier.exports.message import Message, Rejected
from classifier.settings import Settings

# "From " begins a message only with a clock time and a year behind it: bodies hold unquoted "From ..." lines too.
# Gmail: "From 1700@xxx Mon Mar 02 09:14:00 +0000 2026"; Thunderbird: "From - Mon Mar 02 09:14:00 2026" or "From ".
_SEPARATOR = re.compile(rb"From (?:[^\r\n]{0,500} \d{1,2}:\d\d(?::\d\d)?[^\r\n]{0,60} \d{4}[^\r\n]{0,20})?\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
MAX_MESSAGE_BYTES = 64 * 2**20


def sniff(head: bytes) -> bool:
    """True when the file begins like an mbox: a separator line, then a header or an empty line."""
    lines = head.lstrip(b"\r\n\xef\xbb\xbf").splitlines(keepends=True)
    begins = len(lines) > 1 and _SEPARATOR.match(lines[0]) is not None
    return begins and re.match(rb"[!-9;-~]+:|>?From |\r?\n", lines[1]) is not None


def read(path: Path, settings: Settings) -> Iterator[Message | Rejected]:
    """Yield every message of the mbox at `path`; the file's name is the mailbox's."""
    for number, raw in enumerate(_split(path), start=1):
        place = f"{path.name}, message {number}"
        if len(raw) > MAX_MESSAGE_BYTES:
            yield Rejected(place, f"larger than {MAX_MESSAGE_BYTES // 2**20} MiB")
        else:
            yield parse_mail(_QUOTED_FROM.sub(rb"\1", raw), source=path.stem, place=place, settings=settings)


def _split(path: Path) -> Iterator[bytes]:
    """Yield the raw bytes of each message, cut just past the size limit."""
    lines: list[bytes] = []
    size = 0
    blank_before = True
    started = False
    with path.open("rb") as stream:
        for number, raw in enumerate(stream):
            line = raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw
            if blank_before and line.startswith(b"From ") and _SEPARATOR.fullmatch(line):
                if started:
                    yield b"".join(lines)
                lines, size, started = [], 0, True
            elif started or line.strip():
                started = True
                if size <= MAX_MESSAGE_BYTES:
                    lines.append(line)
                    size += len(line)
            blank_before = not line.strip()
    if started:
        yield b"".join(lines)
