"""Exports to the enquiry table: read, clean, thread, anonymise; nothing raw leaves this module.

Two passes. The first reads every message, keeps its envelope and packs its text away; the second, once everything is
threaded, unpacks and anonymises the enquiries one chunk at a time. Only the packed texts and the envelopes are ever in
memory together.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from classifier.anonymise.audit import EditLog
from classifier.enquiries import EnquiryTable
from classifier.envelope import Envelope
from classifier.errors import ExportError, NulageError
from classifier.exports import Notice, Rejected, read_exports
from classifier.intake import Intake
from classifier.periods import Period, periods
from classifier.settings import Settings
from classifier.sides import Sides, find_sides
from classifier.threads import Enquiry, Role, Tally, thread

CHUNK_ROWS = 20_000
# Envelopes live to the end and form no cycles; so many at a time are taken from the collector's rounds.
_FREEZE_EVERY = 10_000

# What an export lacks, by channel, when some enquiries in it may have been answered for all we know.
_TO_MEASURE = {
    "email": "export its sent mail too",
    "facebook": "export replies and their authors too, and name the page in facebook_pages",
    "messenger": "name the page in facebook_pages",
}


@dataclass(frozen=True)
class Counts:
    """Where every message read went; `read` is always the sum of the rest."""

    read: int
    enquiries: int
    follow_ups: int
    answers: int
    excluded: Counter[str]
    rejected: int

    def line(self) -> str:
        """The reconciliation in one line."""
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(self.excluded.items()))
        return (
            f"read {self.read} = enquiries {self.enquiries} + follow-ups {self.follow_ups} + answers {self.answers}"
            f" + excluded {self.excluded.total()}{f' ({reasons})' if reasons else ''} + rejected {self.rejected}"
        )


@dataclass(frozen=True)
class Replies:
    """Replies by subject ("SV:") written on one side, and those of them in which no quoted mail was found."""

    read: int = 0
    without_quote: int = 0


@dataclass(frozen=True)
class SourcePeriod:
    """One mailbox or page: its export's own window, its messages, and whether answers can be measured there.

    still_open   working days -> enquiries, not answered yet, whose window of so many days was open at the end
    """

    source: str
    period: Period
    messages: int
    enquiries: int
    unmeasured: int
    still_open: Mapping[int, int]


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
    counts = _count(threaded.tally, rejected)
    assert counts.read == read + len(rejected), "every message has exactly one role"
    covered = periods(threaded.tally.moments, settings.zone)
    ends = {source: period.last for source, period in covered.items() if period.last is not None}
    builder = EnquiryTable(settings, key, intake.letters, ends)
    citizens, own = _replies(intake.replies, sides)
    return Imported(
        counts=counts,
        rejected=tuple(rejected),
        warnings=(
            *_told(notices),
            *_warnings(sides, threaded.enquiries, citizens, covered),
        ),
        sources=tuple(_sources(threaded.enquiries, threaded.tally, covered, builder)),
        citizens_replies=citizens,
        own_replies=own,
        _enquiries=threaded.enquiries,
        _builder=builder,
    )


def _told(notices: Iterable[Notice]) -> Iterator[str]:
    """Each thing told once, however many files it is told of."""
    places: dict[str, list[str]] = {}
    for notice in notices:
        places.setdefault(notice.text, []).append(notice.place)
    for text, found in places.items():
        yield f"{found[0]}{f' and {len(found) - 1} more' if len(found) > 1 else ''}: {text}"


def _count(tally: Tally, rejected: Sequence[Rejected]) -> Counts:
    by_role: Counter[Role] = Counter()
    excluded: Counter[str] = Counter()
    for (_, role, reason), count in tally.roles.items():
        by_role[role] += count
        if role is Role.EXCLUDED:
            excluded[reason] += count
    return Counts(
        read=by_role.total() + len(rejected),
        enquiries=by_role[Role.ENQUIRY],
        follow_ups=by_role[Role.FOLLOW_UP],
        answers=by_role[Role.ANSWER],
        excluded=excluded,
        rejected=len(rejected),
    )


def _replies(counted: Mapping[tuple[str, bool], int], sides: Sides) -> tuple[Replies, Replies]:
    """Replies by citizens, and by the municipality."""
    totals: Counter[tuple[bool, bool]] = Counter()
    for (domain, found), count in counted.items():
        totals[sides.owns(domain), found] += count
    citizens, own = (Replies(totals[ours, True] + totals[ours, False], totals[ours, False]) for ours in (False, True))
    return citizens, own


def _sources(
    enquiries: Iterable[Enquiry], tally: Tally, covered: Mapping[str, Period], builder: EnquiryTable
) -> Iterator[SourcePeriod]:
    counted: Counter[tuple[str, str]] = Counter()
    for enquiry in enquiries:
        if not enquiry.excluded:
            counted[enquiry.source, "enquiries"] += 1
            counted[enquiry.source, "unmeasured"] += enquiry.answered is None
            for days in builder.open_windows(enquiry):
                counted[enquiry.source, f"open {days}"] += 1
    messages: Counter[str] = Counter()
    for (source, _, _), count in tally.roles.items():
        messages[source] += count
    for source in sorted(messages):
        yield SourcePeriod(
            source=source,
            period=covered.get(source, Period()),
            messages=messages[source],
            enquiries=counted[source, "enquiries"],
            unmeasured=counted[source, "unmeasured"],
            still_open={days: counted[source, f"open {days}"] for days in EnquiryTable.WINDOWS},
        )


def _warnings(
    sides: Sides, enquiries: Sequence[Enquiry], citizens: Replies, covered: Mapping[str, Period]
) -> Iterable[str]:
    if sides.guessed and sides.domains:
        domain = next(iter(sides.domains))
        yield f"mail_domains is not set; took {domain} for the municipality's own, as it stands in nearly every mail"
    elif sides.guessed:
        yield "mail_domains is not set and no domain stands in nearly every mail; e-mail answers cannot be measured"
    blind = {
        (item.envelope.channel, item.source or "a source without a name")
        for item in enquiries
        if not item.excluded and item.answered is None
    }
    for channel, remedy in _TO_MEASURE.items():
        names = sorted(source for of_channel, source in blind if of_channel == channel)
        if names:
            yield f"whether enquiries were answered cannot be measured in: {', '.join(names)}; {remedy}"
    if citizens.without_quote:
        yield (
            f"no quoted mail was found in {citizens.without_quote} of {citizens.read} citizens' replies; "
            "their text may hold more than was newly written"
        )
    for source, period in sorted(covered.items()):
        for hole in period.holes:
            yield (
                f"nothing from {hole.first.date()} to {hole.last.date()} ({hole.days} days) in {source}: "
                "is the export whole?"
            )
