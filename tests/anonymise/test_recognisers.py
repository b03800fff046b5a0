"""The quick look that spares rows most texts must not cost an identifier."""

import json
from functools import cache

import pytest

from classifier.anonymise import RECOGNISERS
from classifier.anonymise.needs import NeedIndex, OverWords
from classifier.anonymise.recogniser import Recogniser
from classifier.tables import read_table
from tests.conftest import ROOT

FORMED = [row for row in RECOGNISERS if row.form is not None]


@cache
def texts() -> tuple[str, ...]:
    """Texts full of identifiers, and some of those that people write."""
    lines = (ROOT / "corpora" / "identifiers.jsonl").read_text(encoding="utf-8").splitlines()
    return (*(json.loads(line)["text"] for line in lines), *read_table(ROOT / "corpora" / "labelled.csv")["text"][::8])


@pytest.mark.parametrize("row", FORMED, ids=lambda row: f"{row.kind}: {row.pattern.pattern.strip()[:40]}")
def test_what_a_row_recognises_has_a_word_of_its_form(row: Recogniser) -> None:
    assert row.form is not None
    has_form = OverWords(NeedIndex((row.form,)).in_word)
    missed = [words for text in texts() for words in _recognised(row, text) if not has_form(words)]
    assert not missed


def _recognised(row: Recogniser, text: str) -> list[str]:
    """The whole words of all that the row's pattern finds and its last look lets pass."""
    group = "id" if "id" in row.pattern.groupindex else 0
    return [
        _whole_words(text, *found.span())
        for found in row.pattern.finditer(text)
        if found[group] and row.valid(found[group])
    ]


def _whole_words(text: str, start: int, end: int) -> str:
    """The span, widened to the white space around it."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]
