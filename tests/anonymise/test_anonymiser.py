"""Masking, by the cases of identifiers.json, and what holds for every text."""

import json
from pathlib import Path

import pytest

from classifier.anonymise import RECOGNISERS, Anonymiser, anonymise
from classifier.edits import apply_edits

CASES = json.loads((Path(__file__).parent / "identifiers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["text"][:30])
def test_identifiers_are_masked(case: dict[str, str]) -> None:
    found = anonymise(case["text"])
    assert found.text == case["expected"]
    assert apply_edits(case["text"], found.edits) == found.text


@pytest.mark.parametrize("text", CASES["negative"])
def test_the_words_of_the_topic_stay(text: str) -> None:
    assert anonymise(text).text == text


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=pytest.mark.xfail(strict=True)) for case in CASES["known_failures"]]
)
def test_known_failures(case: dict[str, str]) -> None:
    assert anonymise(case["text"]).text == case["expected"]


def test_names_of_the_headers_are_found_again_with_genitive() -> None:
    found = anonymise("Talade med Tumba. Tumbas svar kom i går.", known_names=("Tumba Xander",))
    assert found.text == "Talade med [NAMN_1]. [NAMN_1] svar kom i går."


def test_an_office_in_the_headers_is_no_person() -> None:
    text = "Vi flyttar till Norrsjö i vår"
    assert anonymise(text, known_names=("Norrsjö kommun",)).text == text


def test_one_person_has_one_token_in_all_texts_of_a_thread() -> None:
    anonymiser = Anonymiser(("Anna Berg",))
    assert anonymiser("Hej Bo! Jag heter Anna Berg").text == "Hej [NAMN_1]! Jag heter [NAMN_2]"
    assert anonymiser("Anna undrade, och Bo Lind svarade").text == "[NAMN_2] undrade, och [NAMN_1] svarade"


def test_edits_tell_where_and_what_but_not_the_text() -> None:
    (edit,) = anonymise("ring 070-174 06 12").edits
    assert (edit.start, edit.end, edit.kind, edit.token) == (5, 18, "phone", "[TELEFON]")


def test_every_kind_has_a_case() -> None:
    tested = {edit.kind for case in CASES["cases"] for edit in anonymise(case["text"]).edits}
    assert tested == {recogniser.kind for recogniser in RECOGNISERS} | {"person"}


def test_nicknames_and_address_parts_of_known_names_are_found_again() -> None:
    found = anonymise("hälsa lasse och Bergqvist", known_names=("Lars Holm", "a.bergqvist@example.com"))
    assert found.text == "hälsa [NAMN_1] och [NAMN_2]"


def test_a_public_person_stays_but_a_namesake_does_not() -> None:
    anonymiser = Anonymiser(public_names=("Anna Hed",))
    text = "Kommunalrådet Anna Hed lovade Karin Berg att Heds svar skulle komma."
    assert anonymiser(text).text == "Kommunalrådet Anna Hed lovade [NAMN_1] att Heds svar skulle komma."
    assert anonymiser("min dotter Anna väntar").text == "min dotter [NAMN_2] väntar"


def test_numbering_starts_again_in_each_thread() -> None:
    assert Anonymiser()("Hej Kerstin!").text == Anonymiser()("Hej Fatima!").text


def test_names_of_the_headers_that_are_words_are_found_in_lower_case_beside_each_other() -> None:
    found = anonymise("mvh lind stig, stigen vid en lind är hal", known_names=("Stig Lind",))
    assert found.text == "mvh [NAMN_1], stigen vid en lind är hal"


def test_a_person_whose_name_ends_as_a_firm_does_is_no_office() -> None:
    assert anonymise("Tack, Qurbani!", known_names=("Zainab Qurbani",)).text == "Tack, [NAMN_1]!"
    assert anonymise("Vi bygger vidare", known_names=("Vidare Bygg AB",)).text == "Vi bygger vidare"


def test_a_firm_in_the_headers_is_no_person_but_a_person_named_as_a_trade_is() -> None:
    assert (
        anonymise("Vi på Kristallrent städar", known_names=("Kristallrent Städ",)).text == "Vi på Kristallrent städar"
    )
    assert anonymise("Skriv till Sten, inte till stenen", known_names=("Lisa Sten",)).text.startswith(
        "Skriv till [NAMN_1]"
    )
