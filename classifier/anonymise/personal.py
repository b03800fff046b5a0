"""Numbers of persons: personal numbers in every notation, dates of birth, telephones.

For masking, a pattern needs no valid check digit: a mistyped personal number identifies as well as a right one.
"""

import re

from classifier.anonymise.recogniser import Recogniser, context, digits, pattern
from classifier.anonymise.shapes import MONTHS, NO_UNIT, is_round

_NUMBER_WORD = (
    r"(?:\d{1,4}|noll(?:or|a)?|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|"
    r"sjutton|arton|nitton|"
    r"(?:tjugo|trettio?|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:ett|en|två|tre|fyra|fem|sex|sju|"
    r"åtta|nio)?|"
    r"(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio)?hundra(?:och)?(?:[a-zåäö]{2,12})?|zero|one|two|three|four|"
    r"five|six|seven|eight|nine)"
)
_GAP = r"(?:[ ()./-]{0,3}|\n|,?[ ](?:sen|sedan|och|och[ ]sen|därefter)[ ])"
_BORN = (
    r"(?:född(?:es)?|fött|f\.d\.|årgång|föds|f\.|fd\.|födelse(?:datum(?:et)?|dag(?:en)?|nummer)|föd\.?|born|birth(?:day|date)?|"
    r"fdt|date[ ]of[ ]birth|d\.?o\.?b\.?|fødd|født|"
    r"geb(?:oren)?\.?|urodzon[ya]|ur\.|syntynyt|synt\.|s\.)"
)
_BORN_SHORT = r"(?:f\.|f|s\.|ur\.|fd\.|d\.o\.b\.?|dob|\*|(?<=\()(?:född|født|born|geb\.?|fødd))"
_DATE = (
    r"(?:(?:1[89]|20)\d\d[ ]?[-./][ ]?\d{1,2}[ ]?[-./][ ]?\d{1,2}|13\d\d/\d\d/\d\d|(?:1[89]|20)\d{6}|"
    r"\d{6}|\d{1,2}[ ]?[-./][ ]?\d{1,2}(?:[ ]?[-./ ][ ]?-?(?:1[89]|20)?\d{2})?"
    rf"|(?:den[ ])?\d{{1,2}}(?::?[ae]|st|nd|rd|th|\.)?[ ](?:of[ ])?{MONTHS}(?:[ ,]{{1,2}}(?:år[ ])"
    rf"?['-]?(?:(?:1[89]|20)\d\d|\d\d))?|{MONTHS}[ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ](?:1[89]|20)\d\d"
    rf"|(?:våren|sommaren|hösten|vintern|{MONTHS})[ ](?:1[89]|20)\d\d|['-]\d\d|(?:19|20)\d\d|\d\d)"
)


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
    if re.fullmatch(r"\d\d[./-]\d\d[./-]\d{4}|[01]\d[.:]?[0-5][05][ ]?-[ ]?[012]\d[.:]?[0-5][05]", found):
        return False
    return 8 <= len(digits(found)) <= 15


def _local_phone(found: str) -> bool:
    """True for a number of 5 to 9 digits that is no public short number."""
    return (
        5 <= len(digits(found)) <= 9
        and not is_round(found)
        and digits(found) not in ("11414", "11400", "11313", "116111", "116117", "116000")
    )


PERSONAL = (
    # A mobile number comes first: "070-174 06 12" would also be a coordination number of 2007.
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(rf"(?<![\d+])(?<!\d[-.])(?:\(?0|(?<!\w)o)[ ]?7[02369]\)?(?:{_GAP}\d){{7}}(?!\d)"),
        digits=5,
        form=pattern(r"(?<![\d+])0[ 7]|(?<!\w)o7|(?<!\d)7[02369]"),
    ),
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(rf"(?<![\d+])(?:\+|(?<!-)00)[ ]?[1-9]\d{{0,2}}(?:{_GAP}\d){{6,12}}(?!\d)"),
        digits=5,
        words=("+", "00"),
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
            "pnr persnr personn person_nr person-nr personid samordning sam.nr t-nummer reservnummer interim lma hetu fødselsnummer "
            "cpr pesel legitimation "
            "id-nummer social_security henkilötunnus p-nr pn|"
        ),
        valid=lambda found: len(digits(found)) >= 6,
    ),
    # Spaced anyhow, behind its word: "pnr 6808189 887", "orgnr 5811039 840".
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(r"(?<![\d-])(?:[12][90][ ]?)?\d(?:[ -]?\d){9}(?![\d]|-\d)"),
        digits=5,
        before=context("pnr persnr personn person_nr person-nr orgnr org.nr org_nr organisationsn personid"),
        valid=_person_or_sole_trader,
    ),
    # In words: "personnummer fyrtiosju noll två elva nittioåtta tolv".
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(
            rf"(?:pnr|persnr|personnr|personnummer|"
            rf"personnumret)[ ](?:är[ ])?(?P<id>{_NUMBER_WORD}(?:[ ,.-]{{1,2}}{_NUMBER_WORD}){{3,13}})(?!\w)"
        ),
        digits=0,
        words=("pnr", "persnr", "personn"),
        valid=lambda found: any(char.isalpha() for char in found),
    ),
    # Digit by digit: "5 6 0 4 0 2 - 9 8 1 7".
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(
            r"(?<![\d-])(?:[12][ ][90][ ])?\d[ ]\d[ ][01][ ]\d[ ]\d[ ]\d[ ]{0,2}[-+]?[ ]{0,2}\d[ ]\d[ ]\d[ ]\d(?![ ]?\d)"
        ),
        digits=5,
        form=re.compile(r"[ ]\d[ ]"),
        valid=_is_birth_date,
    ),
    # Numbers of people seeking asylum: "LMA-kort 50-4471882".
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(r"(?<![\d-])\d{2}[ -]?\d{3}[ ]?\d{3,4}(?![\d-])"),
        digits=5,
        before=context("lma dossier migrationsverket beteckningsnummer"),
    ),
    # The last digit forgotten: "850312-987".
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(r"(?<!\d)(?<!\d[-.])(?:19|20)?\d{6}-\d{3}(?!\d|-\d)"),
        digits=5,
        form=re.compile(r"\d{6}-\d{3}"),
        valid=_is_birth_date,
    ),
    # Six digits, a hyphen and four: a personal number whose date was mistyped, unless a company's.
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(r"(?<![\d-])(?:1[689]|20)?\d{6}[ ]?[-+][ ]?\d{4}(?!\d|-\d)"),
        digits=5,
        form=re.compile(r"\d{6}[-+ ]"),
        valid=_person_or_sole_trader,
    ),
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(r"(?<!\w)se[ ]?\d{6}-?\d{4}[ ]?01(?!\d)"),
        digits=5,
        form=re.compile(r"\d{6}-?\d{4}"),
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
        pattern(rf"(?<![\w.]){_BORN_SHORT}[ :]{{0,2}}+{_DATE}(?![\d]|[-.:/]\d|[ ]?(?:kap|§|kr|st)|\w)"),
        words=(
            " f.",
            "(f",
            '"f',
            "”f",
            "*f",
            "»f",
            "…f",
            " f ",
            ",f ",
            " s.",
            "(s.",
            " ur.",
            " fd.",
            "d.o.b",
            "dob",
            "*",
            "(born",
            "(geb",
        ),
    ),
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            r"(?<!\w)(?:född(?:es)?|födelse\w*|födda|born|birth\w*)(?:[ ](?!den[ ]\d)[^\W\d]+,?){1,5}?[ ](?P<id>(?:den[ ])?(?:(?:1[89]|20)"
            r"\d\d[-./]\d\d[-./]\d\d|\d{1,2}[ ]?[-./][ ]?\d{1,2}[ ]?[-./ ][ ]?(?:1[89]|20)?\d\d|"
            rf"\d{{1,2}}(?::?[ae]|\.)?[ ]{MONTHS}(?:[ ](?:1[89]|20)\d\d)?))(?!\d)"
        ),
        words=("född", "födelse", "födda", "born", "birth"),
    ),
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            rf"(?<!\w){_BORN}(?:/(?:born|födelsedatum|f))?(?:[ ](?:är|am|on|is|datum|dag|någon[ ]gång|i|the|in|år|året|"
            r"typ|cirka|kring|ungefär|väl|nog|kanske|runt|omkring|ca|huset|här)){0,3}[ :=(,]{0,4}+"
            rf"(?P<id>(?:den[ ])?{_DATE})(?![\d]|-\d)"
        ),
        words=(
            "föd",
            "fött",
            "årgång",
            " f.",
            '"f.',
            "”f.",
            "*f.",
            "»f.",
            "…f.",
            ",f.",
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
    # "Barn 1: 2015-03-04", "eleven (2014-05-06)".
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            r"(?<!\w)(?:barn|barnet|son|sonen|dotter|dottern|elev|eleven)(?:[ ]\d)?[ :(,]{1,3}(?P<id>(?:19|"
            r"20)\d\d[-./ ]\d\d[-./ ]\d\d)(?![\d-])"
        ),
        digits=5,
        words=("barn", "son", "dotter", "elev"),
    ),
    # "född nittonhundrasextiotvå"
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            r"(?<!\w)(?:född|årgång|year)[ ](?:år[ ])?(?P<id>(?:nittonhundra|arton?hundra|tjugohundra|tvåtusen)[a-zåäö-]{0,20})(?!\w)"
        ),
        digits=0,
        words=("hundra", "tvåtusen"),
    ),
    # "Hon är född -79, jag -74": once a birth is spoken of, a bare year of a person is one too.
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            r"(?<!\w)(?:jag|han|hon|hen|den[ ]andre|den[ ]andra|frun|maken|makan|sambon|brodern|systern|sonen|"
            r"dottern|mamma|pappa|mor|far|och)"
            r"(?:[ ](?:är|e|själv))?[ ](?P<id>['’-]\d\d|(?<!och[ ])(?:19[2-9]|20[012])\d)(?![\d:-]|[ ]?grader)"
        ),
        words=("född", "årgång", "föds", " f."),
    ),
    # "blir 18 den 3 maj", "60-årsdag den 12/4", "myndig den 3 maj".
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            r"(?<!\w)(?:(?<!det[ ])blir[ ]\d{1,3}(?:[ ]år)?|myndig|(?:\d{1,3}-?års|"
            r"födelse)dag(?:en)?(?:[ ]är)?)[ ](?:nu[ ])?(?:den[ ]|på[ ])?"
            rf"(?P<id>\d{{1,2}}(?::?[ae])?[ /](?:\d{{1,2}}(?!\d)|{MONTHS})(?:[ -](?:1[89]|20)\d\d)?)"
        ),
        words=("blir ", "myndig", "årsdag", "födelsedag"),
        form=pattern(r"[ ]\d{1,2}(?::?[ae])?(?:[ ]|/\d)"),
    ),
    # "hon är 27.02.36": a person "is" a date.
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            r"(?<!\w)(?:han|hon|jag|hen|mamma|pappa)[ ](?:är|e)[ ](?P<id>\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|"
            r"(?:19|20)?\d\d[./-]\d\d[./-]\d\d|"
            r"['-]\d\d|19\d\d)(?![\d:])"
        ),
        digits=2,
        words=(" är ", " e "),
        form=re.compile(r"\d[./-]\d{1,2}[./-]\d|['-]\d\d|19\d\d"),
    ),
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            r"(?<!\w)(?:fyller|fyllde|fyllt|fyllts)[ ](?!1\d\d)(?:(?:han|hon|jag|hen)[ ])?\w{1,12}(?:[ ]år)?[ ](?:nu[ ])"
            rf"?(?:den|i)?[ ]?(?P<id>\d{{1,2}}(?::?[ae])?[ /](?:\d{{1,2}}(?!\d)|{MONTHS})(?:[ ](?:1[89]|20)\d\d)?)"
        ),
        words=("fyll",),
    ),
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            rf"(?<![\w.:/-])(?=[\djfmasondhv'-])(?P<id>{_DATE})(?=[ ]?,?[ ](?:är|var|blev)[ ](?:jag|han|hon|min|mitt)[ ](?:född|födelse))"
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
        pattern(r"(?<![\w+-])(?<!\d[ .,])\(?0[1-9]\d{0,2}\)?[ ./-]{0,4}\d(?:[ ./-]{0,3}\d){4,8}(?!\d)"),
        digits=5,
        form=re.compile(r"(?<!\d)0[1-9]"),
        valid=_phone_length,
    ),
    # Digit by digit: "0 7 0 1 7 4 0 6 9 1"; the first part in words: "nolsjunoll-174 06 08".
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(r"(?<![\w+])0(?:[ .-]{1,2}\d){7,10}(?![\d]|[ ]\d)"),
        digits=5,
        form=re.compile(r"(?<!\w)0[ .-]"),
    ),
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(
            r"(?<!\w)(?:nol|noll|noll-?)[ -]?(?:sju|åtta|ett|två|tre|fyra|fem|sex|nio|noll)[ -]?(?:noll|nol|ett?|två|tre|fyra|fem|"
            r"sex|sju|åtta|nio)?[ -]{0,3}\d[\d -]{4,11}\d(?!\d)"
        ),
        words=("nol",),
    ),
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(
            r"(?<![\w+.,:/-])\d{2,3}[ -]\d\d[ -]\d\d(?=[ ](?:slutar|är|e)[ ](?:hans|hennes|mitt|min|numret|nummer))"
        ),
        digits=5,
    ),
    # Without the area code, where the words speak of calling.
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(
            r"(?<![\w+.,:/-])(?<!iso[ ])(?:[1-9]\d{1,2}(?:[ -]{1,3}\d{2,3}){1,3}|[1-9]\d{4,7})(?![\w]|[-/: ]\d|[.,]\d)"
            rf"{NO_UNIT}"
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
        pattern(
            rf"(?<!\w)(?=[netfsåazoh\d])(?!en[ ]|ett[ ])(?:{_NUMBER_WORD}[ ,.-]{{1,2}}){{5,14}}{_NUMBER_WORD}(?!\w)"
        ),
        digits=0,
        words=("noll", " tio ", " tio,", " tio-", "sju ", "sju,", "fem ", "fem,", "åtta ", "åtta,", "seven "),
        valid=lambda found: sum(char.isdigit() for char in found) < 9,
    ),
)
