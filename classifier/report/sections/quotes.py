"""Words of citizens, only those that somebody has read and approved for publication."""

from dataclasses import dataclass
from pathlib import Path

from classifier.errors import TableError
from classifier.report.document import Paragraph, Section
from classifier.report.view import View
from classifier.tables import read_table

_APPROVED = ("ja", "yes", "x", "1", "true")
_LONGEST = 600


@dataclass(frozen=True)
class Quote:
    """An approved quote: the topic it illustrates, and the words."""

    topic: str
    text: str
    approved_by: str


def load_quotes(path: Path) -> tuple[Quote, ...]:
    """Read quotes from a table with columns topic, text, approved, approved_by.

    Raises TableError unless every row is approved by somebody named: one that is not is a mistake, never left out.
    """
    frame = read_table(path, required=("topic", "text", "approved", "approved_by"))
    quotes = []
    for number, row in enumerate(frame.to_dict("records"), start=2):
        if row["approved"].strip().casefold() not in _APPROVED or not row["approved_by"].strip():
            raise TableError("a quote that nobody has approved", place=f"{path}, row {number}", remedy="remove the row")
        if not 0 < len(row["text"].strip()) <= _LONGEST:
            raise TableError(f"a quote is 1 to {_LONGEST} characters", place=f"{path}, row {number}")
        quotes.append(Quote(row["topic"].strip(), row["text"].strip(), row["approved_by"].strip()))
    return tuple(quotes)


def section(view: View, quotes: tuple[Quote, ...]) -> Section | None:
    """The approved quotes; no section without them."""
    if not quotes:
        return None
    shown = [Paragraph((f"{view.readable('topic', quote.topic)}: {quote.text}",), "quote") for quote in quotes]
    return Section("citat", view.w("h_quotes"), (view.text("p_quotes"), *shown))
