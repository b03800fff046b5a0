"""One mail: RFC 5322 bytes to a `Message`, repairing what real mail programs break.

Damaged structure is read as far as it goes (classifier/exports/mime.py), and every decoding has a fallback that leaves
a note, so that a mail is given up only when it says nothing at all.
"""

import binascii
import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import getaddresses
from types import MappingProxyType

from classifier.exports import mime
from classifier.exports.charsets import decode
from classifier.exports.dates import NO_DATE, mail_date
from classifier.exports.files import ExportFile
from classifier.exports.folders import Mailbox
from classifier.exports.html import has_quote, html_to_text
from classifier.exports.message import Item, Kind, Message, Party, Rejected
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
    "content-class",
    "return-path",
    "x-failed-recipients",
)
# Where a mail's words may lie beyond our reading.
_UNREAD = {
    "application/ms-tnef": "text may lie in winmail.dat, which is not read",
    "application/pkcs7-mime": "encrypted or sealed mail, its text not read",
    "application/x-pkcs7-mime": "encrypted or sealed mail, its text not read",
    "application/pgp-encrypted": "encrypted or sealed mail, its text not read",
}
NO_MESSAGE_ID = "no Message-ID"
MAX_MESSAGE_BYTES = 64 * 2**20
_MAX_TEXT = 200_000
# What is read of a text part: enough for _MAX_TEXT characters in any encoding of text, and for the markup of HTML.
_MAX_PLAIN_BYTES = 6 * _MAX_TEXT
_MAX_HTML_BYTES = 4 * 2**20
# "Anna Berg <anna@example.com>" or the address alone: all that most headers hold, read without the general parser.
_ONE_PARTY = re.compile(r'\s*(?:"([^"\\<>]*)"|([^"\\<>,;:()@]*?))\s*<\s*([^\s"<>(),;:@]+@[^\s"<>(),;:@]+)\s*>\s*')
_ONE_ADDRESS = re.compile(r"\s*([^\s\"<>(),;:@]+@[^\s\"<>(),;:@]+)\s*")
# RFC 2047; mail programs also leave spaces and bare letters in the encoded text.
_WORD = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=")
_HEADER_LINE = re.compile(rb"(?:[!-9;-~]{1,80}[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*\n){2}")
# One of these, and the head of a file is a mail's; a text file of "Key: value" lines is not.
_MAIL_HEADER = re.compile(
    rb"^(?:from|to|date|received|message-id|mime-version|return-path|delivered-to)[ \t]*:", re.I | re.M
)


def sniff(file: ExportFile, settings: Settings) -> bool:
    """True when the file begins with the headers of a mail (`.eml`)."""
    head = file.head.lstrip(b"\r\n\xef\xbb\xbf")
    found = _HEADER_LINE.match(head)
    return found is not None and _MAIL_HEADER.search(head.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]) is not None


def read(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield the one mail that an `.eml` file, or a file of a Maildir, is."""
    if file.size > MAX_MESSAGE_BYTES:
        yield Rejected(file.name, too_large())
        return
    yield parse_mail(file.read(), source="", place=file.name, settings=settings, mailbox=file.mailbox(of_message=True))


def too_large() -> str:
    """Why a mail above the limit is rejected."""
    return f"larger than {MAX_MESSAGE_BYTES // 2**20} MiB"


def parse_mail(
    raw: bytes, *, source: str, place: str, settings: Settings, mailbox: Mailbox | None = None
) -> Message | Rejected:
    """Read one mail; `Rejected` when it has neither a sender nor a text, or defeats the readers.

    `mailbox` tells source, folder and direction where the export has folders. The standard library raises errors of
    many kinds on hostile headers; none of them may end the import.
    """
    try:
        return _parse(raw, mailbox or Mailbox(source), place, settings)
    except Exception as error:
        return Rejected(place, f"damaged structure ({type(error).__name__})")


def _parse(raw: bytes, mailbox: Mailbox, place: str, settings: Settings) -> Message | Rejected:
    notes: list[str] = []
    mail = mime.parse(raw)
    parts, cut = mime.leaves(mail)
    if cut:
        notes.append("parts beyond the limit not read")
    body = _body(mail, parts, notes)
    senders = parties(mail, ("from", "sender"))
    if not senders and not body.strip():
        return Rejected(place, "no sender and no text")
    identifier = message_ids(mail, "message-id")[:1]
    if not identifier:
        notes.append(NO_MESSAGE_ID)
    return Message(
        id=identifier[0] if identifier else made_id(raw),
        channel="email",
        kind=Kind.MAIL,
        source=mailbox.source,
        place=place,
        sent_at=sent_at(mail, settings, notes),
        sender=senders[0] if senders else None,
        recipients=parties(mail, ("to", "cc")),
        subject=header(mail, "subject"),
        body=body,
        references=references(mail),
        folder=mailbox.folder,
        direction=mailbox.direction or Mailbox.of_labels(header(mail, "x-gmail-labels")),
        headers=MappingProxyType(telling_headers(mail, parts)),
        notes=tuple(dict.fromkeys(notes)),
    )


def made_id(content: bytes) -> str:
    """An id for a message that has none, the same for the same content."""
    return "made-" + hashlib.sha256(content).hexdigest()[:32]


def references(mail: mime.Part) -> tuple[str, ...]:
    """The ids of earlier mails, nearest last."""
    return tuple(dict.fromkeys(message_ids(mail, "references") + message_ids(mail, "in-reply-to")))


def telling_headers(mail: mime.Part, parts: Sequence[mime.Part] = ()) -> dict[str, str]:
    """The headers that tell machines from people; an invitation is told by a part of its own."""
    headers = {name: header(mail, name) for name in _TELLING_HEADERS if name in mail.fields}
    kinds = [mail.content_type, mail.parameters.get("report-type", "")]
    # A calendar file that somebody attached has no method: REQUEST, REPLY, CANCEL (RFC 6047, 2.4).
    kinds += ["text/calendar" for part in parts if part.content_type == "text/calendar" and "method" in part.parameters]
    headers["content-type"] = " ".join(dict.fromkeys(filter(None, kinds))).casefold()
    return headers


def header(mail: mime.Part, name: str) -> str:
    """A header as text on one line, empty when absent."""
    found = mail.fields.get(name)
    return _decode_words(decode(found[0])) if found else ""


def message_ids(mail: mime.Part, name: str) -> list[str]:
    """The message ids in a header."""
    text = " ".join(decode(value) for value in mail.fields.get(name, ()))
    return [piece.strip("<>,;\"'") for piece in text.replace("><", "> <").split() if "@" in piece or "<" in piece]


def parties(mail: mime.Part, names: tuple[str, ...]) -> tuple[Party, ...]:
    """The addresses in the headers `names`, with their decoded display names."""
    found: dict[Party, None] = {}
    for name in names:
        for value in mail.fields.get(name, ()):
            found.update(dict.fromkeys(_addresses(decode(value))))
    return tuple(found)


def _addresses(value: str) -> list[Party]:
    alone = _ONE_ADDRESS.fullmatch(value)
    if alone:
        return [Party(alone[1].casefold())]
    one = _ONE_PARTY.fullmatch(value)
    if one:
        return [Party(one[3].casefold(), _decode_words(one[1] or one[2] or ""))]
    # Addresses are split before decoding, since a decoded name may itself hold commas; but some programs encode the
    # whole header, address and all.
    pairs = getaddresses([value])
    if not any("@" in address for _, address in pairs):
        pairs = getaddresses([_decode_words(value)])
    return [Party(address.strip().casefold(), _decode_words(shown)) for shown, address in pairs if "@" in address]


def _decode_words(text: str) -> str:
    """Encoded words decoded, unknown charsets replaced, white space folded."""
    if "=?" not in text:
        return " ".join(text.split())
    pieces: list[str] = []
    pending, pending_charset = b"", ""  # neighbours in one charset are one text: a character may be cut between them
    position = 0
    for match in _WORD.finditer(text):
        between = text[position : match.start()]
        if pending_charset and (between.strip() or match[1].casefold() != pending_charset):
            pieces.append(decode(pending, pending_charset))
            pending = b""
        if between.strip() or not pending_charset:
            pieces.append(between)
        raw = match[3].encode("utf-8", "replace")
        pending += mime.from_base64(raw) if match[2] in "Bb" else binascii.a2b_qp(raw, header=True)
        pending_charset = match[1].casefold()
        position = match.end()
    if pending_charset:
        pieces.append(decode(pending, pending_charset))
    return " ".join("".join((*pieces, text[position:])).split())


def sent_at(mail: mime.Part, settings: Settings, notes: list[str]) -> datetime | None:
    """The Date header; the last Received header when that fails; None when both do."""
    moment = mail_date(header(mail, "date"), settings.zone, notes)
    if moment is None and (received := header(mail, "received").rpartition(";")[2]):
        moment = mail_date(received, settings.zone, notes)
        if moment is not None:
            notes.append("date taken from Received")
    if moment is None:
        notes.append(NO_DATE)
    return moment


def _body(mail: mime.Part, parts: list[mime.Part], notes: list[str]) -> str:
    """The plain text when there is one, else the HTML as text.

    HTML is taken before plain text when its markup tells the quoted mail apart: structure is surer than wording.
    """
    plain: list[str] = []
    html: list[str] = []
    for part in parts:
        if part.is_attachment and part is not mail:
            continue
        kind = part.content_type
        if kind == "text/html":
            html.append(_part_text(part, _MAX_HTML_BYTES, notes))
        elif kind == "text/plain" or kind.startswith("multipart/"):  # a multipart that names no boundary is text
            plain.append(_part_text(part, _MAX_PLAIN_BYTES, notes))
    text = "\n".join(plain)
    if html and (not text.strip() or any(map(has_quote, html))):
        text = "\n".join(map(html_to_text, html)) or text
    if not text.strip():
        notes += [_UNREAD[part.content_type] for part in parts if part.content_type in _UNREAD]
    return bounded_text(text, notes)


def bounded_text(text: str, notes: list[str]) -> str:
    """Text with plain line ends, of a length that a letter can have."""
    if len(text) > _MAX_TEXT:
        notes.append("text cut at 200,000 characters")
        text = text[:_MAX_TEXT]
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _part_text(part: mime.Part, limit: int, notes: list[str]) -> str:
    content = part.decoded(limit)
    if part.end - part.start > limit:
        content = content[: max(content.rfind(b"\n"), content.rfind(b" "), 0)]  # not within a character
    text = decode(content, part.parameters.get("charset") or "utf-8", notes)
    if part.parameters.get("format", "").casefold() == "flowed":
        # RFC 3676: a line that ends in a space goes on in the next, but for the signature's "-- ".
        text = re.sub(r"^(?!-- \r?$)(.*) \r?\n", r"\1 ", text, flags=re.MULTILINE)
    return text
