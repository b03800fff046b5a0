"""Evidence for a name: what stands before a word, behind it, or beside it says that it is a person, or is none."""

import re

from classifier.anonymise.name_context import (
    ABOUT_PERSON,
    BEFORE_PLACE,
    GREETINGS,
    INTRODUCTIONS,
    JOINING,
    KIN,
    NAME_ABBREVIATIONS,
    NOT_NAMES,
    PERSONAL_SUBJECTS,
    PET_WORDS,
    PETS,
    PICTURED,
    PLACE_ENDINGS,
    RELATIVES,
    ROLE_ENDINGS,
    TITLES,
    WORKS_AT,
)
from classifier.anonymise.name_lists import ambiguous_names, first_names, is_surname, surnames
from classifier.anonymise.sentence import Sentence
from classifier.anonymise.signatures import no_names
from classifier.anonymise.vocabulary import known_places, ordinary_words

_NUMBERED = re.compile(r"(?: [A-ZÅÄÖ][^\W\d_]+(?:-[^\W\d_]+)?){1,2},? \(?(?:19|20)?\d{6}[- ]?\d{4}(?!\d)")
_NAMING = ("heter", "hette", "namn", "kallas")
_MANY_PETS = 6
VOWELS = frozenset("aeiouyåäöé")


def is_role(before: str) -> bool:
    """True for a title, a relative or what a person does for a living."""
    return before in TITLES or before in KIN or (len(before) > 5 and before.endswith(ROLE_ENDINGS))


def is_called(before: str) -> bool:
    """True when the word before greets, titles or introduces a person."""
    return before in GREETINGS or before in INTRODUCTIONS or is_role(before)


def base_of(low: str) -> str:
    """Without the genitive, or what a language hangs on a name ("Emirhan'ın"), where that makes it a listed name."""
    stem, sign, _ = low.replace("’", "'").partition("'")
    if sign and len(stem) > 2 and (stem in first_names() or stem in surnames()):
        return stem
    if len(low) < 5 and low in ordinary_words():
        return low
    if not low.endswith("s") or low in first_names() or low in ambiguous_names() or low in surnames():
        return low
    return low[:-1]


def relative_follows(sentence: Sentence, at: int) -> bool:
    """ "Junis morsa", "Rosas mamma": a genitive and a relative, of any word that is no ordinary word and no place."""
    low = sentence.lower[at]
    if (
        not low.endswith("s")
        or len(low) < 3
        or low == "hans"
        or at + 1 >= len(sentence.words)
        or sentence.gap(at + 1) != " "
    ):
        return False
    return sentence.lower[at + 1] in RELATIVES and (
        low[:-1] in ambiguous_names() or not ({low, low[:-1]} & no_names()) or low[:-1] in first_names()
    )


def works_somewhere(sentence: Sentence, at: int) -> bool:
    """ "Lo i ettan", "Mark på nr 4"."""
    low = sentence.lower[at]
    return (
        len(low) > 1 and not VOWELS.isdisjoint(low) and WORKS_AT.match(sentence.text, sentence.words[at][2]) is not None
    )


def is_pictured(sentence: Sentence, at: int) -> bool:
    """ "bilden på Thindra", "kär i Ibbe": what only a person is."""
    return at > 1 and sentence.gap(at) == " " and f"{sentence.lower[at - 2]} {sentence.lower[at - 1]}" in PICTURED


def is_compound(low: str) -> bool:
    """ "Lars-Erik", "Varg-Kalle": a part is a first name and none a place's."""
    parts = low.split("-")
    names = first_names()
    return any(base_of(part) in names for part in (parts[0], parts[-1])) and known_places().isdisjoint(parts)


def surname_follows(sentence: Sentence, at: int) -> bool:
    """ "Björn Ekman", "Rosa M": a surname, an initial or a second first name stands behind the word."""
    if at + 1 >= len(sentence.words) or sentence.gap(at + 1) != " ":
        return False
    word, low = sentence.words[at + 1][0], sentence.lower[at + 1]
    if not word[0].isupper() or low in NOT_NAMES or low.endswith(PLACE_ENDINGS):
        return False
    base = base_of(low)
    shouted = word.isupper() and len(word) > 1
    if shouted and (not sentence.words[at][0].isupper() or base in ordinary_words()):
        return False
    return (
        (is_surname(base) and base not in known_places())
        or (len(word) == 1 and sentence.text[sentence.words[at + 1][2] :][:1] != "-")
        or (base in first_names() and base not in known_places())
    )


def first_name_follows(sentence: Sentence, at: int) -> bool:
    """ "Huang Xiaoming": the family's name first, as in East Asia and in registers."""
    if at + 1 >= len(sentence.words) or sentence.gap(at + 1) != " " or not sentence.capital(at + 1):
        return False
    return sentence.lower[at + 1] in first_names() and sentence.lower[at + 1] not in known_places()


def unknown_follows(sentence: Sentence, at: int) -> bool:
    """ "Viola Lärka": a capitalised word that is no ordinary word and no place follows."""
    if at + 1 >= len(sentence.words) or sentence.gap(at + 1) != " ":
        return False
    word, low = sentence.words[at + 1][0], sentence.lower[at + 1]
    return (
        word[0].isupper()
        and not (word.isupper() and not sentence.words[at][0].isupper())
        and low not in no_names()
        and (len(low) < 5 or low.removesuffix("s") not in no_names())
        and not low.endswith(PLACE_ENDINGS)
    )


def joined_to_next(sentence: Sentence, at: int) -> bool:
    """ "Sol & Manne": a listed name is joined to this one."""
    joint = sentence.text[sentence.words[at][2] : sentence.words[at][2] + 6]
    plus = 1 if joint.startswith((" & ", " + ")) else 2 if sentence.after(at) in ("och", "o", "å") else 0
    return (
        bool(plus)
        and at + plus < len(sentence.words)
        and sentence.capital(at + plus)
        and base_of(sentence.lower[at + plus]) in first_names()
    )


def inverted(sentence: Sentence, at: int) -> bool:
    """ "Ek, Roland": a surname at the beginning of a sentence, a comma and a first name."""
    if at + 1 >= len(sentence.words) or sentence.gap(at + 1) != ", " or not sentence.capital(at + 1):
        return False
    return sentence.opens(at) and is_surname(sentence.lower[at]) and sentence.lower[at + 1] in first_names()


def full_name(sentence: Sentence, at: int) -> bool:
    """Two capitalised unlisted words of which the second is a surname, inside a sentence or as one."""
    return surname_follows(sentence, at) and sentence.before(at) not in BEFORE_PLACE


def initials_and_surname(sentence: Sentence, at: int) -> bool:
    """ "S. Rahimi", "K Lundqvist", "B-O Hansson"; behind a full stop or a hyphen also a surname of no list."""
    gap = sentence.gap(at + 1) if at + 1 < len(sentence.words) else ""
    if gap not in (" ", ". ") or not sentence.capital(at + 1):
        return False
    following = base_of(sentence.lower[at + 1])
    cut_short = sentence.lower[at] in NAME_ABBREVIATIONS and following in surnames()
    if (following in no_names() and not cut_short) or following.endswith(PLACE_ENDINGS):
        return False
    # "16 A. Säkringen": a unit, not an initial.
    unit = sentence.text[max(0, sentence.words[at][1] - 2) : sentence.words[at][1]].strip().isdigit()
    return is_surname(following) or (gap == ". " and not unit) or "-" in sentence.words[at][0]


def is_double_surname(low: str) -> bool:
    """ "Forsell-Nikolić": every part is a surname and none an ordinary word or a place."""
    parts = low.split("-")
    return all(is_surname(part) or is_surname(base_of(part)) for part in parts) and no_names().isdisjoint(parts)


def number_follows(sentence: Sentence, at: int) -> bool:
    """ "Sirine Benhaddou 230919-9806": an unlisted name of two or three words and its bearer's number."""
    return (
        at + 1 < len(sentence.words)
        and sentence.capital(at + 1)
        and not {sentence.lower[at], sentence.after(at)} & no_names()
        and _NUMBERED.match(sentence.text, sentence.words[at][2]) is not None
    )


def about_person(sentence: Sentence, at: int) -> bool:
    """True when an age, a relation or a birth stands behind the word."""
    if sentence.lower[at] in no_names() and sentence.lower[at] not in ambiguous_names():
        return False
    found = ABOUT_PERSON.match(sentence.text, sentence.words[at][2])
    # "Förläng 3 mån": an age stands behind a first word only when it is in years.
    return found is not None and not (sentence.opens(at) and "mån" in found[0])


def named_person(sentence: Sentence, at: int) -> bool:
    """True when who "heter" is a person: no pet, book or walking frame."""
    return at > 1 and sentence.lower[at - 2] in PERSONAL_SUBJECTS


def a_thing(sentence: Sentence, at: int) -> bool:
    """True when a pet or a thing is spoken of shortly before."""
    return PETS.search(sentence.text, sentence.words[max(0, at - 7)][1], sentence.words[at][1]) is not None


def is_place_word(low: str) -> bool:
    """True for a word in lower case that ends as places and institutions do and is no first name."""
    return low.endswith(PLACE_ENDINGS) and low not in first_names()


def is_pet(sentence: Sentence, at: int) -> bool:
    """ "hunden Bella", "en hund, Tyra", "en katt som heter Sture", "hästarna Bella och Viktor"."""
    first = at
    while first > 1 and at - first < _MANY_PETS and sentence.before(first) in JOINING and sentence.capital(first - 2):
        first -= 2
    before = sentence.lower[first - 1] if first and sentence.gap(first) == ", " else sentence.before(first)
    return before in PET_WORDS or (before in _NAMING and a_thing(sentence, first))


def firm_follows(sentence: Sentence, at: int) -> bool:
    """ "Åkes Kiosk" is a firm."""
    return sentence.after(at).endswith(PLACE_ENDINGS) and sentence.capital(at + 1)
