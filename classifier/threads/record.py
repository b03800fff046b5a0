"""What threading finds: every message has one role, and every enquiry knows how it was answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from classifier.exports.message import Message


class Role(StrEnum):
    """What a message is to the statistic; each message has exactly one."""

    ENQUIRY = "enquiry"
    FOLLOW_UP = "follow_up"
    ANSWER = "answer"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One enquiry, or one message excluded by its form (`excluded` says why).

    source              the mailbox or page it came to
    copy                0, or the number of the repeat of one and the same message
    answered            None when it cannot be measured
    answered_at         None when unanswered, unmeasurable, or the answer has no date
    answered_by_other   Facebook: another citizen replied
    context             raw texts that the enquiry stands under, outermost first
    names               names known from the conversation's headers
    evidence            how each later message was joined to it
    """

    message: Message
    thread_id: str
    source: str
    excluded: str = ""
    copy: int = 0
    messages_in: int = 0
    messages_out: int = 0
    answered: bool | None = None
    answered_at: datetime | None = None
    answered_by_other: bool | None = None
    context: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one message went: the source it counts in, its role, why it is excluded, and when it was sent."""

    source: str
    role: Role
    reason: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Threaded:
    """The enquiries and excluded messages in order of arrival, and the place of every message read."""

    enquiries: tuple[Enquiry, ...]
    placed: tuple[Placed, ...]
