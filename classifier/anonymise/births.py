"""Dates of birth; any other date stays."""

import re

from classifier.anonymise.recogniser import Recogniser, pattern
from classifier.anonymise.shapes import MONTHS
from classifier.anonymise.spelled import ORDINAL, YEAR_WORDS

_BORN = (
    r"(?:född(?:es)?|födda(?=[ ](?:den[ ])?(?:\d{4}[-./ ]\d\d[-./ ]\d|\d{1,2}[-./ ]\d{1,2}[-./ ]\d|\d{6}|"
    r"\d{1,2}[ ](?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)))|fött|f\.d\.|årgång|föds|f\.|fd\.|"
    r"födelse(?:datum(?:et)?|dag(?:en)?|nummer)|föd\.?|born|birth(?:day|date)?|"
    r"fdd|fdt|date[ ]of[ ]birth|d\.?o\.?b\.?|fødd|født|"
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
# With blanks, where the word for a birth stands before: "2013 12 30", "7 7 67", "1928 08", "19/I 1931".
_BORN_DATE = (
    r"(?:(?:1[89]|20)\d\d[ ]\d\d[ ]\d\d|\d{1,2}[ ]\d{1,2}[ ](?:19|20)?\d\d|19\d\d[ ]\d\d|"
    rf"\d{{1,2}}[/.][ ]?[IVX]{{1,4}}[-/. ]{{1,2}}(?:19|20)?\d\d|{_DATE})"
)

BIRTHS = (
    # "f. 3/8 -68", "(born 1990)": the short word goes too.
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            rf"(?<![\w.]){_BORN_SHORT}[ :]{{0,2}}+(?=[\w'-]){_BORN_DATE}(?![\d]|[-.:/]\d|[ ]?(?:kap|§|kr(?!\w)|st(?!\w))|\w)"
        ),
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
            rf"(?P<id>(?:den[ ])?{_BORN_DATE})(?![\d]|-\d)"
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
    # "född tjugonde mars trettiotre", "född den 11:e i 11:e 38", "född nitton trettionio den sjätte augusti"
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            rf"(?<!\w)(?:född(?:es|a)?|fdd|föddes)(?:[ ](?:är|komma|datum|det|var|den(?=[ ]andre)))?[ ]"
            rf"(?P<id>(?:den[ ])?(?:{ORDINAL}|\d{{1,2}}(?::?[ae])?)[ ](?:i[ ]|av[ ])?(?:{MONTHS}|{ORDINAL}|\d{{1,2}}:?e)"
            rf"(?:[ ](?:år[ ])?(?:{YEAR_WORDS}|(?:19|20)?\d\d(?!\d)))?|"
            rf"{YEAR_WORDS}(?:[ ](?:den[ ])?{ORDINAL}[ ]{MONTHS})?)(?!\w)"
        ),
        digits=0,
        words=("född", "fdd"),
    ),
    # "Erik Valfrid 2:a maj trettiotvå": the date of a year in words is no meeting.
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            rf"(?<!\w)(?P<id>(?:{ORDINAL}|\d{{1,2}}(?::?[ae])?)[ ]{MONTHS}[ ](?:år[ ])?"
            r"(?:nitton(?:hundra)?[ ]?)?(?:tretti|fyrti|femti|sexti|sjutti|åtti|nitti)o?(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio))(?!\w)"
        ),
        digits=0,
        words=("tretti", "fyrti", "femti", "sexti", "sjutti", "åtti", "nitti"),
    ),
    # "född i Norrsjö 1958"
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        pattern(
            r"(?<!\w)(?:född(?:es|a)?|fött)[ ](?:och[ ](?:uppvuxen|uppväxt)[ ])?(?:i|på)[ ](?-i:[A-ZÅÄÖ])[\w-]{1,25},?[ ](?:år[ ]|anno[ ])?"
            r"(?P<id>(?:1[89]\d\d|20[012]\d)(?:[ -]\d\d[ -]\d\d)?)(?![\w:-]|[ ]?kr)"
        ),
        words=("född", "fött"),
    ),
    # "Sedra (2016 11 30)": a date between brackets, where the text speaks of children.
    Recogniser(
        "birth_date",
        "[FÖDELSEDATUM]",
        re.compile(
            r"(?<=[^\W\d_] \()(?P<id>(?:19[2-9]|20[012])\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/ .-]{1,2}(?:19|20)\d\d)(?=\))"
        ),
        digits=3,
        topic=("barn", "syskon", "elev", "dotter", "döttrar", "sonen", "son ", "söner", "född", "tvilling"),
        form=re.compile(r"\((?:19|20)\d\d|\(\d{1,2}[/.-]\d"),
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
        topic=("född", "årgång", "föds", " f."),
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
            rf"?(?:den|i)?[ ]?(?P<id>(?:19|20)\d\d[-./]\d\d[-./]\d\d|\d{{1,2}}(?::?[ae])?[ /](?:\d{{1,2}}(?!\d)|"
            rf"{MONTHS})(?:[ ](?:1[89]|20)\d\d)?)"
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
