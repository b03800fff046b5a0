import pytest

from classifier.subjects import (
    case_number,
    is_forward_subject,
    is_reminder_subject,
    is_reply_subject,
    is_specific_subject,
    strip_prefixes,
)


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("SV: BYGG 2026-0113", "bygg20260113"),
        ("Dnr KS 2026/113: yttrande", "ks2026113"),
        ("Ärende #1234567", "1234567"),
        ("Plogning", ""),
        ("ring 0701740611", ""),
    ],
)
def test_case_numbers(subject: str, number: str) -> None:
    assert case_number(subject) == number


def test_subjects_that_go_on_or_pass_on() -> None:
    assert is_reminder_subject("SV: Påminnelse om plogning")
    assert not is_reminder_subject("Plogning, påminnelse saknas")
    assert is_forward_subject("VB: Plogning")
    assert is_specific_subject("Plogning på Kvarngatan")
    assert not is_specific_subject("Fråga")


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
