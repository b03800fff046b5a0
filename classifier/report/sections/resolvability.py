"""What customer service could answer: T5, the mandates, doubtful labels, T6, and the proposed line."""

from classifier.report.document import Block, Chart, Panel, Section
from classifier.report.sections.findings import minutes
from classifier.report.view import View, known
from classifier.summary.domains import LEAST_GROUP

_MEASURES = ("strict", "N2", "N3", "extended")


def section(view: View) -> Section:
    """Shares by topic and channel, by mandate, and by department with hours."""
    basis = view.text("p_estimated" if view.summary.estimated else "p_predicted")
    return Section(
        "besvarbart",
        view.w("h_resolvability"),
        (
            view.text("p_levels"),
            basis,
            *_chart(view),
            *view.table(
                "resolvability",
                ("enquiries", *_MEASURES),
                wide=True,
                chosen=lambda row: any(map(known, row.figures[1:])),
                notes=(view.w("n_small", n=str(LEAST_GROUP)),),
            ),
        ),
        (
            Section(
                "uppdrag",
                view.w("h_mandates"),
                (
                    view.text("p_mandates"),
                    *view.table("mandates", ("mandate",)),
                    view.text("p_referrals"),
                    *view.table("referrals", ("referral",)),
                    *_uncertain(view),
                ),
            ),
            Section(
                "forvaltningar",
                view.w("h_hours_freed"),
                (
                    view.text("p_hours_freed", minutes=minutes(view)),
                    *view.table(
                        "departments", ("enquiries", "strict", "extended", "hours_strict", "hours_extended"), wide=True
                    ),
                ),
            ),
        ),
    )


def line(view: View) -> Section:
    """The proposed line between customer service and the departments."""
    source = view.source("proposed_line")
    blocks = view.table("proposed_line", ("strict", "N2", "N3"), wide=True) if source else []
    return Section("avgransning", view.w("h_line"), (view.text("p_line"), *blocks))


def _uncertain(view: View) -> list[Block]:
    measures = ("as_labelled", "all_down", "all_up")
    return (
        [view.text("p_uncertain"), *tables] if (tables := view.table("uncertain_labels", measures, wide=True)) else []
    )


def _chart(view: View) -> list[Chart]:
    rows = []
    for row in view.rows("resolvability"):
        figures = view.figures("resolvability", row)
        if known(figures["strict"]) and known(figures["extended"]):
            rows.append((row.keys[0], view.group(row), (figures["strict"], figures["extended"])))
    order = {"all": 0, "channel": 1, "topic": 2}
    rows.sort(key=lambda row: (order[row[0]], -(row[2][1].value or 0), row[1]))
    panel = Panel("", tuple((name, figures) for _, name, figures in rows))
    return view.chart("resolvability", "intervals", (view.w("c_strict"), view.w("c_extended")), [panel])
