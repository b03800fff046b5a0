import re
from itertools import pairwise

import pandas as pd
import pytest
from lxml import html

from classifier.report.html import render
from classifier.report.wording import Wording
from classifier.settings import Settings
from classifier.summary import Summary, summarise
from classifier.tables import read_table
from tests.conftest import DEMO


@pytest.fixture(scope="module")
def summary(classified: pd.DataFrame, demo_settings: Settings) -> Summary:
    return summarise(classified, demo_settings, labels=read_table(DEMO / "labels.csv"))


@pytest.fixture(scope="module")
def page(summary: Summary, demo_settings: Settings) -> str:
    return render(summary, demo_settings)


def test_it_needs_no_network(page: str) -> None:
    root = html.document_fromstring(page.encode())
    for attribute in ("src", "href"):
        assert [value for value in root.xpath(f"//@{attribute}") if not value.startswith("#")] == []
    assert "@import" not in page
    assert "<script" not in page


def test_its_headings_nest_and_its_pictures_have_names(page: str) -> None:
    root = html.document_fromstring(page.encode())
    levels = [int(element.tag[1]) for element in root.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    pictures = root.xpath("//*[local-name()='svg']")
    assert len(pictures) == 4
    assert all(picture.get("aria-label") and picture.get("role") == "img" for picture in pictures)
    assert all(table.xpath(".//caption") and table.xpath(".//thead//th") for table in root.xpath("//table"))


def test_the_figures_of_the_summary_stand_in_it(page: str, summary: Summary) -> None:
    w = Wording("sv")
    text = html.document_fromstring(page.encode()).text_content()
    answers = summary.tables["answers"]
    needing = answers[(answers["domain"] == "channel") & (answers["scope"] == "answer_needing")]
    for row in needing.to_dict("records"):
        assert w.percent(row["unanswered_rate"]) in text
        assert w.decimal(row["median_hours"]) in text
    whole = summary.tables["resolvability"].iloc[0]
    assert f"{w.percent(whole['strict_share'])} {w.interval(whole['strict_low'], whole['strict_high'])}" in text


def test_without_labels_it_says_that_the_shares_are_guesses(classified: pd.DataFrame, demo_settings: Settings) -> None:
    assert "räknade ur klassificerarens gissningar" in render(summarise(classified, demo_settings), demo_settings)


def test_english_has_no_swedish_left(summary: Summary, demo_settings: Settings) -> None:
    page = render(summary, demo_settings, "en")
    assert 'lang="en"' in page
    assert not re.search(r"förfråg|besvarad|arbetsdag|märkt", page, re.IGNORECASE)


def test_the_same_summary_gives_the_same_bytes(page: str, summary: Summary, demo_settings: Settings) -> None:
    assert render(summary, demo_settings) == page


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '=HYPERLINK("x")', "$x_1$ & <b>", "\u202eabc", "å" * 10_000]
)
def test_hostile_names_show_as_text(classified: pd.DataFrame, hostile: str) -> None:
    frame = classified.assign(source=hostile, department=hostile)
    page = render(summarise(frame, Settings(municipality=hostile)), Settings(municipality=hostile))
    assert "<script>" not in page
    assert "<b>" not in page
    assert hostile in html.document_fromstring(page.encode()).text_content()


def test_what_cannot_be_measured_is_said(classified: pd.DataFrame) -> None:
    columns = ["answered", "answer_hours", "answer_working_hours", "answered_within_1d", "answered_within_2d"]
    blind = classified.copy()
    blind[columns] = ""
    page = render(summarise(blind, Settings()), Settings())
    assert "ej mätbart" in page
    assert "0,0\u202f%" not in html.document_fromstring(page.encode()).xpath("string(//main/section[4])")


@pytest.mark.parametrize(
    ("language", "share", "count", "hours"),
    [("sv", "47,3\u202f%", "1\u202f234", "2,5"), ("en", "47.3%", "1,234", "2.5")],
)
def test_numbers_are_written_as_the_language_does(language: str, share: str, count: str, hours: str) -> None:
    w = Wording(language)
    assert (w.percent(0.473), w.count(1234), w.decimal(2.5)) == (share, count, hours)
    assert (w.percent(None), w.count(float("nan")), w.decimal(None)) == ("–", "–", "–")
