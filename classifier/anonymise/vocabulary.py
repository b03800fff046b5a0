"""What is no name: the ordinary words and the places of our own labelled corpus (its names are masked), and listed places.

A word that occurs there in lower case is an ordinary word; one that occurs only with a capital letter inside a sentence
is a place, a facility or an organisation.
"""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from runpy import run_path

import spacy

from classifier.corpora import corpus_path

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LANGUAGES = (
    "ar bg ca cs da de el en es et fi fr hr hu it kmr lb lt lv nb nl pl pt ro ru sk sl sq sr tl tr uk vi".split()
)
_INSIDE = re.compile(r"(?<=[^\W\d_A-ZÅÄÖ],[ ])[A-ZÅÄÖ][^\W\d_]+|(?<=[^\W\d_][ ])[A-ZÅÄÖ][^\W\d_]+")


@cache
def ordinary_counts() -> Counter[str]:
    """Words that the labelled corpus writes in lower case, and in how many of its texts."""
    return Counter(word for text in _labelled_texts() for word in written_in_lower_case(text))


@cache
def lexicon_words() -> frozenset[str]:
    """The words of the lexicon's terms."""
    with corpus_path("lexicon.csv").open(encoding="utf-8", newline="") as stream:
        return frozenset(word for row in csv.DictReader(stream) for word in row["term"].casefold().split())


@cache
def ordinary_words() -> frozenset[str]:
    """Words that our corpora write in lower case."""
    return frozenset(ordinary_counts()) | lexicon_words()


@cache
def foreign_words() -> frozenset[str]:
    """The commonest words of the languages that inhabitants write in, by spaCy's lists; none that is a Swedish word as well."""
    folder = Path(spacy.__file__).parent / "lang"
    # Read by themselves: to import a language is to build its tokeniser, which takes seconds for French.
    lists = (run_path(str(folder / language / "stop_words.py"))["STOP_WORDS"] for language in _LANGUAGES)
    swedish = (word for word, texts in ordinary_counts().items() if texts > 1)
    return frozenset(word.casefold() for words in lists for word in words).difference(swedish)


def is_ordinary(word: str) -> bool:
    """Whether our corpora write the word, in whatever case it is given, in lower case."""
    return word.casefold() in ordinary_words()


def written_in_lower_case(text: str) -> set[str]:
    """The words of `text` that it writes in lower case."""
    return {word for word in _WORD.findall(text) if word.islower()}


@cache
def known_places() -> frozenset[str]:
    """Lower-case names of places, facilities and organisations."""
    lines = corpus_path("places.txt").read_text(encoding="utf-8").splitlines()
    listed = {part for line in lines if line[:1] not in "#[" for name in line.split() for part in name.split("_")}
    inside = {word.casefold() for text in _labelled_texts() for word in _INSIDE.findall(text)}
    # "Tjugondag Knut": a day that is a name all the same.
    return frozenset(listed | (inside - ordinary_words() - {"knut", "tage", "ingunn", "kristi"}))


@cache
def _labelled_texts() -> tuple[str, ...]:
    with corpus_path("labelled.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(f"{row['subject']}. {row['text']}" for row in csv.DictReader(stream))
