"""What the words of a text promise: one look at each word, remembered, instead of one at the whole text for every rule."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

# Longer words are looked at anew each time: a hostile text shall not fill the memory.
_KEPT_LENGTH = 40
_KEPT_WORDS = 1 << 16


class OverWords:
    """All bits that `look` sees in any word of a text; a word is what stands between white space, marks included."""

    def __init__(self, look: Callable[[str], int]) -> None:
        self._look = look
        self._remembered = lru_cache(_KEPT_WORDS)(look)

    def __call__(self, text: str) -> int:
        """All bits that are seen in any word of `text`."""
        words = text.split()
        if max(map(len, words), default=0) > _KEPT_LENGTH:
            return reduce(or_, map(self._look, words))
        return reduce(or_, map(self._remembered, words), 0)

    def forget(self) -> None:
        """Forget the words of all texts."""
        self._remembered.cache_clear()


@dataclass(frozen=True, slots=True)
class Stem:
    """A string in lower case to look for, a blank in it being any white space.

    opens    only where a word begins
    closes   only where a word ends
    """

    text: str
    opens: bool = False
    closes: bool = False


# What a rule needs a text to have: one of some stems; or a word of some form, seen with a blank on each side, that is more
# than letters, the first perhaps a capital, with marks around them; a capital alone is more.
Need = tuple[Stem, ...] | re.Pattern[str]
_PLAIN = re.compile(r"\W*(?:[^\W\d_]?[a-zåäöé]+)?\W*")


class NeedIndex:
    """Many needs, looked for together: bit n is need n."""

    def __init__(self, needs: Sequence[Need]) -> None:
        # Stems by their first two characters and the third: so few begin alike that a word of a text meets two or three. Those
        # of one character apart.
        self._short: list[tuple[str, int]] = []
        self._stems: dict[str, dict[str, list[tuple[Stem, int]]]] = {}
        self._forms: list[tuple[re.Pattern[str], int]] = []
        for number, need in enumerate(needs):
            if isinstance(need, re.Pattern):
                self._forms.append((need, 1 << number))
            else:
                for stem in map(_within_one_word, need):
                    if len(stem.text) == 1:
                        self._short.append((stem.text, 1 << number))
                    else:
                        begun = self._stems.setdefault(stem.text[:2], {"": []})
                        begun.setdefault(stem.text[2:3], []).append((stem, 1 << number))

    def in_word(self, word: str) -> int:
        """The needs that a word may meet, a bit each; no bit where it surely meets none."""
        padded = f" {word} "
        lowered = padded.lower()
        met = 0
        if _PLAIN.fullmatch(word) is None:
            met = sum(bit for form, bit in self._forms if form.search(padded))
        for text, bit in self._short:
            if text in lowered:
                met |= bit
        for at in range(len(lowered) - 1):
            begun = self._stems.get(lowered[at : at + 2])
            if begun is None:
                continue
            for stem, bit in (*begun[""], *begun.get(lowered[at + 2 : at + 3], ())):
                if lowered.startswith(stem.text, at) and _bounded(lowered, at, stem):
                    met |= bit
        return met


def _bounded(text: str, at: int, stem: Stem) -> bool:
    """True when the stem at `at` begins and ends as it must."""
    if stem.opens and _is_letter(text[at - 1]):
        return False
    return not (stem.closes and _is_letter(text[at + len(stem.text)]))


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"


def _within_one_word(stem: Stem) -> Stem:
    """The longest part of a stem of several words: where that is missing, so is the whole."""
    parts = re.findall(r"(?:^ )?[^ ]+(?: |$)", stem.text)
    if len(parts) < 2:
        return stem
    first, *inner, last = parts
    whole = (Stem(first, opens=stem.opens), *(Stem(f" {part}") for part in inner), Stem(f" {last}", closes=stem.closes))
    return max(whole, key=lambda part: len(part.text))
