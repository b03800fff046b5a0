"""Numbers of things: plates, customers, orders, meters, and what is left of long bare numbers."""

import re

from classifier.anonymise.recogniser import Recogniser, context, digits, pattern
from classifier.anonymise.shapes import CODE, IS, NO_UNIT, is_reference, is_round

_CAR = (
    "bil| bilen bilar bilens reg| reg. regnr registrer skylt moped moppe mopp epa| epan epatraktor släp mc| "
    "motorcyk lastbil volvo saab toyota bmw audi vw volkswagen ford kia tesla skoda opel| parkera p-bot "
    "parkeringsbot parkeringsanm kontrollavgift traktor husvagn husbil skoter snöskoter det_står fordon "
    "a-traktor plogbil skåpbil car| auto| vehicle plate felparkera "
    "plåt min_bil golf mercedes renault peugeot hyundai mazda nissan kör| buss taxi åkeri vagn epan den_där "
    "med_nr märkt kennzeichen kjennemerke rekisteri kentekenplaat rejestrac"
)


def _is_own_number(found: str) -> bool:
    """True for at least four digits that are no year, date, amount of thousands or company's number."""
    if re.fullmatch(r"[012]?\d-[012]\d|(?:16)?\d{2}[2-9]\d{3}-\d{4}|[1-9][ ]\d{3}|1177", found) or is_round(found):
        return False
    return len(digits(found)) >= 4 and is_reference(found)


def _not_thousands(found: str) -> bool:
    """False for "12 500 000", an amount, and for what holds a date; an amount is shorter than 13 digits."""
    number = digits(found)
    if len(number) < 9 or re.search(
        r"^\d{2}[2-9]\d{3}-\d{4}$|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d-(?:19|20)\d\d", found
    ):
        return False
    return len(number) >= 13 or re.fullmatch(r"[1-9]\d{0,2}(?:[ ]\d{3})+", found) is None


CARS = (
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
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        re.compile(
            r"(?<![\w-])(?!SFS|LSS|SOL|LVU|LVM|PBL|OSL|AFS|TEL|REF|ISO|DIN|SEK|EUR|USD|NOK|BOX|LGH|MAX|MIN|HVB|KPI|"
            r"TBA|ACK)[A-HJ-PR-UW-Z]{3}[ -]?\d{2}[ ]?[0-9A-HJ-NPR-UW-Z](?![\w-])"
        ),
        digits=2,
        form=re.compile(r"(?<![\w-])(?:[A-Z]{3}-?)?\d\d(?:[ ]|[\dA-Z](?![\w-]))"),
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
    ),
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        pattern(r"(?<![\w-])(?!kvm|mp3)[a-hj-pr-uw-z]{3}\d{2}[0-9a-hj-npr-uw-z](?![\w-])"),
        digits=2,
        form=pattern(r"[a-z]{3}\d{3}|[a-z]{3}\d\d[a-z]"),
    ),
    # Letter by letter: "a b c 1 2 3".
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        pattern(r"(?<![\w-])(?:[a-hj-pr-uw-z][ .-]){3}\d[ .-]\d[ .-][0-9a-hj-npr-uw-z](?![\w-])"),
        before=context(_CAR),
        digits=2,
        form=re.compile(r"(?<!\d)\d[ .-]"),
    ),
    # Foreign and trade plates.
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        re.compile(
            r"(?<![\w-])(?:(?:[A-Z]{1,3}|[a-z]{2})[ -][A-Z]{0,2}[ ]?\d{2,5}[A-Za-z]{0,3}|\d{2,3}[ -]?[A-Z]{3})(?![\w-])"
        ),
        before=context(_CAR),
        valid=lambda found: (
            re.match(r"(?:kl|nr|år|ca|på|en|av|om|vi|ni|är|se|så|nu|du|de|st|KL|NR|E|V|RV|LV|PC)[ -]", found) is None
        ),
        digits=2,
    ),
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        pattern(
            r"(?:personlig\w{0,3}[ ](?:reg\w{0,20}|skylt\w{0,3})|reg(?:istrerings)?\.?[ ]?-?(?:nr|nummer|numret|"
            r"skylt(?:en)?)|skylten|nummerplåt(?:en)?)[ :]{1,2}(?:är|det[ ]står|med(?:[ ]texten)?|heter|"
            r"som[ ](?:säger|är)|lyder|på)?[ :]?[\"'”]?(?P<id>(?-i:[A-ZÅÄÖ\d][A-ZÅÄÖ\d ]{0,6}[A-ZÅÄÖ\d]))(?!\w)"
        ),
        digits=0,
        words=("skylt", "regnr", "registrer", "reg.nr", "reg nr", "reg-nr", "plåt"),
        valid=lambda found: len(found) >= 2,
    ),
)

OTHER_NUMBERS = (
    # Whatever has a number of its own: "brevlådenummer 381", "hushålls-id: A-4412".
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(
            r"(?<!\w)(?!--|linje|väg|sid|version|rum|kanal|modell|typ|buss|tåg|hus|våning|riks|artikel|gatu|telefon|rikt|"
            r"org|mobil|post|årtal|kod)[a-zåäö-]{2,20}(?:n(?:ummer|umret|r)|-id)(?!\w)"
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
            r"(?<![\w.,:/-])(?=[#№]?[a-zåäö-]{0,7}\d)(?<!står[ ]på[ ])(?<!stått[ ]på[ ])(?<!stod[ ]på[ ])(?<!ställning[ ])"
            r"(?<!ställning:[ ])(?<!ställningen[ ])(?<!visar[ ])"
            r"[#№]?(?:[a-zåäö]{0,5}-?[a-z]?\d[\da-z]*(?:-[\da-z]*\d[\da-z]*)*(?:[ ]\d[\d-]*\d(?!\w))*)"
            rf"(?![\w]|[.,:/]\d){NO_UNIT}"
        ),
        before=context(
            "kundn kundid kund-id kundnummer customer order beställning mätar mätare anläggning bokning booking "
            "medlem member lånekort lånkort busskort reskort färdtjänstkort "
            "bibliotekskort kort_nr kortn kortnr kortet passerkort id-kort körkort pass| passn passport ramn "
            "ramnummer serien serial referens ref| ref. ref.nr tillstånd p-tillstånd "
            "försäkring skade skadenummer avtal abonnemang kontrakt certifikat cert patient journal resen biljett "
            "ticket paket kolli spårning imei chip märkning licens license "
            "kod| koden pin| pinkod lösenord polis polisanmäl anmälningsn k-nummer orderreferens permit card_number "
            "reservation lägenhetsnummer objekt objektsn id| elid el-id mätarid "
            "kölapp köid könummer könr ansökan ansökningsn löpnummer tagg brickn nyckeltagg serienr artikel leverans "
            "kvittonr transaktion anläggnings-id hushållsid nummer nr| no. nr."
        ),
        valid=_is_own_number,
        digits=3,
    ),
    # A code of capitals and at least four digits names one thing: "SKI8842XQ", "MO-55231".
    Recogniser(
        "number",
        "[NUMMER]",
        re.compile(
            r"(?<![\w/-])(?!ISO|SFS|EN\d|DIN)[A-ZÅÄÖ]{1,5}(?:-[A-Z]{0,2}\d{0,2})?-?\d{4,}(?:[-/]?[\dA-Z]+)*(?!\w)"
        ),
        valid=lambda found: len(digits(found)) >= 4 and re.fullmatch(r"[A-ZÅÄÖ]{1,5}-?(?:19|20)\d\d", found) is None,
        digits=3,
        form=re.compile(r"[A-ZÅÄÖ][-\dA-Z]*\d{4}"),
    ),
    # What is left of long bare numbers, unless a price or a count.
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(rf"(?<!\d)(?<!\d[.,])(?!\d{{2}}[2-9]\d{{3}}-\d{{4}}(?!\d))\d{{6,}}(?!\d|[.,]\d){NO_UNIT}"),
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
)
