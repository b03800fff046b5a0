"""The quick look at words: it may promise too much, never too little."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.anonymise.needs import NeedIndex, Stem, over_words

NEEDS = (
    (Stem("bil", opens=True, closes=True),),
    (Stem("nr"), Stem("under namnet")),
    re.compile("[ ][A-Z]{3}[ ]"),
    (Stem("/"),),
)
look = over_words(NeedIndex(NEEDS).in_word)


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


@given(
    before=st.text(" ab/.\nÅ", max_size=9),
    stem=st.text("abå/.- ", min_size=1, max_size=9).filter(lambda stem: "  " not in stem and stem.strip()),
    after=st.text(" ab/.\nÅ", max_size=9),
)
def test_a_stem_that_is_there_is_never_missed(before: str, stem: str, after: str) -> None:
    assert over_words(NeedIndex(((Stem(stem),),)).in_word)(before + stem + after)
