import pytest

from classifier.exports import Kind, Message, Party
from classifier.screening import machine_made, machine_made_if_ours, may_be_form


def message(subject: str = "Plogning", sender: str = "a@example.com", **headers: str) -> Message:
    return Message(
        id="1",
        channel="email",
        kind=Kind.MAIL,
        source="s",
        place="p",
        sender=Party(sender),
        recipients=(Party("info@norrsjo.example"),),
        subject=subject,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (message(auto_submitted="auto-replied"), "auto_reply"),
        (message(subject="[EXTERN] Autosvar: jag är på semester"), "auto_reply"),
        (message(subject="Frånvaro: åter 3 mars", return_path="<>"), "auto_reply"),
        (message(subject="Automaattinen vastaus: Auraus"), "auto_reply"),
        (message(subject="Abwesenheitsnotiz: Anfrage"), "auto_reply"),
        (message(sender="noreply@kommun.example", subject="Tack för din felanmälan"), "auto_reply"),
        (message(subject="Automatic reply: Plogning"), "auto_reply"),
        (message(subject="Läst: Plogning"), "auto_reply"),
        (message(content_type="multipart/report disposition-notification"), "auto_reply"),
        (message(content_type="multipart/report delivery-status"), "bounce"),
        (message(sender="MAILER-DAEMON@example.com".casefold()), "bounce"),
        (message(subject="Undelivered Mail Returned to Sender"), "bounce"),
        (message(list_unsubscribe="<https://example.com>"), "newsletter"),
        (message(precedence="bulk"), "newsletter"),
        (message(subject="Nyhetsbrev mars"), "newsletter"),
        (message(content_type="text/calendar"), "calendar"),
        (message(subject="Accepterat: Möte om detaljplanen"), "calendar"),
        (message(subject="Inbjudan: Samråd @ tis 3 mars 2026 10:00 - 11:00 (CET)"), "calendar"),
        (message(auto_submitted="auto-generated", subject="Nattlig körning klar"), "machine"),
        (message(subject="Cron <root@server> backup"), "machine"),
    ],
)
def test_machines_are_recognised(found: Message, reason: str) -> None:
    assert machine_made(found, "text") == reason


@pytest.mark.parametrize(
    ("text", "headers", "reason"),
    [
        ("Hej!\n\nDetta är ett automatiskt svar. Vi läser ditt mejl i morgon.", {}, "auto_reply"),
        ("Det här mejlet är ett automatiskt meddelande och går inte att besvara.", {}, "auto_reply"),
        ("This is an automated reply.", {}, "auto_reply"),
        ("Jag är på semester till den 3 augusti.", {"x_auto_response_suppress": "All"}, "auto_reply"),
        ("Jag är på semester till den 3 augusti, kan ni vänta med svaret?", {}, ""),
        ("Tack för ditt mejl! Vi kommer på tisdag.", {"x_auto_response_suppress": "All"}, "auto_reply"),
        ("Vi plogar i kväll.", {"x_auto_response_suppress": "All", "subject": "SV: Plogning"}, ""),
        ("Vi plogar i kväll.", {"precedence": "bulk", "subject": "SV: Plogning"}, ""),
        ("Jag fick bara ett automatiskt svar. När plogar ni?", {}, ""),
        ("Kan ni avregistrera mig från kön?", {}, ""),
    ],
)
def test_phrases_and_hints(text: str, headers: dict[str, str], reason: str) -> None:
    assert machine_made(message(**headers), text) == reason


def test_an_absence_is_a_machines_when_we_sent_it() -> None:
    assert machine_made_if_ours(message("Frånvaro: Plogning")) == "auto_reply"
    assert machine_made_if_ours(message("Frånvaro i skolan")) == ""


def test_what_may_be_a_form() -> None:
    assert may_be_form(message(sender="noreply@formular.example"))
    assert may_be_form(message(subject="Ny felanmälan 2026-31"))
    assert may_be_form(message(auto_submitted="auto-generated"))
    assert not may_be_form(message())


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
        message(subject="Frånvaro: Elsa 3B"),
        message(subject="Inbjudan till byalagets årsmöte"),
        message(subject="Bekräftelse saknas på min ansökan"),
    ],
)
def test_people_are_not_taken_for_machines(found: Message) -> None:
    assert machine_made(found, "text") == ""


@pytest.mark.parametrize("subject", ["Frånvaro Elsa 3B", "Frånvaroanmälan", "Poissaolo koulusta"])
def test_a_childs_absence_is_a_persons_mail(subject: str) -> None:
    assert machine_made(message(subject), "text") == ""
