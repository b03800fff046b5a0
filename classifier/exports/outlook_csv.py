"""Mail as a table: Outlook's own "export to a file" in Swedish or English, and others of the same columns.

Outlook's has no date column. Such a file tells what people write about, but not when, nor how fast they were answered.
"""

from collections.abc import Iterator

from classifier.exports.dates import NO_DATE, cell_date
from classifier.exports.files import ExportFile
from classifier.exports.folders import Mailbox
from classifier.exports.mail import bounded_text
from classifier.exports.mapi import X500_ONLY
from classifier.exports.message import Item, Kind, Message, Notice, Rejected
from classifier.exports.tabular import Layout, Record, find_header, parties, party, records, row_id
from classifier.settings import Settings

LAYOUT = Layout(
    {
        "subject": ("subject", "ämne", "emne", "ärende", "rubrik", "aihe", "betreff"),
        "body": ("body", "brödtext", "meddelandetext", "message body", "meddelande", "message", "text", "innehåll",
                 "brødtekst", "tekst", "leipäteksti", "text body", "nachricht"),
        "sender_name": ("from name", "från namn", "fra navn", "sender name", "avsändarens namn", "avsändarnamn"),
        "sender": ("from address", "från adress", "från e postadress", "från e post", "fra adresse", "sender address",
                   "avsändarens adress", "avsändaradress", "from", "från", "sender", "avsändare", "fra", "e post"),
        "to_name": ("to name", "till namn", "til navn"),
        "to": ("to address", "till adress", "til adresse", "to", "till", "recipient", "recipients", "mottagare", "til"),
        "cc_name": ("cc name", "kopia namn", "cc namn", "kopia till namn"),
        "cc": ("cc address", "kopia adress", "cc adress", "kopia till adress", "cc", "kopia"),
        "date": ("received", "sent", "date", "mottaget", "skickat", "datum", "date sent", "date received", "sent on",
                 "received time", "mottagen", "datum och tid", "tid", "sendt", "modtaget", "inkom", "inkommet"),
        "id": ("message id", "messageid", "internet message id", "meddelande id", "id"),
        "folder": ("folder", "mapp"),
    },
    required=("subject", "body", "sender|sender_name"),
)  # fmt: skip
_NO_DATES = (
    "has no date column (Outlook's CSV never has): topics can be told, times and answer times cannot (ej mätbart)"
)


def sniff(file: ExportFile, settings: Settings) -> bool:
    """True for a table with subject, text and sender."""
    return find_header(file.rows, LAYOUT) is not None


def read(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield a mail for each row, and one notice when the table cannot tell times."""
    header = find_header(file.rows, LAYOUT)
    if header is None:
        yield Rejected(file.name, "no header with subject, body and sender was found")
        return
    if "date" not in header.columns:
        yield Notice(file.name, _NO_DATES)
    for record in records(file, header):
        yield _message(record, file, settings)


def _message(record: Record, file: ExportFile, settings: Settings) -> Message | Rejected:
    notes: list[str] = []
    body = bounded_text(record["body"], notes)
    sender = party(record["sender"], record["sender_name"])
    if sender is None and not body:
        return Rejected(record.place, "no sender and no text")
    if sender is not None and sender.is_exchange:
        notes.append(X500_ONLY)
    moment = cell_date(record["date"], settings.zone, notes)
    if moment is None:
        notes.append(NO_DATE)
    mailbox = file.mailbox(of_message=False)
    return Message(
        id=record["id"].strip("<> ") or row_id(record, file, dated=moment is not None),
        channel="email",
        kind=Kind.MAIL,
        source=mailbox.source,
        place=record.place,
        sent_at=moment,
        sender=sender,
        recipients=parties(record["to"], record["to_name"]) + parties(record["cc"], record["cc_name"]),
        subject=" ".join(record["subject"].split()),
        body=body,
        folder=record["folder"] or mailbox.folder,
        direction=Mailbox.of((mailbox.source, record["folder"])).direction or mailbox.direction,
        notes=tuple(notes),
    )
