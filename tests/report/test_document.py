import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from classifier.errors import NulageError, SettingsError, TableError
from classifier.report import Document, build, build_comparison, check_output, load_quotes, write_report
from classifier.report.comparing import difference
from classifier.report.document import Bullets, Paragraph, Table
from classifier.report.logo import load_logo
from classifier.report.wording import Wording
from classifier.settings import Settings
from classifier.summary import Figure, Summary, summarise
from classifier.summary.figure import SHARE, SMALL_BASE, absent
from classifier.tables import write_table

SECTIONS = [
    "Sammanfattning",
    "Material och metod",
    "Kundkontakter per kanal",
    "Inventering av förvaltningarnas kundkontakter",
    "Vad en kundtjänst kan svara på",
    "Svar och svarstider",
    "Flödet på Facebook och i vilken grad kunderna får svar",
    "Förslag på avgränsning",
    "Jämförelser med publicerade siffror",
    "Datakvalitet",
    "Bilaga",
]


def figures(document: Document) -> list[Figure]:
    return [part for table in document.tables() for row in table.rows for part in row if isinstance(part, Figure)]


def sentences(document: Document, language: str = "sv") -> str:
    w = Wording(language)
    told = []
    for block in document.blocks():
        items = block.items if isinstance(block, Bullets) else (block,) if isinstance(block, Paragraph) else ()
        told += ["".join(part if isinstance(part, str) else w.figure(part) for part in item.parts) for item in items]
    return "\n".join(told)


def test_it_has_the_headings_and_tables_of_such_an_investigation(document: Document) -> None:
    assert [section.title for section in document.sections] == SECTIONS
    codes = {table.code for table in document.tables()}
    assert {"T1", "T3", "T4", "T4b", "T5", "T5b", "T6", "T7", "T8", "T9", "T12", "TA", "J1", "B2"} <= codes
    ids = [block.id for block in document.blocks() if isinstance(block, Table)]
    assert len(ids) == len(set(ids))
    assert len(document.charts()) == 5


def test_every_percentage_says_what_it_is_a_share_of(document: Document) -> None:
    w = Wording("sv")
    shares = [figure for figure in figures(document) if figure.form == SHARE and figure.value is not None]
    assert len(shares) > 50
    for figure in shares:
        assert w.basis(figure), figure
        assert figure.method and figure.definition
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.value <= figure.high  # type: ignore[operator]
        if figure.numerator is not None:
            assert figure.value == pytest.approx(figure.numerator / (figure.denominator or 1))


def test_the_charts_draw_figures_that_stand_in_a_table(document: Document) -> None:
    tabled = {(figure.value, figure.low, figure.definition) for figure in figures(document)}
    for chart in document.charts():
        assert chart.alt
        for panel in chart.panels:
            for _, drawn in panel.rows:
                assert {(figure.value, figure.low, figure.definition) for figure in drawn} <= tabled


def test_the_sentences_hold_the_key_figures(document: Document, summary: Summary) -> None:
    w, told = Wording("sv"), sentences(document)
    whole = summary.tables["resolvability"].find("all", "", "")
    facebook = summary.tables["answers"].find("channel", "", "facebook")
    assert whole and facebook
    for figure in (whole["strict"], whole["extended"], facebook["unanswered"], facebook["within_2d"]):
        assert w.figure(figure) in told


def test_without_labels_it_says_that_the_shares_are_guesses(classified: pd.DataFrame, demo_settings: Settings) -> None:
    told = sentences(build(summarise(classified, demo_settings), demo_settings))
    assert "räknade ur klassificerarens gissningar" in told
    assert "Inget slumpmässigt stickprov" in told


def test_what_cannot_be_measured_is_said(classified: pd.DataFrame) -> None:
    columns = ["answered", "answer_hours", "answer_working_hours", "answered_within_1d", "answered_within_2d"]
    document = build(summarise(classified.assign(**dict.fromkeys(columns, "")), Settings()), Settings())
    assert "ej mätbart i detta material" in sentences(document)


def test_english_has_no_swedish_left(summary: Summary, demo_settings: Settings) -> None:
    document = build(summary, demo_settings, "en")
    told = sentences(document, "en") + "".join(column for table in document.tables() for column in table.columns)
    assert not re.search(r"förfråg|besvarad|arbetsdag|märkt|brevlåda", told, re.IGNORECASE)


def test_no_words_of_citizens_unless_approved(
    document: Document, summary: Summary, demo_settings: Settings, classified: pd.DataFrame, tmp_path: Path
) -> None:
    everything = "\n".join(document.texts())
    assert not [text for text in classified["text"] if len(text) > 40 and text[:40] in everything]
    rows = {"topic": ["GAT"], "text": ["När plogas vår gata?"], "approved": ["ja"], "approved_by": ["A. Utredare"]}
    write_table(pd.DataFrame(rows), tmp_path / "q.csv")
    quoted = build(summary, demo_settings, approved=load_quotes(tmp_path / "q.csv"))
    assert "När plogas vår gata?" in sentences(quoted)
    write_table(pd.DataFrame({**rows, "approved": [""]}), tmp_path / "q.csv")
    with pytest.raises(TableError, match="row 2: a quote that nobody has approved"):
        load_quotes(tmp_path / "q.csv")


def test_an_identifier_stops_the_report(summary: Summary, demo_settings: Settings, tmp_path: Path) -> None:
    from classifier.report import Quote

    quote = Quote("GAT", "Ring mig på 070-174 06 05 om lampan", "A")
    with pytest.raises(NulageError, match=r"looks like identifiers \(phone 1\)"):
        write_report(build(summary, demo_settings, approved=(quote,)), tmp_path / "r.html")
    assert not (tmp_path / "r.html").exists()


def test_a_form_that_we_do_not_write_is_refused_at_once() -> None:
    with pytest.raises(TableError, match=r"cannot be written as '.pdf'"):
        check_output(Path("r.pdf"))


def test_two_materials_have_intervals_of_their_differences(
    classified: pd.DataFrame, demo_settings: Settings, demo_labels: pd.DataFrame, summary: Summary
) -> None:
    later = summarise(classified.iloc[::2].reset_index(drop=True), demo_settings, labels=demo_labels)
    document = build_comparison(summary, later, ("vår", "höst"), demo_settings)
    table = next(table for table in document.tables() if table.id == "resolvability-strict")
    name, one, other, gap = table.rows[0]
    assert isinstance(one, Figure) and isinstance(other, Figure) and isinstance(gap, Figure)
    assert name == "Alla"
    assert gap.value == pytest.approx(one.value - other.value)  # type: ignore[operator]
    assert gap.low < gap.value < gap.high  # type: ignore[operator]
    ids = [section.id for _, section in document.outline()] + [table.id for table in document.tables()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("both", [True, False])
def test_a_comparison_without_labels_marks_its_guesses(
    classified: pd.DataFrame, demo_settings: Settings, summary: Summary, both: bool
) -> None:
    bare = summarise(classified, demo_settings)
    document = build_comparison(bare if both else summary, bare, ("vår", "höst"), demo_settings)
    assert "gör om jämförelsen med --labels" in sentences(document)
    tables = {table.id: table for table in document.tables()}
    for name in ("topics-share", "resolvability-strict", "mandates-mandate"):
        assert tables[name].caption.startswith("Gissning: ")
        assert all(isinstance(row[3], Figure) and not row[3].has_interval for row in tables[name].rows)
    assert not tables["contacts_by_channel-share"].caption.startswith("Gissning")
    assert any(isinstance(row[3], Figure) and row[3].has_interval for row in tables["answers-unanswered"].rows)


def test_too_few_labels_leave_the_topics_out_of_the_summary(
    classified: pd.DataFrame, demo_settings: Settings, demo_labels: pd.DataFrame
) -> None:
    few = build(summarise(classified, demo_settings, labels=demo_labels.head(25)), demo_settings)
    table = next(table for table in few.tables() if table.id == "topics")
    shares = [row[-1] for row in table.rows]
    assert all(isinstance(share, Figure) and share.missing == SMALL_BASE for share in shares)
    assert Wording("sv")("s_topics") not in sentences(few)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_rows_without_a_label_are_told_in_words_that_fit_any_number(language: str) -> None:
    lost = {"drawn": "25", "n": "2", "blank": "1", "half": "0", "unreadable": "1"}
    told = Wording(language)("p_not_labelled", **lost)
    expected = {
        "sv": "Dragna rader: 25; utan märkning: 2 (tomma: 1, halvt ifyllda: 0, kan ej bedömas, NX: 1).",
        "en": "Rows drawn: 25; without a label: 2 (blank: 1, half filled in: 0, not possible to judge, NX: 1).",
    }
    assert told.startswith(expected[language])


def test_a_difference_with_a_missing_figure_is_missing() -> None:
    known = Figure(SHARE, 0.5, numerator=50, denominator=100)
    assert difference(known, absent(SHARE, SMALL_BASE)).missing == SMALL_BASE
    gap = difference(known, replace(known, value=0.4, numerator=40))
    assert gap.value == pytest.approx(0.1)
    assert gap.low == pytest.approx(-0.0365, abs=0.01)


PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.mark.parametrize(
    ("name", "data", "good"),
    [
        ("a.png", PNG, True),
        ("a.png", b"GIF89a", False),
        ("a.gif", b"GIF89a", False),
        ("a.png", PNG + b"0" * 600_000, False),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', True),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', False),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', False),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://x.example/"/></svg>', False),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;', False),
    ],
)
def test_a_logo_is_a_small_picture_and_nothing_else(tmp_path: Path, name: str, data: bytes, good: bool) -> None:
    (tmp_path / name).write_bytes(data)
    if good:
        assert load_logo(str(tmp_path / name)).data == data
    else:
        with pytest.raises(SettingsError, match="logo"):
            load_logo(str(tmp_path / name))
