"""Ratios with an estimated denominator, in domains, their differences, and the unanswered rate."""

from collections.abc import Iterator
from functools import partial
from itertools import product

import numpy as np
from numpy.typing import NDArray

from classifier.estimate import estimate_by_domain, estimate_difference, estimate_rate, estimate_ratio
from scripts.coverage.populations import CLASSIFIERS, Design, Material, material
from scripts.coverage.tally import Trial, tally, wilson_width

TOPICS = {"A": 0.4, "B": 0.2, "C": 0.12, "D": 0.08}
LEVELS = {"N1": 0.45, "N2": 0.25, "N3": 0.3}
NAMES = np.array([*(f"{topic}|{level}" for topic in TOPICS for level in LEVELS), "NONE|N0"], dtype=object)
# Topics differ in how much of them first-line service could answer.
_TILT = {"A": (1.2, 1, 0.7), "B": (0.8, 1, 1.3), "C": (1.6, 0.8, 0.3), "D": (0.5, 1.2, 1.6)}
ASKING = {name for name in NAMES if not name.endswith("N0")}
_ANSWERED = {"N1": 0.8, "N2": 0.7, "N3": 0.6, "N0": 0.15}


def _mix() -> tuple[float, ...]:
    shares = []
    for topic, size in TOPICS.items():
        parts = np.array(list(LEVELS.values())) * _TILT[topic]
        shares += list(size * parts / parts.sum())
    return (*map(float, shares), 1 - float(sum(shares)))


MIX = _mix()


def run(repetitions: int) -> Iterator[dict[str, object]]:
    """Every design: classifier, labelled rows, threads or not, channels in strata or not."""
    for (name, accuracy), labelled, clustered, stratified in product(
        CLASSIFIERS.items(), (200, 400), (False, True), (False, True)
    ):
        design = Design(accuracy, labelled, clustered, stratified, MIX)
        settings = {
            "classifier": name,
            "clustered": "yes" if clustered else "no",
            "stratified": "yes" if stratified else "no",
            "n": labelled,
        }
        seed = (labelled, int(accuracy * 100), int(clustered), int(stratified))
        yield from tally(settings, partial(_trials, design=design), repetitions, seed)


def _trials(generator: np.random.Generator, design: Design) -> Iterator[Trial]:
    here, there = material(design, generator), material(design, generator)
    given = here.arguments(NAMES, design)
    strict = {name for name in ASKING if name.endswith("N1")}
    extended = strict | {name for name in ASKING if name.endswith("N2")}
    everywhere = np.ones(len(here.true), dtype=bool)
    whole = {}
    for figure, counted in (("strict", strict), ("extended", extended)):
        whole[figure] = estimate_ratio(**given, numerator=counted, denominator=ASKING)  # type: ignore[arg-type]
        yield _trial(figure, whole[figure], here, counted, ASKING, everywhere)
    topics = {}
    for topic in TOPICS:
        asking = {name for name in ASKING if name.startswith(topic)}
        topics[topic] = estimate_ratio(**given, numerator=strict & asking, denominator=asking)  # type: ignore[arg-type]
        yield _trial(
            f"strict in topic {topic} ({TOPICS[topic]:.0%})", topics[topic], here, strict & asking, asking, everywhere
        )
    channels = estimate_by_domain(**given, domain=here.channel, numerator=strict, denominator=ASKING)  # type: ignore[arg-type]
    for channel, found in channels.items():
        yield _trial(f"strict in channel {channel}", found, here, strict, ASKING, here.channel == channel)
    elsewhere = estimate_ratio(**there.arguments(NAMES, design), numerator=strict, denominator=ASKING)  # type: ignore[arg-type]
    truth_there = _truth(there, strict, ASKING, everywhere)
    truth_here = _truth(here, strict, ASKING, everywhere)
    yield Trial.of(
        "difference of two materials", truth_here - truth_there, estimate_difference(whole["strict"], elsewhere)
    )
    truths = [_truth(here, strict, ASKING, here.channel == channel) for channel in (0, 1)]
    yield Trial.of("difference of two channels", truths[0] - truths[1], estimate_difference(channels[0], channels[1]))
    parts = [{name for name in ASKING if name.startswith(topic)} for topic in "AB"]
    truths = [_truth(here, strict & part, part, everywhere) for part in parts]
    yield Trial.of("difference of two topics", truths[0] - truths[1], estimate_difference(topics["A"], topics["B"]))
    yield _unanswered(generator, here, given)


def _unanswered(generator: np.random.Generator, here: Material, given: dict[str, object]) -> Trial:
    likely = np.array([_ANSWERED[name[-2:]] for name in NAMES])[here.true]
    unanswered = generator.random(len(likely)) > likely
    needs = here.true < len(NAMES) - 1
    labelled = needs[here.drawn]
    found = estimate_rate(**given, event=unanswered, needing=ASKING)  # type: ignore[arg-type]
    weight = here.weights[here.drawn][labelled]
    share = float(np.average(unanswered[here.drawn][labelled], weights=weight))
    trials = weight.sum() ** 2 / (weight**2).sum()
    return Trial.of("unanswered", float(unanswered[needs].mean()), found, wilson_width(share * trials, trials))


def _members(kinds: set[str]) -> NDArray[np.bool_]:
    return np.array([name in kinds for name in NAMES])


def _truth(drawn: Material, counted: set[str], of: set[str], rows: NDArray[np.bool_]) -> float:
    true = drawn.true[rows]
    return float(_members(counted)[true].sum() / _members(of)[true].sum())


def _trial(
    figure: str, found: object, drawn: Material, counted: set[str], of: set[str], rows: NDArray[np.bool_]
) -> Trial:
    """Beside Wilson on the labelled rows of the denominator, with Kish's effective size (clusters not corrected for)."""
    sampled = drawn.drawn[rows[drawn.drawn] & _members(of)[drawn.true[drawn.drawn]]]
    weight, hit = drawn.weights[sampled], _members(counted)[drawn.true[sampled]]
    trials = weight.sum() ** 2 / (weight**2).sum() if len(weight) else 0.0
    reference = wilson_width(float(np.average(hit, weights=weight)) * trials, trials) if len(weight) else None
    return Trial.of(figure, _truth(drawn, counted, of, rows), found, reference)  # type: ignore[arg-type]
