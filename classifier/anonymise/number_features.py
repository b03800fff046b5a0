"""What the number tagger sees of a piece with digits in a masked text: its form, its size, the words and pieces around it.

A piece is what stands between blanks, without the marks around it: "2014-03-09", "SN-LSS", "2025:0932", "12", "B".
The trainer and the tagger take their features from here.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cached_property
from typing import Any

from classifier.anonymise.gaps import NEW_LINE, gap_name
from classifier.anonymise.number_look import EDGE, Look, remembered_look, token_look
from classifier.anonymise.signatures import Span

Piece = tuple[Callable[..., Iterator[str]], tuple[Any, ...]]

# Full stops, commas and colons join digits ("9020.11.845") and single letters ("D2:17", "S:44"), other marks whatever stands there.
_PIECE = re.compile(r"¤+|\w+(?:(?:[-/_@#+]+|(?:(?<=\d)|(?<!\w\w))[.,:](?=\d)|(?<=\d):(?=\w))\w+)*")
_DIGIT = re.compile(r"\d")
# Of a longer piece only the beginning is looked at: a hostile text shall not fill the memory.
_LONGEST_PIECE = 40
_LONGEST_ITSELF = 5
_NEAR_BEFORE, _NEAR_BEHIND = 6, 3
_BEGINNING = 6
# What a gap is called: the first of these that it holds.
_GAP_SIGNS = ".!?,:;/(\"'&-@+#="


class Pieces:
    """The pieces of a masked text, its tokens one piece each; they are cut once somebody asks for them."""

    def __init__(self, text: str, tokens: Sequence[tuple[int, int, str]] = ()) -> None:
        """`text` with `¤` in the place of tokens; `tokens` are their start, end and name ("NAMN")."""
        self._text = text
        self._names = {start: name for start, _, name in tokens}

    @cached_property
    def spans(self) -> list[Span]:
        """Where each piece stands."""
        return [found.span() for found in _PIECE.finditer(self._text)]

    def asked(self) -> list[int]:
        """The places of pieces with digits."""
        if _DIGIT.search(self._text) is None:
            return []
        return [at for at, span in enumerate(self.spans) if _DIGIT.search(self._text, *span)]

    def tokens(self, names: Container[str]) -> Iterator[tuple[int, str]]:
        """The places and names of the tokens of these names."""
        for start, name in self._names.items():
            if name in names:
                yield bisect_left(self.spans, (start, start)), name

    def look(self, at: int) -> Look:
        """What the piece at `at` looks like; the edge of the text where there is none."""
        if not 0 <= at < len(self.spans):
            return EDGE
        start, end = self.spans[at]
        if start in self._names:
            return token_look(self._names[start])
        return remembered_look(self._text[start : min(end, start + _LONGEST_PIECE)])

    def gap(self, at: int) -> str:
        """What stands before the piece at `at`; behind the last one when `at` is their number."""
        start = self.spans[at - 1][1] if at else 0
        return self._text[start : self.spans[at][0] if at < len(self.spans) else None]

    def of_digits(self, at: int) -> Iterator[Piece]:
        """What tells whom or what the piece with digits at `at` identifies, if anything: each a function and what it is asked of."""
        itself = self.look(at)
        one, two = self.look(at - 1), self.look(at - 2)
        yield _of_itself, (itself,)
        yield _of_gaps, (self._gap(at), self._gap(at + 1), itself.runs)
        yield _of_neighbour, (-1, one, itself.runs)
        yield _of_neighbour, (1, self.look(at + 1), itself.runs)
        yield _of_second, (-2, two, itself.runs)
        yield _of_second, (2, self.look(at + 2), itself.runs)
        yield _of_pair, (two.low, one.low)
        for distance in range(1, _NEAR_BEFORE + 1):
            yield _near, ("before", self._begins(at - distance))
        for distance in range(1, _NEAR_BEHIND + 1):
            yield _near, ("behind", self._begins(at + distance))
        for name in self._masked:
            yield _of_masked, (name, itself.runs)

    def of_neighbour(self, at: int, side: int, kind: str) -> Iterator[str]:
        """What tells whether the word at `at` is part of the identifier of `kind` beside it, left (`side` -1) or right (1) of it."""
        itself, inner, outer = self.look(at), self.look(at - side), self.look(at + side)
        where = f"{kind} {'left' if side < 0 else 'right'}"
        gap = self._gap(at + 1 if side < 0 else at)
        yield "any word"
        yield where
        yield f"{where} gap {gap} {itself.runs}"
        yield f"{where} inner {inner.runs} {itself.runs}"
        yield f"{where} outer {outer.low}"
        for told in outer.told:
            yield f"{where} outer {told}"
        for feature in _alone(itself):
            yield feature
            yield f"{where} {feature}"

    def _begins(self, at: int) -> str:
        """How the piece at `at` begins, in lower case."""
        if not 0 <= at < len(self.spans):
            return ""
        start, end = self.spans[at]
        name = self._names.get(start)
        return name[:_BEGINNING] if name else self._text[start : min(end, start + _BEGINNING)].casefold()

    @cached_property
    def _masked(self) -> frozenset[str]:
        return frozenset(self._names.values())

    def _gap(self, at: int) -> str:
        """The name of what stands before the piece at `at`."""
        name = gap_name(self.gap(at), _GAP_SIGNS)
        return name if 0 < at < len(self.spans) else name or NEW_LINE


def _alone(itself: Look) -> Iterator[str]:
    """Its form and what it is."""
    yield f"form {itself.form}"
    yield f"runs {itself.runs}"
    for told in itself.told:
        yield f"told {told}"
    if itself.digits:
        yield f"digits {sum(map(str.isdigit, itself.low))}"
        if len(itself.low) <= _LONGEST_ITSELF:
            yield f"itself {itself.low}"
        letters = re.sub(r"[\W\d_]+", " ", itself.low).strip()
        if letters:
            yield f"letters {letters}"
    else:
        yield f"itself {itself.low}"
        yield f"begins {itself.low[:4]}"
        yield f"ends {itself.low[-3:]}"
        yield f"ends {itself.low[-5:]}"


def _of_itself(itself: Look) -> Iterator[str]:
    """The piece alone."""
    yield "any piece"
    yield from _alone(itself)


def _of_gaps(before: str, behind: str, runs: str) -> Iterator[str]:
    """What stands on both sides of it."""
    yield f"before {before}"
    yield f"behind {behind}"
    yield f"between {before} {behind} {runs}"


def _of_neighbour(distance: int, other: Look, runs: str) -> Iterator[str]:
    """The piece next to one of these `runs`: which, and of what form."""
    for told in other.told:
        yield f"{distance} told {told} {runs}"
    if other.digits:
        yield f"{distance} form {other.form}"
        yield f"{distance} runs {other.runs} {runs}"
        return
    yield f"{distance} word {other.low} {runs}"
    yield f"{distance} begins {other.low[:4]}"
    yield f"{distance} begins {other.low[:5]} {runs}"
    yield f"{distance} ends {other.low[-3:]} {runs}"
    yield f"{distance} ends {other.low[-4:]}"


def _of_second(distance: int, other: Look, runs: str) -> Iterator[str]:
    """The second piece before or behind."""
    for told in other.told:
        yield f"{distance} told {told} {runs}"
    yield f"{distance} runs {other.runs} {runs}" if other.digits else f"{distance} word {other.low}"


def _of_pair(second: str, first: str) -> Iterator[str]:
    """The two pieces before it."""
    yield f"two before {second} {first}"


def _near(side: str, beginning: str) -> Iterator[str]:
    """A word somewhere near."""
    yield f"near {side} {beginning}"


def _of_masked(name: str, runs: str) -> Iterator[str]:
    """What else was masked in the text."""
    yield f"masked {name} {runs}"
