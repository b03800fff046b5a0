"""One mail: RFC 5322 bytes to a `Message`, repairing what real mail programs break.

Python's parser never fails on damaged structure; its decoding does (unknown charsets, impossible dates), so every
decoding here has a fallback that leaves a note.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import Message as MimePart
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from types import MappingProxyType

from classifier.exports.html import html_to_text
from classifier.exports.message import Kind, Message, Party, Rejected
from classifier.settings import Settings

# The headers that tell an automatic message from a person's (classifier/screening.py).
_TELLING_HEADERS = (
    "auto-submitted",
    "x-auto-response-suppress",
    "x-autoreply",
    "x-autorespond",
    "x-autoresponse",
    "precedence",
    "list-id",
    "list-unsubscribe",
    "return-path",
    "x-failed-recipients",
)
_MAX_PARTS = 500
_MAX_DEPTH = 30
_MAX_TEXT = 200_000


def parse_mail(raw: bytes, *, source: str, place: str, settings: Settings) -> Message | Rejected:
    """Read one mail; `Rejected` when it has neither a sender nor a text, or defeats Python's parser.

    That parser raises errors of many kinds on hostile input; none of them may end the import.
    """
    try:
        return _parse(raw, source, place, settings)
    except Exception as error:
        return Rejected(place, f"damaged structure ({type(error).__name__})")


def _parse(raw: bytes, source: str, place: str, settings: Settings) -> Message | Rejected:
    notes: list[str] = []
    mail = message_from_bytes(raw, policy=compat32)
    body = _body(mail, notes)
    senders = _parties(mail, ("from", "sender"))
    if not senders and not body.strip():
        return Rejected(place, "no sender and no text")
    identifier = _ids(mail, "message-id")[:1]
    if not identifier:
        notes.append("no Message-ID")
    headers = {name: _header(mail, name) for name in _TELLING_HEADERS if name in mail}
    headers["content-type"] = _content_type(mail)
    return Message(
        id=identifier[0] if identifier else "made-" + hashlib.sha256(raw).hexdigest()[:32],
        channel="email",
        kind=Kind.MAIL,
        source=source,
        place=place,
        sent_at=_date(mail, settings, notes),
        sender=senders[0] if senders else None,
        recipients=_parties(mail, ("to", "cc")),
        subject=_header(mail, "subject"),
        body=body,
        references=tuple(dict.fromkeys(_ids(mail, "references") + _ids(mail, "in-reply-to"))),
        headers=MappingProxyType(headers),
        notes=tuple(dict.fromkeys(notes)),
    )


def _header(mail: MimePart, name: str) -> str:
    """A header as text on one line, empty when absent."""
    return _decode_words(next(iter(_raw(mail, name)), ""))


def _raw(mail: MimePart, name: str) -> list[str]:
    """Every header of that name as it stands; bytes beyond ASCII, which many programs send bare, decoded."""
    return [
        _decode(value.encode("ascii", "surrogateescape"), "utf-8", []) if not value.isascii() else value
        for found, value in mail.raw_items()
        if found.casefold() == name
    ]


def _ids(mail: MimePart, name: str) -> list[str]:
    text = " ".join(_raw(mail, name))
    return [piece.strip("<>,;\"'") for piece in text.replace("><", "> <").split() if "@" in piece or "<" in piece]


def _parties(mail: MimePart, names: tuple[str, ...]) -> tuple[Party, ...]:
    """The addresses in the headers `names`, with their decoded display names."""
    parties = []
    for name in names:
        for value in _raw(mail, name):
            # Addresses are split before decoding, since a decoded name may itself hold commas; but some programs
            # encode the whole header, address and all.
            found = getaddresses([value])
            if not any("@" in address for _, address in found):
                found = getaddresses([_decode_words(value)])
            parties += [
                Party(address.strip().casefold(), _decode_words(shown)) for shown, address in found if "@" in address
            ]
    return tuple(dict.fromkeys(parties))


def _decode_words(text: str) -> str:
    """Encoded words decoded, unknown charsets replaced, white space folded."""
    try:
        pieces = decode_header(text)
    except Exception:  # malformed base64 raises binascii or header errors, by Python version
        return text
    decoded = [piece if isinstance(piece, str) else _decode(piece, charset or "utf-8", []) for piece, charset in pieces]
    return " ".join("".join(decoded).split())


def _date(mail: MimePart, settings: Settings, notes: list[str]) -> datetime | None:
    """The Date header; the last Received header when that fails; None when both do."""
    received = _header(mail, "received").rpartition(";")[2]
    for value, note in ((_header(mail, "date"), ""), (received, "date taken from Received")):
        try:
            moment = parsedate_to_datetime(value.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if not 1990 <= moment.year <= 2100:
            continue
        if note:
            notes.append(note)
        if moment.tzinfo is None and value.rstrip().endswith("-0000"):
            moment = moment.replace(tzinfo=UTC)  # RFC 5322: UTC, and nothing said of the sender's own time
        if moment.tzinfo is None:
            notes.append("date without time zone, taken as local time")
            moment = moment.replace(tzinfo=settings.zone)
        return moment
    notes.append("no usable date")
    return None


def _content_type(mail: MimePart) -> str:
    report = mail.get_param("report-type", "") if "content-type" in mail else ""
    return f"{mail.get_content_type()} {report}".strip().casefold()


def _leaves(part: MimePart, depth: int, budget: list[int]) -> Iterator[MimePart]:
    """Parts that carry content, outermost first; attached mails are attachments, not text."""
    budget[0] -= 1
    if budget[0] < 0 or depth > _MAX_DEPTH:
        return
    if part.get_content_maintype() == "message":
        return
    payload = part.get_payload()
    if isinstance(payload, list):
        for child in payload:
            if isinstance(child, MimePart):
                yield from _leaves(child, depth + 1, budget)
    else:
        yield part


def _body(mail: MimePart, notes: list[str]) -> str:
    """The plain text when there is one, else the HTML as text."""
    budget = [_MAX_PARTS]
    plain: list[str] = []
    html: list[str] = []
    for part in _leaves(mail, 0, budget):
        if part.get_content_disposition() == "attachment" or part.get_filename():
            continue
        if part.get_content_type() == "text/plain":
            plain.append(_part_text(part, notes))
        elif part.get_content_type() == "text/html":
            html.append(_part_text(part, notes))
    if budget[0] < 0:
        notes.append("parts beyond the limit not read")
    text = "\n".join(plain)
    if not text.strip() and html:
        text = "\n".join(html_to_text(piece) for piece in html)
    if len(text) > _MAX_TEXT:
        notes.append("text cut at 200,000 characters")
        text = text[:_MAX_TEXT]
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _part_text(part: MimePart, notes: list[str]) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    text = _decode(payload, part.get_content_charset() or "utf-8", notes)
    if part.get_param("format") == "flowed":
        # RFC 3676: a line that ends in a space goes on in the next, but for the signature's "-- ".
        text = re.sub(r"^(?!-- \r?$)(.*) \r?\n", r"\1 ", text, flags=re.MULTILINE)
    return text


def _decode(raw: bytes, charset: str, notes: list[str]) -> str:
    """Decode by the stated charset; where that fails by UTF-8, then by Windows' Western code page."""
    for attempt in (charset, "utf-8"):
        try:
            return raw.decode(attempt)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    notes.append("charset unknown or wrong, read as Windows-1252")
    return raw.decode("cp1252", errors="replace")
