"""Outlook's properties (MS-OXPROPS) to a `Message`: what `.msg` and `.pst` files share."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from classifier.exports import mail, mime
from classifier.exports.charsets import decode
from classifier.exports.dates import NO_DATE
from classifier.exports.folders import Mailbox
from classifier.exports.html import has_quote, html_to_text
from classifier.exports.message import Kind, Message, Party, Rejected
from classifier.exports.rtf import decompress, rtf_to_text
from classifier.settings import Settings

Value = str | bytes | int | datetime
Properties = Mapping[int, Value]

MESSAGE_CLASS = 0x001A
_SUBJECT, _SUBMIT_TIME, _DELIVERY_TIME = 0x0037, 0x0039, 0x0E06
_TRANSPORT_HEADERS = 0x007D
_BODY, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_MESSAGE_ID, _REFERENCES, _IN_REPLY_TO = 0x1035, 0x1039, 0x1042
_HTML_CODEPAGE, _TEXT_CODEPAGE = 0x3FDE, 0x3FFD
# Who a mail is from: the address, in falling order of use, and the name. The one represented comes first: a mail sent
# on behalf of a shared mailbox is that mailbox's.
_SENDERS = (((0x5D02, 0x0065), 0x0042), ((0x5D01, 0x0C1F), 0x0C1A))
_RECIPIENT_ADDRESSES, _RECIPIENT_NAME, _RECIPIENT_TYPE = (0x39FE, 0x3003), 0x3001, 0x0C15
_TO, _CC = 1, 2

X500_ONLY = "Exchange address without an e-mail address"


@dataclass(frozen=True, slots=True)
class ItemClass:
    """What a message class is: why it is no message, or the headers that tell what kind of message it is."""

    refused: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


_CLASSES = (
    ("ipm.appointment", ItemClass("a calendar entry, not a mail")),
    ("ipm.contact", ItemClass("a contact, not a mail")),
    ("ipm.distlist", ItemClass("a distribution list, not a mail")),
    ("ipm.task", ItemClass("a task, not a mail")),
    ("ipm.stickynote", ItemClass("a note, not a mail")),
    ("ipm.activity", ItemClass("a journal entry, not a mail")),
    ("ipm.configuration", ItemClass("a setting of the mailbox, not a mail")),
    ("ipm.microsoft", ItemClass("a setting of the mailbox, not a mail")),
    ("ipm.schedule.meeting", ItemClass(headers={"content-type": "text/calendar"})),
    ("ipm.note.rules.ooftemplate", ItemClass(headers={"auto-submitted": "auto-replied"})),
    ("ipm.note.rules.replytemplate", ItemClass(headers={"auto-submitted": "auto-replied"})),
)
_REPORTS = {
    "ndr": "multipart/report delivery-status",
    "dr": "multipart/report delivery-status",
    "ipnrn": "multipart/report disposition-notification",
    "ipnnrn": "multipart/report disposition-notification",
}


def item_of(message_class: str) -> ItemClass:
    """What a message class says of an item; an unknown one is a mail."""
    folded = message_class.casefold()
    if folded.startswith("report."):
        return ItemClass(headers={"content-type": _REPORTS.get(folded.rpartition(".")[2], "multipart/report")})
    return next((item for prefix, item in _CLASSES if folded.startswith(prefix)), ItemClass())


def codepage(properties: Properties, tag: int = _TEXT_CODEPAGE) -> str:
    """The encoding of 8-bit texts; Windows' Western code page when it is not told."""
    number = properties.get(tag) or properties.get(_TEXT_CODEPAGE if tag == _HTML_CODEPAGE else _HTML_CODEPAGE)
    if number == 65001:
        return "utf-8"
    return f"cp{number}" if isinstance(number, int) and number > 0 and number != 20127 else "cp1252"


def filetime(ticks: int) -> datetime | None:
    """Windows' time, in steps of 100 ns since 1601, UTC; None outside the years of mail."""
    try:
        moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None
    return moment if 1990 <= moment.year <= 2100 else None


def to_message(
    properties: Properties, recipients: Sequence[Properties], *, mailbox: Mailbox, place: str, settings: Settings
) -> Message | Rejected:
    """The message that Outlook's properties describe; the Internet headers that it came with are believed first."""
    notes: list[str] = []
    item = item_of(_text(properties, MESSAGE_CLASS))
    if item.refused:
        return Rejected(place, item.refused)
    headers = mime.parse(_text(properties, _TRANSPORT_HEADERS).lstrip().encode("utf-8", "replace"))
    body = _body(properties, notes)
    sender = next(iter(mail.parties(headers, ("from",))), None) or _sender(properties, notes)
    subject = _text(properties, _SUBJECT)
    subject = subject[2:] if subject.startswith("\x01") else subject  # a mark of how long the prefix is
    if sender is None and not body.strip():
        return Rejected(place, "no sender and no text")
    moment = _moment(properties, headers, settings, notes)
    identifier = _identifier(properties, headers)
    if not identifier:
        notes.append(mail.NO_MESSAGE_ID)
        content = f"{moment} {sender.address if sender else ''} {subject}\n{body}"
        identifier = "made-" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    telling = mail.telling_headers(headers) if headers.fields else {}
    return Message(
        id=identifier,
        channel="email",
        kind=Kind.MAIL,
        source=mailbox.source,
        place=place,
        sent_at=moment,
        sender=sender,
        recipients=mail.parties(headers, ("to", "cc")) or _recipients(recipients),
        subject=" ".join(subject.split()) or mail.header(headers, "subject"),
        body=body,
        references=mail.references(headers) or _references(properties),
        folder=mailbox.folder,
        direction=mailbox.direction,
        headers=MappingProxyType({**telling, **item.headers}),
        notes=tuple(dict.fromkeys(notes)),
    )


def _text(properties: Properties, tag: int) -> str:
    value = properties.get(tag, "")
    if isinstance(value, bytes):
        value = decode(value, codepage(properties))
    return value.replace("\x00", "") if isinstance(value, str) else ""


def _body(properties: Properties, notes: list[str]) -> str:
    """Plain text when there is one, else HTML, else RTF; HTML first where it tells the quoted mail apart."""
    plain = _text(properties, _BODY)
    html = _html(properties, notes)
    if html and (not plain.strip() or has_quote(html)):
        plain = html_to_text(html) or plain
    if not plain.strip() and isinstance(rtf := properties.get(_RTF), bytes):
        text, is_html = rtf_to_text(decompress(rtf))
        plain = html_to_text(text) if is_html else text
        notes.append("text taken from RTF")
    return mail.bounded_text(plain, notes)


def _html(properties: Properties, notes: list[str]) -> str:
    value = properties.get(_HTML, "")
    if isinstance(value, bytes):
        return decode(value, codepage(properties, _HTML_CODEPAGE), notes)
    return value if isinstance(value, str) else ""


def _sender(properties: Properties, notes: list[str]) -> Party | None:
    """The sender as a mail address where any property tells one, else as the X.500 address of an Exchange mailbox."""
    names = [_text(properties, name) for _, name in _SENDERS]
    addresses = [_text(properties, tag).strip().casefold() for tags, _ in _SENDERS for tag in tags]
    name = next(filter(None, names), "").strip("'\" ")
    for address in addresses:
        if "@" in address and not address.startswith("/"):
            return Party(address, name)
    if "@" in name and " " not in name:
        return Party(name.casefold(), "")
    for address in addresses:
        if address.startswith("/"):
            notes.append(X500_ONLY)
            return Party(address, name)
    return Party(name=name) if name else None


def _recipients(recipients: Sequence[Properties]) -> tuple[Party, ...]:
    found = []
    for recipient in recipients:
        if recipient.get(_RECIPIENT_TYPE, _TO) not in (_TO, _CC):
            continue
        addresses = [_text(recipient, tag).strip().casefold() for tag in _RECIPIENT_ADDRESSES]
        address = next((known for known in addresses if "@" in known), next(filter(None, addresses), ""))
        name = _text(recipient, _RECIPIENT_NAME).strip("'\" ")
        if not address and "@" in name:
            address = name.casefold()
        if address or name:
            found.append(Party(address, name))
    return tuple(dict.fromkeys(found))


def _moment(properties: Properties, headers: mime.Part, settings: Settings, notes: list[str]) -> datetime | None:
    if "date" in headers.fields and (moment := mail.sent_at(headers, settings, [])) is not None:
        return moment
    for tag in (_SUBMIT_TIME, _DELIVERY_TIME):
        value = properties.get(tag)
        if isinstance(value, datetime):
            return value
    notes.append(NO_DATE)
    return None


def _identifier(properties: Properties, headers: mime.Part) -> str:
    return next(iter(mail.message_ids(headers, "message-id")), "") or _text(properties, _MESSAGE_ID).strip("<> \r\n\t")


def _references(properties: Properties) -> tuple[str, ...]:
    pieces = f"{_text(properties, _REFERENCES)} {_text(properties, _IN_REPLY_TO)}".replace("><", "> <").split()
    return tuple(dict.fromkeys(piece.strip("<>,;\"'") for piece in pieces if "@" in piece or "<" in piece))
