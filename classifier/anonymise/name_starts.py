"""Whether a name begins at a capitalised word: by the lists, and by what stands beside it where they do not settle it."""

import re

from classifier.anonymise.name_context import (
    BEFORE_PERSON,
    BEFORE_PLACE,
    GREETINGS,
    HUMAN_VERBS,
    JOINING,
    NAME_ABBREVIATIONS,
    NOT_BEFORE_NAMES,
    PERSON_VERBS,
    PET_WORDS,
    PLACE_ENDINGS,
    TITLES,
    VERBS,
)
from classifier.anonymise.name_lists import ambiguous_names, first_names, is_surname, surnames
from classifier.anonymise.neighbours import (
    a_thing,
    about_person,
    base_of,
    firm_follows,
    first_name_follows,
    full_name,
    initials_and_surname,
    inverted,
    is_called,
    is_compound,
    is_pictured,
    is_role,
    joined_to_next,
    named_person,
    relative_follows,
    surname_follows,
    unknown_follows,
    works_somewhere,
)
from classifier.anonymise.sentence import Sentence
from classifier.anonymise.signatures import no_names
from classifier.anonymise.vocabulary import known_places, ordinary_words

# Endings that surnames have and places seldom.
_SURELY_SURNAMES = ("qvist", "kvist", "ström", "gren", "stedt", "sdotter")
_DOUBLE_INITIAL = re.compile(r"[A-ZÅÄÖ]-[A-ZÅÄÖ]")


def begins(sentence: Sentence, at: int) -> bool:
    """True when a name begins at the capitalised word `at`."""
    word, low = sentence.words[at][0], sentence.lower[at]
    if (
        at in sentence.nobody
        or low.endswith(PLACE_ENDINGS)
        or (at and sentence.lower[at - 1] in NOT_BEFORE_NAMES and sentence.gap(at) == " ")
    ):
        return False
    base = base_of(low)
    before = sentence.before(at)
    since = at - sentence.ends_at if sentence.ends_at >= 0 else 0
    joined = (since == 1 and sentence.gap(at) in (" & ", ", ", " + ")) or (since == 2 and before in JOINING)
    if relative_follows(sentence, at):
        return True
    if _DOUBLE_INITIAL.fullmatch(word):
        return initials_and_surname(sentence, at)
    if (
        word.isupper()
        and 1 < len(word) < 6
        and not is_called(before)
        and not joined
        and not surname_follows(sentence, at)
    ) or (word[:2].isupper() and "-" in word[:4]):
        return False
    if (
        (before == "heter" and a_thing(sentence, at))
        or before in PET_WORDS
        or (low != base and firm_follows(sentence, at))
    ):
        return False
    if base in first_names() and base not in known_places():
        return True
    if before == "heter" and not named_person(sentence, at):
        return False
    if "-" in low and is_compound(low):
        return True
    if base in surnames() and base not in no_names() and first_name_follows(sentence, at):
        return True
    if low in NAME_ABBREVIATIONS and initials_and_surname(sentence, at):
        return True
    if len(word) < 2:
        return initials_and_surname(sentence, at) or (
            is_role(before) and sentence.text[sentence.words[at][2] :][:1] == "."
        )
    if base.endswith("sson") and len(base) > 6:
        return True
    called = is_called(before)
    if base in ambiguous_names():
        return (
            works_somewhere(sentence, at)
            or called
            or joined
            or inverted(sentence, at)
            or _ambiguous_by_context(sentence, at, base)
        )
    if low in known_places() or base in known_places():
        return sentence.after(at) != "kommun" and (before in GREETINGS or before in TITLES) and is_surname(base)
    if base in ordinary_words():
        return before in TITLES and is_surname(base) and not sentence.opens(at)
    if (
        called
        or is_pictured(sentence, at)
        or works_somewhere(sentence, at)
        or (joined and not sentence.opens(at))
        or about_person(sentence, at)
        or joined_to_next(sentence, at)
    ):
        return True
    if inverted(sentence, at):
        return True
    if before in BEFORE_PLACE:
        return False
    if is_surname(base):
        after = sentence.after(at)
        # "Diskmaskinen frågar": a definite noun may end as a Finnish surname does.
        if sentence.opens(at) and base not in surnames() and low.endswith(("en", "et", "na")):
            return False
        if base.endswith(_SURELY_SURNAMES) and not sentence.opens(at):
            return True
        if base in surnames() and len(base) > 4 and before not in ("", *BEFORE_PLACE) and not sentence.opens(at):
            return True
        foreign = base in surnames() and after != "" and sentence.capital(at + 1) and after not in no_names()
        return after in HUMAN_VERBS or foreign or (before in BEFORE_PERSON and not sentence.opens(at))
    if sentence.after(at) == "heter" or (sentence.opens(at) and low.endswith(("en", "et", "na"))):
        return False
    return (
        sentence.after(at) in HUMAN_VERBS
        or (before in BEFORE_PERSON and before not in ("är", "var", "av") and not sentence.opens(at))
        or (before in ("är", "var") and sentence.after(at) == "som")
        or full_name(sentence, at)
    )


def _ambiguous_by_context(sentence: Sentence, at: int, base: str) -> bool:
    """For a name that is a word or place too: a surname behind it, a capital inside a sentence, a verb of
    people."""
    before, after = sentence.before(at), sentence.after(at)
    place = base in known_places()
    if surname_follows(sentence, at) or joined_to_next(sentence, at) or (not place and unknown_follows(sentence, at)):
        return True
    if at and sentence.gap(at) == " " and sentence.capital(at - 1) and not sentence.opens(at - 1):
        return False
    if not place and about_person(sentence, at):
        return True
    if sentence.opens(at):
        return after in PERSON_VERBS and not place
    if before in BEFORE_PLACE:
        return False
    return (
        before in BEFORE_PERSON
        or after in HUMAN_VERBS
        or (not place and len(base) > 1 and (after in VERBS or before != ""))
    )
