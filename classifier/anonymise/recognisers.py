"""The recogniser table for identifiers with a form: one row a notation, in falling order of priority.

Where two rows claim the same characters the earlier row wins. To add a kind, add a row to the module it belongs to.
"""

from classifier.anonymise.online import ONLINE
from classifier.anonymise.personal import PERSONAL, PHONES
from classifier.anonymise.places import HOMES, PLACES, POSTAL, PROPERTIES
from classifier.anonymise.records import CASES, LONG, MONEY
from classifier.anonymise.things import CARS, OTHER_NUMBERS, PREFIXED

RECOGNISERS = (
    *LONG, *ONLINE, *PLACES, *PREFIXED, *PERSONAL, *PROPERTIES, *CASES, *MONEY, *POSTAL, *PHONES, *HOMES, *CARS, *OTHER_NUMBERS,
)  # fmt: skip
# The rows worth trying for a text by how many digits stand close together in it.
BY_DIGITS = {count: tuple(row for row in RECOGNISERS if row.digits <= count) for count in (0, 1, 2, 3, 5)}
