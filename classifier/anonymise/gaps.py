"""What stands between two words or pieces, as the taggers call it."""

from functools import lru_cache

NEW_LINE = "new line"


@lru_cache(1 << 10)
def gap_name(gap: str, signs: str) -> str:
    """The name of a gap: itself when it is a blank or nothing, a new line, the first of the `signs` that it holds."""
    if gap in (" ", ""):
        return gap
    if "\n" in gap:
        return NEW_LINE
    sign = next((sign for sign in signs if sign in gap), "")
    return sign or ("0" if any(char.isdigit() for char in gap) else "other")
