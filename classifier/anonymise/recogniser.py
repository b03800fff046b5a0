"""One row of the recogniser table, and the pieces that the rows share."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from classifier.anonymise.needs import Stem

# A token as we write it: nothing inside one is ever masked again.
TOKEN = re.compile(r"\[(?P<name>[A-ZÅÄÖ]+)(?:_\d+)?\]")


def tokens_in(text: str) -> list[tuple[int, int, str]]:
    """Start, end and name ("NAMN") of each token in a masked text."""
    return [(found.start(), found.end(), found["name"]) for found in TOKEN.finditer(text)] if "[" in text else []


def without_tokens(text: str) -> str:
    """The text, character for character, with signs for its tokens: "KONTO" in one is no context for what stands beside it."""
    return TOKEN.sub(lambda found: "¤" * len(found[0]), text) if "[" in text else text


# How far before an identifier the word that gives it away may stand.
CONTEXT_REACH = 45


def pattern(source: str) -> re.Pattern[str]:
    """A pattern in any case, written with free spaces and comments (a space is `[ ]`)."""
    return re.compile(source, re.IGNORECASE | re.VERBOSE)


def any_of(alternatives: Iterable[str]) -> str:
    """A pattern for any of many that each begin with a letter.

    They are gathered under these letters, for otherwise every place in a text is tried against every one of them.
    """
    gathered = groupby(sorted(alternatives, key=lambda one: one[0]), key=lambda one: one[0])
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(one[1:] for one in alike)})" for letter, alike in gathered) + ")"


def digit_behind(endings: Iterable[str]) -> str:
    """A pattern for a digit with one of the endings and a blank before it: quick, for digits are rare."""
    alike = groupby(sorted(endings, key=len), key=len)
    return r"\d(?<=[^\d\s][ ]\d)(?:" + "|".join(rf"(?<=(?:{'|'.join(one)})[ ]\d)" for _, one in alike) + ")"


@dataclass(frozen=True, eq=False)
class Context:
    """Words of which one must stand shortly before an identifier: what to look for quickly, and where they end."""

    stems: tuple[Stem, ...]
    pattern: re.Pattern[str]

    def ends(self, text: str) -> list[int]:
        """Where the words of this context end in `text`, in order."""
        return [found.end() for found in self.pattern.finditer(text)]


def context(words: str) -> Context:
    """The context of whitespace-separated words, each at the beginning of a word.

    The end of a word is open ("kundnummer" and "kundnumret" are both "kundn") unless marked by `|`; `_` is a space.
    """
    stems = tuple(
        Stem(word.rstrip("|").replace("_", " "), opens=True, closes=word.endswith("|")) for word in words.split()
    )
    alternatives = any_of(re.escape(stem.text) + r"(?!\w)" * stem.closes for stem in stems)
    return Context(stems, re.compile(rf"(?<!\w){alternatives}", re.IGNORECASE))


@dataclass(frozen=True)
class Recogniser:
    """One kind of identifier: what it looks like, what must stand near it, and the token that replaces it.

    Words and form are looked for near the digits of a text (`recognisers.words_near_digits`), or of a row that needs no digit
    in all of it.

    kind      what the audit counts
    token     what replaces it
    pattern   its form; where there is a group named `id`, only that group is masked and the rest is context
    digits    so many digits close together are needed (0, 1, 2, 3 or 5), else the pattern is not tried
    words     one of these lower-case strings is in whatever the pattern finds, else it is not tried
    topic     one of these lower-case strings must be anywhere in the text
    form      this is in whatever the pattern finds and the words beside it, else it is not tried
    before    a context word must stand at most `CONTEXT_REACH` characters before it in the same paragraph
    valid     a last look at what the pattern found
    """

    kind: str
    token: str
    pattern: re.Pattern[str]
    digits: int = 1
    words: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    form: re.Pattern[str] | None = None
    before: Context | None = None
    valid: Callable[[str], bool] = lambda found: True

    def needs(self) -> tuple[tuple[Stem, ...], ...]:
        """Of each that is not empty a text must have one: of the words, of the topic, of the context."""
        context = self.before.stems if self.before else ()
        return tuple(map(Stem, self.words)), tuple(map(Stem, self.topic)), context

    def spans(self, text: str, ends: Callable[[Context, str], list[int]] = Context.ends) -> Iterator[tuple[int, int]]:
        """Start and end of every identifier of this kind in `text`.

        `ends` tells where the words of a context end; one who asks many rows of a text may keep the answers.
        """
        group = "id" if "id" in self.pattern.groupindex else 0
        before, valid = self.before, self.valid
        near: list[int] = []
        paragraphs = "\n\n" in text
        for found in self.pattern.finditer(text):
            start, end = found.span(group)
            # The form is rarer than the words: they are looked for when something has the form.
            if before:
                near = near or ends(before, text)
                if not near:
                    return
                at = bisect_right(near, start) - 1
                if at < 0 or start - near[at] > CONTEXT_REACH or (paragraphs and "\n\n" in text[near[at] : start]):
                    continue
            if start < end and valid(found[group]):
                yield start, end


def digits(found: str) -> str:
    """The digits alone."""
    return "".join(filter(str.isdigit, found))
