"""What an import tells of itself: where every message went, what each source covers, and what the user should know."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.enquiries import EnquiryTable
from classifier.exports import Notice, Rejected
from classifier.periods import Period
from classifier.sides import Sides
from classifier.threads import Enquiry, Role, Tally

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


def tell_notices(notices: Iterable[Notice]) -> Iterator[str]:
    """Each thing told once, however many files it is told of."""
    places: dict[str, list[str]] = {}
    for notice in notices:
        places.setdefault(notice.text, []).append(notice.place)
    for text, found in places.items():
        yield f"{found[0]}{f' and {len(found) - 1} more' if len(found) > 1 else ''}: {text}"


def count_messages(tally: Tally, rejected: Sequence[Rejected]) -> Counts:
    """Where every message went."""
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


def count_replies(counted: Mapping[tuple[str, bool], int], sides: Sides) -> tuple[Replies, Replies]:
    """Replies by citizens, and by the municipality."""
    totals: Counter[tuple[bool, bool]] = Counter()
    for (domain, found), count in counted.items():
        totals[sides.owns(domain), found] += count
    citizens, own = (Replies(totals[ours, True] + totals[ours, False], totals[ours, False]) for ours in (False, True))
    return citizens, own


def describe_sources(
    enquiries: Iterable[Enquiry], tally: Tally, covered: Mapping[str, Period], builder: EnquiryTable
) -> Iterator[SourcePeriod]:
    """Each source by name; `covered` gives the periods of those in which a message has a date."""
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


def find_warnings(
    sides: Sides, enquiries: Sequence[Enquiry], citizens: Replies, covered: Mapping[str, Period]
) -> Iterator[str]:
    """What the figures may suffer from, and what would mend it."""
    if sides.guessed and sides.domains:
        domain = next(iter(sides.domains))
        yield f"mail_domains is not set; took {domain} for the municipality's own, as it stands in nearly every mail"
    elif sides.guessed:
        yield "mail_domains is not set and no domain stands in nearly every mail; e-mail answers cannot be measured"
    unmet = sides.unmet()
    if unmet:
        yield f"no mail is from or to {', '.join(unmet)}: is mail_domains right?"
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
