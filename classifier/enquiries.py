"""The enquiry table: one row an enquiry, anonymised; the only table that the rest ever sees."""

import hashlib
import hmac
import os
import secrets
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd

from classifier.anonymise import Anonymiser
from classifier.errors import NulageError
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
    "notes",
)
_KEY_BYTES = 32


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

    def __init__(self, settings: Settings, key: bytes, export_ends: Mapping[str, datetime]) -> None:
        """`export_ends`: the last moment that each source's export covers; windows still open then are censored."""
        self._settings = settings
        self._key = key
        self._ends = export_ends
        self._calendar = WorkCalendar(settings)
        self.masked: Counter[str] = Counter()

    def build(self, enquiries: Iterable[Enquiry]) -> pd.DataFrame:
        """The table of strings, one row for each enquiry, in the order given."""
        return pd.DataFrame([self._row(enquiry) for enquiry in enquiries], columns=list(COLUMNS), dtype=str)

    def _row(self, enquiry: Enquiry) -> dict[str, str]:
        message = enquiry.message
        texts = self._anonymised(enquiry)
        row = {
            "enquiry_id": keyed_id(self._key, f"{message.channel} {message.id} {enquiry.copy}"),
            "thread_id": keyed_id(self._key, f"{message.channel} {enquiry.thread_id}"),
            "channel": message.channel,
            "source": enquiry.source,
            "department": self._settings.department(enquiry.source),
            "received_at": self._timestamp(message.sent_at),
            "language": detect_language(texts["subject"] + " " + texts["text"]),
            "excluded": enquiry.excluded,
            "notes": "; ".join(message.notes),
        }
        row.update(texts)
        if not enquiry.excluded:
            row.update(self._answer(enquiry))
        return {column: row.get(column, "") for column in COLUMNS}

    def _anonymised(self, enquiry: Enquiry) -> dict[str, str]:
        anonymiser = Anonymiser(enquiry.names)
        context = "\nKommentar: ".join(enquiry.context)
        raw = {"subject": enquiry.message.subject, "text": enquiry.message.body, "context": context}
        texts = {}
        for column, text in raw.items():
            result = anonymiser(_printable(text))
            self.masked.update(edit.kind for edit in result.edits)
            texts[column] = result.text
        return texts

    def _answer(self, enquiry: Enquiry) -> dict[str, str]:
        received, answered_at = enquiry.message.sent_at, enquiry.answered_at
        row = {
            "messages_in": str(enquiry.messages_in),
            "messages_out": str(enquiry.messages_out),
            "answered": _truth(enquiry.answered),
            "answered_by_other": _truth(enquiry.answered_by_other),
            "answered_at": self._timestamp(answered_at),
        }
        if received is not None and answered_at is not None:
            row["answer_hours"] = f"{(answered_at - received).total_seconds() / 3600:.4f}"
            row["answer_working_hours"] = f"{self._calendar.working_hours_between(received, answered_at):.4f}"
        for days in (1, 2):
            row[f"answered_within_{days}d"] = _truth(self._within(enquiry, days))
        return row

    def _within(self, enquiry: Enquiry, working_days: int) -> bool | None:
        """Answered within the window; None when unmeasurable, undated, or still open when the export was made."""
        received = enquiry.message.sent_at
        if enquiry.answered is None or received is None:
            return None
        if enquiry.answered:
            if enquiry.answered_at is None:
                return None
            return self._calendar.working_days_between(received, enquiry.answered_at) <= working_days
        end = self._ends.get(enquiry.source)
        return None if end is None or self._calendar.window_end(received, working_days) > end else False

    def _timestamp(self, moment: datetime | None) -> str:
        return "" if moment is None else moment.astimezone(self._settings.zone).isoformat(timespec="seconds")


def _truth(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


def _printable(text: str) -> str:
    """Control characters and lone surrogates out: no table format carries them safely."""
    kept = (char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    return "".join(kept).strip()
