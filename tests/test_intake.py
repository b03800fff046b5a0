from datetime import UTC, datetime

from classifier.exports import Kind, Message, Party
from classifier.intake import Intake

ASKED = "Hej!\nLampan på Kvarngatan har varit trasig i flera veckor nu.\n\nMvh\nAnna"


def mail(body: str, subject: str = "Lampa", sender: Party | None = None, **more: object) -> Message:
    return Message(
        id="1@example.com",
        channel="email",
        kind=Kind.MAIL,
        source="kontakt",
        place="p",
        sent_at=datetime(2026, 3, 2, 9, 14, tzinfo=UTC),
        sender=sender or Party("anna@example.com", "Anna Berg"),
        recipients=(Party("kontakt@norrsjo.example"),),
        subject=subject,
        body=body,
        **more,  # type: ignore[arg-type]
    )


def test_a_quote_in_any_form_has_the_clue_of_the_mail_that_it_quotes() -> None:
    intake = Intake()
    asked = intake.take(mail(ASKED))
    outlook = f"Lagat.\n\nFrån: Anna\nSkickat: den 2 mars 2026 09:14\nTill: K\nÄmne: Lampa\n\n{ASKED}"
    marked = "\n> ".join(("Lagat.\n\nDen mån 2 mars 2026 kl 09:14 skrev Anna <anna@example.com>:", *ASKED.split("\n")))
    for body in (outlook, marked):
        answer = intake.take(mail(body, "SV: Lampa"))
        assert asked.opening
        assert answer.quoted == asked.opening
        assert answer.quoted_clock == 9 * 60 + 14
        assert intake.letters[answer.letter].text == "Lagat."
        assert answer.subject == asked.subject


def test_a_form_is_its_citizens_mail() -> None:
    intake = Intake()
    body = "Namn: Bo Lind\nE-post: bo@example.com\nTelefon: 070\nBeskrivning: Hål i vägen"
    sender = Party("noreply@norrsjo.example")
    taken = intake.take(mail(body, "Ny felanmälan", sender, headers={"auto-submitted": "auto-generated"}))
    assert taken.excluded == ""
    assert taken.is_form
    assert taken.sender == Party("bo@example.com", "Bo Lind")
    assert intake.letters[taken.letter].text == "Hål i vägen"


def test_replies_are_counted_by_whose_they_are() -> None:
    intake = Intake()
    intake.take(mail("Tack\n> gammalt", "SV: x"))
    intake.take(mail("Tack", "SV: x"))
    intake.take(mail("Tack", "SV: x", Party("k@norrsjo.example")))
    intake.take(mail("Jag är borta", "Autosvar: x"))
    assert intake.replies == {
        ("example.com", True): 1,
        ("example.com", False): 1,
        ("norrsjo.example", False): 1,
    }


def test_of_many_references_the_first_and_the_last_are_kept() -> None:
    intake = Intake()
    names = tuple(f"{number}@example.com" for number in range(40))
    taken = intake.take(mail("x", references=names))
    ends = intake.take(mail("x", references=(names[0], *names[-5:])))
    assert taken.references == ends.references
