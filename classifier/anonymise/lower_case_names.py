"""Names written in lower case: only what is never an ordinary word, or where the words around say so."""

import re
from collections.abc import Callable
from functools import cache

from classifier.anonymise.name_context import NOT_NAMES, TITLES
from classifier.anonymise.name_lists import (
    ambiguous_names,
    first_names,
    is_surname,
    listed_names,
    names_in_lower_case,
    surnames,
)
from classifier.anonymise.neighbours import base_of, is_called, works_somewhere
from classifier.anonymise.sentence import Sentence
from classifier.anonymise.signatures import no_names
from classifier.anonymise.vocabulary import known_places, ordinary_words

# A question about the word at a place of a sentence.
_Question = Callable[[Sentence, int], bool]

# "Hello, my bin": what follows these is English.
_ENGLISH = frozenset({"hello", "hi", "dear"})
_AND = frozenset({"och", "o", "å"})
_WEEKDAYS = frozenset("mån tis ons tor tors fre lör sön".split())
# Names that are words too and yet, behind a greeting or a relative or joined to a name, are names in lower case.
_SOFT_NAMES = frozenset(
    "lena sanna björn sten stig rosa maj my lo love siv kim robin max leo linn kaj karl maria mikael fredrik emilia freja tyra tina åsa "
    "helga malte sarah karen lova saga gun alma jan mark klas mia liv ask hans noel jasmine tim storm vide viola ove ivar tage".split()
)
# Endings of surnames that no other word has.
_SURNAME_ENDINGS = ("qvist", "kvist", "sson", "ström", "gren", "stedt")
# Beginnings that only names have.
NAME_BEGINNINGS = ("abdi", "abdul", "abdel", "moham", "muham")
# "ordf björn rot (omval)": a list of who holds which office.
_IN_LIST = re.compile(r"(?: [a-zåäöéü]{2,15})? \(")
# "milo 3 år".
_AGE = re.compile(r",? \d{1,2} ?(?:år|mån)")
# Surnames that are words and yet, behind a first name, can hardly be anything else.
_WORD_SURNAMES = frozenset(
    "ek lind berg hed alm frisk rask modig stolt stark lång falk holm lund gran björk sten blom ros hjort åhl palm hjelte skog dahl".split()
)


@cache
def lower_candidates() -> frozenset[str]:
    """Words in lower case that may be a name or its genitive where the words around say so."""
    names = first_names() | surnames()
    listed = (names | frozenset(f"{name}s" for name in names_in_lower_case())) - ordinary_words()
    return listed | ambiguous_names() | _SOFT_NAMES


def lower_by_context(sentence: Sentence, at: int) -> bool:
    """Whether a listed name in lower case that may be a word too is a name here; the first rule that applies decides."""
    return next(judge for applies, judge in _RULES if applies(sentence, at))(sentence, at)


def _said_of_person(sentence: Sentence, at: int) -> bool:
    """ "noel H", "rosa på ekonomi": a first name with an initial or a place of work behind."""
    return sentence.lower[at] in first_names() and (_initial_follows(sentence, at) or works_somewhere(sentence, at))


def _aged(sentence: Sentence, at: int) -> bool:
    low = sentence.lower[at]
    return (
        low in listed_names() and low not in no_names() and _AGE.match(sentence.text, sentence.words[at][2]) is not None
    )


def _is_double(sentence: Sentence, at: int) -> bool:
    return "-" in sentence.lower[at]


def _judge_double(sentence: Sentence, at: int) -> bool:
    """ "anna-lena" and "berg-olsson", but not "mån-fre"."""
    parts = sentence.lower[at].split("-")
    if not _WEEKDAYS.isdisjoint(parts):
        return False
    first, last = parts[0], base_of(parts[-1])
    sure = first in first_names() or last in first_names() or first not in ordinary_words()
    return last in names_in_lower_case() or (sure and first in listed_names() and last in listed_names())


def _is_soft_and_called(sentence: Sentence, at: int) -> bool:
    if sentence.lower[at] not in _SOFT_NAMES:
        return False
    before = sentence.before(at)
    return (is_called(before) and before not in _ENGLISH) or _joined_in_lower(sentence, at)


def _is_ambiguous(sentence: Sentence, at: int) -> bool:
    return sentence.lower[at] in ambiguous_names()


def _judge_ambiguous(sentence: Sentence, at: int) -> bool:
    in_list = _IN_LIST.match(sentence.text, sentence.words[at][2]) is not None and sentence.before(at) in TITLES
    return in_list or lower_pair(sentence, at)


def _is_word(sentence: Sentence, at: int) -> bool:
    return sentence.lower[at] in ordinary_words() or len(sentence.lower[at]) < 3


def _is_genitive(sentence: Sentence, at: int) -> bool:
    low = sentence.lower[at]
    of_name = len(low) > 4 and low[-1] == "s" and low[:-1] in names_in_lower_case()
    return of_name and low not in first_names() and low not in surnames()


def _presents_itself(sentence: Sentence, at: int) -> bool:
    """ "jag är noel"."""
    is_ = sentence.before(at) in ("är", "e", "ä") and at > 1 and sentence.lower[at - 2] == "jag"
    return is_ and sentence.lower[at] in first_names()


def _judge_other(sentence: Sentence, at: int) -> bool:
    low = sentence.lower[at]
    listed = base_of(low) in first_names() or base_of(low) in surnames()
    return is_called(sentence.before(at)) and listed and low not in NOT_NAMES


def _joined_in_lower(sentence: Sentence, at: int) -> bool:
    """ "alvin å my", "lena och ulf": "and" joins the word to a name in lower case before or behind it."""
    lower = sentence.lower
    behind = at > 1 and lower[at - 1] in _AND and sentence.ends_at == at - 2 and not sentence.capital(at - 2)
    following = lower[at + 1 : at + 3]
    before = len(following) == 2 and following[0] in _AND and following[1] in names_in_lower_case()
    return behind or before


def _initial_follows(sentence: Sentence, at: int) -> bool:
    """ "noel H": a single capital letter stands behind the word."""
    if at + 1 >= len(sentence.words) or sentence.gap(at + 1) != " ":
        return False
    word = sentence.words[at + 1][0]
    return len(word) == 1 and word.isupper() and word != "I"


def lower_pair(sentence: Sentence, at: int) -> bool:
    """ "nisse lind": a first name and a surname in lower case, neither an ordinary word of our corpora alone."""
    if at + 1 >= len(sentence.words) or sentence.gap(at + 1) != " ":
        return False
    low, following = sentence.lower[at], sentence.lower[at + 1]
    if sentence.capital(at + 1):
        return False
    if low in ambiguous_names():
        sure = following in surnames() or following.endswith(_SURNAME_ENDINGS)
        return (low in _SOFT_NAMES or low not in ordinary_words()) and sure and following not in no_names()
    if low not in first_names() or low in ordinary_words():
        return False
    surely = is_surname(following) and following not in ordinary_words() and following not in known_places()
    return surely or following in _WORD_SURNAMES


def _always(sentence: Sentence, at: int) -> bool:
    return True


def _never(sentence: Sentence, at: int) -> bool:
    return False


# When a rule applies, and how it judges.
_RULES: tuple[tuple[_Question, _Question], ...] = (
    (_said_of_person, _always),
    (_aged, _always),
    (_is_double, _judge_double),
    (_is_soft_and_called, _always),
    (_is_ambiguous, _judge_ambiguous),
    (_is_word, _never),
    (_is_genitive, _always),
    (lower_pair, _always),
    (_presents_itself, _always),
    (_always, _judge_other),
)
