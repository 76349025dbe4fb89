"""The first sentence of a finding stands alone in a summary, so it names its medicine."""

from __future__ import annotations

import re
from dataclasses import replace

from lissom.checks.finding import Finding, Stance
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement


def by_place(view: View) -> dict[str, list[Present]]:
    """What each medicine of the case puts into the person, by its path."""
    places: dict[str, list[Present]] = {}
    for one in view.present:
        if one.medicine:
            places.setdefault(one.where, []).append(one)
    return places


def standing_alone(finding: Finding, places: dict[str, list[Present]]) -> Finding:
    """The finding, with the names of its medicines before its first sentence where that sentence names none of them."""
    if finding.stance is Stance.SILENT:
        return finding  # never in a summary
    about = [one for place in finding.triggers for one in places.get(place, ())]
    if not about or _names_one(finding.what[0].text.lower(), about):
        return finding
    in_order = [one for place in places if place in finding.triggers for one in places[place]]
    return replace(finding, what=(_led_by(finding.what[0], in_order), *finding.what[1:]))


def _names_one(said: str, about: list[Present]) -> bool:
    """Whether a text, in small letters, holds a name of one of them: the ingredient's, else the product's."""
    for one in about:
        if one.name.lower() in said:
            return True
    return any(name and name in said for one in about for name in _other_names(one))


def _other_names(one: Present) -> tuple[str, ...]:
    written = one.medicine.name.lower() if one.medicine else ""
    return one.id.replace("_", " "), one.hidden_in.lower(), written


def _led_by(first: Statement, about: list[Present]) -> Statement:
    names = capital(joined(one.said for one in about))
    clinician = f"{names}: {first.clinician}" if first.clinician else ""
    return replace(first, text=f"{names}: {_lowered(first.text)}", clinician=clinician)


def _lowered(text: str) -> str:
    """Without its capital, where the first word is an everyday one."""
    word = re.match(r"[A-Za-z']+", text)
    return text[:1].lower() + text[1:] if word and word.group().lower() in _EVERYDAY else text


_EVERYDAY = frozenset(
    """a age an at avoid below both can caution contraindicated do dependence from give if impaired in increase it keep
    less low lower may more most no not of on only or people reduce reduced rebound serious severe side sleepiness some
    start stop stopping swallow take the these they this to two use watch with within without your""".split()  # noqa: SIM905
)
"""First words that are written small inside a sentence; names and abbreviations are not among them."""
