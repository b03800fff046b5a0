"""Messages joined to conversations: who wrote first, who answered, and when."""

from collections.abc import Callable, Sequence

from classifier.exports.message import Message
from classifier.sides import Sides
from classifier.threads.facebook import thread_facebook
from classifier.threads.mail import thread_mail
from classifier.threads.record import Enquiry, Role, Threaded

__all__ = ["Enquiry", "Role", "Threaded", "thread"]

_THREADERS: dict[str, Callable[[Sequence[Message], Sides], Threaded]] = {
    "email": thread_mail,
    "facebook": thread_facebook,
}


def thread(messages: Sequence[Message], sides: Sides) -> Threaded:
    """Join the messages of every channel; conversations never cross channels."""
    enquiries: list[Enquiry] = []
    roles: list[tuple[str, Role, str]] = []
    for channel, threader in _THREADERS.items():
        found = threader([message for message in messages if message.channel == channel], sides)
        enquiries += found.enquiries
        roles += found.roles
    return Threaded(tuple(enquiries), tuple(roles))
