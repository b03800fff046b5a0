"""How much first-line service could answer: tables T5, T6 and the proposed line.

Strict = N1/(N1+N2+N3), extended = (N1+N2)/(N1+N2+N3); N0 is in neither. It is potential, never what is resolved today.
With a labelled random sample the shares are estimates with intervals that hold. Without one they are counts of
predictions, which are biased: they carry no interval and say so.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from classifier.settings import Settings
from classifier.summary.answers import group_keys, group_mask
from classifier.summary.disclosure import Cell, Counts
from classifier.summary.domains import LEAST_GROUP, Counted, Group, count_by, largest_first, present
from classifier.summary.estimates import ASKING, Mask, Predicted, Shares, classes_at
from classifier.summary.figure import HOURS, SHARE, SMALL_BASE, Figure, Row, SummaryTable, absent, count
from classifier.summary.reading import Material
from classifier.taxonomy import LEVELS, NO_TOPIC

MEASURES: Mapping[str, tuple[str, ...]] = {
    "strict": ("N1",),
    "N2": ("N2",),
    "N3": ("N3",),
    "extended": ("N1", "N2"),
}
_DOMAINS = ("all", "channel", "department", "topic")
SPLIT = ("strict", "N2", "N3")
# Who takes a topic, by whether the interval of its share lies above the limit. Proposals for the investigator to settle.
FIRST_LINE, WITH_SYSTEMS, CASE_OFFICER, UNDECIDED = "first_line", "with_systems", "case_officer", "undecided"
TOO_FEW = "too_few"
LINE = 0.5


def count_levels(material: Material) -> Counted:
    """Predicted levels by every domain."""
    cube = material.cube
    level = cube["level"]
    measures = {name: level == name for name in LEVELS}
    measures |= {"asking": level.isin(ASKING), "extended": level.isin(MEASURES["extended"])}
    sums = [("asking", ASKING), ("extended", ("N1", "N2")), ("asking", ("extended", "N3"))]
    return count_by(
        cube, [domain for domain in present(cube) if domain in _DOMAINS], measures, sums=sums, least=LEAST_GROUP
    )


class ResolvabilityTables:
    """T5 by topic and channel, T6 by department with hours, the mandates, and the proposed line."""

    def __init__(self, material: Material, shares: Shares, enquiries: Counted, settings: Settings) -> None:
        self._material = material
        self._sizes = enquiries
        self._shares = shares
        self._settings = settings
        self._levels = count_levels(material)

    def counts(self) -> Counts:
        """What the tables give away: nothing more than the enquiries when the shares are estimated."""
        return self._levels.counts if isinstance(self._shares, Predicted) else Counts()

    def tables(self) -> list[SummaryTable]:
        """In the report's order."""
        groups = [
            group
            for domain in ("all", "channel", "topic")
            for group in largest_first(self._sizes.of(domain), lambda group: self._sizes[group, "enquiries"])
            if group.value != NO_TOPIC
        ]
        names = ("enquiries", *MEASURES)
        rows = [Row(group_keys(group), (self._enquiries(group), *self._figures(group))) for group in groups]
        tables = [
            SummaryTable("T5", "resolvability", ("domain", "channel", "value"), names, tuple(rows)),
            self._departments(),
            self._line(rows),
        ]
        return [table for table in tables if table.rows]

    def _enquiries(self, group: Group) -> Figure:
        return count(self._sizes[group, "enquiries"], "enquiries", group.cell("enquiries"))

    def _figures(self, group: Group) -> list[Figure]:
        # What a topic holds is for the label to tell, so that its true members are looked for among all rows.
        by_topic = group.domain == "topic"
        mask = None if by_topic or group.domain == "all" else group_mask(self._material.frame, group)
        topic = group.value if by_topic else ""
        return [self._share(name, levels, ASKING, group, mask, topic) for name, levels in MEASURES.items()]

    def _share(
        self, name: str, levels: Collection[str], of: Collection[str], group: Group, mask: Mask | None, topic: str = ""
    ) -> Figure:
        if self._sizes[group, "enquiries"] < LEAST_GROUP:
            return absent(SHARE, SMALL_BASE, name)
        classes = self._shares.classes
        figure = self._shares.ratio(name, classes_at(classes, levels, topic), classes_at(classes, of, topic), mask)
        measure = "N1" if name == "strict" else name
        return self._telling(figure, group.cell(measure), group.cell("asking"))

    def _telling(self, figure: Figure, *cells: Cell) -> Figure:
        return replace(figure, cells=cells) if isinstance(self._shares, Predicted) else figure

    def _departments(self) -> SummaryTable:
        rows = []
        groups = largest_first(self._sizes.of("department"), lambda group: self._sizes[group, "enquiries"])
        for group in (*groups, *self._sizes.of("all")):
            mask = group_mask(self._material.frame, group)
            strict = self._share("strict", ("N1",), ASKING, group, mask)
            extended = self._share("extended", ("N1", "N2"), ASKING, group, mask)
            hours = [
                self._hours(name, MEASURES[level], group, mask)
                for name, level in (("hours_strict", "strict"), ("hours_extended", "extended"))
            ]
            keys = group.value if group.domain == "department" else "all"
            rows.append(Row((keys,), (self._enquiries(group), strict, extended, *hours)))
        measures = ("enquiries", "strict", "extended", "hours_strict", "hours_extended")
        return SummaryTable("T6", "departments", ("department",), measures, tuple(rows if groups else ()))

    def _hours(self, name: str, levels: Collection[str], group: Group, mask: Mask) -> Figure:
        """Handling time of what first line could take: its share of all enquiries here, times their number, times minutes.

        The channels' minutes are weighted by their enquiries in the group.
        """
        figure = self._share_of_all(levels, group, mask)
        if figure.value is None:
            return Figure(HOURS, None, method=figure.method, definition=name, missing=figure.missing)
        channels = self._material.frame["channel"][mask].value_counts()
        minutes = sum(number * self._settings.handling(str(channel)) for channel, number in channels.items())
        low, high = (None if end is None else end * minutes / 60 for end in (figure.low, figure.high))
        return replace(
            figure,
            form=HOURS,
            value=figure.value * minutes / 60,
            low=low,
            high=high,
            numerator=None,
            denominator=None,
            definition=name,
        )

    def _share_of_all(self, levels: Collection[str], group: Group, mask: Mask) -> Figure:
        if self._sizes[group, "enquiries"] < LEAST_GROUP:
            return absent(HOURS, SMALL_BASE)
        classes = self._shares.classes
        figure = self._shares.ratio("hours", classes_at(classes, levels), None, mask)
        measure = "N1" if len(levels) == 1 else "extended"
        return self._telling(figure, group.cell(measure), group.cell("enquiries"))

    def _line(self, rows: list[Row]) -> SummaryTable:
        """The proposed line between first line and departments, topic by topic."""
        table = SummaryTable("T5", "", ("domain", "channel", "value"), ("enquiries", *MEASURES), tuple(rows))
        found = []
        for row in rows:
            if row.keys[0] != "topic":
                continue
            figures = table.figures(row)
            shown = tuple(figures[level] for level in SPLIT)
            found.append(Row((row.keys[2], proposal(figures["strict"], figures["extended"])), shown))
        order = (FIRST_LINE, WITH_SYSTEMS, CASE_OFFICER, UNDECIDED, TOO_FEW)
        found.sort(key=lambda row: order.index(row.keys[1]))
        return SummaryTable("TA", "proposed_line", ("topic", "proposal"), SPLIT, tuple(found))


def proposal(strict: Figure, extended: Figure) -> str:
    """Whose a topic is by the intervals: decided only where the whole interval lies on one side of one half."""
    if not (strict.has_interval and extended.has_interval):
        return TOO_FEW
    assert strict.low is not None and extended.low is not None and extended.high is not None
    if strict.low > LINE:
        return FIRST_LINE
    if extended.low > LINE:
        return WITH_SYSTEMS
    return CASE_OFFICER if extended.high < LINE else UNDECIDED


def mandate_table(material: Material, shares: Shares, settings: Settings) -> tuple[SummaryTable, Counts]:
    """T5b: the share that customer service may answer under each mandate of the settings, of N1+N2+N3."""
    asking = classes_at(shares.classes, ASKING)
    wanted = [
        (mandate.name, [name for name in asking if mandate.covers(*name.rpartition("|")[::2])], asking)
        for mandate in settings.mandates
    ]
    rows, counts = _ratios("mandate", wanted, material, shares)
    return SummaryTable("T5b", "mandates", ("mandate",), ("mandate",), rows), counts


EXTERNAL = "EXT"


def referral_table(material: Material, shares: Shares, settings: Settings) -> tuple[SummaryTable, Counts]:
    """T5d: what belongs to other bodies, as a share of N1+N2+N3; and the two measures without it.

    A correct referral is N1 and would otherwise swell what seems answerable (annotation guideline, section 4).
    """
    classes = shares.classes
    asking = classes_at(classes, ASKING)
    bodies = {EXTERNAL: (EXTERNAL,), **settings.company_topics}
    elsewhere = {topic for topics in bodies.values() for topic in topics}
    own = [name for name in asking if name.rpartition("|")[0] not in elsewhere]
    wanted = [
        (body, [name for name in asking if name.rpartition("|")[0] in topics], asking)
        for body, topics in bodies.items()
    ]
    wanted += [
        (f"{measure}_own", [name for name in own if name.rpartition("|")[2] in MEASURES[measure]], own)
        for measure in ("strict", "extended")
    ]
    rows, counts = _ratios("referral", wanted, material, shares)
    return SummaryTable("T5d", "referrals", ("referral",), ("referral",), rows), counts


def _ratios(
    kind: str, wanted: Sequence[tuple[str, list[str], list[str]]], material: Material, shares: Shares
) -> tuple[tuple[Row, ...], Counts]:
    """A row for each named numerator and denominator, with the counts that shares of predictions give away."""
    joint = material.cube["topic"].astype(str) + "|" + material.cube["level"].astype(str)
    rows, parts = [], []
    for name, numerator, denominator in wanted:
        figure = shares.ratio(kind, numerator, denominator)
        if isinstance(shares, Predicted):
            measures = {
                f"{kind} {name}": joint.isin(numerator),
                f"rest of {kind} {name}": joint.isin(set(denominator) - set(numerator)),
                f"all of {kind} {name}": joint.isin(denominator),
            }
            inside, rest, whole = measures
            counted = count_by(material.cube, ["all"], measures, sums=[(whole, (inside, rest))])
            parts.append(counted.counts)
            group = counted.of("all")[0]
            figure = replace(figure, cells=(group.cell(inside), group.cell(whole)))
        rows.append(Row((name,), (figure,)))
    return tuple(rows), Counts.merged(parts)
