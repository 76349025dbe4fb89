"""One forecast for each relaxant of the case that has a model and a schedule in milligrams; for the others, why not."""

from __future__ import annotations

from dataclasses import dataclass

from lissom.case.medicine import Status
from lissom.checks.view import Taken, View
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.population.forecast import Forecast, ForecastRefused

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


def forecasts(seen: View, library: Library, *, seed: int, people: int) -> Curves:
    """The forecasts of the case, in the order of its medicines. Loads the numerics only when there is one to make."""
    answers = [
        answer
        for taken in seen.taken
        for part in taken.recognition.components
        if part.ingredient.id in library.drugs
        and (answer := _of(taken, part.ingredient.id, seen, library, seed, people)) is not None
    ]
    return Curves(
        made=tuple(one for one in answers if isinstance(one, Forecast)),
        refused=tuple(one for one in answers if isinstance(one, Refused)),
    )


def _of(
    taken: Taken, ingredient: str, seen: View, library: Library, seed: int, people: int
) -> Forecast | Refused | None:
    drug = library.drugs[ingredient]
    if drug.classes.isdisjoint(RELAXING):
        return None  # naproxen: held in full for what it does to baclofen; its own level answers nobody's question
    where = taken.medicine.where
    if ingredient not in library.models:
        text = f"Lissom has no simulation model of {drug.name} yet, so it shows no curve for it."
        return Refused(where=where, ingredient=ingredient, why=reasoned(text))
    if taken.medicine.regimen is None:
        text = f"Without directions that can be read, {drug.name} cannot be simulated."
        return Refused(where=where, ingredient=ingredient, why=reasoned(text))
    from lissom.population.forecasting import forecast

    answer = forecast(
        seen.person,
        seen.body,
        library.models[ingredient],
        taken.medicine.regimen,
        where=where,
        people=people,
        seed=seed,
        spasms_per_day=_counted_before(taken, seen),
    )
    return (
        Refused(where=where, ingredient=ingredient, why=answer.why) if isinstance(answer, ForecastRefused) else answer
    )


def _counted_before(taken: Taken, seen: View) -> float | None:
    """Spasms a day in the diary of somebody who has not begun the medicine; None when it does not say."""
    counts = [entry.spasms for entry in seen.case.diary if entry.spasms is not None]
    return sum(counts) / len(counts) if counts and taken.medicine.status is Status.PLANNED else None
