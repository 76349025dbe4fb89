"""Models whose elimination is not in proportion to the level."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

import lissom
from lissom.dynamics.layout import Floats
from lissom.population.course import course
from lissom.population.model_files import read_models
from lissom.population.people import Draws, crowd
from lissom.population.subject import Subject

MODELS = read_models(Path(lissom.__file__).parent / "data" / "models")
WHO = Subject(age_years=40, weight_kg=70)
TIMES = np.arange(0.0, 240.0, 0.1)


def area(model: str, mg: float) -> float:
    """Area under the level after one dose in the typical person, mg h/L."""
    variant = MODELS[model].variant_for(40)
    people = crowd(variant, WHO, Draws(count=1, between=None, unknown=None))
    layout, states = course(variant.structure, people, [(0.0, mg)], TIMES)
    return float(sum(x[layout.central, 0] for x in states) / people["Vc"][0] * 0.1)


def test_twice_the_chlorzoxazone_gives_more_than_twice_the_exposure() -> None:
    assert area("chlorzoxazone", 500) > 2.2 * area("chlorzoxazone", 250)


def test_twice_the_naproxen_gives_less_than_twice_the_exposure() -> None:
    assert area("naproxen", 1000) < 1.9 * area("naproxen", 500)


def test_small_doses_are_in_proportion() -> None:
    assert area("chlorzoxazone", 0.02) == pytest.approx(2 * area("chlorzoxazone", 0.01), rel=1e-3)
    assert area("naproxen", 0.02) == pytest.approx(2 * area("naproxen", 0.01), rel=1e-3)


def test_the_clearance_stated_for_the_reference_dose_is_that_of_its_curve() -> None:
    typical: Mapping[str, Floats] = crowd(
        MODELS["chlorzoxazone"].variant_for(40), WHO, Draws(count=1, between=None, unknown=None)
    )
    assert 250 / area("chlorzoxazone", 250) == pytest.approx(typical["CL"][0], rel=0.15)
