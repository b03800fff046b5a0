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


ASKED = "Lampan på Kvarngatan har varit trasig i flera veckor nu."
QUOTED = f"Lagat.\n\nFrån: Anna\nSkickat: den 2 mars 2026 09:00\nTill: K\nÄmne: Lampa\n\n{ASKED}"


def test_a_quote_joins_an_answer_sent_to_another_address_under_another_subject() -> None:
    found = threaded(mail("1", ANNA, OFFICE, 0, body=ASKED), mail("2", CASE_OFFICER, BO, 30, "Gatan", body=QUOTED))
    assert [joined.evidence for joined in enquiries(found)[0].joined] == [Evidence.QUOTED_TEXT]


def test_words_that_open_two_mails_join_only_by_the_person() -> None:
    found = threaded(
        mail("1", ANNA, OFFICE, 0, "a", body=ASKED),
        mail("2", BO, OFFICE, 1, "b", body=ASKED),
        mail("3", OFFICE, BO, 2, "c", body=QUOTED),
    )
    assert [item.answered for item in enquiries(found)] == [False, True]


def test_a_mail_sent_to_a_second_mailbox_in_the_same_words_is_one_enquiry() -> None:
    found = threaded(
        mail("1", ANNA, OFFICE, 0, "Lampa", body=ASKED),
        mail("2", ANNA, "gata@n.example", 0.2, "Trasig lampa", body=ASKED, source="gata"),
    )
    assert roles(found) == {"enquiry": 1, "follow_up": 1}
    assert enquiries(found)[0].joined[0].evidence is Evidence.SAME_TEXT


def test_the_same_mail_under_two_ids_is_a_duplicate() -> None:
    found = threaded(mail("1", ANNA, OFFICE, 0, body=ASKED), mail("2", ANNA, OFFICE, 0, body=ASKED, source="arkiv"))
    assert sorted(item.excluded for item in found.enquiries) == ["", "duplicate"]


def test_two_mails_under_one_id_are_two() -> None:
    found = threaded(mail("1", ANNA, OFFICE, 0, "a", body=ASKED), mail("1", BO, OFFICE, 1, "b", body="annat"))
    assert [(item.excluded, item.copy) for item in found.enquiries] == [("", 0), ("", 1)]


def test_a_case_number_joins_under_another_subject_but_only_its_person() -> None:
    found = threaded(
        mail("1", ANNA, OFFICE, 0, "BYGG 2026-0113"),
        mail("2", ANNA, OFFICE, 2000, "Fråga om BYGG 2026-0113, garaget", body="annat"),
        mail("3", BO, OFFICE, 3, "BYGG 2026-0113", body="grannens"),
    )
    assert roles(found) == {"enquiry": 2, "follow_up": 1}


def test_of_two_under_one_subject_the_time_in_the_quote_decides() -> None:
    quote = "Svar.\n\nFrån: Anna\nSkickat: den 2 mars 2026 09:00\nTill: K\nÄmne: Fråga\n\nkort"
    found = threaded(
        mail("1", ANNA, OFFICE, -1, "Fråga", body="en"),
        mail("2", ANNA, OFFICE, 1, "Fråga", body="två"),
        mail("3", OFFICE, ANNA, 9, "SV: Fråga", body=quote),
    )
    # START is 09:00 at +01:00, and the quote headers here are read in UTC.
    assert [item.answered for item in enquiries(found)] == [False, True]


def test_a_reminder_belongs_to_the_persons_only_recent_enquiry() -> None:
    found = threaded(mail("1", ANNA, OFFICE, 0), mail("2", ANNA, OFFICE, 99, "Påminnelse", body="svara!"))
    assert enquiries(found)[0].joined[0].evidence is Evidence.REMINDER


def test_an_old_mail_used_to_find_the_address_begins_a_new_enquiry() -> None:
    found = threaded(
        mail("1", ANNA, OFFICE, 0),
        mail("2", OFFICE, ANNA, 2, "SV: Plogning", references=("1",)),
        mail("3", ANNA, OFFICE, 900, "Förskoleplats", references=("2",), body="Hur ansöker man?"),
    )
    assert len(enquiries(found)) == 2


def test_an_answer_whose_clock_is_wrong_still_answers_without_a_time() -> None:
    found = threaded(mail("1", ANNA, OFFICE, 0), mail("2", OFFICE, ANNA, -0.1, "SV: Plogning", references=("1",)))
    (enquiry,) = enquiries(found)
    assert enquiry.answered
    assert enquiry.answered_at is None


def test_a_mailing_answers_nobody() -> None:
    many = tuple(Party(f"p{number}@example.com") for number in range(9))
    mailing = Message(
        "2", "email", Kind.MAIL, "info", "p", START + timedelta(hours=3), Party(OFFICE), (Party(ANNA), *many), "Info"
    )
    assert enquiries(threaded(mail("1", ANNA, OFFICE, 0), mailing))[0].answered is False


def test_a_form_is_answered_by_mail_to_the_address_in_it() -> None:
    form = f"Namn: Anna\nE-post: {ANNA}\nTelefon: 1\nBeskrivning: Hål i vägen"
    found = threaded(
        mail("1", "noreply@n.example", OFFICE, 0, "Ny felanmälan", body=form),
        mail("2", OFFICE, ANNA, 5, "Din felanmälan"),
        mail("3", "noreply@n.example", ANNA, 0.1, "Tack för din felanmälan", body=form),
    )
    assert enquiries(found)[0].answered
    assert [item.excluded for item in found.enquiries] == ["", "auto_reply"]


def test_answers_sent_from_the_mailboxs_address_in_another_export_make_it_measurable() -> None:
    found = threaded(mail("1", ANNA, OFFICE, 0), mail("2", OFFICE, BO, 1, "Hej Bo", source="skickat"))
    assert enquiries(found)[0].answered is False
