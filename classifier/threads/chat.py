"""A page's inbox: private messages, line by line.

An enquiry begins with the first line that a person writes after a day's silence in the chat: the rule that Meta's own
response rate counts by (domain facts, section 3.1). Their lines before the page writes back are one text, since people
write "Hej" and then the question. A text that the page sends within a minute in several chats is an instant reply by
a machine, and no answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise

from classifier.envelope import Envelope, Key
from classifier.screening import AUTO_REPLY, DUPLICATE, EMPTY, OUTGOING
from classifier.sides import Sides
from classifier.threads.record import Enquiry, Evidence, Joined, Role, Tally, Threaded

_SILENCE = timedelta(hours=24)
_INSTANT = timedelta(seconds=60)
_INSTANT_CHATS = 3


def thread_chat(envelopes: Sequence[Envelope], sides: Sides) -> Threaded:
    """Give every line its role, and every enquiry its answer."""
    chats: defaultdict[Key, list[Envelope]] = defaultdict(list)
    enquiries: list[Enquiry] = []
    tally = Tally()
    copies: Counter[Key] = Counter()
    for envelope in sorted(envelopes, key=lambda line: (line.moment, line.id, line.source)):
        reason = DUPLICATE if copies[envelope.id] else EMPTY if not envelope.text else ""
        if reason:
            _exclude(envelope, reason, copies[envelope.id], enquiries, tally)
        else:
            chats[envelope.references[0] if envelope.references else envelope.id].append(envelope)
        copies[envelope.id] += 1
    instant = _instant_replies(chats.values(), sides)
    measurable = any(sides.sent(line) for lines in chats.values() for line in lines)
    for lines in chats.values():
        _judge(lines, sides, instant, measurable, enquiries, tally)
    enquiries.sort(key=lambda enquiry: (enquiry.envelope.moment, enquiry.envelope.id, enquiry.copy))
    return Threaded(enquiries, tally)


def _exclude(envelope: Envelope, reason: str, copy: int, enquiries: list[Enquiry], tally: Tally) -> None:
    enquiries.append(Enquiry(envelope, envelope.letter, envelope.source, reason, copy))
    tally.place(envelope, envelope.source, Role.EXCLUDED, reason)


def _instant_replies(chats: Iterable[list[Envelope]], sides: Sides) -> set[int]:
    """The clues of texts that the page sends at once in several chats."""
    found: Counter[int] = Counter()
    for lines in chats:
        found.update(
            {
                line.text
                for before, line in pairwise(lines)
                if sides.sent(line) and not sides.sent(before) and _gap(before, line) <= _INSTANT
            }
        )
    return {text for text, chats_with in found.items() if chats_with >= _INSTANT_CHATS}


def _judge(
    lines: Sequence[Envelope],
    sides: Sides,
    instant: set[int],
    measurable: bool,
    enquiries: list[Enquiry],
    tally: Tally,
) -> None:
    for session in _sessions(lines, sides, instant, enquiries, tally):
        opener, *later = session
        joined = [Joined(line, Role.ANSWER if sides.sent(line) else Role.FOLLOW_UP, Evidence.CHAT) for line in later]
        answers = [item.envelope for item in joined if item.role is Role.ANSWER]
        before = later[: later.index(answers[0])] if answers else later
        tally.place(opener, opener.source, Role.ENQUIRY)
        for item in joined:
            tally.place(item.envelope, item.envelope.source, item.role)
        enquiries.append(
            Enquiry(
                envelope=opener,
                thread=opener.letter,
                source=opener.source,
                more=tuple(line.letter for line in before),
                messages_in=len(session) - len(answers),
                messages_out=len(answers),
                answered=bool(answers) if answers or measurable else None,
                answered_at=answers[0].sent_at if answers else None,
                names=tuple(dict.fromkeys(line.sender.name for line in session if line.sender and line.sender.name)),
                joined=tuple(joined),
            )
        )


def _sessions(
    lines: Sequence[Envelope], sides: Sides, instant: set[int], enquiries: list[Enquiry], tally: Tally
) -> list[list[Envelope]]:
    """Lines grouped to enquiries, each opened by a person. What the page writes first, and instant replies, go."""
    sessions: list[list[Envelope]] = []
    previous: Envelope | None = None
    for line in lines:
        silent = previous is None or _gap(previous, line) >= _SILENCE
        if not sides.sent(line):
            if silent or not sessions:
                sessions.append([])
            sessions[-1].append(line)
        elif line.text in instant and previous is not None and _gap(previous, line) <= _INSTANT:
            _exclude(line, AUTO_REPLY, 0, enquiries, tally)
            continue
        elif sessions:
            # However late it comes, it answers the latest enquiry.
            sessions[-1].append(line)
        else:
            _exclude(line, OUTGOING, 0, enquiries, tally)
        previous = line
    return sessions


def _gap(earlier: Envelope, later: Envelope) -> timedelta:
    if earlier.sent_at is None or later.sent_at is None:
        return timedelta(0)
    return later.sent_at - earlier.sent_at
