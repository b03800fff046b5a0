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
    alba alla april ari art ask august bar bill bo björn bror camp cat dag dal dan dana dara dean den dov du ek eld emma-kort
    en era eve even faith frank fritid frö gard gran grace gå gård han hans har hassel hav helg hela hell helge herr hope hur i
    is ivar-lo joy juli juni jul kai kall kamp karl-johan kl kom lag lay lek lena-bo lev lind lo lov ly lång maj man mark mars
    mat mats-ola may mer min mina mir miss mora my nor norden nova ny nya o oja on ord ort orsa page pass per plan port rasa
    rain ren rei rita ro rolf-bo romans rosa rose runt ros roy sam sami san se sen sig sky sol son sten stig stora storm summer
    finns till tills lia lias bara ville ica ivo german this andra safari sanda klass inga rana verde matte alen
    sun svea så ta tack tage tala tim tina-bad tom tor toto tove-lo tur ut ute uno vad van vår vera-cruz vi via viola vila violet
    will yrsa åke-bo åker öst öster väst norr söder våren linn al ann-ly bert belle christian dolly else erika ella era
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
