"""RTF bodies of Outlook: decompressed (MS-OXRTFCP), and turned back into the HTML or text they were made from
(MS-OXRTFEX), else read as text. Every step is bounded and reads damaged input as far as it goes.
"""

import codecs
import re
import struct
from dataclasses import dataclass

# The text that the dictionary begins with (MS-OXRTFCP, 2.1.3.1.2).
_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096
_MAX_BYTES = 16 * 2**20
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\'(?P<byte>[0-9A-Fa-f]{2})"
    r"|\\(?P<symbol>[^A-Za-z'])"
    r"|(?P<brace>[{}])"
    r"|(?P<text>[^\\{}\r\n]+)"
    r"|[\r\n]+|\\",
    re.DOTALL,
)
# Groups that hold no text of the letter.
_SILENT = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "headerl", "headerr",
    "footerl", "footerr", "listtable", "listoverridetable", "rsidtbl", "themedata", "fldinst", "xmlnstbl", "mhtmltag",
    "bin",
}  # fmt: skip
_WORDS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t", "emdash": "—",
    "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
}  # fmt: skip
_SYMBOLS = {"\\": "\\", "{": "{", "}": "}", "~": "\xa0", "_": "-", "\n": "\n", "\r": "\n"}


def decompress(data: bytes) -> bytes:
    """The RTF in a PR_RTF_COMPRESSED property; what can be read of it when it is damaged, else empty."""
    if len(data) < 16:
        return b""
    size, kind = struct.unpack_from("<I", data, 4)[0], data[8:12]
    if kind == b"MELA":
        return data[16 : 16 + min(size, _MAX_BYTES)]
    return _expand(data, min(size, _MAX_BYTES)) if kind == b"LZFu" else b""


def _expand(data: bytes, size: int) -> bytes:
    """LZ77 over a window of 4096 bytes: eight steps to a control byte, each a byte or a reference (offset, length)."""
    window = bytearray(_DICTIONARY + bytes(_WINDOW - len(_DICTIONARY)))
    written = len(_DICTIONARY)
    out = bytearray()
    position, end = 16, len(data)
    while position < end and len(out) < size:
        control = data[position]
        position += 1
        for bit in range(8):
            if not control >> bit & 1:
                if position >= end:
                    break
                step = data[position : position + 1]
                position += 1
            else:
                if position + 2 > end:
                    return bytes(out)
                reference = data[position] << 8 | data[position + 1]
                position += 2
                offset, length = reference >> 4, (reference & 15) + 2
                if offset == written % _WINDOW:
                    return bytes(out)
                # A reference may reach into what it writes itself, so it is copied byte by byte.
                for number in range(length):
                    byte = window[(offset + number) % _WINDOW]
                    window[written % _WINDOW] = byte
                    written += 1
                    out.append(byte)
                continue
            window[written % _WINDOW] = step[0]
            written += 1
            out += step
    return bytes(out[:size])


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits: whether its text is silent, is markup, is for RTF readers only; what follows \\u."""

    silent: bool = False
    is_tag: bool = False
    rtf_only: bool = False
    skip: int = 1


def rtf_to_text(rtf: bytes) -> tuple[str, bool]:
    """The letter in an RTF body, and whether it is HTML (for `html_to_text`)."""
    source = rtf[:_MAX_BYTES].decode("latin-1")
    is_html = "\\fromhtml" in source[:2000]
    page = re.search(r"\\ansicpg(\d{2,5})", source[:2000])
    return _Reader(is_html, page[1] if page else "1252").text(source), is_html


class _Reader:
    """Goes through the tokens with a stack of group states, gathering text and bytes not yet decoded."""

    def __init__(self, is_html: bool, codepage: str) -> None:
        self._is_html = is_html
        self._encoding = _encoding(codepage)
        self._state = _State()
        self._stack: list[_State] = []
        self._out: list[str] = []
        self._bytes = bytearray()
        self._to_skip = 0
        self._starred = False

    def text(self, source: str) -> str:
        """The plain text of an RTF source."""
        for token in _TOKEN.finditer(source):
            kind = token.lastgroup
            if kind == "byte":
                self._byte(int(token["byte"], 16))
                continue
            if kind == "text":
                self._text(token["text"])
            elif kind == "brace":
                self._brace(token["brace"])
            elif kind == "symbol":
                self._symbol(token["symbol"])
            elif token["word"]:
                self._word(token["word"], int(token["number"]) if token["number"] else None)
        self._flush()
        text = "".join(self._out)
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _shown(self) -> bool:
        state = self._state
        return not state.silent and not (self._is_html and state.rtf_only and not state.is_tag)

    def _byte(self, value: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif self._shown():
            self._bytes.append(value)

    def _add(self, text: str) -> None:
        if self._shown():
            self._flush()
            self._out.append(text)

    def _text(self, text: str) -> None:
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        if skipped < len(text) and self._shown():
            # 8-bit text may stand bare, and a double-byte character may end in a plain letter.
            self._bytes += text[skipped:].encode("latin-1")

    def _flush(self) -> None:
        if self._bytes:
            self._out.append(self._bytes.decode(self._encoding, "replace"))
            self._bytes.clear()

    def _brace(self, brace: str) -> None:
        self._flush()
        self._to_skip = 0
        self._starred = False
        if brace == "{":
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in _SYMBOLS:
            self._add(_SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        starred, self._starred = self._starred, False
        if word == "u" and number is not None:
            self._add(chr(number % 65_536))
            self._to_skip = state.skip
        elif word == "uc":
            self._change(skip=max(0, min(number or 0, 8)))
        elif word == "htmlrtf":
            self._flush()
            self._change(rtf_only=number != 0)
        elif word == "htmltag" and starred:
            self._change(is_tag=True, silent=not self._is_html)
        elif word in _SILENT or starred:
            self._change(silent=True)
        elif word in _WORDS:
            self._add(_WORDS[word])

    def _change(self, **changes: object) -> None:
        state = self._state
        values = {name: getattr(state, name) for name in ("silent", "is_tag", "rtf_only", "skip")} | changes
        self._state = _State(**values)


def _encoding(codepage: str) -> str:
    try:
        return codecs.lookup(f"cp{codepage}").name
    except LookupError:
        return "cp1252"
