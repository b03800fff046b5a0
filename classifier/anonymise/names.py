"""Person names, from what is at hand: names that the thread's headers gave, lists of names, and the words around a name.

A capitalised word of the lists is a name; one that is a word or a place too ("Björn", "Mora") only where the words around it say
so; a word of no list at all ("Ghebreyesus") where they say so plainly. In lower case only names that are never an ordinary word.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from classifier.anonymise.lower_case_names import NAME_BEGINNINGS, lower_by_context, lower_candidates
from classifier.anonymise.name_context import FAMILY, GREETINGS, KIN, NOT_NAMES
from classifier.anonymise.name_extent import last_of_name
from classifier.anonymise.name_lists import (
    ambiguous_names,
    first_names,
    is_surname,
    listed_names,
    names_in_lower_case,
    surnames,
)
from classifier.anonymise.name_starts import begins
from classifier.anonymise.neighbours import is_pet, is_place_word
from classifier.anonymise.nobody import nobody_words
from classifier.anonymise.sentence import Sentence
from classifier.anonymise.shouting import calm
from classifier.anonymise.signatures import Span, signatures
from classifier.anonymise.vocabulary import known_places, ordinary_words


def read_words(text: str) -> Sentence:
    """The words of `text`, shouted passages as if they were written as usual."""
    return Sentence(calm(text), nobody_words)


def name_spans(sentence: Sentence) -> Iterator[Span]:
    """Start and end of what is a person's name by the lists and the words around it."""
    yield from _names(sentence)
    signed = list(signatures(sentence))
    if signed:
        nobody = {sentence.words[at][1] for at in sentence.nobody}
        yield from (span for span in signed if span[0] not in nobody)


def known_spans(sentence: Sentence, parts: frozenset[str]) -> Iterator[Span]:
    """Words of known names, genitive included; in lower case only those that are no ordinary word."""
    if not parts:
        return
    in_lower = parts & (names_in_lower_case() | (parts - ordinary_words() - ambiguous_names()))
    for at, low in enumerate(sentence.lower):
        base = low if low in parts else low.removesuffix("s")
        if base not in parts:
            continue
        if sentence.capital(at) or (base in in_lower and len(base) > 2) or _beside_known(sentence, at, parts):
            yield sentence.words[at][1:]


def without_nobody(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """Those of the spans that hold no word of the name of a firm, a church, a day, a pet or a place."""
    if not spans:
        return spans
    nobody = [start for at, (_, start, _) in enumerate(sentence.words) if _is_nobody(sentence, at)]
    return [(start, end) for start, end in spans if bisect_left(nobody, start) == bisect_left(nobody, end)]


def _is_nobody(sentence: Sentence, at: int) -> bool:
    return at in sentence.nobody or is_pet(sentence, at) or is_place_word(sentence.lower[at])


def _beside_known(sentence: Sentence, at: int, parts: frozenset[str]) -> bool:
    """ "lind stig", "mvh stig": a word of a known name beside another one, or greeted or signed with."""
    before = at > 0 and sentence.gap(at) == " " and sentence.lower[at - 1] in parts
    behind = at + 1 < len(sentence.words) and sentence.gap(at + 1) == " " and sentence.lower[at + 1] in parts
    return before or behind or sentence.before(at) in _CALLS


def seen_spans(sentence: Sentence, parts: frozenset[str]) -> Iterator[Span]:
    """Capitalised words of persons met before in the same thread, genitive included; no place and no firm."""
    if not parts:
        return
    for at, low in enumerate(sentence.lower):
        base = low if low in parts else _uninflected(low, parts)
        firm = low != base and at + 1 < len(sentence.words) and sentence.gap(at + 1) == " " and sentence.capital(at + 1)
        word = base in _unnamed() or (base in ambiguous_names() and sentence.opens(at))
        if base in parts and sentence.capital(at) and not word and not firm and at not in sentence.nobody:
            yield sentence.words[at][1:]


def _names(sentence: Sentence) -> Iterator[Span]:
    """Names by the lists and by the words around them, with the surnames and initials behind."""
    behind = 0
    for at in _candidates(sentence):
        if at < behind or not _begins_name(sentence, at):
            continue
        shown, start, _ = sentence.words[at]
        if shown[0].islower() and _initial_before(sentence, at):
            start = sentence.words[at - 1][1]
        last, end = last_of_name(sentence, at)
        yield start, end
        sentence.ends_at = last
        behind = last + 1


def _candidates(sentence: Sentence) -> list[int]:
    """The places of words that are not surely prose, in lower case or with a capital and behind no word that calls a person."""
    prose, calling, lower = _prose(), _CALLING, sentence.lower
    return [
        at
        for at, (shown, low) in enumerate(zip(sentence.shown, lower, strict=True))
        if low not in prose or (shown != low and at and lower[at - 1] in calling)
    ]


def _begins_name(sentence: Sentence, at: int) -> bool:
    """Whether a name begins at the word `at`."""
    word, start, _ = sentence.words[at]
    low = sentence.lower[at]
    if word[0].isupper():
        return (low not in _prose() or _called(sentence, at)) and begins(sentence, at)
    if low in _prose():
        return False
    listed = low in names_in_lower_case() or (low.startswith(NAME_BEGINNINGS) and len(low) > 6)
    if not listed and low not in lower_candidates() and "-" not in low:
        return False
    if sentence.text[start - 1 : start] == ":":
        return False
    return (listed or lower_by_context(sentence, at)) and at not in sentence.nobody


def _initial_before(sentence: Sentence, at: int) -> bool:
    """ "b wallin": a letter before a surname in lower case, no word of one letter."""
    low = sentence.lower[at]
    letter = at > 0 and len(sentence.lower[at - 1]) == 1 and sentence.lower[at - 1] not in _WORDS_OF_A_LETTER
    return letter and sentence.gap(at) in (" ", ". ") and low in surnames() and low not in first_names()


def _called(sentence: Sentence, at: int) -> bool:
    """ "familjen Grå", "tvillingarna Juni": what stands before makes a name of any word, or of one that is a name too."""
    before = sentence.before(at)
    return before in FAMILY or (before in KIN and sentence.lower[at] in ambiguous_names())


_CALLING = FAMILY | KIN
_WORDS_OF_A_LETTER = "iåoöeäàn"
# Before a known name that is an ordinary word too, in lower case: "hej stig", "mvh stig".
_CALLS = GREETINGS | frozenset({"mvh", "hälsar", "hälsningar", "heter"})
# What Swedish, Finnish, English and Polish hang on a name: "Annas", "Reinon", "Reinolle".
_INFLECTIONS = ("s", "n", "lle", "lla", "lta", "ssa", "sta", "a", "em", "owi")


def _uninflected(low: str, parts: frozenset[str]) -> str:
    """The word as it is among `parts`, without what a language hangs on it; the word itself when it is not."""
    return next((low.removesuffix(end) for end in _INFLECTIONS if low.removesuffix(end) in parts), low)


@cache
def _unnamed() -> frozenset[str]:
    """Words that, met as a name, are none the next time they stand with a capital letter."""
    return (ordinary_words() - listed_names()) | known_places() | NOT_NAMES


@cache
def _prose() -> frozenset[str]:
    """Words at which no name begins, whatever stands around them."""
    surely = frozenset(
        word
        for word in ordinary_words()
        if len(word) > 1 and not is_surname(word) and not is_surname(word.removesuffix("s"))
    )
    return (surely - listed_names() - frozenset(f"{name}s" for name in listed_names())) | NOT_NAMES
