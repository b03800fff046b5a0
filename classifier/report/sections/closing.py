"""What follows the findings: data quality, comparisons, and the appendix with definitions, quality and signature."""

import tomllib
from importlib.resources import files

from classifier.report.document import Bullets, Paragraph, Section, Table
from classifier.report.view import View, known

_DEFINITIONS = (
    "enquiry",
    "needing",
    "levels",
    "strict",
    "extended",
    "mandate",
    "referral",
    "answer",
    "within",
    "times",
    "hours",
    "per_working_day",
    "interval",
    "post_stratified",
    "wilson",
    "predicted",
    "suppressed",
    "small_base",
)


def quality(view: View) -> Section:
    """T12: what each mailbox and page holds and lacks."""
    measures = ("enquiries", "excluded", "undated", "unmeasurable", "needs_review", "other_language", "noted")
    keys = ("source", "first", "last")
    return Section(
        "datakvalitet",
        view.w("h_quality"),
        (view.text("p_quality"), *view.table("data_quality", measures, keys=keys, wide=True)),
    )


def comparisons(view: View) -> Section:
    """Published figures with their source, and in what their definition differs from ours."""
    rows = tuple(
        (entry["who"], entry["figure"][view.w.language], entry["measure"][view.w.language],
         entry["difference"][view.w.language], entry["source"])
        for entry in tomllib.loads(
            files("classifier.report").joinpath("published.toml").read_text(encoding="utf-8")
        )["published"]
    )  # fmt: skip
    columns = tuple(view.w(f"k_{name}") for name in ("who", "figure", "measures", "differs", "published_in"))
    table = Table("published", "J1", view.w("t_published"), columns, rows, wide=True)
    return Section("jamforelser", view.w("h_comparisons"), (view.text("p_comparisons"), table))


def appendix(view: View) -> Section:
    """Definitions, the classifier's quality by class, and the signature that all figures share."""
    w = view.w
    return Section(
        "bilaga",
        w("h_appendix"),
        (),
        (
            definitions(view),
            Section(
                "traffsakerhet",
                w("h_classifier"),
                (
                    view.text("p_classifier" if view.summary.estimated else "p_classifier_unknown"),
                    *view.table(
                        "classifier_quality",
                        ("labelled", "recall", "precision"),
                        keys=("label", "class"),
                        chosen=lambda row: known(row.figures[0]),
                    ),
                ),
            ),
            Section(
                "signatur",
                w("h_signature"),
                (view.text("p_signature", digest=view.summary.digest), signature_table(view)),
            ),
        ),
    )


def definitions(view: View) -> Section:
    """What every word and sign of the report means."""
    values = {"suppressed": {"limit": str(view.settings.small_cell)}}
    items = tuple(Paragraph(view.w.parts(f"d_{name}", **values.get(name, {}))) for name in _DEFINITIONS)
    return Section("definitioner", view.w("h_definitions"), (Bullets(items),))


def signature_table(view: View, letter: str = "") -> Table:
    """Versions and digests; `letter` tells two materials apart."""
    w = view.w
    rows = tuple((w(f"sig_{name}"), str(value) or w("none_given")) for name, value in view.summary.signature.items())
    return Table(f"signature{letter}", f"B2{letter}", w("t_signature"), (w("k_what"), w("k_value")), rows)
