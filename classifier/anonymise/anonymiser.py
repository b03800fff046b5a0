"""The step itself: find every identifier, settle overlaps, replace, and tell what was done."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from classifier.anonymise.names import name_parts, name_spans
from classifier.anonymise.recognisers import RECOGNISERS, TOKEN
from classifier.edits import Edit, apply_edits

PERSON = "person"


@dataclass(frozen=True, slots=True)
class Anonymised:
    """The text with tokens, and the edits that made it; the removed words are kept nowhere."""

    text: str
    edits: tuple[Edit, ...]


def anonymise(text: str, known_names: Iterable[str] = ()) -> Anonymised:
    """Replace the identifiers in one text; `known_names` are names that the headers gave."""
    return Anonymiser(known_names)(text)


class Anonymiser:
    """Anonymises the texts of one thread, so that a person is the same `[NAMN_n]` in all of them."""

    def __init__(self, known_names: Iterable[str] = ()) -> None:
        self._known = tuple(known_names)
        self._people: list[frozenset[str]] = []

    def __call__(self, text: str) -> Anonymised:
        """Anonymise one text."""
        claimed = _Claimed(found.span() for found in TOKEN.finditer(text))
        edits = [
            Edit(start, end, recogniser.kind, recogniser.token)
            for recogniser in RECOGNISERS
            for start, end in recogniser.spans(text)
            if claimed.take(start, end)
        ]
        names = sorted(name_spans(text, self._known), key=lambda span: (span[0] - span[1], span[0]))
        edits += [Edit(start, end, PERSON) for start, end in names if claimed.take(start, end)]
        edits.sort(key=lambda edit: edit.start)
        numbered = tuple(
            Edit(edit.start, edit.end, edit.kind, edit.token or self._name_token(text[edit.start : edit.end]))
            for edit in edits
        )
        return Anonymised(apply_edits(text, numbered), numbered)

    def _name_token(self, mention: str) -> str:
        """The person's token: a first name alone is the same person as that first name with a surname."""
        parts = name_parts(mention)
        for number, person in enumerate(self._people):
            if parts and _same_person(parts, person):
                self._people[number] = max(parts, person, key=len)
                return f"[NAMN_{number + 1}]"
        shown = next((known for known in map(name_parts, self._known) if known and _same_person(parts, known)), parts)
        self._people.append(max(parts, shown, key=len))
        return f"[NAMN_{len(self._people)}]"


def _same_person(one: frozenset[str], other: frozenset[str]) -> bool:
    """True when every word of the shorter name is in the longer, with or without a genitive -s."""
    shorter, longer = sorted((one, other), key=len)
    known = {form for word in longer for form in (word, word.removesuffix("s"))}
    return bool(shorter) and all({word, word.removesuffix("s")} & known for word in shorter)


class _Claimed:
    """Spans already spoken for, kept sorted."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)

    def take(self, start: int, end: int) -> bool:
        """Claim a span; False when it overlaps one claimed before."""
        at = bisect_right(self._spans, (start, end))
        if (at and self._spans[at - 1][1] > start) or (at < len(self._spans) and self._spans[at][0] < end):
            return False
        self._spans.insert(at, (start, end))
        return True
