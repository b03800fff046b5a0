"""The step itself: find every identifier, settle overlaps, replace, and tell what was done."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from classifier.anonymise.beside import Claimed, with_what_belongs
from classifier.anonymise.known_names import known_parts, name_parts
from classifier.anonymise.name_features import Reading
from classifier.anonymise.name_tagger import NameTagger, load_tagger
from classifier.anonymise.names import known_spans, name_spans, read_words, seen_spans, without_nobody
from classifier.anonymise.number_features import Pieces
from classifier.anonymise.number_tagger import NumberTagger, load_number_tagger
from classifier.anonymise.pipeline import FindNames
from classifier.anonymise.recogniser import tokens_in, without_tokens
from classifier.anonymise.recognisers import TOKENS, close_digits, identifiers
from classifier.anonymise.sentence import Sentence
from classifier.anonymise.shapes import MONTHS
from classifier.anonymise.signatures import Span
from classifier.edits import Edit, apply_edits

PERSON = "person"
_READINGS = 4

# "Elsa Berg, 2015-06-12": a full date behind a name is the day of birth.
_BORN_AFTER_NAME = re.compile(
    r"[ ,;:(|]{1,3}(?:(?:är|e|f\.?)[ ])?(?P<id>(?:19\d\d|20[0-3]\d)[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/ .-]{1,2}(?:19\d\d|"
    rf"20[01]\d|\d\d)|\d{{1,2}}(?::?[ae])?[ ]{MONTHS}[ ](?:19\d\d|200\d|201\d|202[0-2])|(?:19[2-9]\d|20[0-2]\d)(?=[,;)\n]))(?!\d|[-/]\d)"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_DASHES, _BLANKS = (
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\uff0d",
    "\u00a0\u2007\u2009\u202f\u200b\u200c\u2060\ufeff\t",
)
_DIGITS = {0x0660 + digit: str(digit) for digit in range(10)} | {0x06F0 + digit: str(digit) for digit in range(10)}
_DIGITS |= {0xFF10 + digit: str(digit) for digit in range(10)}
_PLAIN = (
    str.maketrans(dict.fromkeys(_DASHES, "-") | dict.fromkeys(_BLANKS, " ") | {"＠": "@", "﹫": "@", "：": ":"})
    | _DIGITS
)
# A mark that combines with the letter before it: "a" and a ring for "å".
_MARK = re.compile("[\u0300-\u036f]")
_LETTER = re.compile("(?s:.)[\u0300-\u036f]*")
_ODD = re.compile(f"[{''.join(map(chr, _PLAIN))}]")


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

    def __init__(
        self,
        known_names: Iterable[str] = (),
        public_names: Iterable[str] = (),
        find_more: FindNames | None = None,
        tagger: NameTagger | None = None,
        number_tagger: NumberTagger | None = None,
    ) -> None:
        """What the headers gave, who is named in a public role and stays, a pipeline's second opinion, other taggers."""
        self._known, self._parts = _known(tuple(known_names))
        self._public = tuple((name_parts(name), name.split()[-1].casefold()) for name in public_names if name.strip())
        self._find_more = find_more
        self._tagger = tagger or load_tagger()
        self._number_tagger = number_tagger or load_number_tagger()
        self._people: list[frozenset[str]] = []

    def __call__(self, text: str) -> Anonymised:
        """Anonymise one text."""
        edits: list[Edit] = []
        masked = text
        # A token in place of a number may free what stood beside it, so what was masked is read once more.
        for _ in range(_READINGS):
            found = self._find(masked)
            if not found:
                break
            edits = _whole(text, _merged(edits, found))
            masked = apply_edits(text, edits)
        return Anonymised(masked, tuple(edits))

    def _find(self, text: str) -> list[Edit]:
        """The edits of one reading, in order; letters written as a letter and a mark are read as one."""
        if _MARK.search(text) is None:
            return self._find_composed(text)
        composed, places = _composed(text)
        return [
            Edit(places[edit.start], places[edit.end], edit.kind, edit.token) for edit in self._find_composed(composed)
        ]

    def _find_composed(self, text: str) -> list[Edit]:
        """What the rules find; where they find nothing any more, what the taggers find."""
        tokens = tokens_in(text)
        claimed = Claimed((start, end) for start, end, _ in tokens)
        plain = plain_signs(without_tokens(text))
        edits = [
            Edit(start, end, row.kind, row.token) for row, start, end in identifiers(plain) if claimed.take(start, end)
        ]
        edits = with_what_belongs(plain, edits, claimed)
        sentence = read_words(plain)
        spans = [*known_spans(sentence, self._parts), *seen_spans(sentence, self._seen())]
        spans += self._find_more(plain) if self._find_more else ()
        masked = [*tokens, *((edit.start, edit.end, edit.token.strip("[]")) for edit in edits)]
        spans += self._undoubted(sentence, masked, set(name_spans(sentence)))
        named = self._named(text, plain, spans, claimed)
        if not edits and not named:
            numbers = self._number_tagger(Pieces(plain, tokens))
            edits = [Edit(start, end, kind, TOKENS[kind]) for start, end, kind in numbers if claimed.take(start, end)]
            named = self._named(text, plain, without_nobody(sentence, self._tagger(Reading(sentence, tokens))), claimed)
        elif named and close_digits(plain) >= 5:
            born = (found.span("id") for edit in named if (found := _BORN_AFTER_NAME.match(plain, edit.end)))
            edits += [Edit(*span, "birth_date", "[FÖDELSEDATUM]") for span in born if claimed.take(*span)]
        return sorted([*edits, *named], key=lambda edit: edit.start)

    def _undoubted(self, sentence: Sentence, masked: list[tuple[int, int, str]], spans: set[Span]) -> Iterator[Span]:
        """The names of the rules but for those of which the tagger is sure that they are none."""
        if spans:
            reading = Reading(sentence, masked, ruled=_joined(spans))
            yield from (span for span in spans if not self._tagger.doubts(reading, span))

    def _named(self, text: str, plain: str, spans: list[Span], claimed: Claimed) -> list[Edit]:
        """The edits of those names that are not public and not spoken for, in order; of two that overlap the longer."""
        if not spans:
            return []
        spans = sorted(spans, key=lambda span: (span[0] - span[1], span[0]))
        free = [
            span
            for found in spans
            if not self._is_public(text[slice(*found)])
            for span in _unclaimed(plain, found, claimed)
        ]
        return [Edit(*span, PERSON, self._name_token(text[slice(*span)])) for span in sorted(free)]

    def _seen(self) -> frozenset[str]:
        """The words of the persons met so far."""
        return frozenset(word for person in self._people for word in person if len(word) > 1)

    def _is_public(self, mention: str) -> bool:
        """True for a public person's surname, with or without the first name; a first name alone may be anybody's."""
        parts = {form for part in name_parts(mention) for form in (part, part.removesuffix("s"))}
        return any(surname in parts and _same_person(name_parts(mention), words) for words, surname in self._public)

    def _name_token(self, mention: str) -> str:
        """The person's token: a first name alone is the same person as that first name with a surname."""
        parts = name_parts(mention)
        for number, person in enumerate(self._people):
            if parts and _same_person(parts, person):
                self._people[number] = max(parts, person, key=len)
                return f"[NAMN_{number + 1}]"
        shown = next((known for known in self._known if _same_person(parts, known)), parts)
        self._people.append(max(parts, shown, key=len))
        return f"[NAMN_{len(self._people)}]"


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            first, last = joined.pop()
            start, end = first, max(last, end)
        joined.append((start, end))
    return joined


@lru_cache(64)
def _known(names: tuple[str, ...]) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """Each known name's words, and all words to look for; everybody under one post has the same known names."""
    return tuple(filter(None, map(name_parts, names))), known_parts(names)


def _unclaimed(text: str, span: tuple[int, int], claimed: Claimed) -> Iterator[tuple[int, int]]:
    """Claim a name; when a part of it is spoken for ("@Carina Hedblom"), those of its words that are not."""
    if claimed.take(*span):
        yield span
    elif " " in text[slice(*span)]:
        yield from (found.span() for found in _WORD.finditer(text, *span) if claimed.take(*found.span()))


def pieces_of(masked: str) -> Pieces:
    """The pieces of a masked text as its reading shows them to the tagger of numbers."""
    return Pieces(plain_signs(without_tokens(masked)), tokens_in(masked))


def _merged(edits: list[Edit], later: list[Edit]) -> list[Edit]:
    """`edits` of a text with `later` edits of the masked text, all as edits of the text."""
    merged: list[Edit] = []
    at = shift = 0
    for edit in later:
        while at < len(edits) and edits[at].start + shift < edit.start:
            shift += len(edits[at].token) - (edits[at].end - edits[at].start)
            merged.append(edits[at])
            at += 1
        merged.append(Edit(edit.start - shift, edit.end - shift, edit.kind, edit.token))
    return merged + edits[at:]


def _whole(text: str, edits: list[Edit]) -> list[Edit]:
    """The edits, those of one identifier that was found in parts as one: "lilla" and "askerön 1:9"."""
    whole: list[Edit] = []
    for edit in edits:
        last = whole[-1] if whole else None
        if last and last.token == edit.token and edit.kind != PERSON and text[last.end : edit.start] in ("", " "):
            whole[-1] = replace(last, end=edit.end)
        else:
            whole.append(edit)
    return whole


def _composed(text: str) -> tuple[str, list[int]]:
    """The text with letters and their marks composed (NFC), and where in `text` each of its characters begins."""
    pieces = [(unicodedata.normalize("NFC", found[0]), found.start()) for found in _LETTER.finditer(text)]
    places = [start for piece, start in pieces for _ in piece]
    return "".join(piece for piece, _ in pieces), [*places, len(text)]


def plain_signs(text: str) -> str:
    """The text with the many dashes, blanks and digits of Unicode as plain ones, character for character."""
    return text if _ODD.search(text) is None else text.translate(_PLAIN)


def _same_person(one: frozenset[str], other: frozenset[str]) -> bool:
    """True when every word of the shorter name is in the longer, with or without a genitive -s."""
    shorter, longer = sorted((one, other), key=len)
    known = {form for word in longer for form in (word, word.removesuffix("s"))}
    return bool(shorter) and all({word, word.removesuffix("s")} & known for word in shorter)
