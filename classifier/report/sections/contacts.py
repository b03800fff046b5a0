"""The contacts: by channel, over time, by mailbox, department and topic (T1, T3, T4, T9)."""

from classifier.report.document import Chart, Panel, Section
from classifier.report.view import View
from classifier.summary.domains import FACEBOOK


def by_channel(view: View) -> Section:
    """Contacts per channel, and the ways of contact that no export tells of."""
    measures = ["enquiries", "share", "per_working_day"]
    if view.settings.inhabitants:
        measures.append("per_1000")
    notes = (view.w("n_working_days", n=view.w.count(view.summary.signature["working_days"])),)
    time = "week" if "week" in _time_key(view) else "month"
    return Section(
        "kanaler",
        view.w("h_channels"),
        (
            view.text("p_channels"),
            *view.table("contacts_by_channel", measures, notes=notes),
            *_over_time(view),
            *view.pivot("contacts_over_time", caption=view.w(f"t_contacts_over_time_{time}")),
        ),
        (
            Section("ovriga", view.w("h_other_ways"), (view.text("p_other_ways"),)),
            Section(
                "tider",
                view.w("h_hours"),
                (view.text("p_hours"), *_heat(view), *view.pivot("weekday_by_hour", wide=True)),
            ),
        ),
    )


def by_department(view: View) -> Section:
    """The inventory of the departments' contacts: mailboxes and pages, departments, topics."""
    measures = ["enquiries", "share", "per_working_day"]
    topic = ["enquiries", "share", *(["topic_share"] if view.summary.estimated else [])]
    return Section(
        "inventering",
        view.w("h_inventory"),
        (
            view.text("p_inventory"),
            *view.table("contacts_by_source", measures, chosen=lambda row: row.keys[0] != FACEBOOK, keys=("source",)),
            *view.table(
                "contacts_by_source", measures, suffix="f", chosen=lambda row: row.keys[0] == FACEBOOK, keys=("source",)
            ),
            *view.table("contacts_by_department", measures, notes=(view.w("n_departments"),)),
        ),
        (
            Section(
                "amnen",
                view.w("h_topics"),
                (
                    view.text("p_topics_estimated" if view.summary.estimated else "p_topics"),
                    *view.table("topics", topic),
                    *_topics(view),
                    *view.pivot("topic_by_channel"),
                ),
            ),
        ),
    )


def _time_key(view: View) -> tuple[str, ...]:
    source = view.source("contacts_over_time")
    return source.keys if source else ()


def _channels(view: View) -> list[str]:
    return [row.keys[0] for row in view.rows("contacts_by_channel") if row.keys[0]]


def _over_time(view: View) -> list[Chart]:
    key = _time_key(view)[:1]
    panels = [
        Panel(
            view.readable("channel", channel),
            tuple(
                (view.readable(key[0], row.keys[0]), row.figures)
                for row in view.rows("contacts_over_time")
                if row.keys[1] == channel
            ),
        )
        for channel in _channels(view)
    ]
    return view.chart("over_time", "columns", (view.w("c_enquiries"),), panels, fewest=2)


def _heat(view: View) -> list[Chart]:
    rows = view.rows("weekday_by_hour")
    hours = list(dict.fromkeys(row.keys[1] for row in rows))
    days = list(dict.fromkeys(row.keys[0] for row in rows))
    cells = {row.keys: row.figures[0] for row in rows}
    panel = Panel("", tuple((view.readable("weekday", day), tuple(cells[day, hour] for hour in hours)) for day in days))
    return view.chart("hours", "heat", hours, [panel])


def _topics(view: View) -> list[Chart]:
    topics = [row.keys[0] for row in view.rows("topics") if row.keys[0] != "NONE"]
    cells = {row.keys: row.figures for row in view.rows("topic_by_channel")}
    panels = [
        Panel(
            view.readable("channel", channel),
            tuple(
                (view.readable("topic", topic), cells[topic, channel]) for topic in topics if (topic, channel) in cells
            ),
        )
        for channel in _channels(view)
    ]
    return view.chart("topics", "bars", (view.w("c_enquiries"),), panels, fewest=2)
