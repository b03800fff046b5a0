from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.errors import NulageError, TableError
from classifier.labelling import Design, draw, read_population
from classifier.labelling.drawing import with_texts
from classifier.tables import write_table


def population(rows: int = 300) -> pd.DataFrame:
    numbers = np.arange(rows)
    return pd.DataFrame(
        {
            "enquiry_id": [f"e{n:04}" for n in numbers],
            "thread_id": [f"t{n // 3:04}" for n in numbers],
            "channel": np.where(numbers % 10 == 0, "facebook", "email"),
            "source": np.where(numbers % 2 == 0, "kontakt", "skola"),
            "month": "2026-02",
            "topic": np.where(numbers % 4 == 0, "GAT", "BYG"),
            "topic_probability": [f"{0.3 + 0.6 * n / rows:.3f}" for n in numbers],
            "level_probability": "0.9",
        }
    )


def test_the_same_seed_draws_the_same_rows_whatever_the_order() -> None:
    frame = population()
    shuffled = frame.sample(frac=1, random_state=5).reset_index(drop=True)
    design = Design(40, strata=("channel",), train=5)
    pd.testing.assert_frame_equal(draw(frame, design), draw(shuffled, design))
    assert set(draw(frame, design)["enquiry_id"]) != set(draw(frame, Design(40, seed=2))["enquiry_id"])


def test_a_larger_sample_holds_the_smaller_one_in_its_order() -> None:
    small, large = draw(population(), Design(30)), draw(population(), Design(80))
    assert large["enquiry_id"].tolist()[:30] == small["enquiry_id"].tolist()


@given(size=st.integers(10, 300), strata=st.sampled_from([(), ("channel",), ("channel", "source"), ("month",)]))
def test_weights_count_the_population(size: int, strata: tuple[str, ...]) -> None:
    drawn = draw(population(), Design(size, strata=strata))
    assert len(drawn) == size
    assert drawn["enquiry_id"].is_unique
    assert drawn["weight"].astype(float).sum() == pytest.approx(300, rel=1e-4)


def test_strata_are_drawn_in_proportion() -> None:
    drawn = draw(population(), Design(60, strata=("channel",)))
    assert drawn["stratum"].value_counts().to_dict() == {"email": 54, "facebook": 6}


def test_a_small_stratum_gets_two() -> None:
    frame = population().assign(channel=lambda rows: np.where(rows.index < 3, "facebook", "email"))
    assert draw(frame, Design(20, strata=("channel",)))["stratum"].value_counts()["facebook"] == 2


def test_every_row_has_the_same_chance() -> None:
    hits = pd.concat(draw(population(60), Design(20, seed=seed))["enquiry_id"] for seed in range(400)).value_counts()
    assert hits.reindex([f"e{n:04}" for n in range(60)], fill_value=0).between(90, 180).all()


def test_clusters_are_drawn_whole_with_their_own_weight() -> None:
    drawn = draw(population(), Design(60, cluster="thread_id"))
    assert (drawn.groupby("cluster").size() == 3).all()
    assert len(drawn) == 60
    assert drawn["weight"].astype(float).unique().tolist() == [5.0]


def test_rows_without_a_cluster_are_units_of_their_own() -> None:
    senders = ["", "s1", "s1", "s1", "s1", ""] * 50
    drawn = draw(population().assign(sender_id=senders), Design(30, cluster="sender_id"))
    alone = drawn[drawn["cluster"] != "s1"]
    assert len(alone)
    assert (alone["cluster"] == alone["enquiry_id"]).all()


def test_rows_for_training_are_the_doubtful_ones_of_each_topic_and_never_weighted() -> None:
    drawn = draw(population(), Design(20, train=10))
    training = drawn[drawn["purpose"] == "train"]
    chosen = population().set_index("enquiry_id").loc[training["enquiry_id"]]
    assert chosen["topic"].value_counts().to_dict() == {"BYG": 5, "GAT": 5}
    assert chosen["topic_probability"].astype(float).max() < 0.45
    assert set(training["weight"]) == {""}
    assert not set(training["enquiry_id"]) & set(drawn[drawn["purpose"] == "estimate"]["enquiry_id"])


def test_too_few_rows_for_the_strata_is_said() -> None:
    with pytest.raises(NulageError, match="3 rows are too few for 4 strata"):
        draw(population().assign(q=lambda rows: rows.index % 4).astype(str), Design(3, strata=("q",)))


def test_the_population_is_the_enquiries_only_and_texts_are_fetched_for_the_drawn(tmp_path: Path) -> None:
    frame = population(50).assign(
        received_at="2026-03-04T10:00:00+01:00",
        excluded="",
        context="",
        subject="S",
        text=lambda rows: rows["enquiry_id"],
    )
    frame.loc[:9, "excluded"] = "bounce"
    path = tmp_path / "enquiries.csv"
    write_table(frame, path)
    design = Design(8, strata=("month",))
    found = read_population(path, design)
    assert len(found) == 40
    assert "text" not in found
    drawn = with_texts(draw(found, design), path)
    assert drawn["text"].tolist() == drawn["enquiry_id"].tolist()
    assert set(drawn["stratum"]) == {"2026-03"}
    with pytest.raises(TableError, match="missing column person"):
        read_population(path, Design(8, cluster="person"))
