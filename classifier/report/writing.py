"""From the document to a file: which renderer, and the check that must pass first."""

from collections.abc import Callable, Mapping
from pathlib import Path

from classifier.errors import NulageError, TableError
from classifier.files import replacing
from classifier.report.document import Document
from classifier.report.scanning import residual_identifiers


def _html(document: Document, path: Path) -> None:
    from classifier.report import html

    path.write_text(html.render(document), encoding="utf-8", newline="\n")


def _json(document: Document, path: Path) -> None:
    from classifier.report import data

    path.write_text(data.render(document), encoding="utf-8", newline="\n")


def _word(document: Document, path: Path) -> None:
    from classifier.report import word

    word.write(document, path)


def _excel(document: Document, path: Path) -> None:
    from classifier.report import excel

    excel.write(document, path)


# Each imported when it is needed: python-docx and matplotlib are slow to load.
_FORMS: Mapping[str, Callable[[Document, Path], None]] = {
    ".html": _html,
    ".docx": _word,
    ".xlsx": _excel,
    ".json": _json,
}


def check_output(path: Path) -> None:
    """Raise TableError when `path` has a suffix that no report is written with: better before the work than after."""
    if path.suffix.lower() not in _FORMS:
        raise TableError(
            f"a report cannot be written as '{path.suffix}'", place=path, remedy=f"use {', '.join(_FORMS)}"
        )


def write_report(document: Document, path: Path) -> None:
    """Write the report in the form that the suffix names, whole or not at all; the same document gives the same bytes.

    Raises NulageError when something in its texts looks like an identifier of a person.
    """
    check_output(path)
    found = residual_identifiers(document.texts())
    if found:
        kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(found.items()))
        raise NulageError(
            f"the report would show what looks like identifiers ({kinds})",
            place=path,
            remedy="rename the mailbox, page or department in the settings, or mend the quotes",
        )
    with replacing(path) as temporary:
        _FORMS[path.suffix.lower()](document, temporary)
