"""Numbers of cases, at the municipality and other authorities."""

import re

from classifier.anonymise.recogniser import Recogniser, context, digits, pattern
from classifier.anonymise.shapes import CODE, IS, MONTHS, NO_UNIT
from classifier.anonymise.vocabulary import ordinary_words

_SERIES = (
    "ks kf kst bun bn bygg byggr mbn sbn sbf sbk msn ml mhn mhk son sn soc vn von ön öf öfn tn gn kun ktn "
    "krn kfn ffn ekb ifo lov tek tekn plan tillsyn livs "
    "miljö miljo alk ba ran kn hvo aon avn gvn fgn utbn vård bm ln st"
)


def _is_case(found: str) -> bool:
    """True for at least three digits that are no year, date, time or pair of years: "2024-55" is a case
    behind its word."""
    if len(digits(found)) < 3 or re.fullmatch(
        r"(?:19|20)\d\d(?:-\d\d-\d\d)?|\d{1,2}[./]\d{1,2}(?:[./-]\d{2,4})?|\d{1,2}[.:]\d\d|(?:19|20)\d\d[-/](?:19|"
        r"20)\d\d",
        found,
    ):
        return False
    if re.fullmatch(r"[a-zåäö]+\W*(?:19|20)\d\d", found, re.IGNORECASE):
        return False
    return _no_school_year(found)


def _is_code_of_case(found: str) -> bool:
    """True for at least five digits that are no date, years, time or law: "25/0113", "52-118034/2"."""
    if len(digits(found)) < 5 or re.fullmatch(
        r"\d{1,2}[-/]\d{1,2}[-/](?:19|20)?\d\d|(?:19|20)?\d\d-\d\d-\d\d|(?:19|20)\d\d[:/]\d{1,4}|\d{1,2}[/-](?:19|20)\d\d|"
        r"(?:19|20)\d\d[-/](?:19|20)?\d\d|[012]?\d[.:]\d\d-[012]?\d[.:]\d\d",
        found,
    ):
        return False
    return _no_school_year(found)


def _is_lower_series(found: str) -> bool:
    """True when the letters are no word, label or way to write a time: "kl 10-11" is none."""
    letters, sign = re.match(r"(?:[a-zåäö]{2}-)?([a-zåäö]+)(.)", found).groups()  # type: ignore[union-attr]
    if letters in _NO_SERIES or (sign == " " and letters in ordinary_words()):
        return False
    return _no_school_year(found)


def _is_no_span_of_years(found: str) -> bool:
    return not 1900 <= int(found[5:]) <= 2100


# Short words before numbers that are no series of cases.
_NO_SERIES = frozenset(
    "exp kl nr tel tfn ca rum sid lgh mån tis ons tor fre lör sön jan feb apr jun jul aug sep okt nov dec ht vt v lån fr "
    "tom from resp enl typ läs år åk max min "
    "bes ref bg pg ocr sms box std rev bil fig tab kap par mod kod vers art iso din sfs afs prop sou bbr eks mm cm km kg".split()
)


def _is_diary(found: str) -> bool:
    """False for "Maj 2023-05", "HT 23/24" and the like: a word of time before a year."""
    time = (
        r"(?:[Mm]aj|[Jj]u[nl]i?|[Jj]an|[Ff]eb|[Mm]ars|[Aa]pril?|[Aa]ug|[Ss]ept?|[Oo]kt|[Nn]ov|[Dd]ec|[ÅåVv][rt]?|"
        r"EU|EG|EEG|LSO|PBL|OSL|LSS|LAS|FL|MB|SFS|Vatten|SOU|Ds|Prop|Bet|NJA|HFD|RÅ|ISO|BBR|SKR|HT|VT|Kl|Den|"
        r"Från|Till?|I|Sedan|Sen|Efter|Under|Lag|Förra|Q)\W?[ ]?(?:19|20)"
    )
    return re.match(time, found) is None and re.search(r" [012]\d:[0-5]\d$", found) is None and _no_school_year(found)


def _no_school_year(found: str) -> bool:
    """False for "HT 23/24"."""
    years = re.search(r"(\d\d)/(\d\d)$", found)
    return years is None or int(years[2]) != int(years[1]) + 1


def _is_series(found: str) -> bool:
    """False for "2026 kl 13" and "2023 maj 4": with blanks between, the letters of a series are capitals."""
    if re.match(rf"\d{{4}}\W+{MONTHS}", found, re.IGNORECASE):
        return False
    return re.match(r"\d{4}[ ]", found) is None or re.match(r"\d{4}[ ][A-ZÅÄÖ]{2}", found) is not None


CASES = (
    # "2026:SN:0812", "2025.B.118": the letters of a board in the middle.
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        pattern(r"(?<![\w./:-])(?:19|20)\d\d[.:/][a-zåäö]{1,5}[.:/]\d{1,6}(?!\w|[.:/-]\d)"),
        digits=3,
        form=pattern(r"(?:19|20)\d\d[.:/][a-zåäö]{1,5}[.:/]\d"),
    ),
    # Acts of the land survey: "20-IM1-58/1442.1"; letters between hyphens and strokes: "IFO-U/2024/77".
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        re.compile(
            r"(?<![\w./:-])(?:\d{2}-[A-ZÅÄÖ]{2,3}\d?-\d{1,4}/\d{1,5}(?:\.\d)?|[A-ZÅÄÖ]{1,5}(?:-[A-ZÅÄÖ]{1,4})?/(?:19|20)\d\d[/:-]\d{1,6}|"
            r"[A-ZÅÄÖ]-\d\d/\d{2,6})(?![\w/]|[-.:]\d)"
        ),
        digits=3,
        words=("/",),
        form=re.compile(r"[-A-ZÅÄÖ\d]/\d"),
    ),
    # A code in lower case: "vs-23-0409", "hn 4417-26", "dbo 88/25", "bist 25-771".
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        re.compile(
            r"(?<![\w./:@-])(?:[a-zåäö]{2}-)?[a-zåäö]{2,4}(?:-\d\d-\d{3,5}| [1-9]\d{2,4}-[123]\d| \d{2,4}/[123]\d| [123]\d[-/]\d{3,5})"
            r"(?![\w/]|[-.:,]\d)"
        ),
        digits=2,
        words=("-", "/"),
        form=re.compile(r"\d\d[-/]\d"),
        valid=_is_lower_series,
    ),
    # "AKT 3308-B"
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        pattern(r"(?<!\w)akt[ ](?P<id>\d{3,6}(?:-[a-zåäö\d]{1,3})?)(?![\w]|[.,:/-]\d)"),
        digits=3,
        words=("akt ",),
    ),
    # Behind "dnr" anything goes.
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        pattern(
            r"(?<!\w)(?:dnr|d\.nr|diarie(?:nummer|numret|nr)|ärende(?:nummer|numret|nr|-?id|[ ]nr)|målnr|målnummer|akt(?:nr|"
            r"nummer|en))"
            rf"\.?{IS}(?P<id>{CODE})(?![\w]|[.,:]\d)"
        ),
        words=("dnr", "d.nr", "diarie", "ärende", "mål", "akt"),
        valid=lambda found: len(digits(found)) >= 2,
    ),
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        pattern(
            r"(?<!\w)(?:dnr|d\.nr|diarie(?:nummer|numret|nr|t)?|(?:[a-zåäö]{3,20})?ärende(?:nummer|numret|nr|-?id|t|n)"
            r"?|(?:[a-zåäö]{3,14})?beslut(?:et)"
            r"?s?(?:nummer|nr)?|målnr|mål(?:et)?(?:nummer)?|beteckning(?:en)?|handläggningsnr|case|anmälan|"
            r"anmälningsnr|fortsättning[ ]på|tillbud\w{0,4}|avvikelse\w{0,4})(?!\w)"
            rf"{IS}(?P<id>(?:{CODE}|(?:19|20)\d\d[ -][a-zåäö]{{2,5}}[ -]\d+(?:[-/]\d+)?|\d{{4}}-k\d[\d-]+))"
        ),
        valid=_is_case,
        digits=3,
        words=(
            "dnr",
            "d.nr",
            "diarie",
            "ärende",
            "beslut",
            "mål",
            "beteckning",
            "handlägg",
            "case",
            "anmäl",
            "fortsättning på",
            "tillbud",
            "avvikelse",
        ),
    ),
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        # Any diary series; not the statute books ("SFS 2010:900", "AFS 2023:1") and not "år 2023/24".
        re.compile(
            r"(?<!\w)(?!\w*FS )(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}[ ./:-]{0,2}(?:19|20)\d{2}[ ]?[./:-][ ]?\d{1,7}|"
            r"[A-ZÅÄÖ]{2,5}[ /-]?\d\d[-/:]\d{3,6}|[A-ZÅÄÖ]{2,5}[ /-]\d\d[-:/]\d{2}|[A-ZÅÄÖ]{2,5}-\d{3,6}-\d\d|"
            r"[A-ZÅÄÖ][A-Za-zåäö]{1,5}[ ]\d\d-\d{4,6})"
            r"(?:[-/]\d{1,4})?(?!\w)"
        ),
        valid=_is_diary,
        digits=3,
        form=re.compile(r"[A-ZÅÄÖ][^\W\d_]{0,5}[ ./:-]{0,2}(?:(?:19|20)\d\d ?[./:-] ?\d|\d\d[-/:]\d\d|\d{3,6}-\d\d)"),
    ),
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        pattern(
            rf"(?<!\w)(?=[a-zåäö]{{2,7}}[ ./-]{{0,2}}\d)(?:{'|'.join(_SERIES.split())})(?:[ ./-]{{0,2}}(?:19|20)\d{{2}}[./: -]\d{{1,7}}|"
            r"[ -]\d\d[-/:]\d{2,6}|[ -]\d{3,6}[-/]\d\d)(?:[-/]\d{1,4})?(?!\w)"
        ),
        digits=3,
        form=re.compile(
            r"\d\d(?:(?<=[^\W\d_]..)|(?<=[^\W\d_][ ./-]..)|(?<=[^\W\d_][ ./-]{2}..))(?:\d\d[./: -]\d|\d{0,4}[-/:]\d\d)"
        ),
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
        form=pattern(r"\d(?:\d{3}[ /-](?:[a-zåäö]{2,5}[ /-]\d|k?\d{3})|(?<=[aäbmtö][ ]\d)\d{1,4}-\d\d)"),
    ),
    # Other authorities' forms: "3.5.1-39271/2024-4", "43-2017:1234", "Fk 004417-2025", "A114.502/2025", "505-1234-2024".
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        re.compile(
            r"(?<![\w./:-])(?:\d{1,2}(?:\.\d{1,3}){1,4}-\d{2,7}/(?:19|20)?\d\d(?:-\d{1,3})?|\d{1,4}-(?:19|20)\d\d:\d{2,6}|"
            r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}[ -]?\d{3,7}[-/](?:19|20)\d\d|[A-ZÅÄÖ]{1,3}\d{1,4}\.\d{1,5}[/-](?:19|20)\d\d|"
            r"\d{3,4}-\d{2,6}-(?:19|20)\d\d|\d{5,7}[-/](?:19|20)\d\d|[A-ZÅÄÖ]-\d{3,6}-\d\d/\d{2,6})(?![\w/]|[-.:]\d)"
        ),
        digits=3,
        words=("-", "/"),
        form=re.compile(r"\d[-./:]\d"),
    ),
    # A code with signs in it, behind a word for a case or an authority: "Migrationsverket nr 52-118034/2", "ert ref 25/0113".
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        pattern(
            r"(?<![\w./:+-])(?!0\d)(?:[a-zåäö]{1,5}[ .-]?)?(?!0[1-9]\d{0,2}[-/])\d[\d.]{0,9}(?:[-/:][\da-z]{1,7}){1,3}(?![\w/]|[-.:,]\d)"
            rf"{NO_UNIT}"
        ),
        digits=3,
        before=context(
            "dnr diarie ärende mål_nr målnr målet beslut beteckning akt| akten migrationsverket försäkringskassan fk| fk:s skatteverket "
            "kronofogden länsstyrelsen tingsrätten förvaltningsrätten kammarrätten åklagar polisanm polisens "
            "skolinspektionen ivo| jo| jo:s ert_nr förvaltn hyresnämnden parkeringsanm böteslapp p-lapp "
            "er_ref ert_ref vår_ref vårt_ref handling handläggs anmälan_nr remiss"
        ),
        valid=_is_code_of_case,
    ),
    # "brevet 2025/412": a year and a number of the diary; the statutes of the EU are written so too.
    Recogniser(
        "case_number",
        "[ÄRENDENUMMER]",
        pattern(
            r"(?<![\w./:-])(?<!\(EU\)[ ])(?<!EU[ ])(?<!EG[ ])(?<!förordning[ ])(?<!förordningen[ ])"
            r"(?<!direktiv[ ])(?<!direktivet[ ])(?<!SFS[ ])(?<!nr[ ])(?<!annons[ ])"
            r"20[012]\d/\d{3,4}(?![\w/:-]|[.,]\d)"
        ),
        digits=5,
        words=("/",),
        form=re.compile(r"20[012]\d/\d{3}"),
        valid=_is_no_span_of_years,
    ),
)
