"""Cut a message to its newly written part.

The text is seen as lines. Each step looks at the lines still standing and marks some as cut, with a reason; no step
may cut everything, because a message that quotes only is still somebody's message.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classifier.edits import Edit, apply_edits
from classifier.text import rules
from classifier.text.quotes import QUOTE, quoted_lines


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The newly written text, stripped, and the cuts that led to it (positions in the input)."""

    text: str
    edits: tuple[Edit, ...]

    @property
    def quote_cut(self) -> bool:
        """True when an earlier mail was found and cut."""
        return any(edit.kind == QUOTE for edit in self.edits)

    def quoted(self, text: str) -> str:
        """The first earlier mail that was cut from `text`, with its header; empty when there is none."""
        return next((text[edit.start : edit.end] for edit in self.edits if edit.kind == QUOTE), "")

    def unquoted(self, text: str) -> str:
        """`text` without the earlier mails, signature and all: as it will stand in a later mail's quote."""
        return apply_edits(text, [edit for edit in self.edits if edit.kind == QUOTE])


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


# Line numbers (of the lines still standing) -> the reason for the cut.
_Step = Callable[[Sequence[str]], "dict[int, str]"]


def clean(text: str, *, forwarded: bool = False, sender: str = "") -> Cleaned:
    """Cut quotes, banners, device lines, disclaimers and signatures from `text`.

    `forwarded`: the subject says that another's mail is passed on. `sender`: the writer's name as the mail's header
    gives it, so that the name alone is known as a signature.
    """
    steps: tuple[_Step, ...] = (
        _banners,
        lambda lines: quoted_lines(lines, forwarded=forwarded),
        _devices,
        _disclaimers,
        lambda lines: _signature(lines, sender),
        _delimiters,
    )
    standing = _lines(text)
    cut: list[tuple[_Line, str]] = []
    for step in steps:
        found = step([line.text for line in standing])
        kept = [line for number, line in enumerate(standing) if number not in found]
        if found and any(line.text.strip() for line in kept):
            cut += [(line, found[number]) for number, line in enumerate(standing) if number in found]
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


def _paragraphs(lines: Sequence[str], start: re.Pattern[str], kind: str) -> dict[int, str]:
    """From each line that matches `start` to the end of its paragraph."""
    found: dict[int, str] = {}
    inside = False
    for number, line in enumerate(lines):
        text = line.strip()
        inside = bool(text) and (inside or start.match(text) is not None)
        if inside:
            found[number] = kind
    return found


def _banners(lines: Sequence[str]) -> dict[int, str]:
    return _paragraphs(lines, rules.BANNER_START, "banner")


def _devices(lines: Sequence[str]) -> dict[int, str]:
    found = {}
    for number, line in enumerate(lines):
        text = line.strip()
        if rules.DEVICE_LINE.match(text):
            found[number] = "device"
        elif rules.IMAGE_LINE.match(text):
            found[number] = "image"
    return found


def _disclaimers(lines: Sequence[str]) -> dict[int, str]:
    return _paragraphs(lines, rules.DISCLAIMER_START, "disclaimer")


def _delimiters(lines: Sequence[str]) -> dict[int, str]:
    """Strokes under which nothing is left."""
    found = {}
    for number in range(len(lines) - 1, -1, -1):
        if rules.DELIMITER_LINE.match(lines[number]):
            found[number] = "delimiter"
        elif lines[number].strip():
            break
    return found


def _signature(lines: Sequence[str], sender: str) -> dict[int, str]:
    start = _signature_start(lines, sender)
    return {} if start is None else dict.fromkeys(range(start, len(lines)), "signature")


def _signature_start(lines: Sequence[str], sender: str) -> int | None:
    """The delimiter "-- ", or the first closing line or sender's name that only short lines follow; or a lone "/Anna"."""
    for number in range(len(lines) - 1, -1, -1):
        if rules.SIGNATURE_DELIMITER.match(lines[number]) and len(lines) - number <= rules.MAX_SIGNATURE_LINES:
            return number
    written = [number for number, line in enumerate(lines) if line.strip()]
    names = _signed_names(sender)
    for number in written[-rules.MAX_SIGNATURE_LINES - 1 :]:
        text = lines[number].strip()
        signs = rules.is_closing(text) or (number > 0 and text.casefold().strip(" .,/-–—") in names)
        if signs and _only_signature(lines[number + 1 :]):
            return number
    # "- Anna" signs, unless it is the last item of a list.
    listed = sum(lines[number].lstrip().startswith(("-", "–")) for number in written) > 1
    if written and rules.SLASH_NAME.match(lines[written[-1]].strip()) and not listed:
        return written[-1]
    return None


def _signed_names(sender: str) -> set[str]:
    """How somebody of this name signs: all of it, first and last, the first alone."""
    words = sender.casefold().split()
    if not words or "@" in sender:
        return set()
    return {" ".join(words), words[0], f"{words[0]} {words[-1]}"}


def _only_signature(lines: Sequence[str]) -> bool:
    """Few lines, none a sentence: "PS. Kan ni ringa?" below the name is still the citizen's text."""
    texts = [line.strip() for line in lines if line.strip()]
    return len(texts) <= rules.MAX_SIGNATURE_LINES and not any(
        len(text) > 80 or text.endswith("?") or text.casefold().startswith(("ps", "p.s")) for text in texts
    )
