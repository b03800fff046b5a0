"""What the name tagger sees of a word in a text: the word itself, where it stands, and its neighbours.

A word is seen in pieces, each a function and what it is asked of. A piece depends on few things, so its weight is remembered:
the same word behind the same kind of gap comes again and again. The trainer and the tagger take their features from here.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from classifier.anonymise.gaps import NEW_LINE, gap_name
from classifier.anonymise.name_view import CAPITALISED, EDGE, PERSON, View, idle_words, remembered_look, token_view
from classifier.anonymise.sentence import SENTENCE_END, Sentence
from classifier.anonymise.signatures import Span

Piece = tuple[Callable[..., Iterator[str]], tuple[Any, ...]]
Look = Callable[[str], View]

# What a gap is called: the first of these that it holds.
_GAP_SIGNS = ".!?,:;/(\"'&-@+"
_FEW_CAPITALS = 0.03
_LONGEST_SPELT = 14
# Of a longer word only the beginning is looked at: a hostile text shall not fill the memory.
_LONGEST_WORD = 40


class Reading:
    """The words of a text, those that were masked as one word each.

    spans   where each stands
    shown   each as it is written
    """

    def __init__(
        self,
        sentence: Sentence,
        tokens: Sequence[tuple[int, int, str]] = (),
        look_at: Look = remembered_look,
        idle: frozenset[str] | None = None,
        ruled: Iterable[Span] = (),
    ) -> None:
        """`tokens` are start, end and name ("NAMN") of what is masked, `idle` words not worth a look.

        `ruled` are names that the rules found and that still stand: for the words around each is a masked person.
        """
        self._text = sentence.text
        self._look_at = look_at
        self._idle = idle_words() if idle is None else idle
        self._tokens = {start: token_view(name) for start, _, name in tokens}
        self.spans: list[Span] = [(start, end) for _, start, end in sentence.words]
        self.shown = sentence.shown
        if tokens:
            masked = (((start, end), name) for start, end, name in tokens)
            both = sorted([*_outside(tokens, zip(self.spans, self.shown, strict=True)), *masked])
            self.spans, self.shown = [span for span, _ in both], [shown for _, shown in both]
        self._ruled = {at: (places[0], places[-1]) for places in map(self.within, ruled) for at in places}

    def asked(self) -> list[int]:
        """The places of words that may be names."""
        idle = self._idle
        looked = [(at, self.view(at)) for at, shown in enumerate(self.shown) if shown not in idle]
        return [at for at, view in looked if view.asked and (view.opening or not self.opens(at))]

    def within(self, span: Span) -> range:
        """The places of the words that a span holds or cuts."""
        start, end = span
        first = bisect_right(self.spans, start, key=lambda word: word[1])
        return range(first, bisect_left(self.spans, end, lo=first, key=lambda word: word[0]))

    def view(self, at: int) -> View:
        """What the word at `at` looks like; the edge of the text where there is none."""
        if not 0 <= at < len(self.shown):
            return EDGE
        return self._tokens.get(self.spans[at][0]) or self._look_at(self.shown[at][:_LONGEST_WORD])

    def gap(self, at: int) -> str:
        """What stands before the word at `at`; behind the last one when `at` is their number."""
        start = self.spans[at - 1][1] if at else 0
        return self._text[start : self.spans[at][0] if at < len(self.spans) else None]

    def opens(self, at: int) -> bool:
        """Whether a sentence begins at the word."""
        return at == 0 or SENTENCE_END.search(self.gap(at)) is not None

    def pieces(self, at: int) -> Iterator[Piece]:
        """What tells of the word at `at`, piece by piece, the word itself first."""
        view = self.view(at)
        # That a listed name stands for a ware in some text says nothing of those who bear it.
        listed = at in self._ruled and view.named
        yield (_of_kind if listed else _of_word), (view, self._style)
        opens = self.opens(at)
        before, behind = self._gap(at), self._gap(at + 1)
        yield _of_place, (view, before, behind, opens)
        # A word that stands once needs no look at all the others.
        repeated = self._times[view.low] > 1
        inside = view.low in self._inside if repeated else view.shape == CAPITALISED and not opens
        yield _of_repetition, (view.shape, repeated, inside)
        yield _of_neighbour, (view.shape, -1, self._beside(at, -1), before)
        yield _of_neighbour, (view.shape, 1, self._beside(at, 1), behind)
        yield _of_far, (view.shape, -2, self._beside(at, -2) if before == " " else EDGE)
        yield _of_far, (view.shape, 2, self._beside(at, 2) if behind == " " else EDGE)
        if at in self._ruled:
            first, last = self._ruled[at]
            yield _of_ruling, (view, last - first + 1)

    def _beside(self, at: int, distance: int) -> View:
        """The word so far from the one at `at`; a person where the rules found another name."""
        name = self._ruled.get(at + distance)
        return self.view(at + distance) if name is None or name == self._ruled.get(at) else PERSON

    @cached_property
    def _style(self) -> str:
        capitals = len(self.shown) - sum(map(str.islower, self.shown))
        return "hardly a capital" if capitals < _FEW_CAPITALS * len(self.shown) else "capitals"

    @cached_property
    def _times(self) -> Counter[str]:
        """How often each word stands in the text, in lower case."""
        return Counter(map(str.casefold, self.shown))

    @cached_property
    def _inside(self) -> frozenset[str]:
        """The words that somewhere stand with a capital inside a sentence, in lower case."""
        capitalised = (at for at, shown in enumerate(self.shown) if shown[0].isupper())
        views = ((at, self.view(at)) for at in capitalised)
        return frozenset(view.low for at, view in views if view.shape == CAPITALISED and not self.opens(at))

    def _gap(self, at: int) -> str:
        """The name of what stands before the word at `at`."""
        return NEW_LINE if at == 0 else gap_name(self.gap(at), _GAP_SIGNS) or NEW_LINE


def _of_word(view: View, style: str) -> Iterator[str]:
    """Its spelling, its shape, its lists."""
    yield from _of_kind(view, style)
    yield from _of_letters(view)


def _of_kind(view: View, style: str) -> Iterator[str]:
    """Its shape, its lists."""
    lists = ",".join(view.lists)
    yield "any word"
    yield f"shape {view.shape} {style}"
    yield f"lists {lists}"
    yield f"lists {lists} {view.shape} {style}"
    for one in view.lists:
        yield f"list {one} {view.shape}"


def _of_letters(view: View) -> Iterator[str]:
    """Its spelling."""
    yield f"word {view.low}"
    yield f"length {min(len(view.low), 9)}"
    spelt = f"^{view.low}$"
    for count in (3, 4, 5):
        if len(spelt) >= count:
            yield f"begins {spelt[:count]}"
            yield f"ends {spelt[-count:]}"
    if len(view.low) < _LONGEST_SPELT:
        for at in range(len(spelt) - 2):
            yield f"holds {spelt[at : at + 3]}"


def _of_place(view: View, before: str, behind: str, opens: bool) -> Iterator[str]:
    """What stands beside it, and whether a sentence begins."""
    yield f"opens {opens} {view.shape}"
    yield f"opens {opens} {view.shape} {','.join(view.lists)}"
    yield f"before {before} {view.shape}"
    yield f"behind {behind} {view.shape}"
    yield f"between {before} {behind} {view.shape}"


def _of_repetition(shape: str, repeated: bool, inside: bool) -> Iterator[str]:
    """Whether it stands in the text more than once, and somewhere with a capital inside a sentence."""
    if repeated:
        yield f"repeated {shape}"
    if inside:
        yield f"capital inside a sentence {shape}"


def _of_neighbour(shape: str, distance: int, other: View, gap: str) -> Iterator[str]:
    """The word beside it: which, and of what kind."""
    yield f"{distance} word {other.low}"
    yield f"{distance} word {other.low} {shape}"
    yield f"{distance} ends {other.low[-3:]} {gap}"
    yield f"{distance} ends {other.low[-3:]} {shape} {gap}"
    yield f"{distance} shape {other.shape} {shape} {gap}"
    yield f"{distance} lists {','.join(other.lists)} {other.shape} {shape} {gap}"
    for one in other.lists:
        yield f"{distance} list {one} {other.shape} {shape}"
    for group in other.groups:
        yield f"{distance} group {group} {other.shape} {shape}"


def _of_far(shape: str, distance: int, other: View) -> Iterator[str]:
    """The word two away, where a blank alone parts them from the one between."""
    yield f"{distance} word {other.low}"
    yield f"{distance} lists {','.join(other.lists)} {other.shape} {shape}"
    for group in other.groups:
        yield f"{distance} group {group} {other.shape} {shape}"


def _of_ruling(view: View, length: int) -> Iterator[str]:
    """That the rules found a name of so many words here."""
    yield f"ruled {view.shape}"
    yield f"ruled {length}"
    yield f"ruled {view.shape} {','.join(view.lists)}"


def _outside(tokens: Iterable[tuple[int, int, str]], words: Iterable[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The words that no token touches."""
    taken = sorted((start, end) for start, end, _ in tokens)
    for word in words:
        (start, end), _ = word
        at = bisect_left(taken, end, key=lambda token: token[0])
        if not at or taken[at - 1][1] <= start:
            yield word
