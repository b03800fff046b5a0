"""The formula guard that every text passes on its way to a file that a spreadsheet program may open."""

from collections.abc import Callable

import pandas as pd

# A cell that begins with one of these is run as a formula by spreadsheet programs (OWASP, "CSV injection").
_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def guard_formula(value: str) -> str:
    """Prefix an apostrophe to a cell that a spreadsheet would run as a formula."""
    return "'" + value if value.lstrip("'").startswith(_STARTS) else value


def unguard_formula(value: str) -> str:
    """Undo `guard_formula`."""
    guarded = value.startswith("'") and value.lstrip("'").startswith(_STARTS)
    return value[1:] if guarded else value


def guard_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Guard every cell of a frame of text."""
    return frame.apply(lambda cells: _where(cells, ("'", *_STARTS), guard_formula))


def unguard_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Undo `guard_formulas`; of a column of categories, by its categories."""
    return pd.DataFrame({name: _unguarded(cells) for name, cells in frame.items()}, index=frame.index)


def _unguarded(cells: "pd.Series[str]") -> "pd.Series[str]":
    if cells.dtype != "category":
        return _where(cells, ("'",), unguard_formula)
    names = [unguard_formula(str(name)) for name in cells.cat.categories]
    return (
        cells.cat.rename_categories(names) if len(set(names)) == len(names) else cells.astype(str).map(unguard_formula)
    )


def _where(cells: "pd.Series[str]", starts: tuple[str, ...], change: Callable[[str], str]) -> "pd.Series[str]":
    """Change the cells with such a beginning; most columns have none and are passed on as they are."""
    suspect = cells.str.startswith(starts, na=False).to_numpy(dtype=bool)
    if not suspect.any():
        return cells
    changed = cells.copy()
    changed[suspect] = cells[suspect].map(change)
    return changed
