"""Person names, from what is at hand: names that the thread's headers gave, and the words that stand before a name.

spaCy's blank Swedish pipeline tokenises; no model is needed or downloaded.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token

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
    document = _pipeline().tokenizer(text)
    yield from _known_spans(document, known_names)
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


def _is_name_word(token: Token) -> bool:
    return (
        token.is_alpha
        and token.is_title
        and token.lower_ not in _NOT_NAMES
        and not token.lower_.endswith(_PLACE_ENDINGS)
    )


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
