"""Person names, from what is at hand: names that the thread's headers gave, lists of names, and the words around a name.

A capitalised word of the lists is a name; one that is a word or a place too ("Björn", "Mora") only where the words around it say
so; a word of no list at all ("Ghebreyesus") where they say so plainly. In lower case only names that are never an ordinary word.
"""

import re
from collections.abc import Iterator
from functools import cache

from classifier.anonymise.name_context import (
    ABOUT_PERSON,
    BEFORE_PERSON,
    BEFORE_PLACE,
    GREETINGS,
    HUMAN_VERBS,
    INTRODUCTIONS,
    JOINING,
    KIN,
    NOT_BEFORE_NAMES,
    NOT_NAMES,
    PARTICLES,
    PERSON_VERBS,
    PERSONAL_SUBJECTS,
    PET_WORDS,
    PETS,
    PLACE_ENDINGS,
    ROLE_ENDINGS,
    TITLES,
    VERBS,
)
from classifier.anonymise.name_lists import (
    ambiguous_names,
    first_names,
    is_surname,
    names_in_lower_case,
    surnames,
)
from classifier.anonymise.signatures import Span, listed_names, no_names, signatures
from classifier.anonymise.vocabulary import known_places, ordinary_words

_WORD = re.compile(r"(?<!\w)[^\W\d_]++(?:['’-][^\W\d_]++)*+(?!\w)")
_SENTENCE_END = re.compile(r"[.!?:;\n\"”“»>•*(\[/]")
# Endings that surnames have and places seldom.
_SURELY_SURNAMES = ("qvist", "kvist", "ström", "gren", "stedt", "sdotter")
_DOUBLE_INITIAL = re.compile(r"[A-ZÅÄÖ]-[A-ZÅÄÖ]")
# Surnames that are words and yet, behind a first name, can hardly be anything else.
_WORD_SURNAMES = frozenset(
    "ek lind berg hed alm frisk rask modig stolt stark lång falk holm lund gran björk sten blom ros hjort åhl palm hjelte skog dahl".split()
)
_INITIAL = re.compile(r" ([^\W\d_]\.?)(?!\w)")


def name_spans(text: str, known: frozenset[str] = frozenset(), seen: frozenset[str] = frozenset()) -> Iterator[Span]:
    """Start and end of what is a person's name in `text`, by its context or because its words are in `known`.

    `seen` are words of persons met before in the same thread: with a capital letter they are that person again.
    """
    words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]
    if not words:
        return
    sentence = _Sentence(text, words)
    if known:
        yield from sentence.known(known)
    if seen:
        yield from sentence.seen(seen)
    yield from sentence.names()
    yield from signatures(text)


@cache
def _unnamed() -> frozenset[str]:
    """Words that, met as a name, are none the next time they stand with a capital letter."""
    return (ordinary_words() - listed_names()) | known_places() | NOT_NAMES


@cache
def _prose() -> frozenset[str]:
    """Words at which no name begins, whatever stands around them."""
    surely = frozenset(
        word
        for word in ordinary_words()
        if len(word) > 1 and not is_surname(word) and not is_surname(word.removesuffix("s"))
    )
    return (surely - listed_names() - frozenset(f"{name}s" for name in listed_names())) | NOT_NAMES


@cache
def _lower_candidates() -> frozenset[str]:
    """Words in lower case that may be a name or its genitive where the words around say so."""
    names = first_names() | surnames()
    return (names | frozenset(f"{name}s" for name in names_in_lower_case())) - ordinary_words()


class _Sentence:
    """The words of one text with their places; a name is a run of them."""

    def __init__(self, text: str, words: list[tuple[str, int, int]]) -> None:
        self._text = text
        self._words = words
        self._lower = [word.casefold() for word, _, _ in words]
        self._ends_at = -1

    def known(self, parts: frozenset[str]) -> Iterator[Span]:
        """Words of known names, genitive included; in lower case only those that are no ordinary word."""
        in_lower = parts & (names_in_lower_case() | (parts - ordinary_words() - ambiguous_names()))
        for at, low in enumerate(self._lower):
            base = low if low in parts else low.removesuffix("s")
            if base in parts and (self._capital(at) or (base in in_lower and len(base) > 2)):
                yield self._words[at][1:]

    def seen(self, parts: frozenset[str]) -> Iterator[Span]:
        """Capitalised words of persons met before, genitive included; no place and no firm."""
        for at, low in enumerate(self._lower):
            base = low if low in parts else low.removesuffix("s")
            firm = low != base and at + 1 < len(self._words) and self._gap(at + 1) == " " and self._capital(at + 1)
            word = base in _unnamed() or (base in ambiguous_names() and self._initial(at))
            if base in parts and self._capital(at) and not word and not firm:
                yield self._words[at][1:]

    def names(self) -> Iterator[Span]:
        """Names by the lists and by the words around them, with the surnames and initials behind."""
        lower_names, candidates, prose = names_in_lower_case(), _lower_candidates(), _prose()
        at = 0
        while at < len(self._words):
            word, start, _ = self._words[at]
            low = self._lower[at]
            if low in prose:
                begins = False
            elif word[0].isupper():
                begins = self._begins(at)
            else:
                begins = low in lower_names or ((low in candidates or "-" in low) and self._lower_by_context(at))
            if not begins:
                at += 1
                continue
            last, end = self._last_of_name(at)
            yield start, end
            self._ends_at = last
            at = last + 1

    def _capital(self, at: int) -> bool:
        return self._words[at][0][0].isupper()

    def _gap(self, at: int) -> str:
        """What stands between the word before and the word at `at`."""
        return self._text[self._words[at - 1][2] : self._words[at][1]] if at else "\n"

    def _before(self, at: int) -> str:
        """The word before in the same sentence, lower case; empty when a sentence begins."""
        gap = self._gap(at)
        if gap == " " or (at and gap in (" & ", " + ", ", ", ". ", ": ", " (", ' "', " '") and self._close(at, gap)):
            return "&" if "&" in gap or "+" in gap else self._lower[at - 1]
        return ""

    def _close(self, at: int, gap: str) -> bool:
        """A full stop belongs to the word before in "Dr. Ek"; a colon or a comma joins "Kontakt: Ek", "Hej, Rosa"."""
        before = self._lower[at - 1]
        if gap == ". ":
            return before in TITLES and len(before) < 4
        if gap == ", ":
            return before in GREETINGS or before in KIN
        return (
            gap in (" & ", " + ") or before in INTRODUCTIONS or before in GREETINGS or before in KIN or before in TITLES
        )

    def _after(self, at: int) -> str:
        return self._lower[at + 1] if at + 1 < len(self._words) and self._gap(at + 1) in (" ", ", ") else ""

    def _initial(self, at: int) -> bool:
        """True when a sentence begins at the word."""
        return at == 0 or _SENTENCE_END.search(self._gap(at)) is not None

    def _begins(self, at: int) -> bool:
        """True when a name begins at the capitalised word `at`."""
        word, low = self._words[at][0], self._lower[at]
        if low.endswith(PLACE_ENDINGS) or (at and self._lower[at - 1] in NOT_BEFORE_NAMES and self._gap(at) == " "):
            return False
        base = self._base(low)
        before = self._before(at)
        joined = (
            (before in JOINING or self._gap(at) in (" & ", ", ", " + "))
            and self._ends_at >= 0
            and at - self._ends_at <= 2
        )
        if _DOUBLE_INITIAL.fullmatch(word):
            return self._initials_and_surname(at)
        if (
            word.isupper()
            and 1 < len(word) < 6
            and not self._called(before)
            and not joined
            and not self._surname_follows(at)
        ) or (word[:2].isupper() and "-" in word[:4]):
            return False
        if (before == "heter" and self._a_thing(at)) or before in PET_WORDS or (low != base and self._org_follows(at)):
            return False
        if base in first_names() and base not in known_places():
            return True
        if before == "heter" and not self._named_person(at):
            return False
        if "-" in low and self._compound(low):
            return True
        if base in surnames() and base not in no_names() and self._first_name_follows(at):
            return True
        if len(word) < 2:
            return self._initials_and_surname(at) or (
                self._role(before) and self._text[self._words[at][2] :][:1] == "."
            )
        if base.endswith("sson") and len(base) > 6:
            return True
        called = self._called(before)
        if base in ambiguous_names():
            return called or joined or self._inverted(at) or self._ambiguous_by_context(at, base)
        if low in known_places() or base in known_places():
            return (before in GREETINGS or before in TITLES) and is_surname(base)
        if base in ordinary_words():
            return before in TITLES and is_surname(base) and not self._initial(at)
        if called or (joined and not self._initial(at)) or self._about_person(at) or self._joined_to_next(at):
            return True
        if self._inverted(at):
            return True
        if before in BEFORE_PLACE:
            return False
        if is_surname(base):
            after = self._after(at)
            # "Diskmaskinen frågar": a definite noun may end as a Finnish surname does.
            if self._initial(at) and base not in surnames() and low.endswith(("en", "et", "na")):
                return False
            if base.endswith(_SURELY_SURNAMES) and not self._initial(at):
                return True
            foreign = base in surnames() and after != "" and self._capital(at + 1) and after not in no_names()
            return after in HUMAN_VERBS or foreign or (before in BEFORE_PERSON and not self._initial(at))
        if self._after(at) == "heter" or (self._initial(at) and low.endswith(("en", "et", "na"))):
            return False
        return (
            self._after(at) in HUMAN_VERBS
            or (before in BEFORE_PERSON and before not in ("är", "var", "av") and not self._initial(at))
            or (before in ("är", "var") and self._after(at) == "som")
            or self._full_name(at)
        )

    def _initials_and_surname(self, at: int) -> bool:
        """ "S. Rahimi", "K Lundqvist", "B-O Hansson"; behind a full stop or a hyphen also a surname of no list."""
        gap = self._gap(at + 1) if at + 1 < len(self._words) else ""
        if gap not in (" ", ". ") or not self._capital(at + 1):
            return False
        following = self._base(self._lower[at + 1])
        if following in no_names() or following.endswith(PLACE_ENDINGS):
            return False
        # "16 A. Säkringen": a unit, not an initial.
        unit = self._text[max(0, self._words[at][1] - 2) : self._words[at][1]].strip().isdigit()
        return is_surname(following) or (gap == ". " and not unit) or "-" in self._words[at][0]

    def _role(self, before: str) -> bool:
        return before in TITLES or before in KIN or (len(before) > 5 and before.endswith(ROLE_ENDINGS))

    def _called(self, before: str) -> bool:
        """True when the word before greets, titles or introduces a person."""
        return before in GREETINGS or before in INTRODUCTIONS or self._role(before)

    def _about_person(self, at: int) -> bool:
        """True when an age, a relation or a birth stands behind the word."""
        if self._lower[at] in no_names() and self._lower[at] not in ambiguous_names():
            return False
        found = ABOUT_PERSON.match(self._text, self._words[at][2])
        # "Förläng 3 mån": an age stands behind a first word only when it is in years.
        return found is not None and not (self._initial(at) and "mån" in found[0])

    def _ambiguous_by_context(self, at: int, base: str) -> bool:
        """For a name that is a word or place too: a surname behind it, a capital inside a sentence, a verb of "
        "people."""
        before, after = self._before(at), self._after(at)
        place = base in known_places()
        if self._surname_follows(at) or self._joined_to_next(at) or (not place and self._unknown_follows(at)):
            return True
        if at and self._gap(at) == " " and self._capital(at - 1) and not self._initial(at - 1):
            return False
        if not place and self._about_person(at):
            return True
        if self._initial(at):
            return after in PERSON_VERBS and not place
        if before in BEFORE_PLACE:
            return False
        return (
            before in BEFORE_PERSON
            or after in HUMAN_VERBS
            or (not place and len(base) > 1 and (after in VERBS or before != ""))
        )

    def _surname_follows(self, at: int) -> bool:
        if at + 1 >= len(self._words) or self._gap(at + 1) != " ":
            return False
        word, low = self._words[at + 1][0], self._lower[at + 1]
        if not word[0].isupper() or low in NOT_NAMES or low.endswith(PLACE_ENDINGS):
            return False
        base = self._base(low)
        shouted = word.isupper() and len(word) > 1
        if shouted and (not self._words[at][0].isupper() or base in ordinary_words()):
            return False
        return (
            (is_surname(base) and base not in known_places())
            or (len(word) == 1)
            or (base in first_names() and base not in known_places())
        )

    def _first_name_follows(self, at: int) -> bool:
        """ "Huang Xiaoming": the family's name first, as in East Asia and in registers."""
        if at + 1 >= len(self._words) or self._gap(at + 1) != " " or not self._capital(at + 1):
            return False
        return self._lower[at + 1] in first_names() and self._lower[at + 1] not in known_places()

    def _unknown_follows(self, at: int) -> bool:
        """ "Viola Lärka": a capitalised word that is no ordinary word and no place follows."""
        if at + 1 >= len(self._words) or self._gap(at + 1) != " ":
            return False
        word, low = self._words[at + 1][0], self._lower[at + 1]
        return (
            word[0].isupper()
            and not (word.isupper() and not self._words[at][0].isupper())
            and low not in no_names()
            and low.removesuffix("s") not in no_names()
            and not low.endswith(PLACE_ENDINGS)
        )

    def _joined_to_next(self, at: int) -> bool:
        """ "Sol & Manne": a listed name is joined to this one."""
        joint = self._text[self._words[at][2] : self._words[at][2] + 6]
        plus = 1 if joint.startswith((" & ", " + ")) else 2 if self._after(at) in ("och", "o", "å") else 0
        return (
            bool(plus)
            and at + plus < len(self._words)
            and self._capital(at + plus)
            and self._lower[at + plus] in first_names()
        )

    def _inverted(self, at: int) -> bool:
        """ "Ek, Roland": a surname at the beginning of a sentence, a comma and a first name."""
        if at + 1 >= len(self._words) or self._gap(at + 1) != ", " or not self._capital(at + 1):
            return False
        return self._initial(at) and is_surname(self._lower[at]) and self._lower[at + 1] in first_names()

    def _full_name(self, at: int) -> bool:
        """Two capitalised unlisted words of which the second is a surname, inside a sentence or as one."""
        return self._surname_follows(at) and self._before(at) not in BEFORE_PLACE

    def _named_person(self, at: int) -> bool:
        """True when who "heter" is a person: no pet, book or walking frame."""
        return at > 1 and self._lower[at - 2] in PERSONAL_SUBJECTS

    def _a_thing(self, at: int) -> bool:
        """True when a pet or a thing is spoken of shortly before."""
        return PETS.search(self._text, self._words[max(0, at - 7)][1], self._words[at][1]) is not None

    def _org_follows(self, at: int) -> bool:
        """ "Åkes Kiosk" is a firm."""
        return self._after(at).endswith(PLACE_ENDINGS) and self._capital(at + 1)

    def _compound(self, low: str) -> bool:
        """ "Lars-Erik", "Varg-Kalle": a part is a first name and none a place's."""
        parts = low.split("-")
        names = first_names()
        return any(self._base(part) in names for part in (parts[0], parts[-1])) and known_places().isdisjoint(parts)

    def _base(self, low: str) -> str:
        """Without the genitive, where that makes it a listed name."""
        if not low.endswith("s") or low in first_names() or low in ambiguous_names() or low in surnames():
            return low
        return low[:-1]

    def _lower_by_context(self, at: int) -> bool:
        """A listed name in lower case that is a word too: after a relative ("min dotter alva") or a compound's "
        "name part."""
        low = self._lower[at]
        if "-" in low:
            first, last = low.split("-")[0], self._base(low.split("-")[-1])
            return last in names_in_lower_case() or (first in first_names() and last in first_names())
        if low in ordinary_words() or len(low) < 3:
            return False
        if (
            len(low) > 4
            and low[-1] == "s"
            and low[:-1] in names_in_lower_case()
            and low not in first_names()
            and low not in surnames()
        ):
            return True
        if self._lower_pair(at):
            return True
        before = self._before(at)
        named = before in INTRODUCTIONS or before in KIN or before in TITLES or before in GREETINGS
        return named and (self._base(low) in first_names() or self._base(low) in surnames()) and low not in NOT_NAMES

    def _lower_pair(self, at: int) -> bool:
        """ "nisse lind": a first name and a surname in lower case, neither an ordinary word of our corpora alone."""
        if at + 1 >= len(self._words) or self._gap(at + 1) != " ":
            return False
        low, following = self._lower[at], self._lower[at + 1]
        if low not in first_names() or low in ordinary_words():
            return False
        surely = following in surnames() and following not in ordinary_words() and following not in known_places()
        return surely or following in _WORD_SURNAMES

    def _last_of_name(self, at: int) -> tuple[int, int]:
        """The last word of the name that begins at `at`, and the character after it (an initial's full stop "
        "included)."""
        capital = self._capital(at)
        last, end = at, self._words[at][2]
        while last + 1 < len(self._words) and last - at < 4 and self._goes_on(last + 1, capital):
            last += 1
            end = self._words[last][2]
        while last > at and self._lower[last] in PARTICLES:
            last -= 1
            end = self._words[last][2]
        initial = _INITIAL.match(self._text, end)
        if initial and initial[1][0].casefold() not in "iåoö" and (initial[1][0].isupper() or not capital):
            if last + 1 < len(self._words) and self._words[last + 1][1] == initial.start(1):
                last += 1
            end = initial.end(1)
        elif len(self._words[last][0]) == 1 and self._text[end : end + 1] == "." and last > at:
            end += 1
        return last, end

    def _goes_on(self, at: int, capital: bool) -> bool:
        """True when the word at `at` continues a name: capitalised like it, on the same line, no place."""
        word, low = self._words[at][0], self._lower[at]
        before_is_initial = len(self._words[at - 1][0]) == 1
        if self._gap(at) != " " and not (self._gap(at) == ". " and before_is_initial):
            return False
        if capital and low in PARTICLES:
            following = at + 1
            if following < len(self._words) and self._lower[following] in PARTICLES:
                following += 1
            follows = following < len(self._words) and self._gap(following) in (" ", "-") and self._capital(following)
            return follows and self._lower[following] not in NOT_NAMES
        if not capital:
            base = self._base(low)
            listed = base in first_names() and low not in ordinary_words() and low not in NOT_NAMES and len(base) > 3
            pair = at >= 1 and self._lower_pair(at - 1)
            return word[0].islower() and (base in names_in_lower_case() or listed or pair)
        if not word[0].isupper() or low in NOT_NAMES or low.endswith(PLACE_ENDINGS):
            return False
        return (low not in known_places() or is_surname(low)) and not (
            word.isupper() and 1 < len(word) < 5 and not self._words[at - 1][0].isupper()
        )
