"""Identifiers of the net: e-mail (also written out in words), profiles, addresses of machines."""

import re

from classifier.anonymise.recogniser import Recogniser, pattern

# What people write for "@" to hide an address from machines, and for "." beside it.
_AT = (
    r"(?:\s?[(\[{<]\s?(?:at|a|ät|@|snabel-?[ ]?a|snabel)\s?[)\]}>]\s?|\s(?:snabel-?[ ]?a|snabel|alfakrull|"
    r"kanelbulle|arroba)\s|\ssnabela\s)"
)
_DOT_WORDS = "punkt|dot|piste|prick|kropka|punto"
_DOT_SIGN = r"\s?[.]\s?|\s?[(\[]\s?(?:dot|punkt|prick|piste|\.)\s?[)\]]\s?"
_DOT = rf"(?:{_DOT_SIGN}|\s(?:{_DOT_WORDS})\s)"
_JOIN = rf"(?:{_DOT_SIGN}|\s(?:{_DOT_WORDS}|understreck|underscore|bindestreck|streck|minus|alaviiva)\s)"
_WORD = r"[^\W_]{1,30}+"
# Endings of addresses.
TOP = (
    r"(?:se|com|org|net|nu|fi|no|dk|eu|de|info|edu|example|uk|pl|gov|io|me|cz|sk|hu|ro|hr|rs|ba|al|mk|si|bg|"
    r"gr|tr|ru|ua|by|lt|lv|ee|nl|be|fr|es|pt|it|ch|at|is|ie|tv|app|dev|ai)(?!\w)"
)
_PROFILE_SITES = (
    r"(?:facebook|fb|instagram|linkedin|tiktok|twitter|x|snapchat|youtube|vk|pinterest|twitch|threads|onlyfans|discord|"
    r"steamcommunity|soundcloud|github|reddit|tumblr|strava|flickr|blocket|tradera|hitta|eniro|merinfo|mrkoll|ratsit)"
)


def _is_ipv4(found: str) -> bool:
    """False for a telephone number with dots: no part above 255, none with a leading zero."""
    return all(int(part) < 256 and (part == "0" or part[0] != "0") for part in found.partition("/")[0].split("."))


def _is_ipv6(found: str) -> bool:
    """True for an address with letters or "::" in it: "10:30:45" is a time."""
    return found.count(":") > 1 and ("::" in found or any(char.isalpha() for char in found))


# What stands behind a service's name and a stroke and is another service: "facebook/instagram".
_SERVICES = re.compile(
    r"(?:facebook|fb|insta|instagram|snap|snapchat|tiktok|youtube|linkedin|twitter|x|teams|mejl|mail|sms|webben|hemsidan|messenger|whatsapp)\Z",
    re.IGNORECASE,
)

# Before user names: these are in addresses too.
ONLINE = (
    # A word with an at sign in it, whatever the rest: "anna@gmail" without its ending is an address too.
    Recogniser(
        "email",
        "[EPOST]",
        pattern(
            # Nothing is tried from a place that no at sign follows.
            r"(?<![\w.+-])(?:mailto:)?(?=[\w.+%'-]{1,64}+\s?@)[\w+-](?:[\w.+%'-]{0,62}[\w+-])?\s?@\s?[\w-]{1,63}"
            r"(?:[ ]?\.[ ]?(?-i:[a-zåäö\d])[\w-]{1,62}(?![\w])|\.[\w-]{1,63}){1,5}"
            r"|(?<![\w.+-])(?=[\w.+%'-]{1,64}+@)[\w+-](?:[\w.+%'-]{0,62}[\w+-])?@[\w-]{2,63}(?:\.[\w-]{1,63}){0,4}"
        ),
        digits=0,
        words=("@",),
    ),
    Recogniser(
        "email",
        "[EPOST]",
        pattern(
            # "41 dB(A)" is a loudness.
            rf"(?<![\w.+-])(?!dB[ (]){_WORD}(?:(?:{_JOIN}|[_+-]){_WORD}){{0,3}}(?:{_AT}{_WORD}(?:(?:{_JOIN}|-){_WORD}){{0,4}}|"
            r"\s?(?:at|ät)\s"
            rf"{_WORD}(?:{_DOT}{_WORD}){{0,3}}{_DOT}{TOP})"
        ),
        digits=0,
        words=(
            *("snabel", "alfakrull", "kanelbulle", "arroba", " at ", " ät ", "( "),
            *(f"{bracket}{at}{end}" for bracket in "([{<" for at in ("a", "at", "ät", "@") for end in " )]}>"),
        ),
    ),
    # The big providers are known without sign or dot: "annaberg gmail.com", "anna_berg at gmail com".
    Recogniser(
        "email",
        "[EPOST]",
        pattern(
            r"(?<![\w.+-])\w[\w.+-]{0,40}[ ]{1,2}(?:(?:at|ät|a|på|snabel-?a)[ ])?(?:gmail|hotmail|outlook|yahoo|icloud|telia|protonmail)"
            r"(?:[ ]?\.[ ]?|[ ](?:(?:punkt|dot|prick)[ ])?)(?:com|se|nu|me)(?!\w)"
        ),
        digits=0,
        words=("gmail", "hotmail", "outlook", "yahoo", "icloud", "telia", "protonmail"),
    ),
    Recogniser(
        "profile", "[LÄNK]", pattern(r"(?:https?://|(?<![\w.])www\.)[^\s<>\"]{3,300}"), digits=0, words=("://", "www.")
    ),
    Recogniser(
        "profile",
        "[LÄNK]",
        pattern(
            rf"(?<![\w.@])(?=[a-z])(?:[a-z]{{1,3}}\.)?(?:{_PROFILE_SITES}\.(?:com|se|tv|net)|(?:m|t|wa|fb|linktr|discord|youtu)"
            r"\.(?:me|ee|gg|be))/[^\s<>\"]{2,300}"
        ),
        digits=0,
        words=("/",),
    ),
    # The dot left out or said, a stroke behind the service's name: "linkedin com/in/anna", "insta/anna.berg", "fb.com snedstreck anna".
    Recogniser(
        "profile",
        "[LÄNK]",
        pattern(
            rf"(?<![\w.@/]){_PROFILE_SITES}(?:[ ]|[ ]?punkt[ ]|[ ]?[.][ ]?)(?:com|se|tv|net)(?:[ ]?/[ ]?|"
            rf"[ ](?:snedstreck|slash)[ ])[\w.@/-]{{3,100}}"
        ),
        digits=0,
        words=("/", "snedstreck", "slash"),
    ),
    Recogniser(
        "profile",
        "[LÄNK]",
        pattern(
            r"(?<![\w.@/])(?:facebook|fb|insta(?:gram)?|tiktok|linkedin|youtube|snap(?:chat)?)/(?P<id>[\w.@-]{4,60})(?!\w)"
        ),
        digits=0,
        words=("facebook/", "fb/", "insta/", "instagram/", "tiktok/", "linkedin/", "youtube/", "snap/", "snapchat/"),
        valid=lambda found: _SERVICES.match(found) is None,
    ),
)

MACHINES = (
    Recogniser(
        "ip",
        "[IP]",
        pattern(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d]|\.\d)(?:/\d{1,2})?"),
        valid=_is_ipv4,
        digits=3,
        words=(".",),
        form=re.compile(r"\d\.\d{1,3}\.\d"),
    ),
    Recogniser(
        "ip",
        "[IP]",
        pattern(
            r"(?<![\w:])(?:[0-9a-f]{1,4}:){1,7}:?(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4}(?![\w:])|(?<![\w:])"
            r"::(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4}(?!\w)|(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}:(?:/\d{1,3})?(?![\w:])"
        ),
        digits=0,
        form=re.compile(r":(?::|(?<=[\da-fA-F]:)[\da-fA-F])"),
        valid=_is_ipv6,
    ),
    # With blanks, commas or words for the dots, a part left out, where the text speaks of it: "ip 192 168 1 14", "10.20.x.x".
    Recogniser(
        "ip",
        "[IP]",
        pattern(
            r"(?<!\w)ip(?:v4)?(?:-?(?:adress(?:en)?|nr|nummer|numret))?[ :]{1,2}(?:är[ ]|is[ ]|e[ ]|på[ ]|address[ ])?"
            r"(?P<id>\d{1,3}(?:(?:[ ]?[.,-][ ]?|[ ]|[ ](?:punkt|prick|dot)[ ])(?:\d{1,3}|[x*]{1,3})){3})(?!\w|[.,]\d)"
        ),
        digits=2,
        words=("ip",),
    ),
    Recogniser(
        "ip",
        "[IP]",
        pattern(r"(?<![\d.])\d{1,3}\.\d{1,3}(?:\.(?:\d{1,3}|[x*]{1,3})){2}(?!\w|\.\d)"),
        digits=2,
        words=(".x", ".*"),
    ),
    Recogniser(
        "ip",
        "[IP]",
        pattern(r"(?<!\w)\d{1,3}(?:[ ](?:punkt|prick|dot)[ ]\d{1,3}){3}(?!\w)"),
        digits=1,
        words=("punkt", "prick", "dot"),
    ),
    # The address of a network card.
    Recogniser(
        "ip",
        "[IP]",
        pattern(r"(?<!\w)[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?!\w)"),
        valid=lambda found: not found.isdigit(),
        form=re.compile(r"[:-][\da-fA-F]{2}[:-]"),
    ),
)
