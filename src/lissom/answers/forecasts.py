"""One forecast for each relaxant of the case that has a model and a schedule in milligrams; for the others, why not."""

from __future__ import annotations

from dataclasses import dataclass

from lissom.checks.view import Taken, View
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.population.forecast import Forecast, ForecastRefused


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
    if "skeletal_muscle_relaxant" not in drug.classes and ingredient not in library.models:
        return None  # naproxen: held in full for its interactions, not a relaxant to forecast
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
    )
    return (
        Refused(where=where, ingredient=ingredient, why=answer.why) if isinstance(answer, ForecastRefused) else answer
    )
