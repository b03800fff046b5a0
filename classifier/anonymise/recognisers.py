"""The recogniser table for identifiers with a form: one row a notation, in falling order of priority.

Where two rows claim the same characters the earlier row wins. To add a kind, add a row to the module it belongs to.
"""

import re
from collections.abc import Iterable, Iterator

from classifier.anonymise.addresses import HOMES, POSTAL
from classifier.anonymise.births import BIRTHS
from classifier.anonymise.cases import CASES
from classifier.anonymise.coordinates import COORDINATES
from classifier.anonymise.money import LONG, MONEY
from classifier.anonymise.needs import StemIndex
from classifier.anonymise.online import MACHINES, ONLINE
from classifier.anonymise.papers import PAPERS
from classifier.anonymise.personal import PERSONAL
from classifier.anonymise.phones import MOBILES, PHONES
from classifier.anonymise.plates import PLATES
from classifier.anonymise.properties import PROPERTIES
from classifier.anonymise.recogniser import Context, Recogniser
from classifier.anonymise.things import MARKED, OTHER_NUMBERS, PREFIXED
from classifier.anonymise.usernames import USERNAMES

RECOGNISERS = (
    *LONG, *ONLINE, *USERNAMES, *MACHINES, *COORDINATES, *PREFIXED, *MOBILES, *PERSONAL, *BIRTHS, *PROPERTIES, *CASES, *MONEY,
    *POSTAL, *PAPERS, *PHONES, *HOMES, *MARKED, *PLATES, *OTHER_NUMBERS,
)  # fmt: skip

# What replaces an identifier, by its kind.
TOKENS = {row.kind: row.token for row in RECOGNISERS}

_WORDS_BEFORE, _WORDS_BEHIND = 8, 3
_DIGIT = re.compile("[0-9]")
_CLOSE_DIGITS = tuple((count, re.compile(rf"[0-9](?:[^\w\n]{{0,3}}[0-9]){{{count - 1}}}")) for count in (1, 2, 3, 5))


def identifiers(text: str) -> Iterator[tuple[Recogniser, int, int]]:
    """Each row that recognises something in `text`, with start and end, row by row."""
    kept: dict[Context, list[int]] = {}

    def ends(context: Context, text: str) -> list[int]:
        if context not in kept:
            kept[context] = context.ends(text)
        return kept[context]

    for row in worth_trying(text):
        for start, end in row.spans(text, ends):
            yield row, start, end


def worth_trying(text: str) -> Iterator[Recogniser]:
    """The rows whose digits, words and form a text has: a quick look that spares most patterns most texts."""
    close = close_digits(text)
    met = _IN_TEXT.bits_in(text) | _NO_NEED
    near = ""
    if close:
        near = words_near_digits(text)
        met |= _NEAR_DIGITS.bits_in(near)
    rows = len(RECOGNISERS)
    worth = met & (met >> rows) & (met >> 2 * rows) & _BY_DIGITS[close]
    while worth:
        lowest = worth & -worth
        worth ^= lowest
        row = RECOGNISERS[lowest.bit_length() - 1]
        if row.form is None or row.form.search(near if row.digits else text):
            yield row


def words_near_digits(text: str) -> str:
    """The words that hold a digit, the eight before and the three behind each, in order, a blank on each side of each."""
    words = text.split()
    held = (at for at, word in enumerate(words) if not word.isalpha() and _DIGIT.search(word))
    near = {place for at in held for place in range(at - _WORDS_BEFORE, at + _WORDS_BEHIND + 1)}
    return f" {' '.join(words[at] for at in sorted(near) if 0 <= at < len(words))} "


def close_digits(text: str) -> int:
    """How many digits stand close together somewhere in a text: 0, 1, 2, 3 or 5 (or more)."""
    most = 0
    for count, close in _CLOSE_DIGITS:
        if close.search(text) is None:
            break
        most = count
    return most


def _bits(holds: Iterable[object]) -> int:
    """A bit for each that is true, the first the lowest."""
    return sum(1 << at for at, one in enumerate(holds) if one)


# A bit for each row that has one of its words, behind those one for each that has its topic, then one for each that has a word
# of its context.
_NEEDS = [need for needs in zip(*(row.needs() for row in RECOGNISERS), strict=True) for need in needs]
_NO_NEED = _bits(not stems for stems in _NEEDS)
_IS_NEAR = [row.digits > 0 for row in RECOGNISERS] + 2 * len(RECOGNISERS) * [False]
_NEAR_DIGITS, _IN_TEXT = (
    StemIndex((stem, 1 << at) for at, stems in enumerate(_NEEDS) for stem in stems if _IS_NEAR[at] == near)
    for near in (True, False)
)
# The rows for a text by how many digits stand close together in it.
_BY_DIGITS = {count: _bits(row.digits <= count for row in RECOGNISERS) for count in (0, 1, 2, 3, 5)}
