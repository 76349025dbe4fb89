"""The verb of this room: a person, their body measures, a model and a regimen in, a Forecast out."""

from __future__ import annotations

from collections.abc import Collection

from lissom.case.body import Body
from lissom.case.person import Person
from lissom.case.regimen import Regimen
from lissom.facts.errors import Fault, InputError
from lissom.facts.statement import Statement
from lissom.population import meals, wording
from lissom.population.course import half_life
from lissom.population.forecast import Forecast, ForecastRefused
from lissom.population.model import Model, Variant
from lissom.population.people import Draws, crowd
from lissom.population.run import Run, frozen
from lissom.population.schedule import Scenario, Schedule, largest_dose, schedule, settling_days
from lissom.population.subject import Subject, subject
from lissom.population.swallowed import swallowed
from lissom.population.used import parameters_used

FEWEST_PEOPLE, MOST_PEOPLE = 64, 1_000_000
"""Fewer give no bands; more would only take time, and move no band any more. Memory does not grow with the number."""


def forecast(
    person: Person,
    body: Body,
    model: Model,
    regimen: Regimen,
    *,
    where: str,
    days: int | None = None,
    people: int = 2048,
    seed: int,
    spasms_per_day: float | None = None,
    taking: Collection[str] = (),
    conditions: Collection[str] = (),
    scenario: Scenario | None = None,
    catheter_tip: str = "",
    form: str = "",
) -> Forecast | ForecastRefused:
    """What the regimen will do in `people` virtual people like this person; the same for the same seed, byte for byte.

    `where` is the path of the medicine in the case. `spasms_per_day` is the person's own count without the medicine,
    `taking` the ingredient and class ids of the other medicines, `conditions` condition ids (`liver_disease`).
    `scenario` asks what happens when delivery stops unplanned, leaks, or follows day and night; `catheter_tip` is the
    vertebra at which the catheter of a pump ends ('T10'), `form` what is swallowed ('capsule'), where the directions
    do not name it.
    Refused, with the reason, where milligrams or a child's weight are not known, the age has no model, or the dose is
    an overdose. Raises InputError where `people` is below 64 or above 1,000,000.
    """
    if not FEWEST_PEOPLE <= people <= MOST_PEOPLE:
        raise InputError(
            [Fault(where="people", expected=f"{FEWEST_PEOPLE} to {MOST_PEOPLE} virtual people", came=str(people))]
        )
    variant = model.variant_for(person.age_years)
    who = subject(
        person,
        body,
        by_mouth=swallowed(regimen, form),
        dose_mg=largest_dose(regimen),
        taking=taking,
        conditions=conditions,
        catheter_tip=catheter_tip,
    )
    made = _plan(model, variant, who, regimen, days)
    if isinstance(made, Statement):
        return ForecastRefused(medicine=where, ingredient=model.ingredient, why=made)
    if scenario is not None:
        made = scenario.applied(made)
    run = Run(variant=variant, who=who, plan=made, counted=spasms_per_day)
    bands = run.bands(people, seed)
    chances = tuple(run.chances(people, seed))
    return Forecast(
        medicine=where,
        ingredient=model.ingredient,
        model=f"{model.id}.{variant.id}",
        times=frozen(run.times),
        doses=made.doses,
        infusions=made.infusions,
        bands=bands,
        chances=chances,
        parameters=tuple(parameters_used(variant, who)),
        statements=tuple(run.statements(bands, people, seed)),
        limits=(*wording.limits(variant, who, made), *meals.limits(variant, who)),
        people=people,
        seed=seed,
    )


def _plan(model: Model, variant: Variant, who: Subject, regimen: Regimen, days: int | None) -> Schedule | Statement:
    if who.age_years is not None and not model.covers(who.age_years):
        return wording.refusal(f"No model of {model.title.lower()} was made for this age, so there is no forecast.")
    by_weight = any(covariate.kind in ("per_kg", "times_weight") for covariate in variant.covariates)
    if by_weight and who.weight_kg is None:
        return wording.refusal("In a child everything scales with body weight, which is not stated: no forecast.")
    typical = crowd(variant, who, Draws(count=1, between=None, unknown=None))
    settle = settling_days(half_life(variant, typical))
    plan = schedule(regimen, settle_days=settle, days=days)
    if plan is None:
        return wording.refusal("How many milligrams are taken is not known from the directions: no forecast.")
    if plan.infusions and model.route == "oral":
        return wording.refusal(
            "What a pump delivers is not swallowed, and the model is of swallowed doses: no forecast."
        )
    peak = regimen.peak_daily_mg
    largest = max(plan.largest_mg, peak.high if peak else 0.0)
    if "overdose_mg" in variant.parameters and largest >= variant.value("overdose_mg"):
        return wording.refusal_of_overdose(variant, largest)
    return plan
