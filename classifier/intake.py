"""A message as it is read, made small: its own words cut out and packed away, the clues for threading kept.

Done message by message while reading, so that quotes, signatures and attachments never add up in memory.
"""

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice
from typing import Any

from classifier.envelope import Clues, Envelope, Traits
from classifier.exports.message import Direction, Kind, Message, Party
from classifier.letters import Letter, Letters
from classifier.screening import AUTO_REPLY, MACHINE, machine_made, machine_made_if_ours, may_be_form
from classifier.subjects import (
    case_number,
    is_forward_subject,
    is_reminder_subject,
    is_reply_subject,
    is_specific_subject,
    strip_prefixes,
)
from classifier.text import Cleaned, clean, read_form

# References are an ever longer list; the first and the last few tell the conversation.
_REFERENCES_KEPT = 6
# So many words at its beginning tell a mail from others; fewer than the least say too little.
_OPENING_WORDS = 10
_FEWEST_WORDS = 5
_WORD = re.compile(r"\w+")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d\d)(?::\d\d)?(?:\s?([AaPp])\.?[Mm])?(?![\d.])")
_HEADER_LINE = re.compile(
    r"[^\n]{0,300}:\s*$|[*_]{0,2}[^\W\d_]{2,15}[*_]{0,2}\s?:\s?\*?\s?\S|[-_=]{3,}|\s*$|\W{0,3}<?[\w.+-]+@"
)


@dataclass
class Intake:
    """Takes in messages: `letters` holds their texts, `replies` counts whose replies had a quote to cut.

    Keys of `replies`: (written by the sender's domain, quote found).
    """

    letters: Letters = field(default_factory=Letters)
    replies: Counter[tuple[str, bool]] = field(default_factory=Counter)
    _same: dict[Hashable, Any] = field(default_factory=dict)

    def close(self) -> None:
        """Forget what equal values shared; no message is taken after this."""
        self._same.clear()

    def take(self, message: Message) -> Envelope:
        """The envelope of `message`; its newly written text goes to `letters`."""
        if message.kind is Kind.MAIL:
            return self._mail(message)
        return Envelope(
            message.id,
            self._one(_traits(message)),
            self.letters.add(Letter(message.id, message.subject, message.body)),
            sent_at=message.sent_at,
            sender=self._one(message.sender),
            recipients=self._recipients(message),
            references=message.references,
            clues=Clues(text=_clue(message.body)),
        )

    def _mail(self, message: Message) -> Envelope:
        form = read_form(message.body) if may_be_form(message) else None
        is_reply = is_reply_subject(message.subject)
        cleaned = self._clean(message) if form is None else None
        text = cleaned.text if cleaned else form.text if form else ""
        excluded = machine_made(message, text)
        traits = replace(
            _traits(message),
            excluded=excluded,
            excluded_ours=machine_made_if_ours(message),
            is_reply=is_reply,
            is_reminder=is_reminder_subject(message.subject),
            is_specific=is_specific_subject(message.subject),
        )
        sender = message.sender
        if form is not None and excluded in ("", AUTO_REPLY, MACHINE):
            notes = (*message.notes, "form: the citizen's words cut out")
            traits = replace(traits, excluded="", is_form=True, outgoing=False, notes=notes)
            sender = Party(form.address, form.name)
        elif is_reply and cleaned and not excluded:
            self.replies[message.sender.domain if message.sender else "", cleaned.quote_cut] += 1
        quote = cleaned.quoted(message.body) if cleaned else ""
        return Envelope(
            _key(message.id),
            self._one(traits),
            self.letters.add(Letter(message.id, message.subject, text)),
            sent_at=message.sent_at,
            sender=self._one(sender),
            recipients=self._recipients(message),
            references=tuple(map(_key, _ends(message.references))),
            clues=Clues(
                subject=_clue(strip_prefixes(message.subject)),
                case=_clue(case_number(message.subject)),
                opening=_opening(cleaned.unquoted(message.body) if cleaned else text),
                quoted=_opening(_below_header(quote)),
                quoted_clock=_clock(quote),
                text=_clue(text),
            ),
        )

    @staticmethod
    def _clean(message: Message) -> Cleaned:
        sender = message.sender.name if message.sender else ""
        return clean(message.body, forwarded=is_forward_subject(message.subject), sender=sender)

    def _recipients(self, message: Message) -> tuple[Party, ...]:
        known: tuple[Party, ...] | None = self._same.get(message.recipients)
        return known or self._one(tuple(map(self._one, message.recipients)))

    def _one(self, value: Any) -> Any:
        """One and the same object for equal values: senders, recipients and notes recur by the thousand."""
        return self._same.setdefault(value, value)


def _traits(message: Message) -> Traits:
    """What the export itself tells."""
    return Traits(
        channel=message.channel,
        kind=message.kind,
        source=message.source,
        page_id=message.page_id,
        replies_known=message.replies_exported is not False,
        outgoing=None if message.direction is None else message.direction is Direction.OUTGOING,
        notes=message.notes,
    )


def _key(identifier: str) -> int:
    """Sixty bits that stand for a Message-ID: two of a million mails agree by chance once in two million imports."""
    digest = blake2b(identifier.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 4


def _ends(references: tuple[str, ...]) -> tuple[str, ...]:
    return references if len(references) <= _REFERENCES_KEPT else (references[0], *references[1 - _REFERENCES_KEPT :])


def _clue(text: str) -> int:
    """A number that equal texts share, whatever their case and white space; 0 for no text.

    Python's own hash: it differs from run to run, which is fine since clues are only compared, never ordered.
    """
    folded = " ".join(text.casefold().split())
    return hash(folded) or 1 if folded else 0


def _opening(text: str) -> int:
    """The clue of the first words, whatever their punctuation, line breaks and quote marks."""
    words = [found[0] for found in islice(_WORD.finditer(text), _OPENING_WORDS)]
    return hash(" ".join(words).casefold()) or 1 if len(words) >= _FEWEST_WORDS else 0


def _below_header(quote: str) -> str:
    """The quoted mail's own text: the lines above it that only introduce the quote left out."""
    lines = quote.split("\n", 14)
    first = next((number for number, line in enumerate(lines[:14]) if not _HEADER_LINE.match(line.lstrip("> "))), 0)
    return "\n".join(lines[first:])


def _clock(quote: str) -> int:
    """Minutes after midnight of the first time of day in a quote's header; -1 when it has none."""
    found = _CLOCK.search(quote, 0, 400)
    if found is None:
        return -1
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        hour = hour % 12 + 12 * (found[3] in "Pp")
    return hour * 60 + minute if hour < 24 and minute < 60 else -1
