"""Numbers of things: customers, orders, meters, and what is left of long bare numbers."""

import re

from classifier.anonymise.recogniser import Recogniser, any_of, context, digits, pattern
from classifier.anonymise.shapes import CODE, IS, LABELS, NO_UNIT, is_date, is_reference, is_round
from classifier.anonymise.spelled import NUMBER_WORD
from classifier.anonymise.vocabulary import ordinary_words


def _is_prefixed_code(found: str) -> bool:
    """True for capitals that are no word or label before at least four digits, not a year or a Danish plate."""
    prefix, number = re.match(r"([^\W\d_]+)[ -]?(.*)", found, re.DOTALL).groups()  # type: ignore[union-attr]
    if (
        (len(prefix) > 2 and prefix.casefold() in ordinary_words())
        or prefix in LABELS
        or len(digits(number)) < 4
        or is_round(number)
    ):
        return False
    return (
        re.fullmatch(
            r"(?:19|20)\d\d(?:[-/ ]\d\d){0,2}|(?:19|20)\d\d[-/:]\d{1,7}|\d\d \d{3}|\d{1,2}-\d{1,2}/\d{1,2}|\d\d[-/: ]\d\d",
            number,
        )
        is None
    )


def _is_no_case(found: str) -> bool:
    """True for a prefixed code that has no case number's form: "MBN 2024/1234", "T 1234-24", "SBN 24/123"."""
    case = re.fullmatch(
        r"[^\W\d_]+[ -]?(?:(?:19|20)\d\d[-/: ]\d{1,7}(?:-\d{1,4})?|\d{1,6}[-/]\d\d|\d\d[-/]\d{1,6})", found
    )
    return case is None and _is_prefixed_code(found)


def _is_code(found: str) -> bool:
    """True for a code of letters and digits that change places: "7f3c-20b9-e1", "OV-5561-B", "1047-B"."""
    changes = len(re.findall(r"(?<=[^\W\d_])-?(?=\d)|(?<=\d)-?(?=[^\W\d_])", found))
    if " " in found:
        return found.split()[0] not in LABELS
    if found.isupper() and found.isalnum() and len(found) > 5:
        return changes > 1
    return len(digits(found)) >= 3 and not found.startswith("0x") and (changes > 1 or (changes == 1 and "-" in found))


# Hours, companies, thousands, and the number of the health service.
_NO_OWN_NUMBER = re.compile(r"[012]?\d-[012]\d|(?:16)?\d{2}[2-9]\d{3}-\d{4}|[1-9][ ]\d{3}|1177")


def _is_own_number(found: str) -> bool:
    """True for at least four digits that are no year, date, amount of thousands or company's number."""
    return len(digits(found)) >= 4 and not (_NO_OWN_NUMBER.fullmatch(found) or is_round(found) or is_date(found))


def _is_no_amount_or_date(found: str) -> bool:
    """False for years, pairs of years and dates: "2025 2026", "12 05 2024"."""
    return re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d00(?!\d)|00\Z", found) is None


def _not_thousands(found: str) -> bool:
    """False for "12 500 000", an amount, and for what holds a date; an amount is shorter than 13 digits."""
    number = digits(found)
    if len(number) < 9 or re.search(
        r"^\d{2}[2-9]\d{3}-\d{4}$|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d-(?:19|20)\d\d", found
    ):
        return False
    return len(number) >= 13 or re.fullmatch(r"[1-9]\d{0,2}(?:[ ]\d{3})+", found) is None


MARKED = (
    # Capitals and groups of digits behind a word for a number: "ram-nr WBK 4471 Q 08", "öronmärke SE 041188-0932-4".
    Recogniser(
        "number",
        "[NUMMER]",
        re.compile(
            r"(?<![\w/-])[A-ZÅÄÖ]{1,4}(?:-\d{1,3})?[ -]\d{2,8}(?:[ -](?:\d{1,6}|[A-Z](?!\w))){0,4}(?![\w]|[.,:/]\d)"
        ),
        before=context(
            "ram-nr ramnr ramnummer öronmärk mätare vattenmätare elmätare reggad registrerad serienr serienummer chipn märkt märkning "
            "båtnummer båt| båten certifikat licens intyg id-nr tillverkningsn motornummer chassi polisen referens kvitto"
        ),
        valid=lambda found: len(digits(found)) >= 4 and not re.fullmatch(r"[A-ZÅÄÖ]{1,4}[ -](?:19|20)\d\d", found),
        digits=2,
    ),
)

# A few capitals and groups of digits name one thing: "TR 4418-20", "HJM 0441 77", "SK-77 0417", "IF 4417-7120-9".
_PREFIXED = re.compile(
    rf"(?<![\w/.-])[A-ZÅÄÖ]{{1,5}}(?:-\d{{1,4}}[ ]|[ -](?!0[1-9]\d[ -]))\d{{2,8}}(?:[ /-]\d{{1,8}}){{1,4}}(?!\w|[.,:/-]\d){NO_UNIT}"
)
_PREFIX = re.compile(r"\d(?<=[A-ZÅÄÖ][ -]\d)")
PREFIXED = (Recogniser("number", "[NUMMER]", _PREFIXED, valid=_is_no_case, digits=3, form=_PREFIX),)

# What has a code for a number.
_NUMBERED = (
    r"kod(?:en)? n[ru] nummer numret chassi vin ref(?:erens(?:en)?)? bricka brickan tagg taggen nyckel protokoll ticket ärende biljett "
    "polett kort kortet intyg certifikat serie order ordern bokning bokningen kvitto kvittot ansökan avtal avtalet kontrakt plats "
    "paket paketet försändelse spårning licens medlem kund kunden"
).split()

# What has a number of its own at the least.
_FOUR_DIGITS = r"\d(?:[^\W\d_]*+[ -]{0,3}+[^\W\d_]*+\d){3}"

OTHER_NUMBERS = (
    # What has a case number's form and was taken for none.
    Recogniser("number", "[NUMMER]", _PREFIXED, valid=_is_prefixed_code, digits=3, form=_PREFIX),
    # Whatever has a number of its own: "brevlådenummer 381", "hushålls-id: A-4412".
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(
            r"(?<!\w)(?<![a-zåäö-]-)(?!--|linje|stolp|brunns|träd|hållplats|väg|sid|version|rum|kanal|modell|typ|buss|tåg|hus|"
            r"våning|riks|artikel|gatu|telefon|rikt|"
            r"org|mobil|post|årtal|kod)[a-zåäö-]{2,40}(?:n(?:ummer|umret|r)|-id)(?!\w)"
            rf"{IS}(?P<id>{CODE})(?![\w]|[.,:]\d){NO_UNIT}"
        ),
        digits=3,
        words=("nummer", "numret", "nr", "-id"),
        valid=lambda found: (
            len(digits(found)) >= 3 and is_reference(found) and re.fullmatch(r"\d{2}[2-9]\d{3}-\d{4}", found) is None
        ),
    ),
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(
            r"(?<![\w.,:/-])(?=[#№]?[a-zåäö-]{0,7}"
            rf"{_FOUR_DIGITS})(?:(?<![rgåne:][ ])|(?<!väg[ ])(?<!visar[ ])(?<!(?:står|stod)[ ]på[ ])(?<!polisen[ ])"
            r"(?<!(?:stått[ ]på|lampa[ ]nr|brunn[ ]nr)[ ])(?<!(?:ställning|stolpe[ ]nr)[ ])(?<!(?:ställning:|stolpen[ ]nr)[ ])"
            r"(?<!ställningen[ ]))"
            r"[#№]?(?:[a-zåäö]{0,5}-?[a-z]?\d[\da-z]*+(?:-(?=[a-z]*\d)[\da-z]++)*(?:[ ]\d[\d-]*\d(?!\w))*(?:[ ]\d(?!\w))?)"
            rf"(?![\w]|[.,:/]\d){NO_UNIT}"
        ),
        before=context(
            "anst| anst. anställn medl| medl. kort| öronbrick hjälpmedel båtförs larmet kund| kunden kundn "
            "kundid kund-id kundnummer customer order beställning mätar mätare anläggning bokning booking "
            "medlem member lånekort lånkort busskort reskort färdtjänstkort "
            "bibliotekskort kort_nr kortn kortnr kortet passerkort id-kort körkort pass| passn passport ramn "
            "ramnummer serien serial referens ref| ref. ref.nr tillstånd p-tillstånd "
            "försäkring skade skadenummer avtal abonnemang kontrakt certifikat cert patient journal resen biljett "
            "ticket paket kolli spårning imei chip märkning licens license "
            "kod| koden pin| pinkod lösenord polis polisanmäl anmälningsn k-nummer orderreferens permit card_number "
            "reservation lägenhetsnummer objekt objektsn id| elid el-id mätarid "
            "nyckel| nyckeln nycklar grav| gravplats skåp| skåpet låda dosa dosan larm abonnent fiber sensor lapp| "
            "böteslapp hänglås cykel| cykeln verifik "
            "portkod lösenkod larmkod dörrkod kölapp köid könummer könr ansökan ansökningsn löpnummer tagg "
            "brickn nyckeltagg serienr artikel leverans "
            "kvittonr transaktion anläggnings-id hushållsid nummer nr| no. nr."
        ),
        valid=_is_own_number,
        digits=3,
        form=re.compile(_FOUR_DIGITS),
    ),
    # Keys, tags and graves have short ones: "nyckel nr 14/B", "nyckelbricka B-19", "grav 0327".
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(
            r"(?<!\w)(?:[a-zåäö]{0,12}(?:nyckel|nyckeln|bricka|brickan|tagg|taggen|skåp|grav|graven|gravplats|"
            r"gravplatsen))[ ](?:nr\.?[ ]|nummer[ ]|är[ ]|e[ ]|märkt[ ])?"
            r"(?P<id>[a-zåäö]{1,2}-?\d{1,4}(?:-\d{1,4}){0,2}|[a-zåäö]{1,2}(?:-\d{1,4}){1,3}|\d{1,4}[-/][a-zåäö]|0\d{2,4})(?![\w]|[.,:/-]\d)"
        ),
        digits=1,
        words=("nyckel", "brick", "tagg", "skåp", "grav"),
    ),
    # "chassinumret slutar på 4471"
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(
            r"(?<!\w)(?:[a-zåäö]{0,14}(?:nummer|numret|nr|koden|kontot|mobilen|imei))[ ](?:som[ ])?(?:slutar|slutade|"
            r"börjar)[ ](?:på|med)[ ](?P<id>\d{2,6})(?!\w|[.,:/-]\d)"
        ),
        digits=2,
        words=("slutar", "slutade", "börjar"),
    ),
    # Spelled, behind the word for a number: "kn sex ett åtta tjugotvå".
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(
            rf"(?<!\w)(?:kn|mn|[a-zåäö]{{2,20}}(?:nr|nummer|numret))[ :]{{1,2}}(?:är[ ]|e[ ])?"
            rf"(?P<id>{NUMBER_WORD}(?:[ ,.-]{{1,2}}{NUMBER_WORD}){{2,12}})(?!\w)"
        ),
        digits=0,
        words=tuple(f"{word}{sign}" for word in ("kn", "mn", "nr", "nummer", "numret") for sign in " :"),
        valid=lambda found: any(char.isalpha() for char in found),
    ),
    # Groups that no amount has: "mn 40 11 873", "5501 7723".
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(
            rf"(?<![\w.,:/-])(?:\d{{4}}[ ]\d{{4}}|\d{{1,3}}[ ]\d\d[ ]\d{{3,4}}|\d{{3}}[ ]\d\d[ ]\d\d)(?![\w-]|[ ]?\d|[.,:/]\d){NO_UNIT}"
        ),
        digits=5,
        form=re.compile(r"(?<!\w)\d{2,4}[ ]"),
        valid=_is_no_amount_or_date,
    ),
    # The serial number behind its letters: "SN DMPX2LL4K".
    Recogniser(
        "number",
        "[NUMMER]",
        re.compile(
            r"(?<!\w)(?:SN|S/N|sn|s/n|[Ss]erienr|[Ss]erienummer)[ :.]{1,3}(?P<id>(?=[A-Z]*\d)[A-Z\d]{6,22})(?![\w-])"
        ),
        digits=0,
        words=("sn ", "sn:", "sn.", "s/n", "serien"),
    ),
    # Capitals and a number that begins with nought, capitals and two groups: "BYS 0219", "ML-7-19".
    Recogniser(
        "number",
        "[NUMMER]",
        re.compile(r"(?<![\w/.-])[A-ZÅÄÖ]{2,4}(?:[ ]0\d{2,6}|(?:-\d{1,5}){2,4})(?![\w]|[ .,:/-]\d)"),
        digits=1,
        form=re.compile(r"\d(?<=[A-ZÅÄÖ]{2}[ -]\d)(?:(?<=0)\d\d|\d{0,4}-\d)"),
        valid=lambda found: (
            re.split(r"[ -]", found)[0] not in LABELS
            and len(digits(found)) > 2
            and re.search(r"-(?:19|20)\d\d\Z", found) is None
        ),
    ),
    # Letters and digits in turn behind a word for a code: "felkod 7f3c-20b9-e1", "protokoll nr OV-5561-B".
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(
            rf"(?:[ -]id|{any_of(_NUMBERED)})"
            r"[ ]{0,2}[.:]?[ ][#]?(?:nr\.?[ ]|är[ ]|heter[ ]|med[ ](?:nr|nummer|id)[ ])?"
            r"(?P<id>(?-i:[A-ZÅÄÖ]{1,4})[ ]\d{3,8}|[a-z\d]{1,12}(?:-[a-z\d]{1,12}){0,4})(?![\w-]|[.,:/]\d)"
        ),
        digits=1,
        words=(
            "kod",
            "nr",
            "nummer",
            "numret",
            "id",
            "chassi",
            "vin",
            "ref",
            "brick",
            "tagg",
            "nyckel",
            "protokoll",
            "ticket",
            "ärende",
            "biljett",
            "polett",
            "kort",
            "intyg",
            "certifikat",
            "serie",
            "order",
            "bokning",
            "kvitto",
            "ansökan",
            "avtal",
            "kontrakt",
            "plats",
            "paket",
            "försändelse",
            "spårning",
            "licens",
            "medlem",
            "kund",
        ),
        form=re.compile(r"\d(?:-?[^\W\d_]|(?<=[^\W\d_]\d)|(?<=[^\W\d_]-\d)|(?<=[A-ZÅÄÖ] \d))"),
        valid=_is_code,
    ),
    # Many letters and digits in one word: the number of a chassis, a ticket, a device.
    Recogniser(
        "number",
        "[NUMMER]",
        re.compile(r"(?<![\w/-])[A-Z](?=[A-Z]*\d)[A-Z\d]{8,22}(?![\w-])"),
        valid=lambda found: len(digits(found)) >= 4,
        digits=2,
        form=re.compile(r"[A-Z][A-Z\d]{8}"),
    ),
    # A code of capitals and at least four digits names one thing: "SKI8842XQ", "MO-55231".
    Recogniser(
        "number",
        "[NUMMER]",
        re.compile(
            r"(?<![\w/-])(?!ISO|SFS|EN\d|DIN)[A-ZÅÄÖ]{1,5}(?:-[A-Z]{0,2}\d{0,2})?-?\d{4,}+[\dA-Z]*+(?:[-/][\dA-Z]++)*(?!\w)"
        ),
        valid=lambda found: len(digits(found)) >= 4 and re.fullmatch(r"[A-ZÅÄÖ]{1,5}-?(?:19|20)\d\d", found) is None,
        digits=3,
        form=re.compile(r"\d(?<=[A-ZÅÄÖ-]\d)\d{3}"),
    ),
    # What is left of long bare numbers, unless a price or a count.
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(rf"(?<!\d)(?<!0x)(?<!\d[.,])(?!\d{{2}}[2-9]\d{{3}}-\d{{4}}(?!\d))\d{{6,}}(?!\d|[.,]\d){NO_UNIT}"),
        digits=5,
        form=re.compile(r"\d{6}"),
    ),
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(rf"(?<![\w.,-])\d{{2,6}}(?:[ -]\d{{2,6}}){{2,6}}(?!\w|[.,:]\d){NO_UNIT}"),
        digits=5,
        valid=_not_thousands,
    ),
    # Two groups and more with hyphens that are neither dates nor a range of round numbers: "2240-771".
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(rf"(?<![\w.,:/-])\d{{3,6}}-\d{{2,6}}(?:-\d{{1,6}}){{0,3}}(?!\w|[-.,:/ ]\d){NO_UNIT}"),
        digits=5,
        valid=lambda found: (
            len(digits(found)) >= 6
            and re.search(
                r"(?:^|-)(?:19|20)\d\d(?:-|$)|^1[5-8]\d\d-1\d{3}$|^\d+[05]0?-\d*[05]0?$|^\d{2}[2-9]\d{3}-\d{4}$",
                found,
            )
            is None
        ),
    ),
)
