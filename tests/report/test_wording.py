import re
import string

import pytest

from classifier.anonymise.recognisers import RECOGNISERS
from classifier.reckoning import REMARKS
from classifier.report.wording import LANGUAGES, Wording, texts
from classifier.screening import REASONS
from classifier.summary.figure import COUNT, HOURS, MISSING, POINTS, SHARE, Figure

SV, EN = Wording("sv"), Wording("en")


def test_the_languages_have_the_same_texts_with_the_same_places() -> None:
    swedish, english = (texts(language) for language in LANGUAGES)
    assert swedish.keys() == english.keys()
    for key, text in swedish.items():
        places = [{place for _, place, _, _ in string.Formatter().parse(one) if place} for one in (text, english[key])]
        assert places[0] == places[1], key


@pytest.mark.parametrize(
    ("figure", "swedish", "english"),
    [
        (Figure(SHARE, 0.473, 0.41, 0.532), "47,3\xa0% (41,0–53,2\xa0%)", "47.3% (41.0–53.2%)"),
        (Figure(COUNT, 1234), "1\xa0234", "1,234"),
        (Figure(HOURS, 2.5, 1.25, None), "2,5 (minst\xa01,2)", "2.5 (at least\xa01.2)"),
        (Figure(HOURS, 502.4), "502", "502"),
        (Figure(POINTS, -0.031, -0.05, 0.012), "−3,1 (−5,0\xa0till\xa0+1,2)", "−3.1 (−5.0\xa0to\xa0+1.2)"),
        (Figure(SHARE, None, missing="suppressed"), "..", ".."),
        (
            Figure(HOURS, None, low=52.0, missing="not_reached"),
            "nås ej (minst\xa052,0)",
            "not reached (at least\xa052.0)",
        ),
    ],
)
def test_figures_are_written_as_the_language_does(figure: Figure, swedish: str, english: str) -> None:
    assert (SV.figure(figure), EN.figure(figure)) == (swedish, english)


def test_dates_weeks_and_months() -> None:
    assert SV.day("2026-02-03") == "3\xa0februari 2026"
    assert (SV.period("2026-W12"), EN.period("2026-W12")) == ("v.\xa012", "wk\xa012")
    assert SV.period("2026-03") == "mars\xa02026"


def test_every_reason_for_a_missing_figure_has_words() -> None:
    for wording in (SV, EN):
        assert all(wording.figure(Figure(SHARE, None, missing=missing)) for missing in MISSING)


def test_english_texts_have_no_swedish_left() -> None:
    assert [key for key, text in texts("en").items() if re.search(r"[åäöÅÄÖ]", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_an_import_names_has_words(language: str) -> None:
    kinds = {"person", *(recogniser.kind for recogniser in RECOGNISERS)}
    wanted = {f"masked_{kind}" for kind in kinds} | {f"reason_{reason}" for reason in REASONS}
    wanted |= {f"remark_{code}" for code in REMARKS}
    assert wanted - texts(language).keys() == set()
