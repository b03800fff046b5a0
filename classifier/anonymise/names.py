"""Person names, from what is at hand: names that the thread's headers gave, and the words that stand before a name.

spaCy's blank Swedish pipeline tokenises; no model is needed or downloaded.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token

from classifier.anonymise.name_lists import ambiguous_names, first_names, is_surname

_GREETINGS = (
    "hej",
    "hejsan",
    "hallå",
    "tjena",
    "hi",
    "hello",
    "dear",
    "bästa",
    "käre",
    "kära",
    "hei",
    "hallo",
    "tack",
)
_TITLES = (
    "herr", "fru", "fröken", "doktor", "dr", "rektor", "lärare", "läraren", "handläggare", "handläggaren", "chefen",
    "kurator", "kuratorn", "sköterskan", "syster", "undersköterskan", "kommunalrådet", "socialsekreterare",
    "socialsekreteraren", "vaktmästaren", "grannen", "granne", "hyresgästen", "ordförande", "mentor", "mentorn", "mr",
    "mrs", "ms", "biståndshandläggare", "bygglovshandläggare", "kontaktperson", "fröken",
)  # fmt: skip
_KIN = (
    "son", "sonen", "dotter", "dottern", "barn", "barnet", "mamma", "mor", "pappa", "far", "fru", "man", "make", "maka",
    "sambo", "syster", "bror", "brodern", "mormor", "morfar", "farmor", "farfar", "kusin", "barnbarn", "kompis",
    "vän", "väninna", "kollega", "svärmor", "svärfar", "sondotter", "dotterson", "faster", "moster", "grannfru",
)  # fmt: skip
_INTRODUCTIONS = ("heter", "hette", "namn", "namnet", "name", "hälsar", "undertecknad", "mvh", "hälsningar")
# Capitalised words that follow a greeting or a title but name nobody.
_NOT_NAMES = frozenset(
    """
    alla du ni på och kommun kommunen vi jag det den har är kan hur vad när var jättegärna igen tack hej
    hejsan god goda ursäkta vem vilken team kundtjänst kontaktcenter socialtjänsten miljökontoret bygglov
    byggnadsnämnden nu men för om till från med så i en ett min mitt mina vår vårt de dem han hon sir madam
    there all everyone hoppas finns skulle undrar gäller bor the is we my miljö skolan förskolan rektorn
    rektor svar kl snälla kamrer steget fru herr doktor undrade skriver behöver vill ska måste både eftersom
    som att where how what can do please
    """.split()
)


# Capitalised words with these endings are places, institutions and shared mailboxes.
_PLACE_ENDINGS = tuple(
    """
    skolan gymnasiet badet byn hallen gården kommun kommunen nämnden kontoret biblioteket hemmet enheten
    förvaltningen avdelningen tjänsten tjänst centrum vägen gatan fritid kultur expedition expeditionen
    nyhetsbrev växel växeln info reception receptionen förening ab skola
    """.split()
)


_PUNCTUATION_RUN = re.compile(r"[^\w\s]{12,}")
# A name that signs, in any case: "Mvh karin bergh", "/jenny", at the end of a line.
_SIGNED = re.compile(
    r"(?:(?:^|(?<=\s))/{1,2}|\b(?:mvh|m\.v\.h\.?|vänliga? hälsning(?:ar)?|hälsningar|hälsn\.?|hälsar)[,.!]?\s{1,3})"
    r"(?P<name>[^\W\d_]{2,20}(?:[ -][^\W\d_]{2,20}){0,2})[ .!]{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)

# "Lex Sarah", "tjugondag Knut", "Sankt Mikael": laws, days and churches.
_NOT_BEFORE_NAMES = frozenset({"lex", "tjugondag", "sankt", "sankta", "s:t", "s:ta", "kap"})


@cache
def _pipeline() -> Language:
    return spacy.blank("sv")


@cache
def _matcher() -> Matcher:
    name = {"IS_ALPHA": True, "IS_TITLE": True, "LENGTH": {">=": 2}, "LOWER": {"NOT_IN": sorted(_NOT_NAMES)}}
    more = name | {"OP": "?"}
    matcher = Matcher(_pipeline().vocab)
    for before in (_GREETINGS, _TITLES, _KIN):
        matcher.add("name", [[{"LOWER": {"IN": list(before)}}, name, more, more]], greedy="LONGEST")
    verb = {"LOWER": {"IN": ["är", "is", "heter", ":"]}, "OP": "?"}
    matcher.add("introduced", [[{"LOWER": {"IN": list(_INTRODUCTIONS)}}, verb, name, more, more]], greedy="LONGEST")
    return matcher


def name_spans(text: str, known_names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Start and end of what is a person's name in `text`, by its context or because it is known."""
    # Long runs of punctuation, which the tokeniser splits in quadratic time, hold no name.
    document = _pipeline().tokenizer(_PUNCTUATION_RUN.sub(lambda run: " " * len(run[0]), text))
    yield from _known_spans(document, known_names)
    yield from _listed_spans(document)
    for found in _SIGNED.finditer(text):
        # "/Ekhults BTK" signs for a club.
        club = any(word.isupper() and len(word) <= 4 for word in found["name"].split())
        if found["name"].casefold() not in _NOT_NAMES and not club:
            yield found.span("name")
    for _, start, end in _matcher()(document):
        words = [token for token in document[start:end] if _is_name_word(token)]
        # The words before the name are context, so only the trailing run of name words is masked.
        run: list[Token] = []
        for token in reversed(words):
            if run and token.i != run[-1].i - 1:
                break
            run.append(token)
        if run and run[-1].i > start:
            yield run[-1].idx, run[0].idx + len(run[0])


def _listed_spans(document: Doc) -> Iterator[tuple[int, int]]:
    """A listed first name with the capitalised words behind it; an ambiguous one only with a surname behind it."""
    at = 0
    while at < len(document):
        end = _listed_end(document, at)
        if end > at:
            yield document[at].idx, document[end - 1].idx + len(document[end - 1])
        at = max(end, at + 1)


def _listed_end(document: Doc, at: int) -> int:
    """The token after the name that begins at `at`; `at` itself when none does."""
    token = document[at]
    if not token.text[:1].isupper() or _place_like(token) or (at and document[at - 1].lower_ in _NOT_BEFORE_NAMES):
        return at
    end = at + 1
    while end < len(document) and end < at + 4 and _goes_on(document, end):
        end += 1
    word = token.lower_ if token.lower_ in ambiguous_names() else _bare(token.lower_)
    surname = end > at + 1 and is_surname(_bare(document[end - 1].lower_))
    if _is_first_name(word) or (word in ambiguous_names() and surname):
        return end
    patronymic = len(word) > 6 and word.endswith("sson")
    return at + 1 if patronymic else at


def _is_first_name(word: str) -> bool:
    names = first_names()
    return word in names or ("-" in word and word.split("-")[0] in names)


def _goes_on(document: Doc, at: int) -> bool:
    """True when the word at `at` continues a name: capitalised, on the same line, no place and no sentence's beginning."""
    token, before = document[at], document[at - 1]
    return (
        before.whitespace_ != ""
        and len(token) > 1
        and token.text[:1].isupper()
        and token.text.replace("-", "").isalpha()
        and token.lower_ not in _NOT_NAMES
        and not _place_like(token)
    )


def _bare(word: str) -> str:
    """Without the genitive, where that makes it a listed name."""
    return word if word in first_names() or not word.endswith("s") else word[:-1]


def _place_like(token: Token) -> bool:
    return bool(token.lower_.endswith(_PLACE_ENDINGS))


def _is_name_word(token: Token) -> bool:
    return token.is_alpha and token.is_title and token.lower_ not in _NOT_NAMES and not _place_like(token)


def is_organisation(name: str) -> bool:
    """True when a displayed name is an office's, not a person's: its words are no person's name in the text."""
    return any(word.endswith(_PLACE_ENDINGS) for word in name.casefold().split())


def name_parts(name: str) -> frozenset[str]:
    """The words of a displayed name by which its bearer may be found again, lower case."""
    words = (word.strip("\"'(),.<>").casefold() for word in name.replace("-", " ").split())
    return frozenset(word for word in words if len(word) > 1 and word.isalpha() and word not in _NOT_NAMES)


def _known_spans(document: Doc, known_names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Words of known names, genitive included; capitalised, since "björn" may be the animal."""
    parts = frozenset().union(*(name_parts(name) for name in known_names if not is_organisation(name)))
    run: list[Token] = []
    for token in document:
        known = token.is_alpha and token.text[:1].isupper() and _stem(token.lower_, parts) in parts
        if known and (not run or token.i == run[-1].i + 1):
            run.append(token)
            continue
        if run:
            yield run[0].idx, run[-1].idx + len(run[-1])
        run = [token] if known else []
    if run:
        yield run[0].idx, run[-1].idx + len(run[-1])


def _stem(word: str, parts: frozenset[str]) -> str:
    return word if word in parts else word.removesuffix("s")
