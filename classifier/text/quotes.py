"""Where earlier mails stand in a mail: their headers found, what is quoted and what is only passed on told apart.

A header with the sender's own words above it begins the earlier mail, which goes; but when its lines are marked ">"
and unmarked ones stand among or after them, those are answers, and stay. A header with nothing above it introduces
what the mail is there for, and so does a forward's: the header goes, the text stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from classifier.text import rules

QUOTE, FORWARD = "quote", "forward"


@dataclass(frozen=True, slots=True)
class _Header:
    """Lines `start` to `end` (exclusive) introduce an earlier mail; `forward` when they say that it is passed on."""

    start: int
    end: int
    forward: bool = False


def quoted_lines(lines: Sequence[str], *, forwarded: bool) -> dict[int, str]:
    """Line number -> quote or forward, for each line that is no text of the sender's own.

    `forwarded`: the subject says so ("VB:"), so that the first header block belongs to the forwarded mail.
    """
    cut: dict[int, str] = {}
    verbs = _with_verbs(lines)
    marked = {number for number, line in enumerate(lines) if ">" in line and rules.QUOTED_LINE.match(line)}
    own = False
    number = 0
    while number < len(lines):
        header = _header(lines, number, verbs)
        if header is None:
            own = own or (bool(lines[number].strip()) and number not in marked and not _is_frame(lines[number]))
            number += 1
            continue
        start = _ruler_above(lines, header.start)
        below = _next_text(lines, header.end)
        if header.forward or (forwarded and not _is_marked(below, marked)) or not own:
            kind = FORWARD if not _is_marked(below, marked) else QUOTE
            cut |= dict.fromkeys(range(start, header.end), kind)
            forwarded = False
            own = own or header.forward or kind == FORWARD
            number = header.end
        elif _is_marked(below, marked):
            cut |= dict.fromkeys(range(start, header.end), QUOTE)
            number = header.end
        else:
            cut |= dict.fromkeys(range(start, len(lines)), QUOTE)
            break
    if marked:
        unmarked = [n for n, line in enumerate(lines) if n not in cut and n not in marked and line.strip()]
        if any(not _is_frame(lines[n]) for n in unmarked):
            cut |= {n: QUOTE for n in marked if n not in cut}
    return cut


def _with_verbs(lines: Sequence[str]) -> set[int]:
    """The lines that hold a verb of a quote header, whichever language."""
    text = "\n".join(lines).casefold()
    verbs = [verb for verb in rules.QUOTE_VERBS if verb in text]
    if not verbs:
        return set()
    return {number for number, line in enumerate(text.split("\n")) if any(verb in line for verb in verbs)}


def _header(lines: Sequence[str], number: int, verbs: set[int]) -> _Header | None:
    """The header that begins on line `number`, if one does."""
    text = lines[number].lstrip("> \t\xa0").rstrip()
    if not text:
        return None
    if text[0] in "-_*" or text[-1] == ":":
        if rules.FORWARD_LINE.match(text):
            return _Header(number, _block_end(lines, number + 1), forward=True)
        if rules.ORIGINAL_MESSAGE.match(text):
            return _Header(number, _block_end(lines, number + 1))
    if verbs and any(near in verbs for near in range(number, number + rules.MAX_HEADER_LINES)):
        end = _sentence_end(lines, number, text)
        if end:
            return _Header(number, end)
    found = rules.HEADER_LABEL.match(text) if ":" in text[:20] else None
    if found and found.lastgroup == "from":
        end = _block_end(lines, number)
        kinds = rules.header_kinds(lines[number:end])
        if len(kinds) >= rules.FEWEST_HEADER_KINDS:
            return _Header(number, end)
    return None


def _sentence_end(lines: Sequence[str], number: int, text: str) -> int:
    """The line after "Den tis 3 mars 2026 kl 09:14 skrev Anna:", which may be wrapped over some lines; 0 when none."""
    names_writer = rules.QUOTE_WRITER.match(text) is not None
    joined = text
    for end in range(number + 1, number + rules.MAX_HEADER_LINES + 1):
        if rules.QUOTE_HEADER.match(joined) or (names_writer and joined.rstrip().endswith(":")):
            return end
        following = lines[end].strip().lstrip("> ") if end < len(lines) else ""
        # What begins a header of its own, or follows a whole sentence, is no wrapped half.
        if (
            not following
            or rules.HEADER_BEGINS.match(following)
            or (not names_writer and text.endswith(rules.SENTENCE_ENDS))
        ):
            return 0
        joined = f"{joined} {following}"
    return 0


def _block_end(lines: Sequence[str], start: int) -> int:
    """The line after a block of labels ("Från:", "Skickat:") at `start`.

    A value may run over to a second line; a line below an empty one that is no label is the earlier mail's text.
    """
    end = start
    loose = 0
    for number in range(start, min(start + rules.MAX_BLOCK_LINES, len(lines))):
        text = lines[number].lstrip("> \t\xa0").rstrip()
        if rules.HEADER_LABEL.match(text):
            end, loose = number + 1, 0
        elif not text:
            loose = max(loose, 1)
        else:
            loose += 1
            if loose > 1:
                break
    return end


def _ruler_above(lines: Sequence[str], number: int) -> int:
    above = number - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and rules.RULER.match(lines[above]) else number


def _next_text(lines: Sequence[str], number: int) -> int:
    while number < len(lines) and not lines[number].strip():
        number += 1
    return number


def _is_marked(number: int, marked: set[int]) -> bool:
    return number in marked


def _is_frame(line: str) -> bool:
    """True for what stands around a text and says nothing: device lines, rulers, pictures, banners, a bare greeting line."""
    text = line.strip()
    return any(
        pattern.match(text)
        for pattern in (rules.DEVICE_LINE, rules.RULER, rules.IMAGE_LINE, rules.BANNER_START, rules.DELIMITER_LINE)
    )
