"""Numbers of persons, telephones, cases, money and things, in every notation met in Swedish mail.

For masking, a pattern needs no valid check digit: a mistyped personal number identifies as well as a right one.
"""

import re

from classifier.anonymise.recogniser import Recogniser, context, digits, pattern

_MONTHS = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mar(?:s|ch)?|apr(?:il)?|ma[jyi]|june?i?|july?i?|aug(?:usti?)?|"
    r"sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[cs](?:ember)?|"
    r"january|february|august)\.?"
)
# What makes a number a price, a size or a count.
UNITS = (
    r"(?:kr|kronor|kronors|sek|:-|,-|tkr|mkr|mnkr|miljoner|milj|miljarder|tusen|euro|eur|€|\$|usd|nok|£|%|"
    r"procent|st|stycken|styck|kvm|kvadrat|m2|m²|m3|m³|"
    r"meter|m|km|mil|cm|mm|kg|ton|liter|l|kwh|mwh|kw|watt|invånare|personer|besökare|elever|hushåll|ggr|"
    r"gånger|poäng|timmar|tim|h|minuter|min|dagar|veckor|år|januari|februari|mars|april|maj|juni|juli|augusti|"
    r"september|oktober|november|december)(?!\w)"
)
_NO_UNIT = rf"(?![ ]?{UNITS})"
_NUMBER_WORD = (
    r"(?:noll(?:or|a)?|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|"
    r"sjutton|arton|nitton|"
    r"(?:tjugo|trettio?|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:ett|en|två|tre|fyra|fem|sex|sju|"
    r"åtta|nio)?|"
    r"(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio)?hundra(?:och)?(?:[a-zåäö]{2,12})?|zero|one|two|three|four|"
    r"five|six|seven|eight|nine|\d{1,4})"
)
_GAP = r"(?:[ ()./-]{0,3}|\n|,?[ ](?:sen|sedan|och|och[ ]sen|därefter)[ ])"


def _is_birth_date(found: str) -> bool:
    """True when the digits begin with a date, as personal (day), coordination (day + 60) and interim numbers do.

    Also day first, as Finnish, Danish and Norwegian numbers are written.
    """
    number = digits(found)
    if len(number) >= 11 and number[:2] in ("16", "17", "18", "19", "20"):
        number = number[2:]
    first, month, last = int(number[:2]), int(number[2:4]), int(number[4:6])
    return 1 <= month <= 12 and (1 <= last <= 31 or 61 <= last <= 91 or 1 <= first <= 31)


def _person_or_sole_trader(found: str) -> bool:
    """False for the numbers of companies, which are public: their third digit is 2 or more."""
    return int(digits(found)[-8]) < 2


def _phone_length(found: str) -> bool:
    """True for 8 to 15 digits that are neither a date nor two times of the day."""
    if re.fullmatch(r"\d\d[./-]\d\d[./-]\d{4}|[01]\d[0-5][05][ ]?-[ ]?[012]\d[0-5][05]", found):
        return False
    return 8 <= len(digits(found)) <= 15


def _local_phone(found: str) -> bool:
    """True for a number of 5 to 9 digits that is no public short number."""
    return (
        5 <= len(digits(found)) <= 9
        and not _is_round(found)
        and digits(found) not in ("11414", "11400", "11313", "116111", "116117", "116000")
    )


def _is_round(found: str) -> bool:
    """True for a round sum: "30 000", "1200"."""
    return re.fullmatch(r"[1-9]\d{0,2}(?:[ ]\d{3})*[ ]\d00|[1-9]\d{1,2}00", found) is not None


def _is_reference(found: str) -> bool:
    """True for a code with at least three digits that is no year, date or range of years."""
    return len(digits(found)) >= 3 and not re.fullmatch(
        r"(?:19|20)\d\d(?:[-/](?:(?:19|20)?\d\d))?(?:-\d\d)?|\d{1,2}[./]\d{1,2}(?:[./-]\d{2,4})?|\d{1,2}[.:]\d\d", found
    )


def _is_account(found: str) -> bool:
    return len(digits(found)) >= 4 and _is_reference(found) and not _is_round(found)


def _is_series(found: str) -> bool:
    """False for "2026 kl 13" and "2023 maj 4": with blanks between, the letters of a series are capitals."""
    if re.match(rf"\d{{4}}\W+{_MONTHS}", found, re.IGNORECASE):
        return False
    return re.match(r"\d{4}[ ]", found) is None or re.match(r"\d{4}[ ][A-ZÅÄÖ]{2}", found) is not None


def _is_own_number(found: str) -> bool:
    """True for at least four digits that are no year, date, amount of thousands or company's number."""
    if re.fullmatch(r"(?:16)?\d{2}[2-9]\d{3}-\d{4}|[1-9][ ]\d{3}|1177", found) or _is_round(found):
        return False
    return len(digits(found)) >= 4 and _is_reference(found)


def _not_years(found: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d-(?:19|20)\d\d", found) is None


def _not_thousands(found: str) -> bool:
    """False for "12 500 000", an amount, and for what holds a date; an amount is shorter than 13 digits."""
    number = digits(found)
    if len(number) < 9 or re.search(
        r"^\d{2}[2-9]\d{3}-\d{4}$|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d-(?:19|20)\d\d", found
    ):
        return False
    return len(number) >= 13 or re.fullmatch(r"[1-9]\d{0,2}(?:[ ]\d{3})+", found) is None


_BORN = (
    r"(?:född(?:es)?|föds|f\.|fd\.|födelse(?:datum(?:et)?|dag(?:en)?|nummer)|föd\.?|born|birth(?:day|date)?|"
    r"date[ ]of[ ]birth|d\.?o\.?b\.?|fødd|født|"
    r"geb(?:oren)?\.?|urodzon[ya]|ur\.|syntynyt|synt\.|s\.|f)"
)
_BORN_SHORT = r"(?:f\.|f|s\.|ur\.|fd\.|d\.o\.b\.?|dob|\*|(?<=\()(?:född|født|born|geb\.?|fødd))"
_DATE = (
    r"(?:(?:1[89]|20)\d\d[ ]?[-./][ ]?\d{1,2}[ ]?[-./][ ]?\d{1,2}|13\d\d/\d\d/\d\d|(?:1[89]|20)\d{6}|"
    r"\d{6}|\d{1,2}[ ]?[-./][ ]?\d{1,2}(?:[ ]?[-./ ][ ]?-?(?:1[89]|20)?\d{2})?"
    rf"|(?:den[ ])?\d{{1,2}}(?::?[ae]|st|nd|rd|th|\.)?[ ](?:of[ ])?{_MONTHS}(?:[ ,]{{1,2}}(?:år[ ])"
    rf"?['-]?(?:(?:1[89]|20)\d\d|\d\d))?|{_MONTHS}[ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ](?:1[89]|20)\d\d"
    rf"|(?:våren|sommaren|hösten|vintern|{_MONTHS})[ ](?:1[89]|20)\d\d|['-]\d\d|(?:1[89]|20)\d\d|\d\d)"
)
_CODE = r"[#№]?[a-zåäö]{0,6}[ ]?[-–.:/]?\d[\da-z]*(?:(?:[-./:]|[ ](?:-[ ]?)?)(?:[a-zåäö]{1,5}-)?[a-z]{0,4}\d[\da-z]*)*"
_IS = r"(?:nr|nummer|numret|no|id|är|var|heter|lyder|ska[ ](?:va|vara)|skall[ ]vara|is|med|har|[:#=.,(\"”]|[ ]){0,6}"

# Long forms that hold what looks like other numbers.
LONG = (
    Recogniser(
        "account",
        "[KONTO]",
        pattern(r"(?<!\w)[a-z]{2}\d{2}(?:[ ]?(?:\d{4}|[a-z]{4})){2,7}(?:[ ]?[\da-z]{1,4})?(?!\w)"),
        digits=5,
    ),
    Recogniser(
        "card",
        "[KORT]",
        pattern(r"(?<![\d-])(?:\d{4}(?:[ -]?\d{4}){3}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?![\d-])"),
        digits=5,
    ),
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(r"(?<!\w)(?:[0-9a-f]{4,12}-){2,6}[0-9a-z]{4,14}(?!\w)"),
        valid=lambda found: any(char.isalpha() for char in found) and len(digits(found)) >= 3,
        digits=3,
        words=("-",),
    ),
)

PERSONAL = (
    # A mobile number comes first: "070-174 06 12" would also be a coordination number of 2007.
    Recogniser(
        "phone", "[TELEFON]", pattern(rf"(?<![\d+])(?<!\d[-.])\(?0[ ]?7[02369]\)?(?:{_GAP}\d){{7}}(?!\d)"), digits=5
    ),
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(rf"(?<![\d+])(?:\+|00)[ ]?[1-9]\d{{0,2}}(?:{_GAP}\d){{6,12}}(?!\d)"),
        digits=5,
        valid=_phone_length,
    ),
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(
            r"(?<!\d)(?<!\d[-.])(?:(?:1[6-9]|20)[ -]?)?\d\d[ ./-]?\d\d[ ./-]?\d\d\s{0,2}[-+/]?\s{0,2}"
            r"(?:\d{2}[ ]?\d{2}(?!\d|-\d\d)|[a-z]\d{3}(?!\d)|(?=\d{0,3}[a-z])[\da-z]{4}(?!\w)|[x*•_]{3,4})"
        ),
        digits=5,
        valid=_is_birth_date,
    ),
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(
            r"(?<!\d)(?:\d{2}-\d{6}/\d|\d{6}(?:\d\d)?[ ]?-[ ]?[01]?\d{3,4}(?=\D|$)|(?:1[89]|20)"
            r"?\d{6}[-+ ]{0,3}\d{2,5}|(?:1[89]|20)?\d{6})(?![\d])"
        ),
        digits=5,
        before=context(
            "pnr persnr person personnummer samordning sam.nr t-nummer reservnummer interim lma hetu fødselsnummer "
            "cpr pesel legitimation "
            "id-nummer social_security henkilötunnus p-nr pn|"
        ),
        valid=lambda found: len(digits(found)) >= 6,
    ),
    # Six digits, a hyphen and four: a personal number whose date was mistyped, unless a company's.
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(r"(?<![\d-])(?:1[689]|20)?\d{6}[ ]?[-+][ ]?\d{4}(?!\d|-\d)"),
        digits=5,
        valid=_person_or_sole_trader,
    ),
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(r"(?<!\w)se[ ]?\d{6}-?\d{4}[ ]?01(?!\d)"),
        digits=5,
        valid=lambda found: int(digits(found)[2]) < 2,
    ),
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(
            r"(?:sista|last)[ ](?:fyra|4|four)(?:[ ]?(?:siffrorna|siffror|digits))?(?:[ ]i[ ]\w+)?(?:[ ]är|[ ]is|:)"
            r"?[ ](?P<id>\d{4})(?!\d)"
        ),
        words=("sista ", "last "),
    ),
    # "f. 3/8 -68", "(born 1990)": the short word goes too.
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(rf"(?<![\w.]){_BORN_SHORT}[ :]{{0,2}}{_DATE}(?![\d]|[-.:/]\d|[ ]?(?:kap|§|kr|st)|\w)"),
        words=(" f.", "(f", " f ", ",f ", " s.", "(s.", " ur.", " fd.", "d.o.b", "dob", "*", "(born", "(geb"),
    ),
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            r"(?<!\w)(?:född(?:es)?|födelse\w*|födda|born|birth\w*)(?:[ ][^\W\d]+,?){1,5}?[ ](?P<id>(?:1[89]|20)"
            r"\d\d[-./]\d\d[-./]\d\d|\d{1,2}[ ]?[-./][ ]?\d{1,2}[ ]?[-./ ][ ]?(?:1[89]|20)?\d\d|"
            rf"\d{{1,2}}(?::?[ae]|\.)?[ ]{_MONTHS}(?:[ ](?:1[89]|20)\d\d)?)(?!\d)"
        ),
        words=("född", "födelse", "födda", "born", "birth"),
    ),
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            rf"(?<!\w){_BORN}(?:/(?:born|födelsedatum|f))?(?:[ ](?:är|on|den|is|datum|dag|någon[ ]gång|i|the|in|år|"
            r"runt|omkring|ca|huset|här)){0,3}[ :=(,]{0,4}"
            rf"(?P<id>(?:den[ ])?{_DATE})(?![\d]|-\d)"
        ),
        words=(
            "föd",
            " f.",
            "(f.",
            " f ",
            "(f ",
            "fd.",
            "born",
            "birth",
            "d.o.b",
            "dob",
            "fødd",
            "født",
            "geb",
            "urodz",
            " ur.",
            "synt",
            " s.",
        ),
    ),
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            r"(?<!\w)(?:fyller|fyllde|fyllt|fyllts)[ ](?:(?:han|hon|jag|hen)[ ])?\w{1,12}(?:[ ]år)?[ ](?:nu[ ])"
            rf"?(?:den|i)?[ ]?(?P<id>\d{{1,2}}(?::?[ae])?[ /](?:\d{{1,2}}(?!\d)|{_MONTHS})(?:[ ](?:1[89]|20)\d\d)?)"
        ),
        words=("fyll",),
    ),
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            rf"(?<![\w.:/-])(?P<id>{_DATE})(?=[ ]?,?[ ](?:är|var|blev)[ ](?:jag|han|hon|min|mitt)[ ](?:född|födelse))"
        ),
        words=(" född",),
    ),
)

PHONES = (
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(rf"(?<!\w)noll(?:(?:[ ,.-]{{1,3}}|[ ,]{{1,2}}(?:sen|och)[ ]){_NUMBER_WORD}(?!\w)){{2,14}}"),
        digits=0,
        words=("noll",),
    ),
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(r"(?<![\w+-])(?<!\d[ .,])\(?0[1-9]\d{0,2}\)?[ /-]{0,4}\d(?:[ ./-]{0,3}\d){4,8}(?!\d)"),
        digits=5,
        valid=_phone_length,
    ),
    # Without the area code, where the words speak of calling.
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(
            r"(?<![\w+.,:/-])(?:[1-9]\d{1,2}(?:[ -]{1,3}\d{2,3}){1,3}|[1-9]\d{4,7})(?![\w]|[-/: ]\d|[.,]\d)"
            rf"{_NO_UNIT}"
        ),
        digits=5,
        before=context(
            "tel| telefon tel. tele| tfn tlf mobil mob| ring nås sms smsa swisha mitt_nummer mitt_nr nummer numret "
            "nr| fax call phone puh jour växel hemnummer lur"
        ),
        valid=_local_phone,
    ),
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(rf"(?<!\w)(?!en[ ]|ett[ ])(?:{_NUMBER_WORD}[ ,.-]{{1,2}}){{5,14}}{_NUMBER_WORD}(?!\w)"),
        digits=0,
        words=("noll", "tio ", "tio,", "tio-", "sju ", "sju,", "fem ", "fem,", "åtta ", "åtta,", "seven "),
        valid=lambda found: sum(char.isdigit() for char in found) < 9,
    ),
)

_SERIES = (
    "ks kf kst bun bn bygg byggr mbn sbn sbf sbk msn ml mhn mhk son sn soc vn von ön öf öfn tn gn kun ktn "
    "krn kfn ffn ekb ifo lov tek tekn plan tillsyn livs "
    "miljö miljo alk ba ran kn hvo aon avn gvn fgn utbn vård bm ln st"
)
CASES = (
    # Behind "dnr" anything goes.
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        pattern(
            r"(?<!\w)(?:dnr|d\.nr|diarie(?:nummer|numret|nr)|ärende(?:nummer|numret|nr|-?id)|målnr|målnummer)"
            rf"\.?{_IS}(?P<id>{_CODE})(?![\w]|[.,:]\d)"
        ),
        words=("dnr", "d.nr", "diarie", "ärende", "mål"),
        valid=lambda found: len(digits(found)) >= 2,
    ),
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        pattern(
            r"(?<!\w)(?:dnr|d\.nr|diarie(?:nummer|numret|nr|t)?|ärende(?:nummer|numret|nr|-?id|t|n)?|beslut(?:et)"
            r"?s?(?:nummer|nr)|målnr|mål(?:nummer)?|beteckning(?:en)?|handläggningsnr|case|anmälan|anmälningsnr)(?!\w)"
            rf"{_IS}(?P<id>(?:{_CODE}|(?:19|20)\d\d[ -][a-zåäö]{{2,5}}[ -]\d+(?:[-/]\d+)?|\d{{4}}-k\d[\d-]+))"
        ),
        valid=_is_reference,
        digits=3,
        words=("dnr", "d.nr", "diarie", "ärende", "beslut", "mål", "beteckning", "handlägg", "case", "anmäl"),
    ),
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        # Any diary series; not the statute books ("SFS 2010:900", "AFS 2023:1") and not "år 2023/24".
        re.compile(
            r"(?<!\w)(?!\w*FS )(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}[ ./-]{0,2}(?:19|20)\d{2}[ ]?[./:-][ ]?\d{1,7}|"
            r"[A-ZÅÄÖ]{2,5}[ /-]?\d\d[-/:]\d{3,6}|[A-ZÅÄÖ]{2,5}[ /-]\d\d[-:]\d{2}|[A-ZÅÄÖ]{2,5}-\d{3,6}-\d\d)"
            r"(?:[-/]\d{1,4})?(?!\w)"
        ),
        valid=lambda found: (
            re.match(
                r"(?:[Mm]aj|[Jj]u[nl]i?|[Jj]an|[Ff]eb|[Mm]ars|[Aa]pril?|[Aa]ug|[Ss]ept?|[Oo]kt|[Nn]ov|[Dd]ec|[ÅåVv][rt]?|"
                r"HT|VT|Kl|Den|Från|Till?|I|Sedan|Sen|Efter|Under|Lag|Förra|Q)\W?[ ]?(?:19|20)",
                found,
            )
            is None
        ),
        digits=3,
    ),
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        pattern(
            rf"(?<!\w)(?:{'|'.join(_SERIES.split())})(?:[ ./-]{{0,2}}(?:19|20)\d{{2}}[./: -]\d{{1,7}}|"
            r"[ -]\d\d[-/:]\d{2,6}|[ -]\d{3,6}[-/]\d\d)(?:[-/]\d{1,4})?(?!\w)"
        ),
        digits=3,
    ),
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        pattern(
            r"(?<![\w/-])(?:(?:19|20)\d\d[ /-][a-zåäö]{2,5}[ /-]\d{1,6}|(?:19|20)\d\d[-/]\d{5,7}(?:-\d{1,4})?|(?:19|"
            r"20)\d\d[-/]\d{3,4}-\d{1,4}|\d{4}-k\d{4,8}(?:-\d\d)?|[aäbmtö][ ]\d{2,5}-\d\d)(?![\w/]|-\d)"
        ),
        valid=_is_series,
        digits=3,
    ),
)

MONEY = (
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(
            r"(?<!\w)(?:fakturan?|fakt|räkning(?:en)?|invoice|lasku|ocr|avin?|inkasso(?:krav(?:et)?)?|kravet|"
            r"påminnelsen?|kvitto(?:t)?|(?:faktura|ocr|avi|inkasso)-?(?:nummer|numret|nr|n|koden|numer))"
            rf"(?:-?(?:nummer|numret|nr))?{_IS}(?P<id>[a-zåäö]{{0,4}}[ -]{{0,2}}\d[\d -]{{2,26}}\d)(?!\d|[.,:/]\d)"
            rf"{_NO_UNIT}"
        ),
        valid=_is_account,
        digits=3,
        words=(
            "faktura",
            "fakt",
            "räkning",
            "invoice",
            "lasku",
            "ocr",
            "avi",
            "inkasso",
            "kravet",
            "påminnelse",
            "kvitto",
        ),
    ),
    Recogniser("invoice", "[FAKTURANUMMER]", pattern(r"(?<!\w)rf\d{2}(?:[ ]?\d{1,4}){1,6}(?!\d)"), digits=5),
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(rf"(?<![\w.,-])\d{{2,6}}(?:[ -]\d{{1,6}}){{1,5}}(?![\w]|[.,:/-]\d){_NO_UNIT}"),
        digits=5,
        before=context("ocr faktura avi| avin inkasso räkning invoice lasku"),
        valid=lambda found: len(digits(found)) >= 6 and _is_reference(found),
    ),
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            r"(?<![\w,.])\d{1,10}(?:(?:[ ]?[-.,][ ]?|[ ]|[ ]?(?:kontonr|konto(?:nummer)?|nr)[ ]){1,3}\d{1,10})"
            rf"{{0,6}}(?![\w]|[,.:]\d){_NO_UNIT}"
        ),
        before=context(
            "bankgiro bg| bg. plusgiro pg| pg. postgiro konto clearing cl.nr iban swish sparkonto lönekonto swedbank "
            "handelsbanken nordea seb sparbanken "
            "giro autogiro personkonto bankkonto account tili bankkonto länsförsäkringar"
        ),
        valid=_is_account,
        digits=5,
    ),
    Recogniser(
        "account",
        "[KONTO]",
        pattern(r"(?:clearing\w{0,8}|cl\.?nr)[ .:]{1,3}(?:är[ ]|nr[ ]?)?(?P<id>\d{4}(?:-\d)?)(?!\d)"),
        words=("clearing", "cl.nr", "clnr"),
    ),
    # A giro number by its own form: "5050-1055", "12 34 56-7".
    Recogniser(
        "account",
        "[KONTO]",
        pattern(r"(?<![\w,.-])(?:\d{3,4}-\d{4}|\d{1,3}(?:[ ]\d\d){2,3}[ ]?-[ ]?\d)(?![\w-]|[.,:]\d)"),
        valid=_not_years,
        digits=5,
    ),
)

_CAR = (
    "bil| bilen bilar bilens reg| reg. regnr registrer skylt moped moppe mopp epa| epan epatraktor släp mc| "
    "motorcyk lastbil volvo saab toyota bmw audi vw volkswagen ford kia tesla skoda opel| parkera p-bot "
    "parkeringsbot parkeringsanm kontrollavgift traktor husvagn husbil skoter snöskoter det_står fordon "
    "a-traktor plogbil skåpbil car| auto| vehicle plate felparkera "
    "plåt min_bil golf mercedes renault peugeot hyundai mazda nissan kör| buss taxi åkeri vagn epan den_där "
    "med_nr märkt"
)
CARS = (
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        re.compile(
            r"(?<![\w-])(?!SFS|LSS|SOL|LVU|LVM|PBL|OSL|AFS|TEL|REF|ISO|DIN|SEK|EUR|USD|NOK|BOX|LGH|MAX|MIN|HVB|KPI|"
            r"TBA|ACK)[A-HJ-PR-UW-Z]{3}[ -]?\d{2}[ ]?[0-9A-HJ-NPR-UW-Z](?![\w-])"
        ),
        digits=2,
    ),
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        pattern(
            r"(?<![\w-])(?!och|för|men|ser|mer|max|min|den|det|dom|tel|kl |nr |ett|som|var|har|hos|ner|upp|via|lgh|"
            r"rum|box|dag|vid|med|per|bus)[a-hj-pr-uw-z]{3}[ -]?\d{2}[ ]?[0-9a-hj-npr-uw-z](?![\w-])"
        ),
        before=context(_CAR),
        digits=2,
    ),
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        pattern(r"(?<![\w-])(?!kvm|mp3)[a-hj-pr-uw-z]{3}\d{2}[0-9a-hj-npr-uw-z](?![\w-])"),
        digits=2,
    ),
    # Foreign and trade plates.
    Recogniser(
        "registration_plate",
        "[REGNUMMER]",
        re.compile(r"(?<![\w-])(?:[A-Z]{1,3}|[a-z]{2})[ -][A-Z]{0,2}[ ]?\d{2,5}[A-Za-z]{0,3}(?![\w-])"),
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
            r"(?<!\w)(?!linje|väg|sid|version|rum|kanal|modell|typ|buss|tåg|hus|våning|riks|artikel|gatu|telefon|rikt|"
            r"org|mobil|post|årtal|kod)[a-zåäö-]{2,20}(?:nummer|numret|nr|-id)(?!\w)"
            rf"{_IS}(?P<id>{_CODE})(?![\w]|[.,:]\d){_NO_UNIT}"
        ),
        digits=3,
        words=("nummer", "numret", "nr", "-id"),
        valid=lambda found: (
            len(digits(found)) >= 3 and _is_reference(found) and re.fullmatch(r"\d{2}[2-9]\d{3}-\d{4}", found) is None
        ),
    ),
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(
            r"(?<![\w.,:/-])[#№]?(?:[a-zåäö]{0,5}-?[a-z]?\d[\da-z]*(?:-[\da-z]*\d[\da-z]*)*(?:[ ]\d[\d-]*\d(?!\w))*)"
            rf"(?![\w]|[.,:/]\d){_NO_UNIT}"
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
    ),
    # What is left of long bare numbers, unless a price or a count.
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(rf"(?<!\d)(?<!\d[.,])(?!\d{{2}}[2-9]\d{{3}}-\d{{4}}(?!\d))\d{{6,}}(?!\d|[.,]\d){_NO_UNIT}"),
        digits=5,
    ),
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(rf"(?<![\w.,-])\d{{2,6}}(?:[ -]\d{{2,6}}){{2,6}}(?!\w|[.,:]\d){_NO_UNIT}"),
        digits=5,
        valid=_not_thousands,
    ),
)
