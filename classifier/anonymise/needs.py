"""What a text promises: one pass of an automaton over it finds all strings that any of the rules needs."""

from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick


@dataclass(frozen=True, slots=True)
class Stem:
    """A string in lower case to look for, a blank in it being any white space or an end of the text.

    opens    only where a word begins
    closes   only where a word ends
    """

    text: str
    opens: bool = False
    closes: bool = False


class StemIndex:
    """Many stems, looked for together, each with the bits that it gives."""

    def __init__(self, stems: Iterable[tuple[Stem, int]]) -> None:
        bits: dict[Stem, int] = {}
        for stem, given in stems:
            bits[stem] = bits.get(stem, 0) | given
        alike: dict[str, list[tuple[Stem, int]]] = {}
        for stem, given in bits.items():
            alike.setdefault(stem.text, []).append((stem, given))
        self._automaton = ahocorasick.Automaton()
        for text, those in alike.items():
            self._automaton.add_word(text, tuple(those))
        self._automaton.make_automaton()

    def bits_in(self, text: str) -> int:
        """The bits of all stems that are in `text`."""
        spaced = f" {' '.join(text.lower().split())} "
        met = 0
        for last, alike in self._automaton.iter(spaced):
            for stem, bits in alike:
                if not (stem.opens or stem.closes) or _bounded(spaced, last, stem):
                    met |= bits
        return met


def _bounded(text: str, last: int, stem: Stem) -> bool:
    """True when the stem whose last character is at `last` begins and ends as it must."""
    if stem.opens and _is_letter(text[last - len(stem.text)]):
        return False
    return not (stem.closes and _is_letter(text[last + 1]))


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"
