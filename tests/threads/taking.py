"""Messages threaded as the import does it."""

from collections.abc import Sequence

from classifier.envelope import Envelope
from classifier.exports import Message
from classifier.intake import Intake
from classifier.letters import Letters
from classifier.sides import Sides
from classifier.threads import Threaded, thread


def take(messages: Sequence[Message]) -> tuple[list[Envelope], Letters]:
    intake = Intake()
    return [intake.take(message) for message in messages], intake.letters


def thread_messages(messages: Sequence[Message], sides: Sides) -> Threaded:
    envelopes, letters = take(messages)
    return thread(envelopes, sides, lambda envelope: letters[envelope.letter].text)
