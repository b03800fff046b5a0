"""First names and surnames: the lists of the package Faker for the languages met in Sweden, and our own additions.

Faker's word lists are plain data in the installed package; nothing is downloaded.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from classifier.anonymise.vocabulary import known_places, ordinary_words
from classifier.corpora import corpus_path

_LOCALES = (
    "sv_SE", "fi_FI", "no_NO", "da_DK", "de_DE", "en_GB", "pl_PL", "hr_HR", "tr_TR", "es_ES", "fr_FR", "fr_DZ", "sw", "ro_RO",
    "lt_LT", "et_EE", "lv_LV", "it_IT", "nl_NL", "pt_PT", "hu_HU", "cs_CZ", "sk_SK", "sl_SI", "is_IS", "en_TH", "en_IN",
    "az_AZ", "ga_IE", "en_PK", "uz_UZ", "en_NG", "en_US", "de_AT", "fr_BE", "nl_BE", "pt_BR",
)  # fmt: skip
_SURNAME_ENDINGS = (
    "sson", "sdotter", "qvist", "kvist", "stedt", "wicz", "wicz", "zadeh", "ović", "ovic", "ević", "evic", "inen", "ström", "gren",
    "lund", "blad", "löf", "enko", "chuk", "ski", "ska", "ova", "eva", "oğlu", "oglu", "yan", "ssen", "dahl", "berg", "mann",
)  # fmt: skip

_BOTH = "[also_names]"


@cache
def first_names() -> frozenset[str]:
    """Lower-case first names that with a capital letter are nothing else."""
    listed = _faker("first_names", "first_names_male", "first_names_female") | set(_lines("first_names.txt"))
    return frozenset(name for name in listed if len(name) > 2) - ambiguous_names()


@cache
def ambiguous_names() -> frozenset[str]:
    """Lower-case first names that are words or places too: names by context only."""
    return frozenset(name_words("[context]") | {"mora", "orsa", "sala", "jordan", "eritrea", "india", "norden", "alen"})


@cache
def names_in_lower_case() -> frozenset[str]:
    """First names, and longer surnames, that are names in lower case too: no ordinary word, no place."""
    words = ordinary_words() | known_places() | name_words("[capital]")
    longer = {name for name in surnames() if len(name) > 4 and not name.endswith("a")}
    return frozenset(name for name in first_names() | longer if len(name) > 2) - words - ambiguous_names()


@cache
def surnames() -> frozenset[str]:
    """Lower-case listed surnames."""
    return frozenset(_faker("last_names") | set(_lines("surnames.txt")))


@cache
def nicknames() -> dict[str, tuple[str, ...]]:
    """Formal first name -> its short forms, lower case."""
    rows = corpus_path("nicknames.txt").read_text(encoding="utf-8").splitlines()
    return {formal: tuple(short.split()) for formal, _, short in (row.partition(":") for row in rows if row[0] != "#")}


@cache
def listed_names() -> frozenset[str]:
    """All listed first names, certain or by context."""
    return first_names() | ambiguous_names()


def is_surname(word: str) -> bool:
    """True for a lower-case word that is a listed surname or has a surname's ending."""
    return word in surnames() or (len(word) > 6 and word.endswith(_SURNAME_ENDINGS))


def _lines(name: str) -> Iterator[str]:
    for line in corpus_path(name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def name_words(section: str) -> set[str]:
    """The words under one heading of name_words.txt."""
    return set(_sections("name_words.txt")[section])


@cache
def brands() -> frozenset[str]:
    """Lower-case names of firms, wares, figures and public bodies that hardly a private person bears; a blank in one as "_"."""
    return frozenset(name for section, names in _sections("brands.txt").items() if section != _BOTH for name in names)


@cache
def brands_and_names() -> frozenset[str]:
    """Those that persons bear as well: they tell nothing alone."""
    return frozenset(_sections("brands.txt")[_BOTH])


@cache
def words_of_brands() -> frozenset[str]:
    """The words of names of more than one word."""
    return frozenset(word for name in brands() | brands_and_names() if "_" in name for word in name.split("_"))


def _sections(name: str) -> dict[str, list[str]]:
    """The words of a list under each of its headings, "[heading]"."""
    sections: dict[str, list[str]] = {}
    for line in corpus_path(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.partition("]")[0] + "]"
            sections[heading] = []
        elif not line.startswith("#"):
            sections[heading] += line.split()
    return sections


def _faker(*attributes: str) -> set[str]:
    names: set[str] = set()
    for locale in _LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in attributes:
            names.update(name.casefold() for name in getattr(provider, attribute, ()))
    return names
