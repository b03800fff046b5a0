"""MIME structure by cutting, not by parsing lines: a mail's parts as positions in its bytes.

Python's `email` parser reads every line of every attachment. Here a multipart body is cut at its boundaries with
`bytes.find`, so that an attachment costs no more than being passed over, and nothing is copied before it is wanted.
Damaged structure is read as far as it goes; nothing here raises.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# A header field with its folded lines (RFC 5322, 2.2.3).
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
# Lines that mail stores put among the headers.
_STORE_LINE = re.compile(rb">?From [^\n]*(?:\n|\Z)|\xef\xbb\xbf")
_PARAMETER = re.compile(r';\s*([\w*-]{1,40})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;\s]*)')
_NO_PARAMETERS: Mapping[str, str] = {}
_MAX_HEADER_BYTES = 2**20
_MAX_PARTS = 500
_MAX_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Part:
    """One entity of a mail, its content left where it stands.

    start, end     of the content, in `raw`
    fields         header fields: names in lower case, values raw, in the order of the mail
    content_type   media type in lower case, text/plain when absent or senseless (RFC 2045, 5.2)
    parameters     those of Content-Type, names in lower case
    """

    raw: bytes
    start: int
    end: int
    fields: Mapping[str, tuple[bytes, ...]]
    content_type: str
    parameters: Mapping[str, str]

    def value(self, name: str) -> str:
        """A structured header on one line, empty when absent; bytes beyond ASCII replaced."""
        found = self.fields.get(name)
        return " ".join(found[0].decode("ascii", "replace").split()) if found else ""

    @property
    def is_attachment(self) -> bool:
        """True for a file: stated as one, or named."""
        if self.parameters.get("name"):
            return True
        if "content-disposition" not in self.fields:
            return False
        disposition, parameters = _typed(self.value("content-disposition"))
        return disposition == "attachment" or bool(parameters.get("filename"))

    def decoded(self, limit: int) -> bytes:
        """The content without its transfer encoding, of at most `limit` encoded bytes."""
        content = self.raw[self.start : min(self.end, self.start + limit)]
        encoding = self.value("content-transfer-encoding").casefold()
        if encoding == "base64":
            return from_base64(content)
        return binascii.a2b_qp(content) if encoding == "quoted-printable" else content


def parse(raw: bytes) -> Part:
    """The mail as a whole: its headers read, its content not yet looked at."""
    return _part(raw, 0, len(raw))


def leaves(mail: Part) -> tuple[list[Part], bool]:
    """The parts that carry content, in order, and whether a limit on depth or number left some out.

    A mail attached to the mail is a file, not its text.
    """
    found: list[Part] = []
    waiting = [(mail, 0)]
    budget = _MAX_PARTS
    cut = False
    while waiting:
        part, depth = waiting.pop()
        budget -= 1
        if budget < 0 or depth > _MAX_DEPTH:
            cut = True
            continue
        kind = part.content_type
        if kind.startswith("message/"):
            continue
        boundary = part.parameters.get("boundary", "").rstrip() if kind.startswith("multipart/") else ""
        if boundary:
            children = [_part(part.raw, start, end) for start, end in _cut(part, boundary.encode("ascii", "replace"))]
            waiting += [(child, depth + 1) for child in reversed(children)]
        else:
            found.append(part)
    return found, cut


def _part(raw: bytes, start: int, end: int) -> Part:
    """Read header fields from `start`; the content begins after an empty line, or at the first line that is none."""
    fields: dict[str, tuple[bytes, ...]] = {}
    position = start
    limit = min(end, start + _MAX_HEADER_BYTES)
    while position < limit:
        match = _FIELD.match(raw, position, limit)
        if match is None:
            store_line = _STORE_LINE.match(raw, position, limit)
            if store_line is None:
                break
            position = store_line.end()
            continue
        name = match[1].decode("ascii").lower()
        fields[name] = (*fields.get(name, ()), match[2])
        position = match.end()
    if raw.startswith(b"\r\n", position, end):
        position += 2
    elif raw.startswith(b"\n", position, end):
        position += 1
    kind, parameters = "text/plain", _NO_PARAMETERS
    if "content-type" in fields:
        stated, parameters = _typed(" ".join(fields["content-type"][0].decode("ascii", "replace").split()))
        kind = stated if stated.count("/") == 1 else kind
    return Part(raw, position, end, fields, kind, parameters)


def _typed(value: str) -> tuple[str, Mapping[str, str]]:
    """A structured header's value in lower case and its parameters, those of RFC 2231 without their charset."""
    stated, semicolon, _ = value.partition(";")
    parameters: dict[str, str] = {}
    for name, given in _PARAMETER.findall(value) if semicolon else ():
        plain, star, _ = name.partition("*")
        parameters.setdefault(plain.lower(), given.strip('"').rpartition("'")[2] if star else given.strip('"'))
    return stated.strip().lower(), parameters


def _cut(part: Part, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Where the parts between the delimiter lines stand; an unclosed one reaches to the end."""
    raw, end = part.raw, part.end
    delimiter = b"--" + boundary
    begun: int | None = None
    position = (
        part.start if raw.startswith(delimiter, part.start, end) else raw.find(b"\n" + delimiter, part.start, end)
    )
    count = 0
    while position >= 0 and count <= _MAX_PARTS:
        line = position + (raw[position : position + 1] == b"\n")
        after = line + len(delimiter)
        newline = raw.find(b"\n", after, end)
        line_end = end if newline < 0 else newline
        rest = raw[after : min(line_end, after + 80)].strip()
        if rest in (b"", b"--"):
            if begun is not None:
                yield begun, max(begun, position - raw.startswith(b"\r\n", position - 1))
                count += 1
            begun = None if rest else min(line_end + 1, end)
            if rest:
                return
        position = raw.find(b"\n" + delimiter, max(line_end, position + 1), end) if newline >= 0 else -1
    if begun is not None:
        yield begun, end


def from_base64(content: bytes) -> bytes:
    """Base64 as far as it can be read: mail programs pad it wrongly and cut it short."""
    try:
        return binascii.a2b_base64(content)
    except binascii.Error:
        clean = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
        clean = clean[: len(clean) - (len(clean) % 4 == 1)]
        return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))
