"""Numbers that banks keep: accounts, cards, invoices."""

import re

from classifier.anonymise.recogniser import Recogniser, context, digits, pattern
from classifier.anonymise.shapes import IS, NO_UNIT, is_reference, is_round


def _is_account(found: str) -> bool:
    """True for at least four digits; a round sum has blanks ("30 000"), a clearing number ("3300") has none."""
    if " " in found and (is_round(found) or re.fullmatch(r"[1-9]\d{0,2}[ ]\d{3}", found)):
        return False
    return len(digits(found)) >= 4 and is_reference(found) and not re.search(r",\d\d$", found)


def _is_invoice(found: str) -> bool:
    return _is_account(found) and not is_round(found)


def _not_years(found: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d-(?:19|20)\d\d", found) is None


# Long forms that hold what looks like other numbers.
LONG = (
    # "OCR 77 1204 4490 18" holds what may be a person's number.
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(
            rf"(?<!\w)(?:ocr|avi)(?:[ ]?(?:nr|nummer))?[ .:]{{1,2}}(?P<id>\d{{2,6}}(?:[ -]\d{{1,6}}){{2,7}})(?![\w]|[.,:/-]\d){NO_UNIT}"
        ),
        digits=5,
        words=("ocr", "avi"),
    ),
    # A clearing number and a number that may be a person's: "konto 3300 620417-9871".
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            r"(?:konto|kontot|kontonr|kontonummer|spar|lön|clearing)[ .:]{1,3}(?:nr[ :]{0,2}|är[ ])?"
            r"(?P<id>[1-9]\d{3}(?:-\d)?[ ,.-]{1,3}\d[\d .-]{4,16}\d)(?!\d)"
        ),
        digits=5,
        words=("konto", "spar", "lön", "clearing"),
    ),
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            r"(?<!\w)(?:[a-z]{2}\d{2}(?=[a-z \d-]{0,12}\d)(?:[ -]?(?:\d{4}|[a-z]{4})){2,7}|se[ ]\d{2}(?:[ -]?\d{4}){5})(?:[ ]?[\da-z]{1,4})"
            r"?(?!\w)"
        ),
        digits=5,
        form=pattern(r"[a-z]{2}\d\d|(?<!\w)\d\d(?:[ -]|\d{4})"),
    ),
    Recogniser(
        "card",
        "[KORT]",
        pattern(
            r"(?:kort\w{0,8}|konto\w{0,6}|card)[ ](?:\w{1,12}[ ]){0,3}?(?:slutar|slutsiffror\w{0,3}|ending|ends)[ ](?:på[ ]|med[ ]|"
            r"är[ ]|in[ ]|with[ ])?(?P<id>\d{4})(?!\d)"
        ),
        words=("slut", "ending", "ends"),
    ),
    Recogniser(
        "card",
        "[KORT]",
        pattern(r"(?<![\d-])(?:\d{4}(?:[ -]?\d{4}){3}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?![\d-])"),
        digits=5,
        form=re.compile(r"\d{4}(?:[ -]|\d{4})|3[47]\d\d"),
    ),
    Recogniser(
        "number",
        "[NUMMER]",
        pattern(r"(?<!\w)(?:[0-9a-f]{4,12}-){2,6}[0-9a-z]{4,14}(?!\w)"),
        valid=lambda found: any(char.isalpha() for char in found) and len(digits(found)) >= 3,
        digits=3,
        form=pattern(r"[0-9a-f]{4,12}-[0-9a-f]{4,12}-"),
    ),
)

MONEY = (
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(
            r"(?<!\w)(?:fakturan?|fakt|räkning(?:en)?|invoice|lasku|ocr|avin?|inkasso(?:krav(?:et)?)?|kravet|"
            r"påminnelsen?|kvitto(?:t)?|(?:faktura|ocr|avi|inkasso)-?(?:nummer|numret|nr|n|koden|numer))"
            rf"(?:-?(?:nummer|numret|nr))?{IS}(?P<id>(?:[a-zåäö]{{1,4}}-?|(?-i:[A-ZÅÄÖ]{{1,4}})[ ])?-?\d[\d -]{{2,26}}\d)(?!\d|[.,:/]\d)"
            rf"{NO_UNIT}"
        ),
        valid=_is_invoice,
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
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(
            r"(?<!\w)(?:faktura\w{0,8}|inkasso\w{0,8}|krav\w{0,4}|ocr)[ ]?(?:ref(?:erens)?|nr|nummer|märkt|med)?[ .:]{0,3}"
            r"(?P<id>(?-i:[A-ZÅÄÖ]{1,4})[ -]?\d{2,}(?:[ -]\d{1,6}){0,4})(?![\w]|[.,:/-]\d)"
        ),
        digits=3,
        words=("faktura", "inkasso", "krav", "ocr"),
    ),
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(r"(?<!\w)rf\d{2}(?:[ ]?\d{1,4}){1,6}(?!\d)"),
        digits=5,
        form=pattern(r"rf\d\d"),
    ),
    Recogniser(
        "invoice",
        "[FAKTURANUMMER]",
        pattern(rf"(?<![\w.,-])\d{{2,6}}(?:[ -]\d{{1,6}}){{1,5}}(?![\w]|[.,:/-]\d){NO_UNIT}"),
        digits=5,
        before=context("ocr faktura avi| avin autogiro_nr betalningsreferens inkasso räkning invoice lasku"),
        valid=lambda found: len(digits(found)) >= 6 and is_reference(found),
    ),
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            r"(?<![\w,.])\d{1,10}(?:(?:[ ]?[-.,][ ]?|[ ]|[ ]?(?:kontonr|konto(?:nummer)?|nr)[ ]){1,3}\d{1,10})"
            rf"{{0,6}}(?![\w]|[,.:]\d){NO_UNIT}"
        ),
        before=context(
            "bankgiro bg| bg. plusgiro pg| pg. postgiro konto| kontot kontonr kontonu konto_nr konto: kontona "
            "clearing cl.nr iban swish sparkonto lönekonto swedbank "
            "handelsbanken nordea seb sparbanken "
            "giro autogiro personkonto bankkonto account tili bankkonto länsförsäkringar utbetal "
            "betalas_till insättning sätt_in lön| lönen "
            "hyra återbetal dras_från dras_på föras_över"
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
    # A clearing number and an account: "3300-6104189839", "8105-9.44 817 022-1".
    Recogniser(
        "account",
        "[KONTO]",
        pattern(
            r"(?<![\w,.-])[1-9]\d{3}-(?:\d{6,10}|\d{1,3}[. ]\d{2,3}(?:[. ]\d{2,3}){1,3}(?:-\d)?|\d{3}[.]\d{3}[.]\d)(?![\w-]|[.,:]\d)"
        ),
        digits=5,
        form=re.compile(r"\d{4}-\d"),
    ),
    # A giro number by its own form: "5050-1055", "12 34 56-7".
    Recogniser(
        "account",
        "[KONTO]",
        pattern(r"(?<![\w,.-])(?:[1-9]\d{2,3}-\d{4}|\d{1,3}(?:[ ]\d\d){2,3}[ ]?-[ ]?\d)(?![\w-]|[.,:]\d)"),
        valid=_not_years,
        digits=5,
        form=re.compile(r"\d{3}-\d{4}|[ ]\d\d[ -]"),
    ),
)
