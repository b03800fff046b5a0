"""The document as a single HTML file: no network, pictures inline, readable on a phone, in print and by a screen reader."""

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from classifier.report import charts
from classifier.report.document import Document, Table
from classifier.report.wording import Wording
from classifier.summary import Figure

# A name in a place that cannot scroll, such as the browser's tab.
_SHORT = 120


def render(document: Document) -> str:
    """The page. Every text from the data is escaped by the template; the same document gives the same bytes."""
    wording = Wording(document.language)
    environment = Environment(
        loader=PackageLoader("classifier.report"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["short"] = lambda text: text if len(text) <= _SHORT else text[:_SHORT] + "…"
    script = _template("sort.js")
    return environment.get_template("report.html").render(
        document=document,
        w=wording,
        kind=lambda block: type(block).__name__,
        figure=lambda figure: _figure(figure, wording),
        numeric=_numeric,
        # Made by matplotlib, which escapes the texts that it is given.
        drawn={chart.id: Markup(charts.svg(chart, wording)) for chart in document.charts()},
        logo=_logo(document),
        style=Markup(_template("report.css")),
        script=Markup(script),
        script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _template(name: str) -> str:
    return files("classifier.report").joinpath("templates", name).read_text(encoding="utf-8")


def _figure(figure: Figure, wording: Wording) -> Markup:
    """The figure in words, and as data for machines, sorting and the test that compares the forms."""
    if figure.value is None:
        return Markup('<span class="why" data-missing="{}">{}</span>').format(figure.missing, wording.figure(figure))
    details = {
        "data-form": figure.form,
        "data-low": figure.low,
        "data-high": figure.high,
        "data-numerator": figure.numerator,
        "data-denominator": figure.denominator,
        "data-labelled": figure.n_labelled,
        "title": f"{figure.method}, {figure.definition}",
    }
    given = Markup("").join(
        Markup(' {}="{}"').format(name, value) for name, value in details.items() if value is not None
    )
    return Markup('<data value="{}"{}>{}</data>').format(repr(figure.value), given, wording.figure(figure))


def _numeric(table: Table, column: int) -> bool:
    return any(isinstance(row[column], Figure) for row in table.rows)


def _logo(document: Document) -> str:
    if document.logo is None:
        return ""
    return f"data:image/{document.logo.kind};base64,{base64.b64encode(document.logo.data).decode()}"
