"""Mails joined to conversations, by evidence in falling order of strength.

1. Message-ID, In-Reply-To and References: also through an id that is in no export, when two mails refer to it.
2. For mails that refer to nothing we have: the outside participant's address with the same subject. A citizen's new
   mail under a subject that says little ("Fråga") is a new enquiry all the same.
3. For an answer: the outside participant's only enquiry that is still open.

An auto-reply usually carries In-Reply-To and an answer often does not, so a message's role is decided by who wrote it
(`classifier.screening`, `classifier.sides`), never by its headers alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from classifier.exports.message import Message
from classifier.screening import (
    DUPLICATE,
    EMPTY,
    INTERNAL,
    OUTGOING,
    is_reply_subject,
    machine_made,
    strip_prefixes,
)
from classifier.sides import Sides
from classifier.threads.record import Enquiry, Placed, Role, Threaded

# How long after a citizen's last mail an unreferenced mail can still belong to it.
JOIN_WINDOW = timedelta(days=60)
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass
class _Conversation:
    """Messages joined so far, in time order, with the evidence that joined each."""

    messages: list[Message] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)


def thread_mail(messages: Sequence[Message], sides: Sides) -> Threaded:
    """Give every mail its role and every enquiry its answer."""
    # The same mail in two mailboxes counts in the one that it was written to.
    ordered = sorted(messages, key=lambda message: (*_order(message)[:2], _distance(message), message.source))
    reasons = _exclusions(ordered, sides)
    excluded = [(message, reason) for message, reason in zip(ordered, reasons, strict=True) if reason]
    copies: Counter[str] = Counter()
    enquiries = []
    for message, reason in excluded:
        copies[message.id] += reason == DUPLICATE
        enquiries.append(Enquiry(message, message.id, message.source, reason, copies[message.id]))
    placed = [_place(message, Role.EXCLUDED, reason) for message, reason in excluded]
    answering_sources = {
        message.source for message, reason in zip(ordered, reasons, strict=True) if not reason and sides.sent(message)
    }
    for conversation in _join(ordered, reasons, sides):
        found, places = _judge(conversation, sides, answering_sources)
        enquiries += found
        placed += places
    enquiries.sort(key=lambda enquiry: _order(enquiry.message))
    return Threaded(tuple(enquiries), tuple(placed))


def _place(message: Message, role: Role, reason: str = "") -> Placed:
    return Placed(message.source, role, reason, message.sent_at)


def _order(message: Message) -> tuple[datetime, str, str]:
    return (message.sent_at or _NEVER, message.id, message.source)


def _distance(message: Message) -> int:
    """How far down among sender and recipients the mailbox's own address stands, 99 when it does not."""
    parties = (message.sender, *message.recipients) if message.sender else message.recipients
    names = [party.address.partition("@")[0] for party in parties]
    mailbox = message.source.casefold().partition("@")[0]
    return names.index(mailbox) if mailbox in names else 99


def _exclusions(messages: Iterable[Message], sides: Sides) -> list[str]:
    """Why each message is no part of a conversation between people; empty for those that are."""
    reasons = []
    seen: set[str] = set()
    for message in messages:
        reasons.append(DUPLICATE if message.id in seen else _exclusion(message, sides))
        seen.add(message.id)
    return reasons


def _exclusion(message: Message, sides: Sides) -> str:
    reason = machine_made(message)
    if reason:
        return reason
    if sides.sent(message) and message.recipients and not sides.outside(message.recipients):
        return INTERNAL
    return "" if message.body.strip() or message.subject.strip() else EMPTY


def _join(messages: Iterable[Message], reasons: Iterable[str], sides: Sides) -> list[_Conversation]:
    """Conversations in the order of their first message. `messages` come in time order.

    An excluded message joins nothing, but lends its id: a citizen may reply to an auto-reply.
    """
    conversations: list[_Conversation] = []
    by_id: dict[str, _Conversation] = {}
    by_person: defaultdict[str, list[_Conversation]] = defaultdict(list)
    for message, reason in zip(messages, reasons, strict=True):
        found, evidence = _by_reference(message, by_id)
        if reason:
            if found is not None:
                by_id.setdefault(message.id, found)
            continue
        if found is None:
            found, evidence = _by_person(message, sides, by_person)
        if found is None:
            found = _Conversation()
            conversations.append(found)
        found.messages.append(message)
        found.evidence.append(evidence)
        for identifier in (message.id, *message.references):
            by_id.setdefault(identifier, found)
        for address in _outsiders(message, sides):
            if not any(found is known for known in by_person[address][-8:]):
                by_person[address].append(found)
    return conversations


def _by_reference(message: Message, by_id: dict[str, _Conversation]) -> tuple[_Conversation | None, str]:
    for identifier in reversed(message.references):
        if identifier in by_id:
            return by_id[identifier], "reference"
    # A mail read before the one it was answered by, when clocks differ.
    return by_id.get(message.id), "reference"


def _by_person(
    message: Message, sides: Sides, by_person: dict[str, list[_Conversation]]
) -> tuple[_Conversation | None, str]:
    """Join an unreferenced mail by the outside participant: same subject, or an answer to the only open enquiry."""
    ours = sides.sent(message)
    if not ours and not is_reply_subject(message.subject) and not _is_specific(message.subject):
        return None, ""
    recent = [
        conversation
        for address in _outsiders(message, sides)
        for conversation in by_person.get(address, [])
        if _gap(conversation.messages[-1], message) <= JOIN_WINDOW
    ]
    subject = _plain_subject(message)
    same = [
        conversation
        for conversation in recent
        if subject and any(_plain_subject(earlier) == subject for earlier in conversation.messages)
    ]
    if same:
        return same[-1], "participant and subject"
    if ours:
        still_open = [
            conversation for conversation in recent if not any(sides.sent(earlier) for earlier in conversation.messages)
        ]
        if len(still_open) == 1:
            return still_open[0], "participant's only open enquiry"
    return None, ""


def _outsiders(message: Message, sides: Sides) -> list[str]:
    parties = message.recipients if sides.sent(message) else (message.sender,)
    return [party.address for party in sides.outside(party for party in parties if party)]


def _plain_subject(message: Message) -> str:
    return strip_prefixes(message.subject).casefold()


def _is_specific(subject: str) -> bool:
    """True when two mails by one person under this subject are about one thing: it has a number, or several words."""
    words = strip_prefixes(subject).split()
    return any(char.isdigit() for char in subject) or sum(len(word) > 3 for word in words) >= 2


def _gap(earlier: Message, later: Message) -> timedelta:
    if earlier.sent_at is None or later.sent_at is None:
        return timedelta(0)
    return abs(later.sent_at - earlier.sent_at)


def _judge(
    conversation: _Conversation, sides: Sides, answering_sources: set[str]
) -> tuple[list[Enquiry], list[Placed]]:
    """The roles in one conversation. Opened by us: no enquiry, whatever the citizen writes back."""
    messages = conversation.messages
    opener = messages[0]
    if sides.sent(opener):
        ours = [message for message in messages if sides.sent(message)]
        placed = [_place(message, Role.EXCLUDED, OUTGOING) for message in ours]
        placed += [_place(message, Role.FOLLOW_UP) for message in messages if not sides.sent(message)]
        return [Enquiry(message, opener.id, message.source, OUTGOING) for message in ours], placed
    answers = [message for message in messages if sides.sent(message)]
    placed = [_place(opener, Role.ENQUIRY)]
    placed += [_place(message, Role.ANSWER if sides.sent(message) else Role.FOLLOW_UP) for message in messages[1:]]
    measurable = bool(answers) or (bool(sides.domains) and opener.source in answering_sources)
    enquiry = Enquiry(
        message=opener,
        thread_id=opener.id,
        source=opener.source,
        messages_in=len(messages) - len(answers),
        messages_out=len(answers),
        answered=bool(answers) if measurable else None,
        answered_at=answers[0].sent_at if answers else None,
        names=_names(messages),
        evidence=tuple(conversation.evidence[1:]),
    )
    return [enquiry], placed


def _names(messages: Iterable[Message]) -> tuple[str, ...]:
    names = (
        party.name for message in messages for party in (message.sender, *message.recipients) if party and party.name
    )
    return tuple(dict.fromkeys(names))
