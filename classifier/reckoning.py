"""What an import tells of itself: where every message went, what each source covers, and what the user should know."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.enquiries import EnquiryTable
from classifier.exports import Notice, Rejected
from classifier.periods import Period
from classifier.sides import Sides
from classifier.threads import Enquiry, Role, Tally

# What the user should know, by code; the report has the same in the language of its reader.
_UNMEASURED = "whether enquiries were answered cannot be measured in: {sources}"
_REMARKS = {
    "domain_guessed": (
        "mail_domains is not set; took {domain} for the municipality's own, as it stands in nearly every mail"
    ),
    "domain_unknown": (
        "mail_domains is not set and no domain stands in nearly every mail; e-mail answers cannot be measured"
    ),
    "domain_unmet": "no mail is from or to {domains}: is mail_domains right?",
    # What an export lacks, by channel, when some enquiries in it may have been answered for all we know.
    "unmeasured_email": f"{_UNMEASURED}; export its sent mail too",
    "unmeasured_facebook": f"{_UNMEASURED}; export replies and their authors too, and name the page in facebook_pages",
    "unmeasured_messenger": f"{_UNMEASURED}; name the page in facebook_pages",
    "without_quote": (
        "no quoted mail was found in {without_quote} of {replies} citizens' replies; "
        "their text may hold more than was newly written"
    ),
    "hole": "nothing from {first} to {last} ({days} days) in {source}: is the export whole?",
}
REMARKS = tuple(_REMARKS)
_NAMELESS = "a source without a name"


@dataclass(frozen=True)
class Remark:
    """What the user should know of an import.

    code    what it is, one of `REMARKS`; empty for what a reader of exports tells in its own words
    values  what the words are filled in with: names, days (ISO), numbers
    text    the whole in English
    """

    code: str
    values: Mapping[str, str | int | list[str]]
    text: str

    def __str__(self) -> str:
        """The text, to be printed."""
        return self.text


def _remark(code: str, **values: str | int | list[str]) -> Remark:
    words = {
        name: ", ".join(one or _NAMELESS for one in value) if isinstance(value, list) else value
        for name, value in values.items()
    }
    return Remark(code, values, _REMARKS[code].format(**words))


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


def tell_notices(notices: Iterable[Notice]) -> Iterator[Remark]:
    """Each thing told once, however many files it is told of."""
    places: dict[str, list[str]] = {}
    for notice in notices:
        places.setdefault(notice.text, []).append(notice.place)
    for text, found in places.items():
        yield Remark("", {}, f"{found[0]}{f' and {len(found) - 1} more' if len(found) > 1 else ''}: {text}")


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
) -> Iterator[Remark]:
    """What the figures may suffer from, and what would mend it."""
    if sides.guessed and sides.domains:
        domain = next(iter(sides.domains))
        yield _remark("domain_guessed", domain=domain)
    elif sides.guessed:
        yield _remark("domain_unknown")
    unmet = list(sides.unmet())
    if unmet:
        yield _remark("domain_unmet", domains=unmet)
    blind = {(item.envelope.channel, item.source) for item in enquiries if not item.excluded and item.answered is None}
    for channel in sorted({channel for channel, _ in blind}):
        names = sorted(source for of_channel, source in blind if of_channel == channel)
        yield _remark(f"unmeasured_{channel}", sources=names)
    if citizens.without_quote:
        yield _remark("without_quote", without_quote=citizens.without_quote, replies=citizens.read)
    for source, period in sorted(covered.items()):
        for hole in period.holes:
            first, last = (moment.date().isoformat() for moment in (hole.first, hole.last))
            yield _remark("hole", first=first, last=last, days=hole.days, source=source)
