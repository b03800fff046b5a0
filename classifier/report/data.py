"""The document as JSON: the versioned schema `nulage-report/1`, for machines and for those who dispute a figure."""

import json
from typing import Any

from classifier.report.document import Block, Bullets, Chart, Document, Paragraph, Section, Table, as_data

SCHEMA = "nulage-report/1"


def render(document: Document) -> str:
    """The JSON text; the same document gives the same bytes."""
    return json.dumps(report_data(document), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def report_data(document: Document) -> dict[str, Any]:
    """Sections, blocks and figures as JSON-ready data. A figure is an object with value, interval, basis and method."""
    return {
        "schema": SCHEMA,
        "language": document.language,
        "title": document.title,
        "municipality": document.municipality,
        "period": document.period,
        "signature": {**document.signature, "digest": document.digest},
        "sections": [_section(section, document.digest) for section in document.sections],
    }


def _section(section: Section, digest: str) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "blocks": [_block(block, digest) for block in section.blocks],
        "sections": [_section(inner, digest) for inner in section.sections],
    }


def _block(block: Block, digest: str) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"type": "paragraph", "kind": block.kind, "parts": [as_data(part, digest) for part in block.parts]}
        case Bullets():
            return {"type": "bullets", "items": [_block(item, digest) for item in block.items]}
        case Table():
            rows = [[as_data(part, digest) for part in row] for row in block.rows]
            shown = {name: getattr(block, name) for name in ("id", "code", "caption", "columns", "headers", "notes")}
            return {"type": "table", **shown, "rows": rows}
        case Chart():
            panels = [
                {
                    "title": panel.title,
                    "rows": [
                        {"name": name, "figures": [figure.as_data(digest) for figure in figures]}
                        for name, figures in panel.rows
                    ],
                }
                for panel in block.panels
            ]
            shown = {name: getattr(block, name) for name in ("id", "kind", "caption", "alt", "series")}
            return {"type": "chart", **shown, "panels": panels}
