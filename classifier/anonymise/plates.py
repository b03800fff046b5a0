"""Registration plates."""

import re

from classifier.anonymise.recogniser import Recogniser, any_of, context, pattern
from classifier.anonymise.shapes import NO_UNIT
from classifier.anonymise.spelled import NUMBER_WORD
from classifier.anonymise.vocabulary import ordinary_words

_CAR = (
    "bil| bilen bilar bilens reg| reg. regnr registrer skylt moped moppe mopp epa| epan epatraktor släp mc| "
    "motorcyk lastbil volvo saab toyota bmw audi vw volkswagen ford kia tesla skoda opel| parkera p-bot "
    "parkeringsbot parkeringsanm kontrollavgift traktor husvagn husbil skoter snöskoter det_står fordon "
    "a-traktor plogbil skåpbil car| auto| vehicle plate felparkera "
    "plåt min_bil golf mercedes renault peugeot hyundai mazda nissan kör| buss taxi åkeri vagn epan den_där "
    "med_nr märkt kennzeichen kjennemerke rekisteri kentekenplaat rejestrac"
)


# Letters before three digits in a plate's form that are no plate: laws, standards, currencies, rooms.
_NO_PLATE = frozenset(
    "kvm lgh tel nrs dnr bkn mbn str stk kap sid pnr kkr tkr mkr kwh fom tom mom ggr pga dvs osv mfl fax ocr".split()
)

# Words of two letters, of ours and of English, before a number.
_SHORT_WORDS = frozenset(
    "in of to at on by is as or up we my no so an be he me us if do go it i å ä o ej ja va ha bo gå få må då då el ta "
    "ge be fm em fr eu op ok vd hk rv lv km kg".split()
)
_CURRENCIES = ("SEK", "EUR", "USD", "NOK", "DKK", "GBP", "KWH", "TON", "BAR", "KVM", "TKR", "MKR")
# The Swedish spelling alphabet.
_ALPHABET = (
    "adam bertil caesar cesar david erik filip gustav helge ivar johan kalle ludvig martin niklas olof petter qvintus rudolf sigurd tore "
    "urban viktor wilhelm xerxes yngve zäta åke ärlig östen"
).split()

# The least of words that speak of vehicles, anywhere in a text.
_VEHICLES = tuple(
    word.replace("_", " ")
    for word in """
    bil moped moppe epa släp motorcyk mc_ lastbil skylt reg parker fordon volvo saab toyota bmw audi vw_ golf volkswagen ford_
    kia_ tesla skoda opel mercedes renault peugeot hyundai mazda nissan passat transit traktor husvagn skoter buss taxi däck
    körde kört kör_ körs bötes böter p-bot p-skiva car vehicle auto kennzeichen plåt vagn dumpa garage besiktning bogser bärg
    rekisteri rejestrac
    """.split()
)


def _is_lower_plate(found: str) -> bool:
    """True when the letters of what looks like a plate in lower case are no word."""
    if found[3] != " ":
        return True
    return found[:3].casefold() not in ordinary_words() and found[:3].casefold() not in _NO_PLATE


PLATES = (
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        re.compile(
            r"(?<![\w-])(?!SFS|LSS|SOL|LVU|LVM|PBL|OSL|AFS|TEL|REF|ISO|DIN|SEK|EUR|USD|NOK|BOX|LGH|MAX|MIN|HVB|KPI|"
            r"TBA|ACK)[A-HJ-PR-UW-Z]{3}(?:[ ]?[-·:_/][ ]?|\.|[ ]{1,2})?\d{2}[ ]?[0-9A-HJ-NPR-UW-Z](?![\w-]|[.,:]\d)"
        ),
        digits=2,
        form=re.compile(r"(?<![\w-])[A-HJ-PR-UW-Z]{3}(?:[ ·.:_/-]|\d\d)"),
    ),
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        pattern(
            r"(?<![\w-])(?=[a-z]{3}[ -]?\d)(?!och|för|men|ser|mer|max|min|den|det|dom|tel|kl |nr |ett|som|var|har|hos|ner|upp|via|lgh|"
            r"rum|box|dag|vid|med|per|bus)[a-hj-pr-uw-z]{3}[ -]?\d[ ]?\d[ ]?[0-9a-hj-npr-uw-z](?![\w-])"
        ),
        before=context(_CAR),
        digits=2,
        form=pattern(r"(?:[ ]|[a-z]{3}-?)\d{1,2}(?:[ ]|[\da-z](?![\w-]))"),
        valid=_is_lower_plate,
    ),
    # Behind the very word for a plate any letters go, words too: "regnr lok 123", "reg: abc.12d".
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        pattern(
            r"(?<!\w)(?:reg(?:istrerings)?\.?[ -]?(?:nr|nummer|numret|skylt(?:en)?)?|skylt(?:en)?|plåt(?:en)?|"
            r"bilnummer)[ .:]{1,3}(?:är[ ]|e[ ]|på[ ]|med[ ])?"
            r"(?P<id>[a-zåäö][ ]?[a-zåäö][ ]?[a-zåäö](?:[ ]?[-·.,:_/][ ]?|[ ]{1,2})?\d[ ]?\d[ ]?[\da-z])(?![\w-]|[.,:]\d)"
        ),
        digits=2,
        words=("reg", "skylt", "plåt", "bilnummer"),
    ),
    # Letter by letter: "a b c 1 2 3".
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        pattern(r"(?<![\w-])(?:[a-hj-pr-uw-z][ .-]){3}\d[ .-]?\d[ .-]?[0-9a-hj-npr-uw-z](?![\w-])"),
        before=context(_CAR),
        digits=1,
        form=re.compile(r"(?<!\w)(?:\d{1,3}|\d\d[a-zA-Z])(?!\w)"),
    ),
    # As it is spelled on the telephone: "adam bertil cesar ett noll sju".
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        pattern(
            rf"(?<!\w){any_of(_ALPHABET)}(?:[ ,-]{{1,3}}{any_of(_ALPHABET)}){{2}}"
            rf"(?:[ ,-]{{1,3}}{NUMBER_WORD}){{1,3}}(?:[ ,-]{{1,3}}{any_of(_ALPHABET)})?(?!\w)"
        ),
        before=context(_CAR),
        digits=0,
        words=tuple(_ALPHABET),
    ),
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        pattern(r"(?<![\w-])(?!kvm|mp3)[a-hj-pr-uw-z]{3}\d{2}[0-9a-hj-npr-uw-z](?![\w-])"),
        digits=2,
        form=pattern(r"[a-z]{3}\d{3}|[a-z]{3}\d\d[a-z]"),
    ),
    # In lower case and spaced, wherever the text speaks of vehicles.
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        re.compile(rf"(?<![\w-])[a-hj-pr-uw-z]{{3}}[ ]\d\d[ ]?[0-9a-hj-npr-uw-z](?![\w-]|[.,:/]\d){NO_UNIT}"),
        digits=2,
        words=_VEHICLES,
        form=re.compile(r"[ ]\d\d(?:[ ]|[\da-z](?!\w))"),
        valid=_is_lower_plate,
    ),
    # British, Danish, German: "AB12 CDE", "AB 12 345", "HB-KL 2207".
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        re.compile(
            r"(?<![\w-])(?:[A-Z]{2}\d\d[ ]?[A-Z]{3}|[A-Z]{2}[ ](?:\d\d[ ]\d{3}|\d{5})|[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[ ]\d{1,4}[EH]?|"
            r"\d\d-[A-Z]{3}-\d|[A-Z]{1,2}[- ]\d{2,3}[- ][A-Z]{2,3}|[A-Z]{2}0[ ]\d{3}|\d{4}[ ][A-Z]{3}|"
            r"[A-Z]{2}[ ]?\d{4}[ ]?[A-Z]{2})(?![\w-])"
        ),
        digits=1,
        words=_VEHICLES,
        form=re.compile(r"(?<![\w-])(?:[A-ZÄÖÜ]{1,3}(?:[ ]|-[A-Z\d])|[A-Z]{2}\d|\d\d-[A-Z]|\d{4}[ ])"),
        valid=lambda found: (
            re.match(r"(?:RV|LV|E|NR|KL|TEL|LGH|BOX|SE|ID|I|PÅ|KR)[ -]", found) is None
            and not found.endswith(_CURRENCIES)
        ),
    ),
    # Foreign and trade plates.
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        re.compile(
            r"(?<![\w-])(?<!\d[.,])(?:(?:[A-Z]{1,3}|[a-z]{2})[ -][A-Z]{0,2}[ ]?\d{2,5}[A-Za-z]{0,3}|\d{2,3}[ -]?[A-Z]{3})(?![\w-])"
        ),
        before=context(_CAR),
        valid=lambda found: (
            re.match(
                r"(?:I|VW|BMW|KIA|MG|WC|HP|kl|nr|år|ca|på|en|av|om|vi|ni|är|se|så|nu|du|de|st|KL|NR|E|V|RV|LV|PC)[ -]",
                found,
            )
            is None
            and not found.endswith(_CURRENCIES)
            and (found[0].isupper() or found[0].isdigit() or found[:2] not in _SHORT_WORDS)
        ),
        digits=2,
        form=re.compile(r"(?<=[ \-A-Z])\d{2,5}[A-Za-z]{0,3}(?![\w-])|(?<!\w)\d{2,3}(?:[ ]|-?[A-Z]{3})"),
    ),
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        pattern(
            r"(?:personlig\w{0,3}[ ](?:reg\w{0,20}|skylt\w{0,3})|reg(?:istrerings)?\.?[ ]?-?(?:nr|nummer|numret|"
            r"skylt(?:en)?)|skylten(?=:|[ ](?:är|det|med|heter|som|lyder)[ ])|nummerplåt(?:en)?)"
            r"[ :]{1,2}(?:är|det[ ]står|med(?:[ ]texten)?|heter|som[ ](?:säger|är)|lyder|på)?"
            r"[ :]?[\"'”]?(?P<id>(?-i:[A-ZÅÄÖ\d][A-ZÅÄÖ\d ]{0,6}[A-ZÅÄÖ\d]))(?!\w)"
        ),
        digits=0,
        words=("skylt", "regnr", "registrer", "reg.nr", "reg nr", "reg-nr", "plåt"),
        valid=lambda found: len(found) >= 2 and (" " in found or not found.isdigit()),
    ),
    # "SNÖ 1 (personlig skylt)"
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        re.compile(r"(?<![\w-])[A-ZÅÄÖ\d]{2,7}(?:[ ][A-ZÅÄÖ\d]{1,5})?(?=[ ,(]{1,2}(?:en[ ])?personlig)"),
        digits=0,
        words=("personlig",),
    ),
)
