"""The model card: what a model was made of, how good it is on rows it had not seen, and what it must not be used for."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from classifier.files import write_text
from classifier.model.enquiry_model import EnquiryModel


def card_path(model_path: Path) -> Path:
    """The card lies beside the model, with the suffix .md."""
    return model_path.with_suffix(".md")


def model_digest(model: EnquiryModel) -> str:
    """Twelve hex digits that change with the training material, the versions or the quality measured."""
    return hashlib.sha256(json.dumps(model.facts, sort_keys=True).encode()).hexdigest()[:12]


def write_card(model: EnquiryModel, path: Path) -> None:
    """Write the card as Markdown."""
    write_text(path, render_card(model))


def render_card(model: EnquiryModel) -> str:
    """The card's text; the same model gives the same card, byte for byte."""
    facts = model.facts
    corpus, versions, encoder = facts["corpus"], facts["versions"], facts["encoder"]
    channels = ", ".join(f"{name} {count:,}" for name, count in corpus["channels"].items())
    shares = facts["shares"]
    lines = [
        "# Model card",
        "",
        f"- Signature: model {model_digest(model)}, corpus {corpus['digest']}, lexicon {corpus['lexicon']},"
        f" cues {corpus['cues']}, " + ", ".join(f"{name} {version}" for name, version in versions.items()),
        f"- Trained on {corpus['rows']:,} labelled enquiries ({channels}) in {corpus['groups']} groups.",
        *_base_lines(facts),
        *_estimate_lines(corpus),
        *(
            [
                f"- Beside the words: a sentence encoder of {encoder['dimensions']} numbers, {encoder['digest']}. By itself, beside what"
                f" is learned from all together, it counts {shares['topic']['vectors']:.2f} for the topic and"
                f" {shares['level']['vectors']:.2f} for the level."
            ]
            if encoder
            else []
        ),
        f"- Knowledge from before training counts, beside what the rows teach, {shares['topic']['knowledge']:.2f} for the topic (the"
        f" lexicon) and {shares['level']['knowledge']:.2f} for the level (the cues): what served rows not seen best.",
        "- Quality below is cross-validated in 5 folds; a writer's texts, near-duplicates and comments under one post",
        "  are never on both sides.",
        "  It is a score on this corpus. On another municipality's enquiries it may be lower: label a random sample.",
        f"- A row is marked `needs_review` when its topic or level probability is below {model.review_below:.2f}; out of fold,"
        f" at least {facts['review_precision']:.0%} of the topics above it were right. So is a row of whose words less than"
        f" {model.familiar_from:.0%} are known (`review_reason` unfamiliar).",
        "- Not for decisions about a person. Shares must be estimated with a labelled sample (`summarise --labels`):"
        " counting predictions is biased.",
        *(f"- Warning: {warning}." for warning in facts["warnings"]),
        "",
    ]
    for title, quality in (("Topic", facts["quality"]["topic"]), ("Level", facts["quality"]["level"])):
        lines += _quality_lines(title, quality)
    lines += [
        "## Trusting only the surest rows",
        "",
        "| share of the rows | probability from | topic right |",
        "|---:|---:|---|",
        *(
            f"| {row['coverage']:.0%} | {row['certainty_from']:.2f} | {_with_interval(row, 'precision')} |"
            for row in facts["coverage"]
        ),
        "",
    ]
    return "\n".join(lines)


def _base_lines(facts: Mapping[str, Any]) -> list[str]:
    corpus, shares = facts["corpus"], facts["shares"]
    if corpus["own_rows"] == corpus["rows"]:
        return []
    return [
        f"- Of them {corpus['own_rows']:,} are own rows and the rest a base, a row of which weighs {shares['topic']['base']:g} of"
        f" an own one for the topic and {shares['level']['base']:g} for the level. All quality is that on own rows."
    ]


def _estimate_lines(corpus: Mapping[str, Any]) -> list[str]:
    if not corpus["estimate_rows"]:
        return []
    return [
        f"- Of them {corpus['estimate_rows']:,} were drawn at random for estimates (purpose `estimate`). They may be used for"
        " that still: `classify`",
        "  gives an enquiry that the model was trained on what the model said of it before it had seen it.",
    ]


def _with_interval(row: Mapping[str, Any], name: str) -> str:
    low, high = row[f"{name}_interval"]
    return f"{row[name]:.2f} ({low:.2f}-{high:.2f})"


def _quality_lines(title: str, quality: Mapping[str, Any]) -> list[str]:
    summary = [
        (
            "Accuracy",
            f"{quality['accuracy']:.3f} (95 % {quality['accuracy_low']:.3f}-{quality['accuracy_high']:.3f})",
        ),
        ("Most frequent class alone", f"{quality['baseline_accuracy']:.3f} ({quality['baseline_class']})"),
        ("Macro F1", f"{quality['macro_f1']:.3f}"),
        ("Calibration error", f"{quality['calibration_error']:.3f}"),
    ]
    if "weighted_kappa" in quality:
        summary.append(("Weighted kappa (linear)", f"{quality['weighted_kappa']:.3f}"))
    if "top3_accuracy" in quality:
        summary.append(("Among the three likeliest", f"{quality['top3_accuracy']:.3f}"))
    return [
        f"## {title} ({quality['rows']:,} rows)",
        "",
        "| measure | value |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in summary),
        "",
        "| class | rows | precision (95 %) | recall (95 %) | F1 |",
        "|---|---:|---|---|---:|",
        *(
            f"| {row['label']} | {row['rows']} | {_with_interval(row, 'precision')} | {_with_interval(row, 'recall')} |"
            f" {row['f1']:.2f} |"
            for row in quality["classes"]
        ),
        "",
        "Reliability: what was stated and what was right, by stated probability.",
        "",
        "| stated | rows | mean stated | right (95 %) |",
        "|---|---:|---:|---|",
        *(
            f"| {row['from']:.1f}-{row['to']:.1f} | {row['rows']} | {row['stated']:.2f} | {_with_interval(row, 'right')} |"
            for row in quality["reliability"]
        ),
        "",
    ]
