"""Exchange's message trace (CSV): who wrote to whom, when and under which subject, without any text.

The privacy-friendliest source of volumes and answer times. Read are the trace of Exchange Online (summary and
extended), of `Get-MessageTrace`, and of Graph; times are UTC in all of them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from classifier.exports.dates import LOCAL_TIME, cell_date
from classifier.exports.files import ExportFile
from classifier.exports.message import Direction, Item, Kind, Message, Notice, Party, Rejected
from classifier.exports.tabular import Layout, Record, direction_of, find_header, party, records, row_id
from classifier.settings import Settings

_LAYOUT = Layout(
    {
        "date": ("origin timestamp", "origin timestamp utc", "received", "received date time", "date time utc",
                 "date time", "date utc utc", "timestamp"),
        "sender": ("sender address", "sender"),
        "recipients": ("recipient status", "recipient address", "recipients", "recipient"),
        "status": ("status", "delivery status"),
        "subject": ("message subject", "subject"),
        "id": ("message id", "internet message id"),
        "direction": ("directionality", "direction"),
        "event": ("event id", "event"),
    },
    required=("date", "sender", "recipients", "id", "subject"),
)  # fmt: skip
_UTC = ZoneInfo("UTC")
# What a recipient's status says when the message came to no mailbox.
_UNDELIVERED = re.compile(r"\b(?:fail\w*|quarantine\w*|filtered\s*as\s*spam|rejected|dropped?)\b", re.IGNORECASE)
_DELIVERED = re.compile(r"\b(?:deliver(?:ed)?|send|sent|expand\w*|resolved?|redirect\w*)\b", re.IGNORECASE)
# The extended trace has a row for every step of a message; these are its arrival, the others its further fate.
_ARRIVALS = {"", "receive", "submit"}
NO_TEXT = "no text in the export"


def sniff(file: ExportFile, settings: Settings) -> bool:
    """True for a table with the trace's columns."""
    return find_header(file.rows, _LAYOUT) is not None


def read(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield a mail without text for each message that reached a mailbox or left one, and notices of what was left out."""
    header = find_header(file.rows, _LAYOUT)
    if header is None:
        yield Rejected(file.name, "no header of a message trace was found")
        return
    yield Notice(file.name, "a message trace holds no texts: it tells volumes and answer times; topics by subject only")
    left_out: Counter[str] = Counter()
    waiting: Message | None = None
    for record in records(file, header):
        if record["event"].casefold() not in _ARRIVALS:
            left_out["rows of further events"] += 1
            continue
        if not _was_delivered(record):
            left_out["messages never delivered (spam, quarantine, failure)"] += 1
            continue
        found = _message(record, file, settings)
        if isinstance(found, Rejected):
            yield found
        elif waiting is not None and waiting.id == found.id:
            # One row for each recipient: one message.
            recipients = tuple(dict.fromkeys((*waiting.recipients, *found.recipients)))
            waiting = replace(waiting, recipients=recipients)
        else:
            if waiting is not None:
                yield waiting
            waiting = found
    if waiting is not None:
        yield waiting
    for reason, count in sorted(left_out.items()):
        yield Notice(file.name, f"{count} {reason} left out")


def _was_delivered(record: Record) -> bool:
    said = f"{record['status']} {' '.join(status for _, status in _recipients(record))}"
    return not _UNDELIVERED.search(said) or _DELIVERED.search(said) is not None


def _recipients(record: Record) -> list[tuple[str, str]]:
    """Address and status of each recipient: "anna@example.com##Receive, Deliver;..."."""
    pieces = re.split(r";|,(?=[^,;#]*@)", record["recipients"])
    pairs = (piece.partition("##") for piece in pieces if piece.strip())
    return [(address.strip(), status.strip()) for address, _, status in pairs]


def _message(record: Record, file: ExportFile, settings: Settings) -> Message | Rejected:
    notes: list[str] = [NO_TEXT]
    moment = cell_date(record["date"], _UTC, notes)
    sender = party(record["sender"])
    if moment is None or sender is None:
        return Rejected(record.place, "no usable date" if moment is None else "no sender")
    recipients = tuple(found for address, _ in _recipients(record) if (found := party(address)))
    direction = direction_of(record["direction"])
    return Message(
        id=record["id"].strip("<> ") or row_id(record, file, dated=True),
        channel="email",
        kind=Kind.MAIL,
        source=_mailbox(sender, recipients, direction, settings) or file.mailbox(of_message=False).source,
        place=record.place,
        sent_at=moment,
        sender=sender,
        recipients=recipients,
        subject=" ".join(record["subject"].split()),
        direction=direction,
        notes=tuple(note for note in notes if note != LOCAL_TIME),
    )


def _mailbox(sender: Party, recipients: tuple[Party, ...], direction: Direction | None, settings: Settings) -> str:
    """The mailbox of ours that the message came to or left: a trace covers many."""

    def is_ours(party: Party) -> bool:
        """True for an address in one of our mail domains."""
        return any(party.domain == own or party.domain.endswith("." + own) for own in settings.mail_domains)

    if direction is Direction.OUTGOING or (direction is None and is_ours(sender)):
        return sender.address
    ours = [recipient for recipient in recipients if is_ours(recipient)]
    return next((recipient.address for recipient in (*ours, *recipients)), "")
