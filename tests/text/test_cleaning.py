"""Cutting to the newly written text, by the cases of cleaning.json."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.edits import apply_edits
from classifier.text import clean

CASES = json.loads((Path(__file__).parent / "cleaning.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_cuts(case: dict[str, str]) -> None:
    found = clean(case["text"])
    assert found.text == case["expected"]
    assert apply_edits(case["text"], found.edits).strip() == found.text
    assert found.text == case["text"] or all(edit.kind for edit in found.edits)


@pytest.mark.parametrize("text", CASES["negative"])
def test_the_citizens_own_words_stay(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=pytest.mark.xfail(strict=True), id=case["name"]) for case in CASES["known_failures"]],
)
def test_known_failures(case: dict[str, str]) -> None:
    assert clean(case["text"]).text == case["expected"]


def test_the_senders_own_name_is_a_signature() -> None:
    text = "När öppnar badet?\n\nAnna Berg\n070-000 00 00"
    assert clean(text, sender="Anna Berg").text == "När öppnar badet?"
    assert clean(text, sender="Bo Lind").text == text
    assert clean("Anna Berg\nhar ni hittat henne?", sender="Anna Berg").text == "Anna Berg\nhar ni hittat henne?"


def test_a_forward_by_its_subject_keeps_the_forwarded_mail_but_not_what_that_quotes() -> None:
    block = "Från: {}\nSkickat: den 3 mars 2026 09:14\nTill: B\nÄmne: x\n\n{}"
    text = "Kan ni svara?\n\n" + block.format("Anna", "Lampan är trasig.\n\n") + block.format("Bo", "äldre")
    assert clean(text, forwarded=True).text.split("\n")[-1] == "Lampan är trasig."
    assert clean(text).text == "Kan ni svara?"


def test_a_cut_quote_is_told() -> None:
    assert clean("Ja\n> gammalt").quote_cut
    assert not clean("Ja\nMvh Bo").quote_cut
    assert clean("Ja\n> gammalt\n").quoted("Ja\n> gammalt\n") == "> gammalt\n"
    assert clean("Ja\n> gammalt\nMvh Bo").unquoted("Ja\n> gammalt\nMvh Bo") == "Ja\nMvh Bo"


LINES = st.lists(
    st.sampled_from(
        [
            "Hej",
            "",
            "> citat",
            "Mvh",
            "-- ",
            "Från: x",
            "Skickat: y",
            "Till: z",
            "Den 3 mars skrev A:",
            "/Bo",
            "____________",
        ]
    )
    | st.text(max_size=20),
    max_size=15,
)


@given(LINES)
def test_something_is_always_left_and_edits_replay(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = clean(text)
    assert bool(found.text) == bool(text.strip())
    assert apply_edits(text, found.edits).strip() == found.text
    ends = [edit.end for edit in found.edits]
    assert all(edit.start >= end for edit, end in zip(found.edits[1:], ends, strict=False))


@pytest.mark.parametrize("piece", ["skrev ", "From: a\n", "1 skrev ", "- ", "_", "> ", "a" * 9 + ":", "\n"])
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    clean(text)
    assert time.process_time() - started < 5
