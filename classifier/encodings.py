"""How a text file is coded that does not say so: what Swedish spreadsheets and case systems save."""

import codecs

# Å Ä Ö å ä ö as the code pages of Windows and DOS write them.
_WINDOWS_LETTERS = frozenset(b"\xc5\xc4\xd6\xe5\xe4\xf6\xe9\xc9")
_DOS_LETTERS = frozenset(b"\x8f\x8e\x99\x86\x84\x94\x82\x90")


def encoding_of(head: bytes) -> str:
    """The encoding of a text: by its byte order mark, else UTF-8 when it is that, else by its Swedish letters."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # which may end within a character
        return "utf-8"
    except UnicodeDecodeError:
        pass
    windows = sum(byte in _WINDOWS_LETTERS for byte in head)
    dos = sum(byte in _DOS_LETTERS for byte in head)
    return "cp850" if dos > windows else "cp1252"
