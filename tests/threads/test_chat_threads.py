"""A page's inbox: enquiries begin after a day's silence, instant replies are no answers."""

from datetime import UTC, datetime, timedelta

from classifier.exports import Kind, Message, Party
from classifier.sides import Sides
from classifier.threads import Enquiry, Threaded
from tests.threads.taking import thread_messages

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SIDES = Sides(pages=frozenset({"100"}))
PAGE, ANNA = Party("100", "Norrsjö kommun"), Party("7", "Anna Berg")


def line(identifier: str, author: Party, minutes: float, text: str = "text", chat: str = "c1") -> Message:
    sent = START + timedelta(minutes=minutes)
    return Message(identifier, "messenger", Kind.CHAT, "sida", "p", sent, author, body=text, references=(chat,))


def enquiries(found: Threaded) -> list[Enquiry]:
    return [item for item in found.enquiries if not item.excluded]


def test_lines_before_the_answer_are_one_enquiry() -> None:
    found = thread_messages([line("1", ANNA, 0, "Hej"), line("2", ANNA, 1, "När?"), line("3", PAGE, 9)], SIDES)
    (enquiry,) = enquiries(found)
    assert enquiry.answered
    assert enquiry.answered_at == START + timedelta(minutes=9)
    assert len(enquiry.more) == 1
    assert (enquiry.messages_in, enquiry.messages_out) == (2, 1)


def test_a_day_of_silence_begins_a_new_enquiry() -> None:
    found = thread_messages([line("1", ANNA, 0), line("2", PAGE, 5), line("3", ANNA, 5 + 24 * 60)], SIDES)
    assert [item.answered for item in enquiries(found)] == [True, False]


def test_the_same_instant_reply_in_three_chats_is_a_machines() -> None:
    lines = [
        message
        for number in range(3)
        for message in (
            line(f"{number}a", ANNA, number, "Hej", f"c{number}"),
            line(f"{number}b", PAGE, number + 0.1, "Tack, vi svarar snart!", f"c{number}"),
        )
    ]
    found = thread_messages(lines, SIDES)
    assert [item.answered for item in enquiries(found)] == [False] * 3
    assert sum(item.excluded == "auto_reply" for item in found.enquiries) == 3


def test_what_the_page_writes_first_is_outgoing_and_a_chat_without_the_page_measures_nothing() -> None:
    assert [item.excluded for item in thread_messages([line("1", PAGE, 0)], SIDES).enquiries] == ["outgoing"]
    assert [item.answered for item in enquiries(thread_messages([line("1", ANNA, 0)], SIDES))] == [None]
