"""The typical adult against published values for baclofen by mouth. Two-fold is the usual bar for such a model.

Values: Swiss label of Lioresal (Cmax 180 ng/mL and AUC 1135 ng h/mL after 10 mg, 340 ng/mL after 20 mg; half-life 3 to
4 h), simon2018 (half-life 4.4 h). The two peaks were used to tune Vc and the lag, so they test the arithmetic, not the
model; the area and the half-life were not used.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import lissom
from lissom.dynamics.curves import curves
from lissom.dynamics.layout import Floats, rate_matrix
from lissom.population.course import half_life
from lissom.population.model_files import read_models
from lissom.population.people import Crowd, Draws, crowd, kinetics, layout
from lissom.population.subject import KidneyBasis, Subject

ADULT = read_models(Path(lissom.__file__).parent / "data" / "models")["baclofen"].variant_for(40)
HEALTHY = Subject(age_years=40, weight_kg=70, CrCl_mL_min=103, kidney=KidneyBasis.CRCL)
TIMES = np.arange(0.0, 96.0, 0.05)


def typical() -> Crowd:
    return crowd(ADULT, HEALTHY, Draws(count=1, between=None, unknown=None))


def plasma(mg: float) -> Floats:
    person = typical()
    A = rate_matrix(layout(ADULT.structure), kinetics(ADULT.structure, person))
    amount: Floats = curves(A, [(0.0, mg)], TIMES, lag=person["lag"])[:, 1, 0] / person["Vc"] * 1000.0
    return amount


@pytest.mark.parametrize(("mg", "published"), [(10.0, 180.0), (20.0, 340.0)])
def test_peaks_are_within_a_quarter_of_the_label(mg: float, published: float) -> None:
    assert plasma(mg).max() / published == pytest.approx(1.0, abs=0.25)


def test_the_area_is_within_a_quarter_of_the_label() -> None:
    assert np.trapezoid(plasma(10.0), TIMES) / 1135.0 == pytest.approx(1.0, abs=0.25)


def test_the_area_is_dose_over_clearance() -> None:
    assert np.trapezoid(plasma(10.0), TIMES) == pytest.approx(1000 * 10.0 / typical()["CL"][0], rel=1e-3)


def test_the_half_life_lies_between_the_sources() -> None:
    assert 3.0 <= half_life(ADULT, typical()) <= 4.4
