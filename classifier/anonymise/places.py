"""Where somebody lives: addresses, property designations, coordinates. A place or a street without a number stays."""

import re

from classifier.anonymise.recogniser import Recogniser, any_of, context, pattern
from classifier.anonymise.shapes import UNITS
from classifier.anonymise.vocabulary import known_places, ordinary_words

# Endings that only streets have, in any case; and endings that other things have too, so only capitalised.
_STREET_ENDINGS = "vägen gatan gränden gränd stigen allén väg gata stig esplanaden gat vg katu tie straße strasse gade vei veien".split()
_OTHER_ENDINGS = """
    torget torg backen backe platsen plats gården plan planen leden led svängen slingan rundan kroken kajen brinken vreten liden
    kullen höjden dalen lunden lyckan ängen gärdet hagen åsen tunet terrassen promenaden stranden parken tået täppan vallen
    gårdarna kilen näset udden viken heden moren bacchen
    """.split()
_STREET = (
    r"(?:(?:(?-i:[A-ZÅÄÖ])(?:[\w:-]{1,20}|\w{1,3}\.)[ ]){0,3}?"
    r"(?!läns|riks|europa|stam|stations?park|skol?väg[ ]|detaljplan|översiktsplan)"
    rf"(?:[^\W\d_][\w-]{{0,24}}{any_of(_STREET_ENDINGS)}|(?-i:[A-ZÅÄÖ])[\w-]{{0,24}}{any_of(_OTHER_ENDINGS)}|"
    r"[^\W\d_]{3,20}(?:g|v|gat)\.)"
    rf"|(?:(?-i:[A-ZÅÄÖ])(?:[\w:-]{{1,20}}|\w{{1,3}}\.)[ ]){{1,3}}(?:väg|gata|gränd|stig|torg|backe|allé|plats)"
    r"|(?:ul\.|rue|via|calle|avenue|av\.)[ ](?-i:[A-ZÅÄÖ])\w{1,20}(?:[ ](?-i:[A-ZÅÄÖ])\w{1,20})?)"
)
_MONTHS = r"(?:jan|feb|mars|april|maj|juni|juli|aug|sept|okt|nov|dec)\w*"
# "Hamngatan 200 meter från", "Ekbacken 7.32": a number that counts or tells the time is no house number.
COUNTED = r"(?:grader|minus|vecka|v\.|bilar|barn|ställen|hål|träd|lampor|stolpar|brunnar|\d{3}[ ]?(?:kr|:-)|kap)(?!\w)"
_NO_HOUSE = rf"(?!\w|[.,:–-]\d|[ ]?(?:{UNITS}|{_MONTHS}|{COUNTED}))"
_TOWN = r"(?-i:[A-ZÅÄÖ][\w-]{1,20}(?:[ ][A-ZÅÄÖ][\w-]{1,20})?)"
_HOUSE = r"\d{1,4}(?:[ ]?[-/][ ]?\d{1,3})?(?:[ ]?[a-z](?!\w))?"
# The word of a house that is looked for before the rest.
_HOUSE_WORD = pattern(r"[ ](?:nr\.?)?\d{1,4}(?:[-/]\d{0,3})?[a-z]?(?!\w|[.,:–-]\d)")
_FLAT = (
    r"(?:lgh|lägenhet|läg|uppgång|uppg|ing(?:ång)?|port|trappa|trp|våning|vån|as|apt|flat|rum|box|bv|nb|öv|ög|"
    r"n\.?b\.?|gården|gårdshuset|\d{1,2}[ ]?tr(?:appor|p)?|(?:källar|botten|över|under|mellan|vinds)(?:våningen|"
    r"planet)|källaren|vinden|gatuplan|"
    r"(?:\d:?[ae]|första|andra|tredje|fjärde|femte)[ ](?:våningen|vån\.?|trappan))"
)
_PART = rf"(?:{_FLAT}\.?(?:nr)?[ ]?(?:\d{{1,4}}[a-z]?|[a-z])?(?!\w)|\([^()\n]{{2,40}}\))"
_POSTAL = (
    rf"(?:(?:SE?|FI|NO|DK|PL)?-?\d{{2,3}}[ -]?\d{{2,3}}[ ]{{1,2}}(?:{_TOWN}|(?:mora|orsa|falun|rättvik|"
    r"stockholm)(?!\w)))"
)
_END = rf"(?:,?[ ]?{_PART}){{0,3}}(?:[,\n]?[ ]{{0,2}}{_POSTAL}|,?[ ]mora(?!\w)(?=\W|$))?"
_CARE = r"(?:c/o[ ](?:familjen[ ]|fam\.?[ ])?(?-i:[A-ZÅÄÖ])[\w-]+(?:[ ](?-i:[A-ZÅÄÖ])[\w-]+)?,?[ ])?"
# What every street has: one of the endings above before a blank, or a word before its name.
_STREETLIKE = (
    *(f"{ending} " for ending in (*_STREET_ENDINGS, *_OTHER_ENDINGS)),
    *("allé ", "g. ", "v. ", "gat. ", "ul. ", "rue ", "via ", "calle ", "avenue ", "av. "),
)
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


def _ends_in_town(found: str) -> bool:
    """True when the last word is a place."""
    return found.split()[-1].casefold() in known_places()


def _is_sweref(found: str) -> bool:
    """True for a northing and an easting in SWEREF 99 TM or RT 90."""
    return any(6_100_000 <= int(north) <= 7_700_000 for north in re.findall(r"\d{7}", found))


PLACES = (
    # A plus code and a three-word address.
    Recogniser(
        "coordinates",
        "[KOORDINAT]",
        pattern(r"(?<!\w)[2-9cfghjmpqrvwx]{4,8}\+[2-9cfghjmpqrvwx]{2,3}(?!\w)|///[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]+"),
        digits=0,
        words=("+", "///"),
        valid=lambda found: found[0] == "/" or any(char.isdigit() for char in found),
    ),
    Recogniser(
        "coordinates",
        "[KOORDINAT]",
        pattern(
            r"(?<!\d)(?<!\d[.,])(?:(?:lat(?:itud)?|N)[ :.=]{0,3})?\d{2}[.,]\d{3,8}°?[ ]?N?(?:[\s,;/]{1,4}|[ ]och[ ])"
            r"(?:(?:long?(?:itud)?|lng|[EÖ])[ :.=]{0,3})?\d{1,2}[.,]\d{3,8}°?[ ]?[EÖ]?(?!\w)"
            r"|(?:N[ ]?)?\d{2}[ ]?(?:°|grader)[ ]?\d{1,2}(?:['’′.,][ ]?\d{0,5})?[^\n\w]{0,3}(?:\d{1,2}(?:[.,]\d{1,3})"
            r"?[^\n\w]{1,3})?N?[\s,;/]{0,3}(?:och[ ])?"
            r"[EÖ]?[ ]?\d{1,2}[ ]?(?:°|grader)[ ]?\d{1,2}(?:['’′.,][ ]?\d{0,5})?[^\n\w]{0,3}(?:\d{1,2}(?:[.,]\d{1,3})"
            r"?[^\n\w]{1,3})?[EÖ]?(?!\w)"
            r"|(?:lat(?:itud)?|long?(?:itud)?|lng)[ :.=]{1,3}\d{1,2}[.,]\d{3,8}"
        ),
        digits=5,
        form=re.compile(r"\d[.,]\d{3}|°|(?<!\d)\d\d(?:[ ]|grader)"),
    ),
    Recogniser(
        "coordinates",
        "[KOORDINAT]",
        pattern(
            r"(?:\b[NX][ :=]{0,3})?(?<!\d)[67]\d{6}(?:[.,]\d{1,3})?[\s,;/]{1,3}(?:och[ ])?(?:[EYÖ][ :=]{0,3})"
            r"?\d{6,7}(?:[.,]\d{1,3})?(?!\d)"
            r"|(?:\b[EYÖ][ :=]{0,3})?(?<!\d)\d{6,7}(?:[.,]\d{1,3})?[\s,;/]{1,3}(?:och[ ])?(?:[NX][ :=]{0,3})"
            r"?[67]\d{6}(?!\d)"
        ),
        digits=5,
        form=re.compile(r"[67]\d{6}"),
        valid=_is_sweref,
    ),
    # "E 478 112 N 6 781 940"
    Recogniser(
        "coordinates",
        "[KOORDINAT]",
        re.compile(
            r"(?<!\w)(?:[EÖY][ :]{1,2}\d{3}[ ]?\d{3}[ ,;/]{1,3}[NX][ :]{1,2}[67][ ]?\d{3}[ ]?\d{3}|"
            r"[NX][ :]{1,2}[67][ ]?\d{3}[ ]?\d{3}[ ,;/]{1,3}[EÖY][ :]{1,2}\d{3}[ ]?\d{3})(?!\w)"
        ),
        digits=5,
    ),
    # Coarse or without signs, where the words speak of a position: "gps 61.01 14.54", "61 00 25 N, 14 32 41 E".
    Recogniser(
        "coordinates",
        "[KOORDINAT]",
        pattern(
            r"(?<![\d.,])\d{2}[.,]\d{1,8}°?[ ]?N?[^\w\n]{1,5}(?:[EÖ][ ]?)?\d{1,2}[.,]\d{1,8}°?(?:[ ]?[EÖ])?(?![\d])"
        ),
        digits=3,
        before=context("koordinat gps position lat sweref wgs coordinate karta kartnål"),
    ),
    Recogniser(
        "coordinates",
        "[KOORDINAT]",
        pattern(
            r"(?<!\w)(?:N[ ]?\d{2}[ °]{1,2}\d{1,2}[ .,'’′\"”\d]{0,14},"
            r"?[ ]?[EÖ][ ]?\d{1,3}[ °]{1,2}\d{1,2}(?:[ .,'’′]\d{1,4}){0,2}|"
            r"\d{2}[ °]{1,2}\d{1,2}[ .,'’′\"”\d]{0,14}[ ]?N[ ,;/]{1,3}\d{1,3}[ °]{1,2}\d{1,2}[ .,'’′\"”\d]{0,14}[ ]?[EÖ])"
            r"(?!\w)"
        ),
        digits=5,
        form=re.compile(r"(?<!\d)\d\d[ °]"),
    ),
)

# Before telephones: "Box 77, 792 22 Mora" holds what may be a number to ring.
POSTAL = (
    # A postal box, a number and a town, with or without what stands before.
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(
            rf"(?<!\w){_CARE}(?:box|postbox|pl|postlåda)[ ]\d{{1,5}}(?:[a-z](?!\w))?(?:[,\n]?[ ]?{_POSTAL})?(?!\w)"
        ),
        words=("box", "pl ", "postlåda"),
    ),
    # Any name and number before a postal code and a town: "Eriksgattu 7, 792 77 Nusnäs", "Kyrkbyn 44, 792 93 Mora".
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(
            r"(?<![\w-])(?-i:[A-ZÅÄÖ])[\w-]{1,25}(?:[ ][^\W\d_][\w-]{1,20}){0,2}[ ]"
            rf"{_HOUSE}(?:,?[ ]?{_PART}){{0,2}}[,\n][ ]{{0,2}}\d{{3}}[ ]?\d\d[ ]{{1,2}}{_TOWN}(?!\w)"
        ),
        digits=5,
        form=re.compile(r"(?<!\d)(?:\d{3}|\d{5})[ ]"),
    ),
    # A street cut short and a town in lower case: "granitv. 14 sundbyberg".
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(
            rf"(?<!\w)(?=[^\W\d_]{{4,25}}+\.?[ ]\d)[^\W\d_]{{3,20}}(?:g|v|gat|väg|vägen|gatan)\.?[ ]"
            rf"{_HOUSE},?[ ](?P<town>[^\W\d_]{{3,20}})(?!\w)"
        ),
        digits=1,
        words=("g. ", "v. ", "gat. ", "väg ", "vägen ", "gatan "),
        form=_HOUSE_WORD,
        valid=_ends_in_town,
    ),
    Recogniser(
        "address",
        "[ADRESS]",
        re.compile(rf"(?<![\d:/-])(?:SE-?|S-)?(?!(?:19|20)\d\d[ ])\d{{3}}[ ]?\d{{2}}[ ]{{1,2}}{_TOWN}(?![\w:])"),
        digits=5,
        form=re.compile(r"(?<!\d)(?:\d{3}|\d{5})[ ]"),
        valid=lambda found: (
            re.search(r"\s(?:Kr|SEK|Kronor|St|Invånare|Euro|Och|Men|Vad|Jag|Vi|Hur|Det)$", found) is None
        ),
    ),
)

HOMES = (
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(
            r"(?<![\w-])(?=(?:c/o[ ][^\n,]{2,40},?[ ])?[^\W\d_][\w:.-]{1,25}+(?:[ ][\w:.-]{1,25}+)"
            rf"{{0,3}}?[ ]{{1,2}}(?:nr\.?[ ]?|nummer[ ])?\d){_CARE}{_STREET}[ ]{{1,2}}(?:nr\.?[ ]?|nummer[ ])"
            rf"?{_HOUSE}{_NO_HOUSE}{_END}"
        ),
        words=_STREETLIKE,
        form=_HOUSE_WORD,
    ),
    # "bor på Vasagatan tolv"
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(
            r"(?<!\w)[^\W\d_]{2,24}(?:gatan|vägen|gränd|stigen|backen)[ ](?:nummer[ ])?(?:ett|två|tre|fyra|fem|"
            r"sex|sju|åtta|nio|tio|elva|tolv|"
            r"tretton|fjorton|femton|sexton|sjutton|arton|nitton|(?:tjugo|trettio|fyrtio|femtio|sextio)(?:ett|"
            r"två|tre|fyra|fem|sex|sju|åtta|nio)?)(?!\w)"
        ),
        digits=0,
        words=("gatan", "vägen", "gränd", "stigen", "backen"),
        before=context("bor bodde bosatt adress hyr flyttar flyttat"),
    ),
    # "bor på Färnäs 123", "adress: Bonäs 7 B": a village and a number where the words speak of living there.
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(
            rf"(?<!\w)(?:(?-i:[A-ZÅÄÖ])[\w-]{{2,20}}[ ]){{1,3}}(?:by[ ]|kyrkby[ ])?{_HOUSE}{_NO_HOUSE}(?![ ]?[:>]){_END}"
        ),
        form=_HOUSE_WORD,
        before=context(
            "bor bodde boende bosatt adress hemadress folkbokförd skriven flyttat flyttar hemma_på hemma_i villa_på "
            "huset_på gård_i gården_i hyr c/o mitt_hus vårt_hus från: till: osoite live address"
        ),
        valid=lambda found: (
            re.match(
                r"(?:vecka|klass|avdelning|väg|riksväg|e|plan|den|kl|sedan|linje|grupp|rum|etapp|kap|bilaga|nr|för|"
                r"klockan|våning|zon|i|på|barn|age|dag|block|hus|kvarteret|gäller|sweref|rt|hemtjänst|polisen)[ ]",
                found,
                re.IGNORECASE,
            )
            is None
            and re.search(r"[ ](?:19|20)\d\d$", found) is None
        ),
    ),
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(
            r"(?<!\w)\d{1,4}[ ](?-i:[A-Z])\w{2,15}(?:[ ](?-i:[A-Z])\w{2,15})?[ ](?:street|road|avenue|lane|drive)"
            r"(?!\w)"
        ),
        words=("street", "road", "avenue", "lane", "drive"),
    ),
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(rf"(?<!\w)(?:lgh|lägenhet|lägenhetsnummer|lght)\.?[ ]?(?:nr|nummer)?\.?[ ]?\d{{2,4}}{_NO_HOUSE}"),
        words=("lgh", "lägenhet"),
    ),
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(r"(?<!\w)c/o[ ](?:familjen[ ]|fam\.?[ ])?(?-i:[A-ZÅÄÖ])[\w-]+(?:[ ](?-i:[A-ZÅÄÖ])[\w-]+)?"),
        digits=0,
        words=("c/o",),
    ),
)

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
