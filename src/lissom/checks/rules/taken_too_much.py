"""Words that say that too much was taken, that a dose was taken twice, or that the person may want to die.

What was taken is read from the question and the recent notes; nobody here judges whether it was enough to harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.mentioned import around
from lissom.checks.present import Present
from lissom.checks.rules.danger_now import weak_kidneys
from lissom.checks.said import Said
from lissom.checks.sign import Noted, noted
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, ours, rule
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement

_OVER_TIME = re.compile(
    r" (?:a|per|each|every) day | (?:a|per|each|every|last|this|in|over) \w*\s?(?:week|month|year)"
    r"| daily | since (?!this |noon |lunch |breakfast |midnight |last night |yesterday |\d)"
)
"""'90 tablets last month' is a supply, not a swallow."""


def taken_too_much(view: View) -> Iterator[Finding]:
    """An overdose, a dose taken twice, or a wish to die, as stated: the first and the last are emergencies."""
    if not view.stated:
        return
    overdose = [one.sign.sign for one in (*_noted(view, "overdose"), *_child_got_it(view))] + list(_counted(view))
    if overdose:
        yield _overdose(view, overdose)
    else:
        yield from _twice(view)
    yield from _wish_to_die(view)


def _child_got_it(view: View) -> Iterator[Noted]:
    """A child that got hold of a medicine; of a person who is a child the same words may tell of its own doses."""
    age = view.person.age_years
    if age is None or age >= view.number("age.adult"):
        yield from _noted(view, "child_got_it")


def _counted(view: View) -> Iterator[str]:
    """So many tablets, so many milligrams of baclofen or so many times the dose that it is an overdose by itself."""
    many, grave_mg = view.number("overdose.tablets_at_once"), view.number("overdose.baclofen_mg")
    times = view.number("overdose.times_the_dose")
    for clause in view.stated:
        if clause.asks or clause.denied or _OVER_TIME.search(clause.text):
            continue
        tablets = [count for (count,) in _amounts(view, clause, "tablets_taken")]
        mg = [amount for (amount,) in _amounts(view, clause, "milligrams_taken")]
        mg += [count * each for count, each in _amounts(view, clause, "tablets_of_mg_taken")]
        instead = [(taken, meant) for taken, meant in _amounts(view, clause, "taken_instead")]
        if _has_baclofen(view) and max(mg, default=0) >= grave_mg:
            yield f"{max(mg)} mg taken"
        elif max(tablets, default=0) >= many:
            yield f"{max(tablets)} taken at once"
        elif any(taken >= times * meant for taken, meant in instead):
            yield "many times the dose taken"


def _amounts(view: View, clause: Said, state: str) -> Iterator[tuple[int, ...]]:
    ways = (way for sign in view.rules.signs if sign.state == state for way in sign.words)
    return (numbers for way in ways for numbers in clause.numbers(way))


def _noted(view: View, state: str) -> Iterator[Noted]:
    """Every way of saying so, of a state that belongs to no medicine in particular; questions state nothing."""
    signs = [sign for sign in view.rules.signs if sign.state == state]
    return noted(signs, [clause for clause in view.stated if not clause.asks])


def _has_baclofen(view: View) -> bool:
    return any(one.id == "baclofen" for one in around(view))


def _overdose(view: View, told: list[str]) -> Finding:
    sedating = [one.said for one in _swallowed(view) if "cns_depressant" in one.ids]
    signs = tuple(rule(row) for one in _swallowed(view) for row in view.rules.dosing_of(one.id, "overdose_signs"))
    return Finding(
        id="more_may_have_been_taken_than_is_safe",
        severity=Severity.MAJOR,
        stance=Stance.INTERRUPT,
        because=f"{joined(told)}, as stated",
        title="Emergency: too much may have been taken",
        what=(
            _said(view, "overdose", f"Stated: {joined(told)}."),
            *(
                (from_the_case(f"{capital(joined(sedating))} can make a person too sleepy to breathe."),)
                if sedating
                else ()
            ),
        ),
        why=signs[:2],
        todo=(
            _said(
                view,
                "overdose",
                "Call a poison centre or an ambulance now, even if the person feels well: signs can come hours later. "
                "Do not make the person vomit. Keep the packs at hand.",
            ),
        ),
        triggers=("question", *(one.where for one in _swallowed(view))),
        emergency=True,
    )


def _twice(view: View) -> Iterator[Finding]:
    found = list(_noted(view, "twice"))
    if not found:
        return
    weak = weak_kidneys(view)
    names = joined(one.said for one in _swallowed(view)) or "the medicine"
    yield Finding(
        id="a_dose_may_have_been_taken_twice",
        severity=Severity.MAJOR if weak else Severity.MODERATE,
        stance=Stance.INTERRUPT if weak else Stance.SHOW,
        because=f"{joined(one.sign.sign for one in found)}, as stated{', and weak kidneys' if weak else ''}",
        title="A dose may have been taken twice",
        what=(_said(view, "twice", f"Stated: {joined(one.sign.sign for one in found)}. It may concern {names}."),),
        todo=(
            _said(
                view,
                "twice",
                "Ask a pharmacist or a poison centre before the next dose. Do not drive. Hard to wake, confused or "
                "breathing slowly: call an ambulance.",
            ),
        ),
        triggers=tuple(dict.fromkeys(one.where for one in found)),
    )


def _wish_to_die(view: View) -> Iterator[Finding]:
    found = list(_noted(view, "self_harm"))
    if found:
        yield Finding(
            id="a_wish_to_die_is_stated",
            severity=Severity.MAJOR,
            stance=Stance.INTERRUPT,
            because="words that can mean a wish to die",
            title="Emergency: please speak to someone now",
            what=(_said(view, "self_harm", "What was written can mean a wish to die or to harm oneself."),),
            todo=(
                _said(
                    view,
                    "self_harm",
                    "Call the emergency number or a crisis line now, and do not stay alone. Ask someone to take the "
                    "tablets out of the house.",
                ),
            ),
            triggers=tuple(dict.fromkeys(one.where for one in found)),
            emergency=True,
        )


def _swallowed(view: View) -> list[Present]:
    return [one for one in around(view) if one.medicine and one.throughout and one.route == "oral"]


def _said(view: View, state: str, text: str) -> Statement:
    return ours(text, sources=dict.fromkeys(one.sign.source for one in _noted(view, state)))
