import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.exports.html import has_quote, html_to_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Hej</p><p>När   öppnar\n badet?</p>", "Hej\n\nNär öppnar badet?"),
        ("rad ett<br>rad två", "rad ett\nrad två"),
        ("<style>p{}</style><script>x()</script><p>kvar</p>", "kvar"),
        ('<a href="http://example.com">länken</a> <img alt="bild" src="x">', "länken"),
        ("<div>nytt</div><blockquote type='cite'><div>gammalt</div></blockquote>", "nytt\n> gammalt"),
        ('<div>nytt</div><div class="gmail_quote">Den 3 mars skrev A:<blockquote class="gmail_quote">g</blockquote></div>',
         "nytt\n> Den 3 mars skrev A:\n> > g"),
        ('Hej<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>Från: A</div>När?</div>',
         "Hej\n---------- Forwarded message ---------\nFrån: A\nNär?"),
        ("<p>oavslutad <b>fet", "oavslutad fet"),
        ("", ""),
    ],
)  # fmt: skip
def test_html_as_text(source: str, text: str) -> None:
    assert html_to_text(source) == text


def test_hostile_nesting_ends() -> None:
    assert "slut" in html_to_text("<div>" * 200 + "slut")
    html_to_text("<div>" * 50_000 + "slut")


@given(st.text(alphabet="<>/ab &;\"'=pdivqu!-\n", max_size=200))
def test_it_never_raises(source: str) -> None:
    assert isinstance(html_to_text(source), str)


@pytest.mark.parametrize(
    "source", ["<BLOCKQUOTE TYPE='cite'>x", '<div class="gmail_quote">x', "<blockquote type=cite>x"]
)
def test_markup_that_tells_a_quote(source: str) -> None:
    assert has_quote(source)
    assert not has_quote("<blockquote>ett citat ur en bok</blockquote>")
