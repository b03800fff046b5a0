from classifier.envelope import Envelope, Traits
from classifier.exports import Kind, Party
from classifier.settings import Settings
from classifier.sides import Sides, find_sides


def mail(sender: str, to: str, outgoing: bool | None = None) -> Envelope:
    traits = Traits("email", Kind.MAIL, "s", outgoing=outgoing)
    return Envelope("1", traits, 0, sender=Party(sender), recipients=(Party(to),))


def test_domains_and_their_subdomains_are_ours() -> None:
    sides = find_sides([], Settings(mail_domains=("norrsjo.example",)))
    assert sides.is_ours(Party("a@norrsjo.example"))
    assert sides.is_ours(Party("a@skola.norrsjo.example"))
    assert not sides.is_ours(Party("a@ennorrsjo.example"))
    assert not sides.is_ours(None)


def test_a_domain_that_nobody_has_is_known_once_somebody_was_met() -> None:
    sides = find_sides([], Settings(mail_domains=("norrsjo.example", "norsjo.example")))
    sides.is_ours(Party("7", "Anna"))
    assert sides.unmet() == []
    sides.is_ours(Party("a@skola.norrsjo.example"))
    assert sides.unmet() == ["norsjo.example"]


def test_pages_are_ours_by_name_or_id_and_own_their_walls() -> None:
    sides = find_sides([], Settings(facebook_pages=("Norrsjö kommun", "100")))
    assert sides.is_ours(Party("5", "norrsjö KOMMUN"))
    assert sides.is_ours(Party("100", "x"))
    assert not sides.is_ours(Party("7", "Anna"))
    own = Envelope("1", Traits("facebook", Kind.POST, "s", page_id="9"), 0, sender=Party("9", "En sida"))
    assert find_sides([], Settings()).sent(own)


def test_the_domain_in_nearly_every_mail_is_guessed_and_said() -> None:
    mails = [mail(f"a@gratis{n}.example", "k@kommun.example") for n in range(9)] + [mail("x@a.example", "y@b.example")]
    sides = find_sides(mails, Settings())
    assert sides.domains == {"kommun.example"}
    assert sides.guessed


def test_no_guess_when_two_domains_are_as_common() -> None:
    assert find_sides([mail("a@gratis.example", "k@kommun.example")], Settings()).domains == frozenset()


def test_a_sent_folder_and_an_exchange_address_are_ours_without_any_settings() -> None:
    sides = Sides()
    private = ("karin@example.org", "anna@example.com")
    assert not sides.sent(mail(*private))
    assert sides.sent(mail(*private, outgoing=True))
    assert not sides.sent(mail(*private, outgoing=False))
    assert sides.is_ours(Party("/o=norrsjo/ou=exchange/cn=recipients/cn=karin"))
