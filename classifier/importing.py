"""Exports to the enquiry table: read, clean, thread, anonymise; nothing raw leaves this module.

Two passes. The first reads every message, keeps its envelope and packs its text away; the second, once everything is
threaded, unpacks and anonymises the enquiries one chunk at a time. Only the packed texts and the envelopes are ever in
memory together.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from classifier.anonymise.audit import EditLog
from classifier.enquiries import EnquiryTable
from classifier.envelope import Envelope
from classifier.errors import ExportError, NulageError
from classifier.exports import Notice, Rejected, read_exports
from classifier.intake import Intake
from classifier.periods import periods
from classifier.reckoning import (
    Counts,
    Replies,
    SourcePeriod,
    count_messages,
    count_replies,
    describe_sources,
    find_warnings,
    tell_notices,
)
from classifier.settings import Settings
from classifier.sides import find_sides
from classifier.threads import Enquiry, thread

CHUNK_ROWS = 20_000
# Envelopes live to the end and form no cycles; so many at a time are taken from the collector's rounds.
_FREEZE_EVERY = 10_000


@dataclass(frozen=True)
class Imported:
    """The enquiry table, in chunks, with the account of how it came about.

    masked   identifiers masked, by kind: complete when all `chunks` have been drawn, and then only
    """

    counts: Counts
    rejected: tuple[Rejected, ...]
    warnings: tuple[str, ...]
    sources: tuple[SourcePeriod, ...]
    citizens_replies: Replies
    own_replies: Replies
    _enquiries: Sequence[Enquiry] = field(repr=False)
    _builder: EnquiryTable = field(repr=False)

    @property
    def rows(self) -> int:
        """How many rows the table has: enquiries and excluded messages."""
        return len(self._enquiries)

    @property
    def masked(self) -> Counter[str]:
        """Identifiers masked, by kind, so far."""
        return self._builder.masked

    @property
    def masked_by_source(self) -> Mapping[str, Counter[str]]:
        """The same for each mailbox or page."""
        return self._builder.masked_by_source

    def keep_edits(self) -> EditLog:
        """Note from now on where and what kind each masked identifier is; to be drained after each chunk."""
        self._builder.edits = EditLog()
        return self._builder.edits

    @property
    def chunks(self) -> Iterator[pd.DataFrame]:
        """The table in frames of at most 20,000 rows, made as they are drawn; each time from the beginning."""
        self._builder.masked.clear()
        self._builder.masked_by_source.clear()
        return self._builder.chunks(self._enquiries, CHUNK_ROWS)

    @property
    def table(self) -> pd.DataFrame:
        """The whole table at once, for imports that fit in memory twice."""
        return pd.concat(self.chunks, ignore_index=True)

    def find(self, enquiry_id: str) -> Enquiry:
        """The enquiry or excluded message of that id. Raises NulageError when there is none."""
        for enquiry in self._enquiries:
            if self._builder.enquiry_id(enquiry) == enquiry_id:
                return enquiry
        raise NulageError("no enquiry has this id", place=enquiry_id, remedy="use the same exports and the same key")


def import_exports(
    sources: Sequence[Path],
    settings: Settings,
    key: bytes,
    *,
    format_name: str | None = None,
    progress: Callable[[int], None] = lambda count: None,
) -> Imported:
    """Read exports of any mix of formats into one enquiry table.

    `progress` is told the number of messages read so far. Raises ExportError when nothing at all could be read.
    """
    intake = Intake()
    envelopes: list[Envelope] = []
    rejected: list[Rejected] = []
    notices: list[Notice] = []
    for item in read_exports(sources, settings, format_name):
        if isinstance(item, Rejected):
            rejected.append(item)
        elif isinstance(item, Notice):
            notices.append(item)
        else:
            envelopes.append(intake.take(item))
            progress(len(envelopes))
            if len(envelopes) % _FREEZE_EVERY == 0:
                gc.freeze()
    intake.close()
    if not envelopes:
        told = [f"{item.place}: {item.reason}" for item in rejected] + [
            f"{item.place}: {item.text}" for item in notices
        ]
        reason = f"no message could be read ({told[0]})" if told else "no messages"
        raise ExportError(reason, place=", ".join(map(str, sources)))
    sides = find_sides(envelopes, settings)
    threaded = thread(envelopes, sides, lambda envelope: intake.letters[envelope.letter].text, settings.zone)
    read = len(envelopes)
    envelopes.clear()
    gc.unfreeze()
    counts = count_messages(threaded.tally, rejected)
    assert counts.read == read + len(rejected), "every message has exactly one role"
    covered = periods(threaded.tally.moments, settings.zone)
    ends = {source: period.last for source, period in covered.items() if period.last is not None}
    builder = EnquiryTable(settings, key, intake.letters, ends)
    citizens, own = count_replies(intake.replies, sides)
    return Imported(
        counts=counts,
        rejected=tuple(rejected),
        warnings=(
            *tell_notices(notices),
            *find_warnings(sides, threaded.enquiries, citizens, covered),
        ),
        sources=tuple(describe_sources(threaded.enquiries, threaded.tally, covered, builder)),
        citizens_replies=citizens,
        own_replies=own,
        _enquiries=threaded.enquiries,
        _builder=builder,
    )
