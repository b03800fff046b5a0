"""What masking may have missed: a table is read again, and every identifier still found in it is counted.

Works on any table, also one that others anonymised. Our own tables are told by the account that `import` leaves beside
them and that later steps pass on; in those the anonymiser knew the names of the headers, here it does not.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from pathlib import Path

import pandas as pd

from classifier.anonymise.anonymiser import anonymise
from classifier.anonymise.recogniser import TOKEN
from classifier.anonymise.vocabulary import known_places, ordinary_words
from classifier.edits import Edit
from classifier.errors import NulageError

# Columns of our own tables that hold no citizen's words. In any other table every column is read.
STRUCTURE = frozenset(
    """
    enquiry_id thread_id sender_id channel source department received_at language excluded messages_in messages_out answered
    answered_at answer_hours answer_working_hours answered_within_1d answered_within_2d answered_by_other notes topic
    topic_probability level level_probability p_n0 p_n1 p_n2 p_n3 needs_review model second_topic uncertain labeller stratum
    weight purpose cluster writer voice
    """.split()
)
# One of these is enough to refuse a table. The other kinds, names above all, are sometimes seen where there is none: about once
# in 3,000 words of our own masked corpus; they refuse it when they come more often than once in 1,000 words.
TELLING = frozenset({"personal_identity_number", "phone", "email", "card", "registration_plate", "username", "profile"})
_WORDS_A_FALSE_HIT = 1000
# Of our own tables, `classify` and `report` read so many rows again.
OWN_ROWS = 20_000
# The header is row 1, as a spreadsheet numbers it.
_FIRST_ROW = 2
_CAPITAL_INSIDE = re.compile(r"(?<=[^\W\d_][ ])[A-ZÅÄÖ][^\W\d_]+|(?<=,[ ])[A-ZÅÄÖ][^\W\d_]+")
_DIGITS = re.compile(r"\d{3,}")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One row to read again: how much in it looks like an identifier, its number in the table, and its masked text."""

    risk: int
    row: int
    text: str


class Audit:
    """Counts of identifiers left in a table, kind by kind with the rows; it never keeps an identifier itself."""

    def __init__(self, *, review: int = 0) -> None:
        """`review`: how many of the riskiest rows to keep, in masked form."""
        self.rows: dict[str, list[int]] = {}
        self.counts: Counter[str] = Counter()
        self.read = 0
        self.words = 0
        self._review = review
        self._doubts: list[Doubt] = []

    def frames(self, frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """Pass frames of text on unchanged, and count what is left in each."""
        for frame in frames:
            self.take(frame)
            yield frame

    @property
    def holds_personal_data(self) -> bool:
        """True when a kind that tells by itself was found, or more of the others than the rules' own errors explain."""
        return bool(TELLING & self.counts.keys()) or self.counts.total() * _WORDS_A_FALSE_HIT > self.words

    @property
    def doubts(self) -> list[Doubt]:
        """The riskiest rows, the worst first."""
        return self._doubts

    def line(self) -> str:
        """The counts in one line."""
        found = ", ".join(f"{kind} {count}" for kind, count in sorted(self.counts.items())) or "none"
        return f"identifiers left in {self.read} rows: {found}"

    def take(self, frame: pd.DataFrame) -> None:
        """Count what is left in one more frame."""
        columns = [column for column in frame if str(column).casefold() not in STRUCTURE]
        doubts = list(self._doubts)
        for offset, values in enumerate(frame[columns].itertuples(index=False, name=None)):
            row = _FIRST_ROW + self.read + offset
            masked = [anonymise(value) for value in values if isinstance(value, str) and value]
            self.words += sum(value.count(" ") + 1 for value in values if isinstance(value, str) and value)
            kinds = Counter(edit.kind for result in masked for edit in result.edits)
            for kind, count in kinds.items():
                self.counts[kind] += count
                self.rows.setdefault(kind, []).append(row)
            if self._review:
                text = " | ".join(result.text for result in masked)
                risk = 10 * kinds.total() + _risk(text)
                if risk:
                    doubts.append(Doubt(risk, row, text))
        self.read += len(frame)
        self._doubts = nlargest(self._review, doubts, key=lambda doubt: (doubt.risk, -doubt.row))


def screened(
    frames: Iterable[pd.DataFrame], table: Path, audit: Audit, *, own: bool, allow_personal_data: bool = False
) -> Iterator[pd.DataFrame]:
    """Frames of `table` passed on one by one; a foreign table that holds personal data is refused.

    `own`: the table has the account of one of our imports; then hits are only counted, in `audit`, and only in the first
    `OWN_ROWS` rows, for the import has masked them all and `nulage audit` reads every row. Raises NulageError at the
    first frame that shows it, before it is passed on, so that an output written on the way never appears.
    """
    for frame in frames:
        if own and audit.read >= OWN_ROWS:
            yield frame
            continue
        audit.take(frame)
        if audit.holds_personal_data and not own and not allow_personal_data:
            raise NulageError(
                f"the table holds what looks like personal data ({audit.line()})",
                place=table,
                remedy=f"see 'nulage audit {table}', or pass --allow-personal-data when you may process it",
            )
        yield frame


@dataclass(slots=True)
class EditLog:
    """The edits of an import, row by row, to be written beside its table: where and what kind, never the words."""

    COLUMNS = ("enquiry_id", "column", "start", "end", "kind", "token")
    _rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, enquiry_id: str, column: str, edits: Sequence[Edit]) -> None:
        """Note the edits of one text."""
        self._rows += [(enquiry_id, column, str(edit.start), str(edit.end), edit.kind, edit.token) for edit in edits]

    def drain(self) -> pd.DataFrame:
        """The edits noted since the last call, as a frame of strings."""
        rows, self._rows = self._rows, []
        return pd.DataFrame(rows, columns=list(self.COLUMNS), dtype=str)


def _risk(text: str) -> int:
    """How many words and numbers in a masked text might still be a name or a number: a guide for reading, no measure."""
    plain = TOKEN.sub(" ", text)
    known = known_places()
    capitals = {found[0].casefold() for found in _CAPITAL_INSIDE.finditer(plain)} - known
    unknown = [word for word in capitals if word not in ordinary_words() and word.removesuffix("s") not in known]
    return 2 * len(unknown) + len(_DIGITS.findall(plain))
