"""Mails joined to conversations, by evidence in falling order of strength.

1. Message-ID, In-Reply-To and References: also through an id that is in no export, when two mails refer to it.
2. The quoted text: its first words are those of a mail in one conversation and no other.
3. The outside participant: the same case number, the same text sent again, the same subject. A citizen's new mail
   under a subject that says little ("Fråga") is a new enquiry all the same.
4. The outside participant's only open enquiry, for an answer; their only recent one, for a reminder.

An auto-reply usually carries In-Reply-To and an answer often does not, so what a message is decides who wrote it
(`classifier.screening`, `classifier.sides`), never its headers alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo

from classifier.envelope import Envelope, Key
from classifier.sides import Sides
from classifier.threads.known import KnownKeys
from classifier.threads.record import Evidence

# How long after a conversation's last mail an unreferenced mail can still belong to it.
JOIN_WINDOW = timedelta(days=60)
# A mail to more outsiders than this is a mailing: it answers nobody by weak evidence.
_MOST_ADDRESSEES = 5
# How many of a person's latest conversations are looked at; a system's address has thousands.
_LATEST = 30

_Found = tuple["Conversation", Evidence]


@dataclass(slots=True)
class Conversation:
    """Messages joined so far, in time order, with the evidence that joined each (None for the first)."""

    messages: list[Envelope] = field(default_factory=list)
    evidence: list[Evidence | None] = field(default_factory=list)


_SEVERAL = Conversation()


class Joiner:
    """Takes mails in time order; `conversations` are in the order of their first mail."""

    def __init__(self, envelopes: Sequence[Envelope], sides: Sides, zone: tzinfo) -> None:
        """For `envelopes`, which are then added one by one: only ids and openings that some of them name are kept."""
        self.conversations: list[Conversation] = []
        self._sides = sides
        self._zone = zone
        self._by_id: KnownKeys[Conversation] = KnownKeys(_named(envelopes))
        self._by_mention: KnownKeys[Conversation] = KnownKeys(_named(envelopes))
        self._by_person: defaultdict[str, list[Conversation]] = defaultdict(list)
        # An empty conversation: the words open mails in several.
        self._by_opening: KnownKeys[Conversation] = KnownKeys(mail.quoted for mail in envelopes if mail.quoted)

    def add(self, envelope: Envelope, *, excluded: bool) -> None:
        """Join one mail. An excluded one joins nothing, but lends its id: a citizen may reply to an auto-reply."""
        if excluded:
            found = self._reference(envelope) or self._quote(envelope)
            if found is not None:
                self._by_id.set_first(envelope.id, found[0])
            return
        found = self._reference(envelope) or self._quote(envelope) or self._person(envelope)
        conversation, evidence = found or (Conversation(), None)
        if found is None:
            self.conversations.append(conversation)
        conversation.messages.append(envelope)
        conversation.evidence.append(evidence)
        self._index(envelope, conversation)

    def _index(self, envelope: Envelope, conversation: Conversation) -> None:
        self._by_id.set_first(envelope.id, conversation)
        for identifier in envelope.references:
            if self._by_id.get(identifier) is None:
                self._by_mention.set_first(identifier, conversation)
        if envelope.opening:
            known = self._by_opening.get(envelope.opening)
            if known is None:
                self._by_opening.set(envelope.opening, conversation)
            elif known is not conversation:
                self._by_opening.set(envelope.opening, _SEVERAL)
        for address in self._people(envelope):
            conversations = self._by_person[address]
            if not any(conversation is known for known in conversations[-_LATEST:]):
                conversations.append(conversation)

    def _people(self, envelope: Envelope) -> list[str]:
        """The outside participants of one mail, by address."""
        parties: Sequence = envelope.recipients if self._sides.sent(envelope) else (envelope.sender,)
        return [party.address for party in self._sides.outside(p for p in parties if p) if party.address]

    def _reference(self, envelope: Envelope) -> _Found | None:
        for identifier in reversed(envelope.references):
            found = self._by_id.get(identifier)
            if found is not None and not self._is_new_matter(envelope, found):
                return found, Evidence.REFERENCE
        # A mail read before the one it was answered by, when clocks differ.
        found = self._by_mention.get(envelope.id)
        if found is not None:
            return found, Evidence.REFERENCE
        for identifier in reversed(envelope.references):
            found = self._by_mention.get(identifier)
            if found is not None and not self._is_new_matter(envelope, found):
                return found, Evidence.COMMON_REFERENCE
        return None

    def _is_new_matter(self, envelope: Envelope, conversation: Conversation) -> bool:
        """True when a citizen used an old mail only to find the address: subject of its own, no "SV:", no quote."""
        return (
            not self._sides.sent(envelope)
            and not envelope.excluded
            and not envelope.is_reply
            and not envelope.is_reminder
            and not envelope.quoted
            and bool(envelope.subject)
            and all(earlier.subject != envelope.subject for earlier in conversation.messages)
        )

    def _quote(self, envelope: Envelope) -> _Found | None:
        """The one conversation with a mail that begins as the quote does."""
        found = self._by_opening.get(envelope.quoted) if envelope.quoted else None
        if found is None:
            return None
        if found is not _SEVERAL:
            return found, Evidence.QUOTED_TEXT
        for conversation in reversed(self._known(envelope)):
            if any(earlier.opening == envelope.quoted for earlier in conversation.messages):
                return conversation, Evidence.QUOTED_TEXT
        return None

    def _known(self, envelope: Envelope) -> list[Conversation]:
        """The latest conversations with the outside participants of `envelope`; a mailing has none."""
        people = self._people(envelope)
        if len(people) > _MOST_ADDRESSEES:
            return []
        return [conversation for address in people for conversation in self._by_person.get(address, [])[-_LATEST:]]

    def _person(self, envelope: Envelope) -> _Found | None:
        known = self._known(envelope)
        if not known:
            return None
        recent = [conversation for conversation in known if _gap(conversation.messages[-1], envelope) <= JOIN_WINDOW]
        ours = self._sides.sent(envelope)
        return (
            _same_clue(known, envelope, lambda mail: mail.case, Evidence.CASE_NUMBER)
            or (None if ours or not envelope.opening else self._sent_again(recent, envelope))
            or self._subject(recent, envelope, ours)
            or self._alone(recent, envelope, ours)
        )

    def _sent_again(self, recent: Sequence[Conversation], envelope: Envelope) -> _Found | None:
        theirs = [conversation for conversation in recent if not self._sides.sent(conversation.messages[-1])]
        return _same_clue(theirs, envelope, lambda mail: mail.text, Evidence.SAME_TEXT)

    def _subject(self, recent: Sequence[Conversation], envelope: Envelope, ours: bool) -> _Found | None:
        """The conversation under the same subject; of several the one quoted, else the latest that awaits this side."""
        if not ours and not envelope.is_reply and not envelope.is_specific:
            return None
        same = [
            conversation
            for conversation in recent
            if envelope.subject and any(mail.subject == envelope.subject for mail in conversation.messages)
        ]
        if len(same) > 1 and envelope.quoted_clock >= 0:
            for conversation in reversed(same):
                if any(self._clock(mail) == envelope.quoted_clock for mail in conversation.messages):
                    return conversation, Evidence.QUOTED_TIME
        awaiting = [
            conversation for conversation in same if self._sides.sent(conversation.messages[-1]) is not ours
        ] or same
        return (awaiting[-1], Evidence.SUBJECT) if awaiting else None

    def _alone(self, recent: Sequence[Conversation], envelope: Envelope, ours: bool) -> _Found | None:
        if ours:
            still_open = [
                conversation
                for conversation in recent
                if not any(self._sides.sent(earlier) for earlier in conversation.messages)
            ]
            return (still_open[0], Evidence.ONLY_OPEN) if len(still_open) == 1 else None
        return (recent[0], Evidence.REMINDER) if envelope.is_reminder and len(recent) == 1 else None

    def _clock(self, envelope: Envelope) -> int:
        if envelope.sent_at is None:
            return -1
        local = envelope.sent_at.astimezone(self._zone)
        return local.hour * 60 + local.minute


def _named(envelopes: Iterable[Envelope]) -> Iterator[Key]:
    return (identifier for envelope in envelopes for identifier in envelope.references)


def _same_clue(
    conversations: Sequence[Conversation], envelope: Envelope, clue: Callable[[Envelope], int], evidence: Evidence
) -> _Found | None:
    """The latest of `conversations` in which a mail has the clue that `envelope` has."""
    wanted = clue(envelope)
    if wanted:
        for conversation in reversed(conversations):
            if any(clue(earlier) == wanted for earlier in conversation.messages):
                return conversation, evidence
    return None


def _gap(earlier: Envelope, later: Envelope) -> timedelta:
    if earlier.sent_at is None or later.sent_at is None:
        return timedelta(0)
    return abs(later.sent_at - earlier.sent_at)
