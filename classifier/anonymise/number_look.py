"""A piece as the tagger of numbers sees it, alone: its letters and digits, and what else it is, a year, a unit, a place."""

import re
from dataclasses import dataclass
from functools import lru_cache

from classifier.anonymise.name_lists import first_names, is_surname, surnames
from classifier.anonymise.shapes import MONTHS, UNITS, is_round
from classifier.anonymise.vocabulary import is_ordinary, known_places

_DIGIT = re.compile(r"\d")
_FORM = str.maketrans(dict.fromkeys("0123456789", "0"))
_LONGEST_FORM = 16
_TOKEN, _EDGE = ("token",), ("edge",)
# We write some twenty; a text may hold anything in brackets.
_KEPT_TOKENS = 1 << 8


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A piece as the tagger sees it, alone.

    low     in lower case; the name of what was masked, in capitals
    form    its letters and digits by kind, each run as long as it is ("000000-0000", "AAA 00A")
    runs    the same, each run as one
    told    what else it is: a year, a clock time, a unit, a month, a place, a first name
    digits  whether it has any
    """

    low: str
    form: str
    runs: str
    told: tuple[str, ...]
    digits: bool

    @property
    def is_word(self) -> bool:
        """Whether it is a word of letters: no number, nothing masked, not the edge of the text."""
        return not self.digits and self.told not in (_TOKEN, _EDGE)


EDGE = Look("", "edge", "edge", _EDGE, False)
_TOLD = tuple(
    (name, re.compile(source, re.IGNORECASE))
    for name, source in (
        ("year", r"(?:19|20)\d\d"),
        ("clock", r"(?:[01]?\d|2[0-4])[.:][0-5]\d"),
        ("day and month", r"(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])"),
        ("date", r"(?:(?:19|20)?\d\d)[-./]?(?:0[1-9]|1[0-2])[-./]?(?:0[1-9]|[12]\d|3[01])"),
        ("date", r"(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./](?:(?:19|20)?\d\d)"),
        ("zero first", r"0\d+"),
        ("under 13", r"0?[1-9]|1[0-2]"),
        ("under 32", r"0?[1-9]|[12]\d|3[01]"),
        ("month", MONTHS),
        ("unit", UNITS),
        ("ordinal", r"\d+:?[aeons]+"),
        ("house", r"\d{1,3}[a-h]?"),
        ("plate", r"[a-hj-pr-uw-z]{3}-?\d\d[a-hj-pr-uw-z\d]"),
    )
)


def look(shown: str) -> Look:
    """The look of a piece as it is written."""
    low = shown.casefold()
    form = re.sub(r"[A-ZÅÄÖ]", "A", re.sub(r"[a-zåäöéü]", "a", shown.translate(_FORM)))
    told = [name for name, pattern in _TOLD if pattern.fullmatch(shown)]
    digits = _DIGIT.search(shown) is not None
    if digits:
        told += ["round"] * is_round(shown)
        told += ["ordinary letters"] * is_ordinary(low.strip("0123456789"))
    else:
        told += [name for name, holds in _OF_WORDS if holds(low)]
    return Look(low, form[:_LONGEST_FORM], _runs(form), tuple(told), digits)


remembered_look = lru_cache(1 << 14)(look)


@lru_cache(_KEPT_TOKENS)
def token_look(name: str) -> Look:
    """What was masked: a person ("NAMN"), a number."""
    return Look(name, name, name, _TOKEN, False)


_OF_WORDS = (
    ("place", lambda low: low in known_places()),
    ("ordinary", is_ordinary),
    ("first name", lambda low: low in first_names()),
    ("surname", lambda low: low in surnames() or is_surname(low)),
)


def _runs(form: str) -> str:
    return re.sub(r"(.)\1+", r"\1", form)[:_LONGEST_FORM]
