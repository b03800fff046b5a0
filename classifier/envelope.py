"""What threading keeps of a message: who, when and the clues, but not the text."""

from dataclasses import dataclass
from datetime import datetime

from classifier.exports.message import Kind, Party

# A Facebook id as it stands; for a mail a number that stands for its Message-ID.
Key = int | str


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message without its text, small enough that a million of them fit in memory.

    A clue is a number made from a text (0 = the text has none), compared with others of its kind and never shown.

    id             the source's own id, or what stands for it
    channel        email, facebook
    kind           mail, post or comment
    source         mailbox or page it was exported from
    letter         the number of its text in `classifier.letters.Letters`
    sent_at        in UTC; None when the export does not tell
    sender         None when the export does not tell; the citizen, when a form's mail carries a citizen's words
    recipients     To and Cc; on Facebook those tagged
    references     ids of earlier messages, nearest last
    page_id        the Facebook page whose wall this stands on
    excluded       why it is no enquiry and no answer by its own form, whoever sent it; else empty
    excluded_ours  the same, provided that the municipality sent it
    is_form        a form's mail that carries a citizen's words
    is_reply       the subject says that it answers another ("SV:")
    is_reminder    the subject says that it goes on with an earlier matter ("Påminnelse")
    is_specific    two mails by one person under this subject are about one thing
    replies_known  False when the export leaves out what was replied (then "answered" cannot be measured)
    outgoing       True or False when the export's folder tells the direction; None when it does not
    subject        clue: the subject without "SV:" and its like
    case           clue: the case number in the subject
    opening        clue: the first words of the newly written text
    quoted         clue: the first words of the mail that it quotes
    quoted_clock   minutes after midnight in the quote's header; -1 when it has none
    text           clue: the whole newly written text
    notes          what the reader had to guess or repair
    """

    id: Key
    channel: str
    kind: Kind
    source: str
    letter: int
    sent_at: datetime | None = None
    sender: Party | None = None
    recipients: tuple[Party, ...] = ()
    references: tuple[Key, ...] = ()
    page_id: str = ""
    excluded: str = ""
    excluded_ours: str = ""
    is_form: bool = False
    is_reply: bool = False
    is_reminder: bool = False
    is_specific: bool = False
    replies_known: bool = True
    outgoing: bool | None = None
    subject: int = 0
    case: int = 0
    opening: int = 0
    quoted: int = 0
    quoted_clock: int = -1
    text: int = 0
    notes: tuple[str, ...] = ()
