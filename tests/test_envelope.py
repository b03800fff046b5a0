from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from classifier.envelope import Clues, Envelope, Key, Traits
from classifier.exports import Kind

TRAITS = Traits("email", Kind.MAIL, "kontakt", is_reply=True, notes=("no date",))
NUMBERS = st.integers(-(2**63), 2**63 - 1)
NAMES: st.SearchStrategy[list[Key]] = st.lists(NUMBERS, min_size=1, max_size=8) | st.lists(
    st.text(max_size=30).map(lambda name: name.replace("\0", "")), min_size=1, max_size=4
)
MOMENTS = st.datetimes(timezones=st.sampled_from((UTC, timezone(timedelta(hours=-11, minutes=30)))))
CLUES = st.builds(Clues, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.integers(-1, 24 * 60 - 1))


@given(NAMES, st.integers(0, 2**32 - 1), st.none() | MOMENTS, CLUES)
def test_an_envelope_gives_back_what_it_packs(
    names: list[Key], letter: int, sent_at: datetime | None, clues: Clues
) -> None:
    kept = Envelope(names[0], TRAITS, letter, sent_at=sent_at, references=tuple(names[1:]), clues=clues)
    assert (kept.id, kept.references, kept.letter, kept.sent_at) == (names[0], tuple(names[1:]), letter, sent_at)
    assert Clues(kept.subject, kept.case, kept.opening, kept.quoted, kept.text, kept.quoted_clock) == clues
    assert (kept.source, kept.is_reply, kept.is_reminder, kept.notes) == ("kontakt", True, False, ("no date",))


def test_an_undated_message_comes_after_all_others() -> None:
    latest = datetime.max.replace(tzinfo=UTC)
    assert Envelope(1, TRAITS, 0).moment > Envelope(2, TRAITS, 0, sent_at=latest).moment
