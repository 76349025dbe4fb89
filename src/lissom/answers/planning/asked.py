"""What every plan is asked with: the person as seen, the medicine, what is taken now, the day, the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lissom.answers.jobs.asked import RELAXANT, relaxants
from lissom.answers.planning.limits import limits, not_sold
from lissom.case.case import Case
from lissom.case.medicine import Medicine
from lissom.case.regimen import Phase, Regimen
from lissom.checks.doses import regimen_of
from lissom.checks.finding import Finding
from lissom.checks.present import Present as Held
from lissom.checks.run import findings
from lissom.checks.view import View, view
from lissom.facts.errors import Fault, InputError
from lissom.facts.quantity import in_words
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.medicines.drug import Drug
from lissom.plan.limits import Limits
from lissom.plan.numbers import Numbers
from lissom.plan.taper import Present

if TYPE_CHECKING:
    from lissom.plan.responses import Responses
    from lissom.population.model import Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    seen: View
    library: Library
    numbers: Numbers
    drug: Drug
    held: Held | None
    """How the medicine stands in the case; None when it is not in it."""
    now: Present
    limits: Limits
    seed: int
    people: int
    notes: tuple[Statement, ...] = ()
    """What the reading of today's doses took for granted."""
    alarms: tuple[Statement, ...] = ()
    """What must be said before any plan: a log that broke off, directions with steps of their own, foreign tablets."""

    @property
    def today(self) -> date:
        return self.seen.today

    @property
    def country(self) -> str:
        return self.seen.case.country

    @property
    def where(self) -> str:
        """The path of the medicine in the case."""
        return self.held.where if self.held else f"medicines[{len(self.seen.case.medicines)}]"

    @property
    def route(self) -> str:
        return self.held.route if self.held else "oral"

    @property
    def doses(self) -> tuple[tuple[float, float], ...]:
        """(hour, mg) of today."""
        return tuple((hour, mg) for hour, mg in zip(self.now.hours, self.now.amounts, strict=True) if mg > 0)

    @property
    def emergencies(self) -> tuple[Finding, ...]:
        """What the checks call an emergency in this case today; said before any other answer."""
        return tuple(one for one in findings(self.seen) if one.emergency)

    @property
    def variant(self) -> Variant | None:
        """The model of the medicine by mouth for this person's age; None where there is none."""
        model = self.library.models.get(self.drug.id)
        return model.variant_for(self.seen.person.age_years) if model else None

    def crowd(self) -> Responses | None:
        """The virtual people of this person on this medicine by mouth; None where there is no model of it."""
        taken = self.held.medicine if self.held else None
        return crowd_of(self.seen, self.library, self.drug.id, seed=self.seed, people=self.people, medicine=taken)


def crowd_of(
    seen: View, library: Library, ingredient: str, *, seed: int, people: int, medicine: Medicine | None = None
) -> Responses | None:
    """Virtual people like the person on one medicine by mouth; None without a model whose doses add up, or for a child
    without a weight. `medicine` tells how it is taken today: with food, as a liquid, as a capsule."""
    if ingredient not in library.models:
        return None
    model = library.models[ingredient]
    age = seen.person.age_years
    if age is not None and not model.covers(age):
        return None
    variant = model.variant_for(age)
    if not variant.adds_up:
        return None
    if seen.person.weight_kg is None and any(one.kind in ("per_kg", "times_weight") for one in variant.covariates):
        return None
    from lissom.plan.responses import responses
    from lissom.population.subject import subject
    from lissom.population.swallowed import swallowed

    who = subject(
        seen.person,
        seen.body,
        taking={name for one in seen.present for name in one.ids},
        conditions=seen.conditions,
        by_mouth=swallowed(medicine.regimen, medicine.form) if medicine and medicine.regimen else None,
    )
    return responses(variant, who, people=people, seed=seed)


def asked(
    case: Case,
    library: Library,
    today: date,
    *,
    medicine: str = "",
    doses: Sequence[tuple[float, float]] = (),
    last: date | None = None,
    tablets: Sequence[float] = (),
    seed: int = 1,
    people: int = 2000,
) -> Asked:
    """The question about one relaxant of the case, the first unless `medicine` names another.

    `doses` (hour, mg) are what is really taken, where a log says so, and `last` the day of its last dose; `tablets`
    the strengths the person has. Raises `InputError` where there is no relaxant, or its directions give no
    milligrams and hours.
    """
    seen = view(case.on(today), library.names, library.rules, library.drugs, today, models=lambda: library.models)
    drug, held = _medicine(seen, library, medicine)
    notes: list[Statement] = []
    steps: list[Statement] = []
    if held is None or (held.planned and not doses):
        now = Present(ingredient=drug.id, name=drug.name, hours=(), amounts=())
    elif doses:
        hours, amounts = zip(*sorted(doses), strict=True)
        now = Present(ingredient=drug.id, name=drug.name, hours=hours, amounts=amounts)
        notes.append(reasoned("Today's doses are those of the last full day of the log, not those of the directions."))
    else:
        now = _present(drug, held, today, notes, steps)
    return Asked(
        seen=seen,
        library=library,
        numbers=Numbers.of(library.plan_numbers),
        drug=drug,
        held=held,
        now=now,
        limits=limits(seen, library, drug, held, tablets, notes),
        seed=seed,
        people=people,
        notes=tuple(notes),
        alarms=(*_since(last, today), *steps, *not_sold(library, drug, seen.case.country, tablets)),
    )


def _since(last: date | None, today: date) -> Iterator[Statement]:
    """What a log that ended before yesterday means."""
    if last is not None and (days := (today - last).days) > 1:
        yield reasoned(
            f"The log ends {days} days ago, on {last.isoformat()}. If nothing was taken since, do not simply go on: "
            "ring the prescriber first, today where the medicine must not be stopped suddenly. Starting again at the "
            "old dose after days without it can be too much."
        )


def begin_day(today: date, start: date | None) -> date:
    """The first day of a plan: the one asked for, else tomorrow. Raises `InputError` for a day that is past."""
    if start is None:
        return today + timedelta(days=1)
    if start < today:
        todo = f"A plan cannot begin in the past; the earliest day is {today.isoformat()}."
        raise InputError([Fault(where="--start", expected="today or later", came=start.isoformat(), todo=todo)])
    return start


def named(library: Library, written: str, where: str) -> Drug:
    """The relaxant of that name that is held in full. Raises `InputError`."""
    read = library.names.recognise(written)
    for part in read.components:
        drug = library.drugs.get(part.ingredient.id)
        if drug is not None and drug.classes & RELAXANT:
            return drug
    known = ", ".join(sorted(one.name for one in library.drugs.values() if one.classes & RELAXANT))
    raise InputError(
        [Fault(where=where, expected="a relaxant that is held in full", came=repr(written), todo=f"Held are: {known}.")]
    )


def _medicine(seen: View, library: Library, medicine: str) -> tuple[Drug, Held | None]:
    there = relaxants(seen, library)
    if not medicine:
        if there:
            return there[0].drug, there[0].present
        todo = "Add the relaxant to the case, or name one with --medicine."
        raise InputError([Fault(where="case.medicines", expected="a relaxant to plan", came="none", todo=todo)])
    drug = named(library, medicine, "--medicine")
    return drug, next((one.present for one in there if one.drug.id == drug.id), None)


def _present(drug: Drug, held: Held, today: date, notes: list[Statement], steps: list[Statement]) -> Present:
    where = f"case.{held.where}.sig"
    regimen = regimen_of(held)
    if held.route != "oral":
        return Present(ingredient=drug.id, name=drug.name, hours=(), amounts=())
    if regimen is None or not regimen.phases:
        raise _unknown(where, "no directions that could be read")
    phase = _phase_today(regimen, held, today, steps)
    if phase.as_needed or phase.drifts or phase.every_days != 1 or phase.weekdays:
        raise _unknown(where, "directions that are not the same every day")
    ranges = [regimen.mg(intake.amount) for intake in phase.intakes]
    if not ranges or any(one is None for one in ranges):
        raise _unknown(where, "directions without milligrams")
    if any(one is not None and one.low != one.high for one in ranges):
        notes.append(reasoned("The directions give a range; the plan starts from its upper end."))
    if not all(intake.hour_stated for intake in phase.intakes):
        hours = ", ".join(f"{int(intake.hour):02d}:{round(intake.hour % 1 * 60):02d}" for intake in phase.intakes)
        notes.append(reasoned(f"The hours of the doses are not stated; {hours} is assumed."))
    return Present(
        ingredient=drug.id,
        name=drug.name,
        hours=tuple(intake.hour for intake in phase.intakes),
        amounts=tuple(one.high for one in ranges if one is not None),
    )


def _phase_today(regimen: Regimen, held: Held, today: date, notes: list[Statement]) -> Phase:
    """The stretch of the directions that holds today, counted from the stated start; the first when none is stated."""
    if len(regimen.phases) > 1:
        text = "The directions hold steps of their own. This plan would take their place: do not follow both."
        notes.append(reasoned(text))
    start = held.medicine.start if held.medicine else None
    lengths = [phase.days for phase in regimen.phases]
    if start is None or start > today:
        return regimen.phases[0]
    passed = (today - start).days
    for phase, length in zip(regimen.phases, lengths, strict=True):
        if length is None or passed < length:
            return phase
        passed -= length
    notes.append(reasoned("By their dates the directions are over; their first part is taken as what is taken now."))
    return regimen.phases[0]


def _unknown(where: str, came: str) -> InputError:
    todo = "Write what is taken each day, such as '10 mg three times a day', or give a log with --from-log."
    return InputError([Fault(where=where, expected="daily doses in milligrams", came=came, todo=todo)])


def with_country(case: Case, country: str) -> Case:
    """The case under the labels of another country, when one was asked for. Raises `InputError`."""
    if not country:
        return case
    from lissom.case.country import country_code

    return replace(case, country=country_code(country), country_stated=True)


def mg_a_day(mg: float) -> str:
    return f"{in_words(mg, 4)} mg a day"
