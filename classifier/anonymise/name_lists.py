"""First names and surnames: the lists of the package Faker for the languages met in Sweden, and our own additions.

Faker's word lists are plain data in the installed package; nothing is downloaded.
"""

from functools import cache
from importlib import import_module

from classifier.corpora import corpus_path

_LOCALES = (
    "sv_SE", "fi_FI", "no_NO", "da_DK", "de_DE", "en_GB", "pl_PL", "hr_HR", "tr_TR", "es_ES", "fr_FR", "fr_DZ", "sw", "ro_RO",
    "lt_LT", "et_EE", "lv_LV",
)  # fmt: skip
# First names that are ordinary Swedish, English or Finnish words or places too: a name only by its context.
_AMBIGUOUS = frozenset(
    """
    al alba alen alla andra april art ask august bar bara bill björn bo bror camp cat dag dal dan dana dara dean
    den dolly dov du ek eld ella else en era eve even faith finns frank fritid frö gard german grace gran gå
    gård han hans har hassel hav hela helg helge hell herr hope hur i ica inga is ivo joy jul juli juni kall
    kamp kl klass kom lag lay lek lev lia lias lind linn lo lov ly lång maj man mark mars mat matte may mer min
    mina mir miss mora my nor norden norr nova ny nya o oja on ord orsa ort page pass per plan port rain rana
    rasa rei ren ro romans ros rosa rose runt safari san sanda se sen sig sky sol son sten stig stora storm
    summer sun svea så söder ta tack tage tala this till tills tom tor toto tur uno ut ute vad van verde vi via vila
    ville viola violet väst vår våren will åker öst öster
    """.split()
)
_SURNAME_ENDINGS = ("sson", "sdotter", "qvist", "kvist", "stedt", "wicz", "zadeh", "ović", "inen")


@cache
def first_names() -> frozenset[str]:
    """Lower-case first names that are nothing else."""
    lines = corpus_path("first_names.txt").read_text(encoding="utf-8").splitlines()
    own = {name for line in lines if not line.startswith("#") for name in line.split()}
    listed = _faker("first_names", "first_names_male", "first_names_female")
    return frozenset(name for name in own | listed if len(name) > 2) - _AMBIGUOUS


@cache
def ambiguous_names() -> frozenset[str]:
    """Lower-case first names that are words too."""
    return _AMBIGUOUS


def is_surname(word: str) -> bool:
    """True for a lower-case word that is a listed surname or has a surname's ending."""
    return word in _surnames() or (len(word) > 5 and word.endswith(_SURNAME_ENDINGS))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_faker("last_names"))


def _faker(*attributes: str) -> set[str]:
    names: set[str] = set()
    for locale in _LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in attributes:
            names.update(name.casefold() for name in getattr(provider, attribute, ()))
    return names
