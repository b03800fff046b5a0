import csv
import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.corpora import corpus_path
from classifier.model.lexicon import LexiconFeatures
from classifier.taxonomy import load_taxonomy

ENTRIES = "term,topic,weight\nlykta,GAT,3\ngata,GAT,2\nbygglov,BYG,3\nsöka plats,FSK,2\nplats,FSK,1\n"


ENDINGS = "s n t en et ar or er na arna orna erna ens ets a ad at de r ns".split()


def plain_scores(text: str) -> dict[str, float]:
    """The same, one text and one term at a time."""
    terms: dict[tuple[str, ...], tuple[str, float]] = {}
    for row in csv.DictReader(ENTRIES.splitlines()):
        terms[tuple(row["term"].split())] = row["topic"], float(row["weight"])

    def meaning(word: str) -> tuple[str, float] | None:
        stems = [word[:cut] for cut in range(len(word) - 1, 3, -1) if word[cut:] in ENDINGS]
        last_parts = [word[cut:] for cut in range(3, len(word) - 3)]
        first_parts = [word[:cut] for cut in range(len(word) - 3, 4, -1)]
        ways = [(1.0, [word, *stems]), (0.7, [*last_parts, *first_parts] if len(word) >= 8 else [])]
        for share, names in ways:
            for name in names:
                if (name,) in terms:
                    topic, weight = terms[(name,)]
                    return topic, share * weight
        return None

    words = re.findall(r"\w+", text.casefold())
    found: Counter[str] = Counter()
    for at, word in enumerate(words):
        for topic, weight in filter(None, [meaning(word)]):
            found[topic] += weight  # type: ignore[assignment]
        for phrase, (topic, weight) in terms.items():
            if len(phrase) > 1 and tuple(words[at : at + len(phrase)]) == phrase:
                found[topic] += 1.5 * weight  # type: ignore[assignment]
    return {topic: round(score, 6) for topic, score in found.items()}


def scores(text: str) -> dict[str, float]:
    features = LexiconFeatures(ENTRIES).fit([])
    row = np.expm1(features.transform([text]).toarray()[0])
    return {topic: round(float(score), 6) for topic, score in zip(features.topics_, row, strict=True) if score}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bygglov?", {"BYG": 3.0}),
        ("bygglovet och bygglovens", {"BYG": 6.0}),
        ("vår villagata", {"GAT": 1.4}),
        ("bygglovsbeslutet", {"BYG": 2.1}),
        ("vill söka plats", {"FSK": 4.0}),
        ("plats att söka", {"FSK": 1.0}),
        ("ingenting här", {}),
        ("", {}),
    ],
)
def test_words_stems_compounds_and_phrases(text: str, expected: dict[str, float]) -> None:
    assert scores(text) == expected


@given(
    st.lists(
        st.sampled_from("lykta lyktorna gatlykta gata villagata gatan bygglovs söka plats platsen , ? x".split()),
        max_size=8,
    ).map(" ".join)
)
def test_any_text_gets_the_scores_of_the_plain_way(text: str) -> None:
    assert scores(text) == plain_scores(text)


def test_no_texts_give_no_rows() -> None:
    assert LexiconFeatures(ENTRIES).fit([]).transform([]).shape == (0, 3)


def test_the_shipped_lexicon_is_well_formed() -> None:
    with corpus_path("lexicon.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) >= 8000
    assert {row["topic"] for row in rows} == set(load_taxonomy().codes)
    assert {row["weight"] for row in rows} <= {"1", "2", "3"}
    assert max(Counter((row["term"], row["topic"]) for row in rows).values()) == 1
    assert all(row["term"] == row["term"].strip().casefold() for row in rows)
