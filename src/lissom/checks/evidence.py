"""What of this person's own words and diary points to a medicine missing or to too much of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from lissom.checks.mentioned import names_in
from lissom.checks.present import Present
from lissom.checks.said import Said, plain
from lissom.checks.sign import Noted, Sign, noted
from lissom.checks.view import View
from lissom.facts.quantity import in_words

_DUE = r"\b(?:due|planned|scheduled|booked|expected|next)\b"
_DATE = r"(\d{4}-\d{2}-\d{2}|\d{1,2} [a-z]{3,9} \d{4})"
_REFILL_DATE = re.compile(rf"(?:\brefill\b[^.;]*?{_DUE}|{_DUE}[^.;]*?\brefill\b)[^.;]*?{_DATE}")
"""A day that a refill was meant for; the day of the last refill is none."""
_NOTHING = r"(?<![\d.,])0+(?:[.,]0+)?\s*(?:mcg|ug|µg|mg|ml|micrograms?|milligrams?)\b"
"""A dose of zero."""
_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y")


class Clue(NamedTuple):
    """One thing noticed, in words that complete 'noted: ...', with its sign where a row of the table says it."""

    words: str
    where: str
    sign: Sign | None = None

    @property
    def grave(self) -> bool:
        return self.sign is not None and self.sign.grave


def missing(view: View, drug: Present) -> Iterator[Clue]:
    """Signs that the medicine may be missing from the body."""
    yield from _clues(view, drug, "withdrawal")
    yield from _more_spasms(view)


def failing(view: View, drug: Present) -> Iterator[Clue]:
    """Words or dates that say a pump has failed, or that its refill is overdue."""
    yield from _clues(view, drug, "failure")
    reason = drug.medicine.reason if drug.medicine else ""
    for text, where in ((view.case.question, "question"), (reason, f"{drug.where}.reason"), *_notes(view)):
        for written in _REFILL_DATE.findall(text.lower()):
            due = _day(written)
            if due is not None and due < view.today:
                yield Clue(f"a refill that was due on {written}", where)
    yield from _numbers_of_the_pump(view, drug)


def _numbers_of_the_pump(view: View, drug: Present) -> Iterator[Clue]:
    """A pump that must be empty by what is stated of it, or a refill that is overdue where that cannot be told."""
    pump, regimen = view.case.pump, drug.medicine.regimen if drug.medicine else None
    if regimen is None and drug.medicine and re.search(_NOTHING, drug.medicine.sig, re.IGNORECASE):
        yield Clue("a pump that is set to deliver nothing", f"{drug.where}.sig")
    if pump is None:
        return
    day = regimen.peak_daily_mg if regimen else None
    empty = pump.day_with(0.0, day.high) if day else None
    if empty is None and pump.next_refill is not None and pump.next_refill < view.today:
        yield Clue(f"a refill that was due on {pump.next_refill}", "pump.next_refill")
    if empty is not None and empty <= view.today:
        yield Clue(f"a pump that is empty since {empty} by its volume and its dose", "pump.volume")


def too_much(view: View, drug: Present) -> Iterator[Clue]:
    """Signs that there may be too much of the medicine in the body."""
    yield from _clues(view, drug, "too_much")
    for sign in _signs(view, drug, "too_much") if view.person.conditions else ():
        for one in view.person.conditions if sign.in_conditions else ():
            if any(way.is_said_by(plain(one.name)) for way in sign.words):
                yield Clue(sign.sign, one.where or "person.conditions", sign)
    yield from _sleepy_diary(view, drug)


def nothing_left(view: View, drug: Present) -> Iterator[Clue]:
    """Clauses that say this medicine is no longer taken; a clause that names another medicine is not about this one."""
    return _about(view, drug, "ran_out")


def lowered(view: View, drug: Present) -> Iterator[Clue]:
    """Clauses that say less of this medicine is taken than before: they count only together with a sign."""
    return _about(view, drug, "lowered")


def perhaps_less(view: View, drug: Present) -> Iterator[Clue]:
    """Clauses that name a medicine and hold a word of stopping: they count only together with a grave sign."""
    return _about(view, drug, "perhaps_less")


def raised(view: View, drug: Present) -> Iterator[Clue]:
    """Clauses that say the dose of this medicine has gone up: its directions are no first dose then."""
    return _about(view, drug, "raised")


def signs_of_serotonin(view: View) -> list[Noted]:
    """The signs stated that fit too much serotonin: a sign of the muscles and one more; none where there are fewer."""
    if not view.stated:
        return []
    found = list(noted([sign for sign in view.rules.signs if sign.state == "serotonin"], view.stated))
    return found if len(found) > 1 and any(one.sign.grave for one in found) else []


def words(clues: list[Clue]) -> list[str]:
    """What was noticed, each once."""
    return list(dict.fromkeys(clue.words for clue in clues))


def _about(view: View, drug: Present, state: str) -> Iterator[Clue]:
    for clause in view.stated:
        for note in noted(_signs(view, drug, state), (clause,)):
            if not clause.asks and _may_be_about(view, clause, drug):
                yield Clue(note.sign.sign, note.where, note.sign)


def _clues(view: View, drug: Present, state: str) -> Iterator[Clue]:
    if not view.stated:
        return iter(())
    found: Iterator[Noted] = noted(_signs(view, drug, state), view.stated)
    return (Clue(one.sign.sign, one.where, one.sign) for one in found)


def _signs(view: View, drug: Present, state: str) -> tuple[Sign, ...]:
    mine = drug.ids | {"anyone"}
    return tuple(
        sign
        for sign in view.rules.signs
        if sign.state == state and sign.drug in mine and sign.route in ("", drug.route)
    )


def _notes(view: View) -> Iterator[tuple[str, str]]:
    return ((entry.note, f"diary[{place}].note") for place, entry in enumerate(view.case.diary))


def _more_spasms(view: View) -> Iterator[Clue]:
    """The last day of the diary against the middle of the days before it."""
    counted = [
        (entry.day, entry.spasms, place) for place, entry in enumerate(view.case.diary) if entry.spasms is not None
    ]
    counted.sort()
    if len(counted) < 2 or (view.today - counted[-1][0]).days > view.number("signs.recent_days"):
        return
    before = _middle([spasms for _, spasms, _ in counted[:-1]])
    last, place = counted[-1][1], counted[-1][2]
    factor, least = view.number("signs.spasms_rise_factor"), view.number("signs.spasms_rise_least")
    if last >= factor * before and last - before >= least:
        yield Clue(f"spasms up from {in_words(before)} to {in_words(last)} a day", f"diary[{place}].spasms")


def _middle(counts: list[int]) -> float:
    """The median. Written out, as the standard library's module takes longer to load than a check takes."""
    ordered, half = sorted(counts), len(counts) // 2
    return ordered[half] if len(counts) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _sleepy_diary(view: View, drug: Present) -> Iterator[Clue]:
    if not view.case.diary:
        return
    limit, recent = view.number("signs.sleepiness_high"), view.number("signs.recent_days")
    sign = next((one for one in _signs(view, drug, "too_much") if "drowsiness" in one.sign), None)
    for place, entry in enumerate(view.case.diary):
        high = entry.sleepiness_0_10 is not None and entry.sleepiness_0_10 >= limit
        if sign and high and 0 <= (view.today - entry.day).days <= recent:
            yield Clue(sign.sign, f"diary[{place}].sleepiness_0_10", sign)
            return


def _may_be_about(view: View, clause: Said, drug: Present) -> bool:
    called = {drug.name.lower(), drug.id, plain(drug.hidden_in)} - {""}
    if not clause.called or any(clause.says(name) for name in called):
        return True
    return any(drug.id in meaning.ingredient_ids for _, meaning in names_in(view, clause))


def _day(written: str) -> date | None:
    for form in _FORMS:
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 -- a calendar day has no zone
        except ValueError:
            continue
    return None
