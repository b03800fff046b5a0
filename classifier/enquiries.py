"""The enquiry table: one row an enquiry, anonymised; the only table that the rest ever sees."""

import hashlib
import hmac
import os
import re
import secrets
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path

import pandas as pd

from classifier.anonymise import Anonymiser
from classifier.anonymise.audit import EditLog
from classifier.anonymise.pipeline import load_pipeline
from classifier.envelope import Envelope
from classifier.errors import NulageError
from classifier.letters import Letters
from classifier.settings import Settings
from classifier.text import detect_language
from classifier.threads import Enquiry
from classifier.workdays import WorkCalendar

COLUMNS = (
    "enquiry_id",
    "thread_id",
    "channel",
    "source",
    "department",
    "received_at",
    "subject",
    "text",
    "context",
    "language",
    "excluded",
    "messages_in",
    "messages_out",
    "answered",
    "answered_at",
    "answer_hours",
    "answer_working_hours",
    "answered_within_1d",
    "answered_within_2d",
    "answered_by_other",
    "sender_id",
    "notes",
)
_KEY_BYTES = 32
# The Unicode categories Cc, but for line ends and tabs, and Cs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def load_key(path: Path) -> bytes:
    """Read the key that makes ids, or make it (mode 600). Deleting the file cuts the link to the source for good."""
    if path.exists():
        try:
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except ValueError as error:
            raise NulageError("not a key file", place=path, remedy="name another with --key") from error
        if len(key) != _KEY_BYTES:
            raise NulageError("not a key file", place=path, remedy="name another with --key")
        return key
    if not path.parent.is_dir():
        raise NulageError("the folder does not exist", place=path.parent, remedy="create it first")
    key = secrets.token_bytes(_KEY_BYTES)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(key.hex() + "\n")
    return key


def keyed_id(key: bytes, source_id: str) -> str:
    """A stable id that says nothing of `source_id` to who lacks the key: 64 bits of HMAC-SHA-256."""
    return hmac.new(key, source_id.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:16]


class EnquiryTable:
    """Turns threaded enquiries into rows, and counts what was masked on the way."""

    WINDOWS = (1, 2)  # working days

    def __init__(self, settings: Settings, key: bytes, letters: Letters, export_ends: Mapping[str, datetime]) -> None:
        """`export_ends`: the last moment that each source's export covers; windows still open then are censored."""
        self._settings = settings
        self._key = key
        self._letters = letters
        self._ends = export_ends
        self._calendar = WorkCalendar(settings)
        self._find_more = load_pipeline(settings.spacy_pipeline) if settings.spacy_pipeline else None
        self.masked: Counter[str] = Counter()
        self.masked_by_source: dict[str, Counter[str]] = defaultdict(Counter)
        self.edits: EditLog | None = None

    def chunks(self, enquiries: Iterable[Enquiry], rows: int) -> Iterator[pd.DataFrame]:
        """Tables of strings of at most `rows` rows each, one row an enquiry, in the order given; one, without rows,
        when there are no enquiries.
        """
        found = iter(enquiries)
        part = list(islice(found, rows))
        yield self._frame(part)
        while part := list(islice(found, rows)):
            yield self._frame(part)

    def enquiry_id(self, enquiry: Enquiry) -> str:
        """The id that the table gives to `enquiry`."""
        envelope = enquiry.envelope
        return keyed_id(self._key, f"{envelope.channel} {self._letters[envelope.letter].id} {enquiry.copy}")

    def _frame(self, enquiries: Iterable[Enquiry]) -> pd.DataFrame:
        return pd.DataFrame([self._row(enquiry) for enquiry in enquiries], columns=list(COLUMNS), dtype=str)

    def _row(self, enquiry: Enquiry) -> tuple[str, ...]:
        envelope = enquiry.envelope
        texts = self._anonymised(enquiry)
        row = {
            "enquiry_id": self.enquiry_id(enquiry),
            "thread_id": keyed_id(self._key, f"{envelope.channel} {self._letters[enquiry.thread].id}"),
            "channel": envelope.channel,
            "source": enquiry.source,
            "department": self._settings.department(enquiry.source),
            "received_at": self._timestamp(envelope.sent_at),
            "language": detect_language(texts["subject"] + " " + texts["text"]),
            "excluded": enquiry.excluded,
            "notes": "; ".join(envelope.notes),
        }
        row.update(texts)
        if not enquiry.excluded:
            row.update(self._answer(enquiry))
        return tuple(row.get(column, "") for column in COLUMNS)

    def _anonymised(self, enquiry: Enquiry) -> dict[str, str]:
        anonymiser = Anonymiser(enquiry.names, self._settings.public_names, self._find_more)
        letter = self._letters[enquiry.envelope.letter]
        raw = {
            "subject": letter.subject,
            "text": "\n".join((letter.text, *(self._letters[number].text for number in enquiry.more))),
            "context": "\nKommentar: ".join(self._letters[number].text for number in enquiry.context),
        }
        texts = {}
        for column, text in raw.items():
            result = anonymiser(_printable(text))
            kinds = [edit.kind for edit in result.edits]
            self.masked.update(kinds)
            self.masked_by_source[enquiry.source].update(kinds)
            if self.edits is not None and result.edits:
                self.edits.add(self.enquiry_id(enquiry), column, result.edits)
            texts[column] = result.text
        return texts

    def _answer(self, enquiry: Enquiry) -> dict[str, str]:
        received, answered_at = enquiry.envelope.sent_at, enquiry.answered_at
        row = {
            "messages_in": str(enquiry.messages_in),
            "messages_out": str(enquiry.messages_out),
            "answered": _truth(enquiry.answered),
            "answered_by_other": _truth(enquiry.answered_by_other),
            "answered_at": self._timestamp(answered_at),
            "sender_id": self._sender_id(enquiry.envelope),
        }
        if received is not None and answered_at is not None:
            row["answer_hours"] = f"{(answered_at - received).total_seconds() / 3600:.4f}"
            row["answer_working_hours"] = f"{self._calendar.working_hours_between(received, answered_at):.4f}"
        for days in self.WINDOWS:
            row[f"answered_within_{days}d"] = _truth(self._within(enquiry, days))
        return row

    def _sender_id(self, envelope: Envelope) -> str:
        """The same for one person's enquiries in a channel; empty for a sender of whom a name at most is known."""
        address = envelope.sender.address if envelope.sender else ""
        return keyed_id(self._key, f"sender {address}") if address else ""

    def _within(self, enquiry: Enquiry, working_days: int) -> bool | None:
        """Answered within the window; None when unmeasurable, undated, or still open when the export was made."""
        received = enquiry.envelope.sent_at
        if enquiry.answered is None or received is None:
            return None
        if enquiry.answered:
            if enquiry.answered_at is None:
                return None
            return enquiry.answered_at < self._calendar.window_end(received, working_days)
        return None if self._is_open(enquiry, working_days) else False

    def open_windows(self, enquiry: Enquiry) -> list[int]:
        """The windows, in working days, in which an answer could still come when the export was made."""
        if enquiry.answered is not False or enquiry.envelope.sent_at is None:
            return []
        return [days for days in self.WINDOWS if self._is_open(enquiry, days)]

    def _is_open(self, enquiry: Enquiry, working_days: int) -> bool:
        end, received = self._ends.get(enquiry.source), enquiry.envelope.sent_at
        return end is None or received is None or self._calendar.window_end(received, working_days) > end

    def _timestamp(self, moment: datetime | None) -> str:
        return "" if moment is None else moment.astimezone(self._settings.zone).isoformat(timespec="seconds")


def _truth(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


def _printable(text: str) -> str:
    """Letters composed (NFC); control characters and lone surrogates out: no table format carries them safely."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text)).strip()
