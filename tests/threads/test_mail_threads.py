"""Who opened, who answered: by the rules of design section 3."""

from collections import Counter
from datetime import datetime, timedelta, timezone

from classifier.exports import Kind, Message, Party
from classifier.settings import Settings
from classifier.sides import find_sides
from classifier.threads import Enquiry, Evidence, Threaded
from tests.threads.taking import take, thread_messages

START = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=1)))
OFFICE, ANNA, BO, CASE_OFFICER = "info@n.example", "anna@example.com", "bo@example.com", "ek@n.example"


def mail(identifier: str, sender: str, to: str, hours: float, subject: str = "Plogning", **more: object) -> Message:
    given: dict[str, object] = {"source": "info", "body": "text"} | more
    return Message(
        id=identifier,
        channel="email",
        kind=Kind.MAIL,
        place="p",
        sent_at=START + timedelta(hours=hours),
        sender=Party(sender),
        recipients=(Party(to),),
        subject=subject,
        **given,  # type: ignore[arg-type]
    )


def threaded(*messages: Message) -> Threaded:
    return thread_messages(messages, find_sides(take(messages)[0], Settings(mail_domains=("n.example",))))


def enquiries(found: Threaded) -> list[Enquiry]:
    return [item for item in found.enquiries if not item.excluded]


def roles(found: Threaded) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for (_, role, _), count in found.tally.roles.items():
        counted[role] += count
    return dict(counted)


def test_an_answer_by_reference() -> None:
    found = threaded(mail("1", ANNA, OFFICE, 0), mail("2", OFFICE, ANNA, 2, references=("1",)))
    (enquiry,) = enquiries(found)
    assert enquiry.answered
    assert enquiry.answered_at == START + timedelta(hours=2)
    assert (enquiry.messages_in, enquiry.messages_out) == (1, 1)


def test_an_answer_from_another_address_without_references_under_the_same_subject() -> None:
    found = threaded(mail("1", ANNA, OFFICE, 0), mail("2", CASE_OFFICER, ANNA, 30, "SV: plogning"))
    assert enquiries(found)[0].answered
    assert [joined.evidence for joined in enquiries(found)[0].joined] == [Evidence.SUBJECT]


def test_an_answer_under_a_new_subject_to_the_only_open_enquiry() -> None:
    found = threaded(mail("1", ANNA, OFFICE, 0), mail("2", CASE_OFFICER, ANNA, 30, "Snöröjningen hos dig"))
    assert enquiries(found)[0].answered


def test_a_new_subject_answers_nobody_when_two_enquiries_are_open() -> None:
    found = threaded(
        mail("1", ANNA, OFFICE, 0), mail("2", ANNA, OFFICE, 1, "Sophämtning"), mail("3", OFFICE, ANNA, 2, "Din fråga")
    )
    assert [item.answered for item in enquiries(found)] == [False, False]
    assert roles(found) == {"enquiry": 2, "excluded": 1}


def test_an_auto_reply_is_no_answer_though_it_refers() -> None:
    found = threaded(
        mail("1", ANNA, OFFICE, 0),
        mail("2", OFFICE, ANNA, 0.1, references=("1",), headers={"auto-submitted": "auto-replied"}),
        mail("3", BO, OFFICE, 1, "Annat ärende"),
        mail("4", OFFICE, BO, 2, references=("3",)),
    )
    assert [item.answered for item in enquiries(found)] == [False, True]


def test_a_reply_to_an_auto_reply_is_a_follow_up() -> None:
    found = threaded(
        mail("1", ANNA, OFFICE, 0),
        mail("2", OFFICE, ANNA, 0.1, "Autosvar: Plogning", references=("1",)),
        mail("3", ANNA, OFFICE, 5, "SV: Autosvar: Plogning", references=("2",)),
    )
    assert roles(found) == {"enquiry": 1, "follow_up": 1, "excluded": 1}


def test_a_forward_to_a_colleague_is_no_answer() -> None:
    found = threaded(
        mail("1", ANNA, OFFICE, 0),
        mail("2", OFFICE, CASE_OFFICER, 1, "VB: Plogning", references=("1",)),
        mail("3", OFFICE, BO, 1, "Hej Bo"),
    )
    assert enquiries(found)[0].answered is False
    assert [item.excluded for item in found.enquiries if item.envelope.recipients[0].address == CASE_OFFICER] == [
        "internal"
    ]


def test_a_conversation_that_we_opened_is_no_enquiry() -> None:
    found = threaded(mail("1", OFFICE, ANNA, 0), mail("2", ANNA, OFFICE, 1, references=("1",)))
    assert enquiries(found) == []
    assert roles(found) == {"follow_up": 1, "excluded": 1}


def test_two_people_under_one_subject_are_two_enquiries() -> None:
    found = threaded(
        mail("1", ANNA, OFFICE, 0, "Fråga"), mail("2", BO, OFFICE, 1, "Fråga"), mail("3", OFFICE, BO, 2, "SV: Fråga")
    )
    assert [item.answered for item in enquiries(found)] == [False, True]


def test_one_persons_vague_subjects_are_apart_and_a_specific_one_is_a_reminder() -> None:
    vague = threaded(mail("1", ANNA, OFFICE, 0, "Fråga"), mail("2", ANNA, OFFICE, 9, "Fråga"))
    specific = threaded(mail("1", ANNA, OFFICE, 0, "BYGG 2026-12"), mail("2", ANNA, OFFICE, 9, "BYGG 2026-12"))
    assert (len(enquiries(vague)), len(enquiries(specific))) == (2, 1)


def test_the_same_mail_in_two_mailboxes_counts_where_it_was_sent() -> None:
    found = threaded(mail("1", ANNA, OFFICE, 0, source="arkiv"), mail("1", ANNA, OFFICE, 0, source="info"))
    assert {item.source: item.excluded for item in found.enquiries} == {"info": "", "arkiv": "duplicate"}


def test_a_mailbox_with_no_sent_mail_cannot_be_measured() -> None:
    assert enquiries(threaded(mail("1", ANNA, OFFICE, 0)))[0].answered is None


def test_an_unknown_common_parent_joins_two_mails() -> None:
    found = threaded(
        mail("2", ANNA, OFFICE, 0, "SV: x", references=("0",)), mail("3", OFFICE, ANNA, 1, "y", references=("0",))
    )
    assert enquiries(found)[0].answered
