"""Exposure by kidney function in closed form."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lissom
from lissom.population.exposure import exposure_ratio
from lissom.population.model_files import read_models

BACLOFEN = read_models(Path(lissom.__file__).parent / "data" / "models")["baclofen"]

clearances = st.floats(0.0, 180.0)


def test_no_change_of_the_kidneys_is_no_change_of_exposure() -> None:
    assert exposure_ratio(BACLOFEN, 70, 70) == pytest.approx((1.0, 1.0, 1.0))


def test_at_crcl_40_exposure_is_about_double_that_of_healthy_kidneys() -> None:
    """vlavonou2014 halved the dose for equal exposure; healthy there was CrCl 115."""
    value, low, high = exposure_ratio(BACLOFEN, 115, 40)
    assert value == pytest.approx(2.07, abs=0.01)
    assert low < 2.0 < high


def test_a_negative_clearance_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        exposure_ratio(BACLOFEN, 90, -1)


@given(clearances, clearances)
def test_worse_kidneys_never_lower_the_exposure(one: float, other: float) -> None:
    value, low, high = exposure_ratio(BACLOFEN, max(one, other), min(one, other))
    assert low * (1 + 1e-12) >= 1.0
    assert low <= value * (1 + 1e-12) <= high * (1 + 1e-9)
