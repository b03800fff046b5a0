"""Two periods or two municipalities side by side, with intervals of the differences."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from classifier.estimate import Estimate, estimate_difference
from classifier.intervals import wilson_interval
from classifier.report.document import Block, Chart, Document, Panel, Section, Table
from classifier.report.logo import load_logo
from classifier.report.sections import closing, findings
from classifier.report.view import View, known
from classifier.report.wording import Wording
from classifier.settings import Settings
from classifier.summary import Figure, Row, Summary
from classifier.summary.figure import DECIMAL, POINTS, PREDICTED, SHARE, absent

_CONFIDENCE = 0.95
# Section -> summary table and measures; one table of the report a measure.
_COMPARED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("contacts", "contacts_by_channel", ("per_working_day", "share")),
    ("contacts", "topics", ("share", "topic_share")),
    ("resolvability", "resolvability", ("strict", "extended")),
    ("resolvability", "mandates", ("mandate",)),
    ("answers", "answers", ("within_1d", "within_2d", "unanswered", "median_answered_hours")),
)
# What a label decides. Without a labelled sample of both it is a guess, and its difference has no interval.
_LABELLED = ("topics", "resolvability", "mandates")


def build_comparison(
    first: Summary, second: Summary, names: tuple[str, str], settings: Settings, language: str = "sv"
) -> Document:
    """The comparison of two summaries of the same taxonomy; `names` tell them apart for the reader."""
    w = Wording(language)
    views = (View(first, settings, w), View(second, settings, w))
    told = tuple(f"{name} ({w('period', **view.period())})" for name, view in zip(names, views, strict=True))
    intro = [views[0].text("p_compared", a=told[0], b=told[1])]
    if not _estimated(views):
        intro.append(views[0].text("p_compared_guesses"))
    sections = [Section("lasanvisning", w("h_difference"), tuple(intro))]
    numbers = count(1)
    for kind in ("contacts", "resolvability", "answers"):
        blocks = tuple(_blocks(kind, views, numbers))
        if blocks:
            sections.append(Section(f"jamfor-{kind}", w(f"h_compared_{kind}"), blocks))
    for letter, view in zip("AB", views, strict=True):
        section = findings.section(view)
        sections.append(replace(section, id=f"{section.id}-{letter}", title=f"{letter}: {section.title}"))
    signed = [
        Section(f"signatur-{letter}", f"{letter}: {w('h_signature')}", (closing.signature_table(view, letter),))
        for letter, view in zip("AB", views, strict=True)
    ]
    sections.append(Section("bilaga", w("h_appendix"), (), (closing.definitions(views[0]), *signed)))
    return Document(
        language=language,
        title=w("title_compared"),
        municipality=settings.municipality,
        period=f"A: {told[0]}; B: {told[1]}",
        sections=tuple(sections),
        signature={"A": first.digest, "B": second.digest},
        digest=f"{first.digest}-{second.digest}",
        logo=load_logo(settings.logo) if settings.logo else None,
    )


def _blocks(kind: str, views: tuple[View, View], numbers: Iterator[int]) -> Iterator[Block]:
    w = views[0].w
    estimated = _estimated(views)
    for section, name, measures in _COMPARED:
        if section != kind:
            continue
        for measure in measures:
            if name == "topics" and (measure == "topic_share") != estimated:
                continue  # the estimated share is the one that holds, where both have it
            guessed = name in _LABELLED and not estimated
            rows = tuple(_rows(name, measure, views, guessed))
            if not rows:
                continue
            heading = w("c_guess", of=w(f"c_{measure}")) if guessed else w(f"c_{measure}")
            yield from _chart(f"{name}-{measure}", heading, rows, views[0])
            yield Table(
                id=f"{name}-{measure}",
                code=f"V{next(numbers)}",
                caption=heading,
                columns=(w("k_group"), "A", "B", w("c_difference")),
                rows=rows,
            )


def _estimated(views: tuple[View, View]) -> bool:
    return all(view.summary.estimated for view in views)


def _rows(
    name: str, measure: str, views: tuple[View, View], guessed: bool
) -> Iterator[tuple[str, Figure, Figure, Figure]]:
    """Groups that both have, with the figure of each and the difference."""
    source = views[0].source(name)
    for row in source.rows if source else ():
        one, other = (view.figure(name, measure, *row.keys) for view in views)
        if row.keys == ("",) and measure == "share":
            continue  # all of all
        if one is None or other is None or not (known(one) or known(other)):
            continue
        yield _name(views[0], name, row), one, other, difference(one, other, guessed=guessed)


def _name(view: View, name: str, row: Row) -> str:
    keys = view.summary.tables[name].keys
    return view.group(row) if len(keys) == 3 else view.readable(keys[0], row.keys[0])


def difference(one: Figure, other: Figure, *, guessed: bool = False) -> Figure:
    """The first minus the second. Shares in percentage points, with the interval of two independent estimates.

    A counted share has Wilson's interval, its period seen as a sample of like periods; a rate has none, and neither has
    a `guessed` share, counted from predictions: its error is not random.
    """
    form = POINTS if one.form == SHARE else one.form
    missing = one.missing or other.missing
    if one.value is None or other.value is None:
        return absent(form, missing, one.definition)
    if form == DECIMAL:
        return Figure(form, one.value - other.value, definition=one.definition)
    if guessed:
        return Figure(form, one.value - other.value, method=PREDICTED, definition=one.definition)
    found = estimate_difference(_estimate(one), _estimate(other))
    if found.value is None:
        return Figure(form, one.value - other.value, definition=one.definition)
    return Figure(form, found.value, found.low, found.high, method=found.method, definition=one.definition)


def _estimate(figure: Figure) -> Estimate:
    low, high = figure.low, figure.high
    if low is None and high is None and figure.numerator is not None and figure.denominator:
        low, high = wilson_interval(figure.numerator, figure.denominator, _CONFIDENCE)
    return Estimate(
        figure.value,
        low,
        high,
        _CONFIDENCE,
        figure.n_labelled or 0,
        figure.n_total or 0,
        figure.definition,
        figure.definition,
        figure.method,
    )


def _chart(name: str, heading: str, rows: tuple[tuple[str, Figure, Figure, Figure], ...], view: View) -> list[Chart]:
    drawn = [(group, (gap,)) for group, _, _, gap in rows if gap.has_interval and gap.form == POINTS]
    drawn.sort(key=lambda row: -(row[1][0].value or 0))
    charts = view.chart("difference", "intervals", (heading,), [Panel("", tuple(drawn))], fewest=2)
    return [replace(chart, id=f"chart-{name}", caption=f"{heading}. {chart.caption}") for chart in charts]
