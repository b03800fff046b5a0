import pytest

from classifier.text import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hej, när plogas vår gata?", "sv"),
        ("Hello, when do you open the swimming pool?", "en"),
        ("Hei, milloin uimahalli on auki ja mitä se maksaa?", "fi"),
        ("Hei, når åpner dere? Jeg har ikke fått noe svar etter påske", "no"),
        ("Guten Tag, wann ist das Bad geöffnet und was kostet es für Kinder?", "de"),
        ("Stor grop i vägen vid [ADRESS]", "sv"),
        ("[NAMN_1] [NAMN_2] [ADRESS]", "und"),
        ("👍👍", "und"),
        ("Xyzzy", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language
