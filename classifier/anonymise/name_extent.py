"""How far a name goes that begins at a word: surnames, particles and initials behind it."""

import re

from classifier.anonymise.lower_case_names import lower_pair
from classifier.anonymise.name_context import MONTH_SURNAMES, NAME_ABBREVIATIONS, NOT_NAMES, PARTICLES, PLACE_ENDINGS
from classifier.anonymise.name_lists import first_names, is_surname, names_in_lower_case, surnames
from classifier.anonymise.neighbours import base_of
from classifier.anonymise.sentence import Sentence
from classifier.anonymise.signatures import no_names
from classifier.anonymise.vocabulary import known_places, ordinary_words

# Behind a name: "d.ä.", "jr"; and inside it what its bearer is called: 'Göte "Korv-Göte" Nääs', "Leif (Leffe) Norrby".
_GENERATION = re.compile(r",? (?:d\. ?[äy]\.?|jr\.?|sr\.?|junior|senior|den (?:äldre|yngre))(?!\w)", re.IGNORECASE)
_NICKNAME = re.compile(
    r" (?:[\"”“«»][^\W\d_][^\"”“«»\n]{0,24}[\"”“«»]|['‘’][^\W\d_][^'’\n]{0,24}['’]|"
    r"\([A-ZÅÄÖ][^\W\d_]{1,14}(?:-[^\W\d_]{1,14})?\))(?= [A-ZÅÄÖ][^\W\d_])"
)
# What Swedish surnames of two words end with and hardly another word behind a first name.
_BUILT_SURNAMES = tuple(
    "vall wall gård gårds stam näs holm rud hag fors sjö feldt felt hammar stöt borg hed strand dal lid lind löv vik rot".split()
)
_LOWER_PARTICLES = frozenset("el al von van abu bin ibn".split())
_PHRASE_ENDS = re.compile(r" ?(?:[,.!?;(\n]|\Z| (?:och|född|o) )")
_INITIAL = re.compile(r" ([^\W\d_]\.?)(?!\w)")


def last_of_name(sentence: Sentence, at: int) -> tuple[int, int]:
    """The last word of the name that begins at `at`, and the character after it (an initial's full stop
    included)."""
    capital = sentence.capital(at)
    last, end = at, sentence.words[at][2]
    while last + 1 < len(sentence.words) and last - at < 4 and _goes_on(sentence, last + 1, capital):
        last += 1
        end = sentence.words[last][2]
    if capital and (nickname := _NICKNAME.match(sentence.text, end)):
        following = next(
            word for word in range(last + 1, len(sentence.words)) if sentence.words[word][1] > nickname.end()
        )
        if sentence.lower[following] not in NOT_NAMES and sentence.words[following][1] == nickname.end() + 1:
            last, end = following, sentence.words[following][2]
            while last + 1 < len(sentence.words) and _goes_on(sentence, last + 1, capital):
                last, end = last + 1, sentence.words[last + 1][2]
    while last > at and sentence.lower[last] in PARTICLES and not sentence.capital(last):
        last -= 1
        end = sentence.words[last][2]
    initial = _INITIAL.match(sentence.text, end)
    if initial and initial[1][0].casefold() not in "iåoö" and (initial[1][0].isupper() or not capital):
        if last + 1 < len(sentence.words) and sentence.words[last + 1][1] == initial.start(1):
            last += 1
        end = initial.end(1)
    elif generation := _GENERATION.match(sentence.text, end):
        end = generation.end()
    elif len(sentence.words[last][0]) == 1 and sentence.text[end : end + 1] == "." and last > at:
        end += 1
    return last, end


def _unlisted_surname(sentence: Sentence, at: int) -> bool:
    """ "brita näsvall", "barbro wallin-stöt", "heter lisa fallsvik.": a sure first name and a word of no list behind it."""
    low, first = sentence.lower[at], sentence.lower[at - 1]
    if first not in names_in_lower_case() or first not in first_names() or low in no_names():
        return False
    if "-" in low:
        return any(part in surnames() and part not in no_names() for part in low.split("-"))
    if len(low) > 6 and low.endswith(_BUILT_SURNAMES):
        return True
    called = sentence.before(at - 1) == "heter" and len(low) > 3
    return called and _PHRASE_ENDS.match(sentence.text, sentence.words[at][2]) is not None


def _surname_behind_particle(sentence: Sentence, at: int) -> bool:
    """ "noah el amrani"."""
    low = sentence.lower[at]
    if low not in _LOWER_PARTICLES or at + 1 >= len(sentence.words) or sentence.gap(at + 1) not in (" ", "-"):
        return False
    following = sentence.lower[at + 1]
    return is_surname(following) and following not in no_names()


def _goes_on(sentence: Sentence, at: int, capital: bool) -> bool:
    """True when the word at `at` continues a name: capitalised like it, on the same line, no place."""
    word, low = sentence.words[at][0], sentence.lower[at]
    before_is_initial = len(sentence.words[at - 1][0]) == 1 or sentence.lower[at - 1] in NAME_ABBREVIATIONS
    if at in sentence.nobody:
        return False
    if sentence.gap(at) != " " and not (sentence.gap(at) == ". " and before_is_initial):
        return False
    if capital and low in PARTICLES and word[0].islower():
        following = at + 1
        if following < len(sentence.words) and sentence.lower[following] in PARTICLES:
            following += 1
        follows = (
            following < len(sentence.words) and sentence.gap(following) in (" ", "-") and sentence.capital(following)
        )
        return follows and sentence.lower[following] not in NOT_NAMES
    if not capital:
        base = base_of(low)
        listed = (
            (base in first_names() or (is_surname(base) and base not in known_places()))
            and low not in ordinary_words()
            and low not in NOT_NAMES
            and len(base) > 3
        )
        pair = at >= 1 and lower_pair(sentence, at - 1)
        known = base in names_in_lower_case() or listed or pair
        return word[0].islower() and (
            known or _unlisted_surname(sentence, at) or _surname_behind_particle(sentence, at)
        )
    if not word[0].isupper() or (low in NOT_NAMES and low not in MONTH_SURNAMES) or low.endswith(PLACE_ENDINGS):
        return False
    return (low not in known_places() or is_surname(low)) and not (
        word.isupper() and 1 < len(word) < 5 and not sentence.words[at - 1][0].isupper()
    )
