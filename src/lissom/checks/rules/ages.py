"""Children below the age of the label, tablets for small children, and what the labels say of older people."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.case.regimen import AmountUnit
from lissom.checks.countries import NAMES, own
from lissom.checks.doses import fitting, regimen_of
from lissom.checks.dosing import Dosing
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.rules.titration import is_new
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, ours, rule
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement

CHILD_DOSES = ("start", "usual_daily", "max_daily")
_CARE = "Smallest dose, slow steps; ask at the next visit whether it is still worth it."
_ASK = {
    Severity.MAJOR: "Ask the prescriber whether something else would do. If it stays: smallest dose, shortest time. "
    "Do not stop it suddenly on your own.",
    Severity.MODERATE: _CARE,
    Severity.MINOR: _CARE,
}


def children(view: View) -> Iterator[Finding]:
    """A medicine below the age at which the country's label knows it."""
    age = view.person.age_years
    if age is None or age >= view.number("age.adult"):
        return
    for drug in _once(view):
        rows = [row for row in view.rules.dosing_of(drug.id, "label_age") if row.route in ("", drug.route)]
        against = [row for row in rows if not _allows(row, age)]
        if against and not _allowed_here(view, drug, rows, age):
            local = own(against, view.case.country)
            elsewhere = (
                () if local else tuple(fitting(view, view.rules.dosing_of(drug.id, "usual_daily", "max_daily"), drug))
            )
            doses = tuple(row for row in elsewhere if row.age_high is not None)
            yield _too_young(view, drug, (local or tuple(against))[0], local=bool(local), doses=doses)
        yield from _tablets(view, drug)


def _allows(row: Dosing, age: float) -> bool:
    """A row with an upper age says whom the label leaves out; one with only a lower age says from when it holds."""
    if row.age_high is not None:
        return age >= row.age_high
    return row.age_low is None or age >= row.age_low


def _allowed_here(view: View, drug: Present, rows: list[Dosing], age: float) -> bool:
    local = own(rows, view.case.country)
    if local:
        return all(_allows(row, age) for row in local)
    doses = fitting(view, view.rules.dosing_of(drug.id, *CHILD_DOSES), drug)
    return any(row.age_high is not None for row in own(doses, view.case.country))


def _too_young(view: View, drug: Present, row: Dosing, *, local: bool, doses: tuple[Dosing, ...]) -> Finding:
    """Below the age of the country's label; where no label of the country is held, that is said first, then what others
    say, for and against.
    """
    infant = row.age_high is not None and row.age_high < 1
    country = NAMES.get(view.case.country, view.case.country or "this country")
    none_here = from_the_case(f"We hold no rule of {country} on {drug.name} for children; other countries are shown.")
    return Finding(
        id=f"{drug.id}_is_not_established_at_this_age",
        severity=Severity.CONTRAINDICATED if infant else Severity.MODERATE,
        stance=Stance.INTERRUPT if infant else Stance.SHOW,
        because="below the age of the label" + ("" if local else " of another country; none is known for this one"),
        title=f"{capital(drug.name)} below the age of the label"
        if local
        else f"{capital(drug.name)} for a child: no rule of this country is held",
        what=(rule(row),) if local else (none_here, _abroad(row)),
        why=tuple(_abroad(one) for one in doses[:2]),
        todo=(ours("Use at this age belongs to a specialist: ask who follows the treatment.", row),),
        triggers=(drug.where, "person.age_years"),
    )


def _abroad(row: Dosing) -> Statement:
    """A rule of other countries, with their names: it does not bind here."""
    return rule(row, lead=f"{joined(NAMES.get(one, one) for one in row.countries)}:" if row.countries else "")


def _tablets(view: View, drug: Present) -> Iterator[Finding]:
    regimen, weight = regimen_of(drug), view.person.weight_kg
    solid = regimen is not None and any(
        intake.amount.unit is AmountUnit.UNIT for phase in regimen.phases for intake in phase.intakes
    )
    if weight is None or not (solid or "tablet" in (drug.medicine.form.lower() if drug.medicine else "")):
        return
    rows = tuple(fitting(view, view.rules.dosing_of(drug.id, "formulation_limit"), drug))
    for row in own(rows, view.case.country)[:1]:
        yield Finding(
            id=f"{drug.id}_tablets_do_not_suit_this_weight",
            severity=Severity.MINOR,
            stance=Stance.SHOW,
            because="the child is light and tablets cannot be divided finely enough",
            title=f"A liquid suits better than tablets of {drug.name}",
            what=(rule(row),),
            todo=(ours("Ask for a liquid, and write the dose in milligrams.", row),),
            triggers=(drug.where, "person.weight_kg"),
        )


def older_adults(view: View) -> Iterator[Finding]:
    """What the labels and criteria say of one medicine from 65 on."""
    if not view.older:
        return
    for drug in _once(view):
        advice = tuple(fitting(view, view.rules.dosing_of(drug.id, "elderly_advice"), drug))
        rows = own(advice, view.case.country) or advice
        if against := tuple(fitting(view, view.rules.dosing_of(drug.id, "elderly_avoid"), drug)):
            yield _older(drug, Severity.MAJOR, *against[:1], *rows[:1])
        elif rows:
            yield _older(drug, Severity.MODERATE, rows[0])
        elif is_new(view, drug):
            start = fitting(view, view.rules.dosing_of(drug.id, "elderly_start", "start_caution"), drug)
            yield from (_older(drug, Severity.MINOR, row) for row in tuple(start)[:1])


def _older(drug: Present, severity: Severity, row: Dosing, *more: Dosing) -> Finding:
    return Finding(
        id=f"{drug.id}_needs_care_from_65",
        severity=severity,
        stance=Stance.SHOW,
        because="the person is 65 or over",
        title=f"{capital(drug.name)} at 65 and over",
        what=(rule(row),),
        why=tuple(rule(one) for one in more),
        todo=(ours(_ASK[severity], row),),
        triggers=(drug.where, "person.age_years"),
    )


def _once(view: View) -> list[Present]:
    return list({(one.id, one.route): one for one in view.present if one.throughout and one.medicine}.values())
