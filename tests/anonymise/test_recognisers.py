"""The quick look that spares rows most texts must not cost an identifier."""

import json
from functools import cache

import pytest

from classifier.anonymise import RECOGNISERS
from classifier.anonymise.anonymiser import plain_signs
from classifier.anonymise.recogniser import Recogniser
from classifier.anonymise.recognisers import close_digits, words_near_digits
from classifier.tables import read_table
from tests.conftest import ROOT

FORMED = [row for row in RECOGNISERS if row.form is not None]


@cache
def texts() -> tuple[str, ...]:
    """Texts full of identifiers, and some of those that people write, with plain signs as the rows are given them."""
    lines = (ROOT / "corpora" / "identifiers.jsonl").read_text(encoding="utf-8").splitlines()
    keyed = (json.loads(line)["text"] for line in lines)
    return tuple(map(plain_signs, (*keyed, *read_table(ROOT / "corpora" / "labelled.csv")["text"][::8])))


@pytest.mark.parametrize("row", FORMED, ids=lambda row: f"{row.kind}: {row.pattern.pattern.strip()[:40]}")
def test_what_a_row_recognises_has_its_form(row: Recogniser) -> None:
    assert row.form is not None
    formless = (text for text in texts() if not row.form.search(words_near_digits(text) if row.digits else text))
    assert not [text[slice(*span)] for text in formless for span in row.spans(text)]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("ingen siffra här", "  "),
        ("vi bor på Storgatan 7 i Mora, alltså", " vi bor på Storgatan 7 i Mora, alltså "),
        ("7\nnr.8 x", " 7 nr.8 x "),
        ("a b c d e f g h i 1, k l m n", " b c d e f g h i 1, k l m "),
    ],
)
def test_words_near_digits(text: str, near: str) -> None:
    assert words_near_digits(text) == near


@pytest.mark.parametrize(
    ("text", "close"), [("a", 0), ("1 a 2", 1), ("1 - 2", 2), ("1.2.3", 3), ("1234", 3), ("12 345", 5)]
)
def test_close_digits(text: str, close: int) -> None:
    assert close_digits(text) == close
