from dataclasses import replace
from datetime import UTC, datetime, timedelta

from classifier.exports import Kind, Message, Party
from classifier.settings import Settings
from classifier.sides import find_sides
from classifier.threads import Enquiry, Evidence
from tests.threads.taking import take, thread_messages

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
PAGE = Party("100", "Norrsjö kommun")
ANNA, ANNA_EK, BO = Party("7", "Anna Berg"), Party("8", "Anna Ek"), Party("9", "Bo Lind")


def item(
    identifier: str, author: Party | None, minutes: int, text: str = "text", above: tuple[str, ...] = ()
) -> Message:
    return Message(
        id=identifier,
        channel="facebook",
        kind=Kind.COMMENT if above else Kind.POST,
        source="Norrsjö kommun",
        place="p",
        sent_at=START + timedelta(minutes=minutes),
        sender=author,
        body=text,
        references=above,
        page_id="100",
    )


def judged(*messages: Message) -> dict[str, Enquiry]:
    found = thread_messages(messages, find_sides(take(messages)[0], Settings()))
    assert found.tally.roles.total() == len(messages)
    return {enquiry.envelope.id: enquiry for enquiry in found.enquiries}


POST = item("100_5", PAGE, 0, "Nu plogar vi!")


def test_a_later_reply_of_the_page_in_the_thread_answers() -> None:
    found = judged(
        POST,
        item("c1", ANNA, 1, above=("100_5",)),
        item("c2", PAGE, 5, above=("100_5", "c1")),
        item("c3", ANNA, 9, above=("100_5", "c1")),
    )
    assert found["c1"].answered
    assert found["c1"].answered_at == START + timedelta(minutes=5)
    assert found["c3"].answered is False
    assert found["c1"].thread == found["c3"].thread
    assert "c2" not in found


def test_another_citizens_reply_is_counted_apart() -> None:
    found = judged(POST, item("c1", ANNA, 1, above=("100_5",)), item("c2", BO, 5, above=("100_5", "c1")))
    assert found["c1"].answered is False
    assert found["c1"].answered_by_other
    assert found["c2"].answered_by_other is False


def test_a_top_level_comment_that_names_the_person_answers() -> None:
    found = judged(
        POST,
        item("c1", ANNA, 1, above=("100_5",)),
        item("c2", BO, 2, above=("100_5",)),
        item("c3", PAGE, 5, "Hej Anna! I kväll.", above=("100_5",)),
    )
    assert found["c1"].answered
    assert found["c2"].answered is False


def test_a_first_name_that_two_carry_answers_neither_but_the_full_name_does() -> None:
    comments = (POST, item("c1", ANNA, 1, above=("100_5",)), item("c2", ANNA_EK, 2, above=("100_5",)))
    first = judged(*comments, item("c3", PAGE, 5, "Hej Anna!", above=("100_5",)))
    full = judged(*comments, item("c3", PAGE, 5, "Anna Ek: i kväll", above=("100_5",)))
    assert (first["c1"].answered, first["c2"].answered) == (False, False)
    assert (full["c1"].answered, full["c2"].answered) == (False, True)
    assert first["c3"].excluded == "outgoing"


def test_a_visitor_post_is_an_enquiry_and_a_top_level_comment_answers_it() -> None:
    found = judged(item("100_6", BO, 0, "Hål i vägen"), item("c1", PAGE, 30, above=("100_6",)))
    assert found["100_6"].answered
    assert found["100_6"].context == ()


def test_the_context_is_the_post_and_the_comment_replied_to() -> None:
    found = judged(POST, item("c1", ANNA, 1, "När?", above=("100_5",)), item("c2", BO, 2, above=("100_5", "c1")))
    assert found["c2"].context == (found["100_5"].thread, found["c1"].envelope.letter)


def test_comments_without_any_author_cannot_be_measured() -> None:
    assert judged(POST, item("c1", None, 1, above=("100_5",)))["c1"].answered is None


def test_an_empty_comment_is_excluded_and_a_repeat_is_a_duplicate() -> None:
    repeat = item("c2", BO, 2, above=("100_5",))
    messages = (POST, item("c1", ANNA, 1, " ", above=("100_5",)), repeat, repeat)
    found = thread_messages(messages, find_sides(take(messages)[0], Settings()))
    assert sorted(enquiry.excluded for enquiry in found.enquiries) == ["", "duplicate", "empty", "outgoing"]


def test_a_paging_comment_that_names_only_the_posts_number_finds_its_post() -> None:
    found = judged(POST, item("5_9", ANNA, 1, above=("5",)))
    assert found["5_9"].context == (found["100_5"].envelope.letter,)


def test_replies_left_out_of_the_export_cannot_be_measured() -> None:
    left_out = replace(item("c1", ANNA, 1, above=("100_5",)), replies_exported=False)
    found = judged(POST, left_out, item("c2", BO, 2, above=("100_5",)))
    assert (found["c1"].answered, found["c2"].answered) == (None, False)


def test_a_page_that_nothing_tells_from_others_cannot_be_measured() -> None:
    nameless = [
        replace(item("p", None, 0), page_id=""),
        replace(item("c", Party("", "Bo"), 1, above=("p",)), page_id=""),
    ]
    assert judged(*nameless)["c"].answered is None


def test_joins_tell_their_evidence() -> None:
    tagged = replace(item("c3", PAGE, 5, "Se svar", above=("100_5",)), recipients=(ANNA,))
    found = judged(POST, item("c1", ANNA, 1, above=("100_5",)), tagged, item("c4", PAGE, 6, above=("100_5", "c1")))
    assert [joined.evidence for joined in found["c1"].joined] == [Evidence.TAGGED, Evidence.COMMENT_THREAD]
