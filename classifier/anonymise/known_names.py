"""Names that the headers of a thread gave, and the words by which their bearers are found again."""

import re
from collections.abc import Iterable

from classifier.anonymise.name_context import NOT_NAMES, PLACE_ENDINGS
from classifier.anonymise.name_lists import listed_names, nicknames
from classifier.anonymise.nobody import FORMS, KINDS_OF_THINGS, TRADES
from classifier.anonymise.vocabulary import ordinary_words


def is_organisation(name: str) -> bool:
    """True when a displayed name is an office's or a firm's, not a person's: its words are no person's name in the text."""
    words = name.casefold().replace("&", " ").split()
    if any(word.endswith(PLACE_ENDINGS) or word in FORMS for word in words):
        return True
    # "Lisa Sten" is a person, "Stens Bygg" is none: what a firm does is a surname too.
    person = bool(words) and words[0] in listed_names()
    return not person and any(word in TRADES or word in KINDS_OF_THINGS for word in words)


def name_parts(name: str) -> frozenset[str]:
    """The words of a displayed name by which its bearer may be found again, lower case."""
    words = (word.strip("\"'(),.<>").casefold() for word in name.replace("-", " ").split())
    return frozenset(word for word in words if len(word) > 1 and word.isalpha() and word not in NOT_NAMES)


def known_parts(known_names: Iterable[str]) -> frozenset[str]:
    """The words by which the bearers of known names may be found: the names, their short forms, the parts
    of an address."""
    parts: set[str] = set()
    for name in known_names:
        if "@" in name:
            local = re.split(r"[\W\d_]+", name.partition("@")[0].casefold())
            parts.update(
                part for part in local if len(part) > 2 and part not in ordinary_words() and part not in NOT_NAMES
            )
        elif not is_organisation(name):
            words = name_parts(name)
            parts |= words
            parts.update(short for word in words for short in nicknames().get(word, ()))
    return frozenset(parts)
