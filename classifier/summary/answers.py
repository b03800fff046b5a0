"""How much is never answered, and how long an answer takes.

Denominators: an enquiry whose answer cannot be measured is in none; one whose window was still open when the export
was made is not in that window's.
"""

import pandas as pd

from classifier.intervals import wilson_interval
from classifier.summary.domains import domains
from classifier.taxonomy import NO_ENQUIRY

SCOPES = ("all", "answer_needing")
WINDOWS = ("1d", "2d")


def by_domain(frame: pd.DataFrame) -> pd.DataFrame:
    """Two rows a group: of all enquiries, and of those that need an answer (predicted level not N0)."""
    rows = []
    for domain, value, group in domains(frame):
        for scope in SCOPES:
            chosen = group if scope == "all" else group[group["level"] != NO_ENQUIRY]
            rows.append({"domain": domain, "value": value, "scope": scope, **_figures(chosen)})
    return pd.DataFrame(rows)


def _figures(rows: pd.DataFrame) -> dict[str, float | None]:
    measurable = int(rows["answered"].isin(["true", "false"]).sum())
    unanswered = int((rows["answered"] == "false").sum())
    figures: dict[str, float | None] = {
        "enquiries": len(rows),
        "measurable": measurable,
        "answered": measurable - unanswered,
        "unanswered": unanswered,
    }
    figures |= _rate("unanswered", unanswered, measurable)
    for window in WINDOWS:
        column = rows[f"answered_within_{window}"]
        within, closed = int((column == "true").sum()), int(column.isin(["true", "false"]).sum())
        figures |= {f"within_{window}": within, f"within_{window}_of": closed}
        figures |= _rate(f"within_{window}", within, closed)
    for column in ("hours", "working_hours"):
        known = rows[column].dropna()
        figures[f"median_{column}"] = float(known.quantile(0.5)) if len(known) else None
        figures[f"p90_{column}"] = float(known.quantile(0.9)) if len(known) else None
    return figures


def _rate(name: str, count: int, of: int) -> dict[str, float | None]:
    """Share with the Wilson interval of a period seen as a sample of like periods; nothing without a denominator."""
    if not of:
        return {f"{name}_rate": None, f"{name}_low": None, f"{name}_high": None}
    low, high = wilson_interval(count, of)
    return {f"{name}_rate": count / of, f"{name}_low": low, f"{name}_high": high}
