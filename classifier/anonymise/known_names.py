"""Names that the headers of a thread gave, and the words by which their bearers are found again."""

import re
from collections.abc import Iterable

from classifier.anonymise.name_context import NOT_NAMES, PLACE_ENDINGS
from classifier.anonymise.name_lists import nicknames
from classifier.anonymise.vocabulary import ordinary_words


def is_organisation(name: str) -> bool:
    """True when a displayed name is an office's, not a person's: its words are no person's name in the text."""
    return any(word.endswith(PLACE_ENDINGS) or word in ("ab", "hb") for word in name.casefold().split())


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
