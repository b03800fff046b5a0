import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.model.tokens import Sequences, split_tokens, tokenise

# Lone surrogates, blanks of every kind, masks and letters written in two characters too.
TEXTS = st.lists(
    st.text(st.characters())
    | st.text(st.sampled_from("aAåÅäßİ\u030a _-.,!?[]NAMN_1\n\t\x00\x1c\x85\xa0\u2028\u3000"), max_size=40),
    max_size=8,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Hej! När öppnar Badet?", ["hej", "!", "när", "öppnar", "badet", "?"]),
        ("[NAMN_3] och [NAMN_12]s bil", ["xxnamn", "och", "xxnamn", "s", "bil"]),
        ("A\u030angpanna", ["ångpanna"]),
        ("[sic]", ["[", "sic", "]"]),
        ("Straße", ["strasse"]),
        (" \n\t", []),
        ("", []),
    ],
)
def test_tokens_are_casefolded_words_and_marks(text: str, tokens: list[str]) -> None:
    assert split_tokens(text) == tokens


@given(TEXTS)
def test_a_batch_gives_the_tokens_of_every_text(texts: list[str]) -> None:
    table = tokenise(texts)
    found = [
        [table.vocabulary.words[at] for at in table.ids[a:b]]
        for a, b in zip(table.starts, table.starts[1:], strict=False)
    ]
    assert found == [split_tokens(text) for text in texts]
    assert len(set(table.vocabulary.words)) == len(table.vocabulary)


@given(TEXTS)
def test_words_are_the_tokens_that_are_no_marks(texts: list[str]) -> None:
    words = tokenise(texts).words
    found = [
        [words.vocabulary.words[at] for at in words.ids[a:b]]
        for a, b in zip(words.starts, words.starts[1:], strict=False)
    ]
    assert found == [[t for t in split_tokens(text) if t[0].isalnum() or t[0] == "_"] for text in texts]


@pytest.mark.parametrize("dtype", ["str", "object"])
def test_columns_of_any_form_are_tokenised(dtype: str) -> None:
    column = pd.Series(["En gata!", "", "Två"], dtype=dtype)
    for texts in (column, column.iloc[1:], pd.concat([column, column])):
        table = tokenise(texts)
        found = [[table.vocabulary.words[at] for at in ids] for ids in np.split(table.ids, table.starts[1:-1])]
        assert found == [split_tokens(text) for text in texts]


def test_blocks_are_the_table_in_parts() -> None:
    table = tokenise([f"text {number % 7} !" for number in range(10_000)])
    blocks = list(table.blocks())
    assert len(blocks) > 1
    assert np.array_equal(np.concatenate([block.ids for _, block in blocks]), table.ids)
    assert all(np.array_equal(np.diff(block.starts), np.diff(table.starts)[rows]) for rows, block in blocks)
    sequences = Sequences(table.sequences.ids.repeat(10), table.sequences.starts * 10)
    parts = list(sequences.blocks())
    assert len(parts) > 1
    assert np.array_equal(np.concatenate([part.ids for part in parts]), sequences.ids)
    assert sum(len(part.starts) - 1 for part in parts) == len(table)
