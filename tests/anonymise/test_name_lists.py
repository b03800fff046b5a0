"""The list of brands beside the lists of names."""

from classifier.anonymise.name_lists import brands, brands_and_names, listed_names, surnames


def test_no_sure_brand_of_one_word_is_a_listed_name() -> None:
    single = {name for name in brands() if "_" not in name}
    assert not single & (listed_names() | surnames())


def test_no_brand_is_both_sure_and_a_name() -> None:
    assert not brands() & brands_and_names()
    assert {"mercedes", "elon"} <= brands_and_names()


def test_brands_are_written_in_lower_case_with_letters() -> None:
    listed = brands() | brands_and_names()
    assert all(name == name.casefold() and not any(map(str.isdigit, name)) for name in listed)
    assert {"peab", "canada_goose", "karlsson_på_taket"} <= brands()
