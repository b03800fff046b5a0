"""Whether a name begins at a capitalised word: by the lists, and by what stands beside it where they do not settle it.

The rulings are read from above, the first that applies decides; what none decides is judged by what kind of word it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from classifier.anonymise.name_context import (
    BEFORE_PERSON,
    BEFORE_PLACE,
    FAMILY,
    GREETINGS,
    HUMAN_VERBS,
    JOINING,
    NAME_ABBREVIATIONS,
    NOT_BEFORE_NAMES,
    PERSON_VERBS,
    PLACE_ENDINGS,
    PUBLIC_BODIES,
    TITLES,
    VERBS,
)
from classifier.anonymise.name_lists import (
    ambiguous_names,
    first_names,
    is_surname,
    listed_names,
    names_in_lower_case,
    surnames,
)
from classifier.anonymise.neighbours import (
    about_person,
    base_of,
    firm_follows,
    first_name_follows,
    full_name,
    initials_and_surname,
    inverted,
    is_called,
    is_compound,
    is_double_surname,
    is_pet,
    is_pictured,
    is_place_word,
    is_role,
    joined_to_next,
    named_person,
    number_follows,
    relative_follows,
    surname_follows,
    unknown_follows,
    works_somewhere,
)
from classifier.anonymise.sentence import Sentence
from classifier.anonymise.signatures import no_names
from classifier.anonymise.vocabulary import known_places, ordinary_words

# Endings that surnames have and places seldom; endings of definite nouns and plurals.
_SURELY_SURNAMES = ("qvist", "kvist", "ström", "gren", "stedt", "sdotter")
# Endings that no Swedish word has.
_FOREIGN_SURNAMES = ("ović", "ovic", "ević", "evic", "wicz", "oğlu", "oglu", "zadeh")
_DEFINITE = ("en", "et", "na", "an", "orna", "arna")
# Towns that are surnames too: greeted, they are the municipality.
_TOWNS = ("mora", "orsa", "sala")
# "fastighetsägaren Hjelm": of owners many are firms, so only a surname makes a person of one.
_OWNERS = ("ägare", "ägaren")
_DOUBLE_INITIAL = re.compile(r"[A-ZÅÄÖ]-[A-ZÅÄÖ]")


@dataclass(frozen=True, slots=True)
class _Word:
    """A capitalised word of a sentence and what is asked of it again and again.

    base     without a genitive
    before   the word before and `after` the word behind, lower case, in the same sentence
    opens    whether a sentence begins here
    joined   whether "och", a comma or "&" joins it to the name before
    called   whether the word before greets, titles or introduces a person
    """

    sentence: Sentence
    at: int
    shown: str
    low: str
    base: str
    before: str
    after: str
    opens: bool
    joined: bool
    called: bool

    def asks(self, question: Callable[[Sentence, int], bool]) -> bool:
        """The answer to a question about the word's neighbours."""
        return question(self.sentence, self.at)


def begins(sentence: Sentence, at: int) -> bool:
    """True when a name begins at the capitalised word `at`."""
    word = _read(sentence, at)
    if _belongs_to_no_person(word) or not _is_ruled_a_name(word):
        return False
    # Asked last, for it reads the whole sentence.
    return at not in sentence.nobody


def _is_ruled_a_name(word: "_Word") -> bool:
    for applies, ruling in _RULINGS:
        if applies(word):
            return ruling
    return next(judge for belongs, judge in _KINDS if belongs(word))(word)


def _read(sentence: Sentence, at: int) -> _Word:
    low = sentence.lower[at]
    before = sentence.before(at)
    since = at - sentence.ends_at if sentence.ends_at >= 0 else 0
    return _Word(
        sentence,
        at,
        shown=sentence.words[at][0],
        low=low,
        base=base_of(low),
        before=before,
        after=sentence.after(at),
        opens=sentence.opens(at),
        joined=(since == 1 and sentence.gap(at) in (" & ", ", ", " + ")) or (since == 2 and before in JOINING),
        called=is_called(before),
    )


def _belongs_to_no_person(word: _Word) -> bool:
    saint = word.at and word.sentence.lower[word.at - 1] in NOT_BEFORE_NAMES and word.sentence.gap(word.at) == " "
    public = word.after in PUBLIC_BODIES and word.low in known_places()
    return is_place_word(word.low) or bool(saint) or public


def _is_acronym(word: _Word) -> bool:
    if word.shown[:2].isupper() and "-" in word.shown[:4] and _DOUBLE_INITIAL.fullmatch(word.shown) is None:
        return True
    if word.before == "märkt" and word.base in listed_names():
        return False
    short = word.shown.isupper() and 1 < len(word.shown) < 6 and "-" not in word.shown
    return short and not word.called and not word.joined and not word.asks(surname_follows)


def _is_pet_or_firm(word: _Word) -> bool:
    firm = (word.low != word.base or word.low in _TOWNS) and word.asks(firm_follows)
    return word.asks(is_pet) or firm


def _is_initial(word: _Word) -> bool:
    """ "S. Rahimi", "B-O Hansson"; "läraren K." """
    if word.before == "i":
        return False
    dotted = word.sentence.text[word.sentence.words[word.at][2] :][:1] == "."
    return word.asks(initials_and_surname) or (len(word.shown) == 1 and is_role(word.before) and dotted)


def _is_letter(word: _Word) -> bool:
    return len(word.shown) < 2 or _DOUBLE_INITIAL.fullmatch(word.shown) is not None


# The first that applies decides.
_RULINGS: tuple[tuple[Callable[[_Word], bool], bool], ...] = (
    (lambda word: word.asks(relative_follows), True),
    (lambda word: _is_letter(word) and _is_initial(word), True),
    (_is_letter, False),
    (_is_acronym, False),
    (_is_pet_or_firm, False),
    (lambda word: word.base in first_names() and word.base not in known_places(), True),
    (lambda word: word.before == "heter" and not word.asks(named_person), False),
    (lambda word: "-" in word.low and (is_compound(word.low) or is_double_surname(word.low)), True),
    (lambda word: word.base in surnames() and word.base not in no_names() and word.asks(first_name_follows), True),
    (lambda word: word.low in NAME_ABBREVIATIONS and _is_initial(word), True),
    (lambda word: word.base.endswith("sson") and len(word.base) > 6, True),
)


def _judge_ambiguous(word: _Word) -> bool:
    """ "Björn", "Rosa": a name that is a word or place too, by a surname behind it, a capital inside a sentence, a verb of people."""
    called = word.called and not (word.low in _TOWNS and word.before in GREETINGS)
    if called or word.joined or any(map(word.asks, (works_somewhere, inverted, surname_follows, joined_to_next))):
        return True
    place = word.base in known_places()
    if not place and word.asks(unknown_follows):
        return True
    gap, at = word.sentence.gap(word.at), word.at
    if at and gap == " " and word.sentence.capital(at - 1) and not word.sentence.opens(at - 1):
        return False
    if not place and word.asks(about_person):
        return True
    if word.opens:
        return word.after in PERSON_VERBS and not place
    if word.before in BEFORE_PLACE:
        return False
    inside = not place and len(word.base) > 1 and (word.after in VERBS or word.before != "")
    return word.before in BEFORE_PERSON or word.after in HUMAN_VERBS or inside


def _judge_place(word: _Word) -> bool:
    """ "fru Mora" is a person, "Hej Mora" may be the municipality."""
    return word.before in TITLES and is_surname(word.base)


def _judge_ordinary(word: _Word) -> bool:
    return word.before in FAMILY or (word.before in TITLES and is_surname(word.base) and not word.opens)


def _judge_other(word: _Word) -> bool:
    """A surname, or a word of no list, where the words around it say plainly that a person is meant."""
    joined = word.joined and not word.opens and not word.low.endswith(_DEFINITE)
    works = word.asks(works_somewhere) and not (word.opens and word.low.endswith(_DEFINITE))
    owns = is_surname(word.base) and word.before.endswith(_OWNERS)
    if word.called or joined or works or owns or any(map(word.asks, _TELLING)):
        return True
    if word.before in BEFORE_PLACE:
        return False
    return _judge_surname(word) if is_surname(word.base) else _judge_unlisted(word)


_TELLING = (is_pictured, about_person, joined_to_next, inverted, number_follows)


def _judge_surname(word: _Word) -> bool:
    listed = word.base in surnames()
    if word.opens:
        # "Diskmaskinen frågar": a definite noun may end as a Finnish surname does.
        definite = not listed and word.low.endswith(("en", "et", "na"))
        behind = word.after != "" and word.sentence.capital(word.at + 1) and word.after not in no_names()
        sure = word.base.endswith(_FOREIGN_SURNAMES) or (word.after in VERBS and word.base in names_in_lower_case())
        return not definite and (sure or word.after in HUMAN_VERBS or (listed and behind))
    alone = word.base.endswith(_SURELY_SURNAMES) or (listed and len(word.base) > 4 and word.before != "")
    return alone or word.after in HUMAN_VERBS or word.before in BEFORE_PERSON


def _judge_unlisted(word: _Word) -> bool:
    if (
        word.after == "heter"
        or word.after.endswith(PLACE_ENDINGS)
        or (word.opens and word.low.endswith(("en", "et", "na")))
    ):
        return False
    said_to_be = word.before in ("är", "var") and (word.after == "som" or word.asks(unknown_follows))
    beside = (
        word.before in BEFORE_PERSON and word.before not in ("är", "var", "av") and not word.low.endswith(_DEFINITE)
    )
    return word.after in HUMAN_VERBS or said_to_be or (beside and not word.opens) or word.asks(full_name)


# What is judged by which kind of word it is.
_KINDS: tuple[tuple[Callable[[_Word], bool], Callable[[_Word], bool]], ...] = (
    (lambda word: word.base in ambiguous_names(), _judge_ambiguous),
    (lambda word: word.low in known_places() or word.base in known_places(), _judge_place),
    (lambda word: word.base in ordinary_words(), _judge_ordinary),
    (lambda word: True, _judge_other),
)
