"""Telephones."""

import re

from classifier.anonymise.recogniser import Recogniser, context, digits, pattern
from classifier.anonymise.shapes import NO_UNIT, is_round
from classifier.anonymise.spelled import NUMBER_WORD

_GAP = r"(?:[ ()./-]{0,3}|\n|,?[ ](?:sen|sedan|och|och[ ]sen|därefter)[ ])"


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


# Before personal numbers.
MOBILES = (
    # A mobile number comes first: "070-174 06 12" would also be a coordination number of 2007.
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(rf"(?<![\d+])(?<!\d[-.])(?:\(?0|(?<!\w)o)[ ]?7[02369o]\)?(?:{_GAP}\d){{7}}(?!\d)"),
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
)

PHONES = (
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(
            rf"(?<!\w)noll(?:(?:ett|två|tre|fyr|fem|sex|sju|åtta|åtti|nio|nitti|"
            rf"tio)[a-zåäö]{{0,7}})?(?:(?:[ ,.-]{{1,3}}|[ ,]{{1,2}}(?:sen|och)[ ]){NUMBER_WORD}(?!\w)){{2,14}}"
        ),
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
    # The first digits apart: "0 7 0 - 174 06 91".
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(r"(?<![\w+])0[ .-]{1,3}7[ .-]{1,3}\d(?:[ .-]{0,3}\d){7}(?!\d)"),
        digits=5,
        form=re.compile(r"(?<!\w)0[ .-]"),
    ),
    Recogniser(
        "phone",
        "[TELEFON]",
        pattern(
            r"(?<!\w)(?:ankn?\.?|anknytning(?:en)?)(?:[ ]?nr)?[ :]{1,2}(?:är[ ])?(?P<id>\d{3,5})(?![\w]|[.,:/-]\d)"
        ),
        words=("ank", "ankn"),
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
        pattern(rf"(?<!\w)(?=[netfsåazoh\d])(?!en[ ]|ett[ ])(?:{NUMBER_WORD}[ ,.-]{{1,2}}){{5,14}}{NUMBER_WORD}(?!\w)"),
        digits=0,
        words=("noll", " tio ", " tio,", " tio-", "sju ", "sju,", "fem ", "fem,", "åtta ", "åtta,", "seven "),
        valid=lambda found: sum(char.isdigit() for char in found) < 9,
    ),
)
