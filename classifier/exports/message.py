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
    CHAT = "chat"


class Direction(StrEnum):
    """Which way a message went, where the export itself tells: by its folder, or by the mail server's own record.

    OUTGOING is proof that our side wrote it. INCOMING only says that it was received: a colleague may have sent it.
    """

    INCOMING = "incoming"
    OUTGOING = "outgoing"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who writes or receives: a mail address, or a Facebook id, with the name shown beside it."""

    address: str = ""
    name: str = ""

    @property
    def domain(self) -> str:
        """The part after @, empty for a Facebook id."""
        return self.address.rpartition("@")[2] if "@" in self.address else ""

    @property
    def is_exchange(self) -> bool:
        """True for an X.500 address ("/o=..."): a mailbox in the Exchange organisation that the export comes from."""
        return self.address.startswith(("/o=", "/ou=", "/cn="))


@dataclass(frozen=True, slots=True)
class Message:
    """One mail, post, comment or chat line, raw: it must never be written to disk.

    id                the source's own id; made from the content when the source gives none
    channel           email, facebook (posts and comments), messenger (a page's inbox)
    source            mailbox (file) or page it was exported from
    place             file and position, for error messages
    sent_at           with time zone; None when the export does not tell
    sender            None when the export does not tell
    recipients        To and Cc; the people tagged on Facebook
    body              text as written (HTML already turned to text), quotes and signature included
    references        ids of earlier messages, nearest last: References and In-Reply-To; post and parent comment;
                      the conversation that a chat line belongs to
    page_id           the Facebook page whose wall this stands on
    folder            the folder it lay in within the mailbox ("Inkorg/Bygglov"), where the export has folders
    direction         None when the export does not tell
    replies_exported  for a post or comment: False when replies to it exist that the export left out (as Graph API's
                      `filter=toplevel` does), so that "unanswered" cannot be said unless they turn up elsewhere;
                      True when the export shows that it holds them, or that there are none; None when it cannot be told
    headers           lower-case names of the headers that tell machines from people
    notes             what the reader had to guess or repair
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
    folder: str = ""
    direction: Direction | None = None
    replies_exported: bool | None = None
    headers: Mapping[str, str] = field(default_factory=_no_headers)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A message that could not be read: where it stands and why, never what it says."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What an export tells that is no message: what it cannot measure, or counts without texts. For the user to read."""

    place: str
    text: str


Item = Message | Rejected | Notice
