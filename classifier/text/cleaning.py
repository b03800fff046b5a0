"""Cut a message to its newly written part.

The text is seen as lines. Each step looks at the lines still standing and marks some as cut, with a reason; no step
may cut everything, because a message that quotes only is still somebody's message.
"""

from collections.abc import Callable
from dataclasses import dataclass

from classifier.edits import Edit, apply_edits
from classifier.text import rules


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The newly written text, stripped, and the cuts that led to it (positions in the input)."""

    text: str
    edits: tuple[Edit, ...]

    @property
    def quote_cut(self) -> bool:
        """True when an earlier mail was found and cut."""
        return any(edit.kind == "quote" for edit in self.edits)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


_Step = Callable[[list[_Line]], "set[int]"]


def clean(text: str) -> Cleaned:
    """Cut quotes, device lines, disclaimers and signatures from `text`."""
    standing = _lines(text)
    cut: list[tuple[_Line, str]] = []
    for kind, step in _STEPS:
        found = step(standing)
        kept = [line for number, line in enumerate(standing) if number not in found]
        if found and any(line.text.strip() for line in kept):
            cut += [(line, kind) for number, line in enumerate(standing) if number in found]
            standing = kept
    edits = _merge(cut)
    return Cleaned(apply_edits(text, edits).strip(), edits)


def _lines(text: str) -> list[_Line]:
    lines = []
    position = 0
    for piece in text.splitlines(keepends=True):
        lines.append(_Line(position, position + len(piece), piece.rstrip("\r\n")))
        position += len(piece)
    return lines


def _merge(cut: list[tuple[_Line, str]]) -> tuple[Edit, ...]:
    """Neighbouring cuts of one kind as one edit."""
    edits: list[Edit] = []
    for line, kind in sorted(cut, key=lambda item: item[0].start):
        if edits and edits[-1].end == line.start and edits[-1].kind == kind:
            edits[-1] = Edit(edits[-1].start, line.end, kind)
        else:
            edits.append(Edit(line.start, line.end, kind))
    return tuple(edits)


def _quotes(lines: list[_Line]) -> set[int]:
    """The earlier mail: from its header on, or the lines marked ">"."""
    for number, line in enumerate(lines):
        text = line.text.strip()
        if _starts_quote(lines, number, text):
            return set(range(_ruler_above(lines, number), len(lines)))
    return {number for number, line in enumerate(lines) if rules.QUOTED_LINE.match(line.text)}


def _starts_quote(lines: list[_Line], number: int, text: str) -> bool:
    if not text:
        return False
    following = [line.text.strip() for line in lines[number + 1 : number + 5]]
    if _is_quote_header(text):
        return True
    # Mail programs wrap a long header over two lines.
    if following and not _is_quote_header(following[0]) and _is_quote_header(f"{text} {following[0]}"):
        return True
    if rules.HEADER_FIRST.match(text):
        above = [line.text.strip() for line in lines[max(0, number - 3) : number]]
        forwarded = any(pattern.match(line) for line in above for pattern in rules.FORWARD_LINES)
        return not forwarded and sum(bool(rules.HEADER_NEXT.match(line)) for line in following) >= 2
    return False


def _is_quote_header(text: str) -> bool:
    return any(pattern.match(text) for pattern in rules.QUOTE_LINES)


def _ruler_above(lines: list[_Line], number: int) -> int:
    above = number - 1
    while above >= 0 and not lines[above].text.strip():
        above -= 1
    return above if above >= 0 and rules.RULER.match(lines[above].text.strip()) else number


def _forward_headers(lines: list[_Line]) -> set[int]:
    """The header block of a forwarded mail; its text stays."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if not any(pattern.match(line.text.strip()) for pattern in rules.FORWARD_LINES):
            continue
        found.add(number)
        for below in range(number + 1, min(number + 9, len(lines))):
            text = lines[below].text.strip()
            if text and not rules.HEADER_FIRST.match(text) and not rules.HEADER_NEXT.match(text + " "):
                break
            found.add(below)
    return found


def _devices(lines: list[_Line]) -> set[int]:
    return {
        number
        for number, line in enumerate(lines)
        if any(pattern.match(line.text.strip()) for pattern in rules.DEVICE_LINES)
    }


def _disclaimers(lines: list[_Line]) -> set[int]:
    found: set[int] = set()
    inside = False
    for number, line in enumerate(lines):
        text = line.text.strip()
        inside = bool(text) and (inside or any(pattern.match(text) for pattern in rules.DISCLAIMER_STARTS))
        if inside:
            found.add(number)
    return found


def _signature(lines: list[_Line]) -> set[int]:
    """From the delimiter "-- ", or from the last closing line that only short lines follow; or a lone "/Anna"."""
    for number in range(len(lines) - 1, -1, -1):
        if rules.SIGNATURE_DELIMITER.match(lines[number].text) and len(lines) - number <= rules.MAX_SIGNATURE_LINES:
            return set(range(number, len(lines)))
    written = [number for number, line in enumerate(lines) if line.text.strip()]
    for number in written[-rules.MAX_SIGNATURE_LINES - 1 :]:
        text = lines[number].text.strip()
        if _closes(text) and _only_signature(lines[number + 1 :]):
            return set(range(number, len(lines)))
    # "- Anna" signs, unless it is the last item of a list.
    listed = sum(lines[number].text.lstrip().startswith(("-", "–")) for number in written) > 1
    if written and rules.SLASH_NAME.match(lines[written[-1]].text.strip()) and not listed:
        return set(range(written[-1], len(lines)))
    return set()


def _closes(text: str) -> bool:
    return any(pattern.match(text) for pattern in rules.CLOSING_LINES) or bool(rules.WEAK_CLOSING_LINE.match(text))


def _only_signature(lines: list[_Line]) -> bool:
    """Few lines, none a sentence: "PS. Kan ni ringa?" below the name is still the citizen's text."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    return len(texts) <= rules.MAX_SIGNATURE_LINES and not any(
        len(text) > 80 or text.endswith("?") or text.casefold().startswith(("ps", "p.s")) for text in texts
    )


_STEPS: tuple[tuple[str, _Step], ...] = (
    ("quote", _quotes),
    ("forward", _forward_headers),
    ("device", _devices),
    ("disclaimer", _disclaimers),
    ("signature", _signature),
)
