"""The summary: the key figures in plain sentences."""

from collections.abc import Iterator

from classifier.report.document import Bullets, Paragraph, Section
from classifier.report.view import View, known
from classifier.summary.domains import FACEBOOK


def section(view: View) -> Section:
    """What a member of the board reads if nothing else."""
    return Section("sammanfattning", view.w("h_findings"), (Bullets(tuple(_findings(view))),))


def _findings(view: View) -> Iterator[Paragraph]:
    yield from _contacts(view)
    yield from _resolvability(view)
    yield from _answers(view)
    yield view.text("s_caution", "key")


def _contacts(view: View) -> Iterator[Paragraph]:
    whole = view.figure("contacts_by_channel", "enquiries", "")
    if whole is None:
        return
    parts = list(view.w.parts("s_contacts", n=whole, **view.period()))
    for place, row in enumerate(row for row in view.rows("contacts_by_channel") if row.keys[0]):
        figures = view.figures("contacts_by_channel", row)
        parts += [", " if place else " ", f"{view.readable('channel', row.keys[0])} ", figures["enquiries"]]
        parts += [" (", figures["share"], ")"]
    yield Paragraph((*parts, "."), "key")
    topics = [row for row in view.rows("topics") if row.keys[0] != "NONE"][:3]
    if len(topics) == 3:
        measure = "topic_share" if view.summary.estimated else "share"
        if not all(known(view.figures("topics", row)[measure]) for row in topics):
            return
        parts = [view.w("s_topics"), " "]
        for place, row in enumerate(topics):
            figure = view.figures("topics", row)[measure]
            parts += ["; " if place else "", f"{view.readable('topic', row.keys[0])} ", *view.told(figure)]
        yield Paragraph((*parts, "."), "key")


def _resolvability(view: View) -> Iterator[Paragraph]:
    strict = view.figure("resolvability", "strict", "all", "", "")
    extended = view.figure("resolvability", "extended", "all", "", "")
    if strict is None or extended is None or not (known(strict) and known(extended)):
        return
    yield view.sentence("s_resolvability", strict=strict, extended=extended)
    if not view.summary.estimated:
        yield view.text("s_biased", "key")
    hours = view.figure("departments", "hours_extended", "all")
    if hours is not None and known(hours):
        yield view.text("s_hours", "key", hours=hours, minutes=minutes(view))


def _answers(view: View) -> Iterator[Paragraph]:
    for row in view.rows("answers"):
        domain, _, channel = row.keys
        if domain != "channel":
            continue
        figures, name = view.figures("answers", row), view.readable("channel", channel)
        unanswered, within = figures["unanswered"], figures["within_2d"]
        if not known(unanswered):
            yield view.text(f"s_answers_{unanswered.missing}", "key", channel=name)
            continue
        key = "s_facebook" if channel == FACEBOOK else "s_answers"
        yield view.sentence(
            key, channel=name, unanswered=unanswered, within=within, median=figures["median_answered_hours"]
        )


def minutes(view: View) -> str:
    """The assumed handling times in words."""
    given = view.settings.handling_minutes.items()
    return ", ".join(f"{view.readable('channel', channel)} {number:g} min" for channel, number in given)
