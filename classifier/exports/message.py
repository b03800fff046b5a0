"""The records that every reader yields; nothing after them asks which format a message came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


def _no_headers() -> Mapping[str, str]:
    return MappingProxyType({})


class Kind(StrEnum):
    """What a message is in its channel."""

    MAIL = "mail"
    POST = "post"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who writes or receives: a mail address, or a Facebook id, with the name shown beside it."""

    address: str = ""
    name: str = ""

    @property
    def domain(self) -> str:
        """The part after @, empty for a Facebook id."""
        return self.address.rpartition("@")[2] if "@" in self.address else ""


@dataclass(frozen=True, slots=True)
class Message:
    """One mail, post or comment, raw: it must never be written to disk.

    id           the source's own id; made from the content when the source gives none
    channel      email, facebook
    source       mailbox (file) or page it was exported from
    place        file and position, for error messages
    sent_at      with time zone; None when the export does not tell
    sender       None when the export does not tell
    recipients   To and Cc; empty on Facebook
    body         text as written (HTML already turned to text), quotes and signature included
    references   ids of earlier messages, nearest last: References and In-Reply-To; post and parent comment
    page_id      the Facebook page whose wall this stands on
    headers      lower-case names of the headers that tell machines from people
    notes        what the reader had to guess or repair
    """

    id: str
    channel: str
    kind: Kind
    source: str
    place: str
    sent_at: datetime | None = None
    sender: Party | None = None
    recipients: tuple[Party, ...] = ()
    subject: str = ""
    body: str = ""
    references: tuple[str, ...] = ()
    page_id: str = ""
    headers: Mapping[str, str] = field(default_factory=_no_headers)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A message that could not be read: where it stands and why, never what it says."""

    place: str
    reason: str
