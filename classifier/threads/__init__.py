"""Messages joined to conversations: who wrote first, who answered, and when."""

from collections.abc import Callable, Sequence

from classifier.exports.message import Message
from classifier.sides import Sides
from classifier.threads.facebook import thread_facebook
from classifier.threads.mail import thread_mail
from classifier.threads.record import Enquiry, Placed, Role, Threaded

__all__ = ["Enquiry", "Placed", "Role", "Threaded", "thread"]

_THREADERS: dict[str, Callable[[Sequence[Message], Sides], Threaded]] = {
    "email": thread_mail,
    "facebook": thread_facebook,
    "messenger": thread_mail,
}


def thread(messages: Sequence[Message], sides: Sides) -> Threaded:
    """Join the messages of every channel; conversations never cross channels."""
    enquiries: list[Enquiry] = []
    placed: list[Placed] = []
    for channel, threader in _THREADERS.items():
        found = threader([message for message in messages if message.channel == channel], sides)
        enquiries += found.enquiries
        placed += found.placed
    return Threaded(tuple(enquiries), tuple(placed))
