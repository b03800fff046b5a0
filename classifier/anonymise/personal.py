"""Personal numbers in every notation.

For masking, a pattern needs no valid check digit: a mistyped personal number identifies as well as a right one.
"""

import re

from classifier.anonymise.recogniser import Recogniser, context, digits, pattern
from classifier.anonymise.spelled import NUMBER_WORD


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


PERSONAL = (
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(
            r"(?<!\d)(?<!\d[-.])(?:(?:1[6-9]|20)[ -]?)?\d\d[ ./-]?\d\d[ ./-]?\d\d\s{0,2}(?:[-+/]|\.\.)?\s{0,2}"
            r"(?:\d{2}[ ]?\d{2}(?!\d|-\d\d)|[a-z]\d{3}(?!\d)|(?=\d{0,3}[a-z])(?=[a-z]{0,3}\d)[\da-z]{4}(?!\w)|[x*•_]{3,4})"
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
            "pnr persnr personn pers-nr pers.nr person_nr person-nr personid samordning sam.nr t-nummer reservnummer "
            "interim lma hetu fødselsnummer "
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
            rf"personnumret)[ ](?:är[ ])?(?P<id>{NUMBER_WORD}(?:[ ,.-]{{1,2}}{NUMBER_WORD}){{3,13}})(?!\w)"
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
            r"(?:(?:sista|last)[ ](?:fyra|4|four)|fyra[ ]sista)(?:[ ]?(?:siffrorna|siffror|digits))?(?:[ ]i[ ]\w+)?(?:[ ]är|[ ]e|[ ]is|:)"
            r"?[ ](?P<id>\d{4}|\d\d[ ]\d\d|\d[ ]\d[ ]\d[ ]\d)(?!\d)"
        ),
        words=("sista", "last "),
    ),
    # "dom sista e fyra noll ett sju"
    Recogniser(
        "personal_identity_number",
        "[PERSONNUMMER]",
        pattern(
            rf"(?<!\w)(?:sista(?:[ ]fyra)?|fyra[ ]sista)(?:[ ]siffrorna)?[ ](?:är[ ]|e[ ])?"
            rf"(?P<id>{NUMBER_WORD}(?:[ ,.-]{{1,2}}{NUMBER_WORD}){{1,3}})(?!\w|,[ ]?\d)"
        ),
        digits=0,
        words=("sista",),
        valid=lambda found: len(found.split()) > 2 or any(len(word) > 6 for word in found.split()),
    ),
)
