import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.model.tokens import split_tokens, tokenise

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
        [table.vocabulary[at] for at in table.ids[a:b]] for a, b in zip(table.starts, table.starts[1:], strict=False)
    ]
    assert found == [split_tokens(text) for text in texts]
    assert len(set(table.vocabulary)) == len(table.vocabulary)


@given(TEXTS)
def test_words_are_the_tokens_that_are_no_marks(texts: list[str]) -> None:
    words = tokenise(texts).words
    found = [
        [words.vocabulary[at] for at in words.ids[a:b]] for a, b in zip(words.starts, words.starts[1:], strict=False)
    ]
    assert found == [[t for t in split_tokens(text) if t[0].isalnum() or t[0] == "_"] for text in texts]
