"""Small classified tables for tests."""

import pandas as pd


def table(**columns: list[str]) -> pd.DataFrame:
    """A classified table of the given columns; the others get a value that suits."""
    rows = len(next(iter(columns.values())))
    defaults = {
        "enquiry_id": [f"e{row}" for row in range(rows)],
        "channel": ["email"] * rows,
        "source": ["kontakt"] * rows,
        "department": [""] * rows,
        "received_at": ["2026-03-02T09:00:00+01:00"] * rows,
        "excluded": [""] * rows,
        "answered": ["true"] * rows,
        "answer_hours": ["2.0000"] * rows,
        "answer_working_hours": ["1.0000"] * rows,
        "answered_within_1d": ["true"] * rows,
        "answered_within_2d": ["true"] * rows,
        "topic": ["GAT"] * rows,
        "level": ["N1"] * rows,
    }
    return pd.DataFrame({**defaults, **columns})


def repeated(times: int, **columns: list[str]) -> pd.DataFrame:
    """The same rows many times over, so that no group is too small."""
    return table(**{name: values * times for name, values in columns.items()})
