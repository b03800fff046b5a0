"""What threading finds: every message has one role, and every enquiry knows how it was answered."""

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from classifier.envelope import Envelope


class Role(StrEnum):
    """What a message is to the statistic; each message has exactly one."""

    ENQUIRY = "enquiry"
    FOLLOW_UP = "follow_up"
    ANSWER = "answer"
    EXCLUDED = "excluded"


class Evidence(StrEnum):
    """Why a message was joined to a conversation, strongest first."""

    REFERENCE = "refers to a message in the conversation"
    COMMON_REFERENCE = "refers to the same missing message"
    QUOTED_TEXT = "quotes a message in the conversation"
    CASE_NUMBER = "same case number"
    SAME_TEXT = "the same text sent again"
    SUBJECT = "same participant, same subject"
    QUOTED_TIME = "same participant, same subject, time in the quote"
    ONLY_OPEN = "the participant's only open enquiry"
    REMINDER = "a reminder, and the participant's only recent enquiry"
    COMMENT_THREAD = "same comment thread"
    VISITOR_POST = "comment on the visitor post"
    TAGGED = "tags the person"
    NAMED = "names the person"
    CHAT = "same chat, within a day"


@dataclass(frozen=True, slots=True)
class Joined:
    """A later message of a conversation: what it was taken as, and why it was joined."""

    envelope: Envelope
    role: Role
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One enquiry, or one message excluded by its form (`excluded` says why).

    source              the mailbox or page it came to
    copy                0, or the number of the repeat of one and the same message
    thread              the letter of the message that the conversation is named by
    more                letters whose texts go on with the enquiry's own, before anybody answered
    answered            None when it cannot be measured
    answered_at         None when unanswered, unmeasurable, or the answer has no date of use
    answered_by_other   Facebook: another citizen replied
    context             letters of what the enquiry stands under, outermost first
    names               names known from the conversation's headers
    joined              the later messages, with the evidence that joined each
    """

    envelope: Envelope
    thread: int
    source: str
    excluded: str = ""
    copy: int = 0
    more: tuple[int, ...] = ()
    messages_in: int = 0
    messages_out: int = 0
    answered: bool | None = None
    answered_at: datetime | None = None
    answered_by_other: bool | None = None
    context: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    joined: tuple[Joined, ...] = ()


@dataclass
class Tally:
    """Where every message went, counted: by source, role and reason; and the moments that each source covers."""

    roles: Counter[tuple[str, Role, str]] = field(default_factory=Counter)
    moments: "defaultdict[str, array[float]]" = field(default_factory=lambda: defaultdict(lambda: array("d")))

    def place(self, envelope: Envelope, source: str, role: Role, reason: str = "") -> None:
        """Count one message."""
        self.roles[source, role, reason] += 1
        if envelope.sent_at is not None:
            self.moments[source].append(envelope.sent_at.timestamp())

    def update(self, other: "Tally") -> None:
        """Add the counts of `other`."""
        self.roles.update(other.roles)
        for source, moments in other.moments.items():
            self.moments[source].extend(moments)


@dataclass(frozen=True, slots=True)
class Threaded:
    """The enquiries and excluded messages in order of arrival, and where every message went."""

    enquiries: list[Enquiry]
    tally: Tally
