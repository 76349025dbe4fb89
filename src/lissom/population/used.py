"""What a forecast used: every parameter as it stands for this person, with its spread, grade and sources."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.population import wording
from lissom.population.forecast import ParameterUsed
from lissom.population.model import Variant
from lissom.population.people import SHARED_ETA, Draws, crowd
from lissom.population.subject import Subject


def parameters_used(variant: Variant, who: Subject) -> Iterator[ParameterUsed]:
    """Every parameter of the model as it stands for this person, clearance first."""
    typical = crowd(variant, who, Draws(count=1, between=None, unknown=None))
    clearance = wording.rest_on(variant, "clearance", "CL_nonrenal", "CLr_per_CrCl", "F", "CL_per_kg", "CL_cap")
    if "CL" not in variant.parameters:
        yield ParameterUsed(
            name="CL",
            meaning="Apparent clearance of this person (CL/F)",
            value=float(typical["CL"][0]),
            unit="L/h",
            spread=_spread(variant, "CL"),
            grade=str(clearance.grade),
            sources=clearance.sources,
            note=f"kidney function: {who.kidney}",
        )
    for name, parameter in variant.parameters.items():
        yield ParameterUsed(
            name=name,
            meaning=parameter.meaning,
            value=float(typical[name][0]),
            unit=parameter.unit,
            spread="; ".join(filter(None, (parameter.in_words, _spread(variant, name)))),
            grade=str(parameter.grade),
            sources=parameter.sources,
            note=parameter.note,
        )


def _spread(variant: Variant, name: str) -> str:
    names = {target: eta for eta, targets in SHARED_ETA.items() for target in targets}
    cv = variant.omega.get(names.get(name, name))
    return "" if cv is None else f"people differ: {cv.in_words}"
