"""One row of the recogniser table, and the pieces that the rows share."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# A token as we write it: nothing inside one is ever masked again.
TOKEN = re.compile(r"\[[A-ZÅÄÖ]+(?:_\d+)?\]")
# How far before an identifier the word that gives it away may stand.
CONTEXT_REACH = 45


def pattern(source: str) -> re.Pattern[str]:
    """A pattern in any case, written with free spaces and comments (a space is `[ ]`)."""
    return re.compile(source, re.IGNORECASE | re.VERBOSE)


class Clues:
    """What a text has at all: a quick look that spares most patterns most texts.

    lowered   the text in lower case
    digits    how many digits stand close together somewhere in it: 0, 1, 2, 3 or 5 (or more)
    """

    def __init__(self, text: str) -> None:
        self.lowered = text.lower()
        self.digits = 0
        for count, close in _CLOSE_DIGITS:
            if close.search(text) is None:
                break
            self.digits = count


_CLOSE_DIGITS = tuple((count, re.compile(rf"[0-9](?:[^\w\n]{{0,3}}[0-9]){{{count - 1}}}")) for count in (1, 2, 3, 5))


@dataclass(frozen=True)
class Context:
    """Words of which one must stand shortly before an identifier; `words` without their marks, to look for quickly."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]


def context(words: str) -> Context:
    """The context of whitespace-separated words, each at the beginning of a word.

    The end of a word is open ("kundnummer" and "kundnumret" are both "kundn") unless marked by `|`; `_` is a space.
    """
    plain = [word.rstrip("|").replace("_", " ") for word in words.split()]
    closed = [r"(?!\w)" if word.endswith("|") else "" for word in words.split()]
    alternatives = "|".join(re.escape(word) + end for word, end in zip(plain, closed, strict=True))
    return Context(tuple(plain), re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE))


@dataclass(frozen=True)
class Recogniser:
    """One kind of identifier: what it looks like, what must stand near it, and the token that replaces it.

    kind      what the audit counts
    token     what replaces it
    pattern   its form; where there is a group named `id`, only that group is masked and the rest is context
    digits    so many digits close together are needed (0, 1, 2, 3 or 5), else the pattern is not tried
    words     one of these lower-case strings must be in the text, else the pattern is not tried
    before    a context word must stand at most `CONTEXT_REACH` characters before it in the same paragraph
    valid     a last look at what the pattern found
    """

    kind: str
    token: str
    pattern: re.Pattern[str]
    digits: int = 1
    words: tuple[str, ...] = ()
    before: Context | None = None
    valid: Callable[[str], bool] = lambda found: True

    def spans(self, text: str, clues: Clues | None = None) -> Iterator[tuple[int, int]]:
        """Start and end of every identifier of this kind in `text`."""
        clues = clues or Clues(text)
        if clues.digits < self.digits or not _any_in(self.words, clues.lowered):
            return
        near: list[int] | None = None
        if self.before is not None:
            if not _any_in(self.before.words, clues.lowered):
                return
            near = [found.end() for found in self.before.pattern.finditer(text)]
            if not near:
                return
        group = "id" if "id" in self.pattern.groupindex else 0
        for found in self.pattern.finditer(text):
            start, end = found.span(group)
            if start < end and (near is None or _within_reach(text, near, start)) and self.valid(found[group]):
                yield start, end


def _any_in(words: tuple[str, ...], lowered: str) -> bool:
    """True when one of the words is in the text, or none is asked for."""
    if not words:
        return True
    for word in words:  # noqa: SIM110 - a plain loop, for `any` makes a generator for each of a hundred rows
        if word in lowered:
            return True
    return False


def _within_reach(text: str, ends: list[int], start: int) -> bool:
    """True when a context word ends shortly before `start`, with no blank line between."""
    at = bisect_left(ends, start + 1) - 1
    return at >= 0 and start - ends[at] <= CONTEXT_REACH and "\n\n" not in text[ends[at] : start]


def digits(found: str) -> str:
    """The digits alone."""
    return "".join(char for char in found if char.isdigit())
