"""How good a model is on labelled rows that it has not seen: the facts, and the facts as text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from classifier.model.card import model_digest
from classifier.model.enquiry_model import EnquiryModel, certainty
from classifier.model.labels import labelled_rows, rows_digest
from classifier.model.quality import coverage_curve, level_quality, topic_quality
from classifier.taxonomy import Taxonomy

_SUSPECTS = 20


@dataclass(frozen=True)
class Evaluation:
    """What was found.

    facts       plain values only, ready for JSON: `rows`, `model`, `topic` and `level` (see `quality`), `coverage`,
                `review` (how many rows the model would let pass, and how right they are), `suspects`
    warnings    what the reader must know beside the figures
    """

    facts: Mapping[str, Any]
    warnings: tuple[str, ...]


def evaluate(model: EnquiryModel, frame: pd.DataFrame, taxonomy: Taxonomy, place: object = "the table") -> Evaluation:
    """Judge every labelled row and compare; nothing is removed, whatever its label looks like.

    Raises TableError for missing columns, LabelError for labels outside the taxonomy or when there is no label.
    """
    rows = labelled_rows(frame, taxonomy, place)
    judged = model.judge(rows)
    names, probabilities = model.topic_distribution(rows)
    true = rows["topic"].to_numpy()
    three = (names[np.argsort(-probabilities, axis=1)[:, :3]] == true[:, None]).any(axis=1)
    right = true == judged["topic"].to_numpy()
    passed = (judged["needs_review"] == "false").to_numpy()
    levels = rows["level"].to_numpy()
    facts = {
        "rows": len(rows),
        "model": model_digest(model),
        "topic": topic_quality(list(true), list(judged["topic"]), judged["topic_probability"], three),
        "level": level_quality(list(levels), list(judged["level"]), judged["level_probability"]),
        "coverage": coverage_curve(certainty(judged), right),
        "review": {
            "rows": int((~passed).sum()),
            "unfamiliar": int((judged["review_reason"] == "unfamiliar").sum()),
            "topic_right_without": _share(right, passed),
            "level_right_without": _share(levels == judged["level"].to_numpy(), passed),
            "topic_right_with": _share(right, ~passed),
        },
        "suspects": _suspects(rows, judged, names, probabilities),
    }
    return Evaluation(facts, tuple(_warnings(model, rows)))


def _warnings(model: EnquiryModel, rows: pd.DataFrame) -> Iterator[str]:
    topics, levels = rows["topic"], rows["level"]
    taught = int((model.taught.places(rows) >= 0).sum())
    if taught:
        yield (
            f"the model was trained on {taught} of the {len(rows)} rows: these are judged by what it said of them before it"
            " had seen them"
        )
    elif rows_digest(rows) == model.facts["corpus"]["digest"]:
        yield "the model was trained on these very rows: the figures say nothing; its card has the cross-validated ones"
    known = {*model.topic_head.classes, "NONE"}
    for kind, found, classes in (("topic", topics, known), ("level", levels, set(model.level_head.classes))):
        strange = sorted(set(found) - classes)
        if strange:
            yield f"{kind} {', '.join(strange)}: the model was trained without, so these rows can only be wrong"
    if len(topics) < 100:
        yield f"{len(topics)} rows are few: look at the intervals, not at the figures"


def _share(right: Any, rows: Any) -> float | None:
    return round(float(right[rows].mean()), 4) if rows.any() else None


def _suspects(rows: pd.DataFrame, judged: pd.DataFrame, names: Any, probabilities: Any) -> list[dict[str, Any]]:
    """Rows whose label the model finds unlikely and another likely, worst first: to be looked at once more.

    Confident learning's self-confidence margin (Northcutt et al. 2021): p(own label) - p(likeliest other label).
    """
    found: list[dict[str, Any]] = []
    numbers = rows.get("enquiry_id", pd.Series("", index=rows.index)).to_numpy()
    for kind, labels, choices, table in (
        ("topic", rows["topic"].to_numpy(), names, probabilities),
        ("level", rows["level"].to_numpy(), np.array(["N0", "N1", "N2", "N3"]), _levels(judged)),
    ):
        place = {name: column for column, name in enumerate(choices)}
        for at, label in enumerate(labels):
            likeliest = int(table[at].argmax())
            given = float(table[at, place[label]]) if label in place else 0.0
            if choices[likeliest] != label:
                found.append(
                    {
                        "row": int(rows.index[at]) + 2,
                        "enquiry_id": str(numbers[at]),
                        "kind": kind,
                        "label": str(label),
                        "label_probability": round(given, 4),
                        "model": str(choices[likeliest]),
                        "model_probability": round(float(table[at, likeliest]), 4),
                    }
                )
    found.sort(key=lambda row: (row["label_probability"] - row["model_probability"], row["row"], row["kind"]))
    return found[:_SUSPECTS]


def _levels(judged: pd.DataFrame) -> Any:
    return judged[["p_N0", "p_N1", "p_N2", "p_N3"]].to_numpy()


def evaluation_text(evaluation: Evaluation) -> str:
    """The facts as lines for a terminal."""
    facts = evaluation.facts
    lines = [f"{facts['rows']} labelled rows; model {facts['model']}"]
    lines += [f"warning: {warning}" for warning in evaluation.warnings]
    for kind in ("topic", "level"):
        lines += ["", *_quality_lines(kind, facts[kind])]
    lines += ["", "coverage: trusting only the surest rows", "  share of rows   surer than   topic right"]
    lines += [
        f"  {row['coverage']:>13.0%}   {row['certainty_from']:>10.2f}   {row['precision']:.3f} {_ends(row['precision_interval'])}"
        for row in facts["coverage"]
    ]
    lines += ["", _review_line(facts["review"], facts["rows"])]
    if facts["suspects"]:
        lines += ["", "labels worth a second look (none was left out):"]
        lines += [
            f"  row {row['row']} {row['enquiry_id']}: {row['kind']} {row['label']} ({row['label_probability']:.2f}),"
            f" the model says {row['model']} ({row['model_probability']:.2f})"
            for row in facts["suspects"]
        ]
    return "\n".join(lines)


def _quality_lines(kind: str, quality: Mapping[str, Any]) -> list[str]:
    interval = _ends((quality["accuracy_low"], quality["accuracy_high"]))
    lines = [
        f"{kind}: accuracy {quality['accuracy']:.3f} {interval}, macro F1 {quality['macro_f1']:.3f},"
        f" calibration error {quality['calibration_error']:.3f};"
        f" most frequent class alone {quality['baseline_accuracy']:.3f}"
    ]
    if "top3_accuracy" in quality:
        lines.append(f"  among the three likeliest: {quality['top3_accuracy']:.3f}")
    if "weighted_kappa" in quality:
        lines.append(f"  weighted kappa (linear): {quality['weighted_kappa']:.3f}")
    lines.append("  class  rows  precision                recall")
    lines += [
        f"  {row['label']:5}  {row['rows']:4}  {row['precision']:.2f} {_ends(row['precision_interval']):17}"
        f"  {row['recall']:.2f} {_ends(row['recall_interval'])}"
        for row in quality["classes"]
    ]
    labels, table = quality["confusion"]["labels"], quality["confusion"]["rows"]
    lines += ["  confusion (label down, model across)", "        " + " ".join(f"{label:>4}" for label in labels)]
    lines += [
        f"  {label:>5} " + " ".join(f"{count or '.':>4}" for count in row)
        for label, row in zip(labels, table, strict=True)
    ]
    lines.append("  stated probability  rows  stated  right")
    lines += [
        f"  {row['from']:.1f}-{row['to']:.1f}             {row['rows']:5}  {row['stated']:.3f}   {row['right']:.3f}"
        f" {_ends(row['right_interval'])}"
        for row in quality["reliability"]
    ]
    return lines


def _review_line(review: Mapping[str, Any], rows: int) -> str:
    passed = rows - review["rows"]
    line = f"review: {review['rows']} of {rows} rows are marked needs_review ({review['unfamiliar']} unfamiliar)"
    if passed:
        line += (
            f"; of the {passed} others the topic is right in {review['topic_right_without']:.3f},"
            f" the level in {review['level_right_without']:.3f}"
        )
    return line


def _ends(interval: Any) -> str:
    return f"({interval[0]:.3f}-{interval[1]:.3f})"
