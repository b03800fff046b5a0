"""Words that name nobody though a person's name is among them: firms, clubs, works, churches, days, months, greetings."""

import re
from collections.abc import Iterable
from functools import cache

from classifier.anonymise.brand_names import brand, by_first_word
from classifier.anonymise.name_context import GREETINGS, INTRODUCTIONS, NOT_NAMES, PARTICLES
from classifier.anonymise.name_lists import is_surname, listed_names, name_words, surnames
from classifier.anonymise.neighbours import base_of
from classifier.anonymise.sentence import Sentence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a firm is by law: every capitalised word before it belongs to its name.
FORMS = _words("ab hb kb oy oyj as aps ltd gmbh inc llc plc srl bolaget")
# What a firm does or a facility is, with a capital letter behind a name: "Elins Blommor", "Mora Strand".
TRADES = _words(
    """
    bygg byggnads el vvs rör plåt måleri måleriet snickeri glas golv kakel trä tak hem inredning moda mode outlet blommor blomster kebab
    pizza pizzeria grill kiosk krog bar pub café cafe kafé konditori bageri restaurang hotell hotel pensionat camping stugor stuga gård hage
    salong frisör hår skönhet spa gym fitness yoga hälsa optik tandvård taxi buss åkeri transport trafik bil
    bilar motor däck service verkstad
    mekaniska maskin entreprenad gräv schakt mark anläggning skog ved sten städ fastigheter bostäder hus mäklare begravningsbyrå advokatbyrå
    redovisning konsult data media foto film musik teater ateljé galleri antik second livs kött fisk ost catering mat handel butik shop
    trädgård plantskola djurklinik hundpensionat ridskola stall arena strand strands badplats plats brasor
    kakelugnar kök bad möbler sko skor
    kläder sport cykel båt marin hamn golf ik if bk fk sk gif ifk ff bois hk församling kyrka kapell stiftelse stiftelsen fond museum
    förskola skola socken konsert pantern hovrätt hovrätts tingsrätt secondhand garn
    """
)
# Behind these stands the name of a thing: "Restaurang Rosa Pantern", "stormen Johannes", "Hotell Kung Gösta".
KINDS_OF_THINGS = _words(
    """
    restaurang restaurangen hotell hotellet pizzeria pizzerian café caféet kafé butiken butik affären företaget firman bolaget salong
    salongen kiosken krogen puben stormen orkanen båten fartyget färjan filmen boken tidningen serien festivalen låten spelet appen
    programmet systemet avdelning avdelningen korridoren salen musikalen dockan kvarteret föreningen klubben
    laget stiftelsen hunden katten hästen tiken ponnyn fm
    """
)
# Behind a name without a genitive: "Alva förskola", "Freja äldreboende".
_FACILITIES = _words(
    "förskola skola socken församling kyrka kapell station gymnasium äldreboende servicehus badplats lekpark sporthall ishall idrottsplats"
)
_DAYS = _words("lucia valborg knut mårten staffan freja ramadan bayram nawroz newroz")
_HOLIDAYS = _words(
    "påsk påsken jul julen midsommar nyår pingst advent trettondagen trettonhelgen luciadagen luciafirande allhelgona halloween"
)
_WHEN = _words(
    "sedan sen före innan efter till inför vid under på om i från är var blir bli vara fira firar firade filma "
    "konsert tjugondag tjugondedag kring"
)
_AFTER_STREET_NAMES = _words(
    "café kafé kiosk frukt livs barnsjukhus gata gränd torg torget park museum minne minnesfond stiftelse fond socken sal himmelsfärd"
)
_MONTHS = _words("mai jan mars april may maj june juni juli july august augusti abril mayo junio julio agosto")
_HELLO = _words(
    "selam salam salaam merhaba marhaba habari sawasdee namaste salut ciao hola bonjour zdravo ahoj tere labas sveiki xin chào chao"
)
_SAINT = re.compile(r"(?:\bS:ta?|\bSt\.?|\bSankta?) $")
# The word before a saint's name: "S:t" is two of them.
_SAINTLY = ("t", "ta", "st", "sankt", "sankta")
_JOINTS = (" ", " & ", " + ")


def nobody_words(sentence: Sentence) -> frozenset[int]:
    """The places of words that belong to the name of something that is no person."""
    found: set[int] = set()
    watched = _watched()
    for at, (shown, low) in enumerate(zip(sentence.shown, sentence.lower, strict=True)):
        if low in watched:
            for watch in _WATCHES:
                found.update(watch(sentence, at))
        if shown != low and at not in found:
            for rule in _RULES:
                if places := rule(sentence, at):
                    found.update(places)
    return frozenset(found)


def _phrase(sentence: Sentence, at: int) -> Iterable[int]:
    """ "Kristi himmelsfärd", "Clas Ohlson": a phrase of the list."""
    listed = _phrases().get(sentence.lower[at], ())
    longest = max(
        (len(phrase) for phrase in listed if tuple(sentence.lower[at : at + len(phrase)]) == phrase), default=0
    )
    return range(at, at + longest)


def _month(sentence: Sentence, at: int) -> Iterable[int]:
    """ "3 June", "i abril"."""
    month = sentence.lower[at] in _MONTHS
    return (at,) if month and (_beside_number(sentence, at) or sentence.before(at) in ("i", "in", "im", "ab")) else ()


def _hello(sentence: Sentence, at: int) -> Iterable[int]:
    """ "Selam kommunen, jag heter ...": the first word of a text, or the second behind another greeting; not "Selam Tesfay"."""
    greets = sentence.lower[at] in _HELLO and (at == 0 or (at == 1 and sentence.lower[0] in _HELLO | GREETINGS))
    surname = at + 1 < len(sentence.words) and sentence.gap(at + 1) == " " and sentence.capital(at + 1)
    return (at,) if greets and not surname else ()


def _called_after(sentence: Sentence, at: int) -> Iterable[int]:
    """ "stormen gudrun": a listed name in lower case behind what it is the name of."""
    behind = sentence.lower[at] in KINDS_OF_THINGS and at + 1 < len(sentence.words) and sentence.gap(at + 1) == " "
    return (at + 1,) if behind and sentence.lower[at + 1] in listed_names() else ()


def _facility(sentence: Sentence, at: int) -> Iterable[int]:
    """ "Alva förskola": no genitive, so not a person's."""
    behind = at + 1
    facility = behind < len(sentence.lower) and sentence.lower[behind] in _FACILITIES and sentence.gap(behind) == " "
    return (at,) if facility and base_of(sentence.lower[at]) == sentence.lower[at] else ()


def _product(sentence: Sentence, at: int) -> Iterable[int]:
    """ "Carl Larsson-tavlor", "Lilja-salen": the last part is in lower case and no first name."""
    if "-" not in sentence.lower[at]:
        return ()
    first, *_, last = sentence.shown[at].split("-")
    named = first.isupper() or not last.islower() or last in listed_names() or base_of(last) in listed_names()
    return () if named else (*_run_before(sentence, at), at)


def _day(sentence: Sentence, at: int) -> Iterable[int]:
    """ "före Lucia", "efter Valborg"."""
    if sentence.lower[at] not in _DAYS:
        return ()
    among_days = not _HOLIDAYS.isdisjoint(sentence.lower[max(0, at - 3) : at + 4])
    return (at,) if among_days or (at and sentence.lower[at - 1] in _WHEN) else ()


def _letter(sentence: Sentence, at: int) -> Iterable[int]:
    """The second letter of "P.S."."""
    if len(sentence.lower[at]) > 1:
        return ()
    start = sentence.words[at][1]
    return (at,) if sentence.text[max(0, start - 2) : start].strip(".").isalpha() else ()


def _short_for(sentence: Sentence, at: int) -> Iterable[int]:
    """ "SoL": a short word that begins and ends with a capital letter, a law or an office."""
    shown = sentence.shown[at]
    return (at,) if len(shown) in (3, 4) and shown[-1].isupper() and shown[:-1] != shown[:-1].upper() else ()


def _firm(sentence: Sentence, at: int) -> Iterable[int]:
    """ "Hanssons Brasor AB", "Freja Hem & Inredning": a form or a trade behind capitalised words."""
    low = sentence.lower[at]
    if not at or (low not in FORMS and low not in TRADES):
        return ()
    if low in PARTICLES and at + 1 < len(sentence.words) and sentence.capital(at + 1):
        return ()
    run = _run_before(sentence, at)
    return (*run, *_run_behind(sentence, at)) if run else ()


def _of_a_kind(sentence: Sentence, at: int) -> Iterable[int]:
    """ "Restaurang Rosa Pantern", "stormen Johannes"."""
    of_a_kind = at and sentence.lower[at - 1] in KINDS_OF_THINGS and sentence.gap(at).strip("\"'”“ ") == ""
    return _run_behind(sentence, at - 1) if of_a_kind else ()


def _saint(sentence: Sentence, at: int) -> Iterable[int]:
    """ "S:t Mikael"."""
    if not at or sentence.lower[at - 1] not in _SAINTLY:
        return ()
    start = sentence.words[at][1]
    return (at,) if _SAINT.search(sentence.text, max(0, start - 8), start) else ()


def _owner(sentence: Sentence, at: int) -> Iterable[int]:
    """ "Elins Blommor", "Anders Zorns gata"."""
    owns = sentence.lower[at].endswith("s") and _owns_a_name(sentence, at)
    return (*_run_before(sentence, at), at, *_run_behind(sentence, at)) if owns else ()


# Rules for words of a list, in any case; rules for capitalised words. Each tells the places of words that name nobody.
_WATCHES = (_phrase, _month, _hello, _called_after)
_RULES = (brand, _facility, _product, _day, _letter, _short_for, _firm, _of_a_kind, _saint, _owner)


@cache
def _watched() -> frozenset[str]:
    """The words at which the watches look."""
    return _MONTHS | _HELLO | KINDS_OF_THINGS | frozenset(_phrases())


def _run_before(sentence: Sentence, at: int) -> list[int]:
    """The capitalised words before `at`, with it, when there are any."""
    first = at
    while first and at - first < 4 and sentence.gap(first) in _JOINTS and _may_belong(sentence, first - 1):
        first -= 1
    person = is_surname(sentence.lower[at]) and sentence.lower[at - 1] in listed_names()
    introduced = sentence.before(first) in INTRODUCTIONS
    return list(range(first, at + 1)) if first < at and not person and not introduced else []


def _run_behind(sentence: Sentence, at: int) -> list[int]:
    """The capitalised words behind `at`."""
    last = at
    while last + 1 < len(sentence.words) and last - at < 3 and sentence.capital(last + 1):
        gap = sentence.gap(last + 1)
        if gap not in _JOINTS and not (last == at and gap.strip("\"'”“ ") == ""):
            break
        last += 1
    return list(range(at + 1, last + 1))


def _may_belong(sentence: Sentence, at: int) -> bool:
    """True for a capitalised word that may be part of a firm's name."""
    return sentence.capital(at) and sentence.lower[at] not in NOT_NAMES


def _owns_a_name(sentence: Sentence, at: int) -> bool:
    """ "Elins Blommor", "Anders Zorns gata": a genitive, and what is owned is a word with a capital or a street."""
    if at + 1 >= len(sentence.words) or sentence.gap(at + 1) != " ":
        return False
    owned, low = sentence.lower[at + 1], sentence.lower[at]
    if owned in _AFTER_STREET_NAMES:
        return True
    if base_of(low) == low or (low[:-1] not in listed_names() and low[:-1] not in surnames()):
        return False
    shouted = sentence.words[at + 1][0].isupper()
    return (
        sentence.capital(at + 1)
        and not shouted
        and base_of(owned) not in listed_names()
        and not is_surname(base_of(owned))
    )


def _beside_number(sentence: Sentence, at: int) -> bool:
    """ "3 June", "7 jan", "April 2026"."""
    _, start, end = sentence.words[at]
    before, behind = sentence.text[max(0, start - 4) : start], sentence.text[end : end + 5]
    return (
        re.search(r"\d[.:]?(?:[ae]|st|nd|rd|th)?[ ]?$", before) is not None
        or re.match(r"[ ]20\d\d", behind) is not None
    )


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of name_words.txt by their first word."""
    return by_first_word(name_words("[nobody]"))
