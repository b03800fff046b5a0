"""Who is "we": which side of a conversation a message comes from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifier.exports.message import Direction, Message, Party
from classifier.settings import Settings

# A guessed domain must stand in nearly every mail; below this the guess is no better than none.
_GUESS_SHARE = 0.8


@dataclass(frozen=True)
class Sides:
    """The municipality's mail domains, page ids and page names; `guessed` when the settings did not name the domain."""

    domains: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    guessed: bool = False

    def is_ours(self, party: Party | None) -> bool:
        """True for the municipality's own address or page."""
        if party is None:
            return False
        if party.is_exchange:
            return True
        if party.domain:
            return any(party.domain == own or party.domain.endswith("." + own) for own in self.domains)
        return party.address in self.pages or party.name.casefold() in self.pages

    def sent(self, message: Message) -> bool:
        """True when the municipality sent `message`: a page owns its wall, and a folder of sent mail is proof."""
        if message.direction is Direction.OUTGOING:
            return True
        own_wall = bool(message.page_id) and message.sender is not None and message.sender.address == message.page_id
        return own_wall or self.is_ours(message.sender)

    def outside(self, parties: Iterable[Party]) -> list[Party]:
        """Those of `parties` who are not the municipality."""
        return [party for party in parties if not self.is_ours(party)]


def find_sides(messages: Sequence[Message], settings: Settings) -> Sides:
    """The sides from the settings; without mail domains there, the one in most mails, if in 80 %."""
    pages = {page.casefold() for page in settings.facebook_pages}
    pages |= {message.page_id for message in messages if message.page_id}
    if settings.mail_domains:
        return Sides(frozenset(settings.mail_domains), frozenset(pages))
    mails = [message for message in messages if message.channel == "email"]
    seen = Counter(
        domain
        for message in mails
        for domain in {party.domain for party in (message.sender, *message.recipients) if party and party.domain}
    )
    ranked = seen.most_common(2)
    tied = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
    if not ranked or tied or ranked[0][1] < _GUESS_SHARE * len(mails):
        return Sides(frozenset(), frozenset(pages), guessed=bool(mails))
    return Sides(frozenset({ranked[0][0]}), frozenset(pages), guessed=True)
