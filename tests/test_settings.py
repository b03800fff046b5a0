from datetime import date
from pathlib import Path

import pytest

from classifier.errors import SettingsError
from classifier.settings import Settings, load_settings


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "nulage.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings() == Settings()


def test_the_file_in_the_working_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 'municipality = "Norrsjö kommun"')
    monkeypatch.chdir(tmp_path)
    assert load_settings().municipality == "Norrsjö kommun"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mail_domain = []", "unknown setting 'mail_domain'; did you mean 'mail_domains'?"),
        ("inhabitants = -1", "the value of 'inhabitants' is wrong: it must be a whole number, 0 or more"),
        ('timezone = "Europa/Mora"', "the value of 'timezone' is wrong"),
        ("[opening_hours]\n'månday' = '08:00-16:00'", "unknown setting 'månday'; did you mean 'monday'?"),
        ("[opening_hours]\nmonday = '16:00-08:00'", "must end after they begin"),
        ("municipality = ", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(write(tmp_path, text))
    assert message in str(error.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        load_settings(tmp_path / "none.toml")


def test_the_responsible_department_depends_on_the_date(tmp_path: Path) -> None:
    settings = load_settings(
        write(
            tmp_path,
            """
            [[topic_departments]]
            topic = "BYG"
            department = "Byggkontoret"
            to = 2019-12-31
            [[topic_departments]]
            topic = "BYG"
            department = "Samhällsbyggnad"
            from = 2020-01-01
            """,
        )
    )
    assert settings.responsible("BYG", date(2019, 12, 31)) == "Byggkontoret"
    assert settings.responsible("BYG", date(2020, 1, 1)) == "Samhällsbyggnad"
    assert settings.responsible("GAT", date(2020, 1, 1)) == ""


def test_the_digest_changes_with_a_setting() -> None:
    assert Settings().digest() == Settings().digest()
    assert Settings().digest() != Settings(inhabitants=1).digest()


def test_handling_minutes_are_assumptions_with_defaults(tmp_path: Path) -> None:
    path = tmp_path / "nulage.toml"
    path.write_text("[handling_minutes]\nEmail = 8\nphone = 4.5\n", encoding="utf-8")
    settings = load_settings(path)
    assert (settings.handling("email"), settings.handling("phone"), settings.handling("letter")) == (8, 4.5, 8)
    assert Settings().handling("facebook") == 4
    path.write_text("[handling_minutes]\nemail = 0\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="above 0"):
        load_settings(path)


def test_columns_of_a_table_are_named_by_field(tmp_path: Path) -> None:
    path = tmp_path / "nulage.toml"
    path.write_text('columns = { text = "Fritext", date = "Inkom" }', encoding="utf-8")
    assert load_settings(path).columns == {"text": "Fritext", "date": "Inkom"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('columns = { texts = "Fritext" }', "did you mean 'text'"),
        ('columns = { date = "Inkom" }', "must name the column of text or subject"),
        ("columns = { text = 5 }", "must be text in quotes"),
        ('columns = ["Fritext"]', "must be a table"),
    ],
)
def test_columns_that_make_no_sense_are_refused(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "nulage.toml"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(SettingsError, match=reason):
        load_settings(path)


def test_public_people_and_a_pipeline_can_be_named(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, 'public_names = ["Anna Hed"]\nspacy_pipeline = "sv_x"'))
    assert (settings.public_names, settings.spacy_pipeline) == (("Anna Hed",), "sv_x")
    assert (Settings().public_names, Settings().spacy_pipeline) == ((), "")
