"""What the name tagger sees of a word: its spelling, the lists that it is on, where it stands, and its neighbours.

A word is seen in pieces, each a function and what it is asked of. A piece depends on few things, so its weight is remembered:
the same word behind the same kind of gap comes again and again. The trainer and the tagger take their features from here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from classifier.anonymise import name_context
from classifier.anonymise.name_lists import (
    ambiguous_names,
    brands,
    brands_and_names,
    first_names,
    is_surname,
    surnames,
    words_of_brands,
)
from classifier.anonymise.neighbours import base_of
from classifier.anonymise.sentence import SENTENCE_END, Sentence
from classifier.anonymise.signatures import Span
from classifier.anonymise.vocabulary import known_places, lexicon_words, ordinary_counts

Piece = tuple[Callable[..., Iterator[str]], tuple[Any, ...]]

# What a gap is called: the first of these that it holds.
_GAP_SIGNS = ".!?,:;/(\"'&-@+"
_NEW_LINE = "new line"
# Words of one kind stand in the same places.
_GROUPS = {
    "greeting": name_context.GREETINGS,
    "title": name_context.TITLES,
    "kin": name_context.KIN,
    "introduction": name_context.INTRODUCTIONS,
    "before person": name_context.BEFORE_PERSON,
    "before place": name_context.BEFORE_PLACE,
    "joining": name_context.JOINING,
    "human verb": name_context.HUMAN_VERBS,
    "person verb": name_context.PERSON_VERBS,
    "verb": name_context.VERBS,
    "family": name_context.FAMILY,
    "relative": name_context.RELATIVES,
    "particle": name_context.PARTICLES,
    "closing": name_context.CLOSINGS,
    "subject": name_context.PERSONAL_SUBJECTS,
}
_EVERYWHERE = "everywhere"
# So many of our texts write a word in lower case at least, and what it is called then.
_COMMONNESS = ((50, _EVERYWHERE), (10, "very common"), (4, "common"), (2, "known"), (1, "seen"), (0, "unseen"))
_LOWER, _CAPITALISED = "lower", "capitalised"
_CAPITALS = (_CAPITALISED, "capitals")
_FEW_CAPITALS = 0.03
_LONGEST_SPELT = 14


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A word as the tagger sees it, alone.

    low      in lower case
    shape    how capitals are used
    lists    the lists that it is on, and how common it is
    groups   the groups of context words that it belongs to
    asked    whether it may be a name: an ordinary word on no list of names is none in lower case, ...
    opening  ... nor where it begins a sentence
    """

    low: str
    shape: str
    lists: tuple[str, ...]
    groups: tuple[str, ...]
    asked: bool = False
    opening: bool = False


Look = Callable[[str], View]
_EDGE = View("", "edge", ("edge",), ())


def look(shown: str, unlisted: bool = False, written_here: bool = False) -> View:
    """The view of a word; `unlisted` as if no list of names held it, `written_here` without the text that it stands in."""
    low = shown.casefold()
    shape = _shape(shown)
    of_names = () if unlisted else tuple(_lists_of_names(low))
    count = ordinary_counts()[low] - written_here
    common = next(name for least, name in _COMMONNESS if count >= least)
    lists = (*of_names, common, *(name for name, holds in _OTHER_LISTS if holds(low)))
    rare = not count or (bool(of_names) and common != _EVERYWHERE)
    return View(low, shape, lists, _groups().get(low, ()), asked=rare or shape != _LOWER, opening=rare)


remembered_look = lru_cache(1 << 15)(look)


class Reading:
    """The words of a text, those that were masked as one word each.

    spans   where each stands
    views   what each looks like
    """

    def __init__(
        self, sentence: Sentence, tokens: Sequence[tuple[int, int, str]] = (), look_at: Look = remembered_look
    ) -> None:
        """`tokens` are start, end and name ("NAMN") of what was masked before."""
        self._text = sentence.text
        self.spans: list[Span] = [(start, end) for _, start, end in sentence.words]
        self.views = [look_at(shown) for shown in sentence.shown]
        if tokens:
            masked = (((start, end), View(name, "token", (name,), ())) for start, end, name in tokens)
            both = sorted([*zip(self.spans, self.views, strict=True), *masked], key=lambda word: word[0])
            self.spans, self.views = [span for span, _ in both], [view for _, view in both]

    def asked(self) -> list[int]:
        """The places of words that may be names."""
        return [at for at, view in enumerate(self.views) if view.asked and (view.opening or not self.opens(at))]

    def gap(self, at: int) -> str:
        """What stands before the word at `at`; behind the last one when `at` is their number."""
        start = self.spans[at - 1][1] if at else 0
        return self._text[start : self.spans[at][0] if at < len(self.spans) else None]

    def opens(self, at: int) -> bool:
        """Whether a sentence begins at the word."""
        return at == 0 or SENTENCE_END.search(self.gap(at)) is not None

    def pieces(self, at: int) -> Iterator[Piece]:
        """What tells of the word at `at`, piece by piece."""
        view = self.views[at]
        opens = self.opens(at)
        before, behind = self._gap(at), self._gap(at + 1)
        yield _of_word, (view, self._style)
        yield _of_place, (view, before, behind, opens)
        yield _of_repetition, (view.shape, *self._repetition(at, opens))
        yield _of_neighbour, (view.shape, -1, self._view(at - 1), before)
        yield _of_neighbour, (view.shape, 1, self._view(at + 1), behind)
        yield _of_far_neighbour, (view.shape, -2, self._view(at - 2), self._gap(at - 1) + before)
        yield _of_far_neighbour, (view.shape, 2, self._view(at + 2), behind + self._gap(at + 2))

    @cached_property
    def _style(self) -> str:
        capitals = sum(view.shape in _CAPITALS for view in self.views)
        return "hardly a capital" if capitals < _FEW_CAPITALS * len(self.views) else "capitals"

    @cached_property
    def _words(self) -> list[str]:
        return [view.low for view in self.views]

    def _repetition(self, at: int, opens: bool) -> tuple[bool, bool]:
        """Whether the word stands in the text more than once, and whether with a capital inside a sentence."""
        low = self._words[at]
        if self._words.count(low) == 1:
            return False, self.views[at].shape == _CAPITALISED and not opens
        places = (place for place, word in enumerate(self._words) if word == low)
        return True, any(self.views[place].shape == _CAPITALISED and not self.opens(place) for place in places)

    def _view(self, at: int) -> View:
        return self.views[at] if 0 <= at < len(self.views) else _EDGE

    def _gap(self, at: int) -> str:
        if not 0 <= at <= len(self.views):
            return ""
        return _NEW_LINE if at == 0 else _gap(self.gap(at)) or _NEW_LINE


def _of_word(view: View, style: str) -> Iterator[str]:
    """Its spelling, its shape, its lists."""
    lists = ",".join(view.lists)
    yield "any word"
    yield f"word {view.low}"
    yield f"shape {view.shape} {style}"
    yield f"lists {lists}"
    yield f"lists {lists} {view.shape} {style}"
    for one in view.lists:
        yield f"list {one} {view.shape}"
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
    yield from _of_kind(shape, distance, other, gap)


def _of_far_neighbour(shape: str, distance: int, other: View, gap: str) -> Iterator[str]:
    """The word two places off: of what kind."""
    yield from _of_kind(shape, distance, other, gap)


def _of_kind(shape: str, distance: int, other: View, gap: str) -> Iterator[str]:
    yield f"{distance} shape {other.shape} {shape} {gap}"
    yield f"{distance} lists {','.join(other.lists)} {other.shape} {shape} {gap}"
    for one in other.lists:
        yield f"{distance} list {one} {other.shape} {shape}"
    for group in other.groups:
        yield f"{distance} group {group} {shape}"


def _shape(shown: str) -> str:
    if shown.islower():
        return _LOWER
    if len(shown) == 1:
        return "initial"
    if shown.isupper():
        return "capitals"
    if shown[0].isupper():
        return _CAPITALISED if shown[1:].islower() else "capital and others"
    return "capital inside"


def _lists_of_names(low: str) -> Iterator[str]:
    base = base_of(low)
    for name, words in (("first name", first_names()), ("surname", surnames()), ("ambiguous", ambiguous_names())):
        if low in words:
            yield name
        elif base in words:
            yield f"{name}'s genitive"


_OTHER_LISTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("lexicon", lambda low: low in lexicon_words()),
    ("place", lambda low: low in known_places()),
    ("brand", lambda low: low in brands() or base_of(low) in brands()),
    ("a brand's word", lambda low: low in words_of_brands()),
    ("brand and name", lambda low: low in brands_and_names()),
    ("no name", lambda low: low in name_context.NOT_NAMES),
    ("place's ending", lambda low: low.endswith(name_context.PLACE_ENDINGS)),
    ("role's ending", lambda low: low.endswith(name_context.ROLE_ENDINGS)),
    ("surname's ending", lambda low: is_surname(base_of(low))),
    ("hyphen", lambda low: "-" in low),
)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Word -> the groups that it belongs to."""
    words = frozenset().union(*_GROUPS.values())
    return {word: tuple(name for name, group in _GROUPS.items() if word in group) for word in words}


@lru_cache(1 << 10)
def _gap(gap: str) -> str:
    """The name of what stands between two words; empty when nothing does."""
    if gap in (" ", ""):
        return gap
    if "\n" in gap:
        return _NEW_LINE
    sign = next((sign for sign in _GAP_SIGNS if sign in gap), "")
    return sign or ("0" if any(char.isdigit() for char in gap) else "other")
