"""Text in capitals throughout, read as if it were written as usual: the capital letter tells nothing there."""

import re

from classifier.anonymise.name_context import NOT_NAMES
from classifier.anonymise.name_lists import listed_names
from classifier.anonymise.vocabulary import ordinary_words

_SHOUTED = re.compile(r"[A-ZÅÄÖÉÜ](?<!\w.)[A-ZÅÄÖÉÜ]+(?:[^\w\n]{1,3}[A-ZÅÄÖÉÜ\d]{1,30}){2,}(?!\w)")
_WORD = re.compile(r"[A-ZÅÄÖÉÜ]+")
_QUIET = 2


def calm(text: str) -> str:
    """The text, character for character, with ordinary words of shouted passages in lower case and others capitalised.

    A passage is three or more words in capitals of which two are ordinary: "DET ÄR JANNE PELLAS" becomes "det är Janne Pellas".
    """
    return text if _SHOUTED.search(text) is None else _SHOUTED.sub(lambda found: _quietly(found[0]), text)


def _quietly(passage: str) -> str:
    words = [word.lower() for word in _WORD.findall(passage)]
    if sum(word in ordinary_words() for word in words) < _QUIET:
        return passage
    return _WORD.sub(lambda found: _usual(found[0]), passage)


def _usual(word: str) -> str:
    low = word.lower()
    unknown = len(low) < 4 and low not in listed_names()
    ordinary = low in ordinary_words() or low.removesuffix("s") in ordinary_words() or low in NOT_NAMES
    return low if unknown or ordinary else word[0] + low[1:]
