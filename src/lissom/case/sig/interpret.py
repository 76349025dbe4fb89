"""The sig reader: free-text directions to a `Regimen`, said back, or refused with the readings they could have.

Three steps, each in its own module: text to tokens, tokens to items, items to phases. Nothing is guessed in silence:
what was assumed is listed, and a word that is not understood stops the reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from lissom.case.medicine import Route
from lissom.case.regimen import AmountUnit, Phase, Regimen, Strength
from lissom.case.sig.doses import Known
from lissom.case.sig.phases import phases
from lissom.case.sig.read_doses import one_number
from lissom.case.sig.readers import items
from lissom.case.sig.say import say
from lissom.case.sig.tokens import Refused, Token, tokens
from lissom.case.sig.words import CHANGING, K
from lissom.facts.sentence import capital


@dataclass(frozen=True, slots=True)
class SigRead:
    """What became of directions: a regimen with its words, or why not; one of `regimen` and `refused` is filled."""

    regimen: Regimen | None
    words: str = ""
    """The regimen said back in plain words."""
    refused: str = ""
    """One sentence why the directions were not read; '' when they were."""
    candidates: tuple[str, ...] = ()
    """The readings that refused directions could have."""
    assumptions: tuple[str, ...] = ()


def read_sig(
    text: str,
    *,
    strength: Strength | None = None,
    name: str = "",
    route: Route = Route.UNKNOWN,
    line: bool = False,
    one_each: bool = False,
) -> SigRead:
    """The regimen that directions describe; never raises, whatever the text.

    `strength` gives tablets and millilitres their milligrams. `name` is the medicine's name, which the text may repeat.
    `route` matters for pumps ('300 mcg/day' intrathecal is continuous). `line` says that the text followed the name
    directly, so that '10 mg 2 tabs' means two tablets of 10 mg. `one_each`: the name holds the strengths
    ('Sinemet 25/100'), so that directions without an amount mean one tablet.
    """
    known = Known(strength=strength, line=line, one_each=one_each)
    try:
        found = tokens(text)
        if not found:
            raise Refused("there are no directions")
        found = _at_night(_without_name(found, name, known), known)
        if known.line and strength is None:
            one_number(found[0])
        _caution(found, route, known)
        pump = route is Route.INTRATHECAL or bool(_PUMP.search(name)) or any(_is_intrathecal(token) for token in found)
        read = phases(items(found), known, pump=pump)
    except Refused as refusal:
        return SigRead(None, "", _sentence(refusal.why), refusal.candidates)
    _report_strength(read, known)
    regimen = Regimen(phases=read, strength=known.strength, unit_name=known.form)
    return SigRead(regimen, say(regimen), assumptions=tuple(known.assumed))


_PUMP = re.compile(r"\b(intrathecal|pump|itb)\b", re.IGNORECASE)


def _is_intrathecal(token: Token) -> bool:
    return token.kind is K.ROUTE and token.word == Route.INTRATHECAL.value


def _sentence(why: str) -> str:
    return f"{capital(why)}."


def _without_name(found: list[Token], name: str, known: Known) -> list[Token]:
    """The tokens less the medicine's name: the name given, else unknown words that stand before the first amount."""
    words = set(re.findall(r"[a-zµ]+", name.lower()))
    if words:
        found = [token for token in found if token.kind is not K.WORD or token.text not in words]
    lead = 0
    start = next((place for place, token in enumerate(found) if token.kind not in (K.NOISE, K.COMMA)), 0)
    while start + lead < len(found) and found[start + lead].kind is K.WORD and found[start + lead].text.isalpha():
        lead += 1
    amount = (
        start + lead + 1 < len(found) and found[start + lead].kind is K.NUM and found[start + lead + 1].kind is K.UNIT
    )
    if (
        0 < lead <= 3
        and amount
        and not words
        and all(len(token.text) > 4 and token.text not in CHANGING for token in found[start : start + lead])
    ):
        said = " ".join(token.text for token in found[start : start + lead])
        known.assume(f'"{said}" is read as the name of the medicine')
        known.line = True
        return found[:start] + found[start + lead :]
    return found


def _caution(found: list[Token], route: Route, known: Known) -> None:
    """Reports spellings that are known to be misread, and refuses an eye abbreviation for an eye medicine."""
    eye = route is Route.EYE_OR_EAR or any(
        (token.kind is K.FORM and token.word == "drop")
        or (token.kind is K.ROUTE and token.word == Route.EYE_OR_EAR.value)
        for token in found
    )
    if any(_is_an_option(token, after) for token, after in pairwise(found)):
        known.assume('an increase that "may" follow is read as planned')
    _once_or_repeated(found)
    for token in found:
        if token.text == "od" and eye:
            raise Refused('"OD" has more than one meaning for an eye medicine', ("once daily", "right eye"))
        if token.kind in (K.TIMES_A_DAY, K.ADVERB) and token.word:
            known.assume(token.word)
        if token.text == "iu":
            known.assume('"IU" is read as units; it is easily misread as IV or 10')
        if token.kind is K.NUM:
            _caution_number(token, known)


def _at_night(found: list[Token], known: Known) -> list[Token]:
    """'20 mg on': with nothing behind it, the Latin 'omni nocte'."""
    if len(found) < 2 or found[-1].text != "on" or found[-2].kind not in (K.UNIT, K.FORM, K.NUM):
        return found
    known.assume('"ON" is read as at night')
    return [*found[:-1], found[-1]._replace(kind=K.MOMENT, number=22.0, word="at bedtime")]


def _once_or_repeated(found: list[Token]) -> None:
    """Refuses 'MR x1' (may be repeated) and '4 mg x 1 qhs' (one tablet each night, or once)."""
    for token, after in pairwise(found):
        if token.text == "mr" and after.kind is K.X:
            raise Refused('"MR" may be a slow release or that the dose may be repeated')
    for by, one, moment in zip(found, found[1:], found[2:], strict=False):
        nightly = moment.kind is K.MOMENT and (moment.text.startswith("q") or moment.text == "nightly")
        if by.kind is K.X and one.kind is K.NUM and one.number == 1 and nightly:
            raise Refused(f'"x 1 {moment.text}" may be one tablet each time or one dose only')


def _is_an_option(token: Token, after: Token) -> bool:
    """'May increase to', 'can be increased by': allowed rather than ordered."""
    changes = (K.STEP, K.THEN)
    return (token.kind in changes and token.text.startswith(("may ", "can "))) or (
        token.text in ("may", "can") and after.kind in changes
    )


def _caution_number(token: Token, known: Known) -> None:
    if token.text.startswith("."):
        known.assume(f'"{token.text}" is read as 0{token.text}: a point without a zero before it is easily missed')
    elif token.text.endswith(".0") or token.text.endswith(".00"):
        known.assume(f'"{token.text}" is read as {token.number:g}: a zero after the point is easily misread ten-fold')


def _report_strength(read: tuple[Phase, ...], known: Known) -> None:
    units = {intake.amount.unit for phase in read for intake in phase.intakes}
    for unit, words in ((AmountUnit.UNIT, f"one {known.form or 'tablet'}"), (AmountUnit.ML, "the liquid")):
        if unit in units and (known.strength is None or known.strength.per_unit is not unit):
            known.assume(f"the strength of {words} is not stated, so the milligrams are not known")
