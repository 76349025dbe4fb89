"""One forecast for each relaxant of the case that has a model and a schedule in milligrams; for the others, why not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from lissom.answers.together import together
from lissom.case.medicine import Route, Status
from lissom.checks.view import Taken, View
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.population.forecast import Forecast, ForecastRefused
from lissom.population.model import model_for
from lissom.population.schedule import Scenario

RELAXING = frozenset({"muscle_relaxant", "antispasticity"})
"""Classes of which a medicine must have one to be simulated for its own sake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A relaxant that was not simulated, and why, in words a reader may see."""

    where: str
    ingredient: str
    why: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """What was simulated, and what was not."""

    made: tuple[Forecast, ...] = ()
    refused: tuple[Refused, ...] = ()


def forecasts(seen: View, library: Library, *, seed: int, people: int, scenario: Scenario | None = None) -> Curves:
    """The forecasts of the case, in the order of its medicines. Loads the numerics only when there is one to make.

    `scenario` asks what happens when delivery stops unplanned, leaks, or follows day and night.
    """
    answers = [
        answer
        for taken in together(seen.taken)
        for part in taken.recognition.components
        if part.ingredient.id in library.drugs
        and (answer := _of(taken, part.ingredient.id, seen, library, seed, people, scenario)) is not None
    ]
    return Curves(
        made=_alone(tuple(one for one in answers if isinstance(one, Forecast)), library),
        refused=tuple(one for one in answers if isinstance(one, Refused)),
    )


def _alone(made: tuple[Forecast, ...], library: Library) -> tuple[Forecast, ...]:
    """The forecasts, each of a medicine that is given in two ways with the word that it is of one way alone."""
    times = Counter(one.ingredient for one in made)
    return tuple(
        replace(one, limits=(_of_one_way(library.drugs[one.ingredient].name), *one.limits))
        if times[one.ingredient] > 1
        else one
        for one in made
    )


def _of_one_way(name: str) -> Statement:
    return reasoned(
        f"{capital(name)} is given more than once here, in two ways or by two lines. Each curve is of one "
        "of them alone; in the body they add up, and no curve of both is made."
    )


def _of(
    taken: Taken, ingredient: str, seen: View, library: Library, seed: int, people: int, scenario: Scenario | None
) -> Forecast | Refused | None:
    drug = library.drugs[ingredient]
    if drug.classes.isdisjoint(RELAXING):
        return None  # naproxen: held in full for what it does to baclofen; its own level answers nobody's question
    medicine = taken.medicine
    route = Route.ORAL if medicine.route is Route.UNKNOWN else medicine.route
    model = model_for(library.models, ingredient, route.value)
    why = ""
    if model is None:
        by = "" if route is Route.ORAL else f" by this route ({route.value})"
        why = f"Lissom has no simulation model of {drug.name}{by} yet, so it shows no curve for it."
    elif medicine.regimen is None:
        why = f"Without directions that can be read, {drug.name} cannot be simulated."
    elif len(taken.recognition.components) > 1:
        why = f"{medicine.name} holds several medicines, and the directions do not say how much of each: no forecast."
    if model is None or medicine.regimen is None or why:
        return Refused(where=medicine.where, ingredient=ingredient, why=reasoned(why))
    from lissom.population.forecasting import forecast

    answer = forecast(
        seen.person,
        seen.body,
        model,
        medicine.regimen,
        where=medicine.where,
        people=people,
        seed=seed,
        spasms_per_day=_counted_before(taken, seen),
        taking=tuple(sorted(_beside(taken, seen))),
        conditions=tuple(sorted(seen.conditions)),
        scenario=scenario,
        catheter_tip=seen.case.pump.catheter_tip if seen.case.pump and route is Route.INTRATHECAL else "",
        form=medicine.form,
    )
    if isinstance(answer, ForecastRefused):
        return Refused(where=medicine.where, ingredient=ingredient, why=answer.why)
    return answer


def _beside(taken: Taken, seen: View) -> frozenset[str]:
    """Ids of the ingredients and classes of everything else in the person: some change how the medicine is cleared."""
    others = (one for one in seen.present if one.where != taken.medicine.where)
    return frozenset(name for one in others for name in one.ids)


def _counted_before(taken: Taken, seen: View) -> float | None:
    """Spasms a day in the diary of somebody who has not begun the medicine; None when it does not say."""
    counts = [entry.spasms for entry in seen.case.diary if entry.spasms is not None]
    return sum(counts) / len(counts) if counts and taken.medicine.status is Status.PLANNED else None
