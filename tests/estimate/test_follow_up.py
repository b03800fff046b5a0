import pandas as pd
import pytest

from classifier.estimate import estimate_answer_times, follow_up
from classifier.settings import Settings


def table(rows: list[tuple[str, str, str, str, str]]) -> pd.DataFrame:
    columns = ["source", "received_at", "answered", "answered_at", "answer_hours"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(answer_working_hours=frame["answer_hours"])


def test_the_unanswered_are_followed_until_their_own_export_ends() -> None:
    frame = table(
        [
            ("kontakt", "2026-03-02T09:00:00+01:00", "true", "2026-03-02T11:00:00+01:00", "2.0000"),
            ("kontakt", "2026-03-02T12:00:00+01:00", "false", "", ""),
            ("kontakt", "2026-03-04T12:00:00+01:00", "true", "2026-03-04T13:00:00+01:00", "1.0000"),
            ("social", "2026-03-02T09:00:00+01:00", "false", "", ""),
        ]
    )
    found = follow_up(frame, Settings())
    assert found["hours"].tolist() == pytest.approx([2, 49, 1, 0])
    # Monday 12:00-16:30, Tuesday 8:00-16:30, Wednesday 8:00-13:00.
    assert found["working_hours"].tolist() == pytest.approx([2, 18, 1, 0])
    assert found["answered"].tolist() == [True, False, True, False]


def test_what_cannot_be_measured_is_left_out() -> None:
    frame = table(
        [
            ("kontakt", "2026-03-02T09:00:00+01:00", "", "", ""),
            ("kontakt", "", "false", "", ""),
            ("kontakt", "2026-03-02T09:00:00+01:00", "true", "", ""),
            ("kontakt", "2026-03-02T09:00:00+01:00", "false", "", ""),
        ]
    )
    assert follow_up(frame, Settings()).index.tolist() == [3]


def test_the_demo_waits_longer_than_its_answered_tell(demo_table: pd.DataFrame, demo_settings: Settings) -> None:
    enquiries = demo_table[demo_table["excluded"] == ""]
    found = follow_up(enquiries, demo_settings)
    everyone = estimate_answer_times(found["hours"], found["answered"])[0.5]
    answered = found[found["answered"]]
    lucky = estimate_answer_times(answered["hours"], answered["answered"])[0.5]
    assert lucky.value is not None
    assert everyone.value is None or everyone.value > lucky.value
