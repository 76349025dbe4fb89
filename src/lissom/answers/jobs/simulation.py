"""Job 2: what the forecasts say in words, or why there is none. The curves themselves stand in the assessment."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.answers.jobs.asked import Asked, nothing
from lissom.assessment import Job, Section


def answer(asked: Asked) -> Iterator[Section]:
    """One section for each forecast made or refused."""
    names = {held.drug.id: held.drug.name for held in asked.relaxants}
    told = False
    for forecast in asked.curves.made:
        told = True
        name = names.get(forecast.ingredient, forecast.ingredient)
        yield Section(job=Job.SIMULATION, medicine=name, statements=forecast.statements)
    for refused in asked.curves.refused:
        told = True
        yield Section(
            job=Job.SIMULATION, medicine=names.get(refused.ingredient, refused.ingredient), statements=(refused.why,)
        )
    if not told and asked.relaxants:
        listed = ", ".join(held.drug.name for held in asked.relaxants)
        yield Section(job=Job.SIMULATION, note=f"There is no simulation model for {listed} yet, so no curve is shown.")
    elif not told:
        yield nothing(Job.SIMULATION)
