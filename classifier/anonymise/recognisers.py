"""The recogniser table for identifiers with a form: one row a notation, in falling order of priority.

Where two rows claim the same characters the earlier row wins. To add a kind, add a row to the module it belongs to.
"""

import re
from collections.abc import Iterator
from functools import cache

from classifier.anonymise.addresses import HOMES, POSTAL
from classifier.anonymise.births import BIRTHS
from classifier.anonymise.cases import CASES
from classifier.anonymise.coordinates import COORDINATES
from classifier.anonymise.money import LONG, MONEY
from classifier.anonymise.needs import NeedIndex, OverWords
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

_CLOSE_DIGITS = tuple((count, re.compile(rf"[0-9](?:[^\w\n]{{0,3}}[0-9]){{{count - 1}}}")) for count in (1, 2, 3, 5))


def identifiers(text: str) -> Iterator[tuple[Recogniser, int, int]]:
    """Each row that recognises something in `text`, with start and end, row by row."""
    ends = cache(Context.ends)
    for row in worth_trying(text):
        for start, end in row.spans(text, ends):
            yield row, start, end


def worth_trying(text: str) -> Iterator[Recogniser]:
    """The rows whose digits and words a text has: a quick look that spares most patterns most texts."""
    met = _needs_met(text)
    for row, needs in _BY_DIGITS[close_digits(text)]:
        if met & needs == needs:
            yield row


def forget_words() -> None:
    """Forget what was seen in the words of texts so far; nothing but speed depends on it."""
    _needs_met.forget()


def close_digits(text: str) -> int:
    """How many digits stand close together somewhere in a text: 0, 1, 2, 3 or 5 (or more)."""
    most = 0
    for count, close in _CLOSE_DIGITS:
        if close.search(text) is None:
            break
        most = count
    return most


_NEEDS = tuple(dict.fromkeys(need for row in RECOGNISERS for need in row.needs()))
_needs_met = OverWords(NeedIndex(_NEEDS).in_word)
_ROWS = [(row, sum(1 << _NEEDS.index(need) for need in row.needs())) for row in RECOGNISERS]
# The rows for a text by how many digits stand close together in it, with the bits of what each needs.
_BY_DIGITS = {count: [(row, needs) for row, needs in _ROWS if row.digits <= count] for count in (0, 1, 2, 3, 5)}
