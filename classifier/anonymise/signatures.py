"""Names by their place in a text: behind a closing or a slash, as the last line, behind "jag heter"."""

import re
from collections.abc import Iterator
from functools import cache

from classifier.anonymise.name_context import CLOSING_PAIRS, CLOSINGS, JOINING, NOT_NAMES, PARTICLES, PLACE_ENDINGS
from classifier.anonymise.name_lists import (
    ambiguous_names,
    first_names,
    is_surname,
    listed_names,
    names_in_lower_case,
    surnames,
)
from classifier.anonymise.sentence import Sentence
from classifier.anonymise.vocabulary import known_places, ordinary_words

Span = tuple[int, int]

_SIGNING = r"(?P<name>[^\W\d_]{1,20}+(?:[ .-]{1,2}[^\W\d_]{1,20}+){0,3}\.?)(?=[ .!,❤]{0,3}$|,? (?:och|o|med|&) |,\s)"
_CAPITALISED = r"[^\W\d_a-zåäö][^\W\d_]+(?:[-'’][^\W\d_]+)*"
_BEHIND_CLOSING = r"(?<=\w)\.?[,.!:]?\s{1,3}"
# A name that signs, in any case: "Mvh karin bergh", "/jenny", at the end of a line.
_SIGNED = re.compile(rf"{_BEHIND_CLOSING}/?{_SIGNING}", re.IGNORECASE | re.MULTILINE)
_SLASHED = re.compile(rf"(?<!\S)/{{1,2}}[ ]?{_SIGNING}", re.IGNORECASE | re.MULTILINE)
# Behind a closing two or three capitalised words sign though the text goes on: "Regards, Barnaby Thorne. P.S. ..."
_SIGNED_ON = re.compile(rf"{_BEHIND_CLOSING}(?P<name>{_CAPITALISED}(?: {_CAPITALISED}){{1,2}})(?=[.,;\n(])")
_POSTSCRIPTS = ("P.S", "P. S", "N.B", "M.V")
_INITIALS = re.compile(rf"[A-ZÅÄÖ](?<![\w.].)\.[ ]?(?:[A-ZÅÄÖ]\.[ ]?){{1,2}}(?P<surname>{_CAPITALISED})")
# A last sentence of nothing but two or three capitalised words, or a last line of one, signs the text.
_LAST = re.compile(
    rf"(?:\n|[.!?] )(?=[^\W\d_a-zåäö])(?P<name>{_CAPITALISED}(?: (?:[^\W\d_a-z]\.?|{_CAPITALISED}))"
    rf"{{1,2}}\.?|(?<=\n){_CAPITALISED})[ .!]{{0,3}}\s{{0,3}}\Z"
)
_LAST_LOWER = re.compile(r"\n(?P<name>[a-zåäöéü]{2,20}(?: [a-zåäöéü]{1,20}){0,2})[ .!]{0,3}\s{0,3}\Z")
# "jag heter mehari", "my name is ...": a name in any case.
_I_AM = re.compile(
    r"(?:\b(?:jag|han|hon) heter|\bmitt namn är|\bmy name is|\bnazywam się|\bnimeni on|\bich heiße|\bje "
    r"m'appelle|\bme llamo|\bi'm|\bi am|\bheter jag)"
    r" (?P<name>[^\W\d_][^\W\d_'’-]{1,20}(?: [^\W\d_]{2,20})?)(?![\w])",
    re.IGNORECASE,
)
# One of these is in each of them; "heiße" as it is folded.
_I_AM_WORDS = frozenset("heter namn name nazywam nimeni heisse m'appelle llamo i'm am".split())
_CLOSES = CLOSINGS | CLOSING_PAIRS.keys()


@cache
def no_names() -> frozenset[str]:
    """Ordinary words, places, and what follows a greeting but names nobody."""
    return ordinary_words() | known_places() | NOT_NAMES


def signatures(sentence: Sentence) -> Iterator[Span]:
    """Names by their place: behind a closing or a slash, as the last line, behind "jag heter"."""
    text = sentence.text
    if not _CLOSES.isdisjoint(sentence.lower):
        yield from _behind_closings(sentence)
    for found in _SLASHED.finditer(text) if "/" in text else ():
        if _signs(found["name"].split()):
            yield found.span("name")
    for found in _INITIALS.finditer(text):
        if found["surname"].casefold() not in no_names() and not found[0].startswith(_POSTSCRIPTS):
            yield found.span()
    for found in _LAST.finditer(text, max(0, len(text) - 92)):
        words = found["name"].split()
        line = found[0][0] == "\n"
        listed = any(word.casefold() in first_names() or is_surname(word.casefold()) for word in words)
        if (
            (line or listed)
            and not _ordinary(words)
            and not any(word.casefold().endswith(PLACE_ENDINGS) for word in words)
        ):
            yield found.span("name")
    for found in _LAST_LOWER.finditer(text, max(0, len(text) - 70)):
        words = found["name"].split()
        if not any(word in no_names() for word in words) and any(
            word in listed_names() or is_surname(word) for word in words
        ):
            yield found.span("name")
    for found in _I_AM.finditer(text) if not _I_AM_WORDS.isdisjoint(sentence.lower) else ():
        words = found["name"].split()
        english = found[0][:2].casefold() in ("i'", "i ", "my") and words[0][0].islower()
        english = english and (found[0][0] not in "mM" or words[0] in ordinary_words())
        if (
            english
            or words[0].casefold() in NOT_NAMES
            or words[0].casefold() in PARTICLES
            or (words[0].casefold() in ordinary_words() and words[0].casefold() not in ambiguous_names())
        ):
            continue
        second = words[1] if len(words) > 1 else ""
        more = (
            second
            and second.casefold() not in no_names()
            and second.casefold() not in JOINING
            and (second[0].isupper() or second.casefold() in names_in_lower_case())
        )
        more = more or (second.casefold() in surnames() and second.casefold() not in NOT_NAMES)
        start = found.start("name")
        yield start, start + len(found["name"] if more else words[0])


def _behind_closings(sentence: Sentence) -> Iterator[Span]:
    """ "Mvh karin bergh"; of two closings in a row the later one counts."""
    text, lower = sentence.text, sentence.lower
    for at in (at for at, low in enumerate(lower) if low in _CLOSES and _closes(lower, at)):
        if at + 1 < len(lower) and _closes(lower, at + 1):
            continue
        end = sentence.words[at][2]
        if (found := _SIGNED.match(text, end)) and _signs(found["name"].split()):
            yield found.span("name")
        if (found := _SIGNED_ON.match(text, end)) and not _ordinary(found["name"].split()):
            yield found.span("name")


def _closes(lower: list[str], at: int) -> bool:
    """True when a closing ends with the word."""
    return lower[at] in CLOSINGS or (
        lower[at] in CLOSING_PAIRS and at > 0 and lower[at - 1] in CLOSING_PAIRS[lower[at]]
    )


def _signs(words: list[str]) -> bool:
    """True when the words may be a name; "/Ekhults BTK" signs for a club."""
    club = any(word.isupper() and 1 < len(word) <= 4 for word in words)
    return not club and not _ordinary(words) and not words[0].casefold().endswith(PLACE_ENDINGS)


def _ordinary(words: list[str]) -> bool:
    """True when the words are prose, not a name: an ordinary word that no list knows as a name is among them."""
    names, surname = listed_names(), is_surname
    lows = [word.strip(".").casefold() for word in words]
    if len(lows) == 1 and lows[0] in ambiguous_names() and (lows[0] in NOT_NAMES or lows[0] in known_places()):
        return True
    return any(
        low in NOT_NAMES
        or (low in no_names() and low not in names and not surname(low) and low not in ("o", "och", "&"))
        for low in lows
    )
