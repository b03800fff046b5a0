"""The four forms hold the same figures, and show hostile content as text."""

import json
from itertools import pairwise
from pathlib import Path

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn
from lxml import html
from openpyxl import load_workbook

from classifier.report import Document, build, write_report
from classifier.report.document import Table
from classifier.report.wording import Wording
from classifier.settings import Settings
from classifier.summary import Figure, summarise

FORMS = ("html", "docx", "xlsx", "json")


@pytest.fixture(scope="module")
def folder(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("forms")
    for form in FORMS:
        write_report(document, path / f"r.{form}")
    return path


@pytest.fixture(scope="module")
def page(folder: Path) -> html.HtmlElement:
    return html.document_fromstring((folder / "r.html").read_bytes())


@pytest.fixture(scope="module")
def word(folder: Path) -> docx.document.Document:
    return docx.Document(str(folder / "r.docx"))


def shown(table: Table) -> list[list[float | str]]:
    """A number where there is one, else the text."""
    w = Wording("sv")
    return [
        [part if isinstance(part, str) else w.figure(part) if part.value is None else part.value for part in row]
        for row in table.rows
    ]


def test_html_has_every_figure(document: Document, page: html.HtmlElement) -> None:
    for table in document.tables():
        found = page.get_element_by_id(f"table-{table.id}")
        rows = []
        for line in found.xpath(".//tbody/tr"):
            cells = []
            for cell in line:
                data = cell.xpath(".//data")
                cells.append(float(data[0].get("value")) if data else cell.text_content())
            rows.append(cells)
        assert rows == shown(table), table.code
        for line, row in zip(found.xpath(".//tbody/tr"), table.rows, strict=True):
            for data, figure in zip(line.xpath(".//data"), (part for part in row if _is_known(part)), strict=True):
                assert data.get("data-low") == (None if figure.low is None else str(figure.low))
                assert data.text_content() == Wording("sv").figure(figure)


def _is_known(part: object) -> bool:
    return isinstance(part, Figure) and part.value is not None


def test_json_has_every_figure(document: Document, folder: Path) -> None:
    data = json.loads((folder / "r.json").read_text(encoding="utf-8"))
    assert data["schema"] == "nulage-report/1"
    tables: list[dict[str, object]] = []

    def walk(sections: list[dict[str, object]]) -> None:
        for section in sections:
            tables.extend(block for block in section["blocks"] if block["type"] == "table")  # type: ignore[attr-defined, index]
            walk(section["sections"])  # type: ignore[arg-type]

    walk(data["sections"])
    assert len(tables) == len(document.tables())
    for found, table in zip(tables, document.tables(), strict=True):
        for line, row in zip(found["rows"], table.rows, strict=True):  # type: ignore[arg-type]
            for cell, part in zip(line, row, strict=True):
                assert cell == (part if isinstance(part, str) else part.as_data(document.digest))


def test_excel_has_every_figure_as_a_number(document: Document, folder: Path) -> None:
    book = load_workbook(folder / "r.xlsx")
    for table in document.tables():
        header, *lines = list(book[table.code].iter_rows(min_row=3, max_row=3 + len(table.rows), values_only=True))
        for line, row in zip(lines, shown(table), strict=True):
            cells = dict(zip(header, line, strict=True))
            assert [cells[heading] for heading in dict.fromkeys(table.columns)] == pytest.approx(
                list(dict(zip(table.columns, row, strict=True)).values())
            )
    assert any(sheet._charts for sheet in book.worksheets)
    assert "Definitioner" in book.sheetnames


def test_word_has_every_figure(document: Document, word: docx.document.Document) -> None:
    w = Wording("sv")
    assert len(word.tables) == len(document.tables())
    for found, table in zip(word.tables, document.tables(), strict=True):
        assert [cell.text for cell in found.rows[0].cells] == list(table.columns)
        for line, row in zip(found.rows[1:], table.rows, strict=True):
            for cell, part in zip(line.cells, row, strict=True):
                expected = part if isinstance(part, str) else w.figure(part)
                base = "" if isinstance(part, str) else w.basis(part)
                assert cell.text == (f"{expected}\n{base}" if base else expected)


def test_word_is_made_for_readers_of_all_kinds(word: docx.document.Document, document: Document) -> None:
    levels = [int(p.style.name[-1]) for p in word.paragraphs if p.style.name.startswith("Heading ")]
    assert len(levels) == len(list(document.outline()))
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    pictures = word.element.body.findall(f".//{qn('wp:docPr')}")
    assert len(pictures) == len(document.charts())
    assert all(len(picture.get("descr", "")) > 20 for picture in pictures)
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
    instructions = [element.text for element in word.element.body.iter(qn("w:instrText"))]
    assert any("TOC" in text for text in instructions)
    captions = [p for p in word.paragraphs if p.style.name == "Caption"]
    assert len(captions) == len(document.tables()) + len(document.charts())
    assert word.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "sv-SE"


def test_html_needs_no_network_and_runs_only_its_own_script(page: html.HtmlElement) -> None:
    for attribute in ("src", "href"):
        assert [value for value in page.xpath(f"//@{attribute}") if not value.startswith(("#", "data:"))] == []
    assert len(page.xpath("//script")) == 1
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'") and "script-src 'sha256-" in policy


def test_html_headings_nest_and_pictures_and_tables_have_names(page: html.HtmlElement, document: Document) -> None:
    levels = [int(element.tag[1]) for element in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    pictures = page.xpath("//*[local-name()='svg']")
    assert len(pictures) == len(document.charts())
    assert all(picture.get("aria-label") and picture.get("role") == "img" for picture in pictures)
    assert all(table.xpath(".//caption") and table.xpath(".//thead//th") for table in page.xpath("//table"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//nav//a/@href")} <= set(ids)


@pytest.mark.parametrize("form", ["html", "xlsx", "json"])
def test_the_same_document_gives_the_same_bytes(document: Document, folder: Path, tmp_path: Path, form: str) -> None:
    write_report(document, tmp_path / f"again.{form}")
    assert (tmp_path / f"again.{form}").read_bytes() == (folder / f"r.{form}").read_bytes()


HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x.example";"x")',
    "$x_1$ & <b>",
    "\u202eabc\u202d",
    "å" * 10_000,
)


@pytest.mark.parametrize("hostile", HOSTILE, ids=["script", "formula", "markup", "direction", "long"])
def test_hostile_names_show_as_text_everywhere(
    classified: pd.DataFrame, demo_labels: pd.DataFrame, hostile: str, tmp_path: Path
) -> None:
    frame = classified.assign(source=hostile, department=hostile)
    settings = Settings(municipality=hostile)
    document = build(summarise(frame, settings, labels=demo_labels), settings)
    for form in FORMS:
        write_report(document, tmp_path / f"r.{form}")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    root = html.document_fromstring(text.encode())
    assert len(root.xpath("//script")) == 1 and not root.xpath("//main//b[not(ancestor::caption)]")
    assert hostile in root.text_content()
    # A mark that turns the direction of writing must not reach the words after it.
    assert all(cell.tag == "bdi" for cell in root.xpath(f"//td//*[contains(text(), {_quoted(hostile)})]"))
    book = load_workbook(tmp_path / "r.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink and "example" in str(cell.hyperlink.target)]
    plain = "".join(char for char in hostile if char.isprintable())
    assert any(cell.value == plain for cell in cells)
    assert plain in "\n".join(p.text for p in docx.Document(str(tmp_path / "r.docx")).paragraphs)
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["municipality"] == hostile


def _quoted(text: str) -> str:
    return "concat('" + text[:40].replace("'", "', \"'\", '") + "', '')"


def test_no_name_in_a_chart_is_cut(page: html.HtmlElement, document: Document) -> None:
    drawn = " ".join(" ".join(figure.text_content().split()) for figure in page.xpath("//figure"))
    names = {
        word for chart in document.charts() for panel in chart.panels for name, _ in panel.rows for word in name.split()
    }
    assert "…" not in drawn
    assert {name for name in names if name not in drawn} == set()
