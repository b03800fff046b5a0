"""The document as Word: real headings, a table of contents, captions that count themselves, header rows, alt texts.

Made to be edited into the investigation: nothing in it is a picture but the charts.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from classifier.report import charts
from classifier.report.document import Block, Bullets, Chart, Document, Paragraph, Part, Table
from classifier.report.wording import Wording
from classifier.summary import Figure

_INK, _SOFT, _ACCENT = RGBColor(0x1D, 0x27, 0x30), RGBColor(0x4C, 0x5A, 0x66), RGBColor(0x0B, 0x5C, 0x8C)
_FONT = "Arial"
_PORTRAIT_WIDTH, _LANDSCAPE_WIDTH = Cm(16.4), Cm(24.7)
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
# The same report gives the same bytes: python-docx would write the time of day.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_HEADER_FILL = "F2F6F8"
# Width of a character of table text, a little more than the mean.
_CHARACTER = Cm(0.165)


def write(document: Document, path: Path) -> None:
    """Write the report as .docx."""
    _Writer(document).written().save(str(path))


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._wording = Wording(document.language)
        self._word = docx.Document()
        self._numbers = {"table": 0, "figure": 0}
        self._landscape = False

    def written(self) -> WordDocument:
        """The document, its title page first."""
        self._prepare()
        self._title_page()
        for depth, section in self._document.outline():
            first = section.blocks or next((inner.blocks for inner in section.sections), ())
            self._turn(bool(_landscape(first)))
            self._word.add_heading(_clean(section.title), level=min(depth, 4))
            for place, block in enumerate(section.blocks):
                self._turn(_landscape(section.blocks[place:]))
                self._block(block)
                follows = next(iter(section.blocks[place + 1 :]), None)
                if isinstance(block, Paragraph) and isinstance(follows, Table | Chart):
                    self._word.paragraphs[-1].paragraph_format.keep_with_next = True
        return self._word

    def _prepare(self) -> None:
        word, document = self._word, self._document
        properties = word.core_properties
        properties.title, properties.author = _clean(document.title), _clean(document.municipality)[:200]
        properties.language = _LANGUAGES[document.language]
        properties.comments = f"nulage {document.digest}"
        properties.created = properties.modified = _EPOCH
        _page(word.sections[0], landscape=False)
        _styles(word, _LANGUAGES[document.language])
        footer = word.sections[0].footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        footer.add_run(f"{self._wording('page_of')} ")
        _field(footer, "PAGE", "1")
        # Word asks to update the contents list when the file is opened.
        update = OxmlElement("w:updateFields")
        update.set(qn("w:val"), "true")
        word.settings.element.append(update)

    def _title_page(self) -> None:
        word, document = self._word, self._document
        if document.logo and document.logo.kind != "svg+xml":
            picture = word.add_picture(io.BytesIO(document.logo.data), height=Cm(2.2))
            _describe(picture, _clean(document.municipality)[:200])
        word.add_paragraph(_clean(document.municipality), style="Subtitle")
        word.add_paragraph(_clean(document.title), style="Title")
        word.add_paragraph(_clean(document.period), style="Subtitle")
        word.add_paragraph(self._wording("contents"), style="TOC Heading")
        contents = word.add_paragraph()
        _contents(contents, [(depth, _clean(section.title)) for depth, section in document.outline() if depth <= 2])
        word.add_page_break()

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._paragraph(block, {"quote": "Quote", "note": "Note"}.get(block.kind, "Normal"))
            case Bullets():
                for item in block.items:
                    self._paragraph(item, "List Bullet")
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)

    def _turn(self, landscape: bool | None) -> None:
        """Begin a section of the other orientation when the page stands the wrong way; None leaves it as it stands."""
        if landscape is not None and landscape != self._landscape:
            _page(self._word.add_section(), landscape=landscape)
            self._landscape = landscape

    def _paragraph(self, paragraph: Paragraph, style: str) -> None:
        written = self._word.add_paragraph(style=style)
        for part in paragraph.parts:
            run = written.add_run(_clean(self._text(part)))
            run.bold = (isinstance(part, Figure) and paragraph.kind == "key") or None

    def _table(self, table: Table) -> None:
        self._caption("table", f"{table.code}. {table.caption}", keep_next=True)
        written = self._word.add_table(rows=1, cols=len(table.columns), style="Nulage Table")
        written.alignment = WD_TABLE_ALIGNMENT.LEFT
        for cell, heading in zip(written.rows[0].cells, table.columns, strict=True):
            _cell(cell, _clean(heading), head=True)
        _repeat_header(written)
        for row in table.rows:
            cells = written.add_row().cells
            for column, (cell, part) in enumerate(zip(cells, row, strict=True)):
                _cell(cell, _clean(self._text(part)), numeric=column >= table.headers and isinstance(part, Figure))
                base = self._wording.basis(part) if isinstance(part, Figure) else ""
                if base:
                    small = cell.paragraphs[0].add_run(f"\n{base}")
                    small.font.size, small.font.color.rgb = Pt(7), _SOFT
        for column, heading in enumerate(table.columns):
            if column >= table.headers and any(isinstance(row[column], Figure) for row in table.rows):
                _cell(written.rows[0].cells[column], _clean(heading), numeric=True, head=True)
        _layout(written, table, _LANDSCAPE_WIDTH if self._landscape else _PORTRAIT_WIDTH)
        _summary(written, table.label)
        for note in table.notes:
            self._word.add_paragraph(_clean(note), style="Note")
        self._word.add_paragraph(style="Note")

    def _chart(self, chart: Chart) -> None:
        picture = self._word.add_picture(io.BytesIO(charts.png(chart, self._wording)), width=_PORTRAIT_WIDTH)
        _describe(picture, _clean(chart.alt))
        self._word.paragraphs[-1].paragraph_format.keep_with_next = True
        self._caption("figure", chart.caption, keep_next=False)

    def _caption(self, kind: str, text: str, *, keep_next: bool) -> None:
        self._numbers[kind] += 1
        word = self._wording(f"{kind}_word")
        caption = self._word.add_paragraph(f"{word} ", style="Caption")
        _field(caption, f"SEQ {word} \\* ARABIC", str(self._numbers[kind]))
        caption.add_run(f". {_clean(text)}")
        caption.paragraph_format.keep_with_next = keep_next

    def _text(self, part: Part) -> str:
        return part if isinstance(part, str) else self._wording.figure(part)


def _clean(text: str) -> str:
    """XML takes no control characters, and marks that turn the direction of writing must not reach the next words."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t\N{NO-BREAK SPACE}")


def _page(section: Any, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21.0)) if landscape else (Cm(21.0), Cm(29.7))
    section.left_margin = section.right_margin = Cm(2.5) if landscape else Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)


# Style -> size in points, bold, colour, space before and after.
_LOOK: Mapping[str, tuple[float, bool, RGBColor, float, float]] = {
    "Normal": (10.5, False, _INK, 0, 6),
    "Title": (28, True, _INK, 0, 6),
    "Subtitle": (13, False, _ACCENT, 0, 4),
    "Heading 1": (18, True, _INK, 22, 6),
    "Heading 2": (13, True, _ACCENT, 14, 4),
    "Heading 3": (11.5, True, _INK, 10, 3),
    "Caption": (9.5, False, _SOFT, 8, 3),
    "List Bullet": (10.5, False, _INK, 0, 5),
    "Quote": (10.5, False, _SOFT, 4, 6),
    "TOC Heading": (14, True, _INK, 18, 6),
    "Note": (8.5, False, _SOFT, 2, 2),
}


def _styles(word: WordDocument, language: str) -> None:
    for name, (size, bold, colour, before, after) in _LOOK.items():
        known = {style.name for style in word.styles}
        style: Any = word.styles[name] if name in known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
        style.font.italic = name == "Quote"
        style.font.color.rgb = colour
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for place in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(place), None)
        fonts.set(qn("w:hAnsi"), _FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    word.styles["Normal"].element.get_or_add_rPr().append(spoken)
    title = word.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    _table_style(word)


def _table_style(word: WordDocument) -> None:
    """Lines between rows, a tinted header row; header and first column are named so that readers announce them."""
    style = word.styles.add_style("Nulage Table", WD_STYLE_TYPE.TABLE)
    style.base_style = word.styles["Normal Table"]
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for edge in ("w:top", "w:bottom", "w:insideH"):
        borders.append(_element(edge, val="single", sz="4", space="0", color="B9C5CE"))
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margins.append(_element(side, w="70", type="dxa"))
    properties.extend([borders, margins])
    style.element.append(properties)
    header = _element("w:tblStylePr", type="firstRow")
    run, cell = OxmlElement("w:rPr"), OxmlElement("w:tcPr")
    run.append(OxmlElement("w:b"))
    cell.append(_element("w:shd", val="clear", color="auto", fill=_HEADER_FILL))
    header.extend([run, cell])
    style.element.append(header)


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _cell(cell: Any, text: str, *, numeric: bool = False, head: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.text = text
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.space_before = Pt(1)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if numeric else WD_ALIGN_PARAGRAPH.LEFT
    for run in paragraph.runs:
        run.font.size = Pt(8.5)
        run.bold = head or None


def _layout(written: WordTable, table: Table, width: int) -> None:
    """Fixed widths by what the columns hold: Word and LibreOffice then agree, and nothing is pushed off the page."""
    written.autofit = False
    weights = [_weight(table, column) for column in range(len(table.columns))]
    scale = min(width / sum(weights), _CHARACTER)
    for column, weight in zip(written.columns, weights, strict=True):
        column.width = int(weight * scale)
        for cell in column.cells:
            cell.width = int(weight * scale)


def _landscape(blocks: Sequence[Block]) -> bool | None:
    """Whether the first table or chart needs a page that lies; None when there is neither.

    What stands before it goes with it, so that no heading or text has a page alone.
    """
    shown = next((block for block in blocks if isinstance(block, Table | Chart)), None)
    return None if shown is None else isinstance(shown, Table) and _natural_width(shown) > _PORTRAIT_WIDTH


def _natural_width(table: Table) -> float:
    """The width at which nothing but long texts is broken."""
    return sum(_weight(table, column) for column in range(len(table.columns))) * _CHARACTER


def _weight(table: Table, column: int) -> float:
    texts = [row[column] for row in table.rows]
    longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
    figures = [figure for figure in texts if isinstance(figure, Figure)]
    if figures:
        longest = max(longest, 21 if any(figure.low is not None for figure in figures) else 8)
    word = max((len(piece) for piece in table.columns[column].split()), default=1)
    return float(min(max(longest, word) + 2.5, 36))


def _repeat_header(table: WordTable) -> None:
    """The header row is marked as one and repeats on every page; rows do not break over pages."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        table._tbl.tblPr.append(look)
    for name, value in (("firstRow", "1"), ("firstColumn", "1"), ("noHBand", "1"), ("noVBand", "1")):
        look.set(qn(f"w:{name}"), value)


def _summary(table: WordTable, text: str) -> None:
    table._tbl.tblPr.append(_element("w:tblCaption", val=text[:250]))


def _describe(picture: Any, text: str) -> None:
    picture._inline.docPr.set("descr", text)


def _field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    """A field that Word computes; `shown` until it does."""
    for kind, content in (("begin", None), ("instr", instruction), ("separate", None), ("text", shown), ("end", None)):
        run = paragraph.add_run()
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {content} "
            run._r.append(element)
        elif kind == "text":
            run.text = shown
        else:
            run._r.append(_element("w:fldChar", fldCharType=kind))


def _contents(paragraph: WordParagraph, headings: list[tuple[int, str]]) -> None:
    """The contents list as a field; the headings stand in it until Word fills in the pages."""
    for kind in ("begin", "instr", "separate"):
        run = paragraph.add_run()
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = ' TOC \\o "1-2" \\h \\z \\u '
            run._r.append(element)
        else:
            run._r.append(_element("w:fldChar", fldCharType=kind))
    for number, (depth, title) in enumerate(headings):
        run = paragraph.add_run("    " * (depth - 1) + title)
        if number < len(headings) - 1:
            run.add_break()
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))
