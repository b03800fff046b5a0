"""Property designations: "Noret 12:3"."""

import re

from classifier.anonymise.recogniser import Recogniser, pattern
from classifier.anonymise.spelled import NUMBER_WORD
from classifier.anonymise.vocabulary import is_ordinary, ordinary_words

# What stands before a time of the day, a scale, a result, or a verse of the Bible.
_TIME_WORDS = frozenset(
    """
    kl klockan skala skalan lutning lutningen resultat ca till från vid och eller matt matteus psalm joh luk mark
    bbr eks osl pbl lso lss mb se klass enl enligt sverige resultatet vann förlorade säker före efter mellan öppnar
    stänger på i runt redan senast sfs afs ledde leder slog slutade blev spelade kryssade ställningen halvtid
    hållplats hållplatsen bussen tåget avgång avgår ankomst idag igår imorgon start stopp öppet stängt samling
    träning lektion omröstning röster betyg bibeln genesis koranen korinthierbrevet johannes lukas markus jesaja
    ordspråksboken romarbrevet uppenbarelseboken mosebok omkring måndag tisdag onsdag torsdag fredag lördag söndag
    mån tis ons fre lör sön kap kvoten blandning proportion förhållandet was at tor tors
    """.split()
)
# Their compounds: "påsklördag", "matchresultatet".
_TIME_ENDS = tuple(word for word in _TIME_WORDS if len(word) > 5)


def _tells_time(name: str) -> bool:
    """True when the last word before the numbers speaks of a time, a scale, a result or a verse."""
    last = name.rpartition(" ")[2].rstrip(".").casefold()
    return last in _TIME_WORDS or last.endswith(_TIME_ENDS)


def _is_designation(found: str) -> bool:
    """False for a time of the day, a scale or a price: "Fredag 12:30", "skala 1:500", "mot 192:50"."""
    name, _, unit = re.fullmatch(r"(.+?)[ ](\w+)[ ]?[:>;][ ]?(\d+)(?:>\d+)?", found, re.DOTALL).groups()  # type: ignore[union-attr]
    if _tells_time(name):
        return False
    hour = re.search(r"[ ](\d+)[ ]?[:>;]", found)
    if re.search(
        r"[^\W\d_]{2}(?:berg|byn|näs|nor|vik|sjö|sjön|dal|holm|lund|ånge|änge|torp|bo|rud|sta|ås)$", name
    ) and not is_ordinary(name):
        return True
    no_time = hour is not None and (int(hour[1]) > 24 or int(unit) > 59) and name.split()[-1] not in ordinary_words()
    return name[0].isupper() or len(unit) != 2 or no_time or "-" in name


PROPERTIES = (
    # A block's name is capitalised, its unit 1-999 or S (common land) or GA: "Noret 12:3", "Mora-Noret 4>118", "Fu s:4".
    Recogniser(
        "property",
        "[FASTIGHET]",
        re.compile(
            r"(?<!\w)[A-ZÅÄÖ][a-zåäöéA-ZÅÄÖ]{1,24}(?:-[A-ZÅÄÖ][a-zåäöA-ZÅÄÖ]{1,20})?\.?(?: (?:[A-ZÅÄÖ][a-zåäöA-ZÅÄÖ]{1,20}|by|kyrkby|"
            r"prästgård|norra|södra|östra|västra|kronopark|allmänning)){0,2}"
            r" (?:[1-9]\d{0,2}|[Ss]|[Gg][Aa]) ?[:>;] ?(?!0)\d{1,4}(?:>\d{1,3})?(?!\w|[.,:-]\d)"
        ),
        valid=_is_designation,
        words=(":", ">", ";"),
    ),
    Recogniser(
        "property",
        "[FASTIGHET]",
        pattern(
            r"(?<!\w)[a-zåäö][a-zåäö-]{1,24}[ ](?:[1-9]\d{0,2}|s|ga)[ ]?[:>;][ ]?(?!0)\d{1,4}(?:>\d{1,3})?(?!\w|[.,:-]\d)"
        ),
        valid=_is_designation,
        words=(":", ">", ";"),
    ),
    # What may be a time of the day is none where one owns, lives or builds on it: "på selja 8:19", "grannen heden 7:18".
    Recogniser(
        "property",
        "[FASTIGHET]",
        pattern(
            r"(?<!\w)(?:på|i|av|äger|ägare|grannen?|tomten?|fastigheten?|bakom|intill|inom|häck|å|house|med)[ ](?:vår[ ]|min[ ])?[(]?"
            r"(?P<id>[^\W\d_][^\W\d_-]{1,24}(?:-[^\W\d_]{2,20})?(?:[ ]by)?[ ](?:[1-9]\d{0,2}|s|ga)[:>](?!0)\d{1,4})(?!\w|[.,:-]\d)"
        ),
        words=(":", ">"),
        form=re.compile(r"[\dsSaA][:>]\d"),
        valid=lambda found: not is_ordinary(found.split()[0]) and not _tells_time(found.rpartition(" ")[0]),
    ),
    Recogniser(
        "property",
        "[FASTIGHET]",
        pattern(
            r"(?<!\w)(?P<id>[^\W\d_][^\W\d_-]{2,24}(?:-[^\W\d_]{2,20})?[ ](?:[1-9]\d{0,2}|s|ga)[:>](?!0)\d{1,4})(?!\w|[.,:-]\d)"
        ),
        topic=(
            "fastighet",
            "tomt",
            "lagfart",
            "bygglov",
            "servitut",
            "detaljplan",
            "avstyck",
            "lantmät",
            "samfällig",
            "attefall",
            "strandskydd",
            "häck",
            "granne",
        ),
        form=re.compile(r"[\dsSaA][:>]\d"),
        valid=lambda found: not is_ordinary(found.split()[0]) and not _tells_time(found.rpartition(" ")[0]),
    ),
    # In words, and with the sign that stands for the colon: "gesunda fjorton kolon trettioett", "fastighet vinäs 31.7".
    Recogniser(
        "property",
        "[FASTIGHET]",
        pattern(rf"(?<!\w)[^\W\d_]{{2,24}}[ ]{NUMBER_WORD}[ ]kolon[ ]{NUMBER_WORD}(?!\w)"),
        digits=0,
        words=("kolon",),
    ),
    Recogniser(
        "property",
        "[FASTIGHET]",
        pattern(
            r"(?<!\w)(?:fastighet(?:en)?|tomt(?:en)?|fastighetsbeteckning(?:en)?)[ ](?:är[ ]|heter[ ])?"
            r"(?P<id>[^\W\d_]{2,24}(?:-[^\W\d_]{2,20})?[ ]\d{1,3}\.\d{1,3})(?![\w]|[.,:-]\d)"
        ),
        words=("fastighet", "tomt"),
        form=re.compile(r"[ ]\d{1,3}\.\d{1,3}"),
        valid=lambda found: not is_ordinary(found.split()[0]),
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
        pattern(r"(?<!\w)(?:kvarteret|fastigheten)[ ](?P<id>(?-i:[A-ZÅÄÖ])[a-zåäö]{2,20}[ ]\d{1,3})(?!\w|[.,:]\d)"),
        words=("kvarteret", "fastigheten"),
        form=re.compile(r"[ ]\d{1,3}(?!\w|[.,:]\d)"),
    ),
    Recogniser(
        "property",
        "[FASTIGHET]",
        re.compile(
            r"(?<!\w)(?:[A-ZÅÄÖ][a-zåäö]{2,20} )?(?:[Kk]v\.? [A-ZÅÄÖ][a-zåäö]{2,20}|[Kk]v\. [a-zåäö]{4,20}) \d{1,3}(?!\w|[.,:]\d)"
        ),
        words=("kv ", "kv."),
        form=re.compile(r"[ ]\d{1,3}(?!\w|[.,:]\d)"),
    ),
)
