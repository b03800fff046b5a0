"""Messages joined to conversations: who wrote first, who answered, and when."""

from collections.abc import Callable, Sequence
from datetime import UTC, tzinfo

from classifier.envelope import Envelope
from classifier.sides import Sides
from classifier.threads.chat import thread_chat
from classifier.threads.facebook import thread_facebook
from classifier.threads.mail import thread_mail
from classifier.threads.record import Enquiry, Evidence, Joined, Role, Tally, Threaded

__all__ = ["Enquiry", "Envelope", "Evidence", "Joined", "Role", "Tally", "Threaded", "thread"]


def thread(
    envelopes: Sequence[Envelope], sides: Sides, text_of: Callable[[Envelope], str], zone: tzinfo = UTC
) -> Threaded:
    """Join the messages of every channel; conversations never cross channels.

    `text_of` gives a message's text where the rules must read it; `zone` is that of the times in quote headers.
    """
    threaders: dict[str, Callable[[Sequence[Envelope]], Threaded]] = {
        "email": lambda found: thread_mail(found, sides, zone),
        "facebook": lambda found: thread_facebook(found, sides, text_of),
        "messenger": lambda found: thread_chat(found, sides),
    }
    enquiries: list[Enquiry] = []
    tally = Tally()
    for channel, threader in threaders.items():
        found = threader([envelope for envelope in envelopes if envelope.channel == channel])
        enquiries += found.enquiries
        tally.update(found.tally)
    return Threaded(enquiries, tally)
