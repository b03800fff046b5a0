"""Property designations: "Noret 12:3"."""

import re

from classifier.anonymise.recogniser import Recogniser, pattern
from classifier.anonymise.vocabulary import ordinary_words

_TIME_WORDS = re.compile(
    r"(?:kl|klockan|skala|skalan|lutning|lutningen|resultat|ca|till|från|vid|och|eller|matt|matteus|psalm|joh|"
    r"luk|mark|bbr|eks|osl|pbl|lso|lss|mb|se|klass|enl|enligt|sverige|resultatet|vann|förlorade|säker|före|"
    r"efter|mellan|öppnar|stänger|på|i|runt|redan|"
    r"senast|sfs|afs|omkring|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mån|tis|ons|tors?|fre|lör|sön|"
    r"kap|kvoten|blandning|proportion|förhållandet|was|at)$",
    re.IGNORECASE,
)


def _is_designation(found: str) -> bool:
    """False for a time of the day, a scale or a price: "Fredag 12:30", "skala 1:500", "mot 192:50"."""
    name, _, unit = re.fullmatch(r"(.+?)[ ](\w+)[ ]?[:>][ ]?(\d+)", found, re.DOTALL).groups()  # type: ignore[union-attr]
    if _TIME_WORDS.search(name):
        return False
    hour = re.search(r"[ ](\d+)[ ]?[:>]", found)
    if re.search(
        r"[^\W\d_]{2}(?:berg|byn|näs|nor|vik|sjö|sjön|dal|holm|lund|ånge|änge|torp|bo|rud|sta|ås)$", name
    ) and name.casefold() not in (ordinary_words()):
        return True
    no_time = hour is not None and (int(hour[1]) > 24 or int(unit) > 59) and name.split()[-1] not in ordinary_words()
    return name[0].isupper() or len(unit) != 2 or no_time or "-" in name


PROPERTIES = (
    # A block's name is capitalised, its unit 1-999 or S (common land) or GA: "Noret 12:3", "Mora-Noret 4>118", "Fu s:4".
    Recogniser(
        "property",
        "[FASTIGHET]",
        re.compile(
            r"(?<!\w)[A-ZÅÄÖ][a-zåäöéA-ZÅÄÖ]{1,24}(?:-[A-ZÅÄÖ][a-zåäö]{1,20})?(?: (?:[A-ZÅÄÖ][a-zåäö]{1,20}|by|kyrkby|"
            r"prästgård|norra|södra|östra|västra|kronopark|allmänning)){0,2}"
            r" (?:[1-9]\d{0,2}|[Ss]|[Gg][Aa]) ?[:>] ?(?!0)\d{1,4}(?!\w|[.,:-]\d)"
        ),
        valid=_is_designation,
        words=(":", ">"),
    ),
    Recogniser(
        "property",
        "[FASTIGHET]",
        pattern(r"(?<!\w)[a-zåäö][a-zåäö-]{1,24}[ ](?:[1-9]\d{0,2}|s|ga)[ ]?[:>][ ]?(?!0)\d{1,4}(?!\w|[.,:-]\d)"),
        valid=_is_designation,
        words=(":", ">"),
    ),
    # Small times of the day too, where the words speak of plots: "fastigheten noret 4:12".
    Recogniser(
        "property",
        "[FASTIGHET]",
        pattern(
            r"(?:fastighet\w{0,20}|fastighetsbeteckning\w{0,4}|tomt\w{0,4}|beteckning\w{0,2}|samfällighet\w{0,4}|"
            r"stugan?|skifte\w{0,2})[ ](?:är[ ]|heter[ ]|på[ ]|i[ ]|nr[ ]|:[ ]?|med[ ])"
            r"{0,2}(?P<id>(?:[^\W\d_]{2,24}[ ]){0,3}(?:\d{1,3}|s|ga)[ ]?[:>][ ]?\d{1,4})(?!\w|[.,:]\d)"
        ),
        words=("fastighet", "tomt", "beteckning", "samfällig", "stug", "skifte"),
    ),
    # A block alone in a town: "kvarteret Skutan 4".
    Recogniser(
        "property",
        "[FASTIGHET]",
        pattern(
            r"(?<!\w)(?:kv\.?|kvarteret|fastigheten)[ ](?P<id>(?-i:[A-ZÅÄÖ])[a-zåäö]{2,20}[ ]\d{1,3})(?!\w|[.,:]\d)"
        ),
        words=("kv", "fastigheten"),
        form=re.compile(r"[ ]\d{1,3}(?!\w|[.,:]\d)"),
    ),
)
