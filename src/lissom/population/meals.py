"""Food: what a forecast must say of it."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.facts.statement import Statement
from lissom.population.model import Variant
from lissom.population.subject import Subject
from lissom.population.wording import rest_on

FOOD = "fed"
"""The clause of a covariate that food brings to hold."""


def limits(variant: Variant, who: Subject) -> Iterator[Statement]:
    """For which stomach a curve is, where food is known to change it."""
    moved = [one for one in variant.covariates if FOOD in one.when.split(" and ")]
    names = dict.fromkeys(name for one in moved for name in one.uses.values())
    if moved and who.fed is None:
        text = (
            "Food changes the level of this medicine, and the directions do not say whether it is taken with food: "
            "the curve is for an empty stomach."
        )
        yield rest_on(variant, text, *names)
    elif moved and who.fed:
        text = "Food stands for the meal of the studies, mostly a fatty one. What a light meal does was not seen."
        yield rest_on(variant, text, *names)
