"""User names: of services of the net and of our own logins."""

import re

from classifier.anonymise.online import TOP
from classifier.anonymise.recogniser import Recogniser, context, pattern
from classifier.anonymise.vocabulary import is_ordinary, ordinary_words

# The beginnings by which services are named before a user name; "insta" alone begins ordinary words.
_INSTAGRAM = ("insta ", "insta:", "instag", "instak", "instan", "instat")
_SERVICES = (
    *_INSTAGRAM,
    "snap",
    "tiktok",
    "discord",
    "roblox",
    "twi",
    "steam",
    "xbox",
    "psn",
)
_EXTENSIONS = r"(?:pdf|docx?|xlsx?|jpe?g|png|txt|csv|pptx?|zip|mp[34]|heic|gif|html?)"
_SERVICE = (
    "insta instagram snap snapchat tiktok discord roblox fortnite minecraft twitter facebook fb messenger "
    "youtube twitch "
    "steam wordfeud jodel telegram signal teams skype unikum vklass edlevo skolplattformen schoolsoft bankid flashback "
    "användarn användarid användare user login logg inlogg alias nick| nickname konto| kontonamn signatur kallar_sig kallad "
    "skriver_som heter "
    "profil handle spelarnamn gamertag psn xbox sidan_som sida_som som_heter kommentar följ account kontot "
    "forum wilma inloggad loggat spelar_som under_namn trollar sign| hör_av messenger dm| pm| sök_på hittar_mig finns_som"
)
_NAME_CONTEXT = (
    r"(?:användar(?:namn(?:et)?|id)|user[ ]?(?:name|id)|login(?:namn)?|inloggning(?:en|snamn(?:et)?)?|alias|"
    r"nick(?:name|namn)?|"
    r"(?:mitt|min|hans|hennes|vårt|my|på)[ ](?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|roblox|twitter|"
    r"twitch|steam|xbox|psn)(?:et|en)?"
    r"(?:namn|konto)?|(?:insta(?:gram)?|snap(?:chat|pen)?|tiktok|discord|twitch|skype|gamertag)(?:namn|"
    r"konto(?:t)?|en|t)?|konto(?:t)?namn(?:et)?|spelarnamn(?:et)?|gamertag)"
)
_USER = r"[^\W_](?:[\w.]{1,30}\w|\w)"
_QUOTE = r"[\"'”“’«»]?"

# Handles of offices stay.
_OFFICES = ("kommun", "region", "polis", "skola", "bibliotek", "trafikverket", "myndighet")
_BRANDS = frozenset(
    "bankid linkedin youtube facebook snapchat tiktok whatsapp schoolsoft iphone ipad paypal postnord peppol "
    "mcdonalds".split()
)

# What a text says when it speaks of logging in.
_LOGIN = (
    *("logga", "inlogg", "login", "log in", "lösen", "användarn", "användare", "användari", "konto"),
    *("teams", "chromebook", "wifi", "skriv", "mina sidor"),
)
# What a computer's or an account's state is called: no user name.
_STATE = re.compile(
    r"(?:t|d|n|ts|de|na|sk|ig|iv|klart?|nytt?|kvar|borta|fel|fri|öppen|online|offline|min|hans|hennes|här|där|just|ju|nog)\Z"
)

_MIXED = re.compile(r"[\d._A-ZÅÄÖ](?:(?<=[^\W\d_]\d)|(?<=\d)(?=[^\W\d_])|(?<=\w\.)(?=\w)|(?<=_)|(?<=[a-zåäö][A-ZÅÄÖ]))")


# Plates, rooms, counts, and names of domains.
_NO_HANDLE = re.compile(
    r"[A-ZÅÄÖ]{2,5}\d{1,4}[A-Z]?|(?i:\d+[a-zåäö]{1,3}|[A-ZÅÄÖ]{1,4}\d{1,2}|[\w.]+\.(?:se|com|nu|pdf|org|nr))"
)


def _is_handle(found: str) -> bool:
    """True for a word that mixes letters with digits, dots, underscores or inner capitals, as no ordinary word does."""
    if sum(map(str.isalpha, found)) < 3 or found.casefold() in _BRANDS or _NO_HANDLE.fullmatch(found):
        return False
    if "." not in found:
        return _MIXED.search(found) is not None
    if not any(map(str.isdigit, found)) and re.search(r"[a-zåäö]\.[A-ZÅÄÖ]", found):
        return False
    return not all(map(is_ordinary, found.replace("_", ".").split(".")))


def _is_letters_with_number(found: str) -> bool:
    """True for letters that are no word before a number: "abdsah0412", not "sommar2025", "vecka42"."""
    letters = found.rstrip("0123456789").casefold()
    return not is_ordinary(letters) and letters not in _BRANDS and letters.removesuffix("en") not in _NUMBERED_THINGS


def _is_no_word(found: str) -> bool:
    """True for what is no word we know and says nothing of an account's state."""
    parts = re.split(r"[-._]", found.casefold())
    return len(found) > 3 and not all(is_ordinary(part) or _STATE.search(part) for part in parts)


# Letters before numbers that name no user.
_NUMBERED_THINGS = frozenset(
    """
    windows office iphone galaxy ipad covid version vecka klass mars april juni juli augusti september oktober november december
    januari februari sida sidan bild image scan rum plats linje väg kanal route error punkt kapitel steg nivå level zon grupp
    sommar vinter höst vår lösen test sensor skärm printer skrivare dator server router model modell typ serie euro
    """.split()
)


USERNAMES = (
    # "abdsah0412", "perhed07": three letters of each name and a year or a day, as schools and offices give.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        re.compile(r"(?<![\w.@/#-])[a-zåäö]{6}\d\d(?:\d\d)?(?![\w@-]|[.,]\d)"),
        digits=2,
        form=re.compile(r"\d\d(?<=[a-zåäö]{6}\d\d)"),
        valid=_is_letters_with_number,
    ),
    # Letters and a number, where the text speaks of logging in: "ronjaräv13 kan inte logga in", "ROLS87".
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(r"(?<![\w.@/#-])(?:[a-zåäö]{2,4}-)?[a-zåäö]{4,20}\d{2,4}(?![\w@-]|[.,]\d)"),
        digits=2,
        topic=_LOGIN,
        form=re.compile(r"\d\d(?<=[^\W\d_]{4}\d\d)"),
        valid=_is_letters_with_number,
    ),
    # "jukka_pj71": underscores join no words.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        re.compile(rf"(?<![\w.@/#-])[^\W_]{{2,20}}(?:_[^\W_]{{1,20}}){{1,3}}(?![\w@]|\.\d|\.{_EXTENSIONS})"),
        digits=0,
        words=("_",),
        valid=lambda found: (
            any(map(str.islower, found))
            and sum(map(str.isalpha, found)) > 3
            and not all(map(is_ordinary, found.split("_")))
        ),
    ),
    # "inloggning för adm-lindbjo", "användaren är viktorialb", "mitt konto i tjänsten är ingelawaara": what follows is no word.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            r"(?<!\w)(?:användaren|(?:användar|inlogg(?:nings)?)namn(?:et)?|användarid|(?:elev|bibliotek|bibb?lan|skol)?kontot?|account|"
            r"inlogg(?:et|ning|ningen)?|login|logg?ar?[ ]in|log(?:ging)?[ ]in|logged[ ]in)"
            r"(?:[ ](?:mitt|hennes|hans))?(?:[ ](?:i|till|för|på|hos|at)[ ](?:the[ ])?[^\W\d]{2,20}(?:[ ]center)?)?[ ]"
            rf"(?:är|e|is|som|as|blir[ ]det|blev|heter|oli)[ ]{_QUOTE}(?P<id>[^\W\d_][\w.-]{{2,30}}\w)(?!\w)"
        ),
        digits=0,
        words=("användar", "konto", "account", "logg", "log in", "login"),
        valid=lambda found: (found.islower() or any(map(str.isdigit, found))) and _is_no_word(found),
    ),
    # "ext-ekbackius", "adm-lindbjo": what is given to those who come from outside or rule a system.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        re.compile(r"(?<![\w.@/-])(?:adm|ext|kons|svc|vik|usr|emk)-[a-zåäö]{4,20}\d{0,4}(?![\w-])"),
        digits=0,
        words=("adm-", "ext-", "kons-", "svc-", "vik-", "usr-"),
        valid=lambda found: not is_ordinary(found.partition("-")[2]),
    ),
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(r"(?<![\w.@])@[^\W\d](?:[\w.-]{0,28}\w)?"),
        digits=0,
        words=("@",),
        valid=lambda found: not any(word in found.casefold() for word in _OFFICES),
    ),
    # "inloggad som alirezan-mora", "elevkonto nurhas1011": what follows is no word.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            r"(?:logga(?:d|de|r|t|s)?(?:[ ]in)?(?:ad)?[ ]som|(?:elev|lärar|barn|föräldra|spel|skol|gmail|insta)-?konto(?:t)?|"
            rf"inlogg(?:et|ning|ningen)?|login)[ :]{{1,2}}{_QUOTE}(?P<id>[^\W_][\w.-]{{2,30}}\w)"
        ),
        digits=0,
        words=("logga", "konto", "inlogg", "login"),
        valid=lambda found: (
            re.search(r"[\d._-]", found) is not None and not is_ordinary(found) and found[:2] not in ("e-", "E-")
        ),
    ),
    # "xx.filippa.h.xx": three parts with dots, where the text speaks of such names.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        re.compile(r"(?<![\w.@/-])[a-zåäö\d]{2,15}(?:\.[a-zåäö\d]{1,15}){2,4}(?![\w@/]|\.\w)"),
        digits=0,
        words=("insta", "snap", "tiktok", "konto", "discord", "användar"),
        valid=lambda found: (
            sum(char.isalpha() for char in found) > 5
            and re.search(rf"\.(?:{_EXTENSIONS}|{TOP})$", found) is None
            and not any(len(part) > 2 and part in ordinary_words() for part in found.split("."))
        ),
    ),
    # "luddeboi#4471"
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(r"(?<![\w.@#/-])[^\W\d][\w.]{1,31}[#]\d{3,5}(?![\w#])"),
        digits=0,
        words=("#",),
    ),
    # No ordinary word has an underscore inside; a file does.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(r"(?<![\w.@/\\-])[^\W_][\w.]{0,30}_[\w.]{0,30}\w(?![\w.]|[ ]?@)"),
        digits=0,
        words=("_",),
        valid=lambda found: re.search(rf"\.{_EXTENSIONS}$", found, re.IGNORECASE) is None,
    ),
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        re.compile(rf"(?<![\w.@/-])(?=[^\W\d_]*(?:[\d_]|\.\w|[a-zåäö][A-ZÅÄÖ])){_USER}(?![\w@])"),
        digits=0,
        form=_MIXED,
        before=context(_SERVICE),
        valid=_is_handle,
    ),
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            rf"(?<!\w){_NAME_CONTEXT}(?:\s?[:=]\s?|\s(?:är|e|heter(?:[ ](?:jag|han|hon))?|is|som|blir|var)(?!\w)\s{{0,2}})"
            r"(?:(?:fortfarande|alltså|nog|typ|ju|bara|nu|egentligen)[ ])?[:=]?\s?"
            rf"{_QUOTE}(?P<id>(?!inte\b|jag\b|han\b|hon\b|den\b|det\b|som\b|fel\b|på\b|ett?\b|min\b|mitt\b)"
            rf"{_USER}(?:-{_USER})?)"
        ),
        digits=0,
        words=(
            "användar",
            "user",
            "login",
            "logg",
            "alias",
            "nick",
            *_SERVICES,
            "skype",
            "spelar",
            "gamer",
        ),
    ),
    # "mitt användarnamn till skolplattformen är tuvlin", "inloggningsnamn evahan"
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            r"(?:användarnamn|inloggningsnamn|inloggning|spelarnamn|användar-id)(?:et|"
            r"en)?(?:(?:[ ](?:till|för|på|i|hos)[ ][^\W\d]{1,20}+)?[ ](?:är|heter)|:)?[ ]"
            rf"{_QUOTE}(?P<id>{_USER})"
        ),
        digits=0,
        words=("användarnamn", "inloggning", "spelarnamn", "användar-id"),
        valid=lambda found: len(found) > 3 and not is_ordinary(found) and not found.istitle(),
    ),
    # "insta annaberg", "signaturen norrsjobon": what follows the service's name and is no word.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            r"(?<!\w)(?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|twitch|skype|gamertag|alias|nick(?:et)?|"
            rf"signatur(?:en)?|användaren|u/)(?:[ ]|(?<=/)){_QUOTE}(?P<id>{_USER})"
        ),
        digits=0,
        words=(
            *_INSTAGRAM,
            "snap",
            "tiktok",
            "discord",
            "twitch",
            "skype",
            "gamertag",
            "alias",
            "nick",
            "signatur",
            "användaren",
            "u/",
        ),
        valid=lambda found: len(found) > 3 and not is_ordinary(found),
    ),
    # "heter Lillgrisen på roblox", 'skriver som "Norets hjälte"'.
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            r"(?:heter(?:[ ](?:jag|han|hon))?|kallar[ ](?:sig|mig)|finns[ ]som|hittas[ ]som|är)"
            rf"[ ]{_QUOTE}(?P<id>(?!inte\b|jag\b|han\b|hon\b|vi\b|det\b|så\b|aktiv\w*\b|här\b|en\b|ute\b|också\b|med\b|"
            r"mest\b|bara\b)"
            rf"{_USER}){_QUOTE}"
            r"[ ](?:på|i|in|on)[ ](?:insta|snap|tiktok|discord|roblox|twitter|twitch|steam|xbox|psn|fortnite|"
            r"minecraft|jodel|flashback|youtube)"
        ),
        digits=0,
        words=(
            *_SERVICES,
            "fortnite",
            "minecraft",
            "jodel",
            "flashback",
            "youtube",
        ),
    ),
    Recogniser(
        "username",
        "[ANVÄNDARE]",
        pattern(
            r"(?:signaturen|skriver[ ]som|kallar[ ](?:sig|mig)|användaren|alias|under[ ]namnet|kontot|profilen)"
            r"[ ][\"'”“’«»](?P<id>[^\"'”“’«»\n]{2,30})[\"'”“’«»]"
        ),
        digits=0,
        words=("signaturen", "skriver som", "kallar", "användaren", "alias", "under namnet", "kontot", "profilen"),
    ),
)
