"""Any table (CSV, XLSX, JSON lines) whose columns `nulage.toml` names: the setting `columns`, our field -> their column.

A table of unknown columns is answered with a suggestion, ready to paste.
"""

import difflib
from collections.abc import Iterator, Mapping

from classifier.exports.dates import NO_DATE, cell_date
from classifier.exports.files import ExportFile
from classifier.exports.mail import bounded_text
from classifier.exports.message import Item, Kind, Message, Notice, Rejected
from classifier.exports.tabular import (
    Layout,
    Record,
    direction_of,
    find_header,
    fold,
    parties,
    party,
    records,
    row_id,
    table_header,
)
from classifier.settings import TABLE_FIELDS, Settings

# What columns of each field are called in the tables of case systems, forms and chat tools; only to suggest by.
_USUAL_NAMES = {
    "text": ("text", "meddelande", "fråga", "beskrivning", "ärendetext", "innehåll", "kommentar", "synpunkt", "message",
             "body", "description", "question", "content", "comment", "fritext", "brödtext", "inkommet meddelande"),
    "subject": ("subject", "ämne", "rubrik", "ärenderubrik", "ärende", "titel", "title", "ärendemening", "kategori"),
    "date": ("date", "datum", "inkommet", "inkom", "skapad", "registrerad", "mottaget", "created", "created at",
             "received", "timestamp", "inkommen", "ankomstdatum", "tidpunkt", "skapat"),
    "sender": ("from", "från", "avsändare", "sender", "e post", "epost", "email", "e mail", "kontakt"),
    "sender_name": ("name", "namn", "avsändarnamn", "sender name", "kontaktperson", "inskickad av", "anmälare",
                    "frågeställare"),
    "recipients": ("to", "till", "mottagare", "recipient", "recipients"),
    "id": ("id", "ärendenummer", "ärendenr", "ärende nr", "ärende id", "diarienr", "diarienummer", "message id",
           "nummer", "case id", "ticket id", "nr"),
    "reply_to": ("reply to", "in reply to", "parent id", "parent", "svar på", "tråd", "thread id", "conversation id"),
    "direction": ("direction", "riktning", "in ut", "inkommande utgående"),
    "source": ("source", "källa", "brevlåda", "mailbox", "kö", "queue", "förvaltning", "enhet", "sida", "page"),
    "channel": ("channel", "kanal", "kontaktväg", "inkom via"),
}  # fmt: skip
_CLOSE_ENOUGH = 0.72
_CHANNELS = {"facebook": "facebook", "messenger": "messenger"}


def sniff(file: ExportFile, settings: Settings) -> bool:
    """True for a table that has every column that the settings name."""
    return bool(settings.columns) and find_header(file.rows, _layout(settings)) is not None


def read(file: ExportFile, settings: Settings) -> Iterator[Item]:
    """Yield a message for each row."""
    header = find_header(file.rows, _layout(settings)) if settings.columns else None
    if header is None:
        yield Rejected(file.name, f"lacks the columns that `columns` in nulage.toml names. {suggestion(file)}".strip())
        return
    if "date" not in header.columns:
        yield Notice(file.name, "`columns` names no date: topics can be told, times cannot (ej mätbart)")
    for record in records(file, header):
        yield _message(record, file, settings)


def suggestion(file: ExportFile) -> str:
    """A line for nulage.toml that maps the table's columns as far as their names tell; empty when it is no table."""
    names = table_header(file.rows)
    if not names:
        return ""
    found = _guess(names)
    if not {"text", "subject"} & found.keys():
        found["text"] = "NAME OF THE COLUMN WITH THE TEXT"
    pairs = ", ".join(f"{field} = {_quoted(found[field])}" for field in TABLE_FIELDS if field in found)
    listed = ", ".join(names[:15])
    return f"Its columns are: {listed}. Say in nulage.toml which is which: columns = {{ {pairs} }}"


def _guess(names: list[str]) -> dict[str, str]:
    """The best column for each field, sure matches first, each column once."""
    scored = sorted(
        (
            (-_likeness(fold(name), usual), order, field, name)
            for order, field in enumerate(_USUAL_NAMES)
            for usual in _USUAL_NAMES[field]
            for name in names
        ),
    )
    found: dict[str, str] = {}
    for score, _, field, name in scored:
        if -score < _CLOSE_ENOUGH:
            break
        if field not in found and name not in found.values():
            found[field] = name
    return found


def _likeness(name: str, usual: str) -> float:
    if name == usual:
        return 1.0
    if usual in name.split() and len(usual) > 2:
        return 0.9
    return difflib.SequenceMatcher(None, name[:60], usual).ratio()


def _quoted(name: str) -> str:
    """A TOML string on one line."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else " " for char in escaped) + '"'


def _layout(settings: Settings) -> Layout:
    names: Mapping[str, tuple[str, ...]] = {field: (fold(name),) for field, name in settings.columns.items()}
    return Layout(names, tuple(names))


def _message(record: Record, file: ExportFile, settings: Settings) -> Message | Rejected:
    notes: list[str] = []
    text = bounded_text(record["text"], notes)
    sender = party(record["sender"], record["sender_name"])
    if not text and not record["subject"]:
        return Rejected(record.place, "no text")
    moment = cell_date(record["date"], settings.zone, notes)
    if moment is None:
        notes.append(NO_DATE)
    channel = next((known for sign, known in _CHANNELS.items() if sign in record["channel"].casefold()), "email")
    mailbox = file.mailbox(of_message=False)
    return Message(
        id=record["id"].strip("<> ") or row_id(record, file, dated=moment is not None),
        channel=channel,
        kind={"facebook": Kind.COMMENT, "messenger": Kind.CHAT}.get(channel, Kind.MAIL),
        source=record["source"] or mailbox.source,
        place=record.place,
        sent_at=moment,
        sender=sender,
        recipients=parties(record["recipients"]),
        subject=" ".join(record["subject"].split()),
        body=text,
        references=tuple(piece.strip("<>") for piece in record["reply_to"].split()),
        folder=mailbox.folder,
        direction=direction_of(record["direction"]) or mailbox.direction,
        notes=tuple(notes),
    )
