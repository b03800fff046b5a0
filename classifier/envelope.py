"""What threading keeps of a message: who, when and the clues, but not the text."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from struct import Struct, pack, unpack
from typing import Any

from classifier.exports.message import Kind, Party

# A Facebook id as it stands; for a mail a number that stands for its Message-ID.
Key = int | str

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# The moment of a message without a date: after all others.
_NEVER = 2**63 - 1
# Moment, the clues but the clock, letter, the clock, and whether the keys that follow are numbers.
_NUMBERS = Struct("<6qIh?")
_ARE_NUMBERS = _NUMBERS.size - 1
_KEY = Struct("<q")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a message has in common with many others, so that they can share one such record.

    channel        email, facebook
    kind           mail, post or comment
    source         mailbox or page it was exported from
    page_id        the Facebook page whose wall this stands on
    excluded       why it is no enquiry and no answer by its own form, whoever sent it; else empty
    excluded_ours  the same, provided that the municipality sent it
    is_form        a form's mail that carries a citizen's words
    is_reply       the subject says that it answers another ("SV:")
    is_reminder    the subject says that it goes on with an earlier matter ("Påminnelse")
    is_specific    two mails by one person under this subject are about one thing
    replies_known  False when the export leaves out what was replied (then "answered" cannot be measured)
    outgoing       True or False when the export's folder tells the direction; None when it does not
    notes          what the reader had to guess or repair
    """

    channel: str
    kind: Kind
    source: str
    page_id: str = ""
    excluded: str = ""
    excluded_ours: str = ""
    is_form: bool = False
    is_reply: bool = False
    is_reminder: bool = False
    is_specific: bool = False
    replies_known: bool = True
    outgoing: bool | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clues:
    """Numbers made from texts (0 = the text has none), compared with others of their kind and never shown.

    subject        the subject without "SV:" and its like
    case           the case number in the subject
    opening        the first words of the newly written text
    quoted         the first words of the mail that it quotes
    text           the whole newly written text
    quoted_clock   minutes after midnight in the quote's header; -1 when it has none
    """

    subject: int = 0
    case: int = 0
    opening: int = 0
    quoted: int = 0
    text: int = 0
    quoted_clock: int = -1


def _trait(name: str) -> Any:
    return property(attrgetter(f"traits.{name}"))


def _number(code: str, offset: int) -> Any:
    packed = Struct("<" + code)

    def number(envelope: "Envelope") -> int:
        """The number at `offset`."""
        return packed.unpack_from(envelope._packed, offset)[0]

    return property(number)


class Envelope:
    """One message without its text, small enough that millions of them fit in memory: numbers packed, the rest shared.

    letter      the number of its text in `classifier.letters.Letters`
    moment      microseconds since 1970; an undated message comes after all others
    sender      None when the export does not tell; the citizen, when a form's mail carries a citizen's words
    recipients  To and Cc; on Facebook those tagged
    """

    __slots__ = ("_packed", "recipients", "sender", "traits")

    def __init__(
        self,
        name: Key,
        traits: Traits,
        letter: int,
        *,
        sent_at: datetime | None = None,
        sender: Party | None = None,
        recipients: tuple[Party, ...] = (),
        references: tuple[Key, ...] = (),
        clues: Clues = Clues(),
    ) -> None:
        self.traits = traits
        self.sender = sender
        self.recipients = recipients
        moment = _NEVER if sent_at is None else (sent_at - _EPOCH) // _MICROSECOND
        hashes = (clues.subject, clues.case, clues.opening, clues.quoted, clues.text)
        numbers = _NUMBERS.pack(moment, *hashes, letter, clues.quoted_clock, isinstance(name, int))
        self._packed = numbers + _pack((name, *references))

    channel: str = _trait("channel")
    kind: Kind = _trait("kind")
    source: str = _trait("source")
    page_id: str = _trait("page_id")
    excluded: str = _trait("excluded")
    excluded_ours: str = _trait("excluded_ours")
    is_form: bool = _trait("is_form")
    is_reply: bool = _trait("is_reply")
    is_reminder: bool = _trait("is_reminder")
    is_specific: bool = _trait("is_specific")
    replies_known: bool = _trait("replies_known")
    outgoing: bool | None = _trait("outgoing")
    notes: tuple[str, ...] = _trait("notes")

    moment: int = _number("q", 0)
    subject: int = _number("q", 8)
    case: int = _number("q", 16)
    opening: int = _number("q", 24)
    quoted: int = _number("q", 32)
    text: int = _number("q", 40)
    letter: int = _number("I", 48)
    quoted_clock: int = _number("h", 52)

    @property
    def sent_at(self) -> datetime | None:
        """When it was sent, in UTC; None when the export does not tell."""
        moment = self.moment
        return None if moment == _NEVER else _EPOCH + moment * _MICROSECOND

    @property
    def id(self) -> Key:
        """The source's own id, or the number that stands for it."""
        if self._packed[_ARE_NUMBERS]:
            return _KEY.unpack_from(self._packed, _NUMBERS.size)[0]
        return self._keys()[0]

    @property
    def references(self) -> tuple[Key, ...]:
        """Ids of earlier messages, nearest last."""
        return self._keys()[1:]

    def _keys(self) -> tuple[Key, ...]:
        packed = self._packed[_NUMBERS.size :]
        if self._packed[_ARE_NUMBERS]:
            return unpack(f"<{len(packed) // _KEY.size}q", packed)
        return tuple(packed.decode("utf-8", "surrogatepass").split("\0"))


def _pack(keys: tuple[Key, ...]) -> bytes:
    numbers = [key for key in keys if isinstance(key, int)]
    if len(numbers) == len(keys):
        return pack(f"<{len(keys)}q", *numbers)
    return "\0".join(str(key).replace("\0", "") for key in keys).encode("utf-8", "surrogatepass")
