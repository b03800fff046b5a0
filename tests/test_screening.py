import pytest

from classifier.exports import Kind, Message, Party
from classifier.screening import is_reply_subject, machine_made, strip_prefixes


def message(subject: str = "Plogning", sender: str = "a@example.com", **headers: str) -> Message:
    return Message(
        id="1",
        channel="email",
        kind=Kind.MAIL,
        source="s",
        place="p",
        sender=Party(sender),
        subject=subject,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (message(auto_submitted="auto-replied"), "auto_reply"),
        (message(subject="[EXTERN] Autosvar: jag är på semester"), "auto_reply"),
        (message(subject="Frånvaro: åter 3 mars"), "auto_reply"),
        (message(subject="Automatic reply: Plogning"), "auto_reply"),
        (message(subject="Läst: Plogning"), "auto_reply"),
        (message(content_type="multipart/report disposition-notification"), "auto_reply"),
        (message(content_type="multipart/report delivery-status"), "bounce"),
        (message(sender="MAILER-DAEMON@example.com".casefold()), "bounce"),
        (message(subject="Undelivered Mail Returned to Sender"), "bounce"),
        (message(list_unsubscribe="<https://example.com>"), "newsletter"),
        (message(precedence="bulk"), "newsletter"),
        (message(subject="Nyhetsbrev mars"), "newsletter"),
    ],
)
def test_machines_are_recognised(found: Message, reason: str) -> None:
    assert machine_made(found) == reason


@pytest.mark.parametrize(
    "found",
    [
        message(),
        message(auto_submitted="no"),
        message(subject="Fråga om frånvaro i skolan"),
        message(subject="Re: nyhetsbrevet kom inte"),
        message(subject="Mitt autosvar fungerar inte"),
        message(subject="SV: Autosvar: Plogning"),
        message(x_auto_response_suppress="All"),
    ],
)
def test_people_are_not_taken_for_machines(found: Message) -> None:
    assert machine_made(found) == ""


@pytest.mark.parametrize(
    ("subject", "plain"),
    [
        ("SV: VB: Plogning", "Plogning"),
        ("Re[2]: [EXT] Fw:  Plogning", "Plogning"),
        ("Svar på enkät", "Svar på enkät"),
        ("Reparation: pump", "Reparation: pump"),
    ],
)
def test_reply_prefixes(subject: str, plain: str) -> None:
    assert strip_prefixes(subject) == plain


def test_what_a_reply_is() -> None:
    assert is_reply_subject("sv: hej")
    assert not is_reply_subject("VB: hej")
    assert not is_reply_subject("Renhållning: hej")


@pytest.mark.parametrize("subject", ["Frånvaro Elsa 3B", "Frånvaroanmälan", "Poissaolo koulusta"])
def test_a_childs_absence_is_a_persons_mail(subject: str) -> None:
    assert machine_made(message(subject)) == ""
