"""The quick look at words: it may promise too much, never too little."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.anonymise.needs import NeedIndex, OverWords, Stem

NEEDS = (
    (Stem("bil", opens=True, closes=True),),
    (Stem("nr"), Stem("under namnet")),
    re.compile("[ ][A-Z]{3}[ ]"),
    (Stem("/"),),
)
look = OverWords(NeedIndex(NEEDS).in_word)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("", 0),
        ("min bil, ny", 0b1),
        ("bilaga och lastbil", 0),
        ("Dnr 3", 0b10),
        ("UNDER\nNAMNET", 0b10),
        ("plåten ABC", 0b100),
        ("ABCD AB", 0),
        ("/Anna", 0b1000),
        ("bil " + "x" * 99 + "/", 0b1001),
    ],
)
def test_each_need_has_its_bit(text: str, met: int) -> None:
    assert look(text) == met


def test_what_is_forgotten_is_looked_at_anew() -> None:
    looked: list[str] = []
    over = OverWords(lambda word: len(looked.append(word) or looked))  # type: ignore[func-returns-value]
    over("en bil en bil")
    assert looked == ["en", "bil"]
    over.forget()
    over("bil")
    assert looked == ["en", "bil", "bil"]


@given(
    before=st.text(" ab/.\nÅ", max_size=9),
    stem=st.text("abå/.- ", min_size=1, max_size=9).filter(lambda stem: "  " not in stem and stem.strip()),
    after=st.text(" ab/.\nÅ", max_size=9),
)
def test_a_stem_that_is_there_is_never_missed(before: str, stem: str, after: str) -> None:
    assert OverWords(NeedIndex(((Stem(stem),),)).in_word)(before + stem + after)
