"""Whether customers get an answer, and when: T7 for every channel, T8 for Facebook."""

from classifier.report.document import Chart, Panel, Section
from classifier.report.view import View, known
from classifier.summary import Row
from classifier.summary.domains import LEAST_GROUP

_RATES = ("enquiries", "measurable", "within_1d", "within_2d", "unanswered", "unanswered_all")
_CLOCK = ("median_hours", "p90_hours", "median_answered_hours", "p90_answered_hours")
_WORKING = ("median_working_hours", "p90_working_hours", "median_answered_working_hours", "p90_answered_working_hours")


def section(view: View) -> Section:
    """Rates and times by channel, mailbox, page, department; topics only where there is enough."""
    notes = (view.w("n_small", n=str(LEAST_GROUP)),)
    return Section(
        "svarstider",
        view.w("h_answers"),
        (
            view.text("p_answers"),
            *_chart(view),
            *view.table("answers", _RATES, wide=True, notes=notes, chosen=_tells),
            view.text("p_times"),
            *view.table("answers", _CLOCK, suffix="t", wide=True, notes=notes, chosen=_tells),
            *view.table("answers", _WORKING, suffix="a", wide=True, notes=notes, chosen=_tells),
        ),
    )


def facebook(view: View) -> Section | None:
    """The flow on the Facebook channels; None when there is none in the material."""
    if view.source("facebook") is None:
        return None
    measures = ("enquiries", "needing", "within_1d", "within_2d", "answered", "unanswered", "unanswered_all")
    return Section(
        "facebook",
        view.w("h_facebook"),
        (
            view.text("p_facebook"),
            *view.table("facebook", (*measures, "answered_by_other"), wide=True, chosen=_tells),
        ),
    )


def _tells(row: Row) -> bool:
    """Topics and departments without one figure beyond their size are left out; the note says so."""
    return row.keys[0] not in ("topic", "department") or any(map(known, row.figures[1:]))


def _chart(view: View) -> list[Chart]:
    rows = []
    for row in view.rows("answers"):
        figures = view.figures("answers", row)
        if row.keys[0] in ("all", "channel", "source") and known(figures["unanswered"]):
            rows.append((view.group(row), (figures["unanswered"],)))
    rows.sort(key=lambda row: (row[1][0].value or 0, row[0]))
    return view.chart("unanswered", "intervals", (view.w("c_unanswered"),), [Panel("", tuple(rows))])
