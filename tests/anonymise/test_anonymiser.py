"""Masking, by the cases of identifiers.json, and what holds for every text."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


WORDS = st.lists(
    st.sampled_from("Hej vi undrar när bussen går till skolan på 12 kronor dag mars, och".split()), max_size=8
)
IDENTIFIERS = st.sampled_from(
    ["850312-9874", "19850312-9874", "070-174 06 12", "+46701740612", "anna.berg@example.com", "0980-319 212"]
)


@settings(deadline=None)
@given(WORDS, IDENTIFIERS, WORDS)
def test_an_inserted_identifier_never_survives(before: list[str], identifier: str, after: list[str]) -> None:
    text = " ".join([*before, identifier, *after])
    found = anonymise(text)
    assert identifier not in found.text
    assert anonymise(found.text).text == found.text


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_replays_and_settles(text: str) -> None:
    found = anonymise(text)
    assert apply_edits(text, found.edits) == found.text
    assert all(edit.end <= later.start for edit, later in zip(found.edits, found.edits[1:], strict=False))


@pytest.mark.parametrize("piece", ["1", "12 ", "1-", "a@", "Aa ", "A", "07", "Å 1:", "/", "a.", "f. ", "12.1234 "])
def test_no_recogniser_takes_long_on_hostile_text(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    for recogniser in RECOGNISERS:
        started = time.process_time()
        list(recogniser.spans(text))
        assert time.process_time() - started < 2, recogniser.kind
