"""Addresses; a place or a street without a number stays."""

import re

from classifier.anonymise.recogniser import Recogniser, any_of, context, digit_behind, pattern
from classifier.anonymise.shapes import NO_UNIT, UNITS
from classifier.anonymise.vocabulary import known_places, ordinary_words

# Endings that only streets have, in any case; and endings that other things have too, so only capitalised.
_STREET_ENDINGS = "vägen gatan gränden gränd stigen allén väg gata stig esplanaden gat vg katu tie straße strasse gade vei veien".split()
_OTHER_ENDINGS = """
    torget torg backen backe platsen plats gården plan planen leden led svängen slingan rundan kroken kajen brinken vreten liden
    kullen höjden dalen lunden lyckan ängen gärdet hagen åsen tunet terrassen promenaden stranden parken tået täppan vallen
    gårdarna kilen näset udden viken heden moren bacchen
    """.split()
_STREET = (
    r"(?:(?:(?:(?-i:[A-ZÅÄÖ])(?:[\w:-]{0,20}|\w{1,3}\.)|\b(?:övre|nedre|norra|södra|östra|västra|gamla|lilla|stora|"
    r"nya|yttre|inre))[ ]){0,3}?"
    r"(?!läns|riks|europa|stam|stations?park|skol?väg[ ]|detaljplan|översiktsplan)"
    rf"(?:[^\W\d_][\w-]{{0,24}}{any_of(_STREET_ENDINGS)}|(?-i:[A-ZÅÄÖ])[\w-]{{0,24}}{any_of(_OTHER_ENDINGS)}|"
    r"[^\W\d_]{3,20}(?:g|v|gat)\.|[^\W\d_]{3,15}\.[gv]\.?)"
    rf"|(?!(?:angående|gäller|ang\.?|avser|längs|utmed|vid)[ ])(?:(?-i:[A-ZÅÄÖ])(?:[\w:-]{{1,20}}|"
    rf"\w{{1,3}}\.)[ ]){{1,3}}(?:väg|gata|gränd|stig|torg|backe|allé|plats)"
    r"|(?:ul\.|rue|via|calle|avenue|av\.)[ ](?-i:[A-ZÅÄÖ])\w{1,20}(?:[ ](?-i:[A-ZÅÄÖ])\w{1,20})?)"
)
_MONTHS = r"(?:jan|feb|mars|april|maj|juni|juli|aug|sept|okt|nov|dec)\w*"
# "Hamngatan 200 meter från", "Ekbacken 7.32": a number that counts or tells the time is no house number.
COUNTED = r"(?:grader|minus|vecka|v\.|bilar|barn|ställen|hål|träd|lampor|stolpar|brunnar|\d{3}[ ]?(?:kr|:-)|kap)(?!\w)"
_NO_HOUSE = rf"(?!\w|[.,:–-]\d|[ ]?(?:{UNITS}|{_MONTHS}|{COUNTED}))"
_TOWN = r"(?-i:[A-ZÅÄÖ][\w-]{1,20}(?:[ ][A-ZÅÄÖ][\w-]{1,20})?)"
_HOUSE = r"(?!0|(?:1[89]|20)\d\d(?!\d))\d{1,4}(?:[ ]?[-/][ ]?\d{1,3})?(?:[ ]?[a-z](?!\w))?"
# The word of a house that is looked for before the rest.
_HOUSE_WORD = pattern(r"[ ](?:nr\.?)?\d{1,4}(?:[-/]\d{0,3})?[a-z]?(?!\w|[.,:–-]\d)")
_FLOOR = r"(?:våningen|vån\.?|trappan)"
_FLATS = (
    *r"lgh lägenhet läg uppgång uppg ing(?:ång)? port trappa trp våning vån as apt flat rum box bv nb öv ög n\.?b\.? gården".split(),
    *(f"{where}(?:våningen|planet)" for where in "källar botten över under mellan vinds".split()),
    *"gårdshuset källaren vinden gatuplan".split(),
    *(rf"{which}[ ]{_FLOOR}" for which in "första andra tredje fjärde femte".split()),
)
_FLAT = rf"(?:{any_of(_FLATS)}|\d{{1,2}}[ ]?tr(?:appor|p)?|\d:?[ae][ ]{_FLOOR})"
_PART = rf"(?:{_FLAT}\.?(?:nr)?[ ]?(?:\d{{1,4}}[a-z]?|[a-z])?(?!\w)|\([^()\n]{{2,40}}\))"
_POSTAL = (
    rf"(?:(?:SE?|FI|NO|DK|PL)?-?\d{{2,3}}[ -]?\d{{2,3}}[ ]{{1,2}}(?:{_TOWN}|(?:mora|orsa|falun|rättvik|"
    r"stockholm)(?!\w)|(?-i:[A-ZÅÄÖ])\.))"
)
_END = (
    rf"(?:,?[ ]?{_PART}){{0,3}}(?:,[ ]?\d{{4}}(?=,[ ]?\d{{3}}[ ]?\d\d(?!\d)))?"
    rf"(?:[,\n]?[ ]{{0,2}}{_POSTAL}|,?[ ](?:mora|orsa|malung|falun|sthlm|gbg|älvdalen|leksand|rättvik|borlänge)(?!\w)"
    rf"|,[ ]?\d{{3}}[ ]?\d\d(?!\w|[.,:-]\d){NO_UNIT})?"
)
_CARE = r"(?:c/o[ ](?:familjen[ ]|fam\.?[ ])?(?-i:[A-ZÅÄÖ])[\w-]+(?:[ ](?-i:[A-ZÅÄÖ])[\w-]+)?,?[ ])?"
# What every street has: one of the endings above before a blank, or a word before its name.
_STREETLIKE = (
    *(f"{ending} " for ending in (*_STREET_ENDINGS, *_OTHER_ENDINGS)),
    *("allé ", "g. ", "v. ", ".g ", ".v ", "gat. ", "ul. ", "rue ", "via ", "calle ", "avenue ", "av. "),
)


def _ends_in_town(found: str) -> bool:
    """True when the last word is a place."""
    return found.split()[-1].casefold() in known_places()


def _is_cut_short(found: str) -> bool:
    """True for a street's name without its end: "Malungsv 5"; no word of the language ends so, but "Lördag 5" is a date."""
    name = found.split()[0].casefold()
    end = re.search(r"(?:berg|borg|torg|korg|dag|lag|ing|ång|ng|tåg|väg|eg|yg|ög|[aeiouyåäölr]v)\Z", name)
    return end is None and name not in ordinary_words()


def _is_village_and_town(found: str) -> bool:
    """True for what is no word we know, a number, and a place: "oljonsbyn 27 orsa"."""
    name = found.split()[0].casefold()
    return _ends_in_town(found) and name not in ordinary_words() and _VILLAGE.search(name) is not None


def _is_village(found: str) -> bool:
    """True for a listed place or the name of a village before a number."""
    name = found.split()[0].casefold()
    return name not in _NO_VILLAGES and name not in ordinary_words() and (_VILLAGE.search(name) is not None)


_VILLAGE_ENDINGS = (
    "berg byn by näs nor vik sjö sjön dal holm lund ånge änge torp bo sta ås lid hed heden bäck fors moren bygget let mark gattu tåkt "
    "böle rud sund ö udden"
).split()
_VILLAGE = re.compile(rf"(?:{'|'.join(_VILLAGE_ENDINGS)})\Z")
_VILLAGE_NUMBER = digit_behind(_VILLAGE_ENDINGS)
_VILLAGE_WORDS = tuple(f"{ending} " for ending in _VILLAGE_ENDINGS)
_NO_VILLAGES = frozenset("parkering lastbil väg".split())

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
            rf"{_HOUSE}(?:,?[ ]?{_PART}){{0,2}}[,\n][ ]{{0,2}}\d{{3}}[ ]?\d\d[ ]{{1,2}}(?:{_TOWN}|(?!och|kr|st|till|"
            rf"som|är|om|för)[^\W\d_]{{3,20}})(?!\w)"
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
        form=pattern(digit_behind(("g", "v", "gat", "väg", "vägen", "gatan", "g.", "v.", "gat."))),
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
            r"(?<![\w-])(?=(?:c/o[ ][^\n,]{2,40},?[ ])?[^\W\d_][\w:.-]{0,25}+(?:[ ][\w:.-]{1,25}+)"
            rf"{{0,3}}?[ ]{{1,2}}(?:nr\.?[ ]?|nummer[ ])?\d){_CARE}{_STREET}[ ]{{1,2}}(?:nr\.?[ ]?|nummer[ ])"
            rf"?{_HOUSE}{_NO_HOUSE}{_END}"
        ),
        words=_STREETLIKE,
        form=pattern(
            rf"{digit_behind((*_STREET_ENDINGS, *_OTHER_ENDINGS, 'allé', 'g.', 'v.', 'gat.', '.g', '.v'))}"
            r"|\d(?:(?<=nr\d)|(?<=nr\.\d)|(?<=nr[ ]\d)|(?<=nr\.[ ]\d)|(?<=nummer[ ]\d))|(?:ul\.|rue|via|calle|avenue|av\.)[ ]"
        ),
    ),
    # A house and a flat: "lisselbyg 4c lgh 1003".
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(
            r"(?<!\w)[^\W\d_][\w-]{3,24}\.?[ ]\d{1,3}[ ]?[a-z]?,?[ ](?:lgh|lägenhet|lght)\.?[ ]?(?:nr[ ])?\d{2,4}(?!\w)"
        ),
        words=("lgh", "lägenhet"),
        form=_HOUSE_WORD,
    ),
    # A street cut short without a mark: "Malungsv 5", "Fredsg 9b nb", "hökåsv 5".
    Recogniser(
        "address",
        "[ADRESS]",
        re.compile(
            rf"(?<!\w)[A-ZÅÄÖ][^\W\d_]{{3,17}}[gv][ ]\d{{1,3}}[ ]?[a-zA-Z]?(?!\w)(?i:{_NO_HOUSE}{_END})", re.VERBOSE
        ),
        words=("g ", "v "),
        form=re.compile(r"\d(?<=[gv] \d)"),
        valid=_is_cut_short,
    ),
    Recogniser(
        "address",
        "[ADRESS]",
        re.compile(rf"(?<!\w)[a-zåäö]{{3,17}}s[gv][ ]\d{{1,3}}[ ]?[a-z]?(?!\w)(?i:{_NO_HOUSE}{_END})", re.VERBOSE),
        words=("sg ", "sv "),
        form=re.compile(r"\d(?<=s[gv] \d)"),
        valid=_is_cut_short,
    ),
    # The number written on to the street: "Älvgatan6A".
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(
            rf"(?<!\w)[^\W\d_]{{2,20}}(?:gatan|vägen|gränd|stigen|backen|gata|väg)(?:nr[ ]?)?\d{{1,3}}[a-z]?(?!\w){_END}"
        ),
        words=("gatan", "vägen", "gränd", "stigen", "backen", "gata", "väg"),
        form=re.compile(r"[nadgNADG](?:nr)?\d"),
    ),
    # A village in any case, a number and a town: "på oljonsbyn 27 orsa", "från nybygget 3, venjan".
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(
            r"(?<!\w)(?:på|i|från|hos|till|vid|bor|adress:?)[ ](?P<id>[^\W\d_]{4,20}[ ]\d{1,3}[ ]?[a-z]?,?[ ][^\W\d_]{3,20})(?!\w)"
        ),
        words=_VILLAGE_WORDS,
        form=pattern(rf"{_VILLAGE_NUMBER}\d{{0,2}}[ ]?[a-z]?,?[ ][^\W\d_]{{3}}"),
        valid=_is_village_and_town,
    ),
    # A village and a number too high for an hour: "vid Johannisholm 88", "utanför Långlet 214".
    Recogniser(
        "address",
        "[ADRESS]",
        pattern(
            r"(?<!\w)(?:vid|utanför|mittemot|hos|till|från|på|i)[ ](?P<id>(?-i:[A-ZÅÄÖ])[^\W\d_]{2,20}[ ](?:2[5-9]|"
            r"[3-9]\d|[1-4]\d\d)[ ]?[a-f]?)"
            rf"(?!\w|[ ]?[:>]){_NO_HOUSE}"
        ),
        words=_VILLAGE_WORDS,
        form=pattern(rf"{_VILLAGE_NUMBER}\d"),
        valid=_is_village,
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
            rf"(?<!\w)(?:(?-i:[A-ZÅÄÖ])[\w-]{{2,20}}[ ]){{1,3}}(?:by[ ]|kyrkby[ ])?{_HOUSE}{_NO_HOUSE}(?![ ]?[:>]|"
            rf"[ ]\d{{3}}(?![ ]?\d)){_END}"
        ),
        form=re.compile(r"[A-ZÅÄÖ][\w-]{2,20} (?i:(?:kyrk)?by )?\d"),
        before=context(
            "bor bodde boende bosatt adress hemadress folkbokförd skriven flyttat flyttar hemma_på hemma_i villa_på "
            "huset_på gård_i gården_i hyr c/o mitt_hus vårt_hus från: till: osoite live address"
        ),
        valid=lambda found: (
            re.match(
                r"(?:vecka|klass|avdelning|väg|riksväg|e|plan|den|kl|sedan|linje|grupp|rum|etapp|kap|bilaga|nr|för|"
                r"klockan|våning|zon|i|på|barn|age|dag|block|hus|kvarteret|gäller|sweref|rt|hemtjänst|polisen|hyran|"
                r"avgiften|volvo|saab|audi|bmw|fahrenheit|hållplats)[ ]",
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
