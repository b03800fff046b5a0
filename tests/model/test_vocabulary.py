import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from classifier.model.vocabulary import BLANK, MARK, WORD, Letters, Vocabulary

WORDS = st.lists(st.text(st.characters(exclude_characters="\n")))


@given(WORDS)
def test_words_are_kept_as_they_are(words: list[str]) -> None:
    vocabulary = Vocabulary.of_words(words)
    assert (len(vocabulary), list(vocabulary.words)) == (len(words), words)


@given(st.text(st.sampled_from("aåb 😀"), max_size=30))
def test_equal_stretches_and_no_others_have_the_same_hash(text: str) -> None:
    cuts = [(a, b) for a in range(len(text) + 1) for b in range(a, len(text) + 1)]
    begins, ends = np.array(cuts).T
    hashes = Letters.of(text).part_hashes(begins, ends).tolist()
    assert len({text[a:b] for a, b in cuts}) == len(set(hashes))
    assert len({(text[a:b], found) for (a, b), found in zip(cuts, hashes, strict=True)}) == len(set(hashes))


@given(st.text(st.characters(), min_size=1))
def test_a_vocabulary_is_made_of_stretches(text: str) -> None:
    text = text.replace("\n", " ") + "\n"
    begins = np.arange(len(text) - 1)
    ends = np.minimum(begins + 3, len(text) - 1)
    made = Vocabulary.of_parts(Letters.of(text), begins, ends)
    assert list(made.words) == [text[a:b] for a, b in zip(begins, ends, strict=True)]


@given(st.text(st.characters()))
def test_kinds_of_letters_are_those_of_regular_expressions(text: str) -> None:
    wanted = [WORD if re.match(r"\w", c) else BLANK if re.match(r"[\s\x00-\x20]", c) else MARK for c in text]
    assert Letters.of(text).kinds.tolist() == wanted
