"""Who is "we": which side of a conversation a message comes from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from classifier.envelope import Envelope
from classifier.exports.message import Party
from classifier.settings import Settings

# A guessed domain must stand in nearly every mail; below this the guess is no better than none.
_GUESS_SHARE = 0.8


@dataclass(frozen=True)
class Sides:
    """The municipality's mail domains, page ids and page names; `guessed` when the settings did not name the domain."""

    domains: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    guessed: bool = False
    # Asked about the same few domains a million times.
    _owned: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def is_ours(self, party: Party | None) -> bool:
        """True for the municipality's own address or page."""
        if party is None:
            return False
        if party.is_exchange:
            return True
        domain = party.domain
        if domain:
            return self.owns(domain)
        return party.address in self.pages or party.name.casefold() in self.pages

    def owns(self, domain: str) -> bool:
        """True for the municipality's own mail domains and what stands below them."""
        owned = self._owned.get(domain)
        if owned is None:
            owned = any(domain == own or domain.endswith("." + own) for own in self.domains)
            self._owned[domain] = owned
        return owned

    def unmet(self) -> list[str]:
        """Own domains that nobody asked about so far has, once somebody with a mail address was asked about."""
        return sorted(
            own for own in self.domains if self._owned and not any(map(Sides(frozenset({own})).owns, self._owned))
        )

    def sent(self, envelope: Envelope) -> bool:
        """True when the municipality sent it: a page owns its wall, and a folder of sent mail is proof."""
        if envelope.outgoing:
            return True
        sender = envelope.sender
        own_wall = bool(envelope.page_id) and sender is not None and sender.address == envelope.page_id
        return own_wall or self.is_ours(sender)

    def outside(self, parties: Iterable[Party]) -> list[Party]:
        """Those of `parties` who are not the municipality."""
        return [party for party in parties if not self.is_ours(party)]


def find_sides(envelopes: Sequence[Envelope], settings: Settings) -> Sides:
    """The sides from the settings; without mail domains there, the one in most mails, if in 80 %."""
    pages = {page.casefold() for page in settings.facebook_pages}
    pages |= {envelope.page_id for envelope in envelopes if envelope.page_id}
    if settings.mail_domains:
        return Sides(frozenset(settings.mail_domains), frozenset(pages))
    mails = [envelope for envelope in envelopes if envelope.channel == "email"]
    seen = Counter(
        domain
        for mail in mails
        for domain in {party.domain for party in (mail.sender, *mail.recipients) if party and party.domain}
    )
    ranked = seen.most_common(2)
    tied = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
    if not ranked or tied or ranked[0][1] < _GUESS_SHARE * len(mails):
        return Sides(frozenset(), frozenset(pages), guessed=bool(mails))
    return Sides(frozenset({ranked[0][0]}), frozenset(pages), guessed=True)
