"""Damage done to whole exports, and what must hold of whatever is read from them."""

import random
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from classifier.errors import ExportError
from classifier.exports import Message, Notice, Rejected, read_exports
from classifier.importing import import_exports
from classifier.settings import Settings

SETTINGS = Settings(
    mail_domains=("norrsjo.example",), facebook_pages=("Norrsjö kommun",), columns={"text": "Fritext", "date": "Inkom"}
)
SECONDS = 5
# What breaks readers: ends of structures, headers gone wrong, bombs of nesting, code pages, numbers out of range.
TOKENS = (
    b"\n", b"\r\n\r\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe5\xe4\xf6", b"From ", b"\nFrom x Mon Mar 02 09:14:00 2026\n",
    b"--", b'"', b"'", b";", b"{", b"}", b"[" * 50, b"]", b"<", b"=?utf-8?B?", b"?=", b"=?x?Q?=E5", b"charset=punycode",
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 40, b"Date: Mon, 99 Foo 20260 99:99:99 +9999\n",
    b"Content-Transfer-Encoding: base64\n", b"99999999999999999999", b"-1", b"null", b"1e999", b"\\u0000", b"\\ud800",
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"\\'", b"\\bin9999999999 ", b"(" * 200, b"/o=",
    b"<div>" * 300, b"&#x0;", b"#" * 100, b"##Receive, Deliver;", b"0000-00-00",
)  # fmt: skip


def mutated(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """`content` with one to six damages."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((1, 1, 2, 8, 64, 512))
        kind = chance.randrange(7)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at : at + length]
        elif kind == 2:
            data[at:at] = data[at : at + length] * chance.choice((1, 2, 20))
        elif kind == 3:
            data[at:at] = chance.choice(TOKENS)
        elif kind == 4:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            data[at : at + length] = other[start : start + length]
        elif kind == 5:
            data[at : at + length] = chance.randbytes(length)
        elif chance.random() < 0.3:
            del data[at:]
    return bytes(data)


def check_case(path: Path, *, whole_import: bool) -> str:
    """What is wrong with reading `path`, empty when nothing is."""
    try:
        with _time_limit(SECONDS):
            items = list(read_exports([path], SETTINGS))
            wrong = next(filter(None, map(_wrong, items)), "")
            if whole_import and not wrong and any(isinstance(item, Message) for item in items):
                counts = import_exports([path], SETTINGS, b"k" * 32).counts
                parts = (
                    counts.enquiries + counts.follow_ups + counts.answers + counts.excluded.total() + counts.rejected
                )
                read = sum(not isinstance(item, Notice) for item in items)
                if not counts.read == parts == read:
                    return f"counts do not reconcile: {counts.line()}; {read} items"
            return wrong
    except ExportError as error:
        return "" if "\n" not in str(error) else "an error of several lines"
    except TimeoutError:
        return f"not done in {SECONDS} s"
    except Exception as error:
        return f"raised {type(error).__name__}: {error}"


def _wrong(item: object) -> str:
    if isinstance(item, Rejected | Notice):
        said = item.reason if isinstance(item, Rejected) else item.text
        return "" if item.place and said and "\n" not in said else "a reject or notice without place or reason"
    if not isinstance(item, Message):
        return f"read a {type(item).__name__}"
    if not item.id or not item.place or not item.channel:
        return "a message without id, place or channel"
    if item.sent_at is not None and item.sent_at.tzinfo is None:
        return "a time without zone"
    return "" if len(item.body) <= 200_000 else "a text without end"


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    def late(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
