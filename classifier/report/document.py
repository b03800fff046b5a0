"""The report as data: built once from the summary, rendered by several thin renderers that add nothing to it.

All texts are finished in the report's language; a figure travels whole, so that each renderer writes or stores what it can.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from classifier.summary import Figure

Part = str | Figure


@dataclass(frozen=True)
class Paragraph:
    """Running text with figures in it. Kinds: body, key (a finding), note (small), quote."""

    parts: tuple[Part, ...]
    kind: str = "body"


@dataclass(frozen=True)
class Bullets:
    """A list of short paragraphs."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Table:
    """A captioned table. The first `headers` columns name the row; figures stand right-aligned.

    wide   many columns: landscape in Word, smaller on paper
    notes  what must be read with it
    """

    id: str
    code: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Part, ...], ...]
    headers: int = 1
    notes: tuple[str, ...] = ()
    wide: bool = False

    @property
    def label(self) -> str:
        """Its number in the report and its caption."""
        return f"{self.code}. {self.caption}"


@dataclass(frozen=True)
class Panel:
    """One of a chart's small multiples: rows of figures, one figure a series."""

    title: str
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]


@dataclass(frozen=True)
class Chart:
    """A picture of figures that also stand in a table beside it.

    kind     bars (counts, sorted), columns (over time), intervals (points with intervals), heat (weekday by hour)
    series   names of the figures of a row
    alt      what it shows, for those who cannot see it
    """

    id: str
    kind: str
    caption: str
    alt: str
    series: tuple[str, ...]
    panels: tuple[Panel, ...]


Block = Paragraph | Bullets | Table | Chart


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True)
class Logo:
    """The municipality's mark, its bytes as they were read."""

    kind: str
    data: bytes


@dataclass(frozen=True)
class Document:
    """The whole report.

    period     first and last day, in words
    signature  what all figures depend on, name -> value, in the report's language
    digest     the signature in twelve hex digits
    """

    language: str
    title: str
    municipality: str
    period: str
    sections: tuple[Section, ...]
    signature: Mapping[str, str]
    digest: str
    logo: Logo | None = None

    def blocks(self) -> Iterator[Block]:
        """Every block, in reading order."""
        for _, section in self.outline():
            yield from section.blocks

    def outline(self) -> Iterator[tuple[int, Section]]:
        """Every section with its depth, 1 the outermost, in reading order."""

        def walk(sections: tuple[Section, ...], depth: int) -> Iterator[tuple[int, Section]]:
            """The sections and those inside them, each with its depth."""
            for section in sections:
                yield depth, section
                yield from walk(section.sections, depth + 1)

        return walk(self.sections, 1)

    def tables(self) -> list[Table]:
        """Every table, in reading order."""
        return [block for block in self.blocks() if isinstance(block, Table)]

    def charts(self) -> list[Chart]:
        """Every chart, in reading order."""
        return [block for block in self.blocks() if isinstance(block, Chart)]

    def texts(self) -> Iterator[str]:
        """Every text that the report prints but for its signature, whose digests may look like anything."""
        yield from (self.title, self.municipality, self.period)
        for _, section in self.outline():
            yield section.title
            if not section.id.startswith("signatur"):
                yield from (text for block in section.blocks for text in _texts(block))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _text(block.parts)
        case Bullets():
            yield from (_text(item.parts) for item in block.items)
        case Table():
            yield from (block.caption, *block.columns, *block.notes)
            yield from (part for row in block.rows for part in row if isinstance(part, str))
        case Chart():
            yield from (block.caption, block.alt, *block.series)


def _text(parts: tuple[Part, ...]) -> str:
    return "".join(part for part in parts if isinstance(part, str))


def as_data(part: Part, digest: str) -> Any:
    """A text as itself, a figure as all that it holds."""
    return part if isinstance(part, str) else part.as_data(digest)
