"""The strings that rules need, looked for together: none that is there is missed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.anonymise.needs import Stem, StemIndex

STEMS = (
    (Stem("bil", opens=True, closes=True), 0b1),
    (Stem("nr"), 0b10),
    (Stem("under namnet"), 0b10),
    (Stem("/"), 0b100),
    (Stem("bil"), 0b1000),
)
index = StemIndex(STEMS)


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        ("", 0),
        ("min bil, ny", 0b1001),
        ("bilaga och lastbil", 0b1000),
        ("Dnr 3", 0b10),
        ("UNDER\n NAMNET", 0b10),
        ("under ett namn", 0),
        ("/Anna", 0b100),
        ("x" * 99 + "bil/", 0b1100),
    ],
)
def test_each_stem_gives_its_bits(text: str, bits: int) -> None:
    assert index.bits_in(text) == bits


@given(
    before=st.text(" ab/.\nÅ", max_size=9),
    stem=st.text("abå/.- ", min_size=1, max_size=9).filter(lambda stem: "  " not in stem and stem.strip()),
    after=st.text(" ab/.\nÅ", max_size=9),
)
def test_a_stem_that_is_there_is_never_missed(before: str, stem: str, after: str) -> None:
    assert StemIndex([(Stem(stem), 1)]).bits_in(before + stem + after)


@given(text=st.text("ab .Å_", max_size=20), stem=st.text("abå", min_size=1, max_size=3))
def test_a_bounded_stem_is_a_whole_word(text: str, stem: str) -> None:
    words = "".join(char if char.isalnum() or char == "_" else " " for char in text.lower()).split()
    assert bool(StemIndex([(Stem(stem, opens=True, closes=True), 1)]).bits_in(text)) == (stem in words)
