"""Why a conversation is what it is: its messages with roles, times and evidence, and no word of what they say."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from classifier.importing import Imported
from classifier.settings import Settings
from classifier.threads import Enquiry


def explain(imported: Imported, enquiry_id: str, settings: Settings) -> Iterator[str]:
    """Lines about the conversation of `enquiry_id`, in time order. Raises NulageError when no row has that id."""
    enquiry = imported.find(enquiry_id)
    zone = settings.zone
    yield f"{enquiry_id}: {_verdict(enquiry)}"
    if enquiry.excluded:
        yield _line(enquiry.envelope.sent_at, zone, "excluded", enquiry.source, enquiry.excluded)
        return
    yield _line(enquiry.envelope.sent_at, zone, "enquiry", enquiry.source, "opens the conversation")
    for later in enquiry.joined:
        role = later.role.value.replace("_", "-")
        yield _line(later.envelope.sent_at, zone, role, later.envelope.source, later.evidence.value)


def _line(moment: datetime | None, zone: tzinfo, role: str, source: str, why: str) -> str:
    shown = moment.astimezone(zone).isoformat(timespec="seconds") if moment else "no date"
    return f"  {shown:25}  {role:9}  {source:24}  {why}"


def _verdict(enquiry: Enquiry) -> str:
    if enquiry.excluded:
        return "no enquiry"
    if enquiry.answered is None:
        return "whether it was answered cannot be measured"
    return "answered" if enquiry.answered else "not answered"
