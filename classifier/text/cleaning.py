"""Cut a message to its newly written part.

The text is seen as lines. Each step looks at the lines still standing and marks some as cut, with a reason; no step
may cut everything, because a message that quotes only is still somebody's message.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

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


# Line numbers (of the lines still standing) -> the reason for the cut.
_Step = Callable[[Sequence[str]], "dict[int, str]"]


def clean(text: str, *, forwarded: bool = False, sender: str = "") -> Cleaned:
    """Cut quotes, banners, device lines, disclaimers and signatures from `text`.

    `forwarded`: the subject says that another's mail is passed on. `sender`: the writer's name as the mail's header
    gives it, so that the name alone is known as a signature.
    """
    # Each step with the words of which it needs one; none = always. Banners and device lines stand around quotes, and
    # are told apart there; so quotes can go first, and leave less to look through.
    steps: tuple[tuple[tuple[str, ...], _Step], ...] = (
        ((), lambda lines: quoted_lines(lines, forwarded=forwarded)),
        (rules.BANNER_WORDS, lambda lines: _paragraphs(lines, rules.BANNER_START, "banner")),
        (rules.DEVICE_WORDS, lambda lines: _matching(lines, rules.DEVICE_LINE, "device")),
        (rules.IMAGE_WORDS, lambda lines: _matching(lines, rules.IMAGE_LINE, "image")),
        (rules.DISCLAIMER_WORDS, lambda lines: _paragraphs(lines, rules.DISCLAIMER_START, "disclaimer")),
        ((), lambda lines: _signature(lines, sender)),
        ((), _delimiters),
    )
    pieces = text.splitlines(keepends=True)
    standing = [(number, piece.rstrip("\r\n")) for number, piece in enumerate(pieces)]
    cut: dict[int, str] = {}
    folded = ""
    for words, step in steps:
        if words and not any(word in folded for word in words):
            continue
        lines = [line for _, line in standing]
        found = step(lines)
        if found and any(line.strip() for at, line in enumerate(lines) if at not in found):
            cut |= {standing[at][0]: kind for at, kind in found.items()}
            standing = [item for at, item in enumerate(standing) if at not in found]
        if not folded:
            folded = "\n".join(line for _, line in standing).casefold()
    edits = _edits(pieces, cut)
    return Cleaned(apply_edits(text, edits).strip(), edits)


def _edits(pieces: Sequence[str], cut: Mapping[int, str]) -> tuple[Edit, ...]:
    """The lines cut as edits, neighbours of one kind as one."""
    if not cut:
        return ()
    ends = list(accumulate(map(len, pieces)))
    edits: list[Edit] = []
    for number in sorted(cut):
        start, kind = ends[number] - len(pieces[number]), cut[number]
        if edits and edits[-1].end == start and edits[-1].kind == kind:
            start = edits.pop().start
        edits.append(Edit(start, ends[number], kind))
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


def _matching(lines: Sequence[str], pattern: re.Pattern[str], kind: str) -> dict[int, str]:
    """The lines that match `pattern`."""
    return {number: kind for number, line in enumerate(lines) if pattern.match(line.strip())}


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
    for number in range(len(lines) - 1, max(len(lines) - rules.MAX_SIGNATURE_LINES, 0) - 1, -1):
        if lines[number].startswith("--") and rules.SIGNATURE_DELIMITER.match(lines[number]):
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
