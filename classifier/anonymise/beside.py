"""What belongs to an identifier that was found: the rest of its code, and more of its kind listed beside it or named later.

"fakturorna 8814, 8817 och 8820", "Venjan 118:4 och 118:5 ... grannen på 12:7", "dnr 4471-19 E", "licens TL 300417".
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from classifier.anonymise.shapes import LABELS, NO_UNIT
from classifier.anonymise.vocabulary import ordinary_words
from classifier.edits import Edit

# What a recogniser leaves of a longer code: "K-" before "1042", "-B" behind "5561", "/2" behind "52-118034".
_CODE_HEAD = re.compile(r"(?<![\w/.-])(?:(?:[A-ZÅÄÖ][A-ZÅÄÖa-z\d]{0,7}[-/]){1,2}|[A-ZÅÄÖ]{1,8}\d{0,3}[A-Z]{0,2})\Z")
_CODE_TAIL = re.compile(r"(?:[-/][A-Za-zÅÄÖ]{1,3}(?!\w)|[-/:][A-ZÅÄÖ]{0,3}\d{1,8}(?!\w|[.,:]\d)){1,3}")
_HEAD_REACH = 18
_CODES = frozenset({"number", "case_number", "account", "invoice", "personal_identity_number", "phone"})
# The municipality's letters before a board's: "MK KS 2025/00733".
_MUNICIPALITY = re.compile(r"(?<![\w/.&-])[A-ZÅÄÖ]K \Z")
# Capitals apart from their number: "TL 300417", "AO#55821".
_CAPITALS = re.compile(r"(?<![\w/.&-])([A-ZÅÄÖ]{1,4})[ #]\Z")
_WITH_CAPITALS = frozenset({"number", "case_number", "invoice"})
# "4471-19 E", "441 20 98 K", "SBN 2025/114 § 45", "2025-0884 / TN"
_LETTER_BEHIND = re.compile(
    r"[ ][A-HJ-ZÄ](?![\w-]|\.?[ ]?[A-ZÅÄÖ]|\.\w)|[ ,]{1,2}§[ ]?\d{1,3}(?!\w)|[ ]/[ ][A-ZÅÄÖ]{2,4}(?!\w)"
)
_WITH_LETTER = frozenset({"number", "case_number"})

_JOINING = r"(?:och|o|å|og|and|resp\.?|respektive|samt|eller|el\.?|inte|ej|nej|plus)"
_AND = re.compile(
    rf"(?:[ ]?[,;/&+][ ]?(?:{_JOINING}[ ])?|[ ](?:{_JOINING}|-)[ ])(?:nr[ ]|del[ ]i[ ]|på[ ])?", re.IGNORECASE
)
_SHAPES = str.maketrans(dict.fromkeys("0123456789", "0"))
_ENDS = re.compile(rf"(?![\w-]|[.,:/]\d){NO_UNIT}", re.IGNORECASE)
_UNIT_OF_PLOT = r"(?:[1-9]\d{0,2}|s|ga)[ ]?[:>][ ]?(?!0)\d{1,4}(?:>\d{1,3})?(?!\w|[.,:]\d)"
# What may be shorter behind another of the same kind.
_SHORTER = {
    "property": re.compile(rf"{_AND.pattern}(?P<id>{_UNIT_OF_PLOT})", re.IGNORECASE),
    "phone": re.compile(
        rf"(?:[ ]\([^()\n]{{1,12}}\))?(?:[ ]?/[ ]?|[ ](?:eller|el\.?|och|o|alt\.?)[ ]-)(?P<id>\d{{2,4}})(?![\w-]|[.,:/]\d){NO_UNIT}",
        re.IGNORECASE,
    ),
    "address": re.compile(
        rf"(?<=\d|[a-z]){_AND.pattern}(?P<id>\d{{1,3}}[ ]?[a-z]?(?!\w))(?=[ ]?[.!?)\n;]|[ ]?\Z|,?[ ](?:och|o|å|&)[ ]\d)",
        re.IGNORECASE,
    ),
}
_ENDS_IN_HOUSE = re.compile(r"[ .]\d{1,3}[ ]?[a-z]?\Z", re.IGNORECASE)
# What needs no name of its own once one of its kind was named: "grannen på 14:32", "del i s:4".
_LATER = {
    "property": re.compile(
        rf"(?<!\w)(?:(?:på|har|inte|äger|grannen|av|med|och|o|å|även|till[ ]fastigheten)[ ](?P<id>{_UNIT_OF_PLOT})"
        r"|(?P<common>(?:s|ga)[:>]\d{1,3}(?!\w)))",
        re.IGNORECASE,
    ),
}  # fmt: skip


class Claimed:
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


def with_what_belongs(text: str, edits: Iterable[Edit], claimed: Claimed) -> list[Edit]:
    """The edits, widened to whole codes, and those of what is listed beside them or named later."""
    whole = [_whole_code(text, edit, claimed) for edit in edits]
    more = [listed for edit in whole for listed in _listed(text, edit, claimed)]
    return [*whole, *more, *_named_later(text, whole, claimed)]


def _whole_code(text: str, edit: Edit, claimed: Claimed) -> Edit:
    """The edit, widened to what is left of the code that it is a part of."""
    if edit.kind not in _CODES:
        return edit
    start, end = edit.start, edit.end
    head = _CODE_HEAD.search(text, max(0, start - _HEAD_REACH), start)
    if head is None and edit.kind in _WITH_CAPITALS and text[start].isdigit():
        head = _CAPITALS.search(text, max(0, start - _HEAD_REACH), start)
        if head and (head[1] in LABELS or head[1].casefold() in ordinary_words()):
            head = None
    if head is None and edit.kind == "case_number" and text[start].isupper():
        head = _MUNICIPALITY.search(text, max(0, start - _HEAD_REACH), start)
    if head and claimed.take(head.start(), start):
        start = head.start()
    tail = _CODE_TAIL.match(text, end)
    if tail is None and edit.kind in _WITH_LETTER:
        tail = _LETTER_BEHIND.match(text, end)
    if tail and claimed.take(end, tail.end()):
        end = tail.end()
    return Edit(start, end, edit.kind, edit.token)


def _listed(text: str, edit: Edit, claimed: Claimed) -> Iterator[Edit]:
    """Edits of those of the same shape, or shorter ones of the same kind, that are listed behind an identifier."""
    shape = text[edit.start : edit.end].translate(_SHAPES)
    shorter = _SHORTER.get(edit.kind)
    if edit.kind == "address" and _ENDS_IN_HOUSE.search(text, edit.start, edit.end) is None:
        return
    at = edit.end
    while True:
        start, end = _same_shape(text, at, shape) if shape.count("0") > 2 else (0, 0)
        if not end and shorter and (found := shorter.match(text, at)):
            start, end = found.span("id")
        if not end or not claimed.take(start, end):
            return
        yield Edit(start, end, edit.kind, edit.token)
        at = end


def _same_shape(text: str, at: int, shape: str) -> tuple[int, int]:
    """Where behind a joining word at `at` the same shape stands, digit for digit; (0, 0) where it does not."""
    joined = _AND.match(text, at)
    if joined is None:
        return 0, 0
    start, end = joined.end(), joined.end() + len(shape)
    alike = text[start:end].translate(_SHAPES) == shape and _ENDS.match(text, end) is not None
    return (start, end) if alike else (0, 0)


def _named_later(text: str, edits: list[Edit], claimed: Claimed) -> Iterator[Edit]:
    """Edits of what a text that has named one of a kind calls by less."""
    for kind, later in _LATER.items():
        named = next((edit for edit in edits if edit.kind == kind), None)
        if named is None:
            continue
        spans = (found.span(found.lastgroup or 0) for found in later.finditer(text))
        yield from (Edit(*span, kind, named.token) for span in spans if claimed.take(*span))
