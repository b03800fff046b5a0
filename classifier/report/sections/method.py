"""Material and method: what was read, what was left out, how the shares were made, and what they cannot tell."""

from classifier.report.document import Block, Bullets, Paragraph, Section, Table
from classifier.report.view import View
from classifier.summary.figure import COUNT, SUPPRESSED, absent, count


def section(view: View) -> Section:
    """In the order that a reader asks: material, counts, sample, quality, limits."""
    w, signature = view.w, view.summary.signature
    return Section(
        "metod",
        w("h_method"),
        (
            view.text("p_material", rows=w.count(signature["rows"]), **view.period()),
            *_reconciled(view),
            *_import(view),
        ),
        (
            Section("urval", w("h_sample"), _sample(view)),
            Section("begransningar", w("h_limits"), (Bullets(tuple(_limits(view))),)),
        ),
    )


def _reconciled(view: View) -> tuple[Block, ...]:
    """Rows of the table = enquiries + what is no enquiry by its form."""
    w, signature = view.w, view.summary.signature
    rows = [(w(f"reconcile_{name}"), count(signature[name], name)) for name in ("enquiries", "excluded", "rows")]
    table = Table("reconciled", "M1", w("t_reconciled"), (w("k_what"), w("c_number")), tuple(rows))
    return (table, view.text("p_excluded"), *view.pivot("excluded", wide=True))


def _import(view: View) -> tuple[Block, ...]:
    """What the import told of the exports; its absence is said."""
    log = view.summary.import_log
    if log is None:
        return (view.text("p_no_import_log", "note"),)
    w, limit = view.w, view.settings.small_cell
    counts = tuple((w.name("counts", name), count(number, name)) for name, number in log.counts.items())
    masked = tuple(
        (w.name("masked", kind), absent(COUNT, SUPPRESSED) if 0 < number < limit else count(number, "masked"))
        for kind, number in log.masked.items()
    )
    sources = tuple(
        (
            source.source,
            count(source.messages, "messages"),
            view.readable("first", source.first),
            view.readable("last", source.last),
            ", ".join(w("hole_days", n=w.count(days)) for days in source.holes) or w("none_given"),
        )
        for source in log.sources
    )
    item = (w("k_what"), w("c_number"))
    covered = (w("k_source"), w("c_messages"), w("k_first"), w("k_last"), w("k_holes"))
    tables = [
        Table("import-counts", "M2", w("t_import_counts"), item, counts),
        Table("import-sources", "M3", w("t_import_sources"), covered, sources),
        Table("import-masked", "M4", w("t_import_masked"), item, masked),
    ]
    return (view.text("p_import"), *(table for table in tables if table.rows), *_warnings(view, log.warnings))


def _warnings(view: View, warnings: tuple[str, ...]) -> tuple[Block, ...]:
    """What the import had to guess, in its own words."""
    if not warnings:
        return ()
    return view.text("p_import_warnings"), Bullets(tuple(Paragraph((text,)) for text in warnings))


def _sample(view: View) -> tuple[Block, ...]:
    w, signature = view.w, view.summary.signature
    if not view.summary.estimated:
        return (view.text("p_no_sample"),)
    return (
        view.text("p_sample", n=w.count(signature["labelled"]), of=w.count(signature["enquiries"])),
        view.text("p_agreement"),
        *view.table(
            "classifier_quality",
            ("labelled", "recall", "precision"),
            keys=("label", "class"),
            chosen=lambda row: row.keys[1] == "all",
            notes=(w("n_overall"),),
            suffix="s",
        ),
    )


def _limits(view: View) -> list[Paragraph]:
    return [
        view.text(key) for key in ("limit_potential", "limit_channels", "limit_answer", "limit_window", "limit_privacy")
    ]
