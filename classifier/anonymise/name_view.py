"""A word as the name tagger sees it, alone: its letters, its capitals, the lists that it is on, the group that it belongs to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from classifier.anonymise import name_context
from classifier.anonymise.name_lists import (
    ambiguous_names,
    brands,
    brands_and_names,
    first_names,
    is_surname,
    surnames,
    words_of_brands,
)
from classifier.anonymise.neighbours import base_of
from classifier.anonymise.nobody import FORMS, KINDS_OF_THINGS, TRADES
from classifier.anonymise.vocabulary import foreign_words, known_places, lexicon_words, ordinary_counts

LOWER, CAPITALISED = "lower", "capitalised"
# Words of one kind stand in the same places.
_GROUPS = {
    "greeting": name_context.GREETINGS,
    "title": name_context.TITLES,
    "kin": name_context.KIN,
    "introduction": name_context.INTRODUCTIONS,
    "before person": name_context.BEFORE_PERSON,
    "before place": name_context.BEFORE_PLACE,
    "joining": name_context.JOINING,
    "human verb": name_context.HUMAN_VERBS,
    "person verb": name_context.PERSON_VERBS,
    "verb": name_context.VERBS,
    "family": name_context.FAMILY,
    "relative": name_context.RELATIVES,
    "particle": name_context.PARTICLES,
    "closing": name_context.CLOSINGS,
    "subject": name_context.PERSONAL_SUBJECTS,
    "pet": name_context.PET_WORDS,
    "kind of thing": KINDS_OF_THINGS,
    "trade": TRADES,
    "form of a firm": FORMS,
}
_EVERYWHERE = "everywhere"
# So many of our texts write a word in lower case at least, and what it is called then.
_COMMONNESS = (
    (50, _EVERYWHERE),
    (10, "very common"),
    (4, "common"),
    (2, "known"),
    (1, "seen"),
    (0, "unseen"),
)
# We write some twenty; a text may hold anything in brackets.
_KEPT_TOKENS = 1 << 8
_SURE = frozenset({"first name", "unseen"})
_OTHER_MEANINGS = frozenset({"ambiguous", "lexicon", "place", "brand", "brand and name"})


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A word as the tagger sees it, alone.

    low      in lower case
    shape    how capitals are used
    lists    the lists that it is on, and how common it is
    groups   the groups of context words that it belongs to
    named    whether a list of names holds it
    asked    whether it may be a name: an ordinary word on no list of names is none in lower case, ...
    opening  ... nor where it begins a sentence
    sure     it is a listed first name that means nothing else
    """

    low: str
    shape: str
    lists: tuple[str, ...]
    groups: tuple[str, ...]
    named: bool = False
    asked: bool = False
    opening: bool = False
    sure: bool = False


EDGE = View("", "edge", ("edge",), ())


def look(shown: str, unlisted: bool = False, written_here: bool = False) -> View:
    """The view of a word; `unlisted` as if no list of names held it, `written_here` without the text that it stands in."""
    low = shown.casefold()
    shape = _shape(shown)
    of_names = () if unlisted else tuple(_lists_of_names(low))
    common = _commonness(ordinary_counts()[low] - written_here)
    lists = (*of_names, common, *(name for name, holds in _OTHER_LISTS if holds(low)))
    rare = _is_rare(low, of_names, common)
    return View(
        low,
        shape,
        lists,
        _groups().get(low, ()),
        named=bool(of_names),
        asked=rare or shape != LOWER,
        opening=rare,
        sure=shape == CAPITALISED and _SURE.issubset(lists) and _OTHER_MEANINGS.isdisjoint(lists),
    )


remembered_look = lru_cache(1 << 15)(look)


@lru_cache(_KEPT_TOKENS)
def token_view(name: str) -> View:
    """What was masked: a person ("NAMN"), a number."""
    return View(name, "token", (name,), ())


PERSON = token_view("NAMN")


@cache
def idle_words() -> frozenset[str]:
    """Words that in lower case are never asked for: to know them spares a look."""
    return frozenset(
        word
        for word, count in ordinary_counts().items()
        if word == word.casefold() and not _is_rare(word, tuple(_lists_of_names(word)), _commonness(count))
    )


def _is_rare(low: str, of_names: tuple[str, ...], common: str) -> bool:
    """Whether the word may be a name even in lower case; a letter may be one, behind another ("maria b")."""
    return common != _EVERYWHERE and (bool(of_names) or common == "unseen" or len(low) == 1)


def _commonness(count: int) -> str:
    return next(name for least, name in _COMMONNESS if count >= least)


def _shape(shown: str) -> str:
    if shown.islower():
        return LOWER
    if len(shown) == 1:
        return "initial"
    if shown.isupper():
        return "capitals"
    if shown[0].isupper():
        return CAPITALISED if shown[1:].islower() else "capital and others"
    return "capital inside"


def _lists_of_names(low: str) -> Iterator[str]:
    base = base_of(low)
    for name, words in (("first name", first_names()), ("surname", surnames()), ("ambiguous", ambiguous_names())):
        if low in words:
            yield name
        elif base in words:
            yield f"{name}'s genitive"


_OTHER_LISTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("lexicon", lambda low: low in lexicon_words()),
    ("place", lambda low: low in known_places()),
    ("brand", lambda low: low in brands() or base_of(low) in brands()),
    ("a brand's word", lambda low: low in words_of_brands()),
    ("brand and name", lambda low: low in brands_and_names()),
    ("no name", lambda low: low in name_context.NOT_NAMES),
    ("place's ending", lambda low: low.endswith(name_context.PLACE_ENDINGS)),
    ("role's ending", lambda low: low.endswith(name_context.ROLE_ENDINGS)),
    ("surname's ending", lambda low: is_surname(base_of(low))),
    ("foreign", lambda low: low in foreign_words()),
    ("hyphen", lambda low: "-" in low),
)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Word -> the groups that it belongs to."""
    words = frozenset().union(*_GROUPS.values())
    return {word: tuple(name for name, group in _GROUPS.items() if word in group) for word in words}
