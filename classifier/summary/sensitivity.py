"""How much the doubtful labels matter: the main shares with all of them moved down, and up, one level."""

from collections.abc import Iterator

from classifier.estimate.sensitivity import estimate_range
from classifier.summary.estimates import ASKING, Labelled, classes_at, figure
from classifier.summary.figure import Row, SummaryTable, count
from classifier.summary.reading import Material

SHARES = {"strict": ("N1",), "extended": ("N1", "N2")}


def sensitivity_table(material: Material) -> Iterator[SummaryTable]:
    """One table when some label is marked uncertain, none otherwise."""
    if material.true is None or material.uncertain is None:
        return
    doubtful = int((material.uncertain & material.true.notna()).sum())
    if not doubtful:
        return
    sample = Labelled(material)
    # A move may make a class that neither the predictions nor the labels hold.
    classes = {f"{name.rpartition('|')[0]}|{level}" for name in sample.classes for level in ASKING}
    rows = []
    for name, levels in SHARES.items():
        found = estimate_range(
            sample.predicted,
            sample.true,
            material.uncertain.to_numpy(),
            classes_at(classes, levels),
            classes_at(classes, ASKING),
            sample.weights,
            sample.clusters,
        )
        shown = (figure(estimate, name) for estimate in (found.labelled, found.down, found.up))
        rows.append(Row((name,), (*shown, count(doubtful, "uncertain"))))
    measures = ("as_labelled", "all_down", "all_up", "uncertain")
    yield SummaryTable("T5c", "uncertain_labels", ("share",), measures, tuple(rows))
