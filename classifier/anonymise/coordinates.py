"""Positions on the map."""

import re

from classifier.anonymise.recogniser import Recogniser, context, pattern


def _is_sweref(found: str) -> bool:
    """True for a northing and an easting in SWEREF 99 TM or RT 90."""
    return any(6_100_000 <= int(north) <= 7_700_000 for north in re.findall(r"\d{7}", found))


COORDINATES = (
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
            r"|(?:N[ ]?)?\d{2}[ ]?(?:°|grader)[ ]?\d{1,2}(?!\d)(?:['’′.,][ ]?\d{0,5}+)?+[^\n\w]{0,3}+(?:\d{1,2}(?:[.,]\d{1,3})"
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
    # Spaced, without letters or with words: "6 764 321, 478 112", "X 6764321 och Y: 1421234", "nord 6764321 öst 478112".
    Recogniser(
        "coordinates",
        "[KOORDINAT]",
        pattern(
            r"(?<![\w.,-])(?:(?:n|x|nord|norr|north|"
            r"norrvärde)[ :=.]{1,3})?[67][ ]\d{3}[ ]\d{3}(?:[.,]\d{1,3})?[\s,;/]{1,3}(?:och[ ])?(?:(?:e|y|ö|öst|east|östvärde)[ :=.]{1,3})?"
            r"[1-9]?[ ]?\d{3}[ ]\d{3}(?:[.,]\d{1,3})?(?!\w)"
        ),
        digits=5,
        form=re.compile(r"(?<!\d)[67][ ]"),
    ),
    Recogniser(
        "coordinates",
        "[KOORDINAT]",
        pattern(
            r"(?<!\w)(?:nord|norr|north|norrvärde|latitud|lat|n|x)[ :=.]{1,3}[1-9]\d(?:[.,]\d{1,8}|\d{5})[ ]?°?[ ,;/]{1,3}(?:och[ ])?"
            r"(?:öst|öster|east|östvärde|longitud|long?|lng|e|ö|y)[ :=.]{1,3}\d{1,3}(?:[.,]\d{1,8}|\d{3,5})°?(?!\w)"
        ),
        digits=3,
        form=re.compile(r"\d(?:[.,]\d|\d{4})"),
    ),
    # The three words of a square, without its strokes.
    Recogniser(
        "coordinates",
        "[KOORDINAT]",
        pattern(r"(?:what3words|w3w)[ :]{1,3}(?:är[ ])?(?P<id>[^\W\d_]{3,20}\.[^\W\d_]{3,20}\.[^\W\d_]{3,20})(?!\w)"),
        digits=0,
        words=("what3words", "w3w"),
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
