"""Exports to the enquiry table: read, clean, thread, anonymise; nothing raw leaves this module."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd

from classifier.enquiries import EnquiryTable
from classifier.errors import ExportError
from classifier.exports import Message, Notice, Rejected, read_exports
from classifier.screening import is_reply_subject
from classifier.settings import Settings
from classifier.sides import Sides, find_sides
from classifier.text import clean
from classifier.threads import Enquiry, Placed, Role, thread

# A message dated this long after the one before it has a wrong clock, and says nothing about when the export ends.
_CLOCK_LEAP = timedelta(days=365)


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
class Imported:
    """The enquiry table with the account of how it came about."""

    table: pd.DataFrame
    counts: Counts
    rejected: tuple[Rejected, ...]
    masked: Counter[str]
    warnings: tuple[str, ...]


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
    messages: list[Message] = []
    rejected: list[Rejected] = []
    notices: list[Notice] = []
    uncut_replies = 0
    for item in read_exports(sources, settings, format_name):
        if isinstance(item, Rejected):
            rejected.append(item)
        elif isinstance(item, Notice):
            notices.append(item)
        else:
            cleaned, uncut = _cleaned(item)
            uncut_replies += uncut
            messages.append(cleaned)
            progress(len(messages))
    if not messages:
        first = [f"{item.place}: {item.reason}" for item in rejected] + [
            f"{item.place}: {item.text}" for item in notices
        ]
        reason = f"no message could be read ({first[0]})" if first else "no messages"
        raise ExportError(reason, place=", ".join(map(str, sources)))
    sides = find_sides(messages, settings)
    threaded = thread(messages, sides)
    builder = EnquiryTable(settings, key, _export_ends(threaded.placed))
    counts = _count(threaded.placed, rejected)
    assert counts.read == len(messages) + len(rejected), "every message has exactly one role"
    return Imported(
        table=builder.build(threaded.enquiries),
        counts=counts,
        rejected=tuple(rejected),
        masked=builder.masked,
        warnings=(
            *(f"{notice.place}: {notice.text}" for notice in notices),
            *_warnings(sides, threaded.enquiries, uncut_replies),
        ),
    )


def _cleaned(message: Message) -> tuple[Message, bool]:
    """The message with its newly written text only, and whether it is a reply in which no quote was found.

    Done while reading, so that quotes and signatures never add up in memory.
    """
    if message.channel != "email":
        return message, False
    cleaned = clean(message.body)
    is_reply = bool(message.references) or is_reply_subject(message.subject)
    return replace(message, body=cleaned.text), is_reply and not cleaned.quote_cut


def _export_ends(placed: Iterable[Placed]) -> dict[str, datetime]:
    """The last moment that each source's export covers: its latest message, wrong clocks left out."""
    moments: defaultdict[str, list[datetime]] = defaultdict(list)
    for place in placed:
        if place.sent_at is not None:
            moments[place.source].append(place.sent_at)
    ends = {}
    for source, dates in moments.items():
        dates.sort()
        while len(dates) > 1 and dates[-1] - dates[-2] > _CLOCK_LEAP:
            dates.pop()
        ends[source] = dates[-1]
    return ends


def _count(placed: Iterable[Placed], rejected: Sequence[Rejected]) -> Counts:
    by_role: Counter[Role] = Counter()
    excluded: Counter[str] = Counter()
    for place in placed:
        by_role[place.role] += 1
        if place.role is Role.EXCLUDED:
            excluded[place.reason] += 1
    return Counts(
        read=by_role.total() + len(rejected),
        enquiries=by_role[Role.ENQUIRY],
        follow_ups=by_role[Role.FOLLOW_UP],
        answers=by_role[Role.ANSWER],
        excluded=excluded,
        rejected=len(rejected),
    )


def _warnings(sides: Sides, enquiries: Sequence[Enquiry], uncut_replies: int) -> Iterable[str]:
    if sides.guessed and sides.domains:
        domain = next(iter(sides.domains))
        yield f"mail_domains is not set; took {domain} for the municipality's own, as it stands in nearly every mail"
    elif sides.guessed:
        yield "mail_domains is not set and no domain stands in nearly every mail; e-mail answers cannot be measured"
    blind = sorted(
        {item.source or "a source without a name" for item in enquiries if not item.excluded and item.answered is None}
    )
    if blind:
        yield f"whether enquiries were answered cannot be measured in: {', '.join(blind)}"
    if uncut_replies:
        yield f"no quoted mail was found in {uncut_replies} replies; their text may hold more than was newly written"
