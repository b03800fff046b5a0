"""Material and method: what was read, what was left out, how the shares were made, and what they cannot tell."""

from collections.abc import Iterator

from classifier.report.document import Block, Bullets, Paragraph, Section, Table
from classifier.report.view import View
from classifier.report.wording import texts
from classifier.summary.figure import COUNT, SUPPRESSED, absent, count
from classifier.summary.importlog import ImportRemark


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
    return (view.text("p_import"), *(table for table in tables if table.rows), *_remarks(view, log.remarks))


def _remarks(view: View, remarks: tuple[ImportRemark, ...]) -> tuple[Block, ...]:
    """What the import had to guess or could not measure."""
    if not remarks:
        return ()
    return view.text("p_import_remarks"), Bullets(tuple(Paragraph((_remark(view, remark),)) for remark in remarks))


def _remark(view: View, remark: ImportRemark) -> str:
    """A remark by its code; what has none, or one that we do not know, as it was written (in English)."""
    key = f"remark_{remark.code}"
    if key not in texts(view.w.language):
        return remark.text
    return view.w(key, **{name: _value(view, name, value) for name, value in remark.values.items()})


def _value(view: View, name: str, value: str | int | list[str]) -> str:
    if isinstance(value, int):
        return view.w.count(value)
    if isinstance(value, list):
        return ", ".join(view.readable("source", one) for one in value)
    return view.readable(name, value)


def _sample(view: View) -> tuple[Block, ...]:
    w, signature = view.w, view.summary.signature
    if not view.summary.estimated:
        return (view.text("p_no_sample"),)
    return (
        view.text("p_sample", n=w.count(signature["labelled"]), of=w.count(signature["enquiries"])),
        *_sheet(view),
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


def _sheet(view: View) -> Iterator[Paragraph]:
    """How the rows were drawn, and those that nobody labelled."""
    sheet, w = view.summary.sheet, view.w
    if sheet is None:
        return
    if sheet.weighted:
        yield view.text("p_weighted")
    if sheet.clusters:
        yield view.text("p_clusters", n=w.count(sheet.clusters))
    if sheet.drawn > sheet.labelled:
        lost = {name: w.count(getattr(sheet, name)) for name in ("drawn", "blank", "half", "unreadable")}
        yield view.text("p_not_labelled", n=w.count(sheet.drawn - sheet.labelled), **lost)


def _limits(view: View) -> list[Paragraph]:
    return [
        view.text(key) for key in ("limit_potential", "limit_channels", "limit_answer", "limit_window", "limit_privacy")
    ]
