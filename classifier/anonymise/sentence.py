"""The words of one text with their places, and what stands beside a word."""

import re
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate

from classifier.anonymise.name_context import GREETINGS, INTRODUCTIONS, KIN, TITLES

_WORD = re.compile(r"((?<!\w)[^\W\d_]++(?:['’-][^\W\d_]++)*+(?!\w))")
SENTENCE_END = re.compile(r"[.!?:;\n\"”“»>•*(\[/]")


class Sentence:
    """The words of one text.

    text      the text itself
    words     each word with its start and end
    shown     each word as it is written
    lower     each word in lower case
    ends_at   the last word of the name found before, -1 before the first
    """

    def __init__(self, text: str, find_nobody: Callable[["Sentence"], frozenset[int]]) -> None:
        """`find_nobody` tells the places `nobody` once they are asked for: most texts have no word that may be a name."""
        self.text = text
        # Gap, word, gap, ..., gap, and where each ends.
        parts = _WORD.split(text)
        ends = list(accumulate(map(len, parts)))
        self.shown = parts[1::2]
        self.words = list(zip(self.shown, ends[::2], ends[1::2], strict=False))
        self.lower = list(map(str.casefold, self.shown))
        self._gaps = ["\n", *parts[2::2]]
        self.ends_at = -1
        self._find_nobody = find_nobody

    @cached_property
    def nobody(self) -> frozenset[int]:
        """The places of words that belong to the name of what is no person."""
        return self._find_nobody(self)

    def capital(self, at: int) -> bool:
        """True when the word begins with a capital letter."""
        return self.words[at][0][0].isupper()

    def gap(self, at: int) -> str:
        """What stands between the word before and the word at `at`; a new line before the first."""
        return self._gaps[at]

    def before(self, at: int) -> str:
        """The word before in the same sentence, lower case; empty when a sentence begins."""
        gap = self.gap(at)
        if gap == " " or (at and gap in (" & ", " + ", ", ", ". ", ": ", " (", ' "', " '") and self._close(at, gap)):
            return "&" if "&" in gap or "+" in gap else self.lower[at - 1]
        return ""

    def _close(self, at: int, gap: str) -> bool:
        """A full stop belongs to the word before in "Dr. Ek"; a colon or a comma joins "Kontakt: Ek", "Hej, Rosa"."""
        before = self.lower[at - 1]
        if gap == ". ":
            return before in TITLES and len(before) < 4
        if gap == ", ":
            return before in GREETINGS or before in KIN
        return (
            gap in (" & ", " + ") or before in INTRODUCTIONS or before in GREETINGS or before in KIN or before in TITLES
        )

    def after(self, at: int) -> str:
        """The word behind in the same sentence, lower case; empty when something else stands there."""
        return self.lower[at + 1] if at + 1 < len(self.words) and self.gap(at + 1) in (" ", ", ") else ""

    def opens(self, at: int) -> bool:
        """True when a sentence begins at the word."""
        return at == 0 or SENTENCE_END.search(self.gap(at)) is not None
