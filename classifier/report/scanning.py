"""The last look before a report is written: does any text in it hold an identifier of a person?"""

import re
from collections import Counter
from collections.abc import Iterable

from classifier.anonymise import Anonymiser
from classifier.anonymise.number_tagger import NumberTagger

# Kinds that point at one person by themselves. A name of a department or a place may be a person's name too.
TELLING = frozenset({"personal_identity_number", "phone", "email", "account", "registration_plate", "birth_date"})
_LONGEST = 20_000
# A mailbox may be called by its address; in running text an address is somebody's.
_MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}")


def residual_identifiers(texts: Iterable[str]) -> Counter[str]:
    """How many identifiers of each telling kind the texts hold; never the identifiers themselves."""
    # The tagger of numbers has learnt from enquiries: of the figures of a report it knows nothing.
    anonymiser = Anonymiser(number_tagger=NumberTagger({}))
    found: Counter[str] = Counter()
    for text in texts:
        if not _MAILBOX.fullmatch(text):
            found.update(edit.kind for edit in anonymiser(text[:_LONGEST]).edits if edit.kind in TELLING)
    return found
