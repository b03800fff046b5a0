"""The citizen's words cut out of a form's mail, by the cases of forms.json."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.edits import apply_edits
from classifier.text import read_form

CASES = json.loads((Path(__file__).parent / "forms.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_forms(case: dict[str, str]) -> None:
    found = read_form(case["text"])
    assert found is not None
    assert "\n".join(line for line in found.text.splitlines() if line.strip()) == case["expected"]
    assert (found.name, found.address) == (case["name_in_form"], case["address"])
    assert apply_edits(case["text"], found.edits).strip() == found.text


@pytest.mark.parametrize("text", CASES["negative"])
def test_letters_are_no_forms(text: str) -> None:
    assert read_form(text) is None


@given(
    st.lists(st.sampled_from(["Namn:", "E-post: a@example.com", "Meddelande: x", "Telefon", "", "text"]), max_size=12)
)
def test_edits_always_replay(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = read_form(text)
    if found is not None:
        assert found.text
        assert apply_edits(text, found.edits).strip() == found.text


@pytest.mark.parametrize("piece", ["Namn: ", "Meddelande\n", "* ", "a" * 20, "\t"])
def test_no_form_takes_long(piece: str) -> None:
    started = time.process_time()
    read_form(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 5
