"""HTML mail to text: block elements as lines, the quoted mail marked with "> ", links and pictures as words only."""

from lxml import etree, html

# How mail programs mark the mail that is answered: element, attribute, what the attribute holds.
_QUOTES = (
    ("blockquote", "type", "cite"),
    ("blockquote", "class", "gmail_quote"),
    ("div", "class", "gmail_quote"),
    ("div", "class", "yahoo_quoted"),
    ("div", "class", "protonmail_quote"),
)
# Said in the source, these mean that a quote may be told by structure: a cheap test before the HTML is read.
_QUOTE_SIGNS = (*{held for _, _, held in _QUOTES if held != "cite"}, 'type="cite', "type='cite", "type=cite")
# A mail that is forwarded is no quote, though Gmail wraps it as one: it begins with "---------- Forwarded message".
_FORWARD_SIGN = "-----"
_SILENT = {"style", "script", "head", "title", "template", "noscript"}
_CELLS = {"td", "th"}
_CELL_END = "\x1f"
_BLOCKS = {"p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "hr", *(f"h{n}" for n in range(1, 7))}


def has_quote(source: str) -> bool:
    """True when the markup tells a quoted mail apart."""
    lowered = source.lower()
    return any(sign in lowered for sign in _QUOTE_SIGNS)


def html_to_text(source: str) -> str:
    """The visible text of an HTML body, its quotes as "> " lines.

    Damaged markup is read as far as it goes (libxml2 recovers, and bounds the nesting); never raises.
    """
    parser = html.HTMLParser(recover=True, huge_tree=False, remove_comments=True, no_network=True, encoding="utf-8")
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return ""
    return _Page().text(root)


class _Page:
    """Collects words into lines, each with the quote depth that it began at."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, str]] = []
        self._words: list[str] = []
        self._quotes: list[bool] = []  # for each open element, whether it quotes
        self._depth = 0
        self._silent = 0

    def text(self, root: html.HtmlElement) -> str:
        """The visible text below `root`, a line for each block."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._enter(element)
            else:
                self._leave(element)
        self._break()
        lines: list[str] = []
        for depth, line in self._lines:
            if line or (lines and lines[-1]):
                lines.append("> " * depth + line if line else "")
        return "\n".join(lines).strip("\n")

    def _enter(self, element: html.HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self._break()
        self._quotes.append(_is_quote(element))
        self._depth += self._quotes[-1]
        self._silent += element.tag in _SILENT
        self._add(element.text)

    def _leave(self, element: html.HtmlElement) -> None:
        if element.tag in _BLOCKS and element.tag != "br":
            self._break()
            if element.tag == "p":
                self._lines.append((self._depth, ""))
        if element.tag in _CELLS:
            self._add(_CELL_END)
        self._depth -= self._quotes.pop()
        self._silent -= element.tag in _SILENT
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text and not self._silent:
            self._words.append(text)

    def _break(self) -> None:
        # A tab between the cells of a row: a form's labels stand beside its values (classifier/text/forms.py).
        cells = [" ".join(cell.split()) for cell in "".join(self._words).split(_CELL_END)]
        line = "\t".join(filter(None, cells))
        # An empty line that only closes nested blocks says nothing; a <br> after words does.
        if line or self._words:
            self._lines.append((self._depth, line))
        self._words = []


def _is_quote(element: html.HtmlElement) -> bool:
    for tag, attribute, held in _QUOTES:
        if element.tag == tag and held in (element.get(attribute) or "").split():
            words = next((text for text in element.itertext() if text.strip()), "")
            return not words.lstrip().startswith(_FORWARD_SIGN)
    return False
