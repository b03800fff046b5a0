"""Citizens' own words that look like a quote, a footer or a signature: losses are worse than leftovers."""

import pytest

from classifier.text import clean

LOST = {
    "a request that begins with Vänligen": "Hej!\n\nVänligen skicka blanketten för bygglov.",
    "the last item of a list": "Jag undrar om:\n- öppettider\n- priser",
    "a line that begins with T.ex.": "Vi har flera frågor.\nT.ex. på Storgatan.",
    "a sentence that quotes": "Hej!\n\nDen 3 maj skrev ni så här till mig:\n\nNi ska betala 500 kr. Stämmer det?",
    "a sentence that begins with Skickat via": "Hej\nSkickat via e-tjänsten men inget svar.\nVad göra?",
    "a sentence that begins with Hämtade från": "Hämtade från skolan en sjuk pojke.\nVad gäller?",
    "an appeal that begins like a footer": "Tänk på miljön! Varför eldar ni?\n\nHej",
    "a table": "Så här ser det ut\n| a | b |\nslut",
    "a thing named LG": "Hej\nLG TV i skolan är trasig\nok",
}


@pytest.mark.parametrize("text", LOST.values(), ids=LOST.keys())
def test_the_citizens_own_words_stay(text: str) -> None:
    assert clean(text).text == text


def test_the_line_straight_above_a_quote_header_stays() -> None:
    header = "Den tis 3 feb. 2026 kl 09:14 skrev Kommunen <k@kommun.example.com>:"
    assert clean(f"Hej!\nNär öppnar badet?\n{header}\n> gammalt").text == "Hej!\nNär öppnar badet?"
