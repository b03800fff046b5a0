"""Threading as a whole: every message has one place, the order of reading decides nothing, odd names raise nothing."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from classifier.exports import Kind, Message, Party
from classifier.sides import Sides
from classifier.threads import Role, Threaded
from tests.threads.taking import thread_messages

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SIDES = Sides(frozenset({"kommun.example.com"}), frozenset({"100"}))
PEOPLE = ["anna@example.com", "bo@example.com", "kontakt@kommun.example.com", "skola@kommun.example.com"]
IDS = st.integers(0, 12).map(str)

MAILS = st.builds(
    lambda number, sender, to, hours, subject, references: Message(
        id=number,
        channel="email",
        kind=Kind.MAIL,
        source="kontakt",
        place="p",
        sent_at=START + timedelta(hours=hours),
        sender=Party(sender),
        recipients=(Party(to),),
        subject=subject,
        body="text",
        references=tuple(references),
    ),
    IDS,
    st.sampled_from(PEOPLE),
    st.sampled_from(PEOPLE),
    st.integers(0, 2000),
    st.sampled_from(["Fråga", "SV: Fråga", "Bygglov på Storgatan", "Autosvar", ""]),
    st.lists(IDS, max_size=2),
)
COMMENTS = st.builds(
    lambda number, sender, hours, post, above, body: Message(
        id=number,
        channel="facebook",
        kind=Kind.POST if post else Kind.COMMENT,
        source="Sidan",
        place="p",
        sent_at=START + timedelta(hours=hours),
        sender=sender,
        body=body,
        references=() if post else tuple(above),
        page_id="100",
    ),
    IDS,
    st.sampled_from([None, Party("100", "Sidan"), Party("7", "Anna Berg"), Party("8", "Bo Ek")]),
    st.integers(0, 100),
    st.booleans(),
    st.lists(IDS, max_size=2),
    st.sampled_from(["", "Hej Anna!", "När öppnar badet?"]),
)


@given(messages=st.lists(st.one_of(MAILS, COMMENTS), max_size=12))
def test_every_message_has_one_place_and_every_enquiry_is_one(messages: list[Message]) -> None:
    found = thread_messages(messages, SIDES)
    roles: Counter[Role] = Counter()
    for (_, role, _), count in found.tally.roles.items():
        roles[role] += count
    assert roles.total() == len(messages)
    assert roles[Role.ENQUIRY] == sum(not enquiry.excluded for enquiry in found.enquiries)
    assert roles[Role.EXCLUDED] == sum(bool(enquiry.excluded) for enquiry in found.enquiries)


def as_told(found: Threaded) -> list[tuple[object, ...]]:
    """The enquiries without the numbers of their letters, which follow the order of reading."""
    return [
        (
            item.envelope.id,
            item.excluded,
            item.copy,
            item.answered,
            item.answered_at,
            [(joined.envelope.id, joined.role, joined.evidence) for joined in item.joined],
        )
        for item in found.enquiries
    ]


@given(messages=st.lists(st.one_of(MAILS, COMMENTS), max_size=12, unique_by=lambda item: item.id), seed=st.integers())
def test_the_order_of_reading_decides_nothing(messages: list[Message], seed: int) -> None:
    mixed = random.Random(seed).sample(messages, len(messages))
    assert as_told(thread_messages(mixed, SIDES)) == as_told(thread_messages(messages, SIDES))


@given(messages=st.lists(st.one_of(MAILS, COMMENTS), max_size=12))
def test_an_answer_comes_after_its_enquiry(messages: list[Message]) -> None:
    for enquiry in thread_messages(messages, SIDES).enquiries:
        if enquiry.answered_at is not None and enquiry.envelope.sent_at is not None:
            assert enquiry.answered
            assert enquiry.answered_at >= enquiry.envelope.sent_at


def test_a_name_of_blanks_raises_nothing() -> None:
    def comment(number: str, sender: Party, hours: int) -> Message:
        sent = START + timedelta(hours=hours)
        return Message(
            number, "facebook", Kind.COMMENT, "s", "p", sent, sender, body="hej", references=("1",), page_id="100"
        )

    post = Message("1", "facebook", Kind.POST, "s", "p", START, Party("100", "Sidan"), body="post", page_id="100")
    thread_messages([post, comment("2", Party("7", " "), 1), comment("3", Party("100", "Sidan"), 2)], SIDES)
