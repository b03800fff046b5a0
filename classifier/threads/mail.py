"""Mails given their roles: who opened a conversation, what answered it, and what is neither."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from itertools import groupby
from typing import TypeVar

import numpy as np

from classifier.envelope import Envelope, Key
from classifier.screening import AUTO_REPLY, DUPLICATE, EMPTY, INTERNAL, OUTGOING
from classifier.sides import Sides
from classifier.threads.conversations import Conversation, Joiner
from classifier.threads.record import Enquiry, Evidence, Joined, Role, Tally, Threaded

_T = TypeVar("_T")


def thread_mail(envelopes: Sequence[Envelope], sides: Sides, zone: tzinfo) -> Threaded:
    """Give every mail its role and every enquiry its answer; `zone` is that of the times in quote headers."""
    # The same mail in two mailboxes counts in the one that it was written to.
    ordered = _in_time(
        list(envelopes),
        lambda envelope: envelope,
        lambda envelope: (*_order(envelope), _distance(envelope), envelope.source),
    )
    copies: Counter[Key] = Counter()
    copy_of: dict[int, int] = {}  # letter -> number of the repeat
    enquiries: list[Enquiry] = []
    tally = Tally()
    repeats = _Repeats(envelopes)
    answering = _Answering()
    joiner = Joiner(envelopes, sides, zone)
    for envelope in ordered:
        reason = DUPLICATE if repeats.seen(envelope) else _exclusion(envelope, sides)
        if envelope.id in repeats.ids:
            copies[envelope.id] += 1
            copy_of[envelope.letter] = copies[envelope.id]
        if reason:
            enquiries.append(
                Enquiry(envelope, envelope.letter, envelope.source, reason, copy_of.get(envelope.letter, 0))
            )
            tally.place(envelope, envelope.source, Role.EXCLUDED, reason)
        elif sides.sent(envelope):
            answering.note(envelope)
        joiner.add(envelope, excluded=bool(reason))
    # The indexes go before the enquiries come, and each conversation as it is judged: they need not fit in memory together.
    waiting = joiner.conversations[::-1]
    del joiner, repeats
    while waiting:
        _judge(waiting.pop(), sides, answering, copy_of, enquiries, tally)
    by_time = _in_time(enquiries, lambda enquiry: enquiry.envelope, lambda enquiry: _order(enquiry.envelope))
    return Threaded(by_time, tally)


def _in_time(items: list[_T], envelope_of: Callable[[_T], Envelope], order: Callable[[_T], tuple]) -> list[_T]:
    """`items` by time, those of one moment by `order`: such keys for all at once would take more than the mails do."""

    def moment(item: _T) -> int:
        """When the message was sent."""
        return envelope_of(item).moment

    items.sort(key=moment)
    return [item for _, together in groupby(items, moment) for item in sorted(together, key=order)]


def _order(envelope: Envelope) -> tuple[bool, int, Key]:
    """Of what has the same time, or none, the mail that answers nothing comes first."""
    return (envelope.is_reply, len(envelope.references), envelope.id)


def _distance(envelope: Envelope) -> int:
    """How far down among sender and recipients the mailbox's own address stands, 99 when it does not."""
    parties = (envelope.sender, *envelope.recipients) if envelope.sender else envelope.recipients
    names = [party.address.partition("@")[0] for party in parties]
    mailbox = envelope.source.casefold().partition("@")[0]
    return names.index(mailbox) if mailbox in names else 99


class _Repeats:
    """Tells the second sight of one and the same mail: by its id, or by its sender, second, subject and text.

    An id that two different mails carry (some programs reuse them) makes no repeat.
    """

    def __init__(self, envelopes: Sequence[Envelope]) -> None:
        """For `envelopes`, which are then asked about in time order."""
        self.ids: set[Key] = set()  # those that came more than once
        self._by_id: dict[Key, Envelope] = {}
        ids = np.sort(np.fromiter((envelope.id for envelope in envelopes), dtype=np.int64))
        self._recurring: set[Key] = set(ids[1:][ids[1:] == ids[:-1]].tolist())
        # Mails come in time order, so that only those of one moment are kept.
        self._moment = -1
        self._by_content: set[tuple[str, int, int]] = set()

    def seen(self, envelope: Envelope) -> bool:
        """True when the same message was met before; its id is noted when others use it too."""
        if envelope.id in self._recurring:
            first = self._by_id.setdefault(envelope.id, envelope)
            if first is not envelope:
                self.ids.add(envelope.id)
                if first.text == envelope.text or first.sender == envelope.sender:
                    return True
        if envelope.sent_at is None or not envelope.text or envelope.sender is None:
            return False
        if envelope.moment != self._moment:
            self._moment = envelope.moment
            self._by_content.clear()
        content = (envelope.sender.address, envelope.subject, envelope.text)
        if content in self._by_content:
            return True
        self._by_content.add(content)
        return False


class _Answering:
    """The mailboxes whose sent mail is in the exports: by the source, and by the address that it was sent from."""

    def __init__(self) -> None:
        self._sources: set[str] = set()
        self._addresses: set[str] = set()

    def note(self, sent: Envelope) -> None:
        """Note a message that we sent."""
        self._sources.add(sent.source)
        if sent.sender is not None:
            self._addresses.add(sent.sender.address)

    def measures(self, envelope: Envelope) -> bool:
        """True when an answer to `envelope` would be in the exports."""
        return envelope.source in self._sources or any(
            party.address in self._addresses for party in envelope.recipients
        )


def _exclusion(envelope: Envelope, sides: Sides) -> str:
    """Why a mail is no part of a conversation between people; empty for one that is."""
    if envelope.excluded:
        return envelope.excluded
    outside = sides.outside(envelope.recipients)
    if envelope.is_form:
        # The receipt that the citizen gets shows the form too.
        return AUTO_REPLY if envelope.recipients and len(outside) == len(envelope.recipients) and sides.domains else ""
    if sides.sent(envelope) and envelope.recipients and not outside:
        return INTERNAL
    if sides.sent(envelope) and envelope.excluded_ours:
        return envelope.excluded_ours
    return "" if envelope.text or envelope.subject else EMPTY


def _judge(
    conversation: Conversation,
    sides: Sides,
    answering: _Answering,
    copy_of: Mapping[int, int],
    enquiries: list[Enquiry],
    tally: Tally,
) -> None:
    """The roles in one conversation. Opened by us: no enquiry, whatever the citizen writes back."""
    opener = _opener(conversation, sides)
    if sides.sent(opener):
        for envelope in conversation.messages:
            if sides.sent(envelope):
                copy = copy_of.get(envelope.letter, 0)
                enquiries.append(Enquiry(envelope, opener.letter, envelope.source, OUTGOING, copy))
                tally.place(envelope, envelope.source, Role.EXCLUDED, OUTGOING)
            else:
                tally.place(envelope, envelope.source, Role.FOLLOW_UP)
        return
    tally.place(opener, opener.source, Role.ENQUIRY)
    joined = []
    for envelope, evidence in zip(conversation.messages, conversation.evidence, strict=True):
        if envelope is not opener:
            role = Role.ANSWER if sides.sent(envelope) else Role.FOLLOW_UP
            # The message that was read first has no evidence of its own; it refers to the opener, or was referred to.
            joined.append(Joined(envelope, role, evidence or Evidence.REFERENCE))
            tally.place(envelope, envelope.source, role)
    answers = [later.envelope for later in joined if later.role is Role.ANSWER]
    measurable = bool(answers) or (opener.replies_known and answering.measures(opener))
    enquiries.append(
        Enquiry(
            envelope=opener,
            thread=opener.letter,
            source=opener.source,
            copy=copy_of.get(opener.letter, 0),
            messages_in=len(conversation.messages) - len(answers),
            messages_out=len(answers),
            answered=bool(answers) if measurable else None,
            answered_at=_answered_at(opener, answers),
            names=_names(conversation.messages),
            joined=tuple(joined),
        )
    )


def _opener(conversation: Conversation, sides: Sides) -> Envelope:
    """The first message; but when ours refers to a citizen's in the conversation, that one, whatever the clocks say."""
    first = conversation.messages[0]
    if sides.sent(first) and first.references:
        asked = {envelope.id: envelope for envelope in conversation.messages if not sides.sent(envelope)}
        return next((asked[name] for name in first.references if name in asked), first)
    return first


def _answered_at(opener: Envelope, answers: Iterable[Envelope]) -> datetime | None:
    """When the first answer came; None when no answer has a date, or a clock was wrong and it came before the question."""
    dates = [answer.sent_at for answer in answers if answer.sent_at is not None]
    first = min(dates, default=None)
    return first if first is not None and (opener.sent_at is None or first >= opener.sent_at) else None


def _names(envelopes: Iterable[Envelope]) -> tuple[str, ...]:
    # An address with no name beside it often holds one: anna.berg@example.com.
    names = (
        party.name or party.address
        for envelope in envelopes
        for party in (envelope.sender, *envelope.recipients)
        if party
    )
    return tuple(name for name in dict.fromkeys(names) if name)
