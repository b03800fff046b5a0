"""From the enquiry table to what `kaplan_meier` takes: hours until the answer, or until the export ends."""

import pandas as pd

from classifier.settings import Settings
from classifier.workdays import WorkCalendar


def follow_up(enquiries: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Hours that each enquiry is followed, on the clock and in working time.

    enquiries  enquiry table of strings with source, received_at, answered, answered_at, answer_hours, answer_working_hours

    Returns `hours`, `working_hours` (floats) and `answered` (bool) for the rows that can be measured, under their own
    index. A row is measurable when `answered` is known and both moments are. The export of a source is taken to end
    with the last moment seen in it, received or answered.
    """
    received, answered_at = (
        pd.to_datetime(enquiries[column], errors="coerce", utc=True, format="ISO8601")
        for column in ("received_at", "answered_at")
    )
    last = received.combine(answered_at, max).where(answered_at.notna(), received)
    ends = last.groupby(enquiries["source"]).transform("max")
    answered = enquiries["answered"] == "true"
    waiting = (enquiries["answered"] == "false") & received.notna()
    calendar = WorkCalendar(settings)
    open_hours = (ends - received).dt.total_seconds() / 3600
    open_working_hours = pd.Series(
        [
            calendar.working_hours_between(start, end)
            for start, end in zip(received[waiting], ends[waiting], strict=True)
        ],
        index=enquiries.index[waiting],
        dtype=float,
    )
    table = pd.DataFrame(
        {
            "hours": pd.to_numeric(enquiries["answer_hours"], errors="coerce").where(answered, open_hours),
            "working_hours": pd.to_numeric(enquiries["answer_working_hours"], errors="coerce").where(
                answered, open_working_hours.reindex(enquiries.index)
            ),
            "answered": answered,
        }
    )
    return table[(answered | waiting) & table["hours"].notna() & table["working_hours"].notna()]
