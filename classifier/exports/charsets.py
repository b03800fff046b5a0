"""Bytes to text when the stated charset is missing, unknown or untrue."""

import codecs
from functools import lru_cache

WRONG_CHARSET = "charset unknown or wrong, read as Windows-1252"
# What is labelled so is Windows-1252 in practice, as browsers also take it (WHATWG Encoding Standard).
_WESTERN = {"iso8859-1", "cp1252"}
# Python's own notations, some of them quadratic in time: no mail is written in them.
_NOT_FOR_MAIL = {"punycode", "idna", "undefined", "unicode-escape", "unicode_escape", "raw-unicode-escape"}


def decode(raw: bytes, charset: str = "utf-8", notes: list[str] | None = None) -> str:
    """Decode by the stated charset; where that fails by UTF-8, then by Windows' Western code page, with a note."""
    codec = _codec(charset)
    for attempt in (codec, "utf-8"):
        if attempt:
            try:
                return raw.decode(attempt)
            except (UnicodeDecodeError, ValueError):
                continue
    if notes is not None and codec != "cp1252":
        notes.append(WRONG_CHARSET)
    return raw.decode("cp1252", errors="replace")


@lru_cache(maxsize=256)
def _codec(charset: str) -> str:
    """The codec to try first: empty when the charset is not one that text is written in."""
    try:
        found = codecs.lookup(charset.strip("\"' "))
    except (LookupError, ValueError, UnicodeError):
        return ""
    if found.name in _NOT_FOR_MAIL or not getattr(found, "_is_text_encoding", True):
        return ""
    if found.name == "ascii":
        return "utf-8"  # so that a lying us-ascii is first tried as what it most often is
    return "cp1252" if found.name in _WESTERN else found.name
