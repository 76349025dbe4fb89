"""Several lines of one medicine as one schedule: '10 mg in the morning' and '20 mg at bedtime' are one course."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lissom.case.medicine import Route
from lissom.case.regimen import Amount, AmountUnit, Intake, Phase, Regimen
from lissom.checks.view import Taken


def together(taken: Iterable[Taken]) -> tuple[Taken, ...]:
    """The medicines in their order, the lines of one medicine joined at the place of the first where that is plain.

    Joined are lines with the same ingredients, route and status that are taken every day until further notice and known
    in milligrams. Courses, as-needed lines, liquids and pumps stay as they are written.
    """
    joined: dict[object, Taken] = {}
    for one in taken:
        plan = _daily(one.medicine.regimen)
        route = Route.ORAL if one.medicine.route is Route.UNKNOWN else one.medicine.route
        same = (one.recognition.ingredient_ids, route, one.medicine.status, one.medicine.start)
        key: object = same if plan is not None else one.medicine.where
        before = joined.get(key)
        first = before.medicine.regimen if before is not None else None
        if before is None or plan is None or first is None:
            joined[key] = one
            continue
        regimen = _joined(first, plan)
        joined[key] = Taken(medicine=replace(before.medicine, regimen=regimen), recognition=before.recognition)
    return tuple(joined.values())


def _daily(regimen: Regimen | None) -> Regimen | None:
    """The regimen when it is one unending daily schedule of doses known in milligrams, else None."""
    if regimen is None or len(regimen.phases) != 1:
        return None
    phase = regimen.phases[0]
    plain = (
        phase.days is None
        and phase.every_days == 1
        and not (phase.as_needed or phase.drifts or phase.weekdays or phase.continuous)
        and phase.fewest_intakes is None
    )
    solid = all(
        intake.amount.unit is not AmountUnit.ML and regimen.mg(intake.amount) is not None for intake in phase.intakes
    )
    return regimen if plain and solid and phase.intakes else None


def _joined(first: Regimen, second: Regimen) -> Regimen:
    """Both schedules as one, in milligrams; food is not compared, since it changes no dose."""
    intakes = sorted((*_in_mg(first), *_in_mg(second)), key=lambda intake: intake.hour)
    stated = first.phases[0].division_stated and second.phases[0].division_stated
    return Regimen(phases=(Phase(intakes=tuple(intakes), division_stated=stated),))


def _in_mg(regimen: Regimen) -> Iterable[Intake]:
    for intake in regimen.phases[0].intakes:
        dose = regimen.mg(intake.amount)
        assert dose is not None
        yield replace(intake, amount=Amount(low=dose.low, high=dose.high, unit=AmountUnit.MG))
