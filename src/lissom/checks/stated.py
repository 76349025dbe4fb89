"""What a sentence states: its clauses, without what is only supposed, asked in general or long past, and with a mark
on what is denied.

No meaning is guessed here. Where it is not clear, a clause is left out only for the words that leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CLAUSE = re.compile(
    r",|\s[-–—]+\s|—|\bbut\b|\bhowever\b|\byet\b|(?<!until )(?<!just )\bnow\b|\bexcept\b|\bthough\b|\balthough\b"
)
_LEADS_ON = [
    "think",
    "believe",
    "know",
    "feel",
    "say",
    "said",
    "says",
    "sure",
    "that",
    "if",
    "whether",
    "suppose",
    "guess",
    "mean",
    "why",
    "when",
    "what",
    "how",
]
"""Words after which 'he has' is no statement of its own: 'I do not think he has fever'."""
_PIECE = re.compile(
    r"\b(?:and|while|who|so|because|whereas)\b"
    r"|(?=\bwithout\b(?! (?:any )?(?:trouble|problem|difficult|issue|harm|effect)))"
    + "|"
    + "".join(rf"(?<!\b{word} )" for word in _LEADS_ON)
    + r"(?<=\w )(?=(?:i|he|she|we|they) (?:have|has|had|am|is|was|were|took|ran|feels?|sees?|hears?|cannot)\b)"
)
"""Where one statement ends and the next begins: at a joining word, at 'without', at a new 'he has'."""
_DENIED = re.compile(r"\b(no|not|never|without|denies|denied|nor|none|neither|nothing|nobody|free of)\b")
_NO_DENIAL = re.compile(r"\bnot (?:stop|stopped|stopping|only|just)\b|\bto nothing\b")
"""'Will not stop shaking' says that it goes on."""
_BEGINS_WITH_NO = re.compile(
    r"\s*(?:(?:is|are|was|were|do|does|did|has|have|will|would|could) )?(?:not|no|never|without|nothing)\b"
)
_DENIED_ON = re.compile(r"\b(or|nor)\b")
_KIN = (
    r"(?:mother|mum|mom|father|dad|sister|brother|uncle|aunt|cousin|friend|neighbou?r|colleague|grandma|grandpa|"
    r"grandmother|grandfather)"
)
_OF_ANOTHER = re.compile(rf"\b(my|a|an) {_KIN} (had|died|suffered|was diagnosed)\b")
_RECENT = re.compile(
    r"\b(today|tonight|now|yesterday|since|just|this (morning|afternoon|evening|week)|(hours?|days?) ago)\b"
)
_SUPPOSED = re.compile(
    r"\b(could(?! not)|might|may|can(?! (hardly|barely|not))|would(?! not)|will(?! not)|should|if|unless|suppose|"
    r"watch for|look out for|worried|afraid|fear|risk of|in case|side effects?|chances?|avoid|prevent|history of|"
    r"in the past|years? ago|(?<!since )last (?:year|winter|spring|summer|autumn)|when i was|used to|as a child|"
    r"people get|patients get|"
    r"how long until|what happens)\b"
)
_SUSPECTED = re.compile(
    r"\b(?:may|might|could|must)(?: well| also| even| already)? have "
    r"(?=(?:accidentally |just )?(?:\w+ed|taken|eaten|drunk|had|got|gotten|given|run|swallowed)\b)"
    r"|\b(?:nobody|no one) (?:\S+ ){0,2}?(?:will|would|can)\b"
    r"|\bthan \S+ should\b|\bshould have been (?=\w+ed\b)"
)
"""'She may have swallowed some' says what was seen; it is no thought of what could come."""
_FEARED_DONE = re.compile(
    r"\b(?:worried|afraid|fear)(?: that| because| as)?(?= (?:\S+ ){1,3}?"
    r"(?:took|taken|swallowed|ate|eaten|drank|drunk|overdosed|got into)\b)"
)
_IN_YEAR = re.compile(r"\bin ((?:19|20)\d\d)\b")
_IN_GENERAL = re.compile(r"\s*(?:when|whenever|once)\b")
_WHENEVER = re.compile(
    r"\b(?:before|when|whenever|until|once) (?:\S+ ){1,3}?"
    r"(?:runs?|gets?|goes|stops?|beeps?|fails?|breaks|dies|needs?)\b"
)
_HAPPENED = re.compile(
    r"\b(was|were|had|did|ran|took|went|came|\w+ed|(has|have) (run|been|taken|gone|not)|today|yesterday)\b"
)
_SUBJECT = r"(?:i|he|she|it|we|they|there|this|mum|mom|dad|mother|father|(?:my|his|her|our|their|the|a) \S+)"
_SPEAKS_ITSELF = re.compile(
    rf"\s*(?:also |still |then |just |already |simply )?"
    rf"(?:{_SUBJECT}|is|am|are|was|were|has|have|had|keeps?|feels?|cannot|quit|stopped|took|swallowed|ran out|threw)\b"
)
_BEGINS_ANEW = re.compile(rf"\s*(?:also |still |then )?{_SUBJECT}\b")
_HAS_A_VERB = re.compile(rf"\b(?:{_SUBJECT} \S+|is|am|are|was|were|has|have|had|ran|took|cannot|\w+ed)\b")
_ASKING = re.compile(r"\s*(is|are|can|could|should|shall|may|what|how|when|do|does|will|would|which)\b")
_REQUEST = re.compile(r"\s*(?:please )?(?:explain|tell me|describe|show me|list|say)\b")
_ASKS_FOR_SIGNS = re.compile(r"\b(signs?|symptoms?|side effects?)\b")
_REPORTS = re.compile(
    rf"\b(?:i|he|she|we|they|{_KIN}|son|daughter|child|toddler|baby|husband|wife|partner|(?:grand)?(?:son|daughter))"
    r" (?:have |has |had |just |already |accidentally ){0,3}"
    r"(?:took|taken|swallowed|ate|eaten|drank|drunk|ran out|run out|stopped|overdosed|missed)\b"
)
"""'What can I do, he took 30': a report that stands in a question."""


class Clause(NamedTuple):
    """A part of a sentence; `denied` when it says no, `asks` when it asks what may be."""

    text: str
    asks: bool
    denied: bool


def clauses(sentence: str, year: int) -> Iterator[Clause]:
    """The clauses of one sentence, in small letters, that are not supposed; what lies in a year before is past.

    'No itching, fever or sweats' denies all three; in 'no new tablets, itching' the second clause stands.
    """
    if _is_past(sentence, year):
        return
    question = sentence.rstrip().endswith("?")
    if question and (_ASKS_FOR_SIGNS.search(sentence) or _speaks_in_general(sentence)):
        return
    asking = _REQUEST.match(sentence) is not None or (question and _ASKING.match(sentence) is not None)
    parts = _CLAUSE.split(sentence)
    to_the_end = bool(_DENIED.search(parts[0]) and len(parts) > 1 and _DENIED_ON.search(parts[-1]))
    for part in parts:
        for text, denied in _pieces(part):
            yield Clause(text, asking and not _REPORTS.search(text), denied or to_the_end)


def _is_past(sentence: str, year: int) -> bool:
    """'I was unconscious, that was in 2019': a year before, and nothing of today."""
    years = [int(written) for written in _IN_YEAR.findall(sentence)]
    return any(one < year for one in years) and not _RECENT.search(sentence)


def _speaks_in_general(sentence: str) -> bool:
    """'When the battery is empty, what happens?', but not 'When he stopped, what should I have done?'"""
    general = _IN_GENERAL.match(sentence) or (_ASKING.match(sentence) and _WHENEVER.search(sentence))
    return general is not None and not _HAPPENED.search(sentence)


def _pieces(clause: str) -> Iterator[tuple[str, bool]]:
    """What stands of one clause, and whether it is denied: 'he took 30 and will not say why' states the first half.

    A supposition holds for all that follows it in the clause; a denial until someone is spoken of again.
    """
    if not (_denies(clause) or _supposed(clause)):
        yield clause, False
        return
    denied = False
    pieces = _PIECE.split(clause)
    for place, piece in enumerate(pieces):
        if _supposed(piece):
            return
        said_no = _denies(piece)
        denied = said_no or (denied and not _SPEAKS_ITSELF.match(piece))
        last = place == len(pieces) - 1
        if place and (piece.startswith("without") or (denied and not _BEGINS_ANEW.match(piece))):
            yield " ".join(pieces[: place + 1]), denied  # 'she stares and does not answer': 'she' does not
        elif denied or last or _stands(piece, pieces[place + 1]):
            yield piece, denied


def _stands(piece: str, then: str) -> bool:
    """Whether a piece before a denial is no part of it: not in 'fever and itching are not there'."""
    return _HAS_A_VERB.search(piece) is not None or _BEGINS_WITH_NO.match(then) is not None


def _denies(text: str) -> bool:
    return _DENIED.search(_NO_DENIAL.sub(" ", text)) is not None


def _supposed(text: str) -> bool:
    if _OF_ANOTHER.search(text) and not _RECENT.search(text):
        return True
    return _SUPPOSED.search(_FEARED_DONE.sub(" ", _SUSPECTED.sub(" ", text))) is not None
