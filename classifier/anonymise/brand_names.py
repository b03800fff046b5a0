"""Capitalised names of firms, wares, figures and public bodies: "säger Peab", "min Tesla", "Canada Goose-jackan"."""

from collections.abc import Iterable
from functools import cache

from classifier.anonymise.name_context import GREETINGS, KIN
from classifier.anonymise.name_lists import brands, first_names, is_surname, listed_names, surnames
from classifier.anonymise.neighbours import base_of
from classifier.anonymise.sentence import Sentence
from classifier.anonymise.vocabulary import ordinary_words

# Behind these stands a person, whatever the word: "Hej Skoda", "pappa Volvo"; not "i sin Tesla".
_BEFORE_PERSONS = (
    GREETINGS | KIN | frozenset("heter hette herr fru fröken frau mr mrs ms förnamn efternamn".split())
) - {"sin"}
_JOINTS = (" ", " & ", "-")
# The genitive and the definite form: "Peabs", "Teslan", "Volvons", "Audin", "Ipaden".
_ENDINGS = ("s", "n", "ns", "en", "ens")
_SHORT = 4


def brand(sentence: Sentence, at: int) -> Iterable[int]:
    """The places of the words of a listed brand that begins at `at`, unless what stands beside it says that a person is meant."""
    low = sentence.lower[at]
    listed = _phrases().get(low, ())
    if not listed and low in ordinary_words() and low not in brands():
        return ()
    single = _is_form(sentence, at, brands())
    longest = max((len(words) for words in listed if _stands(sentence, at, words)), default=int(single))
    return () if longest == 0 or _is_person(sentence, at, longest) else range(at, at + longest)


def by_first_word(names: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The words of names whose blanks are written "_", by the first of them."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(name.split("_"))
        phrases.setdefault(words[0], []).append(words)
    return {first: tuple(listed) for first, listed in phrases.items()}


def _is_form(sentence: Sentence, at: int, names: frozenset[str]) -> bool:
    """True for one of the names as it is, with an ending, or as the first part of a compound: "Peabs", "Tesla-bilen"; not "Sixten"."""
    low = sentence.lower[at]
    if low in names:
        return True
    if "-" in low:
        first, _, last = low.rpartition("-")
        is_name = last in first_names() or is_surname(last)
        listed = first in names and sentence.shown[at].endswith(last) and not is_name
    elif low.endswith(("s", "n")) and len(low) > _SHORT:
        listed = any(low.removesuffix(ending) in names for ending in _ENDINGS)
    else:
        return False
    return listed and base_of(low) not in listed_names() and base_of(low) not in surnames()


def _stands(sentence: Sentence, at: int, words: tuple[str, ...]) -> bool:
    """True when the words stand at `at`, the last of them in any of its forms."""
    last = at + len(words) - 1
    return (
        last < len(sentence.words)
        and tuple(sentence.lower[at:last]) == words[:-1]
        and _is_form(sentence, last, frozenset(words[-1:]))
        and all(sentence.gap(place) in _JOINTS for place in range(at + 1, last + 1))
    )


def _is_person(sentence: Sentence, at: int, length: int) -> bool:
    """ "Hej Skoda", "pappa Volvo", "Lisa Scania"; "Scania Karlsson"."""
    before = sentence.before(at)
    named = sentence.gap(at) == " " and before in first_names() and sentence.capital(at - 1)
    behind = at + length
    surname = length == 1 and behind < len(sentence.words) and sentence.gap(behind) == " " and sentence.capital(behind)
    return before in _BEFORE_PERSONS or named or (surname and is_surname(sentence.lower[behind]))


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The brands of more than one word, by the first."""
    return by_first_word(name for name in brands() if "_" in name)
