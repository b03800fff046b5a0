"""How much is never answered, and how long an answer takes: tables T7 and T8.

An enquiry whose answer cannot be measured is in no denominator; one whose window was still open when the export was
made is not in that window's. Rates are told of all enquiries (counted) and of those that need an answer (level other
than N0), whose number is estimated when there are labels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from classifier.estimate.record import TOO_SMALL, Estimate
from classifier.estimate.survival import estimate_answer_times
from classifier.settings import Settings
from classifier.summary.disclosure import Counts
from classifier.summary.domains import FACEBOOK, LEAST_GROUP, Counted, Group, count_by, largest_first, present
from classifier.summary.estimates import Mask, Predicted, Shares
from classifier.summary.figure import (
    COUNT,
    HOURS,
    NOT_REACHED,
    SHARE,
    SMALL_BASE,
    UNMEASURABLE,
    Figure,
    Row,
    SummaryTable,
    absent,
    count,
)
from classifier.summary.reading import Material
from classifier.summary.volumes import share
from classifier.taxonomy import NO_ENQUIRY
from classifier.workdays import WorkCalendar

EVENTS = {"answered": "answered", "within_1d": "answered_within_1d", "within_2d": "answered_within_2d"}
# Measure -> share answered by then, column, whether the unanswered are followed too.
TIMES: Mapping[str, tuple[float, str, bool]] = {
    f"{name}{'' if followed else '_answered'}_{unit}": (share_answered, f"answer_{unit}", followed)
    for followed in (True, False)
    for unit in ("hours", "working_hours")
    for name, share_answered in (("median", 0.5), ("p90", 0.9))
}
# Column and whether the unanswered are followed -> share answered by then -> measure: one curve gives both.
_CURVES: Mapping[tuple[str, bool], Mapping[float, str]] = {
    (column, followed): {share: name for name, (share, *curve) in TIMES.items() if curve == [column, followed]}
    for _, column, followed in TIMES.values()
}
# Every event divides its enquiries into those it came true for and the rest; both give the other away.
_PARTS = {
    "answered": ("answered", "unanswered"),
    "within_1d": ("within_1d", "not_1d"),
    "within_2d": ("within_2d", "not_2d"),
}
_WHOLES = {"answered": "measurable", "within_1d": "closed_1d", "within_2d": "closed_2d"}
_BOUNDS = (
    ("within_1d", "within_2d"),
    ("within_2d", "answered"),
    ("closed_2d", "closed_1d"),
    ("closed_1d", "measurable"),
    ("not_2d", "not_1d"),
)
FORMS = {"measurable": COUNT, **dict.fromkeys(TIMES, HOURS)}
MEASURES = ("enquiries", "measurable", "unanswered_all", "unanswered", "within_1d", "within_2d", *TIMES)
FACEBOOK_MEASURES = (
    "enquiries",
    "needing",
    "measurable",
    "within_1d",
    "within_2d",
    "answered",
    "unanswered",
    "unanswered_all",
    "answered_by_other",
)


def count_answers(material: Material, *, needing: bool) -> Counted:
    """Answered, answered in time and not, by every domain: of all enquiries, or of those predicted to need an answer."""
    cube = material.cube
    rows = (cube["level"] != NO_ENQUIRY) if needing else pd.Series(True, index=cube.index)
    measures: dict[str, pd.Series[bool]] = {}
    for event, column in EVENTS.items():
        yes, no = _PARTS[event]
        measures[yes] = rows & (cube[column] == 1)
        measures[no] = rows & (cube[column] == 0)
        measures[_WHOLES[event]] = measures[yes] | measures[no]
    measures["needing" if needing else "by_other"] = rows if needing else (cube["answered_by_other"] == "true")
    prefix = "needing_" if needing else ""
    sums = [(prefix + _WHOLES[event], tuple(prefix + part for part in parts)) for event, parts in _PARTS.items()]
    bounds = [(prefix + part, prefix + whole) for part, whole in _BOUNDS]
    named = {name if name == "needing" else prefix + name: mask for name, mask in measures.items()}
    return count_by(cube, present(cube), named, sums=sums, bounds=bounds, least=LEAST_GROUP)


class AnswerTables:
    """T7 (every channel) and T8 (Facebook) from the same counts, so that a group's figures are the same in both."""

    def __init__(self, material: Material, shares: Shares, enquiries: Counted, settings: Settings) -> None:
        self._frame = material.frame
        self._shares = shares
        self._enquiries = enquiries
        self._counted = count_answers(material, needing=False)
        self._needing = count_answers(material, needing=True)
        self._settings = settings
        self._waits = waits(material.frame, settings)

    def counts(self) -> Counts:
        """What the tables show or give away; the times tell how many they rest on."""
        return Counts.merged([self._counted.counts, self._needing.counts])

    def tables(self) -> list[SummaryTable]:
        """T7 by channel, mailbox or page, department and topic; T8 by page and topic when there is Facebook."""
        domains = ("all", "channel", "source", "department", "topic")
        times = SummaryTable(
            "T7",
            "answers",
            ("domain", "channel", "value"),
            MEASURES,
            tuple(self._rows(self._groups(domains), MEASURES)),
        )
        on_facebook = [
            group
            for group in self._groups(("channel", "source", "topic_channel"))
            if ("channel", FACEBOOK) in group.conditions
        ]
        if not on_facebook:
            return [times]
        rows = tuple(self._rows(on_facebook, FACEBOOK_MEASURES))
        return [times, SummaryTable("T8", "facebook", ("domain", "channel", "value"), FACEBOOK_MEASURES, rows)]

    def _groups(self, domains: Sequence[str]) -> list[Group]:
        return [
            group
            for domain in domains
            for group in largest_first(self._enquiries.of(domain), lambda group: self._enquiries[group, "enquiries"])
        ]

    def _rows(self, groups: Sequence[Group], measures: Sequence[str]) -> list[Row]:
        rows = []
        for group in groups:
            mask = group_mask(self._frame, group)
            times = self._times(group, mask) if "median_hours" in measures else {}
            figures = tuple(self._figure(measure, group, mask, times) for measure in measures)
            rows.append(Row(group_keys(group), figures))
        return rows

    def _figure(self, measure: str, group: Group, mask: Mask, times: Mapping[str, Figure]) -> Figure:
        if measure == "enquiries":
            return count(self._enquiries[group, measure], measure, group.cell(measure))
        if self._enquiries[group, "enquiries"] < LEAST_GROUP:
            return absent(FORMS.get(measure, SHARE), SMALL_BASE, measure)
        match measure:
            case "measurable":
                return count(self._counted[group, measure], measure, group.cell(measure))
            case "needing":
                return self._need(group, mask)
            case "unanswered_all":
                return self._counted_share("unanswered", "measurable", group, "unanswered_all")
            case "answered_by_other":
                return self._counted_share("by_other", "measurable", group, measure)
            case "unanswered" | "answered" | "within_1d" | "within_2d":
                return self._rate(measure, group, mask)
        return times[measure]

    def _counted_share(self, part: str, whole: str, group: Group, definition: str) -> Figure:
        number, of = self._counted[group, part], self._counted[group, whole]
        return share(number, of, definition, group.cell(part), group.cell(whole))

    def _need(self, group: Group, mask: Mask) -> Figure:
        asking = [name for name in self._shares.classes if not name.endswith(f"|{NO_ENQUIRY}")]
        figure = self._shares.ratio("needing", asking, None, mask)
        return self._telling(figure, group.cell("needing"), group.cell("enquiries"))

    def _rate(self, measure: str, group: Group, mask: Mask) -> Figure:
        event = "answered" if measure == "unanswered" else measure
        values = self._frame[EVENTS[event]].to_numpy()
        if measure == "unanswered":
            values = np.where(values < 0, values, 1 - values).astype(np.int8)
        part = measure if measure == "unanswered" else _PARTS[event][0]
        figure = self._shares.rate(measure, values, mask)
        return self._telling(figure, group.cell(f"needing_{part}"), group.cell(f"needing_{_WHOLES[event]}"))

    def _telling(self, figure: Figure, *cells: tuple[tuple[str, str], ...]) -> Figure:
        """A share counted from predictions gives its counts away; an estimate does not."""
        return replace(figure, cells=cells) if isinstance(self._shares, Predicted) else figure

    def _times(self, group: Group, mask: Mask) -> dict[str, Figure]:
        """Hours until half, and nine tenths, of those predicted to need an answer have one, by measure.

        The unanswered are followed to the end of the export, or left out.
        """
        figures: dict[str, Figure] = {}
        for (column, followed), measures in _CURVES.items():
            waits = self._waits[column]
            rows = mask[waits.rows] & (waits.answered | followed)
            if not rows.any():
                figures |= {measure: absent(HOURS, UNMEASURABLE, measure) for measure in measures.values()}
                continue
            known, happened = cast(Any, waits.hours[rows]), cast(Any, waits.answered[rows])
            found = estimate_answer_times(known, happened, tuple(measures))
            rests_on = group.cell("needing_measurable" if followed else "needing_answered")
            figures |= {
                measures[share]: replace(self._time(estimate, measures[share]), basis_cells=(rests_on,))
                for share, estimate in found.items()
            }
        return figures

    def _time(self, found: Estimate, measure: str) -> Figure:
        if found.method == TOO_SMALL or found.n_total < self._settings.small_cell:
            return absent(HOURS, SMALL_BASE, measure)
        if found.value is None:
            missing = absent(HOURS, NOT_REACHED, measure)
            return replace(missing, low=found.low, method=found.method, n_total=found.n_total)
        return Figure(
            HOURS,
            found.value,
            found.low,
            found.high,
            denominator=found.n_total,
            n_total=found.n_total,
            method=found.method,
            definition=measure,
        )


@dataclass(frozen=True)
class Waits:
    """Hours waited by those who can be measured and are predicted to need an answer, the shortest first.

    rows      their positions in the material
    hours     to the answer or, where there is none, to the last that their source tells of
    answered  which of the two
    """

    rows: NDArray[np.intp]
    hours: NDArray[np.float64]
    answered: Mask


def waits(frame: pd.DataFrame, settings: Settings) -> Mapping[str, Waits]:
    """By column of answer times: clock hours and working hours. Sorted once, so that no group's curve sorts again."""
    answered = (frame["answered"] == 1).to_numpy()
    waiting = (frame["answered"] == 0).to_numpy() & frame["moment"].notna().to_numpy()
    moment = frame["moment"].to_numpy("datetime64[s]")
    clock = frame["answer_hours"].to_numpy(float)
    latest = moment + np.nan_to_num(clock * 3600).astype("timedelta64[s]")
    sources = [frame["channel"], frame["source"]]
    end = pd.Series(latest).groupby(sources, observed=True).transform("max").to_numpy("datetime64[s]")
    hours = np.where(answered, clock, np.nan)
    hours[waiting] = (end[waiting] - moment[waiting]).astype(float) / 3600
    working = np.where(answered, frame["answer_working_hours"].to_numpy(float), np.nan)
    if waiting.any():
        first, last = moment[waiting].min().astype("datetime64[D]"), end[waiting].max().astype("datetime64[D]")
        open_hours = WorkCalendar(settings).opening_clock(first.item(), last.item())
        working[waiting] = open_hours.hours_before(end[waiting]) - open_hours.hours_before(moment[waiting])
    need = (frame["level"] != NO_ENQUIRY).to_numpy()
    return {
        column: _sorted_waits(values, answered, need)
        for column, values in (("answer_hours", hours), ("answer_working_hours", working))
    }


def _sorted_waits(hours: NDArray[np.float64], answered: Mask, need: Mask) -> Waits:
    rows = np.flatnonzero(need & ~np.isnan(hours))
    rows = rows[np.argsort(hours[rows], kind="stable")]
    return Waits(rows, hours[rows], answered[rows])


def group_mask(frame: pd.DataFrame, group: Group) -> Mask:
    """Rows of the group."""
    mask = np.ones(len(frame), dtype=bool)
    for column, value in group.conditions:
        categories = frame[column].cat.categories
        mask &= frame[column].cat.codes.to_numpy() == (categories.get_loc(value) if value in categories else -1)
    return mask


def group_keys(group: Group) -> tuple[str, str, str]:
    """Domain, channel (empty when it is not by channel), value (the topic of a topic on one channel)."""
    conditions = dict(group.conditions)
    if group.domain == "topic_channel":
        return "topic", conditions["channel"], conditions["topic"]
    return group.domain, conditions.get("channel", "") if group.domain == "source" else "", group.value
