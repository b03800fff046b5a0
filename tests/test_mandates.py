from pathlib import Path

import pytest

from classifier.errors import SettingsError
from classifier.mandates import DEFAULT_MANDATES, Mandate
from classifier.settings import load_settings


def load(tmp_path: Path, text: str) -> tuple[Mandate, ...]:
    path = tmp_path / "nulage.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path).mandates


@pytest.mark.parametrize(
    ("mandate", "topic", "level", "covered"),
    [
        (Mandate("m", ("N1",)), "GAT", "N1", True),
        (Mandate("m", ("N1",)), "GAT", "N2", False),
        (Mandate("m"), "GAT", "N2", True),
        (Mandate("m"), "GAT", "N3", False),
        (Mandate("m", n2_topics=("BYG",)), "BYG", "N2", True),
        (Mandate("m", n2_topics=("BYG",)), "GAT", "N2", False),
        (Mandate("m", n2_topics=("BYG",)), "GAT", "N1", True),
        (Mandate("m"), "IFO", "N2", False),
        (Mandate("m"), "IFO", "N1", True),
        (Mandate("m", social_status=True), "IFO", "N2", True),
    ],
)
def test_what_a_mandate_covers(mandate: Mandate, topic: str, level: str, covered: bool) -> None:
    assert mandate.covers(topic, level) is covered


def test_the_defaults_widen_step_by_step() -> None:
    pairs = [(topic, level) for topic in ("GAT", "IFO") for level in ("N1", "N2", "N3")]
    covered = [sum(mandate.covers(*pair) for pair in pairs) for mandate in DEFAULT_MANDATES]
    assert covered == [2, 3, 4]


def test_mandates_are_read_from_the_settings(tmp_path: Path) -> None:
    text = """
        [[mandates]]
        name = "Start"
        levels = ["N1", "N2"]
        n2_topics = ["BYG", "FSK"]

        [[mandates]]
        name = "Brett"
        social_status = true
    """
    assert load(tmp_path, text) == (
        Mandate("Start", n2_topics=("BYG", "FSK")),
        Mandate("Brett", social_status=True),
    )
    assert load(tmp_path, "") == DEFAULT_MANDATES


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[mandates]]\nlevels = ["N1"]', "needs a name"),
        ('[[mandates]]\nname = "x"\nlevels = ["N3"]', "among N1, N2"),
        ('[[mandates]]\nname = "x"\ntopics = []', "'topics' is none of name, levels"),
        ('[[mandates]]\nname = "x"\nsocial_status = "ja"', "true or false"),
        ('[[mandates]]\nname = "x"\nn2_topics = "BYG"', "list of codes"),
        ("mandates = 3", "list of"),
    ],
)
def test_a_wrong_mandate_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load(tmp_path, text)
