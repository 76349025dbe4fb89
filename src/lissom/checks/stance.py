"""Whether an interaction should interrupt, be shown or stay silent for this person, with the reason in one clause.

The default follows severity and kind; circumstances of the person move it. Interrupting must be rare, so each way to it
is written out here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lissom.case.person import Alcohol, Sex
from lissom.checks.evidence import signs_of_serotonin
from lissom.checks.finding import Severity, Stance
from lissom.checks.kinds import Kind
from lissom.checks.present import Present
from lissom.checks.view import View

Why = str | None


class Judged(NamedTuple):
    """A stance and the clause that says why."""

    stance: Stance
    because: str


def judge(view: View, drug: Present, other: Present, kind: Kind, severity: Severity) -> Judged:
    """The stance of one interaction in this person."""
    if not (drug.throughout and other.throughout):
        return Judged(Stance.SILENT, "little of a gel, cream, drop, spray or inhaler reaches the whole body")
    if severity is Severity.CONTRAINDICATED:
        return Judged(Stance.INTERRUPT, "a label forbids the two together")
    if other.id == "ethanol":
        return _alcohol(view, kind, severity)
    if severity is Severity.MAJOR:
        if reason := _reason_to_interrupt(view, drug, other, kind):
            return Judged(Stance.INTERRUPT, reason)
        why = "serious when it happens; no age, illness or other medicine stated here makes it more likely than usual"
        return Judged(Stance.SHOW, why)
    if kind is Kind.SEIZURES and not view.has("epilepsy"):
        return Judged(Stance.SILENT, "no epilepsy or seizures are stated")
    if severity is Severity.MODERATE:
        return Judged(Stance.SHOW, "worth knowing and watching; no age, illness or other medicine makes it graver here")
    if kind is Kind.LOWERS:
        return Judged(Stance.SHOW, "small, and taking them apart avoids it")
    return Judged(Stance.SILENT, "small, and no reason to act")


def at_risk_of_sedation(view: View, *pair: Present) -> Why:
    """Why sedation or slow breathing is more dangerous in this person, or None."""
    if view.older:
        return "the person is 65 or over"
    if view.has("sleep_apnoea"):
        return "sleep apnoea is stated"
    if view.has("lung_disease"):
        return "a lung disease is stated"
    others = [one for one in view.of_class("opioid") if one not in pair and one.throughout]
    return f"{others[0].said} is taken as well" if others else None


def _alcohol(view: View, kind: Kind, severity: Severity) -> Judged:
    if kind is Kind.BLEEDING and view.person.alcohol is Alcohol.OCCASIONAL:
        return Judged(Stance.SILENT, "only an occasional drink is stated")
    if severity is Severity.MAJOR and view.person.alcohol in (Alcohol.HEAVY, Alcohol.REGULAR):
        return Judged(Stance.INTERRUPT, f"{view.person.alcohol.value} drinking is stated")
    return Judged(Stance.SHOW, "alcohol is stated, and not drinking avoids it")


def _reason_to_interrupt(view: View, drug: Present, other: Present, kind: Kind) -> Why:
    if other.classes & {"opioid", "oxybate"} and kind in (Kind.SEDATION, Kind.BREATHING):
        return "slow breathing from an opioid or oxybate with another sedative can kill"
    weigh = _WEIGHED.get(kind)
    return weigh(view, drug, other) if weigh else None


def _sedation(view: View, drug: Present, other: Present) -> Why:
    return at_risk_of_sedation(view, drug, other)


def _breathing(view: View, drug: Present, other: Present) -> Why:
    return at_risk_of_sedation(view, drug, other)


def _raises(_view: View, drug: Present, _other: Present) -> Why:
    return f"the level of {drug.name} can rise much, and another medicine can be chosen"


def _blood_pressure(view: View, drug: Present, other: Present) -> Why:
    if view.older:
        return "the person is 65 or over and falls are likelier"
    if view.has("hypotension", "falls"):
        return "low blood pressure, fainting or falls are stated"
    if drug.planned or other.planned:
        return "one of the two is about to be started"
    lowering = {one.id for one in view.of_class("antihypertensive", "alpha2_agonist") if one.id != drug.id}
    return "three or more medicines against high blood pressure are taken" if len(lowering) > 2 else None


def _serotonin(view: View, drug: Present, other: Present) -> Why:
    if "opioid" in other.classes:
        return "another painkiller can be chosen, and serotonin syndrome can kill"
    if signs_of_serotonin(view):
        return "signs that fit too much serotonin are stated"
    serotonergic = {one.id for one in view.of_class("serotonergic")} - {drug.id}
    return "more than one medicine that raises serotonin is taken" if len(serotonergic) > 1 else None


def _liver(view: View, drug: Present, other: Present) -> Why:
    if view.has("liver_disease", "liver_disease_severe"):
        return "a liver disease is stated"
    age, limit = view.person.age_years, view.number("liver.dantrolene_women_from_age")
    estrogen = other.classes & {"estrogen", "estrogen_containing"}
    if drug.id == "dantrolene" and estrogen and view.person.sex is Sex.FEMALE and age is not None and age >= limit:
        return "a woman over 35 on an estrogen is in the group with most liver injury"
    return None


def _anticholinergic(view: View, _drug: Present, _other: Present) -> Why:
    if view.older:
        return "the person is 65 or over and confusion is likelier"
    if view.has("glaucoma", "glaucoma_narrow_angle", "bladder_neck_obstruction", "confusion_or_dementia"):
        return "glaucoma, a blocked bladder or confusion is stated"
    return None


def _raised_by(view: View, _drug: Present, other: Present) -> Why:
    if "lithium" in other.ids:
        return "lithium becomes toxic at levels little above the useful ones"
    if view.has("chronic_kidney_disease", "dialysis") or _low_kidneys(view):
        return f"the kidneys are weak and clear {other.name} slowly"
    return None


def _low_kidneys(view: View) -> bool:
    eGFR = view.body.eGFR.value
    return eGFR is not None and eGFR < view.number("kidney.nsaid_risk_below_eGFR")


def _movements(_view: View, drug: Present, other: Present) -> Why:
    return "one of the two is about to be started" if drug.planned or other.planned else None


def _always(reason: str) -> Callable[[View, Present, Present], Why]:
    return lambda _view, _drug, _other: reason


_WEIGHED: dict[Kind, Callable[[View, Present, Present], Why]] = {
    Kind.SEDATION: _sedation,
    Kind.BREATHING: _breathing,
    Kind.RAISES: _raises,
    Kind.BLOOD_PRESSURE: _blood_pressure,
    Kind.SEROTONIN: _serotonin,
    Kind.LIVER: _liver,
    Kind.ANTICHOLINERGIC: _anticholinergic,
    Kind.RAISED_BY: _raised_by,
    Kind.MOVEMENTS: _movements,
    Kind.CONFUSION: _always("confusion and hallucinations are reported and Parkinson disease may worsen"),
    Kind.BLEEDING: _always("bleeding of the stomach can kill and another painkiller can be chosen"),
    Kind.HEART: _always("life-threatening effects on the heart are reported"),
    Kind.CRISIS: _always("crises with deaths are reported"),
}
